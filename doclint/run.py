"""The one way through: tree -> read -> project -> check -> findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from doclint import plugins
from doclint.config import Config
from doclint.findings import findings
from doclint.model import Article, Diagnostic, Finding
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.pairing import ALIGNED, ArticlePair, Meeting, Project, meeting, project
from doclint.reader import Reader
from doclint.rule import Rule
from doclint.tree import Tree


class Summary(Struct, frozen=True):
    """What a run looked at; `lexicons` are the learned tables it judged by, each with its hash (SHA-256).

    `since` names the revision that its findings are new since, or is empty: then all are told.
    """

    articles: int
    pairs: int
    units: int
    locales: dict[str, int]
    findings: dict[str, int]
    translations: int
    unreadable: tuple[str, ...] = ()
    unresolved: int = 0
    lexicons: dict[str, str] = msgspec.field(default_factory=dict)
    since: str = ""


class Report(Struct, frozen=True):
    """The findings of a run, by place, what it looked at, and the rules that looked."""

    findings: tuple[Finding, ...]
    summary: Summary
    rules: tuple[Rule, ...] = ()

    def where(self, wanted: Callable[[Finding], bool]) -> Report:
        """The report with the findings that are `wanted` alone."""
        findings = tuple(finding for finding in self.findings if wanted(finding))
        return replace(self, findings=findings, summary=replace(self.summary, findings=levels(findings)))

    def first(self, count: int | None) -> Report:
        """The report with at most `count` findings; its summary still speaks of all."""
        return replace(self, findings=self.findings[:count])


class _Seen(Struct):
    """The article pairs met, their units, those that lack the revision they record, and the tables they brought.

    `records` are what checks of the whole project took from the pairs, by check.
    """

    pairs: int = 0
    units: int = 0
    unresolved: int = 0
    lexicons: dict[str, str] = msgspec.field(default_factory=dict)
    records: defaultdict[str, list[Any]] = msgspec.field(default_factory=lambda: defaultdict(list))

    def add(self, pair: ArticlePair) -> None:
        """One more pair."""
        self.pairs += 1
        self.units += len(pair.pairs)
        self.unresolved += pair.unresolved
        if pair.tables:
            self.lexicons[f"{pair.tables.source}-{pair.tables.target}"] = pair.tables.digest


class Reading(Struct, frozen=True):
    """What was read of a tree: the project, the paths that are compared with only, and what could not be opened."""

    tree: Tree
    members: Project
    silent: frozenset[str]
    errors: tuple[str, ...]


class Job(Struct, frozen=True):
    """A rule with its check and the options it runs with."""

    rule: Rule
    check: ModuleType
    options: Any


Progress = Callable[[str, int, int], None]
"""Told the stage, the work done and the work in all."""


def articles(
    tree: Tree,
    paths: Iterable[str],
    progress: Progress | None = None,
    known: Mapping[str, Article] | None = None,
    reader: Reader | None = None,
) -> tuple[list[Article], list[str]]:
    """The articles at `paths`, and a line for every file that could not be opened; those `known` are not read again."""
    found, errors = [], []
    names, known, reader = sorted(set(paths)), known or {}, reader or Reader()
    for number, path in enumerate(names, 1):
        try:
            found.append(known[path] if path in known else reader.article(tree.read(path), path))
        except OSError as error:
            errors.append(f"{path}: {error.strerror or error}")
        if progress:
            progress("reading", number, len(names))
    return found, errors


def check(  # noqa: PLR0913
    tree: Tree,
    paths: Iterable[str],
    rules: Iterable[Rule],
    config: Config,
    sources: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    known: dict[str, Article] | None = None,
) -> Report:
    """Every finding of `rules` on the articles at `paths`, in a stable order.

    `sources` names the source of each article that has one elsewhere; sources are compared with and not reported on.
    Articles that are `known` are not read again; those that are read become known.
    """
    given = reading(tree, paths, config, sources or {}, progress, known)
    if known is not None:
        known.update((one.article.path, one.article) for one in given.members.editions)
    return judged(given, rules, config, progress)


def reading(  # noqa: PLR0913
    tree: Tree,
    paths: Iterable[str],
    config: Config,
    sources: Mapping[str, str],
    progress: Progress | None = None,
    known: Mapping[str, Article] | None = None,
) -> Reading:
    """The articles at `paths` and their `sources`, as a project; those `known` are not read again."""
    paths = tuple(paths)
    found, errors = articles(tree, (*paths, *sources.values()), progress, known)
    members = project(found, config.source_locale, sources, tree, config.layout, config.lexicons or "")
    return Reading(tree, members, frozenset(sources.values()) - set(paths), tuple(errors))


def judged(
    given: Reading,
    rules: Iterable[Rule],
    config: Config,
    progress: Progress | None = None,
    settled: Container[Meeting] = (),
) -> Report:
    """What `rules` say of what was read; articles and pairs that are `settled` are judged by project rules alone."""
    rules = tuple(rules)
    members, jobs = given.members, [job(rule, config) for rule in rules]
    drafts = [*_articles(jobs, members, settled)]
    seen = _pairs(jobs, members, settled, drafts, progress)
    docset = Docset(given.tree, members, config.root, config.dialect, folds=config.fold_case)
    drafts += _project(jobs, members, docset, seen.records)
    told = (draft for draft in drafts if draft[1].at.path not in given.silent)
    found = findings(told, config, given.tree.base)
    return Report(found, _summary(members, seen, found, given.errors), rules)


def _summary(members: Project, seen: _Seen, findings: tuple[Finding, ...], errors: tuple[str, ...]) -> Summary:
    locales = Counter(edition.locale for edition in members.editions)
    translations = sum(members.translated(edition) for edition in members.editions)
    counted = dict(sorted(locales.items()))
    return Summary(
        len(members.editions),
        seen.pairs,
        seen.units,
        counted,
        levels(findings),
        translations,
        errors,
        seen.unresolved,
        dict(sorted(seen.lexicons.items())),
    )


def levels(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    return dict(Counter(finding.severity for finding in findings))


def job(rule: Rule, config: Config) -> Job:
    """A rule with its check and the options that the configuration gives it."""
    module = plugins.check(rule, config.plugins)
    named = {"glossary": config.glossary, "declared": config.facts or "", "source_locale": config.source_locale}
    known = {key: value for key, value in named.items() if key in module.Options.__struct_fields__}
    given = {**known, **rule.header.options, **config.rules.get(rule.name, {}), **config.rules.get(rule.code, {})}
    try:
        return Job(rule, module, msgspec.convert(given, module.Options))
    except msgspec.ValidationError as error:
        raise config.refuse(rule.name, f"options of {rule.name}: {error}") from error


def _articles(
    jobs: list[Job], members: Project, settled: Container[Meeting]
) -> Iterator[tuple[Rule, Diagnostic, bool]]:
    """What the checks of articles say, and those of pairs that also look `alone` at an article compared with none."""
    compared = {id(edition) for edition, _ in members.compared()}
    for edition in members.editions:
        if meeting(edition, edition) not in settled:
            for job in jobs:
                yield from (
                    (job.rule, found, True) for found in _looked(job, edition, alone=id(edition) not in compared)
                )


def _looked(job: Job, edition: Edition, *, alone: bool) -> Iterator[Diagnostic]:
    """What a check says of an article by itself."""
    if job.check.SCOPE == "article":
        yield from job.check.check(edition, job.options)
    elif alone and hasattr(job.check, "alone"):
        yield from job.check.alone(edition, job.options)


def _pairs(
    jobs: list[Job],
    members: Project,
    settled: Container[Meeting],
    drafts: list[tuple[Rule, Diagnostic, bool]],
    progress: Progress | None,
) -> _Seen:
    """Run the checks of units and of article pairs, and tell what was there to check.

    Checks of the whole project that take something from pairs ask for all pairs, settled or not.
    """
    seen = _Seen()
    collecting = {job.check.__name__: job.check for job in jobs if hasattr(job.check, "meet")}
    if not collecting and not any(job.check.SCOPE in {"unit", "pair"} for job in jobs):
        return _Seen(sum(1 for _ in members.compared()))
    for edition, source in members.compared():
        known = meeting(edition, source) in settled
        if known and not collecting:
            continue
        pair = members.met(edition, source)
        for name, check in collecting.items():
            seen.records[name] += check.meet(pair)
        if not known:
            seen.add(pair)
            drafts += findings_of(jobs, pair)
        if progress:
            progress("checking", seen.pairs, len(members.editions))
    return seen


def findings_of(jobs: list[Job], pair: ArticlePair) -> Iterator[tuple[Rule, Diagnostic, bool]]:
    """What the checks of units and of article pairs among `jobs` say of a pair, and whether its source is current."""
    for whole in (one for one in jobs if one.check.SCOPE == "pair"):
        for found in whole.check.check(pair, whole.options):
            yield whole.rule, found, pair.current
    single = [(one.rule, one.check.check, one.options) for one in jobs if one.check.SCOPE == "unit"]
    for unit in pair.units if single else ():
        if unit.confidence >= ALIGNED:
            for rule, ask, options in single:
                for found in ask(unit, options):
                    yield rule, found, pair.current


def _project(
    jobs: list[Job], members: Project, docset: Docset, records: defaultdict[str, list[Any]]
) -> Iterator[tuple[Rule, Diagnostic, bool]]:
    """What the checks of the whole project say. Rules and checks share what one function takes from the articles."""
    extracted: set[str] = set()
    for job in jobs:
        if job.check.SCOPE == "project":
            name = job.check.extract.__module__
            if name not in extracted:
                extracted.add(name)
                records[name] += (one for edition in members.editions for one in job.check.extract(edition, docset))
            yield from ((job.rule, found, True) for found in job.check.compare(records[name], job.options, docset))
