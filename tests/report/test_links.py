from __future__ import annotations

import pytest

from facilitator.report.languages import language_tag, word_language
from facilitator.report.links import link_target, scannable


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://example.org", "https://example.org"),
        ("http://example.org:8080/a?b=c&d=%C3%A5#e", "http://example.org:8080/a?b=c&d=%C3%A5#e"),
        (
            "https://example.org/strategi 2030 på trykk.pdf",
            "https://example.org/strategi%202030%20p%C3%A5%20trykk.pdf",
        ),
        ('https://example.org/"<a>', "https://example.org/%22%3Ca%3E"),
        ("mailto:post@example.org", "mailto:post@example.org"),
    ],
)
def test_an_address_of_a_page_or_mailbox_is_a_link(address: str, target: str) -> None:
    assert link_target(address) == target
    assert scannable(address) == address.startswith("http")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "ftp://example.org",
        "https://",
        "https:///sti",
        "https:example.org",
        "mailto:",
        "http://[x",
        "http://example.org:port/",
        "https://example.org og https://example.com",
        "https://example.org/\n",
        "https://example.org/\ud800",
        "https://example.org/" + "å" * 400,
    ],
)
def test_anything_else_is_text(address: str) -> None:
    assert link_target(address) == ""
    assert not scannable(address)


@pytest.mark.parametrize(
    ("code", "tag", "word"),
    [
        ("nb", "nb", "nb-NO"),
        (" EN ", "en", "en-GB"),
        ("en-US", "en-us", "en-us"),
        ("sma", "sma", "sma"),
        ("norsk", "", ""),
        ('en"><script>', "", ""),
        ("", "", ""),
    ],
)
def test_a_language_is_named_as_files_name_it(code: str, tag: str, word: str) -> None:
    assert (language_tag(code), word_language(code)) == (tag, word)
