"""The pole at which a sentence stands on an axis: enabled or disabled, required or optional."""

from functools import cache

from doclint.language.pack import pack
from doclint.language.phrases import Match
from doclint.language.words import fold
from doclint.project.edition import Segment


def pole(segment: Segment, axis: str) -> tuple[str, Match] | None:
    """The axis with its sign ("state+") and the phrase, where one phrase stands at a pole and nothing denies it."""
    folded = fold(segment.prose)
    if not any(word in folded for word in _words(axis, segment.edition.locale)) or segment.denials:
        return None
    found = [(f"{axis}{sign}", match) for sign, matches in segment.poles.get(axis, {}).items() for match in matches]
    return found[0] if len(found) == 1 else None


@cache
def _words(axis: str, locale: str) -> tuple[str, ...]:
    """A word of each phrase at the poles of an axis, or a part of it: without any of them, a sentence has no pole."""
    known = pack(locale)
    poles = known.data.axes.get(axis) if known else None
    phrases = (*poles.positive, *poles.negative) if poles else ()
    longest = {max((part.strip("*…") for part in fold(phrase).split()), key=len) for phrase in phrases}
    return tuple(sorted(word for word in longest if not any(other in word for other in longest - {word})))
