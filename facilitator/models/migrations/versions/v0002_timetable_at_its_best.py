"""Cues, groups and warnings of items; messages to the speaker; the organiser's logo and the room's look."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.sqlite import REAL

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    seconds: sa.Double[float] = sa.Double().with_variant(REAL(), "sqlite")
    _add("event", "logo", sa.LargeBinary(), nullable=False, server_default=sa.text("x''"))
    _add("event", "room_theme", sa.Text(), nullable=False, server_default="dark")
    _add("item", "cue", sa.Text(), nullable=False, server_default="")
    _add("item", "group", sa.Text(), nullable=False, server_default="")
    _add("item", "warning", seconds, nullable=True)
    _add("item", "warning_share", sa.Integer(), nullable=True)
    _add("item", "last_minute", seconds, nullable=True)
    _add("item", "last_minute_share", sa.Integer(), nullable=True)
    op.create_table(
        "message",
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_message")),
        sqlite_strict=True,
    )


def _add(table: str, name: str, type: sa.types.TypeEngine[Any], **options: Any) -> None:
    op.add_column(table, sa.Column(name, type, **options))
