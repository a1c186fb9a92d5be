"""An OAI-PMH server: where it answers, what it offers, and its lists part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from corpus.errors import ConfigError, FetchError
from corpus.log import redacted
from corpus.net.client import BusyError, Client
from corpus.sources.oaianswers import (
    MOST_BYTES,
    Answer,
    Identity,
    OaiError,
    Record,
    formats,
    identity,
    records,
)

MOST_PARTS = 20_000
"""Of one list: two million records, as DSpace lists them. More come from a server without end."""

_ENDPOINTS = ("/oai/request", "/server/oai/request")
"""Of DSpace up to 6, and from 7 on."""


class Server:
    """Asks one server. Every method raises FetchError when it does not answer as it should."""

    def __init__(self, client: Client, url: str) -> None:
        self._client = client
        self._url = url
        self.url, self.identity = self._found()

    def format(self, wanted: Sequence[str]) -> str:
        """The first of the metadata formats that the server has. Raises ConfigError for none."""
        offered = formats(self._ask(self.url, verb="ListMetadataFormats"))
        found = next((each for each in wanted if each in offered), "")
        if not found:
            shown = ", ".join(offered[:20])
            raise ConfigError(f"{self.url} has none of the formats {', '.join(wanted)}: {shown}")
        return found

    def list(self, start: dict[str, str], token: str) -> Iterator[tuple[str, Answer]]:
        """The parts of a list from its beginning or from `token` on, each with what asks for it
        again. `start` are the arguments of the beginning."""
        met: set[str] = set()
        while len(met) < MOST_PARTS:
            asked = {"resumptionToken": token} if token else start
            try:
                answer = records(self._ask(self.url, verb="ListRecords", **asked))
            except OaiError as error:
                if error.code == "noRecordsMatch":
                    return
                raise
            yield token, answer
            token = answer.token
            if not token:
                return
            if token in met:
                raise FetchError("the server gives the same resumption token again and again")
            met.add(token)
        raise FetchError(f"the server gives over {MOST_PARTS} parts of one list")

    def record(self, identifier: str, form: str) -> Record | None:
        """One record; None when there is none (any more)."""
        try:
            content = self._ask(
                self.url, verb="GetRecord", identifier=identifier, metadataPrefix=form
            )
            found = records(content, "GetRecord").records
        except OaiError as error:
            if error.code in ("idDoesNotExist", "cannotDisseminateFormat"):
                return None
            raise
        return found[0] if found else None

    def _found(self) -> tuple[str, Identity]:
        """The address that answers: the one that was given, else the usual ones beside it."""
        first: FetchError | None = None
        for url in candidates(self._url):
            try:
                return url, identity(self._ask(url, verb="Identify"))
            except BusyError:
                raise
            except FetchError as error:
                first = first or error
        raise FetchError(f"{redacted(self._url)}: no OAI-PMH server answers there: {first}")

    def _ask(self, url: str, **arguments: str) -> bytes:
        address = f"{url}?{urlencode(arguments)}"
        # An interface made for machines, of which robots.txt does not speak.
        return self._client.get(
            address, accept="text/xml, application/xml", max_bytes=MOST_BYTES, robots=False
        ).content


def repository(url: str) -> str:
    """The address of the DSpace whose OAI-PMH interface is at `url`; "" when that is another."""
    longest = next((each for each in reversed(_ENDPOINTS) if url.endswith(each)), "")
    return url.removesuffix(longest) if longest else ""


def candidates(url: str) -> list[str]:
    """The addresses where the server of `url` may answer, the likeliest first."""
    url = url.rstrip("/")
    base = repository(url) or url
    usual = [base + endpoint for endpoint in _ENDPOINTS]
    first = [url] if url != base or "oai" in url.rpartition("//")[2].lower() else []
    return list(dict.fromkeys([*first, *usual]))
