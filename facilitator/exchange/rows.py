"""The items that a sheet's rows say, and what in it could not be understood. Nothing here raises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any, Final

from facilitator.checks import DAY
from facilitator.event import ZERO, Item, ItemKind
from facilitator.exchange.cells import (
    kind_of_title,
    read_duration,
    read_end,
    read_flag,
    read_kind,
    read_language,
    read_start,
)
from facilitator.exchange.columns import Columns, Field, field_word
from facilitator.exchange.sheets import Sheet
from facilitator.i18n import _
from facilitator.typed import read_before_end, read_speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in a row (from 1, as the spreadsheet program counts), and what to do about it."""

    row: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item as its row says it, without an id; ``given`` names the attributes that the row says.

    ``item.start`` is the time that the row says, whether or not the item is to be pinned to it; ``pinned``
    is None where the sheet doesn't tell.
    """

    row: int
    item: Item
    given: frozenset[str]
    pinned: bool | None = None


@dataclass(slots=True)
class _Row:
    """One row while it is read: its texts, and what they say."""

    number: int
    texts: dict[Field, str]
    kind: ItemKind | None = None
    values: dict[str, Any] = field(default_factory=dict)
    end: time | None = None
    pinned: bool | None = None


Tell = Callable[[int, str], None]  # row, sentence

# Ontime says in one column what a row is and how its time is counted. Of the latter only one matters here.
_GROUP_BEGINS: Final = ("group", "group-start", "block")
_GROUP_ENDS: Final = ("group-end", "block-end")
_MARKER: Final = "milestone"
_TO_END: Final = "time-to-end"
_PLAIN: Final = ("event", "count-down", "count-up", "clock", "none", _TO_END)
_LEFT_OUT: Final = "skip-import"
_DELAY: Final = "delay"

_FLAGS: Final = (Field.SKIPPED, Field.BESIDE, Field.COUNT_TO_END, Field.PINNED, Field.LINKED)


def read_rows(sheet: Sheet, header: int, columns: Columns) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The items of the rows below the header (a row from 0; −1: none), and the problems, by row.

    Empty rows are passed over. A cell that cannot be read is a problem and counts as not said; a row
    without a title is left out. An empty cell says nothing, save that there is no cue and no tick.
    """
    problems: list[Problem] = []

    def tell(row: int, sentence: str) -> None:
        problems.append(Problem(row=row, sentence=sentence))

    rows = [row for row in _items(_filled(sheet, header, columns, tell), tell) if _understood(row, tell)]
    _measure(rows, tell)
    return tuple(map(_entry, rows)), tuple(sorted(problems, key=lambda problem: problem.row))


# ── which rows are items ──


def _filled(sheet: Sheet, header: int, columns: Columns, tell: Tell) -> Iterator[_Row]:
    """The rows that have something in a column that is read."""
    for at in range(header + 1, len(sheet.rows)):
        texts = {which: sheet.cell(at, column) for column, which in columns.items()}
        for column, which in columns.items():
            if (at, column) in sheet.uncalculated:
                tell(at + 1, no_value(field_word(which)))
        if any(texts.values()):
            yield _Row(at + 1, texts)


def no_value(column: str) -> str:
    """That a cell of the column is a formula that no program has worked out."""
    return _(
        "“{column}” is a formula without a value. Open the file in a spreadsheet program, "
        "save it there, and read it again."
    ).format(column=column)


def _items(rows: Iterable[_Row], tell: Tell) -> Iterator[_Row]:
    """The rows that are items, with their kind and, where Ontime's group rows say it, their group."""
    group: str | None = None
    for row in rows:
        word = row.texts.get(Field.KIND, "").strip().casefold()
        if word in _GROUP_BEGINS:
            group = row.texts.get(Field.TITLE, "")
        elif word in _GROUP_ENDS:
            group = ""
        elif word == _DELAY:
            tell(row.number, _("A delay is not imported. Announce it on the day."))
        elif word != _LEFT_OUT:
            if group is not None:
                row.values["group"] = group
            _read_kind(row, word, tell)
            yield row


def _read_kind(row: _Row, word: str, tell: Tell) -> None:
    if word == _MARKER:
        row.kind = ItemKind.MARKER
    elif word == _TO_END:
        row.values["count_to_end"] = True
    elif word and word not in _PLAIN:
        try:
            row.kind = read_kind(word)
        except ValueError:
            text = _("“{text}” is not a kind of item. Choose the kind afterwards, in the details.")
            tell(row.number, text.format(text=word))


# ── what a row says ──


def _understood(row: _Row, tell: Tell) -> bool:
    """Reads the row's cells; False for a row that cannot become an item."""
    for which, text in row.texts.items():
        try:
            if which in _FLAGS:
                _read_flag(row, which, text)
            elif text or which is Field.CUE:
                _read(row, which, text)
        except ValueError:
            tell(row.number, _unreadable(which, text))
    if row.values.get("title"):
        return True
    tell(row.number, _("The row has no title and is not imported. Type what it is called."))
    return False


