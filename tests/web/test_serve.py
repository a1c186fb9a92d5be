from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from cli import cli
from tests.web.made import Made
from web.sessions import Sessions

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("processes", ["1", "2"])
def test_serving_begins_and_ends_with_a_signal(made: Made, processes: str) -> None:
    command = [sys.executable, "-m", "cli", "--data", str(made.config.data_folder)]
    started = subprocess.Popen(
        [*command, "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "HANKEMUISTI_WEB__PROCESSES": processes},
    )
    try:
        assert started.stderr is not None
        told = started.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert address, told
        answer = httpx.get(f"{address[0]}haku?q=perhekeskus", timeout=20)
        assert answer.status_code == 200
        assert "Majakanvalo" in answer.text
        assert "server" not in answer.headers
        started.send_signal(signal.SIGINT)
        rest = started.communicate(timeout=20)[1]
    finally:
        started.kill()
        started.wait()
    assert "GET /haku 200" in rest
    assert "Traceback" not in rest


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, arguments)
    return result.exit_code, result.output


def test_a_new_editor() -> None:
    code, told = run("serve", "--new-editor", "Anna")
    assert code == 0
    token = re.search(r"only now: (\S+)", told)
    line = re.search(r'editors = "(.+)"', told)
    assert token
    assert line
    assert Sessions(line[1]).owner(token[1]) == "Anna"
    assert run("serve", "--new-editor", "a:b")[0] == 2


def test_what_cannot_be_served(made: Made, tmp_path: Path) -> None:
    data = ("--data", str(made.config.data_folder))
    code, told = run(*data, "serve", "--host", "0.0.0.0")
    assert code == 2
    assert "web.public" in told
    code, told = run("--data", str(tmp_path / "none"), "serve")
    assert code == 4
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, told = run(*data, "serve", "--port", str(taken.getsockname()[1]))
    assert code == 2
    assert "cannot listen" in told
