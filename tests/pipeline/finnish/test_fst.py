from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.finnish import fst

SERVICES = (
    "[Ln][Xp]perhe[X]perhe[Sn][Ny][Bh][Bc][Lt][Xp]palvella[X]palvel[Ln][Xj]u[X]u[Sine][Nm]issa"
)


def test_a_compound_is_taken_apart() -> None:
    assert fst.surface(SERVICES) == "perhepalveluissa"
    assert fst.tail(SERVICES).startswith("[Lt][Xp]palvella")
    assert fst.base(fst.tail(SERVICES)) == "palvelu"
    assert fst.tags(fst.tail(SERVICES))[-2:] == ["Sine", "Nm"]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("[Lt][Xp]kehittää[X]kehittä[Tn4]mis[Bh]", "kehittäminen"),
        ("[Lep][Xp]Pohjan=maa[X]pohjan[Bm]maa[Sg][Ny]n", "Pohjanmaa"),
        ("[La][Xr]jj[X][Xp]EU[X]eu[Sg][Ny]:n", "EU"),
        ("[Lu]18-", "18-"),
        ("", ""),
    ],
)
def test_base(text: str, base: str) -> None:
    assert fst.base(text) == base


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        (SERVICES, True),
        ("[Ln][Xp]hyvin=vointi[X]hyvin[Bm]voint[Sn][Ny]i", True),
        ("[Ln]työ", False),
    ],
)
def test_boundaries_of_both_kinds_make_a_compound(text: str, compound: bool) -> None:
    assert fst.is_compound(text) is compound


@given(st.text("[]XpjrsBcLn=ab-", max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_is_taken_apart(text: str) -> None:
    assert isinstance(fst.surface(text), str)
    assert isinstance(fst.base(text), str)
    assert text.endswith(fst.tail(text))
