"""Terms without a glossary: phrases that are translated one way throughout, and another way in one place."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

from doclint.checks.phrases import Phrases, Spot, phrases, small
from doclint.language.forms import akin
from doclint.language.pack import pack
from doclint.language.words import fold
from doclint.model import Block, Diagnostic, Evidence, Role, Span, Unit
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.pairing import ArticlePair

SCOPE = "project"

_PART = re.compile(
    r"\W{0,4}\s(?:property|parameter|attribute|method|function|header|element|class|object|variable"
    r"|folder|statement|keyword|namespace|command|query|operation|field)\b"
)
"""What follows a name of a program's part, which stays as it is."""
_GIVEN = re.compile(r"\b(?:enter|type|named|called|value)\W+$", re.IGNORECASE)
"""What stands before a value that the reader gives."""
_EXPLAINED = re.compile(r"\W{0,3}(?::|\s[-–—])\s")
"""What stands between a value and what it means."""
_FIRM, _FREQUENT = 4, 10
"""The articles, or the places, that make a usual translation firm."""
_NEAR = 20
"""How far away, in units, labels are looked at beside one."""
_COMMON, _ORDINARY = 0.25, 0.1
"""The part of articles that write a word small too where it is of their language; where it is no name."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """What is looked for: another translation, or the source's own words.

    The usual translation must stand at least so often, in so many articles, and in a share of all of them.
    """

    kind: Literal["other", "source"]
    occurrences: int
    articles: int
    share: float


class Use(NamedTuple):
    """A phrase in an article, and its translation folded."""

    article: Phrases
    spot: Spot
    form: str


class Usual(Struct, frozen=True, dict=True):
    """The usual translation of a phrase, with its forms; where it stands, in how many articles, of how many."""

    form: str
    forms: frozenset[str]
    uses: tuple[Use, ...]
    articles: int
    total: int

    @property
    def firm(self) -> bool:
        """Whether it stands often enough to be believed."""
        return self.articles >= _FIRM or len(self.uses) >= _FREQUENT

    @cached_property
    def _examples(self) -> dict[tuple[str, str], list[Use]]:
        """The uses by kind and folder, and by kind alone; the form itself before its inflections."""
        found: defaultdict[tuple[str, str], list[Use]] = defaultdict(list)
        for use in sorted(self.uses, key=lambda one: (one.form != self.form, one.article.path)):
            found[use.spot.kind, ""].append(use)
            found[use.spot.kind, use.article.folder].append(use)
        return found

    def example(self, use: Use) -> Use | None:
        """A use of the same kind, in the same folder if there is one; None where there are not even two."""
        alike = self._examples.get((use.spot.kind, ""), [])
        near = self._examples.get((use.spot.kind, use.article.folder), alike)
        return near[0] if len(alike) > 1 else None


def extract(_edition: Edition, _docset: Docset) -> Iterator[Phrases]:
    """Nothing: an article alone does not tell what a phrase is in another language."""
    return iter(())


def meet(pair: ArticlePair) -> Iterator[Phrases]:
    """The phrases of a translation and its source."""
    found = phrases(pair)
    if found.spots:
        yield found


def compare(records: Iterable[Phrases], options: Options, docset: Docset) -> Iterator[Diagnostic]:
    """Every phrase that is translated in another way than usual, once an article."""
    locales: defaultdict[str, list[Phrases]] = defaultdict(list)
    for record in records:
        locales[record.locale].append(record)
    for locale, articles in sorted(locales.items()):
        terms = _Terms(locale, articles, options)
        for use, usual in terms.outliers():
            if found := _judged(use, usual, terms, docset):
                yield found


class _Terms:
    """The phrases of one locale's articles, and what they usually are."""

    def __init__(self, locale: str, articles: list[Phrases], options: Options) -> None:
        self.options = options
        self._articles = articles
        known = pack(locale)
        self._frequent = known.frequent if known else frozenset[str]()
        self._uses: defaultdict[str, list[Use]] = defaultdict(list)
        for article in articles:
            for spot in article.spots:
                self._uses[spot.source].append(Use(article, spot, fold(spot.target)))

    @cached_property
    def _usual(self) -> dict[str, Usual]:
        return {phrase: usual for phrase, uses in self._uses.items() if (usual := self._most(uses))}

    @cached_property
    def meanings(self) -> dict[str, set[str]]:
        """The phrases, folded, that are usually translated so."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for phrase, usual in self._usual.items():
            for form in usual.forms:
                found[form].add(fold(phrase))
        return found

    @cached_property
    def _plain(self) -> Counter[str]:
        return Counter(word for article in self._articles for word in article.plain)

    @cached_property
    def _shared(self) -> Counter[str]:
        return Counter(word for article in self._articles for word in article.shared)

    def outliers(self) -> Iterator[tuple[Use, Usual]]:
        """The first use in each article of a phrase that is another there than usual."""
        for phrase, usual in sorted(self._usual.items()):
            if self._name(phrase) or (self.options.kind == "source" and not self._ordinary(phrase)):
                continue
            habits = _habits(self._uses[phrase], usual)
            other = [use for use in self._uses[phrase] if use.form not in usual.forms and self._wanted(use)]
            first = {use.article.path: use for use in reversed(other) if (use.article.folder, use.form) not in habits}
            yield from ((use, usual) for _, use in sorted(first.items()))

    def _most(self, uses: list[Use]) -> Usual | None:
        """The usual translation, where there is one. Each article counts once for every form it has."""
        options = self.options
        votes = Counter(form for _, form in {(use.article.path, use.form) for use in uses})
        form, count = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
        if len(votes) == 1 or count < options.articles or len(uses) < options.occurrences:
            return None
        forms = frozenset(other for other in votes if other == form or akin(form, other, self._frequent))
        own = tuple(use for use in uses if use.form in forms)
        holders, everyone = ({use.article.path for use in some} for some in (own, uses))
        share = min(len(own) / len(uses), len(holders) / len(everyone))
        enough = len(own) >= options.occurrences and share >= options.share
        return Usual(form, forms, own, len(holders), len(everyone)) if enough else None

    def _ordinary(self, phrase: str) -> bool:
        """Whether a phrase is made of words that are also written small, and that only the source's language has."""
        words = [fold(word) for word in phrase.split()]
        foreign = any(self._shared[word] < _COMMON * self._plain[word] for word in words)
        return foreign and all(self._plain[word] > _ORDINARY * self._holders[word] for word in words)

    @cached_property
    def _holders(self) -> Counter[str]:
        """How many articles have a phrase with a word."""
        sources = ({spot.source for spot in article.spots} for article in self._articles)
        return Counter(word for found in sources for word in {fold(word) for one in found for word in one.split()})

    def _wanted(self, use: Use) -> bool:
        return use.spot.left == (self.options.kind == "source")

    def foreign(self, use: Use) -> bool:
        """Whether labels near this one are left as they are too: those of a product that speaks no other language."""
        near = (spot for spot in use.article.spots if spot.kind == "label" and abs(spot.unit - use.spot.unit) <= _NEAR)
        left = {spot.source for spot in near if spot.left and spot.source != use.spot.source}
        return use.spot.kind == "label" and any(not self._name(phrase) for phrase in left)

    def _name(self, phrase: str) -> bool:
        """Whether a phrase is usually left as it is."""
        uses = self._uses[phrase]
        return len(uses) >= self.options.occurrences and 2 * sum(use.spot.left for use in uses) >= len(uses)


