from __future__ import annotations

import pytest

from pipeline.finnish import lemmas
from pipeline.finnish.compounds import is_part, parts
from pipeline.finnish.readings import Reading
from pipeline.finnish.voikko import Morphology


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            "lapsiperhepalveluissa",
            [
                ("lapsi", "lapsi"),
                ("lapsiperhe", "lapsiperhe"),
                ("perhe", "perhe"),
                ("perhepalvelu", "perhepalveluissa"),
                ("palvelu", "palveluissa"),
            ],
        ),
        ("LASTENSUOJELUN", [("lapsi", "LASTEN"), ("suojelu", "SUOJELUN")]),
        ("kehittämishankkeen", [("kehittäminen", "kehittämis"), ("hanke", "hankkeen")]),
        ("terveyskeskuksissa", [("terveys", "terveys"), ("keskus", "keskuksissa")]),
        ("linja-autoilla", [("linja", "linja"), ("auto", "autoilla")]),
        ("LAPE-ohjelman", [("lape", "LAPE"), ("ohjelma", "ohjelman")]),
        ("EU\u2011rahoitus", [("eu", "EU"), ("rahoitus", "rahoitus")]),
        ("0-vuotiaille", [("vuotias", "vuotiaille")]),
        (
            "Kaste-kehittämishanke",
            [
                ("kaste", "Kaste"),
                ("kehittäminen", "kehittämis"),
                ("kehittämishanke", "kehittämishanke"),
                ("hanke", "hanke"),
            ],
        ),
        (
            "LAPE-muutosohjelmaa",
            [
                ("lape", "LAPE"),
                ("muutos", "muutos"),
                ("muutosohjelma", "muutosohjelmaa"),
                ("ohjelma", "ohjelmaa"),
            ],
        ),
        (
            "lastensuojelutyössä",
            [
                ("lapsi", "lasten"),
                ("lastensuojelu", "lastensuojelu"),
                ("suojelu", "suojelu"),
                ("suojelutyö", "suojelutyössä"),
                ("työ", "työssä"),
            ],
        ),
        ("hyvinvoinnista", [("hyvin", "hyvin"), ("vointi", "voinnista")]),
        ("toimenpiteet", [("toimen", "toimen"), ("pide", "piteet")]),
        ("jatko-opiskelija", [("jatko", "jatko"), ("opiskelija", "opiskelija")]),
        ("mielipidekyselyn", [("mielipide", "mielipide"), ("kysely", "kyselyn")]),
        ("-perhetyötä", [("perhe", "perhe"), ("työ", "työtä")]),
        ("perhetyö-", [("perhe", "perhe"), ("työ", "työ")]),
        ("kesäkuussa", []),
        ("Lönnbergin", []),
        ("per\u00adhetyötä", []),
        ("palvelun", []),
        ("lapsi-", []),
    ],
)
def test_parts(form: str, expected: list[tuple[str, str]], morphology: Morphology) -> None:
    found = lemmas.analyse(form, morphology).parts
    assert [(part.lemma, form[part.start : part.end]) for part in found] == expected


def test_a_reading_that_does_not_spell_the_form_has_no_parts() -> None:
    reading = Reading("ab", "", "nimisana", "[Ln][Xp]a[X]a[Bc][Ln][Xp]b[X]b[Sn][Ny]")
    assert len(parts("a-b", reading)) == 0
    assert parts("ab", reading) == ()  # single letters find too much


def test_numbers_and_letters_are_no_parts() -> None:
    assert not is_part("18")
    assert not is_part("a")
    assert is_part("yö")
