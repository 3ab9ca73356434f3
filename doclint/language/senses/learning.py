"""Learning the tables from aligned units. The only module that knows numpy."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from doclint.language.pack import Pack
from doclint.language.senses.pruning import pruned, weakened
from doclint.language.senses.signals import Signals, expected, ratio
from doclint.language.senses.tables import RATES, SCHEMA, SIGNALS, Shares, Tables
from doclint.language.senses.tokens import DENIAL, Source, Target, opposite
from doclint.language.words import words

FEWEST = 1000
"""Fewer pairs teach nothing."""
_ROUNDS = 5
_LONGEST = 60
_SHARE = 4
_NULL_SHARE = 2
_BEST = 6
_VOCABULARY = 12_000
_RARE, _COMMON = 3e-5, 0.2
_NEEDED = 3
_POLE = 25
_TRACE = 3
_LIGHT = 2
_EPOCHS = 6
_BATCH = 64
_STEP = 0.3
_SAMPLE = 20_000
_SHORT = 30

Floats = NDArray[np.float64]


class Example(NamedTuple):
    """A pair of units: the article it stands in, both sides' tokens, the logarithm of the ratio of their lengths."""

    article: str
    source: Source
    target: Target
    ratio: float
    long: bool


def examples(pairs: Iterable[tuple[str, str, str]], pack: Pack, language: str) -> list[Example]:
    """Pairs of units as (article, source, translation), each pair once; what is not translated teaches nothing."""
    seen: dict[tuple[str, str], str] = {}
    for article, ours, theirs in pairs:
        if ours.strip() != theirs.strip():
            seen.setdefault((ours, theirs), article)
    return [
        Example(
            article,
            Source(words(ours), pack),
            Target(words(theirs), language),
            ratio(ours, theirs),
            len(ours) > _SHORT,
        )
        for (ours, theirs), article in seen.items()
    ]


def learn(data: Sequence[Example], languages: tuple[str, str], origin: str) -> Tables:
    """The tables that `data` teach, with the limits that its own articles give where they were not learned from."""
    articles = sorted({example.article for example in data})
    fold = {article: index % 2 for index, article in enumerate(articles)}
    halves = [[example for example in data if fold[example.article] == side] for side in (0, 1)]
    denials = [_denials(half) for half in halves]
    judged = [_judged(half, denials[1 - side]) for side, half in enumerate(halves)]
    whole, strength = pruned(_tables([*halves[0], *halves[1]], [*judged[0], *judged[1]], languages, origin))
    parts = [weakened(_tables(half, judged[side], languages, origin), strength) for side, half in enumerate(halves)]
    scores = [_scores(half, parts[1 - side]) for side, half in enumerate(halves)]
    return replace(whole, limits=_limits(scores))


def _tables(data: Sequence[Example], judged: Sequence[bool], languages: tuple[str, str], origin: str) -> Tables:
    """The tables without limits; `judged` tells of each example whether its translation looks like a denial."""
    table = _aligned([example.source.tokens for example in data], [example.target.stems for example in data])
    return Tables(
        SCHEMA,
        *languages,
        len(data),
        origin,
        _length(data),
        {},
        table,
        _poles(data),
        _denials(data),
        _logistic([list(expected(example.source)) for example in data], judged),
        _known(data, table),
    )


def _denials(data: Sequence[Example]) -> dict[str, int]:
    """How much each feature of a translation speaks for a negation in its source."""
    return _logistic([list(example.target.features) for example in data], [_denied(example) for example in data])


def _denied(example: Example) -> bool:
    return bool(example.source.denials)


def _judged(data: Sequence[Example], weights: dict[str, int]) -> list[bool]:
    """Which translations deny, to judge by weights learned elsewhere."""
    return [weights[""] + sum(weights.get(feature, 0) for feature in one.target.features) > 0 for one in data]


