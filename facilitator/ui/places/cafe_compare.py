"""The table plan before beside the present one: its numbers, and who meets whom in each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.event import Item, Plan
from facilitator.i18n import _, ngettext
from facilitator.record import Record
from facilitator.replanning import rerouted
from facilitator.seating import measured
from facilitator.ui import tokens
from facilitator.ui.places.cafe_matrix import Matrix, RoundKey
from facilitator.ui.places.cafe_words import Compared, compared
from facilitator.ui.widgets.controls import button, column, row
from facilitator.ui.widgets.text import label, set_text

SIDE = 240  # px
LEAST = 120


class ComparePanel(QWidget):
    """Two table plans of one café, measured by what the day asks of them now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Compare two table plans"))
        self.heading = label(_("Compare two table plans"), "subtitle")
        self.moved = label("", "muted")
        self.before, self.now = Matrix(side=SIDE), Matrix(side=SIDE)
        self.key = RoundKey()
        self.keep_now = button(_("Keep the present plan"))
        self.keep_before = button(_("Keep the plan before"))
        self._grid = QGridLayout()
        self._numbers = QWidget()
        self._numbers.setLayout(self._grid)
        self._lay_out()

    def show_plans(self, before: Plan, now: Plan, item: Item, record: Record) -> None:
        """Draws both; one in which nobody has a seat has no numbers."""
        was, is_now = measured(before, item, record), measured(now, item, record)
        count = len(rerouted(before, now, item, record))
        told = ngettext(
            "{count} person has another route in the present plan than in the one before.",
            "{count} people have another route in the present plan than in the one before.",
            count,
        ).format(count=count)
        set_text(self.moved, told)
        once = item.each_theme_once
        lines = compared(was, is_now, each_theme_once=once) if was and is_now else ()
        self._draw_numbers(lines)
        self.before.show_meetings(before, item)
        self.now.show_meetings(now, item)
        self.key.show_rounds(len(item.rounds))
        self.setAccessibleDescription(" ".join([told, *(_sentence(line) for line in lines)]))

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.L)
        self._grid.setVerticalSpacing(tokens.XS)
        pictures = row(spacing=tokens.L)
        for matrix, words in ((self.before, _("Before")), (self.now, _("Now"))):
            matrix.setMinimumSize(LEAST, LEAST)
            pictures.addLayout(column(label(words, "small"), matrix, spacing=tokens.XS), 1)
            matrix.setAccessibleName(_("Who meets whom: {plan}").format(plan=words))
        keep = row(None, self.keep_before, self.keep_now, spacing=tokens.M)
        box = column(self.heading, self.moved, self._numbers, pictures, self.key, keep, spacing=tokens.S)
        box.setStretch(3, 1)
        self.setLayout(box)
        self.setFocusProxy(self.keep_now)

    def _draw_numbers(self, lines: tuple[Compared, ...]) -> None:
        while (old := self._grid.takeAt(0)) is not None:
            if widget := old.widget():
                widget.deleteLater()
        for column_, words in ((1, _("Before")), (2, _("Now"))):
            self._put(0, column_, words, "small")
        for at, line in enumerate(lines, start=1):
            self._put(at, 0, line.title, "")
            self._put(at, 1, _number(line.was, better=line.gain < 0), "strong" if line.gain < 0 else "")
            self._put(at, 2, _number(line.now, better=line.gain > 0), "strong" if line.gain > 0 else "")
        self._grid.setColumnStretch(0, 1)

    def _put(self, at: int, column_: int, words: str, role: str) -> None:
        side = Qt.AlignmentFlag.AlignRight if column_ else Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(label(words, role, tabular=bool(column_)), at, column_, side)


def _number(number: int, *, better: bool) -> str:
    return _("✓ better: {number}").format(number=number) if better else str(number)


def _sentence(line: Compared) -> str:
    return _("{name}: {was} before, {now} now.").format(name=line.title, was=line.was, now=line.now)
