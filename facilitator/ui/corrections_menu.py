"""The now bar's "…": what was pressed wrongly is put right, and what comes is changed in a moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.corrections import next_skipped, next_two, next_two_swapped
from facilitator.event import MINUTE, ZERO, Plan
from facilitator.i18n import _
from facilitator.presses import back_press, start_press
from facilitator.record import Delayed, Finished, StartMoved
from facilitator.timetable import LiveDay, State
from facilitator.ui.document import Document
from facilitator.ui.sentences import SECOND, local_time, minutes_word

STARTED_AGO = (1, 2, 3, 5, 10)  # minutes
DELAYS = (5, 10, 15)  # minutes
LONGEST = 40  # characters of a title in a menu


class CorrectionsMenu(QMenu):
    """Each entry is one press, and one undo step; those that end in … open a panel."""

    insert_wanted = Signal()
    catch_up_wanted = Signal()
    countdown_wanted = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self.back = self._add(self, _("Back to the one before"), self._on_back_triggered)
        self.started = self.addMenu(_("It started earlier"))
        self.started_ago = {minutes: self._started_ago(minutes * MINUTE) for minutes in STARTED_AGO}
        self.jump = self.addMenu(_("Jump to"))
        self.jump.aboutToShow.connect(self._fill_jump)
        self.addSeparator()
        self.skip = self._add(self, "", self._on_skip_triggered)
        self.swap = self._add(self, _("Swap the next two"), self._on_swap_triggered)
        self.delay = self.addMenu(_("The next one is delayed"))
        self.delays = {minutes: self._delay(minutes * MINUTE) for minutes in DELAYS}
        self.delay.addSeparator()
        self.no_delay = self._add(self.delay, _("It is not delayed"), partial(self._announce, ZERO))
        self.insert = self._add(self, _("Put in an item now …"), self.insert_wanted.emit)
        self.addSeparator()
        self.catch_up = self._add(self, _("Catch up …"), self.catch_up_wanted.emit)
        self.countdown = self._add(self, _("Countdown beside the programme …"), self.countdown_wanted.emit)
        self.addSeparator()
        self.finish = self._add(self, _("End the day now"), self._on_finish_triggered)

    def draw(self, live: LiveDay) -> None:
        """Names and enables what can be done now."""
        running = live.running is not None
        self.back.setEnabled(bool(back_press(live)))
        self.started.setEnabled(running)
        self.finish.setEnabled(running)
        following = live.next
        words = _("Skip the next one") if following is None else _("Skip “{title}”")
        self.skip.setText(words.format(title=_short(following.item.title) if following else ""))
        for entry in (self.skip, self.delay):
            entry.setEnabled(following is not None)
        self.catch_up.setEnabled(live.begun and following is not None)
        self.swap.setEnabled(next_two(live) is not None)
        delay = following.delay if following else ZERO
        for minutes, action in self.delays.items():
            action.setChecked(delay == minutes * MINUTE)
        self.no_delay.setEnabled(bool(delay))
        self.insert.setEnabled(not live.finished)

    # ── making ──

    @staticmethod
    def _add(menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, menu)
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        return action

    def _started_ago(self, by: timedelta) -> QAction:
        words = _("It started {minutes} ago").format(minutes=minutes_word(by))
        return self._add(self.started, words, partial(self._move_start, by))

    def _delay(self, by: timedelta) -> QAction:
        words = _("{minutes} after its planned start").format(minutes=minutes_word(by))
        action = self._add(self.delay, words, partial(self._announce, by))
        action.setCheckable(True)
        return action

    def _fill_jump(self) -> None:
        """All that can be begun, with the time at which it is expected, or was planned."""
        live, event = self._document.live, self._document.plan.event
        self.jump.clear()
        for one in live.items:
            if one.item.marker or one.state in (State.SKIPPED, State.RUNNING):
                continue
            when = local_time(event, one.expected_start or one.planned.start)
            words = f"{when}  {_short(one.item.title)}"
            self._add(self.jump, words, partial(self._start, one.item.id))

    # ── presses ──

    def _start(self, item_id: str) -> None:
        facts = start_press(self._document.live, item_id)
        self._document.attempt(lambda: self._document.press(*facts))

    def _press(self, *facts: Delayed | Finished) -> None:
        self._document.attempt(lambda: self._document.press(*facts))

    def _edit(self, plan: Plan, text: str) -> None:
        self._document.attempt(lambda: self._document.edit(plan, text))

    def _on_back_triggered(self) -> None:
        facts = back_press(self._document.live)
        if facts:
            self._document.attempt(lambda: self._document.press(*facts))

    def _move_start(self, by: timedelta) -> None:
        before = self._document.live.running
        if before is None or before.actual_start is None:
            return
        fact = StartMoved(before.item.id, by)
        if not self._document.attempt(lambda: self._document.press(fact)):
            return
        after = self._document.live.running
        if after and after.actual_start and before.actual_start - after.actual_start < by - SECOND:
            start = local_time(self._document.plan.event, after.actual_start)
            self._document.tell(
                _("It starts at {time}, no earlier: something else was pressed before.").format(time=start)
            )

    def _on_skip_triggered(self) -> None:
        self._edit(next_skipped(self._document.plan, self._document.live), _("skip an item"))

    def _on_swap_triggered(self) -> None:
        self._edit(next_two_swapped(self._document.plan, self._document.live), _("swap the next two"))

    def _announce(self, by: timedelta) -> None:
        following = self._document.live.next
        if following is not None and following.delay != by:
            self._press(Delayed(following.item.id, by))
        self.draw(self._document.live)  # the mark of the entry that was pressed has changed by itself

    def _on_finish_triggered(self) -> None:
        self._press(Finished())


def _short(title: str) -> str:
    """The title for a menu, where & would underline a letter."""
    cut = title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"
    return cut.replace("&", "&&")
