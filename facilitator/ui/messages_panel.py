"""Messages to who speaks or to the room: stored ones in one press, others typed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.record import Audience, Fact, MessageShown, SceneHeld, Screen
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.room.control import RoomControl
from facilitator.ui.room.scenes import SceneName
from facilitator.ui.widgets.controls import button, column, line, row, scrolling, surface
from facilitator.ui.widgets.tabs import Tabs
from facilitator.ui.widgets.text import ElidedLabel, label, set_text

WIDTH = 380  # px at 100 %
MOST_ROWS = 6  # of stored messages in sight; more of them scroll
LONGEST = 500  # characters: more nobody reads from a stage
LARGEST = 1.5  # times its usual width, where the text is large


def message_facts(
    document: Document, audience: Audience, text: str, *, flash: bool = False
) -> tuple[Fact, ...]:
    """The facts of one press that shows a message; "" takes it away.

    One to the room needs its scene: the room screen holds that as long as the message stands.
    """
    shown = MessageShown(audience, text, flash and bool(text))
    held = document.record.held.get(Screen.ROOM) == SceneName.MESSAGE.value
    if audience is Audience.SPEAKER or held == bool(text):
        return (shown,)
    return (shown, SceneHeld(Screen.ROOM, SceneName.MESSAGE.value if text else ""))


def message_words(document: Document) -> str:
    """What is shown now, for the status line; that to the speaker first."""
    shown = document.record.messages
    for audience, words in (
        (Audience.SPEAKER, _("■ To the speaker: {text}")),
        (Audience.ROOM, _("■ To the room: {text}")),
    ):
        if audience in shown:
            return words.format(text=" ".join(shown[audience].text.split()))
    return _("Message")


class MessagesPanel(QWidget):
    """Whom it is for, what is shown now, the stored messages, and a field for another one."""

    def __init__(
        self, document: Document, speaker: RoomControl | None = None, parent: QWidget | None = None
    ) -> None:
        """Messages go to the room unless there is a screen for who speaks, or somebody chooses otherwise."""
        super().__init__(parent)
        self._document = document
        self._speaker = speaker
        self._speaker_seen = False
        self.setAccessibleName(_("Messages"))
        self.setFixedWidth(round(WIDTH * min(tokens.LOOK.scale, LARGEST)))
        audiences = ((Audience.SPEAKER.value, _("To the speaker")), (Audience.ROOM.value, _("To the room")))
        self.audiences = Tabs(audiences, _("Whom the message is for"))
        self.audiences.choose(Audience.ROOM.value)
        self.now = ElidedLabel("", "strong")
        self.away = button(_("Take away"), self.take_away)
        self.text = QLineEdit()
        self.text.setMaxLength(LONGEST)
        self.text.setPlaceholderText(_("Type another message"))
        self.text.setAccessibleName(_("Message"))
        self.flash = QCheckBox(_("Blink"))
        self.show_button = button(_("Show"), self.show_typed, look="primary")
        self.keep = button(_("Keep in the list"), self.keep_typed, look="quiet")
        self.stored: list[QPushButton] = []
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, tokens.S, 0)
        self._rows.setSpacing(tokens.XS)
        self._lay_out()
        self._connect()
        self._draw_stored()
        self._on_speaker_changed()
        self.draw()

    @property
    def audience(self) -> Audience:
        return Audience(self.audiences.current)

    def show_message(self, text: str) -> None:
        """Shows the message in place of the one before."""
        facts = message_facts(self._document, self.audience, text, flash=self.flash.isChecked())
        self._document.attempt(lambda: self._document.press(*facts))

    def show_typed(self) -> None:
        """Shows what is typed, if anything is."""
        typed = self.text.text().strip()
        if typed:
            self.show_message(typed)
            self.text.selectAll()  # the next one takes its place

    def take_away(self) -> None:
        """Takes the message away that the chosen audience is shown."""
        if self.audience in self._document.record.messages:
            facts = message_facts(self._document, self.audience, "")
            self._document.attempt(lambda: self._document.press(*facts))

    def keep_typed(self) -> None:
        """Puts what is typed into the list."""
        typed, known = self.text.text().strip(), self._document.plan.event.messages
        if typed and typed not in known and self._edit((*known, typed)):
            self.text.clear()

    def draw(self) -> None:
        """Shows what is shown now."""
        shown = self._document.record.messages.get(self.audience)
        words = _("Shown now: {text}").format(text=" ".join(shown.text.split())) if shown else ""
        set_text(self.now, words or _("Nothing is shown now."))
        self.away.setEnabled(shown is not None)
        for made in self.stored:
            made.setChecked(shown is not None and made.property("message") == shown.text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hands the focus on to the field."""
        super().focusInEvent(event)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        area = scrolling(surface("plain", column(self._holder(), None), margin=0))
        area.setFixedHeight(MOST_ROWS * (tokens.CONTROL_HEIGHT + tokens.XS))
        now = row(self.now, self.away)
        now.setStretch(0, 1)
        typed = row(self.text, self.show_button)
        typed.setStretch(0, 1)
        box = column(
            row(self.audiences, None), now, line(), area, line(), typed, row(self.flash, None, self.keep)
        )
        box.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        self.setLayout(box)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _holder(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(self._rows)
        return holder

    def _connect(self) -> None:
        self.text.returnPressed.connect(self.show_typed)
        self.audiences.chosen.connect(self.draw)
        self.audiences.chosen.connect(lambda _name: self.text.setFocus())
        if self._speaker is not None:
            self._speaker.changed.connect(self._on_speaker_changed)
        self._document.record_changed.connect(self.draw)
        self._document.event_changed.connect(self._on_event_changed)

    def _on_speaker_changed(self) -> None:
        """Follows the speaker's screen when it comes and goes; then the choice is the moderators'."""
        seen = self._speaker is not None and self._speaker.connected
        if seen != self._speaker_seen:
            self._speaker_seen = seen
            self.audiences.choose((Audience.SPEAKER if seen else Audience.ROOM).value)
            self.draw()

    def _on_event_changed(self) -> None:
        self._draw_stored()
        self.draw()

    def _draw_stored(self) -> None:
        """One row for each stored message; made anew, for there are few of them."""
        while (taken := self._rows.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.deleteLater()
        messages = self._document.plan.event.messages
        self.stored = [self._stored_button(text) for text in messages]
        for at, made in enumerate(self.stored):
            self._rows.addWidget(self._stored_row(at, made))
        if not messages:
            self._rows.addWidget(
                label(_("The list is empty. Type a message and keep it."), "muted", wrap=True)
            )

    def _stored_button(self, text: str) -> QPushButton:
        made = button(text.replace("&", "&&"), partial(self.show_message, text), name=text)
        made.setProperty("message", text)
        made.setCheckable(True)
        made.clicked.connect(self.draw)
        return made

    def _stored_row(self, at: int, made: QPushButton) -> QWidget:
        text = str(made.property("message"))
        up = button("", partial(self._move_up, at), look="quiet", icon_name="arrow-up")
        up.setAccessibleName(_("Move “{text}” up").format(text=text))
        up.setEnabled(at > 0)
        remove = button("", partial(self._remove, at), look="quiet", icon_name="x")
        remove.setAccessibleName(_("Take “{text}” out of the list").format(text=text))
        for quiet in (up, remove):
            quiet.setToolTip(quiet.accessibleName())
        holder = QWidget()
        box = row(made, up, remove, spacing=tokens.XS)
        box.setStretch(0, 1)
        holder.setLayout(box)
        return holder

    def _move_up(self, at: int) -> None:
        messages = list(self._document.plan.event.messages)
        messages[at - 1 : at + 1] = reversed(messages[at - 1 : at + 1])
        self._edit(tuple(messages))

    def _remove(self, at: int) -> None:
        messages = self._document.plan.event.messages
        self._edit((*messages[:at], *messages[at + 1 :]))

    def _edit(self, messages: tuple[str, ...]) -> bool:
        plan = self._document.plan
        changed = replace(plan, event=replace(plan.event, messages=messages))
        return self._document.attempt(lambda: self._document.edit(changed, _("change the list of messages")))
