"""Random schedules: phones that write and send, and a network and a laptop that are not to be relied on.

``Schedule(number, laptop).play()`` plays the schedule of that number, and says what was wrong.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from facilitator.snapshot import Snapshot
from tests.builders import FakeClock
from tests.hosts.phone import a_note

Json = dict[str, Any]
Answer = tuple[int, Any]  # status and content
TABLES = ("t1", "t1", "t1", "t2")
MOST = 30  # drafts that our page sends in one request


class Laptop(Protocol):
    """The program's side of the network."""

    @property
    def clock(self) -> FakeClock: ...
    @property
    def snapshot(self) -> Snapshot: ...
    async def ask(self, phone: Outbox, method: str, path: str, body: Json | None = None) -> Answer | None:
        """What it answers; None where nothing comes back."""

    async def cut(self, phone: Outbox, body: Json) -> None:
        """Notes are sent, and the phone is gone before it hears anything."""

    def restart(self, *, crashed: bool) -> None: ...


@dataclass
class Outbox:
    """What a phone knows: the table's points, and what it wrote that is not acknowledged."""

    table: str
    device: str
    waiting: list[Json] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  # id → reason
    written: dict[str, Json] = field(default_factory=dict)  # all, by id
    saved: set[str] = field(default_factory=set)
    seen: dict[str, Json] = field(default_factory=dict)  # note id → point, as the laptop said last

    def points(self) -> list[Json]:
        """The laptop's points with what this phone has changed since."""
        return [*(self.seen | {draft["note_id"]: draft for draft in self.waiting}).values()]

    def write(self, draft: Json) -> None:
        """What was refused of the same point is replaced: it is on no disk, and nothing can follow it."""
        note_id, refused = draft["note_id"], self.refused
        self.waiting = [one for one in self.waiting if one["note_id"] != note_id or one["id"] not in refused]
        self.waiting.append(draft)
        self.written[draft["id"]] = draft

    def change(self, point: Json, **change: Any) -> None:
        parent = point["parent_id"] if point["id"] in self.refused else point["id"]
        kept = {name: point[name] for name in a_note() if name in point}
        self.write({**kept, "id": a_note()["id"], "parent_id": parent, **change})

    def batch(self) -> list[Json]:
        return [one for one in self.waiting if one["id"] not in self.refused][:MOST]

    def hear(self, answer: Answer | None) -> None:
        """Only the answer about its own id takes a draft out of the outbox."""
        if answer is None or answer[0] != 200:
            return
        for result in answer[1]["results"]:
            if result["state"] == "refused":
                self.refused[result["id"]] = result["reason"]
                continue
            self.saved.add(result["id"])
            self.waiting = [one for one in self.waiting if one["id"] != result["id"]]
            sent = self.written[result["id"]]
            self.seen[sent["note_id"]] = sent


