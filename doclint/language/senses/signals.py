"""What the tables tell of a source unit and its translation, in scores and in how unusual they are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from doclint.language.phrases import Match
from doclint.language.senses.coverage import TRACE, Coverage
from doclint.language.senses.tables import RATES, Tables
from doclint.language.senses.tokens import DENIAL, Source, Target, opposite

NEVER = 99.0
"""The rate of a signal that is not given."""
_CLEAR = 0.5
_DENIED = 0.3
_FAINT = 0.02
_CAP = 6.0
_TWICE = 0.3
"""What a pole that stands twice counts at most: one of the two may be wrong."""
_ENOUGH = 8.0
_SHORT = -1.0
"""How short a translation must be, in spreads of the usual ratio of lengths, to be asked what it lacks."""
_RENDERED = 0.35


class Flip(Struct, frozen=True):
    """A pole of the source with its opposite in the translation: the label, the feature that tells, the evidence."""

    label: str
    feature: str
    evidence: tuple[float, ...]


class Signals:
    """The evidence of one pair of units. `ratio` is the logarithm of the lengths' ratio, target to source."""

    def __init__(self, tables: Tables, source: Source, target: Target, ratio: float) -> None:
        self._tables = tables
        self._source = source
        self._target = target
        self._ratio = ratio
        self._coverage = Coverage(tables, source, target)

    def score(self, signal: str) -> float | None:
        """The score of `signal`, or None where there is nothing to judge."""
        row = self.row(signal)
        if row is None:
            return None
        weights = WEIGHTS[signal]
        return weights[-1] + sum(weight * value for weight, value in zip(weights, row, strict=False))

    def rate(self, signal: str) -> float:
        """How many of 100 ordinary units of this language score as high, at most; NEVER where it is common."""
        score, limits = self.score(signal), self._tables.limits.get(signal, ())
        if score is None:
            return NEVER
        return min((rate for rate, limit in zip(RATES, limits, strict=False) if score > limit), default=NEVER)

    @property
    def denial(self) -> Match | None:
        """The first explicit negation of the source."""
        return next(iter(self._source.labels.get(DENIAL, ())), None)

    @property
    def denying(self) -> tuple[int, int]:
        """The stretch of the translation that most surely denies."""
        return self._target.features[self._signs[DENIAL][1]]

    def poles(self, flip: Flip) -> tuple[Match, tuple[int, int]]:
        """Where the two sides of a flip stand: the phrase of the source, the stretch of the translation."""
        return self._source.labels[flip.label][0], self._target.features.get(flip.feature, (0, 0))

    def explains(self, word: str, plain: frozenset[str]) -> bool:
        """Whether the source has what `word` of the translation usually renders; negations and `plain` words apart."""
        return self._coverage.explains(word, plain | self._denying)

    @property
    def loose(self) -> int:
        """How many words of either side have no counterpart in the other: free renderings have many."""
        return self._coverage.loose

    @cached_property
    def _denying(self) -> frozenset[str]:
        """The labels of the source that stand for a denial or for a phrase with one: *cannot*."""
        labels = self._source.labels
        denied = {index for match in labels.get(DENIAL, ()) for index in match.at}
        return frozenset(
            label for label, matches in labels.items() if any(not denied.isdisjoint(one.at) for one in matches)
        )

    def row(self, signal: str) -> tuple[float, ...] | None:
        """What is weighed for `signal`."""
        row: tuple[float, ...] | None = getattr(self, f"_{signal}")()
        return row

    def _flipped(self) -> tuple[float, ...] | None:
        return self.flip.evidence if self.flip else None

    def _lost(self) -> tuple[float, ...] | None:
        return self._negation if self._source.denials else None

    def _added(self) -> tuple[float, ...] | None:
        # Without a feature that clearly denies, the rest need not be asked.
        return self._negation if self._clear >= _CLEAR and not self._source.denials else None

    def _missing(self) -> tuple[float, ...] | None:
        if self._odd > _SHORT:
            return None
        return self._coverage.weighed[2], max(-5.0, min(self._odd, 5.0)), self._coverage.answered

    def _stranger(self) -> tuple[float, ...] | None:
        coverage = self._coverage
        if coverage.rendered > _RENDERED:
            return None
        known, seen, _ = coverage.weighed
        if known <= _ENOUGH:
            return None
        long, told = float(known > 2 * _ENOUGH), float(len(coverage.rows) > 5)
        return seen / known, coverage.answered, abs(self._odd), long, told

    @cached_property
    def _clear(self) -> float:
        """The surest sign of a negation in the translation."""
        return self._signs.get(DENIAL, (0.0, ""))[0]

    @cached_property
    def _negation(self) -> tuple[float, ...]:
        denies, expects = self._tables.denies, self._tables.expects
        said = denies[""] + sum(denies.get(feature, 0) for feature in self._target.features)
        wanted = expects[""] + sum(expects.get(feature, 0) for feature in expected(self._source))
        bounded = (max(-_CAP, min(weight / 10, _CAP)) for weight in (said, wanted))
        return *bounded, self._clear, float(min(self._source.implied, 2)), float(self._source.neutral)

    @cached_property
    def _signs(self) -> dict[str, tuple[float, str]]:
        """For each label the feature of the translation that shows it most surely."""
        found: dict[str, tuple[float, str]] = {}
        for feature, row in self._shown():
            for label, share in row.items():
                if share / 100 > found.get(label, (0.0, ""))[0]:
                    found[label] = share / 100, feature
        return found

    def _shown(self) -> Iterator[tuple[str, dict[str, int]]]:
        """Every feature of the translation that shows a label, with its shares; words are looked up once."""
        tables, target = self._tables, self._target
        if not target.spaced:
            yield from ((feature, tables.poles[feature]) for feature in target.features if feature in tables.poles)
            return
        before, seconds, signs, suffixing = "^", tables.seconds, tables.signs, target.suffixing
        for word in target.words:
            text = word.text
            yield from signs(text, suffixing)
            if text in seconds:
                pair = f"{before} {text}"
                if pair in tables.poles:
                    yield pair, tables.poles[pair]
            before = text

    @cached_property
    def flip(self) -> Flip | None:
        """The pole of the source whose opposite shows most."""
        if not any(self._contrary(hint) for hint in self._source.hints if hint[-2:] in {":+", ":-"}):
            return None
        flips = [flip for label in self._source.labels if label[-2:] in {":+", ":-"} if (flip := self._flip(label))]
        return max(flips, key=lambda flip: _weight(flip.evidence), default=None)

    def _contrary(self, label: str) -> bool:
        """Whether there is a trace of the opposite of `label` in the translation."""
        other = opposite(label)
        return max(self._signs.get(other, (0.0, ""))[0], self._coverage.best(other)[0]) >= TRACE

    def _flip(self, label: str) -> Flip | None:
        """The evidence that the translation says the opposite of `label`, where there is a trace of it."""
        other = opposite(label)
        shown, feature = self._signs.get(other, (0.0, ""))
        seen, rendered = self._coverage.best(other)
        if max(shown, seen) < TRACE:
            return None
        kept, found = self._signs.get(label, (0.0, ""))[0], self._coverage.best(label)[0]
        told = len(self._source.labels[label])
        both = other in self._source.labels
        if both and not self._surplus(other, told, kept, found, seen, rendered):
            return None
        if both or told > 1:
            kept, found = min(kept, _TWICE), min(found, _TWICE)
        evidence = (
            self._coverage.otherwise(other, label, seen),
            _odds(shown, kept),
            _odds(seen, found),
            max(shown, seen),
            float(both),
            float(self._source.denials > 0),
            float((self._source.denials > 0) != (self._clear >= _DENIED)),
        )
        return Flip(label, feature or self._word(rendered), evidence)

    def _word(self, rendered: str) -> str:
        """A feature that begins with the stem `rendered`."""
        return next((feature for feature in self._target.features if feature.startswith(rendered)), "")

    def _surplus(self, other: str, told: int, kept: float, found: float, seen: float, rendered: str) -> bool:  # noqa: PLR0913
        """Whether a pole that the source names too stands more often in the translation, and the other one nowhere."""
        if told > 1 or found > 0.08 or kept > _TWICE or seen < 0.35:
            return False
        return self._target.stems.count(rendered) > len(self._source.labels[other])

    @property
    def _odd(self) -> float:
        """How far the ratio of lengths is from the usual one, in its spread."""
        usual, spread = self._tables.length
        return (self._ratio - usual) / spread


