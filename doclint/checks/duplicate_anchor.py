"""Explicit anchors of one name in one article."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Anchor, Diagnostic
from doclint.project.edition import Edition
from doclint.project.scopes import Scopes
from doclint.read.html import TAG

SCOPE = "article"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """No options."""


def check(edition: Edition, _options: Options) -> Iterator[Diagnostic]:
    """One diagnostic a name and scope (moniker, zone, tab), at its second place, with every other place as evidence."""
    places: dict[tuple[str, str], list[Anchor]] = defaultdict(list)
    scopes = Scopes(edition.article)
    for anchor in edition.article.anchors:
        same = places[anchor.name, scopes.at(anchor.span.start)]
        if not same or _apart(edition.article.text[same[-1].span.end : anchor.span.start]):
            same.append(anchor)
    for (name, _), anchors in places.items():
        if len(anchors) > 1:
            yield _diagnostic(edition, name, anchors)


def _apart(between: str) -> bool:
    """Whether text stands between two anchors; without any they mark one place."""
    return bool(TAG.sub("", between).strip(" \t\r\n#"))


def _diagnostic(edition: Edition, name: str, anchors: list[Anchor]) -> Diagnostic:
    lines = ", ".join(str(edition.article.locate(anchor.span).line) for anchor in anchors)
    message = (
        f"The anchor '{name}' stands {len(anchors)} times, on lines {lines}: a link to it always leads to the first. "
        "Give each a name of its own"
    )
    first, second, *others = anchors
    evidence = tuple(edition.evidence("article", anchor.span, edition.line(anchor.span)) for anchor in (first, *others))
    report = edition.report(second.span, message, within=edition.line(second.span), evidence=evidence)
    return _named(report, name)


def _named(report: Diagnostic, name: str) -> Diagnostic:
    from msgspec.structs import replace

    return replace(report, subject=name)
