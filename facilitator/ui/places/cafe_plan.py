"""The table plan: made beside the window, and edited seat by seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QProgressBar, QWidget

from facilitator.errors import FacilitatorError
from facilitator.event import Item, Plan, find
from facilitator.i18n import _, ngettext
from facilitator.people import in_order, matches, shown_names
from facilitator.record import Presence
from facilitator.rotation import InfeasibleError, Instance, Problem, plan_rotation, problems
from facilitator.rotation import Plan as Rotation
from facilitator.seating import instance_of, measured, new_breaks, rounds_begun, routes, seated, with_seats
from facilitator.ui import tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.job import Job
from facilitator.ui.places.cafe_words import break_sentences, problem_sentences
from facilitator.ui.widgets.controls import button, column, row, search_field
from facilitator.ui.widgets.rows import Choice, Column, RowsModel, RowsView
from facilitator.ui.widgets.text import ElidedLabel, label, set_property, set_text

ROUND_WIDTH = 112


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One person's tables round by round (ids; None: no seat)."""

    id: str
    name: str
    organisation: str
    duty: str  # host or note-taker of a table, in words
    absent: bool
    tables: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the planner's work on a café: the rounds, or the problems."""

    item_id: str
    instance: Instance
    rounds: Rotation = ()
    problems: tuple[Problem, ...] = ()


def route_rows(plan: Plan, item: Item, presence: Mapping[str, Presence]) -> tuple[Route, ...]:
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
            absent=presence.get(person.id) is Presence.ABSENT,
            tables=paths[person.id],
        )
        for person in in_order(event.people)
        if person.seated or person.id in duties or any(paths[person.id])
    )


