"""A glossary from a spreadsheet: CSV as people and Excel write it.

The first row names the columns: `term` (the source's term) or a locale's tag for each language, `de:forbidden` for
terms not to be used, `status`, `case`, `note`, `use`. Several terms in a cell are parted by `|` or `;`.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from doclint.config import ConfigError
from doclint.project.tags import language, normal
from doclint.terms.records import Entry, Status, Term

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WESTERN = {"ca", "da", "de", "en", "es", "eu", "fi", "fr", "gl", "is", "it", "nb", "nl", "nn", "no", "pt", "sv"}
"""Languages that Excel's old encoding for Western Europe can write."""
_PARTS = re.compile(r"[|;]")
_LETTER = re.compile(r"[^\W\d_]")
_SOURCE = {"term", "source", "sourceterm"}
_COLUMNS = {
    "status": "status",
    "usage": "status",
    "case": "case",
    "casesensitive": "case",
    "note": "note",
    "notes": "note",
    "comment": "note",
    "use": "use",
    "useinstead": "use",
    "translatable": "translate",
    "translate": "translate",
}
_STATUSES: dict[str, Status] = {
    "": "preferred",
    "preferred": "preferred",
    "approved": "preferred",
    "admitted": "admitted",
    "allowed": "admitted",
    "forbidden": "forbidden",
    "deprecated": "forbidden",
    "donotuse": "forbidden",
    "outdated": "outdated",
    "obsolete": "outdated",
    "superseded": "outdated",
}
_KEPT = {"donottranslate", "dnt", "nontranslatable", "keep"}
_YES = {"yes", "true", "1", "x", "sensitive", "on"}
_NO = {"no", "false", "0", "insensitive", "off"}


class Column(NamedTuple):
    """What a column holds: terms of a locale and their status, or one of the row's attributes."""

    at: int
    kind: str
    locale: str = ""
    status: Status | None = None


def read(data: bytes, path: str, source_locale: str) -> list[Entry]:
    """The entries of the file at `path`; ConfigError names the line at fault and what to do."""
    rows = _rows(_decode(data, path), path)
    first = next(rows, None)
    if first is None:
        message = f"{path}:1: the glossary is empty: its first row names the columns (term,de,fr,status,note)"
        raise ConfigError(message)
    body = list(rows)
    columns = [column for column in _columns(first, path, source_locale) if _lettered(column, body)]
    return [entry for line, cells in body if (entry := _entry(line, cells, columns, path, source_locale))]


def _decode(data: bytes, path: str) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = re.findall(r"[a-z]{2,3}", data.partition(b"\n")[0].decode("ascii", "replace").lower())
        spoken = {tag for tag in found if language(normal(tag))}
        if encoding == "utf-8" and spoken <= _WESTERN:
            return data.decode("cp1252", "replace")
        message = f"{path}:{line}: the glossary is not {encoding.upper()}: save it as 'CSV UTF-8'"
        raise ConfigError(message) from error


def _rows(text: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds anything, with the line it ends in."""
    named = re.match(r"sep=(.)\r?\n", text)
    body = text[named.end() :] if named else text
    delimiter = named[1] if named else _delimiter(body)
    reader = csv.reader(StringIO(body, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                yield reader.line_num + bool(named), cells
    except csv.Error as error:
        message = f"{path}:{reader.line_num + bool(named)}: {error}: put a cell with quotes in it into quotes, doubled"
        raise ConfigError(message) from error


def _delimiter(text: str) -> str:
    """What parts the columns: the sign of which the first line has most, in the order comma, semicolon, tab."""
    head = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    return max(",;\t", key=head.count)


def _columns(first: tuple[int, list[str]], path: str, source_locale: str) -> list[Column]:
    line, names = first
    columns = [_column(index, name, f"{path}:{line}", source_locale) for index, name in enumerate(names)]
    spoken = language(source_locale)
    if not any(language(column.locale) == spoken for column in columns):
        message = f"{path}:{line}: no column has the source's terms: call it 'term' or '{source_locale}'"
        raise ConfigError(message)
    return columns


def _column(index: int, name: str, place: str, source_locale: str) -> Column:
    """The column that a heading names; what is no locale and not known is for people, and not read."""
    head, _, tail = re.sub(r"\s*[(\[](.*)[)\]]$", r":\1", name).partition(":")
    key = _plain(head)
    locale = source_locale if key in _SOURCE else normal(head)
    if not locale:
        return Column(index, _COLUMNS.get(key, ""))
    status = _STATUSES.get(_plain(tail))
    if status is None:
        message = f"{place}: the column '{name}' has no known status: write '{head}:forbidden' or '{head}:outdated'"
        raise ConfigError(message)
    return Column(index, "term", locale, status if tail else None)


def _lettered(column: Column, body: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether a column is what its heading says: `id` and `no` are languages, and often numbers of rows."""
    cells = [cells[column.at] for _, cells in body if column.at < len(cells) and cells[column.at]]
    return column.kind != "term" or not cells or any(map(_LETTER.search, cells))


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]", "", text).lower()


def _entry(line: int, cells: Sequence[str], columns: Sequence[Column], path: str, source_locale: str) -> Entry | None:
    """The entry of a row; None where it has no terms."""
    values = {one.kind: cells[one.at] for one in columns if one.kind != "term" and one.at < len(cells)}
    status, kept = _status(values, f"{path}:{line}")
    case, note, use = _case(values.get("case", ""), f"{path}:{line}"), values.get("note", ""), values.get("use", "")
    terms = [Term(text, source_locale, line, "preferred", case, note) for text in _split(use)]
    for column, of in _statuses(cells, columns, status, language(source_locale), whole=bool(use)):
        terms += [Term(text, column.locale, line, of, case, note) for text in _split(cells[column.at])]
    return Entry(path, tuple(terms), kept) if terms else None


def _statuses(
    cells: Sequence[str], columns: Sequence[Column], status: Status, spoken: str, *, whole: bool
) -> Iterator[tuple[Column, Status]]:
    """The columns with terms and the status of these: a row's is that of its translations, else of its source's term.

    Where the row says what to use instead, it is that of all its terms.
    """
    given = [one for one in columns if one.kind == "term" and one.at < len(cells) and cells[one.at]]
    translated = any(language(one.locale) != spoken and not one.status for one in given)
    for one in given:
        meant = whole or (language(one.locale) != spoken) == translated
        yield one, one.status or (status if meant else "preferred")


def _split(cell: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(cell) if part.strip()]


def _status(values: dict[str, str], place: str) -> tuple[Status, bool]:
    """A row's status, and whether its term is kept in all languages."""
    written = _plain(values.get("status", ""))
    kept = written in _KEPT or _plain(values.get("translate", "")) in _NO
    status = _STATUSES.get("" if written in _KEPT else written)
    if status is None:
        message = (
            f"{place}: the status '{values['status']}' is not known: write preferred, admitted, forbidden, outdated "
            "or do-not-translate"
        )
        raise ConfigError(message)
    return status, kept


def _case(written: str, place: str) -> bool | None:
    plain = _plain(written)
    if plain and plain not in _YES | _NO:
        message = f"{place}: case '{written}' is not known: write yes where upper and lower case count, else no"
        raise ConfigError(message)
    return plain in _YES if plain else None
