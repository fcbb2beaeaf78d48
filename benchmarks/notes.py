"""What a secretary does in a file with 20,000 notes, in the real window. ``python -m benchmarks.notes``.

Each action counts until it is painted; its bare one is the same in a file with 5,000 notes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.days import a_written_day, an_id
from benchmarks.measure import Row, a_folder, percentile, report, reported, show, start, timed
from facilitator.notes import Draft, NoteKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QComboBox

    from facilitator.ui.app import Program

SIZES = (5_000, 20_000)
TIMES = 15
CHOSEN = 100  # notes that are changed at once
LINES = 20  # that are pasted at once


def measure() -> Iterator[Row]:
    """Milliseconds, p95, among 20,000 notes and among 5,000."""
    told = []
    for size in SIZES:
        with a_folder() as folder:
            told.append(reported(start(folder, "benchmarks.notes", str(folder), str(size))))
    bare, ours = told
    for what in ours:
        yield Row(what=f"20,000 notes: {what}", unit="ms", ours=ours[what], bare=bare[what])


class Secretary:
    """The open window, and what somebody does in it: each action is prepared, and then measured."""

    def __init__(self, app: QApplication, program: Program) -> None:
        if program.window is None or program.document is None:
            raise SystemExit("the file did not open")
        self.app, self.window, self.document = app, program.window, program.document
        self.place = program.window.notes
        self.found = self.place.all
        self._typed = cycle(("a", "ar", "are", "area", "areal"))
        self._kinds = cycle((NoteKind.TREND, NoteKind.EFFORT))
        self._ids = (an_id("new", number) for number in range(1_000_000))

    def measured(self) -> Iterator[tuple[str, float]]:
        """Action, and milliseconds (p95)."""
        found, batch = self.found, self.found.batch
        yield self._measured("on to the next table", self.write, self.step)
        yield self._measured("a point finished", self.type_point, self.place.editor.finish)
        yield self._measured(f"{LINES} points pasted", self.write, self.paste)
        yield self._measured("a point from a phone", self.write, self.hear)
        yield self._measured("a point from a phone, another place shown", self.leave, self.hear)
        yield self._measured("all notes shown", self.write, lambda: self.place.show_page("find"))
        yield self._measured("searched", self.find, lambda: found.search.setText(next(self._typed)))
        yield self._measured("filtered", self.find, lambda: self.filter(found.kind, found.table, found.state))
        yield self._measured("scrolled to the end", self.find, found.list.scrollToBottom)
        yield self._measured(f"{CHOSEN} retagged", self.choose, lambda: batch.give_kind(next(self._kinds)))
        yield self._measured(f"{CHOSEN} taken back", self.choose, batch.turn_back)
        yield self._measured(f"{CHOSEN} put together", self.choose, batch.put_together)

    def _measured(
        self, what: str, prepare: Callable[[], object], act: Callable[[], object]
    ) -> tuple[str, float]:
        def until_painted() -> None:
            act()
            self.app.processEvents()

        seconds = []
        for _time in range(TIMES):
            prepare()
            self.app.processEvents()
            seconds.append(timed(until_painted)())
        return what, 1000 * percentile(seconds, 95)

    # ── what is prepared ──

    def write(self) -> None:
        self.window.show_place("notes")
        self.place.show_page("write")

    def type_point(self) -> None:
        self.write()
        self.place.editor.text.setPlainText(next(self._ids))

    def leave(self) -> None:
        self.window.show_place("cafe")

    def find(self) -> None:
        self.window.show_place("notes")
        self.place.show_page("find")
        for combo in (self.found.kind, self.found.table, self.found.state):
            combo.setCurrentIndex(0)
        self.found.search.clear()
        self.found.draw()

    def choose(self) -> None:
        from PySide6.QtCore import QItemSelection, QItemSelectionModel

        self.find()
        rows = self.found.list.notes
        chosen = QItemSelection(rows.index(0), rows.index(CHOSEN - 1))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.found.list.selectionModel().select(chosen, flag)

    # ── what is measured ──

    def step(self) -> None:
        spot = self.place.spot
        tables = [table.id for table in self.place.matrix.cells.tables]
        if spot is not None:
            self.place.go_to(replace(spot, table_id=tables[tables.index(spot.table_id) - 1]))

    def paste(self) -> None:
        self.place.editor.write_many(tuple(next(self._ids) for _line in range(LINES)))

    def hear(self) -> None:
        """As the page's server does it; it has a thread of its own for that."""
        spot = self.place.spot
        if spot is None:
            return
        draft = Draft(
            id=next(self._ids),
            note_id=next(self._ids),
            parent_id=None,
            item_id=spot.item_id,
            round_id=spot.round_id,
            table_id=spot.table_id,
            text="Fra en telefon",
            place="phone",
        )
        self.document.store.write_notes([draft], self.document.now().utc)
        self.document.hear()

    def filter(self, *combos: QComboBox) -> None:
        for combo in combos:
            combo.setCurrentIndex(1)
        self.found.draw()


def _run(folder: Path, size: int) -> None:
    from facilitator.models import Store
    from facilitator.system_clock import SystemClock
    from facilitator.ui.app import Program, make_application

    app = make_application([])
    file = folder / "day.facilitator"
    Store.create(file, a_written_day(size)).close()
    program = Program(app, SystemClock())

    def opened() -> None:
        program.open(file)
        app.processEvents()

    figures = {"the file opened": 1000 * timed(opened)()}
    figures.update(Secretary(app, program).measured())
    report(**figures)
    program.quit()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _run(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        show(measure())