def _habits(uses: list[Use], usual: Usual) -> set[tuple[str, str]]:
    """The folders where most articles have another form than usual, with that form."""
    holders: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for use in uses:
        holders[use.article.folder, "" if use.form in usual.forms else use.form].add(use.article.path)
    return {
        (folder, form) for (folder, form), own in tuple(holders.items()) if len(own) > max(1, len(holders[folder, ""]))
    }


def _judged(use: Use, usual: Usual, terms: _Terms, docset: Docset) -> Diagnostic | None:
    """The diagnostic of an outlier, unless its unit has the usual form elsewhere, or it is another phrase's."""
    pair = docset.pair(use.article.path)
    example = usual.example(use)
    if pair is None or example is None:
        return None
    source, target = pair.source.article.units[use.spot.source_unit], pair.target.article.units[use.spot.unit]
    if _swapped(use, usual, terms, source, target) or _kept(use, source, target):
        return None
    edition = docset.edition(example.article.path)
    if edition is None:
        return None
    role: Role = "version" if example.article.group == use.article.group else "article"
    unit = edition.article.units[example.spot.unit]
    shown = edition.evidence(role, _span(unit, example.spot), unit.span, unit.id)
    sure = use.article.current and usual.firm and not small(use.spot.source) and use.spot.kind != "link"
    sure &= not use.spot.left or not (terms.foreign(use) or _value(use, source, pair.source.article.blocks))
    return pair.target.report(
        _span(target, use.spot),
        _message(use, example, usual, shown),
        within=target.span,
        unit=target.id,
        expected=example.spot.target,
        evidence=(pair.source.evidence("source", _said(source, use.spot), source.span, source.id), shown),
        confidence=0.8 if sure else 0.6,
    )


