"""A unit as the tables see it: the source by stems and poles, the translation by stems and features."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from doclint.language.lexicon import UNSPACED
from doclint.language.pack import CONCEPTS, Pack
from doclint.language.phrases import Match
from doclint.language.words import Word

DENIAL = "not"
"""The token and label of an explicit negation."""
STEM = 6
_SUFFIXING = {"tr", "hu", "fi"}
"""Languages whose endings deny and order."""
_LETTER = re.compile(f"[{UNSPACED}]")
_EASTERN = "\u0e00"
"""Where the scripts without blanks begin."""


def opposite(label: str) -> str:
    """The other pole of a pole; of other labels themselves."""
    return label[:-1] + {"+": "-", "-": "+"}.get(label[-1], label[-1])


def stem(word: str) -> str:
    """What the tables know a word by."""
    return word[: 2 if _LETTER.match(word) else STEM]


class Source:
    """A source unit: stems with poles and negations in place of their words, and where each label stands."""

    def __init__(self, words: list[Word], pack: Pack, hints: frozenset[str] | None = None) -> None:
        """`hints` are those of the pack's phrases, where they are known already."""
        self._words = words
        self._pack = pack
        self._hints = hints

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The words."""
        return tuple(word.text for word in self._words)

    @cached_property
    def hints(self) -> frozenset[str]:
        """The labels that the unit may have, to judge by its single words: a cheap first look."""
        found = self._pack.phrases.hints(self._words) if self._hints is None else self._hints
        return frozenset(_label(hint) for hint in found if hint.startswith(CONCEPTS) and not hint.endswith(":0"))

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The stems in order, with labels in place of the words they stand for."""
        return self._labelled[0]

    @cached_property
    def labels(self) -> dict[str, list[Match]]:
        """The poles and negations, each with its places."""
        return self._labelled[1]

    @property
    def denials(self) -> int:
        """How often the source denies outright."""
        return len(self.labels.get(DENIAL, ())) if DENIAL in self.hints else 0

    @property
    def implied(self) -> int:
        """How many of its phrases another language may render by a negation."""
        return len(self.labels.get("negation:implied", ()))

    @property
    def neutral(self) -> bool:
        """Whether a phrase looks like a negation and is none."""
        return "negation:neutral" in self.labels

    @cached_property
    def _labelled(self) -> tuple[tuple[str, ...], dict[str, list[Match]]]:
        """The tokens and the labels, worked out together."""
        labels: dict[str, list[Match]] = {}
        told: dict[int, list[str]] = {}
        inside: set[int] = set()
        for match in self._pack.concepts.find(self._words) if self.hints else ():
            label = _label(match.label)
            labels.setdefault(label, []).append(match)
            if not label.startswith("negation:"):
                told.setdefault(match.at[0], []).append(label)
            elif len(match.at) > 1:
                told.setdefault(match.at[0], []).append("~" + "_".join(self.texts[index] for index in match.at))
            else:
                continue
            inside.update(match.at)
        return tuple(_tokens(self.texts, told, inside)), labels


class Target:
    """A translation: its words, their stems, and its features with the stretch of the prose where each first stands."""

    def __init__(self, words: list[Word], language: str) -> None:
        self.words = words
        self.suffixing = language in _SUFFIXING
        self.spaced = not any(word.text >= _EASTERN and _LETTER.match(word.text) for word in words)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems in order."""
        if self.spaced:
            return tuple(word.text[:STEM] for word in self.words)
        return tuple(self._parted[0])

    @cached_property
    def features(self) -> dict[str, tuple[int, int]]:
        """The features, each with its first place."""
        return self._parted[1]

    @cached_property
    def _parted(self) -> tuple[list[str], dict[str, tuple[int, int]]]:
        """Stems and features, worked out together."""
        stems: list[str] = []
        features: dict[str, tuple[int, int]] = {}
        before, skip = "^", 0
        for index, word in enumerate(self.words):
            if index < skip:
                continue
            if not word.text.isascii() and _LETTER.match(word.text):
                skip = _run_end(self.words, index)
                _unspaced("".join(one.text for one in self.words[index:skip]), word.start, stems, features)
                before = "^"
                continue
            stems.append(word.text[:STEM])
            for feature in (*of_word(word.text, suffixing=self.suffixing), f"{before} {word.text}"):
                features.setdefault(feature, (word.start, word.end))
            before = word.text
        return stems, features


def _label(label: str) -> str:
    """axis:state:+ as state:+, an explicit negation as itself."""
    family, _, rest = label.partition(":")
    return rest if family == "axis" else DENIAL if rest == "explicit" else label


def _tokens(texts: Iterable[str], told: dict[int, list[str]], inside: set[int]) -> Iterator[str]:
    for index, text in enumerate(texts):
        if index in told:
            yield from told[index]
        elif index not in inside:
            yield text[:STEM]


def parts(feature: str) -> tuple[str, ...]:
    """The shorter features that stand wherever `feature` does."""
    before, blank, word = feature.partition(" ")
    if blank:
        return word, word[:4] + "-", word[:STEM] + "-", *(() if before == "^" else (before,))
    if _LETTER.search(feature):
        return feature[1:], feature[:-1]
    return feature[:4] + "-", feature[:STEM] + "-"


def of_word(text: str, *, suffixing: bool) -> list[str]:
    """The features of a word by itself: the word, its beginnings, and in some languages its endings."""
    found = [text]
    if len(text) > 4:
        found.append(text[:4] + "-")
        if len(text) > STEM:
            found.append(text[:STEM] + "-")
        if suffixing:
            found += ("-" + text[-length:] for length in (3, 4, 5) if len(text) > length)
    return found


def _run_end(words: list[Word], start: int) -> int:
    """Where the run of letters that no blank parts ends."""
    end = start + 1
    while end < len(words) and words[end].start == words[end - 1].end and _LETTER.match(words[end].text):
        end += 1
    return end


def _unspaced(run: str, start: int, stems: list[str], features: dict[str, tuple[int, int]]) -> None:
    """Pairs of letters as stems; one to three letters as features, with the run's ends marked."""
    stems += [run[at : at + 2] for at in range(max(1, len(run) - 1))]
    marked = f"^{run}$"
    for length in (1, 2, 3):
        for at in range(len(marked) - length + 1):
            gram = marked[at : at + length]
            if gram not in {"^", "$"}:
                first = start + max(0, at - 1)
                features.setdefault(gram, (first, min(first + length, start + len(run))))
