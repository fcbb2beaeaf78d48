"""Café: the rounds as they run, and their planning: rounds, themes, tables, the room, the table plan."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from facilitator.event import MINUTE, Item, ItemKind, Round, find, put, with_rounds
from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.cafe_cards import cafes_of
from facilitator.ui.places.cafe_floor import CafeFloor
from facilitator.ui.places.cafe_plan import CafePlan
from facilitator.ui.places.cafe_room import CafeRoom, round_question
from facilitator.ui.places.cafe_rounds import CafeRounds
from facilitator.ui.places.cafe_tables import CafeTables
from facilitator.ui.places.cafe_words import trouble_words
from facilitator.ui.widgets.controls import button, column, make_room_for, row, wrapped
from facilitator.ui.widgets.tabs import Tabs
from facilitator.ui.widgets.text import ElidedLabel, label, set_text

ROUNDS = 3
TALK, WRITE_UP, CHANGE = 20 * MINUTE, 3 * MINUTE, 2 * MINUTE


class _Pages(QStackedWidget):
    """The café's pages. Texts that wrap find their height in what a page has: the place grows by none."""

    def hasHeightForWidth(self) -> bool:
        return False


def _tabs() -> tuple[tuple[str, str], ...]:
    return (
        ("room", _("Room")),
        ("rounds", _("Rounds and themes")),
        ("tables", _("Tables")),
        ("floor", _("Floor plan")),
        ("plan", _("Table plan")),
    )


class CafePlace(QWidget):
    """One café at a time; a running one comes to the front by itself."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._item_id = ""
        self._running: tuple[str, ...] = ()
        self.heading = label("", "title")
        self.question = ElidedLabel("", "muted")
        self.chooser = QComboBox()
        self.room = CafeRoom(document)
        self.rounds = CafeRounds(document)
        self.tables = CafeTables(document)
        self.floor = CafeFloor(document)
        self.plan = CafePlan(document)
        self.pages: dict[str, QWidget] = {
            "room": self.room,
            "rounds": self.rounds,
            "tables": self.tables,
            "floor": self.floor,
            "plan": self.plan,
        }
        self.tabs = Tabs(_tabs(), _("What to show of the café"))
        self.stack = _Pages()
        self.trouble = QWidget()
        self.trouble_words = ElidedLabel("", "warning")
        self.repair = button(_("Repair the plan"), self._on_repair_clicked)
        self.add_cafe = button(_("Add a café"), look="primary", icon_name="plus")
        self._lay_out()
        self._connect()
        self._draw()

    def show_page(self, name: str) -> None:
        self.tabs.choose(name)
        self.stack.setCurrentWidget(self.pages[name])
        make_room_for(self.pages[name], self.pages.values())
        self._draw_trouble()

    @property
    def item(self) -> Item | None:
        """The café that is shown."""
        return find(self._document.plan.event.items, self._item_id)

    def _lay_out(self) -> None:
        self.chooser.setAccessibleName(_("Which café"))
        titles = row(self.heading, self.question, self.chooser, spacing=tokens.M)
        titles.setStretch(1, 1)
        head = wrapped(titles, row(self.tabs), spacing=tokens.M)
        for page in self.pages.values():
            self.stack.addWidget(page)
        self.empty = QWidget()
        words = label(_("The programme has no café dialogue yet."), "muted")
        self.empty.setLayout(column(words, row(self.add_cafe, None), None, spacing=tokens.M))
        trouble = row(self.trouble_words, self.repair, spacing=tokens.M)
        trouble.setStretch(0, 1)
        self.trouble.setLayout(trouble)
        whole = column(head, self.trouble, self.stack, self.empty, spacing=tokens.M)
        whole.setStretch(2, 1)
        whole.setStretch(3, 1)
        whole.setContentsMargins(20, tokens.L, 20, tokens.L)
        self.setLayout(whole)
        self.show_page("room")

    def _connect(self) -> None:
        self._document.event_changed.connect(self._draw)
        self.plan.drawn.connect(self._draw_trouble)
        self._document.ticked.connect(self._on_document_ticked)
        self.chooser.activated.connect(self._on_chooser_activated)
        self.tabs.chosen.connect(self.show_page)
        self.add_cafe.clicked.connect(self._on_add_cafe_clicked)
        self.room.tables_wanted.connect(self._on_tables_wanted)
        self.room.rounds_wanted.connect(lambda: self.show_page("rounds"))
        self.room.plan_wanted.connect(self._on_plan_wanted)

    # ── drawing ──

    def _draw(self, _news: object = None) -> None:
        cafes = cafes_of(self._document.plan.event)
        if find(cafes, self._item_id) is None:
            self._item_id = cafes[0].id if cafes else ""
        with QSignalBlocker(self.chooser):
            self.chooser.clear()
            for item in cafes:
                self.chooser.addItem(item.title, item.id)
            self.chooser.setCurrentIndex(self.chooser.findData(self._item_id))
        self.chooser.setVisible(len(cafes) > 1)
        for part in (self.stack, self.tabs):
            part.setVisible(bool(cafes))
        self.empty.setVisible(not cafes)
        for page in (self.room, self.rounds, self.plan):
            page.show_item(self._item_id)
        self._draw_head()
        self._draw_trouble()

    def _draw_trouble(self) -> None:
        """Says on every other page what of the table plan cannot wait, and offers the remedy."""
        found = self.plan.troubles
        words = trouble_words(self._document.plan.event, found)
        set_text(self.trouble_words, _("▲ The table plan no longer fits: {what}").format(what=words))
        self.repair.setText(_("Repair the plan") if found.mendable else _("Choose a host"))
        self.repair.setAccessibleName(self.repair.text())
        self.trouble.setVisible(found.urgent and self.stack.currentWidget() is not self.plan)

    def _draw_head(self) -> None:
        item = self.item
        set_text(self.heading, _("Café dialogue"))
        question = round_question(self._document, item) if item else ""
        set_text(self.question, _("“{text}”").format(text=question) if question else "")

    def _on_document_ticked(self) -> None:
        running = tuple(day.cafe.item.id for day in self._document.live.seen if day.cafe)
        begun = next((item_id for item_id in running if item_id not in self._running), "")
        if begun:
            self._item_id = begun
            self._draw()
            self.show_page("room")
        self._running = running
        self._draw_head()

    # ── what was pressed ──

    def _on_chooser_activated(self, index: int) -> None:
        self._item_id = self.chooser.itemData(index)
        self._draw()

    def _on_tables_wanted(self) -> None:
        self.show_page("tables")
        self.tables.ask_how_many()

    def _on_repair_clicked(self) -> None:
        self.show_page("plan")
        if self.plan.troubles.mendable:
            self.plan.repair()
        else:
            self.plan.trouble.stand_in.setFocus()

    def _on_plan_wanted(self) -> None:
        self.show_page("plan")
        self.plan.make_plan()

    def _on_add_cafe_clicked(self) -> None:
        """Adds a café of three rounds, before the closing if the day has one."""
        document = self._document
        rounds = tuple(
            Round(id=document.new_id(), talk=TALK, write_up=WRITE_UP, change=CHANGE)
            for _round in range(ROUNDS)
        )
        new = Item(id=document.new_id(), kind=ItemKind.CAFE, title=_("Café dialogue"), length=TALK)
        event = document.plan.event
        last = event.items[-1] if event.items else None
        at = len(event.items) - 1 if last and last.kind is ItemKind.CLOSING else None
        items = put(event.items, with_rounds(new, rounds), at)
        plan = replace(document.plan, event=replace(event, items=items))
        document.attempt(lambda: document.edit(plan, _("add a café")))
