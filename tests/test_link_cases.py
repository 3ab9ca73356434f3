"""Links and anchors as each site generator makes them: the cases of tests/links/*.toml."""

from pathlib import Path

import pytest
import sites


@pytest.mark.parametrize("case", sites.cases(), ids=str)
def test_case(case: sites.Case, tmp_path: Path) -> None:
    """Exactly the expected rules speak, each at its line."""
    found = sites.findings(case, sites.write(case, tmp_path))
    said = sorted(f"{one.path}:{one.line} {one.code}" for one in found)
    assert said == sorted(case.expect), f"{case.why}\n" + "\n".join(one.message for one in found)


def test_names_are_unique() -> None:
    """A case is known by its generator and its name, and says why."""
    names = [str(case) for case in sites.cases()]
    assert len(names) == len(set(names))
    assert all(case.why.endswith(".") for case in sites.cases())


def test_all_35_of_the_comparison_are_there() -> None:
    """The cases that peers were compared on, and more than thirty in other dialects."""
    dialects = [case.dialect for case in sites.cases()]
    assert dialects.count("docfx") == 35
    assert len(dialects) - dialects.count("docfx") - dialects.count("docfx-more") >= 70
