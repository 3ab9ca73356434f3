"""The formats of `check`: which there are, which were asked for, and where each goes."""

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Literal, NamedTuple, TextIO

from doclint.errors import DoclintError
from doclint.run import Report
from doclint.tree import Tree


class Form(NamedTuple):
    """A format: the module that writes it, what that needs beside the report, who reads it.

    `log` formats are read by people, with the summary below; one with a `file` is no use on a terminal.
    """

    module: str
    needs: Literal["", "color", "tree"] = ""
    log: bool = False
    file: str = ""


FORMATS: dict[str, Form] = {
    "text": Form("text", "color", log=True),
    "full": Form("text", "color", log=True),
    "concise": Form("concise", "color", log=True),
    "grouped": Form("grouped", "color", log=True),
    "json": Form("json"),
    "jsonl": Form("jsonl"),
    "sarif": Form("sarif", file="doclint.sarif"),
    "github": Form("github", log=True),
    "gitlab": Form("gitlab", file="gl-code-quality-report.json"),
    "junit": Form("junit", file="doclint.xml"),
    "azure": Form("azure", log=True),
    "rdjson": Form("rdjson", "tree"),
    "markdown": Form("markdown"),
    "html": Form("html", file="doclint.html"),
    "xliff": Form("xliff", file="corrections.xlf"),
    "tmx": Form("tmx", file="corrections.tmx"),
    "csv": Form("handback_csv"),
}
VARIABLE = "DOCLINT_FORMAT"


class Output(NamedTuple):
    """A format, and the file that it is written to; None is standard output."""

    form: str
    file: str | None


def outputs(given: Sequence[str], file: str | None, *, terminal: bool = False) -> list[Output]:
    """What `--format` was given (F or F:FILE), else the environment; `file` for what names none.

    What is made for other programs is refused where standard output is a `terminal`.
    """
    wanted, source = (given, "--format") if given else (_from(os.environ), VARIABLE)
    parted = [one.partition(":") for one in wanted or ("text",)]
    found = [Output(form, name or file) for form, _, name in parted]
    for form, place in found:
        if form not in FORMATS:
            message = f"{source} {form}: {form!r} is not one of {', '.join(FORMATS)}"
            raise DoclintError(message)
        if terminal and place is None and FORMATS[form].file:
            message = f"{form} is not for a terminal: name a file for it (--format {form}:{FORMATS[form].file})"
            raise DoclintError(message)
    places = [one.file for one in found]
    if len(set(places)) < len(places):
        message = f"two formats go to one place: name a file for each (--format {found[-1].form}:FILE)"
        raise DoclintError(message)
    return found


def _from(environment: Mapping[str, str]) -> list[str]:
    """The formats that the environment names, parted by commas."""
    return [one.strip() for one in environment.get(VARIABLE, "").split(",") if one.strip()]


def for_people(wanted: Sequence[Output]) -> bool:
    """Whether what goes to standard output, if anything does, is read by people."""
    return all(FORMATS[one.form].log for one in wanted if one.file is None)


def write(report: Report, form: str, out: TextIO, *, color: bool, tree: Tree) -> None:
    """The report in a format; `tree` has the articles it speaks of."""
    found = FORMATS[form]
    extras = {"color": color, "tree": tree}
    writer = import_module(f"doclint.output.{found.module}")
    writer.write(report, out, **{name: extras[name] for name in extras if name == found.needs})
