"""The addresses of this computer that phones may reach: those of real network cards, without the internet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, ip_address

import ifaddr

# What begins like this is no card that a phone could reach: tunnels, containers, virtual machines.
_NOT_REAL = (
    "lo", "docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "vnet", "tun", "tap", "wg", "utun", "ppp",
    "ipsec", "zt", "tailscale", "awdl", "llw", "gif", "stf", "cni", "flannel", "podman", "lxc", "nordlynx",
    "proton", "anpi",
)  # fmt: skip
_NOT_REAL_WORDS = (
    "loopback", "hyper-v", "vethernet", "virtualbox", "vmware", "wsl", "vpn", "wireguard", "openvpn",
    "tap-windows", "tailscale", "zerotier", "bluetooth", "npcap", "cisco anyconnect", "fortinet", "docker",
)  # fmt: skip
_WIRELESS = ("wl", "wi-fi", "wifi", "wlan", "wireless", "airport")
_HOTSPOTS = (IPv4Network("192.168.137.0/24"), IPv4Network("172.20.10.0/28"), IPv4Network("192.168.2.0/24"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address with the name of its network card, as the system calls it."""

    ip: str
    card: str
    wireless: bool = False
    hotspot: bool = False  # looks like one that this computer, or a phone, shares


def host_at(address: str, port: int) -> str:
    """Both as they stand in a URL."""
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def addresses() -> tuple[Address, ...]:
    """All candidates, the likeliest first: where hosts' phones are, most often a wireless network."""
    cards = [
        (adapter.nice_name, [ip.ip for ip in adapter.ips if isinstance(ip.ip, str)])
        for adapter in ifaddr.get_adapters()
    ]
    return candidates(cards)


def candidates(cards: Iterable[tuple[str, Sequence[str]]]) -> tuple[Address, ...]:
    """The addresses worth offering, of cards with their IPv4 addresses."""
    found = [
        Address(
            ip=ip,
            card=name,
            wireless=_is_wireless(name),
            hotspot=any(ip_address(ip) in network for network in _HOTSPOTS),
        )
        for name, ips in cards
        if _is_real(name)
        for ip in ips
        if _is_local(ip)
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.wireless, not ip_address(one.ip).is_private, one.card))
    )


def _is_real(name: str) -> bool:
    folded = name.casefold()
    return not folded.startswith(_NOT_REAL) and not any(word in folded for word in _NOT_REAL_WORDS)


def _is_wireless(name: str) -> bool:
    folded = name.casefold()
    return folded.startswith(_WIRELESS) or any(word in folded for word in _WIRELESS[1:])


def _is_local(ip: str) -> bool:
    address = ip_address(ip)
    if not isinstance(address, IPv4Address):
        return False
    return not (
        address.is_loopback or address.is_link_local or address.is_unspecified or address.is_multicast
    )
