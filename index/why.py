"""Why a document was found: what of a query it meets, where, and what that adds to its score."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.config import SearchConfig
from corpus.pages import StoredPage
from corpus.store import Store
from index.asides import Asides
from index.engine import AllOf, EngineRequest, Hit, Listed, OpenIndex
from index.expansion import is_bridged
from index.meaning import Meaning
from index.occurrences import Occurrence, Seeker
from index.printing import printed
from index.tree import All, Either, Tree, Value, Without, Word, all_of

PLACES = TITLE, HEADING, TEXT, PART, ASIDE = "title", "heading", "text", "part", "aside"
"""Where a word is met: as a part of a compound, in a list of contents or the like."""

LONGEST = 8
"""Words of a form that are all shown; of what stands further apart the first and the last."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A word or phrase of a query as a document meets it.

    `places` is how often it stands where, `forms` how it is written, the most frequent first,
    `over` by which terms of other languages it is met, and `score` what it adds.
    """

    text: str
    score: float
    places: Mapping[str, int]
    forms: Mapping[str, int]
    over: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "text": self.text,
            "score": self.score,
            "places": dict(self.places),
            "forms": dict(self.forms),
            "over": list(self.over),
        }


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons for a document. Their scores and that of nearness add up to its own."""

    reasons: tuple[Reason, ...]
    nearness: float

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "reasons": [reason.as_json() for reason in self.reasons],
            "nearness": self.nearness,
        }


def reasons(
    store: Store,
    opened: OpenIndex,
    meaning: Meaning,
    weights: SearchConfig,
    hits: Sequence[Hit],
) -> dict[str, Why]:
    """Why each of the hits of one query was found."""
    return _Reasons(store, opened, meaning, weights).of(hits)


class _Reasons:
    def __init__(
        self, store: Store, opened: OpenIndex, meaning: Meaning, weights: SearchConfig
    ) -> None:
        self._store, self._opened = store, opened
        self._meaning, self._weights = meaning, weights

    def of(self, hits: Sequence[Hit]) -> dict[str, Why]:
        tree = all_of(self._meaning.parts)
        found: dict[str, list[tuple[Tree, float]]] = {hit.id: [] for hit in hits}
        if tree:
            self._add(tree, frozenset(found), found)
        return {hit.id: self._why(hit, found[hit.id]) for hit in hits}

    def _add(
        self, tree: Tree, ids: frozenset[str], found: dict[str, list[tuple[Tree, float]]]
    ) -> None:
        """The scores that a tree adds to those of the documents that meet it."""
        scores = self._scores(tree, ids)
        match tree:
            case Value() | Without():
                return
            case All(items):
                for item in items:
                    self._add(item, frozenset(scores), found)
            case Either(items) if not is_bridged(tree):
                for item in items:
                    self._add(item, frozenset(scores), found)
            case _:
                for document, score in scores.items():
                    found[document].append((tree, score))

    def _scores(self, tree: Tree, ids: frozenset[str]) -> dict[str, float]:
        node = AllOf((self._meaning.node_of(tree, self._weights), Listed(ids)))
        hits = self._opened.search(EngineRequest(node, limit=len(ids))).hits
        return {hit.id: hit.score for hit in hits}

    def _why(self, hit: Hit, parts: Sequence[tuple[Tree, float]]) -> Why:
        pages = self._store.pages.of(hit.id) if parts else []
        met = tuple(self._reason(tree, score, pages) for tree, score in parts)
        # What words add by standing near each other is what none of them adds alone.
        rest = hit.score - sum(score for _, score in parts)
        return Why(met, rest if abs(rest) > 1e-9 * max(1.0, hit.score) else 0.0)

    def _reason(self, tree: Tree, score: float, pages: Sequence[StoredPage]) -> Reason:
        seeker = Seeker(list(self._meaning.wanted_of(tree, self._store.lexicon)))
        places: Counter[str] = Counter()
        forms: Counter[str] = Counter()
        for place, form in self._met(seeker, pages):
            places[place] += 1
            forms[form] += 1
        own = tree.items if isinstance(tree, Either) else ()
        over = tuple(
            f"{printed(item)} ({item.language})"
            for item in own
            if isinstance(item, Word) and item.language and self._is_met(item, pages)
        )
        return Reason(
            printed(own[0] if own else tree),
            score,
            {place: places[place] for place in PLACES if places[place]},
            dict(forms.most_common()),
            over,
        )

    def _is_met(self, tree: Tree, pages: Sequence[StoredPage]) -> bool:
        seeker = Seeker(list(self._meaning.wanted_of(tree, self._store.lexicon)))
        return any(True for _ in self._met(seeker, pages))

    def _met(self, seeker: Seeker, pages: Sequence[StoredPage]) -> Iterator[tuple[str, str]]:
        """Each occurrence once: where it stands, and how it is written."""
        read = [stored for stored in pages if stored.tokens]
        # The title is no page before the first: a phrase never runs from one into the other.
        for run in (read[:1], read[1:]) if read and not read[0].page.number else (read,):
            asides = [Asides(stored.page, len(pages) - 1) for stored in run]
            occurrences = seeker.met([stored.tokens for stored in run if stored.tokens])
            for one in {(o.page, o.first, o.last): o for o in occurrences}.values():
                page = run[one.page]
                form = self._form(page, one)
                yield _place(page, one, asides[one.page], form), form

    def _form(self, stored: StoredPage, one: Occurrence) -> str:
        assert stored.tokens
        numbers = stored.tokens.forms[one.first : one.last + 1]
        ends = (numbers[:1], numbers[-1:]) if len(numbers) > LONGEST else (numbers,)
        shown = (" ".join(a.exact for a in self._store.lexicon.get(some)) for some in ends)
        return " … ".join(shown)


def _place(stored: StoredPage, one: Occurrence, asides: Asides, form: str) -> str:
    page, start = stored.page, one.spans[0].start
    if not page.number:
        return TITLE
    if asides.has(start):
        return ASIDE
    heading = bisect_right([first for first, _ in page.headings], start) - 1
    if heading >= 0 and start < page.headings[heading].end:
        return HEADING
    marked = sum(end - begin for begin, end in one.spans)
    return PART if one.first == one.last and marked < len(form) else TEXT
