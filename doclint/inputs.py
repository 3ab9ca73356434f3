"""From the paths a user names to the articles they mean."""

import os
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from doclint.console import fail, warn
from doclint.tree import Tree


def articles(tree: Tree, paths: Sequence[str], exclude: Sequence[str]) -> dict[str, str]:
    """Every article below `paths`, named relative to the working directory, with its path below the one given."""
    found: dict[str, str] = {}
    for path in paths:
        if not path or not Path(path).exists():
            fail(f"{path or 'an empty path'}: there is no such file or folder")
        relative = Path(os.path.relpath(path)).as_posix()
        names = [name for name in tree.files(relative) if not any(fnmatch(name, pattern) for pattern in exclude)]
        if not names:
            warn(f"{path}: no Markdown files (.md, .markdown, .mdx) found there")
        found |= {name: "" if name == relative else os.path.relpath(name, relative) for name in names}
    if not found:
        fail("nothing to check")
    return found


def sources(found: dict[str, str], candidates: dict[str, str]) -> dict[str, str]:
    """The source of each article: what lies at the same place below --source; one file may be called anything."""
    places = {place: name for name, place in candidates.items()}
    matched = {name: source for name, place in found.items() if (source := _source(name, place, places))}
    if not matched:
        fail("no article has its source below --source: name folders whose contents lie alike, or one file for one")
    return matched


def _source(name: str, place: str, places: dict[str, str]) -> str | None:
    """The source at `place`; for an article named alone, what lies at the longest end of its path."""
    parts = Path(name).absolute().parts
    tails = ["/".join(parts[start:]) for start in range(1, len(parts))] if not place else []
    source = next((places[end] for end in (place, *tails) if end in places), None)
    return None if source == name else source


def home(paths: Sequence[str]) -> Path:
    """The folder that holds all of `paths`: where the configuration is looked for, upwards."""
    existing = [Path(path).resolve() for path in paths]
    shared = Path(os.path.commonpath(existing)) if existing else Path.cwd()
    return shared if shared.is_dir() else shared.parent
