"""The words of a sentence, with their places and the clause they stand in."""

import re
from typing import NamedTuple

_MARK = r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963]"
"""Accents and vowel signs that are characters of their own."""
_LETTERS = rf"[^\W\d_]++(?:{_MARK}++[^\W\d_]*+)*+"
_SHORTENED = r"(?<=\b[^\W\d_])\.[ \u00a0]?[^\W\d_]{1,3}\."
"""The first full stop of an abbreviation of two words, which parts no clauses: e.g., z. B., p. ej., т. е."""
_TOKEN = re.compile(
    rf"(?P<word>(?<![^\W\d]){_LETTERS}(?!_)(?:['’](?=[^\W\d_])|(?:-{_LETTERS})*))"
    rf"|(?P<clause>(?!{_SHORTENED})[,;:.!?()\[\]{{}}–—、。，；：！？]|\s-\s)"
)
_IDEOGRAPH = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Word(NamedTuple):
    """One word: folded text, start and end offset in the sentence, number of its clause."""

    text: str
    start: int
    end: int
    clause: int


_CLAUSE = _TOKEN.groupindex["clause"]
_word = tuple.__new__


def fold(text: str) -> str:
    """Lower case with straight apostrophes; the length never changes."""
    lowered = text.replace("İ", "i").lower()
    return (lowered if len(lowered) == len(text) else text).replace("’", "'")


def words(sentence: str) -> list[Word]:
    """The words of `sentence` in order. Elided words keep their apostrophe: n'est -> n', est."""
    found: list[Word] = []
    clause = 0
    folded = fold(sentence)
    # Where a letter changes its length in lower case, the sentence is folded word by word.
    whole = folded is not sentence and folded == folded.lower()
    wide = not sentence.isascii() and bool(_IDEOGRAPH.search(sentence))
    for match in _TOKEN.finditer(sentence):
        if match.lastindex == _CLAUSE:
            clause += 1
            continue
        start, end = match.span()
        text = folded[start:end] if whole else fold(sentence[start:end])
        if "-" in text or wide:
            found += _pieces(text, start, clause)
        else:
            found.append(_word(Word, (text, start, end, clause)))
    return found


def _pieces(text: str, start: int, clause: int) -> list[Word]:
    """A word as it is, its letters where no blanks part words, or its parts between hyphens."""
    if _IDEOGRAPH.search(text):
        return [Word(char, start + i, start + i + 1, clause) for i, char in enumerate(text)]
    if "-" in text:
        return _split_hyphens(text, start, clause)
    return [Word(text, start, start + len(text), clause)]


def _split_hyphens(text: str, start: int, clause: int) -> list[Word]:
    parts = []
    for piece in text.split("-"):
        if piece:
            parts.append(Word(piece, start, start + len(piece), clause))
        start += len(piece) + 1
    return parts
