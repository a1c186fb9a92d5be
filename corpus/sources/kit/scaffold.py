"""The scaffold of a new source: files to begin with, in a folder of their own."""

from __future__ import annotations

import keyword
import re
from importlib.resources import files
from pathlib import Path
from string import Template

from corpus.errors import UsageError
from corpus.sources.kit.recording import FOLDER

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def scaffold(name: str, folder: Path) -> list[Path]:
    """Write the module, the configuration, the test and the folder of recorded answers.

    Gives what was written. Raises UsageError when one of the files is there already, or when
    `name` would be no name for a module.
    """
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise UsageError(
            f"{name!r} is no name for a source: small letters a–z, digits and underscores, a letter"
            " first"
        )
    written = {
        folder / f"{name}.py": "module.txt",
        folder / "config.toml": "config.txt",
        folder / f"test_{name}.py": "test.txt",
        folder / FOLDER / name / ".gitkeep": "",
    }
    for path in written:
        if path.exists():
            raise UsageError(f"{path}: is there already; nothing was written")
    values = {"name": name, "type": "".join(part.capitalize() for part in name.split("_"))}
    templates = files("corpus.sources.kit") / "templates"
    try:
        for path, template in written.items():
            text = (templates / template).read_text("utf-8") if template else ""
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(Template(text).substitute(values))
    except OSError as error:
        raise UsageError(f"{error.filename}: cannot be written: {error.strerror}") from error
    return list(written)
