"""Every format of `check`: the same findings at the same places, as its reader wants them."""

import json
import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from formats_samples import ARTICLES, FINDING, FORMS, azure, github, many, parsed, report, sarif_schema, written
from junitparser import JUnitXml
from msgspec.structs import replace

from doclint import read
from doclint.errors import DoclintError
from doclint.model import Edit, Fix, Location
from doclint.output import sarif
from doclint.output.formats import outputs
from doclint.tree import MemoryTree

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run doclint in a folder of its own that holds the sample articles."""
    for path, text in ARTICLES.items():
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(text, "utf-8")

    def doclint(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "doclint", *arguments]
        known = {name: value for name, value in os.environ.items() if name != "DOCLINT_FORMAT"}
        env = {**known, "PYTHONUTF8": "1", **environment}
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8", env=env
        )

    return doclint


Places = list[tuple[str, int]]


def places(form: str, text: str) -> Places:
    """Path and line of each finding, as a format's reader finds them."""
    if form in {"json", "jsonl", "sarif", "gitlab", "rdjson"}:
        return from_json(form, text)
    if form in {"github", "azure"}:
        names = {"github": ("file", "line"), "azure": ("sourcepath", "linenumber")}[form]
        commands = github(text) if form == "github" else azure(text)
        return [(one.values[names[0]], int(one.values[names[1]])) for one in commands]
    if form == "junit":
        return [(case.get("file"), int(case.get("line"))) for case in parsed(text).iter("testcase")]
    if form == "html":
        told = [node.text_content().rsplit(":", 2) for node in parsed(text).xpath("//li//bdi[@class='path']")]
        return [(path, int(line)) for path, line, _ in told]
    pattern = {"markdown": r"^- \*\*\w+\*\* line (\d+)", "grouped": r"^  (\d+):"}.get(form)
    if pattern:
        (path,) = set(re.findall(r"docs/fr/\S+?md", text))
        return [(path, int(line)) for line in re.findall(pattern, text, re.MULTILINE)]
    return [(path, int(line)) for path, line in re.findall(r"^(\S+?):(\d+):\d+: ", text, re.MULTILINE)]


def from_json(form: str, text: str) -> Places:
    """The places of a format that is JSON."""
    whole: Any = [json.loads(line) for line in text.splitlines()] if form == "jsonl" else json.loads(text)
    if form == "sarif":
        found = [one["locations"][0]["physicalLocation"] for one in whole["runs"][0]["results"]]
        return [(one["artifactLocation"]["uri"], one["region"]["startLine"]) for one in found]
    if form == "gitlab":
        return [(one["location"]["path"], one["location"]["lines"]["begin"]) for one in whole]
    if form == "rdjson":
        found = [one["location"] for one in whole["diagnostics"]]
        return [(one["path"], one["range"]["start"]["line"]) for one in found]
    findings = whole["findings"] if form == "json" else whole[:-1]
    return [(one["path"], one["line"]) for one in findings]


def test_all_formats_in_one_run(run: Run, tmp_path: Path) -> None:
    """One run writes every format to a file of its own, and all name the place that JSON names."""
    wanted = [part for form in FORMS for part in ("--format", f"{form}:out.{form}")]
    done = run("check", "docs", *wanted)
    assert (done.returncode, done.stdout) == (1, "")
    found = {form: places(form, (tmp_path / f"out.{form}").read_text("utf-8")) for form in FORMS}
    assert found == {key: [("docs/fr/a.md", 3)] for key in FORMS}


def test_lines_for_people(run: Run) -> None:
    """A line a finding; by file; full is the default; the summary stands on stderr."""
    concise = run("check", "docs", "--format", "concise")
    (line,) = concise.stdout.splitlines()
    assert line.startswith("docs/fr/a.md:3:20: warning DL301 state-flipped: ")
    assert "1 warning (2 articles, 1 translation compared)." in concise.stderr
    grouped = run("check", "docs", "--format", "grouped").stdout.splitlines()
    assert grouped[0] == "docs/fr/a.md"
    assert grouped[1].startswith("  3:20  warning  DL301 state-flipped  ")
    assert run("check", "docs", "--format", "full").stdout == run("check", "docs").stdout


