"""How a long piece of work tells how far it is. The command line draws it; tests listen to it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of stages, steps and remarks, in order."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins; `total` steps are ahead, or None when nobody knows."""
        ...

    def step(self) -> None:
        """One step of the stage is done."""
        ...

    def remark(self, line: str) -> None:
        """One line worth a person's attention."""
        ...


class Silent:
    """Tells nobody."""

    def stage(self, name: str, total: int | None) -> None:
        """Nothing."""

    def step(self) -> None:
        """Nothing."""

    def remark(self, line: str) -> None:
        """Nothing."""
