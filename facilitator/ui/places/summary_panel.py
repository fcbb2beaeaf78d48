"""What the summary is to be: for whom, in which language, draft or final, and its parts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from facilitator.i18n import _, language, ngettext
from facilitator.privacy import deleted_counts
from facilitator.summary_plan import Edition
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.summary_parts import PartsList
from facilitator.ui.widgets.controls import button, column, field, row, scrolling
from facilitator.ui.widgets.rows import drop_down
from facilitator.ui.widgets.text import ElidedLabel, label, set_text

WIDTH = 316
PARTS_HEIGHT = 200  # px at 100 %: the least that the list is seen of


class SummaryPanel(QFrame):
    """The choices at the side of the preview. Parts and status belong to the event, and can be undone."""

    chosen = Signal()  # another edition or language

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.editions = {edition: QRadioButton(title) for edition, title, _words in _editions()}
        self.read = ElidedLabel("", "warning")
        self.replaced = ElidedLabel("", "muted")
        self.language = drop_down((("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")))
        self.status = drop_down((("", _("Draft")), ("final", _("Final"))))
        self.parts = PartsList(document)
        self.up = button(
            "", lambda: self.parts.move_chosen(-1), icon_name="arrow-up", tooltip=_("Up (Alt+↑)")
        )
        self.down = button(
            "", lambda: self.parts.move_chosen(1), icon_name="arrow-down", tooltip=_("Down (Alt+↓)")
        )
        self._group = QButtonGroup(self)
        self._lay_out()
        self._connect()
        self._draw()

    @property
    def edition(self) -> Edition:
        """For whom the summary is made: the full edition as long as nobody chose the open one."""
        return next(edition for edition, radio in self.editions.items() if radio.isChecked())

    def show_replaced(self, count: int | None) -> None:
        """Says of the open edition how many names gave way in its texts; None: not known yet."""
        words = _("No full names stood in the texts")
        if count:
            words = ngettext(
                "{count} full name in the texts is replaced",
                "{count} full names in the texts are replaced",
                count,
            ).format(count=count)
        set_text(self.replaced, "" if count is None else words)
        self._draw()

    # ── inside ──

    def _lay_out(self) -> None:
        self.setProperty("look", "card")
        self.setFixedWidth(round(WIDTH * min(tokens.LOOK.scale, 1.4)))
        self.language.setCurrentIndex(self.language.findData(language()))
        tools = row(label(_("Parts"), "subtitle"), None, self.up, self.down, spacing=tokens.XS)
        self.parts.setMinimumHeight(tokens.px(PARTS_HEIGHT))
        whole = column(label(_("For whom"), "subtitle"), spacing=tokens.S)
        for edition, title, words in _editions():
            radio = self.editions[edition]
            radio.setAccessibleName(f"{title}: {words}")
            self._group.addButton(radio)
            whole.addLayout(column(radio, ElidedLabel(words, "small"), spacing=0))
        self.editions[Edition.FULL].setChecked(True)
        whole.addWidget(self.replaced)
        whole.addWidget(self.read)
        choices = row(spacing=tokens.S)
        for caption, choice in ((_("Language"), self.language), (_("Status"), self.status)):
            choices.addLayout(field(caption, choice), 1)
        self.language.setAccessibleName(_("Language of the summary and the papers"))
        whole.addSpacing(tokens.XS)
        whole.addLayout(choices)
        whole.addSpacing(tokens.XS)
        whole.addLayout(tools)
        whole.addWidget(self.parts, 1)
        whole.setContentsMargins(0, 0, tokens.XS, 0)
        content = QWidget()
        content.setLayout(whole)
        box = column(scrolling(content))
        box.setContentsMargins(tokens.L, tokens.M, tokens.M, tokens.M)
        self.setLayout(box)

    def _connect(self) -> None:
        self._group.buttonToggled.connect(self._on_edition_toggled)
        self.language.currentIndexChanged.connect(lambda _index: self.chosen.emit())
        self.status.activated.connect(self._on_status_activated)
        self.parts.selectionModel().currentChanged.connect(lambda _new, _old: self._draw_moves())
        self._document.event_changed.connect(self._draw)

    def _draw(self, _news: object = None) -> None:
        self.status.setCurrentIndex(self.status.findData("final" if self._document.plan.event.final else ""))
        opened, deleted = self.edition is Edition.OPEN, deleted_counts(self._document.record) is not None
        words = _("Read it first: deleted people's names remain.")
        set_text(self.read, words if deleted else _("Read it first: single names may remain."))
        self.read.setVisible(opened)
        self.replaced.setVisible(opened and bool(self.replaced.text()))
        self._draw_moves()

    def _draw_moves(self) -> None:
        at, last = self.parts.currentIndex().row(), self.parts.parts.rowCount() - 1
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < last)

    def _on_edition_toggled(self, _radio: object, checked: bool) -> None:  # noqa: FBT001 - Qt calls it so
        if checked:
            self._draw()
            self.chosen.emit()

    def _on_status_activated(self, _index: int) -> None:
        plan, final = self._document.plan, bool(self.status.currentData())
        if final != plan.event.final:
            changed = replace(plan, event=replace(plan.event, final=final))
            text = _("make the summary final") if final else _("make the summary a draft")
            self._document.attempt(lambda: self._document.edit(changed, text))
        self._draw()


def _editions() -> tuple[tuple[Edition, str, str], ...]:
    """Each edition, what it is called, and what it is for."""
    return (
        (Edition.FULL, _("Full edition"), _("for the archive and those who took part")),
        (Edition.OPEN, _("Open edition"), _("can be published: names nobody")),
    )
