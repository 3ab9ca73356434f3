"""Configurations of site generators: where articles lie, what readers are sent to, and files that are none."""

from collections.abc import Callable
from time import process_time

import pytest
from reading import read as article

from doclint.project.sites import redirects, script
from doclint.project.sites.settings import MARKERS, Settings, read

SLACK = 0.25


def given(name: str, text: str, *inherited: str) -> Settings:
    """The settings in a file of this name and text."""
    found = read(name, text.encode(), *(one.encode() for one in inherited))
    assert found
    return found


def sent(name: str, text: str) -> redirects.Redirects:
    """The redirects in a file of this name and text."""
    return redirects.read(name, text.encode())


DOCFX = """\ufeff{
  // the harbour's guide
  "build": {
    "content": [
      {"files": ["**/*.md"], "src": "articles", "dest": "guide"},
      {"files": ["quays/*.md", "quays/toc.yml"]}, /* and more */
    ],
  }
}"""


def test_docfx() -> None:
    """Comments and trailing commas are allowed; a route stands only where source and address differ by words."""
    one = given("docfx.json", DOCFX)
    assert (one.dialect, one.fault) == ("docfx", "")
    assert one.content == ("articles", "quays")
    assert one.routes == (("/guide/", "articles/"),)
    assert given("docfx.json", '{"basePath": "/harbour", "files": []}').routes == (("/harbour/", ""),)


def test_docfx_on_learn_has_no_known_address() -> None:
    """With a breadcrumb the site's address is configured elsewhere."""
    text = '{"build": {"content": [{"src": "a", "dest": "b"}], "globalMetadata": {"breadcrumb_path": "/x/toc.json"}}}'
    assert given("docfx.json", text).routes == ()


def test_openpublishing() -> None:
    """Docsets, dependent repositories and files of redirects; what lies above the root is nobody's."""
    text = """{"docsets_to_publish": [
        {"build_source_folder": "gates", "redirection_files": ["moved/.openpublishing.redirection.gates.json"]},
        {"build_source_folder": "."}, {"build_source_folder": "../other"}],
      "dependent_repositories": [{"path_to_root": "_themes"}, {"path_to_root": "samples/cranes"}, {"url": "x"}],
      "redirection_files": [".openpublishing.redirection.json"]}"""
    one = given(".openpublishing.publish.config.json", text)
    assert one.content == ("gates", "")
    assert one.outside == ("_themes", "samples/cranes")
    assert one.redirect_files == (
        ".openpublishing.redirection.json",
        "moved/.openpublishing.redirection.gates.json",
    )


MKDOCS = """
site_name: Harbour
site_url: https://harbour.example/port/
docs_dir: guide
theme: {name: material, logo: !ENV [LOGO, gate.svg], key: !ENV SECRET}
markdown_extensions:
  - admonition
  - toc:
      permalink: true
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji ''}
  - pymdownx.snippets: {base_path: !relative $config_dir}
plugins:
  - search
  - redirects:
      redirect_maps: {old.md: new.md, 'quay/old.md#crane': 'https://harbour.example/crane'}
"""


def test_mkdocs() -> None:
    """Tags of Python and of MkDocs are read past."""
    one = given("mkdocs.yml", MKDOCS)
    assert (one.dialect, one.content, one.routes, one.fault) == (
        "python-markdown",
        ("guide",),
        (("/port/", "guide/"),),
        "",
    )
    assert (one.unicode, one.cased, one.slugify) == (True, False, "")
    assert one.redirects == {"old.md": "new.md", "quay/old.md#crane": "https://harbour.example/crane"}


@pytest.mark.parametrize(
    ("slugify", "expected"),
    [
        ("!!python/name:pymdownx.slugs.uslugify", (True, False, "")),
        ("!!python/name:pymdownx.slugs.uslugify_cased", (True, True, "")),
        ("!!python/object/apply:pymdownx.slugs.slugify {}", (True, True, "")),
        ("!!python/name:markdown.extensions.toc.slugify_unicode", (True, False, "")),
        ("!!python/name:markdown.extensions.toc.slugify", (False, False, "")),
        ("!!python/name:port.slugs.ours", (False, False, "port.slugs.ours")),
    ],
)
def test_slugs_of_mkdocs(slugify: str, expected: tuple[bool, bool, str]) -> None:
    """Functions we know by name, and one we do not."""
    one = given("mkdocs.yml", f"markdown_extensions:\n  toc:\n    separator: _\n    slugify: {slugify}\n")
    assert (one.unicode, one.cased, one.slugify) == expected
    assert one.separator == "_"


