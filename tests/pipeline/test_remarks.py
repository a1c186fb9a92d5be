from __future__ import annotations

from pipeline.remarks import Remarks


def test_each_is_told_once_and_some_are_held_back() -> None:
    told: list[str] = []
    remarks = Remarks(told.append)
    for _ in range(2):
        remarks.add("a.pdf", ["damaged", "page 1 needs OCR"], hold="needs OCR")
    remarks.add("b.pdf", ["page 2 needs OCR"], hold="needs OCR")
    assert told == ["a.pdf: damaged"]
    remarks.add("b.pdf", [])
    remarks.release()
    remarks.release()
    assert told == ["a.pdf: damaged", "a.pdf: page 1 needs OCR"]
    remarks.add("b.pdf", ["page 2 needs OCR"])
    assert told[2:] == ["b.pdf: page 2 needs OCR"]
