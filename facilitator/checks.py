"""What is wrong with a plan: refused outright, or to be told before the day (the ready check)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from facilitator.beside import clashes
from facilitator.event import ZERO, CafeKind, Event, Item, ItemKind, Plan, Round, Table, find, question_for
from facilitator.kinds import chooses_hosts, theme_at
from facilitator.timetable import PlannedItem, planned, slack

DAY = timedelta(hours=24)
YEARS = range(1900, 3000)


class ProblemKind(StrEnum):
    # refused: the change is not made
    EMPTY_TITLE = "empty_title"
    NO_LENGTH = "no_length"
    TOO_LONG = "too_long"
    MINIMUM_OVER_LENGTH = "minimum_over_length"
    END_BEFORE_START = "end_before_start"
    DAY_ENDS_BEFORE_START = "day_ends_before_start"
    EMPTY_NAME = "empty_name"
    SEATS_BELOW_MINIMUM = "seats_below_minimum"
    TABLE_NUMBER_TWICE = "table_number_twice"
    HOST_TWICE = "host_twice"
    MALFORMED_ADDRESS = "malformed_address"
    IMPOSSIBLE_DATE = "impossible_date"
    UNKNOWN_ZONE = "unknown_zone"
    # told
    OVERLAP = "overlap"
    NO_TIME_LEFT = "no_time_left"
    BESIDE_NOTHING = "beside_nothing"
    BESIDE_SKIPPED = "beside_skipped"
    PEOPLE_TWICE = "people_twice"
    TABLES_TWICE = "tables_twice"
    PAST_PINNED_END = "past_pinned_end"
    NO_ITEMS = "no_items"
    NO_PEOPLE = "no_people"
    NO_TABLES = "no_tables"
    NO_HOST = "no_host"
    NO_QUESTION = "no_question"
    NO_CONTACT = "no_contact"
    NO_PLACE = "no_place"
    NO_SEATS = "no_seats"
    NO_ROUNDS = "no_rounds"
    NO_DOCUMENTS = "no_documents"
    NO_ADDRESS = "no_address"
    TOO_FEW_SEATS = "too_few_seats"
    TOO_FEW_PEOPLE = "too_few_people"


REFUSED = frozenset(
    {
        ProblemKind.EMPTY_TITLE,
        ProblemKind.NO_LENGTH,
        ProblemKind.TOO_LONG,
        ProblemKind.MINIMUM_OVER_LENGTH,
        ProblemKind.END_BEFORE_START,
        ProblemKind.DAY_ENDS_BEFORE_START,
        ProblemKind.EMPTY_NAME,
        ProblemKind.SEATS_BELOW_MINIMUM,
        ProblemKind.TABLE_NUMBER_TWICE,
        ProblemKind.HOST_TWICE,
        ProblemKind.MALFORMED_ADDRESS,
        ProblemKind.IMPOSSIBLE_DATE,
        ProblemKind.UNKNOWN_ZONE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong.

    ``subject_id`` is the id of what it is about ("" for the event), ``name`` its title, name or number
    as people know it, ``time`` and ``numbers`` what the sentence about it needs.
    """

    kind: ProblemKind
    subject_id: str = ""
    name: str = ""
    time: timedelta | None = None
    numbers: tuple[int, ...] = ()

    @property
    def refused(self) -> bool:
        return self.kind in REFUSED


def refusals(plan: Plan) -> tuple[Problem, ...]:
    """The problems that no stored plan may have."""
    event = plan.event
    found = [*_event_refusals(event)]
    for item in event.items:
        found += _item_refusals(item)
    for person in event.people:
        if not person.name.strip():
            found.append(Problem(kind=ProblemKind.EMPTY_NAME, subject_id=person.id))
    found += _table_refusals(event)
    for document in event.documents:
        if not document.title.strip():
            found.append(Problem(kind=ProblemKind.EMPTY_TITLE, subject_id=document.id))
        if document.address and not is_address(document.address):
            found.append(
                Problem(
                    kind=ProblemKind.MALFORMED_ADDRESS,
                    subject_id=document.id,
                    name=document.address,
                )
            )
    return tuple(found)


