"""All directives of a run: which findings they hide, and which of them hid nothing."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from doclint.model import Finding
from doclint.project.edition import Edition
from doclint.read.remarks import MARK
from doclint.rule import Rule, rules
from doclint.suppressions.directives import Directive, Selector, directives


class Verdict(NamedTuple):
    """What is wrong with a directive: with itself, with names in it that no rule has, or with what hid nothing."""

    directive: Directive
    unknown: tuple[Selector, ...] = ()
    unused: tuple[Selector, ...] = ()


class Register:
    """The directives of `editions`, which may name all rules that are shipped, and the `others` that run."""

    def __init__(self, editions: Iterable[Edition], others: Iterable[Rule]) -> None:
        self.editions = {one.article.path: one for one in editions if MARK in one.article.original.text}
        self._directives = {path: directives(one.article) for path, one in self.editions.items()}
        self._known = tuple({rule.code: rule for rule in (*rules(), *others)}.values())
        self._meant: dict[str, frozenset[str]] = {}
        self._used: set[tuple[str, Selector]] = set()

    def parted(self, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The findings that are told, and those that directives hide."""
        told: list[Finding] = []
        hidden: list[Finding] = []
        for finding in findings:
            (hidden if self._hides(finding) else told).append(finding)
        return tuple(told), tuple(hidden)

    def meant(self, name: str) -> frozenset[str]:
        """The codes of the rules that a name in a directive means."""
        if name not in self._meant:
            self._meant[name] = frozenset(rule.code for rule in self._known if rule.matches(name))
        return self._meant[name]

    def verdicts(self, path: str, ran: Collection[str]) -> Iterator[Verdict]:
        """What is wrong with the directives of a file on which the rules with the codes `ran` were run."""
        for one in self._directives[path]:
            unknown = tuple(selector for selector in one.selectors if not self.meant(selector.name))
            unused = () if one.fault else tuple(self._unused(path, one.selectors, ran))
            if one.fault or unknown or unused:
                yield Verdict(one, unknown, unused)

    def _hides(self, finding: Finding) -> bool:
        """Whether a directive hides a finding, which is noted of every one that does."""
        first, last = _lines(finding)
        found = [
            (finding.path, selector)
            for one in self._directives.get(finding.path, ())
            if one.covers(first, last)
            for selector in one.selectors
            if finding.code in self.meant(selector.name)
        ]
        self._used.update(found)
        return bool(found)

    def _unused(self, path: str, selectors: Sequence[Selector], ran: Collection[str]) -> Iterator[Selector]:
        """Those that hid nothing although all rules they mean have run, but for those that are not ready yet."""
        early = {rule.code for rule in self._known if rule.header.preview}
        for one in selectors:
            meant = self.meant(one.name)
            if (path, one) not in self._used and not meant.isdisjoint(ran) and meant - early <= set(ran):
                yield one


def _lines(finding: Finding) -> tuple[int, int]:
    """The lines of a finding; one that ends where a line begins does not reach it."""
    ends_before = finding.end_column <= 1 and finding.end_line > finding.line
    return finding.line, finding.end_line - ends_before
