"""Exports: from a snapshot to a file for people or programs."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from facilitator.clock import Moment
from facilitator.errors import FacilitatorError
from facilitator.i18n import Language, _
from facilitator.snapshot import Snapshot

ENDINGS: Final = (".pdf", ".json")


def export(snapshot: Snapshot, path: Path, now: Moment, language: Language | None = None) -> None:
    """Write the event in the format that the ending of ``path`` names.

    ``.pdf``: the summary as it stands at ``now``, in that language (None: the program's). ``.json``:
    everything. Raise FacilitatorError for other endings, and where the file cannot be written; what stood
    at ``path`` is then kept.
    """
    match path.suffix.lower():
        case ".pdf":
            from facilitator.report.pdf import export_pdf

            export_pdf(snapshot, path, now, language)
        case ".json":
            from facilitator.report.json import export_json

            export_json(snapshot, path)
        case _:
            raise FacilitatorError(
                _("“{name}” has no ending that can be written. Nothing was written. Use {endings}.").format(
                    name=path.name, endings=_(" or ").join(ENDINGS)
                )
            )
