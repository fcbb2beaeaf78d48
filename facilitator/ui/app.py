"""Composes the program: settings, look, file, window, room screen; and catches what nobody else does."""

from __future__ import annotations

import platform
import re
import sys
import traceback
import uuid
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import cast

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QThreadPool, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import i18n, settings
from facilitator.clock import Clock
from facilitator.errors import FacilitatorError
from facilitator.event import Plan
from facilitator.i18n import Language, _
from facilitator.models import InUseError, Store, backup
from facilitator.record import Screen
from facilitator.resources import resource
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from facilitator.system_clock import SystemClock
from facilitator.templates import Template, new_from, template
from facilitator.ui import messages, tokens
from facilitator.ui.document import Document, Tone
from facilitator.ui.main_window import MainWindow
from facilitator.ui.message_bar import MessageBar
from facilitator.ui.phones import Phones
from facilitator.ui.qt_words import QtWords
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.window import RoomScreens
from facilitator.ui.single import FrontDoor, knock
from facilitator.ui.sounds import Sounds
from facilitator.ui.start_screen import StartScreen
from facilitator.ui.taking_in import JSON, Taken, taking_in

SUFFIX = ".facilitator"
SETTLED = 1500  # ms: the window is drawn, and there is time to look for a sound device
QT_LANGUAGE = {"nb": "nn"}  # what Qt says of Norwegian is nynorsk


def new_id() -> str:
    """128 bits that nobody has used before, in hexadecimal."""
    return uuid.uuid4().hex


