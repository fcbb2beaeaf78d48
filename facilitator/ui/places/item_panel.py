"""All of one programme item beside the table: what does not fit in a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from PySide6.QtWidgets import QFrame, QWidget

from facilitator.checks import Problem, ProblemKind
from facilitator.event import ZERO, Event, Item, ItemKind, Speaker, find, put
from facilitator.i18n import LANGUAGES, _, format_time
from facilitator.timetable import planned
from facilitator.ui import tokens
from facilitator.ui.document import Document, RefusedError
from facilitator.ui.places.programme_model import put_length, put_start
from facilitator.ui.sentences import minutes_of, speaker_line
from facilitator.ui.typed_fields import length_typed, time_typed
from facilitator.ui.widgets.controls import button, column, row, scrolling, surface
from facilitator.ui.widgets.forms import Field, Form
from facilitator.ui.widgets.text import ElidedLabel
from facilitator.words import item_kind_word

PROMPTED = (ItemKind.TASK, ItemKind.DISCUSSION)  # kinds that put a question to the tables


class ItemPanel(QFrame):
    """The chosen item as a form; each field is stored when it is left."""

    def __init__(
        self, document: Document, on_close: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFixedWidth(tokens.PANEL_WIDTH)
        self._document = document
        self.item_id = ""
        self.title = ElidedLabel("", "subtitle")
        self.close_button = button("", on_close, look="quiet", icon_name="x", tooltip=_("Close the details"))
        self.form = Form(_fields(), self._store)
        body = surface("plain", column(self.form, None), margin=tokens.L)
        head = row(self.title, self.close_button)
        head.setContentsMargins(tokens.L, tokens.M, tokens.S, 0)
        head.setStretch(0, 1)
        self.setLayout(column(head, scrolling(body), spacing=0))

    def show_item(self, item: Item) -> None:
        """Draws the item; fields that do not fit its kind are hidden."""
        self.item_id = item.id
        self.title.setText(item.title)
        self.form.show_value(item)
        self.form.show_field("prompt", visible=item.kind in PROMPTED)
        self.form.show_field("options", visible=item.kind is ItemKind.TASK)
        self.form.widgets["length"].setEnabled(not item.rounds)

    def _store(self, item: Item) -> None:
        plan = self._document.plan
        event = replace(plan.event, items=put(plan.event.items, item))
        before = find(plan.event.items, item.id)
        if before is not None and item.end is not None and item.end != before.end:
            _refuse_no_time(event, item)
        self._document.edit(replace(plan, event=event), _("change an item"))


def _refuse_no_time(event: Event, item: Item) -> None:
    """An end typed now must leave some time, also where the start follows from the item before."""
    if next(one.length for one in planned(event) if one.item.id == item.id) <= ZERO:
        problem = Problem(kind=ProblemKind.END_BEFORE_START, subject_id=item.id, name=item.title)
        raise RefusedError((problem,))


def _fields() -> tuple[Field[Item], ...]:
    return (*_time_fields(), *_content_fields())


def _time_fields() -> tuple[Field[Item], ...]:
    return (
        Field("title", _("Title"), lambda item: item.title, lambda item, text: replace(item, title=text)),
        Field(
            "kind",
            _("Kind"),
            lambda item: item.kind.value,
            lambda item, text: replace(item, kind=ItemKind(text)),
            choices=tuple((kind.value, item_kind_word(kind)) for kind in ItemKind),
        ),
        Field(
            "start",
            _("Pinned start"),
            lambda item: _time_text(item.start),
            put_start,
            hint=_("empty: follows the item before"),
        ),
        Field("length", _("Length (minutes)"), lambda item: str(minutes_of(item.length)), put_length),
        Field(
            "minimum",
            _("Least length (minutes)"),
            lambda item: "" if item.minimum is None else str(minutes_of(item.minimum)),
            _put_minimum,
            hint=_("empty: may not shrink"),
        ),
        Field(
            "end",
            _("Pinned end"),
            lambda item: _time_text(item.end),
            _put_end,
            hint=_("empty: keeps its length"),
        ),
        Field(
            "count_to_end",
            _("Counts down to its planned end"),
            lambda item: "1" if item.count_to_end else "",
            lambda item, text: replace(item, count_to_end=bool(text)),
            check=True,
        ),
    )


def _content_fields() -> tuple[Field[Item], ...]:
    return (
        Field(
            "speakers",
            _("Who: one a line, as name, title, organisation"),
            lambda item: "\n".join(speaker_line(speaker) for speaker in item.speakers),
            lambda item, text: replace(item, speakers=read_speakers(text, item.speakers)),
            lines=3,
        ),
        Field(
            "prompt",
            _("Question"),
            lambda item: item.prompt,
            lambda item, text: replace(item, prompt=text),
            lines=3,
        ),
        Field(
            "options",
            _("Answers to choose from, one a line"),
            lambda item: "\n".join(item.options),
            lambda item, text: replace(item, options=tuple(filter(None, map(str.strip, text.splitlines())))),
            lines=5,
        ),
        Field(
            "language",
            _("Language"),
            lambda item: item.language,
            lambda item, text: replace(item, language=text),
            choices=(("", _("the event's")), *((code, code) for code in LANGUAGES)),
        ),
        Field(
            "private_notes",
            _("Private notes for the moderators"),
            lambda item: item.private_notes,
            lambda item, text: replace(item, private_notes=text),
            lines=4,
        ),
        Field(
            "skipped",
            _("Skipped today"),
            lambda item: "1" if item.skipped else "",
            lambda item, text: replace(item, skipped=bool(text)),
            check=True,
        ),
    )


def read_speakers(text: str, known: tuple[Speaker, ...] = ()) -> tuple[Speaker, ...]:
    """One speaker a line: name, title, organisation; what follows a third comma stays with the last.

    A line that says a known speaker is that one: it does not tell a title from an organisation.
    """
    lines = {speaker_line(speaker): speaker for speaker in known}
    speakers = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line in lines:
            speakers.append(lines[line])
            continue
        name, title, organisation = ([part.strip() for part in line.split(",", 2)] + ["", ""])[:3]
        speakers.append(Speaker(name=name, title=title, organisation=organisation))
    return tuple(speakers)


def _put_minimum(item: Item, text: str) -> Item:
    return replace(item, minimum=length_typed(text) if text.strip() else None)


def _put_end(item: Item, text: str) -> Item:
    """Locks the end; without one the item keeps its length, which is the one it had last."""
    return replace(item, end=time_typed(text))


def _time_text(at: time | None) -> str:
    return format_time(at) if at else ""
