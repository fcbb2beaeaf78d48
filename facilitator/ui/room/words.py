"""What the room is told: in whose language, how long is left, and how urgent that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from facilitator.cafe import PhaseKind
from facilitator.event import MINUTE, ZERO, Event
from facilitator.i18n import LANGUAGES, Language, _, language
from facilitator.timetable import LAST_MINUTE, Level, LiveDay, LiveTimer
from facilitator.turns import LiveTurn
from facilitator.ui.room.elements import Mark
from facilitator.ui.sentences import SECOND
from facilitator.ui.tokens import Ink

TEN_MINUTES = 10 * MINUTE
HUNDRED_MINUTES = 100 * MINUTE
SOON = timedelta(hours=10)  # a start that is farther away is not counted down


@dataclass(frozen=True, slots=True)
class Countdown:
    """Digits, the widest they get while this lasts, and what is said beside them."""

    digits: str
    widest: str
    word: str
    ink: Ink
    mark: Mark | None = None

    @property
    def word_ink(self) -> Ink:
        """A calm word stands back behind its digits."""
        return self.ink if self.mark else Ink.MUTED


def room_language(event: Event, live: LiveDay) -> Language:
    """The language of the running item, else the event's, else the program's."""
    wanted = (live.running.item.language if live.running else "", event.language)
    known = (code.strip().lower() for code in wanted)
    return next((code for code in known if code in LANGUAGES), language())


def countdown(live: LiveDay) -> Countdown | None:
    """What is counted down, or None when nothing is."""
    if live.running is not None:
        return _countdown(live.countdown, live.level, stopped=live.paused_for is not None)
    until = live.next.expected_start - live.now if live.next and live.next.expected_start else ZERO
    if live.finished or not ZERO < until < SOON:
        return None
    return Countdown(*_shown(until), _("until the start"), Ink.TEXT)


def counted_title(event: Event, live: LiveDay) -> str:
    """What is counted down: the item that is on, or the one that begins."""
    on = live.running or live.next
    return on.item.title if on else event.title


def timer_countdown(timer: LiveTimer) -> Countdown:
    """What a countdown beside the programme shows."""
    return _countdown(timer.remaining, timer.level, stopped=timer.paused)


def turn_countdown(turn: LiveTurn, live: LiveDay) -> Countdown:
    """What is left of the turn of a table that reports."""
    return _countdown(turn.remaining, turn.level, stopped=live.paused_for is not None)


def gone(live: LiveDay) -> float:
    """How much of what is counted down has gone, from 0 to 1."""
    whole = _whole(live)
    return 1 - max(ZERO, live.countdown) / whole if whole > ZERO else 1.0


def thresholds_of(live: LiveDay) -> tuple[float, float]:
    """Where the warning and the last minute begin in what is counted down, from 0 to 1; at 1, never."""
    whole, warning, last_minute = _whole(live), live.warning, live.last_minute
    if live.cafe is not None:
        kind = live.cafe.phase.kind
        warning = live.cafe.round.warning if kind is PhaseKind.TALK else ZERO
        last_minute = ZERO if kind is PhaseKind.CHANGE else LAST_MINUTE
    if whole <= ZERO:
        return 1.0, 1.0
    urgent = max(0.0, 1 - last_minute / whole)
    return max(0.0, min(1 - warning / whole, urgent)), urgent


def _whole(live: LiveDay) -> timedelta:
    """The length of what is counted down."""
    return live.cafe.length if live.cafe else live.elapsed + live.remaining


def _countdown(left: timedelta, level: Level, *, stopped: bool) -> Countdown:
    shown, widest = _shown(left)
    if stopped:
        return Countdown(shown, widest, _("clock stopped"), Ink.MUTED, Mark.BARS)
    calm = _("min left") if abs(left) >= HUNDRED_MINUTES else _("left")
    words: dict[Level, tuple[str, Ink, Mark | None]] = {
        Level.NORMAL: (calm, Ink.TEXT, None),
        Level.WARNING: (_("soon over"), Ink.WARNING, Mark.TRIANGLE),
        Level.LAST_MINUTE: (_("last minute"), Ink.ALARM, Mark.DIAMOND),
        Level.OVERTIME: (_("overtime"), Ink.ALARM, Mark.SQUARE),
    }
    return Countdown(shown, widest, *words[level])


def _shown(left: timedelta) -> tuple[str, str]:
    """The digits as “8:58”, above 99:59 whole minutes, and the widest text of their kind."""
    sign = "−" if left <= -SECOND else ""
    if abs(left) >= HUNDRED_MINUTES:
        return f"{sign}{abs(-(-left // MINUTE))}", f"{sign}888"
    seconds = abs(-(-left // SECOND))
    text = f"{sign}{seconds // 60}:{seconds % 60:02}"
    return text, f"{sign}88:88" if seconds >= TEN_MINUTES // SECOND else f"{sign}8:88"
