"""The café as the room sees it: the phases, the tables as cards, and the panel beside them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.cafe import LiveCafe
from facilitator.event import CafeKind, Item, find, question_for
from facilitator.i18n import _
from facilitator.kinds import theme_in
from facilitator.presses import NextKind, NextStep, next_step, start_press
from facilitator.record import GONE, Counted, Fact, PhaseStarted, Resumed
from facilitator.rotation import Quality
from facilitator.seating import measured, routes
from facilitator.timetable import LiveDay, State
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.going_on import go_on
from facilitator.ui.places.cafe_card_view import GAP, CardModel, CardView
from facilitator.ui.places.cafe_cards import (
    CardState,
    figures,
    is_over,
    running_cafe,
    segments,
    shown_round,
    table_cards,
)
from facilitator.ui.places.cafe_panel import CafePanel, Figure, tables_figure
from facilitator.ui.places.cafe_strip import Strip
from facilitator.ui.sentences import step_button
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.text import label


class CafeRoom(QWidget):
    """Draws one café from the document, each second while it runs."""

    tables_wanted = Signal()
    rounds_wanted = Signal()
    plan_wanted = Signal()  # a table plan is to be made

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._item_id = ""
        self._quality: Quality | None = None
        self._unseated = 0
        self.strip = Strip()
        self.model = CardModel(self)
        self.cards = CardView(self.model)
        self.panel = CafePanel()
        self.no_tables = button(_("Add tables"), look="primary", icon_name="plus")
        self.no_rounds = button(_("This café has no rounds yet. Add the first one"), icon_name="plus")
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_item(self, item_id: str) -> None:
        """Draws that café."""
        self._item_id = item_id
        self._measure()
        self._draw()

    def _lay_out(self) -> None:
        empty = QWidget()
        hint = _("No tables yet. Add as many as stand in the room; people are seated when all are there.")
        words = label(hint, "muted", wrap=True)
        words.setMinimumWidth(320)
        empty.setLayout(column(None, words, row(self.no_tables, None), None, spacing=tokens.M))
        self.stack.addWidget(self.cards)
        self.stack.addWidget(empty)
        # The grid's last cards end with a gap of their own, to the right and below.
        beside = column(self.panel)
        beside.setContentsMargins(tokens.M - GAP, 0, 0, GAP)
        tables = row(self.stack, spacing=0)
        tables.setStretch(0, 1)
        tables.addLayout(beside)
        whole = column(self.strip, row(self.no_rounds, None), spacing=tokens.M)
        whole.addLayout(tables, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        document = self._document
        document.event_changed.connect(self._on_plan_changed)
        document.record_changed.connect(self._on_plan_changed)
        document.notes_changed.connect(self._draw)
        document.ticked.connect(self._draw)
        self.cards.chosen.connect(self._on_table_chosen)
        self.cards.entered.connect(self.panel.details.focus_people)
        self.panel.details.counted.connect(self._on_table_counted)
        self.panel.details.left.connect(self.cards.setFocus)
        self.panel.details.close_button.clicked.connect(self._on_details_closed)
        self.panel.action.clicked.connect(self._on_action_clicked)
        self.strip.phase_wanted.connect(self._on_phase_wanted)
        self.no_tables.clicked.connect(self.tables_wanted)
        self.no_rounds.clicked.connect(self.rounds_wanted)

    @property
    def _item(self) -> Item | None:
        return find(self._document.plan.event.items, self._item_id)

    # ── drawing ──

    def _on_plan_changed(self, _news: object) -> None:
        self._measure()
        self._draw()

    def _measure(self) -> None:
        """Measures the table plan, which costs too much to do each second."""
        plan, record, item = self._document.plan, self._document.record, self._item
        if item is None:
            return
        self._quality = measured(plan, item, record)
        coming = {p.id for p in plan.event.people if p.seated} - {
            id for id, presence in record.presence.items() if presence in GONE
        }
        paths = routes(plan, item)
        self._unseated = sum(None in paths[person_id] for person_id in coming)

    def _draw(self, _news: object = None) -> None:
        """Draws what is seen: nothing while another place is shown."""
        item = self._item
        if item is None or not self.isVisible():
            return
        live, snapshot = self._document.live.seen_from(item.id), self._document.snapshot
        self.strip.show_segments(segments(snapshot.event, item, live, snapshot.record))
        self.strip.setVisible(bool(item.rounds))
        self.no_rounds.setVisible(not item.rounds)
        self.model.show(table_cards(snapshot, item, live))
        self.stack.setCurrentIndex(0 if self.model.cards else 1)
        self._draw_numbers(item, live)
        self._draw_details()
        self.panel.show_action(self._action_words(item, live))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def _draw_numbers(self, item: Item, live: LiveDay) -> None:
        counted = figures(self.model.cards)
        without_host = tables_figure(_("Without a host"), counted.without_host, "alarm")
        if running_cafe(item, live) or is_over(item, live):
            silent = any(card.state is CardState.SILENT for card in self.model.cards)
            notes = [
                *self._counted_figures(item),
                Figure(_("Notes"), str(counted.notes)),
                tables_figure(_("Without notes"), counted.without_notes, "warning" if silent else ""),
                without_host,
            ]
            if counted.wanting_help:
                notes.insert(0, tables_figure(_("Need help"), counted.wanting_help, "alarm"))
            over = not running_cafe(item, live)
            self.panel.round.show_figures(_("The whole café") if over else _("This round"), notes)
        else:
            self.panel.round.show_figures(_("Before the café"), [*self._planned_figures(item), without_host])
        self.panel.quality.setVisible(self._quality is not None)
        self.panel.rule.setVisible(self._quality is not None)
        if self._quality:
            self.panel.quality.show_figures(_("Table plan"), self._quality_figures(self._quality))

    def _counted_figures(self, item: Item) -> list[Figure]:
        """How many were counted in all, where each chooses a table."""
        if item.cafe_kind is not CafeKind.FREE:
            return []
        return [Figure(_("Counted"), str(sum(card.people or 0 for card in self.model.cards)))]

    def _planned_figures(self, item: Item) -> list[Figure]:
        event = self._document.plan.event
        people = sum(person.seated for person in event.people)
        seats = sum(table.seats_max for table in event.open_tables)
        without = self._unseated
        told = [
            Figure(_("People"), str(people)),
            Figure(_("Seats at most"), str(seats), "alarm" if people > seats else ""),
        ]
        if item.cafe_kind is not CafeKind.FREE:
            told.append(Figure(_("Without a seat"), str(without), "warning" if without else ""))
        return told

    @staticmethod
    def _quality_figures(quality: Quality) -> list[Figure]:
        return [
            Figure(_("Meet twice"), str(quality.repeats)),
            Figure(_("Same organisation"), str(quality.same_organisation)),
            Figure(_("New faces on average"), f"{quality.mean_new_faces:.0f}"),
        ]

    def _draw_details(self) -> None:
        table_id, item = self.cards.table_id, self._item
        if not table_id or item is None:
            self.panel.show_numbers()
            return
        document = self._document
        round_ = shown_round(item, document.live)
        self.panel.details.show_table(document.plan, item, document.record, round_, table_id)
        self.panel.show_details()

    def _action_words(self, item: Item, live: LiveDay) -> str:
        """What the one big button says; "" where there is nothing to press here."""
        step = next_step(live)
        cafe = running_cafe(item, live)
        if cafe and step:
            return _onward(cafe, step)
        if is_over(item, live) or not self.model.cards:
            return ""
        if self._wants_plan(item):
            return _("Make a table plan")
        return _("Start the café") if _can_start(item, live) else ""

    def _wants_plan(self, item: Item) -> bool:
        event = self._document.plan.event
        if item.cafe_kind is CafeKind.FREE:
            return False
        return bool(self._quality is None and item.rounds and event.people and event.open_tables)

    # ── presses ──

    def _on_action_clicked(self) -> None:
        item = self._item
        if item is None:
            return
        live = self._document.live.seen_from(item.id)
        if not running_cafe(item, live) and self._wants_plan(item):
            self.plan_wanted.emit()
            return
        if running_cafe(item, live) or not _can_start(item, live):
            go_on(self._document, live)
        else:
            self._document.attempt(partial(self._document.press, *start_press(live, item.id)))

    def _on_phase_wanted(self, index: int) -> None:
        live = self._document.live.seen_from(self._item_id)
        if self._item is None or not running_cafe(self._item, live):
            return
        facts: list[Fact] = [PhaseStarted(self._item_id, index)]
        if live.paused_for is not None:
            facts.insert(0, Resumed(self._item_id))
        if self._document.attempt(partial(self._document.press, *facts)):
            document = self._document
            gone = segments(document.plan.event, self._item, live, document.record)[index].words
            words = _("Gone to {phase}.").format(phase=gone)
            self._document.tell(words, action=_("Undo"), act=self._document.undo)

    def _on_table_chosen(self, _table_id: str) -> None:
        self._draw_details()

    def _on_table_counted(self, people: int) -> None:
        item, table_id = self._item, self.cards.table_id
        round_ = shown_round(item, self._document.live) if item else None
        if round_ is not None:
            fact = Counted(round_.id, table_id, people)
            self._document.attempt(partial(self._document.press, fact))

    def _on_details_closed(self) -> None:
        self.cards.choose("")
        self.cards.setFocus()


def _onward(cafe: LiveCafe, step: NextStep) -> str:
    """What the step that follows in the café is called."""
    if step.phase:
        return step_button(cafe, step.phase)
    words = {
        NextKind.NEXT: _("On to what follows"),
        NextKind.FINISH: _("End the day"),
        NextKind.END: _("End the café"),
    }
    return words[step.kind]


def _can_start(item: Item, live: LiveDay) -> bool:
    """Whether it is the café's turn: it comes next, or the item that it is beside is running."""
    one = live.find(item.id)
    if item.beside and one and live.running:
        return one.state is State.LATER and one.planned.main_id == live.running.item.id
    step = next_step(live)
    return bool(step and step.item and step.item.id == item.id)


def round_question(document: Document, item: Item) -> str:
    """The question of the shown round, where all tables talk about the same."""
    event = document.plan.event
    round_ = shown_round(item, document.live)
    round_id = round_.id if round_ else None
    themes = [theme_in(event, item, round_id, table) for table in event.open_tables] or [None]
    questions = {question_for(item, round_, theme) for theme in themes}
    return questions.pop() if len(questions) == 1 else ""
