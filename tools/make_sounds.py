"""Makes the program's sounds: ``python tools/make_sounds.py [FOLDER]``, resources/sounds without it.

Nothing is recorded. A struck body is a sum of partials, sines that die away each at its own pace and
whose frequencies are no multiples of one another. Standard library only, and the same bytes each time.
"""

from __future__ import annotations

import cmath
import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RATE = 44_100  # samples a second
PEAK = 0.7  # of full scale: 3 dB of room, so that nothing clips
FADE_IN = 0.002  # s: no click


@dataclass(frozen=True)
class Partial:
    """A sine that is struck: Hz, amplitude, and after how many s it has died, or bloomed, to 1/e."""

    frequency: float
    amplitude: float
    decay: float
    bloom: float = 0.0


# Measured gongs keep near such ratios. The high partials come late, the doubled low ones beat slowly.
GONG = tuple(
    Partial(174.0 * ratio, amplitude, decay, bloom)
    for ratio, amplitude, decay, bloom in (
        (1.0, 1.0, 0.8, 0.0),
        (1.011, 0.6, 0.75, 0.0),
        (1.47, 0.7, 0.65, 0.01),
        (1.98, 0.8, 0.6, 0.02),
        (2.01, 0.5, 0.6, 0.02),
        (2.76, 0.5, 0.5, 0.05),
        (3.43, 0.45, 0.45, 0.08),
        (4.62, 0.35, 0.4, 0.1),
        (5.83, 0.25, 0.3, 0.12),
    )
)
# A hand bell: prime, minor third, fifth, octave and above, none of them quite true.
BELL = tuple(
    Partial(784.0 * ratio, amplitude, decay)
    for ratio, amplitude, decay in (
        (0.5, 0.3, 0.5),
        (1.0, 1.0, 0.45),
        (1.19, 0.5, 0.4),
        (1.56, 0.3, 0.3),
        (2.0, 0.6, 0.3),
        (2.66, 0.3, 0.2),
        (4.07, 0.2, 0.1),
    )
)
WOOD = (Partial(820.0, 1.0, 0.03), Partial(1290.0, 0.6, 0.02), Partial(2350.0, 0.3, 0.008))
TICK = (Partial(2_350.0, 1.0, 0.012), Partial(3_870.0, 0.6, 0.006), Partial(6_120.0, 0.4, 0.003))


def struck(partials: Sequence[Partial], seconds: float) -> list[float]:
    """The sum of the partials, struck at once, as samples of any size; none at either end."""
    samples = [0.0] * round(seconds * RATE)
    for partial in partials:
        _add(samples, partial.frequency, partial.amplitude, 1 / partial.decay)
        if partial.bloom:  # what dies away first is taken off again: the partial swells up
            _add(samples, partial.frequency, -partial.amplitude, 1 / partial.decay + 1 / partial.bloom)
    last = len(samples) - 1
    return [
        sample * min(1.0, at / (FADE_IN * RATE), 2 * (last - at) / last) for at, sample in enumerate(samples)
    ]


def _add(samples: list[float], frequency: float, amplitude: float, damping: float) -> None:
    """Adds a dying sine: a number that turns and shrinks a little with each sample."""
    turn = cmath.exp(complex(-damping, math.tau * frequency) / RATE)
    state = complex(amplitude)
    for at in range(len(samples)):
        samples[at] += state.imag
        state *= turn


def again(samples: Sequence[float], times: int, apart: float) -> list[float]:
    """The same stroke several times, so many seconds apart; each dies before the next."""
    gap = [0.0] * (round(apart * RATE) - len(samples))
    return [*([*samples, *gap] * (times - 1)), *samples]


def levelled(samples: Sequence[float]) -> array[int]:
    """The samples brought to the peak, as 16 bits."""
    scale = PEAK * 0x7FFF / max(map(abs, samples))
    return array("h", (round(sample * scale) for sample in samples))


def sounds() -> dict[str, array[int]]:
    """Name → samples of each sound."""
    return {
        "gong": levelled(struck(GONG, 1.65)),
        "bell": levelled(struck(BELL, 1.4)),
        "wood": levelled(again(struck(WOOD, 0.2), 2, 0.22)),
        "ticks": levelled(again(struck(TICK, 0.2), 4, 0.25)),
    }


def write(folder: Path) -> None:
    """Writes each sound to its file: one channel, 16 bits."""
    for name, samples in sounds().items():
        if sys.byteorder == "big":
            samples.byteswap()
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(samples.itemsize)
            file.setframerate(RATE)
            file.writeframes(samples.tobytes())


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "resources/sounds")
