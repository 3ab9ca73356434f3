"""What checks say, made into findings: in a stable order, with severity and fingerprint."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from posixpath import normpath

from doclint.config import Config
from doclint.folders import Folders, Terms
from doclint.model import Diagnostic, Finding
from doclint.read.remarks import plain
from doclint.rule import Rule
from doclint.select import severity


def findings(drafts: Iterable[tuple[Rule, Diagnostic, bool]], config: Config, base: str = "") -> tuple[Finding, ...]:
    """The findings made of drafts (rule, what it says, whether the source is current), by place.

    Their paths lead from `base`; fingerprints and the folders of the configuration speak of paths from the project's.
    """
    ordered = sorted(drafts, key=lambda draft: (draft[1].at.path, draft[1].at.line, draft[1].at.column, draft[0].code))
    seen: defaultdict[str, int] = defaultdict(int)
    folders, home = Folders(config), from_home(base, config.home)
    made = []
    for rule, found, current in ordered:
        path = home(found.at.path)
        key = _key(rule.name, found.locale, path, found.subject, found.text)
        fingerprint = _hash(key, seen[key])
        seen[key] += 1
        terms = folders.terms(path)
        if terms.allow(rule):
            made.append(_finding(rule, found, terms, fingerprint, current=current))
    return tuple(made)


def by_place(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in the order in which they are told."""
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.column, one.code)))


def from_home(base: str, home: str) -> Callable[[str], str]:
    """What makes of paths in a tree at `base` those from the project's folder `home`; they stay where it is unknown."""
    above = os.path.relpath(base, home) if base and home else "."
    return cache(lambda path: Path(normpath(f"{above}/{path}")).as_posix())


def identity(rule: str, locale: str, path: str, subject: str, text: str) -> str:
    """The fingerprint of the first of the findings that are equal in all this; the path leads from the project."""
    return _hash(_key(rule, locale, path, subject, text), 0)


def _key(rule: str, locale: str, path: str, subject: str, text: str) -> str:
    """What makes a finding the same one after lines move and ids change."""
    return "\0".join((rule, locale, path, " ".join(subject.split()), " ".join(plain(text).split())))


def _hash(key: str, ordinal: int) -> str:
    return hashlib.blake2b(f"{key}\0{ordinal}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _finding(rule: Rule, found: Diagnostic, terms: Terms, fingerprint: str, *, current: bool) -> Finding:
    at = found.at
    return Finding(
        rule.name,
        rule.code,
        rule.header.category,
        severity(rule, terms.severity, found.confidence, current=current),
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
        terms.owner,
    )
