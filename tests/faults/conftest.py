"""The figures of the kills, at the end of a run."""

from __future__ import annotations

from typing import Any

import pytest

WRONG = {
    "lost": "documents lost",
    "half_visible": "half-visible states",
    "needed_a_hand": "restarts that needed a hand",
}


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what each scenario told, and the sum. Empty unless tests of kills ran."""
    told: list[Any] = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, value in report.user_properties
        if name == "faults"
    ]
    if not told:
        return
    terminalreporter.section("kills")
    for figures in sorted(told, key=lambda figures: str(figures["scenario"])):
        terminalreporter.line(_line(figures, figures["scenario"]))
    total = {name: sum(figures[name] for figures in told) for name in ("kills", *WRONG)}
    terminalreporter.line(_line(total, "all"))


def _line(figures: dict[str, Any], name: str) -> str:
    wrong = ", ".join(f"{figures[key]} {words}" for key, words in WRONG.items())
    return f"{name:20} {figures['kills']:5} kills: {wrong}"
