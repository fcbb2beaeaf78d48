"""All of one programme item beside the table: what does not fit in a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from facilitator.checks import Problem, ProblemKind
from facilitator.errors import FacilitatorError
from facilitator.event import BESIDE_KINDS, ZERO, Event, Item, ItemKind, find, put
from facilitator.i18n import LANGUAGES, _, format_time
from facilitator.planning import has_typed_length, of_kind
from facilitator.polls import USUAL_CHOICES, USUAL_DOTS
from facilitator.record import Record
from facilitator.timetable import LAST_MINUTE, WARNING, LiveItem, State, planned
from facilitator.typed import read_speakers, speaker_line
from facilitator.ui import tokens
from facilitator.ui.document import Document, RefusedError
from facilitator.ui.places.item_log import log_words
from facilitator.ui.places.programme_edits import correct_end, correct_start, put_length, put_start
from facilitator.ui.sentences import local_time, minutes_of
from facilitator.ui.typed_fields import before_end_typed, length_typed, time_typed
from facilitator.ui.widgets.controls import button, column, line, row, scrolling, surface
from facilitator.ui.widgets.forms import Field, Form
from facilitator.ui.widgets.text import ElidedLabel, label
from facilitator.words import item_kind_word

PROMPTED = (ItemKind.TASK, ItemKind.DISCUSSION)  # kinds that put a question to the tables
TIMED = ("minimum", "end", "count_to_end", "warning", "last_minute")  # that a marker does not have


@dataclass(frozen=True, slots=True, kw_only=True)
class _Actual:
    """The actual times of an item, as they are typed."""

    id: str
    start: str
    end: str


class ItemPanel(QFrame):
    """The chosen item as a form; each field is stored when it is left.

    Above it, once the item has run, its actual times and its log.
    """

    def __init__(
        self, document: Document, on_close: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFixedWidth(tokens.PANEL_WIDTH)
        self._document = document
        self._logged: tuple[str, Record] | None = None
        self.item_id = ""
        self.title = ElidedLabel("", "subtitle")
        self.close_button = button("", on_close, look="quiet", icon_name="x", tooltip=_("Close the details"))
        self.form = Form(_fields(), self._store)
        self.actual = Form(_actual_fields(), self._store_actual)
        self.log = label("", "small", wrap=True, tabular=True)
        self.log.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.happened = surface(
            "plain",
            column(label(_("Actual times"), "subtitle"), self.actual, self.log, line(), spacing=tokens.M),
            margin=0,
        )
        body = surface("plain", column(self.happened, self.form, None, spacing=tokens.L), margin=tokens.L)
        head = row(self.title, self.close_button)
        head.setContentsMargins(tokens.L, tokens.M, tokens.S, 0)
        head.setStretch(0, 1)
        self.setLayout(column(head, scrolling(body), spacing=0))

    def show_item(self, live: LiveItem) -> None:
        """Draws the item; fields that do not fit its kind are hidden."""
        item = live.item
        self.item_id = item.id
        self.title.setText(item.title)
        self.form.show_value(item)
        self.form.show_field("prompt", visible=item.kind in PROMPTED)
        for name in ("options", "free_text", "ranked"):
            self.form.show_field(name, visible=item.kind is ItemKind.TASK)
        self.form.show_field("choose", visible=item.kind in (ItemKind.TASK, ItemKind.HARVEST))
        self.form.show_field("most_each", visible=item.kind is ItemKind.HARVEST)
        for name in TIMED:
            self.form.show_field(name, visible=not item.marker)
        self.form.show_field("beside", visible=item.beside or item.kind in BESIDE_KINDS)
        self.form.widgets["beside"].setEnabled(live.state is not State.RUNNING)
        self.form.widgets["length"].setEnabled(has_typed_length(item))
        self._show_actual(live)

    def commit(self) -> None:
        """Stores the field that has the focus, before the window goes elsewhere."""
        self.form.commit()
        self.actual.commit()

    def _show_actual(self, live: LiveItem) -> None:
        event = self._document.plan.event
        self.happened.setVisible(live.actual_start is not None)
        self.actual.show_value(
            _Actual(
                id=live.item.id,
                start=local_time(event, live.actual_start),
                end=local_time(event, live.actual_end),
            )
        )
        self.actual.show_field("end", visible=live.actual_end is not None)
        logged = (live.item.id, self._document.record)
        if self._logged is None or self._logged[0] != logged[0] or self._logged[1] is not logged[1]:
            self._logged = logged
            self.log.setText(log_words(event, self._document.record, live.item.id))

    def _store(self, item: Item) -> None:
        plan = self._document.plan
        event = replace(plan.event, items=put(plan.event.items, item))
        before = find(plan.event.items, item.id)
        if before is not None and item.end is not None and item.end != before.end:
            _refuse_no_time(event, item)
        self._document.edit(replace(plan, event=event), _("change an item"))

    def _store_actual(self, typed: _Actual) -> None:
        live = self._document.live.find(typed.id)
        if live is None:
            return
        if typed.start != local_time(self._document.plan.event, live.actual_start):
            correct_start(self._document, typed.id, typed.start)
        else:
            correct_end(self._document, typed.id, typed.end)


def _refuse_no_time(event: Event, item: Item) -> None:
    """An end typed now must leave some time, also where the start follows from the item before."""
    if next(one.length for one in planned(event) if one.item.id == item.id) <= ZERO:
        problem = Problem(kind=ProblemKind.END_BEFORE_START, subject_id=item.id, name=item.title)
        raise RefusedError((problem,))


def _actual_fields() -> tuple[Field[_Actual], ...]:
    return (
        Field("start", _("Started"), lambda it: it.start, lambda it, text: replace(it, start=text)),
        Field("end", _("Ended"), lambda it: it.end, lambda it, text: replace(it, end=text)),
    )


def _fields() -> tuple[Field[Item], ...]:
    return (*_time_fields(), *_content_fields(), *_signal_fields(), *_last_fields())


def _time_fields() -> tuple[Field[Item], ...]:
    return (
        Field("title", _("Title"), lambda item: item.title, lambda item, text: replace(item, title=text)),
        Field(
            "kind",
            _("Kind"),
            lambda item: item.kind.value,
            lambda item, text: of_kind(item, ItemKind(text)),
            choices=tuple((kind.value, item_kind_word(kind)) for kind in ItemKind),
        ),
        Field(
            "start",
            _("Pinned start"),
            lambda item: _time_text(item.start),
            put_start,
            hint=_("empty: follows the item before"),
        ),
        Field(
            "beside",
            _("At the same time as the item before"),
            lambda item: "1" if item.beside else "",
            lambda item, text: replace(item, beside=bool(text)),
            check=True,
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


def _signal_fields() -> tuple[Field[Item], ...]:
    """When its end is announced: minutes before it, or a share of the length."""
    return (
        Field(
            "warning",
            _("Warning before the end (minutes or %)"),
            lambda item: _before_end_text(item.warning, item.warning_share),
            _put_warning,
            hint=_("empty: {minutes} min").format(minutes=minutes_of(WARNING)),
        ),
        Field(
            "last_minute",
            _("Last minute (minutes or %)"),
            lambda item: _before_end_text(item.last_minute, item.last_minute_share),
            _put_last_minute,
            hint=_("empty: {minutes} min").format(minutes=minutes_of(LAST_MINUTE)),
        ),
    )


def _content_fields() -> tuple[Field[Item], ...]:
    return (
        Field(
            "group", _("Group"), lambda item: item.group, lambda item, text: replace(item, group=text.strip())
        ),
        Field(
            "cue",
            _("Cue"),
            lambda item: item.cue,
            lambda item, text: replace(item, cue=text.strip()),
            hint=_("number or short name in the running sheet"),
        ),
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
        *_answer_fields(),
        Field(
            "language",
            _("Language"),
            lambda item: item.language,
            lambda item, text: replace(item, language=text),
            choices=(("", _("the event's")), *((code, code) for code in LANGUAGES)),
        ),
    )


def _answer_fields() -> tuple[Field[Item], ...]:
    """How a task may be answered, or dots be put on merged points."""
    return (
        Field(
            "choose",
            _("How many each may choose, or dots each has"),
            lambda item: str(item.choose or ""),
            lambda item, text: replace(item, choose=_count(text)),
            hint=_("empty: {choices} answer, {dots} dots").format(choices=USUAL_CHOICES, dots=USUAL_DOTS),
        ),
        Field(
            "most_each",
            _("Most dots of one voter on the same point"),
            lambda item: str(item.most_each),
            lambda item, text: replace(item, most_each=max(1, _count(text))),
        ),
        Field(
            "ranked",
            _("The answers are put in order"),
            lambda item: "1" if item.ranked else "",
            lambda item, text: replace(item, ranked=bool(text)),
            check=True,
        ),
        Field(
            "free_text",
            _("One may also answer in words of one's own"),
            lambda item: "1" if item.free_text else "",
            lambda item, text: replace(item, free_text=bool(text)),
            check=True,
        ),
    )


def _count(text: str) -> int:
    """A small number as typed; nothing typed is 0. Raises FacilitatorError for anything else."""
    typed = text.strip()
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= 2):
        raise FacilitatorError(_("“{text}” is no number. Type one, as 3.").format(text=text))
    return int(typed or 0)


def _last_fields() -> tuple[Field[Item], ...]:
    return (
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


def _put_minimum(item: Item, text: str) -> Item:
    return replace(item, minimum=length_typed(text) if text.strip() else None)


def _put_end(item: Item, text: str) -> Item:
    """Locks the end; without one the item keeps its length, which is the one it had last."""
    return replace(item, end=time_typed(text))


def _put_warning(item: Item, text: str) -> Item:
    length, share = _before_end(text)
    return replace(item, warning=length, warning_share=share)


def _put_last_minute(item: Item, text: str) -> Item:
    length, share = _before_end(text)
    return replace(item, last_minute=length, last_minute_share=share)


def _before_end(text: str) -> tuple[timedelta | None, int | None]:
    """What is typed as a length, or as a share; neither for nothing typed."""
    typed = before_end_typed(text)
    return (None, typed) if isinstance(typed, int) else (typed, None)


def _before_end_text(length: timedelta | None, share: int | None) -> str:
    if share is not None:
        return _("{share} %").format(share=share)
    return "" if length is None else str(minutes_of(length))


def _time_text(at: time | None) -> str:
    return format_time(at) if at else ""
