"""A glossary from TBX: TBX-Basic of both forms (martif with termEntry, tbx with conceptEntry), and what tools add."""

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from doclint.config import ConfigError
from doclint.project.tags import normal
from doclint.terms.records import Entry, Status, Term

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES, _LANGUAGES, _TERMS = {"termEntry", "conceptEntry"}, {"langSet", "langSec"}, {"tig", "ntig", "termSec"}
_STATUSES: dict[str, Status] = {
    "preferredTerm": "preferred",
    "preferred": "preferred",
    "admittedTerm": "admitted",
    "admitted": "admitted",
    "deprecatedTerm": "forbidden",
    "deprecated": "forbidden",
    "forbidden": "forbidden",
    "notRecommended": "forbidden",
    "supersededTerm": "outdated",
    "superseded": "outdated",
    "obsolete": "outdated",
}
_UNTRANSLATED = {"translation needed", "translationnote", "translatable"}


def read(data: bytes, path: str) -> list[Entry]:
    """The entries of the file at `path`; ConfigError names the line at fault and what to do."""
    # Entities of the file's own, files and addresses are never looked up: a glossary comes from elsewhere.
    events = etree.iterparse(
        BytesIO(data), events=("end",), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    found, root = [], ""
    try:
        for _, element in events:
            root = _name(element)
            if root in _ENTRIES:
                found.append(_entry(element, path))
                element.clear()
    except etree.XMLSyntaxError as error:
        message = f"{path}:{error.lineno or 1}: the glossary is no well-formed XML: {error.msg}. Export it again"
        raise ConfigError(message) from error
    if not found:
        message = f"{path}:1: the glossary's root is <{root}>, and it holds no termEntry or conceptEntry: export TBX"
        raise ConfigError(message)
    return [entry for entry in found if entry.terms]


def _name(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _entry(entry: etree._Element, path: str) -> Entry:
    terms = []
    for section in entry.iter():
        if _name(section) in _LANGUAGES:
            terms += [*_terms(section, path)]
    return Entry(path, tuple(terms), any(_kept(element) for element in entry.iter()))


def _kept(element: etree._Element) -> bool:
    """Whether a note says that nothing is to be translated."""
    kind = (element.get("type") or "").lower()
    return kind in _UNTRANSLATED and (element.text or "").strip().lower() in {"no", "false"}


def _terms(section: etree._Element, path: str) -> Iterator[Term]:
    """The terms of one language; of several that are preferred the first is."""
    tag = section.get(_LANGUAGE) or section.get("lang") or ""
    locale = normal(tag)
    if not locale:
        message = f"{path}:{_line(section)}: the language '{tag}' is no locale: write xml:lang as in fr or pt-BR"
        raise ConfigError(message)
    for term in (term for term in section.iter() if _name(term) in _TERMS):
        written = next((_text(one) for one in term.iter() if _name(one) == "term"), "")
        if written:
            yield Term(written, locale, _line(term), _status(term), None, _note(term))


def _status(term: etree._Element) -> Status:
    """The administrative status; a term without one, or with one of a tool's own, is preferred."""
    for element in term.iter():
        if "administrativeStatus" in {_name(element), element.get("type")}:
            return _STATUSES.get((element.text or "").strip().removesuffix("-admn-sts"), "preferred")
    return "preferred"


def _note(term: etree._Element) -> str:
    found = (element for element in term.iter() if _name(element) == "note")
    return next(map(_text, found), "")


def _text(element: etree._Element) -> str:
    """An element's text with single blanks."""
    return " ".join("".join(map(str, element.itertext())).split())


def _line(element: etree._Element) -> int:
    """The line an element begins in; of very long files the first."""
    line = element.sourceline
    return line if isinstance(line, int) else 1
