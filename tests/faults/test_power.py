"""A power cut in a loop: what was synced is a committed state, and what was done stays done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.test_killing import WRONG, Property, run

CUTS = {"ingest": 3, "extend": 6, "full": 3, "describe": 3, "override": 6, "switch": 3}
WANTED = int(os.environ.get("HANKEMUISTI_KILLS", "0"))


@pytest.mark.timeout(3600 if WANTED else 300)
@pytest.mark.parametrize("kind", CUTS)
def test_after_a_power_cut_it_answers_and_goes_on(
    kind: str, tmp_path: Path, record_property: Property
) -> None:
    wanted = WANTED or CUTS[kind]
    found, said = run("tests.faults.power", kind, tmp_path / "c", wanted)
    record_property("faults", {"scenario": f"{kind}, power cut", **found})
    assert {name: found[name] for name in WRONG} == dict.fromkeys(WRONG, 0), said
    assert found["killed"]["end"] == 1
    assert found["kills"] == wanted


@pytest.mark.parametrize(("kind", "wrong"), [("unsynced", "half_visible"), ("forgetful", "lost")])
def test_what_is_not_durable_is_counted(kind: str, wrong: str, tmp_path: Path) -> None:
    found, said = run("tests.faults.power", kind, tmp_path / "c", 4)
    assert found[wrong] > 0
    assert "Error: " in said
