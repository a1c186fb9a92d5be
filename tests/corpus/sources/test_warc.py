from __future__ import annotations

import base64
import functools
import gzip
import hashlib
import re
import shutil
import subprocess
import threading
import zipfile
import zlib
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.config import LimitsConfig
from corpus.document import Reference
from corpus.errors import ConfigError, FetchError
from corpus.sources import warcrecords, warcstream
from corpus.sources.warc import WarcSource
from tests.corpus.sources.archiving import DAY, Visit, archived, wacz

LIMITS = LimitsConfig()
PDF = {"Content-Type": "application/pdf"}


def source(path: Path, **settings: object) -> WarcSource:
    return WarcSource.configure("w", {"path": str(path), **settings}, Path("/"))


def opened(path: Path, *visits: Visit, packed: bool = True, **settings: object) -> WarcSource:
    path.write_bytes(archived(visits, packed=packed))
    return source(path, **settings)


def contents(archive: WarcSource) -> dict[str, bytes | str]:
    found: dict[str, bytes | str] = {}
    for reference in archive.discover():
        try:
            if reference.refusal:
                raise FetchError(reference.refusal)
            got = archive.fetch(reference, LIMITS)
            found[reference.location] = got.content
        except FetchError as error:
            found[reference.location] = str(error)
    return found


