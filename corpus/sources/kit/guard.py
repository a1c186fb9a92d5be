"""A guard over the network: whoever opens a connection while it stands is told so."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch


class NetworkUsedError(AssertionError):
    """Something asked the network, past the client."""


@contextmanager
def no_network() -> Iterator[None]:
    """Refuse every connection and every look-up of a name in this process, until the end.

    Sockets inside the machine's file system stay open: worker processes talk through them.
    """
    with ExitStack() as stack:
        for owner, name in (
            *((socket.socket, name) for name in ("connect", "connect_ex", "sendto")),
            *((socket, name) for name in ("getaddrinfo", "gethostbyname")),
        ):
            stack.enter_context(patch.object(owner, name, _refusing(getattr(owner, name))))
        yield


def _refusing(really: Callable[..., Any]) -> Callable[..., Any]:
    def refuse(*arguments: Any, **named: Any) -> Any:
        first = arguments[0]
        if isinstance(first, socket.socket) and first.family == socket.AF_UNIX:
            return really(*arguments, **named)
        target = arguments[-1] if isinstance(first, socket.socket) else first
        raise NetworkUsedError(f"the network was asked for {target!r}, past the client")

    return refuse
