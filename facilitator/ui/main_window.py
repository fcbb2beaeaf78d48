"""The window of an open event: the now bar, the rail of places, the place shown, and the status line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QPoint, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QMainWindow,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from facilitator import settings
from facilitator.i18n import _
from facilitator.record import Record, Screen
from facilitator.templates import Template
from facilitator.ui import tokens
from facilitator.ui.beside_strip import BesideStrip
from facilitator.ui.countdowns import CountdownStrip
from facilitator.ui.document import Document
from facilitator.ui.key_overview import KeyOverview
from facilitator.ui.keys import bind, sequences
from facilitator.ui.message_bar import MessageBar
from facilitator.ui.messages_panel import MessagesPanel
from facilitator.ui.now_bar import NowBar
from facilitator.ui.phones import Phones
from facilitator.ui.places.cafe import CafePlace
from facilitator.ui.places.documents import DocumentsPlace
from facilitator.ui.places.harvest import HarvestPlace
from facilitator.ui.places.notes import NotesPlace
from facilitator.ui.places.people import PeoplePlace
from facilitator.ui.places.programme import ProgrammePlace
from facilitator.ui.places.ready import ReadyPlace
from facilitator.ui.places.settings import SettingsPlace
from facilitator.ui.places.summary import SummaryPlace
from facilitator.ui.presenter import Presenter
from facilitator.ui.rail import Rail
from facilitator.ui.ready_groups import PHONES
from facilitator.ui.reminders import Reminders
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.panel import RoomBoard
from facilitator.ui.sounds import Sounds
from facilitator.ui.start_screen import template_words
from facilitator.ui.status_line import StatusLine
from facilitator.ui.turn_strip import TurnStrip
from facilitator.ui.widgets.controls import SearchField, column, make_room_for, row, scrolling
from facilitator.ui.work_strip import WorkStrip

FRAME = 40  # px: the title bar of most desktops, which is not known before the window is shown


class MainWindow(QMainWindow):
    """One event, one window. Everything is stored when it happens, so closing asks nothing."""

    closed = Signal()
    new_wanted = Signal(Template)
    like_this_wanted = Signal(bool)  # a new day like this one; with its people?
    open_wanted = Signal()
    dressed = Signal()  # the look or the language was changed: the window is to be made anew

    def __init__(
        self,
        document: Document,
        room: RoomControl,
        sounds: Sounds | None = None,
        phones: Phones | None = None,
        speaker: RoomControl | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self.room = room
        self.speaker = speaker or RoomControl(document, Screen.SECOND, self)
        self.sounds = sounds or Sounds(parent=self)
        self.phones = phones
        self.now_bar = NowBar(document)
        self.countdowns = CountdownStrip(document, self)
        self.turns = TurnStrip(document, self)
        self.beside = BesideStrip(document, self)
        self.work_strip = WorkStrip()
        self.message_bar = MessageBar()
        self.presenter = Presenter(document, self.message_bar.say, self)
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.places = self._make_places()
        self.status = StatusLine(document, room, self.sounds)
        Reminders(document, room, self.sounds, self.message_bar, self)
        self.key_overview: KeyOverview | None = None
        self._lay_out()
        self._connect()
        self.resize(1366, 768)
        self.setMinimumSize(1024, 640)
        self._restore_geometry()
        self._draw_event()
        self.show_place("programme")

    def show_place(self, name: str) -> None:
        """Shows a place of the rail."""
        place = self.places[name]
        self.rail.choose(name)
        self.stack.setCurrentWidget(place)
        make_room_for(place, self.places.values())
        (place.focusProxy() or self.rail.buttons[name]).setFocus()

    def turn_keys(self) -> None:
        """Shows the overview of all keys, or takes it away."""
        if self.key_overview is not None:
            self.key_overview.leave()
            return
        self.key_overview = KeyOverview(self, self.now_bar)
        self.key_overview.left.connect(self._on_keys_left)
        self.key_overview.open()

    def show_now(self) -> None:
        """Shows what is running, or comes next, in the programme."""
        live = self._document.live
        self.show_place("programme")
        here = live.running or live.next
        if here is not None:
            self.programme.choose(here.item.id)

    def search(self) -> None:
        """Leads to the search of the place that is shown; without one, to that among the people.

        That says where somebody sits: what moderators are asked most.
        """
        if self.place == "notes":
            self.notes.show_page("find")
        fields = self.places[self.place].findChildren(SearchField)
        if not any(field.isVisible() for field in fields):
            self.show_place("people")
            fields = self.places["people"].findChildren(SearchField)
        for field in filter(QWidget.isVisible, fields):
            field.setFocus()
            field.selectAll()

    def fits(self, available: QSize) -> bool:
        """Whether the window, with its frame, is small enough for a screen of that size."""
        wanted = self.size() + QSize(0, FRAME)
        return wanted.width() <= available.width() and wanted.height() <= available.height()

    def show_room_panel(self) -> None:
        """Shows what the room sees, and what it can be made to see, above its button."""
        _show_above(self.status.room, self.room_popup)
        self.room_board.setFocus()

    def show_messages(self) -> None:
        """Shows the messages to the speaker and the room above their button."""
        _show_above(self.status.message, self.messages_popup)
        self.messages_panel.setFocus()

    @property
    def place(self) -> str:
        """The place that is shown."""
        shown = self.stack.currentWidget()
        return next(name for name, widget in self.places.items() if widget is shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.key_overview is not None:
            self.key_overview.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stores the field that is being typed in, and lets go of the file."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        QSettings("facilitator", "window").setValue("geometry", self.saveGeometry())
        self.presenter.deaf()
        event.accept()
        self.closed.emit()

    # ── making ──

    def _make_places(self) -> dict[str, QWidget]:
        document = self._document
        self.ready, self.settings = ReadyPlace(document, self.phones), SettingsPlace(document, self.sounds)
        self.programme, self.notes = ProgrammePlace(document), NotesPlace(document, self.phones)
        by_programme = self.programme.catch_up
        by_programme.clicked.connect(lambda: self.now_bar.show_catch_up(by_programme))
        return {
            "programme": self.programme,
            "people": PeoplePlace(document),
            "cafe": CafePlace(document),
            "notes": self.notes,
            "harvest": HarvestPlace(document),
            "documents": DocumentsPlace(document),
            "summary": SummaryPlace(document, self.phones),
            "ready": self.ready,
            "settings": self.settings,
        }

    def _lay_out(self) -> None:
        # Messages lie over the foot of the place: nothing moves, and the place keeps its room.
        told = QGridLayout()
        told.addWidget(self._stage(), 0, 0)
        told.addWidget(self.message_bar, 0, 0, Qt.AlignmentFlag.AlignBottom)
        told.addWidget(self.work_strip, 1, 0)
        told.setRowStretch(0, 1)
        told.setSpacing(0)
        day = row(self.rail, spacing=0)
        day.addLayout(told, 1)
        whole = column(self.now_bar, self.turns, self.beside, self.countdowns, day, self.status, spacing=0)
        whole.setStretch(4, 1)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)
        for place in self.places.values():
            self.stack.addWidget(place)  # last: Qt styles all that is in it anew with each step up
        self.message_bar.raise_()
        self._make_menus()

    def _stage(self) -> QScrollArea:
        """Where the place is shown; it scrolls where large text or a small window leaves too little room."""
        stage = scrolling(self.stack)
        stage.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        stage.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return stage

    def _make_menus(self) -> None:
        menu = QMenu(self.status.file)
        self.new_menu = self._make_new_menu()
        for text, keys, act in (
            (_("New day …"), "new", self._choose_new),
            (_("Open …"), "open", self.open_wanted.emit),
            (_("Close"), "close", self.close),
        ):
            self._add(menu, text, keys, act)
        self.status.file.setMenu(menu)
        self.room_board = RoomBoard(self.room, self.speaker, self._document)
        self.messages_panel = MessagesPanel(self._document, self.speaker)
        self.room_popup, self.messages_popup = (
            self._popup(content) for content in (self.room_board, self.messages_panel)
        )

    def _popup(self, content: QWidget) -> QFrame:
        made = QFrame(self, Qt.WindowType.Popup)
        made.setProperty("look", "card")
        made.setLayout(column(content))
        return made

    def _make_new_menu(self) -> QMenu:
        """What a new day can begin with."""
        menu = QMenu(_("New day"), self)
        for name in Template:
            act = partial(self.new_wanted.emit, name)
            menu.addAction(_("{words} …").format(words=template_words(name)), act)
        menu.addSeparator()
        for text, people in (
            (_("Like this one, with its people …"), True),
            (_("Like this one, without its people …"), False),
        ):
            menu.addAction(text, partial(self.like_this_wanted.emit, people))
        return menu

    def _choose_new(self) -> None:
        """Shows above the file's button what a new day can begin with."""
        corner = self.status.file.mapToGlobal(self.status.file.rect().topLeft())
        self.new_menu.popup(corner - QPoint(0, self.new_menu.sizeHint().height()))

    def _add(self, menu: QMenu, text: str, keys: str, act: Callable[[], object]) -> None:
        action = QAction(text, self)
        action.setShortcuts(sequences(keys))
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        self.addAction(action)

    def _connect(self) -> None:
        document = self._document
        self.rail.chosen.connect(self.show_place)
        self.ready.place_wanted.connect(self._on_place_wanted)
        self.ready.missing_changed.connect(self.rail.mark_ready)
        self.rail.mark_ready(self.ready.missing_count)
        document.record_changed.connect(self._mark_help)
        self._mark_help(document.record)
        self.settings.dressed.connect(self.dressed)
        self.settings.stored.connect(self._on_settings_stored)
        self.sounds.changed.connect(self._tell_sound)
        self.status.room.clicked.connect(self.show_room_panel)
        self.status.message.clicked.connect(self.show_messages)
        for keys, act in (
            ("keys", self.turn_keys),
            ("sound", self.status.turn_sounds),
            ("now", self.show_now),
            ("room", self.show_room_panel),
            ("black", self.room.turn_black),
            ("message", self.show_messages),
            ("find", self.search),
        ):
            bind(self, keys, act)
        document.told.connect(self.message_bar.say)
        document.working.connect(self.work_strip.follow)
        document.event_changed.connect(self._draw_event)
        document.event_changed.connect(self.message_bar.settle)
        if self.phones is not None:
            self.phones.changed.connect(self._draw_links)
            document.room_changed.connect(self._draw_links)
            self._draw_links()
        self._tell_sound()
        self.presenter.listen(settings.load())

    def _restore_geometry(self) -> None:
        geometry = QSettings("facilitator", "window").value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    # ── drawing ──

    def _draw_event(self) -> None:
        event = self._document.plan.event
        title = " · ".join((event.title, _("example"))) if event.example else event.title
        self.status.show_title(title)
        self.setWindowTitle(f"{title} – Facilitator")

    def _draw_links(self, _news: object = None) -> None:
        """Where the codes on the screens lead phones to."""
        if self.phones is not None:
            for screen in (self.room, self.speaker):
                screen.set_link(self.phones.link())

    def _mark_help(self, record: Record) -> None:
        tables = {table.id for table in self._document.plan.event.open_tables}
        self.rail.mark_help(len(tables & record.wanting_help))

    def _on_place_wanted(self, place: str, subject: str) -> None:
        self.show_place(place)
        if subject == PHONES:
            self.notes.show_page("phones")

    def _tell_sound(self) -> None:
        self.ready.show_sound(missing=self.sounds.missing)

    def _on_settings_stored(self) -> None:
        self.status.draw_sound()
        self._tell_sound()
        self.presenter.listen(settings.load())

    def _on_keys_left(self) -> None:
        self.key_overview = None


def _show_above(anchor: QWidget, popup: QFrame) -> None:
    """Shows the popup with its right edge at the button's, above it as far as there is room."""
    corner = anchor.mapToGlobal(anchor.rect().topRight())
    # Not adjustSize(), which takes no more than two thirds of the screen.
    wanted = popup.sizeHint()
    width = wanted.width()
    height = popup.heightForWidth(width) if popup.hasHeightForWidth() else wanted.height()
    popup.setGeometry(max(corner.x() - width, 0), max(corner.y() - height - tokens.S, 0), width, height)
    popup.show()
