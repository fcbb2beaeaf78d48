"""Catching up, seen before it is done: from → to item by item, what is kept and why, what is left over."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from facilitator.catch_up import CatchUp, Change, Kept, Target, catch_up, targets, wanted
from facilitator.corrections import made_the_plan
from facilitator.event import MINUTE, Event, find
from facilitator.i18n import _
from facilitator.timetable import LiveDay
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.sentences import digits, local_time, minutes_word
from facilitator.ui.widgets.controls import button, column, field, line, row
from facilitator.ui.widgets.text import label, plain_tooltip, set_text

WIDTH, ROWS = 680, 7  # px at 100 %, and how many rows are seen at once
LARGEST = 1.4  # times its width, where the text is large
EXAMPLE = "00:00 → 00:00"  # as wide as a column of times gets


class CatchUpButton(QPushButton):
    """Offers to catch up while there is something worth it, else it is not there."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        document.ticked.connect(self.draw)
        self.draw(document.live)

    def draw(self, live: LiveDay) -> None:
        """Shows how much there is to catch up."""
        target = wanted(live)
        self.setVisible(target is not None)
        if target is not None:
            set_text(self, _("Catch up {minutes} …").format(minutes=minutes_word(target.late)))
            self.setAccessibleName(self.text())


class CatchUpPanel(QWidget):
    """The choice of what to be back in time for, the preview, and the two ways to go on from it."""

    done = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: CatchUp | None = None
        self.setAccessibleName(_("Catch up"))
        self.target = QComboBox()
        self.target.currentIndexChanged.connect(lambda _index: self.draw(document.live))
        self.table = _table()
        self.summary = label("", "strong", wrap=True)
        self.apply = button(_("Catch up"), self._on_apply_clicked, look="primary")
        self.write = button(_("Make it the plan"), self._on_write_clicked)
        self._lay_out()
        self.setFocusProxy(self.target)
        document.ticked.connect(self._on_ticked)

    def open(self) -> None:
        """Begins with what is most worth catching up for."""
        target = wanted(self._document.live)
        self._draw_targets(self._document.live, target.item_id if target else "")
        self.draw(self._document.live)

    def draw(self, live: LiveDay) -> None:
        """Computes the preview anew and shows it."""
        target = find_target(live, self.target.currentData())
        self._shown = catch_up(live, self._document.record, target) if target else None
        changes = self._shown.changes if self._shown else ()
        event = self._document.plan.event
        self.table.setRowCount(len(changes))
        for at, change in enumerate(changes):
            for place, text in enumerate(_cells(event, change)):
                _set_cell(self.table, at, place, text)
        set_text(self.summary, _summary(self._shown))
        self.apply.setEnabled(bool(self._shown and self._shown.facts))
        self.write.setEnabled(live.next is not None)

    def _lay_out(self) -> None:
        scale = min(tokens.LOOK.scale, LARGEST)
        self.setFixedWidth(round(WIDTH * scale))
        explained = label(
            _("Writes the expected times into the plan of what is to come, as it stands now."),
            "small",
            wrap=True,
        )
        write = row(self.write, explained, spacing=tokens.M)
        write.setStretch(1, 1)
        apply = row(self.summary, self.apply, spacing=tokens.M)
        apply.setStretch(0, 1)
        title = label(_("Catch up"), "subtitle")
        chosen = field(_("To be back in time for"), self.target)
        box = column(title, chosen, self.table, apply, line(), write, spacing=tokens.M)
        box.setStretch(2, 1)
        self.setLayout(box)

    def _on_ticked(self, live: LiveDay) -> None:
        if self.isVisible():
            self._draw_targets(live, str(self.target.currentData()))
            self.draw(live)

    def _draw_targets(self, live: LiveDay, chosen: str) -> None:
        """The targets there are; the chosen one stays as long as it is one of them, else it is the last."""
        event = self._document.plan.event
        offered = [(_target_words(event, live, one), one.item_id) for one in targets(live)]
        shown = [(self.target.itemText(at), self.target.itemData(at)) for at in range(self.target.count())]
        with QSignalBlocker(self.target):
            if offered != shown:
                self.target.clear()
                for words, item_id in offered:
                    self.target.addItem(words, item_id)
            at = self.target.findData(chosen)
            self.target.setCurrentIndex(at if at >= 0 else self.target.count() - 1)

    def _on_apply_clicked(self) -> None:
        shown = self._shown
        if shown is None or not shown.facts:
            return
        minutes = minutes_word(shown.won)
        text = _("catch up {minutes}").format(minutes=minutes)
        document = self._document
        if document.attempt(lambda: document.change(document.plan, shown.facts, text)):
            document.tell(_("{minutes} caught up. Undo takes it back.").format(minutes=minutes))
            self.done.emit()

    def _on_write_clicked(self) -> None:
        document = self._document
        plan, facts = made_the_plan(document.plan, document.live, document.record)
        if document.attempt(lambda: document.change(plan, facts, _("make the forecast the plan"))):
            document.tell(_("The expected times are now the plan. Undo takes it back."))
            self.done.emit()


