"""The sentences of two passages side by side: one to one, one against two, or left out."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from doclint.language.lexicon import Lexicon, stems
from doclint.model import Unit
from doclint.project.align.features import Features, cognates
from doclint.read.remarks import plain

_LEFT_OUT = -2.0
_MERGED = -2.0
_UNDECIDED = 1.5
_MAX_AREA = 2_500
_EVEN_RATIO = 50
_MAX_TEXT = 2000
_MAX_ALIKE = 4.0
_WORD_WEIGHT = 1.2
_MAX_WORDS = 8
_EVEN_HITS = 0.45
_FEW_HITS = 0.34
_KNOWN = 2
_ONE_TO_ONE = 1.6
_EVEN = 2.0
"""Measured by logistic regression where sentences were dropped."""


class Sentence(NamedTuple):
    """A sentence as compared: text, hard and soft tokens, width in columns, stems, and what may translate each."""

    text: str
    hard: frozenset[str]
    soft: frozenset[str]
    width: int
    stems: frozenset[str]
    translations: tuple[tuple[str, ...], ...]


class Bead(NamedTuple):
    """Sentences of the source and of the target that belong together, and how well they fit (above 0: rather yes)."""

    source: range
    target: range
    fit: float

    def confidence(self, *, even: bool) -> float:
        """How sure it is that they belong together, 0-1; `even`: all sentences of both passages stand one to one."""
        merged = len(self.source) != len(self.target)
        total = self.fit if merged else _ONE_TO_ONE + self.fit + _EVEN * even
        return 1 / (1 + math.exp(-total))


class _Step(NamedTuple):
    total: float
    sources: int
    targets: int
    fit: float


def sentence(unit: Unit, features: Features, lexicon: Lexicon) -> Sentence:
    """A unit as it is compared; an empty `lexicon` leaves its words aside."""
    words = stems(unit.prose) if lexicon else ()
    translations = tuple(lexicon[stem] for stem in words if stem in lexicon)
    text = " ".join(plain(unit.text).split())
    soft = frozenset((*features.soft, *(() if lexicon else cognates(unit.prose))))
    return Sentence(text, frozenset(features.hard), soft, features.width, frozenset(words), translations)


def translated(source: Sequence[Unit], target: Sequence[Unit], lexicon: Lexicon) -> bool:
    """Whether the lexicon knows words of every source unit, and enough of them are translated in its counterpart."""
    for ours, theirs in zip(source, target, strict=True):
        known = [lexicon[stem] for stem in stems(ours.prose) if stem in lexicon]
        if len(known) < _KNOWN or _hits(known, frozenset(stems(theirs.prose))) < _FEW_HITS * len(known):
            return False
    return True


def beads(source: Sequence[Sentence], target: Sequence[Sentence], ratio: float) -> list[Bead]:
    """The sentences of two passages that belong together, in order; `ratio` is the articles' logarithm of lengths."""
    if len(source) == len(target) and _in_place(source, target):
        return [Bead(range(place, place + 1), range(place, place + 1), math.inf) for place in range(len(source))]
    found = _aligned(source, target, ratio, (0, 0))
    return _one_against_all(source, target, ratio, found) if min(len(source), len(target)) == 1 else found


def _one_against_all(
    source: Sequence[Sentence], target: Sequence[Sentence], ratio: float, found: list[Bead]
) -> list[Bead]:
    """`found`, or one sentence against all of the other side where the whole fits better than the part."""
    whole = fit(_joined(source), _joined(target), ratio) + _MERGED
    left_out = len(source) + len(target) - sum(len(bead.source) + len(bead.target) for bead in found)
    part = sum(bead.fit for bead in found) + _LEFT_OUT * left_out
    return [Bead(range(len(source)), range(len(target)), whole)] if whole > part else found


def _in_place(source: Sequence[Sentence], target: Sequence[Sentence]) -> bool:
    """Whether every literal that both passages have stands in the sentence of the same number, and words agree."""
    if any(_unlike(ours, theirs) for ours, theirs in zip(source, target, strict=True)):
        return False
    kept = frozenset[str]().union(*(ours.hard & theirs.hard for ours, theirs in zip(source, target, strict=True)))
    return _joined(source).hard & _joined(target).hard <= kept


def _unlike(ours: Sentence, theirs: Sentence) -> bool:
    """Whether the lexicon knows words of the source sentence, and hardly any is translated."""
    known = ours.translations
    return len(known) >= _KNOWN and _hits(known, theirs.stems) < _FEW_HITS * len(known)


