"""Kinds of café; badge numbers, wishes and hours of people; pairs; the room's floor plan; hosts by round."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.sqlite import REAL

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    seconds: sa.Double[float] = sa.Double().with_variant(REAL(), "sqlite")
    _add("item", "moved_by_itself", sa.Integer(), "1")
    _add("item", "cafe_kind", sa.Text(), "mix")
    _add("item", "new_hosts", sa.Integer(), "0")
    _add("item", "each_theme_once", sa.Integer(), "0")
    _add("item", "turn", seconds, "0")
    _add("round", "silence", seconds, "0")
    _add("person", "number", sa.Integer(), "0")
    _add("person", "arrives", sa.Text())
    _add("person", "leaves", sa.Text())
    op.execute("UPDATE person SET number = position + 1")
    _add("table", "shape", sa.Text(), "round")
    _add("table", "x", sa.Integer())
    _add("table", "y", sa.Integer())
    _add("seat", "host", sa.Integer(), "0")
    op.create_table(
        "wish",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _references("wish", "person_id", "person"),
        sa.PrimaryKeyConstraint("person_id", "position", name=op.f("pk_wish")),
        sqlite_strict=True,
    )
    op.create_table(
        "fixture",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("x", "y", "width", "height")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fixture")),
        sqlite_strict=True,
    )
    op.create_table(
        "pair",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Text(), nullable=False),
        sa.Column("together", sa.Integer(), nullable=False),
        _references("pair", "one_id", "person"),
        _references("pair", "other_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair")),
        sqlite_strict=True,
    )


def _add(table: str, name: str, type: sa.types.TypeEngine[Any], default: str | None = None) -> None:
    """A new column; without a default it may be empty."""
    column: sa.Column[Any] = sa.Column(name, type, nullable=default is None, server_default=default)
    op.add_column(table, column)


def _references(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=name, deferrable=True, initially="DEFERRED"
    )
