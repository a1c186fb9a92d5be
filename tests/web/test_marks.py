from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Page, Span
from web.marks import Mark, Piece, pieces, readable
from web.views import HEADING, MOST, NOTE, TABLE, TEXT, blocks, view_at, views

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6).map(
    lambda pairs: sorted(Span(*pair) for pair in pairs)
)


@given(st.text(st.characters(codec="utf-8"), max_size=40), SPANS)
def test_pieces_are_the_whole_text(text: str, spans: list[Span]) -> None:
    found = pieces(text, spans)
    assert "".join(piece.text for piece in found) == readable(text)
    assert all(piece.text for piece in found)


def test_marks_keep_their_numbers() -> None:
    found = pieces("avoin päiväkoti auki", [Mark(0, 5, 4), Mark(6, 15, 4, first=False)])
    assert found == [
        Piece("avoin", 4, True),
        Piece(" "),
        Piece("päiväkoti", 4, False),
        Piece(" auki"),
    ]
    assert pieces("abcdef", [Mark(1, 3), Mark(2, 5, 2)], 0, 4)[2] == Piece("d", 2, True)


def test_what_no_page_may_hold() -> None:
    assert readable("a\x00b\u202ec\ud800") == "a\ufffdb\ufffdc\ufffd"
    assert readable("yhdys\u00adsana\n\t") == "yhdys\u00adsana\n\t"


PAGES = st.lists(st.integers(0, 3 * MOST), max_size=5)


@given(PAGES, st.booleans())
def test_views_hold_every_page_and_never_too_much(lengths: list[int], spaced: bool) -> None:
    pages = [
        Page(n, ("sana. " if spaced else "x" * 6) * (length // 6))
        for n, length in enumerate(lengths, 1)
    ]
    found = views(pages)
    for place, page in enumerate(pages):
        own = [s for view in found for s in view if s.place == place]
        assert "".join(page.text[s.start : s.end] for s in own) == page.text
    for view in found:
        assert sum(s.end - s.start for s in view) <= MOST
        assert view[0].end > view[0].start or not pages[view[0].place].text
        number = view_at(found, view[0].place, view[0].start)
        assert found[number] is view


def test_blocks_of_a_page() -> None:
    text = "Otsikko\nLeipä\n\na\tb\nc\td\nviite"
    page = Page(1, text, headings=(Span(0, 7),), tables=(Span(15, 22),), notes=(Span(23, 28),))
    found = blocks(page, 0, len(text), [Mark(8, 13)])
    assert [block.kind for block in found] == [HEADING, TEXT, TABLE, NOTE]
    assert found[1].pieces == [Piece("Leipä", 1, True)]
    assert [[cell[0].text for cell in row] for row in found[2].rows] == [["a", "b"], ["c", "d"]]


def test_cells_and_paragraphs_take_room() -> None:
    plain, cells = Page(1, "sana " * 2000), Page(1, "1\t2\n" * 2500)
    assert len(views([plain])) == 1
    assert len(views([cells])) > 4
