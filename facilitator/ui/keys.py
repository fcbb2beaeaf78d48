"""All keys of the program in one table: what is in it is bound by it, and shown by it on F1."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from facilitator.i18n import _

Standard = QKeySequence.StandardKey


class Group(StrEnum):
    """Under which heading the overview shows a key."""

    DAY = "day"
    WINDOW = "window"
    PROGRAMME = "programme"
    LISTS = "lists"
    NOTES = "notes"
    ROOM = "room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What some keys do; the first of them is shown in tooltips.

    ``also`` are keys that do the same and need not be shown. ``each``: the keys do not all do the same,
    but each the like for the next one (Ctrl+1, Ctrl+2 …).
    """

    name: str
    group: Group
    keys: tuple[str, ...]  # as QKeySequence writes them for programs
    words: str
    also: tuple[str, ...] = ()
    each: bool = False


def key_table() -> tuple[Key, ...]:
    """Every key of the window, group by group."""
    return (*_day_keys(), *_window_keys(), *_programme_keys(), *_list_keys(), *_note_keys(), *_room_keys())


def sequences(name: str) -> list[QKeySequence]:
    """The keys of that name; raises KeyError for a name that is not in the table."""
    key = _find(name)
    return [QKeySequence(keys) for keys in dict.fromkeys((*key.keys, *key.also))]


def bind(owner: QWidget, name: str, act: Callable[[], object], *, repeats: bool = False) -> QShortcut:
    """Lets the keys of that name do something wherever in the owner's window the focus is.

    Held down, they do it once, or again and again where it ``repeats``.
    """
    return _shortcut(owner, sequences(name), act, repeats=repeats)


def bind_each(owner: QWidget, name: str, acts: Iterable[Callable[[], object]]) -> list[QShortcut]:
    """Lets each of the keys of that name do another thing, in their order."""
    pairs = zip(sequences(name), acts, strict=True)
    return [_shortcut(owner, [keys], act, repeats=False) for keys, act in pairs]


def _shortcut(
    owner: QWidget, keys: list[QKeySequence], act: Callable[[], object], *, repeats: bool
) -> QShortcut:
    shortcut = QShortcut(owner)
    shortcut.setKeys(keys)
    shortcut.setAutoRepeat(repeats)
    shortcut.activated.connect(act)
    return shortcut


def hint(name: str) -> str:
    """The first of the keys as they are printed on them: “Ctrl+Enter”."""
    return native(sequences(name)[0])


def shown(key: Key) -> str:
    """All keys of a line of the table: “F2 · Enter”, “Ctrl+1 … Ctrl+9”."""
    names = [native(QKeySequence(keys)) for keys in key.keys]
    return f"{names[0]} … {names[-1]}" if key.each and len(names) > 2 else " · ".join(names)


def native(keys: QKeySequence) -> str:
    """The keys as they are called on this system; what Qt calls Return says Enter on keyboards."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def group_words() -> dict[Group, str]:
    return {
        Group.DAY: _("The running day"),
        Group.WINDOW: _("The window"),
        Group.PROGRAMME: _("The programme"),
        Group.LISTS: _("Lists and tables"),
        Group.NOTES: _("Notes"),
        Group.ROOM: _("The room screen"),
    }


def _find(name: str) -> Key:
    for key in key_table():
        if key.name == name:
            return key
    raise KeyError(name)


def _standard(wanted: Standard) -> tuple[str, ...]:
    """The system's own keys for something."""
    return tuple(keys.toString() for keys in QKeySequence.keyBindings(wanted))


# ── the table ──


def _key(
    group: Group, name: str, words: str, *keys: str, also: tuple[str, ...] = (), each: bool = False
) -> Key:
    return Key(name=name, group=group, keys=keys, words=words, also=also, each=each)


def _day_keys() -> tuple[Key, ...]:
    key = partial(_key, Group.DAY)
    return (
        key("next", _("What the big button says"), "Ctrl+Return", also=("Ctrl+Enter",)),
        key("back", _("Back to the one before"), "Ctrl+Shift+Return", also=("Ctrl+Shift+Enter",)),
        key("pause", _("Pause, and go on"), "Ctrl+Shift+P"),
        # F7 to F10 lie side by side as the buttons of the bar do.
        key("minus-1", _("One minute less"), "F7", "Ctrl+-"),
        key("plus-1", _("One minute more"), "F8", "Ctrl++"),
        key("plus-2", _("Two minutes more"), "F9"),
        key("plus-5", _("Five minutes more"), "F10"),
        key("turn-next", _("The next table reports to the room"), "F6"),
        key("turn-back", _("The table before reports once more"), "Shift+F6"),
        key("turn-skip", _("Pass over a table that is to report"), "Ctrl+F6"),
        key("beside-next", _("On with what runs at the same time"), "Ctrl+Shift+B"),
        key("more", _("More choices for what is running"), "Ctrl+Shift+M"),
        key("reading", _("Read the lateness in the other way"), "Ctrl+Shift+L"),
        key("now", _("To what is running, in the programme"), "Ctrl+J"),
        key("presenter-next", _("Next, if turned on in the settings"), "PgDown"),
        key("presenter-back", _("Back, if turned on in the settings"), "PgUp"),
    )


