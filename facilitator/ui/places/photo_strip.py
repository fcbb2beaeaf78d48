"""Pictures of a tablecloth: added by a button, by dropping or pasting, looked at large, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QListWidget, QListWidgetItem, QWidget

from facilitator.i18n import _
from facilitator.photos import Photo, photos_at
from facilitator.settings import documents_folder
from facilitator.ui import messages, tokens
from facilitator.ui.document import Document
from facilitator.ui.pictures import PICTURES, photo_of, read_photo
from facilitator.ui.places.notes_found import Spot
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.text import label

SIDE = 56  # px of a small picture


class PhotoStrip(QFrame):
    """The pictures of one table in one round; Enter or a click shows one large."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._spot: Spot | None = None
        self._shown: tuple[Photo, ...] = ()
        self.add = button(_("Picture of the tablecloth …"), self.choose_and_add, look="quiet")
        self.list = QListWidget()
        self.large: PhotoCard | None = None
        self._lay_out()
        document.room_changed.connect(self.draw)
        self.list.itemActivated.connect(lambda _item: self.show_large())
        self.list.itemClicked.connect(lambda _item: self.show_large())

    @property
    def photos(self) -> tuple[Photo, ...]:
        return self._shown

    def show_spot(self, spot: Spot | None) -> None:
        """Shows the pictures of that table and round."""
        self._spot = spot
        self.draw()

    def choose_and_add(self) -> None:
        """Asks for a picture, and adds it here."""
        title = _("Picture of the tablecloth")
        file = messages.choose_file_to_open(self, title, documents_folder(), f"{title} ({PICTURES})")
        if file is not None:
            self.add_file(file)

    def add_file(self, file: Path) -> None:
        """Stores the picture, scaled down; what is no picture is told, and changes nothing."""
        self._add(lambda: read_photo(file))

    def add_image(self, image: QImage) -> None:
        """Stores a picture that was copied elsewhere."""
        self._add(lambda: photo_of(image))

    def _add(self, read: Callable[[], bytes]) -> None:
        spot = self._spot
        if spot is None:
            return

        def add() -> None:
            photo = Photo(
                id=self._document.new_id(),
                item_id=spot.item_id,
                round_id=spot.round_id,
                table_id=spot.table_id,
                at=self._document.now().utc,
                image=read(),
            )
            self._document.write_photo(photo)

        self._document.attempt(add)

    def show_large(self) -> None:
        """Shows the chosen picture large, with what is said of it."""
        at = self.list.currentRow()
        if self.large is not None and self.large.isVisible():
            return  # a click may count as both
        if 0 <= at < len(self._shown):
            self.large = PhotoCard(self._document, self._shown[at], self.window())
            self.large.show()

    def draw(self, _news: object = None) -> None:
        spot, photos = self._spot, self._document.snapshot.photos
        found = photos_at(photos, spot.item_id, spot.round_id, spot.table_id) if spot else ()
        if found != self._shown:
            self._shown = found
            self.list.clear()
            for number, photo in enumerate(found, 1):
                item = QListWidgetItem(QIcon(_pixmap(photo, QSize(SIDE, SIDE))), "")
                words = photo.words or _("Picture {number}, not described").format(number=number)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                item.setToolTip(words.replace("<", "‹"))
                self.list.addItem(item)
        self.list.setVisible(bool(found))
        self.add.setEnabled(spot is not None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.add_file(Path(url.toLocalFile()))
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setIconSize(QSize(SIDE, SIDE))
        self.list.setFixedHeight(SIDE + 20)
        self.list.setWrapping(False)
        self.list.setAcceptDrops(False)
        self.list.setAccessibleName(_("Pictures of the tablecloth"))
        box = row(self.list, self.add, spacing=tokens.S)
        box.setStretch(0, 1)
        self.setLayout(box)


class PhotoCard(QFrame):
    """One picture large: its description can be typed, and it can be taken back."""

    def __init__(self, document: Document, photo: Photo, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._document = document
        self._photo = photo
        self.setProperty("look", "card")
        self.words = QLineEdit(photo.words)
        self.words.setPlaceholderText(_("What is on the picture, for those who can't see it"))
        self.words.setAccessibleName(self.words.placeholderText())
        self.words.editingFinished.connect(self.store_words)
        self.back = button(_("Take back"), self.take_back)
        shown = label()
        shown.setPixmap(_pixmap(photo, parent.size() * 0.75))
        shown.setAccessibleName(photo.words)
        box = column(shown, row(self.words, self.back), spacing=tokens.S)
        box.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        self.setLayout(box)
        self.adjustSize()
        self.move(parent.mapToGlobal(parent.rect().center()) - self.rect().center())

    def store_words(self) -> None:
        """Stores what is said of the picture."""
        words = self.words.text().strip()
        if words != self._photo.words:
            self._write(replace(self._photo, words=words))

    def take_back(self) -> None:
        """Takes the picture back; it stays in the file."""
        self._write(replace(self._photo, words=self.words.text().strip(), taken_back=True))
        self.close()
        self._document.tell(
            _("The picture is taken back."),
            action=_("Put back"),
            act=partial(self._write, replace(self._photo, taken_back=False)),
        )

    def _write(self, photo: Photo) -> None:
        if self._document.attempt(lambda: self._document.write_photo(photo)):
            self._photo = photo


def _pixmap(photo: Photo, room: QSize) -> QPixmap:
    made = QPixmap()
    made.loadFromData(photo.image)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return made.scaled(room, keep, smooth) if not made.isNull() else made
