"""Defects of links planted in real documentation: the same ones for the same seed, each known to be one.

Only what is certain is planted: a name is dropped where no heading could stand in for it, a file is missing where
nothing of a like name is there.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from garden import Garden, Link, Name, loose, slug

_SITE = re.compile(r"\]\((?:https://(?:docs|azure)\.microsoft\.com)?(?P<path>/[a-z][\w/-]+)")
"""A link to a site that has its pages in many languages."""


class Defect(NamedTuple):
    """What was planted: the edited stretch of a file, and the places (file, line) of which each should be reported.

    `dead` are the links that no longer work, `lost` the anchor they name; the edited place itself counts as naming
    the defect.
    """

    kind: str
    path: str
    line: int
    start: int
    end: int
    text: str
    dead: tuple[tuple[str, int], ...]
    lost: str = ""


Planter = Callable[[Garden, random.Random], Iterator[Defect]]


def _at(links: list[Link]) -> tuple[tuple[str, int], ...]:
    return tuple(dict.fromkeys((link.path, link.line) for link in links))


def _anchor(kind: str, name: Name, text: str, links: list[Link]) -> Defect:
    return Defect(kind, name.path, name.line, name.start, name.end, text, _at(links), name.name)


def _rewrite(kind: str, link: Link, text: str) -> Defect:
    return Defect(kind, link.path, link.line, link.start, link.end, text, ((link.path, link.line),))


def _fragment(link: Link, fragment: str) -> str:
    return f"{link.to.partition('#')[0]}#{fragment}"


def anchor_dropped(garden: Garden, _: random.Random) -> Iterator[Defect]:
    """A name that links use is lost, and the heading's words are others."""
    for name, links in garden.named():
        yield _anchor("anchor dropped", name, "", links)


def anchor_translated(garden: Garden, _: random.Random) -> Iterator[Defect]:
    """A name at a heading was translated with it."""
    for name, links in garden.named():
        written = garden.pages[name.path].text[name.start : name.end]
        text = written.replace(name.name, slug(name.title))
        yield _anchor("anchor translated", name, text, links)


def fragment_translated(garden: Garden, _: random.Random) -> Iterator[Defect]:
    """A link's fragment was translated as its heading was, which keeps the source's name."""
    for name, links in garden.named():
        translated = slug(name.title)
        replaced = garden.leads(name) and translated and translated not in garden.pages[name.path].living
        for link in links if replaced else ():
            if loose(translated) != loose(name.name):
                yield _rewrite("fragment translated", link, _fragment(link, slug(name.title)))


def _alive(garden: Garden) -> Iterator[Link]:
    """Links to an anchor that is there, by name or as a slug."""
    for link in garden.links:
        if link.fragment and link.target and link.fragment in garden.pages[link.target].living:
            yield link


def fragment_case(garden: Garden, _: random.Random) -> Iterator[Defect]:
    """A letter of a fragment became upper case."""
    for link in _alive(garden):
        text = link.fragment.title()
        if text not in {name.name for name in garden.pages[link.target].names} and text != link.fragment:
            yield _rewrite("fragment case", link, _fragment(link, text))


def fragment_typo(garden: Garden, chance: random.Random) -> Iterator[Defect]:
    """Two letters of a fragment changed places, or one is gone."""
    for link in _alive(garden):
        place = chance.randrange(1, max(2, len(link.fragment) - 1))
        one, other = link.fragment[place - 1 : place], link.fragment[place : place + 1]
        text = (
            link.fragment[: place - 1] + (other + one if chance.random() < 0.5 else other) + link.fragment[place + 1 :]
        )
        if text.strip("-") and garden.free(link.target, text):
            yield _rewrite("fragment typo", link, _fragment(link, text))


def heading_renamed(garden: Garden, _: random.Random) -> Iterator[Defect]:
    """A heading got other words, and links use the slug of the old ones."""
    for page in garden.pages.values():
        titles = [loose(head.title) for head in (*page.headings, *page.names)]
        for head in page.headings:
            links = garden.to.get((page.path, slug(head.title)), [])
            names = {loose(name.name) for name in page.names}
            if links and head.level > 1 and titles.count(loose(head.title)) == 1 and loose(head.title) not in names:
                text = f"{page.text[head.start : head.end]} on the quay"
                yield _anchor("heading renamed", head._replace(name=slug(head.title)), text, links)


