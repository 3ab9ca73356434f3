"""The one way through: tree -> read -> project -> check -> findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from doclint.cache import Cache
from doclint.config import Config
from doclint.examine import Seen, compared, examined, job, of_changes, of_directives, sum_of
from doclint.findings import by_place, findings
from doclint.kept import Kept
from doclint.model import Article, Finding
from doclint.pool import spread
from doclint.project.docset import Docset
from doclint.project.pairing import Meeting, Project, project
from doclint.reader import Reader
from doclint.rule import Rule
from doclint.suppressions.looked import Looked
from doclint.suppressions.register import Register
from doclint.tree import Tree


class Summary(Struct, frozen=True):
    """What a run looked at; `lexicons` are the learned tables it judged by, each with its hash (SHA-256).

    `since` names the revision that its findings are new since, or is empty: then all are told. `suppressed` are the
    findings that directives in the articles hide, `baselined` those that the baseline does.
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
    suppressed: int = 0
    baselined: int = 0


class Report(Struct, frozen=True):
    """The findings of a run, by place, what it looked at, and the rules that looked; `members` are its articles.

    Not among the findings are those that directives in articles or the baseline hide, and those that are `older` than
    the revision that was asked for.
    """

    findings: tuple[Finding, ...]
    summary: Summary
    rules: tuple[Rule, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    baselined: tuple[Finding, ...] = ()
    older: tuple[Finding, ...] = ()
    members: Project | None = None

    def where(self, wanted: Callable[[Finding], bool]) -> Report:
        """The report with the findings that are `wanted` alone."""
        findings = tuple(finding for finding in self.findings if wanted(finding))
        return replace(self, findings=findings, summary=replace(self.summary, findings=levels(findings)))

    def first(self, count: int | None) -> Report:
        """The report with at most `count` findings; its summary still speaks of all."""
        return replace(self, findings=self.findings[:count])


class Reading(Struct, frozen=True):
    """What was read of a tree: the project, the paths that are compared with only, and what could not be opened."""

    tree: Tree
    members: Project
    silent: frozenset[str]
    errors: tuple[str, ...]


Progress = Callable[[str, int, int], None]
"""Told the stage, the work done and the work in all."""


def articles(  # noqa: PLR0913
    tree: Tree,
    paths: Iterable[str],
    progress: Progress | None = None,
    known: Mapping[str, Article] | None = None,
    reader: Reader | None = None,
    jobs: int = 1,
) -> tuple[list[Article], list[str]]:
    """The articles at `paths`, and a line for every file that could not be opened; those `known` are not read again."""
    found = dict(known or {})
    names, reader, errors = sorted(set(paths)), reader or Reader(), []

    def read(batch: Sequence[str]) -> list[Article | str]:
        read = [_read(tree, path, reader) for path in batch]
        reader.flush()
        return read

    for number, one in enumerate(spread(read, [name for name in names if name not in found], jobs), 1):
        if isinstance(one, str):
            errors.append(one)
        else:
            found[one.path] = one
        if progress:
            progress("reading", number, len(names))
    return [found[name] for name in names if name in found], errors


def _read(tree: Tree, path: str, reader: Reader) -> Article | str:
    """The article at `path`, or why it could not be opened."""
    try:
        return reader.article(tree.read(path), path)
    except OSError as error:
        return f"{path}: {error.strerror or error}"


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
    reader = Reader(Cache.open(enabled=config.cached))
    found, errors = articles(tree, (*paths, *sources.values()), progress, known, reader, config.jobs)
    members = project(found, config.source_locale, sources, tree, config.layout, config.lexicons or "")
    return Reading(tree, members, frozenset(sources.values()) - set(paths), tuple(errors))


def judged(  # noqa: PLR0913
    given: Reading,
    rules: Iterable[Rule],
    config: Config,
    progress: Progress | None = None,
    settled: Container[Meeting] = (),
    changed: Iterable[Any] = (),
) -> Report:
    """What `rules` say of what was read; articles and pairs that are `settled` are judged by project rules alone.

    `changed` is what rules on changes look at.
    """
    rules = tuple(rules)
    members, jobs = given.members, [job(rule, config) for rule in rules]
    docset = Docset(given.tree, members, config.root, config.dialect, folds=config.fold_case)
    groups, seen = [*members.grouped()], Seen()
    kept = Kept(Cache.open(enabled=config.cached), jobs, config, members)

    def examine(batch: Sequence[int]) -> list[Seen]:
        found = sum_of(examined(jobs, groups[index], docset, settled, kept) for index in batch)
        kept.flush()
        return [found]

    for part in spread(examine, range(len(groups)), config.jobs):
        seen.add(part)
        if progress:
            progress("checking", seen.articles, len(members.editions))
    drafts = [*seen.drafts, *of_changes(jobs, changed), *compared(jobs, seen.records, docset)]
    told = (draft for draft in drafts if draft[1].at.path not in given.silent)
    register = Register((one for one in members.editions if one.article.path not in given.silent), rules)
    found, hidden = register.parted(findings(told, config, given.tree.base))
    looked = Looked([(one.rule, one.check) for one in jobs], given.tree, members, config, settled)
    late, ignored = register.parted(findings(of_directives(jobs, register, looked), config, given.tree.base))
    found, hidden = by_place((*found, *late)), (*hidden, *ignored)
    summary = _summary(members, seen, found, len(hidden), given.errors)
    return Report(found, summary, rules, hidden, members=members)


def _summary(
    members: Project, seen: Seen, findings: tuple[Finding, ...], suppressed: int, errors: tuple[str, ...]
) -> Summary:
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
        suppressed=suppressed,
    )


def levels(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    return dict(Counter(finding.severity for finding in findings))
