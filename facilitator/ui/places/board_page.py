"""The board: what each table is doing in the round that runs, and the newest points as a quiet stream."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from facilitator.access import Device
from facilitator.board import BoardTable, TableState, board
from facilitator.event import find
from facilitator.i18n import _, format_time, ngettext
from facilitator.notes import Note
from facilitator.noting import Spell, noted_items, running_spell, spells_until_now
from facilitator.record import HelpAsked, Nudged
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.phones import Phones
from facilitator.ui.places.note_list import NoteList
from facilitator.ui.places.notes_found import round_words
from facilitator.ui.sentences import number_ranges
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.rows import Column, RowsModel, RowsView
from facilitator.ui.widgets.text import ElidedLabel, label, set_property, set_text

NEWEST = 40  # points in the stream
STREAM_WIDTH = 300


def state_words(one: BoardTable, when: str = "") -> str:
    """The table's state with its shape; ``when`` it was last heard of."""
    words = {
        TableState.HELP: _("▲ needs help"),
        TableState.OFFLINE: _("○ no contact since {time}").format(time=when),
        TableState.WRITING: _("✎ writing"),
        TableState.NOTHING: _("– nothing yet"),
        TableState.NOTES: "● "
        + ngettext("{count} point", "{count} points", one.notes).format(count=one.notes),
    }
    return words[one.state]


def summary_words(rows: Sequence[BoardTable]) -> str:
    """Which tables somebody has to know of, the most urgent first: not all rows are in sight."""
    told = {
        TableState.HELP: _("▲ help: {tables}"),
        TableState.OFFLINE: _("○ no contact: {tables}"),
        TableState.NOTHING: _("– nothing yet: {tables}"),
    }
    numbers = {state: [one.table.number for one in rows if one.state is state] for state in told}
    parts = [told[state].format(tables=number_ranges(found)) for state, found in numbers.items() if found]
    return " · ".join(parts) or _("All tables have written.")


def ready_words() -> tuple[str, ...]:
    """Words to a table that are ready to be sent."""
    return (
        _("Please write down what you talk about."),
        _("A moderator is on the way."),
        _("Please choose your key points."),
        _("One point at a time, please."),
    )


