"""doclint for programs: typed, quick to import, silent."""

import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from command import SOURCE, TARGET, articles, doclint, write
from repositories import commit, git

import doclint as package
from doclint import api
from doclint.rule import rules as shipped


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two articles with one finding, which is where we are."""
    monkeypatch.chdir(tmp_path)
    return articles(tmp_path)


def test_lint(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Gives what the command finds, and prints nothing."""
    report = package.lint("docs")
    assert [(one.path, one.line, one.code, one.severity) for one in report.findings] == [
        ("docs/fr/a.md", 3, "DL301", "warning")
    ]
    assert isinstance(report, package.Report)
    assert isinstance(report.findings[0], package.Finding)
    assert report.summary.findings == {"warning": 1}
    assert package.lint(project / "docs", severity="error").findings == ()
    assert package.lint([Path("docs/fr"), "docs/en"], ignore=["meaning"]).findings == ()
    assert package.lint("docs", select="numbers,links").findings == ()
    assert len(package.lint("docs/fr", source="docs/en").findings) == 1
    assert capfd.readouterr() == ("", "")


def test_configurations(project: Path) -> None:
    """The nearest counts, or the one that is given."""
    write(project, {"strict.toml": "", "conf/doclint.toml": '[severity]\nmeaning = "error"\n'})
    assert package.lint("docs", config=project / "conf" / "doclint.toml").findings[0].severity == "error"
    write(project, {"doclint.toml": 'ignore = ["meaning"]\n'})
    assert package.lint("docs").findings == ()
    with pytest.raises(package.DoclintError, match="there is no such configuration"):
        package.lint("docs", config="nowhere.toml")


def test_changes(project: Path) -> None:
    """Only what a change causes."""
    git(project, "init", "--quiet")
    commit(project, "Port")
    assert package.lint("docs", since="HEAD").findings == ()
    write(project, {"docs/en/b.md": SOURCE, "docs/fr/b.md": TARGET})
    assert [one.path for one in package.lint("docs", since="HEAD").findings] == ["docs/fr/b.md"]
    git(project, "add", "--all")
    assert [one.path for one in package.lint("docs", staged=True).findings] == ["docs/fr/b.md"]


def test_lint_text() -> None:
    """Articles in memory pair by their paths, whatever lies on disk."""
    files: dict[str, str | bytes] = {"guide/en/x.md": SOURCE, "guide/fr/x.md": TARGET.encode()}
    assert [one.path for one in package.lint_text(files).findings] == ["guide/fr/x.md"]
    assert package.lint_text(files, ignore=["DL3"]).findings == ()
    assert [one.code for one in package.lint_text({"a.md": "# A\n\n[b](#nowhere)\n"}).findings] == ["DL101"]
    assert package.lint_text({}).findings == ()


def test_align() -> None:
    """The units of both sides with their places."""
    found = package.align("docs/en/a.md", Path("docs/fr/a.md"))
    assert (found[0].source, found[0].target) == ("Backup", "Sauvegarde")
    assert [(one.source_at.line, one.target_at.line) for one in found if one.source_at and one.target_at] == [
        (1, 1),
        (3, 3),
        (5, 5),
    ]
    with pytest.raises(package.DoclintError, match="is not bilingual"):
        package.align("docs/en/a.md")


def test_rules(project: Path) -> None:
    """Those of doclint, and of a configuration."""
    assert package.rules() == shipped()
    page = '---\ncode: ACME101\ncheck: wording\ncategory: terms\nseverity: info\nsince: "1"\n---\n# x\n\nX.\n'
    write(project, {"doclint.toml": 'extend = ["s"]\n', "s/terms/x.md": page})
    assert {rule.code for rule in package.rules("doclint.toml")} - {rule.code for rule in shipped()} == {"ACME101"}
    assert isinstance(package.rules()[0], package.Rule)


def test_errors_and_warnings(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What cannot be done is raised; what should be known is a warning, which the command tells on a line."""
    with pytest.raises(package.DoclintError, match="nowhere: there is no such file or folder"):
        package.lint("nowhere")
    (project / "empty").mkdir()
    with pytest.warns(package.DoclintWarning, match="empty: no Markdown files"):
        assert package.lint(["docs", "empty"]).findings
    assert capfd.readouterr() == ("", "")
    assert "doclint: empty: no Markdown files" in doclint(project, "check", "docs", "empty").stderr
    with warnings.catch_warnings():
        warnings.simplefilter("error", package.DoclintWarning)
        with pytest.raises(package.DoclintWarning):
            package.lint(["docs", "empty"])


def test_everything_is_offered_lazily() -> None:
    """`import doclint` loads nothing, and what it offers is documented."""
    code = "import sys; before = set(sys.modules); import doclint; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['doclint']"
    assert set(package.__all__) == set(api.__all__)
    assert all(getattr(package, name).__doc__ for name in package.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'lynt'"):
        package.lynt  # type: ignore[attr-defined]  # noqa: B018


def test_import_is_quick() -> None:
    """Under ten milliseconds, of the process's own time."""
    code = "import time; start = time.process_time(); import doclint; print(time.process_time() - start)"
    took = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    )
    print(f"import doclint: {1000 * took:.1f} ms")
    assert took < 0.01


CONSUMER = """
import doclint
from doclint import DoclintError, Finding, Report

def worst(folder: str) -> list[Finding]:
    report: Report = doclint.lint(folder, select=["links"], severity="error", since=None)
    return [one for one in report.findings if one.owner is None]

try:
    worst("docs")
except DoclintError as error:
    print(str(error))
unit = doclint.align("a.md", "b.md")[0]
text: str | None = unit.source
codes: list[str] = [rule.code for rule in doclint.rules()]
held: Report = doclint.lint_text({"a.md": "# A"})
"""


@pytest.mark.parametrize(
    ("more", "fault"),
    [("", ""), ("doclint.lint(7)", "arg-type"), ("doclint.lynt", "attr-defined"), ("held.findings + 1", "operator")],
)
def test_types(tmp_path: Path, more: str, fault: str) -> None:
    """Mypy --strict takes a program that uses doclint rightly, and no other."""
    (tmp_path / "consumer.py").write_text(CONSUMER + more, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "consumer.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ("Success" in done.stdout) == (not fault), done.stdout
    assert fault in done.stdout
