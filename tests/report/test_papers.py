"""Paper for the day: what each paper says, before anybody sets it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from facilitator.clock import Moment
from facilitator.errors import FacilitatorError
from facilitator.event import (
    BackgroundDocument,
    CafeKind,
    Duty,
    Event,
    ItemKind,
    Plan,
    Seats,
    Speaker,
    Theme,
)
from facilitator.i18n import speaking
from facilitator.report.outline import (
    Badge,
    Listing,
    Names,
    NoteForm,
    Outline,
    Remark,
    Route,
    Section,
    Slip,
    Stop,
    Table,
    TableCard,
)
from facilitator.report.paper.badges import badges
from facilitator.report.paper.find_table import find_your_table
from facilitator.report.paper.host_briefs import host_briefs
from facilitator.report.paper.note_forms import note_forms
from facilitator.report.paper.seating_list import seating_list
from facilitator.report.paper.sign_in import sign_in_list
from facilitator.report.paper.slips import slips
from facilitator.report.paper.table_cards import table_cards
from facilitator.snapshot import Snapshot
from tests.builders import a_cafe, a_day, a_moment, a_person, a_table, an_event, an_item

NOW = a_moment("08:00")
Make = Callable[[Snapshot, Moment], Outline]
SEATS: Seats = {
    "r1": {"t1": ("ida", "bo"), "t2": ("eva",)},
    "r2": {"t1": ("ida", "eva"), "t2": ("bo",)},
}
PEOPLE = (
    a_person("ida", name="Ida Ås", organisation="Asker", number=7),
    a_person("bo", name="Bo Berg", organisation="Bærum", number=8),
    a_person("eva", name="Eva Dal", organisation="", number=9),
)


def a_plan(seats: Seats = SEATS, **values: object) -> Plan:
    """Ida hosts table 1; Bo and Eva change places after the first of two rounds."""
    defaults: dict[str, object] = {
        "items": (a_cafe("cafe", 2),),
        "people": PEOPLE,
        "themes": (Theme(id="a", title="Areal", question="Hvor bygger vi?"),),
        "tables": (a_table(1, theme_id="a", host_id="ida"), a_table(2)),
    }
    return Plan(event=an_event(**(defaults | values)), seats=seats)


def paper_of(make: Make, plan: Plan | None = None) -> Outline:
    with speaking("en"):
        return make(Snapshot(plan=plan or a_plan()), NOW)


def badges_of(plan: Plan | None = None) -> dict[str, Badge]:
    return {card.name: card for card in paper_of(badges, plan).cards if isinstance(card, Badge)}


def test_a_badge_says_who_somebody_is_and_their_way() -> None:
    told = badges_of()
    assert list(told) == ["Bo Berg", "Eva Dal", "Ida Ås"]
    assert told["Bo Berg"] == Badge(
        name="Bo Berg",
        home="Bærum",
        number="No. 8",
        routes=(Route("", (Stop("Round 1", "table 1"), Stop("Round 2", "table 2"))),),
    )
    assert (told["Ida Ås"].mark, told["Ida Ås"].host) == ("Host, table 1", True)


def test_other_duties_are_told_by_a_word() -> None:
    people = (
        a_person("m", name="Mo", duty=Duty.MODERATOR),
        a_person("n", name="No"),
        a_person("p", name="Po"),
    )
    told = badges_of(a_plan({}, people=people, tables=(a_table(3, note_taker_id="n"),)))
    assert {name: badge.mark for name, badge in told.items()} == {
        "Mo": "Moderator",
        "No": "Note-taker, table 3",
        "Po": "",
    }


@pytest.mark.parametrize("kind", list(CafeKind))
def test_a_badge_without_seats_shows_no_way(kind: CafeKind) -> None:
    plan = a_plan({}, items=(a_cafe("cafe", 2, cafe_kind=kind),))
    assert all(badge.routes == () for badge in badges_of(plan).values())


def test_a_round_without_a_seat_is_left_out_of_the_way() -> None:
    (route,) = badges_of(a_plan({"r2": {"t2": ("bo",)}}))["Bo Berg"].routes
    assert route.stops == (Stop("Round 2", "table 2"),)


def test_hosts_who_are_new_in_each_round_are_told_in_their_way() -> None:
    plan = replace(a_plan(items=(a_cafe("cafe", 2, new_hosts=True),)), hosts={"r2": {"t2": "bo"}})
    (route,) = badges_of(plan)["Bo Berg"].routes
    assert route.stops == (Stop("Round 1", "table 1"), Stop("Round 2", "table 2 (host)"))


def test_several_cafes_are_told_apart_by_their_titles() -> None:
    other = replace(a_cafe("other", 1), title="Torg")
    other = replace(other, rounds=(replace(other.rounds[0], id="x1"),))
    plan = a_plan({**SEATS, "x1": {"t2": ("bo",)}}, items=(a_cafe("cafe", 2), other))
    assert [route.title for route in badges_of(plan)["Bo Berg"].routes] == ["Kafédialog", "Torg"]
    assert [names.title for names in paper_of(find_your_table, plan).names] == [
        "Find your table · Kafédialog",
        "Find your table · Torg",
    ]


def test_a_table_card_says_theme_questions_host_and_where_to_read() -> None:
    plan = a_plan(
        documents=(
            BackgroundDocument(id="d0", title="Uten adresse"),
            BackgroundDocument(id="d1", title="Program", address="https://eks.no/program"),
            BackgroundDocument(id="d2", title="Om areal", address="https://eks.no/areal"),
        )
    )
    one, two = (card for card in paper_of(table_cards, plan).cards if isinstance(card, TableCard))
    assert (one.number, one.title, one.people) == ("1", "Areal", "Host: Ida Ås")
    assert one.theme is not None
    assert one.theme.letter == "A"
    assert one.questions == (("", "Hvor bygger vi?"),)
    assert one.document is not None
    assert one.document.title == "Om areal"
    assert (two.title, two.theme, two.people) == ("", None, "")
    assert two.questions == (("", "Hva haster?"),)
    assert two.document is not None
    assert two.document.title == "Program"


def test_each_round_with_a_question_of_its_own_is_named() -> None:
    cafe = a_cafe("cafe", 3)
    rounds = (replace(cafe.rounds[0], question="Hvem?"), *cafe.rounds[1:])
    one, _two = paper_of(table_cards, a_plan(items=(replace(cafe, rounds=rounds),))).cards
    assert isinstance(one, TableCard)
    assert one.questions == (("Round 1", "Hvem?"), ("Rounds 2, 3", "Hvor bygger vi?"))


@pytest.mark.parametrize("address", ["", "nei", "file:///etc/passwd", "https://e.no/" + "x" * 600])
def test_an_address_that_gives_no_code_is_left_out(address: str) -> None:
    plan = a_plan(documents=(BackgroundDocument(id="d", title="Om areal", address=address),))
    assert [card.document for card in paper_of(table_cards, plan).cards] == [None, None]  # type: ignore[union-attr]


def test_the_seating_list_tells_who_sits_where_and_who_hosts() -> None:
    sections = [one for one in paper_of(seating_list).blocks if isinstance(one, Section)]
    assert [section.title for section in sections] == ["Table 1 · A  Areal", "Table 2"]
    (table,) = sections[0].blocks
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["Round 1", "Round 2"]
    assert [cell.details for cell in table.rows[0]] == [
        ("Ida Ås (host)", "Bo Berg"),
        ("Ida Ås (host)", "Eva Dal"),
    ]


def test_a_cafe_without_seats_beside_one_with_seats_is_said() -> None:
    other = replace(a_cafe("other", 1, cafe_kind=CafeKind.FREE), title="Torg")
    other = replace(other, rounds=(replace(other.rounds[0], id="x1"),))
    plan = a_plan({**SEATS, "x1": {"t2": ("bo",)}}, items=(a_cafe("cafe", 2), other))
    seated, free = (block for block in paper_of(seating_list, plan).blocks if isinstance(block, Section))
    assert (seated.title, len(seated.blocks)) == ("Kafédialog", 2)
    assert (free.title, free.apart, free.blocks) == ("Torg", True, (Remark("Nobody has a seat here."),))


def test_where_all_sit_as_they_like_seats_from_before_do_not_count() -> None:
    plan = a_plan(items=(a_cafe("cafe", 2, cafe_kind=CafeKind.FREE),))
    assert badges_of(plan)["Bo Berg"].routes == ()
    with pytest.raises(FacilitatorError, match="everybody sits where they like"):
        paper_of(find_your_table, plan)


def test_many_rounds_stand_in_more_than_one_row() -> None:
    seats = {f"r{number}": {"t1": ("ida",)} for number in range(1, 7)}
    (section,) = paper_of(seating_list, a_plan(seats, items=(a_cafe("cafe", 6),))).blocks
    assert isinstance(section, Section)
    assert [len(table.columns) for table in section.blocks if isinstance(table, Table)] == [4, 4]


def test_names_are_listed_by_family_name_with_a_table_for_each_round() -> None:
    assert paper_of(find_your_table).names == (
        Names(
            title="Find your table",
            columns=("1", "2"),
            rows=(
                ("B", "Berg, Bo", ("1", "2")),
                ("D", "Dal, Eva", ("2", "1")),
                ("Å", "Ås, Ida", ("1", "1")),
            ),
        ),
    )


def test_two_of_one_name_are_told_apart_by_organisation_and_else_by_number() -> None:
    people = (
        a_person("ida", name="Kari Vik", organisation="Ås", number=1),
        a_person("bo", name="kari Vik", organisation="Asker", number=2),
        a_person("eva", name="Kari Vik", organisation="Ås", number=3),
    )
    (names,) = paper_of(find_your_table, a_plan(people=people)).names
    assert [name for _letter, name, _tables in names.rows] == [
        "Vik, kari (Asker)",
        "Vik, Kari (Ås, 1)",
        "Vik, Kari (Ås, 3)",
    ]


def test_names_are_sorted_under_the_letter_that_a_reader_looks_under() -> None:
    names = ("Bo Aamodt", "Ida «Øst»", "Eva 🎉")
    assert letters_of(*names) == {"Aamodt, Bo": "Å", "«Øst», Ida": "Ø", "🎉, Eva": ""}


def test_names_with_a_particle_stand_under_its_letter_and_in_its_place() -> None:
    found = letters_of("Per Fosse", "Fatima El Amrani", "Ada Dahl")
    assert list(found.items()) == [("Dahl, Ada", "D"), ("El Amrani, Fatima", "E"), ("Fosse, Per", "F")]


def letters_of(*names: str) -> dict[str, str]:
    """Each name as it is listed, in that order, and its letter."""
    people = tuple(replace(person, name=name) for person, name in zip(PEOPLE, names, strict=True))
    (listed,) = paper_of(find_your_table, a_plan(people=people)).names
    return {name: letter for letter, name, _tables in listed.rows}


def test_the_sign_in_list_has_everybody_with_room_to_write() -> None:
    (table,) = paper_of(sign_in_list, a_plan({})).blocks
    assert isinstance(table, Table)
    assert table.roomy
    assert [(row[0].text, row[1].text, row[2].text) for row in table.rows] == [
        ("8", "Berg, Bo", "Bærum"),
        ("9", "Dal, Eva", ""),
        ("7", "Ås, Ida", "Asker"),
    ]
    assert {(row[3].text, row[4].text) for row in table.rows} == {("", "☐")}


def test_a_form_for_each_table_and_round_says_what_it_is_about() -> None:
    forms = [card for card in paper_of(note_forms).cards if isinstance(card, NoteForm)]
    assert [(form.place, form.round, form.question) for form in forms] == [
        ("Table 1", "Round 1", "Hvor bygger vi?"),
        ("Table 1", "Round 2", "Hvor bygger vi?"),
        ("Table 2", "Round 1", "Hva haster?"),
        ("Table 2", "Round 2", "Hva haster?"),
    ]
    assert forms[0].kinds == ("Challenge", "Trend", "Effort", "Proposal", "Something else")


def test_the_foot_of_a_form_says_which_day_table_and_round_a_loose_sheet_is_of() -> None:
    talk = an_item("talk", kind=ItemKind.DISCUSSION, title="Innledende diskusjon", prompt="Hvorfor?")
    plan = a_plan(items=(talk, a_cafe("cafe", 2)), title="Stormøte")
    forms = [card for card in paper_of(note_forms, plan).cards if isinstance(card, NoteForm)]
    assert [(form.round, form.question, form.code) for form in forms[:3]] == [
        ("Innledende diskusjon", "Hvorfor?", "T1"),
        ("Round 1", "Hvor bygger vi?", "T1-R1"),
        ("Round 2", "Hvor bygger vi?", "T1-R2"),
    ]
    assert [form.code for form in forms[3:]] == ["T2", "T2-R1", "T2-R2"]
    assert {form.event for form in forms} == {"Stormøte · 5 March 2024"}


def test_a_day_without_a_cafe_has_forms_for_its_discussion_but_not_for_what_is_skipped() -> None:
    talk = an_item("talk", kind=ItemKind.DISCUSSION)
    plan = a_plan({}, items=(talk, replace(talk, id="gone", skipped=True), an_item("plenary")))
    assert len(paper_of(note_forms, plan).cards) == 2


def test_where_hosts_wander_papers_say_what_each_round_is_about() -> None:
    wandering = replace(a_cafe("cafe", 2), cafe_kind=CafeKind.WANDERING)
    plan = a_plan(items=(wandering,))
    forms = [card for card in paper_of(note_forms, plan).cards if isinstance(card, NoteForm)]
    assert [(form.place, form.round, form.question) for form in forms] == [
        ("Table 1", "Round 1", "Hvor bygger vi?"),
        ("Table 1", "Round 2", "Hva haster?"),
        ("Table 2", "Round 1", "Hva haster?"),
        ("Table 2", "Round 2", "Hvor bygger vi?"),
    ]
    card = next(card for card in paper_of(table_cards, plan).cards if isinstance(card, TableCard))
    assert (card.title, card.people) == ("", "")
    assert card.questions == (("Round 1", "Hvor bygger vi?"), ("Round 2", "Hva haster?"))


def test_a_host_reads_when_to_ask_what_of_whom_and_who_knows_more() -> None:
    plan = a_plan(moderators=(Speaker(name="Cleo"),))
    one, two = (block for block in paper_of(host_briefs, plan).blocks if isinstance(block, Section))
    assert (one.apart, two.apart) == (False, True)
    facts, cafe, advice = one.blocks
    assert facts.pairs == (("Host", "Ida Ås"), ("Theme", "A  Areal"), ("Ask", "Cleo"))  # type: ignore[union-attr]
    (table,) = cafe.blocks  # type: ignore[union-attr]
    assert isinstance(table, Table)
    when, what, who = table.rows[0]
    assert (when.text, when.details) == ("Round 1", ("09:30–09:55",))
    assert what.text == "Hvor bygger vi?"
    assert what.details[0].replace("\xa0", " ") == (
        "09:30 table talk · 09:50 finish writing · 09:53 change tables"
    )
    assert who.details == ("Ida Ås (host)", "Bo Berg")
    assert isinstance(advice, Section)
    assert isinstance(advice.blocks[0], Listing)


def test_the_events_contact_goes_before_its_moderators() -> None:
    plan = a_plan(moderators=(Speaker(name="Cleo"),), contact="Bo, 900 00 000")
    one, _two = (block for block in paper_of(host_briefs, plan).blocks if isinstance(block, Section))
    assert one.blocks[0].pairs[-1] == ("Contact", "Bo, 900 00 000")  # type: ignore[union-attr]


def test_a_slip_says_the_whole_new_way_and_what_was_before() -> None:
    before = a_plan()
    after = replace(before, seats={**SEATS, "r2": {"t1": ("ida", "eva", "bo")}})
    cafe = before.event.cafes[0]
    with speaking("en"):
        outline = slips(before, after, cafe, NOW)
    assert outline.cards == (
        Slip(
            heading="New route",
            name="Bo Berg",
            home="Bærum",
            route=Route("", (Stop("Round 1", "table 1"), Stop("Round 2", "table 1", "table 2"))),
        ),
    )


def test_a_seat_that_was_lost_is_said_on_the_slip() -> None:
    before = a_plan()
    after = replace(before, seats={"r1": SEATS["r1"], "r2": {"t1": ("ida", "eva")}})
    with speaking("en"):
        (slip,) = slips(before, after, before.event.cafes[0], NOW).cards
    assert isinstance(slip, Slip)
    assert slip.route.stops[1] == Stop("Round 2", "no table", "table 2")


def test_no_slip_is_written_where_nothing_has_changed() -> None:
    with speaking("en"), pytest.raises(FacilitatorError, match="Nobody’s tables have changed"):
        slips(a_plan(), a_plan(), a_plan().event.cafes[0], NOW)


@pytest.mark.parametrize("make", [seating_list, find_your_table])
def test_without_seats_a_sentence_says_what_to_do(make: Make) -> None:
    with pytest.raises(FacilitatorError, match="Make a table plan"):
        paper_of(make, a_plan({}))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (table_cards, "no café with tables"),
        (note_forms, "no café, discussion or task with tables"),
        (host_briefs, "no café with tables"),
    ],
)
@pytest.mark.parametrize("event", [a_day(tables=0), replace(a_day(), items=())])
def test_without_tables_or_a_cafe_a_sentence_says_so(make: Make, told: str, event: Event) -> None:
    with pytest.raises(FacilitatorError, match=told):
        paper_of(make, Plan(event=event))


@pytest.mark.parametrize("make", [badges, sign_in_list])
def test_without_people_a_sentence_says_so(make: Make) -> None:
    with pytest.raises(FacilitatorError, match="Nobody is on the list"):
        paper_of(make, Plan(event=a_day(people=0)))
