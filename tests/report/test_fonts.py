from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from facilitator.report.fonts import FIGURES, REGULAR, register_fonts, runs


@pytest.mark.parametrize("text", ["Blåbærsyltetøy ÆØÅ – «ja»", "čđŋšŧž ÁČĐŊŠŦŽ", "Ж Ω → ½ €", ""])
def test_inter_writes_what_is_written_here(text: str) -> None:
    assert list(runs(text)) == [("", text)]


def test_each_character_gets_the_first_font_that_has_it() -> None:
    assert list(runs("Hei 😀中ا!")) == [
        ("", "Hei "),
        ("Noto Emoji", "😀"),
        ("Droid Sans Fallback", "中"),
        ("DejaVu Sans", "ا"),
        ("", "!"),
    ]


def test_what_no_font_has_is_taken_apart() -> None:
    assert [piece for _font, piece in runs("\ufdfa")] == ["صلى", " ", "الله", " ", "عليه", " ", "وسلم"]


def test_what_cannot_be_written_is_shown_by_its_number() -> None:
    assert list(runs("a\u1275\U000123454")) == [("", "a[U+1275][U+12345]4")]


def test_figures_are_equally_wide() -> None:
    register_fonts()
    assert len({stringWidth(digit, FIGURES, 10) for digit in "0123456789"}) == 1
    assert stringWidth("1", REGULAR, 10) < stringWidth("0", REGULAR, 10)
