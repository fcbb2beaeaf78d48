"""Whatever people type comes out of every export as they typed it, and does nothing there."""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from zoneinfo import TZPATH

import pytest

import facilitator
from facilitator.event import BackgroundDocument, Speaker
from facilitator.report import CONTENTS, What, export
from facilitator.report import csv as csv_export
from facilitator.report import text as report_text
from facilitator.snapshot import Snapshot
from tests.builders import a_cafe, a_day, a_draft, a_moment, a_person, a_snapshot, an_item, some_notes
from tests.hosts.payloads import TEXTS
from tests.report.hostile import PAYLOADS
from tests.report.sinks import SINKS, lost

RANDOM: Final = int(os.environ.get("FACILITATOR_TEXTS", "2000"))  # texts a run; 50,000 take some minutes
SEED: Final = int(os.environ.get("FACILITATOR_FIRST_TEXT", "0"))
BATCH: Final = 500
_ALPHABETS: Final = (
    "abcæøåéŋŧ ÆØÅ 0123456789",
    "<>&;'\"/\\()[]{}#%=+-*_~`|^$@!?:.,",
    "\n\r\t \xa0\u2028\u200b",
    "😀🚌👍🏽❤\ufe0f中文かな한ЖΩאب→✓€½ﬁ",
    "\0\x07\x1b\x7f\x85\ud800\udfff\ufffe\uffff\ufeff\u202e\u1275",
)
_WORDS: Final = (
    *("<b>", "</para>", "<br/>", "&amp;", "&#0;", "]]>", "-->", "EMC", "BDC", "ET", "endstream", "%%EOF"),
    *("=1+1", "@SUM", "\r\n", "END:VEVENT", "```", "](", "![", "_x000D_", "{0}", "%s", "javascript:", "\\n"),
)


def a_day_of(texts: Sequence[str]) -> Snapshot:
    """A day on which everything is called by these texts: notes, items, speakers, documents, purposes."""
    items = [an_item(title=text, prompt=text, speakers=(Speaker(name=text),)) for text in texts]
    cafe = a_cafe()
    people = tuple(a_person(name=text, organisation=text, region=text) for text in texts[:30])
    day = a_day(
        title=texts[0],
        place=texts[-1],
        purposes=tuple(texts[:20]),
        documents=(
            *(BackgroundDocument(id=text, title=text, address=text) for text in texts[:40]),
            BackgroundDocument(id="sound", title=texts[0], address="https://example.org/"),
        ),
    )
    notes = some_notes(*(a_draft(text, item_id=items[0].id, round_id=None) for text in texts))
    return a_snapshot(replace(day, items=(*items, cafe), people=people), notes=notes)


def numbered(texts: Sequence[str]) -> list[str]:
    """The texts, no two of which are equal or begin another."""
    return [f"{text} nr. {number}." for number, text in enumerate(texts, 1)]


def random_texts(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)

    def piece() -> str:
        if chance.random() < 0.3:
            return chance.choice(_WORDS)
        return "".join(chance.choices(chance.choice(_ALPHABETS), k=chance.randint(1, 12)))

    return ["".join(piece() for _piece in range(chance.randint(1, 9))) for _text in range(count)]


# ── what an export may touch ──

_heard: list[str] | None = None  # an audit hook stays for good; it listens only while this is a list


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if _heard is None:
        return
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        _heard.append(os.fsdecode(arguments[0]))
    elif event.startswith(("socket.connect", "socket.getaddrinfo", "subprocess.", "os.system", "urllib.")):
        _heard.append(f"{event} {arguments}")


sys.addaudithook(_hear)


@contextmanager
def touched(folder: Path) -> Iterator[list[str]]:
    """Hears of every file that is opened outside of the folder and the program, and of every request."""
    global _heard  # noqa: PLW0603 - what the hook, which cannot be taken away, looks at
    program = Path(sys.prefix), Path(sys.base_prefix), Path(facilitator.__file__).parents[1]
    own = (str(folder), *map(str, program), *TZPATH)
    found: list[str] = []
    heard: list[str] = []
    _heard = heard
    try:
        yield found
    finally:
        _heard = None
        found += [one for one in heard if not one.startswith(own)]


def written(texts: Sequence[str], ending: str, folder: Path, what: What | None = None) -> Path:
    file = folder / f"dag{ending}"
    export(a_day_of(texts), file, a_moment("16:00"), "nb", what)
    return file


def test_every_format_has_a_reader() -> None:
    assert set(SINKS) == set(CONTENTS)


@pytest.mark.parametrize("ending", CONTENTS)
def test_320_payloads_come_out_as_typed_and_do_nothing(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # a spreadsheet is put together there
    texts = numbered([*PAYLOADS, *TEXTS])
    assert len(texts) > 320
    with touched(tmp_path) as found:
        file = written(texts, ending, tmp_path)
    assert lost(file, texts) == []
    assert SINKS[ending].alive(file) == []
    assert found == []


@pytest.mark.parametrize("ending", CONTENTS)
@pytest.mark.parametrize("batch", range(-(-RANDOM // BATCH)))
def test_random_texts_come_out_as_typed_and_do_nothing(ending: str, batch: int, tmp_path: Path) -> None:
    texts = numbered(random_texts(SEED + batch, BATCH))
    file = written(texts, ending, tmp_path)
    assert lost(file, texts) == []
    assert SINKS[ending].alive(file) == []


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".md"])
def test_so_do_they_out_of_the_summary(ending: str, tmp_path: Path) -> None:
    texts = numbered([*PAYLOADS, *TEXTS, *random_texts(SEED, BATCH)])
    file = written(texts, ending, tmp_path, What.SUMMARY)
    assert lost(file, texts) == []
    assert SINKS[ending].alive(file) == []


@pytest.mark.parametrize(
    ("ending", "what"), [(ending, what) for ending, contents in CONTENTS.items() for what in contents]
)
def test_no_export_fails_by_what_was_typed(ending: str, what: What, tmp_path: Path) -> None:
    texts = numbered([*PAYLOADS, *random_texts(SEED, 20)])
    assert SINKS[ending].said(written(texts, ending, tmp_path, what))


# ── the gate finds what it is to find ──


def test_a_sink_that_takes_text_for_markup_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A text of two fonts is parsed, one of a single font is not.
    texts = numbered(["<b>fet</b> 😀", "<font color='red'>rød</font> 😀", "vanlig"])
    assert lost(written(texts, ".pdf", tmp_path), texts) == []
    monkeypatch.setattr(report_text, "escape", str)
    assert lost(written(texts, ".pdf", tmp_path), texts) == texts[:2]


def test_a_formula_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = numbered(["=1+1", "vanlig"])
    assert SINKS[".csv"].alive(written(texts, ".csv", tmp_path)) == []
    monkeypatch.setattr(csv_export, "FORMULA", ())
    assert set(SINKS[".csv"].alive(written(texts, ".csv", tmp_path))) == {texts[0]}


def test_a_file_that_is_opened_is_heard(tmp_path: Path) -> None:
    with touched(tmp_path) as found:
        Path("/etc/passwd").read_bytes()
        (tmp_path / "own").touch()
    assert found == ["/etc/passwd"]
