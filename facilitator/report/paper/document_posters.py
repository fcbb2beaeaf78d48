"""Posters of the background documents, for the wall: a page each, with a code that is read from afar."""

from __future__ import annotations

from facilitator.clock import Moment
from facilitator.errors import FacilitatorError
from facilitator.i18n import _
from facilitator.qr import LONGEST, fits_qr
from facilitator.report.links import scannable
from facilitator.report.outline import Document, Form, Outline, Poster
from facilitator.report.paper.head import paper
from facilitator.snapshot import Snapshot
from facilitator.words import language_word


def document_posters(snapshot: Snapshot, now: Moment) -> Outline:
    """A page for each document that a phone can open, or whose address is too long for a code and says so.

    Raise FacilitatorError where there is none.
    """
    event = snapshot.event
    cards = tuple(
        Poster(
            heading=_("Scan to read") if fits_qr(one.address) else _("The address is too long for a QR code"),
            document=Document(one.title, language_word(one.language), one.description, one.address),
        )
        for one in event.documents
        if scannable(one.address) or len(one.address) > LONGEST
    )
    if not cards:
        raise FacilitatorError(
            _(
                "No document has a web address that a QR code can hold. Nothing was written. "
                "Add the address in Documents first."
            )
        )
    return paper(event, now, _("Posters of the documents"), Form.CARDS, cards=cards)
