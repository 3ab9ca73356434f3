"""The records of a drift report (contract doclint-drift/1). Frozen; lists are tuples."""

from typing import Literal

from msgspec import Struct

from doclint.project.found import Found

State = Literal["current", "cosmetic", "stale", "missing", "orphan", "unknown"]
Kind = Literal["edited", "added", "removed", "moved", "cosmetic"]
Reason = Literal["number", "version", "code", "command", "negation", "state"]


class Counts(Struct, frozen=True):
    """The units of the source as it is now, and what became of them; `removed` are those of then that are no more.

    total = current + cosmetic + stale + added; `stale` are edited or moved with an edit, `reviewed` those of stale,
    added and removed that a person has said need nothing (they are not counted among them).
    """

    total: int = 0
    current: int = 0
    cosmetic: int = 0
    stale: int = 0
    added: int = 0
    removed: int = 0
    reviewed: int = 0


class Change(Struct, frozen=True):
    """A unit of the source that is not as it was when it was translated.

    `then`, `now`: its text; None where it was or is not there. `target`: the translation's text of it, None where there
    is none. `line` is the translation's (where it stands or belongs), `source_line` that of `now`, or of `then` where
    it was removed. `similarity` of then and now is from 0 to 1. `critical` changes make the translation wrong, not only
    old; `reasons` say why. `touched`: whether the translation's unit was changed since the reference, None where that
    is not known. `words`: to translate anew (of `now`; 0 for cosmetic, moved and removed). `section`: the heading it is
    under. `reviewed`: why a person said that nothing needs to be done, else empty. `id` survives moved lines.
    """

    kind: Kind
    critical: bool
    then: str | None
    now: str | None
    target: str | None
    line: int
    source_line: int
    similarity: float = 0.0
    reasons: tuple[Reason, ...] = ()
    touched: bool | None = None
    words: int = 0
    section: str = ""
    reviewed: str = ""
    id: str = ""


class Fault(Struct, frozen=True):
    """What is wrong with a translation's markers: a reference that cannot be, or a unit marked done that is not."""

    kind: Literal["reference", "contradiction", "false-sync"]
    message: str
    line: int = 1


class ArticleDrift(Struct, frozen=True):
    """One article in one locale.

    `since` is the date (ISO) of the first change unseen by the translation, `days` its age. `human` says who translated
    it, None where that is not known. A missing article has the path it would have, or its source's. `critical` counts
    the critical changes.
    """

    path: str
    locale: str
    state: State
    source_path: str | None
    reference: Found
    units: Counts
    words_to_translate: int = 0
    since: str | None = None
    days: int | None = None
    human: bool | None = None
    critical: int = 0
    commits: int = 0
    faults: tuple[Fault, ...] = ()
    changes: tuple[Change, ...] = ()


class Tally(Struct, frozen=True):
    """What the articles of one locale, or of one folder in one locale, come to: articles by state, work, who did it."""

    locale: str
    folder: str
    articles: int
    states: dict[str, int]
    units: Counts
    words_to_translate: int
    critical: int
    human: int
    machine: int
    median_days: int | None


class Delta(Struct, frozen=True):
    """What changed between two reports: what is owed now and was not, and what was owed and is no more."""

    against: str
    owed_units: int
    owed_words: int
    paid_units: int
    paid_words: int
    newly_stale: tuple[str, ...]
    newly_current: tuple[str, ...]
    newly_missing: tuple[str, ...]


class Summary(Struct, frozen=True):
    """The whole in figures; `date` (ISO) is the day of the report, `revision` the sources' HEAD where there is one."""

    date: str
    source_locale: str
    articles: int
    states: dict[str, int]
    words_to_translate: int
    critical: int
    locales: tuple[Tally, ...]
    folders: tuple[Tally, ...]
    revision: str = ""
    delta: Delta | None = None
    unreadable: tuple[str, ...] = ()


class DriftReport(Struct, frozen=True):
    """The articles, those with the most harm first, and what they come to."""

    articles: tuple[ArticleDrift, ...]
    summary: Summary
