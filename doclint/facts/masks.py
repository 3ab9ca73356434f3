"""What is left of a sentence without its slots: the words by which the same claim is known elsewhere."""

import re
from collections.abc import Iterable, Iterator

from doclint.facts.model import Slot
from doclint.language.pack import Pack
from doclint.language.words import fold
from doclint.project.edition import Segment
from doclint.project.shown import shown

_TOKEN = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_](?:[\w.+#'’-]*[\w+#])?")
_TERM = re.compile(r"(?<![\w-])(?:[A-Z]{2,}[A-Za-z]*\d*|[A-Z][a-z]+[A-Z]\w*|[A-Za-z]\w*_\w+)(?!\w)")
_NAME = re.compile(r"(?<![\w-])[A-Z][a-z]{3,}(?!\w)")
_STEM = 5
_BLANK = "\u2007"
"""What stands for a slot: a blank that nobody writes."""


def mask(segment: Segment, slots: Iterable[Slot]) -> frozenset[str]:
    """The words of a sentence as readers see it, without its slots: stems of words, and technical terms as they are."""
    text = segment.text
    for slot in slots:
        text = text[: slot.start] + _BLANK * (slot.end - slot.start) + text[slot.end :]
    return frozenset(stems(shown(segment, code=True, text=text).text, segment.pack))


def stems(text: str, pack: Pack | None) -> Iterator[str]:
    """The words of a text that tell something, each cut to its stem; what holds a figure or is a term stays whole."""
    frequent = pack.frequent if pack else frozenset()
    for match in _TOKEN.finditer(text):
        token = match[0]
        if technical(token):
            yield token
        elif (word := fold(token)) not in frequent:
            yield word[:_STEM].rstrip("s") or word


def technical(token: str) -> bool:
    """Whether a word is a term: it holds a figure, an underscore, or capitals inside."""
    return not token.isalpha() or (len(token) > 1 and not token[1:].islower() and token.isascii())


def terms(text: str, *, names: bool = False) -> frozenset[str]:
    """The terms of a text that no translator touches; where asked for, capitalised words as well."""
    found = {match[0] for match in _TERM.finditer(text)}
    return frozenset(found | {match[0] for match in _NAME.finditer(text)} if names else found)


def key(language: str, slot: Slot, number: int, told: Iterable[str]) -> str:
    """The name of a sentence for the slot of a kind and of a place in it, by all that is `told` beside the slot."""
    head = "\1".join((language, slot.kind, slot.dimension, slot.bound, str(number)))
    return "\0".join((head, *sorted(told)))


def taken_apart(name: str) -> tuple[str, frozenset[str]]:
    """What the keys begin with of claims that can be the same, and what is told."""
    head, *told = name.split("\0")
    return head, frozenset(told)
