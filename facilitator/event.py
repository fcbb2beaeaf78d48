"""What can be planned, and undone: the event with its programme, people, tables and café rounds.

All values are immutable. Times of day are local wall-clock times of the event's date and zone; lengths are
durations. Starts that follow from other items are computed (see ``timetable``), never stored here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from facilitator.summary_plan import Chapter

MINUTE = timedelta(minutes=1)
ZERO = timedelta()


class ItemKind(StrEnum):
    REGISTRATION = "registration"
    WELCOME = "welcome"
    TALK = "talk"
    TASK = "task"
    DISCUSSION = "discussion"
    CAFE = "cafe"
    BREAK = "break"
    HARVEST = "harvest"
    CLOSING = "closing"
    MARKER = "marker"  # takes no time and is never on: "the photographer comes"


BESIDE_KINDS = (ItemKind.CAFE, ItemKind.DISCUSSION, ItemKind.TASK)
"""The kinds of item that may run beside another one: there tables talk, elsewhere than in the plenary."""


class Role(StrEnum):
    """What somebody is at home."""

    POLITICAL = "political"
    ADMINISTRATIVE = "administrative"
    OTHER = "other"


class CafeKind(StrEnum):
    """Who moves between the rounds of a café."""

    MIX = "mix"  # all but the hosts, each on a way of their own
    CAROUSEL = "carousel"  # all but the hosts, in groups that stay together
    WANDERING = "wandering"  # the hosts with their questions; the others keep their seats
    FREE = "free"  # each as they like: nobody is seated, the tables are counted


class RoomTheme(StrEnum):
    """What the screen in the room looks like."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"


class Duty(StrEnum):
    """What somebody does on the day. Hosts and note-takers are known by their table instead."""

    PARTICIPANT = "participant"
    SPEAKER = "speaker"
    MODERATOR = "moderator"
    SECRETARIAT = "secretariat"


class TableShape(StrEnum):
    ROUND = "round"
    SQUARE = "square"


