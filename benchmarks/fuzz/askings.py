"""Good questions to begin with: queries, and requests to the reading room."""

from __future__ import annotations

import hashlib
import re

from starlette.routing import Route

from benchmarks.fuzz.seeds import texts
from web.app import ROUTES
from web.openapi import BASE, ENDPOINTS

_PLACE = re.compile(r"\{\w+(?::\w+)?\}")


def queries() -> list[bytes]:
    """Queries that use the whole language."""
    return [
        each.encode()
        for each in (
            "lapsiperheiden palvelut",
            '(neuvola OR koulu) Kainuu -"lapset perheet"~3',
            'koulu NEAR/5 "psyykkinen tuki" title:neuvola perhe*',
            '=osallisuuden ="osallisuuden tukeminen" NOT (a JA b)',
            "region:Kainuu year:2009..2014 teema:(koulu) -ohjelma:kaste",
        )
    ]


def requests() -> list[bytes]:
    """Requests to every page of the reading room and to the API."""
    known = hashlib.sha256(texts()[0]).hexdigest()[:10]  # a document of the hunt's corpus
    pages = [each.path for each in ROUTES if isinstance(each, Route)]
    api = [f"{BASE}{each.path}" for each in ENDPOINTS]
    asked = "q=perhekeskus&region=Kainuu&year=2012&format=csv"
    targets = [
        f"{_PLACE.sub(lambda found: '1' if 'int' in found[0] else known, path)}{query}"
        for path in (*pages, *api, f"{BASE}/openapi.json", "/static/../x")
        for query in ("", "?q=koulu", f"?{asked}")
    ]
    get = [
        f"GET {target} HTTP/1.1\nHost: 127.0.0.1:8000\nAccept-Language: fi,sv;q=0.5\n\n".encode()
        for target in targets
    ]
    form = b"POST /sisaan HTTP/1.1\nHost: 127.0.0.1:8000\nOrigin: http://127.0.0.1:8000\n"
    return [
        *dict.fromkeys(get),
        form + b"Content-Type: application/x-www-form-urlencoded\n\ntoken=abc&csrf=x",
        form.replace(b"/sisaan", f"/asiakirja/{known}".encode())
        + b"\nfacet=region&value=Kainuu&action=set",
    ]
