"""The words of a sentence, with their places and the clause they stand in."""

import re
from typing import NamedTuple

_MARK = r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963]"
"""Accents and vowel signs that are characters of their own."""
_LETTERS = rf"[^\W\d_]++(?:{_MARK}++[^\W\d_]*+)*+"
_TOKEN = re.compile(
    rf"(?P<word>(?<![^\W\d]){_LETTERS}(?!_)(?:['’](?=[^\W\d_])|(?:-{_LETTERS})*))"
    r"|(?P<clause>[,;:.!?()\[\]{}–—、。，；：！？]|\s-\s)"
)
_IDEOGRAPH = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Word(NamedTuple):
    """One word: folded text, start and end offset in the sentence, number of its clause."""

    text: str
    start: int
    end: int
    clause: int


def fold(text: str) -> str:
    """Lower case with straight apostrophes; the length never changes."""
    lowered = text.replace("İ", "i").lower()
    return (lowered if len(lowered) == len(text) else text).replace("’", "'")


def words(sentence: str) -> list[Word]:
    """The words of `sentence` in order. Elided words keep their apostrophe: n'est -> n', est."""
    found: list[Word] = []
    clause = 0
    folded = fold(sentence)
    for match in _TOKEN.finditer(sentence):
        if match.lastgroup == "clause":
            clause += 1
            continue
        start = match.start()
        text = folded[start : match.end()]
        if text != text.lower():
            text = fold(text)
        if not text.isascii() and _IDEOGRAPH.search(text):
            found += (Word(char, start + i, start + i + 1, clause) for i, char in enumerate(text))
        elif "-" in text:
            found += _split_hyphens(text, start, clause)
        else:
            found.append(Word(text, start, match.end(), clause))
    return found


def _split_hyphens(text: str, start: int, clause: int) -> list[Word]:
    parts = []
    for piece in text.split("-"):
        if piece:
            parts.append(Word(piece, start, start + len(piece), clause))
        start += len(piece) + 1
    return parts
