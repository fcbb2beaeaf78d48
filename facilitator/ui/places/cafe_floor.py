"""The room as a floor plan: where the tables stand, and what else there is to find one's way by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from facilitator import floor
from facilitator.event import Event, Fixture, FixtureKind, TableShape, find, put
from facilitator.i18n import _
from facilitator.ui import exporting, tokens
from facilitator.ui.document import Document
from facilitator.ui.places.floor_canvas import FloorCanvas, thing_words
from facilitator.ui.widgets.controls import button, column, row, surface, wrapped
from facilitator.ui.widgets.tabs import Tabs
from facilitator.ui.widgets.text import ElidedLabel, label, set_text
from facilitator.words import fixture_word

NAME_WIDTH = 200
LONGEST = 60  # characters of a name


class CafeFloor(QWidget):
    """The floor plan with what can be added above it, and what is chosen below it."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.canvas = FloorCanvas(document.plan.event)
        self.adds = {kind: self._add_button(kind) for kind in FixtureKind}
        self.rows = button(_("Set out in rows"), self._on_rows_clicked)
        self.print = button(
            _("Print (PDF) …"),
            lambda: exporting.save_floor_plan(self, self._document),
            name=_("Save the floor plan as a PDF"),
        )
        self.words = ElidedLabel("", "muted")
        shapes = ((TableShape.ROUND.value, _("Round table")), (TableShape.SQUARE.value, _("Square table")))
        self.shape = Tabs(shapes, _("Shape of the table"))
        self.name = QLineEdit()
        self.turn = button(_("Turn"), self._on_turn_clicked, tooltip=_("Turn by a quarter"))
        self.remove = button(_("Remove"), self._on_remove_clicked, icon_name="trash")
        self._lay_out()
        self._connect()
        self._draw()

    def _lay_out(self) -> None:
        self.name.setAccessibleName(_("Name of the thing"))
        self.name.setFixedWidth(tokens.px(NAME_WIDTH))
        self.name.setMaxLength(LONGEST)
        bar = wrapped(row(label(_("Add"), "muted"), *self.adds.values(), None), row(self.rows, self.print))
        told, chosen = row(self.words, tokens.M), QWidget()
        told.setStretch(0, 1)
        chosen.setLayout(row(self.shape, self.name, self.turn, self.remove))
        chosen.setMinimumHeight(tokens.CONTROL_HEIGHT + 4)  # so that the plan keeps its size
        foot = wrapped(told, row(chosen))
        whole = column(bar, surface("ground", column(self.canvas), margin=0), foot, spacing=tokens.M)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._document.event_changed.connect(self._draw)
        self.canvas.chosen.connect(self._draw_chosen)
        self.canvas.changed.connect(self._on_canvas_changed)
        self.canvas.removal_wanted.connect(self._on_remove_clicked)
        self.shape.chosen.connect(self._on_shape_chosen)
        self.name.editingFinished.connect(self._on_name_finished)

    def _add_button(self, kind: FixtureKind) -> QPushButton:
        word = fixture_word(kind)
        return button(
            word[:1].upper() + word[1:],
            partial(self._on_add_clicked, kind),
            icon_name="plus",
            name=_("Add to the room: {thing}").format(thing=word),
        )

    # ── drawing ──

    def _draw(self, _news: object = None) -> None:
        event = self._document.plan.event
        self.canvas.show_event(event)
        self.rows.setEnabled(any(table.x is not None for table in event.open_tables))
        self._draw_chosen()

    def _draw_chosen(self, _id: str = "") -> None:
        event, id = self._document.plan.event, self.canvas.chosen_id
        table, fixture = find(event.open_tables, id), find(event.fixtures, id)
        help_ = _(
            "Choose a table or a thing with the mouse or Tab, and drag it or move it by the arrow keys. "
            "Corners, and Ctrl with the arrows, resize a thing."
        )
        if not event.open_tables:
            help_ = _("No tables yet. They are added under Tables.")
        set_text(self.words, thing_words(event, id, floor.laid_out(event).room) or help_)
        for part in (self.name, self.turn, self.remove):
            part.setVisible(fixture is not None)
        self.shape.setVisible(table is not None)
        if table:
            self.shape.choose(table.shape.value)
        if fixture:
            with QSignalBlocker(self.name):
                self.name.setText(fixture.text)
                word = fixture_word(fixture.kind)
                self.name.setPlaceholderText(word[:1].upper() + word[1:])

    # ── what was done ──

    def _store(self, event: Event, text: str) -> bool:
        plan = self._document.plan
        return self._document.attempt(lambda: self._document.edit(replace(plan, event=event), text))

    def _change(self, change: Callable[[Event], Event], text: str) -> None:
        self.canvas.finish()
        self._store(change(self._document.plan.event), text)

    def _on_canvas_changed(self, event: Event, text: str) -> None:
        if not self._store(event, text):
            self._draw()

    def _on_add_clicked(self, kind: FixtureKind) -> None:
        id = self._document.new_id()
        self._change(lambda event: floor.with_fixture(event, id, kind), _("add a thing to the room"))
        self.canvas.choose(id)
        self.canvas.setFocus()

    def _on_rows_clicked(self) -> None:
        self._change(floor.in_rows, _("set out the tables in rows"))

    def _on_shape_chosen(self, shape: str) -> None:
        id = self.canvas.chosen_id

        def change(event: Event) -> Event:
            table = find(event.tables, id)
            if table is None:
                return event
            return replace(event, tables=put(event.tables, replace(table, shape=TableShape(shape))))

        self._change(change, _("change the shape of a table"))

    def _on_name_finished(self) -> None:
        fixture = find(self._document.plan.event.fixtures, self.canvas.chosen_id)
        if fixture is not None and fixture.text != self.name.text().strip():
            self._change(partial(_named, fixture, self.name.text().strip()), _("name a thing in the room"))

    def _on_turn_clicked(self) -> None:
        id = self.canvas.chosen_id
        self._change(lambda event: floor.turned(event, id), _("turn a thing in the room"))

    def _on_remove_clicked(self, _id: str = "") -> None:
        id = self.canvas.chosen_id
        if find(self._document.plan.event.fixtures, id) is not None:
            self._change(lambda event: floor.without_fixture(event, id), _("remove a thing from the room"))
            self.canvas.setFocus()


def _named(fixture: Fixture, text: str, event: Event) -> Event:
    return replace(event, fixtures=put(event.fixtures, replace(fixture, text=text)))