def is_address(text: str) -> bool:
    """Whether the text is a web address with its http:// or https://, or the full path of a file.

    A bare "example.org" is neither: on paper and in a QR code it would lead nowhere.
    """
    if any(unicodedata.category(char) == "Cc" for char in text):
        return False
    if re.match(r"(file:/{1,3}|[A-Za-z]:[\\/]|\\\\|/)[^\s/\\]", text):
        return True
    if re.search(r"\s", text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and parts.port != 0 and _is_host(parts.hostname or "")
    except ValueError:
        return False


def _is_host(text: str) -> bool:
    """Whether it is an IPv6 address, or labels parted by dots; letters of any alphabet."""
    if ":" in text:
        return bool(ip_address(text))
    return all(re.fullmatch(r"\w([\w-]*\w)?", label) for label in text.removesuffix(".").split("."))


def _event_refusals(event: Event) -> list[Problem]:
    found = []
    if not event.title.strip():
        found.append(Problem(kind=ProblemKind.EMPTY_TITLE))
    if event.end is not None and event.end <= event.start:
        found.append(Problem(kind=ProblemKind.DAY_ENDS_BEFORE_START))
    if event.date.year not in YEARS:
        found.append(Problem(kind=ProblemKind.IMPOSSIBLE_DATE, name=event.date.isoformat()))
    if not _is_zone(event):
        found.append(Problem(kind=ProblemKind.UNKNOWN_ZONE, name=event.zone))
    return found


def _is_zone(event: Event) -> bool:
    try:
        return bool(event.tzinfo)
    except (KeyError, ValueError, OSError):  # ZoneInfo's own, for names unknown, unsafe or of a folder
        return False


def _item_refusals(item: Item) -> list[Problem]:
    def problem(kind: ProblemKind) -> Problem:
        return Problem(kind=kind, subject_id=item.id, name=item.title, time=item.length)

    found = []
    if not item.title.strip():
        found.append(problem(ProblemKind.EMPTY_TITLE))
    if (item.length <= ZERO and not item.marker) or any(not _has_length(round_) for round_ in item.rounds):
        found.append(problem(ProblemKind.NO_LENGTH))
    if item.length > DAY:
        found.append(problem(ProblemKind.TOO_LONG))
    if item.minimum is not None and not ZERO <= item.minimum <= item.length:
        found.append(problem(ProblemKind.MINIMUM_OVER_LENGTH))
    if item.end is not None and item.start is not None and item.end <= item.start:
        found.append(problem(ProblemKind.END_BEFORE_START))
    return found


def _has_length(round_: Round) -> bool:
    return round_.length > ZERO and min(round_.talk, round_.write_up, round_.change) >= ZERO


def _table_refusals(event: Event) -> list[Problem]:
    found = []
    numbers: set[int] = set()
    hosts: set[str | None] = set()
    for table in event.open_tables:

        def problem(kind: ProblemKind, table: Table = table) -> Problem:
            seats = (table.seats_min, table.seats_target, table.seats_max)
            return Problem(kind=kind, subject_id=table.id, name=str(table.number), numbers=seats)

        if not 1 <= table.seats_min <= table.seats_target <= table.seats_max:
            found.append(problem(ProblemKind.SEATS_BELOW_MINIMUM))
        if table.number in numbers:
            found.append(problem(ProblemKind.TABLE_NUMBER_TWICE))
        if table.host_id is not None and table.host_id in hosts:
            found.append(problem(ProblemKind.HOST_TWICE))
        numbers.add(table.number)
        hosts.add(table.host_id)
    return found


def readiness(plan: Plan) -> tuple[Problem, ...]:
    """What is still missing or will not work on the day, in the order of the places."""
    event = plan.event
    return (
        *_programme_readiness(event),
        *_people_readiness(event),
        *_cafe_readiness(plan),
        *_document_readiness(event),
    )


def _programme_readiness(event: Event) -> list[Problem]:
    found = []
    if not event.place.strip():
        found.append(Problem(kind=ProblemKind.NO_PLACE))
    if not event.contact.strip():
        found.append(Problem(kind=ProblemKind.NO_CONTACT))
    if not any(item.takes_time for item in event.items):
        found.append(Problem(kind=ProblemKind.NO_ITEMS))
    for one in planned(event):
        item = one.item
        if one.gap < ZERO:
            found.append(
                Problem(kind=ProblemKind.OVERLAP, subject_id=item.id, name=item.title, time=-one.gap)
            )
        if one.length <= ZERO and item.takes_time:
            found.append(Problem(kind=ProblemKind.NO_TIME_LEFT, subject_id=item.id, name=item.title))
        if item.runs_beside:
            found += _beside_readiness(event, one)
    left = slack(event)
    if left is not None and left < ZERO:
        found.append(Problem(kind=ProblemKind.PAST_PINNED_END, time=-left))
    return found


def _beside_readiness(event: Event, one: PlannedItem) -> list[Problem]:
    """What starts an item beside another: that has to be there, and to be held."""
    main = find(event.items, one.main_id)
    if main is not None and not main.skipped:
        return []
    kind = ProblemKind.BESIDE_SKIPPED if main else ProblemKind.BESIDE_NOTHING
    return [Problem(kind=kind, subject_id=one.item.id, name=one.item.title)]


def _people_readiness(event: Event) -> list[Problem]:
    if event.people or not event.cafes:
        return []
    return [Problem(kind=ProblemKind.NO_PEOPLE)]


def _cafe_readiness(plan: Plan) -> list[Problem]:
    event = plan.event
    cafes = [item for item in event.items if item.kind is ItemKind.CAFE and not item.skipped]
    if not cafes:
        return []
    if not event.open_tables:
        return [Problem(kind=ProblemKind.NO_TABLES)]
    found = []
    for cafe in cafes:
        if not cafe.rounds:
            found.append(Problem(kind=ProblemKind.NO_ROUNDS, subject_id=cafe.id, name=cafe.title))
        elif cafe.cafe_kind is CafeKind.FREE:
            continue  # nobody is seated
        elif any(round_.id not in plan.seats for round_ in cafe.rounds) and event.people:
            found.append(Problem(kind=ProblemKind.NO_SEATS, subject_id=cafe.id, name=cafe.title))
    hosted = any(not chooses_hosts(cafe) for cafe in cafes)
    for table in event.open_tables:
        number = str(table.number)
        if table.host_id is None and hosted:
            found.append(Problem(kind=ProblemKind.NO_HOST, subject_id=table.id, name=number))
        rounds = [(cafe, at, round_) for cafe in cafes for at, round_ in enumerate(cafe.rounds)]
        if any(
            not question_for(cafe, round_, theme_at(event, cafe, at, table)) for cafe, at, round_ in rounds
        ):
            found.append(Problem(kind=ProblemKind.NO_QUESTION, subject_id=table.id, name=number))
    return [*found, *_seat_readiness(event), *_clash_readiness(plan)]


def _seat_readiness(event: Event) -> list[Problem]:
    people = len(event.seated)
    least = sum(table.seats_min for table in event.open_tables)
    most = sum(table.seats_max for table in event.open_tables)
    if people > most:
        return [Problem(kind=ProblemKind.TOO_FEW_SEATS, numbers=(people, most))]
    if 0 < people < least:
        return [Problem(kind=ProblemKind.TOO_FEW_PEOPLE, numbers=(people, least))]
    return []


def _clash_readiness(plan: Plan) -> list[Problem]:
    numbers = {table.id: table.number for table in plan.event.tables}
    found = []
    for clash in clashes(plan):
        people = (len(clash.people),) if clash.people else ()
        tables = tuple(sorted(numbers[id] for id in clash.tables if id in numbers))
        for kind, counted in ((ProblemKind.PEOPLE_TWICE, people), (ProblemKind.TABLES_TWICE, tables)):
            if counted:
                item = clash.item
                found.append(Problem(kind=kind, subject_id=item.id, name=item.title, numbers=counted))
    return found


def _document_readiness(event: Event) -> list[Problem]:
    if not event.documents:
        return [Problem(kind=ProblemKind.NO_DOCUMENTS)]
    return [
        Problem(kind=ProblemKind.NO_ADDRESS, subject_id=document.id, name=document.title)
        for document in event.documents
        if not document.address
    ]
