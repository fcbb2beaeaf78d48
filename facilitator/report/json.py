"""The whole event as JSON, for other programs. The keys are explained in docs/json.md."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from facilitator import codec
from facilitator.report.files import replacing
from facilitator.snapshot import Snapshot

FORMAT: Final = "facilitator-event"
VERSION: Final = 1


def export_json(snapshot: Snapshot, path: Path) -> None:
    """Write the whole snapshot, people and private notes included.

    Raise FacilitatorError where it cannot be written; what stood at ``path`` is then kept.
    """
    text = json.dumps(as_json(snapshot), indent=2, ensure_ascii=False) + "\n"
    with replacing(path) as file:
        file.write(text.encode("utf-8", "backslashreplace"))


def as_json(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot under the codec's keys, with the format's name and version before it.

    The keys of the tables' phones are left out: they are this file's alone.
    """
    content: dict[str, Any] = codec.to_json(replace(snapshot, access={}))
    return {"format": FORMAT, "version": VERSION, **content}
