"""How a café goes: who moves, who hosts, what waits for a press, and who reports afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from facilitator.cafe import goes_by_itself
from facilitator.event import MINUTE, CafeKind, Item, find
from facilitator.i18n import _
from facilitator.record import PhasesGoOn
from facilitator.seating import rounds_begun
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.cafe_edits import put_item
from facilitator.ui.places.cafe_words import kind_explanation, kind_title
from facilitator.ui.widgets.controls import column, field, row, wrapped
from facilitator.ui.widgets.text import ElidedLabel, plain_tooltip, set_text

LONGEST_TURN = 30  # minutes
CHOICE = 96  # px at 100 %
TRAVELLING = (CafeKind.MIX, CafeKind.CAROUSEL)  # the kinds whose guests come to new tables by a plan


class CafeRules(QWidget):
    """Draws one café's rules; what decides over rounds that have begun cannot be changed any more."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._item_id = ""
        self.kind = _choice([(kind.value, kind_title(kind)) for kind in CafeKind])
        self.hosts = _choice([("", _("Fixed at the table")), ("new", _("New in each round"))])
        self.next_round = _choice([("itself", _("By itself")), ("", _("When all have moved"))])
        self.turn = QSpinBox()
        self.by_itself = QCheckBox(_("The next phase begins by itself"))
        self.themes_once = QCheckBox(_("Each theme once"))
        self.explanation = ElidedLabel("", "muted")
        self._describe()
        self._lay_out()
        self._connect()

    def show_item(self, item_id: str) -> None:
        """Draws that café."""
        self._item_id = item_id
        self._draw()

    @property
    def item(self) -> Item | None:
        return find(self._document.plan.event.items, self._item_id)

    def _describe(self) -> None:
        for at, kind in enumerate(CafeKind):
            words = plain_tooltip(kind_explanation(kind))
            self.kind.setItemData(at, words, Qt.ItemDataRole.ToolTipRole)
        hosts = _("New hosts are chosen from those who sit at the table, when the table plan is made.")
        self.hosts.setToolTip(plain_tooltip(hosts))
        once = _("The table plan lets everybody come to each theme once, as far as it can be.")
        self.themes_once.setToolTip(plain_tooltip(once))
        turn = _("In the harvest after the café the tables are called one by one, each for so long.")
        self.turn.setToolTip(plain_tooltip(turn))
        self.turn.setRange(0, LONGEST_TURN)
        self.turn.setSpecialValueText(_("None"))
        self.turn.setSuffix(_(" min"))
        self.turn.setKeyboardTracking(False)
        self.turn.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.turn.setFixedHeight(self.kind.sizeHint().height())

    def _lay_out(self) -> None:
        choices, more = row(spacing=tokens.L), row(spacing=tokens.L)
        for caption, widget in (
            (_("Kind of café"), self.kind),
            (_("Host"), self.hosts),
            (_("Next round"), self.next_round),
        ):
            choices.addLayout(field(caption, widget))
        more.addLayout(field(_("Report in plenary, each table"), self.turn))
        more.addStretch(1)
        checks = column(self.by_itself, self.themes_once, spacing=tokens.XS)
        more.addLayout(checks)
        more.setAlignment(checks, Qt.AlignmentFlag.AlignBottom)
        whole = wrapped(choices, more, spacing=tokens.L)
        self.setLayout(column(whole, self.explanation, spacing=tokens.XS))

    def _connect(self) -> None:
        self._document.event_changed.connect(self._draw)
        self._document.record_changed.connect(self._draw)
        self.kind.activated.connect(self._on_kind_activated)
        self.hosts.activated.connect(self._on_hosts_activated)
        self.next_round.activated.connect(self._on_next_round_activated)
        self.turn.valueChanged.connect(self._on_turn_changed)
        self.by_itself.toggled.connect(self._on_by_itself_toggled)
        self.themes_once.toggled.connect(self._on_themes_once_toggled)

    # ── drawing ──

    def _draw(self, _news: object = None) -> None:
        item, document = self.item, self._document
        if item is None:
            return
        run = document.record.last_run(item.id)
        running = run is not None and run.end is None
        with (
            QSignalBlocker(self.turn),
            QSignalBlocker(self.by_itself),
            QSignalBlocker(self.themes_once),
        ):
            self.kind.setCurrentIndex(self.kind.findData(item.cafe_kind.value))
            self.hosts.setCurrentIndex(int(item.new_hosts and item.cafe_kind in TRAVELLING))
            self.next_round.setCurrentIndex(int(not item.moved_by_itself))
            self.turn.setValue(-(-item.turn // MINUTE))
            self.by_itself.setChecked(goes_by_itself(item, run if running else None))
            self.themes_once.setChecked(item.each_theme_once)
        # Which phase a café is in, and which theme was where, is read from these, back to its start.
        before = rounds_begun(item, document.record, document.live) == 0 and not running
        self.kind.setEnabled(before)
        self.hosts.setEnabled(before and item.cafe_kind in TRAVELLING)
        self.next_round.setEnabled(before)
        self.by_itself.setEnabled(before or running)
        self.themes_once.setEnabled(item.cafe_kind is CafeKind.MIX)
        set_text(self.explanation, kind_explanation(item.cafe_kind))

    # ── storing ──

    def _store(self, text: str, **values: Any) -> None:
        item, document = self.item, self._document
        if item is not None:
            plan = put_item(document.plan, replace(item, **values))
            document.attempt(lambda: document.edit(plan, text))
        self._draw()  # what was refused is shown as it is

    def _on_kind_activated(self, _index: int) -> None:
        self._store(_("change the kind of café"), cafe_kind=CafeKind(self.kind.currentData()))

    def _on_hosts_activated(self, _index: int) -> None:
        self._store(_("change how hosts are found"), new_hosts=bool(self.hosts.currentData()))

    def _on_next_round_activated(self, _index: int) -> None:
        by_itself = bool(self.next_round.currentData())
        self._store(_("change how rounds begin"), moved_by_itself=by_itself)

    def _on_turn_changed(self, minutes: int) -> None:
        self._store(_("change the time for reports"), turn=minutes * MINUTE)

    def _on_themes_once_toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._store(_("change how themes are met"), each_theme_once=checked)

    def _on_by_itself_toggled(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Before the café it is planned; while it runs it is said from now on, and the past stays."""
        document, run = self._document, self._document.record.last_run(self._item_id)
        if run is not None and run.end is None:
            document.attempt(lambda: document.press(PhasesGoOn(self._item_id, checked)))
            self._draw()
        else:
            self._store(_("change how phases begin"), by_itself=checked)


def _choice(choices: Sequence[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setMinimumWidth(tokens.px(CHOICE))  # narrower than its longest text where the window is small
    for value, caption in choices:
        made.addItem(caption, value)
    return made
