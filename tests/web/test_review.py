from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from corpus.errors import ConfigError
from corpus.lock import locked
from tests.web.conftest import BASE, TestClient, with_web
from tests.web.made import PLAN, Made
from web.app import create_app
from web.sessions import COOKIE, LIFE, Sessions, new_editor

HTML = {"accept-language": "fi"}


class Desk(NamedTuple):
    """An editor's browser, not logged in yet, the corpus and the token."""

    client: TestClient
    made: Made
    token: str

    @property
    def page(self) -> str:
        """The address of a document."""
        return f"/asiakirja/{self.made.ids[PLAN]}"

    def login(self) -> None:
        answer = self.client.post("/sisaan", data={"token": self.token}, follow_redirects=False)
        assert answer.status_code == 303, answer.text

    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.client.get(self.page).text)
        assert found
        return found[1]

    def decide(self, **fields: str) -> int:
        answer = self.client.post(self.page, data=fields, follow_redirects=False)
        status: int = answer.status_code
        return status


@pytest.fixture
def desk(own: Made, editor: tuple[str, str]) -> Iterator[Desk]:
    token, line = editor
    app = create_app(with_web(own, editors=line).config)
    with TestClient(app, base_url=BASE, headers=HTML) as client:
        yield Desk(client, own, token)


def test_without_editors_nobody_can_edit(client: TestClient, made: Made) -> None:
    page = f"/asiakirja/{made.ids[PLAN]}"
    assert "Korjaa" not in client.get(page).text
    fields = {"facet": "region", "value": "Lappi", "action": "set"}
    assert client.post(page, data=fields).status_code == 403
    assert client.post("/sisaan", data={"token": "x"}).status_code == 200
    assert "ei voi muokata" in client.get("/sisaan", headers=HTML).text


def test_a_decision_is_kept_with_who_and_when(desk: Desk) -> None:
    desk.login()
    csrf = desk.csrf()
    fields = {"facet": "region", "value": "lapland", "note": "ks. s. 2", "action": "set"}
    assert desk.decide(csrf=csrf, **fields) == 303
    text = desk.client.get(desk.page).text
    assert "Lappi" in text
    assert "Anna Arkisto" in text
    assert "ks. s. 2" in text
    assert re.search(r'<time datetime="20\d\d-', text)
    assert desk.decide(csrf=csrf, facet="region", value="Kainuu", action="unset") == 303
    assert "<s>Kainuu</s>" in desk.client.get(desk.page).text
    assert desk.decide(csrf=csrf, facet="region", value="Lappi", action="forget") == 303
    assert "ks. s. 2" not in desk.client.get(desk.page).text


def test_a_decision_needs_a_session_and_the_forms_own_mark(desk: Desk) -> None:
    fields = {"facet": "region", "value": "Lappi", "action": "set"}
    assert desk.decide(**fields) == 403
    desk.login()
    assert desk.decide(**fields) == 403
    assert desk.decide(csrf="0" * 64, **fields) == 403
    assert desk.decide(csrf="ä", **fields) == 403
    csrf = desk.csrf()
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = desk.client.post(desk.page, data={"csrf": csrf, **fields}, headers=headers)
        assert answer.status_code == 403
    assert desk.decide(csrf=csrf, **fields) == 303


@pytest.mark.parametrize(
    "fields",
    [
        {"facet": "region", "value": "Atlantis", "action": "set"},
        {"facet": "nope", "value": "x", "action": "set"},
        {"facet": "region", "value": "", "action": "set"},
        {"facet": "region", "value": "Lappi", "action": "burn"},
        {"facet": "region", "value": "Lappi", "action": "forget"},
        {"facet": "budget", "value": "1", "action": "set"},
        {},
    ],
)
def test_what_is_no_decision(desk: Desk, fields: dict[str, str]) -> None:
    desk.login()
    assert desk.decide(csrf=desk.csrf(), **fields) == 400


