"""Pictures of every place and every room scene, made from the real program on the sample day.

``python docs/pictures.py FOLDER [nb|en …]``: the window at 1366 × 768 in both languages and both looks, the
room screen at 1920 × 1080 in both languages and its three themes.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import cast

HOME = tempfile.TemporaryDirectory()
os.environ["HOME"] = os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = HOME.name

SCREEN = {"name": "", "x": 0, "y": 0, "width": 1920, "height": 1080}
SCREENS = Path(HOME.name, "screens.json")  # without it, a screen of 800 × 800
SCREENS.write_text(json.dumps({"screens": [{**SCREEN, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}))
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={SCREENS}"

from PySide6.QtCore import QEventLoop, QSize  # noqa: E402 - the platform is chosen before Qt is imported
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from facilitator import i18n, settings  # noqa: E402
from facilitator.clock import Moment, Timeline  # noqa: E402
from facilitator.event import MINUTE, RoomTheme  # noqa: E402
from facilitator.i18n import Language  # noqa: E402
from facilitator.models import Store  # noqa: E402
from facilitator.notes import Notes  # noqa: E402
from facilitator.record import Audience, Fact, MessageShown, Record, TimerStarted  # noqa: E402
from facilitator.sample import sample_snapshot  # noqa: E402
from facilitator.settings import Settings, Theme  # noqa: E402
from facilitator.snapshot import Snapshot  # noqa: E402
from facilitator.ui.app import Program, make_application  # noqa: E402
from facilitator.ui.document import Document  # noqa: E402
from facilitator.ui.main_window import MainWindow  # noqa: E402
from facilitator.ui.places.harvest import HarvestPlace  # noqa: E402
from facilitator.ui.places.summary import SummaryPlace  # noqa: E402
from facilitator.ui.room.control import RoomControl  # noqa: E402
from facilitator.ui.room.scenes import SceneName  # noqa: E402
from facilitator.ui.room.view import SceneView  # noqa: E402

WINDOW = QSize(1366, 768)
ROOM = QSize(1920, 1080)
PAINTED = 1500  # ms until the PDF's visible pages have been drawn

# What each scene is pictured at, and what is pressed for it.
TIMER = TimerStarted("timer", "Gruppe 3 legger fram", 8 * MINUTE)
ROOM_SCENES: tuple[tuple[str, SceneName, tuple[Fact, ...]], ...] = (
    ("09:22:10", SceneName.WELCOME, ()),
    ("10:42:15", SceneName.NOW_NEXT, ()),
    ("10:42:15", SceneName.PROGRAMME, ()),
    ("10:42:15", SceneName.COUNTDOWN, (TIMER,)),
    ("10:54:41", SceneName.SPEAKER, (MessageShown(Audience.SPEAKER, "2 minutter igjen"),)),
    ("09:58:20", SceneName.TASK, ()),
    ("10:10:00", SceneName.POLL, ()),
    ("10:20:00", SceneName.RESULT, ()),
    ("12:58:20", SceneName.DISCUSSION, (TIMER,)),
    ("13:49:30", SceneName.ROUND, ()),
    ("13:44:10", SceneName.CHANGE, ()),
    ("13:44:10", SceneName.FLOOR, ()),
    ("13:44:10", SceneName.BY_TABLE, ()),
    ("13:44:10", SceneName.BY_THEME, ()),
    ("13:44:10", SceneName.BY_NUMBER, ()),
    ("14:58:00", SceneName.HARVEST, ()),
    ("15:20:00", SceneName.CLOSING, ()),
    ("12:20:00", SceneName.MESSAGE, (MessageShown(Audience.ROOM, "Lunsjen er servert i foajeen"),)),
    ("12:20:00", SceneName.DOCUMENTS, ()),
    ("13:44:10", SceneName.BLACK, ()),
)


class DayClock:
    """Stands at the moment of the sample day that is pictured, on the machine that the day was held on."""

    def __init__(self, day: Snapshot) -> None:
        self._day = day
        self.set("08:50")

    def set(self, local: str) -> None:
        first = self._day.record.timeline.boots[0].first
        utc = self._day.event.instant(time.fromisoformat(local))
        self._now = Moment(utc, first.boot + (utc - first.utc), first.boot_id)

    def now(self) -> Moment:
        return self._now


def until(day: Snapshot, now: Moment) -> Snapshot:
    """The day as it stood at that moment: what was pressed and written later is left out."""
    entries = tuple(entry for entry in day.record.entries if entry.moment.utc <= now.utc)
    timeline = Timeline().heard(day.record.timeline.boots[0].first).heard(now)
    written = [one for note in day.notes.by_id.values() for one in note.revisions if one.at <= now.utc]
    notes = Notes().with_revisions(sorted(written, key=lambda one: one.seq))
    keys = {note.id for note in notes.keys}
    points = tuple(point for point in day.event.points if keys.issuperset(point.sources))
    plan = replace(day.plan, event=replace(day.event, points=points))
    return replace(day, plan=plan, record=Record(entries=entries, timeline=timeline), notes=notes)


def spoken(day: Snapshot, language: Language) -> Snapshot:
    """The day held in that language: the room screen speaks the day's, not the moderator's."""
    items = (
        tuple(replace(item, language="") for item in day.event.items) if language == "en" else day.event.items
    )
    return replace(day, plan=replace(day.plan, event=replace(day.event, language=language, items=items)))


class Pictures:
    """Makes pictures of one language and one look into a folder."""

    def __init__(self, app: QApplication, folder: Path, language: Language, theme: Theme) -> None:
        self._app = app
        self._folder = folder
        self._language = language
        self._theme = theme
        self._day = spoken(sample_snapshot(with_notes=True), language)
        self._clock = DayClock(self._day)
        settings.save(Settings(language=language, theme=theme))

    def places(self) -> None:
        """The start screen and every place, each at the moment of the day when it is looked at."""
        program = Program(self._app, self._clock)
        start = program.show_start()
        self._take(start, "start", self._theme)
        for local, names in (
            ("09:22:10", ("people", "ready")),
            ("10:42:15", ("programme", "settings")),
            ("13:49:30", ("cafe", "notes")),
            ("14:58:00", ("harvest",)),
            ("15:40:00", ("documents", "summary")),
        ):
            self._open(program, local)
            window = cast(MainWindow, program.window)
            window.resize(WINDOW)
            for name in names:
                window.show_place(name)
                if name == "harvest":
                    harvest = cast(HarvestPlace, window.places[name])
                    harvest.show_page("board")
                    harvest.board.columns["theme-a"].choose("point-1")
                if name == "summary":
                    self._wait_for(cast(SummaryPlace, window.places[name]))
                self._take(window, name, self._theme)
        program.close_document()

    def room(self, theme: RoomTheme) -> None:
        """Every scene of the room screen, in one of its themes."""
        program = Program(self._app, self._clock)
        for local, scene, facts in ROOM_SCENES:
            self._open(program, local, theme)
            document = cast(Document, program.document)
            if facts:
                document.press(*facts)
            control = cast(RoomControl, program.room)
            control.hold(scene)
            view = SceneView(control, document)
            view.resize(ROOM)
            look = "" if theme is RoomTheme.DARK else theme.value  # dark is what a new day has
            self._take(view, f"room-{scene.value.replace('_', '-')}", look)
            view.close()
        program.close_document()

    def _open(self, program: Program, local: str, theme: RoomTheme = RoomTheme.DARK) -> None:
        program.close_document()
        self._clock.set(local)
        file = Path(tempfile.mkdtemp(dir=HOME.name)) / "stormøte.facilitator"
        day = until(self._day, self._clock.now())
        event = replace(day.event, room_theme=theme)
        Store.create(file, replace(day, plan=replace(day.plan, event=event))).close()
        program.open(file)

    def _wait_for(self, summary: SummaryPlace) -> None:
        """Lets the preview be made; its pages are painted when they are shown."""
        while summary.pdf.pageCount() == 0:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QTest.qWait(PAINTED)

    def _take(self, widget: QWidget, name: str, look: str = "") -> None:
        widget.show()
        self._app.processEvents()
        file = "-".join(part for part in (name, self._language, look) if part)
        widget.grab().save(str(self._folder / f"{file}.png"))


def main(folder: Path, languages: tuple[Language, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application(["pictures"])
    for language in languages:
        for theme in ("light", "dark"):
            Pictures(app, folder, language, theme).places()
        for room_theme in RoomTheme:
            Pictures(app, folder, language, "light").room(room_theme)


if __name__ == "__main__":
    chosen = tuple(code for code in i18n.LANGUAGES if code in sys.argv[2:])
    main(Path(sys.argv[1]), chosen or ("nb", "en"))
