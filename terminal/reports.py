"""A run, the state of a corpus and its sources, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from index.quality import Quality
from index.sources import Sources
from index.status import Status
from index.update import Update
from pipeline.extract.ocr import INSTALL
from terminal.text import near, one_line, plural, printable

MOST_PAGES = 40
"""Pages with faults that a terminal is shown."""


def update_lines(update: Update) -> Iterator[str]:
    """What a run did, in a few lines of narration."""
    report = update.report
    for intake in report.intakes:
        name = near(intake.scope) or intake.source
        facts = [
            plural(intake.discovered, "document") + " found",
            f"{len(intake.new)} new",
            f"{len(intake.changed)} changed",
            f"{intake.unchanged} unchanged",
        ]
        if intake.duplicates:
            facts.append(f"{plural(len(intake.duplicates), 'duplicate')}")
        yield f"{name}: {', '.join(facts)}"
        for location in intake.gone:
            yield f"{near(location)}: no longer there; the corpus keeps it"
        for location in intake.replaced:
            yield f"{near(location)}: now a copy of another document; the corpus keeps what it was"
        if intake.passed_over:
            kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(intake.passed_over.items()))
            yield f"{name}: passed over, no documents: {kinds}"
    if report.quarantined:
        yield f"{plural(len(report.quarantined), 'document')} in quarantine:"
        for location, reason in report.quarantined:
            yield f"  {near(location)}: {printable(reason)}"
    if update.manifest:
        manifest = update.manifest
        yield f"index: generation {manifest.generation}, {plural(manifest.documents, 'document')}"
    else:
        yield "index: up to date"


def status_lines(status: Status) -> Iterator[str]:
    """The state of the corpus."""
    total = sum(status.documents.values())
    states = ", ".join(f"{state} {count}" for state, count in status.documents.items())
    yield f"data        {near(status.data)}"
    yield f"documents   {total}" + (f" ({states})" if states else "")
    if status.copies:
        yield f"copies      {plural(status.copies, 'document')} shown as a copy of another"
    yield f"pages       {status.pages}"
    yield f"forms       {status.forms} in the lexicon; languages {', '.join(status.languages)}"
    if status.needs_ocr:
        yield click.style(_ocr_line(status), fg="yellow")
    if status.index:
        index = status.index
        yield (
            f"index       generation {index.generation} of {index.created}: "
            f"{plural(index.documents, 'document')}, {index.analyzer}"
        )
    else:
        yield f"index       {printable(status.index_error) or 'none yet; run: hankemuisti reindex'}"
    if status.last_run:
        run = status.last_run
        finished = run.finished or "not finished"
        yield f"last run    {one_line(run.command)}, {run.started} – {finished}"
    for name, counts in status.sources.items():
        facts = ", ".join(f"{key} {value}" for key, value in counts.items())
        yield f"source      {name}: {facts}"
    for item in status.quarantined:
        yield click.style(
            f"quarantine  {near(item.location)}: {item.stage}: {printable(item.reason)}"
            f" (tried {plural(item.attempts, 'time')})",
            fg="yellow",
        )


def _ocr_line(status: Status) -> str:
    if status.ocr == "off":
        how = 'pipeline.ocr is "off"'
    elif status.ocr:
        how = f"{printable(status.ocr)} is here; read them with: hankemuisti ingest"
    else:
        how = f"{INSTALL}; then: hankemuisti ingest"
    return f"needs OCR   {plural(status.needs_ocr, 'page')}; {how}"


def quality_lines(quality: Quality) -> Iterator[str]:
    """The pages with faults, the worst first: at most `MOST_PAGES`, `--json` has them all."""
    yield f"{len(quality.pages)} of {plural(quality.total, 'page')} with faults"
    for fault, count in quality.faults.items():
        yield f"  {count:>6}  {printable(fault)}"
    for page in quality.pages[:MOST_PAGES]:
        sure = "" if page.confidence is None else f", sure {page.confidence:.2f}"
        yield printable(
            f"{page.quality:.2f}  {page.document_id} p. {page.number}  {page.method}{sure}: "
            f"{', '.join(page.faults)}  ({one_line(page.title)})"
        )
    more = len(quality.pages) - MOST_PAGES
    if more > 0:
        yield f"… {more} more; --json has them all"


def source_lines(listed: Sources) -> Iterator[str]:
    """The sources and what each has given."""
    for source in listed.sources:
        settings = ", ".join(f"{key} = {value}" for key, value in source.settings.items())
        counts = ", ".join(f"{key} {value}" for key, value in source.counts.items())
        kind = source.type or "not configured: paths of the command line"
        facts = "; ".join(part for part in (settings, counts) if part)
        yield printable(f"{source.name} [{kind}] {facts}")
    if not listed.sources:
        yield "no sources configured; add [sources.NAME] to config.toml"
    yield "types: " + ", ".join(f"{name} ({value})" for name, value in listed.types.items())
