"""What a Word file is set up with beside its styles: lists, settings and the page."""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm

from facilitator.report import style
from facilitator.report.docx_elements import w
from facilitator.report.docx_look import BULLETS, HANGING, twips
from facilitator.report.elements import Markup, joined

_WORD: Final = "http://schemas.microsoft.com/office/word"


def numbering(lists: int) -> Markup:
    """The list of points, and that many lists that each count from 1."""
    counted = (
        _list(BULLETS + number, 1, w("lvlOverride", w("startOverride", val="1"), ilvl="0"))
        for number in range(1, lists + 1)
    )
    return joined(
        [_kind_of_list(0, "bullet", "•"), _kind_of_list(1, "decimal", "%1."), _list(BULLETS, 0), *counted]
    )


def settings(language: str) -> Markup:
    """What Word is to know: a file of today's Word, written in that language."""
    today = w("compatSetting", name="compatibilityMode", uri=_WORD, val="15")
    spoken = w("themeFontLang", val=language)
    return joined([w("defaultTabStop", val="720"), w("compat", today), spoken])


def page_setup(*references: Markup, covered: bool) -> Markup:
    """A4 with the margins of print; ``covered``: the first page has a head and foot of its own, or none."""
    margins = {"top": style.TOP, "right": style.LEFT, "bottom": style.BOTTOM, "left": style.LEFT}
    return w(
        "sectPr",
        *references,
        w("pgSz", w=twips(style.PAGE_WIDTH), h=twips(style.PAGE_HEIGHT)),
        w(
            "pgMar",
            **{side: twips(length) for side, length in margins.items()},
            header=twips(13 * mm),
            footer=twips(12 * mm),
            gutter="0",
        ),
        *([w("titlePg")] if covered else []),
    )


def _kind_of_list(number: int, kind: str, mark: str) -> Markup:
    place = w("pPr", w("ind", left=twips(HANGING), hanging=twips(HANGING)))
    level = w("lvl", w("start", val="1"), w("numFmt", val=kind), w("lvlText", val=mark), place, ilvl="0")
    return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=str(number))


def _list(number: int, kind: int, *overrides: Markup) -> Markup:
    return w("num", w("abstractNumId", val=str(kind)), *overrides, numId=str(number))
