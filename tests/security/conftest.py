"""The hostile corpora: one planted past every reader, one read from hostile files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.store import Store
from tests.security.hostile import MARK, NAME, WORD, plant
from tests.terminal.calling import calling
from tests.web.conftest import BASE, TestClient
from tests.web.made import config_of
from web.app import create_app

BODY = MARK.replace("\x00", "")


class Attacked(NamedTuple):
    """A corpus full of attacks: its folder, the ids of its documents, and its reader."""

    folder: Path
    ids: list[str]
    client: TestClient


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """Whatever readers and describers may let through one day."""
    folder = tmp_path_factory.mktemp("planted")
    ids = plant(folder)
    with TestClient(create_app(config_of(folder)), base_url=BASE) as client:
        yield Attacked(folder, ids, client)


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """Hostile files in hostile folders, through the program."""
    folder = tmp_path_factory.mktemp("ingested")
    source = folder / "reports" / NAME
    source.mkdir(parents=True)
    escaped = BODY.replace("&", "&amp;").replace("<", "&lt;")
    page = f"<html lang=fi><title>{escaped}</title><meta name=author content='=zxq'><h1>{escaped}"
    page += f"</h1><p>{escaped}<zxq onzxq=1><a href='javascript:zxq.pdf'>zxq</a>"
    (source / f"{NAME}.html").write_text(page, encoding="utf-8")
    text = f"{BODY}\n\nNeuvolan {WORD} avattiin Kajaanissa vuonna 2012. <zxq>\n"
    for number in range(3):
        (source / f"{NAME}{number}.txt").write_text(f"{text}{number}", encoding="utf-8")
    (source / f"{NAME}1.toml").write_text('title = "=zxq<zxq onzxq=1>\\u001b]0;zxq\\u0007"\n')
    (source / f"{NAME}.pdf").write_bytes(b"%PDF-1.4 zxq")
    call = calling(folder / "data")
    done = call("ingest", folder / "reports")
    assert done.exit_code == 3, done.output
    with Store(folder / "data") as store:
        ids = [found.id for found in store.documents.select("sha256 <> ''")]
    with TestClient(create_app(config_of(folder / "data")), base_url=BASE) as client:
        yield Attacked(folder / "data", ids, client)


@pytest.fixture(params=["planted", "ingested"])
def attacked(request: pytest.FixtureRequest) -> Attacked:
    """Each of the two."""
    found: Attacked = request.getfixturevalue(request.param)
    return found
