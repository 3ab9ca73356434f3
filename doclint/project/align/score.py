"""How well two passages fit: shared tokens against unshared ones, kind, length, anchors. Constants are measured."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from doclint.language.lexicon import Lexicon, stems
from doclint.project.align.features import Passage, cognates

_WEIGHTS = {"t": 1.0, "c": 1.0, "u": 1.0, "n": 1.0, "i": 1.0, "w": 0.6, "k": 0.5, "x": 1.0}
_UNSHARED = {"t": 0.7, "c": 0.7, "u": 0.7, "n": 0.7, "i": 0.7, "w": 0.25, "k": 0.25, "x": 0.8}
_MAX_FREQUENCY = 30
_BASE = -1.0
_BASE_WITH_LEXICON = -1.2
_EVEN_SIMILARITY = 0.3
_MAX_WEIGHT = 14.0
_ANCHORED = 25.0
_ANCHORED_ELSEWHERE = -6.0
_SHORT = 90
_NO_SHARED_NUMBER = -3.0
_TEXTS = {"paragraph", "item", "html"}
_MAX_STRETCH = 6.0
_NEVER = -8.0


class _Token(NamedTuple):
    """A token of both sides: its weight, what it costs where only one passage has it, and the targets that do."""

    weight: float
    cost: float
    targets: list[int]


class _Row(NamedTuple):
    """What one source passage shares: by target, the weight of shared tokens and what they would cost unshared."""

    shared: dict[int, float]
    unshared: dict[int, float]


class Scores:
    """The scores of every source passage against every target passage, worked out when asked for.

    `anchored` maps source passages to the target passages they belong to by their anchors.
    """

    def __init__(self, source: Sequence[Passage], target: Sequence[Passage], lexicon: Lexicon) -> None:
        """Weigh the tokens of both sides against each other; `lexicon` may be empty."""
        self.source = source
        self.target = target
        self.ratio = _ratio(source, target)
        self.lexicon = lexicon
        self.trust({})
        self._base = _BASE_WITH_LEXICON if lexicon else _BASE
        source_tokens = [(*passage.tokens, *_translations(passage, lexicon)) for passage in source]
        target_tokens = [(*passage.tokens, *_words(passage, lexicon)) for passage in target]
        self._tokens = source_tokens
        self._common = _common(source_tokens, target_tokens)
        self._source_costs = [self._cost(tokens) for tokens in source_tokens]
        self._target_costs = [self._cost(tokens) for tokens in target_tokens]
        self._rows: dict[int, _Row] = {}
        self._source_widths = [_log_width(passage) for passage in source]
        self._target_widths = [_log_width(passage) for passage in target]

    def trust(self, anchored: dict[int, int]) -> None:
        """Let `anchored` alone decide which passages belong together by their anchors."""
        self.anchored = anchored
        self._known: dict[tuple[int, int], float] = {}
        self._anchored_targets = set(anchored.values())

    def candidates(self, source: int) -> Mapping[int, float]:
        """The target passages that share a token with a source passage, with the weight of what they share."""
        return self._row(source).shared

    def similarity(self, source: int, target: int) -> tuple[float, float]:
        """The shared part (0-1) of the weight of both passages' tokens, and that weight."""
        row = self._row(source)
        shared = row.shared.get(target, 0.0)
        total = shared + self._source_costs[source] + self._target_costs[target] - 2 * row.unshared.get(target, 0.0)
        return (shared / total, total) if total > 0 else (0.0, 0.0)

    def stretch(self, source: int, target: int) -> float:
        """The logarithm of how much longer the target is than the articles' lengths let expect."""
        return self._target_widths[target][0] - self._source_widths[source][0] - self.ratio

    def score(self, source: int, target: int) -> float:
        """How well two passages fit: above 0 rather yes."""
        link = source, target
        found = self._known.get(link)
        if found is None:
            found = self._known[link] = self._score(source, target)
        return found

    def _score(self, source: int, target: int) -> float:
        if source in self.anchored or target in self._anchored_targets:
            return _ANCHORED if self.anchored.get(source) == target else _ANCHORED_ELSEWHERE
        one, other = self.source[source], self.target[target]
        found = self._base + _kind_score(one.kind, one.level, other.kind, other.level)
        if found <= _NEVER:
            return found
        similar, total = self.similarity(source, target)
        found += (similar - _EVEN_SIMILARITY) * min(total, _MAX_WEIGHT)
        if _numbers_differ(one, other):
            found += _NO_SHARED_NUMBER
        sigma = 0.35 + 2 * max(self._source_widths[source][1], self._target_widths[target][1])
        return found - min(0.5 * (self.stretch(source, target) / sigma) ** 2, _MAX_STRETCH)

    def _cost(self, tokens: Iterable[str]) -> float:
        common = self._common
        return sum(common[token].cost for token in tokens if token in common)

    def _row(self, source: int) -> _Row:
        row = self._rows.get(source)
        if row is None:
            row = self._rows[source] = _Row(defaultdict(float), defaultdict(float))
            shared, unshared = row
            for token in self._tokens[source]:
                if found := self._common.get(token):
                    weight, cost, targets = found
                    for target in targets:
                        shared[target] += weight
                        unshared[target] += cost
        return row


