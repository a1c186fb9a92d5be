"""The messages of the pages: gathered from templates and modules, and what lacks a translation.

``python -m web.messages`` writes new ones into the catalogues, empty, for a translator.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from web.languages import FOLDER, LANGUAGES

HERE = Path(__file__).parent
TRANSLATED = tuple(code for code in LANGUAGES if code != "en")
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]


def gathered() -> Catalog:
    """Every message that pages use."""
    found = Catalog(project="Hankemuisti", charset="utf-8", fuzzy=False)
    options = {"**/templates/**.html": {"trimmed": "true", "newstyle_gettext": "true"}}
    for file, line, message, _, context in extract_from_dir(HERE, _METHODS, options):
        found.add(message, None, [(file, line)], context=context)
    return found


def catalogue(code: str) -> Path:
    """The file of a language's messages."""
    return FOLDER / code / "LC_MESSAGES" / "messages.po"


def missing(code: str) -> list[str]:
    """The messages that a language has no, or no certain, translation of."""
    with catalogue(code).open("rb") as source:
        known = read_po(source, locale=code)
    lacking = []
    for message in gathered():
        if not message.id:
            continue
        one = message.id if isinstance(message.id, str) else message.id[0]
        found = known.get(message.id)
        said = found.string if found and not found.fuzzy else ""
        if not all([said] if isinstance(said, str) or said is None else said):
            lacking.append(one)
    return lacking


def main() -> None:
    """Bring the catalogues up to date."""
    template = gathered()
    for code in TRANSLATED:
        file = catalogue(code)
        with file.open("rb") as source:
            known = read_po(source, locale=code)
        known.update(template, no_fuzzy_matching=True, update_header_comment=False)
        with file.open("wb") as target:
            write_po(target, known, width=100, no_location=True, ignore_obsolete=True)


if __name__ == "__main__":
    main()
