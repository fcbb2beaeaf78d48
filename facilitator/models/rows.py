"""The tables of an event file: one row class for each value of the domain, columns named as its fields.

Lists keep their order in ``position``. Notes and facts refer to the plan by id only: they outlive what is
planned. All foreign keys are checked when a transaction ends, so rows may be written in any order.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ForeignKey, MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from facilitator.event import CafeKind, Duty, FixtureKind, ItemKind, Role, RoomTheme, TableShape
from facilitator.models.columns import Choice, Flag, Iso, Seconds, Words
from facilitator.notes import NoteKind
from facilitator.summary_plan import Part

SCHEMA_VERSION = 6  # the newest migration; a file's own number stands in its user_version and in meta
OLDEST_READER = 6  # the oldest schema version whose program reads files of this one correctly


_NAMES: dict[str, str] = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
}


class Row(DeclarativeBase):
    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: dict[Any, Any] = {  # noqa: RUF012 - read once, by SQLAlchemy
        str: Words,
        bool: Flag,
        timedelta: Seconds,
        date: Iso(date),
        time: Iso(time),
        datetime: Iso(datetime),
        ItemKind: Choice(ItemKind),
        Role: Choice(Role),
        Duty: Choice(Duty),
        RoomTheme: Choice(RoomTheme),
        CafeKind: Choice(CafeKind),
        TableShape: Choice(TableShape),
        FixtureKind: Choice(FixtureKind),
        NoteKind: Choice(NoteKind),
        Part: Choice(Part),
    }
    __table_args__ = {"sqlite_strict": True}  # noqa: RUF012 - read once, by SQLAlchemy


def _reference(column: str) -> ForeignKey:
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


class MetaRow(Row):
    """One row: which programs can read the file."""

    __tablename__ = "meta"
    id: Mapped[int] = mapped_column(primary_key=True)
    schema_version: Mapped[int]
    oldest_reader: Mapped[int]


class EventRow(Row):
    __tablename__ = "event"
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    date: Mapped[date]
    zone: Mapped[str]
    start: Mapped[time]
    end: Mapped[time | None]
    doors: Mapped[time | None]
    place: Mapped[str]
    organiser: Mapped[str]
    contact: Mapped[str]
    case_number: Mapped[str]
    language: Mapped[str]
    example: Mapped[bool]
    logo: Mapped[bytes] = mapped_column(server_default=text("x''"))
    room_theme: Mapped[RoomTheme] = mapped_column(server_default="dark")
    final: Mapped[bool] = mapped_column(server_default="0")


class ChapterRow(Row):
    __tablename__ = "chapter"
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[Part]
    left_out: Mapped[bool]


class PurposeRow(Row):
    __tablename__ = "purpose"
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]


class ModeratorRow(Row):
    __tablename__ = "moderator"
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    title: Mapped[str]
    organisation: Mapped[str]


class MessageRow(Row):
    __tablename__ = "message"
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]


class ItemRow(Row):
    __tablename__ = "item"
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    kind: Mapped[ItemKind]
    title: Mapped[str]
    length: Mapped[timedelta]
    minimum: Mapped[timedelta | None]
    start: Mapped[time | None]
    end: Mapped[time | None]
    count_to_end: Mapped[bool]
    skipped: Mapped[bool]
    language: Mapped[str]
    private_notes: Mapped[str]
    prompt: Mapped[str]
    by_itself: Mapped[bool]
    example: Mapped[bool]
    cue: Mapped[str] = mapped_column(server_default="")
    group: Mapped[str] = mapped_column(server_default="")
    warning: Mapped[timedelta | None]
    warning_share: Mapped[int | None]
    last_minute: Mapped[timedelta | None]
    last_minute_share: Mapped[int | None]
    moved_by_itself: Mapped[bool] = mapped_column(server_default="1")
    cafe_kind: Mapped[CafeKind] = mapped_column(server_default="mix")
    new_hosts: Mapped[bool] = mapped_column(server_default="0")
    each_theme_once: Mapped[bool] = mapped_column(server_default="0")
    turn: Mapped[timedelta] = mapped_column(server_default="0")
    choose: Mapped[int] = mapped_column(server_default="0")
    most_each: Mapped[int] = mapped_column(server_default="1")
    ranked: Mapped[bool] = mapped_column(server_default="0")
    free_text: Mapped[bool] = mapped_column(server_default="0")
    beside: Mapped[bool] = mapped_column(server_default="0")


class SpeakerRow(Row):
    __tablename__ = "speaker"
    item_id: Mapped[str] = mapped_column(_reference("item.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    title: Mapped[str]
    organisation: Mapped[str]


class OptionRow(Row):
    __tablename__ = "option"
    item_id: Mapped[str] = mapped_column(_reference("item.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class RoundRow(Row):
    __tablename__ = "round"
    id: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(_reference("item.id"), index=True)
    position: Mapped[int]
    talk: Mapped[timedelta]
    write_up: Mapped[timedelta]
    change: Mapped[timedelta]
    warning: Mapped[timedelta]
    question: Mapped[str]
    silence: Mapped[timedelta] = mapped_column(server_default="0")


class PersonRow(Row):
    __tablename__ = "person"
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str]
    organisation: Mapped[str]
    region: Mapped[str]
    role: Mapped[Role]
    duty: Mapped[Duty]
    example: Mapped[bool]
    number: Mapped[int] = mapped_column(server_default="0")
    arrives: Mapped[time | None]
    leaves: Mapped[time | None]


class WishRow(Row):
    """A theme that a person would like to talk about."""

    __tablename__ = "wish"
    person_id: Mapped[str] = mapped_column(_reference("person.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]  # the theme's id


class ThemeRow(Row):
    __tablename__ = "theme"
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    question: Mapped[str]


class TableRow(Row):
    __tablename__ = "table"
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    number: Mapped[int]
    seats_min: Mapped[int]
    seats_target: Mapped[int]
    seats_max: Mapped[int]
    theme_id: Mapped[str | None] = mapped_column(_reference("theme.id"))
    host_id: Mapped[str | None] = mapped_column(_reference("person.id"))
    note_taker_id: Mapped[str | None] = mapped_column(_reference("person.id"))
    removed: Mapped[bool]
    shape: Mapped[TableShape] = mapped_column(server_default="round")
    x: Mapped[int | None]
    y: Mapped[int | None]


class FixtureRow(Row):
    __tablename__ = "fixture"
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    kind: Mapped[FixtureKind]
    text: Mapped[str]
    x: Mapped[int]
    y: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]


class PairRow(Row):
    __tablename__ = "pair"
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    one_id: Mapped[str] = mapped_column(_reference("person.id"))
    other_id: Mapped[str] = mapped_column(_reference("person.id"))
    together: Mapped[bool]


class PointRow(Row):
    __tablename__ = "point"
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    theme_id: Mapped[str | None] = mapped_column(_reference("theme.id"))


class PointSourceRow(Row):
    """A note that a merged point was made of. Notes outlive the plan, so it is known by its id only."""

    __tablename__ = "point_source"
    point_id: Mapped[str] = mapped_column(_reference("point.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]  # the note's id


class DocumentRow(Row):
    __tablename__ = "document"
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    address: Mapped[str]
    language: Mapped[str]
    description: Mapped[str]


class StepRow(Row):
    __tablename__ = "step"
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str]
    owner: Mapped[str]
    when: Mapped[str]


class SeatRow(Row):
    """A person's seat in a round; nobody has two."""

    __tablename__ = "seat"
    round_id: Mapped[str] = mapped_column(_reference("round.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(_reference("person.id"), primary_key=True)
    table_id: Mapped[str] = mapped_column(_reference("table.id"))
    position: Mapped[int]  # at the table
    host: Mapped[bool] = mapped_column(server_default="0")  # of the table in this round, where hosts change


class BootRow(Row):
    __tablename__ = "boot"
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    boot_id: Mapped[str]
    first_utc: Mapped[datetime]
    first_boot: Mapped[timedelta]
    last_utc: Mapped[datetime]
    last_boot: Mapped[timedelta]


class FactRow(Row):
    """An entry of the log; ``body`` is the fact in JSON, its kind beside it."""

    __tablename__ = "fact"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    press: Mapped[int]
    utc: Mapped[datetime]
    boot: Mapped[timedelta]
    boot_id: Mapped[str]
    kind: Mapped[str]
    body: Mapped[str]


class NoteRevisionRow(Row):
    """A parent may be stored after its child, or never: phones send in any order."""

    __tablename__ = "note_revision"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(unique=True)
    note_id: Mapped[str] = mapped_column(index=True)
    parent_id: Mapped[str | None]
    item_id: Mapped[str]
    round_id: Mapped[str | None]
    table_id: Mapped[str]
    theme_id: Mapped[str | None]
    kind: Mapped[NoteKind]
    text: Mapped[str]
    taken_back: Mapped[bool]
    place: Mapped[str]
    at: Mapped[datetime]
    hash: Mapped[str]
    key: Mapped[bool] = mapped_column(server_default="0")
    merged_into: Mapped[str | None]
    sensitive: Mapped[bool] = mapped_column(server_default="0")


class BallotRow(Row):
    """Rows lie in the order of their keys, which are hashes: nothing tells which came first."""

    __tablename__ = "ballot"
    poll_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    marks: Mapped[str]  # JSON
    text: Mapped[str]
    __table_args__ = {"sqlite_strict": True, "sqlite_with_rowid": False}  # noqa: RUF012 - read once


class PhotoRow(Row):
    __tablename__ = "photo"
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    item_id: Mapped[str]
    round_id: Mapped[str | None]
    table_id: Mapped[str]
    at: Mapped[datetime]
    image: Mapped[bytes]
    words: Mapped[str]
    taken_back: Mapped[bool]


class TableKeyRow(Row):
    """The key of a table's phones, or with "" as table of all in the room: its hash, never itself."""

    __tablename__ = "table_key"
    table_id: Mapped[str] = mapped_column(primary_key=True)
    generation: Mapped[int]
    hash: Mapped[str]
