"""The house keeps its shape: imports run downwards, modules stay readable, files say nothing
they should not."""

from __future__ import annotations

import ast
import statistics
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {"corpus": 0, "pipeline": 1, "index": 2, "web": 3, "terminal": 4, "cli": 5}
MODULES = sorted(
    path
    for room in FLOORS
    for path in ([ROOT / "cli.py"] if room == "cli" else (ROOT / room).rglob("*.py"))
)
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]


def imported(tree: ast.Module) -> set[str]:
    """The rooms that a module imports from, anywhere in it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide which room is meant"
            found.add((node.module or "").split(".")[0])
    return found & FLOORS.keys()


def test_there_is_a_house() -> None:
    assert {"corpus", "pipeline", "index", "cli"} <= {
        path.relative_to(ROOT).parts[0].removesuffix(".py") for path in MODULES
    }


@pytest.mark.parametrize("name", NAMES)
def test_imports_run_downwards(name: str) -> None:
    path = ROOT / name
    own = FLOORS[Path(name).parts[0].removesuffix(".py")]
    above = {room for room in imported(ast.parse(path.read_text())) if FLOORS[room] > own}
    assert not above, f"{name} is on floor {own} and imports {above}"


def test_no_cycles_between_modules() -> None:
    edges: dict[str, set[str]] = {}
    names = {name.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for name in NAMES}
    for path, name in zip(MODULES, NAMES, strict=True):
        module = name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        edges[module] = set()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                members = {f"{node.module}.{alias.name}" for alias in node.names} & names
                edges[module] |= members or ({node.module} & names)
    done: set[str] = set()
    while len(done) < len(edges):
        free = {module for module, needs in edges.items() if module not in done and needs <= done}
        assert free, f"these import each other: {sorted(edges.keys() - done)}"
        done |= free


def test_modules_and_functions_can_be_read_in_one_sitting() -> None:
    lengths = {name: len((ROOT / name).read_text().splitlines()) for name in NAMES}
    assert {name: n for name, n in lengths.items() if n > 400} == {}
    assert statistics.median(lengths.values()) < 150
    long = {
        f"{name}:{node.lineno} {node.name}"
        for name in NAMES
        for node in ast.walk(ast.parse((ROOT / name).read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= 50
    }
    assert long == set()


def test_lock_files_name_versions_and_hashes_and_no_hosts() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "whoosh==2.7.4" in text


def test_no_file_names_a_package_host_or_this_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "/work" + "/main", "/work" + "/shared"]
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.suffix in {".pdf", ".png"} or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        assert not [host for host in hosts if host in text], name
