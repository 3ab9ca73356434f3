"""The first configuration of a project: what was found, as a commented doclint.toml."""

import json
import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from doclint import __version__, run
from doclint.config import Config
from doclint.project.docset import Docset
from doclint.project.overview import Overview, overview
from doclint.run import Report
from doclint.session import Session
from doclint.tree import SKIPPED

_MOST = 100_000
"""How many files are looked at for glossaries and the like."""
_HEADS = ("term,", "term;", "term\t", "source,", "source;", "source term")
_OWNERS = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")


class Found(NamedTuple):
    """What a project has: its articles, what they are judged to be today, and files that doclint can use.

    `source_locale` is the locale of the sources, `told` whether doclint finds that by itself.
    """

    overview: Overview
    report: Report
    source_locale: str
    told: bool
    glossaries: tuple[str, ...]
    facts: tuple[str, ...]
    owners: tuple[str, ...]


def look(folder: Path, session: Session, progress: run.Progress | None = None) -> Found:
    """What is found in the project at `folder`, whose articles `session` holds."""
    given, config = session.given, session.config
    reading = run.reading(given.tree, given.found, config, given.sources, progress)
    config, reading = _sourced(reading, config, session)
    docset = Docset(given.tree, reading.members, config.root, config.dialect, folds=config.fold_case)
    seen = overview(reading.members, docset, given.sources, given.originals, None, [])
    report = run.judged(reading, session.rules, config, progress)
    told = config.source_locale == session.config.source_locale
    return Found(seen, report, config.source_locale, told, *_files(folder))


def _sourced(reading: run.Reading, config: Config, session: Session) -> tuple[Config, run.Reading]:
    """The configuration and what is read by it; where nothing meets, with the source locale that lets most meet.

    Only a locale that no path names can be that of the sources unasked: of docs/de and docs/fr either may be.
    """
    known = {one.article.path: one.article for one in reading.members.editions}
    locales = {one.locale for one in reading.members.editions if not one.place.locale}
    best, most = (config, reading), sum(1 for _ in reading.members.compared())
    for locale in sorted(locales) if not most else ():
        other = replace(config, source_locale=locale)
        again = run.reading(session.given.tree, session.given.found, other, session.given.sources, None, known)
        met = sum(1 for _ in again.members.compared())
        if met > most:
            best, most = (other, again), met
    return best


def _files(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The glossaries, files of facts and of owners below `folder`, by their paths from it."""
    names = [*_below(folder)]
    glossaries = tuple(name for name in names if _is_glossary(folder / name))
    facts = tuple(name for name in names if name.rpartition("/")[2] == "facts.toml")
    return glossaries, facts, tuple(name for name in _OWNERS if (folder / name).is_file())


def _below(folder: Path) -> Iterator[str]:
    count = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(names):
            count += 1
            if count > _MOST:
                return
            if name.lower().endswith((".csv", ".tsv", ".tbx", "facts.toml")):
                yield Path(place, name).relative_to(folder).as_posix()


def _is_glossary(file: Path) -> bool:
    """Whether a file is of the kinds that hold terms: TBX, or a table whose first column is that of terms."""
    if file.suffix.lower() == ".tbx":
        return True
    try:
        with file.open("rb") as opened:
            head = opened.read(200).decode("utf-8-sig", "replace").lower()
    except OSError:
        return False
    return file.suffix.lower() in {".csv", ".tsv"} and head.startswith(_HEADS)


def text(found: Found) -> str:
    """The file: what is needed is set, the rest are examples in comments, with what was found."""
    lines = [
        "# doclint's configuration for the articles below this folder. doclint finds most things by itself: what",
        "# is commented out can be said. 'doclint config' shows what holds, 'doclint config --schema' every key.",
        "",
        *_sources(found),
        "",
        "# Rules as they are in this version of doclint: newer ones wait until this is raised.",
        f'# rule-set = "{".".join(__version__.split(".")[:2])}"',
        "",
        "# Rules that do not run, by code, name or category; articles that are not looked at.",
        f"# ignore = {_list(_loudest(found.report))}",
        '# exclude = ["docs/archive/*"]',
        "",
        *_site(found.overview),
        "",
        *_beside(found),
        "",
        *_tables(found),
    ]
    return "\n".join(lines) + "\n"


def _sources(found: Found) -> Iterator[str]:
    counts = ", ".join(f"{one.locale} {one.articles:,}" for one in found.overview.locales)
    yield f"# The locale of the sources. Found: {_shown(counts)}."
    yield f"{'# ' if found.told else ''}source-locale = {_string(found.source_locale)}"


def _loudest(report: Report) -> list[str]:
    """The rule that says most."""
    counts = Counter(finding.rule for finding in report.findings)
    return [counts.most_common(1)[0][0]] if counts else ["untranslated"]


def _site(seen: Overview) -> Iterator[str]:
    site = seen.sites[0] if seen.sites else None
    dialect = site.dialect if site and site.reason else "github"
    why = f"found: {dialect}, {site.reason}" if site and site.reason else "none is known: any generator's anchors count"
    yield f"# The site generator, whose anchors count ({_shown(why)})."
    yield f"# dialect = {_string(dialect)}"
    roots = ", ".join(seen.roots[:3]) or "none: no link is said to lead nowhere"
    yield f"# The folder that links may lead to all of (found: {_shown(roots)})."
    yield '# root = "docs"'


def _beside(found: Found) -> Iterator[str]:
    for key, names, what, usual in (
        ("glossary", found.glossaries, "Terms, as CSV or TBX", "terms.csv"),
        ("facts", found.facts, "Declared facts, to which every locale is held", "facts.toml"),
        ("owners", found.owners, "Whose articles are whose; shown with findings", ".github/CODEOWNERS"),
    ):
        yield f"# {what}{'' if names else ' (there is no such file yet)'}."
        value = _list(names or [usual]) if key == "glossary" else _string((names or (usual,))[0])
        yield f"# {key} = {value}"


def _tables(found: Found) -> Iterator[str]:
    yield "# How severe a rule is, here and in some folders; the folder's owner is shown with findings."
    yield "# [severity]"
    yield f'# {_loudest(found.report)[0]} = "info"'
    yield "#"
    yield "# [[folder]]"
    yield f"# path = {_string(_folder(found.report))}"
    yield '# owner = "@docs"'
    yield '# severity = { links = "error" }'
    for one in found.overview.layouts[:1]:
        yield "#"
        yield f"# Where translations lie. Found: {_shown(one.reasons[0] if one.reasons else one.name)}."
        yield "# [[layout]]"
        yield f"# target = {_string(one.target)}"
        yield f"# source = {_string(one.source)}"


def _folder(report: Report) -> str:
    """The folder with most findings."""
    counts = Counter(finding.path.rpartition("/")[0] for finding in report.findings)
    return next((name for name, _ in counts.most_common() if name), "docs/legal")


def _list(names: Iterable[str]) -> str:
    return f"[{', '.join(map(_string, names))}]"


def _string(value: str) -> str:
    """A string as TOML writes it, on one line, with nothing in it that steers a terminal."""
    found = json.dumps(value.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return "".join(_escaped(char) for char in found)


def _escaped(char: str) -> str:
    return (
        f"\\u{ord(char):04x}"
        if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} and ord(char) < 0x10000
        else char
    )


def _shown(value: str) -> str:
    """Text on a comment's line."""
    return _string(" ".join(value.split()))[1:-1]
