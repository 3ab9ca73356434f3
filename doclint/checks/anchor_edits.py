"""How explicit anchors are written, and the edits that put one back."""

import re

from msgspec import Struct

from doclint.model import Anchor, Article, Block, Edit, Span
from doclint.project.edition import Edition
from doclint.read.html import TAG

_VALUE = r"\b(?:name|id)\s*=\s*[\"']?({})(?=[\"'\s/>])"
_PLAIN = re.compile(r"<a\s+(?:name|id)\s*=\s*[^\s<>]+\s*/?>", re.IGNORECASE)
_MARGIN = re.compile(r"(?:#+ *)?")
"""What may stand before a block that another can be set above: nothing, or the marks of a heading."""


class Model(Struct, frozen=True):
    """An anchor that shows how another is to be written: its article, and the block it marks."""

    article: Article
    anchor: Anchor
    block: Block

    @property
    def tag(self) -> bool:
        """Whether it is an attribute of a tag."""
        return self.article.text.startswith("<", self.anchor.span.start)

    def written(self, name: str) -> str:
        """The anchor in its own syntax with another name; the attributes of a tag that is more than an anchor go."""
        tag = self.article.text[self.anchor.span.start : self.anchor.span.end]
        plain = tag.replace(self.anchor.name, name) if _PLAIN.fullmatch(tag) else f'<a id="{name}">'
        return plain if plain.endswith("/>") else f"{plain}</a>"

    def braces(self, name: str) -> str:
        """What stands behind a heading that ends in its anchor, with another name; empty where it does not."""
        end = self.article.text.find("\n", self.anchor.span.end)
        behind = self.article.text[self.block.span.end : end if end >= 0 else None].strip(" \t\r#")
        known = behind.startswith("{") and behind.endswith("}")
        return behind.replace(self.anchor.name, name) if known else ""


def places(article: Article, anchor: Anchor) -> list[Span]:
    """Where the anchor's name stands: in its tag, perhaps twice, or as it is; none where it is written otherwise."""
    start, end = anchor.span.start, anchor.span.end
    if not article.text.startswith("<", start):
        return [anchor.span]
    value = re.compile(_VALUE.format(re.escape(anchor.name)), re.IGNORECASE)
    found = (match.span(1) for match in value.finditer(article.text, start, end))
    return [Span(*span) for span in found if article.text[slice(*span)] == anchor.name]


def restored(model: Model, name: str, edition: Edition, block: Block) -> Edit | None:
    """The edit that gives `block` of the edition the anchor `name`, at the place and in the syntax of the model."""
    if not model.tag:
        braces = model.braces(name) if block.kind == "heading" else ""
        return _behind(edition, block, f" {braces}") if braces else None
    written, anchor, marked = model.written(name), model.anchor.span, model.block.span
    if anchor.start < marked.start:
        return _above(edition, block, written)
    if not _text(model.article, marked.start, anchor.start):
        return _before(edition, block, written, outside=model.article is edition.article)
    return None if _text(model.article, anchor.end, marked.end) else _behind(edition, block, written)


def _text(article: Article, start: int, end: int) -> str:
    """What a stretch of text shows, without its tags."""
    return TAG.sub("", article.text[start:end]).strip()


def _before(edition: Edition, block: Block, text: str, *, outside: bool) -> Edit:
    """`text` at the block's start; `outside` the span that holds its unit, where there is one."""
    article, start = edition.article, block.span.start
    apart = start > 0 and article.offset(start) != article.offset(start - 1) + 1
    at = Span(start - (outside and apart), start)
    return edition.edit(at, article.text[at.start : at.end] + text)


def _behind(edition: Edition, block: Block, text: str) -> Edit:
    """`text` behind the block's last character, within whatever that stands in."""
    last = Span(block.span.end - 1, block.span.end)
    return edition.edit(last, edition.article.text[last.start : last.end] + text)


def _above(edition: Edition, block: Block, text: str) -> Edit | None:
    """`text` as a paragraph of its own above the block, where the block begins at the margin."""
    article = edition.article.text
    start = article.rfind("\n", 0, block.span.start) + 1
    if not _MARGIN.fullmatch(article, start, block.span.start):
        return None
    end = "\r\n" if article[max(0, start - 2) : start] == "\r\n" else "\n"
    before = Span(max(0, start - 1), start)
    return edition.edit(before, f"{article[before.start : before.end]}{text}{end}{end}")
