"""What is printed, each shown first: paper for the day, as it is needed, and the programme."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from facilitator.access import Invitations
from facilitator.i18n import Language, _
from facilitator.report import What
from facilitator.ui.document import Document
from facilitator.ui.places.paper_window import show_paper
from facilitator.ui.places.programme_exports import Export, exports, save_export
from facilitator.ui.places.programme_menu import Entry, menu_button


def papers() -> tuple[Export | None, ...]:
    """All that the menu offers, in the language spoken; None: a line between."""
    return (
        _paper(_("Badges …"), What.BADGES, _("badges")),
        cards_paper(),
        None,
        _paper(_("Find your table, A–Å …"), What.FIND_TABLE, _("find your table")),
        _paper(_("Floor plan …"), What.FLOOR_PLAN, _("floor plan")),
        _paper(_("Posters with QR codes of the documents …"), What.DOCUMENT_POSTERS, _("document posters")),
        _paper(_("Who sits at each table …"), What.SEATING, _("who sits where")),
        _paper(_("Sign-in list …"), What.SIGN_IN, _("sign-in list")),
        None,
        _paper(_("Briefs for the table hosts …"), What.HOST_BRIEFS, _("host briefs")),
        _paper(_("Forms for handwritten notes …"), What.NOTE_FORMS, _("note forms")),
    )


def papers_button(
    parent: QWidget,
    document: Document,
    language: Callable[[], Language],
    invitations: Callable[[], Invitations] = dict,
) -> QPushButton:
    """The button with the menu; each line shows the paper in the language then chosen, to print or save.

    Table cards carry the ``invitations`` that there then are.
    """

    def entry(paper: Export) -> Entry:
        return paper.text, lambda: show_paper(parent, document, paper, language(), invitations())

    entries = [entry(paper) if paper else None for paper in papers()]
    return menu_button(_("Paper for the day"), entries, icon_name="file-text")


def programme_entries(parent: QWidget, document: Document) -> list[Entry]:
    """What the programme becomes: print-outs are shown, to print or save; for all else it is asked where."""

    def entry(export: Export) -> Entry:
        act = show_paper if export.ending == ".pdf" else save_export
        return export.text, partial(act, parent, document, export)

    return [entry(export) for export in exports()]


def cards_paper() -> Export:
    """The tables' cards, which are offered beside the hosts' page, too."""
    return _paper(_("Table cards …"), What.TABLE_CARDS, _("table cards"))


def _paper(text: str, what: What, name: str) -> Export:
    return Export(text=text, what=what, ending=".pdf", name=name, format="PDF")
