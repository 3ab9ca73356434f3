"""The file of a baseline: JSON with an entry a line, in order, so that it reads well in a diff and merges."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from doclint.errors import DoclintError
from doclint.writing import as_text, replace_file

NAME = "doclint-baseline.json"
"""What the file is called where nobody names it."""

_SCHEMA: Literal["doclint-baseline/1"] = "doclint-baseline/1"
_HEAD = f'{{\n"schema": "{_SCHEMA}",\n'


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """Findings that are put off: how many with this fingerprint, and why, where somebody has said so.

    `path` leads from the project's folder, `subject` is cut short. `texts` stands for the texts of both sides of an
    article that is made from its source again and again: by it the finding is known wherever it lies.
    """

    rule: str
    path: str
    locale: str
    subject: str
    fingerprint: str
    reason: str | None = None
    count: int = 1
    texts: str | None = None


class Baseline(Struct, frozen=True, forbid_unknown_fields=True):
    """The entries, and the paths (from the project's folder) that were looked at when they were written."""

    schema: Literal["doclint-baseline/1"]
    paths: tuple[str, ...]
    entries: tuple[Entry, ...]


def baseline(paths: Iterable[str], entries: Iterable[Entry]) -> Baseline:
    """A baseline in order."""
    ordered = sorted(entries, key=lambda one: (one.path, one.rule, one.subject, one.fingerprint))
    return Baseline(_SCHEMA, tuple(sorted(set(paths))), tuple(ordered))


def read(file: Path) -> Baseline:
    """The baseline in a file; DoclintError with file and line where it is none."""
    try:
        data = file.read_bytes()
    except OSError as error:
        message = f"cannot read the baseline {file}: {error.strerror or error} (--write-baseline writes it)"
        raise DoclintError(message) from error
    try:
        return msgspec.json.decode(data, type=Baseline)
    except (msgspec.DecodeError, UnicodeError) as error:
        merged = ": a merge has left both sides in it, keep one" if b"\n<<<<<<< " in b"\n" + data else ""
        message = f"{file}:{_line(data, str(error))}: this is no baseline{merged} ({error})"
        raise DoclintError(message) from error


def write(file: Path, content: Baseline) -> None:
    """Write a baseline, whole or not at all."""
    paths = f'"paths": {json.dumps(content.paths)},\n'
    lines = ",\n".join(_entry(one) for one in content.entries)
    text = f'{_HEAD}{paths}"entries": [\n{lines}{chr(10) if lines else ""}]\n}}\n'
    try:
        replace_file(file, as_text(lambda out: out.write(text)))
    except OSError as error:
        message = f"cannot write the baseline {file}: {error.strerror or error}"
        raise DoclintError(message) from error


def _entry(one: Entry) -> str:
    """An entry on a line: what people look for comes first."""
    found: dict[str, Any] = {key: getattr(one, key) for key in ("rule", "path", "locale", "subject", "reason")}
    if one.count > 1:
        found["count"] = one.count
    if one.texts:
        found["texts"] = one.texts
    # Names of files need not be Unicode, and JSON must be.
    return json.dumps({**found, "fingerprint": one.fingerprint}, ensure_ascii=False).encode("utf-8", "replace").decode()


def _line(data: bytes, error: str) -> int:
    """The line an error speaks of: it gives the byte, or the number of an entry."""
    byte, entry = re.search(r"\(byte (\d+)\)", error), re.search(r"\$\.entries\[(\d+)\]", error)
    if byte:
        return data[: int(byte[1])].count(b"\n") + 1
    if entry:
        lines = [number for number, line in enumerate(data.split(b"\n"), 1) if b'"fingerprint"' in line or b"{" in line]
        found = lines[1:][int(entry[1]) : int(entry[1]) + 1]
        return found[0] if found else 1
    return data.rstrip().count(b"\n") + 1 if "truncated" in error else 1
