"""The places of an article that may get a slug, with their texts."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from doclint.model import LINE_END, Anchor, Article, Block
from doclint.project.sites.slugs import title

_NAMED = re.compile(r'<a +(?:name|id)="[\w .-]+" *></a>(?=.)', re.DOTALL)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class Place(NamedTuple):
    """A block with its number in the article, its title, the text behind it (" {#id}") and the id written there, or "".

    `named`: an `<a name>` is the first thing in it, and not the last; `tab`: it is the label of a tab.
    """

    kind: Literal["heading", "html", "term"]
    number: int
    block: Block
    title: str
    behind: str = ""
    id: str = ""
    named: bool = False
    tab: bool = False


def places(article: Article, *, images: bool) -> Iterator[Place]:
    """The headings of `article`, in Markdown and HTML, and the terms of its lists; `images` as for a title."""
    ids = {anchor.heading: anchor for anchor in article.anchors if is_behind(article, anchor)}
    for index, block in enumerate(article.blocks):
        if block.kind == "heading":
            behind = _rest(article, block) if index in ids else ""
            written = ids[index].name if index in ids else ""
            named = bool(_NAMED.match(block.text))
            yield Place("heading", index, block, title(block, images=images), behind, written, named, _is_tab(block))
        elif block.kind == "html" and block.tags and block.prose.strip() and _is_heading(block):
            yield Place("html", index, block, block.prose.strip())
    for index, (block, following) in enumerate(pairwise(article.blocks)):
        if block.kind == following.kind == "item" and following.text.startswith(": "):
            yield Place("term", index, block, _term(block))


def is_behind(article: Article, anchor: Anchor) -> bool:
    """Whether an anchor stands behind its heading's text, on the same line."""
    if anchor.heading < 0:
        return False
    end = article.blocks[anchor.heading].span.end
    return anchor.span.start > end and not LINE_END.search(article.text, end, anchor.span.start)


def _rest(article: Article, block: Block) -> str:
    """What stands behind a heading's text on its line, closing hashes aside."""
    end = LINE_END.search(article.text, block.span.end)
    rest = article.text[block.span.end : end.start() if end else len(article.text)].rstrip()
    return rest.rstrip("#").rstrip() if block.info.startswith("#") else rest


def _is_tab(block: Block) -> bool:
    """Whether a heading ends in a link to a tab."""
    return any(
        mark.kind == "link" and mark.value.startswith("#tab/") and mark.span.end == block.span.end
        for mark in block.markup
    )


def _is_heading(block: Block) -> bool:
    return any(tag.name in _HEADINGS and not tag.closing for tag in block.tags)


def _term(block: Block) -> str:
    """A term's title: the code it begins with, else all of it."""
    first = block.markup[0] if block.markup else None
    return first.value if first and first.kind == "code" and first.span.start == block.span.start else title(block)
