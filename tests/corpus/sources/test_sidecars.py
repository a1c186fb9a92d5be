from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sources.folder import FolderSource
from corpus.sources.sidecars import BROKEN, ORIGIN, ORPHAN, Sidecars
from corpus.store import Store


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "r"
    folder.mkdir()
    return folder


def _write(root: Path, files: Mapping[str, str | bytes]) -> FolderSource:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return FolderSource("r", root)


def _known(source: FolderSource) -> dict[str, dict[str, str]]:
    return {os.path.relpath(r.location, source.root): dict(r.metadata) for r in source.discover()}


def test_a_sidecar_of_one_file(root: Path) -> None:
    text = 'title = "Tukeva päättyy"\ndate = 2011-12-31\nauthors = ["Aino A", "Bo B"]\nsivuja = 7'
    source = _write(root, {"a.pdf": "x", "a.pdf.toml": text, "b.pdf": "x"})
    assert _known(source) == {
        "a.pdf": {
            "title": "Tukeva päättyy",
            "date": "2011-12-31",
            "authors": "Aino A; Bo B",
            "sivuja": "7",
            ORIGIN: "title, date, authors, sivuja: a.pdf.toml",
        },
        "b.pdf": {},
    }
    assert not source.passed_over


def test_the_nearest_and_most_exact_word_counts(root: Path) -> None:
    source = _write(
        root,
        {
            "metadata.toml": 'publisher = "THL"\nlicence = "CC BY 4.0"\n["x/a.pdf"]\ndate = "2009"',
            "x/metadata.json": json.dumps({"publisher": "Kainuun maakunta"}),
            "x/metadata.csv": "tiedosto;title;language\na.pdf;Otsikko;fi\n",
            "x/a.json": '{"title": "Toinen"}',
            "x/a.toml": 'title = "Kolmas"',
            "x/a.pdf.json": '{"title": "Neljäs"}',
            "x/a.pdf.toml": 'title = "Viides"',
            "x/a.pdf": "x",
            "b.pdf": "x",
        },
    )
    found = _known(source)
    assert found["b.pdf"] == {
        "publisher": "THL",
        "licence": "CC BY 4.0",
        ORIGIN: "publisher, licence: metadata.toml",
    }
    assert set(found["x/a.pdf"].pop(ORIGIN).split("; ")) == {
        "licence, date: metadata.toml",
        "publisher: metadata.json",
        "title: a.pdf.toml",
        "language: metadata.csv line 2",
    }
    assert found["x/a.pdf"] == {
        "publisher": "Kainuun maakunta",
        "licence": "CC BY 4.0",
        "date": "2009",
        "title": "Viides",
        "language": "fi",
    }
    assert not source.passed_over


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_a_table_of_metadata(encoding: str, comma: str, root: Path) -> None:
    rows = [["File", "Title", "Julkaisija"], ["työ.pdf", "Pää\ntös", ""], ["*", "", "Kunta"], []]
    text = "\r\n".join(comma.join(f'"{cell}"' for cell in row) for row in rows)
    source = _write(root, {"metadata.csv": text.encode(encoding), "työ.pdf": "x"})
    [found] = _known(source).values()
    assert (found["title"], found["julkaisija"]) == ("Pää tös", "Kunta")
    assert "title: metadata.csv line 3" in found[ORIGIN]
    assert not source.passed_over


def test_names_in_other_forms(root: Path) -> None:
    decomposed = "pa\u0308iva\u0308.pdf"
    text = "file,title\nx\\päivä.pdf,Nimi\n"
    source = _write(root, {"metadata.csv": text, f"x/{decomposed}": "x"})
    [found] = _known(source).values()
    assert found["title"] == "Nimi"


def test_rows_about_missing_files_are_counted(root: Path) -> None:
    text = "file,title\nb.pdf,Nimi\n../../etc/passwd,Nimi\na.pdf,Nimi\n"
    source = _write(root, {"metadata.csv": text, "a.pdf": "x"})
    for _ in range(2):
        assert _known(source)["a.pdf"]["title"] == "Nimi"
        assert source.passed_over == {ORPHAN: 2}


