"""How the room's screens look: one of three plain themes, and the organiser's logo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from facilitator.event import RoomTheme
from facilitator.i18n import _
from facilitator.settings import documents_folder
from facilitator.ui import messages, tokens
from facilitator.ui.document import Document
from facilitator.ui.pictures import PICTURES, read_picture
from facilitator.ui.widgets.controls import button, row
from facilitator.ui.widgets.tabs import Tabs
from facilitator.ui.widgets.text import label

PREVIEW = QSize(72, 28)  # px


class RoomLook(QWidget):
    """One row: the theme, and the logo with what can be done to it. Each choice is one undoable step."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        themes = (
            (RoomTheme.DARK.value, _("Dark")),
            (RoomTheme.LIGHT.value, _("Light")),
            (RoomTheme.CONTRAST.value, _("High contrast")),
        )
        self.themes = Tabs(themes, _("Look of the screens"))
        self.preview = QLabel()
        self.preview.setAccessibleName(_("The organiser's logo"))
        self.choose = button(_("Logo …"), self.choose_logo)
        self.remove = button(
            "", self.remove_logo, look="quiet", icon_name="trash", tooltip=_("Take the logo away")
        )
        self.setLayout(
            row(label(_("Look"), "muted"), self.themes, None, self.preview, self.choose, self.remove)
        )
        self.themes.chosen.connect(self._on_theme_chosen)
        document.event_changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Shows what is chosen."""
        event = self._document.plan.event
        self.themes.choose(event.room_theme.value)
        picture = QPixmap()
        picture.loadFromData(event.logo)
        self.preview.setVisible(not picture.isNull())
        if not picture.isNull():
            self.preview.setPixmap(
                picture.scaled(
                    PREVIEW * tokens.LOOK.scale,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        self.remove.setVisible(bool(event.logo))

    def choose_logo(self) -> None:
        """Asks for a picture and takes it as the logo; one that cannot be read leaves the old one."""
        title, pictures = _("The organiser's logo"), _("Pictures")
        file = messages.choose_file_to_open(
            self.window(), title, documents_folder(), f"{pictures} ({PICTURES})"
        )
        if file is not None:
            self._document.attempt(lambda: self._edit(_("choose a logo"), logo=read_picture(file)))

    def remove_logo(self) -> None:
        """Takes the logo away; Ctrl+Z brings it back."""
        self._document.attempt(lambda: self._edit(_("take the logo away"), logo=b""))

    def _on_theme_chosen(self, name: str) -> None:
        self._document.attempt(
            lambda: self._edit(_("change the look of the screens"), room_theme=RoomTheme(name))
        )
        self.draw()

    def _edit(self, text: str, **values: object) -> None:
        plan = self._document.plan
        event = replace(plan.event, **values)  # type: ignore[arg-type]  # fields of the event
        self._document.edit(replace(plan, event=event), text)
