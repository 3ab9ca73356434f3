"""Layouts: one test a row of the table of folder conventions, and what must not be taken for one."""

from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from doclint.config import Config
from doclint.model import Link, Span
from doclint.project import patterns
from doclint.project.docset import Docset
from doclint.project.layouts import Layout
from doclint.project.pairing import Project, project
from doclint.project.patterns import Pattern, fault
from doclint.project.scripts import of_text
from doclint.project.tags import in_path
from doclint.read import article
from doclint.rule import rules
from doclint.run import articles, check
from doclint.tree import MemoryTree

SOURCE = "# Harbor\n\nOpen the gate.\n"
TARGET = "# Port\n\nOuvrez le portail.\n"

ROWS = {
    "Open Publishing": ("azure-docs/articles/a.md", "azure-docs.fr-fr/articles/a.md", "fr-FR"),
    "Open Publishing, private": ("azure-docs/articles/a.md", "azure-docs-pr.fr-fr/articles/a.md", "fr-FR"),
    "Open Publishing, case": ("Console-Docs/a.md", "console-docs.fr-FR/a.md", "fr-FR"),
    "Open Publishing, fallback": ("docs.fr-fr/_repo.en-us/articles/a.md", "docs.fr-fr/articles/a.md", "fr-FR"),
    "Open Publishing, branches": ("live/docs.en-us/a.md", "live-sxs/docs.fr-fr/a.md", "fr-FR"),
    "underscore": ("README.md", "README_fr.md", "fr"),
    "Hugo folders": ("content/en/docs/a.md", "content/fr/docs/a.md", "fr"),
    "Hugo folders, region": ("content/en/docs/a.md", "content/zh-cn/docs/a.md", "zh-CN"),
    "Hugo suffix": ("content/post/a.md", "content/post/a.fr.md", "fr"),
    "Hugo suffix, section": ("content/post/_index.md", "content/post/_index.fr.md", "fr"),
    "Hugo suffix, both": ("content/post/a.en.md", "content/post/a.fr.md", "fr"),
    "MkDocs trees": ("docs/en/docs/tutorial/a.md", "docs/fr/docs/tutorial/a.md", "fr"),
    "MkDocs trees, script": ("docs/en/docs/a.md", "docs/zh-hant/docs/a.md", "zh-Hant"),
    "mkdocs-static-i18n suffix": ("docs/index.md", "docs/index.fr.md", "fr"),
    "mkdocs-static-i18n folder": ("docs/en/index.md", "docs/fr/index.md", "fr"),
    "Docusaurus": ("docs/a.md", "i18n/fr/docusaurus-plugin-content-docs/current/a.md", "fr"),
    "Docusaurus version": (
        "versioned_docs/version-2.0/a.md",
        "i18n/fr/docusaurus-plugin-content-docs/version-2.0/a.md",
        "fr",
    ),
    "Docusaurus instance": ("community/a.md", "i18n/fr/docusaurus-plugin-content-docs-community/current/a.md", "fr"),
    "Docusaurus instance version": (
        "sdk_versioned_docs/version-1/a.md",
        "i18n/pt-BR/docusaurus-plugin-content-docs-sdk/version-1/a.md",
        "pt-BR",
    ),
    "Docusaurus blog": ("blog/a.md", "i18n/fr/docusaurus-plugin-content-blog/a.md", "fr"),
    "Docusaurus second blog": ("news/a.md", "i18n/fr/docusaurus-plugin-content-blog-news/a.md", "fr"),
    "Docusaurus pages": ("src/pages/a.mdx", "i18n/fr/docusaurus-plugin-content-pages/a.mdx", "fr"),
    "Docusaurus in a folder": (
        "website/docs/a.md",
        "website/i18n/fr/docusaurus-plugin-content-docs/current/a.md",
        "fr",
    ),
    "Starlight root locale": ("src/content/docs/guides/a.mdx", "src/content/docs/fr/guides/a.mdx", "fr"),
    "Starlight folders": ("src/content/docs/en/a.mdx", "src/content/docs/fr/a.mdx", "fr"),
    "Nextra": ("pages/a.en.mdx", "pages/a.fr.mdx", "fr"),
    "VitePress root locale": ("guide/a.md", "fr/guide/a.md", "fr"),
    "Vue forks": ("docs/src/guide/a.md", "docs-fr/src/guide/a.md", "fr"),
    "Vue forks, region": ("docs/src/guide/a.md", "docs-zh-cn/src/guide/a.md", "zh-CN"),
    "react.dev forks": ("react.dev/src/content/a.md", "fr.react.dev/src/content/a.md", "fr"),
    "react.dev forks, script": ("react.dev/src/content/a.md", "zh-hans.react.dev/src/content/a.md", "zh-Hans"),
    "MDN": ("files/en-us/web/a/index.md", "files/fr/web/a/index.md", "fr"),
    "MDN repositories": ("content/files/en-us/web/a/index.md", "translated-content/files/fr/web/a/index.md", "fr"),
    "GitHub Docs": ("content/a.md", "translations/fr-FR/content/a.md", "fr-FR"),
    "GitHub Docs data": ("data/reusables/a.md", "translations/fr-FR/data/reusables/a.md", "fr-FR"),
    "osu! wiki": ("wiki/Article/en.md", "wiki/Article/fr.md", "fr"),
    "GitLab": ("doc/a.md", "doc-locale/ja-jp/a.md", "ja-JP"),
    "paired siblings": ("README.md", "README.zh-CN.md", "zh-CN"),
    "paired siblings, country": ("guide.md", "guide.cn.md", "zh-CN"),
    "paired siblings, both regions": ("index.en-US.md", "index.zh-CN.md", "zh-CN"),
}


