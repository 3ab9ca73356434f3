"""Which findings a baseline holds, and which of its entries nothing fits any more."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from doclint.baseline.file import Entry
from doclint.findings import identity
from doclint.model import Finding
from doclint.read.remarks import plain

_SHORT = 80

Home = Callable[[Finding], str]
"""Gives a finding's path from the project's folder."""


class Match(NamedTuple):
    """The findings that entries hold, each with its entry; those that none holds; entries left, with what is left."""

    held: list[tuple[Finding, Entry]]
    fresh: list[Finding]
    left: list[Entry]


class _Spare:
    """Entries that may still hold findings, each as often as it counts, by some key."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._counts = [entry.count for entry in entries]
        self._index: defaultdict[Hashable, list[int]] = defaultdict(list)

    def by(self, key: Callable[[Entry], Hashable]) -> None:
        """Look entries up by `key` from now on; those that have none are not found."""
        self._index.clear()
        for number, entry in enumerate(self._entries):
            if self._counts[number] and (value := key(entry)):
                self._index[value].append(number)

    def take(self, value: Hashable) -> Entry | None:
        """An entry with this key that counts one less from now on."""
        for number in self._index.get(value, ()):
            if self._counts[number]:
                self._counts[number] -= 1
                return self._entries[number]
        return None

    def left(self) -> list[Entry]:
        """What no finding has taken."""
        pairs = zip(self._entries, self._counts, strict=True)
        return [replace(entry, count=count) for entry, count in pairs if count]

    def paths(self) -> dict[tuple[str, str], set[str]]:
        """The paths of what is left, by rule and locale."""
        found = defaultdict(set)
        for entry in self.left():
            found[entry.rule, entry.locale].add(entry.path)
        return found


def match(
    findings: Iterable[Finding],
    older: Iterable[Finding],
    entries: Sequence[Entry],
    home: Home,
    gone: Callable[[str], bool],
) -> Match:
    """Hold findings against entries: each entry holds as many as it counts, those first that are not told as `older`.

    Where nothing has a finding's fingerprint, its texts count; then its subject in its file, for the text around it
    was edited; then what the fingerprint would be in a file that is `gone`, for it was renamed.
    """
    spare, held = _Spare(entries), list[tuple[Finding, Entry]]()
    spare.by(lambda entry: entry.fingerprint)
    known = _held(older, [], lambda finding: spare.take(fingerprint(finding, home(finding))))
    fresh = _held(findings, held, lambda finding: spare.take(fingerprint(finding, home(finding))))
    spare.by(lambda entry: entry.texts)
    fresh = _held(fresh, held, lambda finding: spare.take(texts(finding)))
    spare.by(lambda entry: (entry.rule, entry.path, entry.locale, entry.subject))
    _held(known, [], lambda finding: spare.take(_subject(finding, home(finding))))
    fresh = _held(fresh, held, lambda finding: spare.take(_subject(finding, home(finding))))
    spare.by(lambda entry: entry.fingerprint)
    lost = {key: sorted(filter(gone, paths)) for key, paths in spare.paths().items()} if fresh else {}
    fresh = _held(fresh, held, lambda finding: _renamed(finding, lost, spare))
    return Match(held, fresh, spare.left())


def _held(
    findings: Iterable[Finding], held: list[tuple[Finding, Entry]], take: Callable[[Finding], Entry | None]
) -> list[Finding]:
    """The findings for which there is no entry to `take`; the others go to `held`."""
    rest = []
    for finding in findings:
        entry = take(finding)
        if entry:
            held.append((finding, entry))
        else:
            rest.append(finding)
    return rest


def _renamed(finding: Finding, lost: dict[tuple[str, str], list[str]], spare: _Spare) -> Entry | None:
    """The entry of a finding under a name that its file may have had."""
    names = lost.get((finding.code, finding.locale), ())
    return next((entry for name in names if (entry := spare.take(fingerprint(finding, name)))), None)


def _subject(finding: Finding, path: str) -> tuple[str, str, str, str]:
    """What is at fault in which file, whatever stands around it."""
    return finding.code, path, finding.locale, _short(finding.subject)


def fingerprint(finding: Finding, path: str) -> str:
    """The fingerprint of the first of all findings that are equal to this one, in the file at `path`."""
    return identity(finding.rule, finding.locale, path, finding.subject, finding.text)


def texts(finding: Finding) -> str:
    """What stands for the rule, the locale and the texts of both sides."""
    sources = [one.text for one in finding.evidence if one.role == "source"]
    parts = [" ".join(plain(text).split()) for text in (*sources[:1], finding.text)]
    key = "\0".join((finding.rule, finding.locale, *parts))
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def entries(
    findings: Iterable[tuple[Finding, Entry | None]], home: Home, generated: Callable[[str], bool]
) -> list[Entry]:
    """The entries for findings, of which some have one already, whose reason they keep."""
    made: dict[str, Entry] = {}
    for finding, old in findings:
        path = home(finding)
        key = fingerprint(finding, path)
        reason = old.reason if old else None
        if key in made:
            made[key] = replace(made[key], count=made[key].count + 1, reason=made[key].reason or reason)
            continue
        known = texts(finding) if generated(finding.path) else None
        made[key] = Entry(finding.code, path, finding.locale, _short(finding.subject), key, reason, 1, known)
    return list(made.values())


def joined(made: Iterable[Entry], kept: Iterable[Entry]) -> Iterator[Entry]:
    """Entries, and others that are kept beside them; those with one fingerprint are one."""
    found = {entry.fingerprint: entry for entry in made}
    for entry in kept:
        known = found.get(entry.fingerprint)
        found[entry.fingerprint] = replace(known, count=known.count + entry.count) if known else entry
    yield from found.values()


def _short(subject: str) -> str:
    text = " ".join(subject.split())
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
