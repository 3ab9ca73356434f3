"""Every rule page is complete, and doclint says to its examples what the page says."""

import pytest

from doclint.examples import accept, examples, faults, mended, said
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
    for name, lines in said(rule, example).items():
        if request.config.getoption("--accept") and lines != example.expected.get(name, []):
            accept(rule.path, example, name, lines)
            pytest.skip("accepted: read the change, and run again")
        assert lines == example.expected.get(name, [])


@pytest.mark.parametrize(("rule", "number"), CASES)
def test_fixes_settle(rule: Rule, number: int) -> None:
    """All fixes of an example are applied, after which its articles have the same units and nothing left to fix."""
    result = mended(rule, examples(rule.path)[number])
    assert not result.refused
    assert not [finding for finding in result.report.findings if finding.fix and finding.fix.safety != "display"]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_page(rule: Rule) -> None:
    """A page is named as its file, lies in its category's folder, has its headings in order, shows right and wrong."""
    assert [*faults(rule)] == []


def test_codes_are_unique() -> None:
    """No two rules share a code or a name."""
    codes, names = [rule.code for rule in rules()], [rule.name for rule in rules()]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
