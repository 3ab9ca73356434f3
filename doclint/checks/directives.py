"""Directives in articles that are not what their authors take them for. Their verdict comes after all other rules."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from msgspec import Struct

from doclint.model import Diagnostic, Edit, Fix, Location, Span
from doclint.project.edition import Edition
from doclint.rule import rules
from doclint.suppressions.directives import Directive, Selector
from doclint.suppressions.register import Verdict
from doclint.suppressions.removing import without

SCOPE = "directives"

_REACH = 80


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing to choose."""


def check(edition: Edition, verdicts: Iterable[Verdict], _options: Options) -> Iterator[Diagnostic]:
    """Directives at fault, names in them that no rule has, and those that hide nothing."""
    for one in verdicts:
        if one.directive.fault:
            yield _diagnostic(edition, one.directive.span, one.directive.fault)
        for selector in one.unknown:
            yield _unknown(edition, selector)
        if one.unused:
            yield _unused(edition, one.directive, one.unused)


def _unknown(edition: Edition, selector: Selector) -> Diagnostic:
    """A name that no rule has, with the one that may be meant."""
    names = [name for rule in rules() for name in (rule.name, rule.header.category)]
    near = next(iter(get_close_matches(selector.name, names, 1)), None)
    meant = f"Is {near} meant? " if near else ""
    message = f"No rule is called '{selector.name}', and nothing is hidden by it. {meant}'doclint rules' lists them"
    return _diagnostic(edition, selector.span, message, expected=near)


def _unused(edition: Edition, directive: Directive, selectors: Sequence[Selector]) -> Diagnostic:
    """One finding for the names of a directive that hid nothing; its fix takes them out, or the whole directive."""
    names = " and ".join(selector.name for selector in selectors)
    message = f"Nothing is found here that {names} would hide. Delete it, before it hides what is new"
    original = edition.article.original
    edits = (_edit(edition, span, text) for span, text in without(original.text, directive, selectors))
    return _diagnostic(edition, selectors[0].span, message, fix=Fix("safe", tuple(edits)))


def _edit(edition: Edition, span: Span, text: str) -> Edit:
    return Edit(_located(edition, span), text)


def _located(edition: Edition, span: Span) -> Location:
    original = edition.article.original
    return Location(original.path, *original.position(span.start), *original.position(span.end))


def _diagnostic(
    edition: Edition, span: Span, message: str, *, expected: str | None = None, fix: Fix | None = None
) -> Diagnostic:
    """A diagnostic at a place of the file, whichever side of a bilingual article it stands in."""
    text = edition.article.original.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _REACH)
    shown = text[start : span.end + _REACH].split("\n")[0].rstrip("\r")
    highlight = (span.start - start, min(len(shown), span.end - start))
    subject = text[span.start : span.end]
    return Diagnostic(_located(edition, span), edition.locale, subject, message, shown, highlight, expected, fix=fix)
