"""Programme items as a table of text, as spreadsheets take and give it by the clipboard; and whole, as JSON.

Cells are parted by tabs; a cell with a line break, a tab or a quote in it is quoted, as spreadsheets do. A
heading row says what the columns are, in any of the program's languages; without one that is guessed.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import TypeVar
from unicodedata import category

from facilitator.codec import from_json, to_json
from facilitator.errors import FacilitatorError
from facilitator.event import BESIDE_KINDS, MINUTE, ZERO, Item, ItemKind
from facilitator.i18n import LANGUAGES, _, format_time, speaking
from facilitator.planning import NEW_LENGTH, of_kind
from facilitator.typed import read_length, read_speakers, read_time, speaker_line
from facilitator.words import item_kind_word

DAY = timedelta(hours=24)
MOST_ROWS = 1000
MOST_TEXT = 1_000_000  # characters
EARLY = time(5)  # a column of times before this is one of lengths: 0:25, 1:15

# What a column may be headed by, in lower case; the first column that is headed so is it.
HEADINGS: Mapping[str, str] = {
    "start": "start|starts|pinned start|start time|time|begin|begins|from|planned"
    "|fast start|starttid|tid|tidspunkt|klokkeslett|kl|kl.|begynner|startar|byrjar|fra|frå|planlagt",
    "length": "length|minutes|min|min.|duration|length (minutes)"
    "|lengde|minutter|minutt|varighet|lengd|varigheit|lengde (minutter)",
    "title": "title|item|what|programme item|activity|topic"
    "|tittel|post|programpost|innslag|innhold|innhald|aktivitet|tema|emne|hva|kva",
    "who": "who|speaker|speakers|by"
    "|hvem|kven|innleder|innledere|innleiar|foredragsholder|taler|ansvarlig|ansvarleg",
    "kind": "kind|type|slag",
    "cue": "cue|no|no.|number|#|nr|nr.|nummer",
    "group": "group|section|part|gruppe|bolk|del",
    "minimum": "least|least length|minimum|minst|minste lengde|minste lengd",
    "end": "end|ends|pinned end|until|to|slutt|sluttid|fast slutt|slutter|til",
    "beside": "at the same time|beside|samtidig|samstundes",
    "question": "question|task|spørsmål|oppgave|oppgåve",
    "notes": "notes|private notes|comment|comments|remarks"
    "|notater|private notater|private notat|merknad|merknader|kommentar|kommentarer",
}
_COLUMN = {word: column for column, words in HEADINGS.items() for word in words.split("|")}

# What a title without a kind begins with, for the kinds that are known by their words.
_TOLD_BY_TITLE = (
    (ItemKind.BREAK, r"(kaffe|lunsj|matpause|\w*pause|coffee|lunch|\w*break)\b"),
    (ItemKind.REGISTRATION, r"(registrering|registration|oppmøte)\b"),
    (ItemKind.WELCOME, r"(velkommen|velkomen|welcome|åpning|opning|opening)\b"),
    (ItemKind.CLOSING, r"(avslutning|avslutting|takk for|closing|vegen vidare|veien videre)\b"),
)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that has something in it: its number among all rows, from 1, and its cells by column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


# ── out ──


def items_to_json(items: Sequence[Item]) -> str:
    """The items whole, as ``items_from_json`` takes them."""
    return json.dumps(to_json(list(items)))


def items_from_json(text: str) -> tuple[Item, ...]:
    """The items of ``items_to_json``. Raises ValueError for anything else."""
    try:
        return from_json(json.loads(text), tuple[Item, ...])
    except RecursionError as error:
        raise ValueError from error


def items_to_text(items: Sequence[Item]) -> str:
    """The items with a heading row, in the language spoken."""
    out = io.StringIO()
    writer = csv.writer(out, dialect="excel-tab")
    writer.writerow(_heading_row())
    writer.writerows(_cells(item) for item in items)
    return out.getvalue()


def _heading_row() -> tuple[str, ...]:
    return (
        _("Start"),
        _("Minutes"),
        _("Title"),
        _("Who"),
        _("Kind"),
        _("Cue"),
        _("Group"),
        _("Least"),
        _("End"),
        _("Question"),
        _("Private notes"),
        _("At the same time"),
    )


def _cells(item: Item) -> tuple[str, ...]:
    return (
        format_time(item.start) if item.start else "",
        _minutes(item.length),
        item.title,
        "\n".join(map(speaker_line, item.speakers)),
        item_kind_word(item.kind),
        item.cue,
        item.group,
        "" if item.minimum is None else _minutes(item.minimum),
        format_time(item.end) if item.end else "",
        item.prompt,
        item.private_notes,
        _("yes") if item.beside else "",
    )


def _minutes(length: timedelta) -> str:
    return str(round(length / MINUTE))


# ── in ──


def items_from_text(text: str, new_id: Callable[[], str]) -> tuple[Item, ...]:
    """The items of a pasted table, in order, with new ids; empty rows are passed over.

    Where every row has a time, only those that do not follow from the row before are pinned to it.
    Raises FacilitatorError, with the row's number, for what makes no sense.
    """
    if len(text) > MOST_TEXT:
        raise FacilitatorError(_("That is too much to paste at once. Nothing was pasted."))
    rows = _headed(_table(text))
    if len(rows) > MOST_ROWS:
        words = _("{count} rows are more than can be pasted at once ({most}). Nothing was pasted.")
        raise FacilitatorError(words.format(count=len(rows), most=MOST_ROWS))
    starts = [_read(row, row["start"], read_time, _no_time) for row in rows]
    listed = all(starts)  # a list of times, rather than of pins
    following = [*starts, None][1:]
    items: list[Item] = []
    due = begun = None  # where the row before ends, and where it begins
    for row, start, after in zip(rows, starts, following, strict=True):
        item = _item(row, start, after if listed else None, new_id)
        linked = listed and start == (begun if item.beside else due)
        items.append(replace(item, start=None) if linked else item)
        if not item.beside:
            begun, due = start, _later(start, item.length) if start else None
    return tuple(items)


def _table(text: str) -> list[tuple[int, list[str]]]:
    """The rows that have something in them, each with its number from 1."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab"))
    except csv.Error:
        raise FacilitatorError(_("The rows can't be told apart. Nothing was pasted.")) from None
    cleaned = ((number, list(map(_clean, row))) for number, row in enumerate(rows, 1))
    return [(number, row) for number, row in cleaned if any(row)]


