"""`doclint drift` on real translations, against what git says of them and against changes that we make ourselves."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from drift_oracle import Git, Truth, letters, truths
from repositories import commit, git

LOCALES = ("fr-fr", "de-de", "pt-br")
Article = dict[str, Any]
Way = Callable[[str, list[str]], str]


def drift(place: Path, *arguments: str) -> dict[str, Any]:
    """The JSON report of `doclint drift`, run in `place` with a cache beside it."""
    done = subprocess.run(
        [sys.executable, "-m", "doclint", "drift", *arguments, "--format", "json"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DOCLINT_CACHE_DIR": f"{place}.cache"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.fixture(scope="module")
def ata(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translations, which are plain folders, beside a clone of the English repository."""
    place = tmp_path_factory.mktemp("drift") / "ata"
    place.mkdir()
    for locale in LOCALES:
        shutil.copytree(corpora / "ata" / locale, place / locale)
    subprocess.run(["git", "clone", "--quiet", corpora / "ata" / "en-us.bundle", place / "ATADocs"], check=True)
    return place


@pytest.mark.parametrize("day", ["2021-03-20", "2021-06-01", "2021-12-01", "2022-12-01", "HEAD"])
def test_states_and_whole_paragraphs_are_as_git_says(ata: Path, day: str) -> None:
    """Every article's state, and every paragraph that was added or removed, with the sources as they were one day."""
    english = ata / "ATADocs"
    git(english, "checkout", "--quiet", "--detach", "origin/HEAD")
    if day != "HEAD":
        git(english, "checkout", "--quiet", "--detach", git(english, "rev-list", "-1", f"--before={day}", "HEAD"))
    expected = expectations(ata)
    report, cold = timed(ata)
    again, repeated = timed(ata)
    assert again == report
    print(f"\n{day}: {cold}, repeated {repeated}")
    for locale, truth in expected.items():
        whole = sum(one.whole for one in truth.values())
        single = sum(len(one.lost) + len(one.fresh) for one in truth.values())
        states = dict(Counter(one.state for one in truth.values()))
        print(f"{locale}: {states}; {single} paragraphs came or went, in {whole} articles nothing else changed")
    wrong = list(disagreements(expected, report))
    print("\n".join(wrong))
    assert not wrong


