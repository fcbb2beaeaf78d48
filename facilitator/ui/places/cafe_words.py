"""What stands against a table plan, and what a change breaks, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from facilitator.event import CafeKind, Event, Person, find
from facilitator.i18n import _, ngettext
from facilitator.people import in_order, shown_names
from facilitator.replanning import Troubles
from facilitator.rotation import Break, Problem, ProblemKind, Quality, Rule

TOLD = 12  # so many are named where each name is needed to put it right


def quality_words(quality: Quality, *, each_theme_once: bool = False) -> str:
    """“0 meet twice · 0 tables mostly from one organisation · 15 new faces on average”."""
    pairs, alike = quality.repeat_pairs, quality.tables_of_one_organisation
    parts = [
        ngettext("{count} meets twice", "{count} meet twice", pairs).format(count=pairs),
        ngettext(
            "{count} table mostly from one organisation", "{count} tables mostly from one organisation", alike
        ).format(count=alike),
        _("{new:.0f} new faces on average").format(new=quality.mean_new_faces),
    ]
    if quality.wishes:
        parts.append(_("{met} of {count} wishes met").format(met=quality.wishes_met, count=quality.wishes))
    if each_theme_once:
        again = quality.themes_met_again
        parts.append(
            ngettext("{count} meets a theme again", "{count} meet a theme again", again).format(count=again)
        )
    return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Compared:
    """One number of two table plans."""

    name: str
    was: int
    now: int
    more_is_better: bool = False

    @property
    def title(self) -> str:
        """The name as it begins a line."""
        return self.name[:1].upper() + self.name[1:]

    @property
    def gain(self) -> int:
        """How much better the later plan is; below zero where it is worse."""
        return (self.now - self.was) * (1 if self.more_is_better else -1)


def compared(before: Quality, after: Quality, *, each_theme_once: bool = False) -> tuple[Compared, ...]:
    """What can be said of two table plans of a café; wishes and broken rules where there are any."""

    def numbers(name: str, measure: Callable[[Quality], float], *, more_is_better: bool = False) -> Compared:
        return Compared(name, round(measure(before)), round(measure(after)), more_is_better)

    always = (
        numbers(_("meet twice"), lambda one: one.repeat_pairs),
        numbers(_("same organisation"), lambda one: one.same_organisation),
        numbers(_("new faces"), lambda one: one.mean_new_faces, more_is_better=True),
        numbers(_("uneven roles"), lambda one: one.role_imbalance),
        numbers(_("uneven regions"), lambda one: one.region_imbalance),
    )
    themes = (numbers(_("themes met again"), lambda one: one.themes_met_again),)
    sometimes = (
        numbers(_("wishes met"), lambda one: one.wishes_met, more_is_better=True),
        numbers(_("rules not kept"), lambda one: one.hard_breaks),
    )
    asked = themes if each_theme_once else ()
    return (*always, *asked, *(one for one in sometimes if one.was or one.now))


def compared_words(numbers: Iterable[Compared]) -> str:
    """The numbers that differ, as they were and as they are; "" where none does."""
    return " · ".join(f"{one.name} {one.was} → {one.now}" for one in numbers if one.gain)


def trouble_words(event: Event, troubles: Troubles) -> str:
    """Where the table plan no longer fits the day, in one line; "" where it does."""
    gone, seatless = len(troubles.gone), len(troubles.seatless)
    parts = []
    if gone:
        parts.append(
            ngettext(
                "{count} who is not here has a seat", "{count} who are not here have seats", gone
            ).format(count=gone)
        )
    if seatless:
        words = ngettext("{count} lacks a seat", "{count} lack a seat", seatless).format(count=seatless)
        parts.append(f"{words} ({_names(event, troubles.seatless)})")
    parts += [
        _("table {number} is removed, but has people").format(number=_number(event, id))
        for id in troubles.closed
    ]
    parts += [
        _("the host of table {number} is not here").format(number=_number(event, id))
        for id in troubles.hostless
    ]
    parts += [
        _("{people} sit otherwise than they should").format(people=_names(event, pair))
        for pair in troubles.pairs
    ]
    return " · ".join(parts)


def problem_sentences(event: Event, problems: Iterable[Problem]) -> tuple[str, ...]:
    """Each problem once, however many rounds it concerns; what is wrong and what to change."""
    return tuple(dict.fromkeys(_problem_sentence(event, problem) for problem in problems))


def break_sentences(event: Event, breaks: Iterable[Break]) -> tuple[str, ...]:
    """What a table plan edited by hand does not keep."""
    sentences = (_break_sentence(event, one) for one in breaks)
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence))


def _problem_sentence(event: Event, problem: Problem) -> str:
    kind, limit = ProblemKind, problem.limit
    texts = {
        kind.NO_TABLES: ngettext(
            "There is no table for {found} person. Add tables.",
            "There is no table for {found} people. Add tables.",
            problem.found,
        ),
        kind.TOO_MANY_PEOPLE: ngettext(
            "There are {found} people, but only {limit} seat. Add tables or seats, or mark people as absent.",
            "There are {found} people, but only {limit} seats. "
            "Add tables or seats, or mark people as absent.",
            limit,
        ),
        kind.TOO_FEW_PEOPLE: _(
            "There are {found} people, but the tables need at least {limit}. "
            "Remove tables, or let them have fewer seats at least."
        ),
        kind.TOO_MANY_HOSTS: ngettext(
            "Table {table} has {found} hosts and note-takers, but only {limit} seat. Give it more seats.",
            "Table {table} has {found} hosts and note-takers, but only {limit} seats. Give it more seats.",
            limit,
        ),
        kind.PARTY_TOO_LARGE: _(
            "{people} must sit together, but no table has {found} seats. Give a table more seats."
        ),
        kind.APART_AND_TOGETHER: _(
            "{people} must sit both together and apart. Take back one of the two wishes."
        ),
        kind.TOO_MANY_APART: ngettext(
            "{everybody} must all sit apart, but there is only {limit} table for the {found} of them. "
            "Take back a wish, or add tables.",
            "{everybody} must all sit apart, but there are only {limit} tables for the {found} of them. "
            "Take back a wish, or add tables.",
            limit,
        ),
        kind.HOSTS_APART: _(
            "{people} lead table {table} together, but must sit apart. Take back the wish, "
            "or let one of them lead another table."
        ),
        kind.HOSTS_TOGETHER: _(
            "{people} must sit together, but lead different tables. Take back the wish, "
            "or let one of them lead no table."
        ),
        kind.TIED_TO_TABLE: _(
            "{people} would sit at table {table} in {found} rounds, since they must sit with its host. "
            "Take back the wish, or choose another host."
        ),
        kind.NO_LEGAL_PLAN: _(
            "No table plan was found that keeps all rules. Add a table or seats, or plan fewer rounds."
        ),
        kind.HOST_TABLE_CLOSED: _("{people} leads table {table}, which is removed, and travels now."),
        kind.HOST_TABLE_UNKNOWN: _("{people} leads a table that does not exist, and travels."),
        kind.NOBODY_TRAVELS: _(
            "All are hosts, so nobody goes from table to table. Add people or free hosts."
        ),
        kind.THEME_TOO_SMALL: _(
            "{found} people are to meet the theme “{theme}”, but its tables have only {limit} seats in all "
            "rounds. Give it another table or more seats."
        ),
        kind.THEME_TOO_LARGE: _(
            "The tables of the theme “{theme}” need at least {limit} people in all rounds, but only {found} "
            "can meet it for the first time. Give another theme one of its tables."
        ),
        kind.HOST_ABSENT: _("The host of table {table} is absent. Choose another host."),
        kind.REVISITS_UNAVOIDABLE: ngettext(
            "There are {found} rounds and only {limit} table, so some will come back to a table.",
            "There are {found} rounds and only {limit} tables, so some will come back to a table.",
            limit,
        ),
    }
    text = texts.get(problem.kind) or _("{people} cannot be seated as wished.")
    return text.format(
        found=problem.found,
        limit=problem.limit,
        table=_number(event, problem.table),
        people=_names(event, problem.people),
        everybody=_names(event, problem.people, most=TOLD),
        theme=_title(event, problem.theme),
    )


def _break_sentence(event: Event, one: Break) -> str:
    texts = {
        Rule.BELOW_SEATS_MIN: _("Table {table} has too few people in round {round}."),
        Rule.ABOVE_SEATS_MAX: _("Table {table} has more people than seats in round {round}."),
        Rule.HOST_AWAY: _("{people} leads another table in round {round}."),
        Rule.TABLE_REVISITED: _("{people} comes to the same table twice."),
        Rule.APART_PAIR_TOGETHER: _("{people} sit together in round {round}, but should sit apart."),
        Rule.TOGETHER_PAIR_APART: _("{people} sit apart in round {round}, but should sit together."),
        Rule.NOT_SEATED: _("{people} has no seat in round {round}."),
        Rule.SEATED_TWICE: _("{people} sits at two tables in round {round}."),
        Rule.CLOSED_TABLE_USED: _("Table {table} is removed, but people sit there in round {round}."),
        Rule.ABSENT_PERSON_SEATED: _("{people} is absent, but has a seat in round {round}."),
    }
    return texts.get(one.rule, "").format(
        table=_number(event, one.table), people=_names(event, one.people), round=one.round or ""
    )


def kind_title(kind: CafeKind) -> str:
    """What the kind of café is called."""
    titles = {
        CafeKind.MIX: _("World Café, everybody mixes"),
        CafeKind.CAROUSEL: _("Carousel, groups walk"),
        CafeKind.WANDERING: _("Wandering hosts"),
        CafeKind.FREE: _("Free choice of table"),
    }
    return titles[kind]


def kind_explanation(kind: CafeKind) -> str:
    """Who moves between its rounds, in one line."""
    texts = {
        CafeKind.MIX: _("In each round everybody but the host comes to a new table with new people."),
        CafeKind.CAROUSEL: _("Groups stay together and go to the next table in each round; hosts stay."),
        CafeKind.WANDERING: _("Groups keep their seats; hosts go to the next table with their question."),
        CafeKind.FREE: _("Everybody chooses a table in each round. Nobody is seated; you count the tables."),
    }
    return texts[kind]


def _number(event: Event, table_id: str | None) -> str:
    table = find(event.tables, table_id)
    return str(table.number) if table else ""


def _title(event: Event, theme_id: str | None) -> str:
    theme = find(event.themes, theme_id)
    return theme.title if theme else ""


def _names(event: Event, people: tuple[str, ...], *, most: int = 3) -> str:
    """The names; many of them as the first three and “…”."""
    shown = shown_names(event.people)
    names = [shown[id] for id in people[:most] if id in shown]
    return ", ".join(names) + (" …" if len(people) > most else "")


def people_choices(people: tuple[Person, ...]) -> list[tuple[str, str]]:
    """(id, name with the organisation) of each, A–Å; a shared name as it is told apart."""
    shown = shown_names(people)
    return [(person.id, _name_and_place(person, shown[person.id])) for person in in_order(people)]


def _name_and_place(person: Person, shown: str) -> str:
    alone = shown == " ".join(person.name.split())
    return f"{person.name} · {person.organisation}" if alone and person.organisation else shown
