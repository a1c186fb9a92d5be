from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.arrays import TAIL, ArrayFile, ArrayWriter

NUMBERS = st.lists(st.integers(0, 2**63), max_size=20)


def write(path: Path, arrays: dict[str, list[int]]) -> None:
    writer = ArrayWriter(path.open("wb"))
    for name, numbers in arrays.items():
        writer.add(name, np.array(numbers, np.uint64))
    writer.close()


@settings(max_examples=50)
@given(arrays=st.dictionaries(st.text(max_size=5), NUMBERS, max_size=5))
def test_what_is_written_is_read(
    arrays: dict[str, list[int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("arrays") / "a"
    write(path, arrays)
    read = ArrayFile(path)
    assert read.names() == list(arrays)
    assert {name: read[name].tolist() for name in read.names()} == arrays


@pytest.mark.parametrize(
    ("highest", "bytes_each"), [(0, 1), (255, 1), (256, 2), (65_536, 4), (2**32, 8)]
)
def test_numbers_take_the_room_they_need(highest: int, bytes_each: int, tmp_path: Path) -> None:
    write(tmp_path / "a", {"numbers": [0, highest]})
    assert ArrayFile(tmp_path / "a")["numbers"].itemsize == bytes_each


@pytest.mark.parametrize("kept", [0, 5, TAIL.size, -1])
def test_a_file_that_is_not_whole_is_told(kept: int, tmp_path: Path) -> None:
    path = tmp_path / "a"
    write(path, {"numbers": [1, 2, 3]})
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(Exception, match=r"not whole|empty file|unpack_from"):
        ArrayFile(path)


def test_what_is_mapped_stays_when_the_file_is_removed(tmp_path: Path) -> None:
    write(tmp_path / "a", {"numbers": [1, 2, 3]})
    read = ArrayFile(tmp_path / "a")
    (tmp_path / "a").unlink()
    assert read["numbers"].tolist() == [1, 2, 3]
