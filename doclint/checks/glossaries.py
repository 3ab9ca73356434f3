"""What the rules of a glossary say and show alike."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from doclint.model import Evidence
from doclint.project.edition import Segment
from doclint.terms.glossary import Glossary, glossary
from doclint.terms.matcher import Hit
from doclint.terms.records import Entry, Term

_LONGEST = 160
_QUOTED = re.compile(
    r"(?<![A-Za-z0-9])[\"'“”„‘«「『][ \u00a0\u202f]?(?=\S)([^\"'”“’»」』\n]{1,200})[\"'”“’»」』](?![A-Za-z0-9])"
)
_LABELS = {"strong", "link"}


class Options(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The files of the glossary, and the locale of the sources."""

    glossary: tuple[str, ...] = ()
    source_locale: str = "en"

    @cached_property
    def known(self) -> Glossary | None:
        """The glossary, read when first asked for; None where there is none."""
        return glossary(self.glossary, self.source_locale)


def quoted(terms: Iterable[str]) -> str:
    """Terms as a message names them: 'a', 'b' or 'c'; of many the first three."""
    named = [f"'{term}'" for term in terms][:3]
    return " or ".join((", ".join(named[:-1]), named[-1])) if len(named) > 1 else "".join(named)


def remark(term: Term) -> str:
    """The glossary's note on a term, at the end of a message."""
    short = term.note if len(term.note) <= _LONGEST else f"{term.note[:_LONGEST]}…"
    return f" ({short})" if short else ""


def declared(entry: Entry, term: Term) -> Evidence:
    """The line of the glossary that a finding rests on."""
    end = len(term.text)
    path = os.path.relpath(entry.path)
    return Evidence("declared", path, term.line, 1, term.line, 1, None, term.locale, None, None, term.text, (0, end))


def labelled(segment: Segment, hit: Hit) -> bool:
    """Whether a term is a part of a label, a title or a link's text: it may be another thing's name there."""
    span = segment.span(hit.start, hit.end)
    around = (mark for mark in segment.markup if mark.kind in _LABELS and span.within(mark.content))
    return any(mark.content != span for mark in around)


def quotes(segment: Segment, hit: Hit) -> Iterator[str]:
    """What stands in quotation marks around a term, as a message, a name or a command does."""
    for quote in _QUOTED.finditer(segment.prose):
        if quote.start() < hit.start and hit.end < quote.end():
            yield quote[1].rstrip()


def around(segment: Segment) -> str:
    """The text of a unit and of the block around it, code and labels too; a damaged unit may stand outside any."""
    block = segment.block_text
    return block if segment.text in block else f"{segment.text}\n{block}"
