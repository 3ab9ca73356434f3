"""Inline Markdown with the place of every construct.

markdown-it gives no inline positions: here its state notes in the `map` of a token where it stood when it pushed it,
and where the rule ended. It tries its rules one after the other: here one rule stands for all, and asks those alone
that can begin with the character it stands at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Literal, NamedTuple
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from doclint.read import helpers, html
from doclint.read.opaque import MASK, opaque

Rule = Callable[[StateInline, bool], bool]

_SPECIAL = re.compile(r"[\\`*_\[\]<!&]")
_BEGINNINGS = {
    "\\": ["escape"],
    "`": ["backticks"],
    "*": ["emphasis"],
    "_": ["emphasis"],
    "[": ["link"],
    "!": ["image"],
    "<": ["autolink", "html_inline"],
    "&": ["entity"],
}
_AUTOLINK = re.compile(r"<[^<>\s]+[:@][^<>\s]*>")
_WORDS = Token("text", "", 0)
_KINDS = {"em_open": "emphasis", "strong_open": "strong"}


class Inline(NamedTuple):
    """A construct: kind, span, its inner span and its destination's, and its value; offsets in the content."""

    kind: str
    start: int
    end: int
    inner: tuple[int, int]
    destination: tuple[int, int]
    value: str


class _State(StateInline):
    """A token's `map` is where the state stood when it was pushed; the delimiters of a run follow each other."""

    _behind = 0

    def pushPending(self) -> Token:  # noqa: N802
        """Words need no token of their own, but keep delimiters apart."""
        self.pending = ""
        self.tokens.append(_WORDS)
        return _WORDS

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        start = self.pos
        if ttype == "text":
            start = max(start, self._behind)
            self._behind = start + 1
        token.map = [start, start]
        return token


class _Images(ParserInline):
    """What stands in an image's label is shown nowhere, and not looked into."""

    def parse(self, src: str, md: MarkdownIt, env: Mapping[str, object], tokens: list[Token]) -> list[Token]:  # noqa: ARG002
        return tokens


class _Markdown(MarkdownIt):
    """Links of one article name the same places over and over."""

    normalizeLink = staticmethod(lru_cache(1024)(normalizeLink))  # noqa: N815


@cache
def parser() -> MarkdownIt:
    """A CommonMark parser for the content of blocks, whose tokens carry their place in `map`."""
    markdown = _Markdown("commonmark")
    markdown.inline = _Images()
    markdown.helpers = helpers
    ruler = markdown.inline.ruler
    rules = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    rules["html_inline"] = _comments(rules["html_inline"])
    rules["autolink"] = _where(_AUTOLINK, rules["autolink"])
    chosen = {character: [rules[name] for name in names] for character, names in _BEGINNINGS.items()}
    ruler.push("chosen", partial(_chosen, chosen))
    ruler.enableOnly("chosen")
    markdown.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    return markdown


def _where(pattern: re.Pattern[str], rule: Rule) -> Rule:
    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        return bool(pattern.match(state.src, state.pos)) and rule(state, silent)

    return wrapped


def _comments(rule: Rule) -> Rule:
    """A comment may end in more dashes; markdown-it (as its JavaScript parent) takes `a <!--- b ---> c` for text."""

    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        start = state.pos
        opened = state.src.startswith("<!--", start) and state.html_terminator_last("-->") >= start
        match = html.COMMENT.match(state.src, start) if opened else None
        if not match:
            return rule(state, silent)
        if not silent:
            state.push("html_inline", "", 0).content = match[0]
        state.pos = match.end()
        return True

    return wrapped


def _chosen(rules: Mapping[str, Sequence[Rule]], state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """The rule for everything: plain text up to the next character that may mean something, or what begins there."""
    start = state.pos
    chosen = rules.get(state.src[start])
    if chosen is None:
        return _text(state, silent)
    for rule in chosen:
        count = len(state.tokens)
        if rule(state, silent):
            if len(state.tokens) > count:
                _place(state.tokens[-1])[1] = state.pos
            return True
    return False


def _text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    special = _SPECIAL.search(state.src, state.pos)
    end = special.start() if special else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def _place(token: Token) -> list[int]:
    return token.map or [0, 0]


def _link(label: tuple[int, int], end: int, content: str) -> tuple[int, int]:
    """Where the destination of the link with this label stands, which ends at `end`; a reference's is its label."""
    begin = label[1] + 2
    if not content.startswith("](", label[1]):
        return label[1] + 1, end
    while begin < end and content[begin] in " \t\n":
        begin += 1
    found = helpers.parseLinkDestination(content, begin, end)
    brackets = content.startswith("<", begin)
    return begin + brackets, max(found.pos - brackets, begin) if found.ok else begin


def inlines(content: str, environment: dict[str, object]) -> list[Inline]:
    """The inline constructs of a block's `content`, in order of their start."""
    shown, hidden = opaque(content)
    found = [Inline(kind, start, end, (start, end), (end, end), content[start:end]) for kind, start, end in hidden]
    if _SPECIAL.search(shown):
        constructs = _collect(_parsed(shown, environment), shown)
        found += [_unmasked(one, content) for one in constructs] if hidden else constructs
    return sorted(found, key=lambda inline: (inline.start, -inline.end))


def _parsed(content: str, environment: dict[str, object]) -> list[Token]:
    markdown = parser()
    state = _State(content, markdown, environment, [])
    markdown.inline.tokenize(state)
    for rule in markdown.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


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
            found.append(_nested(opened.pop(), token, content))
        elif token.type not in {"text", "hardbreak"}:
            found.append(_single(token, content))
    return found


def _nested(opening: Token, closing: Token, content: str) -> Inline:
    start, (inner, end) = _place(opening)[0], _place(closing)
    if opening.type in _KINDS:
        # Of a run of delimiters the opening token is the innermost, and so is the closing one.
        width = len(opening.markup)
        start, end = start + 1 - width, inner + width
        return Inline(_KINDS[opening.type], start, end, (start + width, inner), (end, end), "")
    href = str(opening.attrs["href"])
    if opening.info == "auto":
        return Inline("autolink", start, end, (start + 1, end - 1), (start + 1, end - 1), href)
    return Inline("link", start - 1, end, (start, inner), _link((start, inner), end, content), href)


def _single(token: Token, content: str) -> Inline:
    start, end = _place(token)
    nothing = (end, end)
    if token.type == "code_inline":
        width = len(token.markup)
        return Inline("code", start, end, (start + width, end - width), nothing, token.content)
    if token.type == "image":
        label = (start + 2, start + 2 + len(token.content))
        return Inline("image", start, end, label, _link(label, end, content), str(token.attrs["src"]))
    if token.type == "html_inline":
        return Inline("html", start, end, nothing, nothing, token.content)
    inner = (start + 1, end) if token.info == "escape" else nothing
    return Inline("escape", start, end, inner, nothing, content[start:end])
