"""The tables' reports: whose turn it is and for how long, below the now bar while tables are called."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from facilitator.event import Event, Table, find
from facilitator.i18n import _
from facilitator.record import Record, TurnStarted
from facilitator.timetable import Level, LiveDay
from facilitator.turns import LiveTurn, heard, live_turn, next_turn, tables_called, turn_back
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.keys import bind, hint
from facilitator.ui.sentences import digits
from facilitator.ui.widgets.controls import button, row, scrolling
from facilitator.ui.widgets.text import ElidedLabel, label, plain_tooltip, set_property, set_text

Turns = Callable[[Event, Record, LiveDay], TurnStarted | None]

CHIP = 44  # px at 100 %
WORDS = 160  # px at 100 %: what is left of the table's theme at least


class TurnStrip(QFrame):
    """Draws the tables that report, and turns its buttons into presses."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._tables: tuple[Table, ...] = ()
        self.setProperty("look", "now-bar")
        self.setAccessibleName(_("Reports from the tables"))
        self.words = ElidedLabel("", "strong")
        self.words.setMinimumWidth(tokens.px(WORDS))
        self.digits = label("", "subtitle", tabular=True)
        self.state = label("", "small")
        self.back = button(_("Back"), partial(self._go, turn_back))
        self.skip = button(_("Skip"), partial(self._go, partial(next_turn, skip=1)))
        self.next = button("", partial(self._go, next_turn), look="primary")
        self.chips: list[QPushButton] = []
        self._lay_out()
        for name, pressed in {"turn-next": self.next, "turn-back": self.back, "turn-skip": self.skip}.items():
            bind(parent or self, name, pressed.click)
            pressed.setToolTip(hint(name))
            pressed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        document.ticked.connect(self.draw)
        self.draw(document.live)

    def draw(self, live: LiveDay) -> None:
        """Shows the tables while they are called in the running item."""
        event, record = self._document.plan.event, self._document.record
        tables = tables_called(event, live)
        self.setVisible(bool(tables))
        if not tables:
            return
        if tables != self._tables:
            self._make(tables)
        turn = live_turn(event, record, live)
        self._draw_turn(event, turn)
        self._draw_chips(turn, heard(record, live))
        self._draw_buttons(live)

    def _lay_out(self) -> None:
        self._row = row(spacing=tokens.XS)
        self._row.addStretch(1)
        content = QWidget()
        content.setLayout(self._row)
        self._area = scrolling(content)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = self._area.horizontalScrollBar().sizeHint().height()
        self._area.setFixedHeight(self.next.sizeHint().height() + bar)
        box = row(self.words, self.digits, self.state, self._area, self.back, self.skip, self.next)
        box.setContentsMargins(20, tokens.XS, 20, tokens.XS)
        box.setStretch(0, 2)
        box.setStretch(3, 3)
        self.setLayout(box)

    # ── drawing ──

    def _make(self, tables: tuple[Table, ...]) -> None:
        self._tables = tables
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [button(str(table.number), partial(self._call, table.id)) for table in tables]
        for at, chip in enumerate(self.chips):
            chip.setFixedWidth(tokens.px(CHIP + 8))
            self._row.insertWidget(at, chip)
            chip.show()  # so that it counts in the width at once

    def _draw_turn(self, event: Event, turn: LiveTurn | None) -> None:
        if turn is None:
            set_text(self.words, _("No table has the word"))
            for part in (self.digits, self.state):
                set_text(part, "")
            return
        theme = find(event.themes, turn.table.theme_id)
        words = _("Table {number}").format(number=turn.table.number)
        set_text(self.words, f"{words} · {theme.title}" if theme else words)
        set_text(self.digits, digits(turn.remaining))
        states = {Level.OVERTIME: _("■ overtime"), Level.LAST_MINUTE: _("▲ soon over")}
        set_text(self.state, states.get(turn.level, ""))
        for part in (self.digits, self.state):
            set_property(part, "level", turn.level.value)

    def _draw_chips(self, turn: LiveTurn | None, done: frozenset[str]) -> None:
        """Each table with a shape: ▸ has the word, ✓ had it."""
        for table, chip in zip(self._tables, self.chips, strict=True):
            now = turn is not None and turn.table.id == table.id
            mark = "▸" if now else "✓" if table.id in done else ""
            words = _("has the word") if now else _("has had the word") if mark else _("waits")
            name = _("Table {number}: {state}").format(number=table.number, state=words)
            if chip.accessibleName() == name:
                continue
            chip.setText(f"{mark}{table.number}")
            chip.setAccessibleName(name)
            chip.setToolTip(plain_tooltip(name))
            if now:
                self._area.ensureWidgetVisible(chip)

    def _draw_buttons(self, live: LiveDay) -> None:
        event, record = self._document.plan.event, self._document.record
        coming = next_turn(event, record, live)
        table = find(event.tables, coming.table_id) if coming else None
        if coming is None:
            text = _("All have reported")
        elif table is None:
            text = _("End the reports")
        else:
            text = _("Next: table {number}").format(number=table.number)
        if self.next.text() != text:
            self.next.setText(text)
            self.next.setAccessibleName(text)
        self.next.setEnabled(coming is not None)
        self.skip.setEnabled(table is not None)
        words = _("Pass over table {number}").format(number=table.number) if table else _("Skip")
        self.skip.setAccessibleName(words)
        self.back.setEnabled(turn_back(event, record, live) is not None)

    # ── presses ──

    def _go(self, turns: Turns) -> None:
        document = self._document
        fact = turns(document.plan.event, document.record, document.live)
        if fact is not None:
            document.attempt(lambda: document.press(fact))

    def _call(self, table_id: str) -> None:
        live = self._document.live
        if live.running is not None:
            fact = TurnStarted(live.running.item.id, table_id)
            self._document.attempt(lambda: self._document.press(fact))
