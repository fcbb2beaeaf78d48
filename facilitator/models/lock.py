"""Who has an event file open: one program at a time, by a lock of the operating system.

The lock lies on a hidden file beside the event file, which also names its holder. When the holder is
killed, the system lets go of the lock; the file that stays behind holds nothing.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from facilitator.errors import FacilitatorError
from facilitator.i18n import _

# The system may lock the first byte against reading (Windows); the holder's name stands after it.
_AFTER_LOCKED_BYTE = 1


@dataclass(frozen=True, slots=True)
class Holder:
    """The program that has a file open. What is not known is "" or 0."""

    host: str = ""
    user: str = ""
    pid: int = 0

    @property
    def same_machine(self) -> bool:
        return self.host == platform.node()


class InUseError(FacilitatorError):
    """Another program has the file open."""

    def __init__(self, message: str, holder: Holder) -> None:
        super().__init__(message)
        self.holder = holder


class Lock:
    """Holds an event file for this program until it is released, once for all."""

    def __init__(self, path: Path) -> None:
        """Takes the lock. Raises InUseError if it is held, OSError if the folder can't be written."""
        self._file = path.with_name(f".{path.name}.lock")
        # Where the system has no locks, a mark instead would outlive a killed program and keep everybody out.
        self._lock = FileLock(self._file, thread_local=False, fallback_to_soft=False)
        try:
            self._lock.acquire(timeout=0.2, poll_interval=0.05)
        except Timeout:
            raise _in_use(path, _read(self._file)) from None
        _write(self._file, Holder(platform.node(), _user(), os.getpid()))

    @property
    def held(self) -> bool:
        return self._lock.is_locked

    def release(self) -> None:
        """Lets go and removes the lock file; who just opened it sees that it is gone and tries again."""
        if not self.held:
            return  # the lock file may be another program's by now
        with suppress(OSError):  # Windows removes it after letting go
            self._file.unlink()
        self._lock.release()


def _in_use(path: Path, holder: Holder) -> InUseError:
    if holder.same_machine:
        message = _("{file} is already open on this computer. Go to the window that shows it.")
        return InUseError(message.format(file=path.name), holder)
    message = _(
        "{file} is already open: {user} on {host} has it. Nothing is changed. Close it there, then try again."
    )
    return InUseError(
        message.format(file=path.name, user=holder.user or "?", host=holder.host or "?"), holder
    )


def _read(file: Path) -> Holder:
    try:
        with file.open("rb") as lock:
            lock.seek(_AFTER_LOCKED_BYTE)
            told = json.loads(lock.read())
        return Holder(str(told["host"]), str(told["user"]), int(told["pid"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()


def _write(file: Path, holder: Holder) -> None:
    told = json.dumps({"host": holder.host, "user": holder.user, "pid": holder.pid})
    with file.open("r+b") as lock:
        lock.seek(_AFTER_LOCKED_BYTE)
        lock.write(told.encode())
        lock.truncate()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody of that number is known to the system
        return ""
