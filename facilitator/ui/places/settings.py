"""Innstillinger: the facts of the day, and how the program looks and speaks on this machine."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from datetime import time
from functools import partial
from typing import Any, cast
from zoneinfo import available_timezones

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from facilitator import settings
from facilitator.errors import FacilitatorError
from facilitator.event import Event
from facilitator.i18n import Language, _, format_time
from facilitator.settings import Settings, Sound, Theme
from facilitator.signals import SignalKind
from facilitator.typed import read_speakers, speaker_line
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.keys import hint
from facilitator.ui.sounds import Sounds, no_device_sentence
from facilitator.ui.typed_fields import time_typed
from facilitator.ui.widgets.controls import button, column, page, row, scrolling, surface
from facilitator.ui.widgets.forms import Field, Form
from facilitator.ui.widgets.text import label


class SettingsPlace(QWidget):
    """Cards for the event (stored in its file), and for this machine (stored with the program)."""

    dressed = Signal()  # look or language was changed
    stored = Signal()  # something else of this machine was changed

    def __init__(self, document: Document, sounds: Sounds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._sounds = sounds
        self._shown = settings.load()
        self.event_form = Form(event_fields(), self._store_event)
        self.more_form = Form(more_event_fields(), self._store_event)
        self.machine_form = Form(machine_fields(), self._store_look)
        self.sound_form = Form(sound_fields(), self._store_settings)
        self.presenter_form = Form(presenter_fields(), self._store_settings)
        self.tries = self._try_buttons()
        self.no_device = label(no_device_sentence(), "warning", wrap=True)
        self._lay_out()
        document.event_changed.connect(self._draw)
        sounds.changed.connect(self._draw_settings)
        self._draw()
        self._draw_settings()

    def showEvent(self, event: QShowEvent) -> None:
        """What this machine remembers can be changed in other places too."""
        super().showEvent(event)
        self._draw_settings()

    def _lay_out(self) -> None:
        head, _title = page(_("Settings"))
        sound = _card(_("Sounds"), self.no_device, self.sound_form)
        keys = label(
            _("The keys of a presenter. While you type in a field, they move there."), "small", wrap=True
        )
        presenter = _card(_("Presenter"), keys, self.presenter_form)
        cards = row(spacing=tokens.M)
        for stacked in (
            (_card(_("The day"), self.event_form),),
            (_card(_("What it is for"), self.more_form), presenter),
            (_card(_("This computer"), self.machine_form), sound),
        ):
            cards.addLayout(column(*stacked, None, spacing=tokens.M), 1)
        body = QWidget()
        body.setLayout(column(cards, None))
        box = column(head, scrolling(body), spacing=tokens.M)
        box.setContentsMargins(20, tokens.L, 20, tokens.L)
        self.setLayout(box)

    def _draw(self) -> None:
        for form in (self.event_form, self.more_form):
            form.show_value(self._document.plan.event)

    def _store_event(self, event: Event) -> None:
        self._document.edit(replace(self._document.plan, event=event), _("change the day"))

    def _draw_settings(self) -> None:
        self._shown = settings.load()
        for form in (self.machine_form, self.sound_form, self.presenter_form):
            form.show_value(self._shown)
        for kind, made in self.tries.items():
            made.setEnabled(self._shown.sound_of(kind) != "none" and not self._sounds.missing)
        self.no_device.setVisible(self._sounds.missing)

    def _store_look(self, chosen: Settings) -> None:
        self._save(chosen)
        self.dressed.emit()

    def _store_settings(self, chosen: Settings) -> None:
        self._save(chosen)
        self.stored.emit()

    def _save(self, chosen: Settings) -> None:
        settings.save(settings.merged(settings.load(), self._shown, chosen))
        self._draw_settings()

    def _try_buttons(self) -> dict[SignalKind, QPushButton]:
        tries = {}
        for kind, caption in signal_words().items():
            name = _("Try the sound: {signal}").format(signal=caption)
            tries[kind] = button("", partial(self._try, kind), icon_name="play", tooltip=name)
            self.sound_form.put_beside(f"{kind.value}_sound", tries[kind])
        return tries

    def _try(self, kind: SignalKind) -> None:
        if not self._sounds.play(settings.load().sound_of(kind)):
            self._document.tell(no_device_sentence())


def _card(title: str, *parts: QWidget) -> QFrame:
    return surface("card", column(label(title, "subtitle"), *parts, None, spacing=tokens.M))


def _text(name: str, caption: str, *, lines: int = 1, hint: str = "") -> Field[Event]:
    """A field of the event that is plain text."""

    def put(event: Event, text: str) -> Event:
        return _with(event, name, text.strip())

    def get(event: Event) -> str:
        return str(getattr(event, name))

    return Field(name, caption, get, put, lines=lines, hint=hint)


def _time(name: str, caption: str, *, needed: bool = False, hint: str = "") -> Field[Event]:
    """A field of the event that is a time of day."""

    def get(event: Event) -> str:
        at: time | None = getattr(event, name)
        return format_time(at) if at else ""

    def put(event: Event, text: str) -> Event:
        at = time_typed(text)
        if at is None and needed:
            raise FacilitatorError(_("The programme needs a start. Type it like 9:30 or 930."))
        return _with(event, name, at)

    return Field(name, caption, get, put, hint=hint)


def _with(event: Event, name: str, value: object) -> Event:
    changed: dict[str, Any] = {name: value}
    return replace(event, **changed)


def event_fields() -> tuple[Field[Event], ...]:
    return (
        _text("title", _("Title")),
        Field("date", _("Date"), lambda event: event.date.isoformat(), _put_date, hint="2024-03-05"),
        _time("doors", _("Doors open"), hint=_("empty: not said")),
        _time("start", _("Programme starts"), needed=True),
        _time("end", _("Pinned end"), hint=_("empty: ends when the programme ends")),
        _text("place", _("Place"), lines=2),
        _text("organiser", _("Organiser"), lines=2),
        _text("contact", _("Contact")),
        _text("case_number", _("Case number")),
    )


def more_event_fields() -> tuple[Field[Event], ...]:
    return (
        Field(
            "purposes",
            _("Purposes, one a line"),
            lambda event: "\n".join(event.purposes),
            _put_purposes,
            lines=8,
        ),
        Field(
            "moderators",
            _("Moderators: one a line, as name, title, organisation"),
            lambda event: "\n".join(speaker_line(one) for one in event.moderators),
            lambda event, text: replace(event, moderators=read_speakers(text, event.moderators)),
            lines=3,
        ),
        Field(
            "language",
            _("Language of the day"),
            lambda event: event.language,
            lambda event, text: replace(event, language=text),
            choices=_languages(),
        ),
        Field("zone", _("Time zone"), lambda event: event.zone, _put_zone, hint="Europe/Oslo"),
    )


def machine_fields() -> tuple[Field[Settings], ...]:
    return (
        Field(
            "language",
            _("Language of the program"),
            lambda chosen: chosen.language or "",
            lambda chosen, text: replace(chosen, language=cast(Language, text) if text else None),
            choices=(("", _("as the system")), *_languages()),
        ),
        Field(
            "theme",
            _("Look"),
            lambda chosen: chosen.theme,
            lambda chosen, text: replace(chosen, theme=cast(Theme, text)),
            choices=(("system", _("as the system")), ("light", _("light")), ("dark", _("dark"))),
        ),
        Field(
            "text_size",
            _("Text size"),
            lambda chosen: str(chosen.text_size),
            lambda chosen, text: replace(chosen, text_size=int(text)),
            choices=tuple((str(size), f"{size} %") for size in (100, 125, 150, 175, 200)),
        ),
    )


def sound_fields() -> tuple[Field[Settings], ...]:
    def switch(chosen: Settings, text: str) -> Settings:
        return replace(chosen, sound=bool(text))

    on = _("Sound on ({keys})").format(keys=hint("sound"))
    return (
        Field("sound", on, lambda chosen: "1" if chosen.sound else "", switch, check=True),
        Field(
            "volume",
            _("Volume"),
            lambda chosen: str(chosen.volume),
            lambda chosen, text: replace(chosen, volume=int(text)),
            choices=tuple((str(volume), f"{volume} %") for volume in (20, 40, 60, 80, 100)),
        ),
        *(_sound_field(kind, caption) for kind, caption in signal_words().items()),
    )


def _sound_field(kind: SignalKind, caption: str) -> Field[Settings]:
    """Which sound signals of that kind have."""

    def put(chosen: Settings, text: str) -> Settings:
        return settings.with_sound(chosen, kind, cast(Sound, text))

    choices = tuple(sound_words().items())
    return Field(f"{kind.value}_sound", caption, lambda chosen: chosen.sound_of(kind), put, choices=choices)


def presenter_fields() -> tuple[Field[Settings], ...]:
    def put_next(chosen: Settings, text: str) -> Settings:
        return replace(chosen, presenter_next=bool(text))

    def put_back(chosen: Settings, text: str) -> Settings:
        return replace(chosen, presenter_back=bool(text))

    forth = _("{keys}: next").format(keys=hint("presenter-next"))
    back = _("{keys}: back").format(keys=hint("presenter-back"))
    return (
        Field(
            "presenter_next", forth, lambda chosen: "1" if chosen.presenter_next else "", put_next, check=True
        ),
        Field(
            "presenter_back", back, lambda chosen: "1" if chosen.presenter_back else "", put_back, check=True
        ),
    )


def signal_words() -> dict[SignalKind, str]:
    """What each kind of signal is called, in the order of a day."""
    return {
        SignalKind.WARNING: _("Soon over"),
        SignalKind.LAST_MINUTE: _("Last minute"),
        SignalKind.PHASE_END: _("Change of phase in the café"),
        SignalKind.ITEM_END: _("End of an item"),
        SignalKind.COUNTDOWN_END: _("End of a countdown"),
    }


def sound_words() -> dict[Sound, str]:
    return {
        "gong": _("gong"),
        "bell": _("bell"),
        "wood": _("wood block"),
        "ticks": _("ticks"),
        "none": _("no sound"),
    }


def _languages() -> tuple[tuple[str, str], ...]:
    """Each language by its own name."""
    return (("nb", "bokmål"), ("nn", "nynorsk"), ("en", "English"))


def _put_date(event: Event, text: str) -> Event:
    for read in (dt.date.fromisoformat, _norwegian_date):
        try:
            return replace(event, date=read(text.strip()))
        except ValueError:
            continue
    raise FacilitatorError(
        _("“{text}” is not a date. Type it like 2024-03-05 or 5.3.2024.").format(text=text)
    )


def _norwegian_date(text: str) -> dt.date:
    day, month, year = (int(part) for part in text.split("."))
    return dt.date(year, month, day)


def _put_purposes(event: Event, text: str) -> Event:
    return replace(event, purposes=tuple(filter(None, map(str.strip, text.splitlines()))))


def _put_zone(event: Event, text: str) -> Event:
    if text.strip() not in available_timezones():
        raise FacilitatorError(_("“{text}” is not a time zone. Type it like Europe/Oslo.").format(text=text))
    return replace(event, zone=text.strip())
