"""The five real documents, as a user has them, through the whole program.

They stand beside the repository on the machines of the project, and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import cli

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "data" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the real documents in ../shared")

PAKASTE = "pakaste-pohjois-pohjanmaa.html"
OULU = "oulu-hanketietokanta-lape.html"
ARVO = "arvo-tiedote-2008.pdf"
UUSIMAA = "lape-uusimaa-varhaiskasvatus-koulu.html"
SLIDES = "liiketta-lasten-suojelemiseen.pdf"
COPY = "docplayer-liiketta-lasten-suojelemiseen.html"

Search = Callable[..., Any]


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Search:
    data = tmp_path_factory.mktemp("seeds") / "data"

    def run(*arguments: str) -> Any:
        result = CliRunner().invoke(cli, ["--data", str(data), *arguments, "--json"])
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    outcome = run("ingest", str(SEEDS))
    assert (outcome["new"], outcome["quarantined"]) == (6, [])

    def searched(*arguments: str) -> Any:
        found = run("search", *arguments, "--limit", "50")
        assert len(found["hits"]) == found["total"]
        return found

    return searched


def files(found: Any) -> set[str]:
    return {Path(hit["location"]).name for hit in found["hits"]}


def test_the_copy_of_a_report_stands_behind_it(search: Search) -> None:
    (hit,) = search("kehittämissuunnitelma")["hits"]
    (copy,) = hit["relatives"]
    assert (Path(copy["location"]).name, copy["kind"]) == (COPY, "copy")
    assert copy["similarity"] > 0.9


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["perhekeskuksen"], {OULU, ARVO, SLIDES}),
        (['"moniammatillinen kumppanuus"'], {PAKASTE, ARVO}),
        (["kehittämissuunnitelma"], {SLIDES}),
        (["varhaiskasvatus", "--region", "Pohjois-Pohjanmaa"], {PAKASTE, OULU}),
        (["varhaiskasvatus", "--region", "Uusimaa"], {UUSIMAA}),
        (["varhaiskasvatus", "--year", "2017..2018"], {OULU}),
        (["moniammatillinen", "--year", "2008"], {ARVO}),
        (["koulutus", "--region", "Uusimaa", "--year", "2008"], {ARVO}),
        (["palvelu", "--theme", "varhaiskasvatus", "--programme", "lape"], {OULU, UUSIMAA}),
    ],
)
def test_the_right_ones_and_only_those(
    search: Search, arguments: list[str], expected: set[str]
) -> None:
    assert files(search(*arguments)) == expected


@pytest.mark.parametrize(
    "word",
    [
        "evästeet",  # a cookie banner
        "kirjautua",  # a site's own tools
        "tapahtumakalenteri -ajankohta",  # a navigation; the text names it once, beside another
        "Tansania",  # the list of related documents
        "murkkuneuvola",
        "naantali",
        "mainostoimisto",  # a footer
        "sivukartta",
        "portlet",
    ],
)
def test_what_stands_only_around_the_document_finds_nothing(search: Search, word: str) -> None:
    assert search(word)["total"] == 0


def test_words_of_a_script_are_no_words_of_the_document(search: Search) -> None:
    assert PAKASTE not in files(search("lastensuojelu"))


def test_facets_are_those_that_a_reader_gave(search: Search) -> None:
    labels = {}
    for line in (SEEDS / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels[row["file"]] = row["labels"]
    hits = {Path(hit["location"]).name: hit for hit in search("lapsi")["hits"]}
    assert set(hits) == set(labels) - {COPY}
    for name, expected in labels.items():
        if name == COPY:
            continue
        hit = hits[name]
        assert set(hit["region"]) == set(expected["regions"]), name
        period, published = expected["project_years"], expected["published_year"]
        years = list(range(period[0], period[1] + 1)) if period else [published] * bool(published)
        assert hit["year"] == years, name
        assert len(set(hit["theme"]) & set(expected["themes"])) >= len(expected["themes"]) // 2


def test_every_hit_has_a_page_and_a_marked_word(search: Search) -> None:
    for hit in search("perhekeskuksen")["hits"]:
        assert hit["pages"]
        for snippet in hit["snippets"]:
            marked = [snippet["text"][start:end] for start, end in snippet["highlights"]]
            assert marked
            assert all(word.casefold().startswith("perhekesku") for word in marked)
