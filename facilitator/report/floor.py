"""The floor plan on one sheet of A4, lying: for the wall by the door, and for who sets out the tables."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepInFrame, Paragraph, Spacer

from facilitator.clock import Moment
from facilitator.event import Event, Fixture, Table, TableShape, theme_letter
from facilitator.floor import Box, laid_out
from facilitator.i18n import _, format_date, language
from facilitator.report import style
from facilitator.report.files import replacing
from facilitator.report.fonts import SEMIBOLD
from facilitator.report.outline import Outline, ThemeMark
from facilitator.report.pages import draw_badge
from facilitator.report.paragraphs import Told, paragraphs
from facilitator.report.pdf import titled, write_drawing
from facilitator.report.tagging import Element, TaggedCanvas
from facilitator.report.text import markup
from facilitator.snapshot import Snapshot
from facilitator.words import fixture_name, theme_and_tables

_WIDTH, _HEIGHT = landscape(A4)
_EDGE: Final = 14 * mm
_HEAD: Final = 22 * mm
_THEMES: Final = 62 * mm  # the column of themes at the right
_GAP: Final = 6 * mm
_BADGE: Final = 6 * mm
_MOST: Final = 0.35  # pt for each centimetre: a small room does not fill the sheet with two tables
_NAME: Final = style.CONTENTS[1].clone("floor-name", alignment=1, leftIndent=0, rightIndent=0, spaceBefore=0)
_THEME: Final = style.BODY.clone("floor-theme", leftIndent=_BADGE + 3 * mm, spaceAfter=0, leading=14)
_TITLE: Final = style.SHEET.title.clone("floor-title", spaceAfter=2)


def export_floor_plan(snapshot: Snapshot, path: Path, now: Moment) -> None:
    """Write the sheet in the language spoken; raise FacilitatorError where it cannot be written."""
    with replacing(path) as file:
        write_floor_plan(snapshot, file, now)


def write_floor_plan(snapshot: Snapshot, file: BinaryIO, now: Moment) -> None:
    event = snapshot.event
    about = titled(
        Outline(
            title=event.title,
            genre=_("Floor plan"),
            status="",
            when=format_date(event.date, weekday=True),
            author=event.organiser,
            language=language(),
            made_at=event.local(now.utc),
        )
    )
    write_drawing(about, file, (_WIDTH, _HEIGHT), lambda canvas, root: _draw(canvas, root, event, about))


def _draw(canvas: TaggedCanvas, root: Element, event: Event, about: Outline) -> None:
    parts = (about.genre, about.when, event.place, _("example") if event.example else "")
    head = [
        *paragraphs(about.title, _TITLE, root.add("H1")),
        *paragraphs(" · ".join(filter(None, parts)), style.SHEET.when, root.add("P")),
    ]
    _set(canvas, head, _EDGE, _HEIGHT - _EDGE, _WIDTH - 2 * _EDGE, _HEAD)
    figure = root.add("Figure", alt=_in_words(event))
    themes = _themes(event, root)
    width = _WIDTH - 2 * _EDGE - (_THEMES + _GAP if themes else 0)
    top = _HEIGHT - _EDGE - _HEAD - 2 * mm
    with canvas.figure(figure, (_EDGE, _EDGE, _EDGE + width, top)):
        _draw_room(canvas, event, _EDGE, _EDGE, width, top - _EDGE)
    if themes:
        _set(canvas, themes, _WIDTH - _EDGE - _THEMES, top, _THEMES, top - _EDGE)


def _set(
    canvas: TaggedCanvas, flowables: list[Flowable], x: float, top: float, width: float, high: float
) -> None:
    """The texts from ``top`` down, smaller where the box would not hold them."""
    box = KeepInFrame(width, high, flowables, mode="shrink")
    _wide, needed = box.wrapOn(canvas, width, high)
    box.drawOn(canvas, x, top - needed)


def _in_words(event: Event) -> str:
    """The drawing for who cannot see it."""
    tables = sorted(event.open_tables, key=lambda table: table.number)
    numbers = ", ".join(str(table.number) for table in tables)
    return _("The room seen from above, with the tables {numbers}.").format(numbers=numbers)


def _themes(event: Event, root: Element) -> list[Flowable]:
    used = {table.theme_id for table in event.open_tables}
    made: list[Flowable] = []
    for index, theme in enumerate(event.themes):
        if theme.id in used:
            mark = ThemeMark(theme_letter(event, theme.id), index)
            made += [_ThemeLine(mark, theme_and_tables(event, theme), root.add("P")), Spacer(0, 3 * mm)]
    return made


class _ThemeLine(Flowable):
    """A theme's letter on its colour, and beside it what it is called and where it is talked of."""

    canv: TaggedCanvas

    def __init__(self, mark: ThemeMark, text: str, element: Element) -> None:
        super().__init__()
        self._mark, self._element = mark, element
        self._text = Told(markup(text), _THEME)
        self._text.element = element

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = self._text.wrapOn(self.canv, width, height)
        self.height = max(self.height, _BADGE)
        return width, self.height

    def draw(self) -> None:
        with self.canv.telling(self._element, label=self._element):
            draw_badge(self.canv, self._mark, 0, self.height - _BADGE, _BADGE)
        self._text.drawOn(self.canv, 0, self.height - self._text.height)


