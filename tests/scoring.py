"""What doclint, or another checker of links, makes of planted defects: what it named, and what it said besides."""

import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import seeding
from garden import Corpus, Garden
from seeding import Defect

_ANCHORS = ("anchor dropped", "anchor translated", "fragment translated", "fragment case", "fragment typo")
_PATHS = ("destination swapped", "link malformed")


class Said(NamedTuple):
    """A finding of any checker: the file, the line (0: not told), its subject, and other places it names."""

    path: str
    line: int
    code: str
    subject: str
    others: tuple[tuple[str, int], ...] = ()


class Bed(NamedTuple):
    """Where a corpus comes from, which parts of it are copied, what is planted there, and how doclint is called."""

    name: str
    parts: tuple[str, ...]
    kinds: tuple[str, ...]
    arguments: tuple[str, ...]
    source: tuple[str, str] = ("", "")
    """What the paths of translations begin with, and the folder of sources."""
    settings: tuple[str, str] = ("", "")
    """A file of settings that the site has and the corpus lacks: its name and text."""


OURS = {"destination swapped", "link malformed", "locale pinned"}
"""Kinds that no peer looks for."""


class Score(NamedTuple):
    """Counts of one kind: defects and dead links, planted and named."""

    planted: int
    named: int
    links: int
    links_named: int


VERSION = "docusaurus-plugin-content-docs/version-3"
BEDS = (
    Bed("azure-sxs", ("fr-fr", "pl-pl", "pt-br"), (*_ANCHORS, *_PATHS, "locale pinned"), (".",)),
    Bed(
        "ata",
        ("ATADocs", "fr-fr"),
        (*_ANCHORS, "heading renamed", "file missing", "include missing", *_PATHS, "locale pinned"),
        ("fr-fr", "ATADocs", "--source", "ATADocs"),
        ("", "ATADocs"),
    ),
    Bed(
        "fastapi",
        ("docs/en", "docs/fr"),
        (*_ANCHORS, "file missing", "path case", *_PATHS),
        (".",),
        ("docs/", "docs/en"),
    ),
    Bed(
        "helm",
        ("versioned_docs/version-3", *(f"i18n/{locale}/{VERSION}" for locale in ("ja", "ko"))),
        (*_ANCHORS, "heading renamed", "file missing", "path case", *_PATHS),
        (".",),
        ("i18n/", "versioned_docs"),
        ("docusaurus.config.js", "export default {presets: [['classic', {docs: {}}]]};\n"),
    ),
)


def bed(one: Bed, corpora: Path, folder: Path) -> Path:
    """A corpus's parts below `folder`; files are linked to, not copied."""
    place = folder / one.name
    if one.name == "ata":
        _clone(corpora / "ata" / "en-us.bundle", place / "ATADocs")
    for part in one.parts:
        if (corpora / one.name / part).is_dir():
            shutil.copytree(corpora / one.name / part, place / part, copy_function=_link, dirs_exist_ok=True)
    name, text = one.settings
    if name:
        (place / name).write_text(text, "utf-8")
    return place


def _link(source: str, target: str) -> None:
    """A second name for a file, or a copy where that cannot be."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _clone(bundle: Path, place: Path) -> None:
    subprocess.run(["git", "clone", "--quiet", str(bundle), str(place)], check=True, capture_output=True)


def garden(one: Bed, place: Path) -> Garden:
    """A corpus on disk, read for planting."""

    def source(path: str) -> str:
        above, below = one.source
        if not below or not path.startswith(above) or path.startswith(below):
            return ""
        inner = path.removeprefix(above).split("/", 1)[-1]
        return f"{below}/{inner.removeprefix('docusaurus-plugin-content-docs/')}"

    def site(path: str) -> str:
        return path.partition("version-3")[0] + "version-3" if "version-3" in path else path.split("/", 1)[0]

    return Garden(Corpus(place, one.kinds, source, site, rf"(?!{one.source[1] or 'none'}/)"))


def doclint(one: Bed, place: Path) -> list[Said]:
    """What doclint says of a corpus's links at warning and above."""
    options = ("--select", "links", "--format", "json", "--exit-zero")
    command = [sys.executable, "-m", "doclint", "check", *one.arguments, *options]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [
        Said(
            found["path"],
            found["line"],
            found["code"],
            found["subject"],
            tuple((side["path"], side["line"]) for side in found["evidence"]),
        )
        for found in json.loads(done.stdout)["findings"]
        if found["severity"] in {"error", "warning"}
    ]


def new(seeded: Iterable[Said], clean: Iterable[Said]) -> list[Said]:
    """What is said of the seeded tree and not of the clean one."""
    before = {one[:4] for one in clean}
    return [one for one in seeded if one[:4] not in before]


def scores(defects: list[Defect], said: list[Said]) -> dict[str, Score]:
    """By kind: a defect is named by a finding at its own place or at any link that it killed."""
    places = {(one.path, one.line) for one in said}
    found: defaultdict[str, list[Score]] = defaultdict(list)
    for defect in defects:
        hit = any(place in places for place in ((defect.path, defect.line), *defect.dead))
        found[defect.kind].append(Score(1, hit, len(defect.dead), sum(place in places for place in defect.dead)))
    return {kind: Score(*map(sum, zip(*all_of, strict=True))) for kind, all_of in found.items()}


def false_alarms(defects: list[Defect], said: list[Said]) -> list[Said]:
    """What no planted defect explains by its place, a place it names, what it quotes, or the anchor that is gone."""
    places = {place for defect in defects for place in ((defect.path, defect.line), *defect.dead)}
    lost = {defect.lost for defect in defects if defect.lost}
    written: defaultdict[str, list[str]] = defaultdict(list)
    for defect in defects:
        written[defect.path] += filter(None, [defect.text.strip(" (")])
    return [
        one
        for one in said
        if not places & {(one.path, one.line), *one.others}
        and one.subject.rpartition("#")[2] not in lost
        and not any(text in one.subject for text in written[one.path])
    ]


def total(parts: Iterable[Score]) -> Score:
    """The sum of scores."""
    return Score(*map(sum, zip(*parts, strict=True)))


def planned(one: Bed, place: Path, seed: int, each: int) -> list[Defect]:
    """Plant in a corpus on disk, and tell what."""
    read = garden(one, place)
    defects = seeding.plan(read, seed, each)
    seeding.plant(read, defects)
    return defects
