"""Items that run beside another one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("item", sa.Column("beside", sa.Integer(), nullable=False, server_default="0"))
