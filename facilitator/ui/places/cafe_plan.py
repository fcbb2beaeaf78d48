"""The table plan: made beside the window, put right when the day goes otherwise, edited seat by seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from facilitator.errors import FacilitatorError
from facilitator.event import CafeKind, Item, Plan, find
from facilitator.i18n import _, ngettext
from facilitator.kinds import chooses_hosts, hosts_for_rounds
from facilitator.people import matches, shown_names
from facilitator.record import SceneHeld, Screen
from facilitator.replanning import (
    Troubles,
    as_told,
    hosts_round,
    replanned,
    seated_as_before,
    stands_in,
    told_routes,
    troubles,
)
from facilitator.report.paper.slips import export_slips
from facilitator.rotation import ProblemKind, problems, quality
from facilitator.seating import measured, new_breaks, rounds_begun, seated
from facilitator.ui import tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.exporting import save_written
from facilitator.ui.job import Search
from facilitator.ui.places.cafe_cards import is_over, shown_round
from facilitator.ui.places.cafe_compare import ComparePanel
from facilitator.ui.places.cafe_matrix import MeetingsPanel
from facilitator.ui.places.cafe_plan_bars import ChangedBar, TroubleBar
from facilitator.ui.places.cafe_planning import Answer, Question, answers, question_of
from facilitator.ui.places.cafe_routes import PersonCard, Route, route_rows
from facilitator.ui.places.cafe_words import (
    break_sentences,
    compared,
    compared_words,
    problem_sentences,
    quality_words,
)
from facilitator.ui.room.scenes import SceneName
from facilitator.ui.widgets.controls import button, column, row, search_field, wrapped
from facilitator.ui.widgets.popups import Popup
from facilitator.ui.widgets.rows import Choice, Column, RowsModel, RowsView
from facilitator.ui.widgets.text import ElidedLabel, label, set_property, set_text

ROUND_WIDTH = 96


class CafePlan(QWidget):
    """One café's table plan: how good it is, what no longer fits and its remedy, and everybody's route."""

    drawn = Signal()  # also when a round began by itself, and so the troubles may be others

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._item_id = ""
        self._stage: tuple[object, ...] = ()  # of the café, as last drawn
        self._job: Search | None = None
        self._joins = ""  # what the plan that is made is one step with
        self._best: Answer | None = None
        self.model = RowsModel[Route](document, (), self)
        self.view = RowsView(self.model, _("Routes"))
        self.search = search_field(_("Search name or organisation"))
        self.summary = ElidedLabel("", "muted")
        self.problem = label("", "error", wrap=True)
        self.picture = button(_("Who meets whom"), self.show_picture)
        self.compare = button(_("Compare"), self.show_comparison)
        self.compare.setToolTip(_("The table plan before beside the present one; keep either."))
        self.make = button(_("Make a table plan"), self.make_plan, look="primary")
        self.keep = button(_("Stop and keep"), self.keep_best)
        self.cancel = button(_("Cancel"), self.cancel_plan)
        self.progress = QProgressBar()
        self.trouble = TroubleBar(document)
        self.changed = ChangedBar()
        self.person = PersonCard(document)
        self._meetings = MeetingsPanel()
        self._popup = Popup(self._meetings, self)
        self.comparison = ComparePanel()
        self._comparison_popup = Popup(self.comparison, self)
        self._lay_out()
        self._connect()

    def show_item(self, item_id: str) -> None:
        """Draws that café's routes."""
        if item_id != self._item_id:
            self._item_id = item_id
            self.changed.only.setChecked(False)
            self.person.hide()
        self._draw()

    @property
    def item(self) -> Item | None:
        return find(self._document.plan.event.items, self._item_id)

    def make_plan(self) -> None:
        """Seats everybody in the rounds to come as well as can be, beside the window; past rounds stay."""
        self._ask(fewest_changes=False)

    def repair(self) -> None:
        """Gives a seat to all who need one, with as few new routes as can be."""
        self._ask(fewest_changes=True)

    def keep_best(self) -> None:
        """Takes the best plan found so far."""
        if self._job is not None:
            self._job.stop()

    def cancel_plan(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self._best = None
        self._draw()

    def show_picture(self) -> None:
        """Shows who meets whom below the button."""
        if self.item is not None:
            self._meetings.show_meetings(self._document.plan, self.item)
            self._popup.show_below(self.picture)

    def show_comparison(self) -> None:
        """Shows the plan before and the present one below the button."""
        item, document = self.item, self._document
        before = self._plan_before()
        if item is not None and before is not None:
            self.comparison.show_plans(before, document.plan, item, document.record)
            self._comparison_popup.show_below(self.compare)

    def keep_before(self) -> None:
        """Seats the rounds to come as before they were last planned, as one step."""
        item, before = self.item, self._plan_before()
        self._comparison_popup.hide()
        if item is not None and before is not None:
            self._store(item, before, _("keep the table plan before"))

    def save_slips(self) -> None:
        """Asks where, and writes a slip for each who has a new route."""
        document, item = self._document, self.item
        if item is None:
            return
        after, now = document.plan, document.now()
        before, slips = as_told(after, item, document.record), _("slips")
        save_written(
            self,
            document,
            _("Save the slips"),
            document.path.with_name(f"{document.path.stem} - {slips}.pdf"),
            "PDF (*.pdf)",
            lambda target: export_slips(before, after, item, target, now),
        )

    def _on_show_room_clicked(self) -> None:
        """Lets the room see who has a new route, until it follows the programme again."""
        held = SceneHeld(Screen.ROOM, SceneName.NEW_ROUTES.value)
        self._document.attempt(lambda: self._document.press(held))

    def _lay_out(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.setFixedWidth(80)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("A table plan is being made"))
        self.search.setMaximumWidth(260)
        self.search.setMinimumWidth(160)
        found = row(self.search, self.summary, self.progress, spacing=tokens.M)
        found.setStretch(1, 1)
        acts = row(self.keep, self.cancel, self.picture, self.compare, self.make, spacing=tokens.M)
        bar = wrapped(found, acts, spacing=tokens.M)
        body = row(self.view, self.person, spacing=tokens.M)
        body.setStretch(0, 1)
        whole = column(bar, self.trouble, self.changed, self.problem, spacing=tokens.M)
        whole.addLayout(body, 1)
        self.setLayout(whole)
        for part in (self.problem, self.trouble, self.changed, self.person):
            part.hide()

    def _connect(self) -> None:
        self._document.event_changed.connect(self._on_plan_changed)
        self._document.record_changed.connect(self._draw)
        self._document.ticked.connect(self._on_document_ticked)
        self.search.textChanged.connect(self._draw_routes)
        self.trouble.repair.clicked.connect(self.repair)
        self.trouble.best.clicked.connect(self.make_plan)
        self.trouble.stand_in_wanted.connect(self._on_stand_in_wanted)
        self.comparison.keep_before.clicked.connect(self.keep_before)
        self.comparison.keep_now.clicked.connect(self._comparison_popup.hide)
        self.changed.only.toggled.connect(self._draw_routes)
        self.changed.show_room.clicked.connect(self._on_show_room_clicked)
        self.changed.slips.clicked.connect(self.save_slips)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def _on_stand_in_wanted(self, table_id: str, person_id: str) -> None:
        """Makes somebody the host of the table: of this round where each has its own.

        Else they stay there in the rounds to come.
        """
        document, item = self._document, self.item
        round_ = shown_round(item, document.live) if item else None
        if item is None or round_ is None:
            return
        for_round = chooses_hosts(item)
        if for_round:
            plan = hosts_round(document.plan, round_.id, table_id, person_id)
        else:
            plan = stands_in(document.plan, table_id, person_id)
        person = find(document.plan.event.people, person_id)
        text = _("make {name} host").format(name=person.name if person else "")
        joins = "" if for_round else document.new_id()  # the host's new route is part of the same step
        if document.attempt(lambda: document.edit(plan, text, joins=joins)) and not for_round:
            self._ask(fewest_changes=True, joins=joins)

    @property
    def troubles(self) -> Troubles:
        """Where the shown café's plan no longer fits the day."""
        item, document = self.item, self._document
        if item is None:
            return Troubles()
        over = is_over(item, document.live) or item.cafe_kind is CafeKind.FREE
        begun, round_ = self._begun(item), shown_round(item, document.live)
        shown = round_.id if round_ else None
        return troubles(document.plan, item, document.record, begun=begun, shown=shown, over=over)

    # ── drawing ──

    def _on_document_ticked(self, _live: object) -> None:
        item = self.item
        if item is not None and self._stage_of(item) != self._stage:
            self._draw()

    def _stage_of(self, item: Item) -> tuple[object, ...]:
        """How far the café is, as far as the table plan shows it."""
        live = self._document.live
        return self._begun(item), shown_round(item, live), is_over(item, live)

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
        self._draw_bars(item)
        self._draw_summary(item)
        self._draw_busy(item)
        self._stage = self._stage_of(item)
        self.drawn.emit()

    def _draw_routes(self, _typed: object = None) -> None:
        item, document = self.item, self._document
        if item is None:
            return
        new = self._new_ones(item)
        rows = route_rows(document.plan, item, document.record.presence, new)
        typed = self.search.text().strip()
        if typed:
            found = {person.id for person in matches(document.plan.event.people, typed)}
            rows = tuple(one for one in rows if one.id in found)
        if self.changed.only.isChecked() and new:
            rows = tuple(one for one in rows if one.new)
        self.model.show(rows)
        self._draw_person()

    def _draw_person(self) -> None:
        """The chosen person beside the list, as long as somebody is chosen."""
        item, chosen = self.item, find(self.model.rows, self.view.chosen)
        if item is None or chosen is None:
            self.person.forget()
        elif self.person.isVisible():
            self.person.show_person(self._document.plan, item, chosen)

    def _draw_bars(self, item: Item) -> None:
        document = self._document
        self.trouble.show_troubles(item, self.troubles)
        self.changed.show_count(len(self._new_ones(item)) if not is_over(item, document.live) else 0)

    def _draw_summary(self, item: Item) -> None:
        document = self._document
        if self._best is not None and self._best.rounds:
            instance = self._best.question.instance
            found = quality(instance, self._best.rounds)
            words = quality_words(found, each_theme_once=item.each_theme_once)
            set_text(self.summary, _("Best so far: {words}").format(words=words))
            return
        measures = measured(document.plan, item, document.record)
        words = quality_words(measures, each_theme_once=item.each_theme_once) if measures else ""
        set_text(self.summary, words or _("Nobody has a table yet."))

    def _draw_busy(self, item: Item) -> None:
        busy = self._job is not None
        begun = self._begun(item)
        for part in (self.progress, self.keep, self.cancel):
            part.setVisible(busy)
        for part in (self.make, self.picture):
            part.setVisible(not busy)
        self.compare.setVisible(not busy and self._plan_before() is not None)
        self.keep.setEnabled(self._best is not None)
        text = _("Plan the rounds to come") if begun else _("Make a table plan")
        self.make.setText(text)
        self.make.setAccessibleName(text)
        self.make.setEnabled(begun < len(item.rounds) and item.cafe_kind is not CafeKind.FREE)
        self.trouble.setEnabled(not busy)

    def _say(self, sentences: Sequence[str], role: str) -> None:
        set_text(self.problem, " ".join(sentences))
        set_property(self.problem, "role", role)
        self.problem.setVisible(bool(sentences))

    def _begun(self, item: Item) -> int:
        return rounds_begun(item, self._document.record, self._document.live)

    def _new_ones(self, item: Item) -> frozenset[str]:
        """Who got another way last, and is still on the list."""
        people = {person.id for person in self._document.plan.event.people}
        told = self._document.record.rerouted.get(item.id, ())
        return frozenset(one.person_id for one in told if one.person_id in people)

    def _on_row_changed(self, *_indices: object) -> None:
        item, chosen = self.item, find(self.model.rows, self.view.chosen)
        if item is not None and chosen is not None and self.view.hasFocus():
            self.person.show_person(self._document.plan, item, chosen)
            self.person.show()

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

    def _ask(self, *, fewest_changes: bool, joins: str = "") -> None:
        self._joins = joins
        document, item = self._document, self.item
        if item is None or self._job is not None:
            return
        question = self._question(item, fewest_changes=fewest_changes)
        instance = question.instance
        fatal = tuple(problem for problem in problems(instance) if not problem.is_warning)
        nothing = not instance.rounds_to_plan and question.plan == document.plan
        if fatal or nothing or not instance.participants:
            sentences = problem_sentences(document.plan.event, fatal) if instance.participants else ()
            self._say(sentences or (self._nothing_to_plan(instance.participants),), "error")
            return
        self._job = Search(partial(answers, question))
        self._job.came.connect(self._on_answer_came)
        self._job.done.connect(self._on_job_done)
        self._job.start()
        self._draw_busy(item)

    def _question(self, item: Item, *, fewest_changes: bool) -> Question:
        document = self._document
        begun = self._begun(item)
        return question_of(document.plan, item, document.record, begun=begun, fewest_changes=fewest_changes)

    @staticmethod
    def _nothing_to_plan(participants: Sequence[object]) -> str:
        if not participants:
            return _("Nobody is on the list of people. Add them in People, then make the table plan.")
        return _("There is no round to come. Add a round, then make the table plan.")

    def _on_answer_came(self, answer: Answer) -> None:
        if self._job is None or self.item is None or self.sender() is not self._job:
            return
        news = self._best is None or self._best.rounds is not answer.rounds
        self._best = answer
        if news:
            self._draw_summary(self.item)
            self._draw_busy(self.item)

    def _on_job_done(self, answer: Answer) -> None:
        document, question = self._document, answer.question
        item = find(document.plan.event.items, question.item.id)
        self._job = self._best = None
        now = None if item is None else self._question(item, fewest_changes=question.fewest_changes)
        if item is None or now is None or now.instance != question.instance:
            self._say((_("Something changed while the plan was made. Make it again."),), "warning")
        elif answer.problems:
            self._say(problem_sentences(document.plan.event, answer.problems), "error")
        else:
            self._take(item, replace(answer, question=now))
        self._draw()

    def _take(self, item: Item, answer: Answer) -> None:
        """Stores the plan that was found, and says what of it could not be as wished."""
        question = answer.question
        hosts = hosts_for_rounds(item, question.instance, answer.rounds)
        after = replanned(question.plan, item, answer.rounds, hosts, begun=question.begun)
        if self._store(item, after, _("make a table plan"), self._joins):
            warnings = (
                problem
                for problem in problems(question.instance)
                if problem.is_warning and problem.kind is not ProblemKind.HOST_ABSENT  # the bar above says it
            )
            self._say(problem_sentences(after.event, warnings), "warning")

    def _store(self, item: Item, after: Plan, text: str, joins: str = "") -> bool:
        """Stores the seats, and who is to be told of a new route, as one step, and tells what changed."""
        document = self._document
        before, record = document.plan, document.record
        was = measured(before, item, record)
        told = told_routes(before, after, item, record)
        had_seats = was is not None
        facts = (told,) if had_seats and (told.was or item.id in record.rerouted) else ()
        if not document.attempt(lambda: document.change(after, facts, text, seating=item.id, joins=joins)):
            return False
        count = len(told.was)
        words = ngettext("{count} person got a new route.", "{count} people got a new route.", count)
        now = measured(document.plan, item, record)
        numbers = compared(was, now, each_theme_once=item.each_theme_once) if was and now else ()
        said, better = words.format(count=count), compared_words(numbers)
        document.tell(f"{said} {better[:1].upper()}{better[1:]}." if better else said)
        return True

    def _plan_before(self) -> Plan | None:
        """The plan with the rounds to come as they were before they were last planned.

        None where nothing was planned in this session, or was seated before, or would be otherwise.
        """
        item, document = self.item, self._document
        before = document.before_seating(self._item_id)
        if item is None or before is None or not any(before.seats.get(one.id) for one in item.rounds):
            return None
        kept = seated_as_before(document.plan, before, item, begun=self._begun(item))
        return None if kept == document.plan else kept


def _name(route: Route) -> str:
    name = f"{route.name} · {route.duty}" if route.duty else route.name
    if route.new:
        name = f"▸ {name}"
    return _("{name} (absent)").format(name=name) if route.absent else name
