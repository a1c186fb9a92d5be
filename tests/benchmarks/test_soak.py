from __future__ import annotations

import os
from xml.etree import ElementTree

import pytest

from benchmarks.soak.picture import picture
from benchmarks.soak.watch import Sample, growth, not_flat, sample


def _samples(memory: list[float], descriptors: float = 12) -> list[Sample]:
    return [Sample(10.0 * n, mib, descriptors, 8.0) for n, mib in enumerate(memory)]


def test_what_stays_is_flat_and_what_warms_up_in_the_beginning_too() -> None:
    assert not_flat(_samples([40, 90, 100, 101, 99, 100, 102, 100])) == []
    assert growth(_samples([40, 90, 100, 102, 99, 100, 102, 104]))["memory_mib"] == (101, 103)


def test_a_leak_is_told_with_its_figures() -> None:
    assert not_flat(_samples([100 + 20 * n for n in range(16)])) == [
        "memory_mib grew from 210.0 to 370.0"
    ]


def test_descriptors_that_are_not_closed_are_told() -> None:
    rising = [Sample(n, 50, 10 + 3 * n, 0.0) for n in range(12)]
    assert not_flat(rising) == ["descriptors grew from 22.0 to 40.0"]


def test_a_short_run_says_that_nothing_is_known() -> None:
    assert not_flat(_samples([50, 50])) == ["too short to tell"]


def test_a_process_is_sampled() -> None:
    found = sample(os.getpid(), 1.5, [0.010, 0.030, 0.020])
    assert found.memory_mib > 10
    assert found.descriptors >= 3
    assert found.latency_ms == pytest.approx(20)
    with pytest.raises(OSError, match="No such"):
        sample(2**22 + 1, 0.0, [])


def test_the_picture_has_a_line_for_each_process_and_figure() -> None:
    drawn = picture({"ingest": _samples([50] * 9), "search <x>": _samples([20] * 9), "none": []})
    root = ElementTree.fromstring(drawn)
    paths = [p for p in root.iter("{http://www.w3.org/2000/svg}path") if p.get("stroke-width")]
    assert len(paths) == 3 + 2 * 3
    assert "search &lt;x&gt;" in drawn
