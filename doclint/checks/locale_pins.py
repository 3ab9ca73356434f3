"""Links of a translation that lead to a page in another language, because a locale stands in their address."""

import re
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from doclint.language.pack import pack
from doclint.model import Article, Diagnostic, Fix, Link
from doclint.project.pairing import ArticlePair
from doclint.project.tags import in_path, language

SCOPE = "pair"

_PINNED = re.compile(
    r"(?P<site>(?:https?:)?//(?P<host>[^/?#\s]+)/(?:docs/|Forums/)?|/(?:docs/)?)"
    r"(?P<tag>[a-z]{2,3}(?:-[a-z]{2,4}){0,2})(?=[/?#]|$)/?",
    re.IGNORECASE,
)
"""The locale of an address: its first folder, or that in a folder for all documentation."""
_NEWS = re.compile(r"(?:blogs?|updates)(?:/|$)", re.IGNORECASE)
"""What a site tells in one language only."""
_KINDS = {"link", "html", "definition", "autolink"}
_OWN, _INHERITED = 0.85, 0.5


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`hosts`: sites that show readers a page in their language where its address names no locale.

    A host's list names the languages it has; an empty one stands for all.
    """

    hosts: dict[str, tuple[str, ...]]


class Pin(Struct, frozen=True):
    """An address that names a locale: its tag as written, what stands before and behind it, and the host, if any."""

    tag: str
    before: str
    behind: str
    host: str

    @property
    def page(self) -> str:
        """The address without the locale."""
        return f"{self.before}{self.behind}"


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for every link whose locale is in another language than the translation."""
    found = [(link, pin) for link, pin in _pins(pair.target.article) if spoken(pin.tag) != pair.target.spoken]
    known = _pages(pair.source.article) if found else {}
    for link, pin in found:
        theirs = known.get(_key(pin.page), {})
        if theirs and pin.tag.lower() not in theirs:
            source = theirs.get("") or next(iter(theirs.values()))
            expected = source.destination if "" in theirs else _own(pin, pair.target.locale)
            yield _diagnostic(pair, link, (pin, source), expected, _OWN)
        elif theirs and _inherited(pair, pin) and _switches(pin, pair.target.language, options):
            yield _diagnostic(pair, link, (pin, theirs[pin.tag.lower()]), pin.page, _INHERITED)


def _inherited(pair: ArticlePair, pin: Pin) -> bool:
    """Whether the translation took the source's own locale over; a bilingual article only shows what its source has."""
    return spoken(pin.tag) == pair.source.spoken and not pair.target.article.bilingual


def spoken(tag: str) -> str:
    """The language of a locale as its pack is named: with the script where it is written in several."""
    found = pack(in_path(tag))
    return found.code if found else language(in_path(tag))


def _pins(article: Article) -> Iterator[tuple[Link, Pin]]:
    for link in article.links:
        pin = _pin(link.destination) if link.kind in _KINDS else None
        if pin:
            yield link, pin


def _pin(destination: str) -> Pin | None:
    match = _PINNED.match(destination)
    if not match or not in_path(match["tag"]):
        return None
    return Pin(match["tag"], match["site"], destination[match.end() :], (match["host"] or "").lower())


def _pages(article: Article) -> dict[str, dict[str, Link]]:
    """The links of an article by address without locale, and then by locale; an empty string where it names none."""
    found: defaultdict[str, dict[str, Link]] = defaultdict(dict)
    for link in article.links:
        if link.kind in _KINDS:
            pin = _pin(link.destination)
            found[_key(link.destination)].setdefault("", link)
            if pin:
                found[_key(pin.page)].setdefault(pin.tag.lower(), link)
    return found


def _key(destination: str) -> str:
    return destination.lower().removeprefix("https:").removeprefix("http:").rstrip("/")


def _switches(pin: Pin, reader: str, options: Options) -> bool:
    """Whether the page is surely there in the reader's language: on the article's own site, or on a known host."""
    if "-" not in pin.tag or _NEWS.match(pin.behind):
        return False
    languages = options.hosts.get(pin.host, ("",)) if pin.host else ()
    return not languages or reader in languages


def _own(pin: Pin, locale: str) -> str:
    """The address with the translation's locale, or without one where the two name unlike parts."""
    tag = locale if "-" in pin.tag else language(locale)
    same = ("-" in tag) == ("-" in pin.tag)
    return f"{pin.before}{tag.lower() if pin.tag.islower() else tag}/{pin.behind}" if same else pin.page


def _diagnostic(pair: ArticlePair, link: Link, found: tuple[Pin, Link], expected: str, confidence: float) -> Diagnostic:
    """The diagnostic of a link, whose pin was found, and the source's link to the same page."""
    pin, source = found
    target = pair.target
    where = "as in the source" if confidence == _INHERITED else f"where the source has '{source.destination}'"
    message = f"The link is pinned to {pin.tag}, {where}: readers leave their language. Use '{expected}'"
    return target.report(
        link.span,
        message,
        within=target.line(link.span),
        expected=expected,
        evidence=(pair.source.evidence("source", source.span, pair.source.line(source.span)),),
        confidence=confidence,
        fix=Fix("unsafe", (target.edit(link.span, expected),)),
    )
