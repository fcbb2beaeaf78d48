"""What stands against a table plan, and what a change breaks, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.event import Event, find
from facilitator.i18n import _
from facilitator.people import shown_names
from facilitator.rotation import Break, Problem, ProblemKind, Rule


def problem_sentences(event: Event, problems: Iterable[Problem]) -> tuple[str, ...]:
    """Each problem once, however many rounds it concerns; what is wrong and what to change."""
    return tuple(dict.fromkeys(_problem_sentence(event, problem) for problem in problems))


def break_sentences(event: Event, breaks: Iterable[Break]) -> tuple[str, ...]:
    """What a table plan edited by hand does not keep."""
    sentences = (_break_sentence(event, one) for one in breaks)
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))


def _problem_sentence(event: Event, problem: Problem) -> str:
    kind = ProblemKind
    texts = {
        kind.TOO_MANY_PEOPLE: _(
            "There are {found} people, but only {limit} seats. Add tables or seats, or mark people as absent."
        ),
        kind.TOO_FEW_PEOPLE: _(
            "There are {found} people, but the tables need at least {limit}. "
            "Remove tables, or let them have fewer seats at least."
        ),
        kind.TOO_MANY_HOSTS: _(
            "Table {table} has {found} hosts and note-takers, but only {limit} seats. Give it more seats."
        ),
        kind.PARTY_TOO_LARGE: _(
            "{people} must sit together, but no table has {found} seats. Give a table more seats."
        ),
        kind.TIED_TO_TABLE: _("{people} would sit at table {table} too often."),
        kind.NO_LEGAL_PLAN: _(
            "No table plan was found that keeps all rules. Add a table or seats, or plan fewer rounds."
        ),
        kind.HOST_ABSENT: _("The host of table {table} is absent. Choose another host."),
        kind.REVISITS_UNAVOIDABLE: _(
            "There are {found} rounds and only {limit} tables, so some will come back to a table."
        ),
    }
    text = texts.get(problem.kind) or _("{people} cannot be seated as wished.")
    return text.format(
        found=problem.found,
        limit=problem.limit,
        table=_number(event, problem.table),
        people=_names(event, problem.people),
    )


def _break_sentence(event: Event, one: Break) -> str:
    texts = {
        Rule.BELOW_SEATS_MIN: _("Table {table} has too few people in round {round}."),
        Rule.ABOVE_SEATS_MAX: _("Table {table} has more people than seats in round {round}."),
        Rule.HOST_AWAY: _("{people} leads another table in round {round}."),
        Rule.TABLE_REVISITED: _("{people} comes to the same table twice."),
        Rule.NOT_SEATED: _("{people} has no seat in round {round}."),
        Rule.SEATED_TWICE: _("{people} sits at two tables in round {round}."),
        Rule.CLOSED_TABLE_USED: _("Table {table} is removed, but people sit there in round {round}."),
        Rule.ABSENT_PERSON_SEATED: _("{people} is absent, but has a seat in round {round}."),
    }
    return texts.get(one.rule, "").format(
        table=_number(event, one.table), people=_names(event, one.people), round=one.round or ""
    )


def _number(event: Event, table_id: str | None) -> str:
    table = find(event.tables, table_id)
    return str(table.number) if table else ""


def _names(event: Event, people: tuple[str, ...]) -> str:
    """The names; many of them as the first three and “…”."""
    shown = shown_names(event.people)
    names = [shown[id] for id in people[:3] if id in shown]
    return ", ".join(names) + (" …" if len(people) > 3 else "")
