"""The sample reports through the whole program, against what is known of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import cli
from corpus.config import Config, DataConfig
from index.filters import read_filters
from index.search import Answer, SearchService
from index.terms import LAYERS

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
LABELS = [
    json.loads(line)
    for name in ("labels-pdf.jsonl", "labels-web.jsonl", "labels-office.jsonl")
    for line in (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
]
FILES = [row["file"] for row in LABELS]
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    data = tmp_path_factory.mktemp("examples") / "data"
    done = CliRunner().invoke(cli, ["--data", str(data), "ingest", str(EXAMPLES / "reports")])
    assert done.exit_code == 0, done.output
    with SearchService.open(Config(base=data.parent, data=DataConfig(str(data)))) as opened:
        yield opened


@pytest.fixture
def ask(service: SearchService) -> Ask:
    def asked(query: str, **filters: tuple[str, ...]) -> Answer:
        return service.search(query, read_filters(filters), limit=100)

    return asked


def files(answer: Answer) -> set[str]:
    assert len(answer.hits) == answer.total
    return {Path(hit.location).name for hit in answer.hits}


def test_there_are_enough_of_them(ask: Ask) -> None:
    assert files(ask("")) == set(FILES)
    assert len(FILES) >= 25
    assert sum(row["labels"]["language"] == "sv" for row in LABELS) >= 2
    for key, least in (("regions", 10), ("themes", 8)):
        assert len({value for row in LABELS for value in row["labels"][key]}) >= least


@pytest.mark.parametrize("row", LABELS, ids=FILES)
def test_what_stands_only_around_a_page_does_not_find_it(ask: Ask, row: Any) -> None:
    for word in row.get("absent", []):
        assert row["file"] not in files(ask(word)), word


@pytest.mark.parametrize("row", LABELS, ids=FILES)
def test_facets_are_those_that_a_reader_gave(ask: Ask, row: Any) -> None:
    labels = row["labels"]
    (hit,) = (hit for hit in ask("").hits if Path(hit.location).name == row["file"])
    assert set(hit.facets.get("region", [])) == set(labels["regions"])
    assert hit.facets["language"] == [labels["language"]]
    period, published = labels["project_years"], labels["published_year"]
    years = range(period[0], period[1] + 1) if period else [published] if published else []
    assert hit.facets.get("year", []) == [str(year) for year in years]
    found = set(hit.facets.get("theme", []))
    assert len(found & set(labels["themes"])) * 2 >= len(labels["themes"])


FILTERS: list[dict[str, tuple[str, ...]]] = [
    {},
    {"region": ("Uusimaa", "Lappi", "Kainuu")},
    {"year": ("2009..2012",), "language": ("fi",)},
    {"theme": ("neuvola",), "programme": ("kaste",)},
    {"region": ("unknown",)},
]


@pytest.mark.parametrize(
    "query", ["perhekeskus", '"lapsiperheiden palvelut"', "barn", "", "-perhe"]
)
@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_counts_are_what_choosing_gives(
    ask: Ask, query: str, filters: dict[str, tuple[str, ...]]
) -> None:
    answer = ask(query, **filters)
    for facet, counts in answer.facets.items():
        chosen = "region" if facet in LAYERS else facet
        others = {name: values for name, values in filters.items() if name != chosen}
        for value, count in counts.items():
            assert ask(query, **others, **{chosen: (value,)}).total == count, (facet, value)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"lapsiperheiden palvelut"', 2),
        ("perhekeskus keskus perhe", 1),
        ('"lapsi- ja perhepalvelut"', 3),
        ("lapsipalvelut", 1),
        ("barnskydd", 1),
    ],
)
def test_every_snippet_is_of_its_page_and_marks_whole_words(
    ask: Ask, query: str, words: int
) -> None:
    hits = ask(query).hits
    assert hits
    for hit in hits:
        assert hit.pages
        assert {snippet.page for snippet in hit.snippets} <= set(hit.pages)
        for snippet in hit.snippets:
            assert len(snippet.highlights) >= words
            last = 0
            for start, end in snippet.highlights:
                assert last <= start < end <= len(snippet.text)
                assert not snippet.text[start].isspace()
                last = end


def test_a_phrase_meets_every_inflection(ask: Ask) -> None:
    exact = files(ask('"lapsiperheiden palvelut"'))
    assert len(exact) >= 7
    apart = files(ask('"lapsiperheiden palvelut"~1')) - exact
    assert apart
    assert exact | apart <= files(ask("lapsiperheiden palvelut"))
