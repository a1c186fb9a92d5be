from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.log import LOGGER, clean, event

SAID = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="/@&#?"))


@given(SAID, SAID)
def test_no_password_of_an_address_is_told(user: str, password: str) -> None:
    told = clean({"url": f"https://{user}:x{password}SECRET9@host.example/a"})["url"]
    assert "SECRET9" not in told or len(user) + len(password) > 190


@pytest.mark.parametrize("name", ["Authorization", "set_cookie", "password", "editor_token"])
def test_what_is_secret_by_its_name_is_not_told(name: str) -> None:
    assert clean({name: "abc"}) == {name: "***"}
    assert clean({"headers": {name: "abc", "accept": "*/*"}})["headers"] == {
        name: "***",
        "accept": "*/*",
    }


def test_what_is_secret_in_a_query_is_not_told() -> None:
    told = clean({"urls": ["https://a.example/x?id=1&access_token=abc&b=2#f"], "n": 3})
    assert told == {"urls": ["https://a.example/x?id=1&access_token=***&b=2#f"], "n": 3}


def test_events_carry_their_facts(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, LOGGER.name):
        event("stage ended", name="extracting", seconds=1.5)
        event("not heard", logging.DEBUG)
    (record,) = caplog.records
    assert record.getMessage() == "stage ended"
    assert vars(record)["facts"] == {"name": "extracting", "seconds": 1.5}