def made(files: Mapping[str, str], *wanted: Pattern, source_locale: str = "en") -> Project:
    """The project of these files."""
    read = [article(text.encode(), path) for path, text in files.items()]
    return project(read, source_locale, {}, MemoryTree({}), wanted)


def paired(found: Project) -> dict[str, str]:
    """Source path by target path."""
    return {pair.target.article.path: pair.source.article.path for pair in found.pairs()}


@pytest.mark.parametrize("row", ROWS)
def test_row(row: str) -> None:
    """The translation is paired with its source, in its locale, without being told; a stranger beside it is not."""
    source, target, locale = ROWS[row]
    stranger = target.rpartition("/")[0] + "/stranger/b.md"
    found = made({source: SOURCE, target: TARGET, stranger: TARGET})
    locales = {edition.article.path: edition.locale for edition in found.editions}
    assert paired(found) == {target: source}
    assert locales[target] == locale
    assert locales[source].partition("-")[0] == "en"


@pytest.mark.parametrize("row", [row for row in ROWS if not ROWS[row][1].rpartition("/")[2].count(".") > 1])
def test_links_fall_back_to_the_source(row: str) -> None:
    """What is not translated is shown in the source language; what is nowhere is missing, in every layout."""
    source, target, _ = ROWS[row]
    folder, slash, name = source.rpartition("/")
    untranslated = f"b{PurePosixPath(name).suffix}"
    text = f"{TARGET}\n[un]({untranslated}) [deux](nowhere.md)\n"
    files = {source: SOURCE, f"{folder}{slash}{untranslated}": SOURCE, target: text}
    assert missing(files, target, untranslated, "nowhere.md") == [False, True]


def missing(files: Mapping[str, str], path: str, *destinations: str) -> list[bool]:
    """Which links of the article at `path` lead nowhere, where the root of the site is known."""
    members = made(files)
    docset = Docset(MemoryTree({name: text.encode() for name, text in files.items()}), members, ".")
    edition = next(one for one in members.editions if one.article.path == path)
    return [docset.resolve(edition, Link("link", name, Span(0, 0), 0)).missing for name in destinations]


def test_links_name_the_article_in_any_language() -> None:
    """With suffixes the site makes b.fr.md or b.en.md of b.md; an orphan's links fall back as well."""
    files = dict.fromkeys(("docs/a.en.md", "docs/a.fr.md", "docs/b.en.md", "docs/c.fr.md", "docs/d.de.md"), SOURCE)
    assert missing(files, "docs/a.fr.md", "b.md", "c.md", "d.md") == [False, False, True]
    assert missing(files, "docs/c.fr.md", "b.md") == [False]
    assert missing(files, "docs/a.en.md", "c.md") == [True]


