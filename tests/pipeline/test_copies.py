from __future__ import annotations

import math
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.copies import COPY, EDITION
from corpus.document import Analysis, ReadDocument, ReadPage
from pipeline.copies import COMMON, FEWEST, SIZE, _unpacked, find_copies, similarity, sketch


def _document(words: list[str]) -> ReadDocument:
    read = [Analysis(word, "fi", (word,)) for word in words]
    page = ReadPage(1, " ".join(words), "fi", read, list(range(len(words))))
    title = ReadPage(0, "", "fi", (), ())
    return ReadDocument("x", "", "", "text/plain", title, (page,))


def _text(seed: int, length: int = 2000) -> list[str]:
    chance = random.Random(seed)
    return [f"sana{chance.randrange(3000)}" for _ in range(length)]


def _changed(words: list[str], share: float, seed: int = 9) -> list[str]:
    chance = random.Random(seed)
    return [f"uusi{n}" if chance.random() < share else w for n, w in enumerate(words)]


def _sketches(**texts: list[str]) -> list[tuple[str, bytes]]:
    return [(name, sketch(_document(words))) for name, words in texts.items()]


def _true_similarity(one: list[str], other: list[str]) -> float:
    sets = [set(zip(w, w[1:], w[2:], w[3:], strict=False)) for w in (one, other)]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


@given(st.integers(0, 10**6), st.sampled_from([0.0, 0.02, 0.05, 0.1, 0.3]), st.integers(300, 3000))
@settings(max_examples=25, deadline=None)
def test_the_estimate_is_near_the_truth(seed: int, share: float, length: int) -> None:
    one = _text(seed, length)
    other = _changed(one, share, seed)
    first, second = (_unpacked(sketch(_document(words))) for words in (one, other))
    true = _true_similarity(one, other)
    # A quarter of the shingles is looked at, so that short texts are told less exactly: five
    # standard deviations of a share of so many.
    spread = math.sqrt(true * (1 - true) / min(SIZE, length / 4))
    assert abs(similarity(first, second) - true) <= 5 * spread + 0.01


def test_short_texts_have_no_sketch() -> None:
    assert sketch(_document(_text(1, FEWEST))) == b""
    assert len(sketch(_document(_text(1)))) == 8 * SIZE


def test_a_copy_goes_to_the_best_and_an_edition_to_what_is_most_like_it() -> None:
    report = _text(1)
    found = find_copies(
        _sketches(
            pdf=report,
            html=_changed(report, 0.003),
            draft=_changed(report, 0.06),
            other=_text(2),
            short=_text(1, 10),
        ),
        {"pdf": (1.0, 1.0), "html": (1.0, 0.0), "draft": (0.5, 1.0), "other": (1.0, 1.0)},
    )
    assert [(copy.document_id, copy.of, copy.kind) for copy in found] == [
        ("draft", "pdf", EDITION),
        ("html", "pdf", COPY),
    ]


def test_copies_of_copies_go_to_the_one_that_is_shown() -> None:
    report = _text(3)
    one, two = _changed(report, 0.003, 1), _changed(_changed(report, 0.003, 1), 0.003, 2)
    found = find_copies(_sketches(a=report, b=one, c=two), {"a": (3.0,), "b": (2.0,), "c": (1.0,)})
    assert {copy.document_id: copy.of for copy in found} == {"b": "a", "c": "a"}


def test_a_form_filled_in_many_times_takes_linear_time_and_is_found() -> None:
    form = _text(5, 300)
    many = {f"d{number:04}": form for number in range(COMMON * 6)}
    found = find_copies(_sketches(**many), {})
    assert len(found) == len(many) - 1
    assert len({copy.of for copy in found}) == 1


def test_the_order_of_documents_does_not_matter() -> None:
    report = _text(7)
    texts = {"a": report, "b": _changed(report, 0.003), "c": _changed(report, 0.07)}
    given_in_order = find_copies(_sketches(**texts), {})
    assert find_copies(reversed(_sketches(**texts)), {}) == given_in_order
