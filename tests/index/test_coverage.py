from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET  # our own output, not a stranger's
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.config import Config
from corpus.document import UNKNOWN
from corpus.errors import UsageError
from corpus.store import Store
from index.coverage import MOST_YEARS, Coverage, coverage
from index.heatmap import heatmap
from index.tables import as_csv, harmless, original
from tests.index.conftest import Add


@pytest.fixture
def config(store: Store) -> Config:
    return Config(base=store.folder.parent)


def test_counts_equal_what_the_documents_say(add: Add, config: Config) -> None:
    add("Yksi.", region=("Kainuu", "Lappi"), year=("2009", "2010"))
    add("Kaksi.", region=("Kainuu",), year=("2012",))
    add("Kolme.", year=("2010",))
    grid = coverage(config)
    assert grid.documents == 3
    assert grid.columns == ("2009", "2010", "2011", "2012")
    assert grid.rows[-1] == UNKNOWN
    assert len(grid.rows) == 19 + 1
    assert {pair: n for pair, n in grid.cells.items() if n} == {
        ("Kainuu", "2009"): 1,
        ("Kainuu", "2010"): 1,
        ("Kainuu", "2012"): 1,
        ("Lappi", "2009"): 1,
        ("Lappi", "2010"): 1,
        (UNKNOWN, "2010"): 1,
    }
    assert ("Kainuu", "2011") in grid.holes
    assert ("Kainuu", "2012") not in grid.holes
    assert len(grid.holes) == 19 * 4 - 5
    assert all(row != UNKNOWN for row, _ in grid.holes)


def test_filters_and_other_facets(add: Add, config: Config) -> None:
    add("Yksi.", region=("Kainuu",), theme=("neuvola",), programme=("kaste",))
    add("Kaksi.", region=("Kainuu",), theme=("koulu",), programme=("lape",))
    grid = coverage(config, "programme", "theme", {"programme": frozenset({"kaste"})})
    assert grid.documents == 1
    assert grid.rows == ("kaste",)
    assert grid.count("kaste", "neuvola") == 1
    assert grid.count("kaste", "koulu") == 0
    assert grid.as_json()["counts"][0].count(1) == 1
    with pytest.raises(UsageError, match="no facet väri; known are region"):
        coverage(config, "väri")


def test_one_wild_year_makes_no_endless_grid(add: Add, config: Config) -> None:
    add("Yksi.", year=("1867",))
    add("Kaksi.", year=("2010",))
    grid = coverage(config)
    assert len(grid.columns) == MOST_YEARS
    assert grid.left_out == 1


def test_an_empty_corpus_has_an_empty_grid(store: Store, config: Config) -> None:
    store.database.set_meta("x", "y")
    grid = coverage(config)
    assert (grid.documents, grid.columns, grid.holes) == (0, (), [])
    ET.fromstring(heatmap(grid))


def test_the_picture_holds_every_count_and_escapes_names() -> None:
    grid = Coverage("region", "project", ("Kainuu", "<b>&"), ('"x"', "y"), {("<b>&", "y"): 7}, 7, 0)
    picture = ET.fromstring(heatmap(grid))
    said = [title.text for title in picture.iter("{http://www.w3.org/2000/svg}title")]
    assert said[0] == "Documents by region and project"
    assert "<b>&, y: 7" in said
    assert 'Kainuu, "x": 0' in said


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-12", "-12"),
        ("-12.5", "-12.5"),
        ("-x", "'-x"),
        ("+358", "'+358"),
        ("Kainuu", "Kainuu"),
        ("'hei", "'hei"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert harmless(cell) == written
    assert original(written) == cell


@given(
    st.lists(
        st.lists(
            st.text(
                st.characters(exclude_categories=["Cs", "Cc", "Cf"], include_characters="\n\t")
            ),
            min_size=2,
            max_size=4,
        ),
        max_size=5,
    )
)
def test_csv_comes_back(rows: list[list[str]]) -> None:
    found = [[original(cell) for cell in row] for row in csv.reader(io.StringIO(as_csv(rows)))]
    assert found == rows


def test_what_moves_a_cursor_is_replaced() -> None:
    assert as_csv([["a\x1b[2Jb", "c\u202ed\re"]]) == '"a\ufffd[2Jb","c\ufffdd\ne"\n'.replace(
        '"a\ufffd[2Jb"', "a\ufffd[2Jb"
    )


def test_the_csv_of_a_grid(add: Add, config: Config, tmp_path: Path) -> None:
    add("Yksi.", region=("Kainuu",), year=("2009",))
    rows = list(csv.reader(io.StringIO(as_csv(coverage(config).as_rows()))))
    assert rows[0] == ["region / year", "2009"]
    assert ["Kainuu", "1"] in rows
