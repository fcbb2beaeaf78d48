"""The room seen from above, as large as fits: tables with number and theme, and what stands beside them."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from facilitator.event import Event, Fixture, Table, TableShape, theme_letter
from facilitator.floor import Box, Floor, laid_out, table_numbers
from facilitator.i18n import _
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay
from facilitator.ui.room.elements import Plate
from facilitator.ui.room.lettering import (
    BOLD,
    MEDIUM,
    SEMIBOLD,
    Block,
    Face,
    Words,
    advance,
    broken,
    fit,
    line_of,
    metrics,
)
from facilitator.ui.room.lists import Point, draw_list
from facilitator.ui.room.paging import EPOCH
from facilitator.ui.room.parts import head
from facilitator.ui.room.sheet import Sheet
from facilitator.ui.tokens import Ink
from facilitator.words import fixture_name, theme_and_tables

ASIDE = 0.3  # of the measure, for the themes beside the room
LINE = 0.08  # of the height that is there, for each theme beneath it
BELOW = 0.3  # of that height, for all of them, at most
BRIEF = 24  # characters of table numbers that the floor plan says beside a theme; the letters say it too
NAME = 0.16  # of the measure, at most, for what stands in the room
INSIDE = 0.86  # of a table, for its number and letter
APART = 0.16  # of the number's type size, between number and letter
MIDDLE = 0.62  # of the way from a room's middle to its wall: what is farther out has its name outside


def floor_scene(sheet: Sheet, snapshot: Snapshot, live: LiveDay) -> None:
    """The floor plan with its themes."""
    top = head(sheet, _("Floor plan"), snapshot.event, live) + sheet.part(0.03)
    draw_floor_and_themes(sheet, snapshot.event, live, top, sheet.bottom)


def draw_floor_and_themes(sheet: Sheet, event: Event, live: LiveDay, top: float, bottom: float) -> None:
    """The floor plan between two heights; the themes where they cost it least, beside or beneath it."""
    plan = laid_out(event)
    if not plan.tables:
        words = Words(_("No tables yet."), sheet.part(0.06), sheet.body)
        sheet.write(fit(words, sheet.measure, bottom - top), sheet.left, top)
        return
    themes = theme_points(sheet, event, most=BRIEF)
    if not themes:
        _draw_floor(sheet, event, plan, QRectF(sheet.left, top, sheet.measure, bottom - top))
        return
    aside = QRectF(sheet.left, top, sheet.measure * (1 - ASIDE), bottom - top)
    above = QRectF(sheet.left, top, sheet.measure, (bottom - top) * (1 - min(BELOW, LINE * len(themes))))
    since = live.now - EPOCH
    names = {fixture.id: _name(sheet, fixture) for fixture, _box in plan.fixtures}
    beside, on_top = (_with_room_for_names(plan, names, area) for area in (aside, above))
    if _scale(plan.room, beside) >= _scale(plan.room, on_top):
        _draw_floor(sheet, event, plan, aside)
        narrow = sheet.within(aside.right() + sheet.part(0.04), sheet.right)
        draw_list(narrow, themes, top, bottom, since)
    else:
        _draw_floor(sheet, event, plan, above)
        draw_list(sheet, themes, above.bottom() + sheet.part(0.02), bottom, since)


def theme_points(sheet: Sheet, event: Event, *, most: int | None = None) -> tuple[Point, ...]:
    """Each theme that a table has, with its letter, its colour and its tables.

    With ``most``, without the tables of any theme where their numbers take more characters than that.
    """
    used = {table.theme_id for table in event.open_tables if table.theme_id}
    told = most is None or all(len(table_numbers(event, id)) <= most for id in used)
    return tuple(
        Point(
            theme_letter(event, theme.id),
            theme_and_tables(event, theme) if told else theme.title,
            MEDIUM,
            disc=sheet.theme(index),
        )
        for index, theme in enumerate(event.themes)
        if theme.id in used
    )


def _scale(room: Box, area: QRectF) -> float:
    """Px for each centimetre of a room that fits the area."""
    return float(min(area.width() / room.width, area.height() / room.height))


def _draw_floor(sheet: Sheet, event: Event, plan: Floor, area: QRectF) -> None:
    names = {fixture.id: _name(sheet, fixture) for fixture, _box in plan.fixtures}
    inner = _with_room_for_names(plan, names, area)
    scale = _scale(plan.room, inner)
    middle = inner.center()

    def place(box: Box, growth: float = 1.0) -> QRectF:
        rect = QRectF(0, 0, box.width * scale * growth, box.height * scale * growth)
        rect.moveCenter(middle)
        return rect.translated((box.x - plan.room.x) * scale, (box.y - plan.room.y) * scale)

    growth = plan.growth * 0.96  # a little room is left between them
    tables = [(table, place(box, max(1.0, growth))) for table, box in plan.tables]
    fixtures = [(fixture, place(box)) for fixture, box in plan.fixtures]
    taken = [rect for _table, rect in tables]
    for table, rect in tables:
        _draw_table(sheet, event, table, rect)
    for _fixture, rect in fixtures:
        thin = max(1.0, sheet.part(0.003))
        line, ground = sheet.colours.muted, sheet.colours.line
        sheet.add(Plate(rect.x(), rect.y(), rect.width(), rect.height(), False, thin, line, ground))
    for fixture, rect in fixtures:
        others = [*taken, *(other for one, other in fixtures if one is not fixture)]
        spot = _spot(names[fixture.id], rect, area, others)
        if spot is not None:
            _write_name(sheet, names[fixture.id], spot)
            taken.append(spot)


def _name(sheet: Sheet, fixture: Fixture) -> Block:
    return broken(fixture_name(fixture), sheet.body, MEDIUM, sheet.measure * NAME)


def _with_room_for_names(plan: Floor, names: dict[str, Block], area: QRectF) -> QRectF:
    """The area without what names need that stand outside, beside things along the walls."""
    room, gap = plan.room, 0.3
    sides = {"left": 0.0, "right": 0.0, "top": 0.0}
    for fixture, box in plan.fixtures:
        name, out = names[fixture.id], gap * names[fixture.id].px
        if box.width < box.height and abs(box.x - room.x) > MIDDLE * room.width / 2:
            side = "left" if box.x < room.x else "right"
            sides[side] = max(sides[side], name.width + out)
        elif box.y < room.y - MIDDLE * room.height / 2:
            sides["top"] = max(sides["top"], name.height + out)
    return area.adjusted(sides["left"], sides["top"], -sides["right"], 0)


def _spot(name: Block, rect: QRectF, area: QRectF, taken: list[QRectF]) -> QRectF | None:
    """Where the name stands: in the thing, else beside it where nothing else is; None: nowhere."""
    size = QRectF(0, 0, name.width, name.height)
    inside = QRectF(size)
    inside.moveCenter(rect.center())
    if rect.contains(inside):
        return inside
    gap = 0.2 * name.px
    across, down = (rect.width() + name.width) / 2 + gap, (rect.height() + name.height) / 2 + gap
    if rect.center().x() < area.center().x():
        across = -across
    if rect.center().y() < area.center().y():
        down = -down
    ways = [(across, 0.0), (0.0, down), (0.0, -down), (-across, 0.0)]
    if rect.width() > rect.height():
        ways = [ways[1], ways[2], ways[0], ways[3]]
    spots = [inside.translated(*way) for way in ways]
    return next((one for one in spots if area.contains(one) and not any(map(one.intersects, taken))), None)


def _write_name(sheet: Sheet, name: Block, spot: QRectF) -> None:
    y = spot.y()
    for text, width in zip(name.lines, name.widths, strict=True):
        line = line_of(text, name.px, name.face, Ink.TEXT)
        y = sheet.write(line, spot.center().x() - width / 2, y)


def _draw_table(sheet: Sheet, event: Event, table: Table, rect: QRectF) -> None:
    """The table with its number, and below it the letter of its theme where there is room for it."""
    themes = [theme.id for theme in event.themes]
    hue = sheet.theme(themes.index(table.theme_id)) if table.theme_id in themes else sheet.colours.muted
    edge = max(2.0, rect.width() / 16)
    oval = table.shape is TableShape.ROUND
    sheet.add(Plate(rect.x(), rect.y(), rect.width(), rect.height(), oval, edge, hue, sheet.colours.ground))
    text, letter = str(table.number), theme_letter(event, table.theme_id)
    px = max(sheet.body, round(rect.width() * 0.4))
    if advance(text, px, BOLD) > rect.width():
        # In a crowded room the only text that may get smaller than body text: it is neither cut nor covered.
        text, letter = f"{text}{letter}", ""
        px = max(1, int(px * rect.width() / advance(text, px, BOLD)))
    letter_px = max(sheet.body, round(rect.width() * 0.3))
    number_high, letter_high = _cap(px, BOLD), _cap(letter_px, SEMIBOLD)
    high = number_high + APART * px + letter_high
    if not letter or high > INSIDE * (rect.height() - edge):
        _write_centred(sheet, line_of(text, px, BOLD), rect, rect.center().y() + number_high / 2)
        return
    top = rect.center().y() - high / 2
    _write_centred(sheet, line_of(text, px, BOLD), rect, top + number_high)
    _write_centred(sheet, line_of(letter, letter_px, SEMIBOLD), rect, top + high)


def _write_centred(sheet: Sheet, block: Block, rect: QRectF, baseline: float) -> None:
    sheet.write_at(block, rect.center().x() - block.width / 2, baseline)


def _cap(px: int, face: Face) -> float:
    return metrics(px, face).capHeight()
