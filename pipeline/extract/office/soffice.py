"""LibreOffice as a program that converts one file, shut in as far as a program can be."""

from __future__ import annotations

import glob
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from corpus.errors import ExtractionError

VARIABLE = "HANKEMUISTI_SOFFICE"
"""In the environment: the program, where it is in no usual place. A path, or a name on the path."""

_COMMANDS = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",  # Debian, also without the package of commands
    "/usr/lib64/libreoffice/program/soffice",  # Fedora
    "/opt/libreoffice*/program/soffice",  # The Document Foundation's own packages
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_LONGEST = 180.0
"""Seconds. A report of 300 pages takes some ten; what takes longer hangs."""
_NOWHERE = "127.0.0.1"
# Macros never run, links in a document are never updated nor followed, and what would go to the
# network in spite of that goes to a proxy that does not answer. No crash report, no first start.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "DisableOLEAutomation", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_ITEM = (
    '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>"
)
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</oor:items>\n'
)


def find() -> str | None:
    """The program: what the environment names, else on the path, else in a usual place.

    None when LibreOffice is not installed, or what the environment names is no program.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return shutil.which(os.path.expanduser(named))  # noqa: PTH111 - never raises
    on_path = next(filter(None, map(shutil.which, _COMMANDS)), None)
    return on_path or next(filter(None, map(shutil.which, _usual_places())), None)


def _usual_places() -> Iterator[str]:
    """Files that may be the program; of several versions the newest first."""
    for pattern in _PLACES:
        yield from sorted(glob.glob(os.path.expanduser(pattern)), reverse=True)  # noqa: PTH111, PTH207


def convert(program: str, source: Path, ending: str, work: Path, seconds: float) -> Path:
    """Convert `source` to the format `ending`; the new file is below the folder `work`.

    Raises ExtractionError when that takes more than `seconds`, or makes no file. Nothing of the
    program is left running. It lives within the memory limit of its parent: 512 MiB of address
    space were enough for a report of 33 pages.
    """
    profile, made = work / "profile", work / "made"
    (profile / "user").mkdir(parents=True)
    made.mkdir()
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(_REGISTRY.format(items), encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--nofirststartwizard", "--convert-to", ending, "--outdir", str(made), str(source)),
    ]
    limit = max(0.0, min(seconds, _LONGEST))
    process = subprocess.Popen(  # noqa: S603 - a fixed command, and the paths are our own
        command,
        cwd=work,
        env={**_environment(), "HOME": str(work), "TMPDIR": str(work)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired as error:
        raise ExtractionError(f"LibreOffice took longer than {limit:.0f} s") from error
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    result = made / f"{source.stem}.{ending}"
    if not result.is_file():
        raise ExtractionError("broken: LibreOffice cannot read it")
    return result


def _environment() -> dict[str, str]:
    """What the program needs of ours: nothing that leads to a screen, a bus or a proxy."""
    kept = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "SystemRoot")
    return {name: os.environ[name] for name in kept if name in os.environ}
