"""What the café shows of each table and of each phase, from the snapshot and the live day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from facilitator.cafe import LiveCafe, Phase, PhaseKind, allotted_lengths, live_cafe, phases
from facilitator.event import MINUTE, ZERO, Event, Item, Round, Table, theme_letter
from facilitator.i18n import _
from facilitator.kinds import chooses_hosts, host_at, index_of, people_at, theme_at
from facilitator.people import shown_names
from facilitator.record import GONE, Record
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, State
from facilitator.ui.sentences import local_time, minutes_word
from facilitator.words import phase_word

PATIENCE = 5 * MINUTE  # so long a table may talk before it is noticed that it writes nothing


class CardState(StrEnum):
    PLANNED = "planned"
    TALKING = "talking"  # nothing written, and that is fine so early
    WRITING = "writing"
    SILENT = "silent"
    HELP = "help"  # asked for by the table
    NO_HOST = "no_host"
    CHANGING = "changing"
    OVER = "over"


class SegmentState(StrEnum):
    DONE = "done"
    NOW = "now"
    LATER = "later"
    PLANNED = "planned"  # the café is not running


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCard:
    """One table as the room sees it in the shown round."""

    table: Table
    letter: str
    theme: int  # index of its theme; −1 for none
    host: str  # name, "" for none
    host_absent: bool
    lacks_host: bool  # and should have one who is there
    people: int | None  # None: not counted yet
    notes: int
    counting: bool  # the café has begun, so the number of notes says something
    state: CardState

    @property
    def id(self) -> str:
        return self.table.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One phase in the strip; ``words`` tells all of it to a tooltip and a screen reader."""

    index: int
    kind: PhaseKind
    length: timedelta
    state: SegmentState
    title: str
    detail: str
    words: str
    can_go: bool  # the café is running, so a press leads there


def cafes_of(event: Event) -> tuple[Item, ...]:
    """The cafés of the programme, also those that have no rounds yet."""
    return tuple(item for item in event.items if (item.rounds or item.kind == "cafe") and not item.skipped)


def running_cafe(item: Item, live: LiveDay) -> LiveCafe | None:
    """The live café if it is this one that runs."""
    cafe = live.seen_from(item.id).cafe
    return cafe if cafe and cafe.item.id == item.id else None


def is_over(item: Item, live: LiveDay) -> bool:
    one = live.find(item.id)
    return one is not None and one.state is State.DONE


def shown_round(item: Item, live: LiveDay) -> Round | None:
    """The round whose people are shown: the running one; while tables change, the one they go to."""
    cafe = running_cafe(item, live)
    if cafe:
        going_to = cafe.next_round if cafe.phase.kind is PhaseKind.CHANGE else None
        return going_to or cafe.round
    if not item.rounds:
        return None
    return item.rounds[-1] if is_over(item, live) else item.rounds[0]


def table_cards(snapshot: Snapshot, item: Item, live: LiveDay) -> tuple[TableCard, ...]:
    """The open tables by number, in the shown round."""
    event, record = snapshot.event, snapshot.record
    round_ = shown_round(item, live)
    seating = snapshot.seats.get(round_.id, {}) if round_ else {}
    absent = {id for id, presence in record.presence.items() if presence in GONE}
    names = shown_names(event.people)
    themes = [theme.id for theme in event.themes]
    cafe = running_cafe(item, live)
    counts = _counts(snapshot, item, cafe)
    wanting = record.wanting_help if cafe else frozenset()
    index = index_of(item, round_.id if round_ else None)
    to_come = chooses_hosts(item) and not seating  # hosts are chosen with the table plan
    cards = []
    for table in sorted(event.open_tables, key=lambda table: table.number):
        theme = theme_at(event, item, index, table)
        host_id = host_at(snapshot.plan, item, index, table)
        host_absent = host_id in absent
        lacks_host = (host_id not in names or host_absent) and not to_come
        notes = counts.get(table.id, 0)
        cards.append(
            TableCard(
                table=table,
                letter=theme_letter(event, theme.id) if theme else "",
                theme=themes.index(theme.id) if theme else -1,
                host=names.get(host_id or "", ""),
                host_absent=host_absent,
                lacks_host=lacks_host,
                people=people_at(snapshot.plan, record, item, round_.id if round_ else "", table.id),
                notes=notes,
                counting=cafe is not None or is_over(item, live),
                state=CardState.HELP
                if table.id in wanting
                else _state(item, live, cafe, notes, lacks_host=lacks_host),
            )
        )
    return tuple(cards)


def _counts(snapshot: Snapshot, item: Item, cafe: LiveCafe | None) -> Mapping[str, int]:
    """Table id → notes of the running round; of the whole café when it does not run."""
    counts: dict[str, int] = {}
    for (item_id, round_id, table_id), count in snapshot.notes.counts.items():
        if item_id == item.id and (cafe is None or round_id == cafe.round.id):
            counts[table_id] = counts.get(table_id, 0) + count
    return counts


def _state(item: Item, live: LiveDay, cafe: LiveCafe | None, notes: int, *, lacks_host: bool) -> CardState:
    if cafe is None and is_over(item, live):
        return CardState.OVER
    if lacks_host:
        return CardState.NO_HOST
    if cafe is None:
        return CardState.PLANNED
    if cafe.phase.kind is PhaseKind.CHANGE:
        return CardState.CHANGING
    if notes:
        return CardState.WRITING
    gone = cafe.length - cafe.remaining
    early = cafe.phase.kind is PhaseKind.TALK and gone < min(PATIENCE, cafe.length / 2)
    return CardState.TALKING if early else CardState.SILENT


