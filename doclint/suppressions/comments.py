"""Comments in articles that speak to doclint: HTML comments, those of MDX, and those of YAML in front matter."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Literal, NamedTuple

import yaml

from doclint.model import Article, Span
from doclint.read import metadata
from doclint.read.prose import blank
from doclint.read.remarks import MARK

KEY = MARK
"""The key of the front matter that speaks for the whole file."""

_COMMENT = re.compile(
    r"(?<!\\)<!--(?:--*>|(?P<html>.*?)-->)|(?<!\\)\{/\*(?P<mdx>.*?)\*/\}",
    re.DOTALL,
)
_YAML = re.compile(rf"(?:^|(?<=[ \t]))#[ \t]*(?P<yaml>{MARK}[^\r\n]*)", re.MULTILINE)
_LISTINGS = {"code", "math", "macro"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Comment(NamedTuple):
    """A comment that holds a directive: its place in the file, and the place of what it says."""

    kind: Literal["html", "mdx", "yaml"]
    span: Span
    said: Span


def sides(article: Article) -> list[Article]:
    """The article, and the source side of a bilingual one."""
    return [article, article.source] if article.source else [article]


def body(article: Article) -> int:
    """The offset at which the body begins: what stands before it is front matter."""
    return metadata.read(article.original.text)[1]


def comments(article: Article) -> Iterator[Comment]:
    """The comments of a file that begin with the mark, in order. Those in code are examples, and none."""
    text = article.original.text
    start = body(article)
    if start:
        yield from _of_yaml(text[:start])
    for match in _COMMENT.finditer(_without_listings(article), start):
        kind: Literal["html", "mdx"] = "mdx" if match["mdx"] is not None else "html"
        if (match[kind] or "").lstrip().startswith(MARK):
            yield Comment(kind, Span(*match.span()), Span(*match.span(kind)))


def _of_yaml(matter: str) -> Iterator[Comment]:
    """The comments of front matter; a sign inside a value is part of it."""
    found = [*_YAML.finditer(matter)]
    values = _values(matter) if found else []
    for match in found:
        if not any(value.start <= match.start() < value.end for value in values):
            yield Comment("yaml", Span(*match.span()), Span(*match.span("yaml")))


def _values(matter: str) -> list[Span]:
    """The places of the scalars in front matter, as far as it can be read."""
    found: list[Span] = []
    with suppress(yaml.YAMLError):
        scalars = (token for token in yaml.scan(matter, Loader=_LOADER) if isinstance(token, yaml.ScalarToken))
        found.extend(Span(token.start_mark.index, token.end_mark.index) for token in scalars)
    return found


def _without_listings(article: Article) -> str:
    """The file's text with code blanked: what is shown as it is written says nothing to doclint."""
    shown = list(article.original.text)
    for span in _listings(article):
        shown[span.start : span.end] = blank("".join(shown[span.start : span.end]))
    return "".join(shown)


def _listings(article: Article) -> Iterator[Span]:
    for side in sides(article):
        yield from _placed(side, (one.span for one in side.blocks if one.kind == "code" and not _spoken(one.text)))
        marks = (mark for block in side.blocks for mark in block.markup)
        yield from _placed(side, (mark.span for mark in marks if mark.kind in _LISTINGS))


def _spoken(text: str) -> bool:
    """Whether what is read as syntax is a comment of MDX."""
    return text.lstrip().startswith("{/*")


def _placed(side: Article, spans: Iterable[Span]) -> Iterator[Span]:
    return (side.place(span) for span in spans)
