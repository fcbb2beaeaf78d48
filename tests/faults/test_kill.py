"""kill −9 of the real program while it takes notes, presses and edits, and notes of phones over its page:
nothing acknowledged is lost.

FACILITATOR_KILLS sets the number of kills; 15 without it, as each also restarts the page and its phones.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from facilitator.clock import Moment
from facilitator.codec import fact_to_json
from facilitator.event import ZERO
from facilitator.models import Store, verify
from facilitator.record import Added, Entry, Finished, Paused, Resumed, Started, WentBack
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from facilitator.system_clock import SystemClock
from facilitator.timetable import LiveDay, live_day
from tests.faults.victim import BUGS
from tests.faults.writers import Writers

KILLS = int(os.environ.get("FACILITATOR_KILLS", "8"))
SECOND = timedelta(seconds=1)
PLACE = ("item-cafe", sample_snapshot().event.cafes[0].rounds[0].id)


@dataclass
class Acknowledged:
    """What the victims have been told to be stored."""

    notes: dict[str, str] = field(default_factory=dict)
    presses: dict[int, list[Any]] = field(default_factory=dict)  # number → facts
    titles: list[str] = field(default_factory=list)
    shown: dict[str, Any] = field(default_factory=dict)  # after the last press or edit
    phones: Writers = field(default_factory=Writers)

    def take(self, line: str) -> None:
        said = json.loads(line)
        if "page" in said:
            self.phones.start(said["page"], PLACE)
        elif "note" in said:
            self.notes[said["note"]] = said["text"]
        elif "press" in said:
            self.presses[said["press"]] = said["facts"]
        else:
            self.titles.append(said["title"])
        self.shown = said.get("shown", self.shown)

    def is_all_of(self, snapshot: Snapshot) -> bool:
        """Whether nothing was pressed or edited that the victim could not acknowledge any more."""
        pressed = max(snapshot.record.presses, default=0)
        return pressed == max(self.presses, default=0) and edited_title(snapshot) == self.titles[-1]


def edited_title(snapshot: Snapshot) -> str:
    """The title of the item that the victims edit."""
    return snapshot.event.items[-2].title


def kill_once(file: Path, seed: int, known: Acknowledged, *bug: str) -> None:
    """Lets the program work until it has acknowledged some changes, and kills it amid the next."""
    command = [sys.executable, "-m", "tests.faults.victim", str(file), str(seed), *bug]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as victim:
        assert victim.stdout is not None
        for _ in range(random.Random(seed).randint(1, 40)):
            line = victim.stdout.readline()
            assert line, "the program ended by itself"
            known.take(line)
        victim.send_signal(signal.SIGKILL)
        for line in victim.stdout.read().splitlines(keepends=True):
            if line.endswith("\n"):  # said before the kill, half lines were not
                known.take(line)
    known.phones.join()


def losses(file: Path, known: Acknowledged) -> list[str]:
    """What was acknowledged and is not in the file as it was."""
    problems = [*verify(file)]
    store = Store.open(file, SystemClock().now())
    snapshot = store.snapshot
    for who, texts in (("laptop", known.notes), ("phone", known.phones.saved)):
        for note_id, text in texts.items():
            note = snapshot.notes.by_id.get(note_id)
            if note is None or note.draft.text != text or len(note.revisions) > 1:
                problems.append(f"note of a {who} {note_id}")
    presses: dict[int, list[Any]] = {}
    for entry in snapshot.record.entries:
        presses.setdefault(entry.press, []).append(fact_to_json(entry.fact))
    problems += [f"press {number}" for number, facts in known.presses.items() if presses.get(number) != facts]
    if edited_title(snapshot) in known.titles[:-1]:
        problems.append(f"title {known.titles[-1]}")
    store.close()
    return problems


def wrong_state(file: Path, known: Acknowledged) -> list[str]:
    """Where what is running is not what was shown, nor what an independent reading of the facts says."""
    now = SystemClock().now()
    store = Store.open(file, now)
    snapshot = store.snapshot
    live = live_day(snapshot.event, snapshot.record, now)
    expected = reckon(snapshot.record.entries)
    store.close()
    if known.is_all_of(snapshot) and known.shown and (wrong := not_as_shown(live, now, known.shown)):
        return wrong
    if expected is None:
        return [] if live.running is None else ["something is running"]
    if live.running is None or live.running.item.id != expected.item_id:
        return [f"{expected.item_id} is not running"]
    elapsed = expected.elapsed(now.boot)
    item = live.running.item
    found = [] if (live.paused_for is not None) == (expected.since is not None) else ["pause"]
    if abs(live.elapsed - elapsed) > SECOND:
        found.append(f"elapsed {live.elapsed}, not {elapsed}")
    remaining = max(ZERO, item.length + expected.added) - elapsed
    if not item.rounds and item.end is None and abs(live.remaining - remaining) > SECOND:
        found.append(f"remaining {live.remaining}, not {remaining}")
    return found + (["no round"] if item.rounds and live.cafe is None else [])


def not_as_shown(live: LiveDay, now: Moment, shown: dict[str, Any]) -> list[str]:
    """Where the day does not go on from what the now bar said after the last press or edit."""
    since = 0 if shown["paused"] else now.boot.total_seconds() - shown["boot"]
    left = shown["countdown"] - since
    if shown["phase"] is not None and left <= 1:
        return []  # the next phase has begun by itself
    found = []
    if (live.running.item.id if live.running else None) != shown["item"]:
        found.append(f"item {shown['item']}")
    if (live.cafe.index if live.cafe else None) != shown["phase"]:
        found.append(f"phase {shown['phase']}")
    if shown["item"] and abs(live.countdown.total_seconds() - left) > 1:
        found.append(f"countdown {live.countdown}, not {left} s")
    return found


@dataclass
class Reckoned:
    """One item that was started, as the facts are read one by one; all within one boot of the machine."""

    item_id: str
    start: timedelta
    paused: timedelta = ZERO
    since: timedelta | None = None
    added: timedelta = ZERO

    def go_on(self, at: timedelta) -> None:
        if self.since is not None:
            self.paused += at - self.since
            self.since = None

    def elapsed(self, now: timedelta) -> timedelta:
        return (now if self.since is None else self.since) - self.start - self.paused


def reckon(entries: tuple[Entry, ...]) -> Reckoned | None:
    """What is running by the facts, read on their own: without the program's timeline and runs."""
    runs: list[Reckoned] = []
    running = False
    for entry in entries:
        at, fact = entry.moment.boot, entry.fact
        if running and isinstance(fact, Started | Finished | WentBack | Resumed):
            runs[-1].go_on(at)
        match fact:
            case Started(item_id):
                runs.append(Reckoned(item_id, at))
            case WentBack(item_id):
                while runs[-1].item_id != item_id:
                    runs.pop()
            case Paused():
                runs[-1].since = at
            case Added(_item, by, None):
                runs[-1].added += by
        running = not isinstance(fact, Finished) and (running or isinstance(fact, Started | WentBack))
    return runs[-1] if running else None


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "day.facilitator"
    Store.create(path, sample_snapshot()).close()
    return path


@pytest.fixture
def known() -> Acknowledged:
    return Acknowledged(titles=[edited_title(sample_snapshot())])


@pytest.mark.parametrize("bug", BUGS)
def test_the_harness_catches_a_bug(file: Path, known: Acknowledged, bug: str) -> None:
    """Not one that needs the power to fail: what the system has taken over survives the program."""
    for seed in range(5):
        kill_once(file, seed, known, bug)
        found = losses(file, known)
        if any(bug != "early" or "phone" in problem for problem in found):
            return
    pytest.fail(f"{bug}: nothing was missed")


@pytest.mark.faults
def test_nothing_acknowledged_is_lost_and_the_day_goes_on(file: Path, known: Acknowledged) -> None:
    for seed in range(KILLS):
        kill_once(file, seed, known)
        assert losses(file, known) == []
        assert wrong_state(file, known) == []
    assert known.notes
    assert known.phones.saved
    assert known.presses
    assert known.titles[1:]
