"""What the search says of how it read a query, in the language of the page."""

from __future__ import annotations

import re

from index.deadline import HASTY
from web.languages import Language

_ENDS = re.compile(r"(.*): (left out|the rest is left out)\Z", re.DOTALL)


def said(note: str, language: Language) -> str:
    """The note in the page's language; one that is not known here stays in English."""
    gettext = language.gettext
    for pattern, message in _patterns(language):
        found = re.fullmatch(pattern, note, re.DOTALL)
        if found:
            return message % found.groupdict()
    ended = _ENDS.fullmatch(note)
    if ended:
        return gettext("Left out of the query: %(what)s", what=ended[1])
    return note


def met(place: str, language: Language) -> str:
    """Where a document meets a word: a place of index.why.PLACES in the page's language."""
    gettext = language.gettext
    names = {
        "title": gettext("in the title"),
        "heading": gettext("in headings"),
        "text": gettext("in the text"),
        "part": gettext("as a part of a compound"),
        "aside": gettext("in lists and references"),
    }
    return names.get(place, place)


def _patterns(language: Language) -> list[tuple[str, str]]:
    gettext = language.gettext
    return [
        (
            "a quotation mark is not closed: .*",
            gettext("A quotation mark is not closed: read as if at the end."),
        ),
        (
            "a parenthesis is not closed: .*",
            gettext("A parenthesis is not closed: read as if at the end."),
        ),
        (
            "a closing parenthesis without an opening one: .*",
            gettext("A closing parenthesis without an opening one was left out."),
        ),
        (r"no word in (?P<what>.*): left out", gettext("There is no word in %(what)s.")),
        (
            "too short before a star, read as a word: (?P<what>.*)",
            gettext("Too short before a star, read as a word: %(what)s."),
        ),
        (
            r"OR joins its neighbours only; read as: (?P<what>.*)",
            gettext("OR joins its neighbours only; read as: %(what)s."),
        ),
        (
            "nothing here to look for: .*",
            gettext("There is nothing here to look for: no document is met."),
        ),
        (
            re.escape(HASTY),
            gettext(
                "This took long: hits may be shown without their passages."
                " Narrow the search or try again."
            ),
        ),
    ]
