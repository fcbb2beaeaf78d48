"""What Qt's own dialogues say, in our languages: of Norwegian, Qt knows some nynorsk only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from PySide6.QtCore import QTranslator

from facilitator.i18n import Language, _, language, speaking

_CONTEXTS: Final = frozenset(
    (
        "QAbstractFileIconProvider",
        "QCupsJobWidget",
        "QFileDialog",
        "QFileSystemModel",
        "QLineEdit",
        "QPageSetupWidget",
        "QPlatformTheme",
        "QPrintDialog",
        "QPrintPropertiesDialog",
        "QPrintPropertiesWidget",
        "QPrintSettingsOutput",
        "QPrintWidget",
        "QTabBar",
        "QWidgetTextControl",
    )
)


class QtWords(QTranslator):
    """Translates what printing, choosing files and editing text shows; all else is left to Qt's own words."""

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        return _words(language()).get(source) if context in _CONTEXTS else None

    def isEmpty(self) -> bool:
        return False


@cache
def _words(spoken: Language) -> Mapping[str, str]:
    """Qt's English to that language."""
    with speaking("en"):
        sources = _told()
    with speaking(spoken):
        return dict(zip(sources, _told(), strict=True))


def _told() -> tuple[str, ...]:
    return (
        _("Drive"),
        _("Folder"),
        _("&Billing information:"),
        _("&End:"),
        _("&Start:"),
        _("Banner Pages"),
        _("Classified"),
        _("Confidential"),
        _("Day (06:00 to 17:59)"),
        _("Hold Indefinitely"),
        _("Job"),
        _("Job &priority:"),
        _("Job Control"),
        _("Job Options"),
        _("Night (18:00 to 05:59)"),
        _("None"),
        _("Print Immediately"),
        _("Scheduled &printing:"),
        _("Second Shift (16:00 to 23:59)"),
        _("Secret"),
        _("Specific Time"),
        _("Standard"),
        _("Third Shift (00:00 to 07:59)"),
        _("Top Secret"),
        _("Unclassified"),
        _("Weekend (Saturday to Sunday)"),
        _("&Delete"),
        _("&Look in:"),
        _("&New Folder"),
        _("&Open"),
        _("&Rename"),
        _("&Save"),
        _("All Files (*)"),
        _("Back"),
        _("Change to detail view mode"),
        _("Change to list view mode"),
        _("Create New Folder"),
        _("Create a New Folder"),
        _("Detail View"),
        _("File &name:"),
        _("Files"),
        _("Files of &type:"),
        _("Forward"),
        _("Go back"),
        _("Go forward"),
        _("Go to the parent directory"),
        _("List View"),
        _("List of places and bookmarks"),
        _("Open"),
        _("Parent Directory"),
        _("Save As"),
        _("Show "),
        _("Show &hidden files"),
        _("Sidebar"),
        _("Computer"),
        _("Date Modified"),
        _("Name"),
        _("Size"),
        _("Type"),
        _("&Copy"),
        _("&Paste"),
        _("&Redo"),
        _("&Undo"),
        _("Cu&t"),
        _("Delete"),
        _("Select All"),
        _("Height:"),
        _("Inches (in)"),
        _("Landscape"),
        _("Margins"),
        _("Millimeters (mm)"),
        _("Orientation"),
        _("Page &order:"),
        _("Page Layout"),
        _("Page size:"),
        _("Pages &per sheet:"),
        _("Paper"),
        _("Paper source:"),
        _("Points (pt)"),
        _("Portrait"),
        _("Reverse landscape"),
        _("Reverse portrait"),
        _("Width:"),
        _("bottom margin"),
        _("left margin"),
        _("right margin"),
        _("top margin"),
        _("&No"),
        _("&Yes"),
        _("Abort"),
        _("Apply"),
        _("Cancel"),
        _("Close"),
        _("Discard"),
        _("Help"),
        _("Ignore"),
        _("N&o to All"),
        _("OK"),
        _("Reset"),
        _("Restore Defaults"),
        _("Retry"),
        _("Save"),
        _("Save All"),
        _("Yes to &All"),
        _("&Options >>"),
        _("&Options <<"),
        _("&Print"),
        _("All Pages"),
        _("Bottom to Top, Left to Right"),
        _("Bottom to Top, Right to Left"),
        _("Even Pages"),
        _("Left to Right, Bottom to Top"),
        _("Left to Right, Top to Bottom"),
        _("Odd Pages"),
        _("Print"),
        _("Print to File (PDF)"),
        _("Right to Left, Bottom to Top"),
        _("Right to Left, Top to Bottom"),
        _("Top to Bottom, Left to Right"),
        _("Top to Bottom, Right to Left"),
        _("Printer Properties"),
        _("Advanced"),
        _("Page"),
        _("There are conflicts in some options. Please fix them."),
        _("Collate"),
        _("Color"),
        _("Color Mode"),
        _("Copies"),
        _("Copies:"),
        _("Current Page"),
        _("Double Sided Printing"),
        _("Grayscale"),
        _("Long side binding"),
        _("Off"),
        _("Options"),
        _("Output Settings"),
        _("Page &Set:"),
        _("Pages"),
        _("Pages from"),
        _("Print all"),
        _("Print range"),
        _("Reverse"),
        _("Selection"),
        _("Short side binding"),
        _(
            "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a "
            "hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9."
        ),
        _("to"),
        _("&Name:"),
        _("Location:"),
        _("Output &file:"),
        _("P&roperties"),
        _("Preview"),
        _("Printer"),
        _("Type:"),
        _("Scroll Left"),
        _("Scroll Right"),
    )
