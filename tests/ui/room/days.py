"""Days with the longest texts that a room may have to read, in English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from PIL import Image

from facilitator.event import (
    MINUTE,
    BackgroundDocument,
    Event,
    ItemKind,
    RoomTheme,
    Speaker,
    Theme,
    with_rounds,
)
from facilitator.record import (
    Audience,
    Fact,
    Finished,
    MessageShown,
    Paused,
    PhaseStarted,
    Started,
    TimerStarted,
)
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, live_day
from tests.builders import a_day, a_moment, a_record, a_snapshot, an_item

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

MESSAGE = "Vi er 10 minutter bak.\n<b>Kortere</b> innlegg & spørsmål, takk! 🙏\n\nNeste: " + TITLE[:80]
OPTION = "Flere busser på tvers av kommunegrensene, med felles takst"

At = tuple[Snapshot, LiveDay]


def at(snapshot: Snapshot, now: str, *presses: tuple[str, Fact | tuple[Fact, ...]]) -> At:
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
    options = tuple(f"{OPTION} {n}" if n % 5 else WORD for n in range(14))
    themes = tuple(Theme(id=f"th{n}", title=TITLE, question=QUESTION[:120]) for n in range(8))
    rest = (an_item(f"i{n}", minutes=1, title=TITLE[: 20 + 4 * n], group=f"Del {n // 7}") for n in range(32))
    items = (
        replace(welcome, title=TITLE, speakers=speakers, prompt=QUESTION[:150]),
        replace(talk, title=TITLE, speakers=speakers),
        with_rounds(cafe, tuple(replace(round_, question=QUESTION) for round_ in cafe.rounds)),
        replace(pause, title=WORD),
        replace(closing, title=WORD),
        an_item("task", ItemKind.TASK, title=TITLE, prompt=QUESTION[:200], options=options, group=TITLE),
        an_item("discussion", ItemKind.DISCUSSION, title=WORD, prompt=QUESTION, group=TITLE),
        an_item("photo", ItemKind.MARKER, 0, title=TITLE),
        *rest,
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
        event,
        title=TITLE,
        place=place,
        items=items,
        documents=documents,
        people=people,
        contact=SECRET,
        themes=themes,
        logo=a_logo(900, 300),
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


def hostile_moments(snapshot: Snapshot) -> Iterator[At]:
    """What asks for most room: long lists, long messages, and countdowns beside the programme."""
    yield from moments(snapshot)
    timers = tuple(TimerStarted(f"t{n}", TITLE[:60], 3 * n * MINUTE) for n in range(1, 5))
    told = tuple(MessageShown(audience, MESSAGE, flash=True) for audience in Audience)
    yield at(snapshot, "12:00", ("11:50", Started("task")))
    yield at(snapshot, "12:00:12", ("11:50", Started("task")))
    yield at(snapshot, "12:00", ("11:50", Started("task")), ("11:59", timers[:1]))
    yield at(snapshot, "12:00:24", ("11:50", Started("discussion")), ("11:55", timers))
    yield at(snapshot, "12:00:12", ("11:40", Started("discussion")), ("11:55", timers[:2]))
    yield at(snapshot, "09:50", ("09:45", Started("talk")), ("09:48", timers[:1]), ("09:49", told))
    yield at(snapshot, "10:20:01", ("09:45", Started("talk")), ("09:48", timers), ("09:49", told))
    yield at(snapshot, "10:17", ("10:15", Started("cafe")), ("10:16", timers[:3]))
    yield at(snapshot, "09:10", ("09:00", (*timers[:1], *told)))


def themed(snapshot: Snapshot, theme: RoomTheme) -> Snapshot:
    """The same day on a screen of that theme."""
    return replace(snapshot, plan=replace(snapshot.plan, event=replace(snapshot.event, room_theme=theme)))


def a_logo(width: int, height: int) -> bytes:
    """A PNG of that size in px."""
    file = BytesIO()
    Image.new("RGB", (width, height), "navy").save(file, "PNG")
    return file.getvalue()


def names_of(event: Event) -> set[str]:
    return {name for person in event.people for name in (person.name, person.name.split()[-1])}
