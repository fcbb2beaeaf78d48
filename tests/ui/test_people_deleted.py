"""After the people are deleted, none of their names is in any byte that the program has written."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from facilitator import privacy, settings
from facilitator.errors import FacilitatorError
from facilitator.event import Event, Pair, Person, Plan, Speaker
from facilitator.models import Cleared, Store, backup, copies, sqlite, verify
from facilitator.models.rows import PersonRow
from facilitator.people import remove_people
from facilitator.record import CheckedIn, PeopleDeleted, Presence, Started
from facilitator.report.content import summary
from facilitator.report.outline import Block
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Part
from facilitator.ui import document as document_module
from facilitator.ui.document import Document
from tests.builders import FakeClock, a_day, a_draft, some_seats

EVENT = "5f0c2b7e9d3a4c1b8e6f7a9b0c1d2e3f"
NOW = "now"  # each person's name, and the one they had at first
FIRST = "first"
SYLLABLES = ("bjør", "dæl", "fåk", "gryt", "hvøs", "kvær", "myrå", "skjæ", "trøn", "vånd")


def name(number: int, when: str) -> str:
    """A name that nothing else holds, with letters that each encoding writes in its own way."""
    a, b, c = (SYLLABLES[number // 10**place % 10] for place in range(3))
    return f"{a.title()}{when}{b} Zq{c}{number:03}{b}øæå"


NAMES = tuple(name(number, when) for number in range(200) for when in (FIRST, NOW))


class People:
    """A day that 200 people were at, with all that names them, on its file and in its copies."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "day.facilitator"
        self.clock = FakeClock("09:00")
        day = a_day(people=0, tables=20, id=EVENT, moderators=(Speaker(name="Ada Synlig"),))
        guests = tuple(
            Person(id=f"guest-{number}", name=name(number, FIRST), organisation=f"Sted {number % 50}")
            for number in range(200)
        )
        wishing = tuple(replace(person, wishes=("b", "a")) for person in guests)
        self.snapshot = Snapshot(plan=_seated(replace(day, people=wishing)))
        Store.create(self.file, self.snapshot).close()
        self.document = self.opened()

    def opened(self) -> Document:
        ids = (f"new-{number}" for number in count(1))
        return Document(Store.open(self.file, self.clock.now()), self.clock, lambda: next(ids))

    def live(self) -> None:
        """The day: renamed, checked in, undone and redone, noted, and copied in between."""
        document = self.document
        self.copy("before")
        for number in range(200):
            people = tuple(
                replace(one, name=name(at, NOW)) if at <= number else one
                for at, one in enumerate(document.plan.event.people)
            )
            if number % 10 == 9:
                document.edit(with_people(document.plan, people), "rename")
        document.press(Started("welcome"))
        document.press(*(CheckedIn(f"guest-{number}", Presence.PRESENT) for number in range(180)))
        document.edit(remove_people(document.plan, {f"guest-{number}" for number in range(40)}), "remove")
        document.undo()
        document.redo()
        document.undo()
        for number in range(30):
            document.write_notes(a_draft(f"Flere busser {number}"))
        self.copy("after")

    def copy(self, when: str) -> None:
        folder = copies.backup_folder()
        folder.mkdir(parents=True, exist_ok=True)
        backup(self.file, folder / f"day {when}.facilitator")

    def leave_pieces(self) -> None:
        """What crashes, and older programs, leave behind."""
        whole, folder = self.file.read_bytes(), copies.backup_folder()
        (folder / "day after.facilitator-journal").write_bytes(whole[4096:])
        (folder / ".day broken.facilitator.part").write_bytes(whole[:-4096])
        self.file.with_name(f"{self.file.name}-wal.old").write_bytes(whole)
        self.file.with_name(f".{self.file.name}.part").write_bytes(whole[4096:])
        crashed = Path(tempfile.gettempdir(), "facilitator-crashed")
        crashed.mkdir()
        (crashed / "crashed.facilitator").write_bytes(whole)
        settings.log_folder().mkdir(parents=True)
        (settings.log_folder() / "mistakes.log").write_text(f"Person(name={NAMES[7]!r})", "utf-8")


