"""Finding the terms of a glossary in prose: whole words in any form, the longest of several that overlap."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from doclint.language.words import fold, words
from doclint.project.edition import Segment
from doclint.terms.inflection import WIDE, bare, inflected, stem
from doclint.terms.records import Entry, Term

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LONE = re.compile(rf"[{_UNSPACED}]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u30a1-\u30ff]")
_MIXED = re.compile(r"\w[A-Z]")
"""A capital inside a word: it is written so, and no other way."""
_ENDING = r"[^\W\d_A-Z]{0,2}"
"""What a name or an abbreviation may end in, in a language that inflects it."""


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
        first = words(text)[0]
        self.offset = first.start
        wide = language in WIDE or bool(_LONE.match(first.text))
        whole = bare(first.text.strip("'"), language)
        token = next(match for match in _WORD.finditer(text) if match.end() > first.start)
        part = bare(fold(token[0]), language)
        self.key = whole[0] if wide else whole if rigid else stem(part, language)[: len(whole)]
        self._compiled: re.Pattern[str] | None = None

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
            return re.escape(written) + ("s?" if self._language == "en" else _ENDING)
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
    """The terms of a language, found in linear time: by the first word, then by an expression at its place."""

    def __init__(self, known: Iterable[Known], language: str) -> None:
        self.language = language
        self._patterns: defaultdict[str, list[Pattern]] = defaultdict(list)
        for pattern in _patterns(known, language):
            self._patterns[pattern.key].append(pattern)
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
        for word in segment.words:
            for pattern in self._starting(word.text):
                prose = prose or bare(segment.prose, self.language)
                hit = pattern.match(prose, word.start)
                if hit:
                    found.append(hit)
        return _longest(found) if found else found

    def _start(self, word: str) -> tuple[Pattern, ...]:
        """The terms whose first word `word` may be a form of; most words begin none."""
        key = bare(word.strip("'"), self.language)
        lengths = (length for length in self._lengths if length <= len(key))
        return tuple(pattern for length in lengths for pattern in self._patterns.get(key[:length], ()))


def _patterns(known: Iterable[Known], language: str) -> Iterable[Pattern]:
    """A pattern for the terms that are written alike; a banned one may differ from a right one by its case alone."""
    groups: defaultdict[tuple[str, bool], list[Known]] = defaultdict(list)
    right: dict[str, set[str]] = defaultdict(set)
    for one in known:
        groups[one.term.text, one.sensitive].append(one)
        if not one.term.banned:
            right[bare(fold(one.term.text), language)].add(one.term.text)
    for (text, _), members in groups.items():
        if words(text):
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