def test_a_decision_waits_for_nobody(desk: Desk) -> None:
    desk.login()
    csrf = desk.csrf()
    with locked(desk.made.config.data_folder, "ingest"):
        status = desk.decide(csrf=csrf, facet="region", value="Lappi", action="set")
    assert status == 409


def test_a_form_that_is_too_long_or_none(desk: Desk) -> None:
    desk.login()
    assert desk.decide(csrf=desk.csrf(), note="a" * 100_000) == 413
    answer = desk.client.post(desk.page, content=b"\xff\xfe=1")
    assert answer.status_code == 400
    assert desk.client.post(desk.page, content=b"&".join([b"a=1"] * 99)).status_code == 400


def test_the_wrong_token_and_the_way_out(desk: Desk) -> None:
    wrong = desk.client.post("/sisaan", data={"token": "arvaus"})
    assert wrong.status_code == 403
    assert "ei tunneta" in wrong.text
    elsewhere = {"origin": "https://evil.example"}
    data = {"token": desk.token}
    assert desk.client.post("/sisaan", data=data, headers=elsewhere).status_code == 403
    answer = desk.client.post("/sisaan", data=data, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    assert desk.token not in cookie
    assert desk.client.get(desk.page).headers["cache-control"] == "no-store"
    assert desk.client.post("/ulos", data={"csrf": "0"}).status_code == 403
    out = desk.client.post("/ulos", data={"csrf": desk.csrf()}, follow_redirects=False)
    assert out.status_code == 303
    assert desk.decide(facet="region", value="Lappi", action="set") == 403


@pytest.mark.parametrize("cookie", ["", "x", "|", "616263|0", "zz|zz", "a|b|c"])
def test_a_cookie_of_ones_own_making(desk: Desk, cookie: str) -> None:
    desk.client.cookies.set(COOKIE, cookie)
    assert "Korjaa" not in desk.client.get(desk.page).text


def test_a_session_ends(editor: tuple[str, str]) -> None:
    class Asking:
        cookies: dict[str, str] = {}  # noqa: RUF012

    from starlette.responses import Response

    now = [1000.0]
    sessions = Sessions(editor[1], clock=lambda: now[0])
    answer = Response()
    sessions.begin(answer, "Anna", secure=True)
    told = answer.headers["set-cookie"]
    assert "Secure" in told
    asking = Asking()
    asking.cookies = {COOKIE: told.partition("=")[2].partition(";")[0]}
    found = sessions.editor(asking)  # type: ignore[arg-type]
    assert found is not None
    assert found.name == "Anna"
    now[0] += LIFE + 1
    assert sessions.editor(asking) is None  # type: ignore[arg-type]
    other = Sessions(editor[1], clock=lambda: 1000.0)
    assert other.editor(asking) is None, "another start has another secret"  # type: ignore[arg-type]


def test_editors_of_a_configuration(editor: tuple[str, str]) -> None:
    token, line = editor
    second_token, second = new_editor("Pekka")
    sessions = Sessions(f"{line}, {second}")
    assert sessions.owner(token) == "Anna Arkisto"
    assert sessions.owner(second_token) == "Pekka"
    assert sessions.owner("") == sessions.owner("\ud800") == ""
    assert token not in line
    assert not Sessions("").enabled


@pytest.mark.parametrize("line", ["anna", "anna:zz:zz", "anna:00:00", "<b>:00:" + "0" * 128])
def test_editors_that_are_none(line: str) -> None:
    with pytest.raises(ConfigError):
        Sessions(line)


def test_a_name_that_is_none() -> None:
    with pytest.raises(ConfigError):
        new_editor("a:b")


def test_tokens_cannot_be_guessed_fast(desk: Desk) -> None:
    tries = [desk.client.post("/sisaan", data={"token": "arvaus"}) for _ in range(5)]
    assert [answer.status_code for answer in tries][:2] == [403, 403]
    assert tries[-1].status_code == 503
