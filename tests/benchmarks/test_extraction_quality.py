"""The yardstick for page quality, on pages of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.extraction.garble import GARBLED
from benchmarks.extraction.quality import main, pages

PAGE = (
    "Hankkeessa kehitettiin lapsiperheiden palveluja yhdessä kuntien, järjestöjen ja perheiden "
    "kanssa. Perhekeskus avattiin keväällä, ja siellä käy viikossa kymmeniä perheitä. Vanhemmat "
    "saavat tukea arkeen, ja työntekijät tapaavat heitä myös kotona. Kokemukset ovat olleet hyviä. "
    "Työ jatkuu ensi vuonna, ja siihen on varattu rahaa kaikissa kunnissa. Väkeä tarvitaan lisää.\n"
)


@pytest.fixture
def finnish(tmp_path: Path) -> Path:
    folder = tmp_path / "finnish"
    folder.mkdir()
    (folder / "raportti.txt").write_text("\f".join([2 * PAGE, "liian lyhyt", 3 * PAGE]))
    sentences = "".join(f"# text = {PAGE.strip()}\n1\tsana\n\n" for _ in range(21))
    (folder / "lauseita.conllu").write_text(sentences)
    (folder / "kuva.png").write_bytes(b"\x89PNG")
    return folder


def test_pages_of_all_kinds_of_files(finnish: Path) -> None:
    lengths = [len(page.split()) for page in pages(finnish)]
    words = len(PAGE.split())
    assert lengths == [20 * words, words, 2 * words, 3 * words]


def test_clean_pages_pass_and_garbled_ones_do_not(
    finnish: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--json", str(finnish)]) == 0
    figures = json.loads(capsys.readouterr().out)["finnish"]
    assert figures["pages"] == 4
    assert figures["false_alarms"] == figures["distrusted"] == 0.0
    assert list(figures["missed"]) == list(GARBLED)
    sure = set(GARBLED) - {"half_mixed", "third_of_spaces", "dots_lost"}
    assert {name: figures["missed"][name] for name in sure} == dict.fromkeys(sure, 0.0)


def test_a_table_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "english"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "The centre was opened in spring and families visit it often. " * 3
    )
    assert main([str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "english" in shown
    assert "dots_lost" in shown
    assert shown.splitlines()[-1].endswith("-")


@pytest.mark.parametrize("name", ["missing", "."])
def test_nothing_to_measure(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / name)]) == 1
    assert capsys.readouterr().err.startswith("benchmark: ")
