from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.facets.__main__ import measure
from benchmarks.facets.score import Counts
from pipeline.describe.describers import DESCRIBE_VERSION, describe
from tests.pipeline.describe.conftest import Read

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "Kaste",
                "LAPE",
                "Oulu",
                "Väli-Suomi",
                "2010–2012",
                "hanke",
                "neuvola",
                "\x00",
                "\ud800",
            ]
        ),
        st.text(max_size=12),
    ),
    max_size=25,
).map(" ".join)


def test_every_facet_of_a_report(read: Read) -> None:
    document = read(
        "Perhekeskusten polku Kainuussa. Loppuraportti 3/2014",
        "Kaste-hanke toteutettiin 1.1.2012–31.12.2013. Perhekeskukset avattiin Kajaanissa.",
    )
    found: dict[str, list[str]] = {}
    for value in describe(document):
        assert 0 < value.score <= 1
        assert value.evidence
        if value.chosen:
            found.setdefault(value.facet, []).append(value.value)
    assert found == {
        "region": ["Kainuu"],
        "municipality": ["Kajaani"],
        "county": ["Kainuun hyvinvointialue"],
        "kind": ["loppuraportti"],
        "theme": ["perhekeskus"],
        "period": ["2012-2013"],
        "published": ["2014"],
        "year": ["2012", "2013"],
        "programme": ["kaste"],
        "language": ["fi"],
    }
    assert DESCRIBE_VERSION


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=WORDS, text=WORDS, location=WORDS)
def test_any_text_is_described(read: Read, title: str, text: str, location: str) -> None:
    document = read(title, text.replace("\f", " "), location, {title: text})
    for value in describe(document):
        for evidence in value.evidence:
            if evidence.place in ("text", "heading"):
                page = document.pages[evidence.page - 1]
                assert page.text[evidence.start : evidence.end] == evidence.words


def test_a_long_line_of_dates_and_places_is_quick_enough(read: Read) -> None:
    text = "Kajaani 1.1.2012–31.12.2013, Oulu Pohjois-Savo hankealue " * 3000
    assert describe(read("Malli", text))


def test_nothing_says_nothing(read: Read) -> None:
    assert [(value.facet, value.value) for value in describe(read())] == [("kind", "other")]


def test_counts() -> None:
    counts = Counts()
    assert counts.f1() == 1.0
    counts.add({"a", "b"}, {"b", "c"})
    assert counts.f1() == 0.5


def test_the_benchmark_lists_what_is_wrong(tmp_path: Path) -> None:
    labels = {
        "regions": ["Lappi"],
        "themes": ["neuvola"],
        "project_years": None,
        "published_year": 2014,
        "programme": "other",
        "doc_type": "other",
        "language": "fi",
    }
    row = {"id": "1", "title": "Neuvola Oulussa", "text": "Perheet kävivät neuvolassa."}
    file = tmp_path / "labels.jsonl"
    file.write_text(json.dumps({**row, "labels": labels}) + "\n\n", encoding="utf-8")
    figures, errors = measure(file)
    assert figures["theme_f1"] == figures["period_accuracy"] == figures["language_accuracy"] == 1.0
    assert figures["region_f1"] == figures["published_accuracy"] == 0.0
    assert [line.split()[0] for line in errors] == ["published", "region"]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not there")
def test_the_seeds() -> None:
    figures, errors = measure(SHARED / "seeds" / "labels.jsonl")
    exact = [f"{facet}_accuracy" for facet in ("period", "published", "kind", "language")]
    assert [figures[name] for name in ("region_f1", "programme_f1", *exact)] == [1.0] * 6, errors
    assert figures["theme_f1"] >= 0.8