def _hits(translations: Sequence[tuple[str, ...]], words: frozenset[str]) -> int:
    """How many words have one of their `translations` among `words`."""
    return sum(not words.isdisjoint(some) for some in translations)


def _aligned(source: Sequence[Sentence], target: Sequence[Sentence], ratio: float, at: tuple[int, int]) -> list[Bead]:
    if not source or not target:
        return []
    if len(source) * len(target) > _MAX_AREA:
        half, other = len(source) // 2, len(target) // 2
        first = _aligned(source[:half], target[:other], ratio, at)
        return first + _aligned(source[half:], target[other:], ratio, (at[0] + half, at[1] + other))
    return _walk(_table(source, target, ratio), at)


def _table(source: Sequence[Sentence], target: Sequence[Sentence], ratio: float) -> list[list[_Step]]:
    """The last step of the best way to every cell."""
    doubles = [_joined(two) for two in pairwise(source)]
    others = [_joined(two) for two in pairwise(target)]
    table = [[_Step(_LEFT_OUT * column, 0, 1, 0.0) for column in range(len(target) + 1)]]
    for row, ours in enumerate(source, 1):
        table.append([_Step(_LEFT_OUT * row, 1, 0, 0.0)])
        for column, theirs in enumerate(target, 1):
            steps = [_step(table, (row, column), (1, 1), fit(ours, theirs, ratio))]
            steps += (_step(table, (row, column), (1, 0), _LEFT_OUT), _step(table, (row, column), (0, 1), _LEFT_OUT))
            if column > 1:
                steps.append(_step(table, (row, column), (1, 2), fit(ours, others[column - 2], ratio) + _MERGED))
            if row > 1:
                steps.append(_step(table, (row, column), (2, 1), fit(doubles[row - 2], theirs, ratio) + _MERGED))
            table[row].append(max(steps, key=lambda step: step.total))
    return table


def _step(table: list[list[_Step]], cell: tuple[int, int], size: tuple[int, int], gain: float) -> _Step:
    before = table[cell[0] - size[0]][cell[1] - size[1]].total
    return _Step(before + gain, *size, gain)


def _walk(table: list[list[_Step]], at: tuple[int, int]) -> list[Bead]:
    found = []
    row, column = len(table) - 1, len(table[0]) - 1
    while row and column:
        step = table[row][column]
        if step.sources and step.targets:
            ours = range(at[0] + row - step.sources, at[0] + row)
            theirs = range(at[1] + column - step.targets, at[1] + column)
            found.append(Bead(ours, theirs, step.fit))
        row -= step.sources
        column -= step.targets
    return found[::-1]


def _joined(sentences: Sequence[Sentence]) -> Sentence:
    hard = frozenset[str]().union(*(one.hard for one in sentences))
    soft = frozenset[str]().union(*(one.soft for one in sentences))
    words = frozenset[str]().union(*(one.stems for one in sentences))
    translations = tuple({stems: None for one in sentences for stems in one.translations})
    width = sum(one.width for one in sentences)
    return Sentence(" ".join(one.text for one in sentences), hard, soft, width, words, translations)


def fit(ours: Sentence, theirs: Sentence, ratio: float) -> float:
    """How well two sentences fit: above 0 rather yes."""
    literals = 2 * len(ours.hard & theirs.hard) - min(3, len(ours.hard ^ theirs.hard))
    words = min(4.0, 0.4 * len(ours.soft & theirs.soft))
    alike = fuzz.ratio(ours.text[:_MAX_TEXT], theirs.text[:_MAX_TEXT], score_cutoff=_EVEN_RATIO)
    alike = max(0.0, alike / _EVEN_RATIO - 1) * _MAX_ALIKE
    known = len(ours.translations)
    translated = (
        _WORD_WEIGHT * min(known, _MAX_WORDS) * (_hits(ours.translations, theirs.stems) / known - _EVEN_HITS)
        if known
        else 0.0
    )
    sigma = 0.3 + 1.5 / math.sqrt(min(ours.width, theirs.width) + 4)
    stretch = (math.log((theirs.width + 4) / (ours.width + 4)) - ratio) / sigma
    return max(-4, min(literals, 6)) + words + translated + alike + _UNDECIDED - min(0.5 * stretch**2, 6.0)