def _draw_room(canvas: Canvas, event: Event, x: float, y: float, width: float, height: float) -> None:
    """The floor plan at the top of that box (pt), its front at the top; all to one scale."""
    plan = laid_out(event)
    room = plan.room
    scale = min(width / room.width, height / room.height, _MOST)
    left, top = x + (width - room.width * scale) / 2, y + height

    def place(box: Box) -> Box:
        """In pt from the lower left corner of the sheet."""
        return Box(
            left + (box.x - room.left) * scale,
            top - (box.y - room.top) * scale,
            box.width * scale,
            box.height * scale,
        )

    canvas.setStrokeColor(style.LINE)
    canvas.setLineWidth(0.8)
    canvas.roundRect(left, top - room.height * scale, room.width * scale, room.height * scale, 4 * mm)
    for fixture, box in plan.fixtures:
        _draw_fixture(canvas, fixture, place(box), place(room))
    growth = min(plan.growth * 0.94, 1.5)
    for table, box in plan.tables:
        spot = place(box)
        more = max(1.0, growth)
        _draw_table(canvas, event, table, Box(spot.x, spot.y, spot.width * more, spot.height * more))


def _draw_table(canvas: Canvas, event: Event, table: Table, box: Box) -> None:
    themes = [theme.id for theme in event.themes]
    hue = style.theme_colour(themes.index(table.theme_id)) if table.theme_id in themes else style.MUTED
    canvas.setStrokeColor(hue)
    canvas.setFillColor(style.WHITE)
    canvas.setLineWidth(box.width / 16)
    if table.shape is TableShape.ROUND:
        canvas.circle(box.x, box.y, box.width / 2, stroke=1, fill=1)
    else:
        canvas.roundRect(box.left, box.top, box.width, box.height, box.width / 16, stroke=1, fill=1)
    size, letter = 0.42 * box.width, theme_letter(event, table.theme_id)
    canvas.setFillColor(style.INK)
    canvas.setFont(SEMIBOLD, size)
    canvas.drawCentredString(box.x, box.y - (0 if letter else 0.36 * size), str(table.number))
    if letter:
        canvas.setFont(SEMIBOLD, 0.72 * size)
        canvas.drawCentredString(box.x, box.y - 0.76 * size, letter)


def _draw_fixture(canvas: Canvas, fixture: Fixture, box: Box, room: Box) -> None:
    """The thing with its name in it; beside it, towards the wall, where it is too thin."""
    canvas.setStrokeColor(style.MUTED)
    canvas.setFillColor(style.LINE)
    canvas.setLineWidth(0.6)
    canvas.rect(box.left, box.top, box.width, box.height, stroke=1, fill=1)
    canvas.saveState()
    canvas.translate(box.x, box.y)
    wide, high, outward = box.width, box.height, 1 if box.y > room.y else -1
    if high > wide:
        canvas.rotate(90)
        wide, high, outward = high, wide, 1 if box.x < room.x else -1
    measure = max(wide, 20 * mm)
    text = Paragraph(markup(fixture_name(fixture)), _NAME)
    name = KeepInFrame(measure, 12 * mm, [text], mode="shrink")
    _across, down = name.wrapOn(canvas, measure, 12 * mm)
    middle = 0.0 if down <= high else outward * (high + down) / 2
    name.drawOn(canvas, -measure / 2, middle - down / 2)
    canvas.restoreState()
