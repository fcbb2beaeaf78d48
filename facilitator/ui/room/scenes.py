"""The scenes of the room screen: which one follows from the programme, and its picture."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from facilitator.cafe import PhaseKind
from facilitator.event import ItemKind
from facilitator.i18n import _, speaking
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay
from facilitator.ui import tokens
from facilitator.ui.room.change import change
from facilitator.ui.room.programme import now_next, round_scene
from facilitator.ui.room.sheet import Picture, Sheet
from facilitator.ui.room.welcome import welcome
from facilitator.ui.room.words import room_language


class SceneName(StrEnum):
    WELCOME = "welcome"
    NOW_NEXT = "now_next"
    ROUND = "round"
    CHANGE = "change"
    BLACK = "black"


def choose_scene(live: LiveDay) -> SceneName:
    """The scene that follows the programme."""
    if live.running is None or live.running.item.kind is ItemKind.REGISTRATION:
        return SceneName.WELCOME
    if live.cafe is None:
        return SceneName.NOW_NEXT
    return SceneName.CHANGE if live.cafe.phase.kind is PhaseKind.CHANGE else SceneName.ROUND


def picture(name: SceneName, snapshot: Snapshot, live: LiveDay, width: int, height: int) -> Picture:
    """The scene at that size in px, in the room's language. The same values give the same picture."""
    if name is SceneName.BLACK:
        return Picture(width, height, "black")
    with speaking(room_language(snapshot.event, live)):
        sheet = Sheet(width, height, tokens.ROOM[snapshot.event.room_theme])
        _DRAW[name](sheet, snapshot, live)
        return sheet.picture()


def scene_word(name: SceneName) -> str:
    """What the moderator calls the scene."""
    words = {
        SceneName.WELCOME: _("Welcome"),
        SceneName.NOW_NEXT: _("Now and next"),
        SceneName.ROUND: _("Round"),
        SceneName.CHANGE: _("Change tables"),
        SceneName.BLACK: _("Black"),
    }
    return words[name]


_DRAW: dict[SceneName, Callable[[Sheet, Snapshot, LiveDay], None]] = {
    SceneName.WELCOME: welcome,
    SceneName.NOW_NEXT: now_next,
    SceneName.ROUND: round_scene,
    SceneName.CHANGE: change,
}
