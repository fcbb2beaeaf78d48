"""What a sheet changes in the list of people, and the plan as it would be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from facilitator.event import Person, Plan, sort_key
from facilitator.exchange.merge import ChangeKind
from facilitator.exchange.people_columns import PersonField
from facilitator.exchange.people_rows import PersonEntry
from facilitator.exchange.rows import Problem
from facilitator.i18n import _
from facilitator.likeness import Reason, near_duplicates
from facilitator.municipalities import moved, with_region
from facilitator.people import numbers_after, organisation_key, remove_people

Fits = Callable[[Person, PersonEntry], bool]

# What can be said to differ, in the order in which it is said.
COMPARED: Final = (PersonField.NAME, PersonField.ORGANISATION, PersonField.REGION, PersonField.ROLE)
_MANY: Final = 10_000  # comparisons within one name and organisation: more are not worth the time


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """What becomes of one person; as ``merge.Change``.

    ``twin`` is who a new person may be already, ``reason`` why; None for a namesake from elsewhere.
    """

    kind: ChangeKind
    row: int | None
    before: Person | None
    after: Person | None
    fields: tuple[PersonField, ...] = ()
    twin: Person | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedPeople:
    """The plan with the sheet's people on its list, one change per person, and what was left out."""

    plan: Plan
    changes: tuple[PersonChange, ...]
    problems: tuple[Problem, ...] = ()


def merge_list(
    plan: Plan,
    entries: Sequence[PersonEntry],
    new_id: Callable[[], str],
    *,
    came: Collection[str] = (),
    remove_absent: bool = False,
) -> MergedPeople:
    """The plan as the entries would have it.

    An entry is the person of its name and organisation; where either says no organisation, of its name.
    Of that person only what the sheet says changes, and an empty region is filled. All others are new, and
    last on the list. ``remove_absent`` removes who is not in the sheet, save those that ``came`` (ids).
    Merging the same entries again changes nothing.
    """
    before = plan.event.people
    entries, problems = _once(_as_spelled(entries, before))
    partners = _partners(before, entries)
    rows = {id: entry.row for id, entry in partners.items()}
    people = [_updated(person, partners[person.id]) if person.id in partners else person for person in before]
    paired = set(rows.values())
    numbers = numbers_after(before)
    for entry in entries:
        if entry.row not in paired:
            people.append(with_region(replace(entry.person, id=new_id(), number=next(numbers))))
            rows[people[-1].id] = entry.row
    gone = {person.id for person in before if remove_absent and person.id not in rows} - set(came)
    after = replace(plan, event=replace(plan.event, people=tuple(people)))
    return MergedPeople(
        plan=plan if after == plan and not gone else remove_people(after, gone),
        changes=_changes(before, people, rows, gone),
        problems=problems,
    )


# ── who is who ──


def _as_spelled(entries: Iterable[PersonEntry], people: Iterable[Person]) -> Iterator[PersonEntry]:
    """The entries, each organisation spelled as it was first, on the list or in the sheet.

    Else “Ås” and “Ås kommune” would be two, and their people seated side by side.
    """
    spelled: dict[str, str] = {}
    for person in people:
        spelled.setdefault(organisation_key(person.organisation), person.organisation)
    for entry in entries:
        said = entry.person.organisation
        organisation = spelled.setdefault(organisation_key(said), said)
        yield replace(entry, person=replace(entry.person, organisation=organisation))


def _once(entries: Iterable[PersonEntry]) -> tuple[list[PersonEntry], tuple[Problem, ...]]:
    """The entries without those that say what another row says; these are told."""
    first: dict[Hashable, int] = {}
    kept, problems = [], []
    for entry in entries:
        person = entry.person
        key = (_home(person), sort_key(person.region), person.role if "role" in entry.given else None)
        if key in first:
            words = _("The same person stands in row {row}. This row is not imported.")
            problems.append(Problem(row=entry.row, sentence=words.format(row=first[key])))
        else:
            first[key] = entry.row
            kept.append(entry)
    return kept, tuple(problems)


def _partners(people: Sequence[Person], entries: Sequence[PersonEntry]) -> dict[str, PersonEntry]:
    """Id of the person → the entry that it is.

    As many as can be without a change, so that the same sheet again changes nothing; then those of one name
    and organisation; then those of one name where either has no organisation.
    """
    found: dict[str, PersonEntry] = {}
    _pair(found, people, entries, _name, _unchanged)
    _pair(found, people, entries, _home, _fits)
    _pair(found, people, entries, _home)
    _pair(found, [person for person in people if not person.organisation], entries, _name)
    _pair(found, people, [entry for entry in entries if not entry.person.organisation], _name)
    return found