def test_mkdocs_in_languages() -> None:
    """The default language is at the top; the others are below their codes, in folders or by suffix."""
    languages = "[{locale: en, default: true}, {locale: fr}]"
    text = f"plugins: [i18n: {{docs_structure: folder, languages: {languages}}}]"
    assert given("mkdocs.yml", text).routes == (("/fr/", "docs/fr/"), ("/", "docs/en/"))
    text = "plugins: {i18n: {default_language: en, languages: {en: English, fr: French}}}"
    assert given("mkdocs.yml", text).routes == (("/fr/", "docs/"), ("/", "docs/"))


def test_mkdocs_inherits() -> None:
    """What a translation's file does not say, the one it inherits from does."""
    own = "INHERIT: ../en/mkdocs.yml\nsite_url: https://harbour.example/fr/\n"
    assert given("mkdocs.yml", own).inherits == "../en/mkdocs.yml"
    one = given("mkdocs.yml", own, MKDOCS)
    assert (one.content, one.routes, one.unicode) == (("guide",), (("/fr/", "guide/"),), True)


def test_zensical() -> None:
    """The same below `[project]`, in TOML."""
    text = """[project]
docs_dir = "guide"
[project.markdown_extensions.toc.slugify]
object = "pymdownx.slugs.slugify"
kwds = { case = "lower" }
[project.plugins.redirects.redirect_maps]
"old.md" = "new.md"
"""
    one = given("zensical.toml", text)
    assert (one.content, one.unicode, one.cased, one.redirects) == (("guide",), True, False, {"old.md": "new.md"})


DOCUSAURUS = r"""
// baseUrl: '/none/'
import type {Config} from '@docusaurus/types';
const moved = [{from: ['/a', "/b"], to: '/c'}]
const config: Config = {
  title: 'It\'s a harbour', baseUrl: '/port/', /* presets: [] */
  i18n: {defaultLocale: 'en', locales: ['en', 'fr']},
  presets: [['classic', {
    docs: {routeBasePath: '/', path: 'guide', editUrl: ({locale}) => { return `x/${locale}`; }},
    blog: false,
    pages: false,
  } satisfies Preset.Options]],
  plugins: [
    function plain() { return {name: 'tail', test: /['"{]/}; },
    ['@docusaurus/plugin-content-docs', {id: 'crew', path: 'crew', routeBasePath: 'crew'}],
    ['@docusaurus/plugin-client-redirects', {redirects: moved}],
    ['@docusaurus/plugin-client-redirects', {redirects: [{from: '/d/', to: '/e'}, ...more], fromExtensions: ['html']}],
  ],
};
export default config;
"""


def test_docusaurus() -> None:
    """Only literals are read, those named by a constant too."""
    one = given("docusaurus.config.ts", DOCUSAURUS)
    french = "i18n/fr/docusaurus-plugin-content-docs"
    assert one.fault == ""
    assert one.routes == (
        ("/fr/crew/", f"{french}-crew/current/"),
        ("/crew/", "crew/"),
        ("/fr/", f"{french}/current/"),
        ("/", "guide/"),
    )
    assert set(one.content) == {"guide", "crew", f"{french}/current", f"{french}-crew/current"}
    assert one.redirects == {"/a": "/c", "/b": "/c", "/d/": "/e"}


def test_docusaurus_of_defaults() -> None:
    """What is not said is as Docusaurus has it, of an unfinished file too."""
    one = given("docusaurus.config.js", "module.exports = {\n  baseUrl: '/',\n  presets: [['classic', {}")
    assert one.routes == (("/blog/", "blog/"), ("/docs/", "docs/"), ("/", "src/pages/"))
    assert one.fault == "Line 3: '[' is never closed"


