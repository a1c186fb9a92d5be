"""Calling the command line in a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from cli import cli

Call = Callable[..., Result]

REPORTS = {
    "kainuu.txt": "Perhekeskusten kehittäminen Kainuussa\n\nKajaanissa avattiin perhekeskus "
    "vuonna 2010. Lapsiperheille palveluja tarjoavat neuvola ja kotipalvelu.\n",
    "lappi.txt": "Neuvolat Lapissa\n\nRovaniemen neuvolassa kokeiltiin uutta perhevalmennusta.\n",
}


def calling(data: Path) -> Call:
    """What calls the program with this data folder."""

    def call(*arguments: object) -> Result:
        return CliRunner().invoke(cli, ["--data", str(data), *map(str, arguments)])

    return call


def reports(folder: Path) -> Path:
    """A folder with two reports, one of them with a sidecar."""
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "kainuu.toml").write_text('publisher = "Kainuun maakunta"\n', encoding="utf-8")
    return folder


def answer(result: Result) -> Any:
    """The JSON of a call that went well."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)
