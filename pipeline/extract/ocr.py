"""OCR: the tesseract command reads the picture of a page. Without it scanned pages stay unread."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.errors import ExtractionError
from pipeline.language import SWEDISH

try:
    from resource import RLIMIT_CPU, prlimit
except ImportError:  # only Linux can limit a process that runs
    prlimit = None  # type: ignore[assignment]

COMMAND = "tesseract"
INSTALL = "install tesseract with Finnish and Swedish (tools/install-ocr.sh)"
"""What somebody is told who has pages that need OCR, and no tesseract."""

WANTED = "text needs OCR"
"""How the remark ends on pages that are pictures, or garbage, which nothing has read."""

_NOISE = 30.0
"""Words that tesseract is less sure of (0 to 100) are left out: lines and specks of pictures read
as letters. Of the words that are right, 0.3 % are below."""
_THRESHOLD = "thresholding_method=2"
"""Sauvola's. With Otsu's, the default, the layout analysis leaves out whole lines of clean pages:
1.8 to 4.8 % of the words; so 0.0 to 0.3 %. On noisy pages both lose 0.7 %."""
_PICTURES = (b"P5\n", b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
"""How pictures begin. Anything else tesseract takes for a list of files to read."""
_SWEDISH = "swe"
_SWEDISH_SHARE = 0.1
"""Share of the fifty most usual words: Swedish pages have .12 to .38, Finnish ones .00 to .04."""
_ANSWER_SECONDS = 10
_LONGEST_REASON = 120


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read: lines, paragraphs parted by an empty line, and how sure it is, 0 to 1.

    A word that is broken at the end of a line keeps its hyphen; cleaning mends it.
    """

    text: str
    confidence: float


class _Word(NamedTuple):
    paragraph: tuple[str, str]
    line: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Reads pictures by running `command`, one process for each, on one core.

    `languages` are names of its data joined by "+"; `seconds` is how long a page may take (0: no
    limit).
    `version` says what made a text: equal versions make equal texts.
    """

    command: str
    languages: str
    version: str
    seconds: float = 60.0

    def read(self, image: bytes, dpi: int) -> Recognised:
        """Read the picture of one page, a PGM, PNG, JPEG or TIFF file.

        A page that turns out to be in Swedish is read again as nothing else: with Finnish at hand,
        three in four å become ä (6.2 % of the words are lost; 3.3 % as Swedish alone).

        `dpi` is its resolution; 300 is best: 200 loses twice as many words, 100 ten times.
        Raises ExtractionError with a one-line reason.
        """
        if not image.startswith(_PICTURES):
            raise ExtractionError(f"{COMMAND}: not a picture")
        found = self._read(image, dpi, self.languages)
        if _SWEDISH in self.languages.split("+")[1:] and _is_swedish(found.text):
            return self._read(image, dpi, _SWEDISH)
        return found

    def _read(self, image: bytes, dpi: int, languages: str) -> Recognised:
        options = ["-l", languages, "--dpi", str(dpi), "-c", _THRESHOLD]
        arguments = [self.command, "stdin", "stdout", *options, "tsv"]
        done = _run(arguments, image, self.seconds)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").split("\n", 1)[0].strip()
            reason = said[:_LONGEST_REASON] or f"exit code {done.returncode}"
            raise ExtractionError(f"{COMMAND}: {reason}")
        return _assembled(_words(done.stdout.decode("utf-8", "replace")))


@lru_cache(maxsize=8)
def find_tesseract(languages: str = "fin+swe", seconds: float = 60.0) -> Tesseract | None:
    """The tesseract of this machine with those of `languages` that it has, joined by "+".

    None when there is no such command, it does not work, or it has none of them. Asks once a
    process: install first, then start.
    """
    command = shutil.which(COMMAND)
    if command is None:
        return None
    try:
        listed = _run([command, "--list-langs"], b"", _ANSWER_SECONDS)
        version = _run([command, "--version"], b"", _ANSWER_SECONDS)
    except ExtractionError:
        return None
    if listed.returncode or version.returncode:
        return None
    # Tesseract 4 wrote both to stderr.
    installed = set((listed.stdout + listed.stderr).decode("utf-8", "replace").splitlines())
    chosen = "+".join(name for name in languages.split("+") if name in installed)
    if not chosen:
        return None
    first = (version.stdout + version.stderr).decode("utf-8", "replace").splitlines()[0].strip()
    return Tesseract(command, chosen, f"{first} {chosen}", seconds)


def _run(arguments: list[str], given: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run a command without a shell, on one core: pages side by side are quicker than cores on one.

    Raises ExtractionError.
    """
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(  # noqa: S603 - a list of arguments, none from a document
            arguments, stdin=pipe, stdout=pipe, stderr=pipe, env=environment
        ) as process:
            try:
                _limit(process.pid, seconds)
                out, said = process.communicate(given, timeout=seconds or None)
            except BaseException:
                process.kill()
                raise
    except subprocess.TimeoutExpired as error:
        raise ExtractionError(f"{COMMAND}: took longer than {seconds:g} s") from error
    except OSError as error:
        raise ExtractionError(f"{COMMAND}: cannot be run ({error.strerror})") from error
    return subprocess.CompletedProcess(arguments, process.returncode, out, said)


def _limit(process: int, seconds: float) -> None:
    """If we are killed, the process shall not go on for ever."""
    if prlimit is not None and seconds:
        limit = int(seconds) + 1
        with contextlib.suppress(OSError):  # done already, or not allowed
            prlimit(process, RLIMIT_CPU, (limit, limit))


def _is_swedish(text: str) -> bool:
    words = text.lower().split()
    return sum(word in SWEDISH for word in words) > _SWEDISH_SHARE * len(words)


def _words(table: str) -> Iterator[_Word]:
    """The words of tesseract's table: level, page, block, paragraph, line, …, confidence, text."""
    for row in table.split("\n"):
        fields = row.split("\t")
        if len(fields) != 12 or fields[0] != "5" or not fields[11].strip():
            continue
        try:
            confidence = float(fields[10])
        except ValueError:
            continue
        if confidence >= _NOISE:
            yield _Word((fields[2], fields[3]), fields[4], fields[11].strip(), confidence)


def _assembled(words: Iterable[_Word]) -> Recognised:
    """Words in lines and paragraphs; the confidence is their mean, long words weighing more."""
    paragraphs = []
    sure, letters = 0.0, 0
    for _, paragraph in itertools.groupby(words, lambda word: word.paragraph):
        lines = []
        for _, line in itertools.groupby(paragraph, lambda word: word.line):
            found = list(line)
            lines.append(" ".join(word.text for word in found))
            sure += sum(word.confidence * len(word.text) for word in found)
            letters += sum(len(word.text) for word in found)
        paragraphs.append("\n".join(lines))
    return Recognised("\n\n".join(paragraphs), round(min(1.0, sure / 100 / max(1, letters)), 3))
