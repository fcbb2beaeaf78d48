"""What cannot be, or not be quite as wished, found before anything is planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from facilitator.rotation.cliques import largest_clique
from facilitator.rotation.instance import Instance


class ProblemKind(StrEnum):
    """What is wrong; which numbers come with it stands beside each."""

    NO_TABLES = "no_tables"  # found people who are to be seated
    TOO_MANY_PEOPLE = "too_many_people"  # round; found people, limit seats
    TOO_FEW_PEOPLE = "too_few_people"  # round; found people, limit seats that must be taken
    TOO_MANY_HOSTS = "too_many_hosts"  # round, table, people; found hosts, limit seats
    PARTY_TOO_LARGE = "party_too_large"  # round, people; found people, limit seats at one table
    APART_AND_TOGETHER = "apart_and_together"  # round, people: the pair
    TOO_MANY_APART = "too_many_apart"  # round, people: each two apart; found people, limit tables
    HOSTS_APART = "hosts_apart"  # round, table, people: hosts of one table
    HOSTS_TOGETHER = "hosts_together"  # round, people: tied to hosts of different tables
    TIED_TO_TABLE = "tied_to_table"  # table, people; found rounds there, limit rounds allowed
    NO_LEGAL_PLAN = "no_legal_plan"  # found broken rules in the best plan: told by the planner

    HOST_ABSENT = "host_absent"  # round, table, people: the table has no host in it
    HOST_TABLE_CLOSED = "host_table_closed"  # table, people: this host travels
    HOST_TABLE_UNKNOWN = "host_table_unknown"  # table, people: this host travels
    REVISITS_UNAVOIDABLE = "revisits_unavoidable"  # people; found rounds, limit open tables
    NOBODY_TRAVELS = "nobody_travels"  # people: the hosts, who are all there is
    THEME_TOO_SMALL = "theme_too_small"  # theme; found travellers yet to come, limit seats in all rounds
    THEME_TOO_LARGE = "theme_too_large"  # theme; found travellers, limit seats that must be taken


WARNINGS = frozenset(
    {
        ProblemKind.HOST_ABSENT,
        ProblemKind.HOST_TABLE_CLOSED,
        ProblemKind.HOST_TABLE_UNKNOWN,
        ProblemKind.REVISITS_UNAVOIDABLE,
        ProblemKind.NOBODY_TRAVELS,
        ProblemKind.THEME_TOO_SMALL,
        ProblemKind.THEME_TOO_LARGE,
    }
)


@dataclass(frozen=True)
class Problem:
    """One problem: round (from 1), table, theme and people it concerns, what was found and the limit.

    A warning leaves a legal plan possible; any other problem does not.
    """

    kind: ProblemKind
    round: int | None = None
    table: str | None = None
    people: tuple[str, ...] = ()
    found: int = 0
    limit: int = 0
    theme: str | None = None

    @property
    def is_warning(self) -> bool:
        return self.kind in WARNINGS


def problems(instance: Instance) -> tuple[Problem, ...]:
    """What rules out a legal plan, and then the warnings. Quick: nothing is planned.

    No such problem is a promise of a legal plan in all but contrived cases; `plan_rotation` knows.
    """
    if not instance.open_tables and instance.attendance:
        return (Problem(ProblemKind.NO_TABLES, found=len(instance.attendance)),)
    found: list[Problem] = []
    tied_rounds: Counter[tuple[str, str]] = Counter()
    for number in instance.rounds_to_plan:
        found += _seat_problems(instance, number)
        found += _apart_problems(instance, number)
        for party in _parties(instance, number):
            found += _party_problems(instance, number, party)
            tied_rounds.update(_tied_guests(instance, party))
    found += _tied_problems(instance, tied_rounds)
    found += _host_problems(instance)
    found += _revisit_problems(instance)
    found += _theme_problems(instance)
    return tuple(sorted(found, key=lambda problem: problem.is_warning))


def _seat_problems(instance: Instance, number: int) -> Iterator[Problem]:
    people = len(instance.present[number])
    needed = 0
    hosts_at: dict[str | None, list[str]] = {}
    for person in instance.present[number]:
        hosts_at.setdefault(instance.hosts.get(person), []).append(person)
    for table in instance.open_tables:
        hosts = tuple(hosts_at.get(table.id, ()))
        needed += max(table.seats_min, len(hosts))
        if len(hosts) > table.seats_max:
            yield Problem(ProblemKind.TOO_MANY_HOSTS, number, table.id, hosts, len(hosts), table.seats_max)
    seats = sum(table.seats_max for table in instance.open_tables)
    if people > seats:
        yield Problem(ProblemKind.TOO_MANY_PEOPLE, number, found=people, limit=seats)
    if people < needed:
        yield Problem(ProblemKind.TOO_FEW_PEOPLE, number, found=people, limit=needed)


def _apart_problems(instance: Instance, number: int) -> Iterator[Problem]:
    """More people who must all sit apart than there are tables; hosts of two tables do so anyway."""
    present = set(instance.present[number])
    apart = {pair for pair in instance.apart if pair <= present}
    if not apart:
        return
    hosts = [person for person in instance.hosts if person in present]
    leading = {
        frozenset(pair) for pair in combinations(hosts, 2) if len({instance.hosts[p] for p in pair}) > 1
    }
    tables = len(instance.open_tables)
    people = largest_clique(apart | leading, above=tables)
    if people:
        yield Problem(ProblemKind.TOO_MANY_APART, number, people=people, found=len(people), limit=tables)


def _parties(instance: Instance, number: int) -> list[tuple[str, ...]]:
    """The groups of two and more who must share a table in the round, however it is planned.

    `together` ties them, and a host is tied to the other hosts of the table.
    """
    present = instance.present[number]
    party_of = {person: {person} for person in present}
    for pair in instance.unavoidable_pairs:
        one, other = pair
        if one in party_of and other in party_of and party_of[one] is not party_of[other]:
            party_of[one] |= party_of[other]
            for member in party_of[other]:
                party_of[member] = party_of[one]
    parties = {id(party): party for party in party_of.values() if len(party) > 1}
    return [tuple(p for p in present if p in party) for party in parties.values()]


def _party_problems(instance: Instance, number: int, party: tuple[str, ...]) -> Iterator[Problem]:
    largest = max((table.seats_max for table in instance.open_tables), default=0)
    host_tables = {instance.hosts[person] for person in party if person in instance.hosts}
    if len(party) > largest:
        yield Problem(ProblemKind.PARTY_TOO_LARGE, number, people=party, found=len(party), limit=largest)
    if len(host_tables) > 1:
        yield Problem(ProblemKind.HOSTS_TOGETHER, number, people=party)
    for one, other in sorted((min(pair), max(pair)) for pair in instance.apart):
        if one in party and other in party:
            table = instance.hosts.get(one)
            hosts_of_one = table is not None and table == instance.hosts.get(other)
            kind = ProblemKind.HOSTS_APART if hosts_of_one else ProblemKind.APART_AND_TOGETHER
            yield Problem(kind, number, table if hosts_of_one else None, (one, other))


def _tied_guests(instance: Instance, party: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The travellers of a party with a host, each with that host's table."""
    host_tables = sorted(instance.hosts[person] for person in party if person in instance.hosts)
    if host_tables:
        for person in party:
            if person not in instance.hosts:
                yield person, host_tables[0]


