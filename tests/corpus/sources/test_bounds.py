from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sources.bounds import Bounds, matches

BOUNDS = Bounds(("http://x.fi/hanke/",), exclude=("/*/ei", "http://x.fi/hanke/pois"))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://x.fi/hanke/a", ""),
        ("http://x.fi/hanke/a.PDF", ""),
        ("http://x.fi/muu", "other sites"),
        ("http://x.fi/muu/a.pdf", "other sites"),
        ("http://y.fi/a.pdf", "other sites"),
        ("http://x.fi/hanke/kuva.JPG", ".jpg"),
        ("http://x.fi/hanke/b/ei?x", "excluded"),
        ("http://x.fi/hanke/pois/1", "excluded"),
        ("http://x.fi/hanke/" + "a/b/" * 4, "a path that repeats itself"),
        ("http://x.fi/hanke/" + "/".join(map(str, range(30))), "too deep a path"),
    ],
)
def test_what_is_taken(url: str, reason: str) -> None:
    assert BOUNDS.why_not(url) == reason


def test_kinds() -> None:
    assert BOUNDS.kind("http://x.fi/hanke/a.docx?x") == "attachment"
    assert BOUNDS.kind("http://x.fi/hanke/a.html") == "page"
    assert BOUNDS.kind("http://x.fi/lataa?t=a.pdf") == "page"


def test_hosts_that_lend_attachments() -> None:
    some = Bounds(("http://x.fi/",), attachment_hosts=frozenset(["y.fi"]))
    assert some.why_not("https://y.fi/a.pdf") == ""
    assert some.why_not("https://y.fi/a") == "other sites"
    assert some.why_not("https://z.fi/a.pdf") == "other sites"
    every = Bounds(("http://x.fi/",), attachment_hosts=frozenset(["*"]))
    assert every.why_not("https://z.fi/a.pdf") == ""


def test_only_what_is_included() -> None:
    bounds = Bounds(("http://x.fi/",), include=("/hanke/", "/*raportti"))
    assert bounds.why_not("http://x.fi/hanke/a") == ""
    assert bounds.why_not("http://x.fi/a/loppuraportti-1") == ""
    assert bounds.why_not("http://x.fi/a") == "not included"


def test_queries_of_one_path_are_counted() -> None:
    bounds = Bounds(("http://x.fi/",), variants=2)
    for number in range(2):
        assert not bounds.full("http://x.fi/a?n=9")
        bounds.count(f"http://x.fi/a?n={number}")
    assert bounds.full("http://x.fi/a?n=9")
    assert not bounds.full("http://x.fi/b?n=9")


@given(st.text("ab/*?", max_size=8), st.text("ab/?", max_size=12))
def test_patterns_are_beginnings_with_stars(pattern: str, path: str) -> None:
    url = f"http://x.fi/{path}"
    target = f"/{path}" if not path.endswith("?") else f"/{path[:-1]}"
    expected = "".join(".*" if c == "*" else re.escape(c) for c in f"/{pattern}")
    if "?" not in path:
        assert matches(f"/{pattern}", url) == bool(re.match(expected, target))
    assert matches("", url)
    assert matches("http://x.fi", url)


def test_a_pattern_of_stars_takes_no_time() -> None:
    began = time.process_time()
    assert not matches("/" + "*a" * 500 + "*b", "http://x.fi/" + "a" * 2000)
    assert time.process_time() - began < 5, "a regular expression would take for ever"
