"""How good table plans become, beside what other planners reach on the same public events.

    python -m benchmarks.rotation [--seconds S] [NAME ...]

Each event is planned for its 5 or 30 seconds, or for S. Nothing passes or fails by its time.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from facilitator.rotation import Instance, improve, instance_from_json
from facilitator.rotation.quality import Key

EVENTS = Path(__file__).parents[1] / "tests" / "rotation" / "data"

PEERS = ("step rule", "Good Enough Golfers", "GroupMixer 30 s", "CP-SAT 30 s", "annealing")
"""The step rule (everybody moves on by a fixed step), three planners that can be had, and the best that
plain annealing found; all as recorded with the events, on two cores. See docs/rotation.md."""

RECORDED = {
    "p01": ("✗12 8·16·16", "✗9 1·20·12", "✗9 0·8·8", "12·0·0", "12·0·0"),
    "p02": ("4·16·28", "✗2 3·24·20", "1·20·16", "0·16·12", "0·0·16"),
    "p03": ("0·24·24", "✗8 22·8·36", "9·36·24", "8·24·32", "0·0·0"),
    "p04": ("2·72·50", "✗27 80·56·88", "✗30 89·60·88", "183·48·46", "0·0·36"),
    "p05": ("✗10 49·24·40", "✗14 45·20·46", "✗10 45·0·0", "46·12·6", "45·0·0"),
    "p06": ("✗2 7·88·85", "–", "0·0·35", "21·34·27", "0·0·0"),
    "p07": ("✗24 31·32·36", "✗20 0·30·29", "✗17 6·10·13", "48·6·15", "21·0·0"),
    "p08": ("✗45 ±9 89·71·57", "✗11 12·97·42", "✗6 12·5·23", "86·36·28", "12·0·2"),
    "p09": ("–", "0·38·53", "0·0·23", "0·0·0", "0·0·0"),
    "p10": ("–", "✗4 7·14·30", "✗6 ±1 5·14·18", "8·6·11", "3·0·12"),
    "p11": ("8·182·396", "–", "0·0·216", "–", "0·0·0"),
    "p12": ("14·1088·1092", "–", "0·32·1120", "–", "0·0·0"),
}
"""Encounter cost · role imbalance · region imbalance; ✗n: rules broken, ±n: tables unequal, –: none."""

LONG = {"p08", "p10", "p12"}
"""The events that have 30 seconds instead of 5."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The key of the best plan; and seconds to the first plan, the best one, and the end."""

    key: Key
    first: float
    best: float
    end: float
    after_one: Key


def planned(instance: Instance, seconds: float) -> Outcome:
    began = perf_counter()
    first = best = now = 0.0
    key: Key = ()
    after_one: Key = ()
    for found in improve(instance):
        now = perf_counter() - began
        if not key:
            first = now
        if now <= 1 or not after_one:
            after_one = found.key
        if found.key != key:
            key, best = found.key, now
        if now >= seconds:
            break
    return Outcome(key, first, best, now, after_one)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("names", nargs="*", help="p01, p02 …; without any all")
    chosen = parser.parse_args()
    print("Encounter cost · role imbalance · region imbalance; ✗: rules broken, ±: tables unequal\n")
    row = "{:<28}" + "{:>17}" * len(PEERS) + "{:>12}{:>12}{:>8}{:>8}{:>8}"
    print(row.format("", *PEERS, "after 1 s", "ours", "first s", "best s", "end s"))
    for file in sorted(EVENTS.glob("*.json")):
        short = file.stem[:3]
        if chosen.names and short not in chosen.names:
            continue
        seconds = chosen.seconds or (30 if short in LONG else 5)
        outcome = planned(instance_from_json(json.loads(file.read_text("utf-8"))), seconds)
        figures = (f"{seconds:.2f}" for seconds in (outcome.first, outcome.best, outcome.end))
        key, after_one = _words(outcome.key), _words(outcome.after_one)
        print(row.format(file.stem, *RECORDED[short], after_one, key, *figures), flush=True)


def _words(key: Key) -> str:
    hard, unequal, *goals = key
    return f"✗{hard} " * (hard > 0) + f"±{unequal} " * (unequal > 0) + "·".join(map(str, goals))


if __name__ == "__main__":
    main()
