"""Which passages of two articles belong together: seeds, the chain through them, the gaps between, what was moved."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from doclint.project.align.chain import Link, heaviest, path
from doclint.project.align.features import Passage
from doclint.project.align.score import Scores

_MAX_JUMP = 2
_JUMP_SLACK = 4
_MAX_FILLED = 3
_MIN_FILLED = -5.5
_MIN_MOVED_SIMILARITY = 0.6
_MIN_MOVED_SCORE = 3.0
_MOVED_MARGIN = 1.5
_NEAR = 6
_NO_RIVAL = -3.0
_LIKELY = 0.5
_WITH_LEXICON = (-2.79, 2.86, 2.73, 1.38, -2.76, -2.19, 1.28)
_WITHOUT_LEXICON = (-1.44, 1.53, 2.33, 1.46, -3.0, -3.52, 1.1)
"""What each sign weighs: logistic regression on articles whose blocks were dropped and moved."""


class Match(NamedTuple):
    """A source and a target passage that belong together, by index; how they were found, and how sure (0-1)."""

    source: int
    target: int
    method: str
    confidence: float


def match(scores: Scores) -> list[Match]:
    """The passages that belong together, in the source's order."""
    scores.trust(_anchored(scores.source, scores.target))
    seeds = _seeds(scores)
    chain = _without_jumps(heaviest({link: _weight(link, scores) for link in seeds}), scores)
    scores.trust({source: target for source, target in chain if scores.anchored.get(source) == target})
    found = {link: seeds[link] for link in chain}
    moved = _free((link for link, method in seeds.items() if method == "text"), found)
    found |= {link: "order" for gap in _gaps(found, moved, scores) for link in path(*gap, scores.score)}
    found |= {link: "gap" for gap in _gaps(found, moved, scores) for link in _filled(gap, scores)}
    found |= dict.fromkeys(moved, "moved")
    found |= dict.fromkeys(_moved(found, scores), "moved")
    confidence = _Confidence(found, scores)
    matches = (Match(*link, method, confidence.of(link)) for link, method in sorted(found.items()))
    return [one for one in matches if one.confidence >= _LIKELY]


def _anchored(source: Sequence[Passage], target: Sequence[Passage]) -> dict[int, int]:
    """The passages that alone have an anchor on their side: explicit on both, or explicit on one and a slug on one."""
    explicit, others = [one.explicit for one in source], [one.explicit for one in target]
    slugs, other_slugs = [one.slugs for one in source], [one.slugs for one in target]
    found: dict[int, int] = {}
    targets: set[int] = set()
    for one, other in (*_unique(explicit, others), *_unique(slugs, others), *_unique(explicit, other_slugs)):
        if one not in found and other not in targets:
            found[one] = other
            targets.add(other)
    return found


def _seeds(scores: Scores) -> dict[Link, str]:
    """Links that stand out: the same anchor, text or literals as no other. A passage with two such links has none."""
    seeds = dict.fromkeys(scores.anchored.items(), "anchor")
    for method, key in (("text", _text_key), ("literals", _literals_key)):
        for link in _unique([key(one) for one in scores.source], [key(one) for one in scores.target]):
            seeds.setdefault(link, method)
    sources = Counter(source for source, _ in seeds)
    targets = Counter(target for _, target in seeds)
    return {link: method for link, method in seeds.items() if sources[link[0]] == targets[link[1]] == 1}


def _text_key(passage: Passage) -> list[Hashable]:
    return [(passage.kind, passage.text)]


def _literals_key(passage: Passage) -> list[Hashable]:
    return [(passage.kind, passage.literals)] if passage.literals else []


def _unique(source: Sequence[Iterable[Hashable]], target: Sequence[Iterable[Hashable]]) -> list[Link]:
    """The indexes of the two sides that have a key which occurs once on either side."""
    ours, theirs = _places(source), _places(target)
    return [(places[0], theirs[key][0]) for key, places in ours.items() if len(places) == len(theirs.get(key, ())) == 1]


def _places(keys: Sequence[Iterable[Hashable]]) -> dict[Hashable, list[int]]:
    places = defaultdict(list)
    for index, own in enumerate(keys):
        for key in own:
            places[key].append(index)
    return places


def _free(links: Iterable[Link], found: Iterable[Link]) -> list[Link]:
    """Those of `links` of which neither end is in `found`."""
    taken = list(found)
    sources, targets = {source for source, _ in taken}, {target for _, target in taken}
    return [link for link in links if link[0] not in sources and link[1] not in targets]


def _weight(link: Link, scores: Scores) -> float:
    """What a seed counts in the chain: its own score, and what its neighbours on both sides make of it."""
    weight = max(0.5, min(12.0, scores.score(*link)))
    return weight + sum(max(0.0, min(4.0, scores.score(*near))) for near in _neighbours(link, scores))


def _neighbours(link: Link, scores: Scores) -> Iterator[Link]:
    source, target = link
    if source and target:
        yield source - 1, target - 1
    if source + 1 < len(scores.source) and target + 1 < len(scores.target):
        yield source + 1, target + 1


