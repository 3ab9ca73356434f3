"""HTML elements that are opened and never closed."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from doclint.model import Diagnostic, Tag
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
    opened: Counter[str] = Counter()
    for tag in tags:
        if tag.name not in elements:
            continue
        if not tag.closing:
            stack.append(tag)
            opened[tag.name] += 1
        elif opened[tag.name]:
            while stack[-1].name != tag.name:
                opened[stack[-1].name] -= 1
                unclosed.append(stack.pop())
            opened[stack.pop().name] -= 1
    return unclosed + stack


def _diagnostic(edition: Edition, tag: Tag) -> Diagnostic:
    message = f"<{tag.name}> is opened here and never closed: what follows is shown inside it. Add </{tag.name}>"
    return edition.report(tag.span, message, within=edition.line(tag.span), expected=f"</{tag.name}>")
