"""What a change causes: the findings of the tree as it is now that were not there before."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from os.path import normpath
from pathlib import Path, PurePosixPath
from typing import NamedTuple, NoReturn

from msgspec.structs import replace

from doclint import inputs, novelty, run
from doclint.config import Config
from doclint.console import fail
from doclint.drift.rewritten import rewritten
from doclint.examine import job
from doclint.model import Article, Finding
from doclint.overlay import Earlier
from doclint.project.pairing import Meeting, meeting
from doclint.project.sites.redirects import is_redirects
from doclint.project.sites.settings import MARKERS
from doclint.repository import Repository, around
from doclint.rule import Rule
from doclint.tree import SUFFIXES, Tree, WorkTree

_DATA = (".json", ".yml", ".yaml")
_HEADS = "GITHEAD_"


class Change(NamedTuple):
    """The tree now and before, and what the earlier one is called; in a merge also as the branches merged have it."""

    now: Tree
    then: Earlier
    since: str
    merged: tuple[Earlier, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was changed."""
        return not self.then.origins and not self.then.changed

    @property
    def matters(self) -> bool:
        """Whether what articles say or lead to can have changed: an edit of a picture or of a program is nothing."""
        kept = {after for after, before in self.then.origins.items() if after == before}
        return bool(set(self.then.changed) - kept) or any(map(_matters, self.then.origins))


def since(paths: Sequence[str], revision: str) -> Change:
    """What has changed in the repository of the first of `paths` since its HEAD parted from `revision`."""
    home = _home(paths, "--since")
    repository = Repository(home)
    try:
        base = _parting(repository, revision)
        changes = [*repository.differences(base), *_untracked(repository)]
    except OSError as error:
        _refuse(f"--since {revision}", error)
    now = WorkTree(Path.cwd())
    return Change(now, Earlier(now, home, repository, base, changes), f"{revision} ({base[:7]})")


def staged(paths: Sequence[str]) -> Change:
    """What a commit in the repository of the first of `paths` would change: its index against HEAD."""
    home = _home(paths, "--staged")
    try:
        repository = Repository(home, _index(home))
        head = _commit(repository, "HEAD")
        base = head or repository.run("hash-object", "-t", "tree", os.devnull).decode().strip()
        unstaged = [*repository.differences(), *_untracked(repository)]
        changes = [*repository.differences("--cached", base)]
        branches = [(one, [*repository.differences("--cached", one)]) for one in _merged(home, repository)]
    except OSError as error:
        _refuse("--staged", error)
    now = Earlier(WorkTree(Path.cwd()), home, repository, ":0", unstaged)
    name = f"HEAD ({head[:7]})" if head else "the first commit, which is yet to come"
    merged = tuple(Earlier(now, home, repository, one, listed) for one, listed in branches)
    return Change(now, Earlier(now, home, repository, base, changes), name, merged)


def check(  # noqa: PLR0913
    change: Change,
    paths: Sequence[str],
    named: Sequence[str],
    rules: Sequence[Rule],
    config: Config,
    progress: run.Progress | None = None,
) -> run.Report:
    """The findings that `change` causes, wherever they are; `named` are the folders of sources.

    What a branch that is merged has already is not caused by the merge.
    """
    report = _caused(change, paths, named, rules, config, progress)
    for then in change.merged if report.findings else ():
        other = _caused(change._replace(then=then), paths, named, rules, config, progress)
        own = {one.fingerprint for one in other.findings}
        report = report.where(lambda one, own=own: one.fingerprint in own)  # type: ignore[misc]
    return report


def _caused(  # noqa: PLR0913
    change: Change,
    paths: Sequence[str],
    named: Sequence[str],
    rules: Sequence[Rule],
    config: Config,
    progress: run.Progress | None,
) -> run.Report:
    """The findings that are there now and were not before.

    Articles and pairs that are what they were are judged by project rules alone: nothing else is new in them.
    """
    now, then = _readings(change, paths, named, config, progress)
    touched = change.then.origins
    settled = _meetings(now, touched) & _meetings(then, change.then.changed)
    report = run.judged(now, rules, config, progress, settled, rewritten(now, then, touched))
    told = (*report.findings, *report.suppressed)
    old = run.judged(then, _spoken(rules, told, config), config, progress, settled)
    new = novelty.new(told, _renamed((*old.findings, *old.suppressed), touched), _edited(now, then, touched))
    hidden = {finding.fingerprint for finding in report.suppressed}
    fresh = [one for one in new if one.fingerprint not in hidden]
    compared = {rule.code for rule in rules if job(rule, config).scope in {"unit", "pair"}}
    groups = {one.article.path: one.group for one in now.members.editions}
    behind = (
        one.path not in touched and (one.code in compared or _of_its_source(one, touched, groups)) for one in fresh
    )
    findings = tuple(_drift(one) if old else one for one, old in zip(fresh, behind, strict=True))
    errors = tuple(dict.fromkeys((*now.errors, *then.errors)))
    suppressed = tuple(one for one in new if one.fingerprint in hidden)
    counted = {"findings": run.levels(findings), "suppressed": len(suppressed)}
    caused = {one.fingerprint for one in new}
    return replace(
        report,
        findings=findings,
        suppressed=suppressed,
        older=tuple(one for one in report.findings if one.fingerprint not in caused),
        summary=replace(report.summary, **counted, since=change.since, unreadable=errors),
    )


