"""Finding the phrases of a language pack among the words of a sentence."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from doclint.language.words import Word, words

GAP = 6
"""How many words an ellipsis in a phrase may stand for."""


_IDLE = "negation:idioms"


class Phrase(NamedTuple):
    """A compiled entry: its parts ("…" is a gap), what it stands for, and the words no sentence with it can lack."""

    parts: tuple[str, ...]
    label: str
    needs: frozenset[str]


class Match(NamedTuple):
    """A phrase found: its label and the indexes of its words, in order."""

    label: str
    at: tuple[int, ...]


class Phrases:
    """A set of labelled phrases, matched longest first and without overlap, in linear time.

    `word` matches itself, `stem*` its beginnings, `*end` its endings, `*mid*` what holds it, `a … b` up to six words
    between, in one clause.
    """

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, list[Phrase]] = defaultdict(list)
        self._stems: dict[str, list[Phrase]] = defaultdict(list)
        self._ends: dict[str, list[Phrase]] = defaultdict(list)
        self._middles: dict[str, list[Phrase]] = defaultdict(list)
        for text, label in entries:
            parts = _parts(text)
            if not parts:
                message = f"the phrase {text!r} ({label}) of a language pack holds no word"
                raise ValueError(message)
            needs = frozenset(part for part in parts if part.isalpha())
            self._index(parts[0])[parts[0].strip("*")].append(Phrase(parts, label, needs))
        self._stem_lengths = sorted({len(key) for key in self._stems}, reverse=True)
        self._end_lengths = sorted({len(key) for key in self._ends}, reverse=True)
        self._middle = re.compile("|".join(map(re.escape, self._middles)) or r"(?!)")
        self._starting = lru_cache(maxsize=1 << 16)(self._starting_with)
        self._hinted = lru_cache(maxsize=1 << 16)(self._hint)

    def _index(self, head: str) -> dict[str, list[Phrase]]:
        if head.startswith("*"):
            return self._middles if head.endswith("*") else self._ends
        return self._stems if head.endswith("*") else self._exact

    def find(self, sentence: list[Word]) -> list[Match]:
        """The phrases in `sentence`, by position; of phrases of one family longer ones win over shorter ones.

        The families are what comes before the first colon of a label: negations, axes, comparators ... Of two phrases
        for the same word the one that spells out more of it wins (`inactive`, `in*`), unless they spell out different
        letters (`open*`, `*less`). One word may belong to several families (*no es necesario* denies and is a demand),
        but the words of a negation of several words (*no longer*) mean nothing else.
        """
        candidates = sorted(self._candidates(sentence), key=lambda one: one[:5])
        if not candidates:
            return []
        families: defaultdict[str, list[Match]] = defaultdict(list)
        closer: defaultdict[tuple[tuple[int, ...], str], list[tuple[int, range]]] = defaultdict(list)
        for *_, width, at, label, spelled in candidates:
            rivals = closer[at, _group(label)]
            if all(width == other or not _meet(spelled, letters) for other, letters in rivals):
                rivals.append((width, spelled))
                families[label.partition(":")[0]].append(Match(label, at))
        denying = _choose(families.pop("negation", []))
        idioms = [set(match.at) for match in denying if len(match.at) > 1 and match.label != _IDLE]
        others = [
            match for family in families.values() for match in _choose(one for one in family if _beside(one.at, idioms))
        ]
        return sorted(denying + others, key=lambda match: match.at)

    def hints(self, sentence: list[Word]) -> frozenset[str]:
        """The labels that `sentence` may bear, to judge by single words: a cheap first look."""
        found = [hint for word in sentence if (hint := self._hinted(word.text))]
        return frozenset[str]().union(*found)

    def _candidates(self, sentence: list[Word]) -> Iterable[tuple[int, bool, int, tuple[int, ...], str, range]]:
        known: set[str] | None = None
        for index, word in enumerate(sentence):
            for phrase in self._starting(word.text):
                known = {other.text for other in sentence} if known is None else known
                at = _match(phrase.parts, sentence, index) if phrase.needs <= known else ()
                if at:
                    letters = _letters(phrase.parts[0], word.text)
                    yield -len(at), not _neutral(phrase.label), -_width(phrase), at, phrase.label, letters

    def _hint(self, word: str) -> frozenset[str]:
        return frozenset(phrase.label for phrase in self._starting(word))

    def _starting_with(self, word: str) -> tuple[Phrase, ...]:
        found = [*self._exact.get(word, ())]
        for length in self._stem_lengths:
            if length <= len(word):
                found += self._stems.get(word[:length], ())
        for length in self._end_lengths:
            if length < len(word):
                found += self._ends.get(word[-length:], ())
        if self._middle.search(word):
            for middle, phrases in self._middles.items():
                if middle in word:
                    found += phrases
        return tuple(found)


def _letters(part: str, word: str) -> range:
    """Where in `word` the letters stand that a part of a phrase spells out."""
    spelled = part.strip("*")
    start = 0
    if part.startswith("*"):
        start = word.find(spelled) if part.endswith("*") else len(word) - len(spelled)
    return range(start, start + len(spelled))


def _meet(one: range, two: range) -> bool:
    return one.start < two.stop and two.start < one.stop


def _beside(at: tuple[int, ...], idioms: list[set[int]]) -> bool:
    """Whether a stretch shares no word with an idiom, or holds the whole of it."""
    return all(idiom.isdisjoint(at) or idiom.issubset(at) for idiom in idioms)


def _choose(candidates: Iterable[Match]) -> list[Match]:
    """The candidates, best first, that use no word twice; one stretch may bear several labels.

    A neutral phrase keeps its words from its own axis only.
    """
    found: list[Match] = []
    used: set[int] = set()
    kept: defaultdict[str, set[int]] = defaultdict(set)
    for match in candidates:
        group = _group(match.label)
        free = used.isdisjoint(match.at) or any(match.at == other.at for other in found if not _neutral(other.label))
        if not free or not kept[group].isdisjoint(match.at):
            continue
        (kept[group] if _neutral(match.label) else used).update(match.at)
        found.append(match)
    return found


def _group(label: str) -> str:
    """The labels that exclude each other: of one axis, or of the negations."""
    return label.rpartition(":")[0]


def _neutral(label: str) -> bool:
    return label.endswith((":0", ":neutral"))


def _parts(text: str) -> tuple[str, ...]:
    parts: list[str] = []
    for chunk in text.split():
        if chunk == "…":
            parts.append(chunk)
        elif chunk.startswith("*"):
            parts.append("*" + words(chunk.strip("*"))[0].text + "*" * chunk.endswith("*"))
        else:
            parts += _written(chunk)
    return tuple(parts)


def _written(chunk: str) -> list[str]:
    """The words of a part of a phrase: n', l'option, don't, enabl*."""
    if chunk.endswith("'"):
        return [word.text for word in words(chunk + "x")][:-1]
    parts = [word.text for word in words(chunk.rstrip("*"))]
    return [*parts[:-1], parts[-1] + "*"] if chunk.endswith("*") else parts


def _width(phrase: Phrase) -> int:
    return sum(len(part.strip("*")) for part in phrase.parts)


def _match(parts: tuple[str, ...], sentence: list[Word], start: int) -> tuple[int, ...]:
    at = [start]
    gap = False
    for part in parts[1:]:
        if part == "…":
            gap = True
            continue
        index = _next(part, sentence, at[-1] + 1, GAP if gap else 0)
        if index < 0:
            return ()
        at.append(index)
        gap = False
    return tuple(at)


def _next(part: str, sentence: list[Word], start: int, reach: int) -> int:
    for index in range(start, min(start + reach + 1, len(sentence))):
        if sentence[index].clause != sentence[start - 1].clause:
            return -1
        if _same(part, sentence[index].text):
            return index
    return -1


def _same(part: str, word: str) -> bool:
    if part.startswith("*") and part.endswith("*"):
        return part[1:-1] in word
    if part.endswith("*"):
        return word.startswith(part[:-1])
    if part.startswith("*"):
        return word.endswith(part[1:])
    return word == part
