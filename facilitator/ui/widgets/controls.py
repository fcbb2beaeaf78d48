"""Buttons, cards and fields, each made in one line and dressed by the style sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facilitator.ui import tokens
from facilitator.ui.widgets.icons import icon
from facilitator.ui.widgets.text import label, plain_tooltip

Box = TypeVar("Box", bound=QBoxLayout)


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    *,
    look: str = "",
    icon_name: str = "",
    tooltip: str = "",
    name: str = "",
) -> QPushButton:
    """A push button; ``name`` is its accessible name where the text (an icon, "+1") does not say it."""
    made = QPushButton(f" {text}" if icon_name and text else text)  # room beside the icon
    if look:
        made.setProperty("look", look)
    if icon_name:
        c = tokens.colours()
        made.setIcon(icon(icon_name, c.on_accent if look in ("primary", "next") else c.text))
        made.setIconSize(QSize(tokens.ICON - 2, tokens.ICON - 2))
    if tooltip:
        made.setToolTip(plain_tooltip(tooltip))
    made.setAccessibleName(name or tooltip or text)
    made.setAutoDefault(True)  # Enter presses it too, not only the space bar
    if on_click:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def row(*widgets: QWidget | int | None, spacing: int = tokens.S) -> QHBoxLayout:
    """A row of widgets without margins; None stretches, a number is that much room."""
    return _filled(QHBoxLayout(), widgets, spacing)


def column(*widgets: QWidget | QBoxLayout | int | None, spacing: int = tokens.S) -> QVBoxLayout:
    """A column of widgets and layouts without margins; None stretches, a number is that much room."""
    return _filled(QVBoxLayout(), widgets, spacing)


def wrapped(first: QBoxLayout, *others: QBoxLayout, spacing: int = tokens.S) -> QBoxLayout:
    """Rows that make one line, of which the first takes what is left; with large text, a line each."""
    large = tokens.LOOK.scale > tokens.ONE_LINE
    box = column(spacing=spacing) if large else row(spacing=spacing)
    box.addLayout(first, 0 if large else 1)
    for other in others:
        box.addLayout(other)
        if large:
            box.setAlignment(other, Qt.AlignmentFlag.AlignRight)
    return box


def make_room_for(shown: QWidget, among: Iterable[QWidget]) -> None:
    """Of widgets that are shown in turn, lets only that one say how much room is needed."""
    for one in among:
        policy = QSizePolicy.Policy.Preferred if one is shown else QSizePolicy.Policy.Ignored
        one.setSizePolicy(policy, policy)


def _filled(box: Box, widgets: tuple[QWidget | QBoxLayout | int | None, ...], spacing: int) -> Box:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            box.addStretch(1)
        elif isinstance(widget, int):
            box.addSpacing(widget)
        elif isinstance(widget, QBoxLayout):
            box.addLayout(widget)
        else:
            box.addWidget(widget)
    return box


def surface(look: str, layout: QBoxLayout | None = None, margin: int = tokens.L) -> QFrame:
    """A frame that the style sheet dresses ("card", "bar" …) around a layout."""
    made = QFrame()
    made.setProperty("look", look)
    if layout:
        layout.setContentsMargins(margin, margin, margin, margin)
        made.setLayout(layout)
    return made


def line() -> QFrame:
    """A thin line across."""
    return surface("line")


def scrolling(content: QWidget) -> QScrollArea:
    """The content in an area that scrolls up and down where it does not fit."""
    area = QScrollArea()
    content.setProperty("look", "plain")
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


class SearchField(QLineEdit):
    """A search box, which the window leads to."""


def search_field(placeholder: str) -> SearchField:
    """A search box with a clear button; Ctrl+F leads to it, Esc empties it."""
    made = SearchField()
    made.setPlaceholderText(placeholder)
    made.setAccessibleName(placeholder)
    made.setClearButtonEnabled(True)
    made.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    escape = QShortcut("Esc", made, made.clear)
    escape.setContext(Qt.ShortcutContext.WidgetShortcut)
    return made


def on_keys(widget: QWidget, keys: str, act: Callable[[], object]) -> None:
    """Lets the keys do something while the widget itself, not a cell editor in it, has the focus."""
    shortcut = QShortcut(keys, widget, act)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)  # PySide drops it from the constructor


def field(caption: str, widget: QWidget) -> QVBoxLayout:
    """A widget under its caption, which is its accessible name too."""
    title = label(caption, "small")
    title.setBuddy(widget)
    widget.setAccessibleName(caption)
    return column(title, widget, spacing=tokens.XS)


def page(title: str, *actions: QWidget) -> tuple[QHBoxLayout, QWidget]:
    """The head of a place: its title left, its actions right, the main one last."""
    heading = label(title, "title")
    heading.setAccessibleName(title)
    heading.setMinimumHeight(tokens.CONTROL_HEIGHT)  # so that all places begin at one height
    return row(heading, None, *actions), heading
