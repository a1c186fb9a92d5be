"""The command that serves the web page and the API.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import dataclasses
import os
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from terminal.options import Options

if TYPE_CHECKING:
    import socket

    from corpus.config import Config, WebConfig

GRACE = 10
"""Seconds that requests have to end when the server is stopped."""

MOST_PROCESSES = 4
"""That serve unless more are asked for: each has a dictionary and a lexicon of its own."""


@click.command()
@click.option("--host", help="Address to listen at. Default: web.host.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default: web.port; 0: any free one.")
@click.option("--new-editor", "editor", metavar="NAME", help="Print a new editor's token, and end.")
@click.pass_obj
def serve(options: Options, host: str | None, port: int | None, editor: str | None) -> None:
    """Serve the web page and the API of the corpus, until Ctrl-C.

    Only this machine reaches it, unless web.public and web.hosts of the configuration say
    otherwise. A reindex meanwhile interrupts nobody. --new-editor prints a token to keep, and the
    line of web.editors that knows it by its hash.

    As many processes as web.processes says work side by side, and each counts for itself:
    web.rate is that of one, and /metrics tells of the one that answers.

    \b
    Examples:
      hankemuisti serve
      hankemuisti serve --port 8080
      hankemuisti serve --new-editor 'Anna Arkistonhoitaja'
    """
    if editor is not None:
        from web.sessions import new_editor

        token, line = new_editor(editor)
        click.echo(f"token, shown only now: {token}")
        click.echo(f'[web]\neditors = "{line}"')
        return
    config = options.load()
    web = dataclasses.replace(
        config.web,
        host=config.web.host if host is None else host,
        port=config.web.port if port is None else port,
    )
    config = dataclasses.replace(config, web=web)
    _run(options, config)


def _run(options: Options, config: Config) -> None:
    import secrets

    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from index.search import SearchService
    from web.app import create_app

    create_app(config)  # better now than with the first reader: what is wrong is told in one line
    SearchService.open(config).close()
    listening = _listen(config.web)
    name = f"[{config.web.host}]" if ":" in config.web.host else config.web.host
    options.narrate([f"http://{name}:{listening.getsockname()[1]}/  (Ctrl-C ends)"])
    processes = config.web.processes or min(MOST_PROCESSES, os.cpu_count() or 1)
    settings = uvicorn.Config(
        # Sources are not served, and their settings cannot be sent to another process.
        partial(create_app, dataclasses.replace(config, sources=()), secrets.token_bytes(32)),
        factory=True,
        workers=processes,
        access_log=False,
        log_config=_logging("ERROR" if options.quiet else "INFO"),
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=GRACE,
    )
    with listening:
        if processes > 1:
            Multiprocess(settings, sockets=[listening]).run()
        else:
            uvicorn.Server(settings).run(sockets=[listening])


def _logging(level: str) -> dict[str, Any]:
    """How processes log: a line for each request on stderr, and of the server what went wrong."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {
            "hankemuisti.web": {"handlers": ["stderr"], "level": level},
            "uvicorn.error": {"handlers": ["stderr"], "level": "WARNING"},
        },
    }


def _listen(settings: WebConfig) -> socket.socket:
    """The socket to serve at. Raises ConfigError when it cannot be had."""
    import socket

    from corpus.errors import ConfigError

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=256)
    except OSError as error:
        raise ConfigError(
            f"cannot listen at {settings.host} port {settings.port}: {error.strerror}; "
            "choose another with --host and --port"
        ) from error
