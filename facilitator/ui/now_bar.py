"""The bar that never leaves: what is on, how long is left, are we late, what to press next."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QSizePolicy, QWidget

from facilitator.catch_up import wanted
from facilitator.corrections import inserted
from facilitator.eaten import eaten_by
from facilitator.event import MINUTE, ZERO, Item, ItemKind
from facilitator.i18n import _, format_time
from facilitator.presses import NextKind, added, next_step, start_press
from facilitator.record import Paused, Resumed, TimerStarted
from facilitator.timetable import Level, LiveDay, Reading, on_by_plan
from facilitator.ui import tokens
from facilitator.ui.catch_up_panel import CatchUpPanel
from facilitator.ui.corrections_menu import CorrectionsMenu
from facilitator.ui.document import Document
from facilitator.ui.going_on import CalmButton, go_on
from facilitator.ui.keys import bind, hint
from facilitator.ui.sentences import (
    cafe_phase_words,
    digits,
    eaten_sentence,
    local_time,
    minutes_word,
    offset_words,
    phase_button,
    step_button,
    step_words,
)
from facilitator.ui.title_length_form import TitleLengthForm
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.popups import Popup
from facilitator.ui.widgets.text import ElidedLabel, label, set_property, set_text
from facilitator.words import item_kind_word

LENGTHENINGS = (-1, 1, 2, 5)  # minutes
INSERTED, COUNTDOWN = 15, 5  # minutes offered for an item put in, and for a countdown
TITLES_WIDTH = 300  # px at 100 %; where they get less, the buttons stand below


class NowBar(QFrame):
    """Draws each LiveDay, and turns its buttons into presses."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.setProperty("look", "now-bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Now"))
        self.clock = label("", "clock", tabular=True)
        self.running = ElidedLabel("", "title")
        self.coming = ElidedLabel("", "muted")
        self.remaining = label("", "digits", tabular=True)
        self.remaining_word = label("", "muted", tabular=True)
        self.offset = button("", self._on_offset_clicked, look="offset")
        self.end = label("", "strong")
        self.catch_up = button("", lambda: self.show_catch_up(self.catch_up), look="offset")
        self.lengthen = {by: self._lengthen_button(by) for by in LENGTHENINGS}
        self.pause = button(_("Pause"), self._on_pause_clicked)
        self.more = self._more_button()
        self.next = CalmButton(self._on_next_clicked, look="next")
        self.next.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # a space typed astray starts nothing: Ctrl+Enter does
        self._keep_width()
        self._make_popups()
        self._lay_out()
        self._connect()
        self.draw(document.live)

    def _keep_width(self) -> None:
        """As wide as its longest words: what stands beside it must not move under a hand."""
        self.next.ensurePolished()
        widths = []
        for text in (_("Start"), _("Next"), _("End the day"), *step_words()):
            self.next.setText(f"{text} ▸")
            widths.append(self.next.sizeHint().width())
        self.next.setMinimumWidth(max(widths))

    def show_catch_up(self, anchor: QWidget | None = None) -> None:
        """Shows what can be caught up, below the button that was pressed."""
        self.catch_up_panel.open()
        self._popups[self.catch_up_panel].show_below(anchor or self.more)

    def draw(self, live: LiveDay) -> None:
        """Shows the day as it is; sets only what changed."""
        set_text(self.clock, format_time(self._document.plan.event.local(live.now)))
        self._draw_titles(live)
        self._draw_remaining(live)
        self._draw_offset(live)
        self._draw_buttons(live)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it gets with the buttons below; a number cut off would be a wrong one."""
        widest = max(part.minimumSize().width() for part in (self._facts, self._buttons))
        margins = self.contentsMargins() + self._box.contentsMargins()
        high = max(super().minimumSizeHint().height(), tokens.NOW_BAR_HEIGHT)
        return QSize(widest + margins.left() + margins.right(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        digits_column = column(None, self.remaining, self.remaining_word, None, spacing=0)
        for part in (self.remaining, self.remaining_word):
            part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.running.setMinimumWidth(140)
        self.end.setContentsMargins(tokens.M + 1, 0, 0, 0)
        titles = column(None, self.running, self.coming, None, spacing=tokens.XS)
        lateness = column(None, self.offset, self.end, self.catch_up, None, spacing=tokens.S)
        self._facts = row(self.clock, spacing=tokens.M)
        self._facts.addSpacing(tokens.S)
        self._facts.addLayout(titles, 1)
        self._facts.addLayout(digits_column)
        self._facts.addLayout(lateness)
        self._buttons = row(None, *self.lengthen.values(), self.pause, self.more, self.next)
        self._box = row(spacing=tokens.M)
        self._box.setContentsMargins(20, tokens.S, 20, tokens.S)
        self._box.addLayout(self._facts, 1)
        self._box.addLayout(self._buttons)
        self.setLayout(self._box)

    def _arrange(self) -> None:
        """Puts the buttons below where the titles would not be readable beside them."""
        beside = self._facts.minimumSize().width() + self._buttons.minimumSize().width()
        titles = round(TITLES_WIDTH * tokens.LOOK.scale) - self.running.minimumWidth()
        below = beside + titles > self.contentsRect().width()
        direction = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self._box.direction() is not direction:
            self._box.setDirection(direction)
            self.updateGeometry()

    def _connect(self) -> None:
        self._document.ticked.connect(self.draw)
        self.menu.catch_up_wanted.connect(self.show_catch_up)
        self.menu.insert_wanted.connect(self._on_insert_wanted)
        self.menu.countdown_wanted.connect(self._on_countdown_wanted)
        self.keyed = {"back": self.menu.back.trigger}
        bind(self, "back", self.menu.back.trigger)
        for name, pressed in {
            "next": self.next,
            "pause": self.pause,
            "more": self.more,
            "reading": self.offset,
            **{f"{'plus' if by > 0 else 'minus'}-{abs(by)}": made for by, made in self.lengthen.items()},
        }.items():
            bind(self, name, pressed.click)
            if pressed is not self.more and pressed is not self.offset:
                self.keyed[name] = pressed.click
            if pressed is not self.next:  # a space typed after a click presses nothing again
                pressed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            words = pressed.toolTip()
            pressed.setToolTip(f"{words} ({hint(name)})" if words else hint(name))

    def _lengthen_button(self, by: int) -> QPushButton:
        text = f"{by:+d}".replace("-", "−")
        made = button(text, name=_("Add {minutes} minutes").format(minutes=text))
        made.setToolTip(_("{minutes} min for what is running").format(minutes=text))
        made.clicked.connect(lambda _checked=False: self._on_lengthen_clicked(by * MINUTE))
        return made

    def _more_button(self) -> QPushButton:
        made = button("", look="quiet", icon_name="ellipsis", tooltip=_("Correct what was pressed"))
        self.menu = CorrectionsMenu(self._document, made)
        made.setMenu(self.menu)
        return made

    def _make_popups(self) -> None:
        insert = (_("Put in and start"), self._insert_and_start), (_("Put in"), self._insert)
        self.catch_up_panel = CatchUpPanel(self._document)
        self.insert_form = TitleLengthForm(_("Put in an item now"), insert)
        self.countdown_form = TitleLengthForm(
            _("Countdown beside the programme"), ((_("Start the countdown"), self._start_countdown),)
        )
        panels = (self.catch_up_panel, self.insert_form, self.countdown_form)
        self._popups: dict[QWidget, Popup] = {panel: Popup(panel, self) for panel in panels}
        for panel in panels:
            panel.done.connect(self._popups[panel].hide)

    # ── drawing ──

    def _draw_titles(self, live: LiveDay) -> None:
        if live.running:
            title = live.running.item.title
            if live.cafe:  # round and phase are what must not be cut off
                title = f"{item_kind_word(live.cafe.item.kind).capitalize()} · {cafe_phase_words(live.cafe)}"
        elif live.finished:
            title = _("The day is over")
        elif live.begun:
            title = _("Nothing is running")
        else:
            title = self._not_started_words(live)
        set_text(self.running, title)
        set_text(self.coming, self._coming_words(live))

    @staticmethod
    def _not_started_words(live: LiveDay) -> str:
        """That nobody has begun, and what the plan has now for who opens the program late."""
        on = on_by_plan(tuple(one.planned for one in live.items), live.now)
        if on is None:
            return _("Not started yet")
        return _("Not started yet – by the plan: {title}").format(title=on.item.title)

    def _coming_words(self, live: LiveDay) -> str:
        event = self._document.plan.event
        if live.cafe and not live.cafe.last:
            following = live.cafe.phases[live.cafe.index + 1]
            starts = live.cafe.starts[live.cafe.index + 1]
            if starts is not None:
                when = live.now + (starts - live.elapsed)
                return _("Then: {phase} {time}").format(
                    phase=phase_button(live.cafe, following).lower(), time=local_time(event, when)
                )
        if live.next is None:
            return ""
        expected = local_time(event, live.next.expected_start)
        planned = local_time(event, live.next.planned.start)
        words = (
            _("Next {time} (planned {planned}): {title}")
            if planned != expected
            else _("Next {time}: {title}")
        )
        return words.format(time=expected, planned=planned, title=live.next.item.title)

    def _draw_remaining(self, live: LiveDay) -> None:
        if live.running:
            set_text(self.remaining, digits(live.countdown))
            set_text(self.remaining_word, self._remaining_words(live))
        else:
            starts = live.next.expected_start if live.next else None
            until = starts - live.now if starts else ZERO
            soon = ZERO < until < timedelta(hours=10) and not live.finished
            set_text(self.remaining, digits(until) if soon else "")
            set_text(self.remaining_word, _("until the start") if soon else "")
        for part in (self.remaining, self.remaining_word):
            set_property(part, "level", live.level.value)

    @staticmethod
    def _remaining_words(live: LiveDay) -> str:
        if live.paused_for is not None:
            return _("❚❚ paused {time}").format(time=digits(live.paused_for))
        words = {
            Level.NORMAL: _("left"),
            Level.WARNING: _("▲ soon over"),
            Level.LAST_MINUTE: _("▲ last minute"),
            Level.OVERTIME: _("■ overtime"),
        }
        text = words[live.level]
        if live.level is Level.NORMAL and live.cafe:
            text = _("left of {minutes}").format(minutes=minutes_word(live.cafe.length))
        return _("{words} (estimated)").format(words=text) if live.estimated else text

    def _draw_offset(self, live: LiveDay) -> None:
        behind = live.offset >= MINUTE / 2
        mark = "▲ " if behind else "▼ " if live.offset <= -MINUTE / 2 else "● "
        self.offset.setVisible(bool(live.running or live.finished or behind))
        if self.offset.text() != mark + offset_words(live):
            self.offset.setText(mark + offset_words(live))
            self.offset.setAccessibleName(offset_words(live))
        set_property(self.offset, "level", "behind" if behind else "")
        self.offset.setToolTip(_("Read against the plan, or since the day began"))
        end = local_time(self._document.plan.event, live.expected_end)
        pinned = local_time(self._document.plan.event, live.pinned_end)
        words = _("Ended {time}") if live.finished else _("End {time}")
        if not live.finished and _past(live.expected_end, live.pinned_end):
            words = _("End {time} (pinned {pinned})")
        set_text(self.end, words.format(time=end, pinned=pinned) if end else "")
        self._draw_catch_up(live)

    def _draw_catch_up(self, live: LiveDay) -> None:
        """What can be caught up stands in place of the day's end, with it: so that nothing moves."""
        target = wanted(live)
        self.catch_up.setVisible(target is not None)
        self.end.setVisible(target is None)
        if target is not None:
            end = local_time(self._document.plan.event, live.expected_end)
            words = _("End {time} · catch up {minutes} …")
            set_text(self.catch_up, words.format(time=end, minutes=minutes_word(target.late)))
            self.catch_up.setAccessibleName(self.catch_up.text())
            self.catch_up.setToolTip(self.end.text())

    def _draw_buttons(self, live: LiveDay) -> None:
        running = live.running is not None
        for widget in (*self.lengthen.values(), self.pause):
            widget.setEnabled(running)
        paused = live.paused_for is not None
        set_text(self.pause, _("Go on") if paused else _("Pause"))
        self.pause.setAccessibleName(self.pause.text())
        self.menu.draw(live)
        self._draw_next(live)

    def _draw_next(self, live: LiveDay) -> None:
        step = next_step(live)
        texts = {
            NextKind.START: _("Start"),
            NextKind.NEXT: _("Next"),
            NextKind.FINISH: _("End the day"),
        }
        if step is None:
            text = _("Finished") if live.finished else _("Start")
        elif step.phase is not None and live.cafe is not None:
            text = step_button(live.cafe, step.phase)
        else:
            text = texts[step.kind]
        shown = text if step is None else f"{text} ▸"
        if self.next.text() != shown:
            self.next.setText(shown)
            self.next.setAccessibleName(text)
        self.next.setEnabled(step is not None)

    # ── presses ──

    def _on_next_clicked(self) -> None:
        go_on(self._document, self._document.live)

    def _on_lengthen_clicked(self, by: timedelta) -> None:
        """Gives time, and says calmly what a longer item takes from a later one."""
        document = self._document
        before = document.live
        fact = added(before, by)
        if fact is None or not document.attempt(lambda: document.press(fact)):
            return
        eaten = eaten_by(before, document.live)
        if eaten:
            document.tell(" ".join(map(eaten_sentence, eaten)))

    def _on_pause_clicked(self) -> None:
        live = self._document.live
        if live.running is None:
            return
        item_id = live.running.item.id
        fact = Paused(item_id) if live.paused_for is None else Resumed(item_id)
        self._document.attempt(lambda: self._document.press(fact))

    def _on_offset_clicked(self) -> None:
        reading = Reading.START if self._document.live.reading is Reading.PLAN else Reading.PLAN
        self._document.attempt(lambda: self._document.read_as(reading))

    def _on_insert_wanted(self) -> None:
        self.insert_form.open(_("New item"), str(INSERTED))
        self._popups[self.insert_form].show_below(self.more)

    def _on_countdown_wanted(self) -> None:
        self.countdown_form.open("", str(COUNTDOWN))
        self._popups[self.countdown_form].show_below(self.more)

    def _insert(self, title: str, length: timedelta, *, start: bool = False) -> bool:
        item = Item(id=self._document.new_id(), kind=ItemKind.TALK, title=title, length=length)
        plan = inserted(self._document.plan, self._document.live, item)
        facts = start_press(self._document.live, item.id) if start else ()
        text = _("put in “{title}”").format(title=title)
        return self._document.attempt(lambda: self._document.change(plan, facts, text))

    def _insert_and_start(self, title: str, length: timedelta) -> bool:
        return self._insert(title, length, start=True)

    def _start_countdown(self, title: str, length: timedelta) -> bool:
        fact = TimerStarted(self._document.new_id(), title, length)
        return self._document.attempt(lambda: self._document.press(fact))


def _past(expected: datetime | None, pinned: datetime | None) -> bool:
    """Whether the day is expected to end after its pinned end, by half a minute or more."""
    return expected is not None and pinned is not None and expected - pinned >= MINUTE / 2
