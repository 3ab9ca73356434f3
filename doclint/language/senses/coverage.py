"""Which words of a source unit its translation renders, and which words of the translation the source explains."""

from __future__ import annotations

from functools import cached_property

from doclint.language.senses.tables import Tables
from doclint.language.senses.tokens import STEM, Source, Target, stem

TRACE = 0.15
"""The share from which a word counts as rendered."""
_COVERED = 2.2
_EXPLAINS = 15
_FAIR = 0.3
_SMALL = 3
_VAGUE = 12
_WIDEST = 60.0


class Coverage:
    """What the tables know of the words of both sides."""

    def __init__(self, tables: Tables, source: Source, target: Target) -> None:
        self._tables = tables
        self._source = source
        self._target = target

    @cached_property
    def _stems(self) -> set[str]:
        return set(self._target.stems)

    @cached_property
    def _tokens(self) -> set[str]:
        return set(self._source.tokens)

    @cached_property
    def rows(self) -> dict[str, dict[str, int]]:
        """The rows of the translation's stems."""
        words = self._tables.words
        return {one: words[one] for one in self._target.stems if one in words}

    def best(self, token: str) -> tuple[float, str]:
        """How surely the translation renders `token`, and the stem that does."""
        row = self._tables.renders.get(token)
        if not row or self._stems.isdisjoint(row):
            return 0.0, ""
        share, rendered = max((row[one], one) for one in self._target.stems if one in row)
        return share / 100, rendered

    @cached_property
    def rendered(self) -> float:
        """The share of the source's words of which any translation is there: a first look."""
        renders, known = self._tables.renders, self._tables.known
        told = [renders[one] for text in self._source.texts if (one := text[:STEM]) in renders and one in known]
        return sum(not self._stems.isdisjoint(row) for row in told) / len(told) if told else 1.0

    @cached_property
    def weighed(self) -> tuple[float, float, float]:
        """How much the source's words weigh, how much of it the translation renders, and the heaviest gap."""
        known = seen = gap = widest = 0.0
        for token in dict.fromkeys(self._source.tokens):
            rarity, usual = self._tables.known.get(token, (0, 0))
            if not rarity:
                continue
            weight, share = rarity / 10, self.best(token)[0]
            known += weight
            seen += weight * min(1.0, share / TRACE)
            covered = min(1.0, share / (0.006 * usual + 0.02))
            gap = max(0.0, gap + weight * min(1.0, usual / 30) * (1 - _COVERED * covered))
            widest = max(widest, gap)
        return known, seen, min(widest, _WIDEST)

    @cached_property
    def answered(self) -> float:
        """How much of the translation the source explains."""
        tokens = self._tokens
        sums = [sum(share for token, share in row.items() if token in tokens) for row in self.rows.values()]
        return sum(min(1.0, 2 * total / 100) for total in sums) / len(sums) if sums else 1.0

    @cached_property
    def loose(self) -> int:
        """How many words of either side have no counterpart in the other: free renderings have many."""
        theirs = sum(not self._rooted(one) for one in self._stems)
        known = self._tables.known
        asked = (token for token in dict.fromkeys(self._source.tokens) if token in known)
        return theirs + sum(self.best(token)[0] < _FAIR * known[token][1] / 100 for token in asked)

    def _rooted(self, one: str) -> bool:
        """Whether the source has what a stem of the translation renders; small words need not be asked."""
        row = self.rows.get(one)
        if not row:
            return len(one) <= _SMALL
        most = max(row.values())
        return most < _VAGUE or any(share >= most / 4 for token, share in row.items() if token in self._tokens)

    def explains(self, word: str, apart: frozenset[str]) -> bool:
        """Whether the source has what `word` of the translation usually renders, tokens in `apart` left out."""
        row = self._tables.words.get(stem(word), {})
        told = {token for token, share in row.items() if share >= _EXPLAINS} - apart
        return not told.isdisjoint(self._tokens)

    def otherwise(self, other: str, label: str, seen: float) -> float:
        """How well words of the source other than `label` explain what shows the pole `other`."""
        rows = [row for row in self.rows.values() if row.get(other, 0) / 100 >= max(0.5 * seen, 0.01)]
        tokens = self._tokens - {label}
        return max((share / 100 for row in rows for token, share in row.items() if token in tokens), default=0.0)
