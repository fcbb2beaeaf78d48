"""What each kind of card looks like, drawn into its box."""

from __future__ import annotations

from typing import Final, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.units import mm

from facilitator.i18n import _
from facilitator.report import style
from facilitator.report.fitting import Fitted, draw, fitted, width_of, words_of
from facilitator.report.flowables import QrCode
from facilitator.report.fonts import MEDIUM, REGULAR, SEMIBOLD
from facilitator.report.outline import Badge, NoteForm, Route, Slip, Stop, TableCard, ThemeMark
from facilitator.report.pages import draw_badge
from facilitator.report.tagging import Element, TaggedCanvas
from facilitator.report.text import one_line

_PAD: Final = 5 * mm
_HAIR: Final = 0.5
_ROUTE_LINE: Final = 11.0  # points: a way through a café of three rounds stands on one line
_LEAST_ROUTE: Final = 8.0
_CLEAR: Final = 1.8 * mm  # between a badge's mark and its name, whose Å has a ring
_CAPTION: Final = 9 * mm  # above a code
_TYPED: Final = 5.5 * mm  # each line below a code
_ROOMY: Final = 15 * mm  # the margin of what fills a page or half of one


class Box(NamedTuple):
    """A place on the page, in points from its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    def within(self, by: float) -> Box:
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.y + self.height


# ── badges ──


def draw_badge_card(canvas: TaggedCanvas, badge: Badge, box: Box) -> None:
    """Mark and number above, the name as large as it can be, the organisation, and the way below."""
    pad = min(_PAD, box.height / 10)
    inner = box.within(pad)
    large = min(1.5, box.height / (55 * mm))  # how large the card is, beside a usual one
    number = fitted(words_of(badge.number), MEDIUM, 20 * mm, 5 * mm, 11)
    draw(canvas, number, inner.right, inner.top, style.MUTED, right=True)
    mark = _draw_mark(canvas, badge, inner, min(10.5, 13 * large)) + _CLEAR if badge.mark else 0
    route = _route_text(badge.routes, inner.width)
    foot = inner.y + route.height + 2 * mm if badge.routes else inner.y
    top = inner.top - max(7 * mm, mark)
    home = fitted(words_of(badge.home), REGULAR, inner.width, 10 * mm * large, 11 * max(1, large))
    room = top - foot - 2 * mm - (home.height + mm if badge.home else 0)
    name = fitted(words_of(badge.name), SEMIBOLD, inner.width, room, 27 * large)
    used = name.height + (home.height + mm if badge.home else 0)
    y = draw(canvas, name, inner.x, top - (top - foot - 2 * mm - used) / 2, style.INK, tag="H1")
    if badge.home:
        draw(canvas, home, inner.x, y - mm, style.INK)
    if badge.routes:
        _hair(canvas, inner.x, inner.right, foot)
        draw(canvas, route, inner.x, inner.y + route.height, style.INK)


def _draw_mark(canvas: TaggedCanvas, badge: Badge, inner: Box, largest: float) -> float:
    """A word in a frame; a host's is filled, so that it is seen from across a table. Return its height."""
    text = fitted(words_of(badge.mark), SEMIBOLD, inner.width - 24 * mm, 6 * mm, largest)
    width = max(_line_widths(text)) + 4 * mm
    height = text.height + 1.6 * mm
    canvas.setLineWidth(0.8)
    canvas.setStrokeColor(style.FJORD)
    canvas.setFillColor(style.FJORD if badge.host else style.WHITE)
    canvas.roundRect(inner.x, inner.top - height, width, height, 1.2 * mm, stroke=1, fill=1)
    colour = style.WHITE if badge.host else style.FJORD
    draw(canvas, text, inner.x + 2 * mm, inner.top - 0.8 * mm, colour)
    return height


def _line_widths(text: Fitted) -> list[float]:
    return [sum(width_of(piece, text.font) * text.size for _font, piece in line) for line in text.lines]


def _route_text(routes: tuple[Route, ...], width: float) -> Fitted:
    """«Runde 1: bord 4 · Runde 2: bord 11», broken between the rounds only."""
    words: list[str] = []
    for route in routes:
        words += [f"{word}" for word in words_of(f"{route.title}:")] if route.title else []
        stops = [_("{round}: {table}").format(round=one.round, table=one.table) for one in route.stops]
        words += [f"{stop} ·" for stop in stops[:-1]] + [
            f"{stops[-1]}{';' if route is not routes[-1] else ''}"
        ]
    line = fitted(words, MEDIUM, width, _ROUTE_LINE, 9)
    return line if line.size >= _LEAST_ROUTE else fitted(words, MEDIUM, width, 11 * mm, 9)


# ── slips ──


