"""What words and phrases count for by where they stand, as nodes for an engine."""

from __future__ import annotations

from corpus.config import SearchConfig
from index.engine import ASIDE, AT_WORDS, AnyOf, AnyTerm, Node, Phrase, Term
from index.rows import Row, slop_of


def word(
    lemmas: tuple[str, ...], form: str, weights: SearchConfig, *, title: bool, inside: bool
) -> AnyTerm:
    """A word by its lemmas; `form` is what was asked for. `inside`: compounds that hold it, too."""
    at = fields(weights, title=title)
    if inside:
        at["part"] = weights.weight_part
    found = [Term(name, lemma, weight) for name, weight in at.items() for lemma in lemmas]
    exact = [] if title else [Term("exact", form, weights.weight_exact)]
    # What stands in a list of contents or the like is in the body, too, and too much there.
    less = [
        Term(ASIDE + term.field, term.text, -term.weight)
        for term in (*found, *exact)
        if term.field in AT_WORDS
    ]
    return AnyTerm(tuple(found), (*exact, *less), weights.weight_aside)


def fields(weights: SearchConfig, *, title: bool) -> dict[str, float]:
    """The fields of lemmas, each with its weight; with `title` that of the title alone."""
    if title:
        return {"title": weights.weight_title}
    return {
        "body": weights.weight_body,
        "title": weights.weight_title,
        "heading": weights.weight_heading,
    }


def phrases(rows: list[Row], weights: SearchConfig, *, title: bool) -> AnyTerm:
    """The ways to write one phrase, which are scored as one word."""
    at = fields(weights, title=title)
    field = "title" if title else "body"
    weight = at.pop(field)
    found = tuple(Phrase(_slots(row, field), slop_of(row), weight) for row in rows)
    beside: list[Phrase] = []
    for row in rows:
        # Titles and headings have places of their own, where only lemmas can be compared.
        if not title and all(place.slot.lemmas for place in row):
            beside += (Phrase(_lemmas(row, name), slop_of(row), w) for name, w in at.items())
            slots = (*_slots(row[:-1], field), *_lemmas(row[-1:], ASIDE + field))
            beside.append(Phrase(slots, slop_of(row), -weight))
    return AnyTerm(found, tuple(beside), weights.weight_aside)


def _slots(row: Row, field: str) -> tuple[tuple[Term, ...], ...]:
    return tuple(
        (
            *(Term(field, lemma) for lemma in place.slot.lemmas),
            *(Term("exact", form) for form in place.slot.exact),
            *(Term("part", lemma) for lemma in place.slot.parts),
        )
        for place in row
    )


def _lemmas(row: Row, field: str) -> tuple[tuple[Term, ...], ...]:
    return tuple(tuple(Term(field, lemma) for lemma in place.slot.lemmas) for place in row)


def one_thing(items: tuple[Node, ...]) -> Node:
    """What one thing is called: as one word where each name is one, else the best name counts."""
    words = [item for item in items if isinstance(item, AnyTerm)]
    if len(words) < len(items):
        return AnyOf(items, best=True)
    return AnyTerm(
        tuple(term for word in words for term in word.terms),
        tuple(term for word in words for term in word.beside),
        max(word.least for word in words),
    )
