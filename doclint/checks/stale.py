"""Units of a source that a change rewrote or took away, and the translations that still say what they said."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from doclint.model import Diagnostic, Evidence
from doclint.project.edition import Segment

SCOPE = "change"

_SURE, _UNSURE = 0.9, 0.6
_TOKEN = re.compile(r"\w+(?:[.,:]\w+)*|\s+|.", re.DOTALL)
_SHOWN = 60
_NAMED = 6
"""How many locales a message names."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to set."""


class Rewritten(NamedTuple):
    """A unit of a source `then` and `now`; of what was taken away (`gone` units) `now` is the unit it stood beside.

    `left` are the units of translations that were not touched. `grave`: it says something else; else few words were
    edited and no value. `silent`: nothing is reported on the source, which is compared with only.
    """

    then: Segment
    now: Segment
    gone: int
    left: tuple[Segment, ...]
    grave: bool
    silent: bool


def check(subject: Rewritten, options: Options) -> Iterator[Diagnostic]:  # noqa: ARG001
    """One diagnostic for all translations: at the source, or at the first of them where the source is silent."""
    was, now = _stretches(subject.then.text, subject.now.text)
    if subject.gone:
        was, now = (0, len(subject.then.text)), (len(subject.now.text),) * 2
    message = _message(subject, subject.then.text[slice(*was)], subject.now.text[slice(*now)])
    before = subject.then.evidence("version", *was)
    confidence = _SURE if subject.grave else _UNSURE
    if subject.silent:
        first, *others = subject.left
        evidence = (before, subject.now.evidence("source", *now), *_others(others))
        yield first.report(message, evidence=evidence, confidence=confidence)
    else:
        yield subject.now.report(message, *now, evidence=(before, *_others(subject.left)), confidence=confidence)


def _others(left: Iterable[Segment]) -> Iterator[Evidence]:
    """What translations say, none of it marked: all of it is meant."""
    return (one.evidence("translation", 0, 0) for one in left)


def _stretches(then: str, now: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where two texts differ: from the first word that does to the last, as start and end in each."""
    ours, theirs = _TOKEN.findall(then), _TOKEN.findall(now)
    most = min(len(ours), len(theirs))
    head = next((at for at in range(most) if ours[at] != theirs[at]), most)
    most -= head
    tail = next((at for at in range(most) if ours[-1 - at] != theirs[-1 - at]), most)
    start, rest = len("".join(ours[:head])), len("".join(ours[len(ours) - tail :]))
    return (start, len(then) - rest), (start, len(now) - rest)


def _message(subject: Rewritten, was: str, now: str) -> str:
    """What was changed, who still says what was said before, and what to do."""
    old, new, who = _short(was), _short(now), _who(subject.left)
    if subject.gone:
        more = f" and {subject.gone - 1} more" if subject.gone > 1 else ""
        return f"{old}{more} was taken away here, and {who} it. Have it taken away there"
    done = f"{old} has become {new}" if old and new else f"{new} was added" if new else f"{old} was taken away"
    return f"{done}, and {who} what this said before. Have it translated anew"


def _who(left: tuple[Segment, ...]) -> str:
    """The translations, by locale."""
    locales = list(dict.fromkeys(one.edition.locale for one in left))
    more = f" and {len(locales) - _NAMED} more" if len(locales) > _NAMED else ""
    named = f"({', '.join(locales[:_NAMED])}{more})"
    count = len({one.edition.article.path for one in left})
    return f"{count} translations {named} still say" if count > 1 else f"the translation {named} still says"


def _short(text: str) -> str:
    """The beginning of a text in quotes, on one line; nothing where there is none."""
    line = " ".join(text.split())
    return f"'{line if len(line) <= _SHOWN else f'{line[: _SHOWN - 1]}…'}'" if line else ""
