"""Finding the phrases of a language pack among the words of a sentence."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from doclint.language.words import Word, words

GAP = 6
"""How many words an ellipsis in a phrase may stand for."""


class Phrase(NamedTuple):
    """A compiled entry: its parts ("…" is a gap), and what it stands for."""

    parts: tuple[str, ...]
    label: str


class Match(NamedTuple):
    """A phrase found: its label and the indexes of its words, in order."""

    label: str
    at: tuple[int, ...]


class Phrases:
    """A set of labelled phrases, matched longest first and without overlap, in linear time.

    `word` matches itself, `stem*` its beginnings, `*end` its endings, `a … b` up to six words between, in one clause.
    """

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, list[Phrase]] = defaultdict(list)
        self._stems: dict[str, list[Phrase]] = defaultdict(list)
        self._ends: dict[str, list[Phrase]] = defaultdict(list)
        for text, label in entries:
            parts = _parts(text)
            head = parts[0]
            index, key = (self._stems, head[:-1]) if head.endswith("*") else (self._exact, head)
            if head.startswith("*"):
                index, key = self._ends, head[1:]
            index[key].append(Phrase(parts, label))
        self._stem_lengths = sorted({len(key) for key in self._stems}, reverse=True)
        self._end_lengths = sorted({len(key) for key in self._ends}, reverse=True)

    def find(self, sentence: list[Word]) -> list[Match]:
        """The phrases in `sentence`, by position; longer phrases win over shorter ones.

        Negations are found first, whatever else their words belong to (*no es necesario* denies, and is no demand);
        the words of a negation of several words (*no longer*) then belong to nothing else.
        """
        candidates = [
            (-len(at), not _neutral(phrase.label), -_width(phrase), at, phrase.label)
            for i, word in enumerate(sentence)
            for phrase in self._starting_with(word.text)
            if (at := _match(phrase.parts, sentence, i))
        ]
        ordered = sorted(candidates)
        denying = _choose(((at, label) for *_, at, label in ordered if _denies(label)), set())
        idioms = [set(match.at) for match in denying if len(match.at) > 1]
        free = ((at, label) for *_, at, label in ordered if not _denies(label) and _beside(at, idioms))
        others = _choose(free, set())
        return sorted(denying + others, key=lambda match: match.at)

    def _starting_with(self, word: str) -> Iterable[Phrase]:
        yield from self._exact.get(word, ())
        for length in self._stem_lengths:
            if length <= len(word):
                yield from self._stems.get(word[:length], ())
        for length in self._end_lengths:
            if length < len(word):
                yield from self._ends.get(word[-length:], ())


def _beside(at: tuple[int, ...], idioms: list[set[int]]) -> bool:
    """Whether a stretch shares no word with an idiom, or holds the whole of it."""
    return all(idiom.isdisjoint(at) or idiom.issubset(at) for idiom in idioms)


def _choose(candidates: Iterable[tuple[tuple[int, ...], str]], used: set[int]) -> list[Match]:
    """The candidates, best first, that use no word twice; one stretch may bear several labels, unless it is neutral."""
    found: list[Match] = []
    for at, label in candidates:
        if used.isdisjoint(at) or any(at == match.at and not _neutral(match.label) for match in found):
            used.update(at)
            found.append(Match(label, at))
    return found


def _denies(label: str) -> bool:
    return label.startswith("negation:")


def _neutral(label: str) -> bool:
    return label.endswith((":0", ":neutral"))


def _parts(text: str) -> tuple[str, ...]:
    parts: list[str] = []
    for chunk in text.split():
        if chunk == "…":
            parts.append(chunk)
        elif chunk.startswith("*"):
            parts.append("*" + words(chunk[1:])[0].text)
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
    return sum(len(part) for part in phrase.parts)


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
    if part.endswith("*"):
        return word.startswith(part[:-1])
    if part.startswith("*"):
        return word.endswith(part[1:])
    return word == part
