"""The formats of `check`: which there are, which were asked for, and where each goes."""

from collections.abc import Sequence
from typing import NamedTuple, TextIO

from doclint.errors import DoclintError
from doclint.output import json, text
from doclint.run import Report

FORMATS = ("text", "json", "xliff", "tmx", "csv")
_PEOPLE = {"text"}


class Output(NamedTuple):
    """A format, and the file that it is written to; None is standard output."""

    form: str
    file: str | None


def outputs(wanted: Sequence[str], file: str | None) -> list[Output]:
    """What `--format` was given (F or F:FILE), and `file` for what names none."""
    parted = [one.partition(":") for one in wanted or ("text",)]
    found = [Output(form, name or file) for form, _, name in parted]
    for form, _ in found:
        if form not in FORMATS:
            message = f"--format {form}: {form!r} is not one of {', '.join(FORMATS)}"
            raise DoclintError(message)
    places = [one.file for one in found]
    if len(set(places)) < len(places):
        message = f"two formats go to one place: name a file for each (--format {found[-1].form}:FILE)"
        raise DoclintError(message)
    return found


def for_people(wanted: Sequence[Output]) -> bool:
    """Whether what goes to standard output, if anything does, is read by people."""
    return all(one.form in _PEOPLE for one in wanted if one.file is None)


def write(report: Report, form: str, out: TextIO, *, color: bool) -> None:
    """The report in a format."""
    if form == "text":
        text.write(report, out, color=color)
    elif form == "json":
        json.write(report, out)
    else:
        _to_translators(report, form, out)


def _to_translators(report: Report, form: str, out: TextIO) -> None:
    """The findings as work for a translation tool."""
    from doclint.output import handback_csv, tmx, xliff

    {"xliff": xliff, "tmx": tmx, "csv": handback_csv}[form].write(report, out)
