from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FetchError
from corpus.sources.urllists import Listed, read_list


def test_one_a_line() -> None:
    text = "\ufeff# raportit\r\nhttps://x.fi/a \n\n  https://x.fi/b,c\n"
    assert read_list(text.encode(), "l") == [Listed("https://x.fi/a"), Listed("https://x.fi/b,c")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_tables_of_every_spreadsheet(delimiter: str, encoding: str) -> None:
    rows = [["Otsikko", " URL ", "Päiväys"], ["Työ ja ääni", "https://x.fi/a", ""], ["", "", "x"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    expected = [Listed("https://x.fi/a", {"otsikko": "Työ ja ääni"})]
    assert read_list(text.encode(encoding), "l") == expected


def test_quoted_cells_and_short_rows() -> None:
    text = '"title","osoite"\n"a ""b"", c","https://x.fi/a"\n"vain nimi"\n"d\ne",https://x.fi/b,liikaa\n'
    assert read_list(text.encode(), "l") == [
        Listed("https://x.fi/a", {"title": 'a "b", c'}),
        Listed("https://x.fi/b", {"title": "d\ne"}),
    ]


def test_a_broken_table_is_told() -> None:
    with pytest.raises(FetchError, match="lista: line"):
        read_list(b"url\n" + b"a" * 200_000, "lista")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_a_reason(content: bytes) -> None:
    for data in (content, b"url;title\n" + content):
        try:
            listed = read_list(data, "l")
        except FetchError:
            continue
        assert all(each.url.strip() == each.url != "" for each in listed)
