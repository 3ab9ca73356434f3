"""Markdown text -> block tokens, one top-level block at a time, so that no article's tokens are held all at once.

markdown-it tries its block rules one after the other: here one rule stands for all of a chain, and asks those alone
that can begin with the character a line begins with.
"""

from collections.abc import Callable, Iterator
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

Rule = Callable[[StateBlock, int, int, bool], bool]

NESTING = 100
"""How deep blocks may be nested; what is nested deeper is read as paragraphs."""
_INDENTED = 4
_CHAINS = ("", "paragraph", "reference", "blockquote", "list")
_BEGINNINGS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
_SHARED = {
    name: Token(name, "", 0)
    for name in (
        *("paragraph_open", "paragraph_close", "heading_close", "list_item_close", "hr"),
        *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close", "tr_close"),
        *("th_open", "th_close", "td_open", "td_close"),
    )
}
"""Tokens that say no more than their type; they are many, and one of each is enough."""


class _State(StateBlock):
    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        shared = _SHARED.get(ttype)
        if shared is None:
            return super().push(ttype, tag, nesting)
        self.level += nesting
        self.tokens.append(shared)
        return shared


def stream(parser: MarkdownIt, text: str, environment: dict[str, object]) -> Iterator[list[Token]]:
    """The tokens of each top-level block of `text`, whose line ends are LF.

    `environment` takes the definitions, and the number of the first line that is nested too deep.
    """
    state = _State(text, parser, environment, [])
    [begin] = parser.block.ruler.getRules("")
    while (line := state.skipEmptyLines(state.line)) < state.lineMax:
        state.line = line
        begin(state, line, state.lineMax, False)  # noqa: FBT003
        yield state.tokens
        state.tokens = []


def by_first_character(parser: MarkdownIt, beginnings: dict[str, str]) -> None:
    """Let one rule stand for each chain of the parser's; `beginnings` are those of rules that are not markdown-it's."""
    ruler = parser.block.ruler
    names = {rule: name for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True)}
    known = _BEGINNINGS | beginnings
    chains = {chain: [_chosen({names[rule]: rule for rule in ruler.getRules(chain)}, known)] for chain in _CHAINS}
    ruler.getRules = chains.__getitem__  # type: ignore[method-assign, assignment]


def _chosen(rules: dict[str, Rule], beginnings: dict[str, str]) -> Rule:
    """One rule for all of a chain: those that can begin with a character, in their order."""
    code, table, paragraph = (rules.pop(name, None) for name in ("code", "table", "paragraph"))
    anything = [rule for name, rule in rules.items() if name not in beginnings]
    special = {
        first: [rule for name, rule in rules.items() if first in beginnings.get(name, first)]
        for first in "".join(beginnings.values())
    }

    def chosen(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        if code and state.sCount[line] - state.blkIndent >= _INDENTED:
            return code(state, line, end, silent)
        if paragraph and state.level >= NESTING:
            state.env.setdefault("deep", line)
            return paragraph(state, line, end, silent)
        if table and line + 1 < end and _first(state, line + 1) in "|-:" and table(state, line, end, silent):
            return True
        for rule in special.get(_first(state, line), anything):
            if rule(state, line, end, silent):
                return True
        return paragraph is not None and paragraph(state, line, end, silent)

    return chosen


def _first(state: StateBlock, line: int) -> str:
    """The first character of a line that is not blank, or an empty string at the end of the text."""
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : start + 1]
