"""Projects made of anything, and what must hold for whatever doclint says of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from random import Random

from hypothesis import strategies as st
from reading import sides, twin

from doclint import run
from doclint.config import Config
from doclint.fix import Mended, mend
from doclint.model import Article, Block, Evidence, Finding, Location, Original, Span, Unit
from doclint.overlay import Draft
from doclint.read import article
from doclint.rule import Rule, rules
from doclint.run import Report
from doclint.tree import MemoryTree, Tree

RULES: tuple[Rule, ...] = tuple(rules())
ENDS = ("\n", "\n", "\r\n", "\r")

WORDS = (
    *("Open the gate.", "Ouvrez la porte.", "The pump is enabled.", "La pompe est désactivée.", "港を開く。", "Wait "),
    *("at least 10 minutes", "au moins 1,5 Go", "1.023 GB", "10:30 pm", "v2.1", "`pump start`", "`Pump  Start`"),
    *("NOT ", "**bold**", "*a", "_b_", "~~c~~", "\u00a0", "\u202e", "é", "e\u0301", "😀", "\x1b[31m", "\0", "\ufeff"),
    *("\u2028", "{{ site.x }}", "{% if a %}", "$x$", "<br>", "<a name='X'></a>", '<a id="top"></a>', "</span>"),
    *("<span>", "&amp;", "::error::x", "](", "[", "]", "|", "\\", "`", "<!--", "-->", "=1+1", "http://h.example/a."),
    "<https://x.example>",
)
DESTINATIONS = (
    *("gate.md", "Gate.MD", "gate.md#top", "#Top", "#gone", "../../../../etc/passwd", "/etc/passwd"),
    *("../en/gate.md#open", "file:///etc/passwd", "//host/share", "..\\..\\x.md", "%2e%2e/secret.md", "gate.md%00"),
    *("a b.md", "<a b.md>", "", "https://example.com/en-us/a", "https://example.com/%", "javascript:alert(1)"),
    *("\x07.md", "./", ".", "é.md", "~/x"),
)
LINKS = (
    *("[one]({0})", "![plan]({0} 'T')", "[one] ({0})", "[!INCLUDE [x]({0})]", "[one][r]\n\n[r]: {0}\n"),
    '<a href="{0}">x</a>',
)
LINES = (
    *("# {0}", "## <a name='x'></a>{0}", "### {0} {{#open}}", "{0}\n===", "> {0}", "> [!NOTE]\n> {0}", "- {0}"),
    *("1. {0}", "3. {0}", "    {0}", "| {0} | b |\n|---|---|\n| {0} | 2 |", "```sh\n{0}\n```", "```\n{0}", "~~~ {0}"),
    *("<div>\n{0}\n</div>", "<!-- {0} -->", ":::note {0}\n{0}\n:::", ':::image source="{0}":::'),
    *('!!! note "{0}"\n    {0}', "<Tabs a={{{0}}}>\n{0}\n</Tabs>", "import x from '{0}'"),
    *("export const a = {{\n{0}\n", "[^1]: {0}", "Term\n: {0}", '--8<-- "{0}"', "{{{{< include {0} >}}}}", "{0}"),
    *("$$\n{0}\n$$", "***", "---", "{0}", "{0}", "{0}"),
)
KEYS = (
    *("title: {0}", "ms.date: 01/02/2018", "ms.date: {0}", "ms.translationtype: MT", "ms.openlocfilehash: {0}"),
    *("uid: gate", "ms.sourcegitcommit: 0123456789abcdef0123456789abcdef01234567", "slug: /{0}", "a: &a [*a]"),
    *("k: [", "locale: fr-FR", "ms.assetid: 5", "redirect_url: {0}", "monikerRange: '>= {0}'", "\t: x"),
    *("title: a\ntitle: b", "- {0}", "a: !!python/object:os.system x"),
)
PATHS = (
    *("docs/en/gate.md", "docs/fr/gate.md", "docs/de/gate.md", "docs/en/a b.md", "docs/fr/a b.md", "docs/fr/Gate.md"),
    *("docs/en/includes/x.md", "gate.md", "gate.fr.md", "i18n/fr/docusaurus-plugin-content-docs/current/gate.mdx"),
    *("docs/fr/\u202ex.md", "docs/fr/::error::.md", "docs/fr/\x1b[31m.md", "docs/fr/é.md", "docs/fr/=1.md"),
    *("docs/fr/\udcff.md", "articles/fr-fr/gate.md", "articles/en-us/gate.md", "v1.0/gate.md", "v2.0/gate.md"),
    *("docs/en/-q.md", "docs/fr/%20.md"),
)
SETTINGS = {
    "docfx.json": ("{", '{"build": {"content": [{"files": ["**/*.md"], "src": "../.."}]}}', "[[[[", "\0"),
    "mkdocs.yml": (
        "docs_dir: ../../..\n",
        "nav: [{a: /etc/passwd}]\n",
        "a: *b\n",
        "plugins: {redirects: {redirect_maps: {a.md: ../../x.md}}}\n",
    ),
    "docusaurus.config.js": (
        "module.exports = {",
        "module.exports = {baseUrl: '/a/', i18n: {locales: ['fr', '../..']}};",
    ),
    ".openpublishing.publish.config.json": ('{"docsets_to_publish": [{"build_source_folder": "../.."}]}', "{]"),
    ".openpublishing.redirection.json": (
        '{"redirections": [{"source_path": "../../a.md", "redirect_url": "gate"}]}',
        "1",
    ),
    "hugo.toml": ("[languages.fr]\ncontentDir = '../../..'\n", "x = [\n"),
    "docs/_config.yml": ("baseurl: ../..\n", "defaults: 5\n"),
}


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A few words with links among them."""
    parts = draw(st.lists(st.one_of(st.sampled_from(WORDS), links()), max_size=5))
    return draw(st.sampled_from((" ", ""))).join(parts)


