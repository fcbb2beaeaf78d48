"""Runs the migrations in the transaction of the connection handed in."""

from __future__ import annotations

from alembic import context

from facilitator.models.rows import Row

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Row.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
