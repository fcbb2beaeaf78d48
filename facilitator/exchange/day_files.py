"""A day out of its JSON export: what is read is bounded, and refused in words before a file is made."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from facilitator.codec import MisfitError
from facilitator.day_json import FORMAT, VERSION, from_data
from facilitator.errors import FacilitatorError
from facilitator.event import Event
from facilitator.exchange.loose_ends import Disorder, LooseEnd, Nothing, Twice, loose_ends
from facilitator.i18n import _
from facilitator.record import Record
from facilitator.snapshot import Snapshot
from facilitator.timetable import planned

MOST_BYTES: Final = 300_000_000
"""Of a file: 20,000 notes take 16 million, a photo as it is kept about one million."""

_LARGEST_NUMBER: Final = 2**63 - 1  # that an event file can hold
_MOST_SHOWN: Final = 100  # characters of a key, an id or a place that are told
_BROKEN: Final = re.compile("[\0\ud800-\udfff]")
_NO_TIME: Final = (OverflowError, ValueError, LookupError, OSError)  # OSError: a zone that is a folder


def read_day(path: Path, most: int = MOST_BYTES) -> Snapshot:
    """The day that the file holds, without keys for the tables' phones; ``most`` bytes are read.

    Raises FacilitatorError for what is no whole export of a day of this version.
    """
    name = path.name
    data = _data(path, most)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        text = _("“{name}” is no day saved as JSON. No day was made of it. Choose another file.")
        raise FacilitatorError(text.format(name=name))
    if data.get("version") != VERSION:
        raise FacilitatorError(
            _(
                "“{name}” was written by another version of this program, in a form that this one does not "
                "know. No day was made of it. Update the program on this computer, then open it again."
            ).format(name=name)
        )
    _refuse_unstorable(data, name)
    try:
        snapshot = from_data(data)
    except MisfitError as error:
        raise FacilitatorError(_misfit(error, name)) from error
    end = next(loose_ends(snapshot), None)
    if end is not None:
        raise FacilitatorError(_loose(end, name))
    _refuse_impossible_times(snapshot.event, snapshot.record, name)
    return snapshot


def _data(path: Path, most: int) -> Any:
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise FacilitatorError(
            _("“{name}” could not be read. Nothing is changed. See whether it is still there.").format(
                name=path.name
            )
        ) from error
    if len(content) > most:
        text = _("“{name}” is larger than {count} MB. No day was made of it.")
        raise FacilitatorError(text.format(name=path.name, count=most // 1_000_000))
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        text = _("“{name}” is no JSON, or is damaged. No day was made of it. Save it as JSON once more.")
        raise FacilitatorError(text.format(name=path.name)) from error


def _refuse_unstorable(data: object, name: str) -> None:
    """Raises FacilitatorError for text and numbers that no event file can hold."""
    waiting = [("$", data)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict):
            waiting += ((place, key) for key in value)
            waiting += ((f"{place}.{key}", inner) for key, inner in value.items())
        elif isinstance(value, list):
            waiting += ((f"{place}[{index}]", inner) for index, inner in enumerate(value))
        elif isinstance(value, str):
            _refuse_broken(value, place, name)
        elif isinstance(value, int) and abs(value) > _LARGEST_NUMBER:
            raise FacilitatorError(_unfitting(place, name))


def _refuse_broken(text: str, place: str, name: str) -> None:
    broken = _BROKEN.search(text)
    if broken:
        sentence = _(
            "“{name}” has a broken character (U+{code}) at {place}, which no event file can hold. "
            "No day was made of it. Delete that character, then open it again."
        )
        code = f"{ord(broken[0]):04X}"
        raise FacilitatorError(sentence.format(name=name, code=code, place=_shown(place)))


def _refuse_impossible_times(event: Event, record: Record, name: str) -> None:
    """Raises FacilitatorError for a time zone that there is not, and for times that no calendar has."""
    try:
        ZoneInfo(event.zone)
        _reckoned = planned(event), record.runs, record.beside
    except _NO_TIME as error:
        raise FacilitatorError(_unfitting("$.plan.event", name)) from error


def _misfit(error: MisfitError, name: str) -> str:
    if not error.unknown:
        return _unfitting(error.place, name)
    return _(
        "“{name}” has something that this program does not know, “{key}” at {place}. No day was made of it. "
        "A newer version may have written it: update the program on this computer, then open it again."
    ).format(name=name, key=_shown(error.unknown[0]), place=_shown(error.place))


def _unfitting(place: str, name: str) -> str:
    return _(
        "“{name}” is not whole, or was changed: what should stand at {place} does not. No day was made of it."
    ).format(name=name, place=_shown(place))


def _loose(end: LooseEnd, name: str) -> str:
    match end:
        case Nothing(place, id):
            text = _("“{name}” refers to “{id}” at {place}, which is not in it. No day was made of it.")
        case Twice(place, id):
            text = _("“{name}” has “{id}” twice at {place}. No day was made of it.")
        case Disorder(place):
            return _unfitting(place, name)
    return text.format(name=name, id=_shown(id), place=_shown(place))


def _shown(text: str) -> str:
    """The text for a sentence: not too long, and nothing in it that can't be shown."""
    short = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
    return short.encode("utf-8", "replace").decode("utf-8")
