from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import identifiers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ISBN 978-952-00-3000-1 (PDF)", "978-952-00-3000-1"),
        ("9789520030001", "9789520030001"),
        ("978-952-00-3000-2", ""),
        ("0-306-40615-2", "0-306-40615-2"),
        ("080442957X", "080442957X"),
        ("0-306-40615-3", ""),
        ("puh. 040 123 4567", ""),
    ],
)
def test_isbn(text: str, found: str) -> None:
    assert identifiers.isbn(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("ISSN 1236-2050", "1236-2050"), ("2434-561x", "2434-561X"), ("2009-2011", ""), ("", "")],
)
def test_issn(text: str, found: str) -> None:
    assert identifiers.issn(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://doi.org/10.1234/abc.5.", "10.1234/abc.5"),
        ("doi:10.1234/ABC; x", "10.1234/ABC"),
        ("10.12/abc", ""),
        ("110.1234/abc", ""),
    ],
)
def test_doi(text: str, found: str) -> None:
    assert identifiers.doi(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("http://urn.fi/URN:NBN:fi-fe2014001.", "URN:NBN:fi-fe2014001"),
        ("urn:isbn:978-952-00-3000-1; x", "urn:isbn:978-952-00-3000-1"),
        ("urn:uuid:1", ""),
    ],
)
def test_urn(text: str, found: str) -> None:
    assert identifiers.urn(text) == found


@given(st.integers(0, 10**12 - 1))
def test_every_isbn_with_its_check_digit_is_valid_and_no_other(number: int) -> None:
    digits = f"{number:012d}"
    digits = "978" + digits[3:]
    check = -sum(int(d) * (1, 3)[place % 2] for place, d in enumerate(digits)) % 10
    for last in range(10):
        assert bool(identifiers.isbn(f"{digits}{last}")) == (last == check)


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_is_read(text: str) -> None:
    for read in (identifiers.isbn, identifiers.issn, identifiers.doi, identifiers.urn):
        assert read(text).isprintable()
