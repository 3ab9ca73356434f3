"""Links to files and anchors that are not there, and includes that go in circles."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from doclint.checks.pages import Graph, Jump, Page, fragment_checked, page
from doclint.checks.remedies import Remedies, respelling
from doclint.model import Diagnostic, Fix
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.sites.addresses import is_page

SCOPE = "project"
SITED = True

_MAIL = re.compile(r"[^\s@/?#]+@[^\s@/?#]+\.[a-z]{2,}", re.IGNORECASE)
_PASTING = {"mdbook", "python-markdown", "jekyll", "kramdown"}
"""The dialects whose includes are text that is read where it is put."""
_SHOWN = 3
"""So many places are named where there are more."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """What is looked for."""

    target: Literal["anchor", "file", "include", "case", "circle"]


def extract(edition: Edition, docset: Docset) -> Iterator[Page]:
    """The article as a page: its anchors and where its links lead."""
    yield page(edition, docset)


def compare(pages: Iterable[Page], options: Options, docset: Docset) -> Iterator[Diagnostic]:
    """Every link that leads nowhere."""
    graph = Graph(pages)
    yield from _LOOKED_FOR[options.target](graph, docset)


def _files(graph: Graph, docset: Docset) -> Iterator[Diagnostic]:
    for edition, jump in _jumps(graph, docset):
        if jump.missing and not jump.included and not _pasted(edition, graph, docset):
            mend = f"Write 'mailto:{jump.destination}'" if _MAIL.fullmatch(jump.destination) else "Correct the path"
            message = f"'{jump.destination}' leads to {jump.wanted}, which does not exist. {mend}"
            sure = 0.8 if is_page(jump.wanted) else 1.0
            yield edition.report(jump.span, message, within=edition.line(jump.span), confidence=sure)


def _pasted(edition: Edition, graph: Graph, docset: Docset) -> bool:
    """Whether the article's text is pasted into others, from where its relative links then start: nobody can tell."""
    return docset.site(edition).dialect.name in _PASTING and bool(graph.hosts(edition.article.path))


def _includes(graph: Graph, docset: Docset) -> Iterator[Diagnostic]:
    for edition, jump in _jumps(graph, docset):
        if jump.missing and jump.included:
            message = f"'{jump.destination}' includes {jump.wanted}, which does not exist. Correct the path"
            yield edition.report(jump.span, message, within=edition.line(jump.span))


def _cases(graph: Graph, docset: Docset) -> Iterator[Diagnostic]:
    for edition, jump in _jumps(graph, docset):
        dialect = docset.site(edition).dialect
        if not jump.respelt or dialect.folds:
            continue
        right = respelling(jump.destination, jump.targets[0])
        message = (
            f"'{jump.destination}' is called {jump.targets[0]}: on a server that tells upper from lower case the link "
            "is dead. Write it as the file is called"
        )
        yield edition.report(
            jump.span,
            message,
            within=edition.line(jump.span),
            expected=right,
            confidence=1.0 if dialect.name != "unknown" else 0.8,
            fix=Fix("safe", (edition.edit(jump.span, right),)) if right else None,
        )


def _circles(graph: Graph, docset: Docset) -> Iterator[Diagnostic]:
    for edition, jump in _jumps(graph, docset):
        circle = graph.circle(edition.article.path, jump.targets[0]) if jump.included and jump.targets else []
        if circle:
            way = " → ".join([edition.article.path, *circle])
            message = f"'{jump.destination}' includes this article again: {way}. Take one of the includes out"
            yield edition.report(jump.span, message, within=edition.line(jump.span))


def _anchors(graph: Graph, docset: Docset) -> Iterator[Diagnostic]:
    remedies = Remedies(docset)
    for edition, jump in _jumps(graph, docset):
        if not jump.included and not jump.missing and fragment_checked(jump.fragment):
            yield from _anchor(edition, jump, graph, remedies)


def _anchor(edition: Edition, jump: Jump, graph: Graph, remedies: Remedies) -> Iterator[Diagnostic]:
    own = jump.targets == (edition.article.path,)
    if not own and _pasted(edition, graph, remedies.docset):
        return
    hosts = graph.hosts(edition.article.path) if own else []
    if not jump.targets or (own and not hosts and graph.part(edition.article.path)):
        return
    if graph.known(jump.targets, jump.fragment, jump.scope):
        return
    lacking = [path for path in hosts if not graph.known((path,), jump.fragment, jump.scope)]
    if hosts and not lacking:
        return
    remedy = remedies.of(edition, jump, graph.names(lacking[0] if lacking else jump.targets[0]))
    where = "this article" if own and not hosts else _list(lacking or list(jump.targets))
    yield edition.report(
        jump.span,
        f"There is no anchor '{jump.fragment}' in {where}: {remedy.advice}",
        within=edition.line(jump.span),
        expected=remedy.expected,
        evidence=remedy.evidence,
        confidence=1.0 if graph.complete(lacking or jump.targets) and len(lacking) == len(hosts) else 0.8,
        fix=remedy.fix,
    )


def _list(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return ", ".join(paths[:_SHOWN]) + more


def _jumps(graph: Graph, docset: Docset) -> Iterator[tuple[Edition, Jump]]:
    for one in graph.pages.values():
        edition = docset.edition(one.path)
        if edition:
            yield from ((edition, jump) for jump in one.jumps)


_LOOKED_FOR: dict[str, Callable[[Graph, Docset], Iterator[Diagnostic]]] = {
    "anchor": _anchors,
    "file": _files,
    "include": _includes,
    "case": _cases,
    "circle": _circles,
}