def _without_jumps(chain: list[Link], scores: Scores) -> list[Link]:
    """`chain` without what leaves the diagonal on both sides and returns: that was moved. Anchors may stay."""
    ends = [(-1, -1), *chain, (len(scores.source), len(scores.target))]
    kept = []
    for before, link, after in zip(ends, chain, ends[2:], strict=False):
        left, right, direct = _jump(before, link), _jump(link, after), _jump(before, after)
        jumps = min(left, right) > _MAX_JUMP and left + right > direct + _JUMP_SLACK
        if not jumps or scores.anchored.get(link[0]) == link[1]:
            kept.append(link)
    return kept


def _jump(one: Link, other: Link) -> int:
    return abs((other[0] - one[0]) - (other[1] - one[1]))


def _gaps(chain: Iterable[Link], moved: Iterable[Link], scores: Scores) -> Iterator[tuple[list[int], list[int]]]:
    """The source and target indexes between neighbours of the chain, without what was moved."""
    taken = list(moved)
    sources, targets = {source for source, _ in taken}, {target for _, target in taken}
    ends = [(-1, -1), *sorted(chain), (len(scores.source), len(scores.target))]
    for (source, target), (next_source, next_target) in pairwise(ends):
        ours = [index for index in range(source + 1, next_source) if index not in sources]
        theirs = [index for index in range(target + 1, next_target) if index not in targets]
        yield ours, theirs


def _filled(gap: tuple[list[int], list[int]], scores: Scores) -> list[Link]:
    """The links of a small gap with as many passages, of the same kinds, on both sides."""
    links = list(zip(*gap, strict=False))
    if len(gap[0]) != len(gap[1]) or len(links) > _MAX_FILLED or not all(_same_kind(link, scores) for link in links):
        return []
    return [link for link in links if scores.score(*link) >= _MIN_FILLED]


def _same_kind(link: Link, scores: Scores) -> bool:
    ours, theirs = scores.source[link[0]], scores.target[link[1]]
    return (ours.kind, ours.level) == (theirs.kind, theirs.level) and ours.kind not in {"heading", "code"}


def _moved(found: Iterable[Link], scores: Scores) -> list[Link]:
    """Links out of order: passages left over that fit each other clearly better than any other that is left over."""
    taken = list(found)
    sources, targets = {source for source, _ in taken}, {target for _, target in taken}
    fits: dict[Link, float] = {}
    for source in range(len(scores.source)):
        for target in () if source in sources else scores.candidates(source):
            if target not in targets and scores.similarity(source, target)[0] >= _MIN_MOVED_SIMILARITY:
                fits[source, target] = scores.score(source, target)
    ends = defaultdict(list)
    for (source, target), fit in fits.items():
        ends["source", source].append(fit)
        ends["target", target].append(fit)
    return [link for link, fit in fits.items() if fit >= max(_MIN_MOVED_SCORE, _rival(link, ends) + _MOVED_MARGIN)]


def _rival(link: Link, ends: dict[tuple[str, int], list[float]]) -> float:
    """What the best other link of either end fits, where `link` fits best; its own fit, in both lists, comes first."""
    return sorted((0.0, *ends["source", link[0]], *ends["target", link[1]]))[-3]


class _Confidence:
    """How sure a link is: a logistic of its fit, rivals, neighbours, length and the share of passages matched."""

    def __init__(self, found: dict[Link, str], scores: Scores) -> None:
        self._found = found
        self._scores = scores
        left_over = len(scores.source) + len(scores.target) - 2 * len(found)
        self._coverage = -math.log(0.01 + left_over / max(1, len(scores.source) + len(scores.target)))

    def of(self, link: Link) -> float:
        """The confidence of a link, 0-1."""
        weights = _WITH_LEXICON if self._scores.lexicon else _WITHOUT_LEXICON
        total = sum(weight * value for weight, value in zip(weights, self.signs(link), strict=True))
        return round(1 / (1 + math.exp(-total)), 4)

    def signs(self, link: Link) -> tuple[float, ...]:
        """What speaks for a link and against it, each of the size of one."""
        scores = self._scores
        fit = scores.score(*link)
        ours, theirs = scores.source[link[0]], scores.target[link[1]]
        moved = self._found[link] == "moved" and ours.text != theirs.text
        return (
            1.0,
            max(-4.0, min(fit, 10.0)) / 5,
            max(-6.0, min(fit - self._rival(link), 6.0)) / 5,
            self._support(link),
            float(moved),
            min(abs(scores.stretch(*link)), 2.0),
            self._coverage,
        )

    def _rival(self, link: Link) -> float:
        """The best score of either end with a passage nearby that shares a token with it."""
        source, target = link
        scores = self._scores
        ours = scores.candidates(source)
        targets = range(max(0, target - _NEAR), min(len(scores.target), target + _NEAR + 1))
        sources = range(max(0, source - _NEAR), min(len(scores.source), source + _NEAR + 1))
        rivals = [scores.score(source, other) for other in targets if other in ours and other != target]
        rivals += [
            scores.score(other, target) for other in sources if other != source and target in scores.candidates(other)
        ]
        return max(rivals, default=_NO_RIVAL)

    def _support(self, link: Link) -> float:
        """What the neighbours say, 0-3: linked in parallel, and how well; half a point where both sides end."""
        near = [other for other in _neighbours(link, self._scores) if other in self._found]
        parallel = sum(0.5 + max(0.0, min(1.0, self._scores.score(*other) / 5)) for other in near)
        starts = link == (0, 0)
        ends = link == (len(self._scores.source) - 1, len(self._scores.target) - 1)
        return parallel + 0.5 * starts + 0.5 * ends
