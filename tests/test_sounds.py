"""The bundled sounds: made by the project's own script, short, never clipped, without a click."""

from __future__ import annotations

import sys
import wave
from array import array
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from facilitator.resources import resource
from facilitator.settings import Sound
from tools import make_sounds

NAMES = sorted(make_sounds.sounds())
LARGEST = 150_000  # bytes
RATE = make_sounds.RATE


def samples(name: str) -> array[int]:
    with wave.open(str(resource(f"sounds/{name}.wav"))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        read = array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        read.byteswap()
    return read


def loudness(part: array[int]) -> float:
    """Root mean square, 1 at full scale."""
    return float((sum(sample * sample for sample in part) / len(part)) ** 0.5 / 0x7FFF)


def strength(part: array[int], frequency: float) -> float:
    """How much of that frequency is in the samples, 1 for a sine of full scale."""
    partial = make_sounds.struck([make_sounds.Partial(frequency, 1.0, 1000.0)], len(part) / RATE)
    return 4 * abs(sum(a * b for a, b in zip(part, partial, strict=True))) / len(part) / 0x7FFF


def test_the_script_makes_the_files_that_ship(tmp_path: Path) -> None:
    make_sounds.write(tmp_path)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert made == {file.name: file.read_bytes() for file in resource("sounds").glob("*.wav")}
    assert "make_sounds.py" in resource("sounds/README.txt").read_text("utf-8")


def test_every_sound_that_can_be_chosen_ships_and_the_other_way_round() -> None:
    assert {*NAMES, "none"} == set(get_args(Sound))


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_is_short_and_neither_clipped_nor_faint(name: str) -> None:
    read = samples(name)
    assert resource(f"sounds/{name}.wav").stat().st_size < LARGEST
    assert 0.6 < max(map(abs, read)) / 0x7FFF < 0.75
    assert loudness(read[: RATE // 10]) > 0.05


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_begins_and_ends_in_silence(name: str) -> None:
    read = samples(name)
    assert read[0] == read[-1] == 0
    assert loudness(read[-RATE // 100 :]) < 0.01
    steps = [abs(after - before) for before, after in pairwise(read)]
    assert max(steps[:20]) < max(steps)  # no jump where it begins


@pytest.mark.parametrize("name", ["gong", "bell"])
def test_a_gong_and_a_bell_ring_on_and_die_away(name: str) -> None:
    read = samples(name)
    parts = [loudness(read[at * len(read) // 6 : (at + 1) * len(read) // 6]) for at in range(6)]
    assert parts == sorted(parts, reverse=True)
    assert parts[2] > 0.03


def test_the_gong_is_no_musical_tone() -> None:
    """Its partials are no multiples of the lowest, and the high ones bloom after the stroke."""
    read = samples("gong")
    base = 174.0
    assert strength(read, base * 1.47) > 3 * strength(read, base * 1.7)
    assert strength(read, base * 2.76) > 3 * strength(read, base * 3.0)
    stroke, bloom = (strength(read[at : at + RATE // 20], base * 4.62) for at in (0, RATE // 10))
    assert bloom > stroke


@pytest.mark.parametrize(("name", "strokes"), [("wood", 2), ("ticks", 4)])
def test_ticks_and_the_wood_block_are_strokes_with_silence_between(name: str, strokes: int) -> None:
    read = samples(name)
    loud = [loudness(read[at : at + 441]) > 0.02 for at in range(0, len(read) - 441, 441)]
    begun = [now and not before for before, now in zip([False, *loud], loud, strict=False)]
    assert sum(begun) == strokes
    assert loud.count(False) > loud.count(True)
