from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import messages
from web.languages import LANGUAGES, language, negotiated
from web.messages import TRANSLATED, gathered, missing

_PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated(code: str) -> None:
    assert missing(code) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_have_the_places_of_their_message(code: str) -> None:
    translations = language(code).translations
    for message in gathered():
        if message.id and isinstance(message.id, str):
            said = translations.gettext(message.id)
            assert sorted(_PLACES.findall(said)) == sorted(_PLACES.findall(message.id)), said


def test_there_are_messages_from_templates_and_modules() -> None:
    found = {message.id for message in gathered()}
    assert {"Narrow the search", "Kind of document"} <= found
    assert len(found) > 150


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "fi"),
        ("sv", "sv"),
        ("sv-FI, fi;q=0.5", "sv"),
        ("de, en;q=0.3, sv;q=0.2", "en"),
        ("de-DE", "fi"),
        ("en;q=0, fi;q=0.1", "fi"),
        ("en;q=abc,sv;q=0.1", "sv"),
        ("en;level=1;q=0.9", "en"),
        ("*", "fi"),
    ],
)
def test_the_language_that_is_liked_best(header: str, code: str) -> None:
    assert negotiated(header) == code


@given(st.text(max_size=80))
def test_any_header_gives_a_language(header: str) -> None:
    assert negotiated(header) in LANGUAGES


def test_numbers_and_dates() -> None:
    finnish, english = language("fi"), language("en")
    assert finnish.number(12345) == "12\N{NO-BREAK SPACE}345"
    assert english.number(12345.67, 1) == "12,345.7"
    assert finnish.date("2023-01-02T03:04:05+00:00") == "2. tammikuuta 2023"
    assert finnish.date("eilen") == finnish.time("eilen") == "eilen"
    assert "2023" in finnish.time("2023-01-02T03:04:05+00:00")
    assert finnish.language_name("sv") == "ruotsi"
    assert [language(code).own_name for code in LANGUAGES] == ["suomi", "svenska", "English"]
    assert finnish.counted("%(num)s hit", "%(num)s hits", 2000) == "2\N{NO-BREAK SPACE}000 osumaa"
    assert finnish.gettext("page %(page)s", page=3) == "sivu 3"
    assert finnish.percent(0.5).startswith("50")


def test_new_messages_come_into_the_catalogues(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "FOLDER", tmp_path)
    for code in TRANSLATED:
        file = messages.catalogue(code)
        file.parent.mkdir(parents=True)
        file.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n')
    assert "Narrow the search" in missing("fi")
    messages.main()
    text = messages.catalogue("fi").read_text(encoding="utf-8")
    assert 'msgid "Narrow the search"\nmsgstr ""' in text
    assert "Narrow the search" in missing("fi")