@pytest.fixture(params=["a.warc", "a.warc.gz"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def write(path: Path, *visits: Visit, **settings: object) -> WarcSource:
    return opened(path, *visits, packed=path.suffix == ".gz", **settings)


# What is found


def test_captures_and_where_they_came_from(path: Path) -> None:
    archive = write(
        path,
        Visit("http://a.fi/1", b"<p>Yksi</p>"),
        Visit("http://a.fi/2.pdf#s", b"%PDF", headers=PDF),
    )
    first, second = archive.discover()
    assert (first.location, second.location) == ("http://a.fi/1", "http://a.fi/2.pdf")
    assert not archive.passed_over
    got = archive.fetch(second, LIMITS)
    assert (got.content, got.media_type) == (b"%PDF", "application/pdf")
    assert (got.origin.url, got.origin.tool) == ("http://a.fi/2.pdf", "Koeveto/1.0")
    assert got.origin.fetched == "2015-03-02T10:11:12+00:00"
    assert second.metadata["warc:file"] == str(path)
    assert second.metadata["warc:record"].startswith("urn:uuid:")
    assert int(second.metadata["warc:offset"]) > int(first.metadata["warc:offset"])


def test_what_is_no_document_is_counted(path: Path) -> None:
    archive = write(
        path,
        Visit("http://a.fi/moved", status="301 Moved"),
        Visit("http://a.fi/k.png", b"x", headers={"Content-Type": "image/png"}),
        Visit("http://a.fi/x.zip", b"x", headers={"Content-Type": "application/octet-stream"}),
        Visit("http://a.fi/lataa", b"x", headers={}),
        Visit("http://a.fi/r.pdf", b"%PDF", headers={"Content-Type": "application/octet-stream"}),
        Visit("dns:a.fi", b"1.2.3.4", type="resource"),
        Visit("http://[a/", b"x"),
        Visit("http://a.fi/", b"x", type="metadata"),
        Visit("http://a.fi/", b"x", type="conversion"),
    )
    assert contents(archive) == {"http://a.fi/r.pdf": b"%PDF"}
    assert archive.passed_over == {
        "status 301": 1,
        "image/png": 1,
        ".zip": 1,
        "no media type": 1,
        "not a web address": 2,
        "conversion record": 1,
    }


def test_the_newest_capture_wins(tmp_path: Path) -> None:
    old, new = "2011-01-01T00:00:00Z", "2019-01-01T00:00:00Z"
    (tmp_path / "1.warc.gz").write_bytes(archived([Visit("http://a.fi/", b"uusi", new)]))
    (tmp_path / "2.warc.gz").write_bytes(archived([Visit("http://a.fi/", b"vanha", old)]))
    archive = source(tmp_path)
    assert contents(archive) == {"http://a.fi/": b"uusi"}
    [reference] = archive.discover()
    assert reference.metadata["warc:date"] == new


def test_resources_have_no_answer_of_a_server(path: Path) -> None:
    archive = write(path, Visit("http://a.fi/r.pdf", b"%PDF", type="resource", headers=PDF))
    assert contents(archive) == {"http://a.fi/r.pdf": b"%PDF"}


def test_chosen_sites_paths_and_times(tmp_path: Path) -> None:
    chosen: dict[str, Any] = {"from": "2010-01-01", "until": "2015-12-31"}
    archive = opened(
        tmp_path / "a.warc.gz",
        Visit("http://www.kaste.fi/raportit/1", b"1"),
        Visit("http://kaste.fi/muut/2", b"2"),
        Visit("http://xkaste.fi/raportit/3", b"3"),
        Visit("http://kaste.fi/raportit/4", b"4", "2009-01-01T00:00:00Z"),
        Visit("http://kaste.fi/raportit/5", b"5", headers={"Content-Type": "text/plain"}),
        hosts=["Kaste.fi"],
        paths=["/raportit/"],
        media_types=["text/html"],
        **chosen,
    )
    assert list(contents(archive)) == ["http://www.kaste.fi/raportit/1"]
    assert archive.passed_over["another site"] == 2
    assert archive.passed_over["another time"] == 1
    assert archive.passed_over["text/plain"] == 1


# Revisits


def test_a_revisit_is_the_page_it_found_again(path: Path) -> None:
    first = Visit("http://a.fi/1", b"sama")
    archive = write(
        path,
        first,
        Visit(
            "http://a.fi/1", date="2018-01-01T00:00:00Z", type="revisit", refers=(first.url, DAY)
        ),
        Visit(
            "http://a.fi/2", date="2018-01-01T00:00:00Z", type="revisit", refers=(first.url, DAY)
        ),
        Visit("http://a.fi/3", date="2018-01-01T00:00:00Z", type="revisit", refers=("x", DAY)),
        Visit("http://a.fi/4", type="revisit", status="302 Found", refers=(first.url, DAY)),
    )
    assert contents(archive) == {"http://a.fi/1": b"sama", "http://a.fi/2": b"sama"}
    assert {found.metadata["warc:date"] for found in archive.discover()} == {"2018-01-01T00:00:00Z"}
    assert archive.passed_over["revisit without its content"] == 1
    assert archive.passed_over["status 302"] == 1


def test_a_revisit_by_its_digest_and_by_the_server(path: Path) -> None:
    later = "2018-01-01T00:00:00Z"
    picture = Visit("http://a.fi/k", b"kuva", headers={"Content-Type": "image/png"})
    write(path, Visit("http://a.fi/1", b"sama"), picture)
    found = list(source(path).discover())
    archive = write(
        path,
        Visit("http://a.fi/1", b"sama"),
        picture,
        Visit("http://a.fi/2", type="revisit", digest=found[0].fingerprint.upper()),
        Visit("http://a.fi/1", type="revisit", date=later, status="304 Not Modified"),
        Visit("http://a.fi/k", type="revisit", date=later, refers=("http://a.fi/k", DAY)),
    )
    assert contents(archive) == {"http://a.fi/1": b"sama", "http://a.fi/2": b"sama"}
    assert archive.passed_over["image/png"] == 2


def test_an_older_revisit_changes_nothing(path: Path) -> None:
    archive = write(
        path,
        Visit("http://a.fi/1", b"uusi", "2019-01-01T00:00:00Z"),
        Visit("http://a.fi/0", b"muu"),
        Visit("http://a.fi/1", type="revisit", refers=("http://a.fi/0", DAY)),
    )
    assert contents(archive)["http://a.fi/1"] == b"uusi"


# Codings


@pytest.mark.parametrize("chunked", [True, False])
@pytest.mark.parametrize("coding", ["", "gzip", "deflate", "gzip, but unpacked"])
def test_codings_are_undone(coding: str, chunked: bool, path: Path) -> None:
    page = b"<p>Perhekeskus</p>" * 400
    body = {"gzip": gzip.compress(page), "deflate": zlib.compress(page)}.get(coding, page)
    headers = {"Content-Type": "text/html"}
    if coding:
        headers["Content-Encoding"] = coding.partition(",")[0]
    if chunked:
        headers["Transfer-Encoding"] = "chunked"
        body = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (body[:30], body[30:]) if p)
        body += b"0\r\n\r\n"
    assert contents(write(path, Visit("http://a.fi/", body, headers=headers))) == {
        "http://a.fi/": page
    }


@pytest.mark.parametrize(
    ("body", "headers", "why"),
    [
        (b"", {}, "empty"),
        (b"5\r\nab", {"Transfer-Encoding": "chunked"}, "chunks that do not fit together"),
        (b"\x1f\x8b\x08rikki", {"Content-Encoding": "gzip"}, "gzip"),
        (b"x", {"Content-Encoding": "br"}, "content encoding 'br'"),
        (gzip.compress(bytes(9_000_000)), {"Content-Encoding": "gzip"}, "a bomb|more than"),
    ],
)
def test_contents_that_cannot_be_had(
    body: bytes, headers: dict[str, str], why: str, path: Path
) -> None:
    visit = Visit("http://a.fi/", body, headers={"Content-Type": "text/html", **headers})
    [reference] = (archive := write(path, visit)).discover()
    with pytest.raises(FetchError, match=why):
        archive.fetch(reference, LIMITS)


def test_chunks_that_were_taken_apart(path: Path) -> None:
    headers = {"Content-Type": "text/html", "Transfer-Encoding": "chunked"}
    archive = write(path, Visit("http://a.fi/", b"<p>Ehja</p>", headers=headers))
    assert contents(archive) == {"http://a.fi/": b"<p>Ehja</p>"}


def test_a_document_over_the_limit(path: Path) -> None:
    [reference] = (archive := write(path, Visit("http://a.fi/", b"x" * 3_000_000))).discover()
    with pytest.raises(FetchError, match="more than 1 MiB"):
        archive.fetch(reference, LimitsConfig(file_mib=1))


# Damage


def test_content_that_does_not_agree_with_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    content = archived([Visit("http://a.fi/", b"alkuperainen")], packed=False)
    path.write_bytes(content.replace(b"alkuperainen", b"muutettuXXXX"))
    assert contents(source(path)) == {"http://a.fi/": warcrecords.DISAGREES}


@pytest.mark.parametrize(
    ("digest", "agrees"),
    [
        (b"md5:1234", False),
        (b"md5:" + hashlib.md5(b"sisus").hexdigest().encode(), True),
        (b"SHA-256:" + base64.b32encode(hashlib.sha256(b"sisus").digest()), True),
        (b"blake9:zzz", True),
        (b"", True),
    ],
)
def test_other_digests(digest: bytes, agrees: bool, tmp_path: Path) -> None:
    content = archived([Visit("http://a.fi/", b"sisus")], packed=False)
    spoilt = re.sub(rb"(WARC-Payload-Digest:) \S+", rb"\1 " + digest, content)
    (tmp_path / "a.warc").write_bytes(spoilt)
    found = contents(source(tmp_path / "a.warc"))["http://a.fi/"]
    assert found == (b"sisus" if agrees else warcrecords.DISAGREES)


def test_a_file_that_is_cut_off(path: Path) -> None:
    write(path, *(Visit(f"http://a.fi/{n}", b"sivu %d " % n * 200) for n in range(5)))
    path.write_bytes(path.read_bytes()[:-60])
    archive = source(path)
    found = contents(archive)
    assert [url for url in found if url.startswith("http")] == [
        f"http://a.fi/{n}" for n in range(4)
    ]
    assert archive.partial
    assert list(found.values())[-1] == "broken record: cut off: the file ends in the record"


def test_damage_in_the_middle_costs_one_record(path: Path) -> None:
    visits = [Visit(f"http://a.fi/{n}", bytes(range(256)) * 20) for n in range(5)]
    archive = write(path, *visits)
    offset = int(list(archive.discover())[2].metadata["warc:offset"])
    content = bytearray(path.read_bytes())
    content[offset : offset + 40] = b"\x07" * 40
    path.write_bytes(content)
    found = contents(source(path))
    kept = [url for url, got in found.items() if isinstance(got, bytes)]
    assert kept == [f"http://a.fi/{n}" for n in (0, 1, 3, 4)]
    [why] = [got for got in found.values() if isinstance(got, str)]
    assert why.startswith("broken record: ")
    assert "\n" not in why


def test_records_that_say_too_little(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    whole = archived([Visit("http://a.fi/1", b"ehja")], packed=False)
    bad = (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.fi/\r\n\r\nabcd\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999\r\n\r\nabcd\r\n\r\n",
    )
    path.write_bytes(b"".join(bad) + whole)
    found = contents(source(path))
    assert found["http://a.fi/1"] == b"ehja"
    assert list(found.values())[1:] == [
        "broken record: a record without an address",
        "broken record: a record that does not state its length",
        "broken record: cut off: the file ends in the record",
    ]


def test_records_packed_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    visits = [Visit(f"http://a.fi/{n}", b"x" * 300) for n in range(3)]
    path.write_bytes(gzip.compress(archived(visits, packed=False)))
    [why] = contents(source(path)).values()
    assert "pack them with `warcio recompress`" in str(why)


def test_what_the_crawler_cut_off(path: Path) -> None:
    visit = Visit("http://a.fi/", b"alku", extra={"WARC-Truncated": "length"})
    assert contents(write(path, visit)) == {"http://a.fi/": "cut off by the crawler: length"}


def test_bombs_and_headers_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warcstream, "_SMALL", 1024 * 1024)
    good = archived([Visit("http://a.fi/1", b"ehja")])
    line = b"WARC/1.0\r\nWARC-Type: " + b"x" * 200_000
    lines = b"WARC/1.0\r\n" + b"A: b\r\n" * 300_000
    spoilt = [gzip.compress(each) for each in (bytes(20_000_000), line, lines)]
    (tmp_path / "a.warc.gz").write_bytes(b"".join([*spoilt, good]))
    found = contents(source(tmp_path / "a.warc.gz"))
    assert found["http://a.fi/1"] == b"ehja"
    assert all("\n" not in why for why in found.values() if isinstance(why, str))
    bomb = b"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 90000000\r\n\r\n" + bytes(90_000_000)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(bomb) + good)
    assert "packed over 200 to 1" in str(list(contents(source(tmp_path / "b.warc.gz")).values()))


