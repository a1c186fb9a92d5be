from __future__ import annotations

import pytest

from benchmarks.sources.hostile import as_expected, fetched
from tests.servers.hostile import CASES, Case
from tests.servers.site import Site


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_hostile_server_ends_in_one_line(case: Case, site: Site) -> None:
    case.make(site)
    line = fetched(site, seconds=0.5)
    assert as_expected(case, line), line
