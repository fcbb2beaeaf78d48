"""The window of an open event: the now bar, the rail of places, the place shown, and the status line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import cast

from PySide6.QtCore import QByteArray, QPoint, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from facilitator import settings
from facilitator.i18n import _, format_clock
from facilitator.presses import next_step
from facilitator.record import Record, Screen
from facilitator.signals import Signal as DueSignal
from facilitator.signals import said
from facilitator.templates import Template
from facilitator.timetable import LiveDay
from facilitator.ui import tokens
from facilitator.ui.beside_strip import BesideStrip
from facilitator.ui.countdowns import CountdownStrip
from facilitator.ui.document import Document, Tone
from facilitator.ui.key_overview import KeyOverview
from facilitator.ui.keys import bind, hint, sequences
from facilitator.ui.message_bar import MessageBar
from facilitator.ui.messages_panel import MessagesPanel, message_words
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
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.panel import RoomBoard
from facilitator.ui.room.scenes import SceneName, scene_word
from facilitator.ui.sentences import signal_sentence
from facilitator.ui.sounds import Sounds
from facilitator.ui.start_screen import template_words
from facilitator.ui.turn_strip import TurnStrip
from facilitator.ui.widgets.controls import button, column, make_room_for, row, scrolling, surface
from facilitator.ui.widgets.icons import icon
from facilitator.ui.widgets.text import label, set_text
from facilitator.ui.work_strip import WorkStrip

FRAME = 40  # px: the title bar of most desktops, which is not known before the window is shown
STATUS_GAPS, STATUS_TITLE = 120, 80  # px at 100 %: between what the status line says; the least title
MESSAGE_ROOM = 150  # px, of the status line


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
        self.undo_action, self.redo_action = self._make_undo_actions()
        self.file_button = button("", look="quiet", icon_name="chevron-up")
        self.room_button = button("", self.show_room_panel, look="quiet", icon_name="monitor")
        self.sound_button = button("", self._turn_sounds, look="quiet", icon_name="volume")
        self.sound_button.setToolTip(_with_key(_("Turn sounds on or off"), "sound"))
        self.message_button = button("", self.show_messages, look="quiet", icon_name="message")
        self.message_button.setToolTip(_with_key(_("A message to the speaker or the room"), "message"))
        self.key_overview: KeyOverview | None = None
        self._reminded = self._reminder = self._held_told = self._title = ""
        self._phase: tuple[str, int] = ("", 0)  # of the running item, as last seen
        self.saved = label(_("✓ All is saved"), tabular=True)
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

    def find_person(self) -> None:
        """Leads to the search among the people, which says where somebody sits."""
        people = cast(PeoplePlace, self.places["people"])
        self.show_place("people")
        people.search.setFocus()

    def fits(self, available: QSize) -> bool:
        """Whether the window, with its frame, is small enough for a screen of that size."""
        wanted = self.size() + QSize(0, FRAME)
        return wanted.width() <= available.width() and wanted.height() <= available.height()

    def show_room_panel(self) -> None:
        """Shows what the room sees, and what it can be made to see, above its button."""
        _show_above(self.room_button, self.room_popup)
        self.room_board.setFocus()

    def show_messages(self) -> None:
        """Shows the messages to the speaker and the room above their button."""
        _show_above(self.message_button, self.messages_popup)
        self.messages_panel.setFocus()

    @property
    def place(self) -> str:
        """The place that is shown."""
        shown = self.stack.currentWidget()
        return next(name for name, widget in self.places.items() if widget is shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_status()
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

    def _make_undo_actions(self) -> tuple[QAction, QAction]:
        undo, redo = QAction(self), QAction(self)
        undo.setShortcuts(sequences("undo"))
        redo.setShortcuts(sequences("redo"))
        undo.triggered.connect(self._undo)
        redo.triggered.connect(lambda: self._document.attempt(self._document.redo))
        self.addActions([undo, redo])
        return undo, redo

    def _lay_out(self) -> None:
        self.undo_button = button("", self.undo_action.trigger, look="quiet", icon_name="undo")
        self.redo_button = button("", self.redo_action.trigger, look="quiet", icon_name="redo")
        status_row = row(
            self.file_button,
            self.undo_button,
            self.redo_button,
            None,
            self.sound_button,
            self.message_button,
            self.room_button,
            tokens.M,
            self.saved,
        )
        status = surface("status", status_row, margin=0)
        status_row.setContentsMargins(tokens.M, 0, 20, 0)
        status.setFixedHeight(tokens.STATUS_HEIGHT + tokens.px(tokens.SMALL) - tokens.SMALL)
        # Messages lie over the foot of the place: nothing moves, and the place keeps its room.
        told = QGridLayout()
        told.addWidget(self._stage(), 0, 0)
        told.addWidget(self.message_bar, 0, 0, Qt.AlignmentFlag.AlignBottom)
        told.addWidget(self.work_strip, 1, 0)
        told.setRowStretch(0, 1)
        told.setSpacing(0)
        day = row(self.rail, spacing=0)
        day.addLayout(told, 1)
        whole = column(self.now_bar, self.turns, self.beside, self.countdowns, day, status, spacing=0)
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
        menu = QMenu(self.file_button)
        self.new_menu = self._make_new_menu()
        for text, keys, act in (
            (_("New day …"), "new", self._choose_new),
            (_("Open …"), "open", self.open_wanted.emit),
            (_("Close"), "close", self.close),
        ):
            self._add(menu, text, keys, act)
        self.file_button.setMenu(menu)
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
        corner = self.file_button.mapToGlobal(self.file_button.rect().topLeft())
        self.new_menu.popup(corner - QPoint(0, self.new_menu.sizeHint().height()))

    def _add(self, menu: QMenu, text: str, keys: str, act: Callable[[], object]) -> None:
        action = QAction(text, self)
        action.setShortcuts(sequences(keys))
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        self.addAction(action)

    def _connect(self) -> None:
        document, stack = self._document, self._document.undo_stack
        self.rail.chosen.connect(self.show_place)
        self.ready.place_wanted.connect(self._on_place_wanted)
        self.ready.missing_changed.connect(self.rail.mark_ready)
        self.rail.mark_ready(self.ready.missing_count)
        document.record_changed.connect(self._mark_help)
        self._mark_help(document.record)
        self.settings.dressed.connect(self.dressed)
        self.settings.stored.connect(self._on_settings_stored)
        self.sounds.changed.connect(self._draw_sound)
        for keys, act in (
            ("keys", self.turn_keys),
            ("sound", self._turn_sounds),
            ("now", self.show_now),
            ("room", self.show_room_panel),
            ("black", self.room.turn_black),
            ("message", self.show_messages),
        ):
            bind(self, keys, act)
        for place in (self.programme, self.places["documents"], self.places["summary"]):
            bind(place, "find", self.find_person)  # there is nothing else to search here
        document.told.connect(self.message_bar.say)
        document.working.connect(self.work_strip.follow)
        document.saved.connect(self._on_saved)
        document.signalled.connect(self._on_signalled)
        document.event_changed.connect(self._draw_event)
        document.event_changed.connect(self.message_bar.settle)
        document.ticked.connect(self._draw_room)
        document.ticked.connect(self._remind)
        document.ticked.connect(self._tell_held)
        self.room.changed.connect(self._draw_room)
        if self.phones is not None:
            self.phones.changed.connect(self._draw_links)
            document.room_changed.connect(self._draw_links)
            self._draw_links()
        document.record_changed.connect(self._draw_message)
        stack.undoTextChanged.connect(self._draw_undo)
        stack.redoTextChanged.connect(self._draw_undo)
        stack.indexChanged.connect(self._draw_undo)
        stack.indexChanged.connect(self._forget_offers)
        self._draw_undo()
        self._draw_sound()
        self._draw_message()
        self.presenter.listen(settings.load())

    def _restore_geometry(self) -> None:
        geometry = QSettings("facilitator", "window").value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    # ── drawing ──

    def _draw_event(self) -> None:
        event = self._document.plan.event
        title = " · ".join((event.title, _("example"))) if event.example else event.title
        self._title = title
        self._draw_status()
        self.file_button.setAccessibleName(_("File: {title}").format(title=title))
        self.setWindowTitle(f"{title} – Facilitator")

    def _draw_links(self, _news: object = None) -> None:
        """Where the codes on the screens lead phones to."""
        if self.phones is not None:
            for screen in (self.room, self.speaker):
                screen.set_link(self.phones.link())

    def _draw_status(self) -> None:
        """What the status line says; the room's choice, then the title, are cut where there is no room."""
        fixed = (self.undo_button, self.redo_button, self.sound_button, self.message_button, self.saved)
        taken = sum(widget.sizeHint().width() for widget in fixed) + tokens.px(STATUS_GAPS)
        title = tokens.px(STATUS_TITLE)
        _set_elided(self.room_button, self.room.words(), self.width() - taken - title)
        taken += self.room_button.sizeHint().width()
        _set_elided(self.file_button, self._title, max(self.width() - taken, title))

    def _draw_room(self) -> None:
        words = self.room.words()
        if self.room_button.accessibleName() != words:
            self.room_button.setAccessibleName(words)
            self._draw_status()

    def _draw_message(self) -> None:
        """The message that is shown now, in sight as long as it stands."""
        words = message_words(self._document)
        if self.message_button.accessibleName() != words:
            _set_elided(self.message_button, words, MESSAGE_ROOM)
            self.message_button.setAccessibleName(words)
            self._draw_status()

    def _draw_sound(self) -> None:
        """Whether signals are heard, always in sight: by a shape and a word."""
        if not self.sounds.on:
            words, icon_name = _("Sound off"), "volume-x"
        elif self.sounds.missing:
            words, icon_name = _("No sound device"), "volume-x"
        else:
            words, icon_name = _("Sound on"), "volume"
        self.ready.show_sound(missing=self.sounds.missing)
        if self.sound_button.accessibleName() != words:
            self.sound_button.setText(f" {words}")
            self.sound_button.setIcon(icon(icon_name, tokens.colours().text))
            self.sound_button.setAccessibleName(words)
            self._draw_status()

    def _draw_undo(self) -> None:
        stack = self._document.undo_stack
        for action, made, can, words in (
            (
                self.undo_action,
                self.undo_button,
                stack.canUndo(),
                _("Undo: {step}").format(step=stack.undoText()),
            ),
            (
                self.redo_action,
                self.redo_button,
                stack.canRedo(),
                _("Redo: {step}").format(step=stack.redoText()),
            ),
        ):
            action.setEnabled(can)
            made.setEnabled(can)
            made.setToolTip(words)
            made.setAccessibleName(words)

    def _remind(self, live: LiveDay) -> None:
        """Rule 22: says once an item that nobody pressed start, with the one button that does."""
        step = next_step(live)
        if not live.nobody_pressed or step is None or step.item is None:
            self._forget_reminder()
            return
        if step.item.id == self._reminded:
            return
        self._reminded = step.item.id
        self._reminder = _("“{title}” should have begun by now. Has it?").format(title=step.item.title)
        press = partial(self._document.press, *step.facts)
        self.message_bar.say(
            self._reminder, Tone.WARNING, _("It begins now"), partial(self._document.attempt, press)
        )

    def _undo(self) -> None:
        """Takes the last step back, and says which: it may be elsewhere than where the eyes are."""
        step = self._document.undo_stack.undoText()
        if self._document.attempt(self._document.undo) and step:
            self._document.tell(_("Taken back: {step}").format(step=step))

    def _tell_held(self, live: LiveDay) -> None:
        """Says, when a phase begins, that the room still sees what somebody had it see."""
        phase = (live.running.item.id if live.running else "", live.cafe.index if live.cafe else 0)
        before, self._phase = self._phase, phase
        held = self.room.held
        if before == phase or held in (None, SceneName.BLACK):
            return
        self._held_told = words = _("The room still sees “{scene}”.").format(scene=scene_word(held))
        self._document.tell(words, Tone.WARNING, _("Follow the programme"), self.room.follow)

    def _forget_reminder(self) -> None:
        """Takes the reminder away when it holds no longer; it may come again."""
        if self._reminded and self.message_bar.text.text() == self._reminder:
            self.message_bar.hide()
        self._reminded = ""

    def _forget_offers(self) -> None:
        """Takes away an offer to undo once another step was made, and what the room sees no longer."""
        bar = self.message_bar
        followed = self._held_told == bar.text.text() != "" and self.room.held is None
        if followed or bar.offers(self._document.undo):
            bar.hide()

    def _mark_help(self, record: Record) -> None:
        tables = {table.id for table in self._document.plan.event.open_tables}
        self.rail.mark_help(len(tables & record.wanting_help))

    def _on_place_wanted(self, place: str, subject: str) -> None:
        self.show_place(place)
        if subject == PHONES:
            self.notes.show_page("phones")

    def _on_saved(self, at: datetime) -> None:
        set_text(self.saved, _("✓ Saved {time}").format(time=format_clock(at)))

    def _on_signalled(self, given: tuple[DueSignal, ...]) -> None:
        words = [signal_sentence(signal, self._document.live) for signal in said(given)]
        unheard = self.sounds.give(given)
        if not self._reminded:  # after a sleep both come at once, and the reminder says more
            self.message_bar.say(" ".join((*words, unheard)).rstrip(), Tone.INFO)

    def _on_settings_stored(self) -> None:
        self._draw_sound()
        self.presenter.listen(settings.load())

    def _on_keys_left(self) -> None:
        self.key_overview = None

    def _turn_sounds(self) -> None:
        self._document.attempt(self.sounds.turn)


def _set_elided(button: QPushButton, words: str, room: int) -> None:
    """Sets the words beside the button's icon, cut short where they are wider than the room (px)."""
    shown = QFontMetrics(button.font()).elidedText(words, Qt.TextElideMode.ElideRight, room)
    button.setText(f" {shown}".replace("&", "&&"))


def _show_above(anchor: QWidget, popup: QFrame) -> None:
    """Shows the popup with its right edge at the button's, above it as far as there is room."""
    corner = anchor.mapToGlobal(anchor.rect().topRight())
    # Not adjustSize(), which takes no more than two thirds of the screen.
    wanted = popup.sizeHint()
    width = wanted.width()
    height = popup.heightForWidth(width) if popup.hasHeightForWidth() else wanted.height()
    popup.setGeometry(max(corner.x() - width, 0), max(corner.y() - height - tokens.S, 0), width, height)
    popup.show()


def _with_key(told: str, action: str) -> str:
    """What a button does, and the key that does it too."""
    return f"{told} ({hint(action)})"
