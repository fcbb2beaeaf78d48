"""The plan as rows and back. What is saved is the difference between two plans, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from facilitator import event as domain
from facilitator.event import Event, Hosts, Item, Person, Plan, Seats, consistent
from facilitator.models import rows
from facilitator.models.rows import EventRow, Row, SeatRow
from facilitator.summary_plan import Chapter

Values = Mapping[str, Any]
Key = tuple[Any, ...]
Place = tuple[Values, Any]  # the columns that say where something stands, and what stands there


@dataclass(frozen=True, slots=True)
class Part:
    """A list of the event, or of each thing in one of its lists, and the table that holds it."""

    name: str  # the field
    row: type[Row]
    made_of: type  # a dataclass with fields as the row's columns, or str
    of: str = ""  # the field of the event whose things have such a list
    owner: str = ""  # the column that says whose it is

    @property
    def table(self) -> Table:
        return table_of(self.row)

    def rows(self, event: Event) -> Iterator[Values]:
        for where, thing in self._places(event):
            yield where | (_scalars(self.table, thing))

    def _places(self, event: Event) -> Iterator[tuple[dict[str, Any], Any]]:
        if self.of:
            for owner in getattr(event, self.of):
                for position, thing in enumerate(getattr(owner, self.name)):
                    yield {self.owner: owner.id, "position": position}, thing
        else:
            for position, thing in enumerate(getattr(event, self.name)):
                yield {"position": position}, thing

    def unchanged(self, old: Event, new: Event) -> bool:
        """Whether the list is the very same one; equal ones are found out row by row."""
        name = self.of or self.name
        return getattr(old, name) is getattr(new, name)


def _of_item(name: str, row: type[Row], made_of: type) -> Part:
    return Part(name, row, made_of, of="items", owner="item_id")


PARTS = (
    _of_item("speakers", rows.SpeakerRow, domain.Speaker),
    _of_item("options", rows.OptionRow, str),
    _of_item("rounds", rows.RoundRow, domain.Round),
    Part("items", rows.ItemRow, Item),  # after its own lists
    Part("chapters", rows.ChapterRow, Chapter),
    Part("purposes", rows.PurposeRow, str),
    Part("moderators", rows.ModeratorRow, domain.Speaker),
    Part("messages", rows.MessageRow, str),
    Part("wishes", rows.WishRow, str, of="people", owner="person_id"),
    Part("people", rows.PersonRow, Person),  # after its own list
    Part("themes", rows.ThemeRow, domain.Theme),
    Part("tables", rows.TableRow, domain.Table),
    Part("fixtures", rows.FixtureRow, domain.Fixture),
    Part("pairs", rows.PairRow, domain.Pair),
    Part("sources", rows.PointSourceRow, str, of="points", owner="point_id"),
    Part("points", rows.PointRow, domain.MergedPoint),  # after its own list
    Part("documents", rows.DocumentRow, domain.BackgroundDocument),
    Part("steps", rows.StepRow, domain.Step),
)


def table_of(row: type[Row]) -> Table:
    return row.metadata.tables[row.__tablename__]


def write(connection: Connection, old: Plan | None, new: Plan) -> None:
    """Writes the rows in which two plans differ. Raises ValueError if two things have one id."""
    before = old.event if old else None
    if before != new.event:
        known = () if before is None else (_scalars(table_of(EventRow), before),)
        _difference(connection, EventRow, known, (_scalars(table_of(EventRow), new.event),))
    for part in PARTS:
        if before is None or not part.unchanged(before, new.event):
            _difference(connection, part.row, part.rows(before) if before else (), part.rows(new.event))
    if old is None or old.seats is not new.seats or old.hosts is not new.hosts:
        _difference(connection, SeatRow, _seat_rows(old) if old else (), _seat_rows(new))


def read(connection: Connection) -> Plan:
    """The plan of the file. Raises ValueError or LookupError for content that is no plan."""
    lists: dict[tuple[str, str], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for part in PARTS:
        for values in _in_order(connection, part.row):
            own = {} if part.of else lists[part.name, values.get("id", "")]
            thing = _made(part.made_of, values, own)
            lists[part.of, values[part.owner] if part.of else ""][part.name].append(thing)
    head = connection.execute(select(table_of(EventRow))).one()
    event: Event = _made(Event, head._asdict(), lists["", ""])
    ZoneInfo(event.zone)  # an unknown zone is found here, not on the screen
    seats, hosts = _read_seats(connection)
    return consistent(Plan(event=event, seats=seats, hosts=hosts))


def _seat_rows(plan: Plan) -> Iterator[Values]:
    for round_id, tables in plan.seats.items():
        hosts = plan.hosts.get(round_id, {})
        for table_id, people in tables.items():
            for position, person_id in enumerate(people):
                yield {
                    "round_id": round_id,
                    "person_id": person_id,
                    "table_id": table_id,
                    "position": position,
                    "host": hosts.get(table_id) == person_id,
                }


def _read_seats(connection: Connection) -> tuple[Seats, Hosts]:
    seats: dict[str, dict[str, tuple[str, ...]]] = {}
    hosts: dict[str, dict[str, str]] = {}
    for row in _in_order(connection, SeatRow):
        tables = seats.setdefault(row["round_id"], {})
        tables[row["table_id"]] = (*tables.get(row["table_id"], ()), row["person_id"])
        if row["host"]:
            hosts.setdefault(row["round_id"], {})[row["table_id"]] = row["person_id"]
    return seats, hosts


def _scalars(table: Table, thing: object) -> dict[str, Any]:
    """The columns of the table that are fields of the thing."""
    if isinstance(thing, str):
        return {"text": thing}
    return {name: getattr(thing, name) for name in _names(table) if hasattr(thing, name)}


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _made(made_of: type, values: Values, lists: Mapping[str, Iterable[Any]]) -> Any:
    """The thing that the row says, with its lists."""
    if made_of is str:
        return values["text"]
    scalars = {field.name: values[field.name] for field in fields(made_of) if field.name in values}
    return made_of(**scalars, **{name: tuple(things) for name, things in lists.items()})


def _in_order(connection: Connection, row: type[Row]) -> Iterable[Values]:
    table = table_of(row)
    order = [table.c.position, *table.primary_key.columns]
    return [found._asdict() for found in connection.execute(select(table).order_by(*order))]


def _difference(connection: Connection, row: type[Row], old: Iterable[Values], new: Iterable[Values]) -> None:
    """Deletes, inserts and updates single rows so that the table holds ``new`` instead of ``old``."""
    table = table_of(row)
    before, after = _by_key(table, old), _by_key(table, new)
    gone = [_key_values(table, key) for key in before.keys() - after.keys()]
    added = [values for key, values in after.items() if key not in before]
    changed = [
        values | _key_values(table, key)
        for key, values in after.items()
        if key in before and before[key] != values
    ]
    here = [column == bindparam(f"key_{column.name}") for column in table.primary_key.columns]
    for statement, parameters in (
        (delete(table).where(*here), gone),
        (insert(table), added),
        (update(table).where(*here), changed),
    ):
        if parameters:
            connection.execute(statement, parameters)


def _by_key(table: Table, many: Iterable[Values]) -> dict[Key, dict[str, Any]]:
    names = table.primary_key.columns.keys()
    keyed: dict[Key, dict[str, Any]] = {}
    for values in many:
        key = tuple(values[name] for name in names)
        if key in keyed:
            raise ValueError(f"{table.name}: {key} twice")
        keyed[key] = dict(values)
    return keyed


def _key_values(table: Table, key: Key) -> dict[str, Any]:
    return {f"key_{name}": value for name, value in zip(table.primary_key.columns.keys(), key, strict=True)}