class BoardPage(QWidget):
    """Tables left, with what can be done for the chosen one; the newest points right."""

    def __init__(
        self, document: Document, phones: Phones | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._phones = phones
        self._streamed: tuple[Note, ...] = ()
        self.where = ElidedLabel("", "subtitle")
        self.summary = ElidedLabel("", "muted")
        self.tables: RowsModel[BoardTable] = RowsModel(document, (), self)
        self.list = RowsView(self.tables, _("What each table is doing"))
        self.helped = button(_("Help is there"), self.say_helped)
        self.word = QComboBox()
        self.send = button(_("Send to the table"), self.send_word)
        self.send_silent = button(_("To all with nothing yet"), self.send_to_silent)
        self.stream = NoteList(document, _("The newest points"))
        self.pause = button(_("Hold still"), look="quiet")
        self.said = ElidedLabel("", "muted")
        self._lay_out()
        self._connect()

    @property
    def rows(self) -> tuple[BoardTable, ...]:
        return self.tables.rows

    @property
    def spell(self) -> Spell | None:
        """The round that is shown: the running one, else the last, else the first there will be."""
        document = self._document
        running = running_spell(document.live)
        begun = spells_until_now(document.plan.event, document.record, document.live)
        if running or begun:
            return running or begun[-1]
        items = noted_items(document.plan.event, document.snapshot.notes)
        return (items[0].id, items[0].rounds[0].id if items[0].rounds else None) if items else None

    def draw(self, _news: object = None) -> None:
        """Draws what is seen: nothing while the page is hidden."""
        if not self.isVisible():
            return
        self._draw_tables()
        if not self.held:
            self._draw_stream()
        self._draw_actions()

    @property
    def held(self) -> bool:
        """Whether the stream keeps still: it was told to, or somebody is reading or choosing in it."""
        return self.pause.isChecked() or self.stream.underMouse() or self.stream.hasFocus()

    def say_helped(self) -> None:
        """Somebody has come to the chosen table."""
        chosen = self._chosen()
        if chosen is not None:
            self._document.attempt(partial(self._document.press, HelpAsked(chosen.id, wanted=False)))

    def send_word(self) -> None:
        """Puts the word on the page of the chosen table."""
        chosen, text = self._chosen(), self.word.currentText().strip()
        if chosen is not None and text:
            self._document.attempt(partial(self._document.press, Nudged(chosen.id, text)))

    def send_to_silent(self) -> None:
        """Puts the word on the pages of all tables that have written nothing in the round."""
        text = self.word.currentText().strip()
        facts = [Nudged(one.id, text) for one in self.rows if one.notes == 0]
        if facts and text:
            self._document.attempt(partial(self._document.press, *facts))

    # ── making ──

    def _lay_out(self) -> None:
        typed = QLineEdit()
        self.word.setLineEdit(typed)
        self.word.addItems(ready_words())
        typed.home(False)  # so that a long one is read from its beginning
        self.word.activated.connect(lambda _index: typed.home(False))
        self.word.setAccessibleName(_("A word to the table's page"))
        self.word.setMinimumWidth(tokens.px(120))
        self.pause.setCheckable(True)
        self.stream.setMinimumWidth(round(STREAM_WIDTH * min(tokens.LOOK.scale, 1.25)))
        self.list.setSelectionBehavior(RowsView.SelectionBehavior.SelectRows)
        act = row(self.word, self.send, self.send_silent, spacing=tokens.S)
        act.setStretch(0, 1)
        told = row(spacing=tokens.S)
        told.addLayout(column(self.where, self.summary, spacing=tokens.XS), 1)
        told.addWidget(self.helped)
        left = column(told, self.list, act, spacing=tokens.S)
        left.setStretch(1, 1)
        head = row(label(_("The newest points"), "subtitle"), self.said, self.pause, spacing=tokens.S)
        head.setStretch(1, 1)
        right = column(head, self.stream, spacing=tokens.S)
        right.setStretch(1, 1)
        whole = row(spacing=tokens.L)
        whole.addLayout(left, 3)
        whole.addLayout(right, 2)
        self.setLayout(whole)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        document = self._document
        for news in (document.event_changed, document.notes_changed, document.record_changed):
            news.connect(self.draw)
        document.ticked.connect(self.draw)
        if self._phones is not None:
            self._phones.devices_changed.connect(self.draw)
        self.pause.toggled.connect(self.draw)
        self.list.selectionModel().currentRowChanged.connect(self._draw_actions)

    # ── drawing ──

    def _draw_tables(self) -> None:
        document, spell = self._document, self.spell
        if spell is None:
            set_text(self.where, _("No table writes yet: there is no café and no discussion."))
            self.tables.show(())
            return
        item = find(document.plan.event.items, spell[0])
        set_text(self.where, f"{item.title} · {round_words(item, spell[1])}" if item else "")
        columns = self._columns(spell)
        if [one.title for one in columns] != [one.title for one in self.tables.columns]:
            self.tables.show_columns(columns)
            self.list.fit_columns()
        self.tables.show(board(document.snapshot, spell, self._devices()))
        set_text(self.summary, summary_words(self.rows))
        helping = any(one.state is TableState.HELP for one in self.rows)
        set_property(self.summary, "role", "alarm" if helping else "muted")

    def _columns(self, spell: Spell) -> tuple[Column[BoardTable], ...]:
        item = find(self._document.plan.event.items, spell[0])
        rounds = item.rounds if item and len(item.rounds) > 1 else ()
        return (
            Column(_("Table"), lambda one: str(one.table.number), right=True, width=52),
            Column(_("Just now"), self._state),
            *(
                Column(
                    _("R{number}").format(number=number),
                    partial(self._count, spell[0], round_.id),
                    right=True,
                    width=42,
                )
                for number, round_ in enumerate(rounds, 1)
            ),
            Column(_("Phones"), lambda one: str(one.phones or "–"), right=True, width=84),
        )

    def _state(self, one: BoardTable) -> str:
        words = state_words(one, self._time(one.since))
        if one.approved is not None:
            words = _("{state} · approved {time}").format(state=words, time=self._time(one.approved))
        return _("{state} · not read: “{text}”").format(state=words, text=one.nudged) if one.nudged else words

    def _count(self, item_id: str, round_id: str, one: BoardTable) -> str:
        return str(self._document.snapshot.notes.counts.get((item_id, round_id, one.id), 0) or "·")

    def _time(self, moment: datetime | None) -> str:
        return format_time(self._document.plan.event.local(moment)) if moment is not None else ""

    def _draw_stream(self) -> None:
        newest = tuple(reversed(self._document.snapshot.notes.standing[-NEWEST:]))
        if newest != self._streamed:
            self._streamed = newest
            self.stream.notes.show(newest)

    def _draw_actions(self, _current: object = None, _previous: object = None) -> None:
        chosen = self._chosen()
        self.helped.setEnabled(chosen is not None and chosen.state is TableState.HELP)
        self.send.setEnabled(chosen is not None)
        silent = sum(one.notes == 0 for one in self.rows)
        self.send_silent.setEnabled(silent > 0)
        waiting = 0
        if self.held:
            shown = {note.id for note in self._streamed}
            newest = self._document.snapshot.notes.standing[-NEWEST:]
            waiting = sum(note.id not in shown for note in newest)
        words = ngettext("{count} new point", "{count} new points", waiting).format(count=waiting)
        set_text(self.said, words if waiting else "")

    def _chosen(self) -> BoardTable | None:
        return next((one for one in self.rows if one.id == self.list.chosen), None)

    def _devices(self) -> tuple[Device, ...]:
        return self._phones.devices if self._phones is not None else ()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()
