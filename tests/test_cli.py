"""The commands, as they are typed; none of them needs a display."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitator import i18n, settings
from facilitator.cli import main
from facilitator.codec import from_json
from facilitator.event import Event
from facilitator.hosts.keys import Keys, computer_secret, shown_code
from facilitator.models import Store
from facilitator.sample import sample_snapshot
from facilitator.settings import Settings
from tests.builders import a_draft, a_moment, an_instant


@pytest.fixture
def day(tmp_path: Path) -> Path:
    file = tmp_path / "day.facilitator"
    assert main(["demo", str(file), "--no-window", "--with-notes", "--language", "en"]) == 0
    return file


def test_demo_without_a_name_finds_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--no-window"]) == 0
    assert main(["demo", "--no-window"]) == 0
    assert len(list(home.rglob("*.facilitator"))) == 2
    assert "Eksempeldag" in capsys.readouterr().out


def test_demo_writes_over_nothing(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = day.read_bytes()
    assert main(["demo", str(day), "--no-window"]) == 1
    assert day.name in capsys.readouterr().err
    assert day.read_bytes() == before


def test_export_writes_by_the_ending(day: Path, tmp_path: Path) -> None:
    pdf, data = tmp_path / "out.pdf", tmp_path / "out.json"
    assert main(["export", str(day), str(pdf), "--language", "nn"]) == 0
    assert main(["export", str(day), str(data)]) == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    event = json.loads(data.read_text("utf-8"))["plan"]["event"]
    assert from_json(event, Event) == sample_snapshot(with_notes=True).event


def test_table_cards_invite_phones_where_the_page_is_on(day: Path, tmp_path: Path) -> None:
    cards = tmp_path / "kort.pdf"
    asked = ["export", str(day), str(cards), "--what", "table-cards", "--language", "nb"]
    with closing(Store.open(day, a_moment())) as store:
        event = store.snapshot.event
        keys = Keys(event.id, computer_secret())
        store.give_keys(keys.missing(event, {}))
        code = shown_code(keys.code(store.snapshot.access[event.tables[0].id]))
    told = []
    for on in ((), (event.id,)):
        settings.save(Settings(host_address="10.0.0.4", host_port=8071, hosts_on=on))
        assert main(asked) == 0
        text = PdfReader(cards).pages[0].extract_text()
        told.append((code in text, "http://10.0.0.4:8071/" in text))
    assert told == [(False, False), (True, True)]


def test_export_writes_what_is_asked_for(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ut.md"
    told = {}
    for what in ("summary", "running-sheet", "programme", "timing"):
        assert main(["export", str(day), str(out), "--what", what, "--language", "en"]) == 0
        told[what] = out.read_text("utf-8").splitlines()[4].split(" · ")[0]
    assert told == {
        "summary": "Summary, full edition",
        "running-sheet": "Running sheet",
        "programme": "Programme",
        "timing": "Timing report",
    }
    assert main(["export", str(day), str(tmp_path / "ut.json"), "--what", "timing"]) == 1
    assert ".pdf" in capsys.readouterr().err


def test_the_open_edition_is_asked_for_and_says_what_it_did(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {}
    for edition in ("full", "open"):
        out = tmp_path / f"{edition}.md"
        assert (
            main(
                ["export", str(day), str(out), "--what", "summary", "--edition", edition, "--language", "en"]
            )
            == 0
        )
        told[edition] = ("Dag Aanensen" in out.read_text("utf-8"), "replaced" in capsys.readouterr().out)
    assert told == {"full": (True, False), "open": (False, True)}


def test_what_names_people_is_in_no_open_edition(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, what in (("ut.pdf", "badges"), ("ut.json", "summary")):
        out = tmp_path / name
        asked = ["export", str(day), str(out), "--what", what, "--edition", "open", "--language", "en"]
        assert main(asked) == 1
        assert "open edition" in capsys.readouterr().err
        assert not out.exists()


def test_export_says_what_a_pdf_keeps_and_what_it_could_not_show(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["export", str(day), str(tmp_path / "out.pdf"), "--language", "en"]
    capsys.readouterr()
    assert main(asked) == 0
    assert capsys.readouterr() == ("Checked: PDF/A-2a, PDF/UA-1.\n", "")
    with closing(Store.open(day, a_moment())) as store:
        store.write_notes([a_draft("Flere \u1275 båter")], an_instant())
    assert main(asked) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "[U+1275]" in told.err


def test_export_leaves_the_day_as_it_is_even_while_it_is_open(day: Path, tmp_path: Path) -> None:
    before = day.read_bytes(), day.stat().st_mtime_ns
    assert main(["export", str(day), str(tmp_path / "out.json")]) == 0
    assert (day.read_bytes(), day.stat().st_mtime_ns) == before
    with closing(Store.open(day, a_moment())) as store:
        store.write_notes([a_draft("Flere båter")], an_instant())
        assert main(["export", str(day), str(tmp_path / "later.json")]) == 0
    assert "Flere båter" not in (tmp_path / "out.json").read_text("utf-8")
    assert "Flere båter" in (tmp_path / "later.json").read_text("utf-8")


def test_import_makes_a_day_of_an_export_and_it_is_exported_as_before(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, again = tmp_path / "ut.json", tmp_path / "igjen.json"
    assert main(["export", str(day), str(first)]) == 0
    assert main(["import", str(first), "--language", "en"]) == 0
    assert "ut.facilitator" in capsys.readouterr().out
    assert main(["export", str(tmp_path / "ut.facilitator"), str(again)]) == 0
    assert again.read_bytes() == first.read_bytes()
    assert main(["check", str(tmp_path / "ut.facilitator")]) == 0


def test_import_writes_over_nothing_and_takes_no_other_json(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, letter = tmp_path / "ut.json", tmp_path / "letter.json"
    assert main(["export", str(day), str(data)]) == 0
    before = day.read_bytes()
    assert main(["import", str(data), str(day)]) == 1
    assert day.name in capsys.readouterr().err
    assert day.read_bytes() == before
    letter.write_text('{"kjære": "alle"}')
    assert main(["import", str(letter), str(tmp_path / "ny.facilitator")]) == 1
    assert letter.name in capsys.readouterr().err
    assert not (tmp_path / "ny.facilitator").exists()


def test_import_tells_of_a_note_that_was_changed_outside(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, new = tmp_path / "ut.json", tmp_path / "ny.facilitator"
    assert main(["export", str(day), str(data)]) == 0
    changed = json.loads(data.read_text("utf-8"))
    next(iter(changed["notes"]["by_id"].values()))["revisions"][0]["draft"]["text"] += "!"
    data.write_text(json.dumps(changed), "utf-8")
    assert main(["import", str(data), str(new), "--language", "en"]) == 0
    assert "1 note was changed outside this program" in capsys.readouterr().err
    assert new.exists()


def test_export_to_an_unknown_ending_says_what_can_be_written(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(day), str(tmp_path / "out.doc")]) == 1
    assert ".pdf" in capsys.readouterr().err


def test_check_finds_a_sound_file_sound(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(day)]) == 0
    assert day.name in capsys.readouterr().out


def test_check_finds_a_note_that_was_changed_outside(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = sqlite3.connect(day)
    with connection:
        connection.execute("UPDATE note_revision SET text = text || '!' WHERE seq = 7")
    connection.close()
    assert main(["check", str(day)]) == 1
    assert capsys.readouterr().err.strip()


@pytest.mark.parametrize("command", ["check", "export"])
def test_what_is_no_day_is_refused_and_left_alone(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "letter.facilitator"
    file.write_text("Kjære alle\n")
    out = [str(tmp_path / "out.pdf")] if command == "export" else []
    assert main([command, str(file), *out]) == 1
    assert capsys.readouterr().err.strip()
    assert file.read_text() == "Kjære alle\n"


def test_the_help_speaks_the_chosen_language(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--language", "en", "--help"])
    assert "without internet" in capsys.readouterr().out
    assert i18n.language() == "en"
