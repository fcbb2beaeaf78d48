"""Everybody's way through a café: one row each, and who they meet on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractItemView, QFrame, QStackedWidget, QWidget

from facilitator.event import Event, Item, Plan, find, theme_letter
from facilitator.i18n import _, ngettext
from facilitator.people import in_order
from facilitator.record import GONE, Presence
from facilitator.seating import routes
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.cafe_wishes import WishesForm
from facilitator.ui.widgets.controls import button, column, row, scrolling
from facilitator.ui.widgets.tabs import Tabs
from facilitator.ui.widgets.text import ElidedLabel, label, set_text
from facilitator.ui.widgets.two_lines import TwoLineList, TwoLineModel, TwoLines

WIDTH = 252


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One person's tables round by round (ids; None: no seat)."""

    id: str
    name: str
    organisation: str
    duty: str  # host or note-taker of a table, in words
    absent: bool
    tables: tuple[str | None, ...]
    new: bool = False  # other than they were told


def route_rows(
    plan: Plan, item: Item, presence: Mapping[str, Presence], new: Collection[str] = ()
) -> tuple[Route, ...]:
    """The routes of all who take a seat, in the order of a printed list of names."""
    event = plan.event
    paths = routes(plan, item)
    duties = {t.note_taker_id: _("note-taker") for t in event.open_tables}
    duties |= {t.host_id: _("host") for t in event.open_tables}
    return tuple(
        Route(
            id=person.id,
            name=person.name,
            organisation=person.organisation,
            duty=duties.get(person.id, ""),
            absent=presence.get(person.id) in GONE,
            tables=paths[person.id],
            new=person.id in new,
        )
        for person in in_order(event.people)
        if person.seated or person.id in duties or any(paths[person.id])
    )


def company(plan: Plan, item: Item, person_id: str) -> tuple[TwoLines, ...]:
    """Whom the person meets: round by round, A–Å; who is met again is marked."""
    event = plan.event
    found, met = [], set[str]()
    for number, round_ in enumerate(item.rounds, start=1):
        seating = plan.seats.get(round_.id, {})
        table_id = next((id for id, people in seating.items() if person_id in people), None)
        if table_id is None:
            continue
        others = {id for id in seating[table_id] if id != person_id}
        at = _("round {number}").format(number=number)
        for other in in_order(person for person in event.people if person.id in others):
            again = _("again") if other.id in met else ""
            detail = " · ".join(part for part in (at, other.organisation) if part)
            found.append(TwoLines(other.name, detail, again, tokens.colours().warning))
        met |= others
    return tuple(found)


def route_words(event: Event, item: Item, tables: tuple[str | None, ...]) -> str:
    """“Round 1: table 4 (B)”, and so on, a line for each round."""
    parts = []
    for number, table_id in enumerate(tables, start=1):
        table = find(event.tables, table_id)
        where = _("no seat")
        if table:
            letter = theme_letter(event, table.theme_id)
            where = _("table {number}").format(number=table.number) + (f" ({letter})" if letter else "")
        parts.append(_("Round {number}: {table}").format(number=number, table=where))
    return "\n".join(parts[: len(item.rounds)])


class PersonCard(QFrame):
    """The chosen person: their route, whom they meet, and what their seats are to heed."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFixedWidth(round(WIDTH * min(tokens.LOOK.scale, 1.5)))
        self.heading = ElidedLabel("", "subtitle")
        self.close_button = button("", self.hide, look="quiet", icon_name="x", tooltip=_("Close"))
        self.organisation = ElidedLabel("", "muted")
        self.route = label("", "small")
        self.count = label("", "strong")
        self.model = TwoLineModel(self)
        self.list = TwoLineList(self.model, _("Whom they meet"))
        self.list.setProperty("look", "plain")
        self.list.setMinimumHeight(0)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        head = row(self.heading, self.close_button)
        head.setStretch(0, 1)
        self.tabs = Tabs((("company", _("Meets")), ("wishes", _("Wishes"))), _("What to show of the person"))
        self.wishes = WishesForm(document)
        self.stack = QStackedWidget()
        meets = QWidget()
        meets.setLayout(column(self.count, self.list, spacing=tokens.XS))
        self.stack.addWidget(meets)
        self.stack.addWidget(scrolling(self.wishes))
        self.tabs.choose("company")
        self.tabs.chosen.connect(lambda name: self.stack.setCurrentIndex(int(name == "wishes")))
        box = column(head, self.organisation, self.route, self.tabs, self.stack, spacing=tokens.S)
        box.setStretch(box.count() - 1, 1)
        box.setContentsMargins(14, tokens.M, 14, 14)
        self.setLayout(box)

    def forget(self) -> None:
        """Hides, and names nobody any more."""
        self.hide()
        for named in (self.heading, self.organisation, self.route):
            set_text(named, "")
        self.model.show(())

    def show_person(self, plan: Plan, item: Item, route: Route) -> None:
        met = company(plan, item, route.id)
        others = len({line.title for line in met if not line.mark})
        set_text(self.heading, route.name)
        set_text(self.organisation, route.organisation)
        set_text(self.route, route_words(plan.event, item, route.tables))
        told = ngettext("Meets {count} person", "Meets {count} people", others).format(count=others)
        set_text(self.count, told)
        self.model.show(met)
        if person := find(plan.event.people, route.id):
            self.wishes.show_person(plan.event, person)
