from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.log import LOGGER, event
from terminal.logs import log_to


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    before = list(LOGGER.handlers)
    yield
    for handler in set(LOGGER.handlers) - set(before):
        LOGGER.removeHandler(handler)
        handler.close()
    LOGGER.setLevel(0)


def test_programs_get_an_object_a_line(tmp_path: Path) -> None:
    log_to(tmp_path / "log", "json")
    event("stage ended", name="äö\n2", seconds=1.5)
    event("run ended")
    first, second = map(json.loads, (tmp_path / "log").read_text("utf-8").splitlines())
    assert first.pop("time").endswith("+00:00")
    assert first == {"level": "info", "event": "stage ended", "name": "äö\n2", "seconds": 1.5}
    assert second["event"] == "run ended"


def test_people_get_a_line_that_no_document_can_break(tmp_path: Path) -> None:
    log_to(tmp_path / "log", "human")
    event("remark", text="a b\n2026 info forged\x1b[2J", empty="", steps=[1])
    (line,) = (tmp_path / "log").read_text("utf-8").splitlines()
    assert " info    remark  text=" in line
    assert "\x1b" not in line
    assert line.endswith('empty="" steps=[1]')


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the log cannot be written"):
        log_to(tmp_path / "none" / "log", "json")
