from __future__ import annotations

import pytest

from facilitator.hosts.addresses import addresses, candidates


def test_only_cards_that_phones_may_reach_are_offered() -> None:
    cards = [
        ("lo", ["127.0.0.1"]),
        ("docker0", ["172.17.0.1"]),
        ("eth0", ["10.0.0.5", "169.254.3.4", "fe80::1"]),
        ("tun0", ["10.8.0.2"]),
        ("vEthernet (WSL)", ["172.22.0.1"]),
        ("VMware Network Adapter VMnet8", ["192.168.80.1"]),
        ("Intel(R) Wi-Fi 6 AX201", ["192.168.1.20"]),
        ("wlp3s0", ["192.168.178.20"]),
    ]
    assert [one.ip for one in candidates(cards)] == ["192.168.1.20", "192.168.178.20", "10.0.0.5"]


@pytest.mark.parametrize(
    ("ip", "hotspot"), [("192.168.137.1", True), ("172.20.10.2", True), ("192.168.178.20", False)]
)
def test_a_shared_connection_is_known_by_its_address(ip: str, hotspot: bool) -> None:
    (one,) = candidates([("wlan0", [ip])])
    assert (one.wireless, one.hotspot) == (True, hotspot)


def test_the_machine_s_own_are_found_without_a_network() -> None:
    assert all(one.ip != "127.0.0.1" for one in addresses())
