"""Which site an article belongs to: by the configuration of its generator, in its folder or above."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from posixpath import normpath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from doclint.project.sites import redirects, settings, slugs
from doclint.project.sites.dialects import DIALECTS, UNKNOWN, Dialect
from doclint.tree import Tree, full, strays

_STATIC = {"docusaurus": ("static",), "hugo": ("static", "assets")}
"""The folders whose files a site shows at its top."""

_INHERITED = 5
"""So many configurations are read for one: each may inherit from another."""


class Marked(NamedTuple):
    """A folder with a generator's configuration: its full path with a slash, and what that says."""

    folder: str
    settings: tuple[settings.Settings, ...]
    redirects: tuple[redirects.Redirects, ...]


def tuned(dialect: Dialect, site: settings.Settings) -> Dialect:
    """`dialect` as a site's configuration has it; where that names a function of its own, nothing is known."""
    if site.slugify:
        return UNKNOWN
    if dialect.name != "python-markdown":
        return dialect
    ascii_only = slugs.python_markdown, slugs.python_markdown_emoji
    unicode = slugs.python_markdown_unicode, partial(slugs.pymdown, cased=site.cased)
    made = tuple(partial(one, separator=site.separator) for one in (unicode if site.unicode else ascii_only))
    return replace(dialect, slugs=made, braces=site.braces)


class Site(Struct, frozen=True):
    """A docset: its root where that is known (full path, with a slash), its dialect, and the marked folders above.

    `reason` says how the dialect is known; it is empty where it is not.
    """

    root: str | None
    dialect: Dialect
    reason: str = ""
    marked: tuple[Marked, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the configurations: each with its folder."""
        told = ((place.folder, one.fault) for place in self.marked for one in place.settings)
        moved = ((place.folder, one.fault) for place in self.marked for one in place.redirects)
        return tuple(f"{folder}: {fault}" for folder, fault in (*told, *moved) if fault)

    @property
    def home(self) -> str | None:
        """The folder that `~/` and the site's own addresses start from."""
        return next((place.folder for place in self.marked if place.settings), self.root)

    @property
    def routes(self) -> Iterator[tuple[str, str]]:
        """Prefixes of addresses, and the folders (full paths with a slash) whose articles they show."""
        for place in self.marked:
            for one in place.settings:
                yield from ((prefix, place.folder + folder) for prefix, folder in one.routes)

    def folders(self, path: str) -> Iterator[str]:
        """The full paths at which a file may lie that the site shows at the address `path`."""
        for prefix, folder in self.routes:
            if f"/{path}".startswith(prefix):
                yield normpath(folder + f"/{path}".removeprefix(prefix))
        for place in self.marked:
            for one in place.settings:
                yield from (normpath(f"{place.folder}{folder}/{path}") for folder in one.content)
        if self.home:
            yield normpath(self.home + path)

    def filled_in(self, path: str) -> bool:
        """Whether a full path lies in a folder that is there only when the site is built."""
        return any(
            path.startswith(f"{place.folder}{folder.strip('/')}/")
            for place in self.marked
            for one in place.settings
            for folder in one.outside
        )

    @property
    def static(self) -> list[str]:
        """The folders (full paths with a slash) whose files the site shows at its top."""
        return [f"{place.folder}{name}/" for place in self.marked for name in _STATIC.get(self.dialect.name, ())]

    def redirected(self, path: str) -> str | None:
        """Where the site sends readers of what lay at a full path, as it is written; None where it does not."""
        for place in self.marked:
            routes = tuple(route for one in place.settings for route in one.routes)
            for one in place.redirects if path.startswith(place.folder) else ():
                found = one.target(path.removeprefix(place.folder), routes)
                if found:
                    return found
        return None

    def sent(self, path: str) -> str | None:
        """Where the site sends readers of its address `path`, as it is written; None where it does not."""
        found = (one.target(f"/{path}") for place in self.marked for one in place.redirects)
        return next(filter(None, found), None)


class Sites:
    """Answers to which site an article belongs. Each folder is looked at once."""

    def __init__(self, tree: Tree, root: str | None, dialect: str | None, *, folds: bool | None) -> None:
        self._tree = tree
        self._root = None if root is None else f"{full(tree, root).rstrip('/')}/"
        self._dialect = dialect
        self._folds = folds
        self._marked: dict[str, tuple[Marked, ...]] = {}
        self._known: dict[tuple[str, str], Site] = {}

    def of(self, place: str, generator: str) -> Site:
        """The site of an article in the folder `place` that tells of a `generator` (or does not: an empty string)."""
        folder = full(self._tree, place)
        if (folder, generator) not in self._known:
            marked = self._above(folder)
            near = next((one for place in marked for one in place.settings), None)
            named = self._dialect or (near.dialect if near else generator)
            root = self._root or next((place.folder for place in marked if place.settings), None)
            dialect = DIALECTS.get(named, UNKNOWN)
            dialect = tuned(dialect, near) if near and near.dialect == named else dialect
            if self._folds is not None:
                dialect = replace(dialect, folds=self._folds)
            reason = (
                "named" if self._dialect else "configuration" if near else "front matter or layout" if named else ""
            )
            self._known[folder, generator] = Site(root, dialect, reason, marked)
        return self._known[folder, generator]

    def _above(self, folder: str) -> tuple[Marked, ...]:
        """The marked folders from `folder` upwards."""
        if folder not in self._marked:
            own = self._read(folder)
            above = () if folder == "/" else self._above(PurePosixPath(folder).parent.as_posix())
            self._marked[folder] = (own, *above) if own else above
        return self._marked[folder]

    def _read(self, folder: str) -> Marked | None:
        place = folder if self._tree.base else folder.removeprefix("/")
        names = set(self._tree.names(place or "."))
        read = [settings.read(name, *self._layers(place, name)) for name in settings.MARKERS if name in names]
        found = tuple(one for one in read if one)
        listed = {name for one in found for name in one.redirect_files}
        moved = sorted(name for name in names if name in listed or redirects.is_redirects(name))
        sent = [redirects.read(name, self._bytes(place, place, name)) for name in moved]
        return Marked(f"{folder.rstrip('/')}/", found, tuple(sent)) if found or sent else None

    def _layers(self, folder: str, name: str) -> list[bytes]:
        """A configuration, and those that it inherits from, the nearest first."""
        home, layers = folder, [self._bytes(folder, folder, name)]
        for _ in range(_INHERITED):
            made = settings.read(name, layers[-1])
            if made is None or not made.inherits.endswith((".yml", ".yaml")) or made.inherits.startswith("/"):
                break
            place = PurePosixPath(normpath(f"{folder}/{made.inherits}"))
            folder = place.parent.as_posix()
            layers.append(self._bytes(home, folder, place.name))
        return layers

    def _bytes(self, home: str, folder: str, name: str) -> bytes:
        """A file that settings in the folder `home` name; nothing where it lies outside what is checked."""
        path = (PurePosixPath(folder) / name).as_posix()
        try:
            return b"" if strays(self._tree, home, path) else self._tree.read(path)
        except OSError:
            return b""
