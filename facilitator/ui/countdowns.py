"""The countdowns beside the programme: one chip each, below the now bar as long as there are any."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from facilitator.event import MINUTE
from facilitator.i18n import _
from facilitator.record import Fact, TimerAdded, TimerEnded, TimerPaused, TimerResumed
from facilitator.timetable import Level, LiveDay, LiveTimer
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.sentences import digits
from facilitator.ui.widgets.chip_strip import ChipStrip
from facilitator.ui.widgets.controls import button, row
from facilitator.ui.widgets.text import ElidedLabel, label, set_property, set_text

TITLE = 60  # px at 100 %: what is left of a title at least


class CountdownChip(QFrame):
    """One countdown: its title, what is left, and what can be done to it."""

    def __init__(self, document: Document, timer: LiveTimer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._timer = timer
        self.setProperty("look", "card")
        self.title = ElidedLabel(timer.title or _("Countdown"), "strong")
        self.title.setMinimumWidth(tokens.px(TITLE))
        self.digits = label("", "subtitle", tabular=True)
        self.word = label("", "small")
        self.longer = button("+1", lambda: self._press(TimerAdded(timer.id, MINUTE)))
        self.pause = button("", self._on_pause_clicked)
        self.end = button("", lambda: self._press(TimerEnded(timer.id)), look="quiet", icon_name="x")
        self._name()
        box = row(self.title, self.digits, self.word, self.longer, self.pause, self.end)
        box.setContentsMargins(tokens.M, tokens.XS, tokens.XS, tokens.XS)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.draw(timer)

    def draw(self, timer: LiveTimer) -> None:
        """Shows the countdown as it is."""
        self._timer = timer
        set_text(self.digits, digits(timer.remaining))
        set_text(self.word, _word(timer))
        self.word.setVisible(bool(self.word.text()))
        for part in (self.digits, self.word):
            set_property(part, "level", timer.level.value)
        set_text(self.pause, "▸" if timer.paused else "❚❚")
        words = _("Let “{title}” go on") if timer.paused else _("Pause “{title}”")
        self.pause.setAccessibleName(words.format(title=self.title.text()))
        self.pause.setToolTip(_("Go on") if timer.paused else _("Pause"))

    def _name(self) -> None:
        title = self.title.text()
        self.setAccessibleName(title)
        self.longer.setAccessibleName(_("Add a minute to “{title}”").format(title=title))
        words = _("Take “{title}” away").format(title=title)
        self.end.setAccessibleName(words)
        self.end.setToolTip(_("Take the countdown away"))

    def _on_pause_clicked(self) -> None:
        id_ = self._timer.id
        self._press(TimerResumed(id_) if self._timer.paused else TimerPaused(id_))

    def _press(self, fact: Fact) -> None:
        self._document.attempt(lambda: self._document.press(fact))


class CountdownStrip(ChipStrip[CountdownChip]):
    """The countdowns that there are; new ones last."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(_("Countdowns"), parent)
        self._document = document
        document.ticked.connect(self.draw)
        self.draw(document.live)

    def draw(self, live: LiveDay) -> None:
        timers = {timer.id: timer for timer in live.timers}
        self.show_chips(timers, lambda timer: CountdownChip(self._document, timer), CountdownChip.draw)


def _word(timer: LiveTimer) -> str:
    if timer.paused:
        return _("❚❚ paused")
    words = {Level.OVERTIME: _("■ overtime"), Level.LAST_MINUTE: _("▲ last minute")}
    return words.get(timer.level, "")
