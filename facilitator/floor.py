"""The room seen from above: where tables and fixtures stand, in centimetres.

Places are counted from wherever the plan began, to the right and downwards; only how things stand to each
other matters, so a place may be below zero. A table that nobody has placed gets one for as long as that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, count
from math import ceil, pi, sqrt

from facilitator.event import Event, Fixture, FixtureKind, Table, TableShape, find, put, without

GRID = 50  # what is dragged stands on multiples of it
STEP, FINE_STEP = GRID, 5  # of an arrow key
SIDE_STEP = 10  # of a fixture's sides
SIDES = (20, 5_000)  # the shortest and the longest
MARGIN = 100  # around all that stands in the room
FARTHEST = 50_000  # from where the plan began
CHAIRS = 160  # between two tables of a grid: two rows of chairs, and a way through
PLACE = 60  # along the edge of a table, for each who sits there
SMALLEST = 90  # a table, across
IN_FRONT = 200  # from the stage to the first row
ROOM_SHAPE = 2.2  # how many times wider than deep a grid of tables is
MOST_GROWTH = 1.9

SIZES = {
    FixtureKind.STAGE: (600, 200),
    FixtureKind.SCREEN: (400, 40),
    FixtureKind.DOOR: (40, 200),
    FixtureKind.FOOD: (100, 300),
    FixtureKind.OTHER: (200, 100),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the room by its middle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height / 2

    def meets(self, other: Box, apart: float = 0) -> bool:
        """Whether the two overlap, or are less than ``apart`` from each other."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + apart
            and abs(self.y - other.y) < (self.height + other.height) / 2 + apart
        )


@dataclass(frozen=True, slots=True)
class Floor:
    """All that stands in the room: open tables by number, then the fixtures; and the room around them."""

    tables: tuple[tuple[Table, Box], ...]
    fixtures: tuple[tuple[Fixture, Box], ...]
    room: Box

    @property
    def boxes(self) -> dict[str, Box]:
        """The places by id, in the order in which the keys go through them."""
        tables = {table.id: box for table, box in self.tables}
        return tables | {fixture.id: box for fixture, box in self.fixtures}

    @property
    def growth(self) -> float:
        """How many times larger all tables can be drawn before one touches something, up to a limit."""
        fixed = [box for _fixture, box in self.fixtures]
        tables = [box for _table, box in self.tables]
        rooms = [_room_between(one, other) for one, other in combinations(tables, 2)]
        rooms += [_room_beside(table, thing) for table in tables for thing in fixed]
        return max(1.0, min([MOST_GROWTH, *rooms]))


def table_size(table: Table) -> int:
    """How wide a table for so many is: the diameter of a round one, the side of a square one."""
    around = table.seats_max * PLACE
    side = around / pi if table.shape is TableShape.ROUND else ceil(table.seats_max / 4) * PLACE
    return max(SMALLEST, ceil(side / 10) * 10)


def laid_out(event: Event) -> Floor:
    """Where everything stands; tables without a place stand in rows in front of the stage."""
    fixtures = tuple((fixture, _box_of(fixture)) for fixture in event.fixtures)
    by_number = sorted(event.open_tables, key=lambda table: table.number)
    placed = {table.id: box for table in by_number if (box := _placed(table))}
    rows = _rows(event, [*placed.values(), *(box for _fixture, box in fixtures)])
    tables = tuple((table, placed.get(table.id) or _table_box(table, *next(rows))) for table in by_number)
    return Floor(tables, fixtures, _around([box for _thing, box in (*tables, *fixtures)]))


def placed(event: Event) -> Event:
    """The event with each open table where it stands now, so that none moves when another does."""
    tables = event.tables
    for table, box in laid_out(event).tables:
        tables = put(tables, replace(table, x=round(box.x), y=round(box.y)))
    return replace(event, tables=tables)


def in_rows(event: Event) -> Event:
    """The event with all tables in rows again; fixtures stay."""
    tables = tuple(table if table.removed else replace(table, x=None, y=None) for table in event.tables)
    return replace(event, tables=tables)


