"""Encodings as they are, whatever the file says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.charset import decode

TEXT = "Päivähoito ja työ – »näin»"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
def test_without_a_declaration(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, "")


@pytest.mark.parametrize(
    ("declared", "used", "warning"),
    [
        ("utf-8", "utf-8", ""),
        ("iso-8859-1", "cp1252", ""),
        ("windows-1252", "cp1252", ""),
        ("us-ascii", "cp1252", ""),
        ("utf-8", "cp1252", "declared utf-8, read as windows-1252"),
        ("iso-8859-1", "utf-8", "declared iso-8859-1, read as utf-8"),
        ("klingon-1", "cp1252", "declared klingon-1, read as windows-1252"),
        ("base64", "cp1252", "declared base64, read as windows-1252"),
    ],
)
def test_with_a_declaration(declared: str, used: str, warning: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    found = decode((head + TEXT).encode(used))
    assert found.text == head + TEXT
    assert found.warning == warning


def test_other_declared_encodings_are_believed() -> None:
    head = '<?xml version="1.0" encoding="iso-8859-15"?>'
    assert decode(f"{head}5 €".encode("iso-8859-15")).text == f"{head}5 €"
    russian = '<meta charset="windows-1251">Доклад'
    assert decode(russian.encode("cp1251")).text == russian


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_letters_without_a_mark(encoding: str) -> None:
    page = f"<html><p>{TEXT}</p></html>"
    assert decode(page.encode(encoding)) == (page, "")


@pytest.mark.parametrize("declared", ["utf-16", "utf-7", "punycode", "unicode_escape", "rot13"])
def test_declarations_that_nobody_believes(declared: str) -> None:
    text = f'<meta charset="{declared}">+ADw- \\xe4 päivähoito'
    assert decode(text.encode("cp1252")).text == text


def test_wrong_multibyte_declaration_falls_back() -> None:
    text = '<meta charset="gb2312">päivähoito ä'
    assert decode(text.encode("cp1252")).text == text


def test_stray_bytes_do_not_turn_the_rest() -> None:
    good = "päivähoitoa kehitettiin myös täällä " * 20
    assert decode(good.encode() + b"\xe4 " + good.encode()).text == f"{good}\ufffd {good}"
    assert decode(good.encode() + b"\xc3").text == f"{good}\ufffd"


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_never_raises(content: bytes) -> None:
    decode(content)
