"""The scenes of few words: a message to the room, and the day's title where there is nothing to say."""

from __future__ import annotations

from facilitator.event import Event
from facilitator.i18n import format_date
from facilitator.record import Audience
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay
from facilitator.ui.room.lettering import BOLD, REGULAR, SEMIBOLD, Words, advance
from facilitator.ui.room.parts import head, text_over_digits
from facilitator.ui.room.sheet import Sheet
from facilitator.ui.tokens import Ink


def message(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """The message to the room, as large as fits."""
    shown = snapshot.record.messages.get(Audience.ROOM)
    if shown is None:
        calm(sheet, snapshot, live)
        return
    top = head(sheet, "", snapshot.event, live)
    words = Words(shown.text, sheet.part(0.3), sheet.body, BOLD, headline=True)
    text_over_digits(sheet, [(words,)], None, top, sheet.bottom)


def calm(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """The day's title, date and place, where a scene has nothing to show."""
    top = head(sheet, "", snapshot.event, live)
    title = Words(snapshot.event.title, sheet.part(0.105), sheet.body, SEMIBOLD, headline=True)
    texts = (title, when_where(sheet, snapshot.event))
    text_over_digits(sheet, [texts], None, top, sheet.bottom)


def when_where(sheet: Sheet, event: Event) -> Words:
    """Date and place on one line where it holds them, else on one each."""
    parts = [part for part in (format_date(event.date, weekday=True), event.place) if part]
    beside, size = " · ".join(parts), sheet.part(0.048)
    for largest in (size, sheet.body):
        if advance(beside, largest, REGULAR) <= sheet.measure:
            return Words(beside, largest, sheet.body, REGULAR, Ink.MUTED)
    return Words("\n".join(parts), size, sheet.body, REGULAR, Ink.MUTED)
