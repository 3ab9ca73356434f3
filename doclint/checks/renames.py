"""Names that articles themselves call old, used as if they were current."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from doclint.language.pack import Pack
from doclint.language.phrases import Match
from doclint.language.words import fold
from doclint.model import Diagnostic, Evidence, Span
from doclint.project.docset import Docset
from doclint.project.edition import Edition, Segment
from doclint.project.tags import language

SCOPE = "project"

_NAME = re.compile(
    r"(?<![A-Za-z0-9_.-])[A-Z][A-Za-z0-9+]*+(?:[ -](?:[A-Z0-9][A-Za-z0-9+]*+|(?:of|for|and)(?= [A-Z])))*+"
)
_LED = re.compile(r"[\s\"“”„'‘’«»:,(*]*(?:[^\W\d_A-Z]+\s+[\"“„'‘«]?){0,2}")
"""What may stand between *formerly*, *renamed to* and the name behind."""
_LEADING = re.compile(r"[\"”’'»)]*\s*[(,\[:–—-]?\s*(?:[^\W\d_A-Z]+\s+){0,2}[\"“„'‘«]?")
"""What may stand between a name and the cue behind it."""
_CLOSED = re.compile(r"[\"”’'»*\s]*(?:[).,;:\]–—]|$)")
_PAST = re.compile(
    r"(?:^|[/_.-])(?:archive|what-?s-?new|whats-new|release-?notes?|change-?log|history|migrat\w*|upgrad\w*|deprecat\w*|news|blog)",
    re.IGNORECASE,
)
"""The path of an article that speaks of the past."""
_WORD_BEFORE = re.compile(r"(\w\S*)\s$")
_REACH = 60
_CUES = ("fact:former", "fact:now")
_SHORTEST = 5


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """In how many articles the new name must stand, and how many times as many as have the old one."""

    articles: int
    times: float


class Rename(Struct, frozen=True):
    """What a sentence says: the old name, the new one, and where it stands."""

    old: str
    new: str
    said: Evidence


class Renames(Struct, frozen=True):
    """The renamings that an article tells of."""

    path: str
    renames: tuple[Rename, ...]


def extract(edition: Edition, docset: Docset) -> Iterator[Renames]:
    """The renamings told by an article, and by its source side."""
    source = edition.beside(docset.source_locale)
    sides = [edition, source] if source else [edition]
    yield Renames(edition.article.path, tuple(one for side in sides for one in _told(side)))


def _told(edition: Edition) -> Iterator[Rename]:
    units, text = edition.article.units, fold(edition.article.text)
    starts = [unit.span.start for unit in units]
    cues = _cues(edition.pack) if edition.pack else ()
    hits = {bisect_right(starts, at) - 1 for cue in cues for at in _places(cue, text)}
    for index in sorted(hits - {-1}):
        segment = edition.segments[index]
        found = [one for match in segment.labels(_CUES) for one in _rename(segment, match)]
        # One name for two old ones: then something else in the sentence is called so.
        yield from (one for one in found if sum(other.new == one.new for other in found) == 1)


def _places(cue: str, text: str) -> Iterator[int]:
    at = text.find(cue)
    while at >= 0:
        yield at
        at = text.find(cue, at + 1)


@cache
def _cues(known: Pack) -> tuple[str, ...]:
    """The longest piece of each phrase that tells of a name's change, as it stands in a sentence."""
    phrases = (*known.data.facts.former, *known.data.facts.now)
    return tuple(sorted({max(re.split(r"\s*…\s*|\*", phrase), key=len) for phrase in phrases}))


def _rename(segment: Segment, match: Match) -> Iterator[Rename]:
    """The two names around a cue: the new one before *formerly*, the old one before *renamed to*."""
    start, end = segment.where(match)
    behind, before = _behind(segment.prose, end), _before(segment, start)
    if not behind or not before:
        return
    former = match.label == "fact:former"
    if former and not _CLOSED.match(segment.prose, behind.end):
        return
    one, two = (segment.prose[span.start : span.end] for span in (before, behind))
    old, new = (two, one) if former else (one, two)
    if old != new and _telling(old):
        yield Rename(old, new, segment.evidence("article", min(before.start, start), behind.end))


def _behind(prose: str, at: int) -> Span | None:
    led = _LED.match(prose, at)
    found = _NAME.match(prose, led.end() if led else at)
    return Span(*found.span()) if found else None


def _before(segment: Segment, at: int) -> Span | None:
    """The last name before a cue, without the common words it may begin with."""
    found = max(_NAME.finditer(segment.prose, 0, at), key=re.Match.start, default=None)
    if not found or not _LEADING.fullmatch(segment.prose, found.end(), at):
        return None
    frequent = segment.pack.frequent if segment.pack else ()
    start = found.start()
    for word in found[0].split(" ")[:-1]:
        if fold(word) not in frequent:
            break
        start += len(word) + 1
    return Span(start, found.end())


