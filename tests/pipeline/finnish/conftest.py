from __future__ import annotations

import pytest

from pipeline.finnish.voikko import Morphology, open_voikko


@pytest.fixture(scope="session")
def morphology() -> Morphology:
    return open_voikko()