def _spoken(rules: Sequence[Rule], found: Iterable[Finding], config: Config) -> list[Rule]:
    """The rules to ask for what was found before: those that say something now; all where one judges the others."""
    codes = {finding.code for finding in found}
    late = {rule.code for rule in rules if job(rule, config).scope == "directives"}
    return [rule for rule in rules if rule.code in codes or late & codes]


def _matters(path: str) -> bool:
    """Whether the text of a file can make findings: an article, or what a site is configured by."""
    name = PurePosixPath(path).name
    return name.lower().endswith((*SUFFIXES, *_DATA)) or name in MARKERS or is_redirects(name)


def _readings(
    change: Change, paths: Sequence[str], named: Sequence[str], config: Config, progress: run.Progress | None
) -> tuple[run.Reading, run.Reading]:
    """The project now and before; what is the same in both is read once."""
    given = inputs.given(paths, named, config, change.now)
    now = run.reading(given.tree, given.found, config, given.sources, progress)
    same = {path: one for path, one in _articles(now).items() if path not in change.then.origins}
    given = inputs.earlier(paths, named, config, change.then)
    return now, run.reading(given.tree, given.found, config, given.sources, progress, same)


def _articles(reading: run.Reading) -> dict[str, Article]:
    return {one.article.path: one.article for one in reading.members.editions}


def _meetings(reading: run.Reading, changed: Collection[str]) -> set[Meeting]:
    """The articles, and what they are compared with, of which neither has `changed`."""
    members = reading.members
    found = (meeting(*pair) for pair in (*((one, one) for one in members.editions), *members.compared()))
    return {one for one in found if one[0] not in changed and one[2] not in changed}


def _renamed(findings: Iterable[Finding], origins: Mapping[str, str]) -> list[Finding]:
    """Earlier findings under the names that their files have now."""
    names = {before: after for after, before in origins.items()}
    return [replace(one, path=names.get(one.path, one.path)) for one in findings]


def _edited(now: run.Reading, then: run.Reading, origins: Mapping[str, str]) -> dict[str, range]:
    """The lines edited in each file that was there before."""
    new, old = _articles(now), _articles(then)
    both = ((path, was) for path, was in origins.items() if path in new and was in old)
    return {path: novelty.edited(old[was].original.text, new[path].original.text) for path, was in both}


def _of_its_source(finding: Finding, touched: Collection[str], groups: Mapping[str, int]) -> bool:
    """Whether it is a fact that only another locale of the same article tells otherwise since it was touched."""
    others = {groups.get(side.path) for side in finding.evidence if side.path in touched}
    return finding.category == "facts" and others == {groups.get(finding.path)}


def _drift(finding: Finding) -> Finding:
    """A finding in a translation that nobody touched: its source has moved on."""
    return replace(finding, severity="info")


def _home(paths: Sequence[str], option: str) -> Path:
    """The root of the git work tree around the first path."""
    home = around(Path(normpath(Path.cwd() / paths[0]), "article"))
    if home is None:
        fail(f"{option} asks git, and {paths[0]} lies in no git repository")
    return home


def _untracked(repository: Repository) -> Iterator[tuple[str, str]]:
    return (("", path) for path in repository.untracked())


def _index(home: Path) -> str:
    """The index that git's commit hooks are given, which for "git commit FILE" is not that of the repository."""
    named = os.environ.get("GIT_INDEX_FILE")
    folder = Path(Repository(home).run("rev-parse", "--absolute-git-dir").decode().strip()) if named else home
    index = Path(normpath(home / named)) if named else home
    return str(index) if named and index.is_relative_to(folder) else ""


def _merged(home: Path, repository: Repository) -> list[str]:
    """The commits that are being merged into HEAD. Before the commit of a merge without conflicts git names them."""
    named = [name.removeprefix(_HEADS) for name in os.environ if name.startswith(_HEADS)]
    place = home / os.fsdecode(repository.run("rev-parse", "--git-path", "MERGE_HEAD").removesuffix(b"\n"))
    found = place.read_text("ascii").split() if place.is_file() else named
    return [commit for one in found if (commit := _commit(repository, one))]


def _parting(repository: Repository, revision: str) -> str:
    """The commit at which HEAD and `revision` part, as in "git diff REV...": what others did since is not ours."""
    if not _commit(repository, revision):
        message = f"there is no such revision here{_shallow(repository) or ': fetch it, or name another (origin/main)'}"
        raise OSError(message)
    try:
        return repository.run("merge-base", revision, "HEAD").decode().strip()
    except OSError as error:
        if str(error):
            raise
        message = f"it has no commit in common with HEAD{_shallow(repository)}"
        raise OSError(message) from error


def _commit(repository: Repository, revision: str) -> str:
    """The hash of a revision's commit, or an empty string."""
    try:
        return repository.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").decode().strip()
    except OSError as error:
        if str(error):
            raise
        return ""


def _shallow(repository: Repository) -> str:
    shallow = repository.run("rev-parse", "--is-shallow-repository").strip() == b"true"
    return " in a shallow clone: fetch the history (git fetch --unshallow; fetch-depth: 0 in CI)" if shallow else ""


def _refuse(option: str, error: OSError) -> NoReturn:
    missing = isinstance(error, FileNotFoundError)
    fail(f"{option}: {'git is not installed, or not on the PATH' if missing else ' '.join(str(error).split())}")