def test_grouped_lines_are_aligned() -> None:
    """Places, severities and rules of a file stand in columns."""
    long = replace(FINDING, line=120, column=3, severity="error", rule="unit", code="DL202")
    lines = written(report([FINDING, long]), "grouped").splitlines()
    assert lines == [
        "docs/fr/a.md",
        f"    3:20  warning  DL301 state-flipped  {FINDING.message}",
        f"  120:3   error    DL202 unit           {FINDING.message}",
        "",
    ]


def test_formats_from_the_environment(run: Run, tmp_path: Path) -> None:
    """DOCLINT_FORMAT names one or several; --format, --statistics and --diff go before it; a wrong one is told."""
    done = run("check", "docs", DOCLINT_FORMAT="concise, jsonl:out.jsonl")
    assert done.stdout.startswith("docs/fr/a.md:3:20: warning")
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 2
    assert run("check", "docs", "--format", "json", DOCLINT_FORMAT="concise").stdout.startswith("{")
    assert run("check", "docs", "--statistics", DOCLINT_FORMAT="sarif").stdout.split()[:2] == ["fr", "all"]
    assert run("check", "docs", "--diff", DOCLINT_FORMAT="sarif").returncode in {0, 1}
    wrong = run("check", "docs", DOCLINT_FORMAT="xml")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "DOCLINT_FORMAT xml: 'xml' is not one of text, full" in wrong.stderr
    assert "DOCLINT_FORMAT" in run("check", "--help").stdout


def test_statistics_go_with_text_alone(run: Run) -> None:
    """Counts are no findings: another format with them is refused."""
    assert run("check", "docs", "--statistics", "--format", "full").returncode == 1
    assert run("check", "docs", "--statistics", "--format", "concise").returncode == 2
    assert run("check", "docs", "--diff", "--format", "sarif").returncode == 2


