from __future__ import annotations

import sys

import pytest

from facilitator.hosts.limits import CONNECTIONS, CONNECTIONS_EACH, Allowances, Crowd, room_for_connections


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def test_no_more_than_five_guesses_in_any_second(seconds: Seconds) -> None:
    guess = Allowances(seconds).guess
    taken = []
    for step in range(2000):
        seconds.at = step / 100
        if not guess.wait("all"):
            taken.append(seconds.at)
    most = max(sum(start <= at < start + 1 for at in taken) for start in taken)
    assert 3 <= most <= 5


def test_who_waits_as_long_as_he_is_told_may_go_on(seconds: Seconds) -> None:
    address = Allowances(seconds).address
    while not (wait := address.wait("a")):
        pass
    assert address.wait("b") == 0
    seconds.at += wait + 1e-9
    assert address.wait("a") == 0
    assert address.wait("a") > 0


def test_who_comes_is_counted_by_address_and_in_all() -> None:
    crowd = Crowd(CONNECTIONS_EACH + 2)
    assert [crowd.enter("a") for _ in range(CONNECTIONS_EACH)] == [True] * CONNECTIONS_EACH
    assert not crowd.enter("a")
    crowd.leave("a")
    assert [crowd.enter("b"), crowd.enter("c"), crowd.enter("d")] == [True, True, False]
    crowd.leave("d")
    crowd.leave("a")
    assert crowd.enter("e")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limit")
@pytest.mark.parametrize(
    ("soft", "hard", "raised", "most"),
    [(256, 100_000, 3512, CONNECTIONS), (256, 1024, 1024, 512), (20_000, 20_000, None, CONNECTIONS)],
)
def test_the_rest_of_the_program_can_still_open_files(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, raised: int | None, most: int
) -> None:
    import resource

    set_to: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _what, limits: set_to.append(limits))
    assert room_for_connections() == most
    assert set_to == ([] if raised is None else [(raised, hard)])
