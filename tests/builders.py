"""Values with good defaults for tests, so that each test names only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from facilitator.clock import Moment, Timeline
from facilitator.event import (
    MINUTE,
    ZERO,
    BackgroundDocument,
    CafeKind,
    Event,
    Fixture,
    FixtureKind,
    Item,
    ItemKind,
    MergedPoint,
    Pair,
    Person,
    Plan,
    Role,
    RoomTheme,
    Round,
    Seats,
    Speaker,
    Step,
    Table,
    TableShape,
    Theme,
    with_rounds,
)
from facilitator.notes import Draft, Notes, stored
from facilitator.record import Entry, Fact, Record
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Chapter, Part

DAY = date(2024, 3, 5)
ZONE = ZoneInfo("Europe/Oslo")
BOOTED = time(7)  # when the machine of the tests was started

_numbers = count(1)


def an_id(prefix: str = "id") -> str:
    """An id that no other value of this run has."""
    return f"{prefix}-{next(_numbers)}"


def an_instant(local: str = "09:30", *, day: date = DAY) -> datetime:
    """The instant of an Oslo wall-clock time, "09:30" or "09:30:15.5"."""
    return datetime.combine(day, time.fromisoformat(local), ZONE).astimezone(UTC)


def a_moment(
    local: str = "09:30", *, boot_id: str = "boot-1", ahead: timedelta = ZERO, day: date = DAY
) -> Moment:
    """Both clocks at an Oslo time, on a machine started at 07:00; its wall clock may go ``ahead``."""
    true = an_instant(local, day=day)
    boot = true - an_instant(BOOTED.isoformat(), day=DAY)
    return Moment(utc=true + ahead, boot=boot, boot_id=boot_id)


class FakeClock:
    """A clock that tests move by hand; ``now`` is what the program sees."""

    def __init__(self, local: str = "09:30") -> None:
        self.moment = a_moment(local)

    def now(self) -> Moment:
        return self.moment

    def set(self, local: str) -> Moment:
        """Go to an Oslo time of the day; a wall clock that was set wrong is right again."""
        self.moment = a_moment(local, boot_id=self.moment.boot_id)
        return self.moment

    def advance(self, by: timedelta = MINUTE) -> Moment:
        """Let time pass, awake or asleep."""
        now = self.moment
        self.moment = Moment(now.utc + by, now.boot + by, now.boot_id)
        return self.moment

    def jump(self, by: timedelta) -> Moment:
        """Set the wall clock wrong; no time passes."""
        self.moment = Moment(self.moment.utc + by, self.moment.boot, self.moment.boot_id)
        return self.moment

    def restart(self, off_for: timedelta = MINUTE) -> Moment:
        """Start the machine again."""
        self.moment = Moment(self.moment.utc + off_for, ZERO, an_id("next-boot"))
        return self.moment


def _or(values: dict[str, Any], **defaults: Any) -> dict[str, Any]:
    return defaults | values


def an_item(
    id: str | None = None, kind: ItemKind = ItemKind.TALK, minutes: float = 30, **values: Any
) -> Item:
    id_ = id or an_id("item")
    return Item(**_or(values, id=id_, kind=kind, title=f"Post {id_}", length=minutes * MINUTE))


def a_round(id: str | None = None, talk: float = 20, **values: Any) -> Round:
    """A round of that many minutes' talk, 3 minutes to write and 2 to change tables."""
    phases = {"talk": talk * MINUTE, "write_up": 3 * MINUTE, "change": 2 * MINUTE}
    return Round(**_or(values, id=id or an_id("round"), **phases))


def a_cafe(id: str = "cafe", rounds: int = 3, **values: Any) -> Item:
    """A café of equal rounds, ``r1`` and on; its length follows."""
    cafe = an_item(id, ItemKind.CAFE, **_or(values, title="Kafédialog", prompt="Hva haster?"))
    return with_rounds(cafe, tuple(a_round(f"r{number}") for number in range(1, rounds + 1)))


