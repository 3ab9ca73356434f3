"""The poles at which a sentence stands: enabled or disabled, required or optional."""

import re
from functools import cache

from doclint.language.pack import pack
from doclint.language.phrases import Match
from doclint.language.words import fold
from doclint.project.edition import Segment

_AXES = ("state", "need")


def poles(segment: Segment) -> dict[str, Match]:
    """The poles ("state+") with their phrases, for each axis on which one phrase stands, where nothing denies it."""
    words = _words(segment.edition.locale)
    if not (words and words.search(fold(segment.prose)) and segment.denial_known):
        return {}
    if not any(hint.startswith(_HINTS) for hint in segment.hints) or segment.denials:
        return {}
    found: dict[str, Match] = {}
    for axis in _AXES:
        told = [(f"{axis}{sign}", one) for sign, matches in segment.poles.get(axis, {}).items() for one in matches]
        found |= told if len(told) == 1 else ()
    return found


_HINTS = tuple(f"axis:{axis}:" for axis in _AXES)


@cache
def _words(locale: str) -> re.Pattern[str] | None:
    """What finds a word of each phrase at a pole: where it finds none, a sentence has no pole."""
    known = pack(locale)
    axes = [known.data.axes[axis] for axis in _AXES if axis in known.data.axes] if known else []
    phrases = [phrase for axis in axes for phrase in (*axis.positive, *axis.negative)]
    longest = {max((part.strip("*…") for part in fold(phrase).split()), key=len) for phrase in phrases}
    fewest = sorted(word for word in longest if not any(other in word for other in longest - {word}))
    return re.compile("|".join(map(re.escape, fewest))) if fewest else None