def _telling(name: str) -> bool:
    """Whether a name is more than a word that sentences may begin with, or initials."""
    return " " in name or (len(name) >= _SHORTEST and not name.isupper())


def compare(records: Iterable[Renames], options: Options, docset: Docset) -> Iterator[Diagnostic]:
    """Every article that calls something by its old name, once for each name."""
    known = list(records)
    told = _agreed((one for record in known for one in record.renames), docset.source_locale)
    texts = {record.path: edition for record in known if told and (edition := docset.edition(record.path))}
    for old, said in sorted(told.items()):
        if not _believed(said, docset.source_locale) or (" " not in old and _word(old, texts.values())):
            continue
        holders = [edition for edition in texts.values() if old in edition.article.text]
        newer = sum(_stands(said[0].new, old, edition.article.text) for edition in texts.values())
        explaining = {one.said.path for one in said}
        uses = [use for edition in holders if (use := _use(old, said, edition, explaining))]
        if newer >= max(options.articles, options.times * len(uses)):
            yield from (
                _outdated(*use, said[0], newer) for use in uses if use[0].edition.article.path not in explaining
            )


def _agreed(renames: Iterable[Rename], source: str) -> dict[str, list[Rename]]:
    """The renamings by old name, where most of what is said of it names one new name, which is not called old itself.

    What the source language says of a name counts alone.
    """
    told: defaultdict[str, list[Rename]] = defaultdict(list)
    for one in renames:
        told[one.old].append(one)
    found = {}
    for old, everything in told.items():
        said = [one for one in everything if language(one.said.locale) == language(source)] or everything
        [(new, count), *_] = Counter(one.new for one in said).most_common(1)
        back = any(one.new == old for one in told.get(new, ()))
        if not back and 2 * count > len(said):
            found[old] = sorted((one for one in said if one.new == new), key=lambda one: (one.said.path, one.said.line))
    return found


def _believed(said: list[Rename], source: str) -> bool:
    """Whether a renaming is told in the source language, or by several articles: machines translate strange things."""
    return (
        any(language(one.said.locale) == language(source) for one in said) or len({one.said.path for one in said}) > 1
    )


def _word(name: str, editions: Iterable[Edition]) -> bool:
    """Whether a name is also a word that articles write small."""
    small = re.compile(rf"(?<![\w./@-]){re.escape(name.lower())}(?![\w/-]|\.\w)")
    texts = (unit.prose for one in editions if name.lower() in one.article.text for unit in one.article.units)
    return any(small.search(text) for text in texts)


def _stands(new: str, old: str, text: str) -> bool:
    """Whether the new name stands in a text, outside the old one."""
    return new in (text.replace(old, "") if new in old else text)


def _use(old: str, said: list[Rename], edition: Edition, explaining: set[str]) -> tuple[Segment, int] | None:
    """The first sentence of an article that uses the old name as if it were current, and where.

    Articles with a sentence that explains the old name are added to `explaining`.
    """
    if _PAST.search(edition.article.path):
        return None
    uses = []
    for index, unit in enumerate(edition.article.units):
        for found in _standing(old).finditer(unit.prose) if old in unit.prose else ():
            segment = edition.segments[index]
            if segment.labels(_CUES) or said[0].new in unit.text.replace(old, ""):
                explaining.add(edition.article.path)
            elif not _longer(unit.prose, *found.span()):
                uses.append((segment, found.start()))
    return uses[0] if uses else None


@cache
def _standing(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_./\\-]){re.escape(name)}(?![A-Za-z0-9_/\\-]|\.\w)")


def _longer(prose: str, start: int, end: int) -> bool:
    """Whether the name is a part of a longer one; a capital at the beginning of the sentence tells nothing."""
    before = _WORD_BEFORE.search(prose, max(0, start - _REACH), start)
    led = bool(before and before[1][0].isupper() and before[1].isascii() and prose[: before.start()].strip())
    return led or bool(re.match(r"[ -][A-Z0-9]", prose[end : end + 2]))


def _outdated(segment: Segment, start: int, rename: Rename, newer: int) -> Diagnostic:
    said = rename.said
    message = (
        f"'{rename.old}' is now called '{rename.new}', as {said.path}:{said.line} says and {newer} articles write it. "
        "Use the new name, or say that it is the old one"
    )
    return segment.report(
        message,
        start,
        start + len(rename.old),
        expected=rename.new,
        evidence=(said,),
        confidence=0.8 if " " in rename.old else 0.6,
    )
