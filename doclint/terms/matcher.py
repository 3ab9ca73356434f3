"""Finding the terms of a glossary in prose: whole words in any form, the longest of several that overlap."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from doclint.language.words import Word, fold, words
from doclint.project.edition import Segment
from doclint.terms.inflection import WIDE, bare, ending, inflected, stem
from doclint.terms.records import Entry, Term

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+")
_LONE = re.compile(rf"[{_UNSPACED}]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u30a1-\u30ff]")
_MIXED = re.compile(r"\w[A-Z]")
"""A capital inside a word: it is written so, and no other way."""
_SECOND = 3
"""How many letters of a term's second word are looked at before its expression is."""


class Known(NamedTuple):
    """A term and the entry it belongs to."""

    term: Term
    entry: Entry

    @property
    def sensitive(self) -> bool:
        """Whether upper and lower case count: as is said, else for kept names and those with capitals inside."""
        told = self.term.case
        return self.entry.kept or bool(_MIXED.search(self.term.text)) if told is None else told


class Hit(NamedTuple):
    """A stretch of a unit's prose (offsets) and the terms that it is a form of; `exact` where it is written as they."""

    start: int
    end: int
    known: tuple[Known, ...]
    exact: bool


class Pattern:
    """The terms that are written alike, and the expression that finds them; it is made when first needed."""

    def __init__(self, text: str, language: str, known: Sequence[Known], *, rigid: bool) -> None:
        self.text = text
        self.known = tuple(known)
        self._language = language
        self._rigid = rigid
        self._sensitive = rigid or known[0].sensitive
        tokens = _tokens(text) if language in WIDE else words(text)
        self.offset = tokens[0].start
        self.key, self.second = self._keys(tokens)
        self._compiled: re.Pattern[str] | None = None

    def _keys(self, tokens: Sequence[Word]) -> tuple[str, str]:
        """The beginnings that the first word of the term, and the second, have in all forms; "" for any or none."""
        alone = len(tokens) == 1 or _HANGUL.search(self.text)
        return self._key(tokens[0]), "" if alone else self._key(tokens[1])[:_SECOND]

    def _key(self, word: Word) -> str:
        token = next(match for match in _WORD.finditer(self.text) if match.end() > word.start)
        whole = bare(word.text.strip("'"), self._language)
        part = (
            whole if self._rigid or _LONE.match(whole) else stem(bare(fold(token[0]), self._language), self._language)
        )
        return part[: len(whole)]

    def match(self, prose: str, at: int) -> Hit | None:
        """The term in `prose` (bare) whose first word begins at offset `at`."""
        if self._compiled is None:
            self._compiled = self._compile()
        found = self._compiled.match(prose, at - self.offset) if at >= self.offset else None
        if not found:
            return None
        exact = fold(found[0]) == bare(fold(self.text), self._language)
        return Hit(*found.span(), self.known, exact)

    def _compile(self) -> re.Pattern[str]:
        parts, done = [], 0
        for token in _WORD.finditer(self.text):
            parts += [self._between(self.text[done : token.start()]), self._token(token[0])]
            done = token.end()
        parts.append(re.escape(self.text[done:]))
        before, behind = self._borders()
        return re.compile(before + "".join(parts) + behind, 0 if self._sensitive else re.IGNORECASE)

    def _between(self, text: str) -> str:
        """What may stand between two words of a term."""
        blank = r"\s{0,9}" if _LONE.search(self.text) or _HANGUL.search(self.text) else r"\s{1,9}"
        return blank if text.isspace() else re.escape(text)

    def _token(self, token: str) -> str:
        written = bare(token, self._language)
        if self._rigid or _LONE.search(token):
            return r"\s{0,9}".join(map(re.escape, written)) if _LONE.search(token) else re.escape(written)
        if self._sensitive and token != fold(token):
            return re.escape(written) + ("s?" if self._language == "en" else ending(self._language))
        return inflected(fold(written), self._language)

    def _borders(self) -> tuple[str, str]:
        """What must not stand before and behind: letters, and signs that make a name or an address of the word."""
        letter = "A-Za-z0-9_" if self._language in WIDE else r"\w"
        first, last = self.text[0], self.text[-1]
        before = rf"(?<![{letter}@\\$#])(?<![{letter}][.:])"
        behind = rf"(?![{letter}@\\+#])(?![.:][{letter}])"
        if _LONE.match(first):
            before = rf"(?<!{_KANA.pattern})" if _KANA.match(first) else ""
        if _LONE.match(last):
            behind = rf"(?!{_KANA.pattern})" if _KANA.match(last) else ""
        if _HANGUL.match(last):
            behind = rf"[\uac00-\ud7a3]{{0,4}}{behind}"
        return before, behind