class Schedule:
    """Some phones at two tables, for as long as the network is bad, and until it is good again."""

    def __init__(self, number: int, laptop: Laptop) -> None:
        self.chance = random.Random(number)
        self.mark = f"[{number}]"
        self.laptop = laptop
        ids = [f"{self.chance.getrandbits(128):032x}" for _ in range(self.chance.randint(1, 4))]
        self.phones = [Outbox(self.chance.choice(TABLES), id) for id in ids]
        self.late: list[tuple[Outbox, Json]] = []  # requests that are still on their way
        self.texts = 0
        self.problems: list[str] = []

    async def play(self) -> str | None:
        """What was shown wrong, or None where all went well."""
        for _ in range(self.chance.randint(6, 20)):
            self.laptop.clock.advance(timedelta(seconds=self.chance.choice((0, 1, 5))))
            await self._step()
        await self._calm()
        self.problems += self.missed(self.laptop.snapshot)
        return "; ".join(self.problems) or None

    def missed(self, snapshot: Snapshot) -> list[str]:
        """What the laptop does not have as it was written, or has more than once."""
        stored = {
            revision.draft.id: revision.draft
            for note in snapshot.notes.by_id.values()
            for revision in note.revisions
            if revision.draft.text.startswith(self.mark)
        }
        found = []
        for phone in self.phones:
            for id, sent in phone.written.items():
                draft = stored.pop(id, None)
                if (draft is None) != (id in phone.refused or "\0" in sent["text"]):
                    found.append(f"lost {sent['text']!r}")
                elif draft and any(getattr(draft, name) != value for name, value in sent.items()):
                    found.append(f"overwritten {sent['text']!r}")
        found += [f"doubled {draft.text!r}" for draft in stored.values()]
        return found + self._unmarked(snapshot)

    def _unmarked(self, snapshot: Snapshot) -> list[str]:
        """Notes that were made two of, of which the later does not say so."""
        found = []
        for note_id in {one["note_id"] for phone in self.phones for one in phone.written.values()}:
            note = snapshot.notes.by_id.get(note_id)
            if note is None:
                continue
            parents = [revision.draft.parent_id for revision in note.revisions]
            ends = [r.draft.parent_id for r in note.revisions if r.draft.id not in parents]
            if ends.count(note.draft.parent_id) > 1 and not note.changed_meanwhile:
                found.append(f"fork not told {note.draft.text!r}")
        return found

    # ── what happens ──

    async def _step(self) -> None:
        happens: tuple[Callable[[], Awaitable[None]], ...] = (
            self._write, self._change, self._look, self._clash, self._send, self._send_all, self._arrive,
            self._restart,
        )  # fmt: skip
        await self.chance.choices(happens, (5, 4, 2, 2, 6, 2, 2, 0.25))[0]()

    async def _write(self) -> None:
        place = {
            "round_id": self.chance.choice(("r1", "r2")),
            "theme_id": self.chance.choice(("a", "b", None)),
        }
        self.chance.choice(self.phones).write(a_note(self._text(), **place))

    async def _change(self) -> None:
        phone = self.chance.choice(self.phones)
        if points := self._points(phone):
            point = self.chance.choice(points)
            if self.chance.random() < 0.2:
                phone.change(point, taken_back=not point["taken_back"])
            else:
                phone.change(point, text=self._text())

    async def _clash(self) -> None:
        """Everybody at a table sees the same, and changes the same point."""
        table = self.chance.choice(self.phones).table
        for phone in self.phones:
            if phone.table == table:
                await self._see(phone)
                for point in self._points(phone)[:1]:
                    phone.change(point, text=self._text())

    def _points(self, phone: Outbox) -> list[Json]:
        return [point for point in phone.points() if point["text"].startswith(self.mark)]

    async def _look(self) -> None:
        await self._see(self.chance.choice(self.phones))

    async def _see(self, phone: Outbox) -> None:
        answer = await self.laptop.ask(phone, "GET", "/api/table")
        if answer and answer[0] == 200:
            phone.seen = {note["note_id"]: {"parent_id": None, **note} for note in answer[1]["notes"][-20:]}

    async def _send(self) -> None:
        await self._send_from(self.chance.choice(self.phones))

    async def _send_all(self) -> None:
        """All at once, one of the phones from two tabs that have one outbox."""
        await asyncio.gather(*map(self._send_from, [*self.phones, self.phones[0]]))

    async def _send_from(self, phone: Outbox) -> None:
        if not phone.batch():
            return
        body = {"device": phone.device, "notes": phone.batch()}
        fate = self.chance.choice(("dropped", "cut", "late", "twice", "at once twice", "fine", "fine"))
        if fate == "cut":
            await self.laptop.cut(phone, body)
        elif fate == "late":
            self.late.append((phone, body))
        elif fate == "twice":
            await self._post(phone, body)
            phone.hear(await self._post(phone, body))
        elif fate == "at once twice":
            answers = await asyncio.gather(self._post(phone, body), self._post(phone, body))
            phone.hear(self.chance.choice(answers))
        elif fate == "fine":
            phone.hear(await self._post(phone, body))

    async def _post(self, phone: Outbox, body: Json) -> Answer | None:
        return await self.laptop.ask(phone, "POST", "/api/notes", body)

    async def _arrive(self) -> None:
        """What was long on its way; the phone has given up waiting for the answer."""
        if self.late:
            phone, body = self.late.pop(self.chance.randrange(len(self.late)))
            await self._post(phone, body)

    async def _restart(self) -> None:
        self.laptop.restart(crashed=self.chance.random() < 0.5)
        stored = {r.draft.id for note in self.laptop.snapshot.notes.by_id.values() for r in note.revisions}
        for phone in self.phones:
            self.problems += [f"lost in a restart {id}" for id in phone.saved - stored]

    async def _calm(self) -> None:
        """The network is good again; what was on its way comes too, before or after."""
        while self.late and self.chance.random() < 0.7:
            await self._arrive()
        for phone in self.phones:
            while phone.batch():
                self.laptop.clock.advance(timedelta(seconds=10))
                before = len(phone.batch())
                phone.hear(await self._post(phone, {"device": phone.device, "notes": phone.batch()}))
                if len(phone.batch()) == before:
                    self.problems.append(f"not taken {phone.batch()[0]['text']!r}")
                    break
        while self.late:
            self.laptop.clock.advance(timedelta(seconds=10))
            await self._arrive()

    def _text(self) -> str:
        """Told apart from all others; now and then one that no file can hold."""
        self.texts += 1
        letters = "".join(self.chance.choices("abcæøå ŋ😀\n", k=self.chance.randint(0, 40)))
        broken = "\0" if self.chance.random() < 0.03 else ""
        return f"{self.mark} {self.texts} {letters}{broken}"


def as_json(content: bytes) -> Any:
    return json.loads(content) if content else None
