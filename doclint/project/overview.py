"""What was made of the paths and articles of a project, and why."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.identity import shared_id
from doclint.project.pairing import Project


class Detected(Struct, frozen=True):
    """A layout that was found: its patterns, how many articles it reads in which locales, and why it is believed."""

    name: str
    target: str
    source: str
    articles: int
    locales: tuple[str, ...]
    reasons: tuple[str, ...]


class Translation(Struct, frozen=True):
    """A translation, its source, and how they found each other: named, bilingual, path, an id, or their tokens."""

    target: str
    source: str
    method: str


class Local(Struct, frozen=True):
    """A locale: its articles, how they were told, which have a source, which have none, which sources lack them."""

    locale: str
    articles: int
    told: dict[str, int]
    pairs: tuple[Translation, ...]
    orphans: tuple[str, ...]
    missing: tuple[str, ...]


class Locality(Struct, frozen=True):
    """A site: its root where that is known, its dialect and why it is believed, whether case counts, its articles."""

    root: str | None
    dialect: str
    reason: str
    folds: bool
    articles: int


class Overview(Struct, frozen=True):
    """All of it. `roots` are the sites' folders; outside of them no link is said to lead nowhere."""

    configuration: str | None
    source_locale: str
    sources: tuple[str, ...]
    roots: tuple[str, ...]
    sites: tuple[Locality, ...]
    faults: tuple[str, ...]
    layouts: tuple[Detected, ...]
    locales: tuple[Local, ...]


def overview(  # noqa: PLR0913
    members: Project,
    docset: Docset,
    named: Mapping[str, str],
    originals: Collection[str],
    configuration: str | None,
    folders: Sequence[str],
) -> Overview:
    """The overview of a project whose sources are `named`, by translation, among the `originals` in `folders`."""
    locales: defaultdict[str, list[Edition]] = defaultdict(list)
    for edition in members.editions:
        locales[edition.locale].append(edition)
    pairs = {
        one.article.path: Translation(one.article.path, source.article.path, _method(one, source, named))
        for one, source in members.compared()
    }
    sources = [
        one
        for one in members.editions
        if not members.translated(one) and (one.place.locale or one.place.source or one.article.path in originals)
    ]
    return Overview(
        configuration,
        members.source_locale,
        tuple(folders),
        tuple(sorted({root for one in members.editions if (root := docset.root(one.article))})),
        _sites(members, docset),
        tuple(sorted({fault for one in members.editions for fault in docset.site(one).faults})),
        _layouts(members),
        tuple(_local(locale, own, members, pairs, sources) for locale, own in sorted(locales.items())),
    )


def _sites(members: Project, docset: Docset) -> tuple[Locality, ...]:
    found = Counter(
        Locality(site.root, site.dialect.name, site.reason, site.dialect.folds, 0)
        for site in map(docset.site, members.editions)
    )
    return tuple(replace(one, articles=count) for one, count in found.most_common())


def _layouts(members: Project) -> tuple[Detected, ...]:
    found: defaultdict[tuple[str, str, str], list[Edition]] = defaultdict(list)
    for one in members.editions:
        if one.place.pattern:
            found[one.place.pattern.name, one.place.pattern.target, one.place.pattern.source].append(one)
    unused = [one for one in members.layout.given if (one.name, one.target, one.source) not in found]
    rows = [Detected(one.name, one.target, one.source, 0, (), ()) for one in unused]
    for names, own in found.items():
        reasons = Counter(one.place.reason for one in own)
        locales = tuple(sorted({one.place.locale for one in own}))
        rows.append(Detected(*names, len(own), locales, tuple(reason for reason, _ in reasons.most_common())))
    return tuple(sorted(rows, key=lambda row: -row.articles))


def _local(
    locale: str, own: list[Edition], members: Project, pairs: Mapping[str, Translation], sources: list[Edition]
) -> Local:
    told = dict(Counter(one.reasons[0] for one in own).most_common())
    paths = [one.article.path for one in own]
    paired = tuple(pairs[path] for path in paths if path in pairs)
    if not members.translated(own[0]):
        return Local(locale, len(own), told, paired, (), ())
    there = {one.group for one in own}
    orphans = tuple(path for path in paths if path not in pairs)
    missing = tuple(source.article.path for source in sources if source.group not in there)
    return Local(locale, len(own), told, paired, orphans, missing)


def _method(edition: Edition, source: Edition, named: Mapping[str, str]) -> str:
    """How a translation and its source found each other."""
    if named.get(edition.article.path) == source.article.path:
        return "named"
    if source is edition:
        return "bilingual"
    if edition.place.key == source.place.key:
        return "path"
    return shared_id(edition.article, source.article) or "anchors and code"
