"""nginx, where it is installed, serving a folder on loopback as any user."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
_CONFIG = """
daemon off; master_process off; worker_processes 1; pid {home}/nginx.pid;
error_log {home}/error.log;
events {{ worker_connections 64; }}
http {{
  log_format line '$msec $status $request_method $request_uri $http_if_none_match';
  access_log {home}/access.log line;
  client_body_temp_path {home}/t1; proxy_temp_path {home}/t2; fastcgi_temp_path {home}/t3;
  uwsgi_temp_path {home}/t4; scgi_temp_path {home}/t5;
  types {{ text/html html; application/pdf pdf; text/plain txt; application/xml xml; }}
  default_type application/octet-stream;
  charset utf-8; gzip on; gzip_min_length 1; gzip_types text/html text/plain;
  server {{
    listen {host}:{port}; root {root}; autoindex on;
    location /vanha/ {{ return 301 /uusi/; }}
    location /kielletty/ {{ return 403; }}
  }}
}}
"""


def find_nginx() -> str:
    """Where it is, or ""."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or ""


@contextmanager
def nginx(root: Path, home: Path) -> Iterator[str]:
    """Serve `root`; its logs go to `home`. Gives the address."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    home.mkdir()
    config = home / "nginx.conf"
    config.write_text(_CONFIG.format(home=home, host=HOST, port=port, root=root))
    command = [find_nginx(), "-e", str(home / "error.log"), "-p", str(home), "-c", str(config)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            socket.create_connection((HOST, port), 1).close()
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("nginx did not start")
