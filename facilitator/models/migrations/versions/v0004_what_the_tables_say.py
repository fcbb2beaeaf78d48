"""Key points and merged notes, merged points, polls with ballots, photos, and keys for the tables' phones."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _add("item", "choose", sa.Integer(), "0")
    _add("item", "most_each", sa.Integer(), "1")
    _add("item", "ranked", sa.Integer(), "0")
    _add("item", "free_text", sa.Integer(), "0")
    _add("note_revision", "key", sa.Integer(), "0")
    _add("note_revision", "merged_into", sa.Text())
    _make_points()
    op.create_table(
        "ballot",
        *_columns("poll_id", "key", "marks", "text"),
        sa.PrimaryKeyConstraint("poll_id", "key", name=op.f("pk_ballot")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "photo",
        *_columns("id"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_columns("item_id"),
        sa.Column("round_id", sa.Text()),
        *_columns("table_id", "at"),
        sa.Column("image", sa.LargeBinary(), nullable=False),
        *_columns("words"),
        sa.Column("taken_back", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sqlite_strict=True,
    )
    op.create_table(
        "table_key",
        *_columns("table_id"),
        sa.Column("generation", sa.Integer(), nullable=False),
        *_columns("hash"),
        sa.PrimaryKeyConstraint("table_id", name=op.f("pk_table_key")),
        sqlite_strict=True,
    )


def _make_points() -> None:
    op.create_table(
        "point",
        *_columns("id"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_columns("title"),
        sa.Column("theme_id", sa.Text()),
        _references("point", "theme_id", "theme"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_point")),
        sqlite_strict=True,
    )
    op.create_table(
        "point_source",
        *_columns("point_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_columns("text"),
        _references("point_source", "point_id", "point"),
        sa.PrimaryKeyConstraint("point_id", "position", name=op.f("pk_point_source")),
        sqlite_strict=True,
    )


def _columns(*names: str) -> list[sa.Column[Any]]:
    """Columns of text."""
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _add(table: str, name: str, type: sa.types.TypeEngine[Any], default: str | None = None) -> None:
    """A new column; without a default it may be empty."""
    column: sa.Column[Any] = sa.Column(name, type, nullable=default is None, server_default=default)
    op.add_column(table, column)


def _references(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=name, deferrable=True, initially="DEFERRED"
    )
