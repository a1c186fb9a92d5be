"""How many examples Hypothesis makes: ``pytest --hypothesis-profile=thorough`` for a long run.

``default`` and ``ci`` (which Hypothesis chooses by itself where the environment has ``CI``, and
which makes the same examples every time) keep to what each test asks for. ``thorough`` makes at
least 2,000 of every test, whatever it asks for: some minutes for each room, `make fuzz`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

THOROUGH, EXAMPLES = "thorough", 2000

# No test is measured by the clock: the machine may have other work.
for _name in ("default", "ci"):
    settings.register_profile(_name, settings.get_profile(_name), deadline=None)
settings.register_profile(
    THOROUGH,
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=tuple(HealthCheck),
)
settings.load_profile(settings.get_current_profile_name())


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """In a thorough run, more examples than a test's own settings have."""
    if settings.get_current_profile_name() != THOROUGH:
        return
    for item in items:
        function = getattr(getattr(item, "obj", None), "hypothesis", None)
        if function is None:
            continue
        # A test's own number stands over that of the profile, and there is no public way to
        # change it; where a version of Hypothesis keeps it elsewhere, this fails loudly.
        test: Any = getattr(item.obj, "__func__", item.obj)  # type: ignore[attr-defined]
        own = test._hypothesis_internal_use_settings
        most = max(own.max_examples, EXAMPLES)
        test._hypothesis_internal_use_settings = settings(
            own, max_examples=most, suppress_health_check=tuple(HealthCheck)
        )
