from __future__ import annotations

import sqlite3

import click
import pytest
from click.testing import CliRunner, Result

from corpus.errors import LockedError
from terminal.group import Commands


@click.group(cls=Commands)
@click.option("--verbose", is_flag=True)
def program(verbose: bool) -> None:
    pass


@program.command()
@click.argument("what")
def fail(what: str) -> None:
    errors: dict[str, BaseException] = {
        "ours": LockedError("in use\nby \x1b[31manother"),
        "sqlite": sqlite3.DatabaseError("malformed"),
        "disk": OSError(28, "No space left on device"),
        "file": PermissionError(13, "Permission denied", "/data/x"),
        "bug": ZeroDivisionError("oops"),
        "ctrl-c": KeyboardInterrupt(),
    }
    raise errors[what]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, arguments)


@pytest.mark.parametrize(
    ("what", "code", "line"),
    [
        ("ours", 5, "hankemuisti: in use by �[31manother\n"),
        ("bug", 1, "hankemuisti: internal error: ZeroDivisionError: oops; --verbose shows where\n"),
        ("disk", 1, "hankemuisti: No space left on device; --verbose shows where\n"),
        ("file", 1, "hankemuisti: /data/x: Permission denied; --verbose shows where\n"),
        ("sqlite", 1, "hankemuisti: the corpus database: malformed; hankemuisti doctor says more"),
        ("ctrl-c", 130, "hankemuisti: interrupted; what was done is kept"),
    ],
)
def test_every_error_ends_as_one_line(what: str, code: int, line: str) -> None:
    result = run("fail", what)
    assert result.exit_code == code
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == 1


def test_verbose_shows_where_a_bug_is() -> None:
    result = run("--verbose", "fail", "bug")
    assert isinstance(result.exception, ZeroDivisionError)


def test_usage_errors_stay_those_of_click() -> None:
    result = run("fial")
    assert result.exit_code == 2
    assert "No such command" in result.stderr
