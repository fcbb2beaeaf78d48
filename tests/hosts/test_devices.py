from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from facilitator.access import Device
from facilitator.hosts.devices import MOST, Devices, kind_of
from tests.builders import an_instant


class Now:
    """A clock for devices, moved by hand."""

    def __init__(self) -> None:
        self.at = an_instant("13:00")

    def __call__(self) -> datetime:
        return self.at

    def advance(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def told() -> list[tuple[Device, ...]]:
    return []


@pytest.fixture
def devices(now: Now, told: list[tuple[Device, ...]]) -> Devices:
    return Devices(now, told.append)


def test_a_phone_with_a_stream_is_connected_until_that_ends(devices: Devices, now: Now) -> None:
    devices.heard("a", "t1", "iPhone")
    devices.connected("a", 1)
    devices.connected("a", 1)  # a second tab
    now.advance(600)
    devices.settle()
    assert devices.all[0].connected
    devices.connected("a", -1)
    assert devices.all[0].connected
    devices.connected("a", -1)
    assert not devices.all[0].connected
    assert devices.at("t1") == ()


def test_a_phone_that_asks_again_and_again_is_connected_too(devices: Devices, now: Now) -> None:
    devices.heard("a", "t1")
    now.advance(10)
    assert not devices.settle()
    assert devices.all[0].connected
    now.advance(10)
    assert devices.settle()
    assert not devices.all[0].connected


def test_who_types_writes_for_a_while(devices: Devices, now: Now) -> None:
    devices.heard("a", "t1")
    devices.connected("a", 1)
    devices.wrote("a")
    assert devices.all[0].writing
    now.advance(11)
    assert not devices.settle()
    now.advance(1)
    assert devices.settle()
    assert not devices.all[0].writing


def test_a_table_has_one_note_taker_and_who_takes_the_role_takes_it_over(devices: Devices) -> None:
    devices.heard("elsewhere", "t2", role="note_taker")
    devices.heard("a", "t1", role="note_taker")
    devices.heard("b", "t1", role="note_taker")
    assert {device.id: device.role for device in devices.all} == {
        "elsewhere": "note_taker",
        "a": "host",
        "b": "note_taker",
    }


def test_only_what_is_new_is_told(devices: Devices, now: Now, told: list[tuple[Device, ...]]) -> None:
    devices.heard("a", "t1", role="host")
    now.advance(1)
    devices.heard("a", "t1")
    assert len(told) == 1
    devices.heard("a", "t2", role="note_taker")
    (device,) = told[-1]
    assert (device.table_id, device.role, device.seen) == ("t2", "note_taker", now.at)


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)", "iPhone"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8)", "Android"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "Linux"),
        ("curl/8", ""),
    ],
)
def test_a_browser_s_own_words_name_the_device(agent: str, kind: str) -> None:
    assert kind_of(agent) == kind


def test_only_so_many_phones_of_a_table_are_remembered(devices: Devices, now: Now) -> None:
    devices.heard("elsewhere", "t2")
    devices.heard("first", "t1")
    devices.connected("first", 1)
    for number in range(MOST + 5):
        now.advance(1)
        devices.heard(str(number), "t1")
        devices.connected(str(number), 1)
        devices.connected(str(number), -1)
    ids = [device.id for device in devices.all]
    assert len(ids) == MOST + 1
    assert {"elsewhere", "first", str(MOST + 4)} <= set(ids)
    assert "0" not in ids
