"""doclint for programs: what the commands `check`, `align` and `rules` do, as functions that print nothing.

A change of what is here is a major version, as it is for the formats.
"""

from collections.abc import Iterable, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import NamedTuple

from doclint import config as settings
from doclint import plugins, run
from doclint.config import Config
from doclint.errors import DoclintError, DoclintWarning
from doclint.model import Article, Finding, Location, Severity
from doclint.project.pairing import align_files
from doclint.rule import Rule
from doclint.run import Report
from doclint.select import at_least, selected
from doclint.session import Request, Session
from doclint.tree import MemoryTree, WorkTree

__all__ = [
    "Aligned",
    "DoclintError",
    "DoclintWarning",
    "Finding",
    "Report",
    "Rule",
    "align",
    "lint",
    "lint_text",
    "rules",
]

Names = str | PathLike[str] | Iterable[str | PathLike[str]]
"""One path, or several."""


class Aligned(NamedTuple):
    """A unit of a source and the one that translates it; None where a side has no counterpart.

    `method` says how they were found (given, anchor, text, literals, order, gap, moved, merged), `confidence` from 0 to
    1 how sure that is.
    """

    source: str | None
    source_at: Location | None
    target: str | None
    target_at: Location | None
    method: str
    confidence: float


def lint(  # noqa: PLR0913
    paths: Names,
    *,
    source: Names = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Severity = "warning",
    since: str | None = None,
    staged: bool = False,
    config: str | PathLike[str] | None = None,
) -> Report:
    """The findings in the articles at `paths` (files, or folders with all that lies in them), by place.

    `source` names articles in the source language that are compared with and not reported on. `select` and `ignore`
    take codes, names, categories and code prefixes; `severity` is the least that is reported. With `since` (a git
    revision) or `staged`, only what that change causes is. `config` is a doclint.toml to use instead of the nearest.
    DoclintError says what cannot be done; files that cannot be read are named in `summary.unreadable`.

        report = lint("docs", ignore=["terms"], severity="error")
        report.findings[0].path, report.summary.pairs
    """
    request = Request(_names(paths), _names(source), _given(select), _given(ignore), since, staged)
    session = Session(request, config=_config(config) if config is not None else None)
    return session.look().where(lambda finding: at_least(finding.severity, severity))


def lint_text(
    files: Mapping[str, str | bytes],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severity: Severity = "warning",
    config: str | PathLike[str] | None = None,
) -> Report:
    """The findings in articles held in memory, by their paths with slashes; the rest is as in `lint`.

    Locales and pairs are told by the paths, as on disk. No configuration counts but the one that is given.

        lint_text({"docs/en/a.md": "Wait 10 minutes.", "docs/fr/a.md": "Attendez 20 minutes."})
    """
    held = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    known = _config(config) if config is not None else Config()
    chosen = selected(plugins.of(known), known, _given(select), _given(ignore))
    tree = MemoryTree(held)
    report = run.check(tree, sorted(held), chosen, known)
    return report.where(lambda finding: at_least(finding.severity, severity))


def align(source: str | PathLike[str], target: str | PathLike[str] | None = None) -> tuple[Aligned, ...]:
    """The units of two files, each with its counterpart; those of one bilingual file, where no `target` is named.

    DoclintError where a file alone is not bilingual; OSError where one cannot be read.
    """
    first, second = fspath(source), fspath(target if target is not None else source)
    pair = align_files(WorkTree(Path.cwd()), first, second)
    if pair is None:
        message = f"{first} is not bilingual: name its translation, another file"
        raise DoclintError(message)
    ours, theirs = pair.source.article, pair.target.article
    return tuple(
        Aligned(*_side(ours, one.source), *_side(theirs, one.target), one.method, one.confidence) for one in pair.pairs
    )


def _side(article: Article, index: int | None) -> tuple[str | None, Location | None]:
    """The text of a unit and its place."""
    if index is None:
        return None, None
    unit = article.units[index]
    return unit.text, article.locate(unit.span, unit.id)


def rules(config: str | PathLike[str] | None = None) -> tuple[Rule, ...]:
    """Every rule of doclint, by code; with a `config`, also those of its own folders and plugins."""
    return plugins.of(_config(config) if config is not None else Config())


def _names(paths: Names) -> tuple[str, ...]:
    return (fspath(paths),) if isinstance(paths, str | PathLike) else tuple(fspath(path) for path in paths)


def _given(names: Iterable[str]) -> tuple[str, ...]:
    """Selectors, also where they are written in one string, as on the command line."""
    listed = names.split(",") if isinstance(names, str) else names
    return tuple(name.strip() for name in listed if name.strip())


def _config(path: str | PathLike[str]) -> Config:
    file = Path(path).resolve()
    if not file.is_file():
        message = f"{fspath(path)}: there is no such configuration"
        raise DoclintError(message)
    return settings.read(file)
