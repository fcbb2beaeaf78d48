"""What the user is told about files and disks: what happened, what is safe, what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from facilitator.errors import FacilitatorError
from facilitator.i18n import _, ngettext


def missing(path: Path) -> FacilitatorError:
    text = _("{file} is not there. It may have been moved, renamed or deleted. Choose it again.")
    return _about(path, text)


def folder(path: Path) -> FacilitatorError:
    return _about(path, _("{file} is a folder. Choose the event file in it."))


def empty(path: Path) -> FacilitatorError:
    text = _("{file} is empty. It is left as it is. Choose another file, or open a backup.")
    return _about(path, text)


def foreign(path: Path) -> FacilitatorError:
    text = _("{file} is no event file, or too damaged to tell. It is left as it is. Choose another file.")
    return _about(path, text)


def damaged(path: Path) -> FacilitatorError:
    return _about(path, _("{file} is damaged. It is left as it is. Open the newest backup instead."))


def newer(path: Path) -> FacilitatorError:
    text = _(
        "{file} was written by a newer version of this program. It is left as it is. Update the program on"
        " this computer, then open the file again."
    )
    return _about(path, text)


def read_only(path: Path) -> FacilitatorError:
    text = _(
        "{file} or its folder is read-only. Nothing is changed. Save a copy in another folder, and open that."
    )
    return _about(path, text)


def exists(path: Path) -> FacilitatorError:
    return _about(path, _("{file} exists already. It is left as it is. Choose another name."))


def onto_itself(path: Path) -> FacilitatorError:
    text = _("A file can't be copied onto itself. {file} is left as it is. Choose another name.")
    return _about(path, text)


def unopened(path: Path, error: BaseException | None) -> FacilitatorError:
    text = _("{file} could not be opened. It is left as it is.")
    return FacilitatorError(f"{text.format(file=path.name)} {advice(error)}")


def unread(path: Path, error: BaseException | None) -> FacilitatorError:
    """Why SQLite could not read a file: the system kept it from it, or the file itself is to blame."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_NOMEM")):
        return unopened(path, error)
    return foreign(path) if name == "SQLITE_NOTADB" else damaged(path)


def uncreated(path: Path, error: BaseException | None) -> FacilitatorError:
    text = _("The new file {file} was not made.")
    return FacilitatorError(f"{text.format(file=path.name)} {advice(error)}")


def uncopied(path: Path, error: BaseException | None) -> FacilitatorError:
    text = _("The copy {file} was not made. The event itself is safe.")
    return FacilitatorError(f"{text.format(file=path.name)} {advice(error)}")


def unmigrated(path: Path, copies: Path) -> FacilitatorError:
    text = _(
        "{file} could not be brought to this version of the program. It is as it was, and a copy is in"
        " {folder}. Open it with the version that made it."
    )
    return FacilitatorError(text.format(file=path.name, folder=copies))


def note_unstored() -> str:
    return _("The note is not stored. Its text stays where it was written. Everything stored before is safe.")


def only_spooled(error: FacilitatorError) -> FacilitatorError:
    """Why notes are safe on this computer, but not in the file."""
    reason = error.message.removeprefix(note_unstored()).strip()
    text = _("New notes are safe on this computer, but not in the file yet, and go there by themselves.")
    return FacilitatorError(f"{text} {reason}")


def taken_in(count: int) -> str:
    return ngettext(
        "{count} note that the file could not take the last time is in it now.",
        "{count} notes that the file could not take the last time are in it now.",
        count,
    ).format(count=count)


def changed_outside(count: int) -> str:
    return ngettext(
        "{count} note was changed outside this program, or damaged. Compare it with a backup.",
        "{count} notes were changed outside this program, or damaged. Compare them with a backup.",
        count,
    ).format(count=count)


def advice(error: BaseException | None) -> str:
    """What is wrong with the file or disk by an error of SQLite or the system, and what to do."""
    name = getattr(error, "sqlite_errorname", "") or _NAMES.get(getattr(error, "errno", 0) or 0, "")
    for prefix, sentence in _advices():
        if name.startswith(prefix):
            return sentence
    text = _("The file can't be written ({reason}). Try again, or save a copy in another folder.")
    return text.format(reason=error)


# The system's errors by SQLite's names
_NAMES = {
    errno.ENOSPC: "SQLITE_FULL",
    errno.EDQUOT: "SQLITE_FULL",
    errno.EROFS: "SQLITE_READONLY",
    errno.EACCES: "SQLITE_READONLY",
    errno.EPERM: "SQLITE_READONLY",
    errno.EIO: "SQLITE_IOERR",
}


def _advices() -> tuple[tuple[str, str], ...]:
    return (
        ("SQLITE_FULL", _("The disk is full. Make room on it, then try again.")),
        (
            "SQLITE_READONLY_DBMOVED",
            _("The file was moved, renamed or deleted. Put it back, or save a copy in another folder."),
        ),
        ("SQLITE_READONLY", _("The file or its folder is read-only. Save a copy in another folder.")),
        (
            "SQLITE_IOERR",
            _("The disk reports an error. Check that the disk or stick is still connected, then try again."),
        ),
        ("SQLITE_BUSY", _("Another program holds the file. Close it there, then try again.")),
        ("SQLITE_CORRUPT", _("The file is damaged. Save a copy, or open the newest backup.")),
    )


def _about(path: Path, text: str) -> FacilitatorError:
    return FacilitatorError(text.format(file=path.name))
