"""What happens, as events for a log file: a name and its facts, in one form for all rooms.

Nothing is written unless somebody has attached a handler (`terminal.logs`). No secret is passed on.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

LOGGER = logging.getLogger("hankemuisti")
LOGGER.addHandler(logging.NullHandler())

HIDDEN = "***"

_SECRET = re.compile(r"authori[sz]ation|cookie|password|secret|token|api.?key|credential", re.I)
_IN_URL = re.compile(r"(?<=://)[^/@\s]{1,200}@")
_IN_QUERY = re.compile(
    r"(?i)(?<=[?&])((?:\w{0,20}token|api_?key|password|secret|signature|sig|session\w{0,10})=)[^&\s#]+"
)


def event(name: str, /, level: int = logging.INFO, **facts: Any) -> None:
    """Tell that something happened: `name` is a few words, the same every time."""
    if LOGGER.isEnabledFor(level):
        LOGGER.log(level, name, extra={"facts": clean(facts)})


def clean(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without what is secret: by its name, or as a part of an address."""
    return {
        name: HIDDEN if _SECRET.search(name) and value else _redacted(value)
        for name, value in facts.items()
    }


def redacted(text: str) -> str:
    """A text with passwords and keys in its addresses hidden."""
    return _IN_QUERY.sub(rf"\1{HIDDEN}", _IN_URL.sub(f"{HIDDEN}@", text))


def _redacted(value: Any) -> Any:
    if isinstance(value, str):
        return redacted(value)
    if isinstance(value, Mapping):
        return clean({str(name): item for name, item in value.items()})
    if isinstance(value, list | tuple):
        return [_redacted(item) for item in value]
    return value
