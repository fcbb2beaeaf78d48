"""Papers as PDFs: so many to a page, every text whole and inside its place, whatever was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
import zxingcpp
from pypdf import PdfReader
from reportlab.lib.units import mm

from facilitator.access import Invitation
from facilitator.clock import Moment
from facilitator.event import BackgroundDocument, Plan, Theme
from facilitator.i18n import speaking
from facilitator.report.fitting import fitted, width_of, words_of
from facilitator.report.fonts import REGULAR, register_fonts
from facilitator.report.name_pages import layout_for
from facilitator.report.outline import Badge, Form, Outline, Route, Stop
from facilitator.report.paper.badges import badges
from facilitator.report.paper.find_table import find_your_table
from facilitator.report.paper.host_briefs import host_briefs
from facilitator.report.paper.note_forms import note_forms
from facilitator.report.paper.seating_list import seating_list
from facilitator.report.paper.sign_in import sign_in_list
from facilitator.report.paper.slips import export_slips, slips
from facilitator.report.paper.table_cards import table_cards
from facilitator.report.pdf import write_pdf
from facilitator.report.text import one_line
from facilitator.sample import sample_plan, sample_snapshot
from facilitator.seating import routes
from facilitator.snapshot import Snapshot
from tests.builders import a_cafe, a_day, a_moment, a_person, a_table, an_event
from tests.report.hostile import PAYLOADS
from tests.report.reading import an_outline, squeezed, written

NOW = a_moment("08:00")
Make = Callable[[Snapshot, Moment], Outline]
PAPERS: tuple[Make, ...] = (
    badges,
    table_cards,
    seating_list,
    find_your_table,
    sign_in_list,
    note_forms,
    host_briefs,
)
HOSTILE = (
    *PAYLOADS,
    "عبد الرحمن محمد",
    "👩‍👩‍👧 Ærlig Ødegård-Åsen 🎉",
    "Wolfeschlegelsteinhausenbergerdorff" * 8,
    "Et navn som aldri tar slutt " * 60,
    "<para><b>",
    "",
)


def reader_of(make: Make, snapshot: Snapshot | None = None) -> PdfReader:
    with speaking("nb"):
        return written(make(snapshot or sample_snapshot(), NOW))


def text_of(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


def a_hostile_plan(rounds: int = 3) -> Plan:
    """Everything that can be typed is hostile, and everybody sits at a table."""
    people = tuple(
        a_person(f"p{number}", name=text, organisation=text[::-1], number=number)
        for number, text in enumerate(HOSTILE)
    )
    themes = tuple(Theme(id=f"h{n}", title=text, question=text) for n, text in enumerate(HOSTILE))
    tables = tuple(
        a_table(n + 1, theme_id=f"h{n}", host_id=f"p{n}", seats_max=9) for n in range(len(HOSTILE))
    )
    event = an_event(
        title=HOSTILE[3],
        contact=HOSTILE[4],
        items=(replace(a_cafe("cafe", rounds), title=HOSTILE[8]),),
        people=people,
        themes=themes,
        tables=tables,
        documents=(BackgroundDocument(id="d", title=HOSTILE[-3], address="https://eks.no"),),
    )
    seats = {
        f"r{number}": {table.id: (person.id,) for table, person in zip(tables, people, strict=True)}
        for number in range(1, rounds + 1)
    }
    return Plan(event=event, seats=seats)


@pytest.mark.parametrize(
    ("make", "pages"),
    [(badges, 19), (table_cards, 10), (find_your_table, 2), (note_forms, 100), (host_briefs, 20)],
)
def test_the_sample_day_takes_so_many_pages(make: Make, pages: int) -> None:
    assert len(reader_of(make).pages) == pages


def test_every_form_says_at_its_foot_what_sheet_it_is() -> None:
    event = a_day(tables=2, title="Stormøte")
    with speaking("en"):
        pages = written(note_forms(Snapshot(plan=Plan(event=event)), NOW)).pages
    rounds = range(1, len(event.cafes[0].rounds) + 1)
    feet = [page.extract_text().splitlines()[-1] for page in pages]
    assert feet == [f"Stormøte · 5 March 2024 T{n}-R{round_}" for n in (1, 2) for round_ in rounds]


@pytest.mark.parametrize("make", PAPERS)
def test_no_page_is_empty(make: Make) -> None:
    assert all(len(squeezed(page.extract_text())) > 20 for page in reader_of(make).pages)


@pytest.mark.parametrize("make", PAPERS)
@pytest.mark.parametrize("rounds", [1, 9])
def test_whatever_was_typed_is_set(make: Make, rounds: int) -> None:
    assert reader_of(make, Snapshot(plan=a_hostile_plan(rounds))).pages


def test_every_hostile_name_stands_whole_on_its_badge() -> None:
    told = text_of(reader_of(badges, Snapshot(plan=a_hostile_plan())))
    for name in HOSTILE[:2] + HOSTILE[6:10] + HOSTILE[-4:]:
        assert squeezed(one_line(name)) in told


def test_everybody_is_in_the_list_and_on_the_badges() -> None:
    listed, worn = text_of(reader_of(find_your_table)), text_of(reader_of(badges))
    for person in sample_plan().event.seated:
        family = squeezed(person.name.split()[-1])
        assert family in listed
        assert squeezed(person.name) in worn


def test_the_pages_of_the_list_say_which_letters_they_hold() -> None:
    pages = [page.extract_text() for page in reader_of(find_your_table).pages]
    assert "A–N" in pages[0]
    assert "N–Å" in pages[1]


def ink_outside(page: pypdfium2.PdfPage, left: float, bottom: float) -> bool:
    """Whether anything but white stands outside those margins (mm), at two pixels a millimetre."""
    picture = page.render(scale=2 / mm).to_pil().convert("L").point(lambda grey: 255 * (grey < 200))
    box = picture.getbbox()
    wide, tall = picture.size
    return bool(box) and (
        box[0] < 2 * left - 2
        or box[2] > wide - 2 * left + 2
        or box[1] < 2 * bottom - 2
        or box[3] > tall - 2 * bottom + 2
    )


@pytest.mark.parametrize(("make", "left", "bottom"), [(badges, 5, 5), (note_forms, 16, 12)])
def test_hostile_text_stays_on_its_card(make: Make, left: float, bottom: float) -> None:
    file = BytesIO()
    with speaking("nb"):
        write_pdf(make(Snapshot(plan=a_hostile_plan(9)), NOW), file)
    pdf = pypdfium2.PdfDocument(file)
    assert not any(ink_outside(page, left, bottom) for page in pdf)


@pytest.mark.parametrize("text", ["Kari", "Kari Anne Berg-Hansen", "x" * 500, "ord " * 500, ""])
def test_text_is_fitted_into_its_box_and_nothing_is_lost(text: str) -> None:
    register_fonts()
    made = fitted(words_of(text), REGULAR, 200, 40, 24)
    assert made.height <= 40.01
    lines = ["".join(piece for _font, piece in line) for line in made.lines]
    assert max(width_of(line, REGULAR) * made.size for line in lines) <= 200.01
    assert squeezed("".join(lines)) == squeezed(text)


def test_a_word_is_broken_only_where_it_fits_no_line() -> None:
    register_fonts()
    short = fitted(words_of("Hovedstadsregionens Samarbeidsutvalg"), REGULAR, 120, 40, 24)
    assert [line[0][1] for line in short.lines] == ["Hovedstadsregionens", "Samarbeidsutvalg"]


@pytest.mark.parametrize(("people", "pages"), [(20, 1), (110, 2), (400, 5)])
def test_few_pages_and_large_type(people: int, pages: int) -> None:
    layout = layout_for(people, widest=11, values=3)
    assert -(-people // layout.names) == pages
    assert layout_for(10, 11, 3).size >= layout.size


def test_a_short_list_is_set_in_the_largest_type() -> None:
    assert layout_for(10, widest=11, values=3).size == 16


@pytest.mark.parametrize("address", ["https://eks.no/a", "https://eks.no/" + "lang-sti/" * 60])
def test_the_code_on_a_table_card_is_read_back(address: str) -> None:
    document = BackgroundDocument(id="d", title="Les " + "mer om dette " * 9, address=address)
    event = a_day(tables=1, documents=(document,))
    file = BytesIO()
    with speaking("nb"):
        write_pdf(table_cards(Snapshot(plan=Plan(event=event)), NOW), file)
    picture = pypdfium2.PdfDocument(file)[0].render(scale=200 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]


@pytest.mark.parametrize("page", ["http://10.0.0.4:8070/", "http://192.168.178.200:49151/"])
def test_an_invitation_is_read_back_and_typed_beside_the_document(page: str) -> None:
    document = BackgroundDocument(id="d", title="Les mer", address="https://eks.no/a")
    event = a_day(tables=2, documents=(document,))
    link = f"{page}#{'Ab-_' * 5}Zz"
    file = BytesIO()
    with speaking("nb"):
        invitations = {"t2": Invitation(link, page, "7KQ4 M2XP")}
        write_pdf(table_cards(Snapshot(plan=Plan(event=event)), NOW, invitations), file)
    (shown,) = pypdfium2.PdfDocument(file)
    picture = shown.render(scale=200 / 72).to_pil()
    middle = picture.height / 2
    read = [(code.position.top_left.y > middle, code.text) for code in zxingcpp.read_barcodes(picture)]
    assert sorted(read) == [(False, document.address), (True, link), (True, document.address)]
    (told,) = PdfReader(file).pages
    assert (told.extract_text().count("7KQ4 M2XP"), told.extract_text().count(page)) == (1, 1)


def test_ten_slips_stand_on_a_page(tmp_path: Path) -> None:
    before = sample_plan()
    item = before.event.cafes[0]
    second = item.rounds[1].id
    tables = list(before.seats[second])
    turned = dict(zip(tables[1:] + tables[:1], before.seats[second].values(), strict=True))
    after = replace(before, seats={**before.seats, second: turned})
    changed = sum(way != routes(after, item)[person] for person, way in routes(before, item).items())
    with speaking("nb"):
        assert len(slips(before, after, item, NOW).cards) == changed
    export_slips(before, after, item, tmp_path / "lapper.pdf", NOW, "nb")
    assert len(PdfReader(tmp_path / "lapper.pdf").pages) == -(-changed // 10)


def test_a_badge_of_many_rounds_tells_all_of_them() -> None:
    stops = tuple(Stop(f"Runde {number}", f"bord {number}") for number in range(1, 13))
    card = Badge(name="Kari", routes=(Route("Kafé", stops), Route("Torg", stops)))
    told = squeezed(written(an_outline(form=Form.CARDS, cards=(card,))).pages[0].extract_text())
    assert told.count("Runde12:bord12") == 2