def draw_slip(canvas: TaggedCanvas, slip: Slip, box: Box) -> None:
    """What it is, the name, and the new way, in which the changed tables stand in frames with what was."""
    inner = box.within(_PAD)
    heading = fitted(words_of(slip.heading), MEDIUM, inner.width, 5 * mm, 10)
    y = draw(canvas, heading, inner.x, inner.top, style.MUTED) - mm
    name = fitted(words_of(slip.name), SEMIBOLD, inner.width, 13 * mm, 16)
    y = draw(canvas, name, inner.x, y, style.INK, tag="H1")
    home = fitted(words_of(slip.home), REGULAR, inner.width, 5 * mm, 9.5)
    draw(canvas, home, inner.x, y, style.INK)
    count = max(1, len(slip.route.stops))
    gap = 1.5 * mm
    width = (inner.width - (count - 1) * gap) / count
    for index, stop in enumerate(slip.route.stops):
        _draw_stop(canvas, stop, Box(inner.x + index * (width + gap), inner.y, width, 18 * mm))


def _draw_stop(canvas: TaggedCanvas, stop: Stop, box: Box) -> None:
    if stop.was:
        canvas.setStrokeColor(style.INK)
        canvas.setLineWidth(1.4)
        canvas.roundRect(*box, 1.5 * mm, stroke=1, fill=0)
    else:
        _hair(canvas, box.x, box.right, box.top)
    inner = box.within(1.2 * mm)
    middle = inner.x + inner.width / 2
    label = fitted(words_of(stop.round), MEDIUM, inner.width, 4 * mm, 8, 3)
    y = draw(canvas, label, middle, inner.top, style.MUTED, centred=True)
    font = SEMIBOLD if stop.was else REGULAR
    table = fitted(words_of(stop.table), font, inner.width, 7.5 * mm, 14 if stop.was else 12, 3)
    draw(canvas, table, middle, y - 0.5 * mm, style.INK, centred=True)
    if stop.was:
        was = fitted(
            words_of(_("before: {table}").format(table=stop.was)), REGULAR, inner.width, 4 * mm, 7.5, 3
        )
        draw(canvas, was, middle, inner.y + was.height, style.INK, centred=True)


# ── table cards ──


class _Coded(NamedTuple):
    """A QR code, what is said above it, and what can be typed in instead below it."""

    code: QrCode
    figure: Element
    caption: str
    typed: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        return self.code.side + _CAPTION + len(self.typed) * _TYPED


def draw_table_card(canvas: TaggedCanvas, card: TableCard, box: Box) -> None:
    """The number at the left, theme and questions beside it, who leads the table and the codes below."""
    inner = box.within(_ROOMY)
    first, second = _codes(card)
    column = max(44 * mm, first.code.side if first else 0)
    word = fitted(words_of(card.word), MEDIUM, column, 10 * mm, 20)
    y = draw(canvas, word, inner.x, inner.top, style.MUTED)
    below = first.height + 3 * mm if first else 0
    number = fitted([card.number], SEMIBOLD, column, min(52 * mm, y - inner.y - below), 110)
    draw(canvas, number, inner.x, y, style.FJORD, tag="H1")
    if first:
        _draw_coded(canvas, first, Box(inner.x, inner.y, column, first.height))
    text = Box(inner.x + column + 8 * mm, inner.y, inner.width - column - 8 * mm, inner.height)
    foot = _draw_foot(canvas, card.people, second, text)
    y = _draw_theme(canvas, card.theme, card.title, text, text.top, 24)
    _draw_questions(canvas, card.questions, text, y - 5 * mm, foot + 3 * mm)


def _draw_foot(canvas: TaggedCanvas, told: str, coded: _Coded | None, box: Box) -> float:
    """Who leads the table, and beside it the second code; the answer is where they begin."""
    foot, side = box.y, 0.0
    if coded:
        side = coded.code.side
        _draw_coded(canvas, coded, Box(box.right - side, box.y, side, coded.height))
        foot += coded.height + 2 * mm
    if told:
        people = fitted(words_of(told), MEDIUM, box.width - side - (4 * mm if side else 0), 10 * mm, 14)
        draw(canvas, people, box.x, box.y + people.height, style.INK)
        foot = max(foot, box.y + people.height + 3 * mm)
    if foot > box.y:
        _hair(canvas, box.x, box.right, foot)
    return foot


def _codes(card: TableCard) -> tuple[_Coded | None, _Coded | None]:
    """The code for writing and that of the document, the first of them below the table's number."""
    found: list[_Coded | None] = []
    if card.invitation:
        typed = (card.invitation.code, card.invitation.page)
        found.append(_coded(card.invitation.link, _("Scan this to write for the table"), typed))
    if card.document:
        found.append(_coded(card.document.address, card.document.title))
    first, second, *_rest = (*found, None, None)
    return first, second


def _coded(address: str, caption: str, typed: tuple[str, ...] = ()) -> _Coded:
    figure = Element("Figure", alt=_("QR code: {caption}").format(caption=one_line(caption)))
    return _Coded(QrCode(address, 0, figure), figure, caption, typed)


