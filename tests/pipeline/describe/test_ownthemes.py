from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ConfigError
from pipeline.describe import find_theme, theme_label
from pipeline.describe.describers import describe
from pipeline.describe.ownthemes import themes_version
from tests.pipeline.describe.conftest import Read

OWN = """
[[theme]]
code = "luonto"
fi = "Luonto ja eläimet"
en = "Nature"
strong = ["eläinavusteinen", "green care", "metsä*"]

[[theme]]
code = "neuvola"
strong = ["vauvalaatikko"]
"""


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "themes.toml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def _themes(read: Read, text: str, own: str) -> list[str]:
    values = describe(read("Raportti", text), own)
    return [value.value for value in values if value.facet == "theme" and value.chosen]


def test_own_themes_stand_beside_the_built_in(read: Read, own: str) -> None:
    text = "Eläinavusteisessa ryhmässä käytiin metsässä. Lastensuojelun perheet viihtyivät."
    assert set(_themes(read, text, own)) == {"luonto", "lastensuojelu"}
    assert _themes(read, text, "") == ["lastensuojelu"]


def test_own_terms_join_a_built_in_theme(read: Read, own: str) -> None:
    text = "Vauvalaatikot jaettiin. Vauvalaatikko on suosittu."
    assert _themes(read, text, own) == ["neuvola"]
    assert _themes(read, text, "") == []


def test_own_themes_have_names(own: str) -> None:
    for name in ("luonto", "LUONTO JA ELÄIMET", "nature"):
        assert find_theme(name, own) == "luonto"
        assert find_theme(name) is None
    assert theme_label("luonto", "sv", own) == "Luonto ja eläimet"
    assert find_theme("Barnskydd", own) == "lastensuojelu"


def test_the_version_follows_the_file(own: str) -> None:
    before = themes_version(own)
    Path(own).write_text(OWN.replace("green care", "luontopolku"), encoding="utf-8")
    assert themes_version(own) != before
    assert themes_version("") == ""
    with pytest.raises(ConfigError, match="No such file"):
        themes_version(f"{own}x")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds tables"),
        ("[theme]\ncode = 'a'", "holds tables"),
        ("x = 1", "holds tables"),
        ("theme = [1]", "theme 1: must be a table"),
        ("[[theme]]\ncode = 'Ä Ö'\nstrong = ['a']", "code must be a short name"),
        ("[[theme]]\ncode = 'oma'", r"\(oma\): has no terms"),
        ("[[theme]]\ncode = 'oma'\nstrong = 'a'", "strong must be a list"),
        ("[[theme]]\ncode = 'oma'\nstrong = ['* ']", "must have one to 6 words"),
        ("[[theme]]\ncode = 'oma'\nstrong = ['a']\nfi = 3", "fi must be a text"),
        ("[[theme]]\ncode = 'oma'\nword = ['a']", "unknown key word"),
        ("[[theme", r"themes\.toml: "),
    ],
)
def test_what_is_wrong_in_a_file_is_named(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "themes.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        find_theme("neuvola", str(path))
