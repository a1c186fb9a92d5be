"""A log file: one line for each event, for people or for programs."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from corpus.log import LOGGER
from terminal.text import escaped, one_line


def log_to(path: Path, form: str) -> logging.Handler:
    """Append events to a file, as "human" lines or as "json" ones. Raises UsageError."""
    try:
        handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(f"{path}: the log cannot be written ({error.strerror})") from error
    handler.setFormatter(Json() if form == "json" else Human())
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    return handler


class Json(logging.Formatter):
    """One JSON object a line: time, level, event, and the event's facts."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {"time": _time(record), "level": record.levelname.lower()}
        line["event"] = record.getMessage()
        return escaped(json.dumps({**line, **_facts(record)}, ensure_ascii=False, default=str))


class Human(logging.Formatter):
    """`2026-03-01T10:02:33+00:00 info    stage ended  name=extracting seconds=3.2`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        facts = " ".join(f"{name}={_shown(value)}" for name, value in _facts(record).items())
        line = f"{_time(record)} {record.levelname.lower():<7} {record.getMessage()}  {facts}"
        return one_line(line.rstrip())


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    return getattr(record, "facts", {})


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return json.dumps(text, ensure_ascii=False) if " " in text or not text else text


def stop_logging(handler: logging.Handler) -> None:
    """Write no more into that log."""
    LOGGER.removeHandler(handler)
    handler.close()