def test_versions_of_docusaurus() -> None:
    """Each below its path; what is in parentheses, or has a type, is as if it were not."""
    text = """const config = {
      baseUrl: home, i18n: {locales: ['en', 'fr']},
      presets: [['classic', /** @type {Options} */ ({
        docs: {lastVersion: 'current', versions: {current: {label: '4'}, 3: {path: 'v3'}, 2.0: {}, '1.0': {}}},
        blog: false, pages: false,
      })]],
    };"""
    one = given("docusaurus.config.js", text)
    french = "i18n/fr/docusaurus-plugin-content-docs"
    assert dict(one.routes) == {
        "/docs/": "docs/",
        "/fr/docs/": f"{french}/current/",
        "/docs/v3/": "versioned_docs/version-3/",
        "/fr/docs/v3/": f"{french}/version-3/",
        "/docs/1.0/": "versioned_docs/version-1.0/",
        "/fr/docs/1.0/": f"{french}/version-1.0/",
    }


def test_hugo() -> None:
    """Keys are in whatever case; the default language is at the top."""
    text = """baseURL = "https://harbour.example/port/"
defaultContentLanguage = "en"
[languages.en]
contentDir = "content/en"
[languages.fr]
contentdir = "content/fr"
"""
    one = given("hugo.toml", text)
    assert one.routes == (("/port/fr/", "content/fr/"), ("/port/", "content/en/"))
    below = given("hugo.toml", f"defaultContentLanguageInSubdir = true\n{text}")
    assert ("/port/en/", "content/en/") in below.routes
    assert given("hugo.yaml", "title: Harbour").content == ("content",)


def test_config_of_something_else() -> None:
    """A name that many programs use is Hugo's or Jekyll's only with their keys."""
    assert given("config.toml", "baseURL = 'https://harbour.example'").dialect == "hugo"
    assert read("config.toml", b"base_url = 'https://harbour.example'") is None
    assert read("_config.yml", b"title: Harbour\nsource_dir: source\n") is None
    assert read("crane.toml", b"") is None


def test_mdbook() -> None:
    """A redirect may be for a fragment."""
    text = """[book]
src = "guide"
[output.html]
site-url = "/port/"
[output.html.redirect]
"/old.html" = "new.html"
"/old.html#crane" = "cranes.html#big"
"""
    one = given("book.toml", text)
    assert (one.content, one.routes) == (("guide",), (("/port/", "guide/"),))
    found = sent("book.toml", text)
    assert found.target("old.md", (("/port/", ""),)) == "new.html"
    assert found.target("/port/old.html#crane") == "cranes.html#big"
    assert found.target("/port/old.html#gate") == "new.html"


def test_jekyll() -> None:
    """Jekyll makes GitHub's slugs unless its kramdown reads its own Markdown."""
    one = given("_config.yml", "baseurl: /port\ncollections:\n  gates: {output: true}\n")
    assert (one.dialect, one.content) == ("jekyll", ("", "_gates"))
    assert one.routes == (("/port/gates/", "_gates/"), ("/port/", ""))
    assert given("_config.yml", "kramdown:\n  input: Kramdown\n").dialect == "kramdown"


def test_redirects_of_docfx() -> None:
    """Sources, in whatever case; the first rule for one counts."""
    found = sent(
        ".openpublishing.redirection.json",
        """{"redirections": [
        {"source_path": "gates/old.md", "redirect_url": "/port/gates", "redirect_document_id": false},
        {"source_path_from_root": "/Quays/old.md", "redirect_url": "https://harbour.example/quays"},
        {"source_path": "gates/old.md", "redirect_url": "/port/later"}, {"redirect_url": "/x"}, 7]}""",
    )
    assert found.by == "path"
    assert found.target("gates/old.md") == found.target("GATES/old.md#x") == "/port/gates"
    assert found.target("quays/old.md") == "https://harbour.example/quays"
    assert found.target("quays/new.md") is None
    assert sent("redirections.yml", "redirections: {a.md: /b}").target("a.md") == "/b"
    assert redirects.is_redirects(".openpublishing.redirection.gates.json")
    assert not redirects.is_redirects(".openpublishing.redirection..")


