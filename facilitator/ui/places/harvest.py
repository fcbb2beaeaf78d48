"""Innhøsting: key points by table, the board where they are put together, the votes, and the next steps."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.event import ItemKind
from facilitator.i18n import _
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.harvest_board import HarvestBoard
from facilitator.ui.places.harvest_keys import KeyPointsPage
from facilitator.ui.places.harvest_steps import StepsPage
from facilitator.ui.places.poll_page import PollPage
from facilitator.ui.widgets.controls import column, row
from facilitator.ui.widgets.tabs import Tabs
from facilitator.ui.widgets.text import label


class HarvestPlace(QWidget):
    """Four pages in the order in which a harvest goes."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tabs = (
            ("keys", _("Key points")),
            ("board", _("Board")),
            ("votes", _("Votes")),
            ("steps", _("Next steps")),
        )
        self.tabs = Tabs(tabs, _("What to do with the harvest"))
        self.keys, self.board = KeyPointsPage(document), HarvestBoard(document)
        self.votes, self.steps = PollPage(document, ItemKind.HARVEST), StepsPage(document)
        self.stack = QStackedWidget()
        for page in (self.keys, self.board, self.votes, self.steps):
            self.stack.addWidget(page)
        head = row(label(_("Harvest"), "title"), None, self.tabs, spacing=tokens.M)
        whole = column(head, self.stack, spacing=tokens.M)
        whole.setStretch(1, 1)
        whole.setContentsMargins(20, tokens.L, 20, tokens.L)
        self.setLayout(whole)
        self.tabs.chosen.connect(self.show_page)
        self.tabs.choose("keys")
        self.setFocusProxy(self.tabs.buttons["keys"])

    def show_page(self, name: str) -> None:
        """Shows one of the four."""
        self.tabs.choose(name)
        self.stack.setCurrentIndex(list(self.tabs.buttons).index(name))
