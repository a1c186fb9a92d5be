"""What a server answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from corpus.document import Origin, Validators
from corpus.errors import FetchError

REDIRECT, _FOR_GOOD = (301, 302, 303, 307, 308), (301, 308)


class StatusError(FetchError):
    """The server answers with a status that brings no content."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.status = status


class GoneError(StatusError):
    """There is nothing at this address any more, or never was: 404 or 410."""

    def __init__(self, reason: str, status: int = 404) -> None:
        super().__init__(reason, status)


@dataclass(frozen=True, slots=True)
class Response:
    """A whole answer: of status 200 with its content, or "not modified" without.

    `url` is the address that answered, after all redirects; `moved_to` the address to remember
    instead of the one that was asked, when redirects said so for good (301, 308), or "".
    The names of `headers` are in lower case; `fetched` is the time, as corpus.clock gives it.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
    fetched: str = ""
    moved_to: str = ""

    @property
    def not_modified(self) -> bool:
        """Whether what the validators stood for still holds."""
        return self.status == 304

    @property
    def redirect_to(self) -> str:
        """Where the server sends us, as it wrote it; "" when it does not."""
        return self.headers.get("location", "") if self.status in REDIRECT else ""

    @property
    def for_good(self) -> bool:
        """Whether the redirect is to be remembered."""
        return self.status in _FOR_GOOD

    @property
    def media_type(self) -> str:
        """What the server calls the content, in lower case and without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def validators(self) -> Validators:
        """What to ask with next time."""
        return Validators(self.headers.get("etag", ""), self.headers.get("last-modified", ""))

    @property
    def origin(self) -> Origin:
        """Where, when and how the bytes were had, to be kept with them."""
        kept = ("content-type", "content-disposition", "content-language", "date", "server")
        headers = {name: self.headers[name][:500] for name in kept if name in self.headers}
        return Origin(self.url, self.fetched, self.status, self.validators, headers, self.moved_to)


def is_front_page(url: str) -> bool:
    """Whether an address is that of a whole site, where dead addresses are often sent."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
