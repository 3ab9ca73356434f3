"""The drift report as JSON (contract doclint-drift/1), written and read again."""

from pathlib import Path
from typing import Literal, TextIO

import msgspec
from msgspec import Struct

from doclint.drift.model import ArticleDrift, DriftReport, Summary
from doclint.output.json import put


class _Document(Struct):
    schema: Literal["doclint-drift/1"]
    articles: tuple[ArticleDrift, ...]
    summary: Summary


def write(report: DriftReport, out: TextIO) -> None:
    """The whole report as one JSON object."""
    put({"schema": "doclint-drift/1", "articles": report.articles, "summary": report.summary}, out)


def read(path: Path) -> DriftReport:
    """A report that was written; ValueError where it is none, OSError where it cannot be opened."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=_Document)
    except (msgspec.MsgspecError, UnicodeError) as error:
        message = f"{path} is no drift report of doclint (--format json): {error}"
        raise ValueError(message) from error
    return DriftReport(found.articles, found.summary)
