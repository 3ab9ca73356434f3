"""Whole projects of anything: no rule fails on them, every finding is true of the files, and fixes settle.

What longer runs of the same found is kept below as plain tests.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from fuzzing import RULES, SETTINGS, checked, documents, fixed, mutated, projects, sound, true
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from reading import twin

from doclint import run
from doclint.config import Config
from doclint.read import article
from doclint.tree import MemoryTree, WorkTree

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)
BOUNDED = settings(derandomize=True, deadline=None, suppress_health_check=SLOW)


@given(st.one_of(documents(), st.builds(mutated, documents(), st.integers(0, 1 << 30), st.just(8))))
@settings(BOUNDED, max_examples=150)
def test_any_article_is_read(data: bytes) -> None:
    """Every span lies in its file, and says what stands there."""
    sound(article(data, "docs/fr/gate.md"))


@given(projects())
@settings(BOUNDED, max_examples=40)
def test_any_project_is_checked(files: dict[str, bytes]) -> None:
    """No rule fails; findings stand in the files, and are the same in whatever order these are named."""
    report = checked(files)
    true(report, files)
    assert checked(files, backwards=True).findings == report.findings


@given(projects())
@settings(BOUNDED, max_examples=20)
def test_fixes_settle(files: dict[str, bytes]) -> None:
    """Of all fixes that are ever applied, none is left for a second time, and what they made can be checked."""
    paths = [path for path in files if path.endswith((".md", ".mdx"))]
    mended = fixed(MemoryTree(files), paths)
    assert not [line for line in mended.refused if "rounds" in line]
    after = {**files, **{change.path: change.after for change in mended.changes}}
    assert set(after) == set(files)
    again = fixed(MemoryTree(after), paths)
    assert not again.changes
    true(again.report, after)


# ---------------------------------------------------------------- nothing outside is read, nothing at all written

_OPENED: list[tuple[str, str]] = []
_WATCHED: list[Path] = []
_READING = {"open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "subprocess.Popen"}


def _note(event: str, arguments: tuple[object, ...]) -> None:
    """Note what Python opens below the watched folder; such hooks stay for good, so that it looks only when asked."""
    if _WATCHED and event in _READING and isinstance(arguments[0], str | bytes | os.PathLike):
        path = Path(os.path.realpath(os.fsdecode(arguments[0])))
        mode = str(arguments[1]) if event == "open" and arguments[1] else "r"
        if path.is_relative_to(_WATCHED[0]) and path.exists():
            _OPENED.append((path.relative_to(_WATCHED[0]).as_posix(), mode if event == "open" else event))


sys.addaudithook(_note)


@contextmanager
def watched(folder: Path) -> Iterator[list[tuple[str, str]]]:
    """What is opened below `folder` meanwhile: paths from it, and how."""
    _OPENED.clear()
    _WATCHED.append(folder.resolve())
    try:
        yield _OPENED
    finally:
        _WATCHED.clear()


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with secrets, and an empty folder "site" in it."""
    folder = tmp_path_factory.mktemp("outside")
    for name in ("secret.md", "x.md", "a.md", "docs/gate.md", "site/x.md", "site/en/gate.md"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("# Secret\n\n[x](gone.md)\n")
    return folder


LINKED = st.dictionaries(
    st.sampled_from(("docs/en/out.md", "docs/fr/loop.md", "docs/fr/folder", *SETTINGS)),
    st.sampled_from(("{0}/secret.md", "{0}", "{0}/docs", "/etc/passwd", "loop.md", ".", "none.md", "/dev/zero")),
    max_size=3,
)


@given(projects(), LINKED)
@settings(BOUNDED, max_examples=20, phases=(Phase.explicit, Phase.generate))
def test_nothing_outside_is_read(outside: Path, files: dict[str, bytes], links: dict[str, str]) -> None:
    """Links, includes, settings and symbolic links that lead out of the project open nothing there.

    The folders above it are listed, as a site's own settings may stand there.
    """
    site = outside / "site" / str(len(list((outside / "site").iterdir())))
    for path, data in files.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    for path, to in links.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(site / path):
            (site / path).symlink_to(to.format(outside))
    with watched(outside) as opened:
        tree = WorkTree(site)
        report = run.check(tree, tree.files(), RULES, Config())
    inside = site.relative_to(outside).as_posix()
    above = {("site", "os.scandir"), (".", "os.scandir")}
    assert [one for one in opened if not f"{one[0]}/".startswith(f"{inside}/") and one not in above] == []
    assert all(how in {"r", "rb", "os.scandir", "os.listdir"} for _, how in opened)
    texts = [(one.text, *(side.text for side in one.evidence)) for one in report.findings]
    assert not [text for found in texts for text in found if "Secret" in text]


# ---------------------------------------------------------------- real articles, damaged

SEEDED = 20


def test_damaged_real_articles(corpora: Path) -> None:
    """Pairs of real articles with stretches cut, doubled, moved and overwritten are read and checked as any other."""
    chance = Random(8)  # noqa: S311
    for path in chance.sample(sorted((corpora / "azure-sxs").rglob("*.md")), SEEDED):
        data = path.read_bytes()[:20_000]
        files = {f"docs/{locale}/a.md": mutated(data, chance.randint(0, 1 << 30), 8) for locale in ("fr", "de")}
        for name, text in files.items():
            sound(article(text, name))
        report = checked(files)
        true(report, files)
        assert checked(files, backwards=True).findings == report.findings


# ---------------------------------------------------------------- found


@pytest.mark.parametrize("sides", [("Un quai", ""), ("", "A pier"), ("", ""), ("</spa", "</span>")])
@pytest.mark.parametrize("form", ["# {0}", "{0}", "- {0}", "| {0} |\n|--|", "---\na: {0}\n---\n", "# <!-- {0} -->"])
def test_units_in_no_block(form: str, sides: tuple[str, str]) -> None:
    """A heading whose source is empty is no block there: the rule on terms asked for its markup all the same."""
    files = {"docs/de/gate.md": form.format(twin("a-1", *sides)).encode()}
    true(checked(files), files)


@pytest.mark.parametrize("name", ["mkdocs.yml", "docfx.json", ".openpublishing.redirection.json", "_redirects"])
def test_settings_that_lead_outside(outside: Path, tmp_path: Path, name: str) -> None:
    """A site's settings that are a link to a file elsewhere, or inherit from one, were read from there."""
    (outside / "base.yml").write_text("site_name: Secret\n")
    (tmp_path / "mkdocs.yml").write_text(f"INHERIT: {os.path.relpath(outside, tmp_path)}/base.yml\n")
    (tmp_path / "a.md").write_text("# Gate\n\n[x](b.md)\n")
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).symlink_to(outside / "base.yml")
    with watched(outside) as opened:
        tree = WorkTree(tmp_path)
        assert run.check(tree, tree.files(), RULES, Config()).summary.articles == 1
    assert not opened