def _aligned(ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> Shares:
    """IBM model 1: of each target stem the source tokens it translates, in percent."""
    tokens, stems = _numbered(ours), _numbered(theirs)
    keys, groups = _links(ours, theirs, tokens, stems)
    unique, inverse = np.unique(keys, return_inverse=True)
    rows = (unique // len(tokens)).astype(np.int32)
    shares = np.ones(len(unique))
    for _ in range(_ROUNDS):
        found = shares[inverse]
        found /= np.bincount(groups, weights=found)[groups]
        counts = np.bincount(inverse, weights=found, minlength=len(unique))
        shares = counts / np.maximum(np.bincount(rows, weights=counts), 1e-12)[rows]
    return _kept(shares, rows, (unique % len(tokens)).astype(np.int32), ["", *stems], list(tokens))


def _numbered(sides: Sequence[Sequence[str]]) -> dict[str, int]:
    """The commonest tokens that stand in more than one unit, numbered."""
    counts = Counter(token for side in sides for token in dict.fromkeys(side))
    common = (token for token, count in counts.most_common(_VOCABULARY) if count > 1)
    return {token: number for number, token in enumerate(common)}


def _links(
    ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]], tokens: dict[str, int], stems: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Every stem (numbered from 1; 0 is none) beside every token of its unit, and which token of which unit it is."""
    keys, groups, total = [], [], 0
    for one, two in zip(ours, theirs, strict=True):
        wanted = sorted({tokens[token] for token in one if token in tokens})
        given = [0, *sorted({stems[stem] + 1 for stem in two if stem in stems})]
        if wanted and len(one) <= _LONGEST and len(two) <= 2 * _LONGEST:
            keys.append(np.add.outer(np.array(given, np.int64) * len(tokens), np.array(wanted, np.int64)).ravel())
            groups.append(np.tile(np.arange(total, total + len(wanted), dtype=np.int32), len(given)))
            total += len(wanted)
    return np.concatenate(keys), np.concatenate(groups)


def _kept(
    shares: Floats, rows: NDArray[np.int32], columns: NDArray[np.int32], stems: list[str], tokens: list[str]
) -> Shares:
    """The best tokens of each stem."""
    percent = np.rint(100 * shares).astype(int)
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for index in np.nonzero(percent >= _NULL_SHARE)[0]:
        found[stems[rows[index]]].append((-int(percent[index]), tokens[columns[index]]))
    return {
        stem: {token: -share for share, token in sorted(row)[:_BEST] if -share >= _SHARE}
        for stem, row in found.items()
        if stem and -min(row)[0] >= _SHARE
    }


def _poles(data: Sequence[Example]) -> Shares:
    """Of each feature of a translation how often its source has a label, in percent; rare features count for less."""
    totals = Counter(feature for example in data for feature in example.target.features)
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    labels = Counter(label for example in data for label in example.source.labels if _judges(label))
    for example in data:
        for label in filter(_judges, example.source.labels):
            together[label].update(example.target.features.keys())
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    sure: defaultdict[str, set[str]] = defaultdict(set)
    for label in sorted(together):
        base = labels[label] / len(data)
        for feature, count in together[label].items():
            share = round(100 * (count + 10 * base) / (totals[feature] + 10))
            if share >= _TRACE:
                found[feature][label] = share
            if count >= _NEEDED and share >= max(_POLE, 300 * base):
                sure[feature] |= {label, opposite(label)}
    return {
        feature: {label: share for label, share in found[feature].items() if label in wanted}
        for feature, wanted in sure.items()
    }


def _judges(label: str) -> bool:
    return label == DENIAL or label[-2:] in {":+", ":-"}


def _known(data: Sequence[Example], table: Shares) -> dict[str, tuple[int, int]]:
    """Of each source token how rare it is, in tenths of nats, and how well its translation is usually seen."""
    counts = Counter(token for example in data for token in dict.fromkeys(example.source.tokens))
    seen, asked = Counter[str](), Counter[str]()
    for example in data[:: max(1, len(data) // 8000)]:
        best: dict[str, int] = {}
        for stem in dict.fromkeys(example.target.stems):
            for token, share in table.get(stem, {}).items():
                best[token] = max(share, best.get(token, 0))
        for token in dict.fromkeys(example.source.tokens):
            seen[token] += best.get(token, 0)
            asked[token] += 1
    return {
        token: (round(-10 * math.log(count / len(data))), round((seen[token] + 10) / (asked[token] + 2)))
        for token, count in sorted(counts.items())
        if len(token) > 2 and count >= _NEEDED and _RARE <= count / len(data) <= _COMMON
    }


def _length(data: Sequence[Example]) -> tuple[float, float]:
    """The usual logarithm of the ratio of lengths, and its spread."""
    ratios = sorted(example.ratio for example in data if example.long) or [0.0]
    low, middle, high = (ratios[int(share * (len(ratios) - 1))] for share in (0.16, 0.5, 0.84))
    return round(middle, 3), round(max((high - low) / 2, 0.05), 3)


def _logistic(rows: Sequence[Sequence[str]], labels: Sequence[bool], least: int = 4) -> dict[str, int]:
    """Logistic regression by AdaGrad on presence of features: weights in tenths, the bias under the empty string."""
    counts = Counter(feature for row in rows for feature in row)
    names = ["", *(feature for feature, count in counts.items() if count >= least)]
    number = {feature: index for index, feature in enumerate(names)}
    data = [np.array([0, *(number[feature] for feature in row if feature in number)], np.int32) for row in rows]
    weights, squares = np.zeros(len(names)), np.ones(len(names))
    wanted = np.array(labels, float)
    shuffle = np.random.default_rng(0)
    for _ in range(_EPOCHS):
        for batch in np.array_split(shuffle.permutation(len(data)), max(1, len(data) // _BATCH)):
            _step([data[index] for index in batch], wanted[batch], weights, squares)
    tenths = ((name, round(10 * weight)) for name, weight in zip(names, weights.tolist(), strict=True))
    return {name: weight for name, weight in tenths if not name or abs(weight) >= _LIGHT}


def _step(rows: list[NDArray[np.int32]], wanted: Floats, weights: Floats, squares: Floats) -> None:
    """One step of AdaGrad on a batch."""
    sizes = np.array([len(row) for row in rows])
    features = np.concatenate(rows)
    sums = np.add.reduceat(weights[features], np.concatenate(([0], np.cumsum(sizes)[:-1])))
    wrong = 1 / (1 + np.exp(-np.clip(sums, -30, 30))) - wanted
    gradient = np.bincount(features, weights=np.repeat(wrong, sizes), minlength=len(weights))
    squares += gradient * gradient
    weights -= _STEP * gradient / np.sqrt(squares)


def _scores(data: Sequence[Example], tables: Tables) -> dict[str, list[float]]:
    """The scores of each signal on units that the tables were not learned from; those without one left out."""
    found: dict[str, list[float]] = {signal: [] for signal in SIGNALS}
    for example in data[:: max(1, 2 * len(data) // _SAMPLE)]:
        signals = Signals(tables, example.source, example.target, example.ratio)
        for signal in SIGNALS:
            score = signals.score(signal)
            found[signal].append(-math.inf if score is None else score)
    return found


def _limits(scores: Iterable[dict[str, list[float]]]) -> dict[str, tuple[float, ...]]:
    """Of each signal the scores that RATES of 100 units exceed."""
    joined: defaultdict[str, list[float]] = defaultdict(list)
    for one in scores:
        for signal, values in one.items():
            joined[signal] += values
    found = {}
    for signal, values in joined.items():
        ranked = sorted(values, reverse=True)
        found[signal] = tuple(max(-99.0, round(ranked[int(len(ranked) * rate / 100)], 2)) for rate in RATES)
    return found
