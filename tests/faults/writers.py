"""Phones that write to the real program over its page as long as it lives, and to the next one after that."""

from __future__ import annotations

import json
import random
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4


@dataclass
class Writer:
    """One phone: what it wrote is in its outbox until that very note is acknowledged."""

    seed: int
    outbox: dict[str, dict[str, Any]] = field(default_factory=dict)
    saved: dict[str, str] = field(default_factory=dict)  # note id → text
    device: str = field(default_factory=lambda: uuid4().hex)

    def work(self, link: str, place: tuple[str, str]) -> None:
        """Writes and sends, until the laptop is gone or has had enough."""
        chance = random.Random(self.seed + len(self.saved))
        with suppress(OSError, HTTPException):
            while self._send(link):
                for _ in range(chance.randint(1, 3)):
                    self._write(chance, place)

    def _write(self, chance: random.Random, place: tuple[str, str]) -> None:
        item_id, round_id = place
        id, text = uuid4().hex, "".join(chance.choices("abcæøå ŋ😀\n", k=chance.randint(1, 200))) + "."
        new = {"id": id, "note_id": uuid4().hex, "parent_id": None, "theme_id": None, "kind": "other"}
        where = {"item_id": item_id, "round_id": round_id}
        self.outbox[id] = {**new, **where, "text": text, "taken_back": False, "key": False}

    def _send(self, link: str) -> bool:
        """Whether more may be sent."""
        notes = list(self.outbox.values())[:30]
        if not notes:
            return True
        url = urlsplit(link)
        headers = {"Authorization": f"Bearer {url.fragment}", "Origin": f"http://{url.netloc}"}
        body = json.dumps({"device": self.device, "notes": notes})
        with closing(HTTPConnection(url.netloc, timeout=20)) as connection:
            connection.request("POST", "/api/notes", body, headers)
            answer = connection.getresponse()
            content = answer.read()
        if answer.status != 200:
            return False
        for result in json.loads(content)["results"]:
            sent = self.outbox.pop(result["id"])
            if result["state"] == "saved":
                self.saved[sent["note_id"]] = sent["text"]
        return True


class Writers:
    """Some phones, each at a table of its own."""

    def __init__(self) -> None:
        self.phones = [Writer(seed) for seed in range(3)]
        self._threads: list[Thread] = []

    @property
    def saved(self) -> dict[str, str]:
        """Note id → text of what was acknowledged."""
        return {id: text for phone in self.phones for id, text in phone.saved.items()}

    def start(self, links: list[str], place: tuple[str, str]) -> None:
        self._threads = [
            Thread(target=phone.work, args=(link, place))
            for phone, link in zip(self.phones, links, strict=False)
        ]
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        """Waits until they have noticed that the laptop is gone."""
        for thread in self._threads:
            thread.join()
