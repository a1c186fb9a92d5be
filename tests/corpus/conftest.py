"""Fixtures of the ground floor: an open corpus, real child processes, a user without rights."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from corpus.document import Analysis, Page, Reference
from corpus.store import Store

NOBODY = 65534
"""The user id that owns nothing, by custom of Linux and the BSDs."""

Child = Callable[..., AbstractContextManager["subprocess.Popen[str]"]]
Unprivileged = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def document(store: Store) -> str:
    """The id of a document with two pages that nobody has analysed yet, and a place."""
    document_id = store.documents.create("ab" * 32, "text/plain", 7)
    store.places.see(Reference("s", "/r/perhekeskus.txt"), 1)
    store.places.bind(Reference("s", "/r/perhekeskus.txt", "7:1"), document_id)
    pages = [Page(1, "Perhekeskus avattiin."), Page(2, "Perhekeskuksen arki.", label="ii")]
    store.pages.replace(document_id, "Raportti", pages)
    return document_id


@pytest.fixture
def child() -> Child:
    """Run a script in a process of its own, wait until it says "ready", and kill it at the end."""

    @contextmanager
    def run(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
        command = [sys.executable, "-c", script, *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        ) as process:
            try:
                assert process.stdout
                assert process.stdout.readline() == "ready\n"
                yield process
            finally:
                process.kill()

    return run


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user can reach; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder
        for path in [folder, *folder.rglob("*")]:
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)


@pytest.fixture
def unprivileged(shared_folder: Path) -> Unprivileged:
    """A block in which file permissions hold, also when the tests run as root."""

    @contextmanager
    def block() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(NOBODY)
        try:
            if not os.access(shared_folder.parent, os.X_OK, effective_ids=True):
                pytest.skip("the folder for temporary files is closed to others")
            yield
        finally:
            os.seteuid(0)

    return block


class Words:
    """An analyser of forms that counts what it is asked, and knows what it is told."""

    def __init__(self, **known: Analysis) -> None:
        self.known = known
        self.asked: list[tuple[str, str]] = []

    def __call__(self, form: str, language: str) -> Analysis:
        self.asked.append((form, language))
        return self.known.get(form) or Analysis(form, language, (form.casefold(),))


@pytest.fixture
def words() -> Words:
    return Words()
