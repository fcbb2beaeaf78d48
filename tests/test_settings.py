from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator import settings
from facilitator.errors import FacilitatorError
from facilitator.settings import Settings
from facilitator.signals import SignalKind

CHOSEN = Settings(
    language="nn",
    theme="dark",
    recent=(Path("/day.facilitator"),),
    room_screen="HDMI-1",
    sound=False,
    volume=50,
    warning_sound="none",
    presenter_next=True,
)


def written(content: bytes) -> None:
    file = settings.settings_file()
    file.parent.mkdir(parents=True)
    file.write_bytes(content)


def test_what_was_saved_is_loaded() -> None:
    settings.save(Settings())
    settings.save(CHOSEN)
    assert settings.load() == CHOSEN


def test_a_first_start_has_the_defaults(home: Path) -> None:
    assert settings.load() == Settings()
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"null", b'"dark"', b"\xff\x00"])
def test_a_damaged_file_gives_the_defaults(content: bytes) -> None:
    written(content)
    assert settings.load() == Settings()


@pytest.mark.parametrize(
    "damage",
    [
        '"theme": "pink"',
        '"theme": null',
        '"recent": 3',
        '"recent": [[]]',
        '"later": true',
        '"text_size": 99',
        '"text_size": 201',
        '"volume": 0',
        '"volume": 101',
        '"item_end_sound": "trombone"',
    ],
)
def test_one_damaged_value_leaves_the_others(damage: str) -> None:
    written(f'{{"language": "en", {damage}}}'.encode())
    assert settings.load() == Settings(language="en")


def test_every_kind_of_signal_has_a_sound_of_its_own_to_choose() -> None:
    for kind in SignalKind:
        chosen = settings.with_sound(Settings(), kind, "wood")
        heard = {other for other in SignalKind if chosen.sound_of(other) != Settings().sound_of(other)}
        assert chosen.sound_of(kind) == "wood"
        assert heard <= {kind}


def test_what_was_changed_meanwhile_is_kept() -> None:
    before = Settings(theme="light", volume=50)
    stored = replace(before, sound=False, volume=60)
    after = replace(before, theme="dark")
    assert settings.merged(stored, before, after) == Settings(theme="dark", sound=False, volume=60)


def test_a_failed_write_leaves_the_old_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.save(CHOSEN)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FacilitatorError, match="No space left on device"):
        settings.save(Settings())
    assert settings.load() == CHOSEN
    assert list(settings.settings_file().parent.iterdir()) == [settings.settings_file()]


def test_an_unusable_folder_is_told(home: Path) -> None:
    home.joinpath("not a folder").write_text("")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(home / "not a folder"))
        with pytest.raises(FacilitatorError):
            settings.save(CHOSEN)
        assert settings.load() == Settings()


def test_the_newest_file_comes_first_and_once() -> None:
    files = [Path(f"{number}.facilitator") for number in range(20)]
    remembered = Settings()
    for file in [*files, files[15]]:
        remembered = settings.with_recent(remembered, file)
    assert [file.stem for file in remembered.recent] == ["15", "19", "18", "17", "16", "14", "13", "12"]
