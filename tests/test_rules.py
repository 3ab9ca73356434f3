"""Every rule page is complete, and doclint says to its examples what the page says."""

from pathlib import Path

import pytest
from pages import HEADINGS, Example, changed_lines, examples, findings, headings, mended, title

from doclint.rule import Rule, rules

CASES = [
    pytest.param(rule, number, id=f"{rule.name}-{example.title.replace(' ', '-')}")
    for rule in rules()
    for number, example in enumerate(examples(rule.path))
]


@pytest.mark.parametrize(("rule", "number"), CASES)
def test_example(rule: Rule, number: int, request: pytest.FixtureRequest) -> None:
    """The example gives exactly the lines of its text block, without one nothing; its fixes those of its diff block."""
    example = examples(rule.path)[number]
    actual = {"text": findings(rule, example)}
    if "diff" in example.expected:
        actual["diff"] = changed_lines(rule, example)
    for name, lines in actual.items():
        if request.config.getoption("--accept") and lines != example.expected.get(name, []):
            _accept(rule.path, example, name, lines)
            pytest.skip("accepted: read the change, and run again")
        assert lines == example.expected.get(name, [])


def _accept(path: Path, example: Example, name: str, actual: list[str]) -> None:
    assert name in example.blocks, f"{example.title}: add an empty ```{name} block for the output"
    lines = path.read_text("utf-8").splitlines()
    start, end = example.blocks[name]
    path.write_text("\n".join([*lines[: start + 1], *actual, *lines[end - 1 :]]) + "\n", "utf-8")


@pytest.mark.parametrize(("rule", "number"), CASES)
def test_fixes_settle(rule: Rule, number: int) -> None:
    """All fixes of an example are applied, after which its articles have the same units and nothing left to fix."""
    result = mended(rule, examples(rule.path)[number])
    assert not result.refused
    assert not [finding for finding in result.report.findings if finding.fix and finding.fix.safety != "display"]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_page(rule: Rule) -> None:
    """A page is named as its file, lies in its category's folder, and has its headings in order."""
    found = headings(rule)
    assert title(rule) == rule.name == rule.path.stem
    assert rule.path.parent.name == rule.header.category
    assert found == [name for name in HEADINGS if name in found]
    assert {"Why it matters", "How to fix", "Examples"} <= set(found)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_page_has_right_and_wrong_examples(rule: Rule) -> None:
    """A page shows what is wrong and what is right, so that the rule is known to speak and to be silent."""
    shown = [bool(example.expected.get("text")) for example in examples(rule.path)]
    assert True in shown
    assert False in shown


def test_codes_are_unique() -> None:
    """No two rules share a code or a name."""
    codes, names = [rule.code for rule in rules()], [rule.name for rule in rules()]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
