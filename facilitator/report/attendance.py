"""Who took part, in numbers: people, roles, organisations and regions; nobody is named."""

from __future__ import annotations

from collections import Counter

from facilitator.event import Person, Role, sort_key
from facilitator.i18n import _, ngettext
from facilitator.people import nobody_from, organisations
from facilitator.privacy import counts, deleted_counts
from facilitator.record import WAS_THERE, PeopleDeleted, Presence, Record
from facilitator.replanning import check_in_tells
from facilitator.report.outline import Chart, Figure, Section
from facilitator.snapshot import Snapshot


def attendance_figures(snapshot: Snapshot) -> tuple[Figure, ...]:
    """How many people and organisations: those present; those expected, as long as nobody is checked in.

    Of people who were deleted the numbers are left; they count with who has come on the list since. None
    where there is no list.
    """
    if not snapshot.event.people and deleted_counts(snapshot.record) is None:
        return ()
    deleted = deleted_counts(snapshot.record)
    if deleted is not None:
        return _after_deletion(deleted, counts(snapshot))
    people = _counted(snapshot)
    if _begun(snapshot):
        return _present(len(people), len(organisations(people)))
    groups = len(organisations(people))
    told = ngettext("person expected", "people expected", len(people))
    label = ngettext(
        "municipality or organisation expected", "municipalities and organisations expected", groups
    )
    return Figure(str(len(people)), told), Figure(str(groups), label)


def took_part(snapshot: Snapshot) -> str:
    """The same in lines, with the roles of the people and how many organisations nobody came from.

    Empty where nobody is on the list.
    """
    told = [f"{figure.value} {figure.label}" for figure in attendance_figures(snapshot)]
    if not told:
        return ""
    people, groups = told
    known = deleted_counts(snapshot.record) is None
    roles = _roles(_counted(snapshot)) if known else ""
    missing = len(_missing(snapshot))
    if roles:
        people = _("{people}: {roles}").format(people=people, roles=roles)
    if missing:
        groups = _("{present}, nobody from {count}").format(present=groups, count=missing)
    return f"{people}\n{groups}"


def missing_sentence(snapshot: Snapshot) -> str:
    """The organisations on the list that nobody has come from; empty for none, and where the check-in does
    not tell who came.
    """
    missing = _missing(snapshot)
    return _("Nobody came from {organisations}.").format(organisations=", ".join(missing)) if missing else ""


def by_region(snapshot: Snapshot) -> tuple[Section, ...]:
    """The people counted by region, where there are several."""
    spelled: dict[str, str] = {}  # as whoever is first on the list spells it
    for person in snapshot.event.people:
        spelled.setdefault(sort_key(person.region.strip()), person.region.strip())
    regions = Counter(spelled[sort_key(person.region.strip())] for person in _counted(snapshot))
    if len(regions) < 2:
        return ()
    found = sorted(regions.items(), key=lambda one: (not one[0], -one[1], sort_key(one[0])))
    rows = tuple((region or _("Without a region"), (count,)) for region, count in found)
    begun = _begun(snapshot)
    title = _("People present by region") if begun else _("People expected by region")
    return (Section(title, (Chart(_("Region"), (_("People"),), rows),)),)


def _begun(snapshot: Snapshot) -> bool:
    """Whether anybody has been checked in."""
    return any(_was_there(snapshot.record, person) for person in snapshot.event.people)


def _was_there(record: Record, person: Person) -> bool:
    return record.present(person.id) in WAS_THERE


def _counted(snapshot: Snapshot) -> tuple[Person, ...]:
    """Who came; who is expected, as long as nobody is checked in."""
    event, record = snapshot.event, snapshot.record
    if _begun(snapshot):
        return tuple(person for person in event.people if _was_there(record, person))
    return tuple(person for person in event.people if record.present(person.id) is not Presence.ABSENT)


def _missing(snapshot: Snapshot) -> tuple[str, ...]:
    if not _begun(snapshot) or not check_in_tells(snapshot.plan, snapshot.record):
        return ()
    return nobody_from(snapshot.event.people, snapshot.record.presence)


def _present(people: int, groups: int) -> tuple[Figure, Figure]:
    told = ngettext("person present", "people present", people)
    label = ngettext(
        "municipality or organisation present", "municipalities and organisations present", groups
    )
    return Figure(str(people), told), Figure(str(groups), label)


def _after_deletion(deleted: PeopleDeleted, now: PeopleDeleted) -> tuple[Figure, Figure]:
    groups = max(deleted.organisations, now.organisations)
    present = deleted.present + now.present
    if present:
        return _present(present, groups)
    people = deleted.people + now.people
    told = ngettext("person on the list", "people on the list", people)
    label = ngettext(
        "municipality or organisation on the list", "municipalities and organisations on the list", groups
    )
    return Figure(str(people), told), Figure(str(groups), label)


def _roles(people: tuple[Person, ...]) -> str:
    """«56 politiske, 48 administrative»; empty where no role is known."""
    of = Counter(person.role for person in people)
    if not of[Role.POLITICAL] and not of[Role.ADMINISTRATIVE]:
        return ""
    told = (
        (of[Role.POLITICAL], ngettext("{count} political", "{count} political", of[Role.POLITICAL])),
        (
            of[Role.ADMINISTRATIVE],
            ngettext("{count} administrative", "{count} administrative", of[Role.ADMINISTRATIVE]),
        ),
        (of[Role.OTHER], ngettext("{count} other", "{count} others", of[Role.OTHER])),
    )
    return ", ".join(words.format(count=count) for count, words in told if count)
