"""A small corpus with originals, and tars that its owner would never make."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

from corpus.document import Page, Reference
from corpus.manifest import MANIFEST, SEAL
from corpus.store import Store

CONTENTS = ("Perhekeskus avattiin Kajaanissa.", "Neuvola muutti.", "Päiväkoti aloitti.")


def fill(store: Store, *contents: str) -> None:
    """Add documents of one page each, with their originals."""
    for content in contents:
        raw = content.encode()
        sha256 = store.archive.put(raw)
        with store.transaction():
            document_id = store.documents.create(sha256, "text/plain", len(raw))
            reference = Reference("s", f"/r/{sha256[:8]}.txt")
            store.places.see(reference, 1)
            store.places.bind(reference, document_id)
            store.pages.replace(document_id, "Raportti", [Page(1, content)])


class Silence:
    """Hears of progress and says nothing."""

    def __init__(self) -> None:
        self.steps = 0

    def stage(self, name: str, total: int | None) -> None:
        """Hear."""

    def step(self) -> None:
        """Count."""
        self.steps += 1


Files = dict[str, bytes]


def unpack(file: Path) -> Files:
    """The files of a bundle, in their order."""
    with tarfile.open(file) as tar:
        found = {}
        for info in tar:
            content = tar.extractfile(info)
            assert content
            found[info.name] = content.read()
        return found


def pack(file: Path, files: Files, **changed: Any) -> None:
    """Write a tar; `changed` sets attributes of the header of the last file but one."""
    with tarfile.open(file, "w", format=tarfile.GNU_FORMAT) as tar:
        for place, (name, content) in enumerate(files.items(), 1):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            if place == len(files) - 1:
                for key, value in changed.items():
                    setattr(info, key, value)
            tar.addfile(info, io.BytesIO(content))


def seal(files: Files, **changed: Any) -> Files:
    """The same files with a manifest that says so; `changed` are other values of it."""
    manifest = json.loads(files[MANIFEST]) | {
        "members": {
            name: [len(content), hashlib.sha256(content).hexdigest()]
            for name, content in files.items()
            if name not in (MANIFEST, SEAL)
        }
    }
    dumped = json.dumps(manifest | changed).encode()
    digest = hashlib.sha256(dumped).hexdigest().encode()
    return {**files, MANIFEST: dumped, SEAL: digest}
