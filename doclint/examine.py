"""What rules say of articles and pairs of articles, a group at a time, and then of all that was taken from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from types import ModuleType
from typing import Any

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

    def met(self, pair: ArticlePair) -> None:
        """One more pair."""
        self.pairs += 1
        self.units += len(pair.pairs)
        self.unresolved += pair.unresolved
        if pair.tables:
            self.lexicons[f"{pair.tables.source}-{pair.tables.target}"] = pair.tables.digest

    def add(self, other: Seen) -> None:
        """What was seen elsewhere, too."""
        self.drafts += other.drafts
        for name, records in other.records.items():
            self.records[name] += records
        self.articles += other.articles
        self.pairs += other.pairs
        self.units += other.units
        self.unresolved += other.unresolved
        self.lexicons |= other.lexicons


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


def examined(jobs: Sequence[Job], group: Sequence[Edition], docset: Docset, settled: Container[Meeting] = ()) -> Seen:
    """What is to be said of the editions of one article; of what is `settled`, only what project checks take."""
    seen = Seen(articles=len(group))
    pairing = any(one.scope in {"unit", "pair"} or hasattr(one.check, "meet") for one in jobs)
    pairs = [*docset.members.compared(group)]
    alone = {id(edition) for edition in group} - {id(edition) for edition, _ in pairs}
    for edition in group:
        if meeting(edition, edition) not in settled:
            for one in jobs:
                seen.drafts += ((one.rule, said, True) for said in looked(one, edition, alone=id(edition) in alone))
    for edition, source in pairs:
        if pairing:
            _meet(jobs, docset.members.met(edition, source), seen, known=meeting(edition, source) in settled)
        else:
            seen.pairs += 1
    _extract(jobs, group, docset, seen)
    for edition in group:
        edition.forget()
    return seen


def looked(one: Job, edition: Edition, *, alone: bool) -> Iterator[Diagnostic]:
    """What a check says of an article by itself; checks of pairs, too, where it is compared with none."""
    if one.scope == "article":
        yield from one.check.check(edition, one.options)
    elif alone and hasattr(one.check, "alone"):
        yield from one.check.alone(edition, one.options)


def _meet(jobs: Sequence[Job], pair: ArticlePair, seen: Seen, *, known: bool) -> None:
    """Add what there is to a pair, of which the findings are `known` or not."""
    for name, check in {one.check.__name__: one.check for one in jobs if hasattr(one.check, "meet")}.items():
        seen.records[name] += check.meet(pair)
    if not known:
        seen.met(pair)
        seen.drafts += findings_of(jobs, pair)


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


def _extract(jobs: Sequence[Job], group: Sequence[Edition], docset: Docset, seen: Seen) -> None:
    """Add what checks of the whole project take from the articles; what one function takes is there for all rules."""
    takers = {one.check.extract.__module__: one.check.extract for one in jobs if one.scope == "project"}
    for name, extract in takers.items():
        seen.records[name] += (record for edition in group for record in extract(edition, docset))


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
