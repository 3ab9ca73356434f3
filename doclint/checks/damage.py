"""Source sides that are not the source: a tool has put odd words into a bilingual article."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.pairing import ArticlePair

SCOPE = "pair"

_USUAL = 0.01
"""How common a word is that surely stands where it should: a cheap first look."""
_RARER = 10
_HALF = 0.5
_EVERYWHERE = 0.03
_VARIED = 10
_SHORTEST = 3
_GLUED = range(2, 5)


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`words`: the shortest article looked at. `share`: how common the odd word must be. `times`: at least so often."""

    words: int
    share: float
    times: int


class _Side:
    """The segments of one side and how often each word stands there."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.counts = Counter(word.text for segment in segments for word in segment.words)

    def first(self, text: str) -> tuple[Segment, int, int]:
        """The first place where the word `text` stands."""
        return next((one, word.start, word.end) for one in self.segments for word in one.words if word.text == text)


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for an article whose source side has another word where its commonest word belongs."""
    pack = pair.source.pack
    if pair.method != "bilingual" or pack is None or not pack.data.frequent:
        return
    text = pair.source.article.text.lower()
    if text.count(f" {pack.data.frequent[0]} ") > _USUAL * text.count(" "):
        return
    source = _Side(pair.source.segments)
    missing = _RARER * source.counts[pack.data.frequent[0]]
    if source.counts.total() < options.words or missing > source.counts.most_common(1)[0][1]:
        return
    least = max(options.times, options.share * source.counts.total(), missing)
    often = {word for word, count in source.counts.items() if count >= least and len(word) >= _SHORTEST}
    behind = _behind(often - pack.frequent, source.segments)
    if behind:
        target = _Side(pair.target.segments)
        yield from _judged(source, target, behind, pack.data.frequent[0])


def _behind(suspects: set[str], segments: Sequence[Segment]) -> dict[str, set[str]]:
    """The words that follow each suspect where it is written small: an article or a preposition has the most."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for segment in segments:
        for word, following in pairwise(segment.words):
            if word.text in suspects and segment.prose[word.start].islower():
                found[word.text].add(following.text)
    return found


def _judged(source: _Side, target: _Side, behind: dict[str, set[str]], missing: str) -> Iterator[Diagnostic]:
    """It is damage where the translation keeps the word, or where words are glued together as well."""
    kept = {word for word in behind if target.counts[word] >= _HALF * source.counts[word]}
    odd = max(behind, key=lambda word: (len(behind[word]) * (2 if word in kept else 1), word))
    glued = _glued(source.counts, target.counts if odd in kept else source.counts)
    sure = len(glued) >= _SHORTEST
    if odd in kept or sure:
        also = f", and words are glued together ({', '.join(glued[:3])})" if sure else ""
        told = f"'{odd}' stands {source.counts[odd]} times, '{missing}' {source.counts[missing]} times{also}"
        everywhere = source.counts[odd] >= _EVERYWHERE * source.counts.total() and len(behind[odd]) >= _VARIED
        yield _diagnostic(source, target, odd, told, 0.95 if sure else 0.8 if everywhere else 0.6)


def _glued(said: Counter[str], kept: Counter[str]) -> list[str]:
    """Words of both sides that are a word of the source with one and the same beginning glued to it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(said.keys() & kept.keys()):
        for size in _GLUED:
            if len(word) >= size + _SHORTEST and word[size:] in said:
                found[word[:size]].append(word)
    return max(found.values(), key=len, default=[])


def _diagnostic(source: _Side, target: _Side, odd: str, told: str, confidence: float) -> Diagnostic:
    segment, start, end = source.first(odd)
    evidence = (segment.evidence("source", start, end),)
    if target.counts[odd] >= _HALF * source.counts[odd]:
        shown, start, end = target.first(odd)
        message = (
            f"The source text in this article is damaged, and the translation with it: {told}. "
            "Restore the source and translate the article again"
        )
        return shown.report(message, start, end, evidence=evidence, confidence=confidence)
    message = f"The source text in this article is damaged: {told}. Restore the source"
    return target.segments[0].report(message, evidence=evidence, confidence=min(0.8, confidence))