def with_people(plan: Plan, people: tuple[Person, ...]) -> Plan:
    return replace(plan, event=replace(plan.event, people=people))


def _seated(event: Event) -> Plan:
    """Everybody has a seat; the first ones are hosts, note-takers and pairs."""
    tables = tuple(
        replace(table, host_id=f"guest-{at}", note_taker_id=f"guest-{20 + at}")
        for at, table in enumerate(event.tables)
    )
    pairs = tuple(
        Pair(id=f"pair-{at}", one_id=f"guest-{at}", other_id=f"guest-{100 + at}", together=at % 2 == 0)
        for at in range(40)
    )
    event = replace(event, tables=tables, pairs=pairs)
    seats = some_seats(event)
    hosts = {round_id: {table: ids[0] for table, ids in by.items()} for round_id, by in seats.items()}
    return Plan(event=event, seats=seats, hosts=hosts)


def found_in(*folders: Path) -> set[str]:
    """The names of the files below the folders that hold one of the names in any encoding."""
    wanted = [one.encode(code) for one in NAMES for code in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")]
    files = {file for folder in folders for file in folder.rglob("*") if file.is_file()}
    return {file.name for file in files if any(one in file.read_bytes() for one in wanted)}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that no other test writes to."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def people(tmp_path: Path, temporary: Path, qapp: QApplication) -> Iterator[People]:
    made = People(tmp_path)
    made.live()
    made.leave_pieces()
    yield made
    made.document.close()


@pytest.fixture
def search(tmp_path: Path, home: Path) -> Callable[[], set[str]]:
    """Looks through the event's folder with all temporary files, and the home with copies, log, settings."""
    return lambda: found_in(tmp_path, home)


def test_the_search_finds_every_place(people: People, search: Callable[[], set[str]]) -> None:
    assert search() == {
        "day.facilitator",
        "day before.facilitator",
        "day after.facilitator",
        "day after.facilitator-journal",
        ".day broken.facilitator.part",
        "day.facilitator-wal.old",
        ".day.facilitator.part",
        "crashed.facilitator",
        "mistakes.log",
    }


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be", "latin-1"])
def test_the_search_reads_every_encoding(code: str, tmp_path: Path) -> None:
    (tmp_path / "hidden").write_bytes(b"\0\xff" + NAMES[-1].encode(code) + b"\0")
    assert found_in(tmp_path) == {"hidden"}


def test_a_deletion_that_forgets_the_copies_is_caught(
    people: People, search: Callable[[], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = Cleared(copies=0, log=False, fresh=None, kept=())
    monkeypatch.setattr(document_module, "clear_traces", lambda *_where: nothing)
    people.document.delete_people()
    assert {"day before.facilitator", "day after.facilitator", "mistakes.log"} <= search()
    assert "day.facilitator" not in search()


def test_a_deletion_without_writing_the_file_anew_is_caught(
    people: People, search: Callable[[], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    people.document.close()
    monkeypatch.setitem(sqlite._PRAGMAS, "secure_delete", "OFF")  # as in a file that another program wrote
    monkeypatch.setattr(Store, "rewrite", lambda _store: None)
    people.document = people.opened()
    people.document.delete_people()
    assert "day.facilitator" in search()


def test_none_of_the_names_is_left(people: People, search: Callable[[], set[str]]) -> None:
    cleared = people.document.delete_people()
    assert search() == set()
    assert (cleared.log, cleared.kept) == (True, ())
    assert cleared.copies == 7
    people.document.close()
    assert search() == set()


def test_none_is_left_of_what_was_deleted_without_care_before(
    people: People, search: Callable[[], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    people.document.close()
    with monkeypatch.context() as careless:
        careless.setitem(sqlite._PRAGMAS, "secure_delete", "OFF")
        people.document = people.opened()
        people.document.edit(privacy.without_people(people.document.plan), "remove")
        people.document.close()
    assert "day.facilitator" in search()
    people.document = people.opened()
    people.document.delete_people()
    assert search() == set()


def test_notes_and_numbers_stay(people: People) -> None:
    notes, programme = people.document.snapshot.notes, people.document.plan.event.items
    people.document.delete_people()
    people.document.close()
    assert verify(people.file) == ()
    people.document = people.opened()
    snapshot = people.document.snapshot
    assert notes.standing
    assert (snapshot.notes, snapshot.event.items) == (notes, programme)
    assert snapshot.event.moderators == (Speaker(name="Ada Synlig"),)
    assert snapshot.record.entries[-1].fact == PeopleDeleted(200, 180, 50)
    assert privacy.deleted_counts(snapshot.record) == PeopleDeleted(200, 180, 50)


def test_the_summary_still_says_how_many_came(people: People) -> None:
    def figures() -> Block:
        sections = summary(people.document.snapshot, people.clock.now()).sections
        return next(one for one in sections if one.part is Part.FIGURES).blocks[0]

    before = figures()
    people.document.delete_people()
    assert figures() == before
    assert before.figures[2].value == "180"  # type: ignore[union-attr]


def test_nothing_brings_them_back(people: People) -> None:
    people.document.delete_people()
    assert not people.document.undo_stack.canUndo()
    assert not people.document.undo_stack.canRedo()
    people.document.close()
    people.document = people.opened()
    assert not people.document.undo_stack.canUndo()
    people.document.undo()
    assert people.document.plan.event.people == ()


def test_the_day_goes_on(people: People) -> None:
    people.document.delete_people()
    people.document.press(Started("talk"))
    people.document.undo()
    assert people.document.record.current
    assert people.document.record.current.item_id == "welcome"


def test_the_copy_that_is_left_is_the_day_without_people(people: People) -> None:
    cleared = people.document.delete_people()
    assert cleared.fresh
    assert [*copies.backup_folder().iterdir()] == [cleared.fresh]
    with closing(Store.open(cleared.fresh, people.clock.now())) as opened:
        assert opened.snapshot.plan == people.document.plan
        assert opened.snapshot.notes == people.document.snapshot.notes


def test_copies_of_other_days_stay(people: People, tmp_path: Path) -> None:
    other = copies.backup_folder() / "other.facilitator"
    Store.create(other, Snapshot(plan=Plan(event=a_day(id="another")))).close()
    damaged = other.with_name("damaged.facilitator")
    damaged.write_bytes(other.read_bytes()[4096:])
    people.document.delete_people()
    assert verify(other) == ()
    assert damaged.exists()


def test_a_deletion_that_failed_halfway_is_finished_by_another(
    people: People, search: Callable[[], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_store: Store) -> None:
        raise FacilitatorError("full")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "rewrite", fail)
        with pytest.raises(FacilitatorError):
            people.document.delete_people()
    assert people.document.plan.event.people == ()
    assert not people.document.undo_stack.canUndo()
    assert search() != set()
    people.document.delete_people()
    assert search() == set()
    assert privacy.deleted_counts(people.document.record) == PeopleDeleted(200, 180, 50)


def test_a_copy_that_cannot_be_deleted_is_told(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    held = copies.backup_folder() / "day before.facilitator"
    unlink = Path.unlink

    def refuse(file: Path, *, missing_ok: bool = False) -> None:
        if file == held:
            raise PermissionError(file)
        unlink(file, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert people.document.delete_people().kept == (held,)


def test_without_copies_none_is_made(tmp_path: Path, temporary: Path, qapp: QApplication) -> None:
    people = People(tmp_path)
    with closing(people.document) as document:
        assert document.delete_people() == Cleared(copies=0, log=False, fresh=None, kept=())
    assert not copies.backup_folder().exists()


def test_what_is_told_of_a_refused_row_names_nobody(people: People) -> None:
    event = people.document.plan.event
    known = event.people[0]
    table = PersonRow.metadata.tables["person"]
    values = {column.name: getattr(known, column.name, 0) for column in table.columns}
    engine = sqlite.make_engine(people.file)
    with engine.connect() as connection, pytest.raises(IntegrityError) as told:
        connection.execute(insert(table), values)
    sqlite.close(engine)
    assert known.name not in str(told.value)