def _tied_problems(instance: Instance, tied: Counter[tuple[str, str]]) -> Iterator[Problem]:
    for (person, table), rounds in tied.items():
        fresh = table not in instance.visited[person]
        allowed = fresh + instance.unavoidable_revisits(person)
        if rounds > allowed:
            yield Problem(
                ProblemKind.TIED_TO_TABLE,
                table=table,
                people=(person,),
                found=rounds,
                limit=allowed,
            )


def _host_problems(instance: Instance) -> Iterator[Problem]:
    known = {table.id for table in instance.tables}
    named: dict[str, list[str]] = {}
    for person in instance.participants:
        if person.host_of is not None:
            named.setdefault(person.host_of, []).append(person.id)
    for table, hosts in named.items():
        coming = tuple(host for host in hosts if host not in instance.absent)
        if table not in known:
            yield Problem(ProblemKind.HOST_TABLE_UNKNOWN, table=table, people=tuple(hosts))
        elif table in instance.closed:
            if coming:
                yield Problem(ProblemKind.HOST_TABLE_CLOSED, table=table, people=coming)
        else:
            for number in instance.rounds_to_plan:
                if not set(hosts) & set(instance.present[number]):
                    yield Problem(ProblemKind.HOST_ABSENT, number, table, tuple(hosts))


def _theme_problems(instance: Instance) -> Iterator[Problem]:
    """Themes that cannot be met once by everybody, since their tables are too small or too large.

    Too small matters only where there are rounds enough to meet all, too large only where there are not
    more rounds than themes.
    """
    if not instance.each_theme_once:
        return
    themes = sorted({instance.theme_of[t.id] for t in instance.open_tables if t.id in instance.theme_of})
    rounds = len(instance.rounds_to_plan)
    travellers = [person for person in instance.attendance if person not in instance.hosts]
    for theme in themes:
        tables = [table for table in instance.open_tables if instance.theme_of.get(table.id) == theme]
        tables_ever = {table for table, about in instance.theme_of.items() if about == theme}
        to_come = sum(not instance.visited[person] & tables_ever for person in travellers)
        hosts = {table.id: list(instance.hosts.values()).count(table.id) for table in tables}
        seats = rounds * sum(max(0, table.seats_max - hosts[table.id]) for table in tables)
        needed = rounds * sum(max(0, table.seats_min - hosts[table.id]) for table in tables)
        if instance.rounds >= len(themes) and to_come > seats:
            yield Problem(ProblemKind.THEME_TOO_SMALL, theme=theme, found=to_come, limit=seats)
        if instance.rounds <= len(themes) and needed > to_come:
            yield Problem(ProblemKind.THEME_TOO_LARGE, theme=theme, found=to_come, limit=needed)


def _revisit_problems(instance: Instance) -> Iterator[Problem]:
    if instance.attendance and instance.attendance.keys() <= instance.hosts.keys():
        yield Problem(ProblemKind.NOBODY_TRAVELS, people=tuple(instance.attendance))
    if instance.groups:
        return
    returning = tuple(
        person
        for person in instance.attendance
        if person not in instance.hosts and instance.unavoidable_revisits(person)
    )
    if returning:
        yield Problem(
            ProblemKind.REVISITS_UNAVOIDABLE,
            people=returning,
            found=instance.rounds,
            limit=len(instance.open_tables),
        )
