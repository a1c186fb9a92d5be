from __future__ import annotations

import unicodedata
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from terminal.text import marked, near, plural, printable, years

MOVING = {"Cc", "Cf", "Cs", "Co"}


# printable


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Perhekeskus",
        "Työ, äö ÅÄÖ – “lainaus” … €",
        "rivi\nrivi\tsarake",
        "日本 😀 ½ ²",
        "e\u0301",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b]0;title\x07", "�[2J�]0;title�"),
        ("a\rb\x08c\x00d\x7fe", "a�b�c�d�e"),
        ("\x9b31m\x85", "�31m�"),
        ("\u202egnp.exe\u202c", "�gnp.exe�"),
        ("\u2066x\u2069\u200f\u200b\ufeff\u061c", "�x�����"),
        ("\ud800\udfff", "��"),
        ("\ue000\U000f0000\U000e0041", "���"),
    ],
)
def test_what_could_move_the_cursor_is_replaced(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(st.characters(exclude_categories=[])))
def test_nothing_printed_is_a_control(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if c not in "\n\t" and unicodedata.category(c) in MOVING]
    assert printable(shown) == shown


# marked


def _marked(text: str, spans: list[Span], *, color: bool | None) -> str:
    with click.Context(click.Command("x"), color=color):
        return marked(text, spans)


def test_words_are_bold_where_there_are_colours() -> None:
    shown = _marked("Uusi perhekeskus avattiin", [Span(5, 16)], color=True)
    bold = click.style("perhekeskus", bold=True, fg="yellow")
    assert shown == f"Uusi {bold} avattiin"


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], "ab cd ef"),
        ([Span(0, 2)], "*ab* cd ef"),
        ([Span(3, 5), Span(6, 8)], "ab *cd* *ef*"),
        ([Span(0, 8)], "*ab cd ef*"),
    ],
)
def test_words_stand_between_asterisks_elsewhere(spans: list[Span], shown: str) -> None:
    assert click.unstyle(_marked("ab cd ef", spans, color=False)) == shown


def test_output_that_is_no_terminal_has_asterisks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    assert click.unstyle(marked("ab cd", [Span(3, 5)])) == "ab *cd*"
    assert click.unstyle(_marked("ab cd", [Span(3, 5)], color=None)) == "ab *cd*"


def test_a_terminal_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert click.unstyle(marked("ab cd", [Span(3, 5)])) == "ab cd"


def test_marked_text_is_printable_text() -> None:
    shown = _marked("\x1b[2Jab\x1b[0m \u202ecd", [Span(4, 6)], color=False)
    assert click.unstyle(shown) == "�[2J*ab*�[0m �cd"


@given(st.text(), st.lists(st.integers(0, 30), max_size=8))
def test_marking_loses_nothing(text: str, edges: list[int]) -> None:
    cuts = sorted({min(edge, len(text)) for edge in edges})
    spans = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    assert click.unstyle(_marked(text, spans, color=True)) == printable(text)


# near


def test_a_path_below_the_working_directory_is_shown_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    here = str(Path.cwd())
    assert near(f"{here}/reports/å ä.pdf") == "reports/å ä.pdf"
    assert near(f"{here}2/a.pdf") == f"{here}2/a.pdf"


@pytest.mark.parametrize("location", ["https://example.org/a.pdf", "a.pdf", "", "/elsewhere/x.pdf"])
def test_other_locations_stay(
    location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert near(location) == location


def test_locations_are_printable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert near("/x/\x1b[2J.pdf") == "/x/�[2J.pdf"
    assert near(f"{Path.cwd()}/\x1b[2J.pdf") == "�[2J.pdf"


# years


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([], ""),
        (["unknown"], ""),
        (["2009"], "2009"),
        (["2010", "2009"], "2009–2010"),
        (["2011", "2009", "2010"], "2009–2011"),
        (["2009", "2011"], "2009, 2011"),
        (["2009", "2010", "2012"], "2009, 2010, 2012"),
        (["2009", "unknown", ""], "2009"),
    ],
)
def test_years(values: list[str], shown: str) -> None:
    assert years(values) == shown


def test_digits_that_are_no_number() -> None:
    assert years(["²"]) == ""


def test_plural() -> None:
    assert [plural(n, "document") for n in (0, 1, 2)] == [
        "0 documents",
        "1 document",
        "2 documents",
    ]