def moved(event: Event, id: str, x: float, y: float) -> Event:
    """The table or fixture of that id at the free place of the grid that is nearest; all else stays."""
    box = laid_out(event).boxes.get(id)
    return event if box is None else _put_at(placed(event), id, *_nearest(event, id, box, x, y))


def stepped(event: Event, id: str, across: int, down: int) -> Event:
    """The table or fixture so many centimetres farther; it steps over what stands in its way."""
    floor = laid_out(event)
    box = floor.boxes.get(id)
    if box is None:
        return event
    others = [other for other_id, other in floor.boxes.items() if other_id != id]
    for steps in count(1):
        there = replace(box, x=box.x + steps * across, y=box.y + steps * down)
        if max(abs(there.x), abs(there.y)) > FARTHEST:
            return event
        if not any(there.meets(other) for other in others):
            break
    return _put_at(placed(event), id, there.x, there.y)


def with_fixture(event: Event, id: str, kind: FixtureKind) -> Event:
    """The event with one more fixture, where such a thing usually stands: a stage and its screen in front.

    A door stands to the right, the food to the left, what else there is below.
    """
    room = laid_out(event).room
    width, height = SIZES[kind]
    left, right = room.left + MARGIN, room.right - MARGIN
    top, bottom = room.top + MARGIN, room.bottom - MARGIN
    x, y = {
        FixtureKind.STAGE: (room.x, top - IN_FRONT - height / 2),
        FixtureKind.SCREEN: (room.x, top - GRID - height / 2),
        FixtureKind.DOOR: (right + 2 * GRID + width / 2, room.y),
        FixtureKind.FOOD: (left - 2 * GRID - width / 2, room.y),
        FixtureKind.OTHER: (room.x, bottom + 2 * GRID + height / 2),
    }[kind]
    fixture = Fixture(id=id, kind=kind, x=0, y=0, width=width, height=height)
    more = replace(placed(event) if _any_placed(event) else event, fixtures=(*event.fixtures, fixture))
    x, y = _nearest(more, id, Box(x, y, width, height), x, y)
    return _put_at(more, id, x, y)


def without_fixture(event: Event, id: str) -> Event:
    return replace(placed(event), fixtures=without(event.fixtures, id))


def turned(event: Event, id: str) -> Event:
    """The event with the fixture of that id turned by a quarter."""
    fixture = find(event.fixtures, id)
    if fixture is None:
        return event
    round_ = replace(fixture, width=fixture.height, height=fixture.width)
    return replace(placed(event), fixtures=put(event.fixtures, round_))


def resized(event: Event, id: str, corner: tuple[int, int], x: float, y: float) -> Event:
    """The event with that corner of the fixture at a place, and the opposite one where it is.

    ``corner`` is −1 or 1 to each side of the middle. A side that would run into something stays as it is.
    """
    fixture, floor = find(event.fixtures, id), laid_out(event)
    if fixture is None:
        return event
    box = floor.boxes[id]
    still = box.x - corner[0] * box.width / 2, box.y - corner[1] * box.height / 2
    wide, high = _side((x - still[0]) * corner[0]), _side((y - still[1]) * corner[1])
    others = [other for other_id, other in floor.boxes.items() if other_id != id]
    for width, height in ((wide, high), (wide, fixture.height), (fixture.width, high)):
        new = Box(still[0] + corner[0] * width / 2, still[1] + corner[1] * height / 2, width, height)
        if not any(new.meets(other) for other in others):
            grown = replace(fixture, width=width, height=height)
            return _put_at(replace(placed(event), fixtures=put(event.fixtures, grown)), id, new.x, new.y)
    return event


def stretched(event: Event, id: str, across: int, down: int) -> Event:
    """The fixture so many centimetres wider and deeper; its upper left corner stays."""
    box = laid_out(event).boxes.get(id)
    return event if box is None else resized(event, id, (1, 1), box.right + across, box.bottom + down)


def _side(length: float) -> int:
    """The nearest length that a side of a fixture can have."""
    return max(SIDES[0], min(SIDES[1], round(length / SIDE_STEP) * SIDE_STEP))


