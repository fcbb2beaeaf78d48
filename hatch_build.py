"""Build hook: compile the catalogues, for a wheel and for an editable install alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> None:
    """Write facilitator.mo beside every facilitator.po below `root` that is newer than it."""
    for source in sorted(root.glob("resources/locale/*/LC_MESSAGES/facilitator.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as readable:
            catalogue = read_po(readable)
        for id in [message.id for message in catalogue if message.id and not _translated(message)]:
            catalogue.delete(id)  # Babel writes the English for it, and no other language would stand in
        with target.open("wb") as writable:
            write_mo(writable, catalogue)


def _translated(message: Message) -> bool:
    """Whether it has its text, or all forms of it where a count chooses one."""
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


class CatalogueHook(BuildHookInterface[Any]):
    """Hatchling finds the hook by its base class."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues(Path(self.root))
