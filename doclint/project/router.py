"""Addresses of a site (/guide/gates): which articles they show."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import normpath

from doclint.project.catalogue import Catalogue
from doclint.project.edition import Edition
from doclint.project.sites import redirects
from doclint.project.sites.addresses import is_page
from doclint.project.sites.site import Site
from doclint.project.tags import in_path, language
from doclint.tree import SUFFIXES, Tree, full, relative

_NUMBER = re.compile(r"^\d+\s*[-_.]+\s*(?=[^\d\s._-])")
"""What Docusaurus drops from the names of files and folders."""
_GENERATED = re.compile(r"(?:category|tags|authors|archive|page|search|next|v?\d[\w.]*)(?:/|$)", re.IGNORECASE)
"""Addresses below a prefix at which Docusaurus shows lists, or other versions."""
_KNOWN = {"docusaurus", "hugo", "python-markdown"}
"""The generators that show nothing at an address of their own but what lies in the folders they name."""
_VERSIONED = re.compile(r"(?:[\w-]+_)?versioned_docs/[^/]+/")
_INDEXES = {"index", "readme"}


class Router:
    """Answers which articles of a project a site shows at an address."""

    def __init__(self, tree: Tree, known: Catalogue) -> None:
        self._tree = tree
        self._known = known
        self._named: dict[str, dict[str, str]] = {}

    def shown(self, edition: Edition, site: Site, path: str) -> list[str]:
        """The articles at the address `path` (without its first slash) in the language it names, else the edition's."""
        first, _, rest = path.partition("/")
        own = [(rest, language(in_path(first)))] if in_path(first) else []
        for address, spoken in (*own, (path, edition.language)):
            found = dict.fromkeys(self._known.localized(one, spoken) for one in self._at(site, address, spoken))
            if found:
                return list(found)
        return []

    def filed(self, edition: Edition, site: Site, path: str) -> list[str]:
        """The article at `path` below the folder of articles, or of their version, that `edition` belongs to."""
        if site.dialect.name != "docusaurus" or PurePosixPath(path).suffix.lower() not in SUFFIXES:
            return []
        place = full(self._tree, edition.place.key)
        version = _VERSIONED.match(place.removeprefix(site.home or ""))
        folders = [f"{site.home}{version[0]}"] if version else [folder for _, folder in site.routes]
        below = [normpath(folder + path) for folder in folders if place.startswith(folder)]
        found = [spelt for one in below if (spelt := self._known.spelt(relative(self._tree, one)))]
        return [self._known.localized(one, edition.language) for one in found]

    def missing(self, site: Site, path: str) -> bool:
        """Whether the site has nothing at an address where no article of the project is shown: all it has is known."""
        if not site.root or site.sent(path) or site.dialect.name not in _KNOWN:
            return False
        if PurePosixPath(path).suffix.lower() in SUFFIXES:
            return any(one.rooted for place in site.marked for one in place.settings)
        if not is_page(path):
            static = [folder for folder in site.static if self._is_there(folder, "")]
            return bool(static) and not any(self._is_there(folder, path) for folder in static)
        return site.dialect.name == "docusaurus" and any(
            f"/{path}".startswith(prefix) and self._addresses(folder) and not _GENERATED.match(f"/{path}", len(prefix))
            for prefix, folder in site.routes
            if prefix != "/"
        )

    def _is_there(self, folder: str, path: str) -> bool:
        place = normpath(folder + path)
        return f"{place}/".startswith(folder) and self._tree.exists(relative(self._tree, place))

    def _at(self, site: Site, path: str, spoken: str) -> Iterator[str]:
        if site.dialect.name == "mdn":
            found = self._known.slugged(path.removeprefix("docs/"), spoken)
            yield from [found] if found else []
        for place in site.folders(path):
            wanted = relative(self._tree, place)
            spelt = self._known.spelt(wanted)
            yield from [spelt] if spelt else self._known.pages([wanted], spoken)
        if site.dialect.name == "docusaurus":
            yield from self._by_address(site, path)
        yield from self._aliases.get(path.strip("/").lower(), ())

    def _by_address(self, site: Site, path: str) -> Iterator[str]:
        """The articles whose front matter or file name gives them the address."""
        for prefix, folder in site.routes:
            address = f"/{path}/".removeprefix(prefix).strip("/").lower() if f"/{path}/".startswith(prefix) else None
            found = None if address is None else self._addresses(folder).get(address)
            if found:
                yield found

    @cached_property
    def _aliases(self) -> dict[str, list[str]]:
        """The articles by the addresses that their front matter says they had before."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path, edition in self._known.editions.items():
            for alias in redirects.of_article(edition.article):
                found[alias.strip("/").lower()].append(path)
        return dict(found)

    def _addresses(self, folder: str) -> dict[str, str]:
        """The articles below a folder (full path) by their addresses below it."""
        if folder not in self._named:
            below = [(one, full(self._tree, path)) for path, one in self._known.editions.items()]
            named = {_address(one, place.removeprefix(folder)): one for one, place in below if place.startswith(folder)}
            self._named[folder] = {address.lower(): one.article.path for address, one in named.items()}
        return self._named[folder]


def _address(edition: Edition, path: str) -> str:
    """The address that Docusaurus gives an article at `path` below its folder."""
    pure = PurePosixPath(path)
    folder = "/".join(_NUMBER.sub("", part) for part in pure.parent.parts)
    slug = edition.value("slug")
    if slug:
        return (slug if slug.startswith("/") else f"{folder}/{slug}").strip("/")
    name = edition.value("id") or _NUMBER.sub("", pure.stem)
    last = folder.rpartition("/")[2].lower()
    return folder if name.lower() in _INDEXES or name.lower() == last else f"{folder}/{name}".strip("/")
