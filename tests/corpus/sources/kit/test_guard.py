from __future__ import annotations

import socket
import urllib.request

import pytest

from corpus.sources.kit.guard import NetworkUsedError, no_network
from tests.corpus.sources.kit.listing import serve, text


def test_nothing_gets_out_and_afterwards_everything_does() -> None:
    with serve({"/": text("x")}) as site:
        with no_network():
            for asked in (
                lambda: socket.create_connection(("127.0.0.1", 9)),
                lambda: socket.getaddrinfo("localhost", 80),
                lambda: socket.gethostbyname("localhost"),
                lambda: urllib.request.urlopen(site.address),
            ):
                with pytest.raises(NetworkUsedError, match="past the client"):
                    asked()
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
                with pytest.raises(NetworkUsedError):
                    datagrams.sendto(b"x", ("127.0.0.1", 9))
                with pytest.raises(NetworkUsedError):
                    datagrams.connect_ex(("127.0.0.1", 9))
        assert site.asked == []
        with urllib.request.urlopen(site.address) as answer:
            assert answer.read() == b"x"
