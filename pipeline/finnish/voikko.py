"""Voikko, the morphological analyser, behind one small protocol.

Two back ends give the same words: the native library (libvoikko with the voikko-fi dictionary)
and the portable one (pyvoikko, the same dictionary in Python and Rust, about five times slower).

A libvoikko handle must not be shared by threads, does not survive pickling and is not carried
over a fork: `NativeMorphology` opens one per thread and process, when it is first needed.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import libvoikko

from corpus.errors import HankemuistiError, UsageError
from pipeline.finnish import fst as fst_text

LANGUAGE = "fi"
LONGEST_WORD = 255
"""In code points; libvoikko analyses nothing longer (MAX_WORD_CHARS)."""

OLDEST_LIBRARY = (4, 3)
"""Older ones give wrong readings: *määriä* became the place *Määri*."""

HOMEBREW_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib")
"""Where Homebrew puts libraries; the loader of macOS does not always look there."""

ADVICE = (
    "install it with `apt-get install libvoikko1 voikko-fi` or `brew install libvoikko`, "
    "or use the portable analyser: pip install 'hankemuisti[portable]'"
)


class Candidate(NamedTuple):
    """One analysis of a word as Voikko gives it; texts that Voikko leaves out are empty."""

    baseform: str
    word_class: str
    fst: str


class Morphology(Protocol):
    """Whatever analyses Finnish words. Usable from several threads, can be pickled."""

    @property
    def version(self) -> str:
        """Back end, library and dictionary, in one line."""
        ...

    def analyze(self, word: str) -> list[Candidate]:
        """All analyses of `word`, none when it is unknown. Never raises on a word."""
        ...

    def knows(self, word: str) -> bool:
        """Whether `word` has an analysis."""
        ...


def open_voikko(choice: str = "auto") -> Morphology:
    """Open the morphology that `choice` names: "auto" (native, else portable), or one of them.

    Raises UsageError for another choice, HankemuistiError when the back end is not there.
    """
    if choice == "native":
        return open_native()
    if choice == "portable":
        return open_portable()
    if choice != "auto":
        raise UsageError(f"voikko: {choice!r} must be one of auto, native, portable")
    try:
        return open_native()
    except HankemuistiError as native:
        try:
            return open_portable()
        except HankemuistiError:
            raise native from None


def open_native(path: Path | str | None = None) -> NativeMorphology:
    """Open libvoikko; `path` is a folder that is searched first for dictionaries.

    Raises HankemuistiError when the library or the dictionary is missing or older than 4.3.
    """
    version = _library_version()
    if _numbers(version) < OLDEST_LIBRARY:
        raise HankemuistiError(f"voikko: libvoikko {version} is older than 4.3; {ADVICE}")
    morphology = NativeMorphology(version, str(path) if path else None)
    if not morphology.knows("kissa"):
        raise HankemuistiError(f"voikko: the Finnish dictionary knows no words; {ADVICE}")
    return morphology


def open_portable() -> PortableMorphology:
    """Open pyvoikko. Takes a second and about 220 MB.

    Raises HankemuistiError when it is not installed.
    """
    try:
        # Loaded only when asked for: an optional extra that reads its dictionary at import.
        package = import_module("pyvoikko")
    except ImportError as error:
        raise HankemuistiError(f"voikko: pyvoikko is not installed; {ADVICE}") from error
    return PortableMorphology(package)


class NativeMorphology:
    """libvoikko, one handle per thread and process."""

    def __init__(self, library: str, path: str | None = None) -> None:
        self._library = library
        self._path = path
        self._handles = threading.local()
        self._handle()

    @property
    def version(self) -> str:
        """Library and dictionary, for instance ``libvoikko 4.3.1 fi-standard``."""
        variants = {
            dictionary.variant
            for dictionary in libvoikko.Voikko.listDicts(self._path)
            if dictionary.language == LANGUAGE
        }
        return f"libvoikko {self._library} {LANGUAGE}-{'+'.join(sorted(variants))}"

    def analyze(self, word: str) -> list[Candidate]:
        """All analyses of `word`, none when it is unknown or not a word at all."""
        if not _is_sane(word):
            return []
        return [
            Candidate(found.get("BASEFORM", ""), found.get("CLASS", ""), found.get("FSTOUTPUT", ""))
            for found in self._handle().analyze(word)
        ]

    def knows(self, word: str) -> bool:
        """Whether `word` has an analysis."""
        return bool(self.analyze(word))

    def _handle(self) -> Any:
        process = os.getpid()
        if getattr(self._handles, "process", None) != process:
            try:
                self._handles.voikko = libvoikko.Voikko(LANGUAGE, self._path)
            except (OSError, libvoikko.VoikkoException) as error:
                raise HankemuistiError(
                    f"voikko: the Finnish dictionary cannot be opened ({error}); {ADVICE}"
                ) from error
            self._handles.process = process
        return self._handles.voikko

    def __getstate__(self) -> tuple[str, str | None]:
        return self._library, self._path

    def __setstate__(self, state: tuple[str, str | None]) -> None:
        self._library, self._path = state
        self._handles = threading.local()


class PortableMorphology:
    """pyvoikko, fed and read so that it gives what libvoikko gives (rule 11)."""

    def __init__(self, package: Any) -> None:
        self._analyse = package.analyse

    @property
    def version(self) -> str:
        """Package and version, for instance ``pyvoikko 0.6``."""
        return f"pyvoikko {metadata.version('pyvoikko')}"

    def analyze(self, word: str) -> list[Candidate]:
        """All analyses of `word`, none when it is unknown or not a word at all."""
        if not _is_sane(word):
            return []
        return [
            Candidate(_portable_base(found), _portable_class(found), found.FSTOUTPUT or "")
            for found in self._analyse(word.lower())
        ]

    def knows(self, word: str) -> bool:
        """Whether `word` has an analysis."""
        return bool(self.analyze(word))

    def __reduce__(self) -> tuple[Any, tuple[()]]:
        return open_portable, ()


def _portable_base(found: Any) -> str:
    """The base form as libvoikko gives it.

    pyvoikko puts adjectives inside a compound in their base form (*aikuinenkoulutus*), libvoikko
    leaves them as they stand; pyvoikko keeps the endings of numbers (``20:n``).
    """
    fst = found.FSTOUTPUT or ""
    last = fst_text.tail(fst)
    if last != fst and last:
        base = fst_text.surface(fst[: len(fst) - len(last)]) + fst_text.base(last)
    else:
        base = found.BASEFORM or fst_text.surface(fst)
    if found.CLASS == "lukusana":
        base = base.split(":", 1)[0]
    return base.replace("=", "").replace("--", "-")


def _portable_class(found: Any) -> str:
    """The class as libvoikko gives it: whatever is compared is an adjective."""
    if found.CLASS == "nimisana_laatusana" and found.COMPARISON in ("comparative", "superlative"):
        return "laatusana"
    return found.CLASS or ""


def _is_sane(word: str) -> bool:
    """Whether libvoikko may see `word`: C ends a text at NUL, and UTF-8 has no surrogates."""
    if not 0 < len(word) <= LONGEST_WORD or "\0" in word:
        return False
    return word.isascii() or not any("\ud800" <= char <= "\udfff" for char in word)


def _library_version() -> str:
    for folder in _library_folders():
        libvoikko.Voikko.setLibrarySearchPath(folder)
        try:
            return str(libvoikko.Voikko.getVersion())
        except OSError:
            continue
    raise HankemuistiError(f"voikko: the library libvoikko is not installed; {ADVICE}")


def _library_folders() -> Iterator[str | None]:
    yield None
    if sys.platform == "darwin":
        yield from HOMEBREW_FOLDERS


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(piece) for piece in version.split(".") if piece.isdigit())
