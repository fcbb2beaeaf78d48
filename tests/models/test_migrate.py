from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from facilitator.errors import FacilitatorError
from facilitator.event import MINUTE, ZERO, Event, Item, Person, Plan, RoomTheme, TableShape
from facilitator.models import Store, migrate, rows, verify
from facilitator.models.sqlite import connect, make_engine, stamp
from facilitator.people import numbered
from facilitator.record import Added, CheckedIn, PhaseStarted, Presence, Signalled, Started, Undone
from facilitator.settings import data_folder
from facilitator.snapshot import Snapshot
from tests.builders import a_draft, a_moment, a_record, a_rich_event, a_snapshot, some_notes

NOW = rows.SCHEMA_VERSION

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "{next:04}"
down_revision = "{now:04}"


def upgrade() -> None:
    with op.batch_alter_table("person") as person:  # rebuilds the table that seats refer to
        person.add_column(sa.Column("nickname", sa.Text(), nullable=False, server_default=""))
    {more}
"""

Upgraded = Callable[[str], None]


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Upgraded:
    """Makes the program one version newer, with a migration that also does what is handed in."""

    def upgrade(more: str) -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        script = NEXT.format(more=more, now=NOW, next=NOW + 1)
        (scripts / "versions" / f"v{NOW + 1:04}_next.py").write_text(script)
        monkeypatch.setattr(migrate, "SCRIPTS", scripts)
        monkeypatch.setattr(rows, "SCHEMA_VERSION", NOW + 1)

    return upgrade


@pytest.fixture
def old(path: Path) -> Snapshot:
    """What a file of the version before holds."""
    snapshot = a_snapshot(a_rich_event(), notes=some_notes(a_draft("Buss"), a_draft("Bane")))
    Store.create(path, snapshot).close()
    return snapshot


def schema(connection: object) -> dict[str, str]:
    """Name → SQL of all that a database is made of."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%'")  # type: ignore[attr-defined]
    return {
        name: " ".join((sql or "").split()) for name, sql in found if not name.startswith("sqlite_autoindex")
    }


def test_migrations_lead_to_the_schema_of_the_rows(path: Path) -> None:
    Store.create(path, a_snapshot()).close()
    by_rows = path.with_name("by_rows")
    by_rows.touch()
    engine = make_engine(by_rows)
    rows.Row.metadata.create_all(engine)
    engine.dispose()
    with closing(connect(path, "ro")) as migrated, closing(connect(by_rows, "ro")) as made:
        assert schema(migrated) == schema(made)
        assert migrated.execute("PRAGMA user_version").fetchone() == (rows.SCHEMA_VERSION,)
        (kept,) = migrated.execute("SELECT * FROM meta").fetchall()
        assert kept == (1, rows.SCHEMA_VERSION, rows.OLDEST_READER)


def test_an_older_file_is_copied_and_migrated(path: Path, old: Snapshot, next_version: Upgraded) -> None:
    next_version("pass")
    with closing(Store.open(path, a_moment("09:00"))) as opened:
        assert opened.snapshot.plan == old.plan
        assert opened.snapshot.notes == old.notes
    with closing(connect(path, "ro")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NOW + 1,)
        assert connection.execute("SELECT schema_version FROM meta").fetchone() == (NOW + 1,)
        assert set(connection.execute("SELECT nickname FROM person")) == {("",)}
    (copy,) = (data_folder() / "backups").iterdir()
    assert f"v{NOW}" in copy.name
    with closing(connect(copy, "ro")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NOW,)


@pytest.mark.parametrize(
    "more",
    [
        "op.execute('DELETE FROM seat WHERE position=0')",
        "op.execute('DELETE FROM note_revision WHERE seq=1')",
        "op.execute(\"UPDATE note_revision SET text='x' WHERE seq=1\")",
        "op.execute(\"UPDATE note_revision SET hash='x' WHERE seq=1\")",
        "op.execute(\"UPDATE seat SET person_id='gone' WHERE person_id='p3'\")",
        "op.execute('INSERT INTO nowhere VALUES (1)')",
        "op.drop_column('person', 'no such')",
    ],
)
def test_a_migration_that_would_lose_something_is_taken_back(
    path: Path, old: Snapshot, next_version: Upgraded, more: str
) -> None:
    before = path.read_bytes()
    next_version(more)
    with pytest.raises(FacilitatorError, match="backups"):
        Store.open(path, a_moment("09:00"))
    assert path.read_bytes() == before
    assert [*path.parent.iterdir()] == [path]
    (copy,) = (data_folder() / "backups").iterdir()
    assert len(copy.read_bytes()) == len(before)


