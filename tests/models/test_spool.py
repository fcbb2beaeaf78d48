"""Notes written down beside the file: where it can't take them, they are safe, and go there later."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.errors import FacilitatorError
from facilitator.models import Store, verify
from facilitator.models.spool import Spool, spool_folder
from facilitator.record import Started
from tests.builders import a_draft, a_moment, a_snapshot, an_instant
from tests.faults.stores import crash

AT = an_instant("11:00")


class FullDisk:
    """Lets a store's file grow no more, until there is room again."""

    def __init__(self, store: Store) -> None:
        self._engine = store._engine
        self._limit(self._pragma("page_count"))

    def make_room(self) -> None:
        self._limit(self._pragma("page_count") + 1000)

    def _limit(self, pages: int) -> None:
        self._pragma(f"max_page_count={pages}")

    def _pragma(self, words: str) -> int:
        with self._engine.connect() as connection:
            found: int = connection.exec_driver_sql(f"PRAGMA {words}").scalar_one()
        return found


def long(text: str) -> str:
    return text * 2000  # more than the file has room for


def texts(store: Store) -> list[str]:
    return [note.draft.text[:4] for note in store.snapshot.notes.standing]


def test_a_note_the_file_has_no_room_for_is_stored_all_the_same(store: Store, path: Path) -> None:
    disk = FullDisk(store)
    store.write_notes([a_draft(long("Buss"))], AT)
    assert texts(store) == ["Buss"]
    assert store.trouble is not None
    assert "disk is full" in store.trouble.message
    with pytest.raises(FacilitatorError, match="disk is full"):
        store.append([Started("welcome")], a_moment())
    disk.make_room()
    store.append([Started("welcome")], a_moment())
    assert store.trouble is None
    store.close()
    assert verify(path) == ()
    with closing(Store.open(path, a_moment())) as opened:
        assert texts(opened) == ["Buss"]
        assert opened.warnings == ()


def test_it_goes_into_the_file_when_that_is_opened_the_next_time(store: Store, path: Path) -> None:
    first = a_draft("Bane")
    store.write_notes([first], AT)
    FullDisk(store)
    store.write_notes([a_draft(long("Buss"), note_id="n", key=True)], AT)
    store.write_notes([replace(first, id="v2", parent_id=first.id, text=long("Tog "))], AT)
    before = store.snapshot.notes
    crash(store)
    with closing(Store.open(path, a_moment())) as opened:
        assert texts(opened) == ["Tog ", "Buss"]
        drafts = [r.draft for note in opened.snapshot.notes.by_id.values() for r in note.revisions]
        assert drafts == [r.draft for note in before.by_id.values() for r in note.revisions]
        assert [r.at for r in opened.snapshot.notes.by_id["n"].revisions] == [AT]
        assert "2" in "".join(opened.warnings)
    assert verify(path) == ()


def test_a_retry_of_a_note_that_waits_adds_none(store: Store) -> None:
    disk = FullDisk(store)
    draft = a_draft(long("Buss"))
    for _ in range(3):
        store.write_notes([draft], AT)
    with pytest.raises(ValueError, match="two drafts"):
        store.write_notes([replace(draft, text="Bane")], AT)
    disk.make_room()
    store.write_notes([draft], AT)
    (note,) = store.snapshot.notes.standing
    assert len(note.revisions) == 1
    assert len(list(Spool(store.path).read())) == 1


def test_a_closed_file_leaves_nothing_beside_it(store: Store, path: Path) -> None:
    store.write_notes([a_draft("Buss")], AT)
    assert b"Buss" in Spool(path).path.read_bytes()
    store.close()
    assert list(spool_folder().iterdir()) == []


def test_what_the_file_holds_already_is_not_taken_in_again(store: Store, path: Path) -> None:
    store.write_notes([a_draft("Buss"), a_draft("Bane")], AT)
    crash(store)
    with closing(Store.open(path, a_moment())) as opened:
        assert texts(opened) == ["Buss", "Bane"]
        assert opened.warnings == ()


@pytest.mark.parametrize("cut", [2, 30, 200])
def test_a_torn_line_was_never_written(path: Path, cut: int) -> None:
    spool = Spool(path)
    spool.append([a_draft("Buss", id="1"), a_draft("Bane", id="2")], AT)
    spool.append([a_draft("Båt", id="3")], AT)
    spool.path.write_bytes(spool.path.read_bytes()[:-cut])
    assert [draft.id for draft, _at in spool.read()] == ["1", "2"]


def test_a_changed_line_ends_what_is_trusted(path: Path) -> None:
    spool = Spool(path)
    spool.append([a_draft("Buss", id="1"), a_draft("Bane", id="2"), a_draft("Båt", id="3")], AT)
    spool.path.write_bytes(spool.path.read_bytes().replace(b"Bane", b"Fane"))
    assert [draft.id for draft, _at in spool.read()] == ["1"]


def test_a_text_no_file_can_hold_is_not_written_down(store: Store) -> None:
    with pytest.raises(FacilitatorError, match=r"U\+0000"):
        store.write_notes([a_draft("a\0b")], AT)
    assert list(Spool(store.path).read()) == []


@pytest.mark.parametrize("name", ["id", "note_id", "parent_id", "theme_id", "round_id", "place"])
@pytest.mark.parametrize("broken", ["\0", "\ud800"])
def test_no_broken_character_anywhere_stops_what_comes_after(
    store: Store, path: Path, name: str, broken: str
) -> None:
    with pytest.raises(FacilitatorError, match=r"U\+"):
        store.write_notes([a_draft("Buss", **{name: broken})], AT)
    assert store.trouble is None
    store.append([Started("welcome")], a_moment())
    crash(store)
    with closing(Store.open(path, a_moment())) as opened:
        assert texts(opened) == []


def test_a_refused_id_does_not_keep_the_file_from_being_opened(store: Store, path: Path) -> None:
    store.write_notes([a_draft("Buss", id="v1", note_id="n1")], AT)
    with pytest.raises(ValueError, match="two drafts"):
        store.write_notes([a_draft("Bane", id="v1", note_id="n2")], AT)
    store.write_notes([a_draft("Båt")], AT)
    crash(store)
    with closing(Store.open(path, a_moment())) as opened:
        assert texts(opened) == ["Buss", "Båt"]


def test_the_fault_is_found_where_nothing_is_written_down(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The harness sees it: without the spool, an acknowledged note would be lost."""
    monkeypatch.setattr(Spool, "append", lambda _self, _drafts, _at: None)
    FullDisk(store)
    with suppress(FacilitatorError):
        store.write_notes([a_draft(long("Buss"))], AT)
    crash(store)
    with closing(Store.open(path, a_moment())) as opened:
        assert texts(opened) == []


def test_a_copy_that_is_read_takes_nothing_from_its_original(store: Store) -> None:
    from facilitator.models import read

    store.write_notes([a_draft("Buss")], AT)
    snapshot, _warnings = read(store.path, a_moment())
    assert len(snapshot.notes.standing) == 1
    assert len(list(Spool(store.path).read())) == 1


def test_an_empty_snapshot_has_no_last_note() -> None:
    assert a_snapshot().notes.last_seq == 0
