"""The slugs that site generators make of a heading's text, one function each; text may hold line ends."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape

from doclint.model import Block, Markup

Slug = Callable[[str], str]

_PLAIN = re.compile(r"[A-Za-z0-9 ]*")
_SHORTCODE = re.compile(r":[A-Za-z0-9_+-]+:")
_NOT_WORD = re.compile(r"[^\w\s-]")
_NOT_WORD_OR_SPACE = re.compile(r"[^\w\- ]")
_DASHES = re.compile(r"---?")
_HYPHENS = re.compile(r"--+")
_NOT_LETTERS = re.compile(r"^[^a-zA-Z]+", re.MULTILINE)
_NOT_ASCII_WORD = re.compile(r"[^a-zA-Z0-9 -]+")
_REJECTED = str.maketrans(" \n", "__", "<>\"$#%&+,/:;=?@[]^`{|}~')(\\")
_UNMARKED = {"link", "autolink", "emphasis", "strong"}
_SILENT_MARKS = {0x0E47, 0x0E4C, 0x0E4E, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
"""Marks without a combining class that are no letters: Thai signs, variation selectors."""
_VOWELS = {0, 84, 91, 103, 118, 129, 130, 132}
"""Combining classes of vowel signs, which Unicode counts among the alphabetic characters."""


def title(block: Block, *, images: bool = True) -> str:
    """A heading's text as shown: with the text of code and, if `images`, the alternative text of images."""
    if not block.markup:
        return block.text.strip()
    parts: list[str] = []
    done = 0
    for start, end, shown in sorted(_cuts(block, images=images)):
        if start >= done:
            parts += block.text[done:start], shown
            done = end
    return "".join((*parts, block.text[done:])).strip()


def _cuts(block: Block, *, images: bool) -> Iterator[tuple[int, int, str]]:
    """Stretches of the block's text (offsets) that are shown otherwise, and how."""
    for mark in block.markup:
        start, end = mark.span.start - block.span.start, mark.span.end - block.span.start
        if mark.kind in _UNMARKED or (mark.kind == "image" and images):
            yield start, mark.content.start - block.span.start, ""
            yield mark.content.end - block.span.start, end, ""
        elif mark.kind not in {"macro", "math"}:
            yield start, end, _shown(mark)


def _shown(mark: Markup) -> str:
    """What code or an escape shows; HTML, images and syntax show none."""
    if mark.kind == "escape":
        return mark.value[1:] if mark.value.startswith("\\") else unescape(mark.value)
    return mark.value if mark.kind == "code" else ""


class _Table(dict[int, str | None]):
    """What becomes of a character, by code point, as `str.translate` asks for it; None where it is dropped."""

    def __init__(self, shown: Callable[[str, str], str | None]) -> None:
        super().__init__()
        self._shown = shown

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        self[code] = shown = self._shown(character, unicodedata.category(character))
        return shown


def _github(character: str, category: str) -> str | None:
    if character in " -":
        return "-"
    letter = category[0] in "LM" or category in {"Nd", "Nl", "Pc"} or "Ⓐ" <= character <= "ⓩ"
    return character if letter else None


def _markdig(character: str, category: str) -> str | None:
    if character in " -_":
        return "_" if character == "_" else "-"
    if character > "\uffff" or not (category[0] == "L" or category == "Nd"):
        return None
    lower = character.lower()
    return lower if len(lower) == 1 else character


def _hugo(character: str, category: str) -> str | None:
    if character in " \t-":
        return "-"
    return character.lower()[0] if character == "_" or category[0] == "L" or category == "Nd" else None


def _mdbook(character: str, category: str) -> str | None:
    if character in "_-" or category[0] in "LN" or "Ⓐ" <= character <= "ⓩ":
        return character
    if category in {"Mn", "Mc"} and ord(character) not in _SILENT_MARKS:
        return character if unicodedata.combining(character) in _VOWELS else None
    return "-" if character.isspace() else None


_GITHUB, _MARKDIG, _HUGO, _MDBOOK = _Table(_github), _Table(_markdig), _Table(_hugo), _Table(_mdbook)
_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _plain(text: str) -> bool:
    """Whether the text is ASCII letters, digits and spaces alone, of which most generators make the same."""
    return text.isascii() and bool(_PLAIN.fullmatch(text))