def _window_keys() -> tuple[Key, ...]:
    key = partial(_key, Group.WINDOW)
    return (
        key("keys", _("Show or hide this overview"), "F1"),
        key("place", _("To the places at the left"), *(f"Ctrl+{at}" for at in range(1, 10)), each=True),
        key("undo", _("Undo"), "Ctrl+Z", also=_standard(Standard.Undo)),
        key("redo", _("Redo"), "Ctrl+Y", also=_standard(Standard.Redo)),
        key("sound", _("Turn sounds on or off"), "Ctrl+M"),
        key("hush", _("Close the message"), "Ctrl+."),
        key("find", _("Search"), "Ctrl+F"),
        key("print", _("Print what is shown"), "Ctrl+P"),
        key("new", _("New day"), "Ctrl+N", also=_standard(Standard.New)),
        key("open", _("Open a day"), "Ctrl+O", also=_standard(Standard.Open)),
        key("close", _("Close"), "Ctrl+W", also=_standard(Standard.Close)),
    )


def _programme_keys() -> tuple[Key, ...]:
    key = partial(_key, Group.PROGRAMME)
    return (
        key("item-new", _("New item after the chosen one"), "Return", also=("Enter",)),
        key("item-edit", _("Edit the cell"), "F2"),
        key("item-up", _("Move the item up"), "Alt+Up"),
        key("item-down", _("Move the item down"), "Alt+Down"),
        key("item-remove", _("Remove the item"), "Del"),
        key("item-details", _("The item's details"), "Ctrl+I"),
        key("item-length", _("Length of the chosen items"), "Ctrl+T"),
        key("item-group", _("Group of the chosen items"), "Ctrl+G"),
        key("item-pin", _("Pin the start, or let it follow"), "Ctrl+L"),
        key("item-skip", _("Skip, or take in again"), "Ctrl+K"),
        key("item-duplicate", _("Duplicate"), "Ctrl+D"),
        key("item-cut", _("Cut"), "Ctrl+X", also=_standard(Standard.Cut)),
        key("item-copy", _("Copy"), "Ctrl+C", also=_standard(Standard.Copy)),
        key("item-paste", _("Paste"), "Ctrl+V", also=_standard(Standard.Paste)),
        key("item-all", _("Select all"), "Ctrl+A", also=_standard(Standard.SelectAll)),
    )


def _list_keys() -> tuple[Key, ...]:
    key = partial(_key, Group.LISTS)
    return (
        key("row-edit", _("Edit a person, a table or a note"), "Return", "F2"),
        key("row-remove", _("Remove what is chosen"), "Del"),
        key("note-key", _("A note as a key point, or none any more"), "Ctrl+Shift+K"),
        key("note-sensitive", _("A note as sensitive, or not any more"), "Ctrl+Shift+E"),
        key("check-in-back", _("Take back the last check-in"), "Ctrl+Backspace"),
        key("people-import", _("Get people from a spreadsheet"), "Ctrl+Shift+I"),
        key("duplicates", _("Possible duplicates"), "Ctrl+Shift+D"),
        key("duplicate", _("Keep left, right, or both"), "Alt+Left", "Alt+Right", "Alt+Down", each=True),
        key("document-new", _("New document after the chosen one"), "Return"),
        key("row-up", _("Move a document, a part up"), "Alt+Up"),
        key("row-down", _("Move a document, a part down"), "Alt+Down"),
        key("escape", _("Put back what a field said"), "Esc"),
    )


def _note_keys() -> tuple[Key, ...]:
    key = partial(_key, Group.NOTES)
    return (
        key("note-finish", _("Finish the point, and begin the next"), "Return"),
        key("note-line", _("A new line in the point"), "Shift+Return"),
        key("note-leave", _("From the field to the tables"), "Esc"),
        key("note-kind", _("Kind of the point"), *(f"Alt+{at}" for at in range(1, 6)), each=True),
        key("table-next", _("The next table"), "Ctrl+Down"),
        key("table-before", _("The table before"), "Ctrl+Up"),
        key("note-approve", _("Read aloud and approved at the table"), "Ctrl+Shift+A"),
        key("together", _("Put the chosen points together"), "Ctrl+Shift+J"),
    )


def _room_keys() -> tuple[Key, ...]:
    key = partial(_key, Group.ROOM)
    return (
        key("room", _("Choose what the room sees"), "Ctrl+Shift+R"),
        key("black", _("Make the room screen black, and back"), "Ctrl+B"),
        key("message", _("A message to the speaker or the room"), "Ctrl+Shift+T"),
        key("full-screen", _("Full screen on or off"), "F11"),
        key("leave-full-screen", _("Leave the full screen"), "Esc"),
    )
