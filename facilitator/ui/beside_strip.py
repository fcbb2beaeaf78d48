"""What runs beside the running item, or is due beside it: one chip each, below the now bar."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from facilitator.event import MINUTE
from facilitator.i18n import _
from facilitator.presses import NextStep, added, next_step, start_press
from facilitator.record import Fact, Paused, Resumed
from facilitator.timetable import Level, LiveDay, LiveItem, State
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.keys import bind, hint
from facilitator.ui.sentences import cafe_phase_words, digits, local_time, step_button
from facilitator.ui.widgets.chip_strip import ChipStrip
from facilitator.ui.widgets.controls import button, row
from facilitator.ui.widgets.text import ElidedLabel, label, set_property, set_text

TITLE = 120  # px at 100 %: what is left of a title at least
LENGTHENINGS = (1, 5)  # minutes


class BesideChip(QFrame):
    """One item: its phase, what is left, and what can be done to it; one that is due can be started."""

    def __init__(self, document: Document, one: LiveItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._id = one.item.id
        self.setProperty("look", "card")
        self.title = ElidedLabel("", "strong")
        self.title.setMinimumWidth(tokens.px(TITLE))
        self.phase = label("", "muted")
        self.digits = label("", "subtitle", tabular=True)
        self.word = label("", "small")
        self.lengthen = {
            by: button(f"+{by}", partial(self._on_lengthen_clicked, by * MINUTE)) for by in LENGTHENINGS
        }
        self.pause = button("", self._on_pause_clicked)
        self.next = button("", self.go_on)
        self.next.setToolTip(hint("beside-next"))
        parts = (self.title, self.phase, self.digits, self.word, *self.lengthen.values())
        box = row(*parts, self.pause, self.next)
        box.setContentsMargins(tokens.M, tokens.XS, tokens.XS, tokens.XS)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.draw(one)

    def draw(self, one: LiveItem) -> None:
        """Shows the item as it is."""
        live, event = self._seen, self._document.plan.event
        on = one.state is State.RUNNING
        self.title.setText(one.item.title)
        self.setAccessibleName(_("At the same time: {title}").format(title=one.item.title))
        set_text(self.phase, cafe_phase_words(live.cafe) if on and live.cafe else "")
        set_text(self.digits, digits(live.countdown) if on else local_time(event, one.expected_start))
        set_text(self.word, _word(live) if on else _("not started"))
        for part in (self.phase, self.word):
            part.setVisible(bool(part.text()))
        for part in (self.digits, self.word):
            set_property(part, "level", live.level.value if on else "")
        for made in (*self.lengthen.values(), self.pause):
            made.setVisible(on)
        self._draw_pause(one.item.title, paused=live.paused_for is not None)
        for by, made in self.lengthen.items():
            made.setAccessibleName(
                _("Add {minutes} min to “{title}”").format(minutes=by, title=one.item.title)
            )
        self._draw_next(one, live, on=on)

    def go_on(self) -> None:
        """Starts the item, goes on to its next phase, or ends it."""
        one = self._document.live.find(self._id)
        if one is None:
            return
        if one.state is not State.RUNNING:
            self._press(*start_press(self._document.live, self._id))
        elif step := next_step(self._seen):
            self._press(*step.facts)

    @property
    def _seen(self) -> LiveDay:
        return self._document.live.seen_from(self._id)

    def _draw_pause(self, title: str, *, paused: bool) -> None:
        set_text(self.pause, "▸" if paused else "❚❚")
        words = _("Let “{title}” go on") if paused else _("Pause “{title}”")
        self.pause.setAccessibleName(words.format(title=title))
        self.pause.setToolTip(_("Go on") if paused else _("Pause"))

    def _draw_next(self, one: LiveItem, live: LiveDay, *, on: bool) -> None:
        text = step_words(live, next_step(live)) if on else _("Start")
        if self.next.text() != f"{text} ▸":
            self.next.setText(f"{text} ▸")
        self.next.setAccessibleName(_("{title}: {step}").format(title=one.item.title, step=text))

    def _on_lengthen_clicked(self, by: timedelta) -> None:
        fact = added(self._seen, by)
        if fact is not None:
            self._press(fact)

    def _on_pause_clicked(self) -> None:
        paused = self._seen.paused_for is not None
        self._press(Resumed(self._id) if paused else Paused(self._id))

    def _press(self, *facts: Fact) -> None:
        self._document.attempt(lambda: self._document.press(*facts))


class BesideStrip(ChipStrip[BesideChip]):
    """A chip for each item that runs beside the running one, or could begin there."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(_("At the same time"), parent)
        self._document = document
        bind(parent or self, "beside-next", self._go_on)
        document.ticked.connect(self.draw)
        self.draw(document.live)

    def draw(self, live: LiveDay) -> None:
        """Shows what runs, and what is due, beside the running item."""
        shown = {one.item.id: one for one in live.items if is_shown(one, live)}
        self.show_chips(shown, lambda one: BesideChip(self._document, one), BesideChip.draw)

    def _go_on(self) -> None:
        for chip in list(self.chips.values())[:1]:
            chip.go_on()


def is_shown(one: LiveItem, live: LiveDay) -> bool:
    """Whether it runs beside the running item, or is planned beside that and has not begun."""
    if not one.item.runs_beside:
        return False
    due = live.running is not None and one.planned.main_id == live.running.item.id
    return one.state is State.RUNNING or (due and one.state is State.LATER)


def step_words(live: LiveDay, step: NextStep | None) -> str:
    """What leads on from where an item beside is: its next phase, or its end."""
    return step_button(live.cafe, step.phase) if live.cafe and step and step.phase else _("End it")


def _word(live: LiveDay) -> str:
    if live.paused_for is not None:
        return _("❚❚ paused")
    words = {
        Level.WARNING: _("▲ soon over"),
        Level.OVERTIME: _("■ overtime"),
        Level.LAST_MINUTE: _("▲ last minute"),
    }
    word = words.get(live.level, "")
    return _("{words} (estimated)").format(words=word or _("left")) if live.estimated else word
