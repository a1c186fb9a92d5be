from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UsageError
from corpus.sources.kit.answers import KEPT, Answer, load, parse, without_secrets

ADDRESS = "https://example.fi/raportit/?page=2"


def test_what_is_written_can_be_read_by_people(tmp_path: Path) -> None:
    answer = Answer("GET", ADDRESS, 200, {"content-type": "text/html", "etag": '"1"'}, b"<p>\n\nx")
    path = answer.save(tmp_path / "new" / "folder")
    assert path.read_bytes() == (
        b"GET https://example.fi/raportit/?page=2\n200\n"
        b'content-type: text/html\netag: "1"\n\n<p>\n\nx'
    )
    assert path.name.startswith("get-example-fi-raportit-page-2-")
    assert load(path.parent) == {("GET", ADDRESS): answer}


def test_the_same_request_has_the_same_file(tmp_path: Path) -> None:
    first = Answer("GET", ADDRESS, 200, {}, b"1").save(tmp_path)
    second = Answer("GET", ADDRESS, 200, {}, b"2").save(tmp_path)
    others = {
        Answer(method, url, 200, {}, b"").save(tmp_path)
        for method, url in [("HEAD", ADDRESS), ("GET", ADDRESS + "0"), ("GET", "x" * 900)]
    }
    assert first == second
    assert len({first, *others}) == 4
    assert second.read_bytes().endswith(b"2")


def test_secrets_are_not_written(tmp_path: Path) -> None:
    secret, other = "aB3/d fG=", "sana"
    url = "https://example.fi/api?apikey=aB3%2Fd%20fG%3D&q=perhe&Token=sana&resumptionToken=oai1"
    headers = {"set-cookie": "id=1", "authorization": "Basic x", "x-odd": "y", "etag": "1"}
    body = b"<request>apikey=aB3%2Fd%20fG%3D aB3/d fG=</request>"
    path = Answer("GET", url, 200, headers, body).save(tmp_path)
    written = path.read_text() + path.name
    for hidden in (secret, "aB3", other, "cookie", "Basic", "x-odd"):
        assert hidden not in written
    assert "resumptionToken=oai1" in written
    assert "q=perhe" in written
    [(_, shown)] = load(tmp_path)
    assert shown == without_secrets(url) == without_secrets(shown)


def test_two_secrets_stay_two() -> None:
    shown = [without_secrets(f"https://example.fi/?key={n}") for n in ("salaisuus", "toinen")]
    assert len(set(shown)) == 2


@pytest.mark.parametrize(
    "content", [b"", b"GET\n200\n\n", b"GET x\n\n", b"GET x\n2000\n\n", b"\xff"]
)
def test_files_that_are_no_answers(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.http").write_bytes(content)
    with pytest.raises(UsageError, match=r"a\.http: no recorded answer"):
        load(tmp_path)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="cannot be written"):
        Answer("GET", ADDRESS, 200, {}, b"").save(tmp_path / "file" / "x")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert load(tmp_path / "missing") == {}


LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1
)


@settings(max_examples=60, deadline=None)
@given(
    path=LINE,
    status=st.integers(100, 999),
    headers=st.dictionaries(st.sampled_from(sorted(KEPT)), LINE),
    body=st.binary(),
)
def test_what_goes_in_comes_out(
    path: str, status: int, headers: dict[str, str], body: bytes
) -> None:
    answer = Answer("GET", f"https://example.fi/{path.replace('=', '')}", status, headers, body)
    assert parse(answer.dumped(), "x") == answer


@settings(max_examples=60, deadline=None)
@given(st.binary() | st.text("GET htp:/2016\n: ", max_size=40).map(str.encode))
def test_any_bytes(content: bytes) -> None:
    with contextlib.suppress(UsageError):
        assert parse(content, "x").status >= 100


def test_brackets_that_hold_no_address() -> None:
    with pytest.raises(UsageError, match="no recorded answer"):
        parse(b"GET http://[\n200\n\n", "x")
