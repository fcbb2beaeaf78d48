"""Days of all kinds for properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from facilitator.event import MINUTE, ZERO, Event, Item, ItemKind, Plan, Round, consistent, with_rounds
from facilitator.notes import Draft, NoteKind, Notes, stored
from facilitator.photos import Photo
from facilitator.polls import Ballot, Mark
from facilitator.record import Added, CheckedIn, Fact, Finished, Nudged, Presence, Signalled, Started, Undone
from facilitator.snapshot import Snapshot
from tests.builders import DAY, a_person, a_record, a_table, an_event, an_instant, an_item

STARTS = time(8)
LONGEST = 40

lengths = st.integers(1, LONGEST).map(lambda minutes: minutes * MINUTE)
times_of_day = st.times(min_value=time(7), max_value=time(19)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@st.composite
def days_without_overlaps(draw: st.DrawFn) -> Event:
    """A day from 08:00 of linked and pinned items, each pin at or after the end of what comes before."""
    items: list[Item] = []
    end = datetime.combine(DAY, STARTS)
    for index in range(draw(st.integers(1, 8))):
        length = draw(lengths)
        gap = draw(st.none() | st.integers(0, 30).map(lambda minutes: minutes * MINUTE))
        start = end + (gap or ZERO)
        skipped = draw(st.sampled_from((False, False, False, True)))
        items.append(
            an_item(
                f"i{index}",
                length=length,
                start=None if gap is None else start.time(),
                count_to_end=draw(st.booleans()),
                skipped=skipped,
            )
        )
        if not skipped:
            end = start + length
    return an_event(start=STARTS, items=tuple(items))


@st.composite
def days(draw: st.DrawFn) -> Event:
    """A day of anything that a plan may hold: overlaps, locked ends, cafés, markers, skipped, any zone."""
    return an_event(
        date=draw(st.sampled_from((DAY, *CHANGES_OF_CLOCK)) | st.dates(date(1900, 1, 1), date(2999, 12, 31))),
        zone=draw(st.sampled_from(ZONES)),
        start=draw(times_of_day),
        end=draw(st.none() | st.just(time(23, 59))),
        items=tuple(draw(_items(f"i{index}")) for index in range(draw(st.integers(0, 6)))),
    )


ZONES = (
    "Europe/Oslo",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "UTC",
)
CHANGES_OF_CLOCK = (date(2024, 3, 31), date(2024, 10, 27), date(2024, 3, 10), date(2024, 4, 7))


def _items(id: str) -> st.SearchStrategy[Item]:
    return st.builds(_item, st.just(id), _values(), st.lists(_rounds(), max_size=3))


def _values() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "length": st.timedeltas(timedelta(microseconds=1), timedelta(hours=24)),
            "count_to_end": st.booleans(),
            "skipped": st.booleans(),
            "beside": st.sampled_from((*[False] * 5, True)),
            "by_itself": st.booleans(),
            "kind": st.sampled_from((ItemKind.TALK, ItemKind.TALK, ItemKind.MARKER)),
        },
        optional={"start": times_of_day, "end": st.just(time(23, 30))},
    )


def _rounds() -> st.SearchStrategy[Round]:
    any_length = st.timedeltas(ZERO, timedelta(hours=1))
    return st.builds(
        Round,
        id=st.uuids().map(str),
        talk=st.timedeltas(MINUTE, timedelta(hours=1)),
        write_up=any_length,
        change=any_length,
        warning=any_length,
    )


def _item(id: str, values: dict[str, Any], rounds: list[Round]) -> Item:
    return with_rounds(an_item(id, **values), tuple(rounds))


# What people type, and what an event file can hold of it.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
instants = st.timedeltas(ZERO, timedelta(days=2)).map(lambda after: an_instant("08:00") + after)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Any day, with what happened on it and all that came from the room; as an event file may hold it."""
    event = replace(
        draw(days()),
        title=draw(texts),
        logo=draw(st.binary(max_size=20)),
        people=tuple(a_person(f"p{number}", name=draw(texts)) for number in range(draw(st.integers(0, 4)))),
        tables=tuple(a_table(number) for number in range(1, draw(st.integers(1, 3)))),
    )
    ballots = st.dictionaries(texts, st.builds(Ballot, marks=_marks(), text=texts), max_size=3)
    return Snapshot(
        plan=consistent(Plan(event=event, seats=draw(_seats(event)))),
        record=a_record(*draw(st.lists(_presses(), max_size=5))),
        notes=draw(_notes()),
        ballots=draw(st.dictionaries(texts, ballots, max_size=2)),
        photos={photo.id: photo for photo in draw(st.lists(_photos(), max_size=2))},
    )


@st.composite
def _seats(draw: st.DrawFn, event: Event) -> dict[str, dict[str, tuple[str, ...]]]:
    """Some of the people, dealt to the tables in each round, both in any order."""
    rounds = draw(st.permutations([round_.id for item in event.items for round_ in item.rounds]))
    tables = draw(st.permutations([table.id for table in event.tables]))
    people = draw(st.permutations([person.id for person in event.people]))
    if not tables:
        return {}
    return {id: {table: tuple(people[at :: len(tables)]) for at, table in enumerate(tables)} for id in rounds}


@st.composite
def _notes(draw: st.DrawFn) -> Notes:
    notes = Notes()
    for seq in range(1, draw(st.integers(0, 6)) + 1):
        note_id = draw(st.sampled_from(("a", "b", "ø")))
        draft = Draft(
            id=f"revision {seq}",
            note_id=note_id,
            parent_id=draw(st.none() | texts),
            item_id=draw(texts),
            table_id=draw(texts),
            round_id=draw(st.none() | texts),
            kind=draw(st.sampled_from(NoteKind)),
            text=draw(texts),
            taken_back=draw(st.booleans()),
            place=draw(texts),
            key=draw(st.booleans()),
            merged_into=draw(st.none() | texts),
            sensitive=draw(st.booleans()),
        )
        revision = stored(draft, known=notes.by_id.get(note_id), seq=seq, at=draw(instants))
        notes = notes.with_revisions([revision])
    return notes


def _presses() -> st.SearchStrategy[tuple[str, Fact]]:
    length = st.timedeltas(timedelta(days=-1), timedelta(days=1))
    facts: st.SearchStrategy[Fact] = st.one_of(
        st.builds(Started, texts),
        st.just(Finished()),
        st.builds(Added, texts, length, st.none() | st.integers(0, 9)),
        st.builds(CheckedIn, texts, st.sampled_from(Presence)),
        st.builds(Nudged, texts, texts, by_table=st.booleans()),
        st.builds(Signalled, texts),
        st.builds(Undone, st.integers(1, 9)),
    )
    return st.tuples(st.times().map(time.isoformat), facts)


def _marks() -> st.SearchStrategy[tuple[Mark, ...]]:
    return st.lists(st.builds(Mark, texts, st.integers(1, 9)), max_size=3).map(tuple)


def _photos() -> st.SearchStrategy[Photo]:
    return st.builds(
        Photo,
        id=texts,
        item_id=texts,
        round_id=st.none() | texts,
        table_id=texts,
        at=instants,
        image=st.binary(max_size=50),
        words=texts,
        taken_back=st.booleans(),
    )
