"""Passwords and keys of sources: in no output, log, run report, status or data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.security.test_files import everything
from tests.terminal.calling import calling
from tests.web.conftest import BASE, TestClient
from tests.web.made import config_of
from web.app import create_app

PASSWORD = "vesilintu77"

KEYS = {"website": 'start = ["{}"]', "oaipmh": 'url = "{}"', "urls": 'urls = ["{}"]'}
SAID = {"website": (2, "not asked"), "oaipmh": (1, "source a: "), "urls": (3, "not asked")}

IN_NAME, IN_QUERY = "http://anna:{}@127.0.0.1:9/", "http://127.0.0.1:9/?api_key={}"


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("website", IN_NAME),
        ("website", IN_QUERY),
        ("oaipmh", IN_QUERY),
        ("oaipmh", IN_NAME),
        ("urls", IN_NAME),
        ("urls", IN_QUERY),
    ],
)
def test_secrets_stay_where_they_are(tmp_path: Path, kind: str, address: str) -> None:
    told = address.format(PASSWORD)
    (tmp_path / "c.toml").write_text(
        f'[net]\nallow_hosts = "127.0.0.1"\nattempts = 1\n[sources.a]\ntype = "{kind}"\n'
        f"{KEYS[kind].format(told)}\n"
    )
    call, log = calling(tmp_path / "data"), tmp_path / "log"
    with_config = ("--config", tmp_path / "c.toml", "--log", log)
    done = call(*with_config, "ingest")
    code, words = SAID[kind]  # refused for what it is, not misread
    assert done.exit_code == code, done.output
    assert words in done.output
    shown = [done.output]
    shown += [call(*with_config, *more).output for more in (["status"], ["status", "--runs"])]
    if "@" in address:
        shown.append(everything(tmp_path / "data"))
    shown.append(log.read_text() if log.exists() else "")
    with TestClient(create_app(config_of(tmp_path / "data")), base_url=BASE) as client:
        shown += [client.get(path).text for path in ("/tila", "/metrics", "/api/v1/status")]
    assert [text for text in shown if PASSWORD in text] == []
