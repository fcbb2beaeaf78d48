"""The signals as sounds: which one is played, when none is, and what is said without a device."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from facilitator import i18n, settings
from facilitator.record import Started
from facilitator.settings import Settings
from facilitator.signals import Signal as DueSignal
from facilitator.signals import SignalKind
from facilitator.ui.document import Document
from facilitator.ui.sounds import Sounds, device_player
from tests.builders import FakeClock
from tests.ui.fake_player import FakePlayer

SECOND = timedelta(seconds=1)


@pytest.fixture
def player(qapp: object) -> FakePlayer:
    i18n.use("en")
    return FakePlayer()


def due(kind: SignalKind, late: int = 0) -> DueSignal:
    return DueSignal(mark=f"{kind}:{late}", kind=kind, late=late * SECOND)


@pytest.mark.parametrize("kind", SignalKind)
def test_each_kind_has_the_sound_that_was_chosen(player: FakePlayer, kind: SignalKind) -> None:
    settings.save(settings.with_sound(Settings(volume=40), kind, "wood"))
    assert Sounds(lambda: player).give((due(kind),)) == ""
    assert player.played == [("wood", 40)]


@pytest.mark.parametrize(
    ("given_", "played"),
    [
        pytest.param((), [], id="nothing given"),
        pytest.param((due(SignalKind.ITEM_END, 10),), ["bell"], id="just in time"),
        pytest.param((due(SignalKind.ITEM_END, 11),), [], id="too late"),
        pytest.param((due(SignalKind.WARNING, 9), due(SignalKind.ITEM_END)), ["bell"], id="the newest alone"),
        pytest.param((due(SignalKind.LAST_MINUTE),), [], id="none was chosen"),
    ],
)
def test_what_is_played_of_what_was_given(
    player: FakePlayer, given_: tuple[DueSignal, ...], played: list[str]
) -> None:
    assert Sounds(lambda: player).give(given_) == ""
    assert [name for name, _volume in player.played] == played


def test_sounds_that_are_off_stay_off_until_they_are_turned_on(player: FakePlayer, qtbot: QtBot) -> None:
    made = Sounds(lambda: player)
    with qtbot.waitSignal(made.changed, timeout=0):
        made.turn()
    assert not made.on
    assert made.give((due(SignalKind.ITEM_END),)) == ""
    assert not settings.load().sound
    assert not Sounds(lambda: player).on
    made.turn()
    made.give((due(SignalKind.ITEM_END),))
    assert player.played == [("bell", 80)]


def test_a_sound_is_tried_also_when_sounds_are_off(player: FakePlayer) -> None:
    made = Sounds(lambda: player)
    made.turn()
    assert made.play("gong")
    assert player.played == [("gong", 80)]


def test_no_device_is_told_once_and_found_again(player: FakePlayer, qtbot: QtBot) -> None:
    made = Sounds(lambda: player)
    player.available = False
    assert not made.missing  # nobody has looked
    assert "not heard" in made.give((due(SignalKind.ITEM_END),))
    assert made.give((due(SignalKind.PHASE_END),)) == ""
    assert made.missing
    with qtbot.waitSignal(made.changed, timeout=0):
        player.available = True
        player.changed.emit()
    assert not made.missing
    made.give((due(SignalKind.PHASE_END),))
    assert player.played == [("gong", 80)]


def test_nothing_is_looked_for_while_there_is_nothing_to_play() -> None:
    def looked() -> None:
        raise AssertionError

    made = Sounds(looked)
    made.turn()
    assert made.give((due(SignalKind.ITEM_END),)) == ""
    made.turn()
    assert made.give((due(SignalKind.LAST_MINUTE),)) == ""
    assert made.give(()) == ""


def test_a_machine_without_libraries_for_sound_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "facilitator.ui.sound_device", None)
    assert device_player() is None
    made = Sounds()
    assert not made.play("gong")
    assert made.missing


def test_the_machines_own_device_plays_or_is_missing_and_nothing_fails(qtbot: QtBot) -> None:
    made = Sounds()
    made.look()
    assert made.play("gong") is not made.missing


def test_sound_is_loaded_late() -> None:
    """The import takes a good part of the start: the window is there before it."""
    question = "import sys, facilitator.ui.app; print(any('Multimedia' in name for name in sys.modules))"
    asked = [sys.executable, "-c", question]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_each_mark_is_played_once_also_over_a_restart(
    sample: Document, clock: FakeClock, player: FakePlayer
) -> None:
    made = Sounds(lambda: player)
    sample.signalled.connect(made.give)
    sample.press(Started(sample.plan.event.items[0].id))
    clock.advance(timedelta(minutes=27))
    for _tick in range(3):
        sample.tick()
    assert player.played == [("ticks", 80)]
    clock.advance(timedelta(minutes=3))
    sample.tick()
    sample.undo()
    sample.redo()
    sample.tick()
    assert player.played == [("ticks", 80), ("bell", 80)]
