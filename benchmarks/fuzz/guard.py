"""What an input makes Python do besides: files written outside, connections, programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec")
_CHANGING = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Guard:
    """Notes in `seen` what is done outside `room` while a block of `on` runs.

    Audit hooks cannot be taken away: `set_up` is for a process that ends with the hunt.
    """

    def __init__(self, room: Path) -> None:
        self.room = str(room.resolve())
        self.seen: list[str] = []
        self._on = False

    def set_up(self) -> None:
        """Begin to listen."""
        sys.dont_write_bytecode = True
        sys.addaudithook(self.hook)

    @contextmanager
    def on(self) -> Iterator[None]:
        """Note what is done in the block."""
        self._on = True
        try:
            yield
        finally:
            self._on = False

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note one event of Python's."""
        if not self._on:
            return
        if event == "open":
            astray = self._is_written(*arguments[:3])
        elif event in _CHANGING:
            astray = not all(map(self._is_inside, arguments[:2]))
        else:
            astray = event in _FORBIDDEN
        if astray:
            self.seen.append(f"{event} {arguments}"[:300])

    def _is_written(self, path: object, _mode: object, flags: object) -> bool:
        writes = isinstance(flags, int) and flags & _WRITING
        return bool(writes) and path != os.devnull and not self._is_inside(path)

    def _is_inside(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return True  # a file already open, or a mode
        full = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - os.path: Path would open again
        return full == self.room or full.startswith(f"{self.room}{os.sep}")
