"""Block Markdown in its dialects: CommonMark with tables, footnotes, definition lists, and rules of our own.

Each rule looks at lines that begin with one character, and pushes tokens markdown-it has, or one of these: `marker`
(a container's), `container_open` and `container_close` around an indented body, `component` (JSX, and modules), and
`syntax` (whatever else shows no text).
"""

import re
import sys
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from doclint.read.markers import INDENTED, marker
from doclint.read.opaque import JSX
from doclint.read.stream import by_first_character

_ESM = re.compile(
    r"import\s+(?:[\w$*{][^\n]*?\sfrom\s+)?[\"'][^\"'\n]+[\"'];?[ \t]*$|import\s*\{[ \t]*$"
    r"|export\s+(?:(?:const|let|var|function|class|async)\s|\{|\*|default\s+(?:function|class|[({]|\w+;?[ \t]*$))",
    re.MULTILINE,
)
_COMPONENTS = re.compile(rf"(?:(?!</?>)(?:{JSX})[ \t]*)+(?=\n|\Z)")
_LISTING = re.compile(
    r"\{\{[<%]\s*(?P<hugo>highlight|mermaid|math|katex)\b[^{}]*[>%]\}\}|\{%-?\s*(?P<liquid>highlight)\b"
)
_OPENED = re.compile(r"(?:```|~~~)\s*\w")
_HEADING = re.compile(r"(?P<hashes>#{1,6})(?=<a\s+(?:name|id)=)")
_SNIPPET = re.compile(r"-{1,3}8<-{1,3}(?P<file>[ \t]+\S[^\n]*)?[ \t]*$")
_BODY = 4
_GRID = re.compile(r":::(?:row|column)(?!-end)")
_OBJECT = re.compile(r":::[ \t]+\w+\.[\w.]+")
"""The marker of an object of the code whose documentation is put there; its options follow."""

Rule = Callable[[StateBlock, int, int, bool], bool]


