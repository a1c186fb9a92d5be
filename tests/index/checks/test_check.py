from __future__ import annotations

from pathlib import Path

import pytest

from corpus.config import Config
from corpus.errors import NoCorpusError, StoreError
from index.checks.check import NONE_YET, Check, Patient, WorryingError, WrongError, run, some


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (WrongError("rikki", "korjaa"), Check("x", False, "rikki", mend="korjaa")),
        (WorryingError("outo", "katso"), Check("x", True, "outo", True, "katso")),
        (NoCorpusError("no corpus"), Check("x", True, NONE_YET)),
        (StoreError("locked"), Check("x", False, "locked")),
        (ValueError("two\nlines"), Check("x", False, "ValueError: two lines")),
    ],
)
def test_whatever_a_check_raises_is_what_it_found(error: Exception, expected: Check) -> None:
    def examine(_patient: Patient) -> str:
        raise error

    assert run("x", examine, Patient(Config(base=Path("/nowhere")))) == expected


def test_what_is_right_is_said() -> None:
    patient = Patient(Config(base=Path("/nowhere")))
    assert run("x", lambda _: "hyvin", patient) == Check("x", True, "hyvin")


def test_a_few_of_many_are_named() -> None:
    assert some(["a", "b", "c"]) == "a, b, c"
    assert some(["a", "b", "c", "d"]) == "a, b, c …"
