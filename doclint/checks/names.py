"""Product names misspelt: a word almost like a name that stands in the same surroundings elsewhere."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import OSA, Levenshtein, Prefix

from doclint.model import Diagnostic
from doclint.project.docset import Docset
from doclint.project.edition import Edition, Segment

SCOPE = "project"

_PARTICLE = 3
_KINDRED = ("aeiouy", "ckqszx", "vwfu", "dt", "bp", "gj", "mn")
_NAME = re.compile(r"(?<![\w.'’/-])[A-Z][a-z]{4,}(?![\w'’/-])")


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """How often a name must stand in a language's articles."""

    occurrences: int


class Name(Struct, frozen=True):
    """A capitalised word, the words before and behind it, and its place where it stands alone in its article."""

    text: str
    before: str
    behind: str
    place: Diagnostic | None


class Names(Struct, frozen=True):
    """The capitalised words of an article, and all its words that are seen in lower case."""

    language: str
    names: tuple[Name, ...]
    lower: frozenset[str]


def extract(edition: Edition, docset: Docset) -> Iterator[Names]:
    """The names of an article; where it has a source side, that of the source too, to learn from."""
    yield _names(edition, report=True)
    source = edition.beside(docset.source_locale)
    if source:
        yield replace(_names(source, report=False), language="source")


def _names(edition: Edition, *, report: bool) -> Names:
    found = [(one, matches) for one in edition.segments if (matches := [*_NAME.finditer(one.prose)])]
    counts = Counter(match[0] for _, matches in found for match in matches)
    lower = frozenset(word.text for one in edition.segments for word in one.words if one.prose[word.start].islower())
    names = [
        name
        for segment, matches in found
        for match, index in _placed(segment, matches)
        for name in [_name(segment, match, index, alone=report and counts[match[0]] == 1)]
    ]
    return Names(edition.language, tuple(names), lower)


def _placed(segment: Segment, matches: list[re.Match[str]]) -> Iterator[tuple[re.Match[str], int]]:
    """The names that are words of a sentence, with their places among them."""
    indexes = {word.start: index for index, word in enumerate(segment.words)}
    return ((match, indexes[match.start()]) for match in matches if match.start() in indexes)


def _name(segment: Segment, match: re.Match[str], index: int, *, alone: bool) -> Name:
    words = segment.words
    before = words[index - 1].text if index else ""
    behind = words[index + 1].text if index + 1 < len(words) else ""
    return Name(match[0], before, behind, segment.report("", *match.span()) if alone else None)


def compare(records: Iterable[Names], options: Options, _docset: Docset) -> Iterator[Diagnostic]:
    """Every word that stands once, one letter away from a name, where that name must be meant."""
    known = list(records)
    languages: defaultdict[str, list[Names]] = defaultdict(list)
    for record in known:
        languages[record.language].append(record)
    everywhere = Counter(name for own in languages.values() for name in _counts(own))
    for own in languages.values():
        yield from _language(own, everywhere, options)


def _counts(records: Iterable[Names]) -> Counter[str]:
    return Counter(name.text for record in records for name in record.names)


def _language(records: list[Names], everywhere: Counter[str], options: Options) -> Iterator[Diagnostic]:
    """The misspelt names of one language's articles; `everywhere` counts the languages that know a word."""
    counts = _counts(records)
    ordinary = frozenset[str]().union(*(record.lower for record in records))
    names = _by_length(text for text, count in counts.items() if count >= options.occurrences)
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        for name in record.names:
            beside[name.text] |= {f"{name.before} *", f"* {name.behind}"}
    for name in (name for record in records for name in record.names):
        if not name.place or counts[name.text] > 1 or everywhere[name.text] > 1 or name.text.lower() in ordinary:
            continue
        for right in _near(name.text, names):
            proof = _beside(name, beside[right]) + (everywhere[right] > 2)
            if proof > _cognate(name.text, right):
                yield _misspelt(name.place, name.text, right, counts[right])
                break


def _misspelt(place: Diagnostic, word: str, right: str, count: int) -> Diagnostic:
    message = f"'{word}' looks like a misspelling of '{right}', which stands {count} times in articles of this language"
    return replace(place, message=message, expected=right, confidence=0.9)


def _cognate(word: str, name: str) -> bool:
    """Whether two words differ as languages spell one word: a vowel, a kindred consonant, a letter doubled."""
    if OSA.distance(word, name) != Levenshtein.distance(word, name):
        return False
    at = Prefix.similarity(word, name)
    if len(word) == len(name):
        return any({word[at].lower(), name[at].lower()} <= set(kin) for kin in _KINDRED)
    text = max(word, name, key=len)
    letter = text[at]
    return letter in text[max(0, at - 1) : at] + text[at + 1 : at + 2] or letter in "aeiouhsc"


def _beside(name: Name, places: set[str]) -> int:
    """How many of the words before and behind `name`, particles apart, stand beside the right name too."""
    before = len(name.before) > _PARTICLE and f"{name.before} *" in places
    behind = len(name.behind) > _PARTICLE and f"* {name.behind}" in places
    return before + behind


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
