"""The programme's way in and out: one button with a menu of files to get it from, and to make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QMenu, QPushButton

from facilitator.i18n import _
from facilitator.ui.widgets.controls import button

Entry = tuple[str, Callable[[], object]]  # what it says, what it does


def programme_menu(entries: Iterable[Entry | None]) -> QPushButton:
    """The button; its menu has one line an entry, None a line between."""
    made = button(_("In and out"), icon_name="external-link")
    menu = QMenu(made)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        else:
            menu.addAction(*entry)
    made.setMenu(menu)
    return made
