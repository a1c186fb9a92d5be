from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FetchError
from corpus.net.body import read_body
from tests.servers.site import bomb

MIB = 1024 * 1024


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@given(st.binary(max_size=5000), st.integers(1, 700))
def test_every_packing_gives_the_bytes_again(data: bytes, size: int) -> None:
    def chunks(packed: bytes) -> list[bytes]:
        return [packed[start : start + size] for start in range(0, len(packed), size)]

    assert read_body(chunks(data), "", 5000) == data
    assert read_body(chunks(gzip.compress(data)), "gzip", 5000) == data
    assert read_body(chunks(gzip.compress(data) + gzip.compress(data)), "x-gzip", 9999) == data * 2
    assert read_body(chunks(zlib.compress(data)), " Deflate ", 5000) == data
    assert read_body(chunks(data), "identity", 5000) == data


def test_deflate_without_its_header() -> None:
    data = b"perhekeskus " * 100
    assert read_body([_raw_deflate(data)], "deflate", 5000) == data


def test_padding_behind_gzip_is_passed_over() -> None:
    assert read_body([gzip.compress(b"a"), bytes(100)], "gzip", 10) == b"a"


def test_an_empty_body_is_not_cut_short() -> None:
    assert read_body([], "gzip", 10) == b""


@pytest.mark.parametrize(
    ("chunks", "encoding", "reason"),
    [
        ([b"a" * 11], "", "more than 10 bytes"),
        ([gzip.compress(b"a" * 11)], "gzip", "more than 10 bytes"),
        ([gzip.compress(b"a")[:-4]], "gzip", "broken gzip: cut short"),
        ([b"ei gzip"], "gzip", "broken gzip"),
        ([b"\xff" * 20], "deflate", "broken deflate"),
        ([b"a"], "br", "content encoding 'br', which was not asked for"),
    ],
)
def test_what_is_refused(chunks: list[bytes], encoding: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        read_body(chunks, encoding, 10)


def test_a_bomb_is_told_by_its_ratio_long_before_it_is_whole() -> None:
    with pytest.raises(FetchError, match=r"a bomb: over [0-9]+ MiB out of"):
        read_body([bomb(50)], "gzip", 100 * MIB)


def test_pages_that_pack_well_are_no_bombs() -> None:
    page = b"".join(b"<tr><td>%d</td><td>kunta</td></tr>" % number for number in range(100_000))
    assert read_body([gzip.compress(page)], "gzip", 100 * MIB) == page


def test_the_beginning_of_a_longer_one() -> None:
    assert read_body([b"abc", b"def", b"x" * 99], "", 4, cut=True) == b"abcd"
    assert read_body([gzip.compress(b"a" * 100)], "gzip", 4, cut=True) == b"aaaa"