def _draw_coded(canvas: TaggedCanvas, coded: _Coded, box: Box) -> None:
    y = box.y + len(coded.typed) * _TYPED
    if canvas.parent is not None:
        canvas.parent.kids.append(coded.figure)
    coded.code.wrap(box.width, coded.code.side)
    coded.code.drawOn(canvas, box.x, y)
    caption = fitted(words_of(coded.caption), REGULAR, box.width, _CAPTION, 9)
    draw(canvas, caption, box.x, y + coded.code.side + caption.height, style.MUTED)
    for at, line in enumerate(coded.typed):
        font, largest = (REGULAR, 9) if at else (SEMIBOLD, 13)
        draw(canvas, fitted([line], font, box.width, _TYPED, largest), box.x, y - at * _TYPED, style.INK)


def _draw_theme(
    canvas: TaggedCanvas, mark: ThemeMark | None, title: str, box: Box, top: float, largest: float
) -> float:
    """The letter on its colour and the title beside it; the answer is where they end."""
    if not title and not mark:
        return top
    side = 1.3 * largest if mark else 0
    indent = side + 4 * mm if mark else 0
    name = fitted(words_of(title), SEMIBOLD, box.width - indent, 3 * 1.25 * largest, largest)
    if mark:
        with canvas.block("P"):
            draw_badge(canvas, mark, box.x, top - side, side)
    first = top - max(0, side - name.size * 1.22) / 2 if len(name.lines) == 1 else top
    return min(draw(canvas, name, box.x + indent, first, style.INK), top - side)


def _draw_questions(
    canvas: TaggedCanvas, questions: tuple[tuple[str, str], ...], box: Box, top: float, foot: float
) -> None:
    """As large as all of them can be, each below its rounds."""
    if not questions:
        return
    gap, label_height = 4 * mm, 5 * mm
    largest = 17 if len(questions) > 1 else 26
    labels = sum(label_height for label, _question in questions if label)
    room = (top - foot - labels - gap * (len(questions) - 1)) / len(questions)
    texts = [fitted(words_of(question), REGULAR, box.width, room, largest) for _label, question in questions]
    size = min(text.size for text in texts)
    y = top
    for label, question in questions:
        if label:
            draw(canvas, fitted(words_of(label), MEDIUM, box.width, label_height, 10), box.x, y, style.MUTED)
            y -= label_height
        y = draw(
            canvas,
            fitted(words_of(question), REGULAR, box.width, room, size, min(6, size)),
            box.x,
            y,
            style.INK,
        )
        y -= gap


# ── forms to write on ──

_LINE: Final = 9 * mm  # from line to line of handwriting
_FOOT: Final = 4 * mm
_CODE: Final = 6 * mm  # of a form's last line, which says what sheet it is


def draw_form(canvas: TaggedCanvas, form: NoteForm, box: Box) -> None:
    """Table, round, theme and question above; below a heading and lines for each kind; what it is last."""
    inner = Box(box.x + 18 * mm, box.y + 14 * mm, box.width - 36 * mm, box.height - 28 * mm)
    place = fitted(words_of(form.place), SEMIBOLD, inner.width / 2, 12 * mm, 26)
    told = fitted(words_of(form.round), MEDIUM, inner.width / 2, 12 * mm, 16)
    draw(canvas, told, inner.right, inner.top - (place.height - told.height) / 2, style.INK, right=True)
    y = draw(canvas, place, inner.x, inner.top, style.FJORD, tag="H1") - 2 * mm
    y = _draw_theme(canvas, form.theme, form.title, inner, y, 13) - 2 * mm
    if form.question:
        question = fitted(words_of(form.question), MEDIUM, inner.width, 20 * mm, 12)
        y = draw(canvas, question, inner.x, y, style.INK)
    lines = Box(inner.x, inner.y + _CODE, inner.width, inner.height - _CODE)
    _draw_kinds(canvas, form.kinds, lines, y - 4 * mm)
    _draw_sheet_code(canvas, form, inner)


def _draw_sheet_code(canvas: TaggedCanvas, form: NoteForm, box: Box) -> None:
    """The event at the left, the code at the right, on one line."""
    code = fitted(words_of(form.code), SEMIBOLD, 30 * mm, _CODE, 13)
    event = fitted(words_of(form.event), REGULAR, box.width - 34 * mm, _CODE, 9)
    draw(canvas, event, box.x, box.y + event.height, style.MUTED)
    draw(canvas, code, box.right, box.y + code.height, style.INK, right=True)


def _draw_kinds(canvas: TaggedCanvas, kinds: tuple[str, ...], box: Box, top: float) -> None:
    """The lines are shared among the kinds."""
    height = (top - box.y) / max(1, len(kinds))
    lines = max(1, int((height - 6 * mm - _FOOT) / _LINE))
    for index, kind in enumerate(kinds):
        y = top - index * height
        draw(canvas, fitted(words_of(kind), SEMIBOLD, box.width, 5 * mm, 10.5), box.x, y, style.INK)
        for line in range(1, lines + 1):
            _hair(canvas, box.x, box.right, y - 4 * mm - line * _LINE, style.MUTED)


def _hair(canvas: TaggedCanvas, left: float, right: float, y: float, colour: Color = style.LINE) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(_HAIR)
    canvas.line(left, y, right, y)
