"""PDF files written object by object, as wrong as they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
SENTENCE = "Ohjausryhma paatti jatkaa perhekeskuksen toimintaa uudella rahoituksella."
"""Text of a page; ASCII, so that the standard fonts need no encoding."""
SHOWN = b"BT /F1 12 Tf 72 720 Td (%s) Tj ET" % SENTENCE.encode()
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
FONTS = b"/Font << /F1 5 0 R >>"


def stream(data: bytes, entries: bytes = b"", length: bytes = b"") -> bytes:
    """A stream object; `length` in place of the right one."""
    size = length or b"%d" % len(data)
    return b"<< /Length %s %s >>\nstream\n%s\nendstream" % (size, entries, data)


def page(
    entries: bytes = b"/MediaBox [0 0 595 842]", resources: bytes = FONTS, parent: bytes = b"2 0 R"
) -> bytes:
    """A page whose content is object 4."""
    return b"<< /Type /Page /Parent %s /Contents 4 0 R %s /Resources << %s >> >>" % (
        parent,
        entries,
        resources,
    )


def document(changed: Mapping[int, bytes] | None = None, catalog: bytes = b"") -> dict[int, bytes]:
    """The objects of a good document of one page, with those of `changed` in their place."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page(),
        4: stream(SHOWN),
        5: FONT,
        **(changed or {}),
    }


def written(
    objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R", header: bytes = HEADER
) -> bytes:
    """The file with these objects and a table of references that is right."""
    parts, offsets, at = [header], {}, len(header)
    for number, body in objects.items():
        part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        parts.append(part)
        offsets[number] = at
        at += len(part)
    size = max(objects) + 1
    table = [b"xref\n0 1\n0000000000 65535 f \n"]
    for run in _runs(sorted(offsets)):
        table.append(b"%d %d\n" % (run[0], len(run)))
        table += [b"%010d 00000 n \n" % offsets[number] for number in run]
    end = b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, at)
    return b"".join([*parts, *table, end])


def one_page(changed: Mapping[int, bytes] | None = None, catalog: bytes = b"") -> bytes:
    """The file of `document`."""
    return written(document(changed, catalog))


def showing(content: bytes, entries: bytes = b"") -> bytes:
    """A document of one page with this content."""
    return one_page({4: stream(content, entries)})


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
