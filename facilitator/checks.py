"""What is wrong with a plan: refused outright, or to be told before the day (the ready check)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from facilitator.event import ZERO, Event, Item, Plan, Table, question_for
from facilitator.timetable import planned, slack

DAY = timedelta(hours=24)


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
    # told
    OVERLAP = "overlap"
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
    """Whether the text is a web address (http or https, a host, no blanks) or a path to a file."""
    if re.search(r"\s", text):
        return "://" not in text and not text.startswith("www.")
    try:
        parts = urlsplit(text)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        host = parts.hostname or ""
        return port_is_fine and bool(re.fullmatch(r"[\w-]+(\.[\w-]+)*\.?|\[?[0-9a-f:.]+\]?", host))
    return parts.scheme in ("", "file") or bool(re.match(r"[A-Za-z]:[\\/]", text))


def _event_refusals(event: Event) -> list[Problem]:
    found = []
    if not event.title.strip():
        found.append(Problem(kind=ProblemKind.EMPTY_TITLE))
    if event.end is not None and event.end <= event.start:
        found.append(Problem(kind=ProblemKind.DAY_ENDS_BEFORE_START))
    return found


def _item_refusals(item: Item) -> list[Problem]:
    def problem(kind: ProblemKind) -> Problem:
        return Problem(kind=kind, subject_id=item.id, name=item.title, time=item.length)

    found = []
    if not item.title.strip():
        found.append(problem(ProblemKind.EMPTY_TITLE))
    if item.length <= ZERO:
        found.append(problem(ProblemKind.NO_LENGTH))
    if item.length > DAY:
        found.append(problem(ProblemKind.TOO_LONG))
    if item.minimum is not None and not ZERO <= item.minimum <= item.length:
        found.append(problem(ProblemKind.MINIMUM_OVER_LENGTH))
    if item.end is not None and item.start is not None and item.end <= item.start:
        found.append(problem(ProblemKind.END_BEFORE_START))
    return found


def _table_refusals(event: Event) -> list[Problem]:
    found = []
    numbers: set[int] = set()
    hosts: set[str] = set()
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
        hosts |= {table.host_id} if table.host_id else set()
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
    if not any(not item.skipped for item in event.items):
        found.append(Problem(kind=ProblemKind.NO_ITEMS))
    for one in planned(event):
        if one.gap < ZERO:
            item = one.item
            found.append(
                Problem(kind=ProblemKind.OVERLAP, subject_id=item.id, name=item.title, time=-one.gap)
            )
    left = slack(event)
    if left is not None and left < ZERO:
        found.append(Problem(kind=ProblemKind.PAST_PINNED_END, time=-left))
    return found


def _people_readiness(event: Event) -> list[Problem]:
    if event.people or not event.cafes:
        return []
    return [Problem(kind=ProblemKind.NO_PEOPLE)]


def _cafe_readiness(plan: Plan) -> list[Problem]:
    event = plan.event
    cafes = [item for item in event.items if item.kind == "cafe" and not item.skipped]
    if not cafes:
        return []
    if not event.open_tables:
        return [Problem(kind=ProblemKind.NO_TABLES)]
    found = []
    for cafe in cafes:
        if not cafe.rounds:
            found.append(Problem(kind=ProblemKind.NO_ROUNDS, subject_id=cafe.id, name=cafe.title))
        elif any(round_.id not in plan.seats for round_ in cafe.rounds) and event.people:
            found.append(Problem(kind=ProblemKind.NO_SEATS, subject_id=cafe.id, name=cafe.title))
    themes = {theme.id: theme for theme in event.themes}
    for table in event.open_tables:
        number = str(table.number)
        if table.host_id is None:
            found.append(Problem(kind=ProblemKind.NO_HOST, subject_id=table.id, name=number))
        theme = themes.get(table.theme_id or "")
        rounds = [(cafe, round_) for cafe in cafes for round_ in cafe.rounds]
        if any(not question_for(cafe, round_, theme) for cafe, round_ in rounds):
            found.append(Problem(kind=ProblemKind.NO_QUESTION, subject_id=table.id, name=number))
    return [*found, *_seat_readiness(event)]


def _seat_readiness(event: Event) -> list[Problem]:
    people = sum(person.seated for person in event.people)
    least = sum(table.seats_min for table in event.open_tables)
    most = sum(table.seats_max for table in event.open_tables)
    if people > most:
        return [Problem(kind=ProblemKind.TOO_FEW_SEATS, numbers=(people, most))]
    if 0 < people < least:
        return [Problem(kind=ProblemKind.TOO_FEW_PEOPLE, numbers=(people, least))]
    return []


def _document_readiness(event: Event) -> list[Problem]:
    if not event.documents:
        return [Problem(kind=ProblemKind.NO_DOCUMENTS)]
    return [
        Problem(kind=ProblemKind.NO_ADDRESS, subject_id=document.id, name=document.title)
        for document in event.documents
        if not document.address
    ]
