"""Source words left inside a translation."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from doclint.checks.untranslated import NOTICE
from doclint.language.pack import Pack
from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_WORD = re.compile(r"[^\W\d_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]+(?:['’][a-z]+)?")
_CODE = re.compile(r"[-_\\/=&@#$<>{}|.\d\ufffc]")
_LABEL = re.compile(r"\]\s?\[[^\]]*\]|https?:\S*|\{[^{}]*\}")
"""The label of a reference link, an address, a placeholder."""
_QUOTED = re.compile(
    r"\"[^\"\n]{0,200}\"|“[^”\n]{0,200}”|„[^“”\n]{0,200}[“”]|«[^»\n]{0,200}»|「[^」\n]{0,200}」|『[^』\n]{0,200}』"
    r"|\([^()\n]{0,200}\)|（[^（）\n]{0,200}）|\[[^\[\]\n]{0,200}\]|［[^［］\n]{0,200}］|(?<!\w)['‘][^'’\n]{0,200}['’](?!\w)"
)
_TRANSLATED = re.compile(r"[\s*_\"”»\]?!.:…\d]*+(?:[^\W\d_]++\s?){0,2}[(（[［<=]")
"""What follows a label or message that is translated in brackets behind it."""
_QUOTING = re.compile(r"(?:[:：]|[\"“«„『「])[\s*_\"'“«„]*\Z")
"""What leads in a message or a label."""
_IDENTIFIER = re.compile(r"[^\W\d_][^\W\d_]*[a-z][A-Z]")
_APART = re.compile(r"[\s*_,]*")
_KEPT = {"strong", "emphasis", "link", "code", "html", "image"}
_NEAR = 20_000
_FEWEST = 3
_NAME = 4
_LONG = 30
_CAPITAL = re.compile(r"[A-Z]\w*[ \xa0]\Z")


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`words`: the shortest run looked at. `frequent`: how many common words of the source language it must hold."""

    words: int
    frequent: int


class _Token(NamedTuple):
    """A word of the translation: folded text, its place, and whether it is prose in small letters."""

    text: str
    start: int
    end: int
    small: bool


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for the longest run of source words inside the translation."""
    source, target = pair.source, pair.target
    if source.pack is None or source.edition.language == target.edition.language:
        return
    common = _own(source.pack, target.pack)
    if common.isdisjoint(target.prose.lower().split()) or pair.verbatim:
        return
    found = [run for run in _runs(pair) if _prose(pair, run, common, options)]
    if found:
        yield _diagnostic(pair, max(found, key=len), common)


@cache
def _own(source: Pack, target: Pack | None) -> frozenset[str]:
    """The common words of the source's language that the translation's does not have."""
    return source.frequent - (target.frequent if target else frozenset())


def _runs(pair: UnitPair) -> Iterator[list[_Token]]:
    """The stretches of the translation whose words follow one another in the source as well."""
    source = [match[0].lower().replace("’", "'") for match in _WORD.finditer(pair.source.prose)]
    beside = set(pairwise(source))
    run: list[_Token] = []
    for token in _tokens(pair.target):
        follows = run and (run[-1].text, token.text) in beside
        joined = follows and _APART.fullmatch(pair.target.text, run[-1].end, token.start)
        if run and not joined:
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _tokens(segment: Segment) -> Iterator[_Token]:
    hidden = _hidden(segment)
    for match in _WORD.finditer(segment.prose):
        start, end = match.span()
        around = segment.prose[max(0, start - 1) : start] + segment.prose[end : end + 1].rstrip(".")
        code = _CODE.search(around) or _IDENTIFIER.match(match[0])
        text = "" if code else match[0].lower().replace("’", "'")
        yield _Token(text, start, end, match[0].islower() and not hidden[start])


def _hidden(segment: Segment) -> bytearray:
    """Which characters stand in labels, titles, quotations and glosses, which may stay as they are."""
    base, found = segment.unit.span.start, bytearray(len(segment.text))
    places = [(mark.span.start - base, mark.span.end - base) for mark in segment.markup if mark.kind in _KEPT]
    places += [match.span() for form in (_LABEL, _QUOTED) for match in form.finditer(segment.text)]
    for start, end in places:
        found[start:end] = b"\1" * (end - start)
    return found


def _prose(pair: UnitPair, run: list[_Token], common: frozenset[str], options: Options) -> bool:
    small = [token for token in run if token.small]
    open_end = run[-1].text in common
    if len(small) < options.words - open_end or 2 * len(small) < len(run) or len(small) < _FEWEST:
        return False
    text = pair.target.text
    if sum(token.text in common for token in small) < options.frequent or _named(run, text, common):
        return False
    if _TRANSLATED.match(text, run[-1].end) or _QUOTING.search(text, max(0, run[0].start - _LONG), run[0].start):
        return False
    return not NOTICE.search(text) and not _elsewhere(pair, text[run[0].start : run[-1].end])


def _named(run: list[_Token], text: str, common: frozenset[str]) -> bool:
    """Whether a run begins and ends as names do: a capital and a few words in small letters (Bring your own device)."""
    start = run[0].start
    capital = text[start].isupper() and text[start - 1 : start] not in {"*", "_"}
    behind = _CAPITAL.search(text, max(0, start - _LONG), start)
    return bool(capital or behind) and len(run) <= _NAME and run[-1].text not in common


def _elsewhere(pair: UnitPair, text: str) -> bool:
    """Whether the words stand elsewhere in the article too, as a name does."""
    start = pair.target.unit.span.start
    return pair.target.edition.article.text.count(text, max(0, start - _NEAR), start + _NEAR) > 1


def _diagnostic(pair: UnitPair, run: list[_Token], common: frozenset[str]) -> Diagnostic:
    start, end = run[0].start, run[-1].end
    count = sum(token.text in common for token in run)
    language = pair.source.pack.data.name if pair.source.pack else pair.source.edition.language
    left = pair.target.text[start:end]
    message = f"'{left}' is left in {language} inside the translation. Translate it"
    confidence = 0.8 if count > 1 and len(run) > 5 else 0.6
    return pair.target.report(message, start, end, evidence=(pair.source.evidence("source"),), confidence=confidence)
