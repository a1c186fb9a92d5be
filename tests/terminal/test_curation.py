from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import cli
from corpus.store import Store
from tests.index.conftest import Add, add, analyzer, store  # noqa: F401 - fixtures

Call = Callable[..., Result]


@pytest.fixture
def call(store: Store) -> Call:  # noqa: F811
    return lambda *arguments: CliRunner().invoke(cli, ["--data", str(store.folder), *arguments])


@pytest.mark.parametrize("option", ["--note", "--author"])
def test_a_note_on_nothing_is_told(option: str, call: Call, add: Add) -> None:  # noqa: F811
    done = call("facets", add("Teksti."), option, "ks. s. 3")
    assert done.exit_code == 2
    assert done.stderr == (
        "hankemuisti: nothing is decided: --note and --author go with --set or --unset\n"
    )


def test_a_review_as_a_finnish_excel_saves_it(call: Call, add: Add, tmp_path: Path) -> None:  # noqa: F811
    document = add("Teksti.", region=("Päijät-Häme",), budget=("400000",))
    path = tmp_path / "tarkistus.csv"
    assert call("overrides", "--export", str(path)).exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdocument,")  # so that Excel reads it right
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    for row in rows:
        row["action"] = "SET "
    saved = io.StringIO()
    writer = csv.DictWriter(saved, rows[0], delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(saved.getvalue().encode("cp1252"))
    done = call("overrides", "--import", str(path), "--later", "--author", "Aino")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (0, "2 decisions kept")
    listed = call("overrides").stdout
    assert f"{document}  set region=Päijät-Häme (Aino" in listed
    assert "set budget=400000" in listed


def test_a_review_that_cannot_be_read_is_told(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("")

    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    done = call("overrides", "--import", str(path))
    assert done.exit_code == 2
    assert done.stderr == f"hankemuisti: {path}: cannot be read: Permission denied\n"
