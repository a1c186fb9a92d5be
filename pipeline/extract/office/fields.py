"""Word's fields and links: an instruction, which is no text, and its result, which is.

A field is looked at within one paragraph: those that go over many (lists of contents) are known
by their styles, and a file that never ends a field loses no text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.office.facts import Links

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"')
_PAGE_NUMBER = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_DEEPEST = 50
_LONGEST = 3000
"""Characters of an instruction that are kept."""


@dataclass
class _Open:
    """A field or link that has begun; `told` when its instruction is over."""

    instruction: str = ""
    told: bool = False
    shown: list[str] = field(default_factory=list)


class Fields:
    """The fields that are open at one place of a document."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._open: list[_Open] = []

    def begin(self, target: str = "") -> None:
        """A field begins; a link to `target` when there is one."""
        if len(self._open) < _DEEPEST:
            instruction = f'HYPERLINK "{target}"' if target else ""
            self._open.append(_Open(instruction, told=bool(target)))

    def instruct(self, text: str) -> None:
        """Some of the instruction."""
        last = self._open[-1] if self._open else None
        if last and not last.told and len(last.instruction) < _LONGEST:
            last.instruction += text

    def separate(self) -> None:
        """The instruction is over."""
        if self._open:
            self._open[-1].told = True

    def shows(self, text: str) -> bool:
        """Whether `text`, which comes next, is text of the document and no page number."""
        shown = all(each.told and not _PAGE_NUMBER.match(each.instruction) for each in self._open)
        if shown:
            for each in self._open:
                each.shown.append(text)
        return shown

    def end(self) -> None:
        """The field or link begun last is over."""
        if self._open:
            done = self._open.pop()
            link = _HYPERLINK.match(done.instruction)
            if link:
                self._links.add(link[1], "".join(done.shown))

    def end_all(self) -> None:
        """The paragraph is over."""
        while self._open:
            self.end()
