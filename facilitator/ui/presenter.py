"""A presenter in the hand: its Page Down is “next”, its Page Up “back”, wherever the focus is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from facilitator.i18n import _
from facilitator.presses import NextKind, back_press, next_step
from facilitator.record import Fact
from facilitator.settings import Settings
from facilitator.ui.document import Document, Tone
from facilitator.ui.keys import sequences
from facilitator.ui.sentences import press_sentence

APART = timedelta(seconds=1)  # a thumb that trembles presses once
EDITORS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)

Say = Callable[[str, Tone, str, Callable[[], object]], None]


class Presenter(QObject):
    """Takes a presenter's keys before any widget does, while they are chosen in the settings.

    It leaves them to who types a text, and to an open menu, list or dialogue. What it did is said with
    a button that takes it back, and it never ends the day: a thumb does not know what comes next.
    """

    def __init__(self, document: Document, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._say = say
        self._last: timedelta | None = None  # on the clock that nobody sets
        self._acts: dict[str, Callable[[], None]] = {}

    def listen(self, chosen: Settings) -> None:
        """Listens to the keys that are chosen, and to no others."""
        wanted = {
            "presenter-next": self._go_on if chosen.presenter_next else None,
            "presenter-back": self._go_back if chosen.presenter_back else None,
        }
        self.deaf()
        self._acts = {keys.toString(): act for name, act in wanted.items() if act for keys in sequences(name)}
        app = QApplication.instance()
        if app is not None and self._acts:
            app.installEventFilter(self)

    def deaf(self) -> None:
        """Listens to no key any more."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Takes a key as it comes to the window, before it gets to what has the focus."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        act = self._acts.get(QKeySequence(event.key()).toString())
        if act is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or _elsewhere():
            return False
        now = self._document.now().boot
        if not event.isAutoRepeat() and (self._last is None or not timedelta() <= now - self._last < APART):
            self._last = now
            act()
        return True

    def _go_on(self) -> None:
        step = next_step(self._document.live)
        if step is None:
            return
        if step.kind is NextKind.FINISH:
            self._document.tell(_("The presenter does not end the day. The big button does."))
        else:
            self._press(step.facts)

    def _go_back(self) -> None:
        facts = back_press(self._document.live)
        if facts:
            self._press(facts)

    def _press(self, facts: tuple[Fact, ...]) -> None:
        if self._document.attempt(partial(self._document.press, *facts)):
            did = press_sentence(self._document.plan.event, facts[-1])
            undo = partial(self._take_back, self._document.undo_stack.index())
            self._say(_("Presenter: {step}").format(step=did), Tone.INFO, _("Undo"), undo)

    def _take_back(self, index: int) -> None:
        """Takes the presenter's press back, unless other things were done since."""
        if self._document.undo_stack.index() == index:
            self._document.attempt(self._document.undo)
        else:
            self._document.tell(
                _("Something else was done since. Ctrl+Z takes back one thing after the other.")
            )


def _elsewhere() -> bool:
    """Whether the key belongs to who types, or to something that is open above the window."""
    above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    return above is not None or isinstance(QApplication.focusWidget(), EDITORS)