def ratio(source_prose: str, target_prose: str) -> float:
    """The logarithm of the ratio of two texts' lengths, target to source."""
    return math.log((len(target_prose.strip()) + 8) / (len(source_prose.strip()) + 8))


def expected(source: Source) -> dict[str, None]:
    """What of a source unit tells whether its translation will deny: its words, words side by side, its labels."""
    texts = source.texts
    found = dict.fromkeys(texts)
    found.update(dict.fromkeys(map(" ".join, zip(("^", *texts), texts, strict=False))))
    found.update((label, None) for label in source.labels if label.startswith("negation:"))
    return found


def _odds(one: float, other: float) -> float:
    return math.log((one + _FAINT) / (other + _FAINT))


def _weight(evidence: tuple[float, ...]) -> float:
    return sum(weight * value for weight, value in zip(WEIGHTS["flipped"], evidence, strict=False))


WEIGHTS = {
    "flipped": (-1.65, 0.64, 0.76, 1.77, 0.34, -0.1, -0.58, -2.0),
    "lost": (-0.25, 0.12, -6.07, 0.17, 3.37, 1.13),
    "added": (0.35, -0.16, 5.66, -1.19, -4.14, -1.74),
    "missing": (0.27, -1.96, 1.97, -9.86),
    "stranger": (-9.39, -6.83, 0.56, 1.98, 2.16, 1.3),
}
"""Logistic regression on planted errors in held-out articles of nine languages; the last weight is the bias."""