RULES = """# moved
/old          /new 301!   # a remark
/gates/*      /doors/:splat
/crew/:name/:year  /people/:year/:name  302
/gone/*       /404.html   404
/only         /fr/only    302  Language=fr
/*            /index.html 200
no rule
/half
"""


def test_rules_of_a_host() -> None:
    """Exact paths, splats and placeholders; what is for some readers, or for all paths, says nothing."""
    found = sent("_redirects", RULES)
    assert found.by == "url"
    assert found.target("/old") == found.target("/old/") == found.target("/old/index.html") == "/new"
    assert found.target("/gates/north/1") == "/doors/north/1"
    assert found.target("/gates") == "/doors/"
    assert found.target("/crew/ada/1843") == "/people/1843/ada"
    for path in ("/crew/ada", "/crew/ada/1843/x", "/gone/x", "/only", "/elsewhere", "/half", ""):
        assert found.target(path) is None, path


def test_configured_rules_of_hosts() -> None:
    """netlify.toml and vercel.json say the same with other words."""
    netlify = (
        '[[redirects]]\nfrom = "/old/*"\nto = "/new/:splat"\nstatus = 301\n[[redirects]]\nfrom = "/a"\nto = "/b"\n'
    )
    assert sent("netlify.toml", netlify).target("/old/x") == "/new/x"
    assert sent("netlify.toml", netlify).target("/a/") == "/b"
    vercel = """{"redirects": [{"source": "/old/:path*", "destination": "/new/:path*", "permanent": true},
        {"source": "/x/(.*)", "destination": "/y"}, {"source": "/z", "destination": "/y", "has": [{"key": "x"}]}]}"""
    assert sent("vercel.json", vercel).target("/old/a/b") == "/new/a/b"
    assert sent("vercel.json", vercel).target("/x/a") is None
    assert sent("vercel.json", vercel).target("/z") is None


def test_redirects_of_generators() -> None:
    """MkDocs names sources below its folder; a source of Docusaurus is found by its route."""
    assert sent("mkdocs.yml", MKDOCS).target("guide/old.md") == "new.md"
    assert sent("mkdocs.yml", MKDOCS).target("guide/quay/old.md#crane") == "https://harbour.example/crane"
    routes = given("docusaurus.config.ts", DOCUSAURUS).routes
    assert sent("docusaurus.config.ts", DOCUSAURUS).target("guide/a.md", routes) == "/c"
    assert sent("docusaurus.config.ts", DOCUSAURUS).target("guide/d/index.mdx", routes) == "/e"
    assert sent("hugo.toml", "").target("a.md") is None


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ("aliases: /old", ("/old",)),
        ("aliases: [/old, '/older']", ("/old", "/older")),
        ("aliases:\n  [\n    /old,\n  /older ]", ("/old", "/older")),
        ("redirect_from:\n- /old\n- /older # once", ("/old", "/older")),
        ("redirect_from:\n    - /old\n    - {a: b}\n    - /older", ("/old", "/older")),
        ("aliases: []\ntitle: Gate", ()),
        ("title: Gate", ()),
    ],
)
def test_redirects_of_an_article(matter: str, expected: tuple[str, ...]) -> None:
    """One path or a list of them, in each of YAML's forms."""
    assert redirects.of_article(article(f"---\n{matter}\n---\n# Gate\n")) == expected


