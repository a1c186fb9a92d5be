from __future__ import annotations

import dataclasses
import json

import pytest
from click.testing import CliRunner

from cli import cli
from corpus.config import Config
from corpus.copies import COPY, EDITION, Copy
from corpus.document import UNKNOWN, Evidence, FacetValue
from corpus.errors import UsageError
from corpus.store import Store
from index.projects import by_names_met, find_project, list_projects
from pipeline.analyzer import Analyzer
from tests.index.conftest import Add
from tests.index.indexing import indexed


@pytest.fixture
def config(store: Store) -> Config:
    return Config(base=store.folder.parent)


@pytest.fixture
def corpus(add: Add, store: Store) -> dict[str, str]:
    """Two phases of a project, and another one; a copy and an edition of the final report."""
    ids = {
        "plan": add(
            "Suunnitelma.",
            title="Lumipolun suunnitelma",
            project=("Lumipolku",),
            kind=("hankesuunnitelma",),
            published=("2009",),
            period=("2009-2012",),
            budget=("400000",),
            funding=("300000", "75 %"),
            region=("Kainuu",),
        ),
        "final": add(
            "Loppu.",
            title="Lumipolku",
            project=("Lumipolku",),
            kind=("loppuraportti",),
            published=("2011",),
            period=("2009-2011",),
            year=("2009", "2010", "2011"),
            programme=("kaste",),
            organisation=("Oulu",),
            region=("Kainuu", "Lappi"),
        ),
        "interim": add(
            "Väli.",
            title="Väliraportti",
            project=("Lumipolku",),
            kind=("väliraportti",),
            published=("2010",),
        ),
        "news": add("Uutinen.", title="Uutinen", project=("Lumipolku",), kind=("tiedote",)),
        "second": add(
            "Kaksi.",
            title="Lumipolku jatkuu",
            project=("Lumipolku 2",),
            kind=("loppuraportti",),
            published=("2014",),
            period=("2012-2014",),
            year=("2014",),
        ),
        "copy": add(
            "Kopio.", title="Lumipolku, kopio", project=("Lumipolku",), kind=("loppuraportti",)
        ),
        "other": add("Muu.", title="Hiekkatie", project=("Hiekkatie",)),
        "none": add("Ei mitään.", title="Uutiskirje"),
    }
    store.copies.replace(
        [
            Copy(ids["copy"], ids["final"], COPY, 1.0),
            Copy(ids["interim"], ids["final"], EDITION, 0.9),
        ]
    )
    return ids


@pytest.mark.usefixtures("corpus")
def test_the_projects_of_a_corpus(config: Config) -> None:
    first, second = list_projects(config)
    assert (first.name, first.names, len(first.papers)) == ("Hiekkatie", ("Hiekkatie",), 1)
    assert first.summary()["years"] == []
    assert second.name == "Lumipolku"
    assert second.names == ("Lumipolku", "Lumipolku 2")
    assert len(second.papers) == 5
    assert second.programmes == ("kaste",)
    assert second.years == (2009, 2014)
    assert second.regions == ("Kainuu", "Lappi")


def test_the_surest_document_counts_and_the_timeline_is_in_order(
    corpus: dict[str, str], config: Config
) -> None:
    found = find_project(config, "lumipolku-hankkeen")
    periods = {(fact.project, fact.value, fact.document_id) for fact in found.periods}
    assert periods == {
        ("Lumipolku", "2009-2011", corpus["final"]),
        ("Lumipolku 2", "2012-2014", corpus["second"]),
    }
    assert [fact.value for fact in found.budgets] == ["400000"]
    assert [fact.value for fact in found.funding] == ["300000", "75 %"]
    assert found.organisations == ("Oulu",)
    assert [paper.id for paper in found.timeline] == [
        corpus[name] for name in ("plan", "interim", "final", "second")
    ]
    assert [paper.stage for paper in found.timeline] == ["plan", "interim", "final", "final"]
    assert [paper.id for paper in found.beside] == [corpus["news"]]


def test_one_phase_by_its_number(corpus: dict[str, str], config: Config) -> None:
    found = find_project(config, "Lumipolku II -hanke")
    assert found.name == "Lumipolku 2"
    assert [paper.id for paper in found.papers] == [corpus["second"]]
    with pytest.raises(UsageError, match="did you mean Lumipolku"):
        find_project(config, "Lumipolk")
    with pytest.raises(UsageError, match="see: hankemuisti projects"):
        find_project(config, "Aivan muu")