@pytest.mark.parametrize("form", ["html", "sarif", "gitlab", "junit"])
def test_files_for_programs_are_no_use_on_a_terminal(run: Run, tmp_path: Path, form: str) -> None:
    """They are refused there, before the work, with the option that goes on; a file or a pipe is fine."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "doclint", "check", "docs", "--format", form]
    done = subprocess.run(command, cwd=tmp_path, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert f"{form} is not for a terminal: name a file for it (--format {form}:" in done.stderr
    assert run("check", "docs", "--format", form).returncode == 1
    assert outputs([f"{form}:x"], None, terminal=True)[0].file == "x"


def test_one_place_takes_one_format() -> None:
    """Two formats without a file of their own are refused."""
    with pytest.raises(DoclintError, match="two formats go to one place"):
        outputs(["json", "sarif"], "out")


def test_json_lines() -> None:
    """A finding a line as JSON has it, and the summary last."""
    told = report([FINDING, replace(FINDING, line=9)])
    *findings, last = map(json.loads, written(told, "jsonl").splitlines())
    whole = json.loads(written(told, "json"))
    assert findings == whole["findings"]
    assert last == {"schema": "doclint/1", "summary": whole["summary"]}


def valid(text: str) -> Any:  # noqa: ANN401
    """The one run of a SARIF log, which keeps to the schema."""
    log = json.loads(text)
    jsonschema.Draft7Validator(sarif_schema()).validate(log)
    (run,) = log["runs"]
    return run


def test_sarif_of_the_corpus(tmp_path: Path) -> None:
    """Valid by the published schema; rules with help, sides linked, places that fit the articles by code point."""
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", "doclint", "check", "corpus", "--severity", "info", "--format"]
    out = tmp_path / "out.sarif"
    subprocess.run([*command, f"sarif:{out}", "--format", f"json:{out}.json", "-q"], cwd=root, check=False)
    found = valid(out.read_text("utf-8"))
    findings = {one["fingerprint"]: one for one in json.loads(Path(f"{out}.json").read_text("utf-8"))["findings"]}
    assert found["columnKind"] == "unicodeCodePoints"
    assert len(found["results"]) == len(findings) > 50
    levels = [result["level"] for result in found["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    for result in found["results"]:
        finding = findings[result["partialFingerprints"]["doclint/v1"]]
        rule = found["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert (rule["id"], rule["name"]) == (result["ruleId"], finding["rule"])
        assert rule["shortDescription"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {finding['rule']}")
        assert finding["category"] in rule["properties"]["tags"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert [region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")] == [
            finding[key] for key in ("line", "column", "end_line", "end_column")
        ]
        if region["startLine"] == region["endLine"] and not finding["path"].endswith(".toml"):
            line = re.split("\r\n?|\n", read.text((root / finding["path"]).read_bytes()))[region["startLine"] - 1]
            assert (
                line[region["startColumn"] - 1 : region["endColumn"] - 1]
                == finding["text"][slice(*finding["highlight"])]
            )
        linked = re.findall(r"\[[^\]]+\]\((\d+)\)", result["message"]["text"])
        assert linked == [str(one["id"]) for one in result.get("relatedLocations", ())]
        assert len(linked) == len(finding["evidence"])
    assert any("fixes" in result for result in found["results"])


def test_sarif_rules_are_those_that_spoke() -> None:
    """A rule that found nothing is not listed, and its page is not read."""
    found = valid(written(report([FINDING]), "sarif"))
    (rule,) = found["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"]["level"] in {"error", "warning"}
    assert "## Why it matters" in rule["help"]["text"]
    assert "## Examples" not in rule["help"]["text"]


def test_sarif_fix_mends_the_article() -> None:
    """The replacement, made at its region, gives what the fix gives; a fix for display is left out."""
    found = valid(written(report([FINDING]), "sarif"))
    (change,) = found["results"][0]["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    line = ARTICLES[change["artifactLocation"]["uri"]].splitlines()[region["startLine"] - 1]
    mended = (
        line[: region["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[region["endColumn"] - 1 :]
    )
    assert mended == "Laissez la porte **activée**."
    assert FINDING.fix
    shown = replace(FINDING, fix=replace(FINDING.fix, safety="display"))
    assert "fixes" not in valid(written(report([shown]), "sarif"))["results"][0]


def test_sarif_addresses() -> None:
    """Paths are percent-encoded; one from the root is an address of its own."""
    names = ("a b/#?%.md", "C:/ports.md", "../en/café.md", "/srv/docs/a.md", "docs/\udcff.md")
    found = valid(written(report(replace(FINDING, path=name) for name in names), "sarif"))
    given = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in found["results"]]
    assert given == [
        "a%20b/%23%3F%25.md",
        "C%3A/ports.md",
        "../en/caf%C3%A9.md",
        "file:///srv/docs/a.md",
        "docs/%FF.md",
    ]


def test_sarif_keeps_to_the_limits_of_an_upload(monkeypatch: pytest.MonkeyPatch) -> None:
    """25,000 results, the most severe; the run says how many are left out; and 10 MB compressed."""
    findings = [*many(sarif.MOST, severity="info", fix=None), *many(20, severity="error")]
    (found,) = json.loads(written(report(findings), "sarif"))["runs"]
    assert len(found["results"]) == sarif.MOST
    assert [one["level"] for one in found["results"][:21]] == ["error"] * 20 + ["note"]
    assert found["properties"] == {"findings": sarif.MOST + 20, "leftOut": 20}
    (notice,) = found["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("20 of 25,020 findings are left out, the least severe")
    monkeypatch.setattr(sarif, "ROOM", 20_000)
    assert 100 < len(valid(written(report(findings), "sarif"))["results"]) < 5000


def test_what_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    """SARIF and JUnit name the file, Markdown and the page too; the exit code is 2."""
    (tmp_path / "docs/fr/b.md").symlink_to("nowhere.md")
    forms = ("sarif", "junit", "markdown", "html")
    done = run("check", "docs", *(part for form in forms for part in ("--format", f"{form}:out.{form}")))
    assert done.returncode == 2
    (invocation,) = valid((tmp_path / "out.sarif").read_text("utf-8"))["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][0]["message"]["text"].startswith("cannot read docs/fr/b.md: ")
    assert JUnitXml.fromfile(str(tmp_path / "out.junit")).errors == 1
    assert "1 file could not be read" in (tmp_path / "out.markdown").read_text("utf-8")
    assert "docs/fr/b.md" in parsed((tmp_path / "out.html").read_text("utf-8")).xpath(
        "string(//section[h2[.='Not read']])"
    )


def test_github_annotates_ten_of_a_severity() -> None:
    """Errors first; the others are counted in one line, by rule, which is no command."""
    findings = [*many(30, severity="warning"), *many(2, severity="error"), *many(11, severity="info", code="DL201")]
    text = written(report(findings), "github")
    names = [command.name for command in github(text)]
    assert names == ["error"] * 2 + ["warning"] * 10 + ["notice"] * 10
    *_, last = text.splitlines()
    assert len(text.splitlines()) == 23
    assert last.startswith(
        "21 more findings are not annotated, GitHub shows 10 of a severity: DL301 state-flipped 20, "
    )
    assert "DL201 state-flipped 1." in last


def test_github_values_are_escaped() -> None:
    """As the runner's toolkit does; a place over several lines has no columns, which GitHub would refuse."""
    told = replace(FINDING, path="a,b:c%0A.md", message="50 % :: done\n::error::no")
    (line,) = written(report([told]), "github").splitlines()
    assert line.startswith("::warning file=a%2Cb%3Ac%250A.md,line=3,endLine=3,col=20,endColumn=30,title=DL301 state")
    assert line.endswith("::50 %25 :: done ::error::no")
    (command,) = github(line)
    assert command.values["file"] == "a,b:c%0A.md"
    (command,) = github(written(report([replace(FINDING, end_line=5)]), "github"))
    assert command.values.keys() == {"file", "line", "endLine", "title"}


