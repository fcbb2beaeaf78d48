"""A disk whose n-th write, truncation or fsync fails: SQLite's own file methods, replaced while it lasts."""

from __future__ import annotations

import _sqlite3
import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

FULL, IOERR_WRITE, IOERR_FSYNC, IOERR_TRUNCATE = 13, 778, 1034, 1546
_OPERATIONS = {
    "xWrite": (IOERR_WRITE, (ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)),
    "xTruncate": (IOERR_TRUNCATE, (ctypes.c_int64,)),
    "xSync": (IOERR_FSYNC, (ctypes.c_int,)),
}


class _Methods(ctypes.Structure):
    _fields_ = (
        ("iVersion", ctypes.c_int),
        *((name, ctypes.c_void_p) for name in ("xClose", "xRead", *_OPERATIONS)),
        ("others", ctypes.c_void_p * 13),
    )


class _File(ctypes.Structure):
    _fields_ = (("pMethods", ctypes.POINTER(_Methods)),)


_OPEN = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(_File), ctypes.c_int, ctypes.c_void_p
)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("numbers", ctypes.c_int * 3),
        ("pNext", ctypes.c_void_p),
        ("zName", ctypes.c_void_p),
        ("pAppData", ctypes.c_void_p),
        ("xOpen", ctypes.c_void_p),
    )


@dataclass
class BrokenDisk:
    """Fails from operation ``at`` on (1 is the next), ``times`` times, before or ``after`` it is done."""

    at: int = 0  # 0: it works
    times: int = 1
    after: bool = False
    code: int = 0  # 0: the operation's own
    done: int = 0  # operations so far
    kept: list[Any] = field(default_factory=list)  # what SQLite still points to

    def break_at(self, at: int, *, times: int = 1, after: bool = False, code: int = 0) -> None:
        self.at, self.times, self.after, self.code, self.done = at, times, after, code, 0

    def heal(self) -> None:
        self.at = self.done = 0

    def wrap(self, file: Any) -> None:
        """Puts the file's methods that reach the disk under this disk's control."""
        methods = _Methods.from_buffer_copy(file.contents.pMethods.contents)
        for name, (code, arguments) in _OPERATIONS.items():
            kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, *arguments)
            replaced = kind(self._failing(kind(getattr(methods, name)), code))
            setattr(methods, name, ctypes.cast(replaced, ctypes.c_void_p))
            self.kept.append(replaced)
        self.kept.append(methods)
        file.contents.pMethods = ctypes.pointer(methods)

    def _failing(self, real: Callable[..., int], code: int) -> Callable[..., int]:
        def operation(*arguments: Any) -> int:
            self.done += 1
            failing = bool(self.at) and self.at <= self.done < self.at + self.times
            if failing and not self.after:
                return self.code or code
            result = real(*arguments)
            return (self.code or code) if failing else result

        return operation


@contextmanager
def broken_disk() -> Iterator[BrokenDisk]:
    """The disk under all files that SQLite opens meanwhile; AttributeError where it can't be reached."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None).contents
    real, disk = _OPEN(vfs.xOpen), BrokenDisk()
    address = vfs.xOpen

    def open_wrapped(vfs: int, name: int, file: Any, flags: int, out: int) -> int:
        result: int = real(vfs, name, file, flags, out)
        if result == 0:
            disk.wrap(file)
        return result

    replaced = _OPEN(open_wrapped)
    vfs.xOpen = ctypes.cast(replaced, ctypes.c_void_p)
    try:
        yield disk
    finally:
        vfs.xOpen = address
