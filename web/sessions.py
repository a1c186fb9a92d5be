"""Who may edit: tokens known by their hash, and signed cookies for those who have shown one."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from time import time

from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import ConfigError
from web.visit import Editor

COOKIE = "hankemuisti"
LIFE = 12 * 3600
"""Seconds that a login lasts: a working day."""

_NAME = re.compile(r"[\w .@-]{1,80}")
_COST = {"n": 2**14, "r": 8, "p": 1}
"""Of scrypt (RFC 7914), for 16 MiB and some 50 ms a try."""


class Sessions:
    """The editors of a configuration: ``name:salt:hash``, with commas between."""

    def __init__(
        self, editors: str, secret: bytes = b"", clock: Callable[[], float] = time
    ) -> None:
        """Processes side by side share a `secret`. Raises ConfigError for what is no such list."""
        self._editors = [_editor(each) for each in editors.split(",") if each.strip()]
        self._clock = clock
        # Made anew with every start of the program, which so ends every session.
        self._secret = secret or secrets.token_bytes(32)

    @property
    def enabled(self) -> bool:
        """Whether anybody may edit at all."""
        return bool(self._editors)

    def owner(self, token: str) -> str:
        """Whose token this is; "" for nobody's. Takes as long for a wrong one as for a right."""
        found = ""
        for name, salt, hashed in self._editors:
            if hmac.compare_digest(_hash(token, salt), hashed):
                found = name
        return found

    def editor(self, request: Request) -> Editor | None:
        """Who is logged in, by the cookie of a request."""
        if not self.enabled:
            return None
        told, _, signature = request.cookies.get(COOKIE, "").rpartition("|")
        if not self.same(signature, self._sign("session", told).decode()):
            return None
        name, _, expiry = bytes.fromhex(told).decode().rpartition("|")
        if float(expiry) < self._clock():
            return None
        return Editor(name, self._sign("form", told).decode())

    def begin(self, response: Response, name: str, *, secure: bool) -> None:
        """Give the reader the cookie of a session."""
        told = f"{name}|{self._clock() + LIFE:.0f}".encode().hex()
        response.set_cookie(
            COOKIE,
            f"{told}|{self._sign('session', told).decode()}",
            max_age=LIFE,
            httponly=True,
            samesite="strict",
            secure=secure,
        )

    def end(self, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")

    @staticmethod
    def same(given: str, own: str) -> bool:
        """Whether two signatures are the same, told in a time that says nothing."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), own.encode())

    def _sign(self, what: str, told: str) -> bytes:
        text = f"{what}|{told}".encode()
        return hmac.new(self._secret, text, hashlib.sha256).hexdigest().encode()


def own_form(request: Request) -> bool:
    """Whether a form was sent from a page of ours, as the browser tells it."""
    site = request.headers.get("sec-fetch-site", "")
    origin = request.headers.get("origin", "")
    if site and site not in ("same-origin", "none"):
        return False
    return not origin or origin == f"{request.url.scheme}://{request.headers.get('host', '')}"


def new_editor(name: str) -> tuple[str, str]:
    """A new token, and what of it the configuration keeps. Raises ConfigError for a bad name."""
    if not _NAME.fullmatch(name):
        raise ConfigError(f"editor {name!r}: a name has letters, digits, blanks and .@-_ only")
    token, salt = secrets.token_urlsafe(24), secrets.token_bytes(16)
    return token, f"{name}:{salt.hex()}:{_hash(token, salt).hex()}"


def _editor(text: str) -> tuple[str, bytes, bytes]:
    name, _, rest = text.strip().partition(":")
    salt, _, hashed = rest.partition(":")
    try:
        if not _NAME.fullmatch(name) or len(bytes.fromhex(hashed)) != 64:
            raise ValueError
        return name, bytes.fromhex(salt), bytes.fromhex(hashed)
    except ValueError:
        raise ConfigError(
            "web.editors: must be what hankemuisti serve --new-editor NAME prints"
        ) from None


def _hash(token: str, salt: bytes) -> bytes:
    return hashlib.scrypt(token.encode("utf-8", "replace"), salt=salt, **_COST)
