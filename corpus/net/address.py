"""Which addresses of the network may be asked: those of the open internet."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address

from corpus.errors import FetchError


class AddressError(FetchError):
    """The host is not on the open internet, and nothing allows it."""


Resolver = Callable[[str, int], Sequence[str]]
"""A host and a port → its addresses as text. Raises OSError."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")  # RFC 8215
_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291, 2.5.5.1, given up


def resolve(host: str, port: int) -> list[str]:
    """What the system's resolver says, each address once, in its order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_open(text: str) -> bool:
    """Whether an address belongs to the open internet, with every address hidden inside it."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return all(
        each.is_global and not each.is_multicast and not each.is_reserved for each in _all(address)
    )


def _all(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address, or the IPv4 ones that it carries beside itself."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address, address.sixtofour]
    if address.teredo:
        return [address, *address.teredo]
    last = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64:
        return [last]
    if address in _NAT64_LOCAL or address in _COMPATIBLE:
        return [IPv4Address(0)]  # a network's own, or nobody's: never open
    return [address]


def chosen(host: str, addresses: Sequence[str]) -> list[str]:
    """Those of the addresses of `host` that may be asked. Raises AddressError when none may."""
    found = [address for address in addresses if is_open(address)]
    if not found:
        shown = ", ".join(addresses) or "nothing"
        raise AddressError(
            f"{host} is {shown}, not on the open internet; net.allow_hosts can allow it"
        )
    return found
