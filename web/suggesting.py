"""The seam to suggestions: completion, did-you-mean and documents about the same.

They are an extra: a generation that has none, or a corpus that has no word to offer, gives none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from corpus.errors import NoIndexError, UsageError
from index.deadline import hurried
from index.search import Answer
from web.asked import Asked
from web.desk import Desk

MOST = 8
"""Suggestions of a kind; more would not help to choose."""

FEW = 3
"""A query that finds more than so many documents has meant what it says."""

LONGEST = 200
"""Characters of a text that is completed: nobody completes the end of an essay."""


class Alike(NamedTuple):
    """A document like another, and the words that say why."""

    id: str
    title: str
    words: tuple[str, ...]


def completions(desk: Desk, typed: str) -> list[str]:
    """How a query that is being typed may go on, as whole queries, the likeliest first."""
    if not typed.strip() or len(typed) > LONGEST:
        return []
    try:
        found = desk.suggester.complete(typed, MOST)
    except NoIndexError:
        return []
    return list(dict.fromkeys(typed[: each.start] + each.insert for each in found))


def corrections(
    desk: Desk, asked: Asked, answer: Answer, filters: Mapping[str, frozenset[str]]
) -> list[str]:
    """What a query that finds little may have meant."""
    if answer.total > FEW or not asked.query or len(asked.query) > LONGEST or hurried():
        return []
    try:
        found = desk.suggester.corrections(asked.query, answer.total, filters, asked.bridge)
    except NoIndexError:
        return []
    return [each.query for each in found]


def similar(desk: Desk, document_id: str) -> list[Alike]:
    """Documents that are about the same, the most alike first."""
    try:
        found = desk.suggester.similar(document_id, limit=5)
    except (NoIndexError, UsageError):
        return []  # the document itself may not be in the index
    return [Alike(each.id, each.title, each.shared[:4]) for each in found.documents]