class FixtureKind(StrEnum):
    """What else stands in the room, to find one's way by."""

    STAGE = "stage"
    SCREEN = "screen"
    DOOR = "door"
    FOOD = "food"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody named in the programme; need not be on the list of people."""

    name: str
    title: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of a café: a silent moment, talk, write-up, then the change of tables (0 = none)."""

    id: str
    talk: timedelta
    silence: timedelta = ZERO  # each thinks for themselves before the talk
    write_up: timedelta = ZERO
    change: timedelta = ZERO
    warning: timedelta = 3 * MINUTE  # before the talk ends
    question: str = ""

    @property
    def length(self) -> timedelta:
        return self.silence + self.talk + self.write_up + self.change


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of the programme.

    ``start`` pins the item to a time of day; without it the item is linked to the one before.
    ``end`` locks the end: when the start moves, the length gives way. ``minimum`` is the least length
    when the item may shrink, None when it may not. The length of a café follows from its rounds
    (see ``with_rounds``), that of a marker is zero. With ``beside`` it runs at the same time as the item
    before it, in another place, and has no stretch of the day for itself (rule 28 of the timetable).

    ``warning`` and ``last_minute`` are how long before its end the room is warned; the shares (per cent
    of its length) go before them, and where neither is set the usual times count (see ``timetable``).
    """

    id: str
    kind: ItemKind
    title: str
    length: timedelta
    minimum: timedelta | None = None
    start: time | None = None
    end: time | None = None
    count_to_end: bool = False
    skipped: bool = False
    beside: bool = False
    speakers: tuple[Speaker, ...] = ()
    language: str = ""  # "" = the event's
    private_notes: str = ""
    prompt: str = ""  # the question of a task or a discussion
    options: tuple[str, ...] = ()
    choose: int = 0  # how many options, or dots on merged points, each has; 0: as is usual (see ``polls``)
    most_each: int = 1  # dots that one may put on the same point
    ranked: bool = False  # the options are put in order instead of chosen
    free_text: bool = False  # each may also answer in words of their own
    rounds: tuple[Round, ...] = ()
    by_itself: bool = True  # the café's next phase comes by itself; else it waits for a press
    moved_by_itself: bool = True  # so does the round after a change of tables; else once all have moved
    cafe_kind: CafeKind = CafeKind.MIX
    new_hosts: bool = False  # each round's host is chosen from those who sit there; else it is the table's
    each_theme_once: bool = False  # who travels meets each theme once, as far as it can be
    turn: timedelta = ZERO  # for each table that reports to the room; 0: the tables are not called
    cue: str = ""  # its number or short name in the running sheet; an import finds the item by it
    group: str = ""  # items of one group that follow each other stand under its name
    warning: timedelta | None = None
    warning_share: int | None = None
    last_minute: timedelta | None = None
    last_minute_share: int | None = None
    example: bool = False  # invented for the sample day, and labelled so

    @property
    def pinned(self) -> bool:
        return self.start is not None

    @property
    def marker(self) -> bool:
        return self.kind is ItemKind.MARKER

    @property
    def takes_time(self) -> bool:
        """Whether it has a stretch of the day for itself: not skipped, no marker, not beside another."""
        return not self.skipped and not self.beside and self.kind is not ItemKind.MARKER

    @property
    def runs_beside(self) -> bool:
        """Whether it can run beside another item: it is neither skipped nor a marker."""
        return self.beside and not self.skipped and self.kind is not ItemKind.MARKER


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: str
    name: str
    organisation: str = ""
    region: str = ""
    role: Role = Role.OTHER
    duty: Duty = Duty.PARTICIPANT
    number: int = 0  # on the badge, and never given to anybody else; 0: none yet
    arrives: time | None = None  # the rounds that begin before are without the person
    leaves: time | None = None  # so are those that end after
    wishes: tuple[str, ...] = ()  # ids of the themes the person would like, the dearest first
    example: bool = False

    @property
    def seated(self) -> bool:
        """Whether the person takes a seat at the tables."""
        return self.duty in (Duty.PARTICIPANT, Duty.SPEAKER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    id: str
    title: str
    question: str = ""  # asked in rounds that have no question of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in the room; seats count the host. A removed table keeps its notes.

    ``x`` and ``y`` are where its middle stands in the room, in centimetres from the upper left corner of
    the floor plan; None as long as nobody has placed it.
    """

    id: str
    number: int
    seats_min: int = 4
    seats_target: int = 6
    seats_max: int = 7
    theme_id: str | None = None
    host_id: str | None = None
    note_taker_id: str | None = None
    removed: bool = False
    shape: TableShape = TableShape.ROUND
    x: int | None = None
    y: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixture:
    """Something that stands in the room. Lengths in centimetres, ``x`` and ``y`` are its middle."""

    id: str
    kind: FixtureKind
    text: str = ""  # its name; without one it is called what it is
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two people who share a table whenever both are there, or never."""

    id: str
    one_id: str
    other_id: str
    together: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedPoint:
    """What several tables said, put together by hand; its sources stay what they were."""

    id: str
    title: str
    theme_id: str | None = None
    sources: tuple[str, ...] = ()  # ids of notes, in the order they were put in


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundDocument:
    id: str
    title: str
    address: str = ""
    language: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the way forward, after the day."""

    id: str
    title: str
    owner: str = ""
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Event:
    id: str
    title: str
    date: date
    zone: str = "Europe/Oslo"
    start: time = time(9)  # where a linked first item starts
    end: time | None = None  # the pinned end of the day
    doors: time | None = None
    place: str = ""
    organiser: str = ""
    contact: str = ""
    case_number: str = ""
    language: str = "nb"
    purposes: tuple[str, ...] = ()
    moderators: tuple[Speaker, ...] = ()
    messages: tuple[str, ...] = ()  # to the speaker, ready to be shown
    logo: bytes = b""  # the organiser's, a PNG; empty for none
    room_theme: RoomTheme = RoomTheme.DARK
    items: tuple[Item, ...] = ()
    people: tuple[Person, ...] = ()
    themes: tuple[Theme, ...] = ()
    tables: tuple[Table, ...] = ()
    fixtures: tuple[Fixture, ...] = ()
    pairs: tuple[Pair, ...] = ()
    documents: tuple[BackgroundDocument, ...] = ()
    points: tuple[MergedPoint, ...] = ()  # in the order they are shown
    steps: tuple[Step, ...] = ()
    chapters: tuple[Chapter, ...] = ()  # of the summary, where somebody has placed them
    final: bool = False  # the summary is no draft any more
    example: bool = False

    @cached_property
    def tzinfo(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def open_tables(self) -> tuple[Table, ...]:
        return tuple(table for table in self.tables if not table.removed)

    @property
    def seated(self) -> tuple[Person, ...]:
        """Who takes a seat: by what they do, or as host or note-taker of an open table."""
        leading = {id for table in self.open_tables for id in (table.host_id, table.note_taker_id)}
        return tuple(person for person in self.people if person.seated or person.id in leading)

    @property
    def cafes(self) -> tuple[Item, ...]:
        """The items that have rounds, skipped ones left out."""
        return tuple(item for item in self.items if item.rounds and not item.skipped)

    def instant(self, local: time) -> datetime:
        """The instant (UTC) of a wall-clock time on the event's date.

        A time that summer time skips is read with the offset before the change (PEP 495, fold 0).
        """
        return datetime.combine(self.date, local, self.tzinfo).astimezone(UTC)

    def local(self, instant: datetime) -> datetime:
        """The event's wall clock at an instant."""
        return instant.astimezone(self.tzinfo)


# round id → table id → the people who sit there, host included
Seats = Mapping[str, Mapping[str, tuple[str, ...]]]

# round id → table id → who is the table's host in that round; only where hosts are new in each
Hosts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that an undo step restores: the event and who sits where."""

    event: Event
    seats: Seats = field(default_factory=dict)
    hosts: Hosts = field(default_factory=dict)


def consistent(plan: Plan) -> Plan:
    """The plan without references to what is no longer in it, and without seats of nobody.

    Who is off the list leaves seats and tables, a theme its tables and points. Seats are in the event's
    order.
    """
    event = plan.event
    people = {person.id for person in event.people}
    themes = {theme.id for theme in event.themes}
    tables = tuple(_cleared(table, people, themes) for table in event.tables)
    pairs = tuple(pair for pair in event.pairs if {pair.one_id, pair.other_id} <= people)
    wishing = tuple(_with_known_wishes(person, themes) for person in event.people)
    points = tuple(_with_known_theme(point, themes) for point in event.points)
    if (tables, pairs, wishing, points) != (event.tables, event.pairs, event.people, event.points):
        event = replace(event, tables=tables, pairs=pairs, people=wishing, points=points)
    seats = _kept_seats(event, plan.seats, people)
    hosts = _kept_hosts(seats, plan.hosts)
    return Plan(
        event=event,
        seats=plan.seats if seats == plan.seats else seats,
        hosts=plan.hosts if hosts == plan.hosts else hosts,
    )


def _with_known_theme(point: MergedPoint, themes: set[str]) -> MergedPoint:
    return point if point.theme_id is None or point.theme_id in themes else replace(point, theme_id=None)


def _with_known_wishes(person: Person, themes: set[str]) -> Person:
    if all(wish in themes for wish in person.wishes):
        return person
    return replace(person, wishes=tuple(wish for wish in person.wishes if wish in themes))


def _cleared(table: Table, people: set[str], themes: set[str]) -> Table:
    return replace(
        table,
        theme_id=table.theme_id if table.theme_id in themes else None,
        host_id=table.host_id if table.host_id in people else None,
        note_taker_id=table.note_taker_id if table.note_taker_id in people else None,
    )


def _kept_seats(event: Event, seats: Seats, people: set[str]) -> Seats:
    kept: dict[str, dict[str, tuple[str, ...]]] = {}
    for item in event.items:
        for round_ in item.rounds:
            by_table = seats.get(round_.id, {})
            for table in event.tables:
                sitting = tuple(id for id in by_table.get(table.id, ()) if id in people)
                if sitting:
                    kept.setdefault(round_.id, {})[table.id] = sitting
    return kept


def _kept_hosts(seats: Seats, hosts: Hosts) -> Hosts:
    """The hosts who sit at the table that is theirs."""
    kept = {
        round_id: {table: host for table, host in by_table.items() if host in seats[round_id].get(table, ())}
        for round_id, by_table in hosts.items()
        if round_id in seats
    }
    return {round_id: by_table for round_id, by_table in kept.items() if by_table}


class HasId(Protocol):
    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=HasId)


def find(things: Iterable[Thing], id: str | None) -> Thing | None:
    """The thing with that id, or None."""
    return next((thing for thing in things if thing.id == id), None)


def put(things: tuple[Thing, ...], thing: Thing, at: int | None = None) -> tuple[Thing, ...]:
    """``things`` with ``thing`` in place of the one with its id, or new at index ``at`` (None: last)."""
    if find(things, thing.id):
        return tuple(thing if old.id == thing.id else old for old in things)
    at = len(things) if at is None else at
    return (*things[:at], thing, *things[at:])


def without(things: tuple[Thing, ...], id: str) -> tuple[Thing, ...]:
    return tuple(thing for thing in things if thing.id != id)


def moved(things: tuple[Thing, ...], id: str, to: int) -> tuple[Thing, ...]:
    """``things`` with the one of that id at index ``to`` of the result."""
    thing = find(things, id)
    if thing is None:
        return things
    rest = without(things, id)
    return (*rest[:to], thing, *rest[to:])


def with_rounds(item: Item, rounds: tuple[Round, ...]) -> Item:
    """The item with these rounds; its length follows, as far as they have any.

    The last round has no change of tables.
    """
    if rounds:
        rounds = (*rounds[:-1], replace(rounds[-1], change=ZERO))
    length = sum((round_.length for round_ in rounds), ZERO) or item.length
    minimum = None if item.minimum is None else min(item.minimum, length)
    return replace(item, rounds=rounds, length=length, minimum=minimum)


def question_for(item: Item, round_: Round | None, theme: Theme | None) -> str:
    """What a table talks about: the round's question, else its theme's, else the item's.

    Without rounds there is one question for all tables, the item's; a theme's only where it has none.
    """
    of_theme = theme.question if theme else ""
    return round_.question or of_theme or item.prompt if round_ else item.prompt or of_theme


def theme_letter(event: Event, theme_id: str | None) -> str:
    """A, B, C … in the order of the event's themes; "" for a table without a theme."""
    for index, theme in enumerate(event.themes):
        if theme.id == theme_id:
            return chr(ord("A") + index % 26)
    return ""


def sort_key(name: str) -> str:
    """A key that sorts names as Norwegians do: … z æ ø å, and aa as å; other marks count for nothing."""
    folded = unicodedata.normalize("NFC", name).casefold().replace("aa", "å")
    kept = folded.translate(_NORWEGIAN_LAST)
    plain = unicodedata.normalize("NFKD", kept)
    return "".join(char for char in plain if not unicodedata.combining(char))


# Private-use characters that sort after z, in the alphabet's order (ä and ö sort as æ and ø).
_NORWEGIAN_LAST = str.maketrans({"æ": "\ue000", "ä": "\ue000", "ø": "\ue001", "ö": "\ue001", "å": "\ue002"})


_PARTICLES = frozenset(
    ("al", "bin", "da", "de", "den", "der", "di", "dos", "el", "ibn", "la", "le", "ten", "ter", "van", "von")
)


def name_parts(name: str) -> tuple[str, str]:
    """Given and family name: 'Kari Anne Berg' → ('Kari Anne', 'Berg'); a single name is the family's.

    Particles stay with the family name, 'Fatima El Amrani' → ('Fatima', 'El Amrani'), as long as a given
    name is left before them.
    """
    words = name.split()
    family = max(0, len(words) - 1)
    while family > 1 and words[family - 1].casefold() in _PARTICLES:
        family -= 1
    return " ".join(words[:family]), " ".join(words[family:])


def family_first(name: str) -> str:
    """'Kari Anne Berg' → 'Berg, Kari Anne'; a single name stays as it is."""
    given, family = name_parts(name)
    return f"{family}, {given}" if given else family
