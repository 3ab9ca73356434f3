"""From the paths a user names to the articles they mean."""

import os
import warnings
from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import msgspec

from doclint.config import Config
from doclint.console import fail
from doclint.errors import DoclintWarning
from doclint.project.layouts import Layout
from doclint.tree import Tree, WorkTree

_PUBLISHING = ".openpublishing.publish.config.json"


class _Repository(msgspec.Struct):
    path_to_root: str = ""
    url: str = ""


class _Publishing(msgspec.Struct):
    dependent_repositories: tuple[_Repository, ...] = ()


class Inputs(NamedTuple):
    """What a command works on: the tree, the articles, all originals, and the source of each article that has one."""

    tree: Tree
    found: dict[str, str]
    originals: dict[str, str]
    sources: dict[str, str]


def given(paths: Sequence[str], named: Sequence[str], config: Config, tree: Tree | None = None) -> Inputs:
    """The inputs at the `paths` that a user names, with the folders of sources `named` by --source."""
    tree = tree or WorkTree(Path.cwd())
    found = articles(tree, paths, config.exclude)
    folders = list(named) or declared(tree.base, found, config)
    candidates = articles(tree, folders, config.exclude) if folders else {}
    sources = _sources(tree, found, candidates, config)
    if named and not sources:
        fail("no article has its source below --source: name folders whose contents lie alike, or one file for one")
    return Inputs(tree, found, candidates, sources)


def earlier(paths: Sequence[str], named: Sequence[str], config: Config, tree: Tree) -> Inputs:
    """The inputs as they were in an earlier `tree`, where any of them may have been missing."""
    found = _listed(tree, paths, config.exclude)
    candidates = _listed(tree, list(named) or declared(tree.base, found, config), config.exclude)
    return Inputs(tree, found, candidates, _sources(tree, found, candidates, config))


def articles(tree: Tree, paths: Sequence[str], exclude: Sequence[str]) -> dict[str, str]:
    """Every article below `paths`, as `tree` names it, with its path below the one given."""
    found: dict[str, str] = {}
    for path in paths:
        if not path or not tree.exists(named(path, tree.base)):
            fail(f"{path or 'an empty path'}: there is no such file or folder")
        below = _listed(tree, [path], exclude)
        if not below:
            warnings.warn(f"{path}: no Markdown files (.md, .markdown, .mdx) found there", DoclintWarning, stacklevel=2)
        found |= below
    if not found:
        fail("nothing to check")
    return found


def named(path: str, base: str = "") -> str:
    """A path that a user gives, as a tree at `base` names it: with slashes, and relative."""
    try:
        return Path(os.path.relpath(path, base or os.curdir)).as_posix()
    except ValueError:
        fail(f"{path}: it lies on another drive than the working directory: change to that drive first")


def _listed(tree: Tree, paths: Sequence[str], exclude: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in paths:
        relative = named(path, tree.base)
        names = [name for name in tree.files(relative) if not any(fnmatch(name, pattern) for pattern in exclude)]
        found |= {name: "" if name == relative else name.removeprefix(f"{relative}/") for name in names}
    return found


def _sources(tree: Tree, found: dict[str, str], candidates: dict[str, str], config: Config) -> dict[str, str]:
    """The source of each article that has one among `candidates`.

    It lies at the same place, or where the layout has it; one file may be called anything.
    """
    if not candidates:
        return {}
    places = {place: name for name, place in candidates.items()}
    layout = Layout({**found, **candidates}, tree.base, config.source_locale, config.layout)
    keys = {layout.of_path(name).key: name for name in candidates}
    return {
        name: source
        for name, place in found.items()
        if (source := _source(Path(tree.base, name), place, places) or keys.get(layout.of_path(name).key))
        and source != name
    }


def declared(base: str, found: Iterable[str], config: Config) -> list[str]:
    """The folders of sources that the configuration names, or Open Publishing's configuration above the articles."""
    if config.source:
        return [config.source]
    folders = {folder for name in found for folder in Path(base, name).parents}
    files = sorted(file for folder in folders if (file := folder / _PUBLISHING).is_file())
    return list(dict.fromkeys(name for file in files for name in _repositories(file)))


def _repositories(file: Path) -> list[str]:
    """The folders beside a repository that hold the source repository its configuration names, where they are there."""
    try:
        settings = msgspec.json.decode(file.read_bytes(), type=_Publishing, strict=False)
    except (msgspec.MsgspecError, OSError, UnicodeError) as error:
        warnings.warn(f"{file}: {error}", DoclintWarning, stacklevel=2)
        return []
    urls = [one.url for one in settings.dependent_repositories if one.path_to_root.startswith("_repo.")]
    names = [url.rstrip("/").rpartition("/")[2].removesuffix(".git") for url in urls]
    return [str(folder) for name in names if name.strip(".") and (folder := file.parent.parent / name).is_dir()]


def _source(name: Path, place: str, places: dict[str, str]) -> str | None:
    """The source at `place`; for an article named alone, what lies at the longest end of its path."""
    parts = name.absolute().parts
    tails = ["/".join(parts[start:]) for start in range(1, len(parts))] if not place else []
    return next((places[end] for end in (place, *tails) if end in places), None)


def home(paths: Sequence[str]) -> Path:
    """The folder that holds all of `paths`: where the configuration is looked for, upwards."""
    # Unlike resolve(), realpath() takes links that lead in circles.
    existing = [Path(os.path.realpath(path)) for path in paths]
    shared = Path(os.path.commonpath(existing)) if existing else Path.cwd()
    return shared if shared.is_dir() else shared.parent
