"""What the program needs of the machine it runs on."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

from corpus.archive import FOLDER_NAME as ORIGINALS
from corpus.database import FILE_NAME
from corpus.lock import FILE_NAME as LOCK
from index.build import FOLDER_NAME as INDEX
from index.checks.check import Patient, WorryingError, WrongError, some
from pipeline.analyzer import configured_analyzer
from pipeline.extract.ocr import INSTALL, find_tesseract
from pipeline.extract.office import soffice

KNOWN_FORM, KNOWN_LEMMA = "perhekeskuksissa", "perhekeskus"
FREE_BYTES = 500 * 1024 * 1024
"""Below this a rebuild of a middling index may fill the disk."""
_ANOTHER = "choose another folder with --data DIR"


def python(_patient: Patient) -> str:
    """Which Python runs this."""
    return f"{sys.version.split()[0]} at {sys.executable}"


def voikko(patient: Patient) -> str:
    """The morphology opens, its dictionary reads a word, and a person's own words are in order."""
    analyzer = configured_analyzer(patient.config)
    lemmas = analyzer.analyse(KNOWN_FORM, "fi").lemmas
    if KNOWN_LEMMA not in lemmas:
        raise WrongError(
            f"{KNOWN_FORM} is read as {', '.join(lemmas)}, not {KNOWN_LEMMA}: the dictionary is "
            "broken",
            "install voikko-fi again",
        )
    if "libvoikko" not in analyzer.version:
        return f"{analyzer.version} (portable; the native one is five times faster)"
    return analyzer.version


def ocr(patient: Patient) -> str:
    """There is a tesseract with the languages that are wanted."""
    settings = patient.config.pipeline
    if settings.ocr == "off":
        return "off"
    wanted = settings.ocr_languages
    found = find_tesseract(wanted)
    if found is None:
        raise WorryingError(
            f"no tesseract that reads {wanted}: scanned pages stay unread",
            f'{INSTALL}, or set pipeline.ocr = "off"',
        )
    missing = [name for name in wanted.split("+") if name not in found.languages.split("+")]
    if missing:
        raise WorryingError(
            f"{found.version}: no data for {', '.join(missing)}: scanned pages in it are read "
            "badly",
            "install it (tools/install-ocr.sh), or take it out of pipeline.ocr_languages",
        )
    return found.version


def libreoffice(_patient: Patient) -> str:
    """Where LibreOffice is, without which two old formats cannot be read."""
    named = os.environ.get(soffice.VARIABLE)
    found = soffice.find()
    if named and not found:
        raise WorryingError(
            f"{soffice.VARIABLE} names {named}, which is no program", "mend it, or unset it"
        )
    return found or "not installed; only DOC and PPT files need it"


def existing(path: Path) -> Path:
    """The nearest folder above that is there."""
    while not os.path.exists(path):  # noqa: PTH110 - says no, never raises
        path = path.parent
    return path


def data_folder(patient: Patient) -> str:
    """The data folder and what is in it can be written."""
    wanted = patient.config.data_folder
    folder = existing(wanted)
    if not folder.is_dir():
        raise WrongError(f"{folder} is a file, not a folder", _ANOTHER)
    names = (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", LOCK, INDEX, ORIGINALS)
    inside = [wanted / name for name in names] + [*(wanted / ORIGINALS).glob("*/")]
    there = [folder, *(path for path in inside if os.path.exists(path))]  # noqa: PTH110 - never raises
    closed = [path for path in there if not os.access(path, os.W_OK)]
    if closed:
        raise WrongError(f"cannot be written: {some(list(map(str, closed)))}", _opening(closed[0]))
    return str(wanted) if folder == wanted else f"{wanted} (will be made)"


def _opening(path: Path) -> str:
    """The command that lets this user write there."""
    quoted = shlex.quote(str(path))
    if path.stat().st_uid == os.getuid():
        return f"chmod -R u+rwX {quoted}; or {_ANOTHER}"
    return f'another user made it: sudo chown -R "$(id -un)" {quoted}; or {_ANOTHER}'


def disk(patient: Patient) -> str:
    """There is room for the next run."""
    free = shutil.disk_usage(existing(patient.config.data_folder)).free
    if free < FREE_BYTES:
        raise WrongError(f"only {free // 2**20} MiB free", "make room before the next run")
    return f"{free / 2**30:.1f} GiB free"