def a_person(id: str | None = None, **values: Any) -> Person:
    id_ = id or an_id("person")
    return Person(**_or(values, id=id_, name=f"Navn {id_}", organisation="Ås kommune"))


def a_table(number: int = 1, **values: Any) -> Table:
    """Table ``t{number}``."""
    return Table(**_or(values, id=f"t{number}", number=number))


def an_event(**values: Any) -> Event:
    """An empty Tuesday in Oslo, from 09:30."""
    return Event(**_or(values, id="event", title="Stormøte", date=DAY, start=time(9, 30)))


def a_day(people: int = 12, tables: int = 3, rounds: int = 3, **values: Any) -> Event:
    """A small café day: welcome 09:30, talk, café, break, closing; ``p1`` and on, ``t1`` and on."""
    items = (
        an_item("welcome", ItemKind.WELCOME, 15, title="Velkommen"),
        an_item("talk", ItemKind.TALK, 30, title="Nye føringer", minimum=20 * MINUTE),
        a_cafe("cafe", rounds),
        an_item("break", ItemKind.BREAK, 15, title="Pause"),
        an_item("closing", ItemKind.CLOSING, 15, title="Avslutning"),
    )
    themes = (
        Theme(id="a", title="Areal", question="Hvor bygger vi?"),
        Theme(id="b", title="Buss", question="Hvem kommer fram?"),
    )
    roles = tuple(Role)
    guests = (
        a_person(f"p{number}", name=f"Kari {number} Øvre", role=roles[number % 3])
        for number in range(1, people + 1)
    )
    places = (a_table(number, theme_id=themes[number % 2].id) for number in range(1, tables + 1))
    day = {"items": items, "people": tuple(guests), "themes": themes, "tables": tuple(places)}
    return an_event(**_or(values, **day))


def _rich_items(day: Event) -> tuple[Item, ...]:
    rich = {
        "moved_by_itself": False,
        "cafe_kind": CafeKind.CAROUSEL,
        "new_hosts": True,
        "each_theme_once": True,
        "turn": MINUTE,
    }
    return tuple(
        with_rounds(replace(item, **rich), tuple(replace(r, silence=MINUTE) for r in item.rounds))  # type: ignore[arg-type]
        if item.rounds
        else item
        for item in day.items
    )


def _rich_person(index: int, person: Person) -> Person:
    return replace(person, number=10 + index, arrives=time(10), leaves=time(14, 30), wishes=("b", "a"))


def a_rich_event() -> Event:
    """An event in which every field has a value of its own, and every list more than one thing."""
    day = a_day(people=6)
    talk = an_item(
        "keynote",
        start=time(10),
        end=time(10, 45),
        count_to_end=True,
        minimum=timedelta(minutes=10, microseconds=7),
        speakers=(Speaker(name="Ada", title="Dr.", organisation="UiO"), Speaker(name="Bo")),
        language="nn",
        private_notes="Mikrofon?",
        cue="3b",
        group="Formiddag",
        warning=5 * MINUTE,
        warning_share=20,
        last_minute=2 * MINUTE,
        last_minute_share=5,
        example=True,
    )
    task = an_item(
        "task",
        ItemKind.TASK,
        prompt="Velg",
        options=("Ja", "Nei"),
        choose=2,
        most_each=3,
        ranked=True,
        free_text=True,
        skipped=True,
        beside=True,
    )
    return an_event(
        end=time(15, 30),
        doors=time(9),
        place="Rådhuset",
        organiser="Osloregionen",
        contact="Kari, 22 00 00 00",
        case_number="24/123",
        language="en",
        purposes=("Lytte", "Samle", "Lytte"),
        moderators=(Speaker(name="Cleo", title="Leder"), Speaker(name="Dag")),
        messages=("2 minutter igjen", "Bruk mikrofonen"),
        logo=b"\x89PNG\0\xff",
        room_theme=RoomTheme.CONTRAST,
        items=(talk, task, *_rich_items(day)),
        people=tuple(_rich_person(index, person) for index, person in enumerate(day.people)),
        themes=day.themes,
        tables=(
            a_table(1, theme_id="a", host_id="p1", note_taker_id="p2"),
            a_table(2, seats_min=3, seats_target=5, seats_max=9, removed=True),
            a_table(3, shape=TableShape.SQUARE, x=120, y=-40),
        ),
        fixtures=(
            Fixture(id="f1", kind=FixtureKind.STAGE, text="Scene", x=100, y=50, width=400, height=120),
            Fixture(id="f2", kind=FixtureKind.DOOR, x=0, y=0, width=90, height=20),
        ),
        pairs=(
            Pair(id="apart", one_id="p1", other_id="p2", together=False),
            Pair(id="together", one_id="p3", other_id="p4", together=True),
        ),
        points=(
            MergedPoint(id="m1", title="Flere busser", theme_id="a", sources=("n2", "n1")),
            MergedPoint(id="m2", title="Én billett"),
        ),
        documents=(
            BackgroundDocument(id="d1", title="Strategi", address="https://example.org/ø?a=1&b=2"),
            BackgroundDocument(id="d2", title="Kart", language="nb", description="Hele regionen"),
        ),
        steps=(Step(id="s1", title="Høring", owner="Styret", when="mai"), Step(id="s2", title="Vedtak")),
        chapters=(Chapter(part=Part.CAFES), Chapter(part=Part.RAW, left_out=True)),
        final=True,
        example=True,
    )


