"""Phones: the one switch of the hosts' page, where it is, each table's code, and what to do if none comes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from facilitator.access import ROOM, Device
from facilitator.i18n import LANGUAGES, _, format_time, ngettext
from facilitator.ui import tokens
from facilitator.ui.document import Document
from facilitator.ui.phones import Phones
from facilitator.ui.places.paper_window import show_paper
from facilitator.ui.places.papers import cards_paper
from facilitator.ui.widgets.controls import button, column, field, line, row, scrolling, surface
from facilitator.ui.widgets.qr import QrView
from facilitator.ui.widgets.rows import Column, RowsModel, RowsView
from facilitator.ui.widgets.text import ElidedLabel, label, set_property, set_text

CODE_WIDTH = 300
ADDRESS_WIDTH = 160
LARGEST = 16_777_215  # px: Qt's word for "as wide as there is room"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A table with its key; the room, whose key is for answers, has no number."""

    table_id: str
    number: int | None
    devices: tuple[Device, ...]
    key: str  # what is to be said of it

    @property
    def id(self) -> str:
        return self.table_id or "room"


class PhonesPage(QWidget):
    """Left the switch and the tables, right the code of what is chosen, which can fill the page."""

    def __init__(self, document: Document, phones: Phones, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._phones = phones
        self.switch = button("", self.turn, look="primary")
        self.state = ElidedLabel("", "subtitle")
        self.reached = ElidedLabel("", "muted")
        self.address = QComboBox()
        self.keys: RowsModel[KeyRow] = RowsModel(document, _columns(document), self)
        self.list = RowsView(self.keys, _("The tables' codes and phones"))
        self.revoke = button(_("Let in no more"), self.revoke_chosen)
        self.reissue = button(_("New code"), self.reissue_chosen)
        self.reissue_all = button(_("New codes for all of these"), self.reissue_strangers)
        self.strange = ElidedLabel("", "warning")
        self.strangers = QWidget()
        self.print = button(_("Cards with codes …"), self.print_cards, icon_name="file-text")
        self.qr = QrView()
        self.code = label("", "subtitle")
        self.link = ElidedLabel("", "muted")
        self.network, self.password = QLineEdit(), QLineEdit()
        self.show_network = button(_("Code for the network"), self.show_network_code, look="quiet")
        self.enlarge = button("", look="quiet", icon_name="monitor")
        self.left = QWidget()
        self.side = QStackedWidget()
        self.advice = button("", self.turn_side, look="quiet", icon_name="info")
        self._lay_out()
        self._connect()

    def turn(self) -> None:
        """Switches the page on, or off."""
        phones = self._phones
        if phones.on:
            phones.turn_off()
        else:
            self._document.attempt(lambda: phones.turn_on(self.address.currentData() or ""))

    def revoke_chosen(self) -> None:
        """The chosen table's phones get in no more; what they have sent stays."""
        chosen = self._chosen()
        if chosen is not None:
            self._document.attempt(lambda: self._phones.revoke(chosen.table_id))

    def reissue_chosen(self) -> None:
        """The chosen table gets a new code; the old one opens nothing any more."""
        chosen = self._chosen()
        if chosen is not None:
            self._document.attempt(lambda: self._phones.reissue(chosen.table_id))

    def reissue_strangers(self) -> None:
        """All tables whose keys another computer made get new codes that can be printed here."""
        strange = (key.table_id for key in self._phones.strangers())
        self._document.attempt(lambda: self._phones.reissue(*strange))

    def print_cards(self) -> None:
        """Shows a card for each table, with the code that leads to its page, to print or save."""
        spoken = next((code for code in LANGUAGES if code == self._document.plan.event.language), None)
        show_paper(self, self._document, cards_paper(), spoken, self._phones.invitations())

    def show_network_code(self) -> None:
        """Shows the code by which a phone joins the wireless network; nothing of it is stored."""
        name = self.network.text()
        if name:
            self.list.clearSelection()
            self.qr.show_code(
                wifi_text(name, self.password.text()), _("the network {name}").format(name=name)
            )
            set_text(self.code, name)
            set_text(self.link, _("Scan this first, to join the network."))

    def turn_side(self) -> None:
        """Shows what to do when no phone comes in place of the code, or the code again."""
        self.side.setCurrentIndex(1 - self.side.currentIndex())
        self.draw()

    def draw(self, _news: object = None) -> None:
        """Draws what is seen: nothing while the page is hidden."""
        if not self.isVisible():
            return
        asked = _("When no phone comes") if self.side.currentIndex() == 0 else _("Back to the code")
        set_text(self.advice, f" {asked}")
        self.advice.setAccessibleName(asked)
        self._draw_switch()
        self._draw_addresses()
        self._draw_keys()
        self._draw_code()

    # ── making ──

    def _lay_out(self) -> None:
        for edit, caption in ((self.network, _("Wi-Fi name")), (self.password, _("Password"))):
            edit.setPlaceholderText(caption)
            edit.setAccessibleName(caption)
        self.address.setMinimumWidth(tokens.px(ADDRESS_WIDTH))
        top = row(spacing=tokens.M)
        top.addLayout(column(self.state, self.reached, spacing=tokens.XS), 1)
        top.addLayout(field(_("Address of this computer"), self.address))
        top.addWidget(self.switch)
        strange = row(self.strange, self.reissue_all, spacing=tokens.M)
        strange.setStretch(0, 1)
        self.strangers.setLayout(strange)
        act = row(self.revoke, self.reissue, None, self.print)
        left = column(top, line(), self.strangers, self.list, act, spacing=tokens.S)
        left.setStretch(3, 1)
        self.left.setLayout(left)
        self.list.setSelectionBehavior(RowsView.SelectionBehavior.SelectRows)
        self.enlarge.setCheckable(True)
        code = column(self.qr, self.code, self.link, row(self.network, self.password), spacing=tokens.S)
        code.addLayout(row(self.show_network, None, self.enlarge))
        code.setStretch(0, 1)
        shown = QWidget()
        shown.setLayout(code)
        self.side.addWidget(shown)
        self.side.addWidget(_advice())
        self.card = surface("card", column(self.side, row(self.advice, None), spacing=tokens.S))
        whole = row(self.left, self.card, spacing=tokens.L)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._draw_size(large=False)
        self.setFocusProxy(self.switch)

    def _connect(self) -> None:
        self._phones.changed.connect(self.draw)
        self._phones.devices_changed.connect(self.draw)
        for news in (self._document.event_changed, self._document.room_changed):
            news.connect(self.draw)
        self.address.activated.connect(self._on_address_activated)
        self.enlarge.toggled.connect(lambda large: self._draw_size(large=large))
        self.list.selectionModel().currentRowChanged.connect(self._draw_code)

    # ── drawing ──

    def _draw_switch(self) -> None:
        phones = self._phones
        set_text(self.switch, _("Switch the page off") if phones.on else _("Switch the page on"))
        self.switch.setAccessibleName(self.switch.text())
        if phones.on:
            set_text(self.state, _("● The page is on: {address}").format(address=phones.url))
        else:
            set_text(self.state, _("○ The page is off. The day works without it, too."))
        came = len(phones.devices)
        words = ngettext("{count} phone has reached me.", "{count} phones have reached me.", came)
        none = _("No phone has reached me yet. Try with one now.")
        honest = _("Nobody needs the internet. Others on the network can read along.")
        set_text(self.reached, (words.format(count=came) if came else none) if phones.on else honest)
        set_property(self.reached, "role", "good" if came else "muted")

    def _draw_addresses(self) -> None:
        phones = self._phones
        with QSignalBlocker(self.address):
            self.address.clear()
            for one in phones.addresses:
                extra = _("Wi-Fi") if one.wireless else ""
                self.address.addItem(" · ".join(filter(None, (one.ip, extra or one.card))), one.ip)
            if not phones.addresses:
                self.address.addItem(_("No network"), "")
            self.address.setCurrentIndex(max(0, self.address.findData(phones.address)))
        self.switch.setEnabled(phones.on or bool(phones.addresses))

    def _draw_size(self, *, large: bool) -> None:
        """The code alone, to be held up to a phone, or beside the tables."""
        self.left.setVisible(not large)
        width = round(CODE_WIDTH * min(tokens.LOOK.scale, 1.2)) + 2 * tokens.L
        self.card.setMinimumWidth(width)
        self.card.setMaximumWidth(LARGEST if large else width)
        for part in (self.network, self.password, self.show_network, self.advice):
            part.setVisible(not large)
        side = Qt.AlignmentFlag.AlignHCenter if large else Qt.AlignmentFlag.AlignLeft
        for words, role in ((self.code, "title" if large else "subtitle"), (self.link, "muted")):
            words.setAlignment(side)
            set_property(words, "role", role)
        asked = _("Back to the tables") if large else _("Show large")
        set_text(self.enlarge, f" {asked}")
        self.enlarge.setAccessibleName(asked)

    def _draw_keys(self) -> None:
        event, access = self._document.plan.event, self._document.snapshot.access
        strangers = {key.table_id for key in self._phones.strangers()}
        told = ngettext(
            "{count} code was made on another computer, and can't be shown here.",
            "{count} codes were made on another computer, and can't be shown here.",
            len(strangers),
        )
        set_text(self.strange, f"▲ {told.format(count=len(strangers))}")
        self.strangers.setVisible(bool(strangers))
        tables = sorted(event.open_tables, key=lambda table: table.number)
        rows = []
        for id, number in ((ROOM, None), *((table.id, table.number) for table in tables)):
            key = access.get(id)
            words = self._phones.code(id)
            if key is not None and not key.hash:
                words = _("lets nobody in")
            elif id in strangers:
                words = _("made on another computer")
            there = tuple(device for device in self._phones.devices if device.table_id == id)
            rows.append(KeyRow(id, number, there if number is not None else (), words))
        self.keys.show(tuple(rows[1:] + rows[:1]))

    def _draw_code(self, _current: object = None, _previous: object = None) -> None:
        chosen = self._chosen()
        self.print.setEnabled(self._phones.on)
        for act in (self.revoke, self.reissue):
            act.setEnabled(chosen is not None and self._phones.on)
        if chosen is None and self.network.text():
            return
        link = self._phones.link(chosen.table_id) if chosen else self._phones.url
        title = _table_words(chosen) if chosen else _("The hosts' page")
        self.qr.show_code(link, title)
        set_text(
            self.code, " · ".join(filter(None, (title, self._phones.code(chosen.table_id) if chosen else "")))
        )
        set_text(self.link, self._phones.url or _("The codes stand here once the page is on."))

    def _chosen(self) -> KeyRow | None:
        return next((one for one in self.keys.rows if one.id == self.list.chosen), None)

    def _on_address_activated(self, _index: int) -> None:
        """Where the page is on, it goes to the address that was chosen."""
        wanted = self.address.currentData()
        if self._phones.on and wanted != self._phones.address:
            self._document.attempt(lambda: self._phones.turn_on(wanted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.enlarge.isChecked():
            self.enlarge.setChecked(False)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.draw()


def wifi_text(name: str, password: str) -> str:
    """What a QR code says by which phones join a wireless network (the form that ZXing introduced)."""

    def escaped(text: str) -> str:
        return "".join(f"\\{char}" if char in '\\;,:"' else char for char in text)

    kind = "WPA" if password else "nopass"
    return f"WIFI:T:{kind};S:{escaped(name)};P:{escaped(password)};;"


def _columns(document: Document) -> tuple[Column[KeyRow], ...]:
    def phones_words(one: KeyRow) -> str:
        if not one.devices:
            return "–"
        return " · ".join(_device_words(document, device) for device in one.devices)

    return (
        Column(_("Table"), _table_words, width=130),
        Column(_("Code"), lambda one: one.key, width=190),
        Column(_("Phones"), phones_words),
    )


def _table_words(one: KeyRow) -> str:
    if one.number is None:
        return _("All in the room")
    return _("Table {number}").format(number=one.number)


def _device_words(document: Document, device: Device) -> str:
    roles = {"host": _("host"), "note_taker": _("note-taker")}
    name = " ".join(filter(None, (device.kind or _("Phone"), roles.get(device.role, ""))))
    if device.connected:
        return f"● {name}"
    seen = format_time(document.plan.event.local(device.seen))
    return _("○ {device}, last heard of {time}").format(device=name, time=seen)


def _advice() -> QWidget:
    """What to do where phones don't reach the page."""
    lines = (
        _("Is the phone on the same network as this computer?"),
        _("Guest networks often keep phones apart. A small router of your own, without internet, helps."),
        _("Windows asks about the firewall the first time: allow private networks."),
        _("Android: answer “keep connected” where it says that there is no internet."),
        _("Windows' own hotspot takes about eight phones, and wants internet to share."),
        _("The page is plain http: who is on the same network can read along. Choose one with a password."),
        _("Without phones: the paper forms carry table and round, and are typed in here."),
    )
    content = QWidget()
    texts = [label(f"• {text}", "small", wrap=True) for text in lines]
    content.setLayout(column(label(_("When no phone comes"), "strong"), *texts, None, spacing=tokens.XS))
    return scrolling(content)
