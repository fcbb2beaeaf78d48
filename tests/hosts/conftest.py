from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.event import ItemKind
from facilitator.hosts.keys import Keys
from facilitator.hosts.server import HostServer
from facilitator.models import Store
from facilitator.record import Started
from tests.builders import FakeClock, a_day, a_snapshot, an_item
from tests.hosts.browser import Browsers, lan_address
from tests.hosts.phone import Served


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A day whose café's first round is on, with a task before and a harvest after it."""
    day = a_day()
    task = an_item("task", ItemKind.TASK, prompt="Hva haster?", options=("Buss", "Bane"))
    harvest = an_item("harvest", ItemKind.HARVEST)
    event = replace(day, items=(task, *day.items, harvest))
    clock = FakeClock("13:00")
    store = Store.create(tmp_path / "day.facilitator", a_snapshot(event))
    keys = Keys(event.id, b"secret" * 6)
    store.give_keys(keys.missing(event, {}))
    store.append([Started("cafe")], clock.now())
    mistakes: list[Exception] = []
    server = HostServer(store, clock, keys, mistake=mistakes.append)
    server.start("127.0.0.1", 0)
    yield Served(store, clock, keys, server)
    server.stop()
    store.close()
    assert mistakes == []


@pytest.fixture(scope="session")
def browsers() -> Iterator[Browsers]:
    browsers = Browsers()
    yield browsers
    browsers.close()


@pytest.fixture
def on_lan(served: Served) -> Served:
    served.server.stop()
    served.server.start(lan_address(), 0)
    return served