def test_a_translation_key_pairs_what_paths_do_not() -> None:
    """As Hugo does."""
    key = "---\ntranslationKey: about\n---\n"
    files = {"content/about.md": key + SOURCE, "content/a-propos.fr.md": key + TARGET, "content/b.fr.md": TARGET}
    assert paired(made({**files, "content/b.md": SOURCE})) == {
        "content/a-propos.fr.md": "content/about.md",
        "content/b.fr.md": "content/b.md",
    }


@pytest.mark.parametrize(
    "paths",
    [
        ["commands/id.md", "commands/tr.md", "commands/ls.md"],
        ["guide/is/a.md", "guide/faq/a.md"],
        ["guide/no/index.md", "guide/index.md"],
        ["to-do/a.md", "az-204/a.md", "b.md"],
        ["snippets/a.cs.md", "snippets/a.ts.md"],
        ["how-to/a.md", "how/b.md"],
        ["node.js/a.md", "vue.js/a.md"],
        ["guide/fr/a.md"],
        ["a.fr.md"],
        ["v1.2.md", "no.md"],
    ],
)
def test_what_is_no_locale(paths: list[str]) -> None:
    """A short name is a locale only where something says so."""
    layout = Layout(paths)
    assert {layout.of_path(path).locale for path in paths} == {""}
    assert len({layout.of_path(path).key for path in paths}) == len(paths)


@pytest.mark.parametrize(
    ("tag", "locale"),
    [("fr", "fr"), ("pt-br", "pt-BR"), ("jp", "ja-JP"), ("no-NO", "no-NO"), ("es-419", "es-419"), ("zh_TW", "zh-TW")]
    + [(tag, "") for tag in ("to-do", "az-204", "my-db", "am-pm", "docs", "xx")],
)
def test_tags_in_paths(tag: str, locale: str) -> None:
    """A region counts where the language is at home; well-known country codes stand for languages."""
    assert in_path(tag) == locale


def test_files_spelt_alike() -> None:
    """Case that varies does not part a translation from its source; two files that differ by case stay two."""
    apart = {"docs/en/Key.md": SOURCE, "docs/en/key.md": SOURCE, "docs/fr/Key.md": TARGET, "docs/fr/key.md": TARGET}
    assert paired(made(apart)) == {"docs/fr/Key.md": "docs/en/Key.md", "docs/fr/key.md": "docs/en/key.md"}
    assert paired(made({"docs/en/Key.md": SOURCE, "docs/fr/key.md": TARGET})) == {"docs/fr/key.md": "docs/en/Key.md"}


def test_another_source_locale() -> None:
    """The root is in the source locale, whichever that is."""
    assert paired(made({"docs/a.md": TARGET, "docs/en/a.md": SOURCE}, source_locale="fr")) == {
        "docs/en/a.md": "docs/a.md"
    }


VERSIONS = {
    "docs/a.md": "4 TB",
    "versioned_docs/version-2.0/a.md": "1 TB",
    "versioned_docs/version-3.0/a.md": "2 TB",
    "i18n/fr/docusaurus-plugin-content-docs/version-2.0/a.md": "1 To",
    "i18n/fr/docusaurus-plugin-content-docs/version-3.0/a.md": "2 To",
}


def test_versions_pair_with_versions_and_may_differ() -> None:
    """2.0 is compared with 2.0; that another version has another limit is no contradiction, whatever the slug says."""
    english = "---\nslug: disks\n---\n# Disks\n\nHarbor supports disks of up to {}.\n"
    french = "---\nslug: disks\n---\n# Disques\n\nHarbor prend en charge des disques jusqu'à {}.\n"
    files = {path: (french if "i18n" in path else english).format(size) for path, size in VERSIONS.items()}
    found = made(files)
    assert all(
        target.rpartition("version-")[2] == source.rpartition("version-")[2] for target, source in paired(found).items()
    )
    assert len(paired(found)) == 2
    assert len({edition.group for edition in found.editions}) == 3
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    assert not check(tree, files, rules(), Config()).findings
    files["i18n/fr/docusaurus-plugin-content-docs/version-2.0/a.md"] = french.format("3 To")
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    assert {one.path for one in check(tree, files, rules(), Config()).findings} & {
        "i18n/fr/docusaurus-plugin-content-docs/version-2.0/a.md"
    }


def test_copied_ids_do_not_undo_paths() -> None:
    """An article copied with its id is still another article; its translation is paired with it."""
    text = "---\nms.assetid: 4b02ffa4\n---\n"
    files = {f"docs/{locale}/{name}.md": f"{text}# {name}\n" for locale in ("en", "fr") for name in "ab"}
    assert paired(made(files)) == {"docs/fr/a.md": "docs/en/a.md", "docs/fr/b.md": "docs/en/b.md"}


