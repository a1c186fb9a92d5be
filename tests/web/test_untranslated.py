"""No page says the same in two languages, unless it is a name: so the untranslated stands out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString

from tests.web.conftest import TestClient, with_web
from tests.web.made import GONE, LONG, PLAN, REPORT, Made, config_of
from web.app import create_app
from web.languages import language

PAGES = (
    "/",
    "/haku?q=perhekeskus&region=Kainuu&miksi={report}",
    "/haku?q=perhekeskus+purjevene&puuttuu={report}",
    "/haku?q=perhekesksu",
    "/haku?q=koulu&page=50",
    "/asiakirja/{report}?q=perhekeskus",
    "/asiakirja/{report}?sivu=1&alku=10&loppu=30",
    "/asiakirja/{plan}",
    "/asiakirja/{long}",
    "/asiakirja/{gone}?sanat=ei+ole+siellä",
    "/konkordanssi?q=perhekeskus",
    "/konkordanssi",
    "/trendit?q=perhekeskus%0Aosallisuus",
    "/trendit?q=perhekeskus&by=theme",
    "/kattavuus?rows=theme&columns=kind",
    "/tila",
    "/tietoa",
    "/sisaan",
    "/nope",
    "/haku?region=Atlantis",
)

CONTENT = (
    # What documents say and are called, what was typed, and what is the same for everybody.
    ".leaf div, .hits h3, .snippet, .timeline a, .timeline b, .plain a, .cite, pre, q, "
    "blockquote, code, i, .why .unseen, .ask .unseen, "
    "mark, h1[lang], .document h1, .back, .known dd > span, .aside .plain a, .facts, .chips, "
    ".kwic td, .kwic th a, .legend span, thead th.n, script, style, title, option, .told a, "
    ".understood a, svg title, svg text, .tongues, .examples, textarea, .why b, .told, .name, "
    "[lang]:not(html), .plain small, .box label span, figure th[scope=row], .known .unseen"
)
NAMES = re.compile(
    r"[\W\d_]*|Hankemuisti|hankemuisti [\d.]+|BibTeX|RIS|CSL-JSON|CSV|Atom|PDF|testi|Kaste|LAPE"
    r"|(\d{4} )?s\. \w+|Organisation: Kajaani"
    r"|/api/v1/openapi\.json|.*\.(pdf|html|txt)|"
    # What is called the same in two of the three.
    r"Text|Region|Budget|Program(me)?|Organisation|Period|Title|Tema|Koulu"
)
SAID = ("aria-label", "title", "alt", "placeholder", "data-copy", "data-copied", "data-one")


def said(client: TestClient, address: str) -> set[str]:
    """What a page says in its own words."""
    page = BeautifulSoup(client.get(address).text, "lxml")
    for each in page.select(CONTENT):
        each.decompose()
    texts = [each for each in page.body.descendants if type(each) is NavigableString]  # type: ignore[union-attr]
    told = [str(tag[name]) for name in SAID for tag in page.select(f"[{name}]")]
    return {" ".join(text.split()) for text in (*map(str, texts), *told)}


@pytest.mark.parametrize("path", PAGES)
def test_no_page_says_the_same_in_two_languages(client: TestClient, made: Made, path: str) -> None:
    address = path.format(
        report=made.ids[REPORT], plan=made.ids[PLAN], long=made.ids[LONG], gone=made.ids[GONE]
    )
    finnish, swedish, english = (said(client, f"/{code}{address}") for code in ("fi", "sv", "en"))
    same = (finnish & swedish) | (finnish & english) | (swedish & english)
    assert sorted(each for each in same if not NAMES.fullmatch(each)) == []
    assert len(swedish) > 10


@pytest.mark.parametrize(("code", "title"), [("fi", "Liian"), ("sv", "För många"), ("en", "Too")])
def test_whoever_asks_too_often_reads_so_in_any_language(made: Made, code: str, title: str) -> None:
    app = create_app(with_web(made, rate=1.0).config)
    with TestClient(app, base_url="http://localhost") as client:
        client.headers["accept"] = "text/html"
        answers = [client.get(f"/{code}/tietoa?x=1") for _ in range(8)]
        program = client.get("/api/v1/status")
    last = answers[-1]
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) >= 1
    page = BeautifulSoup(last.text, "lxml")
    assert page.h1 is not None
    assert page.h1.get_text().startswith(title)
    assert page.select(f"main a.button[href='/{code}/tietoa?x=1']")
    assert program.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("code", ["fi", "sv", "en"])
@pytest.mark.parametrize(("path", "status"), [("/nope", 404), ("/haku?region=Atlantis", 400)])
def test_an_error_has_a_way_on(client: TestClient, code: str, path: str, status: int) -> None:
    answer = client.get(f"/{code}{path}")
    assert answer.status_code == status
    page = BeautifulSoup(answer.text, "lxml")
    assert page.select(f"main form[action='/{code}/haku'] input[name=q]")
    assert page.select(f"main a[href='/{code}/']")


@pytest.mark.parametrize("code", ["fi", "sv", "en"])
def test_where_nothing_can_answer_one_is_told_to_try_again(tmp_path: Path, code: str) -> None:
    with TestClient(create_app(config_of(tmp_path)), base_url="http://localhost") as client:
        answer = client.get(f"/{code}/haku?q=koulu", headers={"accept": "text/html"})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    page = BeautifulSoup(answer.text, "lxml")
    assert page.select(f"main a.button[href='/{code}/haku?q=koulu']")
    assert page.h1 is not None
    assert page.h1.get_text() == language(code).gettext("No answer just now")
