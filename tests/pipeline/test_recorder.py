from __future__ import annotations

from itertools import count

from pipeline.progress import Silent
from pipeline.recorder import SLOWEST, Recorder


class Heard(Silent):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def stage(self, name: str, total: int | None) -> None:
        self.lines.append(f"{name} {total}")

    def step(self) -> None:
        self.lines.append("step")

    def remark(self, line: str) -> None:
        self.lines.append(line)


def test_stages_are_timed_and_everything_is_passed_on() -> None:
    heard, clock = Heard(), count(0.0, 2.5)
    recorder = Recorder(heard, lambda: next(clock))
    recorder.stage("extracting", 2)
    recorder.step()
    recorder.remark("a.pdf: slow")
    recorder.step()
    recorder.stage("indexing", None)
    recorder.end()
    recorder.end()
    assert heard.lines == ["extracting 2", "step", "a.pdf: slow", "step", "indexing None"]
    assert recorder.report()["stages"] == [
        {"name": "extracting", "steps": 2, "seconds": 2.5},
        {"name": "indexing", "steps": 0, "seconds": 2.5},
    ]


def test_the_slowest_documents_are_remembered_and_no_more() -> None:
    recorder = Recorder(Silent())
    for number in range(3 * SLOWEST):
        recorder.took(f"{number}.pdf", "extract", number / 10)
    slowest = recorder.report()["slowest"]
    assert len(slowest) == SLOWEST
    assert slowest[0] == {"seconds": 5.9, "stage": "extract", "location": "59.pdf"}
    assert slowest[-1]["location"] == f"{2 * SLOWEST}.pdf"
