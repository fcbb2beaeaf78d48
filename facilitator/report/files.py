"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from facilitator import progress
from facilitator.errors import FacilitatorError
from facilitator.i18n import _, speaking

_TRIES: Final = 5  # a scanner or a sync program may hold the old file for a moment
_PAUSE: Final = 0.2  # seconds


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of the one at ``path`` once it is written and on disk.

    Until then what stands there is untouched. Raise FacilitatorError where the file cannot be written.
    """
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        if _stands(path) and not os.access(path, os.W_OK):
            raise PermissionError(path)
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        progress.tell()  # the last place to stop: from here on, the new file stands there
        _replace(part, path)
    except OSError as error:
        with speaking(None):  # that of the window, whatever the file speaks
            refusal = _refusal(path)
        raise FacilitatorError(refusal) from error
    finally:
        part.unlink(missing_ok=True)


def _replace(part: Path, path: Path) -> None:
    for _try in range(_TRIES - 1):
        try:
            part.replace(path)
        except PermissionError:  # Windows: the file is open in another program
            time.sleep(_PAUSE)
        else:
            return
    part.replace(path)


def _refusal(path: Path) -> str:
    if _stands(path):
        return _(
            "“{name}” could not be replaced: it is open in another program, or may not be written. "
            "The old file is kept. Close it there, or choose another name."
        ).format(name=path.name)
    return _(
        "“{name}” could not be written: the folder is missing, full, or may not be written in. "
        "Nothing is lost. Choose another place."
    ).format(name=path.name)


def _stands(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises for a name that is too long
