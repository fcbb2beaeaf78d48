"""Innstillinger: the facts of the day, and how the program looks and speaks on this machine."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from datetime import time
from typing import Any, cast
from zoneinfo import available_timezones

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator import settings
from facilitator.errors import FacilitatorError
from facilitator.event import Event
from facilitator.i18n import Language, _, format_time
from facilitator.settings import Settings, Theme
from facilitator.typed import read_speakers, speaker_line
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.typed_fields import time_typed
from facilitator.ui.widgets.controls import column, page, row, scrolling, surface
from facilitator.ui.widgets.forms import Field, Form
from facilitator.ui.widgets.text import label


class SettingsPlace(QWidget):
    """Two cards: the event (stored in its file), and this machine (stored with the program)."""

    dressed = Signal()  # look or language was changed

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.event_form = Form(event_fields(), self._store_event)
        self.more_form = Form(more_event_fields(), self._store_event)
        self.machine_form = Form(machine_fields(), self._store_settings)
        self._lay_out()
        document.event_changed.connect(self._draw)
        self._draw()
        self.machine_form.show_value(settings.load())

    def _lay_out(self) -> None:
        head, _title = page(_("Settings"))
        day = surface(
            "card", column(label(_("The day"), "subtitle"), self.event_form, None, spacing=tokens.M)
        )
        more = surface(
            "card", column(label(_("What it is for"), "subtitle"), self.more_form, None, spacing=tokens.M)
        )
        machine = surface(
            "card", column(label(_("This computer"), "subtitle"), self.machine_form, None, spacing=tokens.M)
        )
        cards = row(day, more, machine, spacing=tokens.M)
        for index in range(3):
            cards.setStretch(index, 1)
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

    def _store_settings(self, chosen: Settings) -> None:
        settings.save(chosen)
        self.machine_form.show_value(chosen)
        self.dressed.emit()


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
