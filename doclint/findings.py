"""What checks say, made into findings: in a stable order, with severity and fingerprint."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable
from os.path import normpath
from pathlib import Path

from doclint.config import Config
from doclint.model import Diagnostic, Finding
from doclint.read.remarks import plain
from doclint.rule import Rule
from doclint.select import severity


def findings(drafts: Iterable[tuple[Rule, Diagnostic, bool]], config: Config, base: str = "") -> tuple[Finding, ...]:
    """The findings made of drafts (rule, what it says, whether the source is current), by place.

    Their paths lead from `base`; fingerprints speak of paths from the project's folder.
    """
    ordered = sorted(drafts, key=lambda draft: (draft[1].at.path, draft[1].at.line, draft[1].at.column, draft[0].code))
    seen: defaultdict[str, int] = defaultdict(int)
    made = []
    for rule, found, current in ordered:
        path = from_home(found.at.path, base, config.home)
        key = _key(rule.name, found.locale, path, found.subject, found.text)
        fingerprint = _hash(key, seen[key])
        seen[key] += 1
        made.append(_finding(rule, found, config, fingerprint, current=current))
    return tuple(made)


def by_place(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order in which they are told."""
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.column, one.code)))


def from_home(path: str, base: str, home: str) -> str:
    """A path of a tree at `base` as it leads from the project's folder, or as it is where that is unknown."""
    above = os.path.relpath(base, home) if base and home else "."
    return Path(normpath(f"{above}/{path}")).as_posix()


def identity(rule: str, locale: str, path: str, subject: str, text: str) -> str:
    """The fingerprint of the first of the findings that are equal in all this; the path leads from the project."""
    return _hash(_key(rule, locale, path, subject, text), 0)


def _key(rule: str, locale: str, path: str, subject: str, text: str) -> str:
    """What makes a finding the same one after lines move and ids change."""
    return "\0".join((rule, locale, path, " ".join(subject.split()), " ".join(plain(text).split())))


def _hash(key: str, ordinal: int) -> str:
    return hashlib.blake2b(f"{key}\0{ordinal}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _finding(rule: Rule, found: Diagnostic, config: Config, fingerprint: str, *, current: bool) -> Finding:
    at = found.at
    return Finding(
        rule.name,
        rule.code,
        rule.header.category,
        severity(rule, config, found.confidence, current=current),
        round(found.confidence, 3),
        at.path,
        at.line,
        at.column,
        at.end_line,
        at.end_column,
        at.unit,
        found.locale,
        found.message,
        found.subject,
        found.expected,
        found.evidence,
        found.fix,
        fingerprint,
        found.text,
        found.highlight,
    )