@cache
def parser() -> MarkdownIt:
    """The parser of blocks; it leaves the content of `inline` tokens alone."""
    markdown = MarkdownIt("commonmark", {"maxNesting": sys.maxsize}).enable("table")
    markdown.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin)
    markdown.block.ruler.before(
        "fence", "dialects", _dialects, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    by_first_character(markdown, {"dialects": "".join(_RULES)})
    return markdown


def _dialects(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    start = state.bMarks[first] + state.tShift[first]
    rule = _RULES.get(state.src[start : start + 1])
    return rule is not None and not state.is_code_block(first) and rule(state, first, end, silent)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _push(state: StateBlock, kind: str, first: int, after: int) -> bool:
    """A token of its own for the lines `first` to `after`, which is not among them."""
    state.push(kind, "", 0).map = [first, after]
    state.line = after
    return True


def _syntax(state: StateBlock, first: int, after: int) -> bool:
    return _push(state, "syntax", first, after)


def _marker(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    line = _line(state, first)
    found = marker(line)
    if found is None or silent:
        return found is not None
    start = state.bMarks[first] + state.tShift[first]
    indented = line[0] in INDENTED
    token = state.push("marker", "", 0)
    after = _options(state, first, end) if _OBJECT.match(line) else first + 1
    token.map, token.content = [first, after], line
    token.meta = {"column": start - state.src.rfind("\n", 0, start) - 1}
    state.line = token.map[1]
    if indented:
        _indented(state, first, end)
    elif match := _GRID.match(line):
        _cells(state, first, end, f"{match[0]}-end")
    return True


def _options(state: StateBlock, first: int, end: int) -> int:
    """The number of the line behind a marker and its options, which stand indented below it."""
    after = first + 1
    while after < end and not state.isEmpty(after) and state.sCount[after] >= state.blkIndent + _BODY:
        after += 1
    return after


def _indented(state: StateBlock, first: int, end: int) -> None:
    """The lines below a marker that are indented further belong to it, blank lines between them included."""
    after = first + 1
    while after < end and (state.isEmpty(after) or state.sCount[after] >= state.blkIndent + _BODY):
        after += 1
    _body(state, first, after, state.blkIndent + _BODY)


def _cells(state: StateBlock, first: int, end: int, closing: str) -> None:
    """What stands in a row or a column, where all of it is indented so far that it would be code."""
    after = _until(state, first, end, lambda line: line.startswith(closing))
    indents = [state.sCount[number] for number in range(first + 1, after) if not state.isEmpty(number)]
    if after < end and indents and min(indents) >= state.blkIndent + _BODY:
        _body(state, first, after, min(indents))


def _body(state: StateBlock, first: int, after: int, inner: int) -> None:
    """The lines between `first` and `after`, read as if the margin were at `inner`."""
    indent, limit, parent = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = inner, after, "container"
    state.push("container_open", "", 1)
    state.md.block.tokenize(state, first + 1, after)
    state.push("container_close", "", -1)
    state.blkIndent, state.lineMax, state.parentType = indent, limit, parent


def _esm(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Imports and exports of a module stand at the margin, up to a blank line."""
    if silent or state.sCount[first] or not _ESM.match(_line(state, first)):
        return False
    return _push(state, "component", first, _until(state, first, end, lambda line: not line.strip()))


def _components(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Lines that hold nothing but tags of components: what follows them is Markdown, without a blank line as well."""
    start = state.bMarks[first] + state.tShift[first]
    if silent or not state.src[start + 1 : start + 3].strip("/")[:1].isupper():
        return False
    if first and _OPENED.match(_line(state, first - 1)):
        # A list's fence whose listing is not indented: markup then, up to a blank line, its closing fence included.
        return False
    match = _COMPONENTS.match(state.src, start)
    after = first + 1 + (match[0].count("\n") if match else end)
    return after <= end and _push(state, "component", first, after)


def _heading(state: StateBlock, first: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """`#<a name="x"></a>Title`, which localisation tools write and older generators show as a heading."""
    match = _HEADING.match(_line(state, first))
    if not match or silent:
        return bool(match)
    level = len(match["hashes"])
    opening = state.push("heading_open", f"h{level}", 1)
    opening.markup = match["hashes"]
    content = state.push("inline", "", 0)
    content.content, content.map = _line(state, first)[level:].strip(), [first, first + 1]
    state.push("heading_close", f"h{level}", -1)
    state.line = first + 1
    return True


def _math(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """`$$` to `$$`, without a blank line in between."""
    line = _line(state, first)
    if silent or not line.startswith("$$"):
        return False
    if len(line.rstrip()) > len("$$$") and line.rstrip().endswith("$$"):
        return _syntax(state, first, first + 1)
    last = _until(state, first, end, lambda line: not line.strip() or line.rstrip().endswith("$$"))
    closed = last < end and bool(_line(state, last).strip())
    return closed and _syntax(state, first, last + 1)


def _braces(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A comment of MDX, or a shortcode around a listing."""
    line = _line(state, first)
    listing = _LISTING.match(line)
    if silent or not (listing or line.startswith("{/*")):
        return False
    close = f"/{listing['hugo']}" if listing and listing["hugo"] else "endhighlight" if listing else "*/}"
    if close in line:
        return bool(listing) and _syntax(state, first, first + 1)
    return _syntax(state, first, min(end, _until(state, first, end, lambda line: close in line) + 1))


def _snippet(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """`--8<-- "file"`, which inserts a file; without a file, those named on the lines down to the next such line."""
    match = _SNIPPET.match(_line(state, first))
    if not match or silent:
        return bool(match)
    last = first if match["file"] else _until(state, first, end, lambda line: bool(_SNIPPET.match(line)))
    return _syntax(state, first, min(end, last + 1))


def _until(state: StateBlock, first: int, end: int, stop: Callable[[str], bool]) -> int:
    """The number of the next line behind `first` at which to stop, or at which what it stands in ends, or `end`."""
    for number in range(first + 1, end):
        if stop(_line(state, number)) or (state.sCount[number] < state.blkIndent and not state.isEmpty(number)):
            return number
    return end


_RULES: dict[str, Rule] = dict.fromkeys(":/!?=", _marker) | {
    "i": _esm,
    "e": _esm,
    "<": _components,
    "#": _heading,
    "$": _math,
    "{": _braces,
    "-": _snippet,
}
