"""Recorded answers: one file each, to be read, compared and kept with the source.

::

    GET https://example.fi/raportit/
    200
    content-type: text/html; charset=utf-8

    <!doctype html>…

The first line is what was asked, the second the status, then headers, an empty line and the body
as bytes, unpacked. What could be secret is not written: of the headers only `KEPT` are, of the
request none, and in addresses the values of `SECRETS` are replaced.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

from corpus.archive import write_atomically
from corpus.errors import UsageError

SUFFIX = ".http"

KEPT = frozenset(
    "content-disposition content-language content-type etag last-modified link location"
    " retry-after".split()
)
"""Headers of answers that sources read. Cookies and everything unknown are left out."""

SECRETS = frozenset(
    "access_token api-key api_key apikey auth auth_token client_secret jsessionid key passwd"
    " password pwd secret session session_id sid sig signature token".split()
)
"""Names of query parameters whose values are not written."""

_LONGEST_NAME = 60
_SLUG = re.compile(r"[^0-9A-Za-z]+")
_STATUS = re.compile(rb"[1-9][0-9]{2}")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server to one request. The names of `headers` are in lower case."""

    method: str
    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    def dumped(self) -> bytes:
        """The file, without secrets."""
        hide = dict(_secrets(self.url))
        lines = [f"{self.method} {without_secrets(self.url)}", str(self.status)]
        lines += [f"{name}: {v}" for name, v in sorted(self.headers.items()) if name in KEPT]
        head = "".join(f"{_line(line)}\n" for line in lines)
        whole = head.encode() + b"\n" + self.body
        for value, shown in hide.items():  # pages repeat the address they were asked by
            for form in {value, quote(value, safe="")}:
                whole = whole.replace(form.encode(), shown.encode())
        return whole

    def save(self, folder: Path) -> Path:
        """Write it into `folder` under a name that is always the same for the same request."""
        path = folder / _name(self.method, without_secrets(self.url))
        try:
            write_atomically(path, self.dumped())
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
        return path


def load(folder: Path) -> dict[tuple[str, str], Answer]:
    """The answers in `folder` by what was asked. Raises UsageError for a file that is none."""
    found = {}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        answer = parse(path.read_bytes(), str(path))
        found[answer.method, answer.url] = answer
    return found


def parse(content: bytes, where: str) -> Answer:
    """Read one file. Raises UsageError, which names it as `where`."""
    head, _, body = content.partition(b"\n\n")
    request, status, *lines = [*head.split(b"\n"), b""]
    method, _, url = request.decode("utf-8", "replace").partition(" ")
    if not _is_address(url) or not _STATUS.fullmatch(status):
        raise UsageError(f"{where}: no recorded answer; its first lines are: GET URL, 200")
    pairs = (line.decode("utf-8", "replace").partition(":") for line in lines if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Answer(method, url, int(status), headers, body)


def without_secrets(url: str) -> str:
    """The address with the values of secret parameters replaced, each by the same every time."""
    for value, shown in _secrets(url):
        for form in {value, quote(value, safe=""), quote(value)}:
            url = url.replace(f"={form}", f"={shown}")
    return url


def _is_address(url: str) -> bool:
    try:
        return bool(url and urlsplit(url))
    except ValueError:  # brackets that hold no address of IPv6
        return False


def _secrets(url: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(urlsplit(url).query, max_num_fields=None)
    # Two secrets stay two, and four digits of a hash give nothing away.
    return [
        (value, f"SECRET{hashlib.sha256(value.encode('utf-8', 'replace')).hexdigest()[:4]}")
        for name, value in pairs
        if name.lower() in SECRETS and not value.startswith("SECRET")
    ]


def _line(text: str) -> str:
    return " ".join(text.split())


def _name(method: str, url: str) -> str:
    parts = urlsplit(url)
    slug = _SLUG.sub("-", f"{parts.netloc}{parts.path}-{parts.query}").strip("-")
    digest = hashlib.sha256(f"{method} {url}".encode()).hexdigest()[:8]
    return f"{method.lower()}-{slug[:_LONGEST_NAME].strip('-')}-{digest}{SUFFIX}"