def test_gitlab_fingerprints_are_unique() -> None:
    """Of two issues with one fingerprint GitLab drops the second."""
    prints = ("x", "x", "x-1", "x", "y")
    issues = json.loads(written(report(replace(FINDING, fingerprint=one) for one in prints), "gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(prints)
    assert issues[0] == {
        "description": FINDING.message,
        "check_name": "DL301 state-flipped",
        "fingerprint": "x",
        "severity": "minor",
        "location": {"path": "docs/fr/a.md", "lines": {"begin": 3, "end": 3}},
    }
    assert json.loads(written(report([]), "gitlab")) == []


def test_junit_counts_as_its_readers_do(tmp_path: Path) -> None:
    """Errors and warnings fail; infos and drift are skipped; a suite a file; nothing found is a test that passed."""
    findings = [
        *many(12),
        replace(FINDING, path="z.md", severity="info"),
        replace(FINDING, path="z.md", category="drift"),
    ]
    path = tmp_path / "out.xml"
    path.write_text(written(report(findings), "junit"), "utf-8")
    suites = JUnitXml.fromfile(str(path))
    assert (suites.tests, suites.failures, suites.skipped, suites.errors) == (14, 12, 2, 0)
    assert [(suite.name, suite.tests) for suite in suites] == [
        ("docs/fr/a00000.md", 10),
        ("docs/fr/a00001.md", 2),
        ("z.md", 2),
    ]
    suites.update_statistics()  # type: ignore[no-untyped-call]
    assert (suites.tests, suites.failures, suites.skipped) == (14, 12, 2)
    empty = JUnitXml.fromstring(written(report([]), "junit").encode())
    assert (empty.tests, empty.failures) == (1, 0)


def test_azure_issues() -> None:
    """Errors and warnings are issues, an info is a line; values are escaped as Azure's tasks do."""
    told = replace(FINDING, path="a]b;c%.md", message="50 % ##vso[task.complete]x")
    text = written(report([told, replace(FINDING, severity="info")]), "azure")
    (command,) = azure(text)
    assert command.values == {
        "type": "warning",
        "sourcepath": "a]b;c%.md",
        "linenumber": "3",
        "columnnumber": "20",
        "code": "DL301",
    }
    assert command.message.startswith("state-flipped: 50 % ")
    assert text.splitlines()[1].startswith("docs/fr/a.md:3:20: info DL301 state-flipped: ")


def test_reviewdog_columns_are_bytes() -> None:
    """A place behind letters of two bytes stands further right; the suggestion, made in bytes, mends the article."""
    wrong, right = "désactivée", "activée"
    line = f"{'é' * 5} **{wrong}** 💡 et *{wrong}*"
    ats = [Location("b.md", 2, at + 1, 2, at + 11) for at in (line.rindex(wrong), line.index(wrong))]
    fix = Fix("safe", tuple(Edit(at, right) for at in ats))
    told = replace(
        FINDING, path="b.md", line=2, end_line=2, column=ats[1].column, end_column=ats[1].end_column, fix=fix
    )
    tree = MemoryTree({"b.md": f"# B\r\n{line}\r\n".encode()})
    (one,) = json.loads(written(report([told]), "rdjson", tree=tree))["diagnostics"]
    assert in_bytes(line, one["location"]["range"]) == wrong.encode()
    (suggestion,) = one["suggestions"]
    mended = line.encode().replace(in_bytes(line, suggestion["range"]), suggestion["text"].encode())
    assert mended.decode() == line.replace(wrong, right)
    assert (one["severity"], one["code"]) == ("WARNING", {"value": "DL301"})


def in_bytes(line: str, found: Any) -> bytes:  # noqa: ANN401
    """What stands at a range of bytes."""
    return line.encode()[found["start"]["column"] - 1 : found["end"]["column"] - 1]


def test_reviewdog_without_the_article() -> None:
    """A file that cannot be read has whole lines, and no suggestion."""
    (one,) = json.loads(written(report([FINDING]), "rdjson", tree=MemoryTree({})))["diagnostics"]
    assert one["location"]["range"] == {"start": {"line": 3}, "end": {"line": 3}}
    assert one["suggestions"] == []


def test_markdown_fits_a_comment() -> None:
    """The table first, the worst files next, and a line on what has no room; little is not folded."""
    worst = replace(FINDING, path="z/worst.md", severity="error", code="DL202", rule="unit-changed")
    text = written(report([*many(5000), worst]), "markdown")
    assert 40_000 < len(text.encode()) < 65_536
    head, first, *_ = text.split("<details>")
    assert head.startswith("## doclint: 1 error, 5,000 warnings\n\n12 articles, 6 translations compared.\n")
    assert "| <code>DL202 unit-changed</code> | error | 1 | <code>fr</code> |" in head
    assert first.startswith("<summary><code>z/worst.md</code> 1 error</summary>")
    assert re.search(r"[\d,]+ more files with [\d,]+ findings not shown", text.splitlines()[-1])
    assert "<details open>" in written(report([FINDING]), "markdown")
    assert "nothing found" in written(report([]), "markdown")


@pytest.mark.parametrize("form", FORMS)
def test_large_reports(form: str) -> None:
    """20,000 findings are written in seconds, whatever the format."""
    told = report(many(20_000))
    start = time.monotonic()
    text = written(told, form)
    took = time.monotonic() - start
    print(f"{form}: {took:.2f} s, {len(text) / 1e6:.1f} MB")
    assert took < 15
