"""Answers: a task's options and dots on merged points; opened, counted, and shown when a moderator says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QStackedWidget, QWidget

from facilitator.errors import FacilitatorError
from facilitator.event import ItemKind
from facilitator.i18n import _
from facilitator.polls import (
    Count,
    Poll,
    PollState,
    Result,
    as_opened,
    hand_counts,
    polls_of,
    result_of,
    state_of,
)
from facilitator.record import HandCounted, PollClosed, PollOpened, PollShown
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.room.polls import rule_words, turnout_words
from facilitator.ui.widgets.controls import button, column, row, surface
from facilitator.ui.widgets.rows import Column, RowsModel, RowsView
from facilitator.ui.widgets.tabs import Tabs
from facilitator.ui.widgets.text import ElidedLabel, label, set_text

BAR = 15  # characters of the longest bar


@dataclass(frozen=True, slots=True)
class HandRow:
    """What was counted at a table; the row "" is for the whole room."""

    table_id: str
    number: int | None
    counted: HandCounted

    @property
    def id(self) -> str:
        return self.table_id or "room"


@dataclass(frozen=True, slots=True)
class CountRow:
    """A choice with its letter and what came of it."""

    letter: str
    count: Count
    tied: bool
    most: int

    @property
    def id(self) -> str:
        return self.count.choice.id


class PollPage(QWidget):
    """The poll that is on, or another one of the day; its result stays folded until somebody looks."""

    def __init__(
        self, document: Document, kind: ItemKind | None = None, parent: QWidget | None = None
    ) -> None:
        """``kind``: only the polls of such items."""
        super().__init__(parent)
        self._document = document
        self._kind = kind
        self._followed = ""  # the running item whose poll was put in front
        self.chooser = QComboBox()
        self.question = ElidedLabel("", "subtitle")
        self.rule = ElidedLabel("", "muted")
        self.state = label("", "strong")
        self.open = button("", self.turn_open, look="primary")
        self.show_room = button("", self.turn_shown, icon_name="monitor")
        self.tabs = Tabs(
            (("folded", _("Folded")), ("result", _("Result")), ("hand", _("Count by hand"))),
            _("What to see of the answers"),
        )
        self.counts: RowsModel[CountRow] = RowsModel(document, _count_columns(), self)
        self.result = RowsView(self.counts, _("Result"))
        self.texts = QPlainTextEdit()
        self.hands: RowsModel[HandRow] = RowsModel(document, (), self)
        self.hand = RowsView(self.hands, _("Counted by hand"))
        self.note = ElidedLabel("", "warning")
        self.pages = QStackedWidget()
        votes = kind is ItemKind.HARVEST
        self.empty = label(_no_votes_words() if votes else _no_poll_words(), "muted", wrap=True)
        self._lay_out()
        self._connect()

    def _polls(self) -> tuple[Poll, ...]:
        event = self._document.plan.event
        kinds = {item.id: item.kind for item in event.items}
        return tuple(one for one in polls_of(event) if self._kind in (None, kinds[one.id]))

    @property
    def poll(self) -> Poll | None:
        """The chosen poll, with the choices that it was opened with."""
        chosen = self.chooser.currentData()
        poll = next((poll for poll in self._polls() if poll.id == chosen), None)
        return as_opened(poll, self._state(poll)) if poll else None

    def choose(self, poll_id: str) -> None:
        """Shows that poll."""
        self.chooser.setCurrentIndex(self.chooser.findData(poll_id))
        self.draw()

    def turn_open(self) -> None:
        """Takes answers from now on, or no longer."""
        poll = self.poll
        if poll is None:
            return
        if self._state(poll).open:
            self._press(PollClosed(poll.id))
        else:
            fresh = next(one for one in self._polls() if one.id == poll.id)
            self._press(PollOpened(poll.id, tuple(choice.id for choice in fresh.choices)))

    def turn_shown(self) -> None:
        """Lets the room see the result, or no longer."""
        poll = self.poll
        if poll is not None:
            self._press(PollShown(poll.id, not self._state(poll).shown))

    def show_page(self, name: str) -> None:
        """Unfolds the result or the count by hand, or folds both away."""
        self.tabs.choose(name)
        self.pages.setCurrentIndex(list(self.tabs.buttons).index(name))
        self.draw()

    def draw(self, _news: object = None) -> None:
        """Draws what is seen: nothing while the page is hidden."""
        if not self.isVisible():
            return
        self._draw_chooser()
        poll = self.poll
        self.empty.setVisible(poll is None)
        self.card.setVisible(poll is not None)
        if poll is not None:
            self._draw_head(poll, self._state(poll))
            self._draw_result(poll)
            self._draw_hand(poll)

    # ── making ──

    def _lay_out(self) -> None:
        self.chooser.setAccessibleName(_("Which question"))
        self.chooser.setMinimumWidth(tokens.px(260))
        self.texts.setReadOnly(True)
        self.texts.setTabChangesFocus(True)
        self.texts.setAccessibleName(_("Answers in words"))
        lines = (
            _("The result is folded away, also where this screen is mirrored to the room."),
            _("The vote is informal: a phone that is emptied can answer again."),
        )
        folded = label("\n".join(lines), "muted")
        for page in (folded, self._result_page(), self._hand_page()):
            self.pages.addWidget(page)
        head = row(self.state, None, self.show_room, self.open, spacing=tokens.S)
        box = column(
            self.chooser, self.question, self.rule, head, row(self.tabs, None), self.pages, spacing=tokens.M
        )
        box.setStretch(5, 1)
        self.card = surface("card", box)
        whole = column(self.empty, self.card, spacing=tokens.M)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.tabs.choose("folded")
        self.setFocusProxy(self.open)

    def _result_page(self) -> QWidget:
        made = QWidget()
        lists = row(self.result, self.texts, spacing=tokens.M)
        lists.setStretch(0, 3)
        lists.setStretch(1, 2)
        made.setLayout(lists)
        return made

    def _hand_page(self) -> QWidget:
        made = QWidget()
        made.setLayout(column(self.hand, self.note, spacing=tokens.S))
        return made

    def _connect(self) -> None:
        document = self._document
        for news in (document.event_changed, document.record_changed, document.room_changed):
            news.connect(self.draw)
        document.ticked.connect(self._follow)
        self.chooser.activated.connect(self.draw)
        self.tabs.chosen.connect(self.show_page)

    # ── drawing ──

    def _state(self, poll: Poll) -> PollState:
        return state_of(self._document.record, poll.id)

    def _follow(self) -> None:
        """Puts the poll of the item that is on in front, once."""
        running = self._document.live.running
        id = running.item.id if running else ""
        if id != self._followed and self.chooser.findData(id) >= 0:
            self._followed = id
            self.choose(id)

    def _draw_chooser(self) -> None:
        polls = self._polls()
        before = self.chooser.currentData()
        items = {item.id: item.title for item in self._document.plan.event.items}
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for poll in polls:
                self.chooser.addItem(items[poll.id], poll.id)
            self.chooser.setCurrentIndex(max(0, self.chooser.findData(before)))
        self.chooser.setVisible(len(polls) > 1)

    def _draw_head(self, poll: Poll, state: PollState) -> None:
        set_text(self.question, poll.question)
        set_text(self.rule, rule_words(poll))
        voters = self._result(poll).voters
        turnout = turnout_words(self._document.snapshot, voters)
        word = (
            _("● Open") if state.open else _("■ Closed") if state.choices is not None else _("○ Not opened")
        )
        shown = _("the room sees the result") if state.shown else ""
        set_text(
            self.state, " · ".join(filter(None, (word, turnout if state.choices is not None else "", shown)))
        )
        again = _("Open again") if state.choices is not None else _("Open for answers")
        set_text(self.open, _("Close for answers") if state.open else again)
        set_text(self.show_room, " " + (_("Take off the screen") if state.shown else _("Show to the room")))
        for act in (self.open, self.show_room):
            act.setAccessibleName(act.text().strip())
        self.show_room.setEnabled(state.choices is not None and not state.open)

    def _result(self, poll: Poll) -> Result:
        return result_of(self._document.record, self._document.snapshot.ballots, poll)

    def _draw_result(self, poll: Poll) -> None:
        """Drawn only where it is unfolded: what is not there can't be seen on a mirrored screen."""
        unfolded = self.tabs.current == "result"
        result = self._result(poll)
        places = [count.place for count in result.counts]
        most = max((count.points for count in result.counts), default=0)
        rows = [
            CountRow(chr(ord("A") + at % 26), count, count.points > 0 and places.count(count.place) > 1, most)
            for at, count in enumerate(result.counts)
        ]
        self.counts.show(sorted(rows, key=lambda one: one.count.place) if unfolded else ())
        text = "\n\n".join(result.texts) if unfolded else ""
        if self.texts.toPlainText() != text:
            self.texts.setPlainText(text)
        self.texts.setVisible(poll.free_text)

    def _draw_hand(self, poll: Poll) -> None:
        columns = self._hand_columns(poll)
        if [one.title for one in columns] != [one.title for one in self.hands.columns]:
            self.hands.show_columns(columns)
            self.hand.fit_columns()
        counted = hand_counts(self._document.record, poll.id)
        tables = sorted(self._document.plan.event.open_tables, key=lambda table: table.number)
        places: list[tuple[str, int | None]] = [*((t.id, t.number) for t in tables), ("", None)]
        nothing = (0,) * len(poll.choices)
        self.hands.show(
            [
                HandRow(id, number, counted.get(id) or HandCounted(poll.id, id, nothing, 0))
                for id, number in places
            ]
        )
        self._draw_note(poll, [one.counted for one in self.hands.rows])

    def _draw_note(self, poll: Poll, counted: list[HandCounted]) -> None:
        """Says where more dots were counted than the voters had; that is for people to settle."""
        over = [one for one in counted if not poll.ranked and sum(one.counts) > one.voters * poll.budget]
        names = ", ".join(_hand_words(row_) for row_ in self.hands.rows if row_.counted in over)
        text = _("More counted than those who took part could give: {places}.").format(places=names)
        set_text(self.note, text if over else "")

    def _hand_columns(self, poll: Poll) -> tuple[Column[HandRow], ...]:
        def column_of(at: int) -> Column[HandRow]:
            letter = chr(ord("A") + at % 26)
            return Column(
                letter,
                lambda one: str(one.counted.counts[at] or "") if at < len(one.counted.counts) else "",
                partial(self._store_count, at),
                right=True,
                width=52,
            )

        return (
            Column(_("Table"), _hand_words, width=130),
            Column(
                _("Took part"),
                lambda one: str(one.counted.voters or ""),
                self._store_voters,
                right=True,
                width=96,
            ),
            *(column_of(at) for at in range(len(poll.choices))),
        )

    # ── what was typed ──

    def _store_voters(self, one: HandRow, text: str) -> None:
        self._press(replace(one.counted, voters=_number(text)))

    def _store_count(self, at: int, one: HandRow, text: str) -> None:
        counts = list(one.counted.counts)
        counts[at] = _number(text)
        self._press(replace(one.counted, counts=tuple(counts)))

    def _press(self, fact: PollOpened | PollClosed | PollShown | HandCounted) -> None:
        self._document.attempt(partial(self._document.press, fact))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()