def find_target(live: LiveDay, item_id: str | None) -> Target | None:
    """What is to be back in time by its id ("": the end of the day); None where it is no target any more."""
    return next((one for one in targets(live) if one.item_id == item_id), None)


def _table() -> QTableWidget:
    made = QTableWidget(0, 3)
    made.setHorizontalHeaderLabels([_("Item"), _("Start"), _("Length")])
    made.setAccessibleName(_("What is changed, item by item"))
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setTabKeyNavigation(False)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.verticalHeader().hide()
    height = tokens.px(tokens.ROW_HEIGHT)
    made.verticalHeader().setDefaultSectionSize(height)
    made.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
    made.setMinimumHeight(3 * height)
    made.setMaximumHeight((ROWS + 1) * height)
    header = made.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    times = made.fontMetrics().horizontalAdvance(EXAMPLE) + 3 * tokens.M
    made.setColumnWidth(1, times)
    made.setColumnWidth(2, round(times * 1.9))
    return made


def _set_cell(table: QTableWidget, at: int, place: int, text: str) -> None:
    cell = table.item(at, place)
    if cell is None:
        cell = QTableWidgetItem()
        if place:
            cell.setFont(tokens.font(tokens.px(tokens.BODY), tabular=True))
        table.setItem(at, place, cell)
    if cell.text() != text:
        cell.setText(text)
        cell.setToolTip(plain_tooltip(text))


def _cells(event: Event, change: Change) -> tuple[str, str, str]:
    """Title, start from → to, and length from → to or why it is kept."""
    live = change.live
    start = local_time(event, live.expected_start)
    new_start = local_time(event, change.start)
    starts = start if start == new_start else f"{start} → {new_start}"
    length = _length_words(live.length)
    if change.taken:
        length = f"{length} → {_length_words(change.length)}"
    elif change.kept:
        length = f"{length} · {_kept_words(change.kept)}"
    return live.item.title, starts, length


def _length_words(length: timedelta) -> str:
    """Minutes, and with seconds where they are not whole ones."""
    return digits(length) if length % MINUTE else minutes_word(length)


def _in_words(length: timedelta) -> str:
    """As ``_length_words``, where digits would look like a time of the day."""
    seconds = round(length.total_seconds()) % 60
    return (
        f"{minutes_word(length - timedelta(seconds=seconds))} {seconds} s"
        if seconds
        else minutes_word(length)
    )


def _kept_words(kept: Kept) -> str:
    words = {
        Kept.NO_MINIMUM: _("may not get shorter"),
        Kept.AT_MINIMUM: _("at its least length"),
        Kept.COUNTS_TO_END: _("ends at a fixed time"),
        Kept.BEFORE_GAP: _("free time follows"),
    }
    return words[kept]


def _target_words(event: Event, live: LiveDay, target: Target) -> str:
    """What is to be back in time, and how late it is now."""
    item = find(event.items, target.item_id)
    if item:
        words = _("{title} at {time}")
    else:
        words = _("The day's end at {time}") if live.pinned_end else _("The planned end at {time}")
    told = words.format(title=item.title if item else "", time=local_time(event, target.at))
    if target.late < MINUTE / 2:
        return told
    return _("{target} – {minutes} late").format(target=told, minutes=minutes_word(target.late))


def _summary(shown: CatchUp | None) -> str:
    """How much is won, and what cannot be caught up."""
    if shown is None:
        return _("Nothing more is to come.")
    if not shown.won and not shown.rest:
        return _("There is nothing to catch up.")
    won = _("{minutes} can be caught up.").format(minutes=_in_words(shown.won))
    rest = _("▲ {minutes} can't be caught up.").format(minutes=_in_words(shown.rest))
    return " ".join(words for words, told in ((won, shown.won), (rest, shown.rest)) if told)
