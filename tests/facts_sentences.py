"""Sentences of articles as the planting reads them: a few expressions, none of doclint's code."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

_HIDDEN = re.compile(
    r"\A\ufeff?---\r?\n.*?\n---\r?$|^(?P<fence>[ \t>]*(?:```+|~~~+)).*?(?:^[ \t>]*(?:```+|~~~+)[ \t]*\r?$|\Z)"
    r"|<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)
_MARKUP = re.compile(
    r"!?\[!(?:INCLUDE|div|NOTE|TIP|WARNING|IMPORTANT|CAUTION)[^\]\n]*\](?:\([^)\n]*\))?|!\[[^\]\n]*\]\([^)\n]*\)"
    r"|\]\([^)\n]*\)(?:\{[^}\n]*\})?|\[(?=[^\]\n]*\]\()|(?<=\])\[[^\]\n]*\]|</?[a-zA-Z][^<>\n]*>"
    r"|\{\{[^{}\n]*\}\}|\{[.#*][^}\n]*\}|\*\*",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"<span class=\"sxs-lookup\">.*?</span></span>", re.DOTALL)
_TARGET = re.compile(r"<span data-ttu-id=\"[^\"]*\">(.*?)</span>(?=<span class=\"sxs-lookup\">|\s|\Z)", re.DOTALL)
_LINE = re.compile(r"^(?P<mark>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<rest>[^\r\n]*)", re.MULTILINE)
_END = re.compile(r"[.!?:](?=[\s*_)»”\"]+(?=[^\sa-z])|\s*\Z)|[。！？]")
_OTHER = re.compile(r"^(?:#|\||:::|///|<|={3,}|-{3,}|@|//)")
_ASIDE = re.compile(
    r"\b(?:for example|for instance|e\.g\.|such as|sample|par exemple|comme|z\. ?B\.|zum beispiel|por exemplo"
    r"|por ejemplo|ad esempio"
    r"|como\b|например|above\b|ci-dessus|obige|beispiel|exemple|ejemplo|exemplo|esempio|(?:like|wie|etwa"
    r"|etwa bei) [`<]|step \d|étape \d|schritt \d|etapa \d)|例えば|上記|例如|比如|예를|たとえば",
    re.IGNORECASE,
)
_CODE = re.compile(r"`[^`\n]*`")
_RAW = re.compile(r"[|{}]|\w=\S|\s=\s| \\ |:\\.*:\\|\\n|&lt;|sudo |~#|[$]\w", re.DOTALL)
_IF = re.compile(
    r"^(?:[*_>\s-]*)(?:(?:and|but|or|et|mais|ou|und|aber|oder|e|mas|y|pero|o|ma) )?(?:if|when|while|once|unless"
    r"|suppose|imagine|let's|now|then|si|s'|s’|lorsque?|quand|imaginez|wenn|falls|angenommen|se|quando"
    r"|caso|cuando|если|когда)\b|もし|如果|만약|場合|경우",
    re.IGNORECASE,
)


class Sentence(NamedTuple):
    """A prose sentence: its file, block and line (from 1), and its offsets in the file; `text` has markup blanked."""

    path: str
    block: int
    line: int
    start: int
    text: str

    @property
    def claims(self) -> bool:
        """Whether it states something: no question, no example, no condition."""
        bare = _CODE.sub(" ", self.text)
        told = len(bare.split()) >= 5 or len(re.findall(r"[\u3040-\u9fff\uac00-\ud7af]", bare)) >= 12
        aside = _ASIDE.search(self.text) or _IF.search(self.text) or self.text.rstrip().endswith(("?", ":", "：", "？"))
        return (
            told
            and not aside
            and 30 <= len(self.text) <= 500
            and len(bare) * 2 > len(self.text)
            and not _RAW.search(bare)
        )

    @property
    def names(self) -> bool:
        """Whether it names something: in code, by an acronym, or by a word with a capital behind the first."""
        return _NAME.search(self.text.lstrip("*_ "), 1) is not None


_NAME = re.compile(r"`|\b[A-Z]{2}|(?<=[^.!?\s] )[*_(\"]*[A-Z][a-z]|(?<![a-zA-Z])[A-Za-z]+_\w|[^\x00-\u30ff][A-Za-z]{3}")


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", found[0])


def plain(text: str) -> str:
    """A bilingual file's target alone."""
    return _TARGET.sub(r"\1", _SOURCE.sub("", text))


class Page:
    """An article read for planting."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def blocks(self) -> list[list[tuple[int, int]]]:
        """Paragraphs and list items: the stretches (offsets) of their lines. What else there is counts as empty."""
        shown = _MARKUP.sub(_blank, _HIDDEN.sub(_blank, self.text))
        found: list[list[tuple[int, int]]] = []
        fresh = True
        for line in _LINE.finditer(shown):
            start, end = line.span("rest")
            rest = self.text[start:end]
            if re.fullmatch(r"[ \t>]*\d+[.)][ \t]+", line["mark"]):
                found.append([])
                fresh = False
            elif not line["rest"].strip():
                fresh = True
            elif _OTHER.match(rest.lstrip()) and not rest.lstrip().startswith("<span"):
                found.append([])
                fresh = True
            else:
                if fresh or line["mark"].strip(" \t>"):
                    found.append([])
                fresh = False
                if found[-1] or len(line["mark"]) < 4 or line["mark"].strip():
                    found[-1].append((start, end))
        self.shown = shown
        return found

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of its blocks."""
        return [one for number, lines in enumerate(self.blocks) for one in self._sentences(number, lines)]

    def _sentences(self, number: int, lines: list[tuple[int, int]]) -> Iterator[Sentence]:
        if not lines:
            return
        first, last = lines[0][0], lines[-1][1]
        text = self.shown[first:last]
        start, row, before = 0, self.text.count("\n", 0, first) + 1, first
        for end in [*(found.end() for found in _END.finditer(text)), len(text)]:
            blank = len(text[start:end]) - len(text[start:end].lstrip())
            if text[start + blank : end].strip():
                at = first + start + blank
                row, before = row + self.text.count("\n", before, at), at
                yield Sentence(self.path, number, row, at, text[start + blank : end])
            start = end


def pages(folder: Path) -> dict[str, Page]:
    """The articles below a folder, by path."""
    files = sorted(one for one in folder.rglob("*.md") if ".git" not in one.parts)
    found = (Page(one.relative_to(folder).as_posix(), one.read_bytes().decode("utf-8", "replace")) for one in files)
    return {page.path: page for page in found if not _LOG.search(page.path)}


_LOG = re.compile(
    r"release|change-?log|whats-?new|what-s-new|known-issues|news|history|README|CONTRIBUTING|update-1", re.IGNORECASE
)
