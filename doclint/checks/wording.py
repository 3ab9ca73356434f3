"""Words that must not stand in articles, and words that a translation must have where its source has others."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from doclint.model import Diagnostic, Fix
from doclint.project.edition import Edition, Segment
from doclint.project.pairing import ALIGNED, ArticlePair
from doclint.project.tags import matches

SCOPE = "pair"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Regular expressions of Python's: `forbidden` is what must not be said, `required` what a translation must say.

    With `source`, a translation is looked at only where its source says that. `locales` are those looked at, by default
    all. `message` ends the sentence that names what was found. `instead` is put in its place by an unsafe fix. Upper
    and lower case count with `case` only.
    """

    message: str
    forbidden: str = ""
    required: str = ""
    source: str = ""
    instead: str = ""
    locales: tuple[str, ...] = ()
    case: bool = False

    def __post_init__(self) -> None:
        """Refuse what says nothing."""
        if bool(self.forbidden) == bool(self.required):
            message = "wording needs either 'forbidden' or 'required'"
            raise ValueError(message)
        if self.required and not self.source:
            message = "wording needs 'source' with 'required': what the source says where the translation must say this"
            raise ValueError(message)
        for text in (self.forbidden, self.required, self.source):
            _pattern(text, case=self.case)

    def find(self, text: str, prose: str) -> re.Match[str] | None:
        """The first place in a unit's prose that a pattern fits."""
        return _pattern(text, case=self.case).search(prose)


@cache
def _pattern(text: str, *, case: bool) -> re.Pattern[str]:
    try:
        return re.compile(text, 0 if case else re.IGNORECASE)
    except re.error as error:
        message = f"'{text}' is no regular expression: {error}"
        raise ValueError(message) from error


def alone(edition: Edition, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for each forbidden place in an article that is compared with none."""
    if not options.source and _meant(edition, options):
        for segment in edition.segments:
            yield from _forbidden(segment, options)


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for each forbidden place in a translation, and for each unit that lacks what it must say."""
    if not options.source:
        yield from alone(pair.target, options)
    elif _meant(pair.target, options):
        for unit in pair.units:
            found = options.find(options.source, unit.source.prose) if unit.confidence >= ALIGNED else None
            if found and options.required:
                yield from _required(unit.source, unit.target, found, options)
            elif found:
                yield from _forbidden(unit.target, options, (unit.source, found))


def _meant(edition: Edition, options: Options) -> bool:
    return not options.locales or any(matches(edition.locale, one) for one in options.locales)


def _forbidden(
    segment: Segment, options: Options, origin: tuple[Segment, re.Match[str]] | None = None
) -> Iterator[Diagnostic]:
    evidence = (origin[0].evidence("source", *origin[1].span()),) if origin else ()
    for found in _pattern(options.forbidden, case=options.case).finditer(segment.prose):
        if found[0].strip():
            yield segment.report(
                f"'{segment.text[found.start() : found.end()]}' {options.message}",
                *found.span(),
                expected=options.instead or None,
                evidence=evidence,
                fix=_fix(segment, found, options.instead),
            )


def _required(source: Segment, target: Segment, found: re.Match[str], options: Options) -> Iterator[Diagnostic]:
    if not options.find(options.required, target.prose):
        message = f"The source has '{source.text[found.start() : found.end()]}': {options.message}"
        yield target.report(message, evidence=(source.evidence("source", *found.span()),))


def _fix(segment: Segment, found: re.Match[str], instead: str) -> Fix | None:
    """The right words in their place, where no markup stands in it."""
    written = segment.text[found.start() : found.end()]
    if not instead or written != found[0]:
        return None
    return Fix("unsafe", (segment.edition.edit(segment.span(*found.span()), instead),))