def _number(text: str) -> int:
    """A count as typed; nothing typed is none. Raises FacilitatorError for anything else."""
    typed = text.strip()
    if not typed:
        return 0
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 5):
        raise FacilitatorError(_("“{text}” is no count. Type a number, as 12.").format(text=text))
    return int(typed)


def _hand_words(one: HandRow) -> str:
    return _("The whole room") if one.number is None else _("Table {number}").format(number=one.number)


def _count_columns() -> tuple[Column[CountRow], ...]:
    def bar(one: CountRow) -> str:
        return "█" * round(BAR * one.count.points / one.most) if one.most else ""

    def place(one: CountRow) -> str:
        words = _("shared {place}") if one.tied else "{place}"
        return words.format(place=one.count.place) if one.count.points else ""

    return (
        Column("", lambda one: one.letter, width=36),
        Column(_("Answer"), lambda one: one.count.choice.text),
        Column(_("Points"), lambda one: str(one.count.points), right=True, width=72),
        Column("", bar, width=210),
        Column(_("Place"), place, width=90),
    )


def _no_poll_words() -> str:
    return _(
        "Nothing is asked yet. Give a task answers to choose from in Program, or merge points in Harvest to"
        " vote on."
    )


def _no_votes_words() -> str:
    return _(
        "There is nothing to vote on yet: put points together on the board first, and have a harvest in"
        " Program."
    )