def docfx(text: str) -> str:
    """docfx: UrilizeAsGfm in Markdig's Helpers/LinkHelper.cs. UTF-16 units: nothing beyond U+FFFF, no marks."""
    return text.lower().replace(" ", "-") if _plain(text) else text.translate(_MARKDIG)


def github(text: str) -> str:
    """GitHub: call in html-pipeline's toc_filter.rb; Docusaurus: slug in github-slugger's index.js, which agree."""
    lower = text.lower()
    return lower.replace(" ", "-") if _plain(text) else lower.translate(_GITHUB)


def gitlab(text: str) -> str:
    """GitLab: string_to_anchor in lib/gitlab/utils/markdown.rb. Hyphens are one, figures alone get a word."""
    slug = _HYPHENS.sub("-", github(text.strip()))
    return f"anchor-{slug}" if slug.isdigit() and slug.isascii() else slug


def python_markdown(text: str, separator: str = "-") -> str:
    """MkDocs: slugify in Python-Markdown's extensions/toc.py: ASCII alone."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return python_markdown_unicode(text, separator)


def python_markdown_unicode(text: str, separator: str = "-") -> str:
    """MkDocs where its settings say so: slugify_unicode in Python-Markdown's extensions/toc.py."""
    plain = _NOT_WORD.sub("", text).strip().lower()
    return re.sub(rf"[{re.escape(separator)}\s]+", lambda _: separator, plain)


def pymdown(text: str, separator: str = "-", *, cased: bool = False) -> str:
    """MkDocs with pymdownx.slugs: _uslugify in pymdownx/slugs.py. Spaces are not joined."""
    composed = unicodedata.normalize("NFC", text).strip()
    return _NOT_WORD_OR_SPACE.sub("", composed if cased else composed.lower()).replace(" ", separator)


def kramdown(text: str) -> str:
    """kramdown: basic_generate_id in lib/kramdown/converter/base.rb, of the heading as written."""
    return _NOT_ASCII_WORD.sub("", _NOT_LETTERS.sub("", text)).replace(" ", "-").lower()


def kramdown_gfm(text: str) -> str:
    """Jekyll: generate_gfm_header_id in kramdown-parser-gfm's lib/kramdown/parser/gfm.rb."""
    return github(text.replace("\t", " "))


def kramdown_typographic(text: str) -> str:
    """Jekyll, where two or three hyphens outside code are a dash, which is dropped."""
    return kramdown_gfm(_DASHES.sub("", text))


def mdbook(text: str) -> str:
    """mdBook: id_from_content in crates/mdbook-html/src/utils.rs."""
    return mdbook_older(text.lower())


def mdbook_older(text: str) -> str:
    """An older mdBook: normalize_id in src/utils/mod.rs, which puts ASCII alone in lower case."""
    shown = text.strip()
    return shown.lower().replace(" ", "-") if _plain(shown) else shown.translate(_ASCII_LOWER).translate(_MDBOOK)


def mdn(text: str) -> str:
    """MDN: anchorize in rari's crates/rari-md/src/anchor.rs. What is not rejected stays."""
    return text.lower().translate(_REJECTED)


def hugo(text: str) -> str:
    """Hugo: sanitizeAnchorName in markup/goldmark/autoid.go, of the heading's last line as written; no marks."""
    last = _last_line(text)
    return last.lower().replace(" ", "-") if _plain(last) else last.translate(_HUGO)


def _last_line(text: str) -> str:
    return text[text.rfind("\n") + 1 :].strip()


def without_shortcodes(text: str) -> str:
    """The text without emoji shortcodes, which some generators make an image of."""
    return _SHORTCODE.sub("", text).strip() if ":" in text else text


def docfx_emoji(text: str) -> str:
    """docfx, where a shortcode is an emoji it knows: dropped, with the space behind it kept."""
    return docfx(_SHORTCODE.sub("", text)) if ":" in text else docfx(text)


def python_markdown_emoji(text: str, separator: str = "-") -> str:
    """MkDocs with pymdownx.emoji."""
    return python_markdown(without_shortcodes(text), separator)
