"""The page of claims: what stands in it, that nothing breaks out of it, and how it behaves in a browser."""

import base64
import json
import re
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import facts_pages
import pytest
from browser import Browser, choose, quiet, shown
from facts_pages import hostile, parsed, rendered


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the sample articles."""
    return rendered(facts_pages.sample(tmp_path_factory.mktemp("facts")))


@pytest.fixture
def page(browser: Browser, sample: str, tmp_path: Path) -> Iterator[Browser]:
    """The page, open; afterwards it has complained of nothing and asked for nothing but itself."""
    address = shown(browser, sample, tmp_path / "facts.html")
    yield browser
    browser.media()
    quiet(browser, address)


def counted(browser: Browser, expected: str) -> None:
    """Wait until the count says so."""
    browser.until(f"document.getElementById('count').textContent === {json.dumps(expected)}")


def test_structure(sample: str) -> None:
    """One file: landmarks, headings in order, one id each, nothing from elsewhere; claims in their language."""
    page = parsed(sample)
    assert [len(page.xpath(f"//{tag}")) for tag in ("main", "h1", "footer", "head/title")] == [1, 1, 1, 1]
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not page.xpath("//@style | //@onclick | //link | //img | //iframe | //script[@src] | //*[@src]")
    assert not [address for address in page.xpath("//@href") if not address.startswith(("#", "./"))]
    assert set(page.xpath("//blockquote[@lang='ar']/@dir")) == {"rtl"}


def test_disputed_and_outdated_come_first(sample: str) -> None:
    """Declared facts with the places against them, then the disputed claims with both sides, the value marked."""
    page = parsed(sample)
    (fact,) = page.xpath("//section[@aria-labelledby='declared-title']/ol/li")
    assert [node.text_content() for node in fact.xpath(".//mark")] == ["1 TB", "1 To"]
    (first, *_) = page.xpath("//ol[@id='list']/li")
    assert "disputed" in first.get("class")
    assert {node.text_content() for node in first.xpath(".//mark")} >= {"4,095 GB", "1 TB"}
    assert "2020-03-01" in first.text_content()


def test_policy_and_hostile_text() -> None:
    """Whatever articles and paths hold is text, in the page and in its data."""
    text = rendered(hostile())
    text.encode()
    page = parsed(text)
    assert len(page.xpath("//script")) == 3
    assert not page.xpath("//img | //*[@onerror] | //comment()")
    assert not re.search("[\0\a\x9b\u202e\ud800-\udfff]", text)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert all(address.startswith(("#", "./")) for address in page.xpath("//a/@href"))


def test_empty_table() -> None:
    """A table of nothing is a page that says so."""
    page = parsed(rendered(facts_pages.tabled({"docs/en/a.md": "# Nothing\n"})))
    assert "No two places contradict each other" in page.xpath("//p[@class='lead']")[0].text_content()


def test_filter_and_search(page: Browser) -> None:
    """Kind, locale and disputed narrow the list, the search finds text in any language, the address keeps them."""
    total = page.run("document.getElementById('rows').textContent.split('\\n').length")
    choose(page, "kind", "port")
    page.until("[...document.querySelectorAll('#list .badge')].every(e => e.textContent === 'port')")
    assert page.run("location.hash") == "#kind=port"
    choose(page, "locale", "ar")
    page.until("document.querySelectorAll('#list li.claim').length === 1")
    page.run("document.querySelector('button[type=reset]').click()")
    counted(page, f"{total} entries of {total}")
    page.run("document.querySelector('[name=disputed]').click()")
    page.until("[...document.querySelectorAll('#list li.claim')].every(e => e.classList.contains('disputed'))")
    page.run("location.hash = '#q=' + encodeURIComponent('أقراصًا')")
    counted(page, f"1 entry of {total}")
    page.run("location.hash = '#q=no+such+words'")
    counted(page, f"No entry of {total} is like that.")


def test_keyboard(page: Browser) -> None:
    """The first key leads to the skip link; j goes to the next entry, Enter opens it."""
    page.press("Tab", 9)
    assert page.run("document.activeElement.className") == "skip"
    page.press("Enter", 13, "\r")
    page.until("document.activeElement.id === 'claims'")
    page.press("j", 74, "j")
    page.press("Enter", 13, "\r")
    page.until("document.querySelector('#list li:first-child .side mark')")
    page.press("j", 74, "j")
    page.until("document.activeElement === document.querySelectorAll('#list summary')[1]")


def test_script_and_first_page_agree(page: Browser, sample: str) -> None:
    """What the script draws is what was there without it."""
    page.run("document.querySelectorAll('#list details').forEach(one => { one.open = true })")
    page.until("[...document.querySelectorAll('#list .body')].every(e => e.childElementCount)")
    drawn = parsed("<ol>" + page.run("document.getElementById('list').innerHTML") + "</ol>")
    ours = parsed(sample).get_element_by_id("list")
    assert len(ours) == len(drawn)
    for one, two in zip(ours, drawn, strict=True):
        assert "".join(two.text_content().split()) == "".join(one.text_content().split())
        assert two.xpath(".//a/@href") == one.xpath(".//a/@href")


def test_looks(page: Browser, tmp_path: Path) -> None:
    """Light, dark, print with everything open, Arabic from the right, 400 pixels without a scroll bar below."""
    light = page.shoot(tmp_path / "light.png")
    page.media(prefers_color_scheme="dark")
    assert page.shoot(tmp_path / "dark.png") != light
    page.run("document.getElementById('theme').click()")
    assert page.run("[document.documentElement.dataset.theme, location.hash]") == ["light", "#theme=light"]
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
    address = shown(browser, rendered(hostile()), tmp_path / "facts.html")
    browser.run("document.querySelectorAll('#list details').forEach(one => { one.open = true })")
    browser.until("document.querySelector('#list mark')")
    browser.run("location.hash = '#q=' + encodeURIComponent('onerror=alert(1)')")
    browser.until("document.querySelectorAll('#list li.claim').length > 0")
    assert browser.run("document.querySelectorAll('script').length") == 3
    quiet(browser, address)


def test_accessibility(page: Browser) -> None:
    """Deque's axe finds nothing to complain about, in light and dark."""
    found = find_spec("axe_core_python")
    if not found or not found.origin:
        pytest.skip("axe is not installed: pip install axe-core-python")
    axe = Path(found.origin).with_name("axe.min.js").read_text("utf-8")
    page.run("document.querySelectorAll('#list details').forEach(one => { one.open = true })")
    page.run(axe + ";0")
    for scheme in ("light", "dark"):
        page.media(prefers_color_scheme=scheme)
        result = page.run("axe.run(document, {resultTypes: ['violations']})")
        told = [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in result["violations"]]
        assert not told, json.dumps(told, indent=1)


def test_twenty_thousand_claims(browser: Browser, tmp_path: Path) -> None:
    """20,000 claims: under 20 MB, seen within 2 seconds, searched within 300 milliseconds once read."""
    start = time.monotonic()
    found = facts_pages.large(1000)
    built = time.monotonic() - start
    text = rendered(found)
    address = shown(browser, text, tmp_path / "facts.html")
    paint = browser.run("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    browser.run(timed("q=berth+96"))
    took = min(browser.run(timed(f"q=quay+{number}&kind=limit")) for number in (1, 2, 3))
    print(f"{found.summary.claims:,} claims, {built:.1f} s, {len(text) / 1e6:.1f} MB, paint {paint:.0f}, {took:.0f} ms")
    assert found.summary.claims >= 20_000
    assert len(text.encode()) < 20e6
    assert paint < 2000
    assert took < 300
    quiet(browser, address)


def timed(fragment: str) -> str:
    """A script that filters by `fragment` and gives the milliseconds until the next frame is drawn."""
    return f"""new Promise(done => {{
        const start = performance.now();
        const drawn = () => requestAnimationFrame(() => done(performance.now() - start));
        addEventListener('hashchange', drawn, {{once: true}});
        location.hash = '#{fragment}';
    }})"""