def test_a_file_of_nothing_but_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warcrecords, "MOST_BROKEN", 3)
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\n\r\n" * 50)
    found = list(source(tmp_path / "a.warc").discover())
    assert len(found) == 4
    assert "the rest is not read" in found[-1].refusal


@functools.cache
def _sample(*, packed: bool) -> bytes:
    visits = [Visit("http://a.fi/1", b"yksi" * 20), Visit("http://a.fi/2", b"kaksi" * 20)]
    return archived(visits, packed=packed)


@settings(max_examples=60, deadline=None)
@given(
    places=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6),
    packed=st.booleans(),
)
def test_no_damage_is_more_than_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, places: list[tuple[float, int]], packed: bool
) -> None:
    content = bytearray(_sample(packed=packed))
    for place, value in places:
        content[int(place * (len(content) - 1))] = value
    path = tmp_path_factory.mktemp("warc") / "a.warc"
    path.write_bytes(content)
    for got in contents(source(path)).values():
        assert isinstance(got, bytes) or "\n" not in got


# WACZ


def test_the_archives_in_a_wacz(tmp_path: Path) -> None:
    one = archived([Visit("http://a.fi/1", b"yksi"), Visit("http://a.fi/2", b"kaksi")])
    two = archived([Visit("http://a.fi/3", b"kolme")], packed=False)
    path = wacz(
        tmp_path / "a.wacz",
        {"archive/1.warc.gz": one, "archive/2.warc": two, "archive/lue.txt": b"x"},
    )
    archive = source(path)
    assert contents(archive) == {
        "http://a.fi/1": b"yksi",
        "http://a.fi/2": b"kaksi",
        "http://a.fi/3": b"kolme",
    }
    assert [found.metadata["warc:file"] for found in archive.discover()][2] == (
        f"{path}/archive/2.warc"
    )
    assert archive.partial == ""


