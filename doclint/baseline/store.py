"""A baseline held against a run: what it hides, what of it is mended, and how it is written anew."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec.structs import replace

from doclint.baseline.file import Baseline, Entry, baseline
from doclint.baseline.file import read as read_file
from doclint.baseline.file import write as write_file
from doclint.baseline.matching import Match, entries, joined, match
from doclint.findings import by_place, from_home
from doclint.fix import GENERATED
from doclint.model import Finding
from doclint.read import metadata
from doclint.run import Report, levels
from doclint.tree import Tree


class Looked(NamedTuple):
    """What a run looks at: its tree, the project's folder, the paths from there, the rules; `partly`: what changed."""

    tree: Tree
    home: str
    paths: tuple[str, ...]
    codes: frozenset[str]
    partly: bool = False

    def of(self, finding: Finding) -> str:
        """A finding's path from the project's folder."""
        return from_home(self.tree.base, self.home)(finding.path)

    def gone(self, path: str) -> bool:
        """Whether there is no file at a path from the project's folder."""
        place = (
            os.path.relpath(PurePosixPath(self.home, path), self.tree.base) if self.home and self.tree.base else path
        )
        return not self.tree.exists(Path(place).as_posix())

    def generated(self, path: str) -> bool:
        """Whether an article is made from its source again and again."""
        try:
            text = self.tree.read(path).decode("utf-8", "replace")
        except OSError:
            return False
        return any(key in metadata.read(text)[0] for key in GENERATED)


class Renewal(NamedTuple):
    """A baseline to be written, and how many findings were added, kept and mended."""

    content: Baseline
    added: int
    kept: int
    mended: int


class Store:
    """A baseline's file, and what is in it: nothing yet where it is `new` and not there."""

    def __init__(self, file: Path, looked: Looked, *, new: bool = False) -> None:
        self.file = file
        self._looked = looked
        self.content = baseline((), ()) if new and not file.exists() else read_file(file)

    def hide(self, report: Report) -> Report:
        """The report without the findings that the baseline holds."""
        held = {finding.fingerprint for finding, _ in self._match(report).held}
        findings = tuple(one for one in report.findings if one.fingerprint not in held)
        hidden = tuple(one for one in report.findings if one.fingerprint in held)
        counts = {"findings": levels(findings), "baselined": len(hidden)}
        return replace(report, findings=findings, baselined=hidden, summary=replace(report.summary, **counts))

    def mended(self, report: Report, locale: Callable[[str], bool]) -> list[Entry]:
        """The entries that nothing fits any more, as far as the run looked for it in the locales that are wanted."""
        return [entry for entry in self._match(report).left if self._judged(entry, report, locale)]

    def pruned(self, report: Report, locale: Callable[[str], bool]) -> Renewal:
        """The baseline without what is mended."""
        mended = {entry.fingerprint: entry.count for entry in self.mended(report, locale)}
        counted = [replace(one, count=one.count - mended.get(one.fingerprint, 0)) for one in self.content.entries]
        kept = [entry for entry in counted if entry.count]
        return Renewal(baseline(self.content.paths, kept), 0, _sum(kept), sum(mended.values()))

    def renewed(self, report: Report, wanted: Callable[[Finding], bool], locale: Callable[[str], bool]) -> Renewal:
        """The baseline with all findings that are `wanted`, without what is mended; what stays keeps its reason."""
        found = self._match(report)
        added = [finding for finding in found.fresh if wanted(finding)]
        pairs: list[tuple[Finding, Entry | None]] = [*found.held, *((finding, None) for finding in added)]
        made = entries(pairs, self._looked.of, self._looked.generated)
        kept = [entry for entry in found.left if not self._judged(entry, report, locale)]
        content = baseline(_widest([*self.content.paths, *self._looked.paths]), joined(made, kept))
        return Renewal(content, len(added), len(found.held) + _sum(kept), _sum(found.left) - _sum(kept))

    def write(self, content: Baseline) -> None:
        """Put `content` into the file, unless it is there already."""
        if content != self.content or not self.file.exists():
            write_file(self.file, content)
        self.content = content

    def _match(self, report: Report) -> Match:
        findings = by_place((*report.findings, *report.baselined))
        return match(findings, report.older, self.content.entries, self._looked.of, self._looked.gone)

    def _judged(self, entry: Entry, report: Report, locale: Callable[[str], bool]) -> bool:
        """Whether the run would have told the findings of an entry if they were still there."""
        paths = self.content.paths
        whole = bool(paths) and all(_covered(path, self._looked.paths) for path in paths)
        looked = whole and not self._looked.partly and not report.summary.unreadable
        return looked and entry.rule in self._looked.codes and locale(entry.locale)


def _sum(found: Iterable[Entry]) -> int:
    return sum(entry.count for entry in found)


def _widest(paths: Sequence[str]) -> list[str]:
    """The paths that lie below none of the others."""
    return [path for path in paths if not _covered(path, (other for other in paths if other != path))]


def _covered(path: str, folders: Iterable[str]) -> bool:
    """Whether a path lies in one of the folders, or is one of them."""
    return any(folder in {".", path} or path.startswith(f"{folder}/") for folder in folders)