def test_a_project_of_which_only_a_later_phase_is_known(add: Add, config: Config) -> None:
    add("Teksti.", project=("Tukeva 2",))
    add("Toinen.", project=("Metsätie 3",))
    assert [project.name for project in list_projects(config)] == ["Metsätie 3", "Tukeva"]
    assert find_project(config, "Tukeva").names == ("Tukeva 2",)


@pytest.mark.usefixtures("corpus")
def test_filters_take_any_form_of_a_name(store: Store, analyzer: Analyzer) -> None:
    def met(*names: str) -> set[str]:
        filters = {"project": names, "year": ("2010",)}
        return {
            *by_names_met(store, filters, lambda w: analyzer.analyse(w, "fi").lemmas)["project"]
        }

    both = {"Lumipolku", "Lumipolku 2"}
    for name in ("lumipolku-hanke", "Lumipolun", "lumi-polku", "Lumi polulla", "LUMIPOLKUUN"):
        assert met(name) == both
    assert met("LUMIPOLKU 2") == met("Lumipolun 2") == met("Lumi-polku II") == {"Lumipolku 2"}
    assert met("Lumipolku 2", UNKNOWN) == {"Lumipolku 2", UNKNOWN}
    assert met(UNKNOWN) == {UNKNOWN}
    assert met("Hiekkatien", "Lumipolku 2") == {"Hiekkatie", "Lumipolku 2"}
    with pytest.raises(UsageError, match=r"no project 'aivan muu'; see: hankemuisti projects"):
        met("Hiekkatie", "aivan muu")
    with pytest.raises(UsageError, match=r"no project 'Lumipolun 7'; did you mean Lumipolku\?"):
        met("Lumipolun 7")


def test_a_search_for_a_project_there_is_none_of_names_the_nearest(
    add: Add, store: Store, config: Config
) -> None:
    add("Neuvola.", project=("Lumipolku",))
    indexed(store)
    runner = CliRunner()
    asked = ["--data", str(config.data_folder), "search", "neuvola"]
    done = runner.invoke(cli, [*asked, "--project", "Lumipolkko"])
    assert (done.exit_code, done.stderr) == (
        2,
        "hankemuisti: no project 'Lumipolkko'; did you mean Lumipolku?\n",
    )
    found = runner.invoke(cli, [*asked, "--project", "lumipolun", "--json"])
    assert json.loads(found.stdout)["total"] == 1


def test_the_command(corpus: dict[str, str], store: Store) -> None:
    runner = CliRunner()
    data = ["--data", str(store.folder)]
    listed = runner.invoke(cli, [*data, "projects"])
    assert listed.exit_code == 0, listed.output
    assert "Lumipolku  5 documents  kaste  2009–2014  Kainuu, Lappi" in listed.stdout
    rows = json.loads(runner.invoke(cli, [*data, "projects", "--json"]).stdout)
    assert [row["name"] for row in rows] == ["Hiekkatie", "Lumipolku"]
    shown = runner.invoke(cli, [*data, "projects", "lumipolku-hanke"]).stdout
    assert "budget        Lumipolku: 400 000 €" in shown
    assert "period        Lumipolku 2: 2012-2014" in shown
    assert shown.index("hankesuunnitelma") < shown.index("väliraportti") < shown.index("tiedote")
    whole = json.loads(runner.invoke(cli, [*data, "projects", "Lumipolku", "--json"]).stdout)
    assert [paper["id"] for paper in whole["timeline"]][-1] == corpus["second"]
    assert whole["periods"][0]["value"] in ("2009-2011", "2012-2014")
    plain = runner.invoke(cli, [*data, "projects", "Hiekkatie"]).stdout
    assert plain.startswith("Hiekkatie\n")
    assert "names" not in plain
    missing = runner.invoke(cli, [*data, "projects", "Hiekkati"])
    assert missing.exit_code == 2
    assert "did you mean Hiekkatie?" in missing.stderr


def test_facts_show_their_evidence_on_one_line(add: Add, store: Store) -> None:
    document_id = add("Budjetti\n1 000 €.", project=("Lumipolku",))
    value = FacetValue("budget", "1000", 0.9, (Evidence("1\n000 €\x1b[2J", "text", "x", 1, 9, 16),))
    project = FacetValue("project", "Lumipolku", 1.0)
    store.facets.replace(document_id, [project, value])
    shown = CliRunner().invoke(cli, ["--data", str(store.folder), "projects", "Lumipolku"])
    assert f"({document_id}, page 1: “1 000 €\ufffd[2J”)" in shown.stdout
    assert dataclasses.is_dataclass(value)


def test_an_empty_corpus(store: Store) -> None:
    shown = CliRunner().invoke(cli, ["--data", str(store.folder), "projects"])
    assert shown.stdout.startswith("no projects")
