"""What the API takes: each parameter said once, for the check of a request and for OpenAPI."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.config import nearest
from corpus.document import UNKNOWN
from corpus.errors import UsageError
from index.concordance import ORDERS as LINE_ORDERS
from index.export import FORMATS
from index.filters import LONGEST
from index.order import ORDERS
from index.terms import FACETS
from index.trends import BY, MOST_QUERIES
from pipeline.describe.vocabulary import WHOLE_COUNTRY, vocabulary
from web.asked import LONGEST_QUERY, MOST_PAGE, Pairs

MOST_HITS = 100
MOST_LINES = 1000
YEAR = r"^(unknown|(19|20)[0-9]{2}(\.\.(19|20)[0-9]{2})?)$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the query: `schema` is that of JSON Schema, of each value when `many`."""

    name: str
    told: str
    schema: dict[str, Any]
    many: bool = False
    required: bool = False
    most: int = 50

    def check(self, values: Sequence[str]) -> None:
        """Raises UsageError for values that are not as the schema says."""
        if self.required and not values:
            raise UsageError(f"{self.name}: must be given")
        if len(values) > (self.most if self.many else 1):
            raise UsageError(f"{self.name}: given {len(values)} times")
        for value in values:
            fault = _fault(value, self.schema)
            if fault:
                raise UsageError(f"{self.name}: {fault}")

    def openapi(self) -> dict[str, Any]:
        """The parameter as OpenAPI has it."""
        schema = self.schema
        if self.many:
            schema = {"type": "array", "items": schema, "maxItems": self.most}
            schema |= {"minItems": 1} if self.required else {}
        return {
            "name": self.name,
            "in": "query",
            "required": self.required,
            "description": self.told,
            "schema": schema,
        }


def checked(pairs: Pairs, known: Sequence[Parameter]) -> Pairs:
    """The parameters of a request, each as it is said to be. Raises UsageError for another."""
    names = {parameter.name for parameter in known}
    for name, _ in pairs:
        if name not in names:
            near = nearest(name[:50], names)
            hint = f"did you mean {near}?" if near else f"known are {', '.join(sorted(names))}"
            raise UsageError(f"no parameter {name[:50]!r}; {hint}")
    for parameter in known:
        parameter.check([value for name, value in pairs if name == parameter.name])
    return pairs


def _fault(value: str, schema: dict[str, Any]) -> str:
    if schema["type"] == "integer":
        least, most = schema["minimum"], schema["maximum"]
        whole = value.isascii() and value.isdigit() and len(value) < 10
        if not (whole and least <= int(value) <= most):
            return f"must be a whole number from {least} to {most}"
        return ""
    if "enum" in schema and value not in schema["enum"]:
        near = nearest(value[:50], schema["enum"])
        return f"{value[:50]!r} is not known; did you mean {near}?" if near else "is not known"
    if len(value) > schema.get("maxLength", LONGEST_QUERY):
        return f"longer than {schema['maxLength']} characters"
    if len(value) < schema.get("minLength", 0):
        return "must not be empty"
    if "pattern" in schema and not re.search(schema["pattern"].replace("$", r"\Z"), value):
        return f"must be like {schema['pattern']}"
    return ""


def text(most: int = LONGEST_QUERY, least: int = 0) -> dict[str, Any]:
    """The schema of a text."""
    return {"type": "string", "minLength": least, "maxLength": most}


def whole(least: int, most: int, default: int | None = None) -> dict[str, Any]:
    """The schema of a whole number."""
    schema: dict[str, Any] = {"type": "integer", "minimum": least, "maximum": most}
    return schema if default is None else {**schema, "default": default}


def either(values: Sequence[str], default: str = "") -> dict[str, Any]:
    """The schema of one of several values."""
    schema: dict[str, Any] = {"type": "string", "enum": list(values)}
    return {**schema, "default": default} if default else schema


def filters(own: str) -> list[Parameter]:
    """The filters of a search; a facet given twice means either, different ones must all hold."""
    words = vocabulary(own)
    places = [
        *(region.fi for region in words.regions.values()),
        WHOLE_COUNTRY,
        *(county.fi for county in words.counties),
        *sorted({*words.municipalities.values()}),
    ]
    schemas: dict[str, dict[str, Any]] = {
        "region": either([*dict.fromkeys(places), UNKNOWN]),
        "theme": either([*words.themes, UNKNOWN]),
        "year": {"type": "string", "pattern": YEAR, "maxLength": 10},
        "programme": either(["kaste", "lape", "other", UNKNOWN]),
        "project": text(LONGEST, 1),
        "kind": either([*words.kinds, UNKNOWN]),
        "language": either(["fi", "sv", "en", UNKNOWN]),
        "source": text(LONGEST, 1),
    }
    told = {
        "region": "Region, municipality or wellbeing services county by its Finnish name",
        "year": "A year, or a range of years: 2009..2014",
    }
    return [
        *(
            Parameter(facet, told.get(facet, f"Filter by {facet}"), schemas[facet], many=True)
            for facet in FACETS
        ),
        Parameter("from", "The first year of a range", whole(1900, 2099)),
        Parameter("to", "The last year of a range", whole(1900, 2099)),
    ]


QUERY = Parameter("q", "The query; the search page tells its language", text())
BRIDGE = Parameter(
    "bridge", "Terms in the corpus' other languages", either(["off", "suggest", "expand"])
)
SORT = Parameter("sort", "Order of the hits", either(ORDERS, ORDERS[0]))
PAGE = Parameter("page", "Page of hits, from 1", whole(1, MOST_PAGE, 1))
LIMIT = Parameter("limit", "Hits on a page; 0 for counts alone", whole(0, MOST_HITS, 10))
LINES = Parameter("limit", "Lines at most", whole(1, MOST_LINES, 100))
LINE_ORDER = Parameter("order", "Order of the lines", either(LINE_ORDERS, LINE_ORDERS[0]))
WORDS = Parameter("words", "Words of context on each side", whole(1, 20, 7))
QUERIES = Parameter(
    "q", "The queries to compare", text(), many=True, required=True, most=MOST_QUERIES
)
BY_FACET = Parameter("by", "The facet to count by", either(BY, BY[0]))
ROWS = Parameter("rows", "The facet of the rows", either(FACETS, "region"))
COLUMNS = Parameter("columns", "The facet of the columns", either(FACETS, "year"))
TABLE = Parameter("format", "JSON, or a table as CSV", either(["json", "csv"], "json"))
PICTURE = Parameter(
    "format", "JSON, a table as CSV, or a picture as SVG", either(["json", "csv", "svg"], "json")
)
EXPORT = Parameter("format", "What to write the list as", either(FORMATS), required=True)
CITATION = Parameter(
    "format", "What to write the citation as", either(["bibtex", "ris", "csl"]), required=True
)
TYPED = Parameter("q", "What has been typed so far", text(), required=True)
SUGGESTION = Parameter(
    "format", "JSON, or as browsers take suggestions", either(["json", "opensearch"], "json")
)