def _read_flag(row: _Row, which: Field, text: str) -> None:
    """Nothing typed is no; but where Ontime's link is not told, nothing is said."""
    if which is Field.PINNED:
        row.pinned = read_flag(text)
    elif which is Field.LINKED:
        row.pinned = not read_flag(text) if text else None
    else:
        row.values[which.value] = read_flag(text) or row.values.get(which.value, False)


def _read(row: _Row, which: Field, text: str) -> None:
    """Takes what the cell says into the row."""
    match which:
        case Field.KIND:
            pass  # read already: it says, too, whether the row is an item
        case Field.TITLE:
            row.values["title"] = " ".join(text.split())
        case Field.SPEAKERS:
            row.values["speakers"] = read_speakers(text.replace(";", "\n"))
        case Field.LANGUAGE:
            row.values["language"] = read_language(text)
        case Field.START:
            start, end = read_start(text)
            row.values["start"] = start
            row.end = row.end or end
        case Field.END:
            row.end = read_end(text)
        case Field.LENGTH | Field.MINIMUM:
            row.values[which.value] = _within_a_day(read_duration(text))
        case Field.WARNING | Field.LAST_MINUTE:
            _read_before_end(row, which, text)
        case _:
            row.values[which.value] = text


def _read_before_end(row: _Row, which: Field, text: str) -> None:
    """Minutes before the end, or per cent of the length."""
    before = read_before_end(text) if "%" in text else _within_a_day(read_duration(text))
    share = isinstance(before, int)
    row.values[which.value] = None if share else before
    row.values[f"{which.value}_share"] = before if share else None


def _within_a_day(length: timedelta) -> timedelta:
    if length > DAY:
        raise ValueError(length)
    return length


def _unreadable(which: Field, text: str) -> str:
    """What is wrong with the cell and how to write it."""
    if which in (Field.START, Field.END):
        words = _("“{text}” ({column}) is not a time of day and is passed over. Write it like 9:30 or 930.")
    elif which in _FLAGS:
        words = _("“{text}” ({column}) is neither yes nor no and is passed over. Write yes, or nothing.")
    elif which is Field.LANGUAGE:
        words = _("“{text}” ({column}) is not a known language and is passed over. Write it like en.")
    else:
        words = _(
            "“{text}” ({column}) is not a length and is passed over. Write minutes, like 25, "
            "or hours and minutes, like 1:15."
        )
    return words.format(text=quoted(text), column=field_word(which))


def quoted(text: str) -> str:
    """What a sentence can quote."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


# ── how long ──


def _measure(rows: Sequence[_Row], tell: Tell) -> None:
    """Gives each row the length that its own times, or the start of the next row, tell."""
    due: timedelta | None = None  # where the row before ends
    following = _next_starts(rows)
    for row, after in zip(rows, following, strict=True):
        start = _since_midnight(row.values.get("start")) if row.values.get("start") else due
        if row.kind is ItemKind.MARKER:
            row.values.pop("length", None)
            continue
        _measure_one(row, start, after, tell)
        length = row.values.get("length")
        if _takes_time(row):
            due = start + length if start is not None and length is not None else None


def _next_starts(rows: Sequence[_Row]) -> list[timedelta | None]:
    """For each row, when the next one that takes time starts, if it says so."""
    found: list[timedelta | None] = []
    after: timedelta | None = None
    for row in reversed(rows):
        found.append(after)
        if row.kind is not ItemKind.MARKER and _takes_time(row):
            after = _since_midnight(row.values.get("start"))
    return found[::-1]


def _takes_time(row: _Row) -> bool:
    """Whether what follows starts after it."""
    return not row.values.get("skipped") and not row.values.get("beside")


def _measure_one(row: _Row, start: timedelta | None, after: timedelta | None, tell: Tell) -> None:
    end = _since_midnight(row.end)
    told = row.values.get("length")
    until = after if end is None else end
    between = until - start if until is not None and start is not None else None
    if told is not None:
        if told <= ZERO:
            del row.values["length"]
            tell(row.number, _("The length is zero and is passed over. Write at least one minute."))
        elif end is not None and between is not None and between != told:
            tell(row.number, _("The end does not fit the start and the length. The length counts."))
    elif between is not None and between > ZERO:
        row.values["length"] = between
    elif between is not None:
        tell(row.number, _no_room(row, ended=end is not None))


def _no_room(row: _Row, *, ended: bool) -> str:
    if ended:
        return _("“{title}” ends before it starts, so its length is not known. Change its times.").format(
            title=quoted(row.values["title"])
        )
    return _("“{title}” starts after what comes next, so its length is not known. Change its times.").format(
        title=quoted(row.values["title"])
    )


def _since_midnight(at: time | None) -> timedelta | None:
    return None if at is None else timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)


# ── the item ──


def _entry(row: _Row) -> Entry:
    values: Mapping[str, Any] = row.values
    kind = row.kind or kind_of_title(values["title"])
    given = frozenset(values) | ({"kind"} if row.kind else set())
    item = Item(**{"id": "", "kind": kind, "length": ZERO, **values})
    return Entry(row=row.number, item=item, given=given, pinned=row.pinned)
