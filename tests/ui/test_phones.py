"""The hosts' page in the window: one switch, the tables' codes, the board; a phone's note shows at once."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from zxingcpp import read_barcodes

from facilitator import settings
from facilitator.access import ROOM
from facilitator.errors import FacilitatorError
from facilitator.event import MINUTE
from facilitator.hosts.addresses import Address
from facilitator.record import Approved, HelpAsked, Started
from facilitator.settings import Settings
from facilitator.ui.document import Document
from facilitator.ui.main_window import MainWindow
from facilitator.ui.phones import Phones
from facilitator.ui.places.notes import NotesPlace
from facilitator.ui.places.paper_window import PaperWindow
from facilitator.ui.places.phones_page import wifi_text
from facilitator.ui.places.ready import ReadyPlace
from facilitator.ui.room.control import RoomControl
from tests.builders import FakeClock, a_day, a_draft, a_snapshot
from tests.hosts.phone import Phone, a_note
from tests.ui.conftest import OpenDocument

HERE = (Address(ip="127.0.0.1", card="eth0"), Address(ip="127.0.0.2", card="wlan0", wireless=True))


class Networks:
    """The networks of this computer, as the test wants them."""

    def __init__(self) -> None:
        self.found: tuple[Address, ...] = HERE

    def __call__(self) -> tuple[Address, ...]:
        return self.found


@pytest.fixture
def networks() -> Networks:
    return Networks()


@pytest.fixture
def document(open_document: OpenDocument, clock: FakeClock) -> Document:
    clock.set("13:00")
    document = open_document(a_snapshot(a_day()))
    document.press(Started("cafe"))
    return document


@pytest.fixture
def phones(document: Document, clock: FakeClock, networks: Networks) -> Iterator[Phones]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:  # other tests run beside this one
        settings.save(Settings(host_port=free.getsockname()[1]))
    phones = Phones(document, clock, find_addresses=networks)
    yield phones
    phones.close()


@pytest.fixture
def place(document: Document, phones: Phones, qtbot: QtBot) -> NotesPlace:
    place = NotesPlace(document, phones)
    qtbot.addWidget(place)
    place.resize(1200, 700)
    place.show()
    return place


def phone(phones: Phones, table_id: str = "t1") -> Phone:
    assert phones._server is not None
    return Phone(phones._server, phones.link(table_id).partition("#")[2])


# ── the switch ──


def test_the_page_is_off_until_it_is_switched_on(place: NotesPlace, phones: Phones) -> None:
    place.show_page("phones")
    assert place.phones is not None
    assert (phones.on, phones.link("t1"), phones.code("t1")) == (False, "", "")
    place.phones.switch.click()
    assert phones.on
    assert phone(phones).ask("GET", "/api/table").status == 200
    place.phones.switch.click()
    assert not phones.on
    assert phones.url == ""


def test_it_is_on_again_for_this_event_at_the_same_address(
    phones: Phones, document: Document, clock: FakeClock
) -> None:
    phones.turn_on("127.0.0.2")
    url, link = phones.url, phones.link("t1")
    phones.close()
    again = Phones(document, clock, find_addresses=lambda: HERE)
    again.resume()
    assert (again.url, again.link("t1")) == (url, link)
    again.turn_off()
    again.resume()
    assert not again.on


def test_an_address_that_can_t_be_had_is_told(phones: Phones) -> None:
    with pytest.raises(FacilitatorError, match="203"):
        phones.turn_on("203.0.113.9")
    assert not phones.on


def test_a_changed_address_is_told_loudly(phones: Phones, document: Document, networks: Networks) -> None:
    told: list[str] = []
    document.told.connect(lambda sentence, *_more: told.append(sentence))
    phones.turn_on("127.0.0.1")
    phones.look()
    assert told == []
    networks.found = HERE[1:]
    phones.look()
    assert "adresse" in told[0]


def test_another_address_after_a_restart_is_told_loudly(
    phones: Phones, document: Document, clock: FakeClock
) -> None:
    told: list[str] = []
    document.told.connect(lambda sentence, *_more: told.append(sentence))
    phones.turn_on("127.0.0.1")
    phones.close()
    assert told == []
    again = Phones(document, clock, find_addresses=lambda: HERE[1:])
    again.resume()
    assert again.address == "127.0.0.2"
    assert len(told) == 1
    assert "adresse" in told[0]
    again.close()


def test_a_port_in_use_gives_way_to_the_next_and_is_told(
    phones: Phones, document: Document, clock: FakeClock
) -> None:
    told: list[str] = []
    document.told.connect(lambda sentence, *_more: told.append(sentence))
    phones.turn_on("127.0.0.1")
    first = phones.url
    other = Phones(document, clock, find_addresses=lambda: HERE)
    other.turn_on("127.0.0.1")
    assert other.url != first
    assert told
    other.close()


# ── keys ──


def test_two_clicks_revoke_a_table_s_key_and_give_a_new_one(place: NotesPlace, phones: Phones) -> None:
    phones.turn_on("127.0.0.1")
    place.show_page("phones")
    page = place.phones
    assert page is not None
    old = phone(phones, "t2")
    page.list.choose("t2")
    page.revoke.click()
    assert old.ask("GET", "/api/table").status == 401
    assert page.keys.rows[1].key == "slipper ingen inn"
    page.reissue.click()
    assert old.ask("GET", "/api/table").status == 401
    assert phone(phones, "t2").ask("GET", "/api/table").status == 200


def test_keys_made_on_another_computer_are_told_and_still_open(
    place: NotesPlace, phones: Phones, document: Document
) -> None:
    phones.turn_on("127.0.0.1")
    old = phone(phones, "t1")
    phones.close()
    settings.secret_file().unlink()
    phones.turn_on("127.0.0.1")
    place.show_page("phones")
    assert place.phones is not None
    assert place.phones.keys.rows[0].key == "laget på en annen maskin"
    assert phones.link("t1") == ""
    assert phones._server is not None
    assert Phone(phones._server, old.token).ask("GET", "/api/table").status == 200
    assert place.phones.strangers.isVisible()
    place.phones.list.choose("t1")
    place.phones.reissue.click()
    assert phones.link("t1") != ""
    assert phones.link("t2") == ""
    place.phones.reissue_all.click()
    assert phones.strangers() == ()
    assert not place.phones.strangers.isVisible()
    assert Phone(phones._server, old.token).ask("GET", "/api/table").status == 401


def test_the_code_fills_the_page_to_be_held_up(place: NotesPlace, phones: Phones, qtbot: QtBot) -> None:
    phones.turn_on("127.0.0.1")
    place.show_page("phones")
    page = place.phones
    assert page is not None
    page.list.choose("t2")
    small = page.qr.width()
    page.enlarge.click()
    assert not page.list.isVisible()
    qtbot.waitUntil(lambda: page.qr.width() > 2 * small)
    assert phones.code("t2") in page.code.text()
    QTest.keyClick(page.enlarge, Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert page.list.chosen == "t2"
    qtbot.waitUntil(lambda: page.qr.width() == small)


def test_the_code_on_the_screen_leads_to_the_table(place: NotesPlace, phones: Phones, qtbot: QtBot) -> None:
    phones.turn_on("127.0.0.1")
    place.show_page("phones")
    page = place.phones
    assert page is not None
    for id, link in (("t2", phones.link("t2")), ("room", phones.link(ROOM))):
        page.list.choose(id)
        image = page.qr.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        (read,) = read_barcodes(pixels)
        assert read.text == link
    assert page.code.text().endswith(phones.code(ROOM))


@pytest.mark.parametrize(
    ("name", "password", "text"),
    [
        ("Sal", "hemmelig", "WIFI:T:WPA;S:Sal;P:hemmelig;;"),
        ("Sal", "", "WIFI:T:nopass;S:Sal;P:;;"),
        ('a;b,c:"d\\', "p;", 'WIFI:T:WPA;S:a\\;b\\,c\\:\\"d\\\\;P:p\\;;;'),
    ],
)
def test_the_code_of_a_network(name: str, password: str, text: str) -> None:
    assert wifi_text(name, password) == text


# ── what comes from phones ──


def test_a_phone_s_note_shows_in_the_window(
    place: NotesPlace, phones: Phones, document: Document, qtbot: QtBot
) -> None:
    phones.turn_on("127.0.0.1")
    with qtbot.waitSignal(document.notes_changed):
        phone(phones).write(a_note("Fra en telefon"))
    assert [note.draft.text for note in place.here.list.notes.notes] == ["Fra en telefon"]
    place.show_page("board")
    assert [note.draft.text for note in place.board.stream.notes.notes] == ["Fra en telefon"]


def test_a_table_that_needs_help_is_told_and_helped(
    place: NotesPlace, phones: Phones, document: Document, qtbot: QtBot
) -> None:
    phones.turn_on("127.0.0.1")
    place.show_page("board")
    with qtbot.waitSignal(document.record_changed):
        phone(phones, "t2").say(help=True)
    states = [place.board.tables.index(row, 1).data() for row in range(2)]
    assert states == ["– ingenting ennå", "▲ trenger hjelp"]
    place.board.list.choose("t2")
    place.board.helped.click()
    assert document.record.entries[-1].fact == HelpAsked("t2", wanted=False)
    assert place.board.tables.index(1, 1).data() == "– ingenting ennå"


def test_a_word_to_a_table_and_to_all_who_have_nothing(
    place: NotesPlace, phones: Phones, document: Document, qtbot: QtBot
) -> None:
    phones.turn_on("127.0.0.1")
    place.show_page("board")
    with qtbot.waitSignal(document.notes_changed):
        phone(phones, "t1").write(a_note())
    place.board.list.choose("t2")
    place.board.word.setEditText("Kom i gang")
    place.board.send.click()
    assert phone(phones, "t2").state()["nudge"] == "Kom i gang"
    place.board.word.setEditText("Skriv ned")
    place.board.send_silent.click()
    assert phone(phones, "t1").state()["nudge"] == ""
    assert phone(phones, "t2").state()["nudge"] == "Skriv ned"
    document.undo()
    assert phone(phones, "t2").state()["nudge"] == "Kom i gang"


def test_the_stream_holds_still_while_it_is_told_to(
    place: NotesPlace, phones: Phones, document: Document, qtbot: QtBot
) -> None:
    phones.turn_on("127.0.0.1")
    place.show_page("board")
    place.board.pause.click()
    with qtbot.waitSignal(document.notes_changed):
        phone(phones).write(a_note())
    assert place.board.stream.notes.notes == ()
    assert place.board.said.text() == "1 nytt innspill"
    place.board.pause.click()
    assert len(place.board.stream.notes.notes) == 1


def test_the_stream_moves_nothing_that_a_hand_is_on_its_way_to(
    place: NotesPlace, phones: Phones, document: Document, qtbot: QtBot
) -> None:
    phones.turn_on("127.0.0.1")
    place.show_page("board")
    place.board.stream.setFocus()
    with qtbot.waitSignal(document.notes_changed):
        phone(phones).write(a_note())
    assert place.board.stream.notes.notes == ()
    assert place.board.said.text() == "1 nytt innspill"
    place.board.list.setFocus()
    document.tick()
    assert len(place.board.stream.notes.notes) == 1


def test_which_tables_somebody_has_to_know_of_is_said_where_not_all_are_in_sight(
    place: NotesPlace, phones: Phones, document: Document
) -> None:
    place.show_page("board")
    document.press(HelpAsked("t2", wanted=True))
    assert place.board.summary.text() == "▲ hjelp: bord 2 · – ingenting ennå: 1, 3"
    assert place.board.summary.property("role") == "alarm"


def test_without_phones_the_board_says_what_was_typed_in(document: Document, qtbot: QtBot) -> None:
    place = NotesPlace(document)
    qtbot.addWidget(place)
    place.show()
    place.show_page("board")
    document.write_notes(a_draft(), a_draft())
    document.press(Approved("cafe", "r1", "t1"))
    assert place.board.tables.index(0, 1).data() == "● 2 innspill · godkjent 13:00"


def test_the_ready_check_knows_whether_a_phone_came(document: Document, phones: Phones, qtbot: QtBot) -> None:
    ready = ReadyPlace(document, phones)
    qtbot.addWidget(ready)
    assert "av" in ready.machine_findings[-1].sentence
    phones.turn_on("127.0.0.1")
    assert "ingen telefon" in ready.machine_findings[-1].sentence
    with qtbot.waitSignal(phones.devices_changed):
        phone(phones).say(role="host")
    assert ready.machine_findings[-1].sentence.startswith("1 telefon")


def test_from_the_ready_check_the_way_leads_to_the_phones(
    document: Document, phones: Phones, qtbot: QtBot
) -> None:
    window = MainWindow(document, RoomControl(document), phones=phones)
    qtbot.addWidget(window)
    window.show()
    phones.turn_on("127.0.0.1")
    window.show_place("ready")
    ways = [made for made in window.ready.findChildren(QPushButton) if made.text() == "Innspill →"]
    assert window.notes.tabs.current == "write"
    ways[-1].click()
    assert window.stack.currentWidget() is window.notes
    assert window.notes.tabs.current == "phones"


def test_wherever_the_moderator_is_the_rail_says_who_needs_help(
    document: Document, phones: Phones, qtbot: QtBot
) -> None:
    window = MainWindow(document, RoomControl(document), phones=phones)
    qtbot.addWidget(window)
    shown = window.rail.buttons["notes"]
    phones.turn_on("127.0.0.1")
    with qtbot.waitSignal(document.record_changed):
        phone(phones, "t2").say(help=True)
    assert (shown.text(), shown.accessibleName()) == (" Innspill  ▲ 1", "Innspill: 1 bord trenger hjelp")
    document.press(HelpAsked("t2", wanted=False))
    assert (shown.text(), shown.accessibleName()) == (" Innspill", "Innspill")


def test_what_the_tables_are_told_follows_the_window(
    document: Document, phones: Phones, clock: FakeClock
) -> None:
    phones.turn_on("127.0.0.1")
    clock.advance(MINUTE)
    assert phone(phones).state()["where"]["left"] == 19 * 60


def test_cards_with_codes_lead_to_each_table(
    phones: Phones,
    place: NotesPlace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    document: Document,
) -> None:
    from pypdf import PdfReader

    target = tmp_path / "kort.pdf"
    monkeypatch.setattr("facilitator.ui.messages.choose_file_to_save", lambda *_asked: target)
    phones.turn_on("127.0.0.1")
    place.show_page("phones")
    assert place.phones is not None
    place.phones.print.click()
    [window] = place.phones.findChildren(PaperWindow)
    with qtbot.waitSignal(document.told):
        window.save.click()
    text = "".join(page.extract_text() for page in PdfReader(target).pages)
    assert phones.code("t1") in text
    assert phones.code("t3") in text