def _words(passage: Passage, lexicon: Lexicon) -> Iterable[str]:
    """What a passage's words are compared by: their stems, or without a lexicon what related languages share."""
    if passage.kind == "code":
        return ()
    return [f"x{stem}" for stem in stems(passage.prose)] if lexicon else cognates(passage.prose)


def _translations(passage: Passage, lexicon: Lexicon) -> Iterable[str]:
    """The same for a source passage: the stems that may translate its own."""
    if passage.kind == "code" or not lexicon:
        return _words(passage, lexicon)
    return {f"x{other}": None for stem in stems(passage.prose) for other in lexicon.get(stem, ())}


def _common(source: list[tuple[str, ...]], target: list[tuple[str, ...]]) -> dict[str, _Token]:
    """The tokens that occur on both sides, the rarer the heavier; very frequent ones are passed over."""
    ours = Counter(chain.from_iterable(source))
    places = defaultdict(list)
    for index, tokens in enumerate(target):
        for token in tokens:
            if token in ours:
                places[token].append(index)
    count = max(len(source), len(target))
    found = {}
    for token, targets in places.items():
        frequency = max(ours[token], len(targets))
        if frequency <= _MAX_FREQUENCY:
            weight = _WEIGHTS[token[0]] * math.log(1 + count / frequency)
            found[token] = _Token(weight, weight * _UNSHARED[token[0]], targets)
    return found


def _ratio(source: Sequence[Passage], target: Sequence[Passage]) -> float:
    """The logarithm of how much longer the target article is, within what languages differ."""
    ours = 50 + sum(passage.features.width for passage in source if passage.kind != "code")
    theirs = 50 + sum(passage.features.width for passage in target if passage.kind != "code")
    return max(-0.5, min(0.7, math.log(theirs / ours)))


def _log_width(passage: Passage) -> tuple[float, float]:
    """The logarithm of a passage's width, and its uncertainty."""
    width = passage.features.width + 4
    return math.log(width), 1 / math.sqrt(width)


@cache
def _kind_score(kind: str, level: int, other: str, other_level: int) -> float:
    kinds = {kind, other}
    if kinds == {"heading"}:
        return 0.8 if level == other_level else -0.6
    if kind == other:
        return 0.4 if level == other_level else -0.2
    if kinds <= _TEXTS:
        return -0.8
    if kinds <= _TEXTS | {"image", "directive"}:
        return -2.5
    return -3.0 if kinds <= {"heading", "paragraph", "item"} else _NEVER


def _numbers_differ(one: Passage, other: Passage) -> bool:
    """Whether two short passages have numbers, and none in common."""
    if not one.numbers or not other.numbers or max(one.features.width, other.features.width) >= _SHORT:
        return False
    return one.numbers.isdisjoint(other.numbers)
