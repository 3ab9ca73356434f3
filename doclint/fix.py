"""From findings to mended files: which fixes are applied, and that they change nothing else."""

import codecs
import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from doclint import read
from doclint.model import LINE_END, Article, Edit, Finding, Original, Span
from doclint.overlay import Draft
from doclint.run import Report

PASSES = 10
GENERATED = ("ms.translationtype", "ms.locfileid", "ms.openlocfilehash")
"""The front matter of articles that are made from their source, again and again."""
_WORD = re.compile(r"\w+")


class Change(Struct, frozen=True):
    """A file before and after its fixes, how many there were, and whether it is made anew from its source."""

    path: str
    before: bytes
    after: bytes
    fixes: int
    generated: bool


class Mended(Struct, frozen=True):
    """The findings that remain after fixing, the changed files, and a line for everything that was not fixed."""

    report: Report
    changes: tuple[Change, ...]
    refused: tuple[str, ...]


class _Proposal(Struct, frozen=True):
    """A finding's fix: its edits as spans of the file's text with their new text, in order."""

    finding: Finding
    edits: tuple[tuple[Span, str], ...]

    @property
    def safe(self) -> bool:
        """Whether the fix may change no prose."""
        return self.finding.fix is not None and self.finding.fix.safety == "safe"

    def expected(self, original: Original) -> Iterator[tuple[Span, str]]:
        """The edits as far as they bring the words that the finding expects; where they do not, what stands there."""
        wanted = (self.finding.expected or "").lower()
        for span, new in self.edits:
            yield span, new if new.lower() == wanted else original.text[span.start : span.end]


class _Read(NamedTuple):
    """A unit as it is read: its id, the kind of its block, whether it is the first in it, and its prose."""

    id: str | None
    kind: str
    first: bool
    prose: str


class Page(Struct, frozen=True, dict=True):
    """A file as it is before a pass: its bytes and what was read in them."""

    data: bytes
    article: Article

    @property
    def original(self) -> Original:
        """The file as decoded."""
        return self.article.original

    @cached_property
    def sides(self) -> list[tuple[list[_Read], list[Span]]]:
        """The units of each side as they are read, and their places in the file."""
        return [(_units(side), [side.place(unit.span) for unit in side.units]) for side in _sides(self.article)]

    def with_fixes(self, proposals: Iterable[_Proposal]) -> bytes:
        """The bytes of the file with all edits of `proposals`, which do not overlap."""
        return self.with_edits(edit for proposal in proposals for edit in proposal.edits)

    def with_edits(self, edits: Iterable[tuple[Span, str]]) -> bytes:
        """The bytes of the file with `edits`, which do not overlap."""
        text = self.original.text
        mark = codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""
        return mark + _edited(text, Span(0, len(text)), edits).encode("utf-8", "surrogatepass")

    def stays(self, proposals: Sequence[_Proposal]) -> bool:
        """Whether the file reads as before; an unsafe fix may make words of its unit markup, or what is expected."""
        touched = [edit for proposal in proposals if not proposal.safe for edit in proposal.expected(self.original)]
        return self.says_the_same(read.article(self.with_fixes(proposals), self.original.path), touched)

    def says_the_same(self, after: Article, touched: Sequence[tuple[Span, str]] = ()) -> bool:
        """Whether the file reads as before when it reads as `after`; edits that are `touched` may make markup."""
        sides = list(_sides(after))
        if _unclean(after) or len(sides) != len(self.sides):
            return False
        return all(
            _same(units, _touched(self.original.text, places, touched), _units(side))
            for (units, places), side in zip(self.sides, sides, strict=True)
        )


def mend(
    tree: Draft,
    ask: Callable[[Draft], Report],
    report: Report,
    wanted: Callable[[Finding], bool],
    obstacle: Callable[[str], str],
) -> Mended:
    """Apply the fixes of the findings that are `wanted` until none is left; nothing is written yet.

    `report` is what `ask` says of `tree` as it is; `obstacle` says why a file must not be changed, if it must not.
    """
    changes: dict[str, Change] = {}
    refused: dict[str, str] = {}
    for _ in range(PASSES):
        if not _pass(tree, filter(wanted, report.findings), obstacle, changes, refused):
            break
        report = ask(tree)
    else:
        unsettled = {finding.code for finding in report.findings if wanted(finding)}
        if unsettled:
            refused[""] = f"stopped after {PASSES} rounds of fixes; {', '.join(sorted(unsettled))} may never settle"
    made = (change for _, change in sorted(changes.items()) if change.after != change.before)
    return Mended(report, tuple(made), tuple(refused.values()))


def _pass(
    tree: Draft,
    findings: Iterable[Finding],
    obstacle: Callable[[str], str],
    changes: dict[str, Change],
    refused: dict[str, str],
) -> bool:
    """Apply what can be applied at once, and note it in `changes`; whether there was anything."""
    applied = False
    for path, found in _by_file(findings, refused).items():
        page = open_page(tree, path, obstacle)
        if isinstance(page, str):
            refused[path] = f"{path}: not fixed: {page}"
            continue
        chosen = _sound(page, _apart([_proposal(page.original, finding) for finding in found]), refused)
        if chosen:
            tree.contents[path] = page.with_fixes(chosen)
            changes[path] = _change(changes.get(path), page, tree.contents[path], len(chosen))
            applied = True
    return applied


def _change(known: Change | None, page: Page, after: bytes, fixes: int) -> Change:
    """The change of a file, `known` from the passes before, with some more fixes."""
    if known:
        return replace(known, after=after, fixes=known.fixes + fixes)
    generated = any(key in page.article.metadata for key in GENERATED)
    return Change(page.original.path, page.data, after, fixes, generated)


