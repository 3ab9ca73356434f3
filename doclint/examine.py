"""What rules say of articles and pairs of articles, a group at a time, and then of all that was taken from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from sys import modules
from types import ModuleType
from typing import Any, NamedTuple, Protocol

import msgspec
from msgspec import Struct, field

from doclint import plugins
from doclint.config import Config
from doclint.model import Diagnostic
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.pairing import ALIGNED, ArticlePair, Meeting, meeting
from doclint.rule import Rule
from doclint.suppressions.looked import Looked
from doclint.suppressions.register import Register

Draft = tuple[Rule, Diagnostic, bool]
"""A rule, what it says, and whether the source compared with is current."""


class Job(Struct, frozen=True):
    """A rule with its check and the options it runs with."""

    rule: Rule
    check: ModuleType
    options: Any

    @property
    def scope(self) -> str:
        """What the check looks at."""
        return str(self.check.SCOPE)


class Part(Struct):
    """What is said of one edition `alone` and beside its source, and the records that project checks take from both.

    Its pair, its units, whether the revision it records is lacking; `lexicons` are the tables used, with hashes.
    """

    alone: list[Draft] = field(default_factory=list)
    paired: list[Draft] = field(default_factory=list)
    records: dict[str, list[Any]] = field(default_factory=dict)
    pairs: int = 0
    units: int = 0
    unresolved: int = 0
    lexicons: dict[str, str] = field(default_factory=dict)


class Known(NamedTuple):
    """Whether what is said of an edition alone, and beside its source, is settled."""

    alone: bool = False
    paired: bool = False


class Seen(Struct):
    """What was said and seen of some articles: their pairs, units, and pairs that lack the revision they record.

    `records` are what checks of the whole project took from them, by check; `lexicons` the tables used, with hashes.
    """

    drafts: list[Draft] = field(default_factory=list)
    records: defaultdict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    articles: int = 0
    pairs: int = 0
    units: int = 0
    unresolved: int = 0
    lexicons: dict[str, str] = field(default_factory=dict)

    def take(self, part: Part, known: Known) -> None:
        """One more edition; of what is settled, the records alone."""
        self._collect(part.records)
        if not known.alone:
            self.drafts += part.alone
        if not known.paired:
            self.drafts += part.paired
            self._count(part)

    def add(self, other: Seen) -> None:
        """What was seen elsewhere, too."""
        self.drafts += other.drafts
        self._collect(other.records)
        self.articles += other.articles
        self._count(other)

    def _collect(self, records: Mapping[str, list[Any]]) -> None:
        for name, found in records.items():
            self.records[name] += found

    def _count(self, other: Part | Seen) -> None:
        self.pairs += other.pairs
        self.units += other.units
        self.unresolved += other.unresolved
        self.lexicons |= other.lexicons


class Memory(Protocol):
    """Answers what an earlier run found out of an edition and its source."""

    def key(self, edition: Edition, source: Edition | None) -> bytes:
        """All that it rests on."""

    def get(self, key: bytes, known: Known) -> Part | None:
        """What was said and taken; where what is said is `known`, what was taken is enough."""

    def put(self, key: bytes, part: Part, known: Known) -> None:
        """Keep what was said and taken, without what is `known`, for the next run."""


def sum_of(found: Iterable[Seen]) -> Seen:
    """All that was seen, as one."""
    whole = Seen()
    for one in found:
        whole.add(one)
    return whole


def job(rule: Rule, config: Config) -> Job:
    """A rule with its check and the options that the configuration gives it."""
    module = plugins.check(rule, config.plugins)
    named = {"glossary": config.glossary, "declared": config.facts or "", "source_locale": config.source_locale}
    known = {key: value for key, value in named.items() if key in module.Options.__struct_fields__}
    given = {**known, **rule.header.options, **config.rules.get(rule.name, {}), **config.rules.get(rule.code, {})}
    try:
        return Job(rule, module, msgspec.convert(given, module.Options))
    except msgspec.ValidationError as error:
        raise config.refuse(rule.name, f"options of {rule.name}: {error}") from error


def examined(
    jobs: Sequence[Job],
    group: Sequence[Edition],
    docset: Docset,
    settled: Container[Meeting] = (),
    kept: Memory | None = None,
) -> Seen:
    """What is to be said of the editions of one article; of what is `settled`, only what project checks take."""
    seen = Seen(articles=len(group))
    sources = {id(edition): source for edition, source in docset.members.compared(group)}
    for edition in group:
        source = sources.get(id(edition))
        paired = source is not None and meeting(edition, source) in settled
        known = Known(meeting(edition, edition) in settled, paired)
        seen.take(_part(jobs, edition, source, docset, known, kept), known)
    for edition in group:
        for name, extract in _takers(jobs, sited=True):
            seen.records[name] += extract(edition, docset)
        edition.forget()
    return seen


def _part(  # noqa: PLR0913
    jobs: Sequence[Job],
    edition: Edition,
    source: Edition | None,
    docset: Docset,
    known: Known,
    kept: Memory | None,
) -> Part:
    """What is to be said of an edition, and taken from it: as it is kept, else worked out and, where whole, kept."""
    if kept is None:
        return _worked_out(jobs, edition, source, docset, known)
    key = kept.key(edition, source)
    found = kept.get(key, known)
    if found is None:
        found = _worked_out(jobs, edition, source, docset, known)
        kept.put(key, found, known)
    return found


def _worked_out(jobs: Sequence[Job], edition: Edition, source: Edition | None, docset: Docset, known: Known) -> Part:
    """The same, without what is settled."""
    part = Part()
    if not known.alone:
        for one in jobs:
            part.alone += ((one.rule, said, True) for said in looked(one, edition, alone=source is None))
    if source is not None:
        _meet(jobs, edition, source, docset, part, known=known.paired)
    for name, extract in _takers(jobs, sited=False):
        part.records.setdefault(name, []).extend(extract(edition, docset))
    return part


def looked(one: Job, edition: Edition, *, alone: bool) -> Iterator[Diagnostic]:
    """What a check says of an article by itself; checks of pairs, too, where it is compared with none."""
    if one.scope == "article":
        yield from one.check.check(edition, one.options)
    elif alone and hasattr(one.check, "alone"):
        yield from one.check.alone(edition, one.options)


def _meet(  # noqa: PLR0913
    jobs: Sequence[Job], edition: Edition, source: Edition, docset: Docset, part: Part, *, known: bool
) -> None:
    """Add what there is to a pair, of which the findings are `known` or not. It is aligned where that is needed."""
    meeting = {one.check.__name__: one.check for one in jobs if hasattr(one.check, "meet")}
    if not meeting and (known or not aligning(jobs)):
        part.pairs = 1
        return
    pair = docset.members.met(edition, source)
    for name, check in meeting.items():
        part.records.setdefault(name, []).extend(check.meet(pair))
    if not known:
        part.paired += findings_of(jobs, pair)
        part.pairs, part.units, part.unresolved = 1, len(pair.pairs), int(pair.unresolved)
        if pair.tables:
            part.lexicons[f"{pair.tables.source}-{pair.tables.target}"] = pair.tables.digest


def aligning(jobs: Iterable[Job]) -> bool:
    """Whether some check looks at pairs of articles, or of units."""
    return any(one.scope in {"unit", "pair"} or hasattr(one.check, "meet") for one in jobs)


def findings_of(jobs: Sequence[Job], pair: ArticlePair) -> Iterator[Draft]:
    """What the checks of units and of article pairs among `jobs` say of a pair, and whether its source is current."""
    for whole in (one for one in jobs if one.scope == "pair"):
        for found in whole.check.check(pair, whole.options):
            yield whole.rule, found, pair.current
    single = [(one.rule, one.check.check, one.options) for one in jobs if one.scope == "unit"]
    for unit in pair.units if single else ():
        if unit.confidence >= ALIGNED:
            for rule, ask, options in single:
                for found in ask(unit, options):
                    yield rule, found, pair.current


def _takers(jobs: Sequence[Job], *, sited: bool) -> Iterator[tuple[str, Callable[..., Iterable[Any]]]]:
    """What takes records from articles for checks of the whole project, once for all rules that share it.

    What is `sited` asks where an article's links lead, and so rests on all other articles.
    """
    takers = {one.check.extract.__module__: one.check.extract for one in jobs if one.scope == "project"}
    return ((name, take) for name, take in takers.items() if getattr(modules[name], "SITED", False) == sited)


def compared(jobs: Iterable[Job], records: defaultdict[str, list[Any]], docset: Docset) -> Iterator[Draft]:
    """What the checks of the whole project say of all that was taken from its articles."""
    for one in jobs:
        if one.scope == "project":
            said = one.check.compare(records[one.check.extract.__module__], one.options, docset)
            yield from ((one.rule, found, True) for found in said)


def of_changes(jobs: Iterable[Job], changed: Iterable[Any]) -> Iterator[Draft]:
    """What the checks of changes say."""
    asked = [one for one in jobs if one.scope == "change"]
    for subject in changed if asked else ():
        for one in asked:
            yield from ((one.rule, found, True) for found in one.check.check(subject, one.options))


def of_directives(jobs: Iterable[Job], register: Register, looked: Looked) -> Iterator[Draft]:
    """What the checks of directives say, which are told what all others found."""
    for one in jobs:
        if one.scope == "directives":
            for path, edition in register.editions.items():
                verdicts = register.verdicts(path, looked.rules(edition))
                yield from ((one.rule, found, True) for found in one.check.check(edition, verdicts, one.options))
