"""What happened to a programme item, in words."""

from __future__ import annotations

from facilitator.actual import LogLine, item_log
from facilitator.event import Event
from facilitator.i18n import _, format_clock
from facilitator.record import (
    Added,
    Allotted,
    Delayed,
    EndedBeside,
    Fact,
    Paused,
    PhaseStarted,
    PhaseTakenUp,
    Record,
    Resumed,
    WentBack,
)
from facilitator.ui.sentences import local_time, minutes_of, minutes_word


def log_words(event: Event, record: Record, item_id: str) -> str:
    """The item's log, a line each: “10:42:07 started”; what was taken back says so."""
    return "\n".join(_line(event, line) for line in item_log(record, item_id))


def _line(event: Event, line: LogLine) -> str:
    at = format_clock(event.local(line.entry.moment.utc))
    words = f"{at} {_what(event, line)}"
    return words if line.in_force else _("{what} (taken back)").format(what=words)


def _what(event: Event, line: LogLine) -> str:
    if line.started is not None:
        return _("corrected: started {time}").format(time=local_time(event, line.started))
    if line.ended is not None:
        return _("corrected: ended {time}").format(time=local_time(event, line.ended))
    return _("ended") if line.closes else _pressed(line.entry.fact)


def _pressed(fact: Fact) -> str:
    """What a press on the item did, in a word or two."""
    match fact:
        case Added(_id, by, _phase):
            return _("{minutes} min").format(minutes=f"{minutes_of(by):+d}".replace("-", "−"))
        case Allotted(_id, by, _phase):
            return _("{minutes} min given beforehand").format(
                minutes=f"{minutes_of(by):+d}".replace("-", "−")
            )
        case Delayed(_id, by):
            return _("announced {minutes} late").format(minutes=minutes_word(by))
        case Paused():
            return _("pause")
        case Resumed():
            return _("went on after the pause")
        case EndedBeside():
            return _("ended")
        case WentBack():
            return _("taken up again")
        case PhaseStarted(_id, phase):
            return _("phase {number}").format(number=phase + 1)
        case PhaseTakenUp(_id, phase):
            return _("back to phase {number}").format(number=phase + 1)
        case _:
            return _("started")