class CafePlan(QWidget):
    """One café's table plan: how good it is, the button that makes it, and everybody's route."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._item_id = ""
        self._job: Job | None = None
        self.model = RowsModel[Route](document, (), self)
        self.view = RowsView(self.model, _("Routes"))
        self.search = search_field(_("Search name or organisation"))
        self.summary = ElidedLabel("", "muted")
        self.problem = label("", "error", wrap=True)
        self.make = button(_("Make a table plan"), self.make_plan, look="primary")
        self.cancel = button(_("Cancel"), self.cancel_plan)
        self.progress = QProgressBar()
        self._lay_out()
        self._connect()

    def show_item(self, item_id: str) -> None:
        """Draws that café's routes."""
        self._item_id = item_id
        self._draw()

    @property
    def item(self) -> Item | None:
        return find(self._document.plan.event.items, self._item_id)

    def make_plan(self) -> None:
        """Seats everybody in the rounds to come, beside the window; past rounds stay."""
        document, item = self._document, self.item
        if item is None or self._job is not None:
            return
        instance = self._instance(item)
        fatal = tuple(problem for problem in problems(instance) if not problem.is_warning)
        if fatal or not instance.rounds_to_plan or not instance.participants:
            self._say(
                problem_sentences(document.plan.event, fatal) or (self._nothing_to_plan(instance),), "error"
            )
            return
        self._job = Job(partial(planned, item.id, instance))
        self._job.done.connect(self._on_job_done)
        self._job.start()
        self._draw_busy()

    def cancel_plan(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._draw_busy()

    def _lay_out(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.setFixedWidth(120)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("A table plan is being made"))
        self.search.setMaximumWidth(300)
        self.search.setMinimumWidth(240)
        bar = row(self.search, self.summary, self.progress, self.cancel, self.make, spacing=tokens.M)
        bar.setStretch(1, 1)
        whole = column(bar, self.problem, self.view, spacing=tokens.M)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.problem.hide()
        self._draw_busy()

    def _connect(self) -> None:
        self._document.event_changed.connect(self._on_plan_changed)
        self._document.record_changed.connect(self._draw)
        self.search.textChanged.connect(self._draw_routes)

    # ── drawing ──

    def _on_plan_changed(self, _news: object) -> None:
        self._say((), "error")
        self._draw()

    def _draw(self, _news: object = None) -> None:
        item = self.item
        if item is None:
            return
        titles = [column.title for column in self.model.columns]
        columns = self._columns(item)
        if [column.title for column in columns] != titles:
            self.model.show_columns(columns)
        self._draw_routes()
        quality = measured(self._document.plan, item, self._document.record)
        if quality is None:
            set_text(self.summary, _("Nobody has a table yet."))
        else:
            set_text(
                self.summary,
                _(
                    "{repeats} meet twice · {same} of one organisation · {new:.0f} new faces on average"
                ).format(repeats=quality.repeats, same=quality.same_organisation, new=quality.mean_new_faces),
            )
        begun = rounds_begun(item, self._document.record, self._document.live)
        text = _("Plan the rounds to come") if begun else _("Make a table plan")
        self.make.setText(text)
        self.make.setAccessibleName(text)
        self.make.setEnabled(self._job is None and begun < len(item.rounds))

    def _draw_routes(self, _typed: str = "") -> None:
        item, event = self.item, self._document.plan.event
        if item is None:
            return
        rows = route_rows(self._document.plan, item, self._document.record.presence)
        typed = self.search.text().strip()
        if typed:
            found = {person.id for person in matches(event.people, typed)}
            rows = tuple(one for one in rows if one.id in found)
        self.model.show(rows)

    def _draw_busy(self) -> None:
        busy = self._job is not None
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        self.make.setEnabled(not busy)

    def _say(self, sentences: Sequence[str], role: str) -> None:
        set_text(self.problem, " ".join(sentences))
        set_property(self.problem, "role", role)
        self.problem.setVisible(bool(sentences))

    # ── columns ──

    def _columns(self, item: Item) -> tuple[Column[Route], ...]:
        def muted(route: Route) -> bool:
            return route.absent

        return (
            Column(_("Name"), _name, muted=muted, struck=lambda route: route.absent),
            Column(_("Organisation"), lambda route: route.organisation, muted=lambda _route: True),
            *(self._round_column(number) for number in range(len(item.rounds))),
        )

    def _round_column(self, index: int) -> Column[Route]:
        def at(route: Route) -> str:
            return (route.tables[index] if index < len(route.tables) else None) or ""

        return Column(
            _("Round {number}").format(number=index + 1),
            lambda route: self._table_number(at(route)),
            lambda route, table_id: self._move(route, index, table_id or None),
            choices=lambda _route: self._tables(),
            value=at,
            width=ROUND_WIDTH,
            muted=lambda route: not at(route) or route.absent,
        )

    def _table_number(self, table_id: str) -> str:
        table = find(self._document.plan.event.tables, table_id)
        return str(table.number) if table else "–"

    def _tables(self) -> Sequence[Choice]:
        tables = sorted(self._document.plan.event.open_tables, key=lambda table: table.number)
        return [("", "–"), *((table.id, str(table.number)) for table in tables)]

    # ── one seat ──

    def _move(self, route: Route, index: int, table_id: str | None) -> None:
        """Seats somebody elsewhere by hand: allowed as long as there are seats; what it breaks is said."""
        document, item = self._document, self.item
        if item is None:
            return
        if index < rounds_begun(item, document.record, document.live):
            raise FacilitatorError(_("Round {number} has begun and is history.").format(number=index + 1))
        before = document.plan
        after = replace(before, seats=seated(before.seats, item.rounds[index].id, route.id, table_id))
        crowd = self._crowd(after, item, index, table_id)
        name = shown_names(before.event.people).get(route.id, route.name)
        document.edit(after, _("move {name} to another table").format(name=name))
        broken = break_sentences(before.event, new_breaks(before, after, item, document.record))
        if crowd or broken:
            document.tell(" ".join([*crowd, *broken]), Tone.WARNING)

    @staticmethod
    def _crowd(plan: Plan, item: Item, index: int, table_id: str | None) -> tuple[str, ...]:
        """Says that a table has more people than wanted; raises FacilitatorError beyond its last seat."""
        table = find(plan.event.tables, table_id)
        if table is None or table_id is None:
            return ()
        count = len(plan.seats[item.rounds[index].id][table_id])
        if count > table.seats_max:
            raise FacilitatorError(
                _(
                    "Table {number} has {seats} seats, and all are taken in round {round}. "
                    "Move somebody away first, or give the table more seats."
                ).format(number=table.number, seats=table.seats_max, round=index + 1)
            )
        if count <= table.seats_target:
            return ()
        return (
            _("Table {number} now has {count} people in round {round}, more than wanted.").format(
                number=table.number, count=count, round=index + 1
            ),
        )

    # ── the whole plan ──

    def _instance(self, item: Item) -> Instance:
        document = self._document
        begun = rounds_begun(item, document.record, document.live)
        return instance_of(document.plan, item, document.record, begun=begun)

    @staticmethod
    def _nothing_to_plan(instance: Instance) -> str:
        if not instance.participants:
            return _("Nobody is on the list of people. Add them in People, then make the table plan.")
        return _("There is no round to come. Add a round, then make the table plan.")

    def _on_job_done(self, outcome: Outcome) -> None:
        document, item = self._document, find(self._document.plan.event.items, outcome.item_id)
        self._job = None
        self._draw_busy()
        if item is None or outcome.instance != self._instance(item):
            self._say((_("Something changed while the plan was made. Make it again."),), "warning")
        elif outcome.problems:
            self._say(problem_sentences(document.plan.event, outcome.problems), "error")
        else:
            self._store(item, outcome)

    def _store(self, item: Item, outcome: Outcome) -> None:
        document = self._document
        before = routes(document.plan, item)
        plan = with_seats(document.plan, item, outcome.rounds, begun=len(outcome.instance.past))
        if not document.attempt(lambda: document.edit(plan, _("make a table plan"))):
            return
        changed = sum(before[id] != route for id, route in routes(plan, item).items())
        warnings = (problem for problem in problems(outcome.instance) if problem.is_warning)
        self._say(problem_sentences(document.plan.event, warnings), "warning")
        told = ngettext("{count} person got a new route.", "{count} people got a new route.", changed)
        document.tell(told.format(count=changed))


def planned(item_id: str, instance: Instance) -> Outcome:
    """Seats a café's rounds, or says why that cannot be. Takes seconds for some hundred people."""
    try:
        return Outcome(item_id, instance, rounds=plan_rotation(instance))
    except InfeasibleError as error:
        return Outcome(item_id, instance, problems=error.problems)


def _name(route: Route) -> str:
    name = f"{route.name} · {route.duty}" if route.duty else route.name
    return _("{name} (absent)").format(name=name) if route.absent else name
