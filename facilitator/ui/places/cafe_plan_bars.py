"""The bars over the routes: what of the table plan no longer fits, and who got a new route."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.event import Item, find
from facilitator.i18n import _, ngettext
from facilitator.kinds import chooses_hosts
from facilitator.people import in_order
from facilitator.record import GONE, CheckedIn, Presence
from facilitator.replanning import Troubles, check_in_tells, late_ones
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.places.cafe_cards import running_cafe, shown_round
from facilitator.ui.places.cafe_words import trouble_words
from facilitator.ui.widgets.controls import button, row, wrapped
from facilitator.ui.widgets.text import ElidedLabel, label, set_text


class TroubleBar(QWidget):
    """What no longer fits, and the two ways to put it right."""

    stand_in_wanted = Signal(str, str)  # table, person

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._late: tuple[str, ...] = ()
        self.stand_in = button("")
        self._menu = QMenu(self.stand_in)
        self.stand_in.setMenu(self._menu)
        self.words = ElidedLabel("", "warning")
        self.late = button("", self.mark_late)
        self.best = button(_("Best mix"))
        self.best.setToolTip(_("Plans all rounds to come anew; many get a new route."))
        self.repair = button(_("Repair the plan"), look="primary")
        self.repair.setToolTip(_("As few people as possible get a new route."))
        told = row(self.words, self.late, spacing=tokens.M)
        told.setStretch(0, 1)
        remedies = row(self.stand_in, self.best, self.repair, spacing=tokens.M)
        self.setLayout(wrapped(told, remedies, spacing=tokens.M))

    def show_troubles(self, item: Item, found: Troubles) -> None:
        document = self._document
        running = running_cafe(item, document.live) is not None
        telling = running and check_in_tells(document.plan, document.record)
        self._late = late_ones(document.plan, document.record) if telling else ()
        words = trouble_words(document.plan.event, found)
        set_text(self.words, f"▲ {words}" if words else "")
        count = len(self._late)
        told = ngettext("Mark {count} not here as absent", "Mark {count} not here as absent", count)
        set_text(self.late, told.format(count=count))
        self.late.setAccessibleName(self.late.text())
        self.late.setVisible(bool(self._late))
        self._offer_stand_ins(item, found)
        for part in (self.best, self.repair):
            part.setVisible(found.mendable)
        self.setVisible(bool(found) or bool(self._late))

    def _offer_stand_ins(self, item: Item, found: Troubles) -> None:
        """Lists who sits at the first table without a host in the shown round, but for hosts who stay."""
        document = self._document
        event, record = document.plan.event, document.record
        table = find(event.tables, found.hostless[0]) if found.hostless else None
        self.stand_in.setVisible(table is not None)
        self._menu.clear()
        if table is None:
            return
        words = _("Host of table {number}").format(number=table.number)
        set_text(self.stand_in, f"{words} ▾")
        self.stand_in.setAccessibleName(words)
        round_ = shown_round(item, document.live)
        sitting = document.plan.seats.get(round_.id, {}).get(table.id, ()) if round_ else ()
        leading = set() if chooses_hosts(item) else {one.host_id for one in event.open_tables}
        for person in in_order(person for person in event.people if person.id in sitting):
            if record.present(person.id) not in GONE and person.id not in leading:
                words = " · ".join(part for part in (person.name, person.organisation) if part)
                action = self._menu.addAction(words.replace("&", "&&"))
                action.triggered.connect(partial(self.stand_in_wanted.emit, table.id, person.id))

    def mark_late(self) -> None:
        """Counts on nobody who has not come; one press, which Ctrl+Z takes back."""
        facts = [CheckedIn(id, Presence.ABSENT) for id in self._late]
        self._document.attempt(lambda: self._document.press(*facts))


class ChangedBar(QWidget):
    """How many are to be told of a new route."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "strong")
        self.only = button(_("Show only them"))
        self.only.setCheckable(True)
        self.show_room = button(_("Show in the room"), icon_name="monitor")
        self.slips = button(_("Slips …"), icon_name="file-text")
        self.slips.setToolTip(_("A slip to cut out for each of them"))
        self.setLayout(row(self.words, self.only, self.show_room, self.slips, None, spacing=tokens.M))

    def show_count(self, count: int) -> None:
        told = ngettext("{count} person has a new route", "{count} people have a new route", count)
        set_text(self.words, told.format(count=count))
        if not count:
            self.only.setChecked(False)
        self.setVisible(bool(count))
