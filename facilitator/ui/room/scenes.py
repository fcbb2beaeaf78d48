"""The scenes of the room screen: which one follows from the programme, and its picture."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from facilitator.cafe import PhaseKind
from facilitator.event import ItemKind
from facilitator.i18n import _, speaking
from facilitator.polls import PollState, state_of
from facilitator.record import Audience, Record
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay
from facilitator.ui import tokens
from facilitator.ui.room.asked import discussion, task
from facilitator.ui.room.change import change
from facilitator.ui.room.countdowns import countdown_scene, draw_beside_clock, draw_strip
from facilitator.ui.room.day import programme_of_the_day
from facilitator.ui.room.find import by_number, by_table, by_theme, new_routes
from facilitator.ui.room.floor import floor_scene
from facilitator.ui.room.harvest import closing_scene, harvest_scene
from facilitator.ui.room.message import message
from facilitator.ui.room.polls import poll_scene, result_scene
from facilitator.ui.room.programme import now_next, round_scene
from facilitator.ui.room.sheet import Picture, Sheet
from facilitator.ui.room.speaker import speaker
from facilitator.ui.room.welcome import documents_scene, welcome
from facilitator.ui.room.words import room_language


class SceneName(StrEnum):
    WELCOME = "welcome"
    NOW_NEXT = "now_next"
    PROGRAMME = "programme"
    COUNTDOWN = "countdown"
    SPEAKER = "speaker"
    TASK = "task"
    POLL = "poll"
    RESULT = "result"
    HARVEST = "harvest"
    CLOSING = "closing"
    DISCUSSION = "discussion"
    BESIDE = "beside"  # what runs beside the running item, as its own day has it
    ROUND = "round"
    CHANGE = "change"
    FLOOR = "floor"
    BY_TABLE = "by_table"
    BY_THEME = "by_theme"
    BY_NUMBER = "by_number"
    NEW_ROUTES = "new_routes"
    MESSAGE = "message"
    DOCUMENTS = "documents"
    BLACK = "black"


def choose_scene(live: LiveDay, record: Record | None = None) -> SceneName:
    """The scene that follows the programme, and what was pressed on the poll that is on."""
    if live.running is None:
        return SceneName.WELCOME
    if record is not None and record.turn is not None:
        return SceneName.NOW_NEXT  # whose turn it is to report stands there
    poll = state_of(record, live.running.item.id) if record else PollState()
    if poll.open or poll.shown:
        return SceneName.POLL if poll.open else SceneName.RESULT
    if live.cafe is not None:
        return SceneName.CHANGE if live.cafe.phase.kind is PhaseKind.CHANGE else SceneName.ROUND
    return _OF_KIND.get(live.running.item.kind, SceneName.NOW_NEXT)


def picture(
    name: SceneName, snapshot: Snapshot, live: LiveDay, width: int, height: int, link: str = ""
) -> Picture:
    """The scene at that size in px, in the room's language. The same values give the same picture.

    ``link``: where phones in the room are led to, if the page for them is on.
    """
    if name is SceneName.BESIDE:
        live = live.seen_from(live.beside[0].item.id) if live.beside else live
        name = choose_scene(live, snapshot.record)
    if name is SceneName.BLACK:
        return Picture(width, height, "black")
    with speaking(room_language(snapshot.event, live)):
        drawn = _drawn(name, snapshot, live, (width, height), link)
        if not live.timers or drawn.readable:
            return drawn
        return _drawn(name, snapshot, live, (width, height), link, strip=False)


def _drawn(
    name: SceneName,
    snapshot: Snapshot,
    live: LiveDay,
    size: tuple[int, int],
    link: str,
    *,
    strip: bool = True,
) -> Picture:
    """The scene with the countdowns beside the programme, in a strip or small."""
    event = snapshot.event
    colours = tokens.ROOM[event.room_theme]
    sheet = Sheet(*size, colours.inverted if _flashes(name, snapshot, live) else colours, link)
    if name in _WITH_STRIP and strip:
        draw_strip(sheet, live, live.timers)
    elif name in _WITH_STRIP:
        draw_beside_clock(sheet, event, live)
    _DRAW[name](sheet, snapshot, live)
    return sheet.picture()


def _flashes(name: SceneName, snapshot: Snapshot, live: LiveDay) -> bool:
    """Whether a flashing message has the scene inverted just now: every other second."""
    audience = _AUDIENCE.get(name)
    shown = snapshot.record.messages.get(audience) if audience else None
    return shown is not None and shown.flash and live.now.second % 2 == 0


def scene_word(name: SceneName) -> str:
    """What the moderator calls the scene."""
    words = {
        SceneName.WELCOME: _("Welcome"),
        SceneName.NOW_NEXT: _("Now and next"),
        SceneName.PROGRAMME: _("Programme of the day"),
        SceneName.COUNTDOWN: _("Countdown"),
        SceneName.SPEAKER: _("Speaker's timer"),
        SceneName.TASK: _("Task"),
        SceneName.POLL: _("Answers wanted"),
        SceneName.RESULT: _("Result"),
        SceneName.HARVEST: _("Harvest"),
        SceneName.CLOSING: _("The way forward"),
        SceneName.DISCUSSION: _("Discussion"),
        SceneName.BESIDE: _("At the same time"),
        SceneName.ROUND: _("Round"),
        SceneName.CHANGE: _("Change tables"),
        SceneName.FLOOR: _("Floor plan"),
        SceneName.BY_TABLE: _("Names by table"),
        SceneName.BY_THEME: _("Tables by theme"),
        SceneName.BY_NUMBER: _("Tables by number"),
        SceneName.NEW_ROUTES: _("New routes"),
        SceneName.MESSAGE: _("Message"),
        SceneName.DOCUMENTS: _("Documents"),
        SceneName.BLACK: _("Black"),
    }
    return words[name]


_OF_KIND = {
    ItemKind.REGISTRATION: SceneName.WELCOME,
    ItemKind.TASK: SceneName.TASK,
    ItemKind.DISCUSSION: SceneName.DISCUSSION,
    ItemKind.HARVEST: SceneName.HARVEST,
    ItemKind.CLOSING: SceneName.CLOSING,
}
_AUDIENCE = {SceneName.SPEAKER: Audience.SPEAKER, SceneName.MESSAGE: Audience.ROOM}
_WITH_STRIP = {  # of the countdowns beside the programme; COUNTDOWN draws them itself
    SceneName.NOW_NEXT,
    SceneName.SPEAKER,
    SceneName.TASK,
    SceneName.POLL,
    SceneName.DISCUSSION,
    SceneName.ROUND,
}
_DRAW: dict[SceneName, Callable[[Sheet, Snapshot, LiveDay], None]] = {
    SceneName.WELCOME: welcome,
    SceneName.NOW_NEXT: now_next,
    SceneName.PROGRAMME: programme_of_the_day,
    SceneName.COUNTDOWN: countdown_scene,
    SceneName.SPEAKER: speaker,
    SceneName.TASK: task,
    SceneName.POLL: poll_scene,
    SceneName.RESULT: result_scene,
    SceneName.HARVEST: harvest_scene,
    SceneName.CLOSING: closing_scene,
    SceneName.DISCUSSION: discussion,
    SceneName.ROUND: round_scene,
    SceneName.CHANGE: change,
    SceneName.FLOOR: floor_scene,
    SceneName.BY_TABLE: by_table,
    SceneName.BY_THEME: by_theme,
    SceneName.BY_NUMBER: by_number,
    SceneName.NEW_ROUTES: new_routes,
    SceneName.MESSAGE: message,
    SceneName.DOCUMENTS: documents_scene,
}
