"""The command that plans a rotation from a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator import rotate
from facilitator.cli import main
from facilitator.rotation import Instance, Progress, improve
from tests.rotation.events import public_event, verify


@pytest.fixture
def event(tmp_path: Path) -> Path:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(public_event("p09_replan_130x16x3_after1")), "utf-8")
    return file


def run(source: Path, target: Path, *more: str) -> int:
    return main(["rotate", str(source), str(target), "--language", "en", *more])


def test_it_writes_a_plan_and_says_how_good_it_is(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = event.with_name("plan.json")
    assert run(event, target, "--seed", "2") == 0
    result = verify(json.loads(event.read_text("utf-8")), json.loads(target.read_text("utf-8")))
    assert result["metrics"]["key"] == [0, 0, 0, 0, 0]
    out = capsys.readouterr().out
    assert "All rules are kept." in out
    assert "no plan has fewer than 0" in out
    assert str(target) in out


def test_no_time_at_all_still_gives_a_legal_plan(event: Path) -> None:
    target = event.with_name("plan.json")
    assert run(event, target, "--seconds", "0") == 0
    result = verify(json.loads(event.read_text("utf-8")), json.loads(target.read_text("utf-8")))
    assert result["violations"] == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"participants": []}', "[" * 100_000])
def test_what_is_no_instance_is_refused_and_nothing_written(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "event.json", tmp_path / "plan.json"
    source.write_text(text, "utf-8")
    assert run(source, target) == 1
    assert "is no instance" in capsys.readouterr().err
    assert not target.exists()


def test_a_missing_file_and_a_missing_folder_are_told(
    event: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "none.json", tmp_path / "plan.json") == 1
    assert "could not be read" in capsys.readouterr().err
    assert run(event, tmp_path / "none" / "plan.json", "--seconds", "0") == 1
    assert "could not be written" in capsys.readouterr().err


def test_a_day_without_a_legal_plan_is_told_why_and_an_older_plan_stays(
    event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(event.read_text("utf-8"))
    event.write_text(json.dumps(data | {"tables": data["tables"][:3], "closed": [], "past": []}), "utf-8")
    target = event.with_name("plan.json")
    target.write_text("older", "utf-8")
    assert run(event, target) == 1
    assert "only 30 seats" in capsys.readouterr().err
    assert target.read_text("utf-8") == "older"


def test_an_interrupt_keeps_the_best_plan_so_far(event: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(instance: Instance, *, seed: int) -> Iterator[Progress]:
        yield next(improve(instance, seed=seed))
        raise KeyboardInterrupt

    monkeypatch.setattr(rotate, "improve", interrupted)
    target = event.with_name("plan.json")
    assert run(event, target) == 0
    assert target.exists()
