from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.describe.projectkey import (
    canonical_name,
    is_known,
    is_regional,
    phase_of,
    project_base,
    project_key,
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Kotipolku", "kotipolku"),
        ("kotipolku-hanke", "kotipolku"),
        ("Kotipolku-hankkeen", "kotipolku"),
        ("Yhdessä kotiin -kehittämishankkeessa", "yhdessä kotiin"),
        ("projektet Barnens stig", "barnens stig"),
        ("the Quiet Harbour project", "quiet harbour"),
        ("Tukeva 2", "tukeva 2"),
        ("TUKEVA 2 (JATKOHANKE)", "tukeva 2"),
        ("Tukeva-hanke 2", "tukeva 2"),
        ("PaKaste II", "pakaste 2"),
        ("PaKaste2", "pakaste 2"),
        ("M45-hanke", "m45"),
        ("KSLAPEn", "kslape"),
        ("KSLAPE:ssa", "kslape"),
        ("”Lupa auttaa!” -hanke", "lupa auttaa"),
        ("Etelä-Savon LAPE", "lape etelä savo"),
        ("LAPE Etelä-Savo", "lape etelä savo"),
        ("Satakunnan LAPE-hanke", "lape satakunta"),
        ("Potilas kuljettajan paikalle", "potku"),
        ("hanke", "hanke"),
        ("", ""),
    ],
)
def test_spellings_of_one_name(name: str, key: str) -> None:
    assert project_key(name) == key
    assert project_key(key) == key


def test_phases_have_a_base() -> None:
    assert (project_base("tukeva 2"), phase_of("tukeva 2")) == ("tukeva", "2")
    assert (project_base("länsi 2012"), phase_of("länsi 2012")) == ("länsi 2012", "")


def test_names_of_the_vocabulary() -> None:
    assert canonical_name("PAKASTE II -HANKE") == "PaKaste 2"
    assert canonical_name("Vammais-Kaste") == "Vammaispalvelujen valtakunnallinen kehittämishanke"
    assert canonical_name("Lumipolku-hankkeen") == "Lumipolku"
    assert is_known("rampe")
    assert not is_known("Lumipolku")
    assert is_regional("Lapin LAPE")
    assert not is_regional("Saari-LAPE")


@given(st.text(max_size=200))
def test_any_text_has_a_key(name: str) -> None:
    key = project_key(name)
    assert key == key.strip()
    assert project_base(key) in key