class Matcher:
    """The terms of a language, found in linear time: by their first two words, then by an expression at their place."""

    def __init__(self, known: Iterable[Known], language: str) -> None:
        self.language = language
        self._patterns: defaultdict[str, defaultdict[str, list[Pattern]]] = defaultdict(lambda: defaultdict(list))
        for pattern in _patterns(known, language):
            self._patterns[pattern.key][pattern.second].append(pattern)
        self._lengths = sorted({len(key) for key in self._patterns})
        self._starting = lru_cache(maxsize=1 << 16)(self._start)
        self._last: tuple[Segment | None, list[Hit]] = (None, [])

    def find(self, segment: Segment) -> list[Hit]:
        """The terms in a segment's prose, by place. A term inside a longer one is none."""
        # Several rules ask about one segment, one after the other.
        if self._last[0] is not segment:
            self._last = (segment, self._found(segment))
        return self._last[1]

    def _found(self, segment: Segment) -> list[Hit]:
        found: list[Hit] = []
        prose = ""
        tokens = _tokens(segment.prose) if self.language in WIDE else segment.words
        for index, word in enumerate(tokens):
            for starting in self._starting(word.text):
                prose = prose or bare(segment.prose, self.language)
                behind = bare(tokens[index + 1].text, self.language) if index + 1 < len(tokens) else ""
                for pattern in _going_on(starting, behind):
                    hit = pattern.match(prose, word.start)
                    if hit and not _in_path(segment.text, hit):
                        found.append(hit)
        return _longest(found) if found else found

    def _start(self, word: str) -> tuple[Mapping[str, list[Pattern]], ...]:
        """The terms whose first word `word` may be a form of, by their second words; most words begin none."""
        key = bare(word.strip("'"), self.language)
        lengths = (length for length in self._lengths if length <= len(key))
        return tuple(self._patterns[key[:length]] for length in lengths if key[:length] in self._patterns)


def _in_path(text: str, hit: Hit) -> bool:
    """Whether a backslash stands beside a hit, which prose does not show."""
    return "\\" in {text[hit.start - 1 : hit.start], text[hit.end : hit.end + 1]}


def _going_on(starting: Mapping[str, list[Pattern]], behind: str) -> Iterator[Pattern]:
    """The terms of one word, and those whose second word may be `behind`."""
    for length in range(min(_SECOND, len(behind)) + 1):
        yield from starting.get(behind[:length], ())


def _tokens(prose: str) -> list[Word]:
    """The words of a text in a script without blanks: its letters, and whole words of other scripts among them."""
    return [Word(fold(match[0]), match.start(), match.end(), 0) for match in _TOKEN.finditer(prose)]


def _patterns(known: Iterable[Known], language: str) -> Iterable[Pattern]:
    """A pattern for the terms that are written alike; a banned one may differ from a right one by its case alone."""
    groups: defaultdict[tuple[str, bool], list[Known]] = defaultdict(list)
    right: dict[str, set[str]] = defaultdict(set)
    for one in known:
        groups[one.term.text, one.sensitive].append(one)
        if not one.term.banned:
            right[bare(fold(one.term.text), language)].add(one.term.text)
    for (text, _), members in groups.items():
        if _tokens(text):
            rigid = bool(right.get(bare(fold(text), language), set()) - {text})
            yield Pattern(text, language, members, rigid=rigid and members[0].term.banned)


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits without those inside or across longer ones; of two for one stretch that which is written so."""
    ranked = sorted(hits, key=lambda hit: (hit.start - hit.end, not hit.exact, hit.start))
    chosen: dict[tuple[int, int], Hit] = {}
    taken: set[int] = set()
    for hit in ranked:
        place = (hit.start, hit.end)
        if place in chosen:
            same = chosen[place]
            if same.exact == hit.exact:
                chosen[place] = same._replace(known=same.known + hit.known)
        elif taken.isdisjoint(range(*place)):
            taken.update(range(*place))
            chosen[place] = hit
    return [chosen[place] for place in sorted(chosen)]
