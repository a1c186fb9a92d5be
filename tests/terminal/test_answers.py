from __future__ import annotations

import click

from corpus.document import Span
from index.search import Answer, Found
from index.snippets import Snippet
from index.why import Reason, Why
from terminal.answers import answer_lines, page_label


def lines(**changes: object) -> list[str]:
    reason = Reason(
        "neuvola",
        1.5,
        {"title": 1, "text": 4},
        {"neuvola": 2, "neuvolat": 1, "a": 1, "b": 1, "c": 1},
    )
    other = Reason("lastensuojelu", 0.5, {"text": 1}, {"barnskyddet": 1}, ("barnskydd (sv)",))
    hit = Found(
        id="a1",
        title="Raportti",
        location="/r.pdf",
        score=2.25,
        facets={"region": ["Kainuu"]},
        pages=(14, 3),
        snippets=(Snippet(14, "Kylän neuvola.", (Span(6, 13),), "xii"),),
        labels={14: "xii", 3: "3"},
        **{"why": Why((reason, other), 0.25), **changes},  # type: ignore[arg-type]
    )
    answer = Answer("neuvola", 1, 1, (hit,), {}, {}, (), (), complete=True)
    return [click.unstyle(line) for line in answer_lines(answer, 1, 8)]


def test_pages_are_shown_as_they_are_cited() -> None:
    assert page_label(14, "xii") == "xii [14]"
    assert page_label(3, "3") == page_label(3, "") == page_label(3, " 3\n") == "3"
    assert page_label(3, "a\x1b[2J") == "a\ufffd[2J [3]"
    shown = lines()
    assert "     a1 · Kainuu · pages xii [14], 3" in shown
    assert "     p. xii [14]: Kylän *neuvola*." in shown


def test_a_document_that_is_gone_is_flagged() -> None:
    assert not any("no longer" in line for line in lines())
    assert any(line.endswith("· no longer at its source") for line in lines(gone=True))


def test_why_a_document_was_found_is_one_line() -> None:
    assert (
        "     why 2.25: neuvola 1.50 (title 1, text 4: neuvola 2, neuvolat 1, a 1, b 1, …)"
        " + lastensuojelu 0.50 (text 1: barnskyddet 1; over barnskydd (sv))"
        " + close together 0.25"
    ) in lines()
    assert not any("why" in line for line in lines(why=Why((), 0.0)))
    assert not any("why" in line for line in lines(why=None))
