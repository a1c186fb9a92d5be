"""Projects: the documents of one project under all its names, and what they say of it."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.config import Config
from corpus.copies import COPY
from corpus.document import UNKNOWN, Evidence, FacetValue
from corpus.store import Store
from index.build import INDEXABLE
from index.projectnames import Lemmas, meant
from pipeline.analyzer import configured_analyzer
from pipeline.describe.projectkey import canonical_name, project_base, project_key

STAGES: Mapping[str, str] = {
    "hankesuunnitelma": "plan",
    "väliraportti": "interim",
    "loppuraportti": "final",
    "arviointi": "evaluation",
}
"""Kinds of document that mark a project's way, in its order; all others stand beside it."""
BESIDE = "beside"
_ORDER = (*STAGES.values(), BESIDE)
_SUREST = ("final", "plan", "evaluation", "interim", BESIDE)
"""Whose word on period and money counts first: the final report's, then the plan's."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a project, with the name it calls the project by; `year` of publication."""

    id: str
    title: str
    project: str
    kind: str
    stage: str
    year: int | None
    values: tuple[FacetValue, ...]

    def of(self, facet: str) -> list[FacetValue]:
        """Its values of one facet, the surest first."""
        return [value for value in self.values if value.facet == facet]

    def as_json(self) -> dict[str, Any]:
        """What a timeline shows of it."""
        names = ("id", "title", "project", "kind", "stage", "year")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Fact:
    """What a document says of its project's period, budget or funding, and where it says so."""

    project: str
    value: str
    document_id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """A project, its phases together: its documents in the order of their years and stages."""

    name: str
    names: tuple[str, ...]
    programmes: tuple[str, ...]
    years: tuple[int, ...]
    regions: tuple[str, ...]
    papers: tuple[Paper, ...]

    @property
    def periods(self) -> list[Fact]:
        """The period of each phase, from the document that knows best."""
        return self._surest("period")

    @property
    def budgets(self) -> list[Fact]:
        """The total costs of each phase in euros."""
        return self._surest("budget")

    @property
    def funding(self) -> list[Fact]:
        """The grant's amount in euros and its share, of each phase."""
        shares = self._surest("funding", share=True)
        return [*self._surest("funding", share=False), *shares]

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations its documents come from, the most frequent first."""
        return _counted(self.papers, "organisation")

    @property
    def timeline(self) -> list[Paper]:
        """Plan, interim reports, final report and evaluation, by year."""
        return [paper for paper in self.papers if paper.stage != BESIDE]

    @property
    def beside(self) -> list[Paper]:
        """All its other documents, by year."""
        return [paper for paper in self.papers if paper.stage == BESIDE]

    def summary(self) -> dict[str, Any]:
        """What the list of projects says of it."""
        return {
            "name": self.name,
            "names": list(self.names),
            "documents": len(self.papers),
            "programmes": list(self.programmes),
            "years": list(self.years),
            "regions": list(self.regions),
        }

    def as_json(self) -> dict[str, Any]:
        """All that is known of it, as plain values."""
        facts = {"periods": self.periods, "budgets": self.budgets, "funding": self.funding}
        return {
            **self.summary(),
            "organisations": list(self.organisations),
            **{name: [dataclasses.asdict(fact) for fact in each] for name, each in facts.items()},
            "timeline": [paper.as_json() for paper in self.timeline],
            "beside": [paper.as_json() for paper in self.beside],
        }

    def _surest(self, facet: str, *, share: bool | None = None) -> list[Fact]:
        found: dict[str, tuple[tuple[int, float], Fact]] = {}
        for paper in self.papers:
            for value in paper.of(facet):
                if share is not None and value.value.endswith("%") != share:
                    continue
                rank = (_SUREST.index(paper.stage), -value.score)
                fact = Fact(paper.project, value.value, paper.id, value.evidence)
                key = project_key(paper.project)
                if key not in found or rank < found[key][0]:
                    found[key] = (rank, fact)
        return [fact for _, (_, fact) in sorted(found.items())]


def list_projects(config: Config) -> list[Project]:
    """Every project of the corpus, in order of name; copies of a document count once.

    Raises StoreError when there is no corpus.
    """
    groups: dict[str, list[Paper]] = defaultdict(list)
    with Store(config.data_folder, read_only=True) as store:
        for paper in _papers(store):
            groups[project_base(project_key(paper.project))].append(paper)
    projects = [_project(base, papers) for base, papers in groups.items()]
    return sorted(projects, key=lambda project: project.name.casefold())


def find_project(config: Config, name: str) -> Project:
    """The project of this name, in any form; one phase of it when the name has its number.

    Raises UsageError naming the nearest, StoreError when there is no corpus.
    """
    projects = list_projects(config)

    def lemmas(word: str) -> tuple[str, ...]:
        return configured_analyzer(config).analyse(word, "fi").lemmas

    key = meant(name, [each for project in projects for each in project.names], lemmas)
    for project in projects:
        if key in {project_base(project_key(each)) for each in project.names}:
            return project
        papers = [paper for paper in project.papers if project_key(paper.project) == key]
        if papers:
            return _project(key, papers)
    raise AssertionError(f"{key} is of none of the names")  # pragma: no cover


def by_names_met(
    store: Store, filters: Mapping[str, Iterable[str]], lemmas: Lemmas
) -> dict[str, frozenset[str]]:
    """Filters with the projects' names as documents have them: *kotipolku-hanke* → Kotipolku.

    A name without a number finds every phase; one may be inflected, and `lemmas` gives the base
    forms of a word. Raises UsageError, naming the nearest, for a project there is none of.
    """
    chosen = {facet: frozenset(values) for facet, values in filters.items()}
    names = chosen.get("project", frozenset())
    if not names - {UNKNOWN}:
        return chosen
    met = store.facets.met("project")
    asked = {meant(name, met, lemmas) for name in sorted(names - {UNKNOWN})}
    found = {name for name in met if asked & {project_key(name), project_base(project_key(name))}}
    return {**chosen, "project": frozenset(found) | (names & {UNKNOWN})}


def _papers(store: Store) -> Iterable[Paper]:
    for document in store.documents.select(INDEXABLE):
        values = store.facets.of(document.id)
        project = next((value.value for value in values if value.facet == "project"), "")
        copy = store.copies.get(document.id)
        if not project or (copy is not None and copy.kind == COPY):
            continue
        kind = next((value.value for value in values if value.facet == "kind"), UNKNOWN)
        year = next((value.value for value in values if value.facet == "published"), "")
        yield Paper(
            document.id,
            document.title,
            project,
            kind,
            STAGES.get(kind, BESIDE),
            int(year) if year.isdigit() else None,
            tuple(values),
        )


def _project(key: str, papers: Sequence[Paper]) -> Project:
    names = Counter(paper.project for paper in papers)
    bare = [name for name in names if project_key(name) == key] or [
        canonical_name(key) if canonical_name(key) != key else min(names, key=len)
    ]
    years = [
        int(year)
        for paper in papers
        for value in paper.of("year")
        if (year := value.value).isdigit()
    ]
    in_order = sorted(papers, key=lambda p: (p.year or 9999, _ORDER.index(p.stage), p.title, p.id))
    return Project(
        name=max(bare, key=lambda name: (names[name], name)),
        names=tuple(sorted(names)),
        programmes=_counted(papers, "programme"),
        years=(min(years), max(years)) if years else (),
        regions=_counted(papers, "region"),
        papers=tuple(in_order),
    )


def _counted(papers: Iterable[Paper], facet: str) -> tuple[str, ...]:
    counts = Counter(value.value for paper in papers for value in paper.of(facet))
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))
