"""Reference definitions (`[label]: destination "title"`): what the links and images that name a label lead to."""

import re
from typing import NamedTuple

from doclint.model import Block, Link, Span
from doclint.read.prose import blank

_DEFINITION = re.compile(
    r"\]:\s*(?:<(?P<bracketed>[^<>\n]*)>|(?P<plain>[^\s<]\S*))[ \t]*(?:\r?\n?[ \t]*(?P<title>\S.*))?", re.DOTALL
)


class Definition(NamedTuple):
    """The first line of a definition, the line behind its last, both from 0, and where it leads, as links say it."""

    first: int
    after: int
    destination: str


def last_first(environment: dict[str, object]) -> list[Definition]:
    """The definitions that the parser noted, from the last to the first."""
    references: dict[str, dict[str, object]] = environment.get("references", {})  # type: ignore[assignment]
    places: list[tuple[int, int]] = [reference["map"] for reference in references.values()]  # type: ignore[misc]
    links = [str(reference["href"]) for reference in references.values()]
    return sorted((Definition(*place, link) for place, link in zip(places, links, strict=True)), reverse=True)


def read(text: str, start: int, end: int, index: int) -> tuple[Block, Link] | None:
    """The definition in `text` from `start` to `end` as block number `index`, label and title being prose; its link."""
    match = _DEFINITION.search(text, start, end)
    if match is None:
        return None
    begin = text.index("[", start, match.start() + 1)
    written = text[begin:end].rstrip()
    label = match.start() - begin
    title = match.start("title") - begin + 1 if match["title"] else len(written)
    shown = (" ", written[1:label], blank(written[label:title]), written[title:-1], " ")
    prose = "".join(shown)[: len(written)]
    place = Span(*match.span("bracketed" if match["plain"] is None else "plain"))
    block = Block("definition", Span(begin, begin + len(written)), written, prose)
    return block, Link("definition", text[place.start : place.end], place, index)
