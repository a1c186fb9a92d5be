"""The quick ways of the search for broken words find what the thorough one finds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.finnish.pieces import FRAGMENT, Pieces
from pipeline.finnish.tokenizer import tokenize
from pipeline.finnish.windows import MOST_PIECES, Windows, touching

KNOWN = frozenset(
    "lapsi talo laps lapsitalo i ilta iltatalo talossa sa lapsisa kuu kuukausi".split()
)
PIECES = st.sampled_from("lapsi talo la psi I ilta ta lo Ka usi KUU kausi sa 5 m x ei-".split())
GAPS = st.sampled_from([" ", " ", " ", "  ", "- ", ", ", "\n", "\u00a0", "-", "/"])
TEXTS = st.lists(st.tuples(PIECES, GAPS), min_size=1, max_size=9).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


def _knows(word: str) -> bool:
    return word.lower() in KNOWN


@given(TEXTS)
@settings(max_examples=300)
def test_a_pair_is_what_the_thorough_search_finds_among_pairs(text: str) -> None:
    tokens = tokenize(text)
    windows = Windows(text, tokens, Pieces(_knows))
    for place in Pieces(_knows).fragments(tokens.forms):
        if windows.kind(place) != FRAGMENT:
            assert windows.pair(place, 0) is None
            continue
        near = (place - 1, place + 1)
        whole = all(windows.kind(other).known for other in near if 0 <= other < len(tokens))
        bare = all(len(windows.gap(other)) < 2 for other in (place - 1, place) if other >= 0)
        if whole and bare:
            assert windows.pair(place, 0) == windows.known(place, 0, 2)


@given(TEXTS)
@settings(max_examples=300)
def test_what_touches_nothing_is_in_no_window(text: str) -> None:
    tokens = tokenize(text)
    windows = Windows(text, tokens, Pieces(_knows))
    fragments = Pieces(_knows).fragments(tokens.forms)
    for place in set(fragments) - set(touching(tokens, fragments)):
        assert windows.known(place, 0, MOST_PIECES) is None
