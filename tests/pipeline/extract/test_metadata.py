"""What a page says of itself: dates under keys that stay, no names of persons."""

from __future__ import annotations

import pytest

from pipeline.extract import dom, metadata


def read(markup: str) -> dict[str, str]:
    root = dom.parse(markup).root
    return metadata.of_page(dom.measure(root), root)


@pytest.mark.parametrize(
    ("markup", "key", "value"),
    [
        ('<meta property="article:published_time" content="2019-05-02">', "datePublished", None),
        ('<meta name="citation_publication_date" content="2010">', "datePublished", "2010"),
        ('<meta name="DCTERMS.issued" content="2010">', "datePublished", "2010"),
        ('<meta name="DC.date" content="2011-01-01">', "datePublished", "2011-01-01"),
        ('<meta name="DC.date.modified" content="2014">', "dateModified", "2014"),
        ('<meta name="DC.date.created" content="2013">', "dateCreated", "2013"),
        ('<meta property="og:site_name" content="Kunta">', "publisher", "Kunta"),
        ('<meta name="DC.publisher" content="Laitos">', "publisher", "Laitos"),
        (
            '<time itemprop="datePublished" datetime="2015-02-11">11.2.</time>',
            "datePublished",
            None,
        ),
        ('<time class="updated" datetime="2016-02-11">11.2.</time>', "dateModified", "2016-02-11"),
        ('<time pubdate datetime="2012-02-11">11.2.</time>', "datePublished", "2012-02-11"),
        ("<p>Päivitetty 3.4.2015</p>", "Päivitetty", "3.4.2015"),
        ("<p>Sivu päivitetty: 3.4.2015 klo 12</p>", "Päivitetty", "3.4.2015"),
        ("<p>Ylläpito — viimeksi muokattu 03.04.2015</p>", "Viimeksi muokattu", "03.04.2015"),
        ("<p>Julkaistu 3. huhtikuuta 2015</p>", "Julkaistu", "3. huhtikuuta 2015"),
        ('<html lang="fi-FI"><p>a', "lang", "fi-FI"),
    ],
)
def test_keys(markup: str, key: str, value: str | None) -> None:
    found = read(markup)
    assert key in found
    assert value is None or found[key] == value


@pytest.mark.parametrize(
    "markup",
    [
        '<meta name="author" content="Maija Mallinen">',
        '<meta name="DC.creator" content="Maija Mallinen">',
        '<meta name="citation_author" content="Maija Mallinen">',
        '<meta property="article:author" content="Maija Mallinen">',
        '<script type="application/ld+json">{"author": {"name": "Maija Mallinen"},'
        '"publisher": {"@type": "Person", "name": "Maija Mallinen"}}</script>',
    ],
)
def test_persons_are_left_out(markup: str) -> None:
    assert "Mallinen" not in str(read(markup))


def test_linked_data() -> None:
    found = read(
        """<script type="application/ld+json">{"@graph": [
        {"@type": "WebSite", "datePublished": "2001"},
        {"@type": "Article", "headline": "Otsikko", "datePublished": " 2022-02-01 ",
         "dateModified": "2022-05-05", "publisher": {"@type": "Organization", "name": "Laitos"}},
        {"@type": "Article", "datePublished": "1999"}]}</script>
        <script type="application/ld+json">{rikki</script>
        <script type="application/ld+json">7</script>
        <script>{"datePublished": "1998"}</script>"""
    )
    assert found == {
        "datePublished": "2022-02-01",
        "dateModified": "2022-05-05",
        "publisher": "Laitos",
        "title": "Otsikko",
    }


def test_hostile_linked_data() -> None:
    deep = "[" * 100_000
    assert read(f'<script type="application/ld+json">{deep}</script><p>a') == {}
    long = "1" * 300_000
    assert read(f'<script type="application/ld+json">{long}</script><p>a') == {}


def test_dates_of_other_things_are_no_stamps() -> None:
    assert read("<p>Hankkeen opas julkaistu 3.4.2015 painettuna</p>") == {}
    assert read("<p>Päivitetty keväällä</p><time>3.4.2015</time>") == {}


def test_surest_date_first() -> None:
    found = read('<meta name="date" content="2001"><meta name="DCTERMS.issued" content="2010">')
    assert found["datePublished"] == "2010"
    assert next(iter(found)) == "datePublished"
