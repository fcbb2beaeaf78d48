"""The café's rounds and themes, edited in their cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.errors import FacilitatorError
from facilitator.event import ZERO, Item, Plan, Round, Theme, find, theme_letter
from facilitator.floor import table_numbers
from facilitator.i18n import _, ngettext
from facilitator.seating import rounds_begun
from facilitator.typed import read_length
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.cafe_edits import (
    add_round,
    put_item,
    put_round,
    put_theme,
    remove_round,
    remove_theme,
)
from facilitator.ui.places.cafe_rules import CafeRules
from facilitator.ui.sentences import local_time, minutes_of, minutes_word
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.rows import Column, RowsModel, RowsView
from facilitator.ui.widgets.text import label, set_text

MINUTES_WIDTH = 104


class CafeRounds(QWidget):
    """Draws one café's rounds, and the themes of the event."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._item_id = ""
        self.question = QLineEdit()
        self.question.setPlaceholderText(_("Asked where a round has no question of its own"))
        self.rules = CafeRules(document)
        self.rounds = RowsModel[Round](document, self._round_columns(), self)
        self.rounds_view = RowsView(self.rounds, _("Rounds"))
        self.themes = RowsModel[Theme](document, self._theme_columns(), self)
        self.themes_view = RowsView(self.themes, _("Themes"))
        self.add_round = button(_("Add a round"), icon_name="plus")
        self.remove_round = button(_("Remove"), icon_name="trash")
        self.add_theme = button(_("Add a theme"), icon_name="plus")
        self.remove_theme = button(_("Remove"), icon_name="trash")
        self.length = label("", "muted")
        self._lay_out()
        self._connect()

    def show_item(self, item_id: str) -> None:
        """Draws that café."""
        self._item_id = item_id
        self.rules.show_item(item_id)
        self._draw()

    @property
    def item(self) -> Item | None:
        return find(self._document.plan.event.items, self._item_id)

    def _lay_out(self) -> None:
        self.rounds_heading = label(_("Rounds"), "subtitle")
        self.themes_heading = label(_("Themes"), "subtitle")
        rounds = row(
            self.rounds_heading, self.length, None, self.remove_round, self.add_round, spacing=tokens.M
        )
        themes = row(self.themes_heading, None, self.remove_theme, self.add_theme, spacing=tokens.M)
        caption = label(_("The café's question"), "small")
        caption.setBuddy(self.question)
        self.question.setAccessibleName(caption.text())
        question = row(caption, self.question, spacing=tokens.M)
        above = column(question, self.rules, spacing=tokens.S)
        whole = column(above, rounds, self.rounds_view, themes, self.themes_view, spacing=tokens.S)
        whole.insertSpacing(3, tokens.XS)
        for view in (self.rounds_view, self.themes_view):
            whole.setStretchFactor(view, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._document.event_changed.connect(self._draw)
        self._document.ticked.connect(self._draw_length)
        self.question.editingFinished.connect(self._on_question_finished)
        self.add_round.clicked.connect(self._on_add_round_clicked)
        self.remove_round.clicked.connect(lambda: self._remove_round(self.rounds_view.chosen))
        self.rounds_view.removal_wanted.connect(self._remove_round)
        self.add_theme.clicked.connect(self._on_add_theme_clicked)
        self.themes_view.next_wanted.connect(self._on_add_theme_clicked)
        self.remove_theme.clicked.connect(lambda: self._remove_theme(self.themes_view.chosen))
        self.themes_view.removal_wanted.connect(self._remove_theme)

    # ── drawing ──

    def _draw(self, _news: object = None) -> None:
        item = self.item
        if item is None:
            return
        if not self.question.hasFocus():
            self.question.setText(item.prompt)
        self.rounds.show(item.rounds)
        self.themes.show(self._document.plan.event.themes)
        self._draw_length()
        self.remove_round.setEnabled(bool(item.rounds))
        self.remove_theme.setEnabled(bool(self._document.plan.event.themes))

    def _draw_length(self, _news: object = None) -> None:
        """Drawn with each tick too: the times of a changed plan are known when the day is looked at anew."""
        if self.item is not None:
            set_text(self.length, self._length_words(self.item))

    def _length_words(self, item: Item) -> str:
        if not item.rounds:
            return _("No rounds yet. Add the first one.")
        live = self._document.live.find(item.id)
        start, end = (live.planned.start, live.planned.end) if live else (None, None)
        count = len(item.rounds)
        rounds = ngettext("{count} round", "{count} rounds", count).format(count=count)
        return _("{rounds}, {minutes}, {start}–{end}").format(
            rounds=rounds,
            minutes=minutes_word(item.length),
            start=local_time(self._document.plan.event, start),
            end=local_time(self._document.plan.event, end),
        )

    # ── columns ──

    def _round_columns(self) -> tuple[Column[Round], ...]:
        minutes = [
            (_("Silence, min"), "silence"),
            (_("Talk, min"), "talk"),
            (_("Writing, min"), "write_up"),
            (_("Change, min"), "change"),
            (_("Warning before"), "warning"),
        ]
        return (
            Column(_("Round"), self._round_number, width=72),
            *(self._minutes_column(title, name) for title, name in minutes),
            Column(
                _("Question of the round"),
                lambda round_: round_.question,
                lambda round_, text: self._store_round(replace(round_, question=text)),
            ),
        )

    def _minutes_column(self, title: str, name: str) -> Column[Round]:
        def show(round_: Round) -> str:
            if name == "change" and self._is_last(round_):
                return "–"
            return str(minutes_of(getattr(round_, name)))

        def store(round_: Round, text: str) -> None:
            self._store_minutes(round_, name, text)

        return Column(title, show, store, right=True, width=MINUTES_WIDTH)

    def _theme_columns(self) -> tuple[Column[Theme], ...]:
        return (
            Column(_("Letter"), lambda theme: theme_letter(self._document.plan.event, theme.id), width=72),
            Column(
                _("Theme"),
                lambda theme: theme.title,
                lambda theme, text: self._store_theme(replace(theme, title=text)),
            ),
            Column(
                _("Question of the theme"),
                lambda theme: theme.question,
                lambda theme, text: self._store_theme(replace(theme, question=text)),
            ),
            Column(
                _("Tables"),
                lambda theme: table_numbers(self._document.plan.event, theme.id) or "–",
                width=120,
            ),
        )

    def _round_number(self, round_: Round) -> str:
        rounds = self.rounds.rows
        return str(rounds.index(round_) + 1) if round_ in rounds else ""

    def _is_last(self, round_: Round) -> bool:
        return bool(self.rounds.rows) and self.rounds.rows[-1].id == round_.id

    # ── storing ──

    def _edit(self, change: Callable[[Plan, Item], Plan], text: str) -> None:
        item = self.item
        if item is not None:
            self._document.edit(change(self._document.plan, item), text)

    def _attempt(self, change: Callable[[Plan, Item], Plan], text: str) -> bool:
        return self._document.attempt(lambda: self._edit(change, text))

    def _store_minutes(self, round_: Round, name: str, text: str) -> None:
        if name == "change" and self._is_last(round_):
            raise FacilitatorError(_("After the last round no tables are changed."))
        length = _minutes(text)
        if name == "talk" and length <= ZERO:
            raise FacilitatorError(_("A round needs at least one minute to talk."))
        if name == "warning" and length > round_.talk:
            raise FacilitatorError(
                _("The talk lasts {minutes}; the warning cannot come before it begins.").format(
                    minutes=minutes_word(round_.talk)
                )
            )
        lengths: dict[str, Any] = {name: length}
        changed = replace(round_, **lengths)
        self._store_round(replace(changed, warning=min(changed.warning, changed.talk)))

    def _store_round(self, round_: Round) -> None:
        self._check_not_begun(round_)
        self._edit(lambda plan, item: put_round(plan, item, round_), _("change a round"))

    def _check_not_begun(self, round_: Round) -> None:
        """What has begun is history: its phases are counted from its lengths."""
        item, document = self.item, self._document
        before = find(item.rounds, round_.id) if item else None
        if item is None or before is None or before == replace(round_, question=before.question):
            return
        if item.rounds.index(before) < rounds_begun(item, document.record, document.live):
            raise FacilitatorError(
                _("This round has begun. Make its phase longer or shorter in the bar at the top.")
            )

    def _store_theme(self, theme: Theme) -> None:
        if not theme.title:
            raise FacilitatorError(_("A theme needs a title. Type one, or remove the theme."))
        self._edit(lambda plan, _item: put_theme(plan, theme), _("change a theme"))

    # ── what was pressed ──

    def _on_question_finished(self) -> None:
        item, text = self.item, self.question.text().strip()
        if item is not None and text != item.prompt:
            self._attempt(lambda plan, at: put_item(plan, replace(at, prompt=text)), _("change the question"))

    def _on_add_round_clicked(self) -> None:
        id = self._document.new_id()
        if self._attempt(lambda plan, item: add_round(plan, item, id), _("add a round")):
            self.rounds_view.choose(id, 1)
            self.rounds_view.setFocus()

    def _remove_round(self, id: str) -> None:
        item, document = self.item, self._document
        round_ = find(item.rounds, id) if item else None
        if item is None or round_ is None:
            return

        def change(plan: Plan, at: Item) -> Plan:
            if at.rounds.index(round_) < rounds_begun(at, document.record, document.live):
                raise FacilitatorError(_("This round has begun, so it stays."))
            return remove_round(plan, at, id, document.snapshot.notes)

        self._attempt(change, _("remove a round"))

    def _on_add_theme_clicked(self) -> None:
        id = self._document.new_id()
        number = len(self._document.plan.event.themes) + 1
        theme = Theme(id=id, title=_("Theme {number}").format(number=number))
        if self._attempt(lambda plan, _item: put_theme(plan, theme), _("add a theme")):
            self.themes_view.choose(id, 1, edit=True)

    def _remove_theme(self, id: str) -> None:
        notes = self._document.snapshot.notes
        if id:
            self._attempt(lambda plan, _item: remove_theme(plan, id, notes), _("remove a theme"))


def _minutes(text: str) -> timedelta:
    try:
        return read_length(text)
    except ValueError:
        raise FacilitatorError(_("Type whole minutes, like 20.")) from None
