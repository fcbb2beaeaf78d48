"""One button with a menu of files: what a place is got from, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QMenu, QPushButton

from facilitator.i18n import _
from facilitator.ui.widgets.controls import button

Entry = tuple[str, Callable[[], object]]  # what it says, what it does


def programme_menu(entries: Iterable[Entry | None]) -> QPushButton:
    """The programme's way in and out."""
    return menu_button(_("In and out"), entries, icon_name="external-link")


def menu_button(text: str, entries: Iterable[Entry | None], *, icon_name: str) -> QPushButton:
    """A button; its menu has one line an entry, None a line between."""
    made = button(text, icon_name=icon_name)
    menu = QMenu(made)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        else:
            menu.addAction(*entry)
    made.setMenu(menu)
    return made