def state_words(state: CardState) -> str:
    """The state with its shape."""
    words = {
        CardState.PLANNED: _("○ planned"),
        CardState.TALKING: _("○ no notes yet"),
        CardState.WRITING: _("● writing"),
        CardState.SILENT: _("▲ no notes yet"),
        CardState.HELP: _("▲ needs help"),
        CardState.NO_HOST: _("▲ has no host"),
        CardState.CHANGING: _("⇄ changing tables"),
        CardState.OVER: _("✓ finished"),
    }
    return words[state]


def people_words(card: TableCard) -> str:
    """“4 of 6”, without a number as long as nobody has counted."""
    people = "–" if card.people is None else card.people
    return _("{people} of {seats}").format(people=people, seats=card.table.seats_target)


def host_words(card: TableCard) -> str:
    if not card.host:
        return _("Host: –")
    if card.host_absent:
        return _("Host: {name} (absent)").format(name=card.host)
    return _("Host: {name}").format(name=card.host)


def card_words(card: TableCard) -> str:
    """The whole card in one sentence, for a screen reader."""
    return _("Table {number} {letter}. {host}. {people} people. {notes} notes. {state}").format(
        number=card.table.number,
        letter=card.letter,
        host=host_words(card),
        people=people_words(card),
        notes=card.notes,
        state=state_words(card.state),
    )


def segments(event: Event, item: Item, live: LiveDay, record: Record) -> tuple[Segment, ...]:
    """The phases of the café in order, as long as they became or are to be."""
    live, cafe = live.seen_from(item.id), running_cafe(item, live)
    if cafe:
        return tuple(_live_segment(event, live, cafe, index) for index in range(len(cafe.phases)))
    state = SegmentState.DONE if is_over(item, live) else SegmentState.PLANNED
    lengths = _lengths_held(item, record) if state is SegmentState.DONE else ()
    lengths = lengths or allotted_lengths(item, record.allotted.get(item.id, {}))
    return tuple(_segment(at, phase, lengths[at], state) for at, phase in enumerate(phases(item)))


def _lengths_held(item: Item, record: Record) -> tuple[timedelta, ...]:
    """What each phase of a café that is over took; nothing for one that was not held."""
    run = record.last_run(item.id)
    if run is None or run.end is None:
        return ()
    elapsed = run.elapsed(run.end)
    cafe = live_cafe(item, run, elapsed)
    took = {v.index: (elapsed if v.left is None else v.left) - v.start for v in cafe.visits} if cafe else {}
    return tuple(took.get(index, ZERO) for index in range(len(phases(item))))


def _live_segment(event: Event, live: LiveDay, cafe: LiveCafe, index: int) -> Segment:
    phase = cafe.phases[index]
    if index < cafe.index:
        return _segment(index, phase, cafe.lengths[index] or ZERO, SegmentState.DONE, can_go=True)
    if index > cafe.index:
        starts = cafe.starts[index]
        when = local_time(event, live.now + (starts - live.elapsed)) if starts is not None else ""
        return _segment(index, phase, cafe.lengths[index] or ZERO, SegmentState.LATER, when, can_go=True)
    end = local_time(event, live.now + cafe.remaining) if cafe.remaining > ZERO else ""
    return _segment(index, phase, cafe.length, SegmentState.NOW, end, can_go=True)


def _segment(
    index: int,
    phase: Phase,
    length: timedelta,
    state: SegmentState,
    when: str = "",
    *,
    can_go: bool = False,
) -> Segment:
    """``when`` is the end of the running phase ("": its time is up), and the start of a later one."""
    round_words = _("Round {number}").format(number=phase.round_index + 1)
    word = phase_word(phase.kind)
    title = round_words if phase.kind is PhaseKind.TALK else word
    held = state is not SegmentState.DONE or length > ZERO
    detail, told = minutes_word(length) if held else _("not held"), ""
    match state:
        case SegmentState.NOW:
            title = f"▸ {round_words} · {word}" if phase.kind is PhaseKind.TALK else f"▸ {word}"
            until = _("until {time}").format(time=when) if when else _("time is up")
            detail, told = f"{detail} · {until}", _("now, {until}").format(until=until)
        case SegmentState.DONE if held:
            detail, told = f"✓ {detail}", _("finished")
        case SegmentState.LATER if when:
            told = _("from {time}").format(time=when)
    return Segment(
        index=index,
        kind=phase.kind,
        length=length,
        state=state,
        title=title,
        detail=detail,
        words=", ".join(filter(None, (round_words, word, minutes_word(length) if held else detail, told))),
        can_go=can_go,
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """What the panel counts over all tables of the shown round."""

    notes: int
    without_notes: tuple[int, ...]  # table numbers
    without_host: tuple[int, ...]
    wanting_help: tuple[int, ...]


def figures(cards: tuple[TableCard, ...]) -> Figures:
    return Figures(
        notes=sum(card.notes for card in cards),
        without_notes=tuple(card.table.number for card in cards if not card.notes),
        without_host=tuple(card.table.number for card in cards if card.lacks_host),
        wanting_help=tuple(card.table.number for card in cards if card.state is CardState.HELP),
    )
