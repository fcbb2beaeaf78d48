"""The first schema."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.sqlite import REAL

revision = "0001"
down_revision = None


def text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), **{"nullable": False} | options)


def number(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), **{"nullable": False} | options)


def length(name: str, **options: Any) -> sa.Column[Any]:
    seconds: sa.Double[float] = sa.Double().with_variant(REAL(), "sqlite")
    return sa.Column(name, seconds, **{"nullable": False} | options)


def reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, deferrable=True, initially="DEFERRED")


def upgrade() -> None:
    op.create_table(
        "boot",
        number("position", autoincrement=False),
        text("boot_id"),
        text("first_utc"),
        length("first_boot"),
        text("last_utc"),
        length("last_boot"),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_boot")),
        sqlite_strict=True,
    )
    op.create_table(
        "document",
        text("id"),
        number("position"),
        text("title"),
        text("address"),
        text("language"),
        text("description"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sqlite_strict=True,
    )
    op.create_table(
        "event",
        text("id"),
        text("title"),
        text("date"),
        text("zone"),
        text("start"),
        text("end", nullable=True),
        text("doors", nullable=True),
        text("place"),
        text("organiser"),
        text("contact"),
        text("case_number"),
        text("language"),
        number("example"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sqlite_strict=True,
    )
    op.create_table(
        "fact",
        number("seq", autoincrement=False),
        number("press"),
        text("utc"),
        length("boot"),
        text("boot_id"),
        text("kind"),
        text("body"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_fact")),
        sqlite_strict=True,
    )
    op.create_table(
        "item",
        text("id"),
        number("position"),
        text("kind"),
        text("title"),
        length("length"),
        length("minimum", nullable=True),
        text("start", nullable=True),
        text("end", nullable=True),
        number("count_to_end"),
        number("skipped"),
        text("language"),
        text("private_notes"),
        text("prompt"),
        number("by_itself"),
        number("example"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sqlite_strict=True,
    )
    op.create_table(
        "meta",
        number("id"),
        number("schema_version"),
        number("oldest_reader"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meta")),
        sqlite_strict=True,
    )
    op.create_table(
        "moderator",
        number("position", autoincrement=False),
        text("name"),
        text("title"),
        text("organisation"),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_moderator")),
        sqlite_strict=True,
    )
    op.create_table(
        "note_revision",
        number("seq", autoincrement=False),
        text("id"),
        text("note_id"),
        text("parent_id", nullable=True),
        text("item_id"),
        text("round_id", nullable=True),
        text("table_id"),
        text("theme_id", nullable=True),
        text("kind"),
        text("text"),
        number("taken_back"),
        text("place"),
        text("at"),
        text("hash"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_note_revision")),
        sa.UniqueConstraint("id", name=op.f("uq_note_revision_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_note_revision_note_id"), "note_revision", ["note_id"])
    op.create_table(
        "person",
        text("id"),
        number("position"),
        text("name"),
        text("organisation"),
        text("region"),
        text("role"),
        text("duty"),
        number("example"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_strict=True,
    )
    op.create_table(
        "purpose",
        number("position", autoincrement=False),
        text("text"),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_purpose")),
        sqlite_strict=True,
    )
    op.create_table(
        "step",
        text("id"),
        number("position"),
        text("title"),
        text("owner"),
        text("when"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
        sqlite_strict=True,
    )
    op.create_table(
        "theme",
        text("id"),
        number("position"),
        text("title"),
        text("question"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sqlite_strict=True,
    )
    op.create_table(
        "option",
        text("item_id"),
        number("position"),
        text("text"),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_option")),
        reference("option", "item_id", "item.id"),
        sqlite_strict=True,
    )
    op.create_table(
        "round",
        text("id"),
        text("item_id"),
        number("position"),
        length("talk"),
        length("write_up"),
        length("change"),
        length("warning"),
        text("question"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        reference("round", "item_id", "item.id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_round_item_id"), "round", ["item_id"])
    op.create_table(
        "speaker",
        text("item_id"),
        number("position"),
        text("name"),
        text("title"),
        text("organisation"),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_speaker")),
        reference("speaker", "item_id", "item.id"),
        sqlite_strict=True,
    )
    op.create_table(
        "table",
        text("id"),
        number("position"),
        number("number"),
        number("seats_min"),
        number("seats_target"),
        number("seats_max"),
        text("theme_id", nullable=True),
        text("host_id", nullable=True),
        text("note_taker_id", nullable=True),
        number("removed"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table")),
        reference("table", "theme_id", "theme.id"),
        reference("table", "host_id", "person.id"),
        reference("table", "note_taker_id", "person.id"),
        sqlite_strict=True,
    )
    op.create_table(
        "seat",
        text("round_id"),
        text("person_id"),
        text("table_id"),
        number("position"),
        sa.PrimaryKeyConstraint("round_id", "person_id", name=op.f("pk_seat")),
        reference("seat", "round_id", "round.id"),
        reference("seat", "person_id", "person.id"),
        reference("seat", "table_id", "table.id"),
        sqlite_strict=True,
    )
