from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.net.address import AddressError, chosen, is_open, resolve


@pytest.mark.parametrize(
    "address", ["193.166.3.2", "8.8.8.8", "2001:708:10:55::53", "::ffff:8.8.8.8"]
)
def test_the_open_internet(address: str) -> None:
    assert is_open(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.5"),
        *("224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1"),
        *("2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1"),
        *("2002:7f00:1::", "2002:0a00:1::1", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
        *("64:ff9b:1::8.8.8.8", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "", "localhost", "1.2.3"),
    ],
)
def test_everything_else(address: str) -> None:
    assert not is_open(address)


def test_an_open_address_behind_a_gateway_is_open() -> None:
    assert is_open("64:ff9b::808:808")


@given(st.ip_addresses(v=4))
def test_what_an_address_hides_is_looked_at(address: ipaddress.IPv4Address) -> None:
    plain = is_open(str(address))
    assert is_open(f"::ffff:{address}") == plain
    assert is_open(str(ipaddress.IPv6Address((0x64FF9B << 96) | int(address)))) == plain
    hidden = ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80) | 1)
    assert not is_open(str(hidden)) or plain


def test_only_the_open_addresses_of_a_host_are_used() -> None:
    assert chosen("x.fi", ["10.0.0.1", "8.8.8.8"]) == ["8.8.8.8"]
    with pytest.raises(AddressError, match=r"x\.fi is 10\.0\.0\.1, ::1, not on the open internet"):
        chosen("x.fi", ["10.0.0.1", "::1"])
    with pytest.raises(AddressError, match="is nothing"):
        chosen("x.fi", [])


def test_the_system_knows_this_machine() -> None:
    assert resolve("127.0.0.1", 80) == ["127.0.0.1"]
