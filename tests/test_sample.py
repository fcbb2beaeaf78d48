from __future__ import annotations

from collections import Counter
from datetime import time, timedelta
from itertools import combinations

import pytest

from facilitator.checks import ProblemKind, readiness, refusals
from facilitator.clock import Moment
from facilitator.codec import from_json, to_json
from facilitator.event import MINUTE, ZERO, Event, Item, Plan, Role, find
from facilitator.harvest import said_at, sources, unmerged
from facilitator.notes import MOST_KEY_POINTS, Note, NoteKind, broken
from facilitator.polls import hand_counts, open_poll, result_of, shown_polls
from facilitator.record import Presence, Record
from facilitator.resources import resource
from facilitator.sample import sample_plan, sample_snapshot
from facilitator.snapshot import Snapshot
from facilitator.timetable import LiveDay, State, live_day, planned, slack

CAFE = "item-cafe"
INVENTED_ITEMS = {
    "item-break-morning",
    "item-lunch",
    "item-break-afternoon",
    "item-harvest",
    "item-priorities",
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sample_plan()


@pytest.fixture(scope="module")
def event(plan: Plan) -> Event:
    return plan.event


@pytest.fixture(scope="module")
def day() -> Snapshot:
    return sample_snapshot(with_notes=True)


@pytest.fixture(scope="module")
def after(day: Snapshot) -> LiveDay:
    return live_day(day.event, day.record, _at(day, time(16)))


def _at(day: Snapshot, local: time) -> Moment:
    last = day.record.entries[-1].moment
    utc = day.event.instant(local)
    return Moment(utc=utc, boot=last.boot + (utc - last.utc), boot_id=last.boot_id)


def _item(event: Event, id: str) -> Item:
    item = find(event.items, id)
    assert item
    return item


# the plan


def test_planned_starts_add_up(event: Event) -> None:
    starts = [f"{event.local(one.start):%H:%M}" for one in planned(event)]
    morning = ["09:00", "09:30", "09:40", "10:25", "10:50", "11:15", "11:30"]
    assert starts == [*morning, "12:00", "12:45", "13:20", "14:23", "14:35", "15:05", "15:15"]


def test_day_ends_at_its_pinned_end(event: Event) -> None:
    assert event.local(planned(event)[-1].end).time() == event.end == time(15, 30)
    assert slack(event) == ZERO


def test_only_lunch_has_a_gap_before_it(event: Event) -> None:
    assert {one.item.id: one.gap for one in planned(event) if one.gap} == {"item-lunch": 5 * MINUTE}


def test_cafe_takes_the_time_of_its_rounds(event: Event) -> None:
    cafe = _item(event, CAFE)
    assert [round_.length for round_ in cafe.rounds] == [25 * MINUTE, 20 * MINUTE, 18 * MINUTE]
    assert cafe.length == sum((round_.length for round_ in cafe.rounds), ZERO) == 63 * MINUTE


def test_items_that_may_shrink(event: Event) -> None:
    least = {item.id: item.minimum // MINUTE for item in event.items if item.minimum is not None}
    assert least == {
        "item-task": 30,
        "item-break-morning": 10,
        "item-lunch": 40,
        "item-discussion": 25,
        "item-cafe": 58,
        "item-break-afternoon": 5,
        "item-harvest": 20,
        "item-priorities": 8,
        "item-closing": 10,
    }


def test_what_is_invented_says_so(event: Event) -> None:
    assert event.example
    assert all(person.example for person in event.people)
    assert {item.id for item in event.items if item.example} == INVENTED_ITEMS


def test_nothing_is_refused(plan: Plan) -> None:
    assert refusals(plan) == ()


def test_only_the_contact_is_missing(plan: Plan) -> None:
    assert [problem.kind for problem in readiness(plan)] == [ProblemKind.NO_CONTACT]


def test_people_are_counted(event: Event) -> None:
    hosts = {table.host_id for table in event.tables}
    people = {person.id for person in event.people if person.seated}
    assert (len(people), len(hosts), len(people - hosts)) == (110, 20, 90)
    assert hosts < people
    assert len({person.organisation for person in event.people}) == 78
    roles = Counter(person.role for person in event.people)
    assert set(roles) == {Role.POLITICAL, Role.ADMINISTRATIVE}
    assert abs(roles[Role.POLITICAL] - roles[Role.ADMINISTRATIVE]) <= 5


def test_two_people_share_a_name_but_no_organisation(event: Event) -> None:
    names = Counter(person.name for person in event.people)
    assert [name for name, count in names.items() if count > 1] == ["Marianne Lund"]
    namesakes = [person for person in event.people if person.name == "Marianne Lund"]
    assert [person.organisation for person in namesakes] == ["Gran", "Tønsberg"]


def test_two_municipalities_share_a_name(event: Event) -> None:
    named = {person.organisation for person in event.people if person.organisation.startswith("Våler")}
    assert named == {"Våler (Østfold)", "Våler (Innlandet)"}


def test_everyone_sits_once_a_round_and_hosts_at_their_tables(plan: Plan) -> None:
    everyone = sorted(person.id for person in plan.event.people)
    assert list(plan.seats) == [round_.id for round_ in _item(plan.event, CAFE).rounds]
    for tables in plan.seats.values():
        assert sorted(person for group in tables.values() for person in group) == everyone
        assert Counter(map(len, tables.values())) == {5: 10, 6: 10}
        assert all(table.host_id in tables[table.id] for table in plan.event.tables)


def test_nobody_meets_twice(plan: Plan) -> None:
    groups = [group for tables in plan.seats.values() for group in tables.values()]
    meetings = Counter(frozenset(pair) for group in groups for pair in combinations(group, 2))
    assert max(meetings.values()) == 1


def test_no_traveller_returns_to_a_table(plan: Plan) -> None:
    hosts = {table.host_id for table in plan.event.tables}
    visits = Counter(
        (person, table)
        for tables in plan.seats.values()
        for table, group in tables.items()
        for person in group
        if person not in hosts
    )
    assert max(visits.values()) == 1


def test_nobody_meets_their_own_organisation(plan: Plan) -> None:
    organisation = {person.id: person.organisation for person in plan.event.people}
    for tables in plan.seats.values():
        for group in tables.values():
            assert len({organisation[person] for person in group}) == len(group)


def test_plan_survives_json(plan: Plan) -> None:
    assert from_json(to_json(plan), Plan) == plan


def test_without_notes_nothing_has_happened(plan: Plan) -> None:
    assert sample_snapshot() == Snapshot(plan=plan)


def test_sample_is_small() -> None:
    assert sum(file.stat().st_size for file in resource("sample").iterdir()) < 200_000


# the finished day


def test_finished_day_is_always_the_same(day: Snapshot) -> None:
    assert sample_snapshot(with_notes=True) == day


def test_day_is_finished_a_minute_late(day: Snapshot, after: LiveDay) -> None:
    assert after.finished
    assert not after.running
    assert {live.state for live in after.items} == {State.DONE}
    assert after.offset == timedelta(minutes=1, seconds=5)
    assert not after.estimated


def test_lunch_regains_what_the_morning_lost(day: Snapshot) -> None:
    before_lunch = live_day(day.event, _record_until(day, time(11, 59)), _at(day, time(11, 59)))
    assert before_lunch.offset > 5 * MINUTE
    lunch = before_lunch.find("item-discussion")
    assert lunch
    assert lunch.expected_start
    assert lunch.expected_start - lunch.planned.start < MINUTE


def _record_until(day: Snapshot, local: time) -> Record:
    kept = [entry for entry in day.record.entries if entry.moment.utc <= day.event.instant(local)]
    return Record(entries=tuple(kept), timeline=day.record.timeline)


def test_second_round_got_two_minutes_more(after: LiveDay) -> None:
    cafe = after.find(CAFE)
    assert cafe
    assert cafe.actual_start
    assert cafe.actual_end
    assert 65 * MINUTE <= cafe.actual_end - cafe.actual_start < 66 * MINUTE


def test_moments_are_of_one_boot_and_in_order(day: Snapshot) -> None:
    moments = [entry.moment for entry in day.record.entries]
    assert len({moment.boot_id for moment in moments}) == 1
    assert moments == sorted(moments, key=lambda moment: moment.boot)
    assert len({moment.utc - moment.boot for moment in moments}) == 1


def test_most_people_came(day: Snapshot) -> None:
    presence = Counter(day.record.present(person.id) for person in day.event.people)
    assert presence == {Presence.PRESENT: 104, Presence.ABSENT: 3, Presence.EXPECTED: 3}


def test_facts_are_about_what_is_planned(day: Snapshot) -> None:
    items = {item.id for item in day.event.items}
    people = {person.id for person in day.event.people}
    facts = [to_json(entry.fact) for entry in day.record.entries]
    assert {fact["item_id"] for fact in facts if "item_id" in fact} == items
    assert {fact["person_id"] for fact in facts if "person_id" in fact} <= people


def test_each_table_wrote_six_points_a_round(day: Snapshot) -> None:
    cafe = {place: count for place, count in day.notes.counts.items() if place[0] == CAFE}
    assert len(cafe) == 60
    assert set(cafe.values()) == {6}


def test_notes_are_counted(day: Snapshot) -> None:
    per_item = Counter(note.draft.item_id for note in day.notes.standing)
    assert per_item == {CAFE: 360, "item-discussion": 12}
    taken_back = [note for note in day.notes.by_id.values() if note.draft.taken_back]
    assert len(taken_back) == 2
    assert sum(len(_texts(note)) == 2 for note in day.notes.standing) == 7


def _texts(note: Note) -> set[str]:
    return {revision.draft.text for revision in note.revisions}


def test_notes_are_intact(day: Snapshot) -> None:
    assert broken(day.notes.by_id.values()) == ()
    assert not any(note.changed_meanwhile for note in day.notes.by_id.values())


def test_revisions_are_numbered_in_the_order_of_time(day: Snapshot) -> None:
    revisions = [revision for note in day.notes.by_id.values() for revision in note.revisions]
    by_number = sorted(revisions, key=lambda revision: revision.seq)
    assert [revision.seq for revision in by_number] == list(range(1, len(revisions) + 1))
    assert [revision.at for revision in by_number] == sorted(revision.at for revision in revisions)
    assert len({revision.draft.id for revision in revisions}) == len(revisions)


def test_notes_are_written_while_their_item_ran(day: Snapshot, after: LiveDay) -> None:
    for note in day.notes.by_id.values():
        live = after.find(note.draft.item_id)
        assert live
        assert live.actual_start
        assert live.actual_end
        written = [revision for revision in note.revisions if not revision.draft.key]
        assert all(live.actual_start < revision.at < live.actual_end for revision in written)


def test_each_table_chose_key_points_in_the_harvest(day: Snapshot, after: LiveDay) -> None:
    harvest = after.find("item-harvest")
    assert harvest
    assert harvest.actual_start
    assert harvest.actual_end
    for note in day.notes.keys:
        assert harvest.actual_start < note.current.at < harvest.actual_end
    counts = Counter(note.draft.table_id for note in day.notes.keys)
    assert set(counts) == {table.id for table in day.event.tables}
    assert max(counts.values()) == MOST_KEY_POINTS


def test_the_opening_task_and_the_dots_were_counted_by_hand_and_shown(day: Snapshot) -> None:
    assert open_poll(day.event, day.record) is None
    task, dots = (result_of(day.record, day.ballots, poll) for poll in shown_polls(day.event, day.record))
    assert (task.voters, dots.voters) == (98, 97)
    assert len(hand_counts(day.record, "item-task")) == len(day.event.tables)
    for result in (task, dots):
        assert 2.8 < sum(count.points for count in result.counts) / result.voters <= 3
    places = Counter(count.place for count in dots.counts)
    assert max(places.values()) == 2  # a tie


def test_merged_points_are_made_of_key_points(day: Snapshot) -> None:
    event, notes = day.event, day.notes
    used = [note.id for point in event.points for note in sources(point, notes)]
    assert len(used) == len(set(used)) == sum(len(point.sources) for point in event.points)
    assert {theme.id for theme in event.themes} == {point.theme_id for point in event.points}
    assert {len(said_at(point, event, notes)) for point in event.points} == {1, 2, 3}
    assert len(unmerged(event, notes)) == len(notes.keys) - len(used) == 18


def test_points_are_short_and_all_different(day: Snapshot) -> None:
    texts = [note.draft.text for note in day.notes.standing]
    assert len(set(texts)) == len(texts)
    assert all(8 <= len(text.split()) <= 25 for text in texts)
    assert {note.draft.kind for note in day.notes.standing} == set(NoteKind)


def test_points_name_nobody(day: Snapshot) -> None:
    text = " ".join(note.draft.text for note in day.notes.by_id.values())
    assert [person.name for person in day.event.people if person.name in text] == []


def test_cafe_points_have_the_theme_of_their_table(day: Snapshot) -> None:
    theme = {table.id: table.theme_id for table in day.event.tables}
    for note in day.notes.standing:
        expected = theme[note.draft.table_id] if note.draft.round_id else None
        assert note.draft.theme_id == expected
