"""Nothing is silent: the sums of what was discovered and what became of it agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from cli import cli

FILES = {
    "a.txt": b"Neuvola\n\nNeuvolan arki muuttui Kajaanissa vuonna 2012.\n",
    "same.txt": b"Neuvola\n\nNeuvolan arki muuttui Kajaanissa vuonna 2012.\n",
    "empty.pdf": b"",
    "broken.pdf": b"%PDF-1.4 nothing follows",
    "page.html": b"<html><body><main><p>Perhekeskus avattiin.</p></main></body></html>",
    "noise.bin": b"\x00\x01\x02",
    "noise": b"\x00\x01\x02",
}


def test_everything_discovered_is_searchable_in_quarantine_or_a_duplicate(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    for name, content in FILES.items():
        (tmp_path / "reports" / name).write_bytes(content)

    def call(*arguments: str) -> Any:
        command = ["--data", str(tmp_path / "data"), *arguments, "--json"]
        return json.loads(CliRunner().invoke(cli, command).stdout)

    run = call("ingest", str(tmp_path / "reports"))
    state = call("status")
    quarantined = {Path(item["location"]).name for item in state["quarantined"]}
    assert run["discovered"] == len(FILES) - 1, "noise.bin is passed over, by its ending"
    assert quarantined == {"empty.pdf", "broken.pdf", "noise"}
    assert all(item["reason"] for item in state["quarantined"])
    assert state["documents"]["indexed"] == 2
    assert run["duplicates"] == 1
    assert run["discovered"] == 2 + len(quarantined) + run["duplicates"]
    assert call("search", "neuvola")["total"] == 1
