from __future__ import annotations

from dataclasses import replace

from corpus.document import Analysis, Part, ReadDocument, ReadPage, Span
from index.terms import FACETS, index_document

NEUVOLA = Analysis("Neuvolan", "fi", ("neuvola",))
VOI = Analysis("voi", "fi", ("voida", "voi"))
PALVELU = Analysis(
    "perhepalvelut", "fi", ("perhepalvelu",), (Part("perhe", 0, 5), Part("palvelu", 5, 13))
)


def document() -> ReadDocument:
    words = (NEUVOLA, VOI, PALVELU)
    page = ReadPage(1, "Neuvolan voi perhepalvelut", "fi", words, (0, 9, 13), (Span(0, 12),))
    title = ReadPage(0, "Neuvolan", "fi", (NEUVOLA,), (0,))
    return ReadDocument("d1", "Neuvolan", "/a.txt", "text/plain", title, (page,))


def test_every_field_shares_the_positions_of_the_words() -> None:
    fields = index_document(document(), {}).fields
    assert fields["body"] == (("neuvola",), ("voida", "voi"), ("perhepalvelu",))
    assert fields["part"] == ((), (), ("perhe", "palvelu"))
    assert fields["exact"] == (("neuvolan",), ("voi",), ("perhepalvelut",))
    assert fields["heading"] == (("neuvola",), ("voida", "voi"))
    assert fields["title"] == (("neuvola",),)


def test_what_stands_in_asides_is_there_once_more_and_no_heading() -> None:
    page = ReadPage(
        2,
        "Yhteystiedot\nneuvola@esimerkki.fi voi",
        "fi",
        (Analysis("Yhteystiedot", "fi", ("yhteystieto",)), NEUVOLA, VOI),
        (0, 13, 34),
        (Span(0, 12),),
    )
    about = ReadPage(1, "Neuvolan voi", "fi", (NEUVOLA, VOI), (0, 9))
    made = replace(document(), pages=(about, page))
    fields = index_document(made, {}).fields
    aside = (("yhteystieto",), ("neuvola",), ("voida", "voi"))
    assert fields["heading"] == ()
    assert fields["body"] == (("neuvola",), ("voida", "voi"), *aside)
    assert fields["aside_body"] == ((), (), *aside)
    assert fields["aside_exact"][2:] == (("yhteystiedot",), ("neuvolan",), ("voi",))
    assert fields["aside_part"] == ((),) * 5
    assert index_document(document(), {}).fields["aside_body"] == ()


def test_a_facet_about_which_nothing_is_known_is_unknown() -> None:
    facets = index_document(document(), {"region": ["Kainuu", "Lappi"], "period": ["x"]}).facets
    assert facets["region"] == ("Kainuu", "Lappi")
    assert facets["year"] == ("unknown",)
    assert set(facets) == set(FACETS)
