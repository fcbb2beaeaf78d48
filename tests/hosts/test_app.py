"""What the page asks and what it is answered."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from facilitator.access import ROOM
from facilitator.event import MINUTE
from facilitator.hosts.keys import revoked, shown_code
from facilitator.models import Store
from facilitator.notes import MOST_CHARACTERS
from facilitator.polls import Ballot, Mark
from facilitator.record import HelpAsked, Nudged, PollClosed, PollOpened, Started
from tests.builders import a_draft, a_moment, an_instant
from tests.hosts.phone import Phone, Served, a_note, edited, raw_connection


def texts(served: Served) -> list[str]:
    return [note.draft.text for note in served.store.snapshot.notes.standing]


# ── the way in ──


def test_the_page_and_its_words_hold_nothing_of_the_event(served: Served) -> None:
    stranger = Phone(served.server)
    for path in ("/", "/page.css", "/page.js", "/texts/nb.json", "/texts/nn.json", "/texts/en.json"):
        answer = stranger.ask("GET", path)
        assert answer.status == 200
        assert served.store.snapshot.event.title not in answer.body.decode()


def test_a_token_is_redeemed(served: Served) -> None:
    token = served.token("t2")
    answer = Phone(served.server).ask("POST", "/api/enter", {"token": token})
    assert answer.json == {"token": token, "kind": "table"}
    answer = Phone(served.server).ask("POST", "/api/enter", {"token": served.token(ROOM)})
    assert answer.json["kind"] == "room"


def test_a_code_may_be_typed_carelessly(served: Served) -> None:
    code = served.keys.code(served.store.snapshot.access["t2"])
    typed = f" {shown_code(code).lower()[:4]}-{code[4:]} "
    answer = Phone(served.server).ask("POST", "/api/enter", {"code": typed})
    assert answer.json == {"token": served.token("t2"), "kind": "table"}


@pytest.mark.parametrize("code", ["", "ÆØÅÆØÅÆØ", "AAAAAAAA", "A" * 10_000, None, 7, ["A"]])
def test_a_wrong_code_opens_nothing(served: Served, code: object) -> None:
    answer = Phone(served.server).ask("POST", "/api/enter", {"code": code})
    assert (answer.status, answer.error) == (403, "unknown")


def test_codes_can_t_be_guessed_quickly_but_who_knows_one_gets_in(served: Served) -> None:
    code = served.keys.code(served.store.snapshot.access["t2"])
    enter = [Phone(served.server).ask("POST", "/api/enter", {"code": code}).status for _ in range(20)]
    assert enter == [200] * 20
    guesses = [Phone(served.server).ask("POST", "/api/enter", {"code": "AAAAAAAA"}).status for _ in range(20)]
    assert guesses[0] == 403
    assert 429 in guesses


# ── a table ──


def test_a_table_sees_where_it_is(served: Served) -> None:
    served.clock.set("13:05")
    state = served.phone("t1").state()
    where = state["where"]
    assert state["table"] == {"number": 1}
    assert (where["item_id"], where["round_id"], where["round"], where["rounds"]) == ("cafe", "r1", 1, 3)
    assert (where["phase"], where["left"], where["running"], where["paused"]) == ("talk", 900, True, False)
    assert where["question"] == "Hvem kommer fram?"
    assert where["theme_id"] == "b"


def test_the_version_stays_while_only_time_goes_on(served: Served) -> None:
    phone = served.phone()
    version = phone.state()["version"]
    served.clock.set("13:04")
    assert phone.ask("GET", f"/api/table?version={version}").json == {"same": True}
    phone.write(a_note())
    assert phone.state()["version"] != version


def test_a_note_is_on_the_disk_before_it_is_acknowledged(served: Served) -> None:
    note = a_note("Flere busser")
    (result,) = served.phone().write(note)
    assert (result["id"], result["state"], result["forked"], result["late"]) == (
        note["id"],
        "saved",
        False,
        False,
    )
    served.store._engine.dispose()
    assert b"Flere busser" in served.store.path.read_bytes()


def test_a_note_sent_again_gives_the_same_answer(served: Served) -> None:
    phone, note = served.phone(), a_note()
    first = phone.write(note)
    served.clock.advance(MINUTE)
    assert phone.write(note, note) == first * 2
    assert len(texts(served)) == 1
    other = Phone(served.server, phone.token)
    assert other.write(note) == first


def test_a_phone_leaves_a_note_as_sensitive_as_the_moderators_made_it(served: Served) -> None:
    phone, note = served.phone(), a_note()
    phone.write(note)
    stored = served.store.snapshot.notes.by_id[note["note_id"]].draft
    served.store.write_notes(
        [replace(stored, id="marked", parent_id=stored.id, sensitive=True)], an_instant("11:10")
    )
    assert [told["state"] for told in phone.write(note)] == ["saved"]  # sent again
    phone.write(edited(note, "Flere båter"))
    told = served.store.snapshot.notes.by_id[note["note_id"]].draft
    assert (told.text, told.sensitive) == ("Flere båter", True)


def test_two_phones_that_change_one_note_are_both_kept(served: Served) -> None:
    one, two = served.phone(), served.phone()
    note = a_note()
    one.write(note)
    one.write(edited(note, "Flere båter"))
    (result,) = two.write(edited(note, "Flere tog"))
    assert result["forked"]
    (told,) = one.state()["notes"]
    assert (told["text"], told["forked"]) == ("Flere tog", True)
    (kept,) = served.store.snapshot.notes.standing
    assert [r.draft.text for r in kept.revisions] == ["Flere busser", "Flere båter", "Flere tog"]


def test_a_table_sees_its_own_notes_only(served: Served) -> None:
    served.phone("t1").write(a_note("Hos oss"))
    served.store.write_notes([a_draft("På laptopen", table_id="t2", id=uuid4().hex)], served.clock.now().utc)
    assert [note["text"] for note in served.phone("t2").state()["notes"]] == ["På laptopen"]
    assert [note["text"] for note in served.phone("t1").state()["notes"]] == ["Hos oss"]


def refused_notes() -> Iterator[Any]:
    yield pytest.param({"text": "x" * (MOST_CHARACTERS + 1)}, "too_long", id="too long")
    yield pytest.param({"text": "a\0b"}, "broken", id="NUL")
    yield pytest.param({"text": "a\ud800b"}, "broken", id="lone surrogate")
    yield pytest.param({"text": " \n"}, "empty", id="empty")
    yield pytest.param({"kind": "idea"}, "kind", id="kind")
    yield pytest.param({"theme_id": "x"}, "theme", id="theme")
    yield pytest.param({"item_id": "gone"}, "place", id="item")
    yield pytest.param({"round_id": "r9"}, "place", id="round")
    for name in a_note():
        if name not in ("id", "parent_id", "round_id", "theme_id"):
            yield pytest.param({name: None}, "malformed", id=f"{name} missing")
    yield pytest.param({"table_id": "t2"}, "malformed", id="a table of its own choice")
    yield pytest.param({"note_id": "../etc/passwd"}, "malformed", id="note id")
    for parent in ("", "x", "x" * 100, "\ud800", "\0"):
        yield pytest.param({"parent_id": parent}, "malformed", id=f"parent id {parent[:2]!r}")


@pytest.mark.parametrize(("bent", "reason"), [*refused_notes()])
def test_a_note_that_does_not_fit_is_refused_alone(served: Served, bent: dict[str, Any], reason: str) -> None:
    wrong = a_note(**bent)
    results = served.phone().write(a_note("Før"), wrong, a_note("Etter"))
    assert [result["state"] for result in results] == ["saved", "refused", "saved"]
    assert results[1] == {"id": wrong["id"], "state": "refused", "reason": reason}
    assert texts(served) == ["Før", "Etter"]


def test_the_longest_text_and_every_letter_are_taken(served: Served) -> None:
    wanted = ("æ" * MOST_CHARACTERS, "\u202e\x1b[31m</script>'\"\x7f\r\n\t🇳🇴")
    served.phone().write(*(a_note(text) for text in wanted))
    assert texts(served) == list(wanted)


def test_an_id_with_another_text_is_refused(served: Served) -> None:
    phone, note = served.phone(), a_note("Én")
    phone.write(note)
    (result,) = phone.write({**note, "text": "To"})
    assert (result["state"], result["reason"]) == ("refused", "id")
    one, other = a_note("Tre"), a_note("Fire")
    results = phone.write(one, {**other, "id": one["id"]}, a_note("Fem"))
    assert [result["state"] for result in results] == ["refused", "refused", "saved"] or [
        result["state"] for result in results
    ] == ["saved", "refused", "saved"]
    assert "Én" in texts(served)
    assert "To" not in texts(served)


def test_another_table_s_note_can_t_be_changed(served: Served) -> None:
    note = a_note("Vårt")
    served.phone("t1").write(note)
    (result,) = served.phone("t2").write(edited(note, "Deres"))
    assert (result["state"], result["reason"]) == ("refused", "other_table")
    assert texts(served) == ["Vårt"]


def test_a_note_after_its_round_is_taken_and_stamped_late(served: Served) -> None:
    served.clock.set("13:27")
    (result,) = served.phone().write(a_note())
    assert (result["state"], result["late"]) == ("saved", True)
    where = served.phone().state()["where"]
    assert where["round_id"] == "r2"
    (result,) = served.phone().write(a_note(round_id="r2"))
    assert not result["late"]


def test_a_phone_whose_clock_is_a_day_wrong_changes_nothing(served: Served) -> None:
    """No time of the phone is ever sent."""
    (result,) = served.phone().write(a_note())
    assert result["at"].startswith("2024-03-05T13:00:00")


@pytest.mark.parametrize(
    "body",
    [{}, {"notes": []}, {"notes": "x"}, {"notes": [1]}, {"notes": [{}]}, {"notes": [a_note()] * 51}, []],
)
def test_what_our_page_never_sends_is_malformed(served: Served, body: Any) -> None:
    sent = {"device": served.phone().device, **body} if isinstance(body, dict) else body
    answer = served.phone().ask("POST", "/api/notes", sent)
    assert (answer.status, answer.error) == (400, "malformed")


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff\xfe", b"[" * 60_000, b'{"device":"\\ud800"}', b"NaN", b"null"]
)
def test_a_body_that_is_no_object_is_malformed(served: Served, raw: bytes) -> None:
    answer = served.phone().ask("POST", "/api/notes", raw=raw)
    assert (answer.status, answer.error) == (400, "malformed")


def test_the_table_asks_for_help_and_no_longer(served: Served) -> None:
    phone = served.phone()
    assert phone.say(help=True).status == 200
    assert phone.state()["help"] is True
    assert served.phone("t2").state()["help"] is False
    served.store.append([HelpAsked("t1", wanted=False)], served.clock.now())
    assert phone.state()["help"] is False


def test_what_was_said_already_is_not_put_on_record_again(served: Served) -> None:
    phone = served.phone()
    phone.say(help=True)
    before = served.store.snapshot.record.entries
    for said in ({"help": True}, {"nudge_read": True}, {"writing": True}, {"role": "host"}):
        assert phone.say(**said).status == 200
    assert served.store.snapshot.record.entries == before


def test_a_table_can_t_flood_the_record(served: Served) -> None:
    phone = served.phone()
    statuses = [phone.say(help=number % 2 == 0).status for number in range(50)]
    assert 429 in statuses
    assert len(served.store.snapshot.record.entries) < 50
    assert served.phone("t2").say(help=True).status == 200


def test_the_table_approves_its_notes(served: Served) -> None:
    phone = served.phone()
    assert phone.state()["approved"] is None
    served.clock.set("13:21")
    phone.say(approved=True, item_id="cafe", round_id="r1")
    assert phone.state()["approved"].startswith("2024-03-05T13:21:00")
    assert phone.say(approved=True, item_id="cafe", round_id="gone").status == 400


def test_a_word_from_the_moderators_stands_until_it_is_read(served: Served) -> None:
    served.store.append([Nudged("t1", "Husk innspill")], served.clock.now())
    phone = served.phone()
    assert phone.state()["nudge"] == "Husk innspill"
    phone.say(nudge_read=True)
    assert phone.state()["nudge"] == ""


def test_at_a_harvest_key_points_belong_to_what_was_talked_about(served: Served) -> None:
    served.clock.set("14:20")
    served.store.append([Started("harvest")], served.clock.now())
    where = served.phone().state()["where"]
    assert (where["kind"], where["item_id"], where["round_id"]) == ("harvest", "cafe", None)
    served.phone().write(a_note("Viktigst", round_id=None, key=True))
    (key,) = served.store.snapshot.notes.key_points("cafe", "t1")
    assert key.draft.text == "Viktigst"


def test_while_no_table_talks_what_comes_belongs_to_the_last_round(served: Served) -> None:
    served.clock.set("14:20")
    served.store.append([Started("welcome")], served.clock.now())
    where = served.phone().state()["where"]
    assert (where["running"], where["left"], where["round_id"]) == (False, None, "r3")


# ── keys ──


def test_a_revoked_key_opens_nothing_and_the_next_one_does(served: Served) -> None:
    old = served.phone("t1")
    key = served.store.snapshot.access["t1"]
    served.store.give_keys([revoked(key)])
    assert (old.ask("GET", "/api/table").status, old.say(help=True).status) == (401, 401)
    served.store.give_keys([served.keys.next(served.store.snapshot.access, "t1")])
    assert old.ask("GET", "/api/table").status == 401
    assert served.phone("t1").ask("GET", "/api/table").status == 200


def test_after_a_restart_the_same_keys_open_the_same_tables(served: Served) -> None:
    phone, note = served.phone(), a_note()
    phone.write(note)
    port = served.server.port
    served.server.stop()
    assert served.server.start("127.0.0.1", port) == port
    assert phone.write(note)[0]["state"] == "saved"
    assert len(texts(served)) == 1


# ── the room ──


def open_task(served: Served) -> None:
    served.store.append([PollOpened("task", ("Buss", "Bane"))], served.clock.now())


def vote(phone: Phone, secret: str, *marks: tuple[str, int], poll_id: str = "task") -> Any:
    body = {"poll_id": poll_id, "secret": secret, "marks": [list(mark) for mark in marks], "text": ""}
    return phone.ask("PUT", "/api/ballot", body)


def test_one_answer_for_each_device_changeable_until_closed(served: Served) -> None:
    phone, mine, other = served.visitor(), uuid4().hex, uuid4().hex
    assert phone.ask("GET", "/api/room").json["poll"] is None
    assert vote(phone, mine, ("Buss", 1)).error == "closed"
    open_task(served)
    poll = phone.ask("GET", "/api/room").json["poll"]
    assert (poll["question"], poll["budget"]) == ("Hva haster?", 1)
    assert vote(phone, mine, ("Buss", 1)).json == {"state": "saved"}
    vote(phone, other, ("Buss", 1))
    vote(phone, mine, ("Bane", 1))
    given = served.store.snapshot.ballots["task"]
    assert sorted(ballot.marks[0].choice for ballot in given.values()) == ["Bane", "Buss"]
    assert vote(phone, mine).status == 200
    assert list(served.store.snapshot.ballots["task"].values()) == [Ballot(marks=(Mark("Buss", 1),))]
    served.store.append([PollClosed("task")], served.clock.now())
    assert vote(phone, mine, ("Buss", 1)).error == "closed"


@pytest.mark.parametrize(
    ("marks", "status"), [([("Fly", 1)], 422), ([("Buss", 1), ("Bane", 1)], 422), ([("Buss", True)], 400)]
)
def test_a_ballot_against_the_rules_is_refused(
    served: Served, marks: list[tuple[str, int]], status: int
) -> None:
    open_task(served)
    assert vote(served.visitor(), uuid4().hex, *marks).status == status
    assert served.store.snapshot.ballots == {}


def test_a_ballot_tells_nothing_of_the_device(served: Served) -> None:
    open_task(served)
    phone, secret = served.visitor(), uuid4().hex
    vote(phone, secret, ("Buss", 1))
    served.store._engine.dispose()
    content = served.store.path.read_bytes()
    for told in (secret, phone.device, phone.token):
        assert told.encode() not in content


# ── news ──


def news(phone: Phone, wanted: int) -> list[Any]:
    """The first pieces of news of a stream."""
    with closing(raw_connection(phone.server)) as stream:
        lines = (
            f"GET /api/news?device={phone.device} HTTP/1.1",
            f"Host: {phone.server.address}:{phone.server.port}",
            f"Authorization: Bearer {phone.token}",
        )
        stream.sendall("\r\n".join((*lines, "", "")).encode())
        return list(_pieces(stream, wanted))


def _pieces(stream: Any, wanted: int) -> Iterator[Any]:
    with stream.makefile("rb") as lines:
        for line in lines:
            if line.startswith(b"data: "):
                yield json.loads(line[6:])
                wanted -= 1
                if not wanted:
                    return


def test_news_begins_with_the_whole_state(served: Served) -> None:
    (state,) = news(served.phone(), 1)
    assert state["table"] == {"number": 1}
    assert state["devices"][0]["device"]


def test_a_restarted_program_has_the_notes(served: Served) -> None:
    served.phone().write(a_note("Husket"))
    served.server.stop()
    served.store.close()
    with closing(Store.open(served.store.path, a_moment("13:10"))) as opened:
        assert [note.draft.text for note in opened.snapshot.notes.standing] == ["Husket"]


def test_a_phone_that_hangs_up_amid_a_request_is_nobodys_mistake(served: Served) -> None:
    """The fixture sees to it that none is told."""
    host = f"{served.server.address}:{served.server.port}"
    head = f"POST /api/notes HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: 100\r\n"
    key = f"Authorization: Bearer {served.token('t1')}\r\n\r\n"
    with closing(raw_connection(served.server)) as connection:
        connection.sendall(f"{head}{key}half".encode())
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1000) == b""
    assert served.phone().state()["notes"] == []
