"""The look of the Word file: its styles, each once.

Everything is a style that can be changed in Word in one place; no text has a look of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import Color

from facilitator.report import style
from facilitator.report.docx_elements import w
from facilitator.report.elements import Markup, joined
from facilitator.report.outline import ThemeMark

_FONT: Final = "Calibri"  # fonts are not in the file; where it is missing, others of its widths stand in
_LEVELS: Final = 6  # of headings
_TWIP: Final = 20  # to a point
WIDTH: Final = round(style.WIDTH * _TWIP)  # of the text, in twips
TABLE: Final = "FacilitatorTable"  # the style of all tables
BULLETS: Final = 1  # the list of all points; lists with numbers follow
HANGING: Final = 22.0  # points between a list's mark and its text
_LABEL: Final = 85.0  # points, the column of labels
_RULE: Final = 24  # eighths of a point, above the cover
_THEMES: Final = 8  # with colours of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraphs:
    """A style of paragraphs; sizes and spaces in points."""

    name: str
    size: float = 10.5
    colour: Color = style.INK
    bold: bool = False
    before: float = 0
    after: float = 4
    indent: float = 0
    hanging: float = 0
    stays: bool = False  # on the page of what follows
    level: int | None = None  # in the contents, from 0
    bulleted: bool = False
    tab: float = 0  # where text after a tab ends
    leader: str = "none"
    ruled: bool = False  # a line above it
    following: str = ""  # the style of a paragraph typed after it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Runs:
    """A style of characters."""

    name: str
    colour: Color
    size: float = 0  # points; 0: as the paragraph
    bold: bool = False
    underlined: bool = False
    ground: Color | None = None


_EDGE: Final = style.WIDTH
_WORDS_OWN: Final = {
    *("Title", "Subtitle", "TOC Heading", "toc 1", "toc 2"),
    *("List Bullet", "List Number", "header", "footer", "Hyperlink"),
}
_PARAGRAPHS: Final = (
    _Paragraphs(name="Genre", size=11, colour=style.MUTED, bold=True, before=110, ruled=True, stays=True),
    _Paragraphs(
        name="Title", size=28, colour=style.FJORD, bold=True, after=6, stays=True, following="Subtitle"
    ),
    _Paragraphs(name="Subtitle", size=13, after=6),
    _Paragraphs(name="Status", size=11, bold=True, after=24),
    _Paragraphs(name="Front Heading", size=13, bold=True, before=18, after=4, stays=True),
    _Paragraphs(name="TOC Heading", size=18, colour=style.FJORD, bold=True, after=10, stays=True),
    _Paragraphs(name="toc 1", bold=True, before=6, after=2, tab=_EDGE, leader="dot"),
    _Paragraphs(name="toc 2", after=2, indent=16, tab=_EDGE, leader="dot"),
    _Paragraphs(name="Fact", after=2, indent=_LABEL, hanging=_LABEL),
    _Paragraphs(name="Remark", size=9.5, colour=style.MUTED, after=6),
    _Paragraphs(name="List Bullet", after=3, indent=HANGING, hanging=HANGING, bulleted=True),
    _Paragraphs(name="List Number", after=3, indent=HANGING, hanging=HANGING),
    _Paragraphs(name="Key Figure", after=2),
    _Paragraphs(name="Document Title", size=11.5, bold=True, before=12, after=2, stays=True),
    _Paragraphs(name="Document Text", stays=True),
    _Paragraphs(name="Picture", before=4, stays=True),
    _Paragraphs(name="Table Heading", size=9, colour=style.MUTED, bold=True, after=0, stays=True),
    _Paragraphs(name="Table Text", size=10, after=0),
    _Paragraphs(name="Table Detail", size=9, colour=style.MUTED, after=0),
    _Paragraphs(name="Table End", size=4, after=8),
    _Paragraphs(name="Break", size=4, before=12, after=0),
    _Paragraphs(name="header", size=8.5, colour=style.MUTED, after=0, tab=_EDGE),
    _Paragraphs(name="footer", size=8.5, colour=style.MUTED, after=0, tab=_EDGE),
)
_HEADINGS: Final = (
    (18, style.FJORD, 24),
    (14, style.INK, 16),
    (11.5, style.FJORD, 12),
    (10.5, style.INK, 10),
)
_RUNS: Final = (
    _Runs(name="Hyperlink", colour=style.FJORD, underlined=True),
    _Runs(name="Label", colour=style.MUTED, bold=True),
    _Runs(name="Source", colour=style.MUTED, size=9),
    _Runs(name="Figure", colour=style.FJORD, size=20, bold=True),
)


def style_id(name: str) -> str:
    """The name that paragraphs and runs call a style by."""
    return "".join(part[:1].upper() + part[1:] for part in name.split())


def theme_style(theme: ThemeMark) -> str:
    """The id of the style of the theme's letter."""
    return style_id(_theme_name(theme.index % _THEMES))


def heading_style(level: int) -> str:
    """The id of a heading's style, by its level (from 0)."""
    return style_id(_heading_name(min(level, _LEVELS - 1)))


def _heading_name(level: int) -> str:
    return f"heading {level + 1}"


def _theme_name(index: int) -> str:
    return f"Theme {index + 1}"


def styles(language: str, scale: float) -> Markup:
    """All styles, for a document in that language of Word's; the type ``scale`` times as large."""
    return joined(
        [
            _defaults(language, scale),
            _normal(),
            _no_table(),
            _table(),
            *(_paragraph_style(one, scale) for one in (*_PARAGRAPHS, *_headings())),
            *(_run_style(one, scale) for one in (*_RUNS, *_themes())),
        ]
    )


