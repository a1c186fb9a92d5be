"""Mutants: a good input with a few things done to it that its maker never meant."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from random import Random

LONGEST = 256 * 1024
"""Bytes of a mutant: what is broken by form, not by size, is looked for here."""

_MOST_STEPS = 6
_NUMBER = re.compile(rb"-?\d+")
_NUMBERS = (
    b"0 -1 1 2 7 255 256 32768 65535 65536 2147483647 2147483648 -2147483648 4294967295 1e999 0.0"
    b" 18446744073709551616 99999999999999999999999999999999 00000000000000000001 NaN"
).split()
_INTEGERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_ODD = (b"\0", b"\r", b"\n", b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x8f\xbf\xbf")

Step = Callable[[bytes, Random, Sequence[bytes], Sequence[bytes]], bytes]
"""Content, chance, other inputs and words of the format → changed content."""


def mutate(
    content: bytes, others: Sequence[bytes], words: Sequence[bytes], random: Random
) -> bytes:
    """A mutant of `content`; a zip archive mostly stays one, with a mutant among its members."""
    if content.startswith(b"PK\x03\x04") and random.random() < 0.85:
        return _in_zip(content, words, random)
    for _ in range(random.randint(1, _MOST_STEPS)):
        content = random.choice(_STEPS)(content, random, others, words)
    return content[:LONGEST]


def shrink(content: bytes, still: Callable[[bytes], bool], most: int = 2000) -> bytes:
    """The smallest input that `still` holds for, as `most` tries find it by leaving out."""
    step = max(1, len(content) // 2)
    while step and most > 0:
        at, before = 0, len(content)
        while at < len(content) and most > 0:
            most -= 1
            less = content[:at] + content[at + step :]
            if still(less):
                content = less
            else:
                at += step
        if step == 1 and len(content) == before:
            break
        step = step if len(content) < before else step // 2
    return content


def _in_zip(content: bytes, words: Sequence[bytes], random: Random) -> bytes:
    """The archive packed anew with one member changed; what is no archive any more, as bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # the archive may be a mutant itself, and break in any way
        return _flip(content, random, (), words)
    if not files:
        return content
    chosen = random.randrange(len(files))
    name, member = files[chosen]
    if random.random() < 0.05:
        name = mutate(name.encode(), (), words, random).decode("utf-8", "replace")[:1000]
    else:
        member = mutate(member, [each for _, each in files], words, random)
    files[chosen] = name, member
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in dict(files).items():
            archive.writestr(zipfile.ZipInfo(each or "_"), data)
    return packed.getvalue()


def _place(content: bytes, random: Random) -> int:
    return random.randint(0, len(content))


def _span(content: bytes, random: Random) -> tuple[int, int]:
    start = _place(content, random)
    return start, min(len(content), start + int(random.paretovariate(0.5)))


def _flip(content: bytes, random: Random, *_: Sequence[bytes]) -> bytes:
    if not content:
        return b"\0"
    at = random.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << random.randrange(8))]) + content[at + 1 :]


def _odd(content: bytes, random: Random, *_: Sequence[bytes]) -> bytes:
    at = _place(content, random)
    return content[:at] + random.choice(_ODD) + content[at + random.randrange(2) :]


def _integer(content: bytes, random: Random, *_: Sequence[bytes]) -> bytes:
    form = random.choice(("<H", ">H", "<I", ">I", "B"))
    value = random.choice(_INTEGERS) & (256 ** struct.calcsize(form) - 1)
    at = _place(content, random)
    return content[:at] + struct.pack(form, value) + content[at + struct.calcsize(form) :]


def _number(content: bytes, random: Random, *_: Sequence[bytes]) -> bytes:
    """The next number from some place on becomes another."""
    found = _NUMBER.search(content, _place(content, random)) or _NUMBER.search(content)
    if not found:
        return content
    return content[: found.start()] + random.choice(_NUMBERS) + content[found.end() :]


def _leave_out(content: bytes, random: Random, *_: Sequence[bytes]) -> bytes:
    start, end = _span(content, random)
    return content[:start] + content[end:]


def _repeat(content: bytes, random: Random, *_: Sequence[bytes]) -> bytes:
    start, end = _span(content, random)
    times = random.choice((2, 3, 10, 100, 1000))
    return content[:start] + (content[start:end] * times)[:LONGEST] + content[end:]


def _move(content: bytes, random: Random, *_: Sequence[bytes]) -> bytes:
    start, end = _span(content, random)
    at = random.randint(0, start)
    return content[:at] + content[start:end] + content[at:start] + content[end:]


def _cut(content: bytes, random: Random, *_: Sequence[bytes]) -> bytes:
    return content[: _place(content, random)]


def _splice(
    content: bytes, random: Random, others: Sequence[bytes], _words: Sequence[bytes]
) -> bytes:
    other = random.choice(others) if others else content
    start, end = _span(other, random)
    at = _place(content, random)
    if random.random() < 0.3:
        return content[:at] + other[start:]
    return content[:at] + other[start:end] + content[at + random.choice((0, end - start)) :]


def _word(
    content: bytes, random: Random, _others: Sequence[bytes], words: Sequence[bytes]
) -> bytes:
    word = random.choice(words) if words else b"\0"
    at = _place(content, random)
    return content[:at] + word + content[at + random.choice((0, len(word))) :]


_STEPS: tuple[Step, ...] = (
    _flip,
    _odd,
    _integer,
    _number,
    _number,
    _leave_out,
    _repeat,
    _move,
    _cut,
    _splice,
    _splice,
    _word,
    _word,
    _word,
)
