"""Where a site sends readers of pages that have moved: what configurations, redirect files and front matter say."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec

from doclint.model import Article
from doclint.project.sites import settings
from doclint.project.sites.formats import Read, items, json, mapping, string, text, toml, yaml_object
from doclint.project.sites.paths import Routes

FILES = (
    ".openpublishing.redirection.json",
    "redirections.json",
    "redirections.yml",
    "_redirects",
    "netlify.toml",
    "vercel.json",
    *(name for name, dialect in settings.MARKERS.items() if dialect in {"python-markdown", "docusaurus", "mdbook"}),
)
"""The names of files with redirects, in a site's folder."""

_FAMILY = re.compile(r"\.openpublishing\.redirection\.[^/]+\.json")
_NAMED = re.compile(r":(\w+)\*?")
_RULE = re.compile(r"(/[^\s]*+)[ \t]++([^\s]++)(?:[ \t]++([^#]*))?")
_SENT = frozenset({"", "200", "301", "302", "303", "307", "308"})
"""The statuses with which something is shown; 404 and the like show that nothing is there."""

Pairs = Iterable[tuple[str, str]]


class Shape(NamedTuple):
    """What patterns share: which parts of a path are given, how many there are, and whether more may follow."""

    given: tuple[int, ...]
    size: int
    open: bool


class Pattern(NamedTuple):
    """A rule for many paths: its parts, ":name" for any one, the name of what follows them, and where it leads."""

    parts: tuple[str, ...]
    rest: str | None
    to: str

    def shape(self) -> Shape:
        """The shape of the paths it is for."""
        given = tuple(place for place, part in enumerate(self.parts) if not part.startswith(":"))
        return Shape(given, len(self.parts), self.rest is not None)

    def filled(self, parts: Sequence[str]) -> str:
        """Where a path of these parts leads: what follows is its `:splat`, or what its `:name*` stands for."""
        names = {part[1:]: own for part, own in zip(self.parts, parts, strict=False) if part.startswith(":")}
        names[self.rest or ""] = "/".join(parts[len(self.parts) :])
        return _NAMED.sub(lambda name: names.get(name[1], name[0]), self.to)


Patterns = dict[Shape, dict[tuple[str, ...], Pattern]]
"""Patterns by their shape and their given parts, so that many cost no more than few."""


class Redirects(msgspec.Struct, frozen=True):
    """The redirects of one file. `by` says what they are for: paths of sources below the file's folder, or of the site.

    `folds` is whether case does not matter. `patterns` count where nothing is named exactly.
    """

    by: Literal["path", "url"]
    exact: dict[str, str] = {}
    patterns: Patterns = {}
    folds: bool = False
    fault: str = ""

    def target(self, path: str, routes: Routes = ()) -> str | None:
        """Where `path` leads by one step, as written there; None where nothing is said.

        `path` is a source's, below the file's folder, or with a slash before it one of the site. It may end in a
        fragment: one that has a redirect of its own counts first. `routes` make a source's path one of the site.
        """
        page, mark, fragment = path.partition("#")
        for one in _addresses(page, routes) if self.by == "url" else [page]:
            key = _key(one, self.by, folds=self.folds)
            found = self.exact.get(f"{key}#{fragment}") if mark else None
            found = found or self.exact.get(key) or self._matched(key)
            if found:
                return found
        return None

    def _matched(self, key: str) -> str | None:
        parts = [part for part in key.split("/") if part]
        for shape, rules in self.patterns.items():
            if len(parts) == shape.size or (shape.open and len(parts) > shape.size):
                rule = rules.get(tuple(parts[place] for place in shape.given))
                if rule:
                    return rule.filled(parts)
        return None


def read(name: str, data: bytes) -> Redirects:
    """The redirects in a file called `name`, as far as it can be read. A file of another name has none."""
    if name in settings.MARKERS:
        return _of_settings(settings.read(name, data))
    if name == "_redirects":
        return _rules(data)
    if _FAMILY.fullmatch(name) or name in FILES[:3]:
        return _openpublishing(yaml_object(data) if name.endswith("yml") else json(data))
    if name in {"netlify.toml", "vercel.json"}:
        return _hosted(toml(data) if name.endswith("toml") else json(data))
    return Redirects("path")


def is_redirects(name: str) -> bool:
    """Whether a file of this name holds redirects: one of FILES, or a `.openpublishing.redirection.NAME.json`."""
    return name in FILES or bool(_FAMILY.fullmatch(name))


def of_article(article: Article) -> tuple[str, ...]:
    """The paths of the site that lead to `article`: Hugo's `aliases`, Jekyll's `redirect_from`."""
    named = (article.metadata[key].text for key in ("aliases", "redirect_from") if key in article.metadata)
    return tuple(one for written in named for one in _listed(written))


