"""The event file: SQLAlchemy rows and migrations inside, frozen snapshots and plain sentences outside."""

from facilitator.models.copies import backup, read
from facilitator.models.lock import Holder, InUseError
from facilitator.models.soundness import verify
from facilitator.models.store import Store

__all__ = ["Holder", "InUseError", "Store", "backup", "read", "verify"]
