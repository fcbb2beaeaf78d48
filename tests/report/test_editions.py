"""What an edition holds: the parts in order; and for the open one, what is taken out of the day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.errors import FacilitatorError
from facilitator.event import ItemKind, MergedPoint, Speaker, Step
from facilitator.i18n import speaking
from facilitator.notes import Draft, Note, Notes
from facilitator.polls import Ballot, Mark, as_opened, polls_of, result_of, state_of
from facilitator.record import PeopleDeleted, PollOpened
from facilitator.report import CONTENTS, OPEN_ENDINGS, What, export
from facilitator.report.content import summary
from facilitator.report.editions import in_order, opened
from facilitator.report.outline import Section
from facilitator.sample import sample_snapshot
from facilitator.snapshot import Snapshot
from facilitator.summary_plan import Chapter, Edition, Part, placed, turned
from tests.builders import (
    a_day,
    a_draft,
    a_moment,
    a_person,
    a_record,
    a_rich_event,
    a_snapshot,
    an_id,
    an_item,
    some_notes,
)

HIDDEN = "[left out: not for all]"

# ── what is taken out, and what stays ──


def the_open(snapshot: Snapshot) -> Snapshot:
    with speaking("en"):
        return opened(snapshot).snapshot


def test_who_speaks_moderates_or_hosts_is_left_out_and_so_is_what_is_private() -> None:
    event = the_open(a_snapshot(a_rich_event())).event
    assert (event.moderators, event.contact, event.messages, event.pairs) == ((), "", (), ())
    assert {item.speakers for item in event.items} == {()}
    assert {item.private_notes for item in event.items} == {""}
    assert {(table.host_id, table.note_taker_id) for table in event.tables} == {(None, None)}
    assert {person.name for person in event.people} == {""}


def test_a_step_keeps_an_owner_who_is_no_person() -> None:
    owners = ("Styret", "Cleo", "kari 1 øvre", "Kari 2 Øvre og styret")
    steps = tuple(Step(id=owner, title="Høring", owner=owner) for owner in owners)
    day = replace(a_day(), moderators=(Speaker(name="Cleo"),), steps=steps)
    assert [step.owner for step in the_open(a_snapshot(day)).event.steps] == ["Styret", "", "", ""]


def test_who_came_is_counted_as_before() -> None:
    before = sample_snapshot(with_notes=True)
    after = the_open(before)
    assert [replace(person, name="", number=0) for person in before.event.people] == [*after.event.people]
    assert after.record == before.record
    assert after.seats == before.seats


def test_a_name_in_an_address_takes_the_address_away() -> None:
    day = a_rich_event()
    addresses = ("https://x.example/kari%201%20%C3%98vre.pdf", "https://x.example/strategi")
    documents = tuple(replace(one, address=at) for one, at in zip(day.documents, addresses, strict=True))
    after = the_open(a_snapshot(replace(day, documents=documents))).event.documents
    assert [one.address for one in after] == ["", addresses[1]]


def test_names_are_counted_where_they_are_read_and_ids_stay() -> None:
    day = replace(
        a_day(people=3),
        title="Kari 1 Øvre inviterer",
        people=(a_person("Kari 1 Øvre"), *a_day(people=2).people),
    )
    notes = some_notes(
        first := a_draft("Kari 2 Øvres forslag"),
        a_draft("Kari 2 Øvre og kari 1 øvre", note_id=first.note_id, parent_id=first.id),
    )
    with speaking("en"):
        told = opened(a_snapshot(day, notes=notes))
    assert told.names == 3  # the title, and two in what the note says now
    assert told.snapshot.event.people[0].id == "Kari 1 Øvre"
    (note,) = told.snapshot.notes.by_id.values()
    assert note.raw.draft.text == "[name left out] og [name left out]"


def test_of_people_who_were_deleted_it_is_said_that_their_names_stay(tmp_path: Path) -> None:
    day = a_snapshot(record=a_record(("15:00", PeopleDeleted(12, 10, 3))))
    for snapshot, word in ((a_snapshot(), "initials"), (day, "deleted")):
        written = export(snapshot, tmp_path / "ut.md", a_moment("16:00"), "en", edition=Edition.OPEN)
        with speaking("en"):
            assert word in " ".join(written.sentences)


def test_an_option_and_the_answers_to_it_stay_together() -> None:
    option = "Kari 1 Øvre leder"
    task = an_item("task", ItemKind.TASK, options=(option, "Ingen"), free_text=True)
    day = replace(a_day(), items=(task,))
    ballots = {"task": {"k": Ballot(marks=(Mark(option, 1),), text="Som Kari 1 Øvre sa")}}
    record = a_record(("09:40", PollOpened("task", (option, "Ingen"))))
    after = the_open(replace(a_snapshot(day, record=record), ballots=ballots))
    (poll,) = polls_of(after.event)
    result = result_of(after.record, after.ballots, as_opened(poll, state_of(after.record, "task")))
    assert [(count.choice.text, count.points) for count in result.counts] == [
        ("[name left out] leder", 1),
        ("Ingen", 0),
    ]
    assert result.texts == ("Som [name left out] sa",)


# ── notes that are not for all ──


def said(snapshot: Snapshot) -> list[str]:
    return [note.draft.text for note in snapshot.notes.by_id.values()]


def revised(draft: Draft, text: str, **values: object) -> Draft:
    return replace(draft, id=an_id(), parent_id=draft.id, text=text, **values)  # type: ignore[arg-type]


def test_sensitive_notes_are_counted_and_not_said_and_those_taken_back_are_left_out() -> None:
    notes = some_notes(
        a_draft("Åpent"), a_draft("Hemmelig", sensitive=True), a_draft("Feil", taken_back=True)
    )
    day = a_snapshot(notes=notes)
    assert said(the_open(day)) == ["Åpent", HIDDEN]
    assert len(said(day)) == 3
    assert opened(day).hidden == 1


def test_what_was_put_together_with_a_sensitive_note_is_left_out() -> None:
    one, two, other = a_draft("Hemmelig", sensitive=True), a_draft("Åpent"), a_draft("Annet")
    whole = revised(two, "Åpent\nHemmelig")
    part = revised(one, "Hemmelig", merged_into=two.note_id)
    assert said(the_open(a_snapshot(notes=some_notes(one, two, other, whole, part)))) == [
        HIDDEN,
        HIDDEN,
        "Annet",
    ]


def test_of_a_note_that_was_sensitive_once_older_wordings_are_gone() -> None:
    first = a_draft("Naboen drikker")
    marked = revised(first, "Naboen drikker", sensitive=True)
    mended = revised(marked, "Noen drikker", sensitive=False)
    (note,) = the_open(a_snapshot(notes=some_notes(first, marked, mended))).notes.by_id.values()
    assert [revision.draft.text for revision in note.revisions] == ["Noen drikker"]


def test_a_mark_that_a_phone_could_not_know_of_counts() -> None:
    first = a_draft("Naboen drikker")
    marked = revised(first, "Naboen drikker", sensitive=True)
    from_phone = revised(first, "Naboen drikker mye", place="bord 1")
    assert said(the_open(a_snapshot(notes=some_notes(first, marked, from_phone)))) == [HIDDEN]


def test_a_merged_point_says_nothing_of_its_sensitive_sources() -> None:
    notes = some_notes(
        a_draft("Naboen drikker\nmye", note_id="n1", sensitive=True), a_draft("Flere busser", note_id="n2")
    )
    points = (
        MergedPoint(id="m1", title="Naboen drikker", sources=("n1",)),
        MergedPoint(id="m2", title="Buss, og at Naboen drikker", sources=("n2", "n1")),
        MergedPoint(id="m3", title="Kollektivt", sources=("n1", "n2")),
        MergedPoint(id="m4", title="Annet", sources=("n2",)),
    )
    after = the_open(a_snapshot(replace(a_day(), points=points), notes=notes)).event.points
    assert [(one.title, one.sources) for one in after] == [
        (HIDDEN, ("n1",)),
        (HIDDEN, ("n2", "n1")),
        ("Kollektivt", ("n1", "n2")),
        ("Annet", ("n2",)),
    ]


def test_what_is_left_out_and_the_family_names_that_stay_are_told(tmp_path: Path) -> None:
    people = (a_person("1", name="Ole Narud"), a_person("2", name="Siri Moss", organisation="Moss"))
    notes = some_notes(a_draft("Naruds forslag om Moss"), a_draft("Siri", sensitive=True))
    day = a_snapshot(replace(a_day(), people=people), notes=notes)
    written = export(day, tmp_path / "ut.md", a_moment("16:00"), "en", edition=Edition.OPEN)
    with speaking("en"):
        told = " ".join(written.sentences)
    assert "1 point marked sensitive is left out." in told
    assert "Family names still stand there alone: Naruds." in told
    assert "Siri" not in (tmp_path / "ut.md").read_text("utf-8")


def test_each_figure_is_the_same_in_both_editions() -> None:
    day = sample_snapshot(with_notes=True)
    some = [note.id for note in day.notes.standing][::40]
    marked = Notes(
        {
            id: Note((*note.revisions[:-1], replace(note.current, draft=replace(note.draft, sensitive=True))))
            if id in some
            else note
            for id, note in day.notes.by_id.items()
        }
    )
    day = replace(day, notes=marked)
    with speaking("en"):
        both = [summary(day, a_moment("16:00")), summary(the_open(day), a_moment("16:00"), Edition.OPEN)]
    full, public = ([one for one in outline.sections if one.part is Part.FIGURES] for outline in both)
    assert full == public


# ── parts ──


def test_parts_are_written_in_the_chosen_order_and_only_those() -> None:
    sections = tuple(
        Section(part or "", part=part) for part in (Part.RESULT, None, Part.STEPS, Part.STEPS, Part.RAW)
    )
    chosen = (Chapter(part=Part.STEPS), Chapter(part=Part.RAW, left_out=True))
    assert [one.title for one in in_order(sections, chosen)] == ["steps", "steps", "result", ""]
    assert [one.title for one in in_order(sections, ())] == ["result", "steps", "steps", "raw", ""]


def test_the_summary_has_the_parts_that_were_chosen_in_that_order() -> None:
    day = sample_snapshot(with_notes=True)
    chosen = turned(turned(placed((), Part.STEPS, 0), Part.METHOD), Part.PROGRAMME)
    plan = replace(day.plan, event=replace(day.event, chapters=chosen))
    made = summary(replace(day, plan=plan), a_moment("16:00"))
    parts = [section.part for section in made.sections]
    assert parts[0] is Part.STEPS
    assert not {None, Part.METHOD, Part.PROGRAMME} & {*parts}
    whole = {section.part for section in summary(day, a_moment("16:00")).sections}
    assert whole - {*parts} == {Part.METHOD, Part.PROGRAMME}


def test_a_summary_of_no_part_is_a_front_page(tmp_path: Path) -> None:
    nothing = tuple(Chapter(part=part, left_out=True) for part in Part)
    day = a_snapshot(replace(a_day(), chapters=nothing))
    for ending in OPEN_ENDINGS:
        for edition in Edition:
            file = tmp_path / f"{edition}{ending}"
            export(day, file, a_moment("16:00"), "nb", What.SUMMARY, edition=edition)
            assert file.stat().st_size > 100


# ── what has no open edition ──


@pytest.mark.parametrize("what", [what for what in CONTENTS[".pdf"] if what is not What.SUMMARY])
def test_only_the_summary_has_an_open_edition(what: What, tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match=what):
        export(a_snapshot(), tmp_path / "ut.pdf", a_moment(), "en", what, edition=Edition.OPEN)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".json", ".ics"])
def test_a_file_of_everything_has_no_open_edition(ending: str, tmp_path: Path) -> None:
    for what in (None, What.SUMMARY):
        with pytest.raises(FacilitatorError, match=r"\.pdf") as told:
            export(a_snapshot(), tmp_path / f"ut{ending}", a_moment(), "en", what, edition=Edition.OPEN)
        assert ending in told.value.message
    assert list(tmp_path.iterdir()) == []
