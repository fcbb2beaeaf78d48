"""All benchmarks in one table. Figures only: nothing passes or fails by its time."""

from __future__ import annotations

from itertools import chain

from benchmarks import forecast, idle, note, notes, phones, start, summary, ticks, word
from benchmarks.measure import show

if __name__ == "__main__":
    modules = (start, forecast, note, notes, summary, word, ticks, phones, idle)
    show(chain.from_iterable(module.measure() for module in modules))
