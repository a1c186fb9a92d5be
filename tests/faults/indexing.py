"""Scenarios of a corpus that has an index: ingest, reindex, describe, override, switch."""

from __future__ import annotations

import shutil
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from corpus.overrides import SET, UNSET
from corpus.store import Store
from index.facets import Decision, decide
from index.update import roll_back, update
from pipeline.analyzer import configured_analyzer
from pipeline.progress import Silent
from tests.faults.corpus import (
    REQUESTS,
    answers,
    config_of,
    generations,
    ingest,
    originals,
    rebuilt,
    sound,
    write_reports,
)
from tests.faults.killing import quietly
from tests.faults.scenario import HalfVisibleError, LostError, Scenario

REPORTS = 12

THEMES = '[[theme]]\ncode = "verkostot"\nfi = "Verkostot"\nstrong = ["verkosto"]\n'


class Indexed(Scenario):
    """A corpus with an index. What its index answers is what can be seen."""

    def prepare(self) -> None:
        """A corpus of some reports."""
        write_reports(self.folder / "reports", range(REPORTS))
        quietly(lambda: ingest(self.folder))

    def state(self) -> Any:
        """The answers of the index; lock, database and originals are looked at, too."""
        sound(self.folder)
        return answers(self.folder)

    def held(self) -> frozenset[str]:
        """The documents whose originals are whole."""
        return originals(self.folder / "data")

    def left(self) -> list[str]:
        """Files in the index beside two generations and the pointer."""
        names = sorted(path.name for path in (self.folder / "data" / "index").iterdir())
        return [] if len(names) <= 3 else names

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Somebody has the generation open."""
        analyzer = configured_analyzer(config_of(self.folder))
        reader = generations(self.folder).open(analyzer.version)[1]
        said = [reader.search(request) for request in REQUESTS]
        yield
        if [reader.search(request) for request in REQUESTS] != said:
            raise HalfVisibleError("a reader noticed")
        reader.close()


class Ingest(Indexed):
    """Reports that are new, changed and gone: the whole way."""

    def prepare(self) -> None:
        """A corpus that is behind its folder."""
        super().prepare()
        write_reports(self.folder / "reports", [2, REPORTS], edition=2)
        (self.folder / "reports" / "raportti-5.txt").unlink()

    def work(self) -> None:
        """`hankemuisti ingest`."""
        ingest(self.folder)


class Extend(Indexed):
    """What is new is in the corpus, not yet in the index: a generation is made by a delta."""

    whole = False

    def prepare(self) -> None:
        """A corpus that is ahead of its index."""
        super().prepare()
        pointer, kept = self.folder / "data" / "index", self.folder.with_name("index-kept")
        shutil.copytree(pointer, kept)
        write_reports(self.folder / "reports", [2, REPORTS], edition=2)
        quietly(lambda: ingest(self.folder))
        shutil.rmtree(pointer)
        kept.rename(pointer)

    def work(self) -> None:
        """`hankemuisti ingest`, or `reindex`."""
        ingest(self.folder, rebuild=self.whole)

    def go_on(self) -> None:
        """What was made is what was meant to be killed, and shows the corpus as it is."""
        super().go_on()
        manifest = generations(self.folder).current()
        assert manifest
        assert bool(manifest.changed) != self.whole
        assert self.after == rebuilt(self.folder, self.folder / "aside")


class Full(Extend):
    """The same, and the index is built anew."""

    whole = True


class Describe(Indexed):
    """Documents are described again, for the version of the descriptions has changed."""

    def prepare(self) -> None:
        """Themes of one's own are part of that version."""
        super().prepare()
        (self.folder / "themes.toml").write_text(THEMES, encoding="utf-8")

    def work(self) -> None:
        """`hankemuisti describe`."""
        update(config_of(self.folder), (), "describe", Silent())


class Override(Indexed):
    """A person decides on two facets of a document, and searches are let know."""

    def prepare(self) -> None:
        """The document decided on is the first one."""
        super().prepare()
        self.id = min(self._ids())
        self.decisions = [Decision("region", "Lappi", SET), Decision("theme", "koulu", UNSET)]

    @property
    def halfway(self) -> tuple[Hashable, ...]:  # type: ignore[override]
        """Decided, and not yet known to searches."""
        return ((self.before[0], self.after[1]),)

    def work(self) -> None:
        """`hankemuisti facets ID --set … --unset …`."""
        config = config_of(self.folder)
        decide(config, self.id, self.decisions, note="s. 1", author="Aino")
        (self.folder / "decided").touch()  # the person has seen it done
        update(config, (), "facets", Silent())

    def state(self) -> Any:
        """The answers, and the decisions."""
        with Store(self.folder / "data", read_only=True) as store:
            decided = [
                (each.facet, each.value, each.action, each.note, each.author)
                for each in store.facets.overrides.of(self.id)
            ]
        if (self.folder / "decided").exists() and not decided:
            raise LostError("a decision that was kept is gone")
        return super().state(), tuple(decided)

    def _ids(self) -> list[str]:
        with Store(self.folder / "data", read_only=True) as store:
            return [document.id for document in store.documents.select("1 = 1")]


class Switch(Indexed):
    """Back to the generation before, and forward again by a new one."""

    def prepare(self) -> None:
        """Two whole generations that differ."""
        super().prepare()
        self.earlier = answers(self.folder)
        write_reports(self.folder / "reports", [2, REPORTS], edition=2)
        quietly(lambda: ingest(self.folder))
        quietly(lambda: ingest(self.folder, rebuild=True))
        # Of the reindex's two, the one before answers with the same; let it be the older one.
        self.halfway = (self.earlier,)

    def work(self) -> None:
        """`hankemuisti reindex --rollback`, then `hankemuisti reindex`."""
        roll_back(config_of(self.folder))
        ingest(self.folder, rebuild=True)

    def following(self) -> None:
        """What was left to do: `reindex`."""
        ingest(self.folder, rebuild=True)
