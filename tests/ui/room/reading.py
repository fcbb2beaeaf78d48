"""What can be read of a picture, and what cannot."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QRectF

from facilitator.ui.room.elements import Code, Line, Logo, Mark, Shape
from facilitator.ui.room.lettering import DIGITS, metrics
from facilitator.ui.room.scenes import SceneName, picture
from facilitator.ui.room.sheet import Picture
from tests.ui.room.days import At


def draw(name: SceneName, moment: At, width: int = 1920, height: int = 1080) -> Picture:
    return picture(name, *moment, width, height)


def squeezed(text: str) -> str:
    return "".join(text.split())


def digits_of(drawn: Picture) -> list[str]:
    """What is counted down in large digits."""
    return [line.text for line in drawn.lines if line.face is DIGITS]


def marks_of(drawn: Picture) -> list[Mark]:
    return [one.mark for one in drawn.elements if isinstance(one, Shape)]


def small_lines(drawn: Picture) -> list[str]:
    return [line.text for line in drawn.lines if line.px < drawn.height / 25]


def small_digits(drawn: Picture) -> list[str]:
    """Digits of less than a quarter of the height."""
    digits = [line for line in drawn.lines if line.face is DIGITS]
    return [one.text for one in digits if metrics(one.px, DIGITS).capHeight() < drawn.height / 4]


def outside(drawn: Picture) -> list[str]:
    sheet = QRectF(0, 0, drawn.width, drawn.height)
    return [line.text for line in drawn.lines if not sheet.contains(ink(line))]


def overlapping(drawn: Picture) -> list[tuple[str, str]]:
    """Lines whose letters cover each other, or a shape, a code or the logo."""
    inks = [(line.text, ink(line)) for line in drawn.lines]
    inks += [(type(one).__name__, one.box) for one in drawn.elements if isinstance(one, Code | Logo)]
    shapes = [(one.mark, one.box) for one in drawn.elements if isinstance(one, Shape)]
    covered = [(a, b) for (a, first), (b, second) in combinations(inks, 2) if first.intersects(second)]
    return covered + [(a, b) for a, first in inks for b, second in shapes if first.intersects(second)]


def ink(line: Line) -> QRectF:
    """Where its letters are."""
    return metrics(line.px, line.face).tightBoundingRect(line.text).translated(line.x, line.baseline)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
