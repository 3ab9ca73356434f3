"""The anchors a site makes of headings."""

import re
import unicodedata
from collections import Counter
from html import unescape

from doclint.model import Article, Block, Span

_GITHUB = re.compile(r"[^\w\- ]")
_LINK = re.compile(r"\]\([^)]*\)|\]\[[^\]]*\]|[\[\]`*]|<[^<>]*>")


def title(block: Block) -> str:
    """A heading's text as shown: without markup, with the text of code."""
    return unescape(_LINK.sub("", block.text)).strip()


def github(text: str) -> str:
    """The slug GitHub and docfx make of a heading's text."""
    return _GITHUB.sub("", text.lower()).replace(" ", "-")


def python_markdown(text: str) -> str:
    """The slug Python-Markdown (MkDocs) makes of a heading's text: ASCII only."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def is_docfx(article: Article) -> bool:
    """Whether the article is built by docfx: only its front matter has keys that begin with `ms.`."""
    return any(key.startswith("ms.") for key in article.metadata)


def anchors(article: Article) -> dict[str, Span]:
    """Every name a link may use in `article`, and its place. Those of every generator count where none is known."""
    names = {anchor.name: anchor.span for anchor in reversed(article.anchors)}
    replaced = {anchor.heading for anchor in article.anchors} if is_docfx(article) else set()
    seen: Counter[str] = Counter()
    for index, block in enumerate(article.blocks):
        if block.kind != "heading" or index in replaced:
            continue
        for slug in {github(title(block)), python_markdown(title(block))}:
            for numbered in (f"{slug}-{seen[slug]}", f"{slug}_{seen[slug]}") if seen[slug] else (slug,):
                names.setdefault(numbered, block.span)
            seen[slug] += 1
    return names
