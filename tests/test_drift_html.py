"""The drift report as a page: what stands in it, and that nothing breaks out of it."""

import base64
import hashlib
import json
import re
import time
from collections import Counter
from itertools import pairwise

import drift_pages
import drift_samples
import pytest
from conftest import ROOT
from drift_pages import HOSTILE, hostile, parsed, rendered
from hypothesis import given
from hypothesis import strategies as st

from doclint.output.worddiff import GONE, NEW, diff

SAMPLE = ROOT / "reports" / "drift-sample.html"


@pytest.fixture(scope="module")
def sample() -> str:
    """The sample report as it is rendered now."""
    return drift_pages.sample()


def test_sample_report(sample: str, request: pytest.FixtureRequest) -> None:
    """The sample in reports/ is what is rendered today."""
    if request.config.getoption("--accept"):
        SAMPLE.write_text(sample, "utf-8")
    assert sample == SAMPLE.read_text("utf-8")


def test_structure(sample: str) -> None:
    """One file: landmarks, headings in order, tables with scopes, named charts, one id each, nothing from elsewhere."""
    page = parsed(sample)
    assert [len(page.xpath(f"//{tag}")) for tag in ("main", "h1", "footer", "head/title")] == [1, 1, 1, 1]
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert all(cell.get("scope") for cell in page.xpath("//th"))
    assert all(svg.get("aria-hidden") or svg.get("aria-label") or svg.xpath("title") for svg in page.xpath("//svg"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not page.xpath("//@style | //@onclick | //link | //img | //iframe | //script[@src] | //*[@src]")
    assert not [address for address in page.xpath("//@href") if not address.startswith(("#", "./"))]
    assert {"fr-FR", "ar-SA", "en-US"} <= set(page.xpath("//blockquote/@lang"))
    assert set(page.xpath("//blockquote[@lang='ar-SA']/@dir")) == {"rtl"}


def test_policy(sample: str) -> None:
    """The policy allows this style sheet and this script, and nothing else."""
    page = parsed(sample)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind, pattern in (("script", r"<script>(.*?)</script>"), ("style", r"<style>(.*?)</style>")):
        (text,) = re.findall(pattern, sample, re.DOTALL)
        found = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{found}'" in policy


def test_first_page_needs_no_script(sample: str) -> None:
    """The summary in words, the matrix and the first articles with their changes are there without a script."""
    page = parsed(sample)
    (lead,) = page.xpath("//p[@class='lead']")
    assert " ".join(lead.text_content().split()).startswith("Of 100 articles in 5 locales, 54 (54%) are as current")
    assert len(page.xpath("//table[@class='matrix']/tbody/tr")) == 4
    assert len(page.xpath("//ol[@id='list']/li")) == 50
    first = page.xpath("//ol[@id='list']/li[1]")[0]
    assert [node.text_content() for node in first.xpath(".//del | .//ins")][:2] == ["may", "as long as"]
    assert first.xpath(".//a[@data-slot='link']/@href")[0] == "./docs/de-de/crates/open-and-close.md#L12"
    assert not page.xpath("//p[@class='lead']//text()[contains(., '  ,')]")


def test_critical_articles_come_first(sample: str) -> None:
    """The list is in the report's order, the most harm first."""
    page = parsed(sample)
    marks = [
        node.text or "" for node in page.xpath("//ol[@id='list']//*[@data-slot='critical'][contains(@class, 'wrong')]")
    ]
    assert marks[0] == "2 critical"
    assert marks == sorted(marks, reverse=True)


def test_embedded_data(sample: str) -> None:
    """All articles are in the index, and each has its line of details."""
    page = parsed(sample)
    index = json.loads(page.get_element_by_id("index").text)
    (details,) = page.xpath("//script[@class='details']")
    lines = details.text.split("\n")
    assert len(index["rows"]) == len(lines) == 100
    about, _, changes = json.loads(lines[0])
    assert about[0].startswith("Made from the source of ")
    assert len(changes) == 4


def test_folders_of_the_matrix_and_of_the_filter_agree(sample: str) -> None:
    """A cell of the matrix counts what its link shows."""
    index = json.loads(parsed(sample).get_element_by_id("index").text)
    found = Counter((index["locales"][row[3]][0], index["folders"][row[4]]) for row in index["rows"])
    told = {(tally.locale, tally.folder): tally.articles for tally in drift_samples.sample().summary.folders}
    assert found == told


def test_nothing_breaks_out() -> None:
    """Whatever the articles, paths, locales and messages are, they are text, in the page and in its data."""
    text = rendered(hostile(), forge="https://git.example.com/{revision}/{path}#L{line}")
    text.encode()
    page = parsed(text)
    assert len(page.xpath("//script")) == 3
    assert not page.xpath("//img | //b[text()='b'] | //*[@onerror]")
    assert not page.xpath("//comment()")
    assert "49" not in "".join(page.xpath("//bdi//text()"))
    assert not re.search("[\0\a\x9b\u202e\ud800-\udfff]", text)
    assert not [one for one in page.xpath("//a/@href") if not one.startswith(("#", "https://git.example.com/"))]
    index = json.loads(page.get_element_by_id("index").text)
    assert len(index["rows"]) == len(HOSTILE)
    assert "</script" not in page.get_element_by_id("index").text


def test_links_without_a_forge_stay_beside_the_report() -> None:
    """No path becomes an address of its own."""
    page = parsed(rendered(hostile()))
    assert all(address.startswith(("#", "./")) for address in page.xpath("//a/@href"))


def test_forge_must_be_a_web_address() -> None:
    """A pattern that runs something is refused."""
    with pytest.raises(ValueError, match="no address of files on the web"):
        rendered(drift_samples.report([]), forge="javascript:alert(1)")


def test_empty_report() -> None:
    """A report of nothing is a page that says so."""
    page = parsed(rendered(drift_samples.report([])))
    assert page.xpath("//p[@class='lead']")[0].text_content().startswith("Of 0 articles in 0 locales")


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ("A gate for 30 minutes.", "A gate for 15 minutes.", ["A gate for ", "-30", "+15", " minutes."]),
        ("Harbor 2.3.1", "Harbor 3.0", ["Harbor ", "-2.3.1", "+3.0"]),
        ("門を開く時", "門を閉じる時", ["門を", "-開く", "+閉じる", "時"]),
        ("Crates may wait", "Crates must not wait", ["Crates ", "-may", "+must not", " wait"]),
        ("one two", "six", ["-one two", "+six"]),
        ("", "new", ["+new"]),
        ("same", "same", ["same"]),
    ],
)
def test_word_diff(then: str, now: str, expected: list[str]) -> None:
    """Words, characters where there are no words, versions whole; all where little stays."""
    signs = ("", "-", "+")
    assert [signs[op] + text for op, text in diff(then, now)] == expected


@given(st.text("ab1. 港\n", max_size=30), st.text("ab1. 港\n", max_size=30))
def test_word_diff_loses_nothing(then: str, now: str) -> None:
    """Both sides can be read off, and no two runs of one kind stand beside each other."""
    ops = diff(then, now)
    assert "".join(text for op, text in ops if op != NEW) == then
    assert "".join(text for op, text in ops if op != GONE) == now
    assert all(one[0] != other[0] for one, other in pairwise(ops))


def test_word_diff_of_huge_texts_is_quick() -> None:
    """Fifty thousand words a side take a moment."""
    then = " ".join(f"crate{at}" for at in range(50_000))
    start = time.perf_counter()
    ops = diff(then, then.replace("crate7", "box7"))
    assert time.perf_counter() - start < 3
    assert ops
