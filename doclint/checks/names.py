"""Product names misspelt: a word almost like a name that the whole project uses."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import OSA

from doclint.model import Diagnostic
from doclint.project.docset import Docset
from doclint.project.edition import Edition, Segment

SCOPE = "project"

_NAME = re.compile(r"(?<![\w.'’/-])[A-Z][a-z]{4,}(?![\w'’/-])")


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """How often a name must stand in the project, and how much more often than its misspelling."""

    occurrences: int
    ratio: int


class Names(Struct, frozen=True):
    """The capitalised words of an article: how often each, where the rare ones stand, and the words also seen in lower case."""

    locale: str
    counts: dict[str, int]
    lower: frozenset[str]
    places: dict[str, Diagnostic]


def extract(edition: Edition, _docset: Docset) -> Iterator[Names]:
    """The names of an article, and of its source side."""
    sides = [edition]
    if edition.article.source:
        sides.append(Edition(edition.article.source, "source", edition.group))
    for side in sides:
        yield _names(side)


def _names(edition: Edition) -> Names:
    counts: Counter[str] = Counter()
    lower: set[str] = set()
    places: dict[str, Diagnostic] = {}
    for unit in edition.article.units:
        segment = Segment(edition, unit)
        lower.update(word.text for word in segment.words if segment.prose[word.start].islower())
        for match in _NAME.finditer(unit.prose):
            counts[match[0]] += 1
            if counts[match[0]] == 1:
                places[match[0]] = segment.report("", *match.span())
    rare = {name: place for name, place in places.items() if counts[name] <= 2}
    return Names(edition.locale, dict(counts), frozenset(lower), rare)


def compare(records: Iterable[Names], options: Options) -> Iterator[Diagnostic]:
    """Every rare word one letter away from a name that stands in several locales and is never an ordinary word."""
    known = list(records)
    total: Counter[str] = Counter()
    locales: defaultdict[str, set[str]] = defaultdict(set)
    for record in known:
        total.update(record.counts)
        for name in record.counts:
            locales[name].add(record.locale)
    ordinary = frozenset().union(*(record.lower for record in known)) if known else frozenset()
    names = _by_length(name for name, count in total.items() if count >= options.occurrences and len(locales[name]) > 1)
    for record in known:
        for word, place in record.places.items():
            if word.lower() in ordinary or len(locales[word]) > 1:
                continue
            name = next((name for name in _near(word, names) if total[name] >= options.ratio * total[word]), None)
            if name:
                message = f"'{word}' looks like a misspelling of '{name}', which stands {total[name]} times in these articles"
                yield replace(place, message=message, expected=name, confidence=0.9)


def _by_length(names: Iterable[str]) -> dict[int, list[str]]:
    sorted_names: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(names):
        sorted_names[len(name)].append(name)
    return sorted_names


def _near(word: str, names: dict[int, list[str]]) -> Iterator[str]:
    """Names one slip away from `word`, inside it: endings are grammar, and first letters tell words apart."""
    for length in (len(word), len(word) - 1, len(word) + 1):
        for name in names.get(length, ()):
            slip = name[0] == word[0] and name[-2:] == word[-2:] and OSA.distance(word, name, score_cutoff=1) == 1
            if slip and _bare(word) != _bare(name):
                yield name


def _bare(text: str) -> str:
    return normalize("NFKD", text).encode("ascii", "ignore").decode()
