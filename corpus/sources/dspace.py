"""Files of a record in DSpace 7 and later, whose pages may be empty until a browser fills them."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote, urlsplit

from corpus.errors import FetchError
from corpus.net.client import BusyError, Client

MOST_BYTES = 8 * 1024 * 1024

_ITEM = re.compile(r"/items/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)
_HANDLE = re.compile(r"/handle/([\w.]{1,40}/[\w.\-]{1,80})")


def files(client: Client, page: str) -> list[tuple[str, str]]:
    """The address and the name of each original file of the item whose page is `page`, as the
    REST interface beside it tells; [] when there is no such interface.

    Raises BusyError, of FetchError, when the server does not answer now.
    """
    split = urlsplit(page)
    api = f"{split.scheme}://{split.netloc}/server/api"
    if item := _ITEM.search(split.path):
        address = f"{api}/core/items/{item[1].lower()}"
    elif handle := _HANDLE.search(split.path):
        address = f"{api}/pid/find?id={quote(f'hdl:{handle[1]}', safe='')}"
    else:
        return []
    bundles = _embedded(client, _link(_json(client, address), "bundles"), "bundles")
    original = next((each for each in bundles if each.get("name") == "ORIGINAL"), {})
    found = _embedded(client, _link(original, "bitstreams"), "bitstreams")
    told = ((_link(each, "content"), str(each.get("name") or "")) for each in found)
    return [each for each in told if each[0]]


def _json(client: Client, address: str) -> dict[str, Any]:
    try:
        answer = client.get(address, accept="application/json", max_bytes=MOST_BYTES)
        found = json.loads(answer.content)
    except BusyError:
        raise
    except (FetchError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _embedded(client: Client, address: str, name: str) -> list[dict[str, Any]]:
    held = _json(client, address).get("_embedded") if address else None
    listed = held.get(name) if isinstance(held, dict) else None
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _link(thing: dict[str, Any], name: str) -> str:
    links = thing.get("_links")
    link = links.get(name) if isinstance(links, dict) else None
    return str(link.get("href") or "") if isinstance(link, dict) else ""