def snapped(value: float) -> int:
    """The nearest line of the grid."""
    return round(value / GRID) * GRID


def table_numbers(event: Event, theme_id: str) -> str:
    """The numbers of a theme's open tables, as "1–7, 12"."""
    numbers = sorted(table.number for table in event.open_tables if table.theme_id == theme_id)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _any_placed(event: Event) -> bool:
    return any(_placed(table) for table in event.open_tables)


def _put_at(event: Event, id: str, x: float, y: float) -> Event:
    table, fixture = find(event.tables, id), find(event.fixtures, id)
    if table is not None:
        return replace(event, tables=put(event.tables, replace(table, x=round(x), y=round(y))))
    if fixture is not None:
        return replace(event, fixtures=put(event.fixtures, replace(fixture, x=round(x), y=round(y))))
    return event


def _nearest(event: Event, id: str, box: Box, x: float, y: float) -> tuple[int, int]:
    """The free place of the grid that is nearest: rings around the wished one are tried, the inner first."""
    others = [other for other_id, other in laid_out(event).boxes.items() if other_id != id]
    x, y = (max(-FARTHEST, min(FARTHEST, value)) for value in (x, y))
    for ring in count():
        free = [
            place
            for place in _ring(snapped(x), snapped(y), ring)
            if not any(replace(box, x=place[0], y=place[1]).meets(other) for other in others)
        ]
        if free:
            return min(free, key=lambda place: (place[0] - x) ** 2 + (place[1] - y) ** 2)
    raise AssertionError  # the plane has no end


def _ring(x: int, y: int, ring: int) -> Iterator[tuple[int, int]]:
    for across in range(-ring, ring + 1):
        for down in range(-ring, ring + 1):
            if max(abs(across), abs(down)) == ring:
                yield x + across * GRID, y + down * GRID


def _rows(event: Event, taken: list[Box]) -> Iterator[tuple[int, int]]:
    """Free places row by row, all far enough apart for the largest table."""
    tables = event.open_tables
    width = max((table_size(table) for table in tables), default=SMALLEST)
    pitch = ceil((width + CHAIRS) / GRID) * GRID
    columns = max(1, ceil(sqrt(len(tables) * ROOM_SHAPE)))
    columns = ceil(len(tables) / max(1, ceil(len(tables) / columns)))  # no row much shorter than the others
    stage = next((one for one in event.fixtures if one.kind is FixtureKind.STAGE), None)
    x, y = (stage.x, stage.y + stage.height / 2 + IN_FRONT + width / 2) if stage else (0, 0)
    first = snapped(x - (columns - 1) * pitch / 2), snapped(y)
    for row in count():
        for at in range(columns):
            place = first[0] + at * pitch, first[1] + row * pitch
            if not any(Box(*place, width, width).meets(other, GRID) for other in taken):
                yield place


def _placed(table: Table) -> Box | None:
    return None if table.x is None or table.y is None else _table_box(table, table.x, table.y)


def _table_box(table: Table, x: float, y: float) -> Box:
    size = table_size(table)
    return Box(x, y, size, size)


def _box_of(fixture: Fixture) -> Box:
    return Box(fixture.x, fixture.y, fixture.width, fixture.height)


def _around(boxes: list[Box]) -> Box:
    if not boxes:
        return Box(0, 0, 8 * MARGIN, 5 * MARGIN)
    left, right = min(box.left for box in boxes) - MARGIN, max(box.right for box in boxes) + MARGIN
    top, bottom = min(box.top for box in boxes) - MARGIN, max(box.bottom for box in boxes) + MARGIN
    return Box((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)


def _room_between(one: Box, other: Box) -> float:
    """How many times both can grow until they touch."""
    return 2 * max(abs(one.x - other.x), abs(one.y - other.y)) / (one.width + other.width)


def _room_beside(table: Box, thing: Box) -> float:
    """How many times the table can grow until it touches a thing that does not."""
    across = (2 * abs(table.x - thing.x) - thing.width) / table.width
    down = (2 * abs(table.y - thing.y) - thing.height) / table.height
    return max(across, down)
