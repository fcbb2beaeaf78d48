from __future__ import annotations

import pytest

from facilitator.report.fonts import register_fonts
from facilitator.report.text import clean, legible, lines_of, markup, one_line, plain


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("Vi må <b>ikke</b>", "Vi må &lt;b&gt;ikke&lt;/b&gt;"),
        ("&amp; er tegnet &", "&amp;amp; er tegnet &amp;"),
        ("<br/></para><a href='x'>", "&lt;br/&gt;&lt;/para&gt;&lt;a href='x'&gt;"),
        ("to\nlinjer", "to<br/>linjer"),
        ("buss 🚌 & <tog>", 'buss <font name="Noto Emoji">🚌</font> &amp; &lt;tog&gt;'),
        ("中文", '<font name="Droid Sans Fallback">中文</font>'),
        ("سلام", '<font name="DejaVu Sans">سلام</font>'),
    ],
)
def test_typed_text_is_never_markup(typed: str, set_as: str) -> None:
    assert markup(typed) == set_as


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("\x07\x1b[31m\x85\x00", "[U+0007][U+001B][31m[U+0085][U+0000]"),
        ("halv \ud800", "halv [U+D800]"),
        ("A\u030as", "Ås"),
        ("sam\u00adarbeid \u202eabc\u202c \ufeffx", "samarbeid abc x"),
        ("👍🏽 ❤\ufe0f 👩\u200d🚀", "👍 ❤ 👩🚀"),
        ("bindestrek \u2011 består", "bindestrek \u2011 består"),
    ],
)
def test_what_cannot_be_seen_is_shown_or_left_out(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@pytest.mark.parametrize("count", range(1, 8))
def test_every_space_survives_a_paragraph(count: int) -> None:
    cleaned = clean("a" + count * " " + "b")
    assert cleaned.replace("\xa0", " ") == "a" + count * " " + "b"
    assert "  " not in cleaned


def test_indents_survive_a_paragraph() -> None:
    assert clean("   a\n b\n\tc") == "\xa0\xa0\xa0a\n\xa0b\n\xa0\xa0\xa0\xa0c"


def test_one_line_is_one_line() -> None:
    assert one_line("Ås  og\r\n Moss\t☃") == "Ås og Moss ☃"


def test_plain_text_needs_one_font_only() -> None:
    register_fonts()
    assert plain("Ås 😀\n<b>") == "Ås [U+1F600]\n<b>"


def test_there_is_always_a_line() -> None:
    assert lines_of("") == [""]
    assert lines_of("a\r\nb\n") == ["a", "b", ""]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb  c ", "a\tb  c "),
        ("\0 \x07 \x1b", "[U+0000] [U+0007] [U+001B]"),
        ("\ud800 \ufffe \uffff", "[U+D800] [U+FFFE] [U+FFFF]"),
        ("e\u0301 á\u200db 🚌\ufe0f", "e\u0301 á\u200db 🚌\ufe0f"),
    ],
)
def test_files_of_data_hold_the_text_as_typed_save_what_no_file_may_hold(typed: str, told: str) -> None:
    assert legible(typed) == told
