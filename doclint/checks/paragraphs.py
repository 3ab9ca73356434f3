"""Paragraphs, steps, rows and sections of the source that the translation has not."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from doclint.checks.counterparts import Counterparts, told
from doclint.language.lexicon import lexicon, stems
from doclint.language.words import words
from doclint.model import Block, Diagnostic, Span
from doclint.project.edition import Edition
from doclint.project.pairing import ArticlePair

SCOPE = "pair"

_NAMES = {"item": "list item", "cell": "table row"}
_SAID = 0.5


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`words`: the shortest block looked at. `confidence`: how sure the pairs around it must be."""

    words: int
    confidence: float


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """Every run of source blocks without a counterpart between two that have one, or a section at the end."""
    if pair.method == "bilingual" or all(one.source is None or one.target is not None for one in pair.pairs):
        return
    known = Counterparts(pair)
    for before, run, after in known.missing():
        if sum(_said(pair.source.article.blocks[block]) for blocks in run for block in blocks) < options.words:
            continue
        if after is None:
            yield from _end(pair, known, before, run, options)
        elif _between(known, before, after, options) and not _merged(pair, known, (before, run, after)):
            yield _diagnostic(pair, run, max(known.of(before)), 0.8)


def _said(block: Block) -> int:
    """How many words a block has beside those that describe its images, which another rule looks for."""
    images = sum(len(words(mark_text)) for mark_text in _descriptions(block))
    return len(words(block.prose)) - images


def _descriptions(block: Block) -> Iterator[str]:
    base = block.span.start
    for mark in block.markup:
        if mark.kind == "image":
            yield block.prose[mark.content.start - base : mark.content.end - base]


def _between(known: Counterparts, before: range, after: range, options: Options) -> bool:
    sure = min(known.sure(before), known.sure(after)) >= options.confidence
    alone = len(known.of(before)) == len(before) and len(known.of(after)) == len(after)
    return sure and alone and known.nothing_between(known.of(before), known.of(after))


def _end(
    pair: ArticlePair, known: Counterparts, before: range, run: list[range], options: Options
) -> Iterator[Diagnostic]:
    """A section missing at the end; a last paragraph may be a remark for readers of the source alone."""
    last = told(pair.target.article)[-1]
    heading = any(pair.source.article.blocks[blocks[0]].kind == "heading" for blocks in run)
    if heading and known.sure(before) >= options.confidence and known.of(before) & set(last):
        yield _diagnostic(pair, run, max(last), 0.6)


def _merged(pair: ArticlePair, known: Counterparts, place: tuple[range, list[range], range]) -> bool:
    """Whether the translation has the text as code, or the neighbours say what it says."""
    before, run, after = place
    if pair.source.article.blocks[run[0][0]].text.strip() in known.code:
        return True
    table = lexicon(pair.source.language, pair.target.language)
    missing = [stem for stem in stems(_prose(pair.source, [block for part in run for block in part])) if stem in table]
    there = set(stems(_prose(pair.target, known.of(before) | known.of(after))))
    found = sum(stem in there or not there.isdisjoint(table[stem]) for stem in missing)
    return bool(missing) and found >= _SAID * len(missing)


def _prose(edition: Edition, blocks: Iterable[int]) -> str:
    return " ".join(edition.article.blocks[block].prose for block in blocks)


def _diagnostic(pair: ArticlePair, run: list[range], before: int, confidence: float) -> Diagnostic:
    blocks = pair.source.article.blocks
    kinds = Counter(_NAMES.get(blocks[part[0]].kind, blocks[part[0]].kind) for part in run)
    several = ", ".join(f"{count} {name}{'s' * (count > 1)}" for name, count in kinds.items())
    what = f"a {next(iter(kinds))}" if len(run) == 1 else several
    message = f"The source has {what} here that the translation has not. Translate {'it' if len(run) == 1 else 'them'}"
    span = Span(blocks[run[0][0]].span.start, blocks[run[0][-1]].span.end)
    evidence = (pair.source.evidence("source", span),)
    place = pair.target.article.blocks[before].span
    return pair.target.report(place, message, evidence=evidence, confidence=confidence)
