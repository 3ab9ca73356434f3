"""Which words of two languages translate each other: learned from aligned units, one small table a language pair.

A word is compared by its stem: its first five letters, two of Hangul; runs of Han, Kana and Thai by their bigrams.
Learning is IBM model 1 in both directions at once, on the stems that are neither rare nor everywhere.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from doclint.resources import folder

Lexicon = Mapping[str, tuple[str, ...]]
"""The target stems that translate a source stem, the likeliest first."""

_WIDE = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_HANGUL = r"\uac00-\ud7a3"
UNSPACED = _WIDE + _HANGUL
"""The letters of scripts whose words no blanks part, or whose endings are glued on; for a set in an expression."""
_PIECE = re.compile(rf"(?P<wide>[{_WIDE}]+)|(?P<hangul>[{_HANGUL}]+)")
_WORD = re.compile(rf"[^\W\d_{UNSPACED}]+")
_LONGEST = 40
_FEWEST = 300
_COMMONEST = 0.2
_ALIKE = 0.05
_ROUNDS = 3
_SURE = 0.08
_TRANSLATIONS = 4


class _Same(Mapping[str, tuple[str, ...]]):
    """The lexicon of a language with itself: every word translates itself."""

    def __getitem__(self, stem: str) -> tuple[str, ...]:
        return (stem,)

    def __contains__(self, stem: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1


_Pair = tuple[list[str], list[str]]


def stems(prose: str) -> tuple[str, ...]:
    """The stems of the words in `prose`, each once, in their order."""
    # A capital dotted I becomes two characters in lower case.
    prose = prose.lower().replace("i\u0307", "i")
    found = [word[:5] for word in _WORD.findall(prose)]
    if not prose.isascii():
        found += unspaced(prose)
    return tuple(dict.fromkeys(found))


def unspaced(prose: str) -> Iterator[str]:
    """The stems of scripts whose words no blanks part, or whose endings are glued on."""
    for match in _PIECE.finditer(prose):
        word = match[0]
        if match.lastgroup == "hangul":
            yield word[:2]
        else:
            yield from (word[start : start + 2] for start in range(max(1, len(word) - 1)))


@cache
def lexicon(source: str, target: str) -> Lexicon:
    """The lexicon that comes with doclint for two languages (`en`, `fr`); an empty one where there is none."""
    if source == target:
        return _Same()
    path = folder("rules") / "languages" / "lexicons" / f"{source}-{target}.tsv"
    if not path.is_file():
        return {}
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return {stem: tuple(translations) for stem, *translations in rows}


def learn(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The lexicon that aligned texts give, the surest stems first; an empty one where they are too few to tell."""
    known = {(source, target): (set(stems(source)), set(stems(target))) for source, target in pairs}
    if len(known) < _FEWEST:
        return {}
    ours, theirs = _useful([one for one, _ in known.values()]), _useful([one for _, one in known.values()])
    data = [
        (sorted(one & ours.keys())[:_LONGEST], sorted(two & theirs.keys())[:_LONGEST]) for one, two in known.values()
    ]
    return _best(_trained(data, _together(data, ours, theirs)))


def _useful(sides: Sequence[set[str]]) -> Counter[str]:
    """How many texts hold each stem, without those that are rare or nearly everywhere."""
    counts = Counter(chain.from_iterable(sides))
    most = max(20, _COMMONEST * len(sides))
    return Counter({stem: count for stem, count in counts.items() if 2 <= count <= most})


def _together(data: Sequence[_Pair], ours: Counter[str], theirs: Counter[str]) -> dict[str, dict[str, float]]:
    """For each target stem the source stems it keeps company with."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source, target in data:
        for stem in target:
            counts[stem].update(source)
    return {
        stem: {
            other: 1.0
            for other, both in found.items()
            if both > 1 and 2 * both / (ours[other] + theirs[stem]) >= _ALIKE
        }
        for stem, found in counts.items()
    }


def _trained(data: Sequence[_Pair], table: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The expected number of times each target stem translates each source stem, after a few rounds."""
    counts = table
    for _ in range(_ROUNDS):
        counts = _counted(data, table)
        totals = _totals(counts)
        table = {
            stem: {other: count / totals[other] for other, count in found.items() if count > 1e-3 * totals[other]}
            for stem, found in counts.items()
        }
    return counts


def _counted(data: Sequence[_Pair], table: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    counts = {stem: dict.fromkeys(found, 0.0) for stem, found in table.items()}
    for source, target in data:
        for stem in target:
            likely = table[stem]
            shares = [(other, likely[other]) for other in source if other in likely]
            whole = sum(share for _, share in shares) + 1e-3
            for other, share in shares:
                counts[stem][other] += share / whole
    return counts


def _totals(counts: dict[str, dict[str, float]]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for found in counts.values():
        totals.update(found)
    return totals


def _best(counts: dict[str, dict[str, float]]) -> dict[str, tuple[str, ...]]:
    totals = _totals(counts)
    found: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for stem, others in counts.items():
        own = sum(others.values())
        for other, count in others.items():
            sure = count / math.sqrt(totals[other] * own) if count else 0.0
            if sure >= _SURE:
                found[other].append((-sure, stem))
    ranked = sorted(found, key=lambda stem: (totals[stem] * min(found[stem])[0], stem))
    return {stem: tuple(other for _, other in sorted(found[stem])[:_TRANSLATIONS]) for stem in ranked}