def _pair(
    found: dict[str, PersonEntry],
    people: Iterable[Person],
    entries: Iterable[PersonEntry],
    key: Callable[[Person], Hashable],
    fits: Fits | None = None,
) -> None:
    """Pairs those of one key that are not paired yet: where they fit, or without ``fits`` in turn."""
    paired = {entry.row for entry in found.values()}
    free: defaultdict[Hashable, list[Person]] = defaultdict(list)
    said: defaultdict[Hashable, list[PersonEntry]] = defaultdict(list)
    for person in people:
        if person.id not in found:
            free[key(person)].append(person)
    for entry in entries:
        if entry.row not in paired:
            said[key(entry.person)].append(entry)
    for name, group in said.items():
        candidates = free.get(name, [])
        if fits is None:
            found.update({person.id: entry for person, entry in zip(candidates, group, strict=False)})
        elif len(candidates) * len(group) <= _MANY:
            found.update(_matching(candidates, group, fits))


def _matching(people: Sequence[Person], entries: Sequence[PersonEntry], fits: Fits) -> dict[str, PersonEntry]:
    """As many pairs as fit: who is taken already may take somebody else instead (Kuhn's algorithm)."""
    found: dict[str, PersonEntry] = {}
    fitting = {entry.row: [one.id for one in people if fits(one, entry)] for entry in entries}

    def place(entry: PersonEntry, seen: set[str]) -> bool:
        for id in fitting[entry.row]:
            if id not in seen:
                seen.add(id)
                if id not in found or place(found[id], seen):
                    found[id] = entry
                    return True
        return False

    for entry in entries:
        place(entry, set())
    return found


def _unchanged(person: Person, entry: PersonEntry) -> bool:
    return _updated(person, entry) == person


def _fits(person: Person, entry: PersonEntry) -> bool:
    """Whether the person has the very role and region, as far as the entry says them."""
    said = entry.given & {"role", "region"}
    return all(getattr(person, name) == getattr(entry.person, name) for name in said)


def _home(person: Person) -> Hashable:
    return _name(person), organisation_key(person.organisation)


def _name(person: Person) -> Hashable:
    return " ".join(person.name.casefold().split())


def _updated(person: Person, entry: PersonEntry) -> Person:
    """The person with what the sheet says; a region that it does not say follows from the organisation."""
    said: Mapping[str, Any] = {name: getattr(entry.person, name) for name in entry.given}
    home = said.get("organisation", "")
    if organisation_key(home) == organisation_key(person.organisation):
        said = {**said, "organisation": person.organisation}
    elif home:
        person = moved(person, home)
    return with_region(replace(person, **said))


# ── what changed ──


def _changes(
    before: Sequence[Person], people: Sequence[Person], rows: Mapping[str, int], gone: Collection[str]
) -> tuple[PersonChange, ...]:
    """One change per person, in the order of the list to be; who is removed comes last."""
    known = {person.id: person for person in before}
    staying = tuple(person for person in people if person.id not in gone)
    twins = _twins(staying, {person.id for person in staying if person.id not in known})
    changes = []
    for person in staying:
        row = rows.get(person.id)
        if person.id in known:
            changes.append(_change(known[person.id], person, row))
        else:
            twin, reason = twins.get(person.id, (None, None))
            changes.append(
                PersonChange(
                    kind=ChangeKind.NEW, row=row, before=None, after=person, twin=twin, reason=reason
                )
            )
    changes += [
        PersonChange(kind=ChangeKind.REMOVED, row=None, before=person, after=None)
        for person in before
        if person.id in gone
    ]
    return tuple(changes)


def _change(before: Person, after: Person, row: int | None) -> PersonChange:
    fields = tuple(which for which in COMPARED if getattr(before, which.value) != getattr(after, which.value))
    unchanged = ChangeKind.UNCHANGED if row is not None else ChangeKind.ABSENT
    kind = ChangeKind.CHANGED if fields else unchanged
    return PersonChange(kind=kind, row=row, before=before, after=after, fields=fields)


def _twins(people: tuple[Person, ...], new: Collection[str]) -> dict[str, tuple[Person, Reason | None]]:
    """Id of a new person → who that may be already, and why; None for a namesake from elsewhere."""
    found: dict[str, tuple[Person, Reason | None]] = {}
    for pair in near_duplicates(people):
        if pair.right.id in new:
            found.setdefault(pair.right.id, (pair.left, pair.reason))
    first: dict[Hashable, Person] = {}
    for person in people:
        namesake = first.setdefault(_name(person), person)
        if person.id in new and namesake is not person:
            found.setdefault(person.id, (namesake, None))
    return found
