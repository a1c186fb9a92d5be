from __future__ import annotations

import re

import pytest

from corpus import errors
from corpus.errors import HankemuistiError


def _tree(kind: type[HankemuistiError]) -> dict[str, type[HankemuistiError]]:
    found = {kind.__name__: kind}
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            found |= _tree(child)
    return found


def test_the_tree_drawn_in_the_module_is_the_tree() -> None:
    drawing = (errors.__doc__ or "").partition("::")[2]
    drawn: dict[str, int] = {}
    for line in drawing.splitlines():
        found = re.match(r"[\s│├└─]+([A-Z]\w+)", line)
        if found and "A message" not in line:
            drawn[found[1]] = found.start(1)
    tree = _tree(HankemuistiError)
    assert drawn.keys() == tree.keys()
    for name, kind in tree.items():
        parents = [base.__name__ for base in kind.__mro__[1:] if base.__name__ in tree]
        assert drawn[name] - drawn["HankemuistiError"] == 4 * len(parents), name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("HankemuistiError", 1),
        ("UsageError", 2),
        ("ConfigError", 2),
        ("StoreError", 1),
        ("NoIndexError", 4),
        ("EngineUnavailable", 4),
        ("LockedError", 5),
    ],
)
def test_exit_codes(name: str, code: int) -> None:
    assert _tree(HankemuistiError)[name].exit_code == code


def test_quarantine_has_a_code_of_its_own() -> None:
    codes = {kind.exit_code for kind in _tree(HankemuistiError).values()}
    assert errors.EXIT_QUARANTINED == 3
    assert errors.EXIT_QUARANTINED not in codes


def test_usage_errors_are_value_errors() -> None:
    assert issubclass(errors.ConfigError, ValueError)
