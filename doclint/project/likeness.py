"""Which loose articles are the same one, by what no translator touches: anchors, code, links, identifiers."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from doclint.model import Article

_WORD = re.compile(r"(?<![\w-])[A-Za-z0-9_]{3,}(?!\w)")
_LOCALE = re.compile(r"(?:^https?://|(?<=/)[a-z]{2,3}(?:-[a-z]{2,4})?/)|#.*", re.IGNORECASE | re.DOTALL)
_FEWEST = 4
_MOST_HOLDERS = 60
"""A token that more groups have tells nothing."""
_PLENTY = 1000
"""Tokens are weighed as if there were at least so many articles: in a few, all of them seem rare."""
_TITLED, _UNTITLED, _RETITLED, _SAME_LANGUAGE = 0.3, 0.7, 0.9, 0.95
"""How alike two articles need be where their titles' anchors agree, where there are none, where they differ; and two
articles of one language without a common title."""
_SAME_TITLE = 0.8


class Traits(Struct, frozen=True):
    """What an article is known by: its language, ids, the words of its title's anchor, and its technical tokens.

    Articles that have different values for one of `ids` are never the same.
    """

    language: str
    ids: dict[str, str]
    title: frozenset[str]
    tokens: frozenset[str]


def traits(article: Article, language: str, ids: dict[str, str]) -> Traits:
    """The traits of an article."""
    return Traits(language, ids, _title(article), frozenset(_tokens(article)))


def _title(article: Article) -> frozenset[str]:
    """The longer words of the anchor that stands in the first-level heading."""
    named = [anchor for anchor in article.anchors if anchor.heading >= 0 and article.blocks[anchor.heading].level == 1]
    words = named[0].name.lower().split("-") if named else []
    return frozenset(word for word in words if len(word) > 3 or not word.isalpha())


def _tokens(article: Article) -> Iterator[str]:
    yield from (f"# {anchor.name.lower()}" for anchor in article.anchors)
    yield from (f"> {_LOCALE.sub('', link.destination).lower()}" for link in article.links)
    for block in article.blocks:
        if block.kind == "code":
            yield from (line.strip() for line in block.text.splitlines() if line.isascii() and len(line.strip()) > 5)
        yield from (mark.value for mark in block.markup if mark.kind == "code")
        yield from (word for word in _WORD.findall(block.prose) if not word.isalpha() or not word[1:].islower())


def alike(known: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs of articles that are the same one, by index: the first of a group and a further one, in linear time."""
    spread = Counter(token for one in known for token in one.tokens)
    weight = {token: math.log(1 + max(len(known), _PLENTY) / count) for token, count in spread.items()}
    total = [sum(weight[token] for token in sorted(one.tokens)) for one in known]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    languages: defaultdict[int, set[str]] = defaultdict(set)
    for index in sorted(range(len(known)), key=lambda one: -total[one]):
        shared = _shared(known[index], holders, weight)
        found = [
            (2 * amount / (total[index] + total[first]) - _needed(known[index], known[first], languages[first]), first)
            for first, amount in shared.items()
        ]
        excess, first = max(found, default=(-1.0, index))
        if excess >= 0:
            yield first, index
        else:
            first = index
            for token in known[index].tokens:
                holders[token].append(index)
        languages[first].add(known[index].language)


def _shared(own: Traits, holders: dict[str, list[int]], weight: dict[str, float]) -> dict[int, float]:
    """The weight of the tokens that groups share with an article, for groups that share enough of them."""
    counts: Counter[int] = Counter()
    amounts: defaultdict[int, float] = defaultdict(float)
    for token in sorted(own.tokens & holders.keys()):
        if len(holders[token]) <= _MOST_HOLDERS:
            for first in holders[token]:
                counts[first] += 1
                amounts[first] += weight[token]
    return {first: amount for first, amount in amounts.items() if counts[first] >= _FEWEST}


def _needed(own: Traits, first: Traits, languages: set[str]) -> float:
    """How alike an article must be to the first of a group in which `languages` are present."""
    if any(first.ids.get(key, value) != value for key, value in own.ids.items()):
        return math.inf
    titled = bool(own.title and first.title)
    same = titled and len(own.title & first.title) >= _SAME_TITLE * len(own.title | first.title)
    if same:
        return _TITLED
    if own.language in languages:
        return _SAME_LANGUAGE
    return _RETITLED if titled else _UNTITLED
