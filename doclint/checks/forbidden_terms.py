"""Terms that a glossary forbids or calls outdated, in articles and their translations."""

from collections.abc import Iterable, Iterator

from doclint.checks.glossaries import Options, declared, quoted, quotes, remark
from doclint.language.words import fold
from doclint.model import Diagnostic, Fix
from doclint.project.edition import Edition, Segment
from doclint.project.pairing import ALIGNED, ArticlePair
from doclint.project.tags import language
from doclint.terms import presence
from doclint.terms.glossary import Glossary
from doclint.terms.matcher import Hit, Known

SCOPE = "pair"

_SURE, _MAYBE = 0.95, 0.6


def alone(edition: Edition, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for each such term in an article that is compared with none."""
    known = options.known
    for segment, hit in _hits(edition.segments, edition.locale, known):
        if known and all(one.term.banned for one in hit.known):
            yield _diagnostic(segment, hit, hit.known[0], known, _unbound(hit.known[0], segment, known))


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for each such term in a translation whose source names the thing it must not be used for."""
    known = options.known
    if known is None or not known.banned(pair.target.locale):
        return
    sources = {id(unit.target): unit.source for unit in pair.units if unit.confidence >= ALIGNED}
    for segment, hit in _hits(pair.target.segments, pair.target.locale, known):
        yield from _judged(segment, sources.get(id(segment)), hit, known)


def _hits(segments: Iterable[Segment], locale: str, known: Glossary | None) -> Iterator[tuple[Segment, Hit]]:
    """Where terms stand that may be banned; most segments have none."""
    banned = known.banned(locale) if known else None
    if known and banned:
        for segment in segments:
            if banned.find(segment):
                found = known.matcher(locale).find(segment)
                yield from ((segment, hit) for hit in found if any(one.term.banned for one in hit.known))


def _judged(segment: Segment, source: Segment | None, hit: Hit, known: Glossary) -> Iterator[Diagnostic]:
    """What is said of a banned term: nothing where the source names no such thing, or the thing of a right term."""
    bound = [(one, _bound(one, source, known) if source else _unbound(one, segment, known)) for one in hit.known]
    if any(certainty for one, certainty in bound if not one.term.banned):
        return
    one, certainty = max((found for found in bound if found[0].term.banned), key=lambda found: found[1])
    if certainty:
        # Where the right term is there too, the banned one may be right for something else.
        told = certainty if source is None or not _said(segment, hit, one, known) else min(certainty, _MAYBE)
        yield _diagnostic(segment, hit, one, known, told)


def _bound(one: Known, source: Segment, known: Glossary) -> float:
    """How sure it is that a term means the thing of its entry: the source names it, or the entry tells no source.

    Where the source has the words of a name apart, grammar may have brought them together (the Azure CLI on Windows).
    """
    terms = known.source(one.entry)
    said = presence.text(source.text, source.edition.language)
    if terms and not any(presence.share(term.text, said) == 1 for term in terms):
        return 0.0
    met = presence.share(one.term.text, said) == 1 and fold(one.term.text) not in fold(source.prose)
    return _MAYBE if met else _SURE


def _said(segment: Segment, hit: Hit, one: Known, known: Glossary) -> bool:
    """Whether a unit has a right term of an entry beside the banned one."""
    others = segment.text.replace(segment.text[hit.start : hit.end], " ")
    text = presence.text(others, segment.edition.language)
    right = (term for term in known.terms(one.entry, segment.edition.locale) if not term.banned)
    return not one.entry.kept and any(presence.share(term.text, text) == 1 for term in right)


def _unbound(one: Known, segment: Segment, known: Glossary) -> float:
    """The same without a source: an ordinary word may be the right one for something else."""
    terms = known.source(one.entry)
    named = one.entry.kept or any(term.text == one.term.text for term in terms)
    told = segment.edition.language == language(known.source_locale) or " " in one.term.text
    return _SURE if not terms or named or told else _MAYBE


def _diagnostic(segment: Segment, hit: Hit, one: Known, known: Glossary, confidence: float) -> Diagnostic:
    term, right = one.term, _right(segment, one, known)
    written = segment.text[hit.start : hit.end]
    # What is quoted is often another program's text, which is as it is.
    sureness = min(confidence, _MAYBE) if any(quotes(segment, hit)) else confidence
    instead = f"the glossary has {quoted([right])}. Say this" if right else "say something else"
    state = "is outdated" if term.status == "outdated" else "must not be used"
    fix = _fix(segment, hit, right) if right else None
    return segment.report(
        f"{quoted([written])} {state}: {instead}{remark(term)}",
        hit.start,
        hit.end,
        expected=right or None,
        evidence=(declared(one.entry, term),),
        confidence=sureness,
        fix=fix,
    )


def _right(segment: Segment, one: Known, known: Glossary) -> str:
    """The term to use: the first that is preferred in the locale; for a name that is the same in all, the source's."""
    same = one.entry.kept or any(term.text == one.term.text and term.banned for term in known.source(one.entry))
    terms = (*known.terms(one.entry, segment.edition.locale), *(known.source(one.entry) if same else ()))
    fine = sorted((term for term in terms if not term.banned), key=lambda term: term.status != "preferred")
    return fine[0].text if fine else ""


def _fix(segment: Segment, hit: Hit, right: str) -> Fix | None:
    """The right term in its place, where the wrong one is written as in the glossary and no markup stands in it."""
    written = segment.text[hit.start : hit.end]
    if not hit.exact or written != segment.prose[hit.start : hit.end]:
        return None
    text = right[0].upper() + right[1:] if written[0].isupper() else right
    return Fix("unsafe", (segment.edition.edit(segment.span(hit.start, hit.end), text),))
