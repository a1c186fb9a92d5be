"""The command that gives an original back.

Imports that cost time happen in the command that needs them, so that ``--help`` is quick.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path

import click

from corpus.errors import UsageError
from terminal.options import JSON, Options, print_json
from terminal.text import near


@click.command()
@click.argument("document_id", metavar="ID")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    required=True,
    help="The file to write; - for stdout.",
)
@click.option("--version", "number", type=click.IntRange(1), help="An older version; see show ID.")
@click.option("--force", is_flag=True, help="Replace the file when it is there already.")
@JSON
@click.pass_obj
def original(
    options: Options,
    *,
    document_id: str,
    output: Path,
    number: int | None,
    force: bool,
    as_json: bool,
) -> None:
    """Get the original of a document back, byte for byte as its source gave it.

    Its hash is checked first; what is damaged is not given.

    \b
    Examples:
      hankemuisti original 3f2a -o raportti.pdf
      hankemuisti original 3f2a -o - | sha256sum
    """
    from index.originals import original as read
    from index.originals import save

    if as_json and str(output) == "-":
        raise UsageError("-o - gives the bytes alone; --json needs -o FILE")
    found = read(options.load(), document_id, number)
    if str(output) == "-":
        with click.open_file("-", "wb") as stream:
            stream.write(found.content)
        return
    save(output, found.content, force=force)
    size, sha256 = found.version.size, found.version.sha256
    options.narrate([f"{near(str(output))}: {size} bytes, sha256 {sha256}"])
    if as_json:
        print_json({**found.as_json(), "file": str(output)})