def _swapped(use: Use, usual: Usual, terms: _Terms, source: Unit, target: Unit) -> bool:
    """Whether the unit has the usual form elsewhere, a gloss here, or here what its source says elsewhere."""
    said, text = fold(" ".join(source.prose.split())), fold(" ".join(target.prose.split()))
    if any(form in text for form in usual.forms):
        return True
    phrase = fold(use.spot.source)
    if not use.spot.left and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", use.form):
        return True
    rest = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", said)
    return any(other in rest for other in (*terms.meanings.get(use.form, ()), use.form))


def _kept(use: Use, source: Unit, target: Unit) -> bool:
    """Whether the source's words stay for another reason: the whole unit does, or they name a program's part."""
    if not use.spot.left:
        return False
    whole = source.prose.split() == target.prose.split() and len(target.prose.split()) > len(use.spot.target.split())
    return whole or bool(_PART.match(source.prose, _found(source, use.spot) + len(use.spot.source)))


def _value(use: Use, source: Unit, blocks: tuple[Block, ...]) -> bool:
    """Whether a phrase may be a value: one that the reader gives, one that is explained, or a cell below a heading."""
    start = _found(source, use.spot)
    before, behind = source.prose[:start], source.prose[start + len(use.spot.source) :]
    given = _GIVEN.search(before) or (not before.strip() and _EXPLAINED.match(behind))
    return bool(given) or (use.spot.kind == "cell" and _below(source.block, blocks))


def _below(cell: int, blocks: tuple[Block, ...]) -> bool:
    """Whether a row stands above a table's cell."""
    first = cell
    while first > 0 and blocks[first - 1].row == blocks[cell].row:
        first -= 1
    return first > 0 and blocks[first - 1].kind == "cell"


def _message(use: Use, example: Use, usual: Usual, shown: Evidence) -> str:
    here = "is left untranslated here" if use.spot.left else f"is '{use.spot.target}' here"
    often = f"'{example.spot.target}' in {usual.articles} of {usual.total} articles, as in {shown.path}:{shown.line}"
    return f"'{use.spot.source}' {here}, but {often}. Write the same, if it is the same thing"


def _span(unit: Unit, spot: Spot) -> Span:
    return Span(unit.span.start + spot.start, unit.span.start + spot.end)


def _said(unit: Unit, spot: Spot) -> Span:
    """Where the phrase stands in its source unit."""
    start = unit.span.start + _found(unit, spot)
    return Span(start, start + len(spot.source))


def _found(unit: Unit, spot: Spot) -> int:
    return max(0, unit.prose.find(spot.source))