def links() -> st.SearchStrategy[str]:
    """A link of any form to anywhere."""
    return st.builds(lambda form, to: form.format(to), st.sampled_from(LINKS), st.sampled_from(DESTINATIONS))


def units() -> st.SearchStrategy[str]:
    """A bilingual unit, whole or torn, of whatever the lines hold."""
    ids = st.sampled_from(("a-1", "a-2", "b-1", "é_", "0"))
    whole = st.builds(twin, ids, lines(), lines())
    return st.one_of(
        whole, whole, whole, st.builds(lambda text, cut: text[: len(text) - cut], whole, st.integers(1, 60))
    )


def blocks() -> st.SearchStrategy[str]:
    """A block of any form around text or units."""
    inside = st.one_of(lines(), units(), st.builds("{} {}".format, units(), units()))
    return st.builds(lambda form, text: form.format(text), st.sampled_from(LINES), inside)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """An article of any blocks, in any line ends, with or without front matter; at times with stray bytes."""
    end = draw(st.sampled_from(ENDS))
    keys = draw(st.lists(st.builds(lambda key, value: key.format(value), st.sampled_from(KEYS), lines()), max_size=4))
    matter = "---\n" + "".join(f"{key}\n" for key in keys) + "---\n" if keys else ""
    gaps = draw(st.sampled_from(("\n\n", "\n\n", "\n")))
    text = draw(st.sampled_from(("", "", "\ufeff"))) + matter + gaps.join(draw(st.lists(blocks(), max_size=7)))
    data = text.replace("\n", end).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 19)):
        return data
    return mutated(data, draw(st.integers(0, 1 << 30)))


def mutated(data: bytes, seed: int, times: int = 3) -> bytes:
    """`data` with a few stretches cut, doubled, moved or overwritten."""
    chance, found = Random(seed), bytearray(data)  # noqa: S311
    for _ in range(chance.randint(1, times)):
        start = chance.randint(0, len(found))
        part = bytes(found[start : start + chance.choice((1, 2, 5, 30, 200))])
        to = chance.randint(0, len(found))
        change = chance.randint(0, 4)
        if change in {0, 1}:
            del found[start : start + len(part)]
        if change in {1, 2}:
            found[to:to] = part
        if change == 3:
            found[start : start + len(part)] = bytes(
                chance.choice(b"\0\xff\xc3<>[]()`*|#:\n\r{}\"'&") for _ in part[:5]
            )
        if change == 4:
            found[to:to] = chance.choice(SPLICES)
    return bytes(found)


SPLICES = (
    *(b"</span>", b'<span data-ttu-id="a-1">', b'</span><span class="sxs-lookup"><span data-stu-id="a-1">', b"```\n"),
    *(b"\n---\n", b"<!--", b"{%", b"](", b"\r", b"\n\n", b"    ", b"> ", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"|"),
    b":::\n",
)


