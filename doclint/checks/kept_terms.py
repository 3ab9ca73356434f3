"""Names that are the same in every language: those of a glossary, and those of the front matter's `no-loc`."""

import re
from collections.abc import Iterator
from functools import lru_cache

import yaml

from doclint.checks.glossaries import Options, around, declared, labelled, quoted, remark
from doclint.language.words import fold
from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.unit_pair import UnitPair
from doclint.terms import presence
from doclint.terms.inflection import bare
from doclint.terms.matcher import Hit, Known, Matcher
from doclint.terms.records import Entry, Term

SCOPE = "unit"

_SURE, _LIKELY, _MAYBE = 0.95, 0.8, 0.6
_LIST = "no-loc"
_LONGEST = 20_000
_GOES_ON = re.compile(r"\s+[A-Z]")


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for each such name of the source unit that the translation does not have."""
    if pair.source.edition.language == pair.target.edition.language:
        return
    lost: dict[str, tuple[Hit, Known]] = {}
    for hit, one in _hits(pair, options):
        if _plain(one.term.text, pair.target) not in _plain(around(pair.target), pair.target):
            lost.setdefault(one.term.text, (hit, one))
    if lost and not pair.verbatim and not pair.copied:
        yield from (_diagnostic(pair, hit, one) for hit, one in lost.values())


def _plain(text: str, segment: Segment) -> str:
    """Text to look for names in: blanks, capitals and accents aside, for a name may bear an ending (Studióban)."""
    return bare(fold(" ".join(text.split())), segment.edition.language)


def _hits(pair: UnitPair, options: Options) -> Iterator[tuple[Hit, Known]]:
    """The names in the source unit that are kept."""
    known = options.known
    if known:
        for hit in known.matcher(pair.source.edition.locale).find(pair.source):
            yield from ((hit, one) for one in hit.known[:1] if one.entry.kept and not one.term.banned)
    for written in {side.edition.value(_LIST) for side in (pair.source, pair.target)} - {""}:
        yield from ((hit, hit.known[0]) for hit in _listed(written).find(pair.source))


@lru_cache(maxsize=256)
def _listed(written: str) -> Matcher:
    """What finds the names of a list as front matter has it."""
    entry = Entry("", (), kept=True)
    names = dict.fromkeys(name.strip() for name in _names(written))
    return Matcher((Known(Term(name, "", 0), entry) for name in names if name), "en")


def _names(written: str) -> list[str]:
    try:
        values = yaml.safe_load(written[:_LONGEST])
    except (yaml.YAMLError, RecursionError):
        values = written.strip("[]")
    if isinstance(values, str):
        values = values.split(",")
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _diagnostic(pair: UnitPair, hit: Hit, one: Known) -> Diagnostic:
    name = one.term.text
    told = "the glossary keeps" if one.entry.path else f"'{_LIST}' keeps"
    message = f"The translation lacks {quoted([name])}, which {told} in every language. Write it as in the source"
    evidence = pair.source.evidence("source", hit.start, hit.end)
    from_glossary = (declared(one.entry, one.term),) if one.entry.path else ()
    return pair.target.report(
        f"{message}{remark(one.term)}",
        expected=name,
        evidence=(evidence, *from_glossary),
        confidence=_sureness(pair, hit, name),
    )


def _sureness(pair: UnitPair, hit: Hit, name: str) -> float:
    """How sure it is that a name was translated, and not left out as may be: *Azure AD* may be called AD."""
    source, target = pair.source, pair.target
    if labelled(source, hit) or (" " not in name and _GOES_ON.match(source.prose, hit.end)):
        return _MAYBE
    if " " in name and presence.share(name, presence.text(around(target), target.edition.language)):
        return _SURE
    if _count(name, target):
        return _MAYBE
    return (_MAYBE, _MAYBE, _LIKELY, _SURE)[min(_count(name, source), 3)]


def _count(name: str, segment: Segment) -> int:
    """In how many blocks of its article a name stands in prose."""
    return sum(name in block.prose for block in segment.edition.article.blocks)
