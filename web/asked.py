"""What a page was asked for: the state of a search, read from its address and written back.

Every state is an address, and the same state always has the same one: values in a fixed order,
nothing in it that is the default.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from corpus.errors import UsageError
from index.order import ORDERS, RELEVANCE
from index.terms import FACETS

SEARCH = "/haku"
MOST_FIELDS = 300
"""Parameters of an address: every box of the search page ticked is some two hundred."""

LONGEST_QUERY = 2000
"""Characters of a query; the query language itself reads 10,000."""

MOST_PAGE = 100_000
BRIDGES = ("", "off", "suggest", "expand")

Pairs = Sequence[tuple[str, str]]


def parameters(query_string: bytes) -> list[tuple[str, str]]:
    """The parameters of an address in order. Raises UsageError when there are too many."""
    try:
        text = query_string.decode("ascii", "replace")
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise UsageError(f"more than {MOST_FIELDS} parameters in the address") from error


def one(pairs: Pairs, name: str, default: str = "") -> str:
    """The last value of a parameter."""
    return next((value for key, value in reversed(pairs) if key == name), default)


def number(pairs: Pairs, name: str, default: int, least: int, most: int) -> int:
    """A whole number from `least` to `most`. Raises UsageError for anything else."""
    text = one(pairs, name).strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise UsageError(f"{name}: must be a whole number from {least} to {most}")
    return int(text)


def choice(pairs: Pairs, name: str, known: Sequence[str], default: str) -> str:
    """One of the known values. Raises UsageError for another."""
    text = one(pairs, name, default) or default
    if text not in known:
        raise UsageError(f"{name}: must be one of {', '.join(filter(None, known))}")
    return text


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: its query, filters as written (facet → values), order, page of hits and bridge."""

    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = RELEVANCE
    page: int = 1
    bridge: str = ""

    @classmethod
    def of(cls, pairs: Pairs) -> Asked:
        """The state that an address has. Raises UsageError for what is none."""
        query = one(pairs, "q").strip()
        if len(query) > LONGEST_QUERY:
            raise UsageError(f"the query is longer than {LONGEST_QUERY} characters")
        return cls(
            query,
            _filters([*pairs, *_years(pairs)]),
            choice(pairs, "sort", ORDERS, RELEVANCE),
            number(pairs, "page", 1, 1, MOST_PAGE),
            choice(pairs, "bridge", BRIDGES, ""),
        )

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.query or self.filters)

    @property
    def chosen(self) -> Iterator[tuple[str, str]]:
        """Every filter, a facet and a value at a time."""
        return ((facet, value) for facet, values in self.filters.items() for value in values)

    def has(self, facet: str, value: str) -> bool:
        """Whether this value is one of the filters."""
        return value in self.filters.get(facet, ())

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of its address."""
        rest = {
            "sort": "" if self.order == RELEVANCE else self.order,
            "bridge": self.bridge,
            "page": "" if self.page == 1 else str(self.page),
        }
        own = [("q", self.query)] if self.query else []
        return [*own, *self.chosen, *((key, text) for key, text in rest.items() if text)]

    def url(self, path: str = SEARCH) -> str:
        """Its address below `path`."""
        query = urlencode(self.pairs())
        return f"{path}?{query}" if query else path

    def on_page(self, page: int) -> Asked:
        """The same on another page of hits."""
        return dataclasses.replace(self, page=page)

    def sorted_by(self, order: str) -> Asked:
        """The same in another order."""
        return dataclasses.replace(self, order=order, page=1)

    def bridged(self, bridge: str) -> Asked:
        """The same with another way over the languages."""
        return dataclasses.replace(self, bridge=bridge, page=1)

    def asking(self, query: str) -> Asked:
        """The same with another query."""
        return dataclasses.replace(self, query=query, page=1)

    def with_value(self, facet: str, value: str) -> Asked:
        """The same with one filter more."""
        values = tuple(dict.fromkeys((*self.filters.get(facet, ()), value)))
        return self._filtered({**self.filters, facet: values})

    def without(self, facet: str, value: str) -> Asked:
        """The same without one filter."""
        values = tuple(each for each in self.filters.get(facet, ()) if each != value)
        return self._filtered({**self.filters, facet: values})

    def toggled(self, facet: str, value: str) -> Asked:
        """The same with the filter taken away, or put there."""
        change = self.without if self.has(facet, value) else self.with_value
        return change(facet, value)

    def unfiltered(self) -> Asked:
        """The same without filters."""
        return self._filtered({})

    def _filtered(self, filters: Mapping[str, Iterable[str]]) -> Asked:
        kept = {facet: tuple(sorted(filters.get(facet, ()))) for facet in FACETS}
        return dataclasses.replace(
            self, filters={facet: values for facet, values in kept.items() if values}, page=1
        )


def _filters(pairs: Pairs) -> dict[str, tuple[str, ...]]:
    found = {
        facet: tuple(sorted({_value(value) for key, value in pairs if key == facet} - {""}))
        for facet in FACETS
    }
    return {facet: values for facet, values in found.items() if values}


def _years(pairs: Pairs) -> list[tuple[str, str]]:
    """The two fields of a range of years as one filter."""
    first = number(pairs, "from", 0, 1000, 9999)
    last = number(pairs, "to", 0, 1000, 9999)
    if not (first or last):
        return []
    return [("year", f"{first or 1900}..{last or 2100}")]


def _value(text: str) -> str:
    """A value; a range that was given backwards is one forwards."""
    first, dots, last = text.strip().partition("..")
    if dots and first.isdecimal() and last.isdecimal() and int(first) > int(last):
        return f"{last}..{first}"
    return text.strip()