def test_an_article_that_is_a_redirect() -> None:
    """What docfx and Jekyll send on."""


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("docfx.json", '{"build": {"content": [{"src": "articles"}],\n"x": [', "Line 2: '[' is never closed"),
        ("docfx.json", '{"build": {"content": [{"src": "articles"}]}}]', "Line 1: ']' closes nothing"),
        ("mkdocs.yml", "docs_dir: articles\nnav: [\n  a: }\n", "Line 3: did not find expected node content"),
        ("mkdocs.yml", "docs_dir: articles\nsite_name: \x00", "Line 1: not YAML"),
        ("book.toml", '[book]\nsrc = "articles"\n[output\n', "Line 3: not TOML"),
        (
            "docusaurus.config.js",
            "x = {presets: [['c', {docs: {path: 'articles'}, blog: false}]",
            "Line 1: '[' is never closed",
        ),
    ],
)
def test_a_broken_file_gives_what_could_be_read(name: str, text: str, fault: str) -> None:
    """And says on which line it breaks."""
    one = given(name, text)
    assert one.fault == fault
    assert one.content[0] == "articles" or "\0" in text


def test_bytes_that_are_no_text() -> None:
    """UTF-16, Latin-1 and nothing at all."""
    assert read("mkdocs.yml", "site_name: Café\ndocs_dir: guide\n".encode("latin-1")).fault  # type: ignore[union-attr]
    for name in (*MARKERS, *redirects.FILES):
        for data in (
            b"",
            b"\xff\xfe{\0",
            b"\0",
            b"null",
            b"[]",
            b"7",
            b'"a"',
            b"\xed\xa0\x80",
            b'{"redirects": {"a": []}}',
        ):
            read(name, data)
            assert redirects.read(name, data).target("a.md", (("/", ""),)) is None


def test_an_alias_bomb_stays_small() -> None:
    """Nine of nine of nine and so on share one value; a value that holds itself is none."""
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert given("mkdocs.yml", f"{bomb}plugins: *a29\nmarkdown_extensions: *a29\ndocs_dir: guide\n").content == (
        "guide",
    )
    assert given("mkdocs.yml", "plugins: &a [*a]\nextra: &b {b: *b}\ndocs_dir: guide\n").content == ("guide",)


def test_what_is_too_deep_is_told() -> None:
    """Nesting ends the reading; what stood before it counts."""
    for name in ("docfx.json", "mkdocs.yml", "docusaurus.config.js", "book.toml"):
        for opening in ("{", "[", '{"a":', "- "):
            assert given(name, opening * 100_000).fault
            assert given(name, opening * (5_000_000 // len(opening))).fault


def test_numbers_and_names_are_no_literals() -> None:
    """A concatenation, a call, a template with holes and a ternary have no value."""
    found, fault = script.read(
        "x = {a: 'p' + 'q', b: f('r', {c: 's'}), d: `t${u}`, e: `v`, g: y ? 'w' : 'z', h: !0, 'i': 1}"
    )
    assert fault == ""
    assert found[0] == {"a": None, "b": None, "d": None, "e": "v", "g": None, "h": None, "i": None}
    assert found[1] == {"c": "s"}


SHAPES: list[tuple[str, Callable[[int], str]]] = [
    ("docfx.json", lambda n: "[" + '"\\' * n),
    ("docusaurus.config.js", lambda n: "x = " + "{a: 'b'}, " * n),
    ("docusaurus.config.js", lambda n: "= /[" * n),
    ("docusaurus.config.js", lambda n: "'\\" * n),
    ("docusaurus.config.js", lambda n: "const a = " * n),
    ("mkdocs.yml", lambda n: "- &a [*a]\n" * n),
    ("book.toml", lambda n: "a." * n),
    ("book.toml", lambda n: '"' * n),
    ("_redirects", lambda n: "".join(f"/a/{i}/* /b\n/a/:b/{i} /c\n" for i in range(n))),
    ("_redirects", lambda n: "/a " + " " * n + "\n/" + ":a" * n),
]


@pytest.mark.parametrize(("name", "shape"), SHAPES, ids=[f"{name}-{shape(3)[:12]!r}" for name, shape in SHAPES])
def test_time_grows_with_size(name: str, shape: Callable[[int], str]) -> None:
    """Four times the size takes about four times as long, to read and to ask."""

    def seconds(size: int) -> float:
        data = shape(size).encode()
        start = process_time()
        found = redirects.read(name, data)
        for place in range(size // 10):
            assert found.target(f"/z/{place}") is None
        return process_time() - start

    seconds(10)
    assert seconds(80_000) < 8 * seconds(20_000) + SLACK