def test_a_single_file_has_its_sidecars(root: Path) -> None:
    files = {"a.pdf": "x", "a.toml": 'title = "Nimi"', "metadata.csv": "file,date\na.pdf,2011\n"}
    _write(root, files)
    [reference] = FolderSource("r", root / "a.pdf").discover()
    assert reference.metadata["title"] == "Nimi"
    assert reference.metadata["date"] == "2011"


def test_files_that_are_no_sidecars_are_passed_over(root: Path) -> None:
    source = _write(root, {"a.pdf": "x", "b.toml": "", "c.json": "{}", "c.toml": "", "d.csv": ""})
    assert list(_known(source)) == ["a.pdf"]
    assert source.passed_over == {".toml": 2, ".json": 1, ".csv": 1}


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.toml", "title = ", "Invalid value"),
        ("a.toml", b"title = '\xff'", "utf-8"),
        ("a.toml", "title = {a = 1}", "title is neither text nor a list of texts"),
        ("a.toml", "x = " + "[" * 60_000, "nested too deeply"),
        ("a.toml", ".".join("a" * 200) + " = 1", "over 100 dots"),
        ("a.toml", "x = 1" + " " * 70_000, "over 64 KiB"),
        ("a.toml", "\n".join(f"k{n} = 1" for n in range(101)), "over 100 keys"),
        ("a.json", "[" * 60_000, "nested too deeply"),
        ("a.json", "[]", "needs keys and values"),
        ("a.json", '{"n": ' + "1" * 5000 + "}", "digits"),
        ("metadata.csv", "title,date\nx,y\n", "no column is named file"),
        ("metadata.csv", "", "no column is named file"),
        ("metadata.csv", 'file,title\na.pdf,"never closed', "unexpected end of data"),
        ("metadata.csv", 'file,title\na.pdf,"' + "x" * 200_000 + '"', "field larger"),
    ],
)
def test_a_broken_sidecar_costs_itself_alone(
    name: str, text: str | bytes, reason: str, root: Path
) -> None:
    source = _write(root, {"a.pdf": "x", "a.pdf.toml": 'title = "Nimi"', name: text})
    [found] = _known(source).values()
    assert found["title"] == "Nimi"
    assert f"{name} not read: " in found[ORIGIN]
    assert reason in found[ORIGIN]
    assert "\n" not in found[ORIGIN]
    assert source.passed_over == {BROKEN: 1}


def test_what_is_not_a_file_is_no_sidecar(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text('password = "x"')
    source = _write(root, {"a.pdf": "x", "b.pdf": "x"})
    (root / "a.toml").symlink_to(tmp_path / "secret.toml")
    os.mkfifo(root / "b.toml")
    found = _known(source)
    assert found["a.pdf"].keys() == found["b.pdf"].keys() == {ORIGIN}
    assert source.passed_over == {BROKEN: 2}


def test_halves_of_characters_and_nul_can_be_kept(root: Path, tmp_path: Path) -> None:
    text = '{"title": "a\\ud800b\\u0000c", "no": null, "yes": true, "\\ud800": "x", "sidecar": "y"}'
    source = _write(root, {"a.pdf": "x", "a.json": text})
    [reference] = source.discover()
    assert reference.metadata["title"] == "a?b c"
    assert reference.metadata["yes"] == "true"
    assert "no" not in reference.metadata
    assert reference.metadata[ORIGIN].endswith(": a.json")
    with Store(tmp_path / "data") as store:
        store.places.see(reference, 1)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(["metadata.csv", "metadata.toml", "metadata.json", "a.toml", "a.json"]),
    content=st.binary(max_size=60)
    | st.text(max_size=60).map(lambda t: t.encode("utf-8", "replace"))
    | st.text('file,;"\n=[]{}a1.pdf*', max_size=60).map(str.encode),
)
def test_any_bytes_give_texts(
    name: str, content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_bytes(content)
    sidecars = Sidecars(folder, Counter())
    names = {name, "a.pdf"}
    sidecars.enter(folder, names)
    for key, value in sidecars.of(folder, "a.pdf", names).items():
        assert key.strip()
        assert value.encode()
        assert "\n" not in key + value
