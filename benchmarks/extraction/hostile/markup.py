"""Web pages that are too deep, too wide, or not what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.extraction.hostile.broken import Made

PROSE = (
    "Perhekeskuksen työntekijät tapasivat vanhempia viikoittain, ja palaute oli myönteistä. "
    "Hanke päättyi vuonna 2018, mutta toimintamalli jäi elämään kuntien yhteistyönä. "
)
_MANY = 1_000_000
_DEEP = 100_000


def files() -> Iterator[Made]:
    """The files, by name."""
    for name, make in _PAGES.items():
        yield f"{name}.html", partial(_page, make)
    for name, whole in _WHOLE.items():
        yield f"{name}.html", whole


def _page(make: Callable[[], str]) -> bytes:
    head = '<!DOCTYPE html><html lang="fi"><head><meta charset="utf-8"><title>Hanke</title></head>'
    return f"{head}<body><h1>Hanke</h1><p>{PROSE * 3}</p>{make()}</body></html>".encode()


def _nested(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + PROSE + f"</{tag}>" * depth


_PAGES: dict[str, Callable[[], str]] = {
    "tags-million": lambda: "<b></b>" * (_MANY // 2),
    "breaks-million": lambda: "a<br>" * (_MANY // 2),
    "paragraphs-open": lambda: "<p>kissa" * (_MANY // 4),
    "ends-only": lambda: "</p></div></b>" * (_MANY // 8),
    "deep-div": lambda: _nested("div", _DEEP),
    "deep-div-open": lambda: "<div>" * _DEEP + PROSE,
    "deep-div-1000": lambda: _nested("div", 1_000),
    "deep-span": lambda: _nested("span", _DEEP),
    "deep-bold": lambda: _nested("b", _DEEP),
    "deep-quote": lambda: _nested("blockquote", _DEEP),
    "deep-list": lambda: "<ul><li>kohta" * 20_000,
    "deep-table": lambda: "<table><tr><td>solu" * 20_000,
    "deep-form": lambda: "<form><fieldset><label>" * 20_000 + PROSE,
    "crossing": lambda: "<b><i><p></b></i>kissa" * 20_000,
    "anchors-crossing": lambda: "<a><p><a><div>" * 20_000 + PROSE,
    "table-rows": lambda: (
        "<table>" + "<tr>" + "<td>1</td>" * 10 + "</tr>" * 1 + ("<tr><td>2</td>" * 50_000)
    ),
    "table-spans": lambda: (
        "<table><tr><td colspan=1000000000 rowspan=1000000000>a</td><td>b</td></tr>" * 100
    ),
    "table-wide": lambda: "<table><tr>" + "<td>a" * 200_000 + "</table>",
    "links": lambda: "".join(f'<a href="/{at}.pdf">Liite {at}</a> ' for at in range(_DEEP)),
    "links-long": lambda: f'<a href="http://ei.invalid/{"x" * 5_000_000}">Liite</a>',
    "data-link": lambda: f'<img src="data:image/png;base64,{"A" * 5_000_000}">',
    "attribute-huge": lambda: f'<div class="{"luokka " * 1_000_000}">{PROSE}</div>',
    "attributes-many": lambda: (
        f"<div {' '.join(f'a{at}=1' for at in range(50_000))}>{PROSE}</div>"
    ),
    "attribute-open": lambda: '<div title="' + PROSE * 10_000,
    "tag-name-huge": lambda: f"<{'x' * 1_000_000}>{PROSE}",
    "tag-names-many": lambda: "".join(f"<x{at}>a</x{at}>" for at in range(_DEEP)),
    "entities": lambda: "&amp;&auml;&#228;" * (_MANY // 8),
    "entities-wrong": lambda: "&#0;&#xD800;&#x110000;&#99999999999;&kissa;&" * 20_000,
    "entity-huge": lambda: f"&{'x' * 1_000_000};&#{'9' * 100_000};",
    "less-than": lambda: "<" * _MANY,
    "comments": lambda: "<!-- a -->" * (_MANY // 8),
    "comments-open": lambda: "<!--" * (_MANY // 4),
    "declarations": lambda: "<!" * (_MANY // 4),
    "instructions": lambda: "<?php " * (_MANY // 8),
    "cdata": lambda: "<![CDATA[" * (_MANY // 8),
    "script-open": lambda: "<script>" + "while(1);" * 500_000,
    "style-open": lambda: "<style>" + "@import 'http://ei.invalid/';" * 100_000,
    "text-area-open": lambda: "<textarea>" + PROSE * 10_000,
    "plaintext": lambda: "<plaintext>" + PROSE * 10_000,
    "one-line": lambda: f"<p>{PROSE * 60_000}</p>",
    "one-word": lambda: f"<p>{'a' * 5_000_000}</p>",
    "spaces": lambda: f"<p>{' ' * 5_000_000}</p>",
    "newlines": lambda: "<pre>" + "\n" * 1_000_000 + "</pre>",
    "nbsp": lambda: "&nbsp;" * 500_000,
    "hyphens": lambda: "<p>" + "perhe-<br>\nkeskus ja " * 50_000,
    "headings": lambda: "<h2>Luku</h2>" * _DEEP,
    "titles": lambda: "<title>a</title>" * _DEEP,
    "title-huge": lambda: f"<h1>{'otsikko ' * 500_000}</h1>",
    "metas": lambda: '<meta name="a" content="b">' * _DEEP,
    "definitions": lambda: "<dl>" + "<dt>a<dd>b" * _DEEP,
    "options": lambda: "<select>" + "<option>a" * _DEEP,
    "frames": lambda: '<iframe src="file:///etc/passwd"></iframe>' * 1_000,
    "refresh": lambda: '<meta http-equiv="refresh" content="0;url=http://ei.invalid/">' * 1_000,
    "svg-uses-itself": lambda: '<svg><g id="a"><use href="#a"/><use href="#a"/></g></svg>' * 5_000,
    "svg-in-math": lambda: "<svg><foreignObject><math><annotation-xml>" * 10_000 + PROSE,
    "templates": lambda: "<template>" * 20_000 + PROSE,
    "dates": lambda: "<p>" + "1.1.2017–31.12.2018 " * 100_000,
    "nulls": lambda: f"<p>{PROSE.replace('a', chr(0))}</p>" * 100,
}  # fmt: skip

_XHTML = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "kissa">'
    + "".join(f'<!ENTITY {chr(97 + at)} "{f"&{chr(96 + at)};" * 10}">' for at in range(1, 10))
    + f"]><html><head><title>x</title></head><body><p>&j;</p><p>{PROSE}</p></body></html>"
)
_OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">'
    '<!ENTITY % b SYSTEM "http://ei.invalid/x.dtd"> %b;]>'
    f"<html><body><p>&a;</p><p>{PROSE}</p></body></html>"
)
_PLAIN = f"<html><head><title>Hanke</title></head><body><p>{PROSE * 5}</p></body></html>"

_WHOLE: dict[str, Callable[[], bytes]] = {
    "entity-laughs": _XHTML.encode,
    "entity-outside": _OUTSIDE.encode,
    "utf-16": lambda: _PLAIN.encode("utf-16"),
    "utf-16-be-mark": lambda: b"\xfe\xff" + _PLAIN.encode("utf-16-be"),
    "utf-16-no-mark": lambda: _PLAIN.encode("utf-16-le"),
    "utf-32": lambda: _PLAIN.encode("utf-32"),
    "utf-16-cut": lambda: _PLAIN.encode("utf-16")[:-7],
    "utf-7": lambda: _PLAIN.replace("<head>", '<head><meta charset="utf-7">').encode(),
    "charset-unknown": lambda: _PLAIN.replace("<head>", '<head><meta charset="kissa">').encode(),
    "charset-binary": lambda: _PLAIN.replace("<head>", '<head><meta charset="zlib">').encode(),
    "charset-idna": lambda: _PLAIN.replace("<head>", '<head><meta charset="idna">').encode(),
    "charset-lies": lambda: _PLAIN.replace("<head>", '<head><meta charset="utf-8">').encode(
        "cp1252"
    ),
    "charset-mixed": lambda: _PLAIN.encode() + _PLAIN.encode("cp1252") + _PLAIN.encode("utf-16"),
    "head-only": lambda: b"<html><head><title>x</title>",
    "doctype-only": lambda: b"<!DOCTYPE html>",
    "cut-in-tag": lambda: _PLAIN.encode()[:-30] + b"<a href=",
    "cut-in-letter": lambda: "<html><body><p>ääää".encode()[:-1],
    "random": lambda: b"<html>" + bytes(at * at * 17 % 249 + 3 for at in range(300_000)),
    "before-mark": lambda: b"\n" * 100_000 + _PLAIN.encode(),
}