def timed(ata: Path) -> tuple[dict[str, Any], str]:
    """The report of the three locales, and the seconds it took; the machine may have other work."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    report = drift(ata, *LOCALES, "--source", "ATADocs")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return report, f"{time.perf_counter() - start:.1f} s ({used:.1f} s of computing)"


def test_the_cache_changes_nothing(ata: Path) -> None:
    """The report of a run that works everything out anew is that of one that remembers, byte for byte."""
    english = ata / "ATADocs"
    git(english, "checkout", "--quiet", "--detach", "origin/HEAD")
    remembered = [drift(ata, *LOCALES, "--source", "ATADocs") for _ in range(2)]
    anew = drift(ata, *LOCALES, "--source", "ATADocs", "--no-cache")
    assert json.dumps(anew) == json.dumps(remembered[0]) == json.dumps(remembered[1])
    assert remembered[0]["articles"]


def expectations(ata: Path) -> dict[str, dict[str, Truth]]:
    """By locale and path, what git says."""
    repository = Git(ata / "ATADocs")
    found = {}
    for locale in LOCALES:
        files = {file.relative_to(ata / locale).as_posix(): file for file in (ata / locale).rglob("*.md")}
        found[locale] = truths(repository, {path: file.read_bytes() for path, file in files.items()})
    repository.close()
    return found


def disagreements(expected: dict[str, dict[str, Truth]], report: dict[str, Any]) -> Iterator[str]:
    """Where the report and git differ, one line each."""
    told = {(one["locale"].lower(), _within(one["path"])): one for one in report["articles"]}
    wanted = {(locale, path): truth for locale, one in expected.items() for path, truth in one.items()}
    for place in sorted(told.keys() - wanted.keys()):
        yield f"{place}: doclint {told[place]['state']}, git knows no such article"
    for place, truth in sorted(wanted.items()):
        article = told.get(place)
        if article is None:
            yield f"{place}: git {truth.state}, doclint does not speak of it"
        elif article["state"] != truth.state:
            yield f"{place}: git {truth.state} ({truth.source}), doclint {article['state']} ({article['source_path']})"
        else:
            yield from (f"{place}: {line}" for line in _misplaced(truth, article))


def _within(path: str) -> str:
    """A path without the folder of its repository."""
    return path.partition("/")[2]


def _misplaced(truth: Truth, article: Article) -> Iterator[str]:
    """Paragraphs that came or went which the report passes over, and changes that it sees where there is none."""
    changes = [one for one in article["changes"] if one["kind"] in {"edited", "added", "removed"}]
    for side, sure, possible in (("then", truth.lost, truth.old), ("now", truth.fresh, truth.new)):
        told = [text for one in changes if (text := letters(one[side] or ""))]
        for paragraph in filter(letters, sure):
            if not any(_meet(text, letters(paragraph)) for text in told):
                yield f"no {side} lies in {paragraph!r}"
        changed = [each for one in (*possible, truth.front) if (each := letters(one))]
        for text in told:
            if not any(_meet(text, each) for each in changed):
                yield f"{side} {text!r} lies in no changed paragraph"


def _meet(text: str, paragraph: str) -> bool:
    """Whether one lies in the other: Markdown may make one paragraph of two lines that look like two."""
    return text in paragraph or (len(paragraph) > 20 and paragraph in text)


class Site:
    """Sources and their translations, in one repository."""

    def __init__(self, place: Path, english: str, translations: dict[str, str]) -> None:
        self.place = place
        self.english = english
        self.translations = translations
        git(place, "init", "--quiet")
        git(place, "config", "core.autocrlf", "false")
        self.first = commit(place, "As they were found")

    def names(self) -> list[str]:
        """The articles that are translated everywhere and have enough prose to be edited."""
        root = self.place / self.english
        found = sorted(file.relative_to(root).as_posix() for file in root.rglob("*.md"))
        folders = [self.place / folder for folder in self.translations.values()]
        return [
            name for name in found if all((one / name).exists() for one in folders) and len(_prose(root / name)) > 3
        ]

    def edit(self, folder: str, name: str, way: Way) -> None:
        """Change an article below `folder`."""
        file = self.place / folder / name
        file.write_bytes(way(file.read_bytes().decode(), _prose(file)).encode())


def _prose(file: Path) -> list[str]:
    """The plain paragraphs of an article."""
    blocks = file.read_bytes().decode().split("\n\n")
    return [
        one for one in blocks if one[:1].isalpha() and len(one.split()) > 8 and not re.search(r"[^\w\s.,()'-]", one)
    ]


def _added(text: str, _: list[str]) -> str:
    return f"{text.rstrip()}\n\nThe keeper of the gate notes the name of every ship.\n"


def _edited(text: str, prose: list[str]) -> str:
    return text.replace(prose[0], f"{prose[0]} At most 7 crates stand at the gate.", 1)


def _removed(text: str, prose: list[str]) -> str:
    return text.replace(f"{prose[-1]}\n\n", "", 1)


def _emphasised(text: str, prose: list[str]) -> str:
    first, rest = prose[0].split(maxsplit=1)
    return text.replace(prose[0], f"**{first}** {rest}", 1)


def _broken(text: str, prose: list[str]) -> str:
    return text.replace(prose[0], re.sub(r" (?=[A-Za-z])", "\n", prose[0]), 1)


def _returned(text: str, _: list[str]) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


WAYS: dict[Way, str] = {
    _added: "stale",
    _edited: "stale",
    _removed: "stale",
    _emphasised: "cosmetic",
    _broken: "cosmetic",
    _returned: "current",
}
SITES = {
    "fastapi": ("docs/en/docs", {"fr": "docs/fr/docs", "ja": "docs/ja/docs"}),
    "helm": (
        "versioned_docs/version-3",
        {code: f"i18n/{code}/docusaurus-plugin-content-docs/version-3" for code in ("fr", "zh")},
    ),
}


@pytest.mark.parametrize("corpus", SITES)
def test_what_was_edited_without_its_translation_is_stale(corpora: Path, tmp_path: Path, corpus: str) -> None:
    """Without any marker, history tells: a source that moved alone left its translations behind."""
    english, translations = SITES[corpus]
    place = tmp_path / corpus
    for folder in (english, *translations.values()):
        shutil.copytree(corpora / corpus / folder, place / folder)
    site = Site(place, english, translations)
    names = site.names()[: 3 * len(WAYS)]
    assert len(names) == 3 * len(WAYS)
    ways = dict(zip(names, [*WAYS] * 3, strict=True))
    for name, way in ways.items():
        site.edit(english, name, way)
    commit(place, "Edit some sources alone")
    (locale, folder), (other, _) = translations.items()
    together = names[::4]
    for name in together:
        site.edit(english, name, _added)
        site.edit(folder, name, _added)
    last = commit(place, "Edit some sources with their translation")
    states = {name: WAYS[way] for name, way in ways.items()}
    wanted = {locale: states | dict.fromkeys(together, "current"), other: states | dict.fromkeys(together, "stale")}

    report = drift(place, ".")
    for language, home in translations.items():
        articles = {one["path"]: one for one in report["articles"] if one["path"].startswith(f"{home}/")}
        told = {path.removeprefix(f"{home}/"): one["state"] for path, one in articles.items()}
        rest = Counter(state for name, state in told.items() if name not in names)
        print(f"\n{corpus} {language}: {dict(rest)} and {len(names)} that were edited")
        assert {name: told[name] for name in names} == wanted[language]
        assert rest.keys() <= {"current", "missing", "orphan"}
        for name in names:
            reference = articles[f"{home}/{name}"]["reference"]
            assert reference["kind"] == "inferred"
            assert reference["commit"] == (last if language == locale and name in together else site.first)
