"""The programme from a spreadsheet: what an import would change, in words, and a count of all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from facilitator.event import Item
from facilitator.exchange.columns import HEADINGS, Field, field_word
from facilitator.exchange.merge import Change, ChangeKind, Merged, merge
from facilitator.exchange.rows import Problem, read_rows
from facilitator.i18n import _, format_time
from facilitator.timetable import planned
from facilitator.ui.document import Document
from facilitator.ui.places.import_subject import (
    NOTHING,
    Line,
    Preview,
    Reading,
    Subject,
    count_sentence,
    kind_word,
    problem_lines,
)
from facilitator.ui.sentences import local_time, minutes_word, speakers_line
from facilitator.words import item_kind_word, language_word


def programme_subject() -> Subject:
    """The programme, whose rows are its items."""
    return Subject(
        question=_("Get the programme from a spreadsheet"),
        title=_("Programme from “{name}”"),
        one=_("Item"),
        remove_absent=_("Remove items that are not in the sheet"),
        required=_("Choose above which column holds the titles."),
        step=_("import a spreadsheet"),
        applied=_("“{name}” is in the programme: {counts}. Ctrl+Z takes it out again."),
        headings=HEADINGS,
        fields=tuple((which, field_word(which)) for which in Field),
        preview=_preview,
    )


def _preview(document: Document, reading: Reading) -> Preview | None:
    """What the import would do with the programme as it is now; None without a column of titles."""
    if Field.TITLE not in reading.columns.values():
        return None
    entries, problems = read_rows(reading.sheet, reading.header, reading.columns)
    merged = merge(
        document.plan,
        entries,
        document.new_id,
        ran={run.item_id for run in document.record.runs},
        remove_absent=reading.remove_absent,
    )
    told = (*problems, *merged.problems)
    return Preview(
        plan=merged.plan,
        lines=preview_lines(merged, told),
        counts=count_sentence([change.kind for change in merged.changes], problems=len(told)),
        taken=count_sentence([change.kind for change in merged.changes]),
    )


def preview_lines(merged: Merged, problems: tuple[Problem, ...]) -> tuple[Line, ...]:
    """The problems, then what changes in the order of the programme, then what is not in the sheet.

    What is in it and stays as it is goes without a line.
    """
    starts = {one.item.id: local_time(merged.plan.event, one.start) for one in planned(merged.plan.event)}
    changing = [change for change in merged.changes if change.kind is not ChangeKind.UNCHANGED]
    changing.sort(key=lambda change: change.kind is ChangeKind.ABSENT)
    return (*problem_lines(problems), *(_change_line(change, starts) for change in changing))


def _change_line(change: Change, starts: Mapping[str, str]) -> Line:
    item = change.after or change.before
    return Line(
        id=item.id if item else "",
        what=kind_word(change.kind),
        row=str(change.row or ""),
        title=change.title,
        details=_details(change, starts),
        quiet=change.kind is ChangeKind.ABSENT,
    )


def _details(change: Change, starts: Mapping[str, str]) -> str:
    if change.kind is ChangeKind.NEW and change.after is not None:
        item = change.after
        length = "" if item.marker else minutes_word(item.length)
        return " · ".join(filter(None, (starts[item.id], length, speakers_line(item.speakers))))
    if change.kind is ChangeKind.ABSENT:
        return _("stays where it is")
    if change.before is None or change.after is None:
        return ""
    said = [_from_to(which, change.before, change.after) for which in change.fields]
    if change.moved:
        said.append(_("moved to {time}").format(time=starts[change.after.id]))
    return " · ".join(said)


def _from_to(which: Field, before: Item, after: Item) -> str:
    """“Length: 25 min → 30 min”."""
    name = _("Pinned start") if which is Field.START else field_word(which)
    return f"{name}: {value_words(before, which)} → {value_words(after, which)}"


def value_words(item: Item, which: Field) -> str:
    """What the item has there, on one line."""
    match which:
        case Field.START:
            words = format_time(item.start) if item.start else ""
        case Field.LENGTH:
            words = minutes_word(item.length)
        case Field.MINIMUM:
            words = _length_words(item.minimum)
        case Field.WARNING:
            words = _before_end_words(item.warning, item.warning_share)
        case Field.LAST_MINUTE:
            words = _before_end_words(item.last_minute, item.last_minute_share)
        case Field.KIND:
            words = item_kind_word(item.kind)
        case Field.LANGUAGE:
            words = language_word(item.language)
        case Field.SPEAKERS:
            words = speakers_line(item.speakers)
        case Field.SKIPPED | Field.BESIDE | Field.COUNT_TO_END:
            words = _("yes") if getattr(item, which.value) else _("no")
        case _:
            words = str(getattr(item, which.value))
    return " ".join(words.split()) or NOTHING


def _before_end_words(length: timedelta | None, share: int | None) -> str:
    return _length_words(length) if share is None else f"{share} %"


def _length_words(length: timedelta | None) -> str:
    return "" if length is None else minutes_word(length)
