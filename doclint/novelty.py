"""Which findings are new: those that have no counterpart among earlier ones."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from doclint.model import LINE_END, Evidence, Finding
from doclint.read.remarks import plain

_ALIKE = 60
_LONG = 1000
_MOST = 20
"""Findings that differ in their text are compared with so many others, each as far as its thousandth character."""


def new(now: Sequence[Finding], then: Sequence[Finding], edited: Mapping[str, range]) -> tuple[Finding, ...]:
    """The findings of `now` that have no counterpart in `then`, by place; of equal ones, those in lines `edited`.

    Each of `then` is the counterpart of one: of one that says the same in the same text, wherever it stands, else of
    one that tells the same from the other side, else of one that says the same in a text that was edited since.
    """
    steady = sorted(now, key=lambda finding: finding.line in edited.get(finding.path, ()))
    fresh, gone = [*_without(steady, then, _whole)], [*_without(then, now, _whole)]
    fresh, gone = [*_without_turned(fresh, gone)], [*_without_turned(gone, fresh)]
    return tuple(sorted(_rewritten(fresh, gone), key=lambda finding: (finding.path, finding.line, finding.column)))


def edited(before: str, after: str) -> range:
    """The lines of `after`, from 1, between the first and the last that differ from `before`."""
    old, lines = LINE_END.split(before), LINE_END.split(after)
    first = _common(zip(old, lines, strict=False))
    last = _common(zip(reversed(old[first:]), reversed(lines[first:]), strict=False))
    return range(first + 1, len(lines) - last + 1)


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs are equal before the first that is not."""
    count = 0
    for one, two in pairs:
        if one != two:
            break
        count += 1
    return count


def _without(
    findings: Iterable[Finding], others: Iterable[Finding], identity: Callable[[Finding], Hashable]
) -> Iterator[Finding]:
    """The findings without those that are among `others`, one for one."""
    spare = Counter(map(identity, others))
    for finding in findings:
        key = identity(finding)
        spare[key] -= 1
        if spare[key] < 0:
            yield finding


def _without_turned(findings: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that are told from the other side among `others`: another side is the older now."""
    sides = {(one.rule, _side(one), _side(other)) for one in others for other in one.evidence}
    for finding in findings:
        if not any((finding.rule, _side(other), _side(finding)) in sides for other in finding.evidence):
            yield finding


def _side(one: Finding | Evidence) -> tuple[str, str]:
    """A side of a contradiction: which file, and what stands there."""
    return one.path, " ".join(one.text.split())


def _rewritten(findings: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that are among `others` in a text that is much the same."""
    spare = defaultdict(list)
    for other in others:
        spare[_said(other)].append(other)
    for finding in findings:
        candidates = spare[_said(finding)]
        found = next((other for other in candidates[:_MOST] if _alike(finding, other)), None)
        if found:
            candidates.remove(found)
        else:
            yield finding


def _said(finding: Finding) -> tuple[str, str, str]:
    """What a finding says of which file. Its locale is left out: it hangs on the other files, too."""
    return finding.rule, finding.path, " ".join(finding.subject.split())


def _whole(finding: Finding) -> tuple[str, str, str, str]:
    """What a finding says of which text, however its lines are broken."""
    return *_said(finding), " ".join(plain(finding.text).split())


def _alike(one: Finding, other: Finding) -> bool:
    return fuzz.ratio(plain(one.text)[:_LONG], plain(other.text)[:_LONG]) >= _ALIKE
