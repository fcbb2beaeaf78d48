"""What the programme becomes outside the window: print-outs, spreadsheets, calendars, text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from facilitator.access import Invitations
from facilitator.i18n import Language, _
from facilitator.report import What
from facilitator.ui.document import Document
from facilitator.ui.exporting import save_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A line of the menu, and the file that it makes; ``name`` goes into the suggested file name."""

    text: str
    what: What
    ending: str
    name: str
    format: str


def exports() -> tuple[Export, ...]:
    """All that the menu offers, in the language spoken."""
    sheet, running, door, timing = What.PROGRAMME, What.RUNNING_SHEET, What.PROGRAMME, What.TIMING
    programme, running_sheet, report = _("programme"), _("running sheet"), _("timing report")
    calendar, items = _("day"), _("items")
    offers = (
        (_("Running sheet for the moderators (PDF) …"), running, ".pdf", running_sheet, "PDF"),
        (_("Programme for the door (PDF) …"), door, ".pdf", programme, "PDF"),
        (_("Timing report (PDF) …"), timing, ".pdf", report, "PDF"),
        (_("Running sheet to go on writing in (DOCX) …"), running, ".docx", running_sheet, "Word"),
        (_("Programme to go on writing in (DOCX) …"), door, ".docx", programme, "Word"),
        (_("Programme as a web page (HTML) …"), door, ".html", programme, "HTML"),
        (_("Spreadsheet (XLSX) …"), sheet, ".xlsx", programme, "Excel"),
        (_("Spreadsheet with private notes (XLSX) …"), running, ".xlsx", running_sheet, "Excel"),
        (_("Spreadsheet of the timing (XLSX) …"), timing, ".xlsx", report, "Excel"),
        (_("Table as text (CSV) …"), sheet, ".csv", programme, "CSV"),
        (_("Calendar: the whole day (ICS) …"), What.SUMMARY, ".ics", calendar, "iCalendar"),
        (_("Calendar: an appointment for each item (ICS) …"), sheet, ".ics", items, "iCalendar"),
        (_("Markdown …"), door, ".md", programme, "Markdown"),
    )
    return tuple(
        Export(text=text, what=what, ending=ending, name=name, format=format_)
        for text, what, ending, name, format_ in offers
    )


def save_export(
    parent: QWidget,
    document: Document,
    export: Export,
    language: Language | None = None,
    invitations: Invitations | None = None,
    labels: str = "",
) -> None:
    """Asks where, and writes it there, in that language (None: the program's)."""
    path = document.path
    suggested = path.with_name(f"{path.stem} - {export.name}{export.ending}")
    pattern = f"{export.format} (*{export.ending})"
    title = export.text.removesuffix(" …")
    save_as(
        parent,
        document,
        title,
        suggested,
        pattern,
        language=language,
        what=export.what,
        invitations=invitations,
        labels=labels,
    )
