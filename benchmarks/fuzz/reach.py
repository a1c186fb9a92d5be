"""Which lines of ours an input reaches that none before it has reached."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("corpus", "pipeline", "index", "web")

_OURS = tuple(f"{ROOT / room}/" for room in ROOMS)


class Reach:
    """Lines reached so far. A function is watched until each of its lines has been, so that the
    watching costs less and less."""

    def __init__(self) -> None:
        self.lines = 0
        self._unseen: dict[CodeType, set[int]] = {}

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch this thread, and those begun meanwhile, while the block runs."""
        before = sys.gettrace()
        threading.settrace(self._call)
        sys.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(before)
            threading.settrace(before)  # None: nobody

    def _call(self, frame: FrameType, _event: str, _: object) -> Any:
        code = frame.f_code
        unseen = self._unseen.get(code)
        if unseen is None:
            ours = code.co_filename.startswith(_OURS)
            unseen = {line for *_, line in code.co_lines() if line} if ours else set()
            unseen.discard(code.co_firstlineno)
            self._unseen[code] = unseen
        return self._line if unseen else None

    def _line(self, frame: FrameType, event: str, _: object) -> Any:
        if event == "line":
            unseen = self._unseen[frame.f_code]
            if frame.f_lineno in unseen:
                unseen.discard(frame.f_lineno)
                self.lines += 1
            if not unseen:
                frame.f_trace_lines = False
        return self._line
