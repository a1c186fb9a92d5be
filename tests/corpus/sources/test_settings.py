from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from corpus.errors import ConfigError
from corpus.sources.settings import Settings


def settings(**raw: object) -> Settings:
    return Settings("x", raw, list(raw))


def test_what_is_taken_out() -> None:
    found = settings(
        text=" a ",
        one="b",
        many=["c", " ", "d "],
        day=date(2015, 12, 31),
        flag=False,
        table={"a": "b"},
    )
    assert found.text("text") == "a"
    assert found.text("missing", "z") == "z"
    assert (found.texts("one"), found.texts("many")) == (("b",), ("c", "d"))
    assert found.texts("missing", ("e",)) == ("e",)
    assert (found.day("day"), found.day("missing")) == ("2015-12-31", "")
    assert found.flag("flag", default=True) is False
    assert found.table("table") == {"a": "b"}
    assert found.path("text", Path("/base"), "x") == Path("/base/a")


@pytest.mark.parametrize("day", ["31.12.2015", "2015-13-01", "20151231", 5, datetime(2015, 1, 1)])
def test_days_of_another_form(day: object) -> None:
    with pytest.raises(ConfigError, match=r"\[sources.x\]: day must be a day, as 2015-12-31"):
        settings(day=day).day("day")