def _clean(cell: str) -> str:
    """The cell without what nobody types: control characters, and halves of characters."""
    return "".join(char for char in cell if char in "\n\t" or category(char) not in ("Cc", "Cs")).strip()


def _headed(table: list[tuple[int, list[str]]]) -> list[_Row]:
    """The rows by column, as the heading row names them, else as they are guessed."""
    if not table:
        return []
    first = [_COLUMN.get(" ".join(cell.lower().split()), "") for cell in table[0][1]]
    known = [column for column in first if column]
    headed = "title" in known and (len(known) > 1 or len(list(filter(None, table[0][1]))) == 1)
    columns = first if headed else _guessed([row for _number, row in table])
    return [_Row(number, _by_column(columns, cells)) for number, cells in (table[1:] if headed else table)]


def _by_column(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Column → cell; of two columns that are called the same, the first."""
    pairs = [(column, cell) for column, cell in zip(columns, cells, strict=False) if column]
    return dict(reversed(pairs))


def _guessed(rows: list[list[str]]) -> list[str]:
    """What each column is, from what most of its cells look like: times, lengths, then texts."""
    free = {"time": ["start", "end"], "length": ["length", "minimum"], "text": ["title", "who", "notes"]}
    width = max(map(len, rows))
    columns = []
    for at in range(width):
        kind = _looks_like([row[at] for row in rows if at < len(row) and row[at]])
        columns.append(free[kind].pop(0) if kind and free[kind] else "")
    return columns


def _looks_like(cells: list[str]) -> str:
    """ "time", "length" or "text"; "" for an empty column."""
    if not cells:
        return ""
    numeric = [cell for cell in cells if re.fullmatch(r"(?i)(kl\.?\s*)?\d[\d:.,h]*(\s*[ap]m)?", cell)]
    measured = [cell for cell in cells if cell in numeric or _understood(read_length, cell) is not None]
    if len(measured) * 2 <= len(cells):
        return "text"
    clock = [cell for cell in numeric if re.search(r"\D|\d{4}|^[5-9]\d\d", cell)]
    early = all(at is not None and at < EARLY for at in (_understood(read_time, cell) for cell in clock))
    return "time" if len(clock) * 2 > len(cells) and not early else "length"


def _understood(read: Callable[..., Value], cell: str) -> Value | None:
    try:
        return read(cell)
    except ValueError:
        return None


def _item(row: _Row, start: time | None, after: time | None, new_id: Callable[[], str]) -> Item:
    """The row's item; ``after`` is when the row after it starts, where that says how long it is."""
    title = " ".join(row["title"].split())
    if not title:
        raise _refused(row, _("it has no title"))
    kind = _kind(row["kind"], title)
    end = _read(row, row["end"], read_time, _no_time)
    until = end or after
    if row["length"]:
        length = _read(row, row["length"], read_length, _no_length)
    elif start and until and kind is not ItemKind.MARKER:
        length = _of_day(until) - _of_day(start)
    else:
        length = NEW_LENGTH
    if length <= ZERO and kind is not ItemKind.MARKER:
        raise _refused(row, _("it takes no time"))
    item = Item(
        id=new_id(),
        kind=kind,
        title=title,
        length=length,
        minimum=_read(row, row["minimum"], read_length, _no_length) if row["minimum"] else None,
        start=start,
        end=end if row["length"] and not (start and end == _later(start, length)) else None,
        speakers=read_speakers(row["who"]),
        cue=row["cue"],
        group=row["group"],
        prompt=row["question"],
        beside=bool(row["beside"]) and kind in BESIDE_KINDS,
        private_notes=row["notes"],
    )
    return of_kind(item, kind)


def _kind(word: str, title: str) -> ItemKind:
    """The kind of that word in any of our languages, else the one that the title tells."""
    for code in LANGUAGES:
        with speaking(code):
            known = {item_kind_word(kind): kind for kind in ItemKind}
        if word.lower() in known:
            return known[word.lower()]
    told = (kind for kind, pattern in _TOLD_BY_TITLE if re.match(pattern, title.lower()))
    return next(told, ItemKind.TALK)


def _read(row: _Row, cell: str, read: Callable[[str], Value], reason: Callable[[str], str]) -> Value:
    """What the cell says. Raises FacilitatorError that names the row and the reason."""
    try:
        return read(cell)
    except ValueError:
        raise _refused(row, reason(cell)) from None


def _refused(row: _Row, reason: str) -> FacilitatorError:
    words = _("Row {number} can't be pasted: {reason}. Nothing was pasted.")
    return FacilitatorError(words.format(number=row.number, reason=reason))


def _no_time(cell: str) -> str:
    return _("“{text}” is not a time of day").format(text=cell)


def _no_length(cell: str) -> str:
    return _("“{text}” is not a length").format(text=cell)


def _of_day(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)


def _later(at: time, by: timedelta) -> time:
    minutes = (_of_day(at) + by) % DAY // MINUTE
    return time(*divmod(minutes, 60))
