"""From findings to articles that say why each is right as it stands, and read as before."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from doclint import read
from doclint.errors import DoclintError
from doclint.fix import GENERATED, Change, Mended, Page, open_page
from doclint.model import Article, Finding, Span
from doclint.overlay import Draft
from doclint.read.remarks import MARK
from doclint.run import Report
from doclint.suppressions.comments import sides
from doclint.suppressions.directives import directives
from doclint.suppressions.placing import Placing, Slot

ROUNDS = 3
_HARMFUL = re.compile(r"--|\*/|[\x00-\x1f\x7f-\x9f\u2028\u2029]|^[->,]")
"""What would end a comment, or be read as one more rule."""

Edit = tuple[Span, str]
Wanted = dict[int, set[str]]
"""The codes of rules to be ignored, by line."""


def checked(reason: str) -> str:
    """A reason as it is written into comments; DoclintError where it cannot be."""
    text = reason.strip()
    if not text:
        message = "--add-ignore needs a reason: why the findings are right as they stand"
        raise DoclintError(message)
    if _HARMFUL.search(text):
        message = "--add-ignore: a reason is one line, begins with a word, and holds neither '--' nor '*/'"
        raise DoclintError(message)
    return text


def ignore(  # noqa: PLR0913
    tree: Draft,
    ask: Callable[[Draft], Report],
    report: Report,
    wanted: Callable[[Finding], bool],
    obstacle: Callable[[str], str],
    reason: str,
) -> Mended:
    """Write directives for the findings that are `wanted`, in memory. What remains, the changed files, and what not.

    `report` is what `ask` says of `tree` as it is; `obstacle` says why a file must not be changed, if it must not.
    """
    changes: dict[str, Change] = {}
    refused: dict[str, str] = {}
    late = {rule.code for rule in report.rules if rule.header.check == "directives"}
    for _ in range(ROUNDS):
        files = _by_file(one for one in report.findings if wanted(one) and one.code not in late)
        done = [_file(tree, path, files[path], obstacle, reason, changes, refused) for path in sorted(files)]
        if not any(done):
            break
        report = ask(tree)
    if any(wanted(one) and one.code in late for one in report.findings):
        refused[""] = f"what {', '.join(sorted(late))} finds is not ignored: --fix deletes what hides nothing"
    return Mended(report, tuple(change for _, change in sorted(changes.items())), tuple(refused.values()))


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    files = defaultdict(list)
    for finding in findings:
        files[finding.path].append(finding)
    return files


def _file(  # noqa: PLR0913
    tree: Draft,
    path: str,
    findings: Sequence[Finding],
    obstacle: Callable[[str], str],
    reason: str,
    changes: dict[str, Change],
    refused: dict[str, str],
) -> bool:
    """Write the directives of one file; whether any were."""
    page = open_page(tree, path, obstacle)
    if not isinstance(page, str) and any(key in page.article.metadata for key in GENERATED):
        page = "it is generated, and the next hand-back of the translation overwrites it: use --write-baseline"
    if isinstance(page, str):
        refused[path] = f"{path}: not ignored: {page}"
        return False
    edits = edits_for(page, findings, reason)
    if not edits:
        refused[path] = f"{path}: not ignored: no comment finds a place that leaves the article as it is"
        return False
    after = page.with_edits(edits)
    known = changes.get(path) or Change(path, page.data, after, 0, generated=False)
    changes[path] = replace(known, after=after, fixes=known.fixes + len(findings))
    tree.contents[path] = after
    return True


def edits_for(page: Page, findings: Iterable[Finding], reason: str) -> list[Edit]:
    """The edits that make the file hide the findings and leave what it says as it is."""
    article = page.article
    placing = Placing(article, directives(article) if MARK in article.original.text else ())
    lines: Wanted = defaultdict(set)
    for finding in findings:
        lines[finding.line].add(finding.code)
    best = [(line, next(placing.slots(line))) for line in sorted(lines)]
    edits = _joined(placing, best, lines, reason)
    if _sound(page, edits, lines):
        return edits
    chosen: list[tuple[int, Slot]] = []
    for line in sorted(lines):
        for slot in placing.slots(line):
            tried = [*chosen, (line, slot)]
            if _sound(page, _joined(placing, tried, lines, reason), {at: lines[at] for at, _ in tried}):
                chosen = tried
                break
    return _joined(placing, chosen, lines, reason)


def _joined(placing: Placing, slots: Iterable[tuple[int, Slot]], lines: Wanted, reason: str) -> list[Edit]:
    """The edits at some places, one for all lines that share a place."""
    codes: dict[Slot, set[str]] = defaultdict(set)
    for line, slot in slots:
        codes[slot] |= lines[line]
    return [placing.edit(slot, found, reason) for slot, found in codes.items()]


def _sound(page: Page, edits: Sequence[Edit], lines: Wanted) -> bool:
    """Whether the file reads as before with the edits, and hides what it is to hide."""
    after = read.article(page.with_edits(edits), page.original.path)
    if not page.says_the_same(after) or _said(after) != _said(page.article):
        return False
    known = directives(after)
    for line, codes in lines.items():
        at = _moved(page.original.lines[line - 1], edits)
        there = after.original.position(at)[0]
        hidden = {name.name for one in known if one.covers(there, there) for name in one.selectors}
        if not codes <= hidden:
            return False
    return True


def _moved(offset: int, edits: Iterable[Edit]) -> int:
    """Where an offset is after edits: what is inserted there comes before it."""
    return offset + sum(len(new) - (span.end - span.start) for span, new in edits if span.end <= offset)


def _said(article: Article) -> list[object]:
    """What an article says beside its units: its blocks, anchors, links and front matter."""
    found: list[object] = [[(key, value.text) for key, value in article.metadata.items()]]
    for side in sides(article):
        blocks = [(one.kind, one.level, " ".join(one.prose.split())) for one in side.blocks]
        found += [one for one in blocks if one[2] or one[0] == "code"]
        found += [[one.name for one in side.anchors], [one.destination for one in side.links]]
    return found
