from __future__ import annotations

from datetime import timedelta

import pytest

from facilitator.event import MINUTE, ZERO
from facilitator.record import (
    Added,
    Allotted,
    Audience,
    CheckedIn,
    Counted,
    Delayed,
    EndMoved,
    Fact,
    Finished,
    MessageShown,
    Paused,
    PhaseStarted,
    Presence,
    Record,
    Resumed,
    Run,
    SceneHeld,
    Screen,
    Signalled,
    Started,
    StartMoved,
    Undone,
    WentBack,
)
from tests.builders import a_moment, a_record, an_instant


def minutes(length: timedelta | None) -> float | None:
    return None if length is None else length / MINUTE


def spans(record: Record) -> str:
    """Each run as item 0–10, in minutes after the first press; open ones end with nothing."""
    return " ".join(f"{run.item_id} {run.start // MINUTE}–{_end(run)}" for run in record.runs)


def _end(run: Run) -> str:
    return "" if run.end is None else str(run.end // MINUTE)


# ── runs ──

Press = tuple[str, Fact]
A, B, C = (("09:30", Started("a")), ("09:40", Started("b")), ("09:50", Started("c")))


@pytest.mark.parametrize(
    ("presses", "told"),
    [
        pytest.param([], "", id="nothing"),
        pytest.param([("09:30", Finished())], "", id="ended before it began"),
        pytest.param([A], "a 0–", id="started"),
        pytest.param([A, B, C], "a 0–10 b 10–20 c 20–", id="one after the other"),
        pytest.param([A, ("09:40", Finished())], "a 0–10", id="ended"),
        pytest.param([A, ("09:40", Finished()), ("09:45", Finished())], "a 0–10", id="ended twice"),
        pytest.param([A, ("09:40", Finished()), ("09:45", Started("b"))], "a 0–10 b 15–", id="begun again"),
        pytest.param([A, B, ("09:50", Started("a"))], "a 0–10 b 10–20 a 20–", id="the same once more"),
        pytest.param([A, B, ("09:50", WentBack("a"))], "a 0–", id="back"),
        pytest.param([A, B, C, ("09:55", WentBack("a"))], "a 0–", id="back over two"),
        pytest.param([A, B, ("09:50", WentBack("x"))], "a 0–10 b 10–", id="back to what was never started"),
        pytest.param([A, ("09:40", Finished()), ("09:45", WentBack("a"))], "a 0–", id="back after the end"),
        pytest.param([A, B, ("09:50", StartMoved("b", 4 * MINUTE))], "a 0–6 b 6–", id="started earlier"),
        pytest.param([A, B, ("09:50", StartMoved("b", -4 * MINUTE))], "a 0–14 b 14–", id="started later"),
        pytest.param(
            [A, B, ("09:50", StartMoved("b", 60 * MINUTE))], "a 0–0 b 0–", id="after the one before"
        ),
        pytest.param([A, B, ("09:50", StartMoved("b", -60 * MINUTE))], "a 0–20 b 20–", id="not in future"),
        pytest.param(
            [A, B, C, ("09:55", StartMoved("b", -60 * MINUTE))], "a 0–20 b 20–20 c 20–", id="within it"
        ),
        pytest.param(
            [A, B, C, ("09:55", StartMoved("c", 60 * MINUTE))], "a 0–10 b 10–10 c 10–", id="the third"
        ),
        pytest.param([A, B, C, ("09:55", Paused("c"))], "a 0–10 b 10–20 c 20–", id="paused"),
        pytest.param([A, ("09:50", StartMoved("a", 60 * MINUTE))], "a -60–", id="the first, any time before"),
        pytest.param([A, ("09:50", StartMoved("x", 5 * MINUTE))], "a 0–", id="one never started"),
        pytest.param(
            [A, ("09:35", Finished()), B, ("09:50", StartMoved("b", 2 * MINUTE))],
            "a 0–5 b 8–",
            id="ended before",
        ),
        pytest.param(
            [A, ("09:35", Finished()), B, ("09:50", StartMoved("b", 8 * MINUTE))], "a 0–2 b 2–", id="into it"
        ),
    ],
)
def test_runs(presses: list[Press], told: str) -> None:
    assert spans(a_record(*presses)) == told


@pytest.mark.parametrize(
    ("presses", "when", "elapsed"),
    [
        pytest.param([], "09:50", 20, id="running"),
        pytest.param([("09:40", Paused("a"))], "09:50", 10, id="paused"),
        pytest.param([("09:40", Paused("a")), ("09:45", Resumed("a"))], "09:50", 15, id="went on"),
        pytest.param(
            [
                ("09:40", Paused("a")),
                ("09:42", Resumed("a")),
                ("09:44", Paused("a")),
                ("09:47", Resumed("a")),
            ],
            "09:50",
            15,
            id="two pauses",
        ),
        pytest.param(
            [("09:40", Paused("a")), ("09:45", StartMoved("a", 5 * MINUTE))], "09:50", 15, id="earlier"
        ),
        pytest.param(
            [("09:40", Paused("a")), ("09:45", StartMoved("a", -30 * MINUTE))], "09:50", 0, id="later"
        ),
        pytest.param(
            [("09:40", Paused("a")), ("09:45", Started("b")), ("09:47", WentBack("a"))],
            "09:50",
            15,
            id="a pause that the next item ended",
        ),
    ],
)
def test_elapsed(presses: list[Press], when: str, elapsed: int) -> None:
    record = a_record(A, *presses)
    assert record.current
    assert record.current.elapsed(record.timeline.position(a_moment(when))) == elapsed * MINUTE


@pytest.mark.parametrize(
    ("presses", "item", "phases"),
    [
        pytest.param([Added("a", MINUTE), Added("a", 2 * MINUTE)], 3, {}, id="sum"),
        pytest.param(
            [Added("a", MINUTE, 0), Added("a", MINUTE, 0), Added("a", MINUTE, 2)],
            0,
            {0: 2, 2: 1},
            id="phases",
        ),
        pytest.param([Added("b", MINUTE)], 0, {}, id="another item"),
        pytest.param(
            [Added("a", MINUTE, 0), Added("a", MINUTE, 1), PhaseStarted("a", 1)],
            0,
            {0: 1},
            id="a phase begun anew",
        ),
        pytest.param([Finished(), Added("a", MINUTE)], 0, {}, id="too late"),
    ],
)
def test_added(presses: list[Fact], item: int, phases: dict[int, int]) -> None:
    run = a_record(A, *(("09:35", fact) for fact in presses)).runs[-1]
    assert minutes(run.added) == item
    assert {phase: by // MINUTE for phase, by in run.phase_added.items()} == phases


@pytest.mark.parametrize(
    ("presses", "elapsed"),
    [
        pytest.param([("09:40", PhaseStarted("a", 1))], [10], id="pressed"),
        pytest.param([("09:35", Paused("a")), ("09:40", PhaseStarted("a", 1))], [5], id="in a pause"),
        pytest.param(
            [("09:35", Paused("a")), ("09:40", Resumed("a")), ("09:45", PhaseStarted("a", 1))],
            [10],
            id="after one",
        ),
        pytest.param(
            [("09:40", PhaseStarted("a", 1)), ("09:45", StartMoved("a", 5 * MINUTE))], [15], id="earlier"
        ),
        pytest.param(
            [("09:40", PhaseStarted("a", 1)), ("09:45", StartMoved("a", -12 * MINUTE))], [0], id="later"
        ),
        pytest.param([("09:40", PhaseStarted("b", 1))], [], id="another item"),
    ],
)
def test_phase_presses(presses: list[Press], elapsed: list[int]) -> None:
    run = a_record(A, *presses).runs[-1]
    assert [press.elapsed // MINUTE for press in run.phase_presses] == elapsed


def test_a_run_says_when_it_was_by_the_clock_and_by_which_press() -> None:
    first, second = a_record(A, B, ("09:45", StartMoved("b", MINUTE))).runs
    assert (first.started_at, first.ended_at) == (an_instant("09:30"), an_instant("09:39"))
    assert (second.started_at, second.ended_at) == (an_instant("09:39"), None)
    assert (first.press, second.press) == (1, 2)
    assert {run.boot_id for run in (first, second)} == {a_moment().boot_id}


ENDED = ("10:00", Finished())


@pytest.mark.parametrize(
    ("presses", "told"),
    [
        pytest.param([A, ENDED, ("10:10", EndMoved("a", 5 * MINUTE))], "a 0–35", id="later"),
        pytest.param([A, ENDED, ("10:10", EndMoved("a", -5 * MINUTE))], "a 0–25", id="earlier"),
        pytest.param([A, ENDED, ("10:10", EndMoved("a", 60 * MINUTE))], "a 0–40", id="not in the future"),
        pytest.param([A, ENDED, ("10:10", EndMoved("a", -60 * MINUTE))], "a 0–0", id="not before its start"),
        pytest.param(
            [
                A,
                ("09:40", Paused("a")),
                ("09:45", Resumed("a")),
                ENDED,
                ("10:10", EndMoved("a", -60 * MINUTE)),
            ],
            "a 0–5",
            id="a pause took its time",
        ),
        pytest.param(
            [A, ("09:50", PhaseStarted("a", 1)), ENDED, ("10:10", EndMoved("a", -60 * MINUTE))],
            "a 0–20",
            id="not before what was pressed in it",
        ),
        pytest.param([A, B, ENDED, ("10:10", EndMoved("a", MINUTE))], "a 0–10 b 10–30", id="not the last"),
        pytest.param([A, ("10:10", EndMoved("a", -MINUTE))], "a 0–", id="still running"),
        pytest.param([ENDED, ("10:10", EndMoved("a", -MINUTE))], "", id="nothing was held"),
        pytest.param(
            [A, ENDED, ("10:10", EndMoved("a", -5 * MINUTE)), ("10:11", Undone(3))], "a 0–30", id="undone"
        ),
    ],
)
def test_the_end_of_the_day_moved(presses: list[Press], told: str) -> None:
    assert spans(a_record(*presses)) == told


def test_when_the_end_moved_so_does_the_time_it_was_at() -> None:
    record = a_record(A, ENDED, ("10:10", EndMoved("a", -5 * MINUTE)))
    assert record.runs[0].ended_at == an_instant("09:55")


# ── before an item begins ──


@pytest.mark.parametrize(
    ("facts", "given"),
    [
        pytest.param([], {}, id="nothing"),
        pytest.param([Allotted("a", MINUTE), Allotted("a", -3 * MINUTE)], {"a": {None: -2}}, id="sum"),
        pytest.param(
            [
                Allotted("a", MINUTE, 0),
                Allotted("a", MINUTE, 2),
                Allotted("a", MINUTE, 0),
                Allotted("b", MINUTE),
            ],
            {"a": {0: 2, 2: 1}, "b": {None: 1}},
            id="of phases",
        ),
        pytest.param([Allotted("a", MINUTE), Undone(1)], {}, id="undone"),
    ],
)
def test_time_given_beforehand(facts: list[Fact], given: dict[str, dict[int | None, int]]) -> None:
    record = a_record(*(("09:20", fact) for fact in facts))
    found = {item: {phase: by // MINUTE for phase, by in of.items()} for item, of in record.allotted.items()}
    assert found == given


def test_a_run_has_what_its_item_was_given() -> None:
    record = a_record(("09:20", Allotted("b", MINUTE)), A, B)
    assert [run.allotted for run in record.runs] == [{}, {None: MINUTE}]


def test_the_latest_delay_counts() -> None:
    facts = (Delayed("a", 5 * MINUTE), Delayed("b", MINUTE), Delayed("a", ZERO))
    record = a_record(*(("09:20", fact) for fact in facts), ("09:21", Undone(2)))
    assert record.delays == {"a": ZERO}


# ── what is shown ──


@pytest.mark.parametrize(
    ("facts", "held"),
    [
        pytest.param([SceneHeld(Screen.ROOM, "black")], {Screen.ROOM: "black"}, id="held"),
        pytest.param(
            [SceneHeld(Screen.ROOM, "black"), SceneHeld(Screen.SECOND, "speaker")],
            {Screen.ROOM: "black", Screen.SECOND: "speaker"},
            id="each screen",
        ),
        pytest.param([SceneHeld(Screen.ROOM, "black"), SceneHeld(Screen.ROOM, "")], {}, id="follows again"),
        pytest.param([SceneHeld(Screen.ROOM, "black"), Undone(1)], {}, id="undone"),
    ],
)
def test_held_scenes(facts: list[Fact], held: dict[Screen, str]) -> None:
    assert a_record(*(("09:20", fact) for fact in facts)).held == held


def test_a_message_stands_in_place_of_the_one_before_until_it_is_taken_away() -> None:
    first = MessageShown(Audience.SPEAKER, "2 minutter igjen")
    second = MessageShown(Audience.SPEAKER, "Slutt", flash=True)
    other = MessageShown(Audience.ROOM, "Pause")
    gone = MessageShown(Audience.SPEAKER, "")
    shown = [
        a_record(*(("09:20", fact) for fact in facts)).messages
        for facts in ([first, second, other], [first, other, gone])
    ]
    assert shown == [{Audience.SPEAKER: second, Audience.ROOM: other}, {Audience.ROOM: other}]


# ── undoing: facts are never edited ──


@pytest.mark.parametrize(
    ("presses", "told"),
    [
        pytest.param([A, B, ("09:45", Undone(2))], "a 0–", id="undone"),
        pytest.param([A, B, ("09:45", Undone(2)), ("09:46", Undone(3))], "a 0–10 b 10–", id="put back"),
        pytest.param(
            [A, B, ("09:45", Undone(2)), ("09:46", Undone(3)), ("09:47", Undone(4))],
            "a 0–",
            id="undone once more",
        ),
        pytest.param([A, B, ("09:45", Undone(1))], "b 10–", id="an earlier press"),
        pytest.param([A, B, ("09:45", Undone(2)), ("09:46", Undone(2))], "a 0–", id="undone twice"),
        pytest.param(
            [A, B, ("09:45", WentBack("a")), ("09:46", Undone(3))], "a 0–10 b 10–", id="back, undone"
        ),
        pytest.param([A, ("09:40", Finished()), ("09:45", Undone(2))], "a 0–", id="the end, undone"),
        pytest.param([A, ("09:40", Undone(99))], "a 0–", id="a press that never was"),
    ],
)
def test_undone(presses: list[Press], told: str) -> None:
    assert spans(a_record(*presses)) == told


def test_facts_of_one_press_are_undone_together() -> None:
    both = (CheckedIn("p1", Presence.PRESENT), CheckedIn("p2", Presence.PRESENT))
    record = a_record(("09:00", both), ("09:01", CheckedIn("p3", Presence.PRESENT)), ("09:02", Undone(1)))
    assert record.presence == {"p3": Presence.PRESENT}
    assert record.presses == (2,)


def test_undoing_never_makes_the_log_shorter() -> None:
    record = a_record(A, B, ("09:45", Undone(2)))
    assert [entry.seq for entry in record.entries] == [1, 2, 3]
    assert [entry.seq for entry in record.effective] == [1]


def test_signals_are_no_presses_to_undo_and_stay_given() -> None:
    record = a_record(A, ("09:35", Signalled("m")), ("09:36", Undone(1)))
    assert record.presses == ()
    assert record.marks == {"m"}


def test_a_signal_is_given_even_if_its_own_press_was_undone() -> None:
    assert a_record(("09:35", Signalled("m")), ("09:36", Undone(1))).marks == {"m"}


# ── presence ──


def test_the_last_word_on_a_persons_presence_counts() -> None:
    record = a_record(
        ("09:00", CheckedIn("p1", Presence.PRESENT)),
        ("09:05", CheckedIn("p1", Presence.ABSENT)),
        ("09:06", CheckedIn("p2", Presence.PRESENT)),
    )
    assert record.presence == {"p1": Presence.ABSENT, "p2": Presence.PRESENT}
    assert record.present("p3") is Presence.EXPECTED


def test_an_empty_record() -> None:
    record = Record()
    assert (record.current, record.finished, record.presses, record.runs) == (None, False, (), ())


def test_current_and_finished() -> None:
    running, ended = a_record(A, B), a_record(A, B, ("09:50", Finished()))
    assert running.current == running.runs[-1]
    assert (running.finished, ended.finished, ended.current) == (False, True, None)
    assert ended.runs[-1].paused == ZERO


def test_the_last_count_of_a_table_in_a_round_holds() -> None:
    record = a_record(
        ("10:00", Counted("r1", "t1", 4)),
        ("10:01", Counted("r1", "t1", 5)),
        ("10:02", Counted("r2", "t1", 2)),
        ("10:03", Counted("r2", "t1", 9)),
        ("10:04", Undone(4)),
    )
    assert record.counts == {("r1", "t1"): 5, ("r2", "t1"): 2}
