"""Terminal escape sequences: nothing that a document supplies reaches the terminal as a command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from corpus.store import Store
from tests.security.conftest import BODY, Attacked
from tests.security.hostile import NAME, RAW, WORD
from tests.terminal.calling import calling

STYLE = re.compile(r"\x1b\[[0-9;]*m")
"""Colours of our own."""

COMMANDS = (
    ("search", WORD, "--explain"),
    ("search", WORD, "--explain-miss", "{id}"),
    ("search", BODY),
    ("search", "zxq", "--project", BODY),
    ("show", "{id}"),
    ("show", "{id}", "--page", "1"),
    ("show", BODY),
    ("quote", "{id}", "1"),
    ("kwic", WORD),
    ("trend", WORD, "--by", "theme"),
    ("coverage", "--rows", "project", "--columns", "theme"),
    ("facets", "{id}"),
    ("facets", "{id}", "--set", f"theme={BODY}"),
    ("overrides",),
    ("projects",),
    ("similar", "{id}"),
    ("related", WORD),
    ("suggest", WORD[:4]),
    ("status",),
    ("status", "--quality"),
    ("status", "--runs"),
    ("status", "--run", "1"),
    ("sources",),
    ("explain", BODY),
    ("watch", "list"),
    ("doctor",),
    ("original", "{id}", "--output", "{folder}/written/\x1b]0;zxq\x07"),
    ("ingest", "{folder}/\x1b]0;zxq\x07"),
    ("import-corpus", "{folder}/\x1b]0;zxq\x07.tar"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command)[:30])
def test_no_command_prints_one(
    attacked: Attacked, command: tuple[str, ...], tmp_path: Path
) -> None:
    call = calling(attacked.folder)
    for document_id in attacked.ids[:3]:
        arguments = [
            each.replace("{id}", document_id).replace("{folder}", str(tmp_path)) for each in command
        ]
        for more in ([], ["--json"]):
            done = call(*arguments, *more)
            assert not RAW.search(STYLE.sub("", done.output)), done.output
            assert "Traceback" not in done.output
        if "{id}" not in command:
            break


def test_what_is_printed_as_json_is_what_was_there(ingested: Attacked) -> None:
    with Store(ingested.folder) as store:
        location = store.location(ingested.ids[0])
    assert "\x1b" in location
    done = calling(ingested.folder)("show", ingested.ids[0], "--json")
    assert location in json.loads(done.stdout)["document"].values()


def test_narration_and_its_log(tmp_path: Path) -> None:
    source = tmp_path / "reports" / NAME
    source.mkdir(parents=True)
    (source / f"{NAME}.txt").write_text(BODY)
    (source / f"{NAME}.pdf").write_bytes(b"%PDF-1.4 zxq")
    (source / f"{NAME}.toml").write_text(f"{NAME} = broken")
    for form in ("human", "json"):
        log = tmp_path / f"log.{form}"
        call = calling(tmp_path / form)
        done = call("--log", log, "--log-format", form, "ingest", tmp_path / "reports")
        assert done.exit_code == 3
        assert not RAW.search(STYLE.sub("", done.output)), done.output
        lines = log.read_text("utf-8").splitlines()
        assert "zxq" in "".join(lines)
        assert not RAW.search("\n".join(lines))
        starts = r'\{"time": "20' if form == "json" else r"20\d\d-"
        assert all(re.match(starts, line) for line in lines), "no line of a document's own"