def some_seats(event: Event) -> Seats:
    """Everybody who takes a seat, dealt round by round to the open tables, one further each round."""
    tables = [table.id for table in event.open_tables]
    people = [person.id for person in event.people if person.seated]
    rounds = [round_.id for cafe in event.cafes for round_ in cafe.rounds]
    return {
        round_id: {
            table: tuple(p for at, p in enumerate(people) if (at + shift) % len(tables) == place)
            for place, table in enumerate(tables)
        }
        for shift, round_id in enumerate(rounds)
    }


def a_plan(event: Event | None = None) -> Plan:
    """The event (``a_day``) with everybody seated."""
    event = event or a_day()
    return Plan(event=event, seats=some_seats(event))


def a_record(*presses: tuple[str | Moment, Fact | tuple[Fact, ...]]) -> Record:
    """The log of presses, each at an Oslo time or moment; press 1 is the first."""
    entries: list[Entry] = []
    timeline = Timeline()
    for press, (at, pressed) in enumerate(presses, 1):
        moment = a_moment(at) if isinstance(at, str) else at
        timeline = timeline.heard(moment)
        for fact in pressed if isinstance(pressed, tuple) else (pressed,):
            entries.append(Entry(seq=len(entries) + 1, press=press, moment=moment, fact=fact))
    return Record(entries=tuple(entries), timeline=timeline)


def a_draft(text: str = "Flere busser", **values: Any) -> Draft:
    """A new note of table 1 in the café's first round; for an edit, give ``note_id`` and ``parent_id``."""
    new = {"id": an_id("revision"), "note_id": an_id("note"), "parent_id": None, "text": text}
    place = {"item_id": "cafe", "round_id": "r1", "table_id": "t1", "theme_id": "a"}
    return Draft(**_or(values, **new, **place))


def some_notes(*drafts: Draft) -> Notes:
    """The drafts stored one minute after the other from 11:00."""
    notes = Notes()
    for seq, draft in enumerate(drafts, 1):
        at = an_instant("11:00") + seq * MINUTE
        revision = stored(draft, known=notes.by_id.get(draft.note_id), seq=seq, at=at)
        notes = notes.with_revisions([revision])
    return notes


def a_snapshot(
    event: Event | None = None, *, record: Record | None = None, notes: Notes | None = None
) -> Snapshot:
    """A whole event; without arguments a planned day on which nothing has happened."""
    return Snapshot(plan=a_plan(event), record=record or Record(), notes=notes or Notes())
