"""The page of findings: what stands in it, and how it behaves in a browser."""

import base64
import json
import re
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, choose, quiet, shown
from formats_samples import FINDING, many, parsed, report, written
from msgspec.structs import replace
from test_formats_hostile import TRICKS, everywhere

from doclint.model import Finding

ARABIC = "لا تترك البوابة **مفتوحة** طوال الليل."


def sample() -> list[Finding]:
    """Findings of three severities, rules, locales and owners."""
    named: dict[str, Any] = {name: getattr(FINDING, name) for name in Finding.__struct_fields__}
    german = {"severity": "error", "code": "DL202", "rule": "unit-changed", "path": "docs/de/a.md", "locale": "de"}
    arabic = {"severity": "error", "path": "docs/ar/a.md", "locale": "ar", "text": ARABIC, "fix": None}
    return [
        *many(60),
        Finding(**{**named, **german, "owner": "@harbor/german"}),
        Finding(**{**named, **arabic, "highlight": (18, 24), "owner": "@harbor/arabic"}),
        replace(FINDING, severity="info", code="DL301", fix=None, expected=None, evidence=()),
    ]


@pytest.fixture(scope="module")
def text() -> str:
    """The page of the sample findings."""
    return written(report(sample()), "html")


@pytest.fixture
def page(browser: Browser, text: str, tmp_path: Path) -> Iterator[Browser]:
    """The page, open; afterwards it has complained of nothing and asked for nothing but itself."""
    address = shown(browser, text, tmp_path / "check.html")
    yield browser
    browser.media()
    quiet(browser, address)


def counted(browser: Browser, expected: str) -> None:
    """Wait until the count says so."""
    browser.until(f"document.getElementById('count').textContent === {json.dumps(expected)}")


def test_structure(text: str) -> None:
    """One file: landmarks, headings in order, one id each, nothing from elsewhere; texts in their language."""
    page = parsed(text)
    assert [len(page.xpath(f"//{tag}")) for tag in ("main", "h1", "footer", "head/title")] == [1, 1, 1, 1]
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not page.xpath("//@style | //@onclick | //link | //img | //iframe | //script[@src] | //*[@src]")
    assert set(page.xpath("//blockquote[@lang='ar']/@dir")) == {"rtl"}
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_what_is_told(text: str) -> None:
    """Errors first; figures; rules by locale; both sides with the words marked; the fix, the owner, the rule."""
    page = parsed(text)
    assert [node.text_content() for node in page.xpath("//dl[@class='tiles']//dd")] == ["2", "60", "1", "61"]
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//table//tr")]
    assert rows[0] == ["Rule", "Severity", "fr", "de", "ar", "", "All"]
    assert rows[1:] == [
        ["DL301 state-flipped", "error", "61", "", "1", "", "62"],
        ["DL202 unit-changed", "error", "", "1", "", "", "1"],
    ]
    first, second, *_ = page.xpath("//ol[@id='list']/li")
    assert [node.text_content() for node in first.xpath(".//mark")] == ["enabled", "désactivée"]
    assert [node.text_content() for node in first.xpath(".//h3")] == ["Source", "Translation"]
    assert "line 3, column 20: activée" in first.text_content()
    assert "@harbor/german" in first.text_content()
    assert second.xpath(".//blockquote/@dir")[-1] == "rtl"


def test_what_has_no_room_is_counted() -> None:
    """25,000 findings, the most severe, and a sentence on the others; nothing is a page that says so."""
    findings = [*many(25_000, severity="info"), *many(3, severity="error")]
    page = parsed(written(report(findings), "html"))
    assert "The 3 least severe are not on this page" in page.xpath("string(//p[@class='lead'])")
    assert "Nothing was found" in written(report([]), "html")


def test_filter_and_search(page: Browser) -> None:
    """Severity, rule, locale, owner and what is fixable narrow the list; the search finds any text."""
    counted(page, "63 findings of 63")
    choose(page, "level", "error")
    counted(page, "2 findings of 63")
    choose(page, "owner", "@harbor/arabic")
    counted(page, "1 finding of 63")
    assert page.run("location.hash") == "#level=error&owner=%40harbor%2Farabic"
    page.run("document.querySelector('button[type=reset]').click()")
    counted(page, "63 findings of 63")
    choose(page, "locale", "fr")
    counted(page, "61 findings of 63")
    page.run("document.querySelector('[name=fixable]').click()")
    counted(page, "60 findings of 63")
    page.run("document.querySelector('.rules a[href=\"#rule=DL202\"]').click()")
    counted(page, "1 finding of 63")
    page.run("location.hash = '#q=' + encodeURIComponent('البوابة')")
    counted(page, "1 finding of 63")
    page.run("location.hash = '#q=no+such+words'")
    counted(page, "No finding of 63 is like that.")


