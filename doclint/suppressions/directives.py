"""Directives: which rules say nothing in which lines of a file, and why."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import yaml
from msgspec import Struct
from msgspec.structs import replace

from doclint.model import Article, Span
from doclint.suppressions.comments import KEY, Comment, comments
from doclint.suppressions.lines import Lines

Form = Literal["line", "block", "range", "file", "end", "key"]

_FORMS: dict[str, Form] = {
    "": "block",
    "line": "line",
    "next-line": "block",
    "start": "range",
    "end": "end",
    "file": "file",
}
_NAMELESS = "It names no rule, and hides nothing: write which rules it is about (doclint-ignore DL301 why)"
_DIRECTIVE = re.compile(r"\s*doclint-ignore(?:-(?P<form>[\w-]+))?(?=[\s:]|\Z):?(?P<rest>.*)", re.DOTALL)
_BETWEEN = re.compile(r"\s*,\s*|\s+(?=DL\d+\b)")
_NAME = re.compile(r"[\w-]+")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Selector(NamedTuple):
    """What names rules in a directive, and its place in the file."""

    name: str
    span: Span


class Directive(Struct, frozen=True):
    """A directive: its place in the file, the rules it names, and the lines (first and last) it speaks of.

    `ending` is the end of a range. With a `fault`, which says what to mend, it hides nothing.
    """

    form: Form
    span: Span
    selectors: tuple[Selector, ...]
    lines: tuple[int, int] = (0, -1)
    ending: "Directive | None" = None
    fault: str = ""

    def covers(self, first: int, last: int) -> bool:
        """Whether it speaks of one of these lines."""
        return not self.fault and self.lines[0] <= last and first <= self.lines[1]


def directives(article: Article) -> tuple[Directive, ...]:
    """The directives of a file, in order."""
    found = [*comments(article)]
    lines = Lines(article, (one.span for one in found))
    text = article.original.text
    read = [*_of_key(article, lines), *(_directive(text, one, lines) for one in found)]
    return tuple(_joined(sorted(read, key=lambda one: one.span.start)))


def _directive(text: str, comment: Comment, lines: Lines) -> Directive:
    """A directive as it stands alone: the start of a range speaks of nothing yet."""
    match = _DIRECTIVE.fullmatch(text, comment.said.start, comment.said.end)
    named = (match["form"] or "") if match else "?"
    if not match or named not in _FORMS:
        word = text[comment.said.start : comment.said.end].split(maxsplit=1)[0]
        known = ", ".join(f"doclint-ignore-{form}" for form in _FORMS if form)
        return Directive("line", comment.span, (), fault=f"There is no '{word}': write doclint-ignore, or {known}")
    selectors = tuple(_selectors(text, *match.span("rest")))
    first, last = lines.of(comment.span)
    form = _FORMS[named]
    if not named and not all(map(lines.empty, range(first, last + 1))):
        form = "line"
    if not selectors and form != "end":
        return Directive(form, comment.span, (), fault=_NAMELESS)
    found = _lines(form, comment, lines, beside=named == "next-line")
    fault = "" if found else "Nothing follows that it could speak of: move it before what it is about, or delete it"
    return Directive(form, comment.span, selectors, found or (0, -1), fault=fault)


def _lines(form: Form, comment: Comment, lines: Lines, *, beside: bool) -> tuple[int, int] | None:
    """The lines that a directive speaks of; None where nothing follows it."""
    first, last = lines.of(comment.span)
    if form == "file":
        return 1, lines.last
    if form != "block":
        return first, last
    line = lines.after(last)
    if line is None:
        return None
    if beside:
        return line, line
    return lines.entry(line) if comment.kind == "yaml" else lines.block(line)


def _selectors(text: str, start: int, end: int) -> Iterator[Selector]:
    """The rules named at the beginning of a stretch of text, with commas between them; the rest is the reason."""
    blanks = re.compile(r"\s*")
    gap: re.Match[str] | None = blanks.match(text, start, end)
    while gap and (name := _NAME.match(text, gap.end(), end)):
        yield Selector(name[0], Span(*name.span()))
        gap = _BETWEEN.match(text, name.end(), end)


def _joined(found: Sequence[Directive]) -> Iterator[Directive]:
    """The directives, each start of a range with its end; what lacks the other is at fault."""
    open_: list[Directive] = []
    for one in found:
        if one.form == "range" and not one.fault:
            open_.append(one)
            continue
        if one.form != "end":
            yield one
            continue
        start = next((other for other in reversed(open_) if not one.selectors or _names(other) == _names(one)), None)
        if start is None:
            yield replace(one, fault="No doclint-ignore-start with these rules stands above: write one, or delete it")
        else:
            open_.remove(start)
            yield replace(start, lines=(start.lines[0], one.lines[1]), ending=one)
    for one in open_:
        yield replace(one, fault="It never ends, and hides nothing: write doclint-ignore-end below what it is about")


def _names(one: Directive) -> set[str]:
    return {selector.name.lower() for selector in one.selectors}


def _of_key(article: Article, lines: Lines) -> Iterator[Directive]:
    """What the front matter's own key says of the whole file: a list of rules, or each with a reason, or text."""
    value = article.metadata.get(KEY)
    if value is None:
        return
    selectors = tuple(_keyed(article.original.text, article.original.position(value.span.start)[1], value.span))
    yield Directive("key", value.span, selectors, (1, lines.last), fault="" if selectors else _NAMELESS)


def _keyed(text: str, column: int, span: Span) -> Iterator[Selector]:
    """The rules that the value at a place of front matter names."""
    start = span.start - column + 1
    try:
        root = yaml.compose(" " * (column - 1) + text[span.start : span.end], Loader=_LOADER)
    except (yaml.YAMLError, RecursionError):
        return
    if isinstance(root, yaml.CollectionNode):
        nodes = root.value if isinstance(root, yaml.SequenceNode) else [key for key, _ in root.value]
        yield from (_selector(node, start) for node in nodes)
    else:
        yield from _selectors(text, span.start + (text[span.start] in "'\""), span.end)


def _selector(node: yaml.Node, start: int) -> Selector:
    return Selector(str(node.value), Span(start + node.start_mark.index, start + node.end_mark.index))
