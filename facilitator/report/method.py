"""How it was done: rounds, tables, who wrote and on what, and how the points were put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from facilitator.event import CafeKind, Event, Item, ItemKind
from facilitator.i18n import _, ngettext
from facilitator.kinds import chooses_hosts
from facilitator.notes import LAPTOP, MOST_KEY_POINTS, Note
from facilitator.noting import lateness
from facilitator.photos import standing
from facilitator.polls import Poll, hand_counts
from facilitator.report.outline import Facts, Section
from facilitator.report.points import said
from facilitator.report.polling import answers, opened, questions_asked
from facilitator.report.raw_notes import changed_sentence, counting, was_changed
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Part
from facilitator.words import minutes_word, theme_and_tables


def method_sections(snapshot: Snapshot) -> tuple[Section, ...]:
    """Label and sentences; nothing for a day without tables, notes and polls."""
    event = snapshot.event
    pairs: list[tuple[str, str]] = [
        (_("Tables"), " · ".join(_tables(event))),
        *((_("Café"), _cafe(item)) for item in event.cafes),
        *((_("Discussion"), _discussion(item)) for item in event.items if _is_discussion(item)),
        (_("Notes"), "\n".join(_written(snapshot))),
        (_("Key points"), _key_points(snapshot)),
        (_("Merged"), _merged(event)),
        *((_("Answers"), _poll(snapshot, poll)) for poll in opened(snapshot)),
    ]
    told = tuple((label, value) for label, value in pairs if value)
    return (Section(_("How it was done"), (Facts(told),), part=Part.METHOD),) if told else ()


def _tables(event: Event) -> Iterator[str]:
    count = len(event.open_tables)
    if count:
        yield ngettext("{count} table", "{count} tables", count).format(count=count)
    for theme in event.themes:
        if any(table.theme_id == theme.id for table in event.open_tables):
            yield theme_and_tables(event, theme)


def _cafe(item: Item) -> str:
    lengths = ", ".join(minutes_word(round_.talk + round_.write_up) for round_ in item.rounds)
    rounds = ngettext("{count} round: {lengths}.", "{count} rounds: {lengths}.", len(item.rounds))
    told = [f"{item.title}\n{rounds.format(count=len(item.rounds), lengths=lengths)}"]
    if len(item.rounds) > 1:
        told.append(_who_moves(item.cafe_kind))
    if chooses_hosts(item):
        told.append(_("Each round has hosts of its own, chosen among those at the table."))
    return " ".join(told)


def _who_moves(kind: CafeKind) -> str:
    sentences = {
        CafeKind.MIX: _("Between the rounds all but the hosts change tables, each on a way of their own."),
        CafeKind.CAROUSEL: _(
            "Between the rounds all but the hosts change tables, in groups that stay together."
        ),
        CafeKind.WANDERING: _("Groups keep their seats; hosts go to the next table with their question."),
        CafeKind.FREE: _("For each round everybody chooses a table."),
    }
    return sentences[kind]


def _is_discussion(item: Item) -> bool:
    return item.kind is ItemKind.DISCUSSION and not item.skipped and not item.rounds


def _discussion(item: Item) -> str:
    return f"{item.title}\n" + _("{length}, at one table all the time.").format(
        length=minutes_word(item.length)
    )


def _written(snapshot: Snapshot) -> Iterator[str]:
    """On what they were written, what came late, what was approved, left out and changed."""
    notes = said(snapshot)
    if not notes:
        return
    yield _("Each point belongs to its table; who wrote it is not kept.")
    yield from _devices(notes)
    late = lateness(snapshot.event, snapshot.record)
    approved, pictures = len(snapshot.record.approvals), len(tuple(standing(snapshot.photos)))
    counted: tuple[tuple[int, Callable[[int], str]], ...] = (
        (sum(map(late, notes)), _late),
        (approved, _approved),
        (pictures, _pictures),
        (sum(note.draft.taken_back for note in snapshot.notes.by_id.values()), _taken_back),
    )
    for count, sentence in counted:
        if count:
            yield sentence(count).format(count=count)
    yield changed_sentence(sum(map(was_changed, counting(snapshot))))


def _devices(notes: tuple[Note, ...]) -> Iterator[str]:
    places = [note.revisions[0].draft.place for note in notes]
    laptop, phones = places.count(LAPTOP), len(set(places) - {LAPTOP})
    if phones:
        yield ngettext(
            "{count} came from {phones} phone.", "{count} came from {phones} phones.", phones
        ).format(count=len(places) - laptop, phones=phones)
    if laptop:
        yield ngettext(
            "{count} was typed on the moderators' computer, where points from paper are typed too.",
            "{count} were typed on the moderators' computer, where points from paper are typed too.",
            laptop,
        ).format(count=laptop)


def _late(_count: int) -> str:
    return _("{count} came after the round was over.")


def _approved(count: int) -> str:
    return ngettext(
        "{count} time a table read its points aloud and approved them.",
        "{count} times a table read its points aloud and approved them.",
        count,
    )


def _pictures(count: int) -> str:
    return ngettext(
        "{count} picture of a tablecloth was kept with the points.",
        "{count} pictures of tablecloths were kept with the points.",
        count,
    )


def _taken_back(count: int) -> str:
    return ngettext(
        "{count} point was taken back, and is left out.",
        "{count} points were taken back, and are left out.",
        count,
    )


def _key_points(snapshot: Snapshot) -> str:
    keys = snapshot.notes.keys
    if not keys:
        return ""
    tables = len({note.draft.table_id for note in keys})
    chosen = ngettext("{count} point.", "{count} points.", len(keys)).format(count=len(keys))
    told = ngettext(
        "{count} table chose its most important points, {most} at most: {chosen}",
        "{count} tables chose their most important points, {most} at most: {chosen}",
        tables,
    )
    return told.format(count=tables, most=MOST_KEY_POINTS, chosen=chosen)


def _merged(event: Event) -> str:
    count = len(event.points)
    if not count:
        return ""
    return ngettext(
        "What says the same was put together by hand in {count} point, which keeps what it was made of.",
        "What says the same was put together by hand in {count} points, which keep what they were made of.",
        count,
    ).format(count=count)


def _poll(snapshot: Snapshot, poll: Poll) -> str:
    """How the answers of a question, or the dots of a vote, were given and counted."""
    voters = answers(snapshot, poll).voters
    by_hand = sum(counted.voters for counted in hand_counts(snapshot.record, poll.id).values())
    told = [] if poll.id in questions_asked(snapshot) else [_dots(poll)]
    if by_hand:
        words = ngettext("{count} was counted by hand.", "{count} were counted by hand.", by_hand)
        told.append(words.format(count=by_hand))
    if voters > by_hand:
        words = ngettext(
            "{count} answered on a phone.", "{count} answered on their phones.", voters - by_hand
        )
        told.append(words.format(count=voters - by_hand))
    title = next(item.title for item in snapshot.event.items if item.id == poll.id)
    return "\n".join(filter(None, (title, " ".join(told))))


def _dots(poll: Poll) -> str:
    dots = ngettext("Each had {count} dot.", "Each had {count} dots.", poll.budget).format(count=poll.budget)
    most = _("Nobody could put two on the same point.")
    if poll.most_each > 1:
        most = _("Nobody could put more than {count} on the same point.").format(count=poll.most_each)
    return f"{dots} {most}"
