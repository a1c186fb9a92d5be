from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.swedish import lemmas

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("Barnskyddet", "barnskydd"),
        ("barnskyddets", "barnskydd"),
        ("familjerna", "familj"),
        ("rådgivningsbyråerna", "rådgivningsbyrå"),
        ("småbarnspedagogiken", "småbarnspedagogik"),
        ("Österbottens", "österbotten"),
        ("föräldrarna", "förälder"),
        ("", ""),
    ],
)
def test_base_forms(word: str, base: str) -> None:
    assert lemmas(word)[0] == base


def test_a_word_nobody_knows_meets_its_own_forms() -> None:
    assert set(lemmas("blurkstigarna")) & set(lemmas("blurkstigar"))


@pytest.mark.parametrize(
    ("base", "inflected"),
    [
        ("barnskydd", "barnskyddet"),
        ("missbruk", "missbruket"),
        ("familjecenter", "familjecentret"),
        ("hemservice", "hemservicen"),
        ("småbarnspedagogik", "småbarnspedagogikens"),
    ],
)
def test_a_compound_the_dictionary_lacks_meets_its_forms(base: str, inflected: str) -> None:
    assert set(lemmas(base)) & set(lemmas(inflected))


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=30))
def test_any_text_has_a_lemma(word: str) -> None:
    assert bool(lemmas(word)[0]) == bool(word)


def test_the_dictionary_is_not_loaded_where_nothing_is_swedish() -> None:
    code = (
        "import sys\n"
        "from pipeline.analyzer import open_analyzer\n"
        "analyzer = open_analyzer()\n"
        "analyzer.analyse('perhekeskus', 'fi')\n"
        "assert 'simplemma' not in sys.modules\n"
        "analyzer.analyse('barnskyddet', 'sv')\n"
        "assert 'simplemma' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
