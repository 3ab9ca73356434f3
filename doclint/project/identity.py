"""Which articles are the same one in other locales and versions: by path, by id, else by what no translator touches."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from doclint.model import Article
from doclint.project.locales import Layout

_IDS = ("ms.assetid", "uid", "translationKey")
_SHARED = 0.3
_FEWEST = 3


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


def groups(articles: Sequence[Article], layout: Layout, sources: Mapping[str, str]) -> list[int]:
    """For each article the number of its group: the index of the group's first article.

    `sources` are pairs that the user named: source by translation.
    """
    joined = _Groups(len(articles))
    paths = [layout.of_path(article.path) for article in articles]
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, (article, (_, key)) in enumerate(zip(articles, paths, strict=True)):
        named = f"source {sources.get(article.path, article.path)}" if sources else ""
        for name in (key if "*" in key else "", _identifier(article), named):
            if name:
                members[name].append(index)
    for same in members.values():
        joined.join(same)
    loose = [index for index, (_, key) in enumerate(paths) if "*" not in key]
    for first, second in _alike(articles, loose):
        joined.join((first, second))
    return [joined.find(index) for index in range(len(articles))]


def _identifier(article: Article) -> str:
    return next((f"{key} {value.text}" for key in _IDS if (value := article.metadata.get(key)) and value.text), "")


def _alike(articles: Sequence[Article], loose: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Those of the articles `loose` (without a place in a layout) that share enough of their rarer anchors."""
    names = {index: {anchor.name for anchor in articles[index].anchors} for index in loose}
    spread = Counter(name for own in names.values() for name in own)
    holders = defaultdict(list)
    for index in loose:
        for name in names[index]:
            if 1 < spread[name] <= max(_FEWEST, len(loose) // 10 + 5):
                holders[name].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for holding in holders.values():
        shared.update((first, second) for first in holding for second in holding if first < second)
    for (first, second), count in sorted(shared.items()):
        if count >= max(_FEWEST, _SHARED * min(len(names[first]), len(names[second]))):
            yield first, second
