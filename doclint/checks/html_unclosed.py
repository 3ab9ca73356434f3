"""HTML elements that are opened and never closed."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from doclint.model import Diagnostic, Span, Tag
from doclint.project.edition import Edition

SCOPE = "article"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """The elements whose end tag may not be left out."""

    elements: tuple[str, ...]


def check(edition: Edition, options: Options) -> Iterator[Diagnostic]:
    """Every element still open at the end of its table cell, or of the article."""
    loose: list[Tag] = []
    for block in edition.article.blocks:
        if block.kind == "cell":
            yield from (_diagnostic(edition, tag) for tag in _open(block.tags, options.elements))
        else:
            loose += block.tags
    yield from (_diagnostic(edition, tag) for tag in _open(loose, options.elements))


def _open(tags: Iterable[Tag], elements: tuple[str, ...]) -> list[Tag]:
    """The tags among `tags` that nothing closes. An end tag closes what was left open inside its element."""
    stack: list[Tag] = []
    unclosed: list[Tag] = []
    for tag in tags:
        if tag.name not in elements:
            continue
        if not tag.closing:
            stack.append(tag)
        elif any(tag.name == other.name for other in stack):
            while stack[-1].name != tag.name:
                unclosed.append(stack.pop())
            stack.pop()
    return unclosed + stack


def _diagnostic(edition: Edition, tag: Tag) -> Diagnostic:
    message = f"<{tag.name}> is opened here and never closed: what follows is shown inside it. Add </{tag.name}>"
    return edition.report(tag.span, message, within=_around(edition, tag.span), expected=f"</{tag.name}>")


def _around(edition: Edition, span: Span) -> Span:
    text = edition.article.text
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))
