"""Web pages: the content stays whole, what stands around it goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.config import LimitsConfig
from corpus.document import Extraction, Link
from corpus.errors import ExtractionError
from pipeline.extract.base import extract
from pipeline.extract.context import Context
from tests.pipeline.extract.conftest import knows, whole

ReadHtml = Callable[..., Extraction]

MODERN = """<!doctype html><html lang="fi"><head><meta charset="utf-8">
<title>Kylän tuki – Esimerkkihanke</title>
<meta property="article:published_time" content="2019-05-02T09:00:00+03:00">
<meta name="author" content="Maija Mallinen"><meta name="DC.date" content="2019-05-02">
<script>var x = "Skriptin sanoja";</script><style>.tyyli{}</style></head>
<body class="has-sidebar">
<div id="cookie-banner"><p>Käytämme evästeitä ja kerromme siitä tässä hyvin pitkästi.</p></div>
<a class="skip-link" href="#main">Siirry sisältöön</a>
<header><a href="/">Esimerkkihanke</a><nav><ul><li><a href="/a">Ajankohtaista</a></li></ul>
</nav></header>
<ol class="breadcrumb"><li><a href="/">Alku</a></li><li>Kylän tuki</li></ol>
<main><article><header><h1>Kylän tuki</h1><p>Ingressi kertoo lyhyesti.</p></header>
<p>Perheet saivat tukea kotiin. Työntekijä kävi <b>viikoit</b><i>tain</i> kylässä.</p>
<h2>Tulokset</h2><ul><li>Ensimmäinen tulos</li><li>Toinen tulos
<ul><li>Sisempi tulos</li></ul></li></ul>
<pre>rivi yksi
rivi kaksi</pre>
<p hidden>Piilossa oleva kappale</p><p style="display:none">Toinen piilotettu</p>
<span aria-hidden="true">★</span>
<div class="accordion-panel" style="display: none"><p>Haitarin sisältö kuuluu sivuun.</p></div>
<p><a href="liitteet/raportti.pdf?v=2">Loppuraportti</a> <a href="/muu">Muu sivu</a></p>
<footer>Kirjoitettu kylässä</footer></article></main>
<aside><h2>Uutiset</h2><p>Sivupalkin uutinen</p></aside>
<div class="related"><p>Muita artikkeleita meiltä</p></div>
<footer><p>© 2019 Esimerkkihanke | Tietosuoja</p></footer></body></html>"""


def test_modern_page(read_html: ReadHtml) -> None:
    found = read_html(MODERN)
    (page,) = found.pages
    assert page.text == (
        "Kylän tuki\nIngressi kertoo lyhyesti.\n"
        "Perheet saivat tukea kotiin. Työntekijä kävi viikoittain kylässä.\n"
        "\nTulokset\nEnsimmäinen tulos\nToinen tulos\nSisempi tulos\nrivi yksi\nrivi kaksi\n"
        "Haitarin sisältö kuuluu sivuun.\nLoppuraportti Muu sivu\nKirjoitettu kylässä"
    )
    assert [page.text[a:b] for a, b in page.headings] == ["Kylän tuki", "Tulokset"]
    assert page.method == "html"
    assert found.title == "Kylän tuki"
    assert found.links == (Link("liitteet/raportti.pdf?v=2", "Loppuraportti"),)
    assert found.metadata["article:published_time"] == "2019-05-02T09:00:00+03:00"
    assert found.metadata["DC.date"] == "2019-05-02"
    assert found.metadata["lang"] == "fi"
    assert "Mallinen" not in str(found)
    assert found.warnings == ()


PLONE = """<html><head><title>Arjen verkko &mdash; Kehittäjät</title></head><body>
<div id="visual-portal-wrapper"><div id="portal-top"><p class="hiddenStructure">
<a href="#c">Siirry sisältöön.</a></p><div id="portal-searchbox"><form><label>Hae sivuilta</label>
</form></div><ul id="portal-personaltools"><li><a href="/login">Kirjaudu</a></li></ul></div>
<div id="portal-breadcrumbs">Olet täällä: <a href="/">Alku</a> → <a href="/h">Hankkeet</a></div>
<table><tr><td><dl class="portlet portletNavigationTree"><dt>Navigointi</dt>
<dd><a href="/1">Lapua</a></dd><dd><a href="/2">Ilmajoki</a></dd></dl></td>
<td><div id="content" class="documentContent"><h1 class="documentFirstHeading">Arjen verkko</h1>
<p>Verkossa on mukana kolme kuntaa, ja työ tehdään niiden kanssa yhdessä koko vuoden ajan.</p>
<div class="documentByLine">Tekijä: ylläpito — Viimeksi muokattu: 12.05.2014 09:31</div>
</div></td></tr></table><div id="portal-footer"><p>Sivukartta · Yhteystiedot</p></div></div>
</body></html>"""


def test_plone_page_in_a_layout_table(read_html: ReadHtml) -> None:
    found = read_html(PLONE)
    assert whole(found).startswith("Arjen verkko\nVerkossa on mukana kolme kuntaa")
    for word in (
        "Siirry",
        "Hae",
        "Kirjaudu",
        "Olet",
        "Lapua",
        "Navigointi",
        "Sivukartta",
        "Tekijä",
    ):
        assert word not in whole(found)
    assert found.metadata["Viimeksi muokattu"] == "12.05.2014"


RECORD = """<HTML><HEAD><TITLE>Hankekanta - Arjen silta</TITLE>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"></HEAD><BODY>
<table width=760><tr><td colspan=2><font size=+1>Hankekanta</font> <a href=a>Hae</a> |
<a href=b>Salkut</a> | <a href=c>Ohje</a></td></tr>
<tr><td colspan=2><h1>Arjen silta</h1></td></tr>
<tr><td class=otsikko>Tiivistelmä</td><td>Silta vie perheen palveluun.<br><br>- yksi keino<br>
- toinen keino<br><p><b>Kustannukset</b></p><table border=1><tr><td>Menot</td><td>2017</td>
<td>Yhteensä</td></tr><tr><td>Palkat</td><td>672 500</td><td>1 345 000</td></tr></table></td></tr>
<tr><td class=otsikko>Aloittamispvm</td><td>1.1.2017</td></tr>
<tr><td class=otsikko>Rahoittajat</td><td>Ministeriö<br>Kaupunki</td></tr>
<tr><td class=otsikko>Liitteet</td><td><a href=x>Eka</a> <a href=y>Toka</a>
<a href=z>Kolmas</a></td></tr>
<tr><td class=otsikko>Logot</td><td></td></tr>
<tr><td colspan=2><b>Muita hankkeita</b><br><a href=1>Vanhusten piha, Pori</a><br>
<a href=2>Asumisen polku, Lahti</a></td></tr></table>
<hr><font size=-2>&copy; Kaupunki - palaute@esimerkki.fi</font></BODY></HTML>"""


def test_record_page_that_is_one_table(read_html: ReadHtml) -> None:
    found = read_html(RECORD.encode("cp1252"))
    assert whole(found).split("\n") == [
        "Arjen silta",
        "Tiivistelmä Silta vie perheen palveluun.",
        "- yksi keino",
        "- toinen keino",
        "",
        "Kustannukset",
        "Menot\t2017\tYhteensä",
        "Palkat\t672 500\t1 345 000",
        "Aloittamispvm 1.1.2017",
        "Rahoittajat Ministeriö",
        "Kaupunki",
        "Liitteet Eka Toka Kolmas",
        "Logot",
    ]
    assert found.metadata["Aloittamispvm"] == "1.1.2017"
    assert found.metadata["Rahoittajat"] == "Ministeriö; Kaupunki"
    assert found.title == "Arjen silta"


def test_labels_and_values(read_html: ReadHtml) -> None:
    found = read_html(
        """<main><h1>Malli</h1><dl><dt>Rahoittaja</dt><dd>Ministeriö</dd><dd>Kunnat</dd>
        <dt>Paikka</dt><dd>Lapua</dd></dl>
        <div class="field"><div class="field-label">Toimiaika:</div><div>2016–2018</div></div>
        <div class="field"><span class="label">Luotu</span><span>3.4.2016</span></div>
        <p>Yhteyshenkilö: ei ole enää</p><p>Muutos: osallisuus kasvaa</p><p>Aika: 3.4.2016</p>
        <ul><li>Tilat: keittiö</li><li>Väki: ohjaaja</li><li>Aika: aamu</li></ul><p>Osoite https://esimerkki.fi</p>
        <p>Sanoi näin: tämä on niin pitkä kappale, ettei se ole pari. Se jatkuu vielä ja jatkuu,
        kunnes se on pidempi kuin kaksisataa merkkiä, eikä sitä silloin enää luulla pariksi, vaan
        kappaleeksi, joka se onkin.</p><p>2010: vuosi</p></main>"""
    )
    assert dict(found.metadata) == {
        "Rahoittaja": "Ministeriö; Kunnat",
        "Paikka": "Lapua",
        "Toimiaika": "2016–2018",
        "Luotu": "3.4.2016",
        "Muutos": "osallisuus kasvaa",
        "Aika": "3.4.2016",
    }
    assert "Paikka Lapua" in whole(found)


def test_frontpage_navigation_in_a_table_cell(read_html: ReadHtml) -> None:
    links = "".join(f'<p><a href="{n}.htm">Sivu {n}</a></p>' for n in range(5))
    body = "<p>" + "Projekti tuo perhetyön kotiin. " * 20 + "</p>"
    found = read_html(
        "<title>Perheprojekti</title><body><table><tr><td>"
        + links
        + "</td><td>"
        + body
        + "</td></tr></table>"
    )
    assert "Sivu 3" not in whole(found)
    assert "Projekti tuo perhetyön kotiin." in whole(found)
    assert found.title == "Perheprojekti"


def test_lists_of_links_with_titles_or_documents_stay(read_html: ReadHtml) -> None:
    reports = "".join(
        f'<li><a href="{n}.html">Loppuraportti perhetyön kehittämisestä {n}</a></li>'
        for n in range(4)
    )
    files = "".join(f'<li><a href="{n}.pdf">Liite {n}</a></li>' for n in range(4))
    found = read_html(f"<main><h1>Raportit</h1><ul>{reports}</ul><ul>{files}</ul></main>")
    assert "kehittämisestä 3" in whole(found)
    assert "Liite 3" in whole(found)
    assert [link.target for link in found.links] == ["0.pdf", "1.pdf", "2.pdf", "3.pdf"]


def test_page_in_a_form(read_html: ReadHtml) -> None:
    found = read_html(
        "<body><form id='aspnetForm'><div><h2>Hanke</h2><p>"
        + "Tärkeä sisältö. " * 30
        + "</p></div><select><option>Valitse alue</option></select></form></body>"
    )
    assert "Tärkeä sisältö." in whole(found)
    assert "Valitse" not in whole(found)


def test_list_of_articles(read_html: ReadHtml) -> None:
    articles = "".join(f"<article><h2>Uutinen {n}</h2><p>Teksti {n}.</p></article>" for n in (1, 2))
    found = read_html(f"<body><div><div>{articles}</div></div></body>")
    assert whole(found) == "Uutinen 1\nTeksti 1.\n\nUutinen 2\nTeksti 2."


def test_wrappers_may_be_called_anything(read_html: ReadHtml) -> None:
    found = read_html(
        "<div class='sidebar-left'><div class='portlet-boundary portlet'><p>"
        + "Sisältöä riittää. " * 10
        + "</p></div><div class='portlet-journal-content portlet'>"
        "<p>Toinen laatikko kertoo muusta, mutta siinäkin on yksi lause.</p></div></div>"
    )
    assert "Sisältöä riittää." in whole(found)
    assert "Toinen laatikko kertoo" in whole(found)


def test_title_without_a_heading(read_html: ReadHtml) -> None:
    page = "<head>{}</head><body><p>Tekstiä sivulla.</p></body>"
    og = '<meta property="og:title" content="Avoin otsikko"><title>Toinen</title>'
    assert read_html(page.format(og)).title == "Avoin otsikko"
    site = "<title>Perheiden hyvä arki | Kunta</title>"
    assert read_html(page.format(site)).title == "Perheiden hyvä arki"
    assert read_html(page.format("")).title == ""


def test_title_of_a_page_without_a_main_heading(read_html: ReadHtml) -> None:
    found = read_html(
        "<title>Hankkeesta | Pitkä sivuston nimi</title><h2>Hankkeesta</h2><p>Työ.</p>"
    )
    assert found.title == "Hankkeesta"
    word = read_html(
        "<title>Loppuraportti</title><h1>1 Johdanto</h1><p>a</p><h1>2 Työ</h1><p>b</p>"
    )
    assert word.title == "Loppuraportti"
    stated = '<meta name="DC.title" content="Tarkka nimi"><title>Arkisto</title><p>Työ.</p>'
    assert read_html(stated).title == "Tarkka nimi"
    assert "title" not in read_html(stated).metadata


def test_words_of_neighbouring_elements(read_html: ReadHtml) -> None:
    found = read_html(
        "<p><span>Luotu</span><span>12.1.</span> H<sub>2</sub>O 5 m<sup>2</sup> <b>vii</b>koittain"
        "<p><b>412</b><span>kotikäyntiä</span>"
    )
    assert whole(found) == "Luotu 12.1. H2O 5 m2 viikoittain\n412 kotikäyntiä"


def test_headings_of_accordions_are_buttons(read_html: ReadHtml) -> None:
    found = read_html(
        "<main><h1>Malli</h1><h2><button aria-controls=a>Tausta</button></h2>"
        "<div id=a hidden>Malli syntyi kylällä.</div><button>Tallenna</button></main>"
    )
    assert whole(found) == "Malli\n\nTausta\nMalli syntyi kylällä."


def test_name_of_the_site_as_main_heading(read_html: ReadHtml) -> None:
    found = read_html(
        "<div><h1><a href=/>Kunta</a></h1></div><h2>Perhetyö</h2><p>Työtä tehdään.</p>"
    )
    assert whole(found) == "Perhetyö\nTyötä tehdään."


def test_archived_page(read_html: ReadHtml) -> None:
    found = read_html(
        '<div id="wm-ipp-base"><div id="wm-ipp">37 captures</div></div>'
        "<div id=wm-ipp-print>The Wayback Machine - http://a.fi</div>"
        "<p>Projekti päättyi keväällä.</p>"
    )
    assert whole(found) == "Projekti päättyi keväällä."


def test_page_of_too_many_elements_is_partial(
    read_html: ReadHtml, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.extract.dom.MOST_ELEMENTS", 100)
    found = read_html("<p>Sana sanasta.</p>" * 200)
    assert found.partial == "more than 100 elements"
    assert whole(found).count("\n") < 100


def test_base_address_and_odd_links(read_html: ReadHtml) -> None:
    found = read_html(
        '<base href="https://esimerkki.fi/h/"><main><a href="a.pdf">A</a><a href="a.pdf">B</a>'
        f'<a href="http://[x.pdf">C</a><a href="{"y" * 3000}.pdf">D</a></main>'
    )
    assert found.links == (Link("https://esimerkki.fi/h/a.pdf", "A"), Link("http://[x.pdf", "C"))


def test_long_page_is_cut_at_headings(read_html: ReadHtml) -> None:
    parts = "".join(f"<h2>Luku {n}</h2><p>{'Sana sanasta. ' * 150}</p>" for n in range(4))
    found = read_html(f"<main><h1>Kirja</h1>{parts}</main>")
    assert [page.number for page in found.pages] == [1, 2, 3, 4]
    starts = [page.text[slice(*page.headings[0])] for page in found.pages]
    assert starts == ["Kirja", "Luku 1", "Luku 2", "Luku 3"]


def test_long_page_without_headings(read_html: ReadHtml) -> None:
    found = read_html(f"<main><p>{'Sana sanasta. ' * 2000}</p><p>{'x' * 20_000}</p></main>")
    assert len(found.pages) > 5
    assert max(len(page.text) for page in found.pages) <= 8001


def test_wrong_charset(read_html: ReadHtml) -> None:
    page = '<meta charset="utf-8"><p>Päivähoitoa ja perhetyötä yössä</p>'
    found = read_html(page.encode("cp1252"))
    assert whole(found) == "Päivähoitoa ja perhetyötä yössä"
    assert found.warnings == ("declared utf-8, read as windows-1252",)


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<script>x</script>", "<!-- vain huomautus -->", "<p> &nbsp; </p>"],
)
def test_nothing_to_read(page: str, read_html: ReadHtml) -> None:
    with pytest.raises(ExtractionError, match=r"^no text in the page$"):
        read_html(page)


def test_too_many_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<p>{'sana ' * 20_000}</p>", encoding="utf-8")
    with pytest.raises(ExtractionError, match=r"^more than 2 pages$"):
        extract(path, "text/html", Context(LimitsConfig(pages=2), knows))


@pytest.mark.parametrize(
    ("tag", "tags"),
    [
        ("div", 100_000),
        ("b", 10_000),
        ("table><tr><td", 10_000),
        ("ul><li", 10_000),
        ("section", 10_000),
        ("article><header", 10_000),
        ("dl><dd", 10_000),
        ("div><a href=x", 10_000),
    ],
)
def test_deep_nesting(tag: str, tags: int, read_html: ReadHtml) -> None:
    names = [name.split()[0] for name in tag.split("><")]
    depth = tags // len(names)
    deep = (
        f"<{tag}>" * depth + "pohjalla" + "".join(f"</{name}>" for name in reversed(names)) * depth
    )
    found = read_html(f"<body><p>Alussa on tekstiä.</p>{deep}<p>Lopussa on tekstiä.</p></body>")
    assert "Alussa on tekstiä." in whole(found)
    assert "Lopussa on tekstiä." in whole(found)


def test_many_links_and_rows(read_html: ReadHtml) -> None:
    rows = "<tr><td>Nimi</td><td>Arvo</td></tr>" * 3000
    links = "<p>Katso <a href='a.html'>tätä</a> ja sitten vielä tuota.</p>" * 3000
    found = read_html(f"<body><table>{rows}</table><div>{links}</div></body>")
    assert whole(found).count("Nimi\tArvo") == 3000


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pieces=st.lists(
        st.sampled_from(
            "<p> <td> <tr> <table> </table> </p> <dl> <dt> <dd> <li> <h1> </h1> <a href=x.pdf> "
            "</a> <br> <main> </main> <form> <pre> <!-- --> <![CDATA[ ]]> &auml; &#0; &#xD800; "
            "\x00 1 2 "
            "työ\n Transkriptio".split(" ")
        ),
        max_size=40,
    )
)
def test_any_markup_gives_pages_or_a_reason(pieces: list[str], read_html: ReadHtml) -> None:
    try:
        found = read_html("".join(pieces))
    except ExtractionError as error:
        if str(error) not in ("no text in the page", "empty file"):
            raise
        return
    for page in found.pages:
        page.text.encode("utf-8")
        for start, end in (*page.headings, *page.tables):
            assert 0 <= start < end <= len(page.text)
        assert "\t" not in page.text or page.tables
