"""The fonts of print: Inter, and for what Inter cannot write a chain of others.

Any character is drawn by the first font of the chain that has it; what none has is shown by its number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from facilitator.resources import resource

REGULAR: Final = "Inter"
MEDIUM: Final = "Inter-Medium"
SEMIBOLD: Final = "Inter-SemiBold"
FIGURES: Final = "Inter-Figures"  # all digits equally wide, for times and counts in columns

_FILES = {REGULAR: "Inter-Regular.ttf", MEDIUM: "Inter-Medium.ttf", SEMIBOLD: "Inter-SemiBold.ttf"}
_FALLBACKS = {
    "Noto Emoji": "NotoEmoji-Regular.ttf",
    "DejaVu Sans": "DejaVuSans.ttf",
    "Droid Sans Fallback": "DroidSansFallback.ttf",
}
_MOST_WIDTHS: Final = 20_000  # words whose widths are remembered
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def register_fonts() -> None:
    """Make the fonts known to reportlab by their names; again is harmless."""
    _registered()


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The text cut where the font changes: (font, piece); "" stands for any weight of Inter."""
    if _inter() >= set(text):
        yield "", text
        return
    drawn = (pair for char in text for pair in _drawn(char))
    for font, pairs in groupby(drawn, key=lambda pair: pair[0]):
        yield font, "".join(char for _font, char in pairs)


def visible(char: str) -> str:
    """A character that cannot be drawn, by its number: «[U+0007]»."""
    return f"[U+{ord(char):04X}]"


def drawable(char: str) -> bool:
    """Whether a font has the character, or what it is made of."""
    return "".join(piece for _font, piece in _drawn(char)) != visible(char)


@cache
def _drawn(char: str) -> tuple[tuple[str, str], ...]:
    """(font, character) of what stands for the character."""
    font = _font_of(char)
    if font is not None:
        return ((font, char),)
    plain = unicodedata.normalize("NFKC", char)
    fonts = [_font_of(part) for part in plain]
    if plain != char and all(font is not None for font in fonts):
        return tuple((font or "", part) for font, part in zip(fonts, plain, strict=True))
    return tuple(("", part) for part in visible(char))


def _font_of(char: str) -> str | None:
    if char in _inter():
        return ""
    return next((name for name in _FALLBACKS if ord(char) in _coverage(name)), None)


@cache
def _inter() -> frozenset[str]:
    return frozenset(map(chr, _coverage(REGULAR))) | {"\n"}


@cache
def _coverage(name: str) -> frozenset[int]:
    """What a font may draw: not what stands for a sign of its own only, which PDF/A forbids."""
    glyphs = _registered()[name].face.charToGlyph
    return frozenset(
        code for code, glyph in glyphs.items() if glyph and code >= ord(" ") and not 0xE000 <= code <= 0xF8FF
    )


@cache
def _registered() -> dict[str, _Font]:
    fonts = {name: _Font(name, _path(file)) for name, file in {**_FILES, **_FALLBACKS}.items()}
    fonts[FIGURES] = _figures_font()
    for font in fonts.values():
        pdfmetrics.registerFont(font)
    return fonts


def _path(file: str) -> str:
    return str(resource(f"fonts/{file}"))


class _Font(TTFont):
    """A font whose text can be read back: reportlab's own map fails for code 0 and beyond U+FFFF.

    It remembers how wide words are, which people write again and again.
    """

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._widths: dict[str, float] = {}  # of type of size 1

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            width = self._widths[text] = float(super().stringWidth(text, 1, encoding))
        return size * width

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        subsets = list(self.state[doc].subsets)
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            font = doc.idToObject["BasicFonts"].dict[self._internal_name(doc, number)]
            doc.idToObject[font.ToUnicode.name].content = _to_unicode(font.BaseFont, subset)

    def _internal_name(self, doc: Any, subset: int) -> str:
        return f"{doc.fontMapping[self.fontName][1:]}+{subset}"


def _to_unicode(name: str, subset: list[int]) -> str:
    """The CMap that says which characters the codes of a subset stand for, 100 to a block."""
    pairs = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(subset)
        if char
    ]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _figures_font() -> _Font:
    """Inter with the digits that its feature "tnum" would choose; reportlab knows no features."""
    font = _Font(FIGURES, _path(_FILES[REGULAR]))
    face = font.face
    face.name = FIGURES.encode()  # else the subset takes the place of the regular font's
    glyphs = _glyphs_by_name(face)
    units = face.unitsPerEm
    for digit, name in enumerate(_DIGITS):
        code = ord("0") + digit
        glyph = glyphs[f"{name}.tf"]
        face.charToGlyph[code] = glyph
        face.charWidths[code] = face.hmetrics[glyph][0] * 1000 / units
    return font


def _glyphs_by_name(face: Any) -> dict[str, int]:
    """Glyph name → glyph, from the font's "post" table, version 2."""
    table = bytes(face.get_table("post"))
    count = int.from_bytes(table[32:34], "big")
    indexes = [int.from_bytes(table[at : at + 2], "big") for at in range(34, 34 + 2 * count, 2)]
    names: list[str] = []
    at = 34 + 2 * count
    while at < len(table):
        names.append(table[at + 1 : at + 1 + table[at]].decode("ascii"))
        at += 1 + table[at]
    standard = 258  # names that every font shares, and that do not stand in the table
    return {names[index - standard]: glyph for glyph, index in enumerate(indexes) if index >= standard}
