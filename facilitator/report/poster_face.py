"""A poster that leads to a document: its title, a code as large as can be, and the address beneath.

An address that is too long for a code stands there alone.
"""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm

from facilitator.i18n import _
from facilitator.qr import QUIET_ZONE, fits_qr, qr_matrix
from facilitator.report import style
from facilitator.report.card_faces import Box
from facilitator.report.fitting import draw, fitted, words_of
from facilitator.report.flowables import QrCode
from facilitator.report.fonts import MEDIUM, REGULAR, SEMIBOLD
from facilitator.report.outline import Poster
from facilitator.report.tagging import TaggedCanvas
from facilitator.report.text import one_line

_MARGIN: Final = 20 * mm
_ADDRESS: Final = 24 * mm  # at most, below the code
_GAP: Final = 8 * mm


def draw_poster(canvas: TaggedCanvas, poster: Poster, box: Box) -> None:
    """Read from across a room: everything in the middle, the code in all the room that the words leave."""
    inner, document = box.within(_MARGIN), poster.document
    middle = inner.x + inner.width / 2
    heading = fitted(words_of(poster.heading), MEDIUM, inner.width, 12 * mm, 20)
    y = draw(canvas, heading, middle, inner.top, style.MUTED, centred=True) - 3 * mm
    title = fitted(words_of(document.title), SEMIBOLD, inner.width, 40 * mm, 36)
    y = draw(canvas, title, middle, y, style.FJORD, tag="H1", centred=True)
    told = " · ".join(filter(None, (one_line(document.description), document.language)))
    if told:
        words = fitted(words_of(told), REGULAR, inner.width, 20 * mm, 15)
        y = draw(canvas, words, middle, y - 2 * mm, style.INK, centred=True)
    y -= _GAP
    coded = fits_qr(document.address)
    room, least = (_ADDRESS, 6) if coded else (y - inner.y, 18)  # alone it is large, and broken anywhere
    address = fitted(words_of(document.address), MEDIUM, inner.width, room, 18, least)
    if coded:
        side = min(inner.width, y - inner.y - address.height - 2 * mm)
        _draw_code(canvas, document.address, Box(middle - side / 2, y - side, side, side))
        y -= side + 2 * mm
    draw(canvas, address, middle, y, style.INK, centred=True)


def _draw_code(canvas: TaggedCanvas, address: str, box: Box) -> None:
    if canvas.parent is None:
        return
    alt = _("QR code with a link to {address}").format(address=address)
    quiet = box.width * QUIET_ZONE / (len(qr_matrix(address)) + 2 * QUIET_ZONE)
    code = QrCode(address, quiet, canvas.parent.add("Figure", alt=alt), side=box.width)
    code.wrap(box.width, box.height)
    code.drawOn(canvas, box.x, box.y)
