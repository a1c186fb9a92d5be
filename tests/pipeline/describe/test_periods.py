from __future__ import annotations

import pytest

from pipeline.describe.periods import periods


def best(text: str, *, title: bool = False, programme: bool = False) -> tuple[int, int] | None:
    found = periods(text, title=title, programme=programme)
    return (found[0].range.first, found[0].range.last) if found else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hankeaika: 1.4.2011–31.3.2013", (2011, 2013)),
        ("Kesto 2018-2020. Edeltävä ohjelma 2014-2017", (2018, 2020)),
        ("Kaste-ohjelma 2008–2011. Hanke toteutetaan 1.9.2009–31.8.2011", (2009, 2011)),
        ("Projektet genomförs åren 2016–2018", (2016, 2018)),
        ("Pajapolku 2015 – 2017: kunnan osahanke", (2015, 2017)),
        ("Tulokset vuosilta 2003-2013 kuviossa", None),
        ("Kuvio 2: lapset 2009-2011", None),
        ("Lukuvuosi 2016-2017 alkoi", None),
        ("Jatkoimme aiempaa, 2007–2009 toteutettua mallia", None),
        ("Vuonna 2012 ja vuonna 2014", None),
    ],
)
def test_own_period(text: str, wanted: tuple[int, int] | None) -> None:
    assert best(text) == wanted


def test_years_in_brackets_behind_the_own_name() -> None:
    padding = "Tässä kerrotaan, miten perheitä autettiin ja mitä opittiin. " * 8
    own = f"Pajapolku-hankkeen muistio. {padding} Pajapolku-hanke (2014–2015) kokeili."
    other = f"Pajapolku-hankkeen muistio. {padding} Majakkavalo-hanke (2014–2015) kokeili."
    assert best(own) == (2014, 2015)
    assert best(other) is None


def test_a_title() -> None:
    assert best("Pajapolku 2014-2016. Loppuraportti", title=True) == (2014, 2016)
    assert best("Pajapolku 2014-2016. Väliraportti 1.1.-30.6.2015", title=True) == (2014, 2016)
    assert best("Väliraportti 1.1.-30.6.2015", title=True) is None
    assert best("Kehittäminen jatkuu vuonna 2019", title=True) == (2019, 2019)
    assert best("Kehittäminen vuonna 2019", title=True) is None


def test_a_programme_s_own_years() -> None:
    text = "Lapsiohjelma 2016–2019 sisältää kuusi osaa"
    assert best(text) is None
    assert best(text, programme=True) == (2016, 2019)
