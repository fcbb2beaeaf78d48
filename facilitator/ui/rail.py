"""The places of the day, down the left side."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QWidget

from facilitator.i18n import _, ngettext
from facilitator.ui import tokens
from facilitator.ui.keys import bind_each, native, sequences
from facilitator.ui.widgets.controls import column
from facilitator.ui.widgets.icons import icon
from facilitator.ui.widgets.text import set_text

ICONS = {
    "programme": "list",
    "people": "users",
    "cafe": "coffee",
    "notes": "message",
    "harvest": "layers",
    "documents": "file-text",
    "summary": "clipboard",
    "ready": "check-circle",
    "settings": "settings",
}
BELOW = ("ready", "settings")  # at the foot of the rail


def place_names() -> dict[str, str]:
    """Place → what it is called."""
    return {
        "programme": _("Programme"),
        "people": _("People"),
        "cafe": _("Café"),
        "notes": _("Notes"),
        "harvest": _("Harvest"),
        "documents": _("Documents"),
        "summary": _("Summary"),
        "ready": _("Ready?"),
        "settings": _("Settings"),
    }


class Rail(QFrame):
    """One button a place; Ctrl+1 … Ctrl+9 lead there too."""

    chosen = Signal(str)  # place

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rail")
        self.setMinimumWidth(tokens.RAIL_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)  # large text: wider
        self.setAccessibleName(_("Places"))
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for keys, (place, name) in zip(sequences("place"), place_names().items(), strict=True):
            self.buttons[place] = self._button(place, name, native(keys))
        bind_each(self, "place", [partial(self.chosen.emit, place) for place in self.buttons])
        above = [made for place, made in self.buttons.items() if place not in BELOW]
        below = [self.buttons[place] for place in BELOW]
        box = column(*above, None, *below, spacing=tokens.XS)
        box.setContentsMargins(tokens.S, tokens.M, tokens.S, tokens.M)
        self.setLayout(box)

    def choose(self, place: str) -> None:
        """Marks the place as the one shown."""
        self.buttons[place].setChecked(True)

    def mark_ready(self, missing: int) -> None:
        """Says beside the ready check whether something is missing."""
        mark = "✓" if missing == 0 else f"({missing})"
        self.buttons["ready"].setText(f" {place_names()['ready']}  {mark}")

    def mark_help(self, tables: int) -> None:
        """Says beside the notes how many tables ask for help: wherever the moderator is."""
        name, shown = place_names()["notes"], self.buttons["notes"]
        told = ngettext("{count} table needs help", "{count} tables need help", tables).format(count=tables)
        set_text(shown, f" {name}  ▲ {tables}" if tables else f" {name}")
        shown.setAccessibleName(f"{name}: {told}" if tables else name)

    def _button(self, place: str, name: str, keys: str) -> QPushButton:
        c = tokens.colours()
        made = QPushButton(f" {name}")  # room beside the icon
        made.setProperty("look", "place")
        made.setCheckable(True)
        made.setIcon(icon(ICONS[place], c.muted, chosen=c.accent))
        made.setIconSize(QSize(tokens.px(tokens.ICON), tokens.px(tokens.ICON)))
        made.setAccessibleName(name)
        made.setToolTip(f"{name} ({keys})")
        made.clicked.connect(lambda _checked=False: self.chosen.emit(place))
        self._group.addButton(made)
        return made
