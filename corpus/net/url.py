"""Addresses: which may be asked at all, and the one form in which each is known."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

import httpx

from corpus.errors import FetchError
from corpus.log import redacted

LONGEST = 2000
"""Characters of an address; longer ones are made by broken sites and by traps."""

_PORTS = {"http": 80, "https": 443}
_BREAKS = re.compile(r"[\t\n\r]")
_PLAIN_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_IN_PATH, _IN_QUERY = "%/:@!$&'()*+,;=~", "%/?:@!$&'()*+,;=~"
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# Who came from where, and which visit it is: the page is the same without them.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|_hs\w+|mkt_tok"
    r"|phpsessid|jsessionid|sessionid|session_id|aspsessionid\w*|cfid|cftoken|oscsid|zenid",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)


def checked(url: str, base: str = "") -> httpx.URL:
    """The address, relative ones from `base`, without its fragment.

    Raises FetchError for one that is not of http or https, has no host, has a user or a password,
    is too long, or is none at all.
    """
    if len(url) > LONGEST:
        raise FetchError(f"the address is longer than {LONGEST} characters")
    try:
        found = httpx.URL(base).join(url) if base else httpx.URL(url)
        found = found.copy_with(fragment=None)
        host, port = found.host, found.port
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError(f"not an address: {error}") from error
    if found.scheme not in ("http", "https"):
        raise FetchError(f"only http and https are asked, not {found.scheme or 'a bare path'}")
    if not host.strip("."):
        raise FetchError("the address names no host")
    if found.userinfo:
        raise FetchError("addresses with a user or a password are not asked")
    if port is not None and not 0 < port < 65536:
        raise FetchError(f"there is no port {port}")
    return found


def without_key(url: str) -> str:
    """The address itself. Raises FetchError when a parameter of it is a key or a password."""
    if redacted(url) != url:
        raise FetchError(
            "has a key in it, which all who read the corpus would see:"
            " addresses with one are not asked"
        )
    return url


def normal(url: str, base: str = "") -> str:
    """The one form of an address, by which a crawl knows its pages.

    Scheme and host in lower case, no default port, no dot segments, no fragment, escapes only
    where they are needed (RFC 3986, 6.2.2), and no parameters that only track a visitor or name
    a session. Raises FetchError as `checked` does.
    """
    # Browsers drop what wraps and breaks an address in a page's source (WHATWG URL, 4.4).
    text = _BREAKS.sub("", url.strip())
    if len(text) > LONGEST:
        raise FetchError(f"the address is longer than {LONGEST} characters")
    try:
        text.encode()  # raises for halves of characters
        parts = urlsplit(urljoin(base, text))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise FetchError(f"not an address: {error}") from error
    if not (parts.scheme in _PORTS and _PLAIN_HOST.fullmatch(host)) or "@" in parts.netloc:
        # What is not simple is left to the parser that the request will use.
        found = checked(text, base)
        parts, port = urlsplit(str(found)), found.port
        host = found.raw_host.decode("ascii").lower().strip(".")
        host = f"[{host}]" if ":" in host else host
    if not host or (port is not None and not 0 < port < 65536):
        raise FetchError("the address names no host, or a port that cannot be")
    path = _without_dots(_SESSION.sub("", _unescaped(quote(parts.path, safe=_IN_PATH))))
    query = _unescaped(quote(parts.query, safe=_IN_QUERY))
    kept = [part for part in query.split("&") if part and not _is_tracking(part)]
    at = "" if port is None or port == _PORTS[parts.scheme] else f":{port}"
    found_url = f"{parts.scheme}://{host}{at}{path}" + (f"?{'&'.join(kept)}" if kept else "")
    if len(found_url) > LONGEST:
        raise FetchError(f"the address is longer than {LONGEST} characters")
    return found_url


def host_of(url: str) -> str:
    """The host of a normal address, without its port; "" for what is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        character = chr(int(match[0][1:], 16))
        return character if character in _PLAIN else match[0].upper()

    return _ESCAPE.sub(one, text)


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4."""
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/" + "/".join(kept)


def _is_tracking(part: str) -> bool:
    return bool(_TRACKING.fullmatch(part.partition("=")[0]))
