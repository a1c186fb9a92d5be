"""The documents speak of what is there: files, modules that are run, targets of make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ROOMS = "benchmarks corpus docs examples index pipeline requirements terminal tests tools web"

_CODE = re.compile(r"`([^`\n]+)`")
_FILE = re.compile(rf"(?:(?:{ROOMS.replace(' ', '|')})/[\w./-]*|test_\w+\.py)")
_MODULE = re.compile(r"python -m ((?:benchmarks|tests)[\w.]*)")
_TARGET = re.compile(r"make ([a-z-]+)")


def missing(text: str) -> Iterator[str]:
    """What a page names in code, and what is not there."""
    for code in _CODE.findall(text):
        if module := _MODULE.match(code):
            path = ROOT.joinpath(*module[1].split("."))
            found = path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()
        elif target := _TARGET.fullmatch(code):
            found = f"\n{target[1]}:" in (ROOT / "Makefile").read_text()
        elif _FILE.fullmatch(code):
            found = (ROOT / code).exists() or any((ROOT / "tests").rglob(code))
        else:
            continue
        if not found:
            yield code


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    assert list(missing(page.read_text(encoding="utf-8"))) == []


def test_what_is_not_there_is_found() -> None:
    assert list(missing("`docs/x.md` `test_x.py` `make x` `python -m tests.x` `docs/`")) == [
        "docs/x.md",
        "test_x.py",
        "make x",
        "python -m tests.x",
    ]
