"""Which articles are the same one in other locales and versions: by path, by id, else by what no translator touches."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from doclint.model import Article
from doclint.project.layouts import Place
from doclint.project.likeness import alike, traits

_IDS = ("ms.assetid", "uid", "translationKey")
HASH = "ms.openlocfilehash"
_HINTS = (HASH, "slug")
"""Values that the same article has in other locales, and that another article may have too."""


class _Groups:
    """Disjoint sets of article indexes."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, members: Iterable[int]) -> None:
        first, *rest = sorted(self.find(member) for member in members)
        for other in rest:
            self._parent[other] = first


def groups(
    articles: Sequence[Article], places: Sequence[Place], languages: Sequence[str], sources: Mapping[str, str]
) -> list[int]:
    """For each article the number of its group: the index of the group's first article.

    `sources` are pairs that the user named: source by translation. Versions that have folders of their own are not
    joined: they tell of different products. What one path tells is not undone by ids that were copied with an article.
    """
    joined = _Groups(len(articles))
    for members in _by_path(articles, places, sources):
        joined.join(members)
    sizes = Counter(joined.find(index) for index in range(len(articles)))
    paired = {index for index in range(len(articles)) if sizes[joined.find(index)] > 1}
    for members in _by_id(articles, places, languages):
        if len({joined.find(index) for index in members if index in paired}) <= 1:
            joined.join(members)
    loose = [index for index, place in enumerate(places) if not place.locale and not place.source]
    loose = [index for index in loose if index not in paired]
    known = [traits(articles[one], languages[one], _ids(articles[one], places[one])) for one in loose]
    for first, second in alike(known):
        joined.join((loose[first], loose[second]))
    return [joined.find(index) for index in range(len(articles))]


def _by_path(articles: Sequence[Article], places: Sequence[Place], sources: Mapping[str, str]) -> Iterator[list[int]]:
    """The articles at one place of a layout, and those that the user names as source and translation."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, (article, place) in enumerate(zip(articles, places, strict=True)):
        members[place.key].append(index)
        if sources:
            members[f"source {sources.get(article.path, article.path)}"].append(index)
    yield from members.values()


def _by_id(articles: Sequence[Article], places: Sequence[Place], languages: Sequence[str]) -> Iterator[list[int]]:
    """The articles of one version that share an id.

    Where two of one language do, it may have been copied with an article: then they must be alike, too, or be called
    the same.
    """
    members: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, (article, place) in enumerate(zip(articles, places, strict=True)):
        for key in (*_IDS, *_HINTS):
            value = article.metadata.get(key)
            if value and value.text:
                members[place.version, key, value.text].append(index)
    for (_, key, _), same in members.items():
        if len({languages[index] for index in same}) == len(same):
            yield same
        elif key in _IDS:
            yield from _by_name(articles, same)
            known = [traits(articles[index], languages[index], {}) for index in same]
            yield from ([same[first], same[second]] for first, second in alike(known))


def _by_name(articles: Sequence[Article], members: list[int]) -> Iterable[list[int]]:
    named: defaultdict[str, list[int]] = defaultdict(list)
    for index in members:
        named[articles[index].path.rpartition("/")[2]].append(index)
    return named.values()


def shared_id(one: Article, other: Article) -> str:
    """The key of the first id or hint that two articles have in common, or an empty string."""
    first, second = ({key: value.text for key, value in side.metadata.items()} for side in (one, other))
    return next((key for key in (*_IDS, *_HINTS) if first.get(key) and first[key] == second.get(key)), "")


def _ids(article: Article, place: Place) -> dict[str, str]:
    found = {key: value.text for key in _IDS if (value := article.metadata.get(key)) and value.text}
    return {**found, "version": place.version}