def _by_file(findings: Iterable[Finding], refused: dict[str, str]) -> dict[str, list[Finding]]:
    """The findings by the file that their fixes change."""
    files = defaultdict(list)
    for finding in findings:
        paths = {edit.at.path for edit in finding.fix.edits} if finding.fix else set()
        if len(paths) == 1:
            files[paths.pop()].append(finding)
        elif paths:
            refused[finding.fingerprint] = _refusal(finding, "changes several files")
    return files


def _refusal(finding: Finding, reason: str) -> str:
    return f"{finding.path}:{finding.line}:{finding.column}: {finding.code} not fixed: its fix {reason}"


def open_page(tree: Draft, path: str, obstacle: Callable[[str], str]) -> Page | str:
    """The file at `path` as the findings saw it, or why it must not be changed."""
    reason = "" if path in tree.contents else obstacle(path)
    if reason:
        return reason
    try:
        data = tree.read(path)
        if not tree.unchanged(path):
            return "it was changed meanwhile"
    except OSError as error:
        return error.strerror or str(error)
    article = read.article(data, path)
    return "it is not clean UTF-8" if _unclean(article) else Page(data, article)


def _unclean(article: Article) -> bool:
    return any(fault.kind == "encoding" for fault in article.faults)


def _sides(article: Article) -> Iterable[Article]:
    return [article, article.source] if article.source else [article]


def _proposal(original: Original, finding: Finding) -> _Proposal:
    edits = finding.fix.edits if finding.fix else ()
    return _Proposal(finding, tuple(sorted((_span(original, edit), _ended(original, edit)) for edit in edits)))


def _span(original: Original, edit: Edit) -> Span:
    at, lines = edit.at, original.lines
    return Span(lines[at.line - 1] + at.column - 1, lines[at.end_line - 1] + at.end_column - 1)


def _ended(original: Original, edit: Edit) -> str:
    """The new text, with the line ends of the line it comes into."""
    if not LINE_END.search(edit.text):
        return edit.text
    end = LINE_END.search(original.text, original.lines[edit.at.line - 1])
    return LINE_END.sub(end[0], edit.text) if end else edit.text


def _apart(proposals: list[_Proposal]) -> list[_Proposal]:
    """Those that do not overlap: of any that do, the first by place, then by code; the others wait."""
    taken: list[Span] = []
    chosen = []
    for proposal in sorted(proposals, key=lambda one: (one.edits[0][0].start, one.finding.code)):
        spans = [span for span, _ in proposal.edits]
        if any(_clash(one, two) for one, two in pairwise(spans)) or any(_meets(taken, span) for span in spans):
            continue
        for span in spans:
            insort(taken, span)
        chosen.append(proposal)
    return chosen


def _meets(taken: list[Span], span: Span) -> bool:
    place = bisect_left(taken, span)
    return any(_clash(one, span) for one in taken[max(0, place - 1) : place + 1])


def _clash(one: Span, two: Span) -> bool:
    """Whether edits of both places would get in each other's way; two that begin at one place would."""
    return one.start == two.start or (one.start < two.end and two.start < one.end)


def _sound(page: Page, proposals: list[_Proposal], refused: dict[str, str]) -> list[_Proposal]:
    """The proposals with which the file reads as before; of those that spoil it only together, some wait."""
    if not proposals or page.stays(proposals):
        return proposals
    if len(proposals) == 1:
        found = proposals[0].finding
        refused[found.fingerprint] = _refusal(found, "would change what the article says")
        return []
    half = len(proposals) // 2
    first, second = (_sound(page, part, refused) for part in (proposals[:half], proposals[half:]))
    both = [*first, *second]
    return both if not first or not second or page.stays(both) else first


def _units(side: Article) -> list[_Read]:
    """The units as they are read, whatever room the markup in their prose takes."""
    blocks = [unit.block for unit in side.units]
    begins = [one != two for one, two in zip(blocks, [None, *blocks], strict=False)]
    kinds = [side.blocks[block].kind if block >= 0 else "" for block in blocks]
    return [
        _Read(unit.id, kind, begin, " ".join(unit.prose.split()))
        for unit, kind, begin in zip(side.units, kinds, begins, strict=True)
    ]


def _touched(text: str, places: list[Span], edits: Iterable[tuple[Span, str]]) -> dict[int, str]:
    """The units in which edits stand, by index, as the edits make them; `places` are those of all units in `text`."""
    starts = [place.start for place in places]
    found: defaultdict[int, list[tuple[Span, str]]] = defaultdict(list)
    for edit in edits:
        if (index := bisect_right(starts, edit[0].start) - 1) >= 0 and edit[0].within(places[index]):
            found[index].append(edit)
    return {index: _edited(text, places[index], own) for index, own in found.items()}


def _edited(text: str, place: Span, edits: Iterable[tuple[Span, str]]) -> str:
    """What stands at a place of `text` after edits in it, which do not overlap."""
    parts, done = [], place.start
    for span, new in sorted(edits):
        parts += [text[done : span.start], new]
        done = span.end
    return "".join([*parts, text[done : place.end]])


def _same(before: list[_Read], loose: dict[int, str], after: list[_Read]) -> bool:
    """Whether all units are the same; of the words that edits leave in `loose` ones some may have become markup."""
    return len(before) == len(after) and all(
        old == new or (index in loose and old[:3] == new[:3] and _left(loose[index], new.prose))
        for index, (old, new) in enumerate(zip(before, after, strict=True))
    )


def _left(before: str, after: str) -> bool:
    """Whether the words of `after` are some of those of `before`, in order."""
    rest = iter(_WORD.findall(before))
    return all(word in rest for word in _WORD.findall(after))