def test_a_wacz_that_is_packed_once_more(tmp_path: Path) -> None:
    content = archived([Visit("http://a.fi/1", b"yksi")])
    path = wacz(tmp_path / "a.wacz", {"archive/1.warc.gz": content}, zipfile.ZIP_DEFLATED)
    archive = source(path)
    [reference] = archive.discover()
    assert reference.refusal.startswith("packed inside the .wacz")
    assert archive.partial


@pytest.mark.parametrize("spoil", [b"", b"rikki"])
def test_a_wacz_that_is_none(spoil: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.wacz").write_bytes(spoil)
    (tmp_path / "b.warc").write_bytes(archived([Visit("http://a.fi/1", b"1")], packed=False))
    found = contents(source(tmp_path))
    assert found["http://a.fi/1"] == b"1"
    assert found[str(tmp_path / "a.wacz")] == "broken or cut off: not a readable zip archive"


def test_a_wacz_whose_list_lies(tmp_path: Path) -> None:
    content = archived([Visit("http://a.fi/1", b"yksi")])
    path = wacz(tmp_path / "a.wacz", {"archive/1.warc.gz": content})
    spoilt = path.read_bytes().replace(b"PK\x03\x04", b"XX\x03\x04")
    path.write_bytes(spoilt)
    [reference] = source(path).discover()
    assert reference.refusal == "broken: not where the archive says it is"


# Other tools


@pytest.mark.skipif(not shutil.which("wget"), reason="wget is not installed")
def test_what_wget_writes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text('<html><body><a href="r.pdf">Raportti</a></body></html>')
    (site / "r.pdf").write_bytes(b"%PDF-1.4 raportti")
    with _serving(site) as url:
        command = ["wget", "-q", "-r", "-e", "robots=off", "--warc-file=veto", url]
        subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    archive = source(tmp_path / "veto.warc.gz")
    found = contents(archive)
    assert found == {
        f"{url}/": (site / "index.html").read_bytes(),
        f"{url}/r.pdf": b"%PDF-1.4 raportti",
    }
    [first, _] = archive.discover()
    assert archive.fetch(first, LIMITS).origin.tool.startswith("Wget/")


class _serving:  # noqa: N801 - reads as a verb
    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Quiet, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


# Use and misuse


def test_a_capture_that_was_not_listed(path: Path) -> None:
    archive = write(path, Visit("http://a.fi/", b"x"))
    with pytest.raises(FetchError, match="not in the files"):
        archive.fetch(Reference("w", "http://b.fi/"), LIMITS)


def test_a_file_that_went_away(path: Path) -> None:
    archive = write(path, Visit("http://a.fi/", b"x"))
    [reference] = list(archive.discover())
    path.unlink()
    with pytest.raises(FetchError, match="cannot be read"):
        archive.fetch(reference, LIMITS)
    with pytest.raises(FetchError, match="no such file or folder"):
        list(archive.discover())


def test_the_same_order_and_fingerprints_each_time(path: Path) -> None:
    archive = write(path, *(Visit(f"http://a.fi/{n}", b"%d" % n) for n in (3, 1, 2)))
    first = list(archive.discover())
    assert [found.location[-1] for found in first] == ["3", "1", "2"]
    assert list(source(path).discover()) == first
    assert len({found.fingerprint for found in first}) == 3


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({}, 'needs path = "…"'),
        ({"path": "x", "host": "a"}, "unknown key host; did you mean hosts?"),
        ({"path": "x", "hosts": 5}, "hosts must be a list of texts"),
        ({"path": "x", "from": "2015"}, "from must be a day"),
    ],
)
def test_settings_that_are_wrong(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        WarcSource.configure("w", settings, Path("/"))
    assert message in str(caught.value)