@pytest.mark.parametrize(
    ("given", "files"),
    [
        (Pattern("lang_{locale}/{path}", "text/{path}"), ["text/a.md", "lang_fr/a.md"]),
        (Pattern("{path}__{locale}.md", "{path}.md"), ["text/a.md", "text/a__fr.md"]),
        (Pattern("l10n/{locale}/{product}/{path}", "{product}/en/{path}"), ["x/en/a.md", "l10n/fr/x/a.md"]),
        (Pattern("{path}-{locale}.md", "{path}-en.md"), ["text/a-en.md", "text/a-fr.md"]),
    ],
)
def test_patterns_of_ones_own(given: Pattern, files: list[str]) -> None:
    """Come before the known ones."""
    source, target = files
    assert given.name == "doclint.toml"
    assert paired(made({source: SOURCE, target: TARGET}, given)) == {target: source}


@pytest.mark.parametrize(
    ("target", "source", "says"),
    [
        ("fr/{path}", "{path}", "needs {locale} and {path}"),
        ("{locale}/x", "{path}", "needs {locale} and {path}"),
        ("{locale}/{path}", "en", "needs {path}"),
        ("{locale}/{path}", "{locale}/{path}", "needs {path}"),
        ("{locale}/{path}", "{version}/{path}", "needs {path}"),
        ("{locale}/{path}", "x{path}", "must end with"),
        ("{locale}/{/{path}", "{path}", "brace"),
    ],
)
def test_patterns_that_cannot_work(target: str, source: str, says: str) -> None:
    """Are refused with the reason."""
    assert says in fault(Pattern(target, source))


def test_the_known_patterns_can_work() -> None:
    """All of them."""
    assert not [fault(one) for one in patterns.KNOWN if fault(one)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "港の門を開けてから、箱を船に積んでください。門が閉まっている場合は係員に連絡します。"),
        ("zh", "请先打开港口的大门，然后把箱子装到船上。如果大门已经关闭，请联系港口的工作人员处理。"),
        ("zh-Hant", "請先打開港口的大門，然後把箱子裝到船上。如果大門已經關閉，請聯絡港口的工作人員處理。"),
        ("ko", "항구의 문을 연 다음 상자를 배에 실으십시오. 문이 닫혀 있으면 담당자에게 연락하십시오."),
        ("ru", "Откройте ворота порта, а затем погрузите ящики. Если ворота закрыты, обратитесь к дежурному."),
        ("uk", "Відкрийте ворота порту, а потім завантажте ящики. Якщо їх зачинено, зверніться до чергового."),
        ("el", "Ανοίξτε την πύλη του λιμανιού και φορτώστε τα κιβώτια στο πλοίο."),
        ("he", "פתחו את שער הנמל ולאחר מכן העמיסו את הארגזים על הספינה."),
        ("th", "เปิดประตูท่าเรือ แล้วขนลังขึ้นเรือ หากประตูปิดให้ติดต่อเจ้าหน้าที่"),
        ("hi", "बंदरगाह का द्वार खोलें और फिर पेटियों को जहाज़ पर चढ़ाएँ।"),
        ("", "Откройте"),
        ("", "Open the gate of the harbor (港) and load the crates, then close the gate of the harbor again."),
        ("", "Open the gate of the harbor."),
        ("", ""),
    ],
)
def test_scripts(language: str, text: str) -> None:
    """Tell the language where there is enough of them, and nothing otherwise."""
    assert of_text(text) == language


def test_a_foreign_text_is_not_taken_for_the_source() -> None:
    """Even where no pack tells its language."""
    text = (
        "Opnaðu hlið hafnarinnar, settu kassana á skipið og lokaðu því þegar þeir eru allir komnir um borð í skipið. "
        * 5
    )
    [edition] = made({"a.md": text}).editions
    assert edition.locale == "und"


def test_an_unreadable_file_stops_nothing() -> None:
    """It is named, and the rest is read."""
    found, errors = articles(MemoryTree({"a.md": b"# A\n"}), ["a.md", "gone.md"])
    assert ([one.path for one in found], len(errors)) == (["a.md"], 1)