def _listed(written: str) -> tuple[str, ...]:
    """The texts in a front matter value, which is one text or a list as written, its lines indented or not."""
    if not written.startswith(("[", "- ", "-\n")):
        return (written,) if written else ()
    lines = "\n".join(line.strip() for line in written.splitlines())
    value, _ = yaml_object(f"{{list: {lines}}}".encode() if written[0] == "[" else f"list:\n{lines}".encode())
    return tuple(one for one in items(value.get("list")) if isinstance(one, str) and one)


def _of_settings(read: settings.Settings | None) -> Redirects:
    """A generator's own redirects. MkDocs names sources below its folder of articles, the others pages of the site."""
    if read is None:
        return Redirects("path")
    if read.dialect == "python-markdown":
        return _exact("path", ((f"{read.content[0]}/{old}", new) for old, new in read.redirects.items()), read.fault)
    return _exact("url", read.redirects.items(), read.fault)


def _exact(by: Literal["path", "url"], pairs: Pairs, fault: str, *, folds: bool = False) -> Redirects:
    """Redirects of single pages; the first for a page counts."""
    found: dict[str, str] = {}
    for old, new in pairs:
        page, mark, fragment = old.partition("#")
        found.setdefault(f"{_key(page, by, folds=folds)}{mark}{fragment}", new)
    return Redirects(by, found, folds=folds, fault=fault)


def _openpublishing(read: Read) -> Redirects:
    """The `redirections` of docfx: a list of rules, or an object of sources and targets."""
    value, fault = read
    listed = value.get("redirections")
    pairs = [(old, string(new)) for old, new in listed.items()] if isinstance(listed, dict) else []
    for rule in map(mapping, items(listed) if isinstance(listed, list) else []):
        source = string(rule.get("source_path")) or string(rule.get("source_path_from_root"))
        pairs.append((source, string(rule.get("redirect_url"))))
    return _exact("path", ((old, new) for old, new in pairs if old and new), fault, folds=True)


def _hosted(read: Read) -> Redirects:
    """The `redirects` of netlify.toml (from, to, status) and of vercel.json (source, destination)."""
    value, fault = read
    rules = [mapping(one) for one in items(value.get("redirects"))]
    pairs = [
        (string(one.get("from") or one.get("source")), string(one.get("to") or one.get("destination")))
        for one in rules
        if str(one.get("status") or "") in _SENT and not (one.get("has") or one.get("conditions") or one.get("query"))
    ]
    return _sorted(pairs, fault)


def _rules(data: bytes) -> Redirects:
    """A `_redirects` file: from, to and status on each line. Rules for some readers only are left out."""
    source, fault = text(data)
    found = (_RULE.match(line.strip()) for line in source.splitlines())
    pairs = [(one[1], one[2]) for one in found if one and (one[3] or "").strip().rstrip("!") in _SENT]
    return _sorted(pairs, fault)


def _sorted(pairs: list[tuple[str, str]], fault: str) -> Redirects:
    """Redirects of single pages, and patterns. What only a regular expression could say is left out."""
    exact = [(old, new) for old, new in pairs if not set(old) & set("*:(?") and old.startswith("/") and new]
    patterns: Patterns = {}
    for one in (found for old, new in pairs if new and (found := _pattern(old, new))):
        shape = one.shape()
        patterns.setdefault(shape, {}).setdefault(tuple(one.parts[place] for place in shape.given), one)
    return msgspec.structs.replace(_exact("url", exact, fault), patterns=patterns)


def _pattern(old: str, new: str) -> Pattern | None:
    """The pattern of `/a/*`, `/a/:name` or `/a/:name*`; None for a single page and for anything else.

    Everything rewritten to one page, which a single-page application does, says nothing of what is there.
    """
    parts = [part for part in old.split("/") if part]
    if not old.startswith("/") or not parts:
        return None
    last = parts[-1]
    rest = "splat" if last == "*" else last[1:-1] if re.fullmatch(r":\w+\*", last) else None
    inner = parts if rest is None else parts[:-1]
    if not inner or any(set(part) & set("*(?") or ":" in part[1:] for part in inner):
        return None
    named = rest is not None or any(part.startswith(":") for part in inner)
    return Pattern(tuple(inner), rest, new) if named else None


def _addresses(page: str, routes: Routes) -> list[str]:
    """The paths of the site at which a source is shown, or the path itself where it is one of the site."""
    if page.startswith("/"):
        return [page]
    bare = re.sub(r"\.(?:md|mdx|markdown)$", "", page)
    shown = [f"{prefix}{bare.removeprefix(folder)}" for prefix, folder in routes if page.startswith(folder)]
    return [*shown, *(f"{one}.html" for one in shown)]


def _key(page: str, by: Literal["path", "url"], *, folds: bool) -> str:
    """A page's path in the form of the keys: a site shows `/a`, `/a/` and `/a/index.html` alike."""
    key = page.replace("\\", "/").removeprefix("./")
    if by == "url":
        key = key.partition("?")[0].removesuffix("/index.html").removesuffix("/index").rstrip("/")
        return f"/{key.lstrip('/')}"
    key = key.lstrip("/")
    return key.lower() if folds else key