def _headings() -> Iterator[_Paragraphs]:
    for level in range(_LEVELS):
        size, colour, before = _HEADINGS[min(level, len(_HEADINGS) - 1)]
        yield _Paragraphs(
            name=_heading_name(level),
            size=size,
            colour=colour,
            bold=True,
            before=before,
            after=size / 2.5,
            stays=True,
            level=level,
            following="Normal",
        )


def _themes() -> Iterator[_Runs]:
    for index in range(_THEMES):
        colour = style.theme_colour(index)
        yield _Runs(name=_theme_name(index), colour=style.ink_on(colour), bold=True, ground=colour)


def _defaults(language: str, scale: float) -> Markup:
    fonts = w("rFonts", ascii=_FONT, hAnsi=_FONT, cs=_FONT, eastAsia=_FONT)
    run = w("rPr", fonts, _colour(style.INK), *_size(10.5 * scale), w("lang", val=language))
    paragraph = w("pPr", w("spacing", after=twips(6), line="264", lineRule="auto"))
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", paragraph))


def _normal() -> Markup:
    normal = w("name", val="Normal"), w("qFormat")
    plain = w("name", val="Default Paragraph Font"), w("uiPriority", val="1"), w("semiHidden")
    return joined(
        [
            w("style", *normal, type="paragraph", default="1", styleId="Normal"),
            w("style", *plain, type="character", default="1", styleId="DefaultParagraphFont"),
        ]
    )


def _no_table() -> Markup:
    """What every table has unless its style says otherwise."""
    return w(
        "style",
        w("name", val="Normal Table"),
        w("semiHidden"),
        w("tblPr", w("tblInd", w="0", type="dxa")),
        type="table",
        default="1",
        styleId="TableNormal",
    )


def _table() -> Markup:
    """Rows between fine lines; under the headings a line in ink."""
    fine = {"val": "single", "sz": "4", "space": "0", "color": _hex(style.LINE)}
    strong = {"val": "single", "sz": "8", "space": "0", "color": _hex(style.INK)}
    cell = {"w": twips(8), "type": "dxa"}
    margins = (
        w("top", w=twips(2.5), type="dxa"),
        w("left", w="0", type="dxa"),
        w("bottom", w=twips(2.5), type="dxa"),
        w("right", **cell),
    )
    return w(
        "style",
        w("name", val="Facilitator Table"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val="1"),
        w("qFormat"),
        w(
            "tblPr",
            w("tblBorders", w("bottom", **fine), w("insideH", **fine)),
            w("tblCellMar", *margins),
        ),
        w("tblStylePr", w("tcPr", w("tcBorders", w("bottom", **strong))), type="firstRow"),
        type="table",
        customStyle="1",
        styleId=TABLE,
    )


def _paragraph_style(one: _Paragraphs, scale: float) -> Markup:
    numbered = w("numPr", w("numId", val=str(BULLETS)))
    tab = w("tab", val="right", leader=one.leader, pos=twips(one.tab))
    rule = w("top", val="single", sz=str(_RULE), space="14", color=_hex(style.FJORD))
    properties = [
        *([w("keepNext"), w("keepLines")] if one.stays else []),
        *([numbered] if one.bulleted else []),
        *([w("pBdr", rule)] if one.ruled else []),
        *([w("tabs", tab)] if one.tab else []),
        w("spacing", before=twips(one.before * scale), after=twips(one.after * scale)),
        *([w("ind", left=twips(one.indent), hanging=twips(one.hanging))] if one.indent else []),
        *([w("outlineLvl", val=str(one.level))] if one.level is not None else []),
    ]
    look = [*([w("b")] if one.bold else []), _colour(one.colour), *_size(one.size * scale)]
    return w(
        "style",
        w("name", val=one.name),
        w("basedOn", val="Normal"),
        *([w("next", val=style_id(one.following))] if one.following else []),
        *_offered(one.name),
        w("pPr", *properties),
        w("rPr", *look),
        type="paragraph",
        styleId=style_id(one.name),
        customStyle="0" if _is_words(one.name) else "1",
    )


def _run_style(one: _Runs, scale: float) -> Markup:
    look = [
        *([w("b")] if one.bold else []),
        _colour(one.colour),
        *(_size(one.size * scale) if one.size else []),
        *([w("u", val="single")] if one.underlined else []),
        *([w("shd", val="clear", color="auto", fill=_hex(one.ground))] if one.ground else []),
    ]
    return w(
        "style",
        w("name", val=one.name),
        w("basedOn", val="DefaultParagraphFont"),
        w("rPr", *look),
        type="character",
        styleId=style_id(one.name),
        customStyle="0" if _is_words(one.name) else "1",
    )


def _offered(name: str) -> list[Markup]:
    """Word's own styles stand in its gallery, for whoever writes on."""
    return [w("qFormat")] if _is_words(name) else []


def _is_words(name: str) -> bool:
    """Whether the style is one of Word's own."""
    return name in _WORDS_OWN or name.startswith("heading ")


def _colour(colour: Color) -> Markup:
    return w("color", val=_hex(colour))


def _size(points: float) -> tuple[Markup, Markup]:
    half_points = str(round(2 * points))
    return w("sz", val=half_points), w("szCs", val=half_points)


def twips(points: float) -> str:
    """The length in Word's own unit."""
    return str(round(_TWIP * points))


def _hex(colour: Color) -> str:
    return str(colour.hexval())[2:].upper()
