"""What Word's and PowerPoint's files have in common: parts, their relations, their properties.

Open Packaging Conventions, ISO/IEC 29500-2. A relation that leads outside is only ever read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from corpus.errors import ExtractionError
from pipeline.extract.office import xml
from pipeline.extract.office.archive import Archive

_MOST_RELATIONS = 50_000
_PROPERTIES = frozenset({"title", "subject", "keywords", "created", "modified"})


class Relation(NamedTuple):
    """Where a part leads: `kind` is the last word of the type, `target` a member or an address."""

    id: str
    kind: str
    target: str
    external: bool


def relations(archive: Archive, part: str) -> dict[str, Relation]:
    """The relations of `part` ("" for the whole package) by their ids; none when it has none."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    root = archive.lesser(place)
    found: dict[str, Relation] = {}
    for element in () if root is None else root[:_MOST_RELATIONS]:
        target = element.get("Target", "")
        external = element.get("TargetMode", "") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        relation = Relation(element.get("Id", ""), kind, target, external)
        found[relation.id] = relation
    return found


def of_kind(found: dict[str, Relation], *kinds: str) -> Iterator[str]:
    """The members to which the relations of these kinds lead, in their order."""
    return (each.target for each in found.values() if each.kind in kinds and not each.external)


def main_part(archive: Archive, usual: str) -> str:
    """The part that holds the document: `usual` by name.

    Raises ExtractionError when the archive is something else, a workbook for instance.
    """
    part = next(of_kind(relations(archive, ""), "officeDocument"), usual)
    if part in archive and posixpath.dirname(part) != "xl":
        return part
    if usual in archive:
        return usual
    if archive.has_folder("xl"):
        raise ExtractionError("a workbook: tables of data are not read as documents")
    raise ExtractionError(f"broken: {usual} is missing")


def properties(archive: Archive) -> dict[str, str]:
    """Title, subject, keywords, the dates, and the program with its version."""
    found: dict[str, str] = {}
    of_package = relations(archive, "")
    for part in of_kind(of_package, "core-properties"):
        told = _by_name(archive, part)
        found |= {name: told[name] for name in _PROPERTIES & told.keys()}
    for part in of_kind(of_package, "extended-properties"):
        told = _by_name(archive, part)
        names = (told.get("Application", ""), told.get("AppVersion", ""))
        found["application"] = " ".join(filter(None, names))
    return found


def _by_name(archive: Archive, part: str) -> dict[str, str]:
    root = archive.lesser(part)
    return {xml.local(each): xml.texts(each) for each in (() if root is None else root)}


def diagram(archive: Archive, part: str) -> list[str]:
    """The texts of a diagram (SmartArt), point by point."""
    root = archive.lesser(part)
    paragraphs = () if root is None else root.iter("{*}p")
    return [text for text in map(xml.texts, paragraphs) if text.strip()]
