"""Options and places the tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, Browser
from hypothesis import settings

# The same examples at every run: what chance finds is looked for on purpose (HYPOTHESIS_PROFILE=default).
settings.register_profile("steady", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` rewrites the expected output on rule pages; read the difference before you commit it."""
    parser.addoption("--accept", action="store_true", help="write the actual output into the rule pages")


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave the user's cache alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real documentation that some tests measure on."""
    place = os.environ.get("DOCLINT_CORPORA")
    if not place:
        pytest.skip("DOCLINT_CORPORA is not set: this test measures on real documentation")
    return Path(place)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for all tests of a module that need one."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser
