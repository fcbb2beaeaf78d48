"""The event file: SQLAlchemy rows and migrations inside, frozen snapshots and plain sentences outside."""

from facilitator.models.copies import backup, read
from facilitator.models.lock import Holder, InUseError
from facilitator.models.soundness import verify
from facilitator.models.store import Store
from facilitator.models.traces import Cleared, clear_traces

__all__ = ["Cleared", "Holder", "InUseError", "Store", "backup", "clear_traces", "read", "verify"]
