"""The whole event as JSON, for other programs and other copies of this one."""

from __future__ import annotations

from pathlib import Path

from facilitator.day_json import to_text
from facilitator.report.files import replacing
from facilitator.snapshot import Snapshot


def export_json(snapshot: Snapshot, path: Path) -> None:
    """Write the whole snapshot, people and private notes included; the tables' keys are left out.

    Raise FacilitatorError where it cannot be written; what stood at ``path`` is then kept.
    """
    with replacing(path) as file:
        file.write(to_text(snapshot).encode("utf-8", "backslashreplace"))
