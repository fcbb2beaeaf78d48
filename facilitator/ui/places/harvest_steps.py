"""Next steps: what, who and when; on the closing scene and in the summary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from facilitator.errors import FacilitatorError
from facilitator.event import Step, moved, put, without
from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.widgets.controls import button, column, on_keys, row
from facilitator.ui.widgets.rows import Column, RowsModel, RowsView
from facilitator.ui.widgets.text import ElidedLabel


class StepsPage(QWidget):
    """The steps in their order, edited in the cell; Enter adds the next one."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.steps: RowsModel[Step] = RowsModel(document, self._columns(), self)
        self.list = RowsView(self.steps, _("Next steps"))
        self.up = button("", lambda: self.move_chosen(-1), icon_name="arrow-up", tooltip=_("Up (Alt+↑)"))
        self.down = button("", lambda: self.move_chosen(1), icon_name="arrow-down", tooltip=_("Down (Alt+↓)"))
        self.remove = button(_("Remove"), self.remove_chosen, icon_name="trash")
        self.new = button(_("New step"), self.add_new, icon_name="plus", look="primary")
        self.empty = ElidedLabel(
            _("What happens next, who does it, and when: press New step. The closing scene shows it."),
            "muted",
        )
        self._lay_out()
        self._connect()

    def add_new(self) -> None:
        """A new step after the chosen one, its title ready to be typed."""
        steps = self._document.plan.event.steps
        at = self.list.currentIndex().row() + 1 if self.list.currentIndex().isValid() else len(steps)
        new = Step(id=self._document.new_id(), title=_("New step"))
        if self._edit(put(steps, new, at), _("add a step")):
            self.list.choose(new.id, edit=True)

    def remove_chosen(self) -> None:
        """Takes the chosen step away; Ctrl+Z brings it back."""
        self._edit(without(self._document.plan.event.steps, self.list.chosen), _("remove a step"))

    def move_chosen(self, by: int) -> None:
        """Moves the chosen step up (−1) or down (+1)."""
        steps, to = self._document.plan.event.steps, self.list.currentIndex().row() + by
        if 0 <= to < len(steps) and self.list.chosen:
            chosen = self.list.chosen
            self._edit(moved(steps, chosen, to), _("move a step"))
            self.list.choose(chosen)

    def draw(self, _news: object = None) -> None:
        steps = self._document.plan.event.steps
        self.steps.show(steps)
        self.empty.setVisible(not steps)
        self._draw_actions()

    def _lay_out(self) -> None:
        tools = row(self.empty, None, self.up, self.down, self.remove, self.new)
        tools.setStretch(0, 1)
        whole = column(tools, self.list, spacing=tokens.S)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self._document.event_changed.connect(self.draw)
        self.list.selectionModel().currentRowChanged.connect(self._draw_actions)
        for keys, act in (
            ("Return", self.add_new),
            ("Enter", self.add_new),
            ("Del", self.remove_chosen),
            ("Alt+Up", lambda: self.move_chosen(-1)),
            ("Alt+Down", lambda: self.move_chosen(1)),
        ):
            on_keys(self.list, keys, act)

    def _draw_actions(self, _new: object = None, _old: object = None) -> None:
        at, count = self.list.currentIndex().row(), len(self.steps.rows)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < count - 1)
        self.remove.setEnabled(0 <= at < count)

    def _columns(self) -> tuple[Column[Step], ...]:
        def store(name: str) -> Callable[[Step, str], None]:
            def put_text(step: Step, text: str) -> None:
                typed = text.strip()
                if name == "title" and not typed:
                    raise FacilitatorError(_("A step says what is to be done. Type it, or remove the step."))
                steps = put(self._document.plan.event.steps, replace(step, **{name: typed}))
                plan = self._document.plan
                self._document.edit(replace(plan, event=replace(plan.event, steps=steps)), _("change a step"))

            return put_text

        return (
            Column(_("What"), lambda step: step.title, store("title")),
            Column(_("Who"), lambda step: step.owner, store("owner"), width=240),
            Column(_("When"), lambda step: step.when, store("when"), width=180),
        )

    def _edit(self, steps: tuple[Step, ...], text: str) -> bool:
        plan = self._document.plan
        changed = replace(plan, event=replace(plan.event, steps=steps))
        return self._document.attempt(lambda: self._document.edit(changed, text))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()
