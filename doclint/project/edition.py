"""An article as a member of a project, and its units with what their language makes of them."""

from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from doclint.language.numbers import Number, numbers
from doclint.language.pack import Pack, pack
from doclint.language.phrases import Match
from doclint.language.words import Word, words
from doclint.model import Article, Diagnostic, Edit, Evidence, Fix, Markup, Role, Span, Unit
from doclint.project.layouts import Place
from doclint.project.tags import language
from doclint.read.remarks import blanked, plain, without

_REACH = 300
_AROUND = 5000
_BOUNDS = {
    "comparator:more": "axis:excess:+",
    "comparator:at_least": "axis:excess:+",
    "comparator:less": "axis:excess:-",
    "comparator:at_most": "axis:excess:-",
    "comparator:about": "axis:excess:0",
}
"""Comparators as poles: more than and at least against less than and at most."""


class Edition(Struct, frozen=True, dict=True):
    """An article in one locale. Editions of one `group` are the same article in other locales or versions.

    `reasons` say how the locale was found, `place` what the path tells; `date` is ISO, empty where the article names
    none; `revision` is that of the repository where it was read from one.
    """

    article: Article
    locale: str
    group: int
    reasons: tuple[str, ...] = ()
    revision: str = ""
    place: Place = Place("", "")

    @cached_property
    def segments(self) -> tuple["Segment", ...]:
        """The article's units with what their language makes of them, the same for whoever asks until `forget`."""
        return tuple(Segment(self, unit) for unit in self.article.units)

    @cached_property
    def _other(self) -> "Edition | None":
        source = self.article.passing_source
        reasons = ("source side of a bilingual article",)
        return Edition(source, "", self.group, reasons, place=self.place) if source else None

    def beside(self, locale: str) -> "Edition | None":
        """The source side of a bilingual article as an edition in `locale`, the same until `forget`; else None."""
        if self._other and self._other.locale != locale:
            self.__dict__["_other"] = replace(self._other, locale=locale)
        return self._other

    def forget(self) -> None:
        """Drop what was worked out of the article's units: it can be had again, and it takes room."""
        self.__dict__.clear()

    @property
    def pack(self) -> Pack | None:
        """What is known of the article's language."""
        return pack(self.locale)

    @property
    def language(self) -> str:
        """The language of the locale, without script and region."""
        return language(self.locale)

    @property
    def spoken(self) -> str:
        """The language as its pack and tables are named: with its script where it is written in several (zh-hant)."""
        return self.pack.code if self.pack else self.language

    @property
    def date(self) -> str:
        """The article's date as YYYY-MM-DD (`ms.date` is month/day/year), or an empty string."""
        return iso(self.value("ms.date") or self.value("date"))

    @property
    def version(self) -> str | None:
        """The revision the article was read from, else the source revision it declares, or None."""
        return self.revision or self.value("ms.sourcegitcommit") or None

    def value(self, key: str) -> str:
        """A front matter value as text, or an empty string."""
        found = self.article.metadata.get(key)
        return found.text if found else ""

    def line(self, span: Span) -> Span:
        """The line around `span`, at most 300 characters to either side: a line may be megabytes long."""
        text = self.article.text
        first, last = max(0, span.start - _REACH), span.end + _REACH
        before, behind = text.rfind("\n", first, span.start), text.find("\n", span.end, last)
        return Span(before + 1 if before >= 0 else first, behind if behind >= 0 else min(last, len(text)))

    def evidence(self, role: Role, span: Span, within: Span | None = None, unit: str | None = None) -> Evidence:
        """The edition as the other side of a finding: the place of `span`, and the text of `within` around it."""
        around = within or span
        at = self.article.locate(span, unit)
        text = self.article.text[around.start : around.end]
        highlight = (span.start - around.start, span.end - around.start)
        return Evidence(
            role,
            at.path,
            at.line,
            at.column,
            at.end_line,
            at.end_column,
            unit,
            self.locale,
            self.version,
            self.date or None,
            text,
            highlight,
        )

    def edit(self, span: Span, text: str) -> Edit:
        """The change of `span` of the article into `text`; an empty span inserts before its start."""
        return Edit(self.article.locate(span), text)

    def report(  # noqa: PLR0913
        self,
        span: Span,
        message: str,
        *,
        within: Span | None = None,
        unit: str | None = None,
        expected: str | None = None,
        evidence: tuple[Evidence, ...] = (),
        confidence: float = 1.0,
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A diagnostic at `span` of the article, shown within the text of `within`."""
        around = within or span
        at, text = self.article.locate(span, unit), self.article.text
        subject, shown = text[span.start : span.end], text[around.start : around.end]
        highlight = (span.start - around.start, span.end - around.start)
        return Diagnostic(at, self.locale, subject, message, shown, highlight, expected, evidence, confidence, fix)


def iso(written: str) -> str:
    """A date (month/day/year, or as it should be) as YYYY-MM-DD; what is none stays as it is, cut short."""
    month, _, rest = written.partition("/")
    day, _, year = rest.partition("/")
    return f"{year[:4]}-{month:>02}-{day:>02}" if year else written[:10]


class Segment:
    """A unit of an edition, with its words, phrases and numbers worked out once, when asked for."""

    def __init__(self, edition: Edition, unit: Unit) -> None:
        self.edition = edition
        self.unit = unit
        self.text = blanked(unit.text)
        self.prose = unit.prose
        self.pack = edition.pack

    @property
    def said(self) -> str:
        """The prose as long as it is for readers: without what is written to doclint."""
        return without(self.prose, self.unit.text)

    @cached_property
    def words(self) -> list[Word]:
        """The words of the prose."""
        return words(self.prose)

    @cached_property
    def hints(self) -> frozenset[str]:
        """The labels that the unit may bear, to judge by its single words: a cheap first look."""
        found = self.pack.phrases.hints(self.words) if self.pack else ()
        return frozenset(_BOUNDS.get(label, label) for label in found)

    @cached_property
    def phrases(self) -> list[Match]:
        """The phrases of the language pack found in the prose."""
        return self.pack.phrases.find(self.words) if self.pack else []

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers of the prose."""
        return numbers(self.prose, self.edition.locale)

    @cached_property
    def markup(self) -> list[Markup]:
        """The inline constructs inside the unit."""
        return [mark for mark in self.block_markup if mark.span.within(self.unit.span)]

    @property
    def block_markup(self) -> list[Markup]:
        """The inline constructs of the whole block."""
        block = self.unit.block
        return list(self.edition.article.blocks[block].markup) if block >= 0 else []

    @cached_property
    def whole(self) -> "Segment":
        """The unit as it is where its place in a block is given, else its whole block."""
        index = self.unit.block
        if self.unit.id or index < 0:
            return self
        block = self.edition.article.blocks[index]
        return Segment(self.edition, Unit(None, index, block.span, block.text, block.prose))

    @property
    def block_text(self) -> str:
        """The text of the whole block, or of what is near in a very long one: there parts of other sentences stand."""
        if self.unit.block < 0:
            return self.text
        block = self.edition.article.blocks[self.unit.block]
        start = self.unit.span.start - block.span.start
        return plain(block.text[max(0, start - _AROUND) : start + len(self.text) + _AROUND])

    @cached_property
    def poles(self) -> dict[str, dict[str, list[Match]]]:
        """The phrases that stand at a pole and are no denial themselves, by axis and by pole ("+" or "-")."""
        found: dict[str, dict[str, list[Match]]] = {}
        denied = {index for match in self.labels("negation:explicit") for index in match.at}
        for match in self.labels(("axis:", "comparator:")):
            _, axis, sign = _BOUNDS.get(match.label, match.label).split(":")
            if sign != "0" and denied.isdisjoint(match.at):
                found.setdefault(axis, {}).setdefault(sign, []).append(match)
        return found

    @property
    def denial_known(self) -> bool:
        """Whether it is known how the unit's language denies."""
        return bool(self.pack and self.pack.data.negation.explicit)

    @cached_property
    def denials(self) -> int:
        """How many explicit negations the unit holds."""
        return len(self.labels("negation:explicit")) if "negation:explicit" in self.hints else 0

    def labels(self, prefix: str | tuple[str, ...]) -> list[Match]:
        """The phrases whose label begins with `prefix`, or with one of several."""
        return [match for match in self.phrases if match.label.startswith(prefix)]

    def where(self, match: Match) -> tuple[int, int]:
        """Start and end of a phrase in the unit's text."""
        return self.words[match.at[0]].start, self.words[match.at[-1]].end

    def span(self, start: int, end: int) -> Span:
        """A stretch of the unit's text as a span of the article."""
        return Span(self.unit.span.start + start, self.unit.span.start + end)

    def evidence(self, role: Role, start: int = 0, end: int | None = None) -> Evidence:
        """The segment as the other side of a finding; the whole unit unless a stretch is given."""
        span = self.span(start, len(self.text) if end is None else end)
        return self.edition.evidence(role, span, self.unit.span, self.unit.id)

    def report(  # noqa: PLR0913
        self,
        message: str,
        start: int = 0,
        end: int | None = None,
        *,
        expected: str | None = None,
        evidence: tuple[Evidence, ...] = (),
        confidence: float = 1.0,
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A diagnostic on a stretch of the unit's text; the whole unit unless a stretch is given."""
        span = self.span(start, len(self.text) if end is None else end)
        return self.edition.report(
            span,
            message,
            within=self.unit.span,
            unit=self.unit.id,
            expected=expected,
            evidence=evidence,
            confidence=confidence,
            fix=fix,
        )
