"""Where a directive for a finding may stand, the best place first, and what is written there."""

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from doclint.model import LINE_END, Article, Block, Span
from doclint.suppressions.comments import body, sides
from doclint.suppressions.directives import Directive
from doclint.suppressions.lines import Lines

_PREFIX = re.compile(r"[ \t>]*")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_RULES = {"---", "+++"}
_TOML = re.compile(r"\+{3}[ \t]*\r?\n.*?^\+{3}[ \t]*$", re.DOTALL | re.MULTILINE)
_END = re.compile(r"(?:[ \t]*(?<!\\)\|)?[ \t]*$|[ \t]*\\$")
"""What stays behind a comment at the end of a line: what closes a row, what breaks the line."""


class Slot(NamedTuple):
    """A place for a directive: in a line of its own before a line, at a line's end, in the one that ends at an offset.

    One that is `outside` stands before a quote instead of in it. What stands in the front matter is a comment of YAML.
    """

    kind: Literal["before", "outside", "end", "file", "more", "yaml", "yaml-before"]
    at: int = 0


class Placing:
    """The places for directives in a file."""

    def __init__(self, article: Article, known: Collection[Directive]) -> None:
        self._article = article
        self._text = article.original.text
        self._known = [one for one in known if not one.fault]
        self._lines = Lines(article, (one.span for one in known))
        self._body = body(article)
        toml = None if self._body else _TOML.match(self._text)
        # Comments are known in front matter of YAML only.
        self._matter = toml.end() if toml else self._body

    def slots(self, line: int) -> Iterator[Slot]:
        """The places for a directive that speaks of a line."""
        yield from (self._more(one) for one in self._known if one.form in {"line", "block"} and one.covers(line, line))
        if self._start(line) < self._body:
            yield from (Slot("yaml", line), Slot("yaml-before", line)) if line > 1 else ()
        elif self._start(line) >= self._matter:
            yield from self._of_block(line)
        yield from (self._more(one) for one in self._known if one.form == "file")
        yield Slot("file")

    def edit(self, slot: Slot, codes: Collection[str], reason: str) -> tuple[Span, str]:
        """What is to be written at a place."""
        names = ", ".join(sorted(codes))
        if slot.kind == "more":
            return Span(slot.at, slot.at), f", {names}"
        said = f"doclint-ignore {names} {reason}"
        if slot.kind in {"yaml", "end"}:
            at = self._end(slot.at)
            return Span(at, at), f" # {said}" if slot.kind == "yaml" else f" {self._comment(said)}"
        if slot.kind == "file":
            return self._of_file(names, reason)
        at = self._start(slot.at)
        prefix = self._prefix(slot.at).partition(">")[0] if slot.kind == "outside" else self._prefix(slot.at)
        comment = f"# {said}" if slot.kind == "yaml-before" else self._comment(said)
        # MDX takes a comment and the text below it for one paragraph.
        gap = 2 if comment.startswith("{") and not prefix else 1
        return Span(at, at), f"{prefix}{comment}{self._line_end(at) * gap}"

    def _of_block(self, line: int) -> Iterator[Slot]:
        """Before a heading, a paragraph, a listing; at the end of a line in lists and tables."""
        block = self._block(line)
        first = self._first(line, block)
        before = [Slot("before", first)] if self._free(first) else []
        if block and block.kind in {"item", "cell"}:
            yield Slot("end", line)
            yield from before if block.kind == "item" else ()
        elif block and block.text.startswith("[!") and ">" in self._prefix(first):
            # The label of an alert has its line for itself, the first of the quote.
            yield Slot("end", line) if line > first else Slot("outside", first)
        else:
            yield from before
            yield from [Slot("end", line)] if not block or block.kind != "code" else ()

    def _block(self, line: int) -> Block | None:
        """The block in which a line of the file stands."""
        for side in sides(self._article):
            for block in side.blocks:
                first, last = self._lines.of(side.place(block.span))
                if first <= line <= last:
                    return block
        return None

    def _first(self, line: int, block: Block | None) -> int:
        """The line in which the block of a line begins; HTML begins below a blank line."""
        if block and block.kind == "html":
            while line > 1 and not self._lines.empty(line - 1):
                line -= 1
            return line
        if block:
            side = next(side for side in sides(self._article) if block in side.blocks)
            return self._lines.of(side.place(block.span))[0]
        return line

    def _free(self, line: int) -> bool:
        """Whether a line may come before this one: not into an item, and not before what opens front matter."""
        rest = self._text[self._start(line) + len(self._prefix(line)) :]
        return not _ITEM.match(rest) and (line > 1 or self._text[:3] not in _RULES)

    def _more(self, one: Directive) -> Slot:
        return Slot("more", one.selectors[-1].span.end)

    def _comment(self, said: str) -> str:
        mdx = self._article.path.lower().endswith(".mdx")
        return f"{{/* {said} */}}" if mdx else f"<!-- {said} -->"

    def _start(self, line: int) -> int:
        return self._article.original.lines[line - 1]

    def _prefix(self, line: int) -> str:
        found = _PREFIX.match(self._text, self._start(line))
        return found[0] if found else ""

    def _end(self, line: int) -> int:
        """Where something may be added to a line."""
        start = self._start(line)
        ended = LINE_END.search(self._text, start)
        written = self._text[start : ended.start() if ended else len(self._text)]
        found = _END.search(written)
        return start + (found.start() if found else len(written))

    def _line_end(self, at: int) -> str:
        """The line end that is used at an offset."""
        found = LINE_END.search(self._text, at) or LINE_END.search(self._text)
        return found[0] if found else "\n"

    def _of_file(self, names: str, reason: str) -> tuple[Span, str]:
        """A line for the whole file, below the front matter; at the end where hyphens open front matter in vain."""
        comment, end = self._comment(f"doclint-ignore-file {names} {reason}"), self._line_end(0)
        rule = self._text[:3]
        closing = self._text.rindex(rule, 0, self._matter) if self._matter else 0
        ended = LINE_END.search(self._text, closing) if self._matter else None
        if rule in _RULES and not ended:
            gap = end if self._text.endswith(("\n", "\r")) else end * 2
            return Span(len(self._text), len(self._text)), f"{gap}{comment}{end}"
        at = ended.end() if ended else 0
        follows = self._text[at : at + 1] not in {"", "\n", "\r"}
        return Span(at, at), f"{comment}{end}{end if follows else ''}"
