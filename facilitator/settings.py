"""What the program remembers between two starts: one value, read and written whole."""

from __future__ import annotations

import itertools
import json
import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, get_type_hints

from cattrs.errors import CattrsError
from cattrs.preconf.json import make_converter
from platformdirs import user_config_path, user_data_path, user_documents_path, user_log_path

from facilitator.errors import FacilitatorError
from facilitator.i18n import Language, _
from facilitator.signals import SignalKind

Theme = Literal["system", "light", "dark"]
Sound = Literal["gong", "bell", "wood", "ticks", "none"]

_RECENT_FILES = 8
_TEXT_SIZES = range(100, 201)  # per cent; outside, the way back could not be read
_VOLUMES = range(1, 101)  # per cent; silence is chosen in another way

_converter = make_converter()


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices on this machine; none of them belongs to an event."""

    language: Language | None = None  # None follows the system
    theme: Theme = "system"
    text_size: int = _TEXT_SIZES.start
    recent: tuple[Path, ...] = ()  # newest first
    room_screen: str | None = None  # a screen's name; None is the first second screen
    sound: bool = True  # signals are heard, not only shown
    volume: int = 80  # per cent
    warning_sound: Sound = "ticks"
    last_minute_sound: Sound = "none"
    phase_end_sound: Sound = "gong"
    item_end_sound: Sound = "bell"
    countdown_end_sound: Sound = "wood"
    host_port: int = 8070  # of the hosts' page; what phones keep belongs to address and port
    host_address: str = ""  # the one chosen last
    hosts_on: tuple[str, ...] = ()  # ids of the events whose page was on when they were last open
    presenter_next: bool = False  # Page Down, as a presenter sends it, presses the big button
    presenter_back: bool = False  # Page Up goes back

    def sound_of(self, kind: SignalKind) -> Sound:
        """The sound chosen for signals of that kind, whether or not sounds are on."""
        chosen: Sound = getattr(self, f"{kind.value}_sound")
        return chosen


def settings_file() -> Path:
    """Return where the settings are kept, whether or not the file exists."""
    return user_config_path("facilitator", appauthor=False) / "settings.json"


def data_folder() -> Path:
    """Return where the program keeps files of its own: backups, sample days."""
    return user_data_path("facilitator", appauthor=False)


def secret_file() -> Path:
    """Return where this computer's secret for the keys of hosts' phones is kept."""
    return user_config_path("facilitator", appauthor=False) / "hosts.key"


def log_folder() -> Path:
    """Return where mistakes of the program are written down."""
    return user_log_path("facilitator", appauthor=False)


def documents_folder() -> Path:
    """Return where people look for their files first."""
    return user_documents_path()


def free_sample_file() -> Path:
    """Return a name for a sample day that no file has yet."""
    folder = data_folder() / "samples"
    numbers = itertools.count(1)
    names = (folder / _("Sample day {number}.facilitator").format(number=number) for number in numbers)
    return next(file for file in names if not file.exists())


def load() -> Settings:
    """Read the settings; what is missing or damaged gets its default."""
    try:
        stored = json.loads(settings_file().read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _from_stored(stored) if isinstance(stored, dict) else Settings()


def save(settings: Settings) -> None:
    """Write the settings whole: the old file or the new one, never half of it."""
    target = settings_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_atomically(target, json.dumps(_converter.unstructure(settings), indent=2))
    except OSError as error:
        raise FacilitatorError(
            _(
                "The settings could not be saved in {folder}: {reason}. "
                "They apply until you close the program; your event is safe."
            ).format(folder=target.parent, reason=error.strerror)
        ) from error


def with_sound(settings: Settings, kind: SignalKind, sound: Sound) -> Settings:
    """Return `settings` with that sound for signals of that kind."""
    changed: dict[str, Any] = {f"{kind.value}_sound": sound}
    return replace(settings, **changed)


def merged(stored: Settings, before: Settings, after: Settings) -> Settings:
    """Return `stored` with what is another in `after` than it was in `before`."""
    changed = {
        field.name: getattr(after, field.name)
        for field in fields(Settings)
        if getattr(after, field.name) != getattr(before, field.name)
    }
    return replace(stored, **changed)


def with_recent(settings: Settings, file: Path) -> Settings:
    """Return the settings with `file` as the newest of the recent files."""
    older = tuple(other for other in settings.recent if other != file)
    return replace(settings, recent=(file, *older)[:_RECENT_FILES])


def _from_stored(stored: dict[str, Any]) -> Settings:
    types = get_type_hints(Settings)
    readable: dict[str, Any] = {}
    for field in fields(Settings):
        try:
            readable[field.name] = _converter.structure(stored[field.name], types[field.name])
        except (KeyError, TypeError, ValueError, CattrsError):
            continue
    for name, sizes in (("text_size", _TEXT_SIZES), ("volume", _VOLUMES)):
        if readable.get(name) not in sizes:
            readable.pop(name, None)
    return Settings(**readable)


def _write_atomically(target: Path, text: str) -> None:
    with TemporaryDirectory(dir=target.parent, prefix=".settings-") as folder:
        temporary = Path(folder, target.name)
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
