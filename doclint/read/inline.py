"""Inline Markdown with the place of every construct.

markdown-it gives no inline positions. Each of its inline rules is wrapped, through the public ruler, so that the tokens
it pushes remember the stretch of source the rule consumed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from doclint.read.opaque import MASK, opaque

Rule = Callable[[StateInline, bool], bool]

_SPECIAL = re.compile(r"[\\`*_\[\]<!&]")
# markdown-it (as its JavaScript parent) takes `a <!--- b ---> c` for text.
_COMMENT = re.compile(r"<!--(?:(?!--+>)[\s\S])*--+>")
_KINDS = {"em_open": "emphasis", "strong_open": "strong", "link_open": "link"}


class Inline(NamedTuple):
    """A construct: kind, span, its inner span and its destination's, and its value; offsets in the content."""

    kind: str
    start: int
    end: int
    inner: tuple[int, int]
    destination: tuple[int, int]
    value: str


@cache
def parser() -> MarkdownIt:
    """A CommonMark parser with tables, whose inline tokens carry their place in `meta["at"]`."""
    markdown = MarkdownIt("commonmark").enable("table")
    ruler = markdown.inline.ruler
    for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True):
        ruler.at(name, _placed(_comments(rule) if name == "html_inline" else rule))
    return markdown


def _comments(rule: Rule) -> Rule:
    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        opened = state.src.startswith("<!--", state.pos) and state.src.find("-->", state.pos) >= 0
        match = _COMMENT.match(state.src, state.pos) if opened else None
        if not match:
            return rule(state, silent)
        if not silent:
            state.push("html_inline", "", 0).content = match[0]
        state.pos = match.end()
        return True

    return wrapped


def _placed(rule: Rule) -> Rule:
    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        start, count = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            _place(state, state.tokens[count:], start)
        return matched

    return wrapped


def _place(state: StateInline, tokens: list[Token], start: int) -> None:
    delimiter = start
    for token in tokens:
        if "at" in token.meta:
            continue
        if token.type == "text" and token.content in {"*", "_"}:
            token.meta["at"] = (delimiter, delimiter + 1)
            delimiter += 1
        elif token.type == "link_open":
            token.meta["at"] = (start, state.pos)
            token.meta |= _link(state, start)
        elif token.type == "image":
            token.meta["at"] = (start, state.pos)
            token.meta |= _link(state, start + 1)
        elif token.type != "text":
            token.meta["at"] = (start, state.pos)


def _link(state: StateInline, start: int) -> dict[str, tuple[int, int]]:
    """Where the label and the destination of the link at `start` stand; a reference's destination is its label."""
    end = state.md.helpers.parseLinkLabel(state, start, False)  # noqa: FBT003
    label = (start + 1, max(end, start + 1))
    if not state.src.startswith("](", end):
        return {"label": label, "destination": (end + 1, state.pos)}
    begin = end + 2
    while begin < state.posMax and state.src[begin] in " \t\n":
        begin += 1
    found = state.md.helpers.parseLinkDestination(state.src, begin, state.posMax)
    brackets = state.src.startswith("<", begin)
    return {"label": label, "destination": (begin + brackets, max(found.pos - brackets, begin) if found.ok else begin)}


def inlines(content: str, environment: dict[str, object]) -> list[Inline]:
    """The inline constructs of a block's `content`, in order of their start."""
    shown, hidden = opaque(content)
    found = [Inline(kind, start, end, (start, end), (end, end), content[start:end]) for kind, start, end in hidden]
    if _SPECIAL.search(shown):
        markdown = parser()
        tokens: list[Token] = []
        markdown.inline.parse(shown, markdown, environment, tokens)
        found += [_unmasked(inline, content) if hidden else inline for inline in _collect(tokens, content)]
    return sorted(found, key=lambda inline: (inline.start, -inline.end))


def _unmasked(inline: Inline, content: str) -> Inline:
    """`inline` with its value as written, which the parser saw masked."""
    if inline.kind == "html":
        return inline._replace(value=content[inline.start : inline.end])
    if inline.kind in {"link", "image"} and quote(MASK) in inline.value:
        return inline._replace(value=content[slice(*inline.destination)])
    return inline


def _collect(tokens: list[Token], content: str) -> list[Inline]:
    found: list[Inline] = []
    opened: list[Token] = []
    for token in tokens:
        if token.nesting == 1:
            opened.append(token)
        elif token.nesting == -1:
            found.append(_nested(opened.pop(), token))
        elif token.type not in {"text", "softbreak", "hardbreak"}:
            found.append(_single(token, content))
    return found


def _nested(opening: Token, closing: Token) -> Inline:
    start, end = opening.meta["at"]
    if opening.type != "link_open":
        # Of a run of delimiters the opening token is the innermost, and so is the closing one.
        width = len(opening.markup)
        start, end = opening.meta["at"][1] - width, closing.meta["at"][0] + width
        return Inline(_KINDS[opening.type], start, end, (start + width, end - width), (end, end), "")
    if opening.info == "auto":
        return Inline("autolink", start, end, (start + 1, end - 1), (start + 1, end - 1), str(opening.attrs["href"]))
    return Inline("link", start, end, opening.meta["label"], opening.meta["destination"], str(opening.attrs["href"]))


def _single(token: Token, content: str) -> Inline:
    start, end = token.meta["at"]
    nothing = (end, end)
    if token.type == "code_inline":
        width = len(token.markup)
        return Inline("code", start, end, (start + width, end - width), nothing, token.content)
    if token.type == "image":
        return Inline("image", start, end, token.meta["label"], token.meta["destination"], str(token.attrs["src"]))
    if token.type == "html_inline":
        return Inline("html", start, end, nothing, nothing, token.content)
    return Inline(
        "escape", start, end, (start + 1, end) if token.info == "escape" else nothing, nothing, content[start:end]
    )