def test_without_a_copy_nothing_is_migrated(path: Path, old: Snapshot, next_version: Upgraded) -> None:
    before = path.read_bytes()
    next_version("pass")
    data_folder().parent.mkdir(parents=True)
    data_folder().write_text("a file where the folder should be")
    with pytest.raises(FacilitatorError, match=path.name):
        Store.open(path, a_moment())
    assert path.read_bytes() == before


# ── files of the first version ──


def of_the_first_version(event: Event) -> Event:
    """The event as far as the first version knew it."""

    def known(item: Item) -> Item:
        columns = ("id", "kind", "title", "length", "minimum", "start", "end", "count_to_end", "skipped")
        more = ("language", "private_notes", "prompt", "by_itself", "example", "speakers", "options")
        rounds = tuple(replace(round_, silence=ZERO) for round_ in item.rounds)
        return Item(**{name: getattr(item, name) for name in (*columns, *more)}, rounds=rounds)

    people = tuple(
        Person(id=p.id, name=p.name, organisation=p.organisation, region=p.region, role=p.role, duty=p.duty)
        for p in event.people
    )
    tables = tuple(replace(table, shape=TableShape.ROUND, x=None, y=None) for table in event.tables)
    return replace(
        event,
        chapters=(),
        final=False,
        items=tuple(map(known, event.items)),
        people=people,
        tables=tables,
        messages=(),
        logo=b"",
        room_theme=RoomTheme.DARK,
        fixtures=(),
        pairs=(),
        points=(),
    )


def with_numbers(plan: Plan) -> Plan:
    """The plan with the badge numbers that the migration gives."""
    return replace(plan, event=replace(plan.event, people=numbered(plan.event.people)))


def a_file_of_the_first_version(path: Path, snapshot: Snapshot) -> None:
    """The first schema, with the rows of the snapshot as far as its tables and columns go."""
    newest = path.with_name("newest")
    Store.create(newest, snapshot).close()
    path.touch()
    engine = make_engine(path)
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        stamp(connection, 1)
    engine.dispose()
    with closing(connect(path, "rw")) as connection:
        connection.execute("ATTACH ? AS newest", (str(newest),))
        connection.execute("INSERT INTO meta VALUES (1, 1, 1)")
        tables = [
            name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type='table'")
        ]
        for table in {*tables} - {"meta", "alembic_version"}:
            found = connection.execute(f"PRAGMA main.table_info('{table}')")
            columns = ", ".join(f'"{name}"' for _, name, *_ in found)
            connection.execute(
                f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM newest."{table}"'
            )
    newest.unlink()


def test_a_file_of_the_first_version_is_read_as_it_was(path: Path) -> None:
    record = a_record(
        ("09:30", Started("keynote")),
        ("09:31", Added("keynote", 5 * MINUTE)),
        ("09:32", Undone(2)),
        ("10:00", (Started("cafe"), CheckedIn("p1", Presence.PRESENT))),
        ("10:05", PhaseStarted("cafe", 2)),
        ("10:06", Signalled("4:item_end")),
    )
    notes = some_notes(a_draft("Buss"), a_draft("Bane"))
    before = a_snapshot(of_the_first_version(a_rich_event()), record=record, notes=notes)
    a_file_of_the_first_version(path, before)
    assert verify(path) == ()

    with closing(Store.open(path, a_moment("11:30"))) as opened:
        as_read = with_numbers(before.plan)
        assert opened.snapshot.plan == as_read
        assert opened.snapshot.record.entries == record.entries
        assert opened.snapshot.record.timeline.boots[0].first == record.timeline.boots[0].first
        assert opened.snapshot.notes == notes
        assert opened.warnings == ()
        plan = replace(as_read, event=replace(as_read.event, messages=("Takk",), logo=b"PNG"))
        opened.save_plan(plan)
    with closing(Store.open(path, a_moment("11:31"))) as again:
        assert again.snapshot.plan == plan
    (copy,) = (data_folder() / "backups").iterdir()
    with closing(connect(copy, "ro")) as connection:
        assert connection.execute("SELECT schema_version FROM meta").fetchone() == (1,)


def test_of_an_older_file_the_frame_is_checked(path: Path, old: Snapshot, next_version: Upgraded) -> None:
    next_version("pass")
    assert verify(path) == ()
    path.write_bytes(path.read_bytes()[:-4096])
    assert verify(path) != ()