@st.composite
def projects(draw: st.DrawFn) -> dict[str, bytes]:
    """Files by path: a few articles under odd names, some of them variants of one another, and settings of sites."""
    files: dict[str, bytes] = {}
    for path in draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=4, unique=True)):
        known, variant = sorted(files), draw(st.booleans())
        if known and variant:
            data = files[draw(st.sampled_from(known))]
            files[path] = mutated(data, draw(st.integers(0, 1 << 30))) if draw(st.booleans()) else data
        else:
            files[path] = draw(documents())
    for path in draw(st.sets(st.sampled_from(tuple(SETTINGS)), max_size=2)):
        files[path] = draw(st.sampled_from(SETTINGS[path])).encode()
    return files


def checked(files: Mapping[str, bytes], *, backwards: bool = False) -> Report:
    """What all rules say of a project held in memory."""
    names = sorted(files, reverse=backwards)
    tree = MemoryTree({name: files[name] for name in names})
    paths = [name for name in names if name.endswith((".md", ".mdx"))]
    return run.check(tree, paths, RULES, Config())


def fixed(tree: Tree, paths: Iterable[str]) -> Mended:
    """What becomes of a project when all fixes are applied that ever are."""
    draft, names = Draft(tree), list(paths)

    def look(now: Tree) -> Report:
        return run.check(now, names, RULES, Config())

    def wanted(finding: Finding) -> bool:
        return finding.fix is not None and finding.fix.safety != "display"

    return mend(draft, look, look(draft), wanted, lambda path: "" if path in names else "not ours")


def spans(one: Article) -> Iterator[Span]:
    """Every span of one side of an article."""
    for block in one.blocks:
        yield block.span
        for mark in block.markup:
            yield from (mark.span, mark.content)
        yield from (tag.span for tag in block.tags)
    for parts in (one.units, one.anchors, one.links, one.items):
        yield from (part.span for part in parts)


def sound(one: Article) -> None:
    """Every span of both sides lies in its text, in order and in the file, and says what stands there."""
    for side in sides(one):
        assert all(0 <= span.start <= span.end <= len(side.text) for span in spans(side))
        parts: list[Unit | Block] = [*side.units, *side.blocks]
        for part in parts:
            assert side.text[part.span.start : part.span.end] == part.text
            assert len(part.prose) == len(part.text)
        for span in spans(side):
            place = side.place(span)
            assert 0 <= place.start <= place.end <= len(one.original.text)
            assert side.locate(span).path == one.path
        assert [unit.span.start for unit in side.units] == sorted(unit.span.start for unit in side.units)
        assert all(-1 <= unit.block < len(side.blocks) for unit in side.units)
        assert all(-1 <= link.block < len(side.blocks) for link in side.links)
        assert all(mark.content.within(mark.span) for block in side.blocks for mark in block.markup)
    told = [*(value.span for value in one.metadata.values()), *(fault.span for fault in one.faults)]
    assert all(0 <= span.start <= span.end <= max(1, len(one.original.text)) for span in told)


def true(report: Report, files: Mapping[str, bytes]) -> None:
    """Every finding, and all its evidence, stands in a file of the project and shows what is there."""
    originals = {path: article(data, path).original for path, data in files.items()}
    for finding in report.findings:
        place = _stretch(originals[finding.path], finding)
        if finding.text and "sxs-lookup" not in place:
            assert finding.subject in {place, ""} or finding.subject in finding.text, finding
        shown: list[Finding | Evidence] = [finding, *finding.evidence]
        for side in shown:
            start, end = side.highlight
            assert 0 <= start <= end <= len(side.text), finding
            assert side.path not in originals or _stretch(originals[side.path], side) is not None
        for edit in finding.fix.edits if finding.fix else ():
            assert _stretch(originals[edit.at.path], edit.at) is not None
    assert len({finding.fingerprint for finding in report.findings}) == len(report.findings)


def _stretch(original: Original, at: Finding | Evidence | Location) -> str:
    """What stands in a file from line and column to line and column, which it has."""
    line, column, end_line, end_column = (getattr(at, name) for name in ("line", "column", "end_line", "end_column"))
    assert 1 <= line <= end_line <= len(original.lines), at
    start, end = original.lines[line - 1] + column - 1, original.lines[end_line - 1] + end_column - 1
    assert column >= 1
    assert end_column >= 1
    assert 0 <= start <= end <= len(original.text), at
    assert original.position(start) == (line, column), at
    return original.text[start:end]


def prose(data: bytes, path: str) -> list[tuple[str | None, list[str]]]:
    """The units of both sides as their ids and words."""
    one = article(data, path)
    return [(unit.id, re.findall(r"\w+", unit.prose)) for side in sides(one) for unit in side.units]
