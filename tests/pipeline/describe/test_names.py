from __future__ import annotations

import pytest

from pipeline.describe import find_region, find_theme, theme_label


@pytest.mark.parametrize(
    "text", ["Pohjois-Pohjanmaa", "pohjois-pohjanmaa ", "17", "Norra Österbotten"]
)
def test_a_region_by_any_name(text: str) -> None:
    assert find_region(text) == "Pohjois-Pohjanmaa"


def test_the_whole_country_and_nothing() -> None:
    assert find_region("KOKO MAA") == find_region("hela landet") == "koko maa"
    assert find_region("Atlantis") is None


@pytest.mark.parametrize("text", ["neuvola", "NEUVOLAT JA PERHEVALMENNUS"])
def test_a_theme_by_any_name(text: str) -> None:
    assert find_theme(text) == "neuvola"
    assert find_theme("purjehdus") is None


def test_labels() -> None:
    assert theme_label("lastensuojelu") == "Lastensuojelu"
    assert theme_label("lastensuojelu", "sv") == "Barnskydd"
    assert theme_label("lastensuojelu", "en") != theme_label("lastensuojelu", "fr")
    assert theme_label("purjehdus") == "purjehdus"
