"""Terms of the source that the translation renders otherwise than the glossary says."""

import re
from collections.abc import Iterator, Sequence

from doclint.checks.glossaries import Options, around, declared, labelled, quoted, quotes, remark
from doclint.language.lexicon import lexicon, stems
from doclint.language.words import fold
from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.unit_pair import UnitPair
from doclint.terms import presence
from doclint.terms.matcher import Hit, Known
from doclint.terms.records import Term

SCOPE = "unit"

_LIKELY, _MAYBE = 0.8, 0.6
_JOINT = re.compile(r"[-/&]")
_NAME = re.compile(r"(?<=[^\W\d][\s-])[A-Z]\w+")
_ALONE = {"strong", "emphasis", "code"}
_RUN = 4


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for each term of the source unit of which the translation has no rendering of the glossary's."""
    known = options.known
    source, target = pair.source, pair.target
    if not known or source.edition.language == target.edition.language:
        return
    hits = known.matcher(source.edition.locale).find(source)
    said: set[str] = set()
    for hit in hits if hits and not pair.verbatim and not pair.copied else ():
        fitting = [(one, known.terms(one.entry, target.edition.locale)) for one in hit.known if not one.entry.kept]
        accepted = [term for _, terms in fitting for term in terms if not term.banned]
        if accepted and hit.known[0].term.text not in said:
            said.add(hit.known[0].term.text)
            wrong = [term for _, terms in fitting for term in terms if term.banned]
            yield from _missing(pair, hit, fitting[0][0], accepted, wrong)


def _missing(
    pair: UnitPair, hit: Hit, known: Known, accepted: Sequence[Term], wrong: Sequence[Term]
) -> Iterator[Diagnostic]:
    written = around(pair.target)
    if any(text in written for text in (*quotes(pair.source, hit), *_runs(pair.source, hit))):
        return
    said = presence.text(written, pair.target.edition.language)
    shares = [presence.share(term.text, said) for term in accepted]
    if max(shares) == 1 or any(presence.share(term.text, said) == 1 for term in wrong):
        return
    named = _named(pair.source, hit, known.term) or _kept(pair, known.term)
    doubtful = named or max(shares) > 0 or not _otherwise(pair, known.term)
    right = quoted(term.text for term in accepted)
    message = (
        f"The source has {quoted([known.term.text])}, which the glossary translates as {right}; the translation has "
        f"nothing of the kind. Use the glossary's term{remark(accepted[0])}"
    )
    evidence = (pair.source.evidence("source", hit.start, hit.end), declared(known.entry, accepted[0]))
    confidence = _MAYBE if doubtful else _LIKELY
    yield pair.target.report(message, expected=accepted[0].text, evidence=evidence, confidence=confidence)


def _otherwise(pair: UnitPair, term: Term) -> bool:
    """Whether the translation has another word for the term, as far as the lexicon tells, or the term itself."""
    known = lexicon(pair.source.edition.language, pair.target.edition.language)
    said = set(stems(around(pair.target)))
    own = stems(term.text)
    return any(stem in said or not said.isdisjoint(known.get(stem, ())) for stem in own) or not known


def _named(source: Segment, hit: Hit, term: Term) -> bool:
    """Whether the source may mean something else: a label, a message, a name, a part of a compound."""
    prose = source.prose
    if _JOINT.search(prose[max(0, hit.start - 1) : hit.start] + prose[hit.end : hit.end + 1]):
        return True
    if any(quotes(source, hit)):
        return True
    written = prose[hit.start : hit.end]
    capital = bool(hit.start and written != written.lower() and term.text == term.text.lower())
    return capital or labelled(source, hit)


def _runs(source: Segment, hit: Hit) -> Iterator[str]:
    """The stretches of four words that a term stands in: where one is in the translation as it is, it is quoted."""
    inside = [at for at, word in enumerate(source.words) if hit.start <= word.start < hit.end]
    for first in range(max(0, inside[-1] - _RUN + 1), inside[0] + 1) if inside else ():
        run = source.words[first : first + _RUN]
        if len(run) == _RUN:
            yield source.text[run[0].start : run[-1].end]


def _kept(pair: UnitPair, term: Term) -> bool:
    """Whether the translation takes the term for a name: as a label of its own, or with a capital in a sentence."""
    target = pair.target
    alone = (mark for mark in target.markup if mark.kind in _ALONE)
    if any(target.edition.article.text[mark.content.start : mark.content.end].startswith(term.text) for mark in alone):
        return True
    names = {word for word in _NAME.findall(target.prose) if fold(word) in fold(term.text).split()}
    return bool(names) and term.text == term.text.lower()
