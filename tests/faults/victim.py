"""The real program, at work until it is killed: notes, presses and edits, each acknowledged on its own line.

Its page is on: the first line says where, for phones to write beside.

Run as ``python -m tests.faults.victim FILE SEED [BUG]``. A line is written only after the change was
acknowledged by the open event. ``BUG`` names one of the seeded bugs that the harness has to catch.
"""

from __future__ import annotations

import json
import random
import sys
import uuid
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer

from facilitator.codec import fact_to_json
from facilitator.event import MINUTE, put
from facilitator.models import Store
from facilitator.notes import Draft, NoteKind
from facilitator.presses import added, back_press, next_step
from facilitator.record import Fact, Paused, Resumed
from facilitator.system_clock import SystemClock
from facilitator.ui import app as application
from facilitator.ui.app import Program, make_application
from facilitator.ui.document import Document
from tests.faults.stores import EarlyStore, LateStore, SwallowingStore

BUGS: dict[str, type[Store]] = {"late": LateStore, "swallow": SwallowingStore, "early": EarlyStore}


class Driver:
    """Does one thing after the other, as fast as the event loop lets it."""

    def __init__(self, document: Document, seed: int) -> None:
        self._document = document
        self._random = random.Random(seed)
        self._timer = QTimer()
        self._timer.timeout.connect(self.act)
        self._timer.start(0)

    def act(self) -> None:
        """One note, press or edit, and its acknowledgement."""
        done = self._random.choices((self._note, self._press, self._edit), (6, 3, 1))[0]()
        if done:
            say(done)

    def _note(self) -> dict[str, object]:
        event, random_ = self._document.plan.event, self._random
        text = "".join(random_.choices("abcæøå ŋ😀\n", k=random_.randint(1, 200))) + "."
        draft = Draft(
            id=uuid.uuid4().hex,
            note_id=uuid.uuid4().hex,
            parent_id=None,
            item_id="item-cafe",
            round_id=event.cafes[0].rounds[0].id,
            table_id=random_.choice(event.tables).id,
            kind=random_.choice(list(NoteKind)),
            text=text,
        )
        self._document.write_notes(draft)
        return {"note": draft.note_id, "text": text}

    def _press(self) -> dict[str, object] | None:
        facts = self._random.choice((self._next, self._back, self._lengthen, self._pause))()
        if not facts:
            return None
        self._document.press(*facts)
        press = max(self._document.record.presses, default=0)
        return {"press": press, "facts": [*map(fact_to_json, facts)], "shown": self._shown()}

    def _shown(self) -> dict[str, object]:
        """What the now bar says about what is running."""
        live = self._document.live
        return {
            "item": live.running.item.id if live.running else None,
            "phase": live.cafe.index if live.cafe else None,
            "paused": live.paused_for is not None,
            "countdown": live.countdown.total_seconds(),
            "boot": self._document.now().boot.total_seconds(),
        }

    def _next(self) -> tuple[Fact, ...]:
        step = next_step(self._document.live)
        return step.facts if step else ()

    def _back(self) -> tuple[Fact, ...]:
        return back_press(self._document.live)

    def _lengthen(self) -> tuple[Fact, ...]:
        fact = added(self._document.live, self._random.choice((-1, 1, 2, 5)) * MINUTE)
        return (fact,) if fact else ()

    def _pause(self) -> tuple[Fact, ...]:
        live = self._document.live
        if live.running is None:
            return ()
        item_id = live.running.item.id
        return (Paused(item_id) if live.paused_for is None else Resumed(item_id),)

    def _edit(self) -> dict[str, object]:
        plan = self._document.plan
        title = f"Post {self._random.random()}"
        length = self._random.randint(1, 60) * MINUTE
        item = replace(plan.event.items[-2], title=title, length=length, minimum=None)
        event = replace(plan.event, items=put(plan.event.items, item))
        self._document.edit(replace(plan, event=event), "edit")
        return {"title": title, "shown": self._shown()}


def say(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(file: Path, seed: int, bug: str | None = None) -> int:
    """Opens the file in the real window and works until killed."""
    if bug:
        vars(application)["Store"] = BUGS[bug]
    app = make_application(["victim"])
    program = Program(app, SystemClock())
    program.open(file)
    if program.document is None or program.phones is None:
        return 2
    program.phones.turn_on("127.0.0.1")
    tables = program.document.plan.event.open_tables
    say({"page": [program.phones.link(table.id) for table in tables]})
    driver = Driver(program.document, seed)
    code = app.exec()
    del driver
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
