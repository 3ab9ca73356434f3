"""The comment that keeps a finding quiet, and where it is written."""

from bisect import bisect_right

from doclint.model import Article, Edit, Finding, Location

_REASON = "reason"


def suppression(article: Article, finding: Finding, reason: str = _REASON) -> Edit:
    """The edit that puts the comment above the finding's block; in tables, lists and quotes, at the end of its line."""
    text, lines = article.original.text, article.original.lines
    start = lines[finding.line - 1]
    end = lines[finding.line] if finding.line < len(lines) else len(text)
    line = text[start:end].rstrip("\r\n")
    break_ = "\r\n" if text[start:end].endswith("\r\n") else "\n"
    if _in_front_matter(article, start):
        return _insert(finding.path, finding.line, 1, f"# doclint-ignore {finding.code} {reason}{break_}")
    words = f"doclint-ignore {finding.code} {reason}"
    comment = f"{{/* {words} */}}" if finding.path.lower().endswith(".mdx") else f"<!-- {words} -->"
    first = _first_line(article, finding.line)
    if first is not None:
        return _insert(finding.path, first, 1, f"{comment}{break_}")
    kept = line.rstrip()
    column = len(kept) - (kept.endswith("|") and not kept.endswith("\\|"))
    behind = " " if column < len(kept) else ""
    return _insert(
        finding.path, finding.line, column + 1, f"{'' if kept[:column].endswith(' ') else ' '}{comment}{behind}"
    )


def _in_front_matter(article: Article, offset: int) -> bool:
    places = [article.place(value.span) for value in article.metadata.values()]
    return any(article.original.text.rfind("\n", 0, one.start) < offset <= one.end for one in places)


def _first_line(article: Article, line: int) -> int | None:
    """The first line of the block at a line, where it is a heading or paragraph that begins at the margin."""
    starts = [article.offset(block.span.start) for block in article.blocks]
    index = bisect_right(starts, article.original.lines[line - 1] + len(_text(article, line))) - 1
    block = article.blocks[index] if index >= 0 else None
    if block is None or block.kind not in {"heading", "paragraph", "html", "code", "definition"}:
        return None
    first, column = article.original.position(starts[index])
    before = _text(article, first)[: column - 1]
    return first if before.strip(" #") == "" and not before.startswith(" ") else None


def _text(article: Article, line: int) -> str:
    lines = article.original.lines
    return article.original.text[lines[line - 1] : lines[line] if line < len(lines) else None].rstrip("\r\n")


def _insert(path: str, line: int, column: int, text: str) -> Edit:
    return Edit(Location(path, line, column, line, column), text)
