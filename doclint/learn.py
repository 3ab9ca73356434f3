"""From aligned articles to the tables of their language pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from doclint import run
from doclint.config import Config
from doclint.language.pack import pack
from doclint.language.senses.learning import FEWEST, examples, learn
from doclint.language.senses.tables import Tables
from doclint.project.pairing import ALIGNED, Project, project
from doclint.tree import Tree

_CAP = 500
"""How many units of one article count: no article shall rule the tables."""

Units = list[tuple[str, str, str]]


class Lesson(NamedTuple):
    """What a language pair taught: the tables, or why there are none."""

    languages: tuple[str, str]
    articles: int
    units: int
    tables: Tables | None
    reason: str = ""


def lessons(
    tree: Tree,
    paths: Iterable[str],
    config: Config,
    sources: Mapping[str, str],
    progress: run.Progress | None = None,
) -> Iterator[Lesson]:
    """What the articles at `paths` teach of each language pair; `sources` as in run.check."""
    found, _ = run.articles(tree, (*paths, *sources.values()), progress)
    members = project(found, config.source_locale, sources, tree, config.layout)
    gathered = _units(members, progress)
    for languages, units in sorted(gathered.items()):
        yield _lesson(languages, units, config.source_locale)


def _units(members: Project, progress: run.Progress | None) -> dict[tuple[str, str], Units]:
    """The surely aligned units of each language pair, with the article they stand in."""
    gathered: defaultdict[tuple[str, str], Units] = defaultdict(list)
    for number, pair in enumerate(members.pairs(), 1):
        if pair.target.language in {"und", pair.source.language}:
            continue
        sure = [unit for unit in pair.units if unit.confidence >= ALIGNED]
        path = pair.target.article.path
        units = gathered[pair.source.spoken, pair.target.spoken]
        units += ((path, unit.source.prose, unit.target.prose) for unit in sure[:_CAP])
        if progress:
            progress("aligning", number, len(members.editions))
    return gathered


def _lesson(languages: tuple[str, str], units: Units, source_locale: str) -> Lesson:
    articles = len({path for path, _, _ in units})
    spoken = pack(source_locale)
    if spoken is None:
        return Lesson(languages, articles, len(units), None, f"there is no language pack for {source_locale}")
    data = examples(units, spoken, languages[1])
    if len(data) >= FEWEST and _lopsided(units):
        reason = "one article holds more than half of the units, so none could be held out; name more articles"
        return Lesson(languages, articles, len(units), None, reason)
    if len(data) < FEWEST:
        return Lesson(
            languages, articles, len(units), None, f"{len(data)} different units are too few, {FEWEST} are needed"
        )
    origin = f"{len(data)} units of {articles} articles"
    return Lesson(languages, articles, len(units), learn(data, languages, origin))


def _lopsided(units: Units) -> bool:
    """Whether one article holds more than half of the units: then nothing could be held out to set limits by."""
    return 2 * Counter(path for path, _, _ in units).most_common(1)[0][1] > len(units)
