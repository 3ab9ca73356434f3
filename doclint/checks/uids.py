"""Ids that two articles of one docset share."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from doclint.model import Diagnostic, Span
from doclint.project.docset import Docset
from doclint.project.edition import Edition

SCOPE = "project"
SITED = True


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """No options."""


class Uid(Struct, frozen=True):
    """The id of an article: of which docset, version and locale it is one, and which article it stands for."""

    uid: str
    path: str
    span: Span
    home: tuple[str, str, str]
    key: str


def extract(edition: Edition, docset: Docset) -> Iterator[Uid]:
    """The `uid` of an article that docfx builds."""
    value = edition.article.metadata.get("uid")
    site = docset.site(edition)
    if value and value.text and site.dialect.name == "docfx":
        place = edition.place
        yield Uid(
            value.text, edition.article.path, value.span, (site.root or "", place.version, edition.locale), place.key
        )


def compare(uids: Iterable[Uid], _options: Options, docset: Docset) -> Iterator[Diagnostic]:
    """One diagnostic for every article whose id another has already; copies of one article are none."""
    found: defaultdict[tuple[str, tuple[str, str, str]], dict[str, Uid]] = defaultdict(dict)
    for one in uids:
        found[one.uid, one.home].setdefault(one.key, one)
    for same in found.values():
        first, *others = same.values()
        for one in others:
            edition, other = docset.edition(one.path), docset.edition(first.path)
            if edition and other:
                yield _report(edition, one, other, first)


def _report(edition: Edition, one: Uid, other: Edition, first: Uid) -> Diagnostic:
    message = f"The uid '{one.uid}' is that of {first.path}, too: links to it lead to one of them. Give each its own"
    evidence = (other.evidence("article", first.span, other.line(first.span)),)
    return edition.report(one.span, message, within=edition.line(one.span), evidence=evidence)
