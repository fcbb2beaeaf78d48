"""All that the file holds on one person, for that person: as text to read, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from facilitator import codec
from facilitator.event import Event, Person
from facilitator.i18n import _, format_date, format_time
from facilitator.privacy import Held, Noted, Seat
from facilitator.report.files import replacing
from facilitator.report.lines import NOTHING
from facilitator.report.text import legible
from facilitator.words import duty_word, presence_word, role_word

FORMAT: Final = "facilitator-person"
VERSION: Final = 1


def export_person(held: Held, event: Event, at: datetime, path: Path) -> None:
    """Write what is held on the person at that instant: JSON where the ending says so, else text.

    Raise FacilitatorError where it cannot be written; what stood at ``path`` is then kept.
    """
    text = as_json(held, event) if path.suffix.lower() == ".json" else as_text(held, event, at)
    write_text(text, path)


def write_text(text: str, path: Path) -> None:
    """Write a text file, whole or not at all; raise FacilitatorError as ``export_person``."""
    with replacing(path) as file:
        file.write(text.encode("utf-8", "backslashreplace"))


def as_json(held: Held, event: Event) -> str:
    """The codec's keys under the format's name; what has its default is left out."""
    content: dict[str, Any] = codec.to_json(held)
    about = {"format": FORMAT, "version": VERSION, "event": event.title, "date": event.date.isoformat()}
    return json.dumps({**about, **content}, indent=2, ensure_ascii=False) + "\n"


def as_text(held: Held, event: Event, at: datetime) -> str:
    """One line a fact; where nothing is held on a thing, it says so."""
    local = event.local(at)
    title = _("What is held on {name}").format(name=_line(held.person.name))
    made = _("“{event}”, {date}. Written {day} at {time}.").format(
        event=_line(event.title),
        date=format_date(event.date),
        day=format_date(local.date()),
        time=format_time(local),
    )
    lines = [title, "=" * len(title), made, ""]
    for caption, values in (*_fields(held.person), *_day(held, event)):
        texts = [_line(value) for value in values if value]
        lines += [f"{caption}: {texts[0] if texts else NOTHING}"] if len(texts) < 2 else [f"{caption}:"]
        lines += [f"  - {text}" for text in texts] if len(texts) > 1 else []
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return legible(text).replace("\n", " ")


def _fields(person: Person) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield _("Name"), (person.name,)
    yield _("Organisation"), (person.organisation,)
    yield _("Region"), (person.region,)
    yield _("Role"), (role_word(person.role),)
    yield _("On the day"), (duty_word(person.duty),)
    yield _("Number on the badge"), (str(person.number or ""),)
    yield _("Arrives"), (format_time(person.arrives) if person.arrives else "",)
    yield _("Leaves"), (format_time(person.leaves) if person.leaves else "",)
    yield _("Internal id"), (person.id,)


def _day(held: Held, event: Event) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield _("Wished themes, the dearest first"), held.wishes
    yield _("Host of table"), tuple(map(str, held.hosts))
    yield _("Note-taker at table"), tuple(map(str, held.takes_notes))
    yield _("Seats"), tuple(map(_seat, held.seats))
    yield _("Always at a table with"), held.together_with
    yield _("Never at a table with"), held.apart_from
    yield _("Presence noted"), tuple(_noted(one, event) for one in held.presence)


def _seat(seat: Seat) -> str:
    words = _("{item}, round {round}: table {table}, as host") if seat.host else ""
    words = words or _("{item}, round {round}: table {table}")
    return words.format(item=seat.item_title, round=seat.round_number, table=seat.table_number)


def _noted(one: Noted, event: Event) -> str:
    local = event.local(one.at)
    words = _("{date} {time}: {presence} (taken back)") if one.undone else _("{date} {time}: {presence}")
    return words.format(
        date=format_date(local.date()), time=format_time(local), presence=presence_word(one.presence)
    )
