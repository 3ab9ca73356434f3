"""Real documentation as the seeding sees it, read with a few expressions and not with doclint."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from html import unescape
from itertools import accumulate
from os.path import normpath
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

_HIDDEN = re.compile(
    r"^(?P<fence>[ \t>]*(?:```+|~~~+)).*?^[ \t>]*(?:```+|~~~+)[ \t]*$|<!--.*?-->|\A---\n.*?\n---$"
    r"|<span class=\"sxs-lookup\">.*?</span></span>",
    re.DOTALL | re.MULTILINE,
)
"""What is a listing, a comment, front matter, or the source's side of a bilingual article."""
_CODE = re.compile(r"`[^`\n]+`")
_SOURCE = re.compile(r"<span class=\"sxs-lookup\">.*?</span></span>")
_LINK = re.compile(r"\]\((?P<to>[^()\s<>{}\"']+)(?=[ )])")
_INCLUDE = re.compile(r"\[!include ?\[[^\]]*\]$", re.IGNORECASE)
_NAME = re.compile(
    r"<a +(?:name|id)=\"(?P<a>[^\"]+)\" *></a>|(?:(?<![ \t])[ \t]+)?\{ *#(?P<b>[\w.:-]+) *\}(?=[ \t]*$)", re.MULTILINE
)
_HEADING = re.compile(r"^(?P<signs>#{1,6})[ \t]+(?P<title>.+?)[ \t#]*$", re.MULTILINE)
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()]*\)|[\[\]`*]|\{ *#[^{}]*\}")
_LOOSE = re.compile(r"[\W_]+")


class Link(NamedTuple):
    """A link: its file, line, the offsets of its destination, the file it leads to, and its fragment."""

    path: str
    line: int
    start: int
    end: int
    to: str
    target: str
    fragment: str


class Name(NamedTuple):
    """An anchor somebody wrote, or (without `name`) a heading: where, its text, and its level (0: no heading)."""

    path: str
    line: int
    start: int
    end: int
    name: str
    title: str
    level: int


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


class Page:
    """A file's text, and what is shown of it: the rest blanked, code as letters."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.shown = _CODE.sub(lambda code: "x" * len(code[0]), _HIDDEN.sub(_blank, text))
        self._lines = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._lines, offset)

    def _title(self, head: re.Match[str]) -> str:
        """A heading's text as shown, with the text of code."""
        start, end = head.span("title")
        return plain(_SOURCE.sub("", self.text[start:end]))

    @cached_property
    def names(self) -> list[Name]:
        """The anchors that somebody wrote."""
        heads = {self.line(head.start()): head for head in _HEADING.finditer(self.shown)}
        found = []
        for match in _NAME.finditer(self.shown):
            line = self.line(match.start())
            head = heads.get(line)
            title, level = (self._title(head), len(head["signs"])) if head else ("", 0)
            found.append(Name(self.path, line, *match.span(), match["a"] or match["b"], title, level))
        return found

    @cached_property
    def headings(self) -> list[Name]:
        """The headings without an anchor that somebody wrote."""
        taken = {name.line for name in self.names}
        return [
            Name(self.path, line, *head.span("title"), "", self._title(head), len(head["signs"]))
            for head in _HEADING.finditer(self.shown)
            if (line := self.line(head.start())) not in taken
        ]

    @cached_property
    def living(self) -> frozenset[str]:
        """The fragments that certainly lead here: names, and slugs of plain headings."""
        return frozenset([name.name for name in self.names] + [slug(head.title) for head in self.headings])

    @cached_property
    def loose(self) -> frozenset[str]:
        """All that a fragment might mean here, without signs and case: names, headings, and whatever has an id."""
        titles = (plain(head["title"]) for head in _HEADING.finditer(self.text))
        ids = re.findall(r"\b(?:id|name)=[\"']([^\"']+)", self.text) + re.findall(r"#([\w.:-]+) *\}", self.text)
        return frozenset(loose(one) for one in (*titles, *ids))


def plain(title: str) -> str:
    """A heading's text without its markup."""
    return unescape(_MARKUP.sub("", title)).strip()


def loose(text: str) -> str:
    """A text without signs, blanks, case and the number behind it."""
    return _LOOSE.sub("", text.lower()).rstrip("0123456789")


def slug(title: str) -> str:
    """A heading's slug as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def part(page: Page) -> bool:
    """Whether a file is shown in others, and its links are theirs."""
    return "includes/" in page.path


class Corpus(NamedTuple):
    """A tree to plant in. `source` gives the path of an article's source ('' for none), `site` the root of its site."""

    folder: Path
    kinds: tuple[str, ...]
    source: Callable[[str], str]
    site: Callable[[str], str]
    translations: str
    """What the paths of translations match."""


class Garden:
    """A corpus read, and the defects that could be planted in it."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        files = sorted(
            one for one in corpus.folder.rglob("*") if one.suffix in {".md", ".mdx"} and ".git" not in one.parts
        )
        self.pages = {page.path: page for page in map(self._page, files)}
        whole = [page for page in self.pages.values() if not part(page)]
        self.links = [link for page in whole for link in self._links(page)]
        self.to: defaultdict[tuple[str, str], list[Link]] = defaultdict(list)
        for link in self.links:
            self.to[link.target, link.fragment].append(link)
        self._parts = frozenset(name for page in self.pages.values() if part(page) for name in page.loose)

    def _page(self, file: Path) -> Page:
        return Page(file.relative_to(self.corpus.folder).as_posix(), file.read_bytes().decode("utf-8", "replace"))

    def _links(self, page: Page) -> Iterator[Link]:
        for match in _LINK.finditer(page.shown):
            path, _, fragment = match["to"].partition("#")
            if ":" in path or "?" in path or path.startswith("//"):
                continue
            target = self.target(page.path, unquote(path))
            yield Link(page.path, page.line(match.start()), *match.span("to"), match["to"], target, unquote(fragment))

    def target(self, path: str, written: str) -> str:
        """The file that a path written in `path` leads to, in the source where it is not translated; '' for none."""
        if not written:
            return path
        start = self.corpus.site(path) if written.startswith("/") else PurePosixPath(path).parent.as_posix()
        found = normpath(f"{start}/{written.lstrip('/')}")
        return next((one for one in (found, self.corpus.source(found)) if one in self.pages), "")

    def free(self, path: str, fragment: str, *, but: str = "") -> bool:
        """Whether nothing in a page, or in what pages include, could be meant by a fragment, but `but` itself."""
        meant = loose(fragment)
        return meant == loose(but) or (meant not in self.pages[path].loose and meant not in self._parts)

    def translated(self, path: str) -> bool:
        """Whether a file is a translation."""
        return re.match(self.corpus.translations, path) is not None

    def leads(self, name: Name) -> bool:
        """Whether an anchor replaces its heading's slug: it stands at the start, or in braces behind."""
        before = self.pages[name.path].text[: name.start].rpartition("\n")[2]
        return not before.strip("# \t") or self.pages[name.path].text[name.start : name.end].endswith("}")

    def included(self, link: Link) -> bool:
        """Whether a link is what a page includes."""
        return _INCLUDE.search(self.pages[link.path].shown[max(0, link.start - 200) : link.start - 1]) is not None

    def compared(self, path: str, written: str) -> bool:
        """Whether what is written in a translation stands as often in its source, beside it or in a file of its own."""
        page, source = self.pages[path], self.pages.get(self.corpus.source(path))
        there = source.shown.count(written) if source else page.text.count(written) - page.shown.count(written)
        return there == page.shown.count(written) and self.translated(path)

    @cached_property
    def folders(self) -> dict[str, list[str]]:
        """The names of the files in each folder."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in self.pages:
            found[PurePosixPath(path).parent.as_posix()].append(PurePosixPath(path).name)
        return found

    def named(self) -> Iterator[tuple[Name, list[Link]]]:
        """The anchors that somebody wrote and others link to, which no heading or other anchor could stand in for."""
        for page in self.pages.values():
            count = Counter(loose(name.name) for name in page.names)
            titles = {loose(one.title) for one in (*page.names, *page.headings)}
            for name in page.names:
                links = self.to.get((page.path, name.name), [])
                if links and name.level and count[loose(name.name)] == 1 and loose(name.name) not in titles:
                    yield name, links
