"""The outside programs and fonts: where they are, how they are run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

TIMEOUT = 180
"""Seconds after which a program that prints one document is given up."""

_CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)
_FONT_ROOTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "~/.fonts")


class MissingError(Exception):
    """A program, library or font that a document needs is not installed."""


def font(name: str) -> Path:
    """The TrueType file called `name` (`DejaVuSerif.ttf`); MissingError when there is none."""
    roots = [os.environ.get("EXAMPLES_FONTS", ""), *_FONT_ROOTS]
    for root in filter(None, roots):
        for path in sorted(Path(root).expanduser().rglob(name)):
            return path
    raise MissingError(f"font {name}")


def chromium() -> str:
    """The Chromium to print with; MissingError when there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "google-chrome", "chromium-browser")
    return _first(names, "Chromium")


def soffice() -> str:
    """The LibreOffice to convert with; MissingError when there is none."""
    return _first((os.environ.get("SOFFICE", ""), "soffice", "libreoffice"), "LibreOffice")


def _first(names: tuple[str, ...], label: str) -> str:
    """The path of the first program of `names` that is installed."""
    for name in filter(None, names):
        path = shutil.which(name)
        if path:
            return path
    raise MissingError(label)


def print_html(html: str, target: Path) -> None:
    """Let Chromium print the page `html` into the PDF `target`."""
    program = chromium()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(html, encoding="utf-8")
        profile = f"--user-data-dir={folder}/profile"
        output = f"--print-to-pdf={target}"
        _run([program, *_CHROMIUM_FLAGS, profile, output, page.as_uri()])


def convert_odf(xml: str, suffix: str, target: Path) -> None:
    """Let LibreOffice convert a flat ODF document into the PDF `target`."""
    program = soffice()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, target.stem + suffix)
        source.write_text(xml, encoding="utf-8")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        action = ["--convert-to", "pdf", "--outdir", folder, str(source)]
        _run([program, "--headless", profile, *action])
        shutil.move(source.with_suffix(".pdf"), target)


def _run(command: list[str]) -> None:
    """Run a program quietly; its own complaint is raised when it fails."""
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=TIMEOUT, check=False, errors="replace"
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr.strip()[-500:]}")