def test_keyboard(page: Browser) -> None:
    """The first key leads to the skip link; j goes to the next finding, Enter opens it."""
    page.press("Tab", 9)
    assert page.run("document.activeElement.className") == "skip"
    page.press("Enter", 13, "\r")
    page.until("document.activeElement.id === 'findings'")
    page.press("j", 74, "j")
    page.press("Enter", 13, "\r")
    page.until("document.querySelector('#list li:first-child .side mark')")
    page.press("j", 74, "j")
    page.until("document.activeElement === document.querySelectorAll('#list summary')[1]")


def test_script_and_first_page_agree(page: Browser, text: str) -> None:
    """What the script draws is what was there without it."""
    page.run("document.querySelectorAll('#list details').forEach(one => { one.open = true })")
    page.until("[...document.querySelectorAll('#list .body')].every(e => e.childElementCount)")
    drawn = parsed("<ol>" + page.run("document.getElementById('list').innerHTML") + "</ol>")
    ours = parsed(text).get_element_by_id("list")
    assert len(ours) == len(drawn) == 50
    for one, two in zip(ours, drawn, strict=True):
        assert "".join(two.text_content().split()) == "".join(one.text_content().split())
        assert two.xpath(".//a/@href") == one.xpath(".//a/@href")


def test_looks(page: Browser, tmp_path: Path) -> None:
    """Light, dark, print with everything open, Arabic from the right, 320 pixels without a scroll bar below."""
    light = page.shoot(tmp_path / "light.png")
    page.media(prefers_color_scheme="dark")
    assert page.shoot(tmp_path / "dark.png") != light
    page.media()
    page.run("document.querySelectorAll('#list details').forEach(one => { one.open = true })")
    page.until("document.querySelector('#list blockquote[lang=ar]')")
    assert page.run("getComputedStyle(document.querySelector('#list blockquote[lang=ar]')).direction") == "rtl"
    for width in (400, 320):
        page.size(width)
        assert page.run("document.documentElement.scrollWidth") == width
    page.size(1280)
    assert base64.b64decode(page.call("Page.printToPDF")["data"]).startswith(b"%PDF")
    assert page.run("document.querySelectorAll('#list details:not([open])').length") == 0
    page.media("print")
    assert page.run("getComputedStyle(document.getElementById('filter')).display") == "none"


def test_hostile_text_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    """No text of an article runs, also when it is opened and searched."""
    told = written(report(map(everywhere, TRICKS)), "html")
    assert not re.search("[\0\x9b\u202e\ud800-\udfff]", told)
    address = shown(browser, told, tmp_path / "check.html")
    browser.run("document.querySelectorAll('#list details').forEach(one => { one.open = true })")
    browser.until("document.querySelector('#list mark')")
    browser.run("location.hash = '#q=' + encodeURIComponent('onerror=alert(1)')")
    browser.until("document.querySelectorAll('#list li.finding').length > 0")
    assert browser.run("document.querySelectorAll('script').length") == 3
    quiet(browser, address)


def test_accessibility(page: Browser) -> None:
    """Deque's axe finds nothing to complain about, in light and dark."""
    found = find_spec("axe_core_python")
    assert found
    assert found.origin
    axe = Path(found.origin).with_name("axe.min.js").read_text("utf-8")
    page.run("document.querySelectorAll('#list details').forEach(one => { one.open = true })")
    page.run(axe + ";0")
    for scheme in ("light", "dark"):
        page.media(prefers_color_scheme=scheme)
        result = page.run("axe.run(document, {resultTypes: ['violations']})")
        told = [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in result["violations"]]
        assert not told, json.dumps(told, indent=1)


def test_twenty_five_thousand_findings(browser: Browser, tmp_path: Path) -> None:
    """25,000 findings: under 25 MB, seen within 3 seconds, searched within half a second once read."""
    start = time.monotonic()
    text = written(report(many(25_000)), "html")
    built = time.monotonic() - start
    address = shown(browser, text, tmp_path / "check.html")
    paint = browser.run("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    browser.run(timed("q=a00007"))
    took = min(browser.run(timed(f"q=a0000{number}&level=warning")) for number in (1, 2, 3))
    print(f"{built:.1f} s, {len(text) / 1e6:.1f} MB, paint {paint:.0f} ms, search {took:.0f} ms")
    assert len(text.encode()) < 25e6
    assert paint < 3000
    assert took < 500
    quiet(browser, address)


def timed(fragment: str) -> str:
    """A script that filters by `fragment` and gives the milliseconds until the next frame is drawn."""
    return f"""new Promise(done => {{
        const start = performance.now();
        const drawn = () => requestAnimationFrame(() => done(performance.now() - start));
        addEventListener('hashchange', drawn, {{once: true}});
        location.hash = '#{fragment}';
    }})"""
