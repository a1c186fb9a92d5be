"""What a source calls its bytes, checked against the bytes themselves."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import urlsplit

from corpus.document import RawDocument
from corpus.errors import FetchError
from pipeline.mediatype import (
    DOC,
    DOCUMENT_SUFFIXES,
    DOCX,
    HEAD,
    HTML,
    ODP,
    ODT,
    PDF,
    PLAIN,
    PPT,
    PPTX,
    RTF,
    sniff,
)

_SUFFIX_OF = {
    PDF: ".pdf",
    HTML: ".html",
    "application/xhtml+xml": ".xhtml",
    PLAIN: ".txt",
    DOCX: ".docx",
    PPTX: ".pptx",
    ODT: ".odt",
    ODP: ".odp",
    RTF: ".rtf",
    "text/rtf": ".rtf",
    DOC: ".doc",
    PPT: ".ppt",
}


def media_type(raw: RawDocument) -> str:
    """The media type of the bytes.

    Raises FetchError when they are no document of a known format, and when something else came
    in the place of one: a web page under the name of a PDF tells of an error, not of a project.
    """
    suffix, head = _suffix(raw), raw.content[:HEAD]
    found = sniff(head, f"document{suffix}")
    if sniff(head, "") == HTML and suffix not in ("", ".html", ".htm", ".xhtml", ".txt"):
        claim = raw.media_type if _SUFFIX_OF.get(raw.media_type) == suffix else suffix
        if raw.origin.url:
            raise FetchError(f"called {claim}, but it is a web page (an error or a login?)")
    if found:
        return found
    if raw.origin.url or raw.media_type in _SUFFIX_OF or not raw.media_type:
        raise FetchError("not a document of any known format")
    return raw.media_type  # of a format that only its source and an extractor know


def _suffix(raw: RawDocument) -> str:
    """The ending that speaks for the bytes: that of the name, else that of what they are called."""
    location = raw.reference.location
    path = urlsplit(location).path if location.startswith(("http://", "https://")) else location
    suffix = PurePath(path).suffix.lower()
    if suffix in DOCUMENT_SUFFIXES and not (suffix == ".txt" and raw.media_type):
        return suffix
    return _SUFFIX_OF.get(raw.media_type, "")
