"""A search engine of sixty lines that looks at every document: what is right by definition."""

from __future__ import annotations

from collections.abc import Sequence

from index.engine import (
    AllOf,
    AnyOf,
    AnyTerm,
    EngineRequest,
    Everything,
    Facet,
    IndexDocument,
    Listed,
    Node,
    Not,
    Phrase,
    Prefix,
    Term,
)


def meets(document: IndexDocument, node: Node) -> bool:
    match node:
        case Term(field, text):
            return any(text in stack for stack in document.fields.get(field, ()))
        case Prefix(field, text):
            stacks = document.fields.get(field, ())
            return any(term.startswith(text) for stack in stacks for term in stack)
        case Phrase(slots, slop):
            return bool(slots) and any(
                _meets_from(document, slots, _gaps(slots, slop), start)
                for start in range(_length(document))
            )
        case Facet(name, values):
            return not values.isdisjoint(document.facets.get(name, ()))
        case AnyOf(items) | AnyTerm(items):
            return any(meets(document, item) for item in items)
        case AllOf(items):
            return all(meets(document, item) for item in items)
        case Not(item):
            return not meets(document, item)
        case Everything():
            return True
        case Listed(ids):
            return document.id in ids


def _length(document: IndexDocument) -> int:
    return max((len(stacks) for stacks in document.fields.values()), default=0)


def _at(document: IndexDocument, slot: Sequence[Term], position: int) -> bool:
    for term in slot:
        stacks = document.fields.get(term.field, ())
        if position < len(stacks) and term.text in stacks[position]:
            return True
    return False


def _gaps(slots: Sequence[object], slop: int | tuple[int, ...]) -> tuple[int, ...]:
    return (slop,) * (len(slots) - 1) if isinstance(slop, int) else slop


def _meets_from(
    document: IndexDocument, slots: Sequence[Sequence[Term]], gaps: Sequence[int], position: int
) -> bool:
    if not _at(document, slots[0], position):
        return False
    if len(slots) == 1:
        return True
    following = range(position + 1, position + 2 + gaps[0])
    return any(_meets_from(document, slots[1:], gaps[1:], later) for later in following)


def answer(
    documents: Sequence[IndexDocument], request: EngineRequest
) -> tuple[set[str], dict[str, dict[str, int]]]:
    """The ids found, and the count of each facet without its own filter."""
    found = [document for document in documents if meets(document, request.query)]

    def passes(document: IndexDocument, but: str = "") -> bool:
        return all(
            not values or name == but or not values.isdisjoint(document.facets.get(name, ()))
            for name, values in request.filters.items()
        )

    counts: dict[str, dict[str, int]] = {}
    for name in request.count:
        counts[name] = {}
        for document in found:
            for value in set(document.facets.get(name, ())) if passes(document, name) else ():
                counts[name][value] = counts[name].get(value, 0) + 1
    return {document.id for document in found if passes(document)}, counts