def _with_path(garden: Garden, endings: tuple[str, ...]) -> Iterator[tuple[Link, str, str]]:
    """Links with a path: the path without its ending, and what follows."""
    for link in garden.links:
        path, sign, fragment = link.to.partition("#")
        stem, dot, ending = path.rpartition(".")
        if stem.strip("./") and dot + ending in endings and not path.startswith("/"):
            yield link, stem, f".{ending}{sign}{fragment}"


def file_missing(garden: Garden, _: random.Random) -> Iterator[Defect]:
    """The file that a link leads to was renamed."""
    for link, stem, rest in _with_path(garden, (".md", ".mdx")):
        if link.target and not garden.included(link):
            yield _rewrite("file missing", link, f"{stem}-of-old{rest}")


def include_missing(garden: Garden, _: random.Random) -> Iterator[Defect]:
    """The file that a page includes was renamed."""
    for link, stem, rest in _with_path(garden, (".md",)):
        if link.target and garden.included(link):
            yield _rewrite("include missing", link, f"{stem}-of-old{rest}")


def path_case(garden: Garden, _: random.Random) -> Iterator[Defect]:
    """A letter of a path became upper case, where files are told apart by it."""
    for link, stem, rest in _with_path(garden, (".md", ".mdx")):
        folder, slash, name = stem.rpartition("/")
        if link.target and name[:1].islower():
            yield _rewrite("path case", link, f"{folder}{slash}{name.capitalize()}{rest}")


def destination_swapped(garden: Garden, chance: random.Random) -> Iterator[Defect]:
    """A translation's link leads to another article than its source's."""
    for link, stem, _ in _with_path(garden, (".md", ".mdx")):
        target = PurePosixPath(link.target)
        beside = [name for name in garden.folders.get(target.parent.as_posix(), ()) if name != target.name]
        if garden.compared(link.path, f"]({link.to})") and not link.fragment and beside and not garden.included(link):
            folder, slash, _ = stem.rpartition("/")
            yield _rewrite("destination swapped", link, f"{folder}{slash}{chance.choice(beside)}")


def link_malformed(garden: Garden, _: random.Random) -> Iterator[Defect]:
    """A blank crept between a link's text and its destination."""
    for link in garden.links:
        if garden.translated(link.path) and link.target and not garden.included(link):
            yield _rewrite("link malformed", link._replace(start=link.start - 1), f" ({link.to}")


def locale_pinned(garden: Garden, _: random.Random) -> Iterator[Defect]:
    """A translation's link was pinned to the source's language; the source's link names none, and is no blog's."""
    for page in garden.pages.values():
        for match in _SITE.finditer(page.shown):
            fixed = re.match(r"/(?:[a-z]{2}-[a-z]{2}|blog)/", match["path"])
            if not fixed and garden.compared(page.path, match[0]):
                place = (page.path, page.line(match.start()))
                yield Defect("locale pinned", *place, *match.span("path"), f"/en-us{match['path']}", (place,))


PLANTERS: dict[str, Planter] = {
    "anchor dropped": anchor_dropped,
    "anchor translated": anchor_translated,
    "fragment translated": fragment_translated,
    "fragment case": fragment_case,
    "fragment typo": fragment_typo,
    "heading renamed": heading_renamed,
    "file missing": file_missing,
    "include missing": include_missing,
    "path case": path_case,
    "destination swapped": destination_swapped,
    "link malformed": link_malformed,
    "locale pinned": locale_pinned,
}


def plan(garden: Garden, seed: int, each: int) -> list[Defect]:
    """At most `each` defects of every kind, no two of which touch one line or one dead link."""
    chance = random.Random(seed)  # noqa: S311
    taken: set[tuple[str, int]] = set()
    planned = []
    for kind in garden.corpus.kinds:
        found = list(PLANTERS[kind](garden, chance))
        chance.shuffle(found)
        count = 0
        for defect in found:
            places = {(defect.path, defect.line), *defect.dead}
            if count < each and not places & taken:
                planned.append(defect)
                taken |= places
                count += 1
    return planned


def plant(garden: Garden, defects: list[Defect]) -> None:
    """Write the defects into the corpus's files, from the end of each file to its beginning."""
    by_path: defaultdict[str, list[Defect]] = defaultdict(list)
    for defect in defects:
        by_path[defect.path].append(defect)
    for path, planted in by_path.items():
        text = garden.pages[path].text
        for defect in sorted(planted, key=lambda one: one.start, reverse=True):
            text = text[: defect.start] + defect.text + text[defect.end :]
        file = garden.corpus.folder / path
        file.unlink()
        file.write_bytes(text.encode())
