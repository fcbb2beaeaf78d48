"""Days with the longest texts that a room may have to read, in English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from facilitator.event import BackgroundDocument, Event, Speaker, with_rounds
from facilitator.record import Fact, Finished, Paused, PhaseStarted, Started
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, live_day
from tests.builders import a_day, a_moment, a_record, a_snapshot

WORD = "Menneskerettighetsorganisasjonsmedlemskapskontingentbetaling"  # 60 characters
TITLE = (
    "Regionalt samarbeid om areal, transport og klima i en voksende region: hva vi skylder hverandre, "
    "hva vi kan få til sammen, og hvor det butter"
).ljust(150, "!")
QUESTION = (
    "Hvilke utfordringer kan vi bare løse sammen, og hvilke må hver kommune ta selv, når folk blir eldre? "
    * 4
)[:400]
SECRET = "Husk mikrofonen; statssekretæren kommer for sent"

At = tuple[Snapshot, LiveDay]


def at(snapshot: Snapshot, now: str, *presses: tuple[str, Fact]) -> At:
    """The snapshot with those presses, and its day at that time."""
    snapshot = replace(snapshot, record=a_record(*presses))
    return snapshot, live_day(snapshot.event, snapshot.record, a_moment(now))


def a_plain_day(**values: object) -> Snapshot:
    return a_snapshot(a_day(**({"people": 30, "language": "en"} | values)))  # type: ignore[arg-type]


def a_hostile_day() -> Snapshot:
    """Every text as long as it gets."""
    event = a_plain_day(tables=4).event
    speakers = tuple(
        Speaker(
            name=f"Anna-Karin Øverland {n}", title="kommunaldirektør for plan", organisation="Nordre Follo"
        )
        for n in range(4)
    )
    welcome, talk, cafe, pause, closing = (replace(item, private_notes=SECRET) for item in event.items)
    items = (
        replace(welcome, title=TITLE, speakers=speakers, prompt=QUESTION[:150]),
        replace(talk, title=TITLE, speakers=speakers),
        with_rounds(cafe, tuple(replace(round_, question=QUESTION) for round_ in cafe.rounds)),
        replace(pause, title=WORD),
        replace(closing, title=WORD),
    )
    documents = tuple(
        BackgroundDocument(id=f"d{n}", title=WORD if n == 3 else TITLE, address=f"https://example.org/{n}")
        for n in range(5)
    )
    people = tuple(
        replace(person, name=f"Anne Margrethe Kristoffersen-Nordlie{n}" if n % 9 else f"Kari {WORD}{n}")
        for n, person in enumerate(event.people)
    )
    place = "Ingeniørenes Hus Møtesenter, Kronprinsens gate 17, inngang fra Ruseløkkveien"
    event = replace(
        event, title=TITLE, place=place, items=items, documents=documents, people=people, contact=SECRET
    )
    return a_snapshot(event)


def moments(snapshot: Snapshot) -> Iterator[At]:
    """Each scene in each of its states."""
    cafe = ("10:15", Started("cafe"))
    yield at(snapshot, "09:00")
    yield at(snapshot, "09:32:10", ("09:30", Started("welcome")))
    yield at(snapshot, "09:44:30", ("09:30", Started("welcome")))
    yield at(snapshot, "10:01:15", ("09:30", Started("welcome")))
    yield at(snapshot, "09:50", ("09:45", Started("talk")), ("09:49", Paused("talk")))
    yield at(snapshot, "10:17", cafe)
    yield at(snapshot, "10:33", cafe)
    yield at(snapshot, "10:34:40", cafe)
    yield at(snapshot, "10:36", cafe)
    yield at(snapshot, "10:38:30", cafe)
    yield at(snapshot, "10:38:40", cafe, ("10:38:30", Paused("cafe")))
    yield at(snapshot, "11:40", cafe, ("11:20", PhaseStarted("cafe", 6)))
    yield at(snapshot, "11:50", ("11:30", Started("break")))
    yield at(snapshot, "12:00", ("11:30", Started("closing")), ("11:55", Finished()))


def names_of(event: Event) -> set[str]:
    return {name for person in event.people for name in (person.name, person.name.split()[-1])}
