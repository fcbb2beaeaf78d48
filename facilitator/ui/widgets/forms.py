"""A form for a frozen dataclass, made from a table of fields; each field is stored when it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from facilitator.errors import FacilitatorError
from facilitator.ui import tokens
from facilitator.ui.widgets.controls import column, row
from facilitator.ui.widgets.text import label, plain_tooltip, set_property

Value = TypeVar("Value")


@dataclass(frozen=True)
class Field(Generic[Value]):
    """One field: how its text is read from the value, and what the value is with another text.

    ``put`` raises FacilitatorError for a text that cannot be understood. ``choices`` (text, caption)
    make a drop-down list, ``lines`` above 1 a text of several lines, ``check`` a check box ("1" or "").
    """

    name: str
    caption: str
    get: Callable[[Value], str]
    put: Callable[[Value, str], Value]
    choices: tuple[tuple[str, str], ...] = ()
    lines: int = 1
    check: bool = False
    hint: str = ""


class Form(QWidget, Generic[Value]):
    """Shows a value and stores each change through ``store``, which may raise FacilitatorError.

    What cannot be stored stays in its field, with the reason beneath.
    """

    def __init__(
        self,
        fields: Sequence[Field[Value]],
        store: Callable[[Value], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fields = {field.name: field for field in fields}
        self._store = store
        self._value: Value | None = None
        self._captions: dict[str, QLabel] = {}
        self._rows: dict[str, QHBoxLayout] = {}
        self.widgets = {field.name: self._widget(field) for field in fields}
        self.errors = {field.name: label("", "error", wrap=True) for field in fields}
        box = column(spacing=tokens.M)
        for field in fields:
            box.addLayout(self._block(field))
        self.setLayout(box)

    def show_value(self, value: Value) -> None:
        """Draws the value; a field that is being typed in, or could not be stored, is left alone."""
        another = getattr(value, "id", None) != getattr(self._value, "id", None)
        self._value = value
        for name, field in self._fields.items():
            widget = self.widgets[name]
            if another or not (widget.hasFocus() or self.errors[name].text()):
                self._say(name, "")
                self._set_text(widget, field.get(value))

    def show_field(self, name: str, *, visible: bool) -> None:
        """Shows or hides one field, with its caption."""
        for widget in (self.widgets[name], self._captions[name]):
            widget.setVisible(visible)
        self.errors[name].setVisible(visible and bool(self.errors[name].text()))

    def put_beside(self, name: str, widget: QWidget) -> None:
        """Puts a widget, a button most often, to the right of a field."""
        self._rows[name].addWidget(widget)

    def commit(self) -> None:
        """Stores the field that has the focus, before the window goes elsewhere."""
        for name, widget in self.widgets.items():
            if widget.hasFocus():
                self._take(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a field stores it; Esc puts back what it said."""
        name = watched.objectName()
        if name in self.widgets and event.type() is QEvent.Type.FocusOut:
            self._take(name)
        elif name in self.widgets and isinstance(event, QKeyEvent) and self._escapes(event):
            self._say(name, "")
            if self._value is not None:
                self._set_text(self.widgets[name], self._fields[name].get(self._value))
            return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _escapes(event: QKeyEvent) -> bool:
        return event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape

    # ── making ──

    def _block(self, field: Field[Value]) -> QVBoxLayout:
        caption = label("" if field.check else field.caption, "small", wrap=True)
        caption.setBuddy(self.widgets[field.name])
        caption.setVisible(not field.check)
        self._captions[field.name] = caption
        self.errors[field.name].hide()
        self._rows[field.name] = line = row(spacing=tokens.S)
        line.addWidget(self.widgets[field.name], 1)
        return column(caption, line, self.errors[field.name], spacing=tokens.XS)

    def _widget(self, field: Field[Value]) -> QWidget:
        if field.choices:
            made: QWidget = self._drop_down(field)
        elif field.check:
            made = QCheckBox(field.caption)
            made.toggled.connect(lambda _checked: self._take(field.name))
        elif field.lines > 1:
            made = QPlainTextEdit()
            made.setTabChangesFocus(True)
            made.setFixedHeight(round(tokens.px(tokens.BODY) * 1.5 * field.lines) + tokens.L)
            made.setPlaceholderText(field.hint)
        else:
            made = QLineEdit()
            made.setPlaceholderText(field.hint)
            made.returnPressed.connect(lambda: self._take(field.name))
        made.setObjectName(field.name)
        made.setAccessibleName(field.caption)
        made.setToolTip(plain_tooltip(field.hint))
        made.installEventFilter(self)
        return made

    def _drop_down(self, field: Field[Value]) -> QComboBox:
        made = QComboBox()
        for text, caption in field.choices:
            made.addItem(caption, text)
        made.currentIndexChanged.connect(lambda _index: self._take(field.name))
        return made

    # ── reading and writing ──

    def _take(self, name: str) -> None:
        field, value = self._fields[name], self._value
        text = self._text(self.widgets[name])
        if value is None or text == field.get(value):
            self._say(name, "")
            return
        try:
            changed = field.put(value, text)
            self._say(name, "")
            self._store(changed)
        except FacilitatorError as error:
            self._say(name, error.message)

    def _say(self, name: str, problem: str) -> None:
        self.errors[name].setText(problem)
        self.errors[name].setVisible(bool(problem))
        set_property(self.widgets[name], "invalid", "true" if problem else "")

    @staticmethod
    def _text(widget: QWidget) -> str:
        match widget:
            case QLineEdit():
                return widget.text()
            case QPlainTextEdit():
                return widget.toPlainText()
            case QComboBox():
                return str(widget.currentData())
            case QCheckBox():
                return "1" if widget.isChecked() else ""
        raise TypeError(widget)

    @staticmethod
    def _set_text(widget: QWidget, text: str) -> None:
        with QSignalBlocker(widget):
            match widget:
                case QLineEdit() if widget.text() != text:
                    widget.setText(text)
                    widget.setCursorPosition(0)  # a long text shows its beginning
                case QPlainTextEdit() if widget.toPlainText() != text:
                    widget.setPlainText(text)
                case QComboBox():
                    widget.setCurrentIndex(widget.findData(text))
                case QCheckBox():
                    widget.setChecked(bool(text))