class Program(QObject):
    """The running program: the start screen, or one open event with its window and room screen."""

    def __init__(self, app: QApplication, clock: Clock, language: Language | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._clock = clock
        self._language = language  # chosen on the command line, for this run
        self._translator, self._words = QTranslator(self), QtWords(self)
        self.document: Document | None = None
        self.phones: Phones | None = None
        self.window: MainWindow | None = None
        self.room: RoomControl | None = None
        self.speaker: RoomControl | None = None
        self.screens: RoomScreens | None = None
        self.start_screen: StartScreen | None = None
        self.sounds = Sounds(parent=self)
        self._door: FrontDoor | None = None
        self._dress()

    # ── files ──

    def show_start(self) -> StartScreen:
        """Shows the start screen, and returns it."""
        screen = StartScreen(settings.load().recent)
        screen.new_wanted.connect(self.new_day)
        screen.open_wanted.connect(self.choose_and_open)
        screen.sample_wanted.connect(self.open_sample)
        screen.file_wanted.connect(self.open)
        screen.closed.connect(self._app.quit)
        self.start_screen = screen
        tokens.dress(self._app)
        screen.show()
        return screen

    def open(self, file: Path) -> None:
        """Opens a file in place of what is open; where that fails, says why and keeps what is open.

        Of a day saved as JSON a new file is made first, beside it.
        """
        if file.suffix.lower() == JSON:
            self._take_in(file)
            return
        if self.document is not None and file.resolve() == self.document.path.resolve():
            return
        try:
            store = Store.open(file, self._clock.now())
        except InUseError as error:
            if knock(file):
                self._leave_if_empty()
            else:
                self._say(error.message)
        except FacilitatorError as error:
            self._say(error.message)
        else:
            self._show(store)

    def new_day(self, name: Template) -> None:
        """Asks where the file of a day from that template goes, and opens it."""
        self._begin(template(name, i18n.language(), _today(), new_id))

    def new_day_like_this(self, *, people: bool) -> None:
        """Asks where the file of a day like the open one goes, and opens it; what happened is left out."""
        if self.document is not None:
            self._begin(new_from(self.document.plan, _today(), new_id, people=people))

    def _begin(self, plan: Plan) -> None:
        """Asks where a new day's file goes, and opens it."""
        name = re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', " ", plan.event.title).strip(" .")
        suggested = _first_there(settings.documents_folder()) / f"{name} {plan.event.date}{SUFFIX}"
        file = messages.choose_file_to_save(
            self._parent(), _("New day"), suggested, f"Facilitator (*{SUFFIX})"
        )
        if file is None:
            return
        if file.suffix != SUFFIX:
            file = file.with_name(file.name + SUFFIX)
        if self._create(file, Snapshot(plan=plan)) and self.document is not None:
            words = _("The day is dated today, {date}. The date, the place and the rest are in Settings.")
            self.document.tell(words.format(date=i18n.format_date(plan.event.date)))

    def choose_and_open(self) -> None:
        """Asks which file to open."""
        recent = (file.parent for file in settings.load().recent)
        folder = _first_there(*recent, settings.documents_folder())
        file = messages.choose_file_to_open(
            self._parent(), _("Open a day"), folder, f"Facilitator (*{SUFFIX} *{JSON})"
        )
        if file is not None:
            self.open(file)

    def _take_in(self, export: Path) -> None:
        """Makes a file of a day saved as JSON, in the background, and opens it."""
        job = taking_in(export, SUFFIX)
        job.done.connect(partial(self._on_taken_in, export))
        job.failed.connect(lambda error: self._say(error.message))
        self._say(_("A day is being made of “{name}” …").format(name=export.name), Tone.INFO)
        job.start()

    def _on_taken_in(self, export: Path, taken: Taken) -> None:
        self.open(taken.file)
        if self.document is not None and not taken.warnings:  # which say more, and stand there now
            words = _("The day of “{export}” is in “{name}” now. The export is as it was.")
            self.document.tell(words.format(export=export.name, name=taken.file.name))

    def open_sample(self) -> None:
        """Writes a fresh sample day beside the program's data, and opens it."""
        self._create(settings.free_sample_file(), sample_snapshot())

    def _create(self, file: Path, snapshot: Snapshot) -> bool:
        """Writes a new file and opens it, and says whether that could be done."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(prefix="facilitator-") as folder:
                new = Path(folder, file.name)
                Store.create(new, snapshot).close()
                backup(new, file)  # what the save dialogue has asked to replace goes last, unless it is open
            store = Store.open(file, self._clock.now())
        except (FacilitatorError, OSError) as error:
            self._say(getattr(error, "message", str(error)))
            return False
        self._show(store)
        return True

    # ── windows ──

    def _show(self, store: Store) -> None:
        self.close_document()
        self.document = Document(store, self._clock, new_id)
        self.phones = Phones(self.document, self._clock)
        self._door = FrontDoor(store.path, self)
        self._door.knocked.connect(self._come_to_front)
        self._remember(store.path)
        self._make_window("programme")
        for warning in store.warnings:
            self.document.tell(warning, Tone.WARNING)
        self.document.run()
        self.phones.resume()
        if self.start_screen is not None:
            self.start_screen.closed.disconnect()
            self.start_screen.close()
            self.start_screen.deleteLater()
            self.start_screen = None

    def _make_window(self, place: str) -> None:
        """Makes the moderators' window in place of the one there is; what the room sees stays as it is."""
        document = cast(Document, self.document)
        works = self.window.work_strip.works if self.window else ()
        message = self.window.message_bar.message if self.window else None
        self._drop_window()
        self.room = self.room or RoomControl(document)
        self.speaker = self.speaker or RoomControl(document, Screen.SECOND)
        self.window = MainWindow(document, self.room, self.sounds, self.phones, self.speaker)
        tokens.dress(self._app)
        self.window.new_wanted.connect(self.new_day)
        self.window.like_this_wanted.connect(lambda people: self.new_day_like_this(people=people))
        self.window.open_wanted.connect(self.choose_and_open)
        self.window.closed.connect(self._on_window_closed)
        self.window.dressed.connect(self._on_dressed)
        if message is not None:
            self.window.message_bar.say(*message)
        for job, words in works:
            self.window.work_strip.follow(job, words)
        self.window.show_place(place)
        if self.window.fits(self.window.screen().availableSize()):
            self.window.show()
        else:
            self.window.showMaximized()
        if self.screens is None:
            self.screens = RoomScreens(self.room, self.speaker, document, self.window)
            self.screens.start()
        else:
            self.screens.attend(self.window)
        self.screens.answer(self.window.now_bar.keyed)
        QTimer.singleShot(SETTLED, self.sounds, self.sounds.look)

    def _on_dressed(self) -> None:
        """Makes the window anew in the new look and language; the file stays open."""
        QTimer.singleShot(0, self, self._dress_again)

    def _dress_again(self) -> None:
        window = self.window
        if window is None:
            return
        place = window.place
        self._dress()
        self._make_window(place)

    def _drop_window(self) -> None:
        if self.window is not None:
            self.window.closed.disconnect()
            self.window.close()
            self.window.deleteLater()
        self.window = None

    def _drop_screens(self) -> None:
        if self.screens is not None:
            self.screens.stop()
        for one in (self.screens, self.room, self.speaker):
            if one is not None:
                one.deleteLater()
        self.screens, self.room, self.speaker = None, None, None

    def close_document(self) -> None:
        """Lets go of the open file and its windows; everything is stored already."""
        self._drop_screens()
        self._drop_window()
        if self.phones is not None:
            self.phones.close()
            self.phones = None
        if self._door is not None:
            self._door.close()
        if self.document is not None:
            self.document.close()
        self._door, self.document = None, None

    def _on_window_closed(self) -> None:
        QTimer.singleShot(0, self, self.quit)

    def quit(self) -> None:
        """Lets go of the file and ends the program, once what works in the background is done."""
        QThreadPool.globalInstance().waitForDone()
        self.close_document()
        self._app.quit()

    def _come_to_front(self) -> None:
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def _leave_if_empty(self) -> None:
        """After the other window has come to the front, a start with nothing of its own ends."""
        if self.document is None and self.start_screen is None:
            QTimer.singleShot(0, self._app.quit)

    # ── the rest ──

    def _dress(self) -> None:
        chosen = settings.load()
        language = self._language or chosen.language or i18n.system_language()
        i18n.use(language)
        locale = QLocale(language)
        QLocale.setDefault(locale)
        translations = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._translator.load(f"qtbase_{QT_LANGUAGE.get(language, language)}", translations)
        for translator in (self._translator, self._words):  # the last one is asked first
            self._app.removeTranslator(translator)
            self._app.installTranslator(translator)
        tokens.choose(self._app, chosen.theme, scale=chosen.text_size / 100)

    def _remember(self, file: Path) -> None:
        try:
            settings.save(settings.with_recent(settings.load(), file.resolve()))
        except FacilitatorError as error:
            self._say(error.message)

    def _parent(self) -> QWidget | None:
        return self.window or self.start_screen

    def _bar(self) -> MessageBar | None:
        owner = self.window or self.start_screen
        return owner.message_bar if owner is not None else None

    def _say(self, sentence: str, tone: Tone = Tone.ERROR) -> None:
        bar = self._bar()
        if bar is not None:
            bar.say(sentence, tone)
        else:
            self.show_start().message_bar.say(sentence, tone)

    def tell_mistake(self, where: str, report: str) -> None:
        """Tells a mistake of the program without taking anything from the screen."""
        bar = self._bar()
        if bar is None:
            if QApplication.instance() is not None:
                messages.inform(None, "Facilitator", where, report)
            return
        bar.say(
            _(
                "The program made a mistake ({where}). What you see with a tick is stored, and you can go on."
            ).format(where=where),
            Tone.ERROR,
            _("Copy the report"),
            lambda: QGuiApplication.clipboard().setText(report),
        )


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day of whoever sits here


def _first_there(*folders: Path) -> Path:
    """The first of the folders that there is, else the home folder."""
    return next((folder for folder in folders if folder.is_dir()), Path.home())


def run(file: Path | None, language: Language | None = None) -> int:
    """Runs the window until it is closed; the exit code."""
    app = make_application(sys.argv[:1])
    program = Program(app, SystemClock(), language)
    catch_mistakes(program)
    if file is None:
        program.show_start()
    else:
        program.open(file)
    return app.exec()


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application with its name, icon and fonts."""
    app = QApplication(list(arguments))
    app.setApplicationName("facilitator")
    app.setApplicationDisplayName("Facilitator")
    app.setDesktopFileName("facilitator")
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(resource("icons/users.svg"))))
    app.setQuitOnLastWindowClosed(False)
    tokens.load_fonts()
    return app


def catch_mistakes(program: Program) -> None:
    """Every exception that reaches Qt is written down and told; nothing on the screen is lost."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, FacilitatorError):
            program.tell_mistake(error.message, "")
            return
        # Only the kind and the places: the error's own text may quote a note or a name.
        frames = traceback.extract_tb(trace)
        places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        report = "\n".join([f"{kind.__name__}, Python {platform.python_version()}", *places])
        _write_down(report)
        program.tell_mistake(f"{kind.__name__}, {places[-1] if places else '?'}", report)

    sys.excepthook = hook


def _write_down(report: str) -> None:
    print(report, file=sys.stderr)  # noqa: T201 - for who started the program in a terminal
    try:
        folder = settings.log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "mistakes.log").open("a", encoding="utf-8") as log:
            log.write(report + "\n\n")
    except OSError:
        return  # the report is on the screen already
