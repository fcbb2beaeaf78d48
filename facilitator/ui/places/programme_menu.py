"""The programme's way in and out: one button with a menu of files to get it from, and to make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QMenu, QPushButton

from facilitator.i18n import _
from facilitator.ui.widgets.controls import button

Entry = tuple[str, Callable[[], object]]  # what it says, what it does


def programme_menu(entries: Iterable[Entry]) -> QPushButton:
    """The button; its menu has one line an entry."""
    made = button(_("In and out"))
    menu = QMenu(made)
    for text, act in entries:
        menu.addAction(text, act)
    made.setMenu(menu)
    return made
