"""Projects: locales, layouts, groups, pairs of articles, docsets, scopes and slugs."""

from collections.abc import Mapping

import pytest

from doclint.checks import dates
from doclint.model import Article, Link, Span
from doclint.project.docset import Docset, Target
from doclint.project.edition import Edition
from doclint.project.identity import groups
from doclint.project.layouts import Layout
from doclint.project.locales import of_article
from doclint.project.pairing import ArticlePair, Project, align_files, project
from doclint.project.scopes import Scopes
from doclint.project.tags import language, matches, normal
from doclint.read import article
from doclint.tree import MemoryTree

SOURCE = "# Harbor\n\nOpen the gate.\n"
TARGET = "# Port\n\nOuvrez le portail.\n"


def read(text: str, path: str = "harbor.md") -> Article:
    """The article with this text."""
    return article(text.encode(), path)


def made(files: Mapping[str, str], source_locale: str = "en", sources: Mapping[str, str] | None = None) -> Project:
    """The project of these files."""
    return project([read(text, path) for path, text in files.items()], source_locale, sources or {}, MemoryTree({}))


def twin(unit: str, target: str, source: str) -> str:
    """A bilingual unit."""
    return (
        f'<span data-ttu-id="{unit}">{target}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="{unit}">{source}</span></span>'
    )


def matter(body: str = "", **values: str) -> str:
    """An article with front matter; an underscore in a key stands for a full stop."""
    lines = "".join(f"{key.replace('_', '.')}: {value}\n" for key, value in values.items())
    return f"---\n{lines}---\n{body}"


# ---------------------------------------------------------------- locales


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", "fr"),
        ("FR_fr", "fr-FR"),
        ("pt-br", "pt-BR"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("zh_Hant", "zh-Hant"),
        ("es-419", "es-419"),
        ("fil", "fil"),
        (" de ", "de"),
        ("xx", ""),
        ("docs", ""),
        ("md", ""),
        ("fr-", ""),
        ("french", ""),
        ("", ""),
    ],
)
def test_locale_tags(tag: str, expected: str) -> None:
    """In the usual case; what is no language is none."""
    assert normal(tag) == expected


@pytest.mark.parametrize(
    ("locale", "wanted", "expected"),
    [
        ("fr-CA", "fr", True),
        ("fr-CA", "FR_ca", True),
        ("fr", "fr", True),
        ("fr", "fr-CA", False),
        ("fr-FR", "fr-CA", False),
        ("de", "fr", False),
        ("fil", "fi", False),
    ],
)
def test_a_locale_matches_its_language(locale: str, wanted: str, expected: bool) -> None:  # noqa: FBT001
    """But not another region, nor a longer language."""
    assert matches(locale, wanted) is expected


@pytest.mark.parametrize("key", ["ms.contentlocale", "contentlocale", "locale", "lang", "language"])
def test_front_matter_names_the_locale(key: str) -> None:
    """Against the path and the words; a value that is no locale says nothing."""
    place = Layout(["docs/fr/a.md"]).of_path("docs/fr/a.md")
    assert of_article(read(f"---\n{key}: de-at\n---\n", "docs/fr/a.md"), place, "en") == (
        "de-AT",
        f"front matter {key}",
    )
    assert of_article(read(f"---\n{key}: klingon\n---\n", "docs/fr/a.md"), place, "en") == ("fr", "path")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The harbor is open, and the crates that you have are moved with the crane."),
        ("de", "Der Hafen ist offen, und die Kisten werden mit dem Kran nicht bewegt, wenn es regnet."),
        ("es", "El puerto está abierto y las cajas que usted tiene se mueven con la grúa cuando no llueve."),
        ("fr", "Le port est ouvert et la grue est dans la cour avec les caisses que vous avez."),
    ],
)
def test_words_tell_the_locale(locale: str, text: str) -> None:
    """Where neither front matter nor path does."""
    assert of_article(read(text), Layout(["harbor.md"]).of_path("harbor.md"), "it") == (locale, "its text")


@pytest.mark.parametrize("text", ["", "# Harbor\n", "`de la` 1 2 3", "Harbor Quay Crane Bollard Buoy Winch"])
def test_an_article_that_tells_nothing_is_in_the_source_locale(text: str) -> None:
    """Whichever that is."""
    assert of_article(read(text), Layout(["harbor.md"]).of_path("harbor.md"), "it") == ("it", "the source locale")


INDEX = " ".join(f"[{letter}](/docs/one#{letter.lower()})" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
QUAYS = "Santa María del Mar, San José de la Cruz, Los Ángeles, Las Palmas, El Paso, Río de la Plata, "


@pytest.mark.parametrize(
    "text",
    [
        f"# Glossary\n\n{INDEX}\n\nSee also [terms](terms.md) ![x](img/none.png)\n",
        f"# A-Z\n\n{INDEX.lower()}\n",
        f"# Quays\n\n{QUAYS * 20}\n",
        "# La Grue\n\nThe sign says: la grue est dans la cour, mais les portes sont ouvertes. "
        + "The crane is in the yard, and the gates that you have seen are open to all of the ships. " * 2,
    ],
    ids=["glossary", "small letters", "names", "quotation"],
)
def test_letters_names_and_quotations_tell_no_locale(text: str) -> None:
    """They are no running text, or less of it than the rest of the article is."""
    assert of_article(read(text), Layout(["harbor.md"]).of_path("harbor.md"), "en") == ("en", "the source locale")


FRENCH = (
    "Le port est ouvert et la grue est dans la cour avec les caisses que vous avez. Pour ouvrir une porte sur le quai, "
    "il ne faut pas que les navires soient trop près, mais vous pouvez aussi le faire par le menu du bureau. "
)
GUIDES = (
    "The guide is there as 日本語の港の案内、日本語の門の案内、简体中文的港口指南、繁體中文的港口指南 "
    "and in English, French, German or Spanish."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INDEX, ("en", "the source locale")),
        ("Le port est ouvert et la grue est dans la cour avec les caisses.", ("en", "the source locale")),
        ("The word for harbor is 港. " + "請先打開港口的大門，然後把箱子裝到船上。" * 3, ("zh-Hant", "its text")),
        (GUIDES, ("en", "the source locale")),
        (FRENCH * 2, ("fr", "its text")),
    ],
    ids=["index", "a sentence", "script", "some script", "overwhelming"],
)
def test_the_source_side_is_in_the_source_locale(text: str, expected: tuple[str, str]) -> None:
    """Where translations lie elsewhere, only a text that is overwhelmingly in another language is not."""
    files = {
        "docs/index.md": text,
        "docs/one.md": SOURCE,
        "i18n/fr/docusaurus-plugin-content-docs/current/one.md": TARGET,
    }
    edition, *_ = made(files).editions
    assert edition.place.source
    assert (edition.locale, *edition.reasons) == expected


def test_no_dialect_of_the_source_locale_is_guessed() -> None:
    """The words of a language do not tell its regions."""
    assert of_article(read(FRENCH), Layout(["a.md"]).of_path("a.md"), "fr-CA") == ("fr-CA", "the source locale")


# ---------------------------------------------------------------- groups


def grouped(files: Mapping[str, str], sources: Mapping[str, str] | None = None) -> list[int]:
    """The group of each file."""
    articles = [read(text, path) for path, text in files.items()]
    places = [Layout(files).of_path(path) for path in files]
    languages = [language(of_article(one, place, "en")[0]) for one, place in zip(articles, places, strict=True)]
    return groups(articles, places, languages, sources or {})


def anchored(*names: str) -> str:
    """An article with these anchors."""
    return "".join(f'<a name="{name}"></a>\n## Part {name}\n\nText.\n\n' for name in names)


def test_groups_by_path() -> None:
    """Files at one place of a layout are one article; those in other folders are not."""
    files = dict.fromkeys(("docs/en/a.md", "docs/fr/a.md", "docs/fr/b.md", "docs/en/c/b.md", "docs/de/a.md"), "")
    assert grouped(files) == [0, 0, 2, 3, 0]


@pytest.mark.parametrize("key", ["ms_assetid", "uid", "translationKey"])
def test_groups_by_id(key: str) -> None:
    """Wherever the files lie; another key or an empty value is no id."""
    files = {
        "one.md": matter(**{key: "42"}),
        "zwei.md": matter(**{key: "42"}, lang="de"),
        "trois.md": matter(**{key: "43"}, lang="fr"),
        "cuatro.md": matter(id="42", lang="es"),
        "five.md": matter(**{key: '""'}),
        "sechs.md": matter(**{key: '""'}, lang="de"),
    }
    assert grouped(files) == [0, 0, 2, 3, 4, 5]


@pytest.mark.parametrize("key", ["ms_openlocfilehash", "slug"])
def test_groups_by_hints(key: str) -> None:
    """What the articles of one language do not share."""
    files = {"one.md": "", "zwei.md": matter(**{key: "42"}, lang="de"), "trois.md": matter(**{key: "42"}, lang="fr")}
    assert grouped(files) == [0, 1, 1]
    assert grouped({**files, "quatre.md": matter(**{key: "42"}, lang="fr")}) == [0, 1, 2, 3]


def test_an_id_that_two_of_one_language_share_may_be_a_copy() -> None:
    """Then they are one article only if they are alike."""
    title = '# <a name="open-the-harbor"></a>Harbor\n\n'
    files = {
        "old.md": matter(title + anchored("gate", "pier", "crane", "tide"), uid="7"),
        "new.md": matter(title + anchored("gate", "pier", "crane", "buoy"), uid="7"),
        "copy.md": matter(anchored("rope", "winch", "bollard", "chain"), uid="7"),
    }
    assert grouped(files) == [0, 0, 2]


def test_groups_join_path_and_id() -> None:
    """What is one article by either is one."""
    files = {
        "docs/en/a.md": matter(uid="7"),
        "docs/fr/a.md": "",
        "alt/a.md": matter(uid="7", lang="de"),
        "docs/fr/b.md": "",
    }
    assert grouped(files) == [0, 0, 0, 3]


def test_groups_by_anchors() -> None:
    """Outside every layout, where most of them are shared."""
    files = {
        "one.md": anchored("gate", "pier", "crane", "tide", "dock"),
        "two.md": matter(anchored("gate", "pier", "crane", "dock", "buoy"), lang="fr"),
        "three.md": anchored("rope", "winch", "bollard", "chain", "hook"),
        "four.md": matter(anchored("rope", "winch", "quay", "mast", "sail"), lang="fr"),
    }
    assert grouped(files) == [0, 0, 2, 3]


def test_anchors_of_every_article_group_none() -> None:
    """A template's headings are everywhere."""
    files = {f"{index}.md": anchored("see-also", "before", "after", f"own-{index}") for index in range(12)}
    assert grouped(files) == list(range(12))


def test_anchors_count_only_outside_layouts() -> None:
    """Where paths tell, they decide."""
    files = dict.fromkeys(("docs/en/a.md", "docs/fr/b.md"), anchored("gate", "pier", "crane"))
    assert grouped(files) == [0, 1]


def test_groups_as_the_user_says() -> None:
    """Source by translation, whatever the paths."""
    files = {"one.md": "", "zwei.md": "", "trois.md": "", "docs/en/a.md": "", "docs/fr/a.md": ""}
    assert grouped(files, {"zwei.md": "one.md", "trois.md": "docs/en/a.md"}) == [0, 0, 2, 2, 2]


# ---------------------------------------------------------------- pairs


def pairs(files: Mapping[str, str], source_locale: str = "en") -> list[tuple[str, str, str, bool]]:
    """Source path, target path, method, and whether the target is current."""
    return [
        (pair.source.article.path, pair.target.article.path, pair.method, pair.current)
        for pair in made(files, source_locale).pairs()
    ]


def test_translations_are_paired_with_the_source_language() -> None:
    """Regions of the source language are no translations; what has no source has no pair."""
    files = {
        "docs/fr/a.md": TARGET,
        "docs/en/a.md": SOURCE,
        "docs/en-GB/a.md": SOURCE,
        "docs/fr/b.md": TARGET,
        "docs/de-AT/a.md": "# Hafen\n",
    }
    assert pairs(files) == [
        ("docs/en/a.md", "docs/fr/a.md", "article", True),
        ("docs/en/a.md", "docs/de-AT/a.md", "article", True),
    ]


def test_another_source_locale() -> None:
    """Turns the pair round."""
    files = {"docs/fr/a.md": TARGET, "docs/en/a.md": SOURCE}
    assert pairs(files, "fr") == [("docs/fr/a.md", "docs/en/a.md", "article", True)]


def test_paired_units_are_segments_of_both_sides() -> None:
    """Those that stand alone are left out."""
    [pair] = made({"docs/en/a.md": SOURCE, "docs/fr/a.md": "# Port\n"}).pairs()
    assert [(unit.source.text, unit.target.text, unit.current) for unit in pair.units] == [("Harbor", "Port", True)]
    assert [(found.source, found.target) for found in pair.pairs] == [(0, 0), (1, None)]


def test_a_bilingual_article_is_its_own_source() -> None:
    """Unit by unit, even where a source article is there."""
    text = f"# {twin('a1', 'Port', 'Harbor')}\n\n{twin('a2', 'Ouvrez.', 'Open.')} {twin('a3', 'Bien.', 'Good.')}\n"
    [pair] = made({"docs/en/a.md": SOURCE, "docs/fr/a.md": text}).pairs()
    assert (pair.method, pair.current, pair.source.locale, pair.target.locale) == ("bilingual", True, "en", "fr")
    assert [(found.source, found.target, found.method) for found in pair.pairs] == [
        (place, place, "given") for place in range(3)
    ]
    assert [(unit.source.text, unit.target.text) for unit in pair.units] == [
        ("Harbor", "Port"),
        ("Open.", "Ouvrez."),
        ("Good.", "Bien."),
    ]


def test_a_sibling_lends_its_source_side() -> None:
    """Where both were made from the same revision; a source article comes first."""
    files = {
        "docs/fr/a.md": matter(f"# {twin('a1', 'Port', 'Harbor')}\n", ms_openlocfilehash="1f"),
        "docs/de/a.md": matter("# Hafen\n", ms_openlocfilehash="1f"),
        "docs/es/a.md": matter("# Puerto\n", ms_openlocfilehash="2e"),
        "docs/it/a.md": "# Porto\n",
    }
    assert pairs(files) == [
        ("docs/fr/a.md", "docs/fr/a.md", "bilingual", True),
        ("docs/fr/a.md", "docs/de/a.md", "sibling", True),
    ]
    [_, lent] = made(files).pairs()
    assert [(unit.source.text, unit.target.text) for unit in lent.units] == [("Harbor", "Hafen")]
    assert lent.source.locale == "en"
    methods = [(target, method) for _, target, method, _ in pairs({**files, "docs/en/a.md": SOURCE})]
    assert methods[1:] == [
        ("docs/de/a.md", "article"),
        ("docs/es/a.md", "article"),
        ("docs/it/a.md", "article"),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_recorded_hash_tells_whether_the_source_has_moved_on(line_end: str) -> None:
    """Whatever its line ends, and whatever the dates say."""
    source = matter(SOURCE, ms_date="05/06/2030")
    recorded = read(source).digest
    files = {
        "docs/en/a.md": source.replace("\n", line_end),
        "docs/fr/a.md": matter(TARGET, ms_openlocfilehash=recorded, ms_date="01/01/2020"),
        "docs/de/a.md": matter(TARGET, ms_openlocfilehash="1f", ms_date="01/01/2031"),
    }
    assert [(target, current) for _, target, _, current in pairs(files)] == [
        ("docs/fr/a.md", True),
        ("docs/de/a.md", False),
    ]


@pytest.mark.parametrize(
    ("source", "target", "current"),
    [
        ({"ms_date": "05/06/2024"}, {"ms_date": "05/05/2024"}, False),
        ({"ms_date": "05/06/2024"}, {"ms_date": "5/6/2024"}, True),
        ({"ms_date": "12/31/2023"}, {"ms_date": "01/01/2024"}, True),
        ({"ms_date": "01/02/2024"}, {"date": "2024-01-03T08:00:00Z"}, True),
        ({"date": "2024-02-01"}, {"ms_date": "01/31/2024"}, False),
        ({"date": "2024-02-01"}, {}, True),
        ({}, {"date": "2024-02-01"}, True),
    ],
)
def test_dates_tell_it_where_no_hash_does(source: dict[str, str], target: dict[str, str], current: bool) -> None:  # noqa: FBT001
    """In either order of day and month; without one of them nothing is told."""
    files = {"docs/en/a.md": matter(SOURCE, **source), "docs/fr/a.md": matter(TARGET, **target)}
    assert pairs(files) == [("docs/en/a.md", "docs/fr/a.md", "article", current)]


def test_editions_know_date_and_version() -> None:
    """And say so in evidence."""
    [edition] = made({"docs/fr/a.md": matter(TARGET, ms_date="7/9/2024", ms_sourcegitcommit="1f2e")}).editions
    assert (edition.date, edition.version, edition.locale, edition.reasons) == ("2024-07-09", "1f2e", "fr", ("path",))
    unit = edition.article.units[1]
    shown = edition.evidence("translation", unit.span)
    assert (shown.text, shown.line, shown.column, shown.date, shown.version) == (unit.text, 7, 1, "2024-07-09", "1f2e")


def test_sources_the_user_names() -> None:
    """Are in the source locale, and paired with the translation named beside them."""
    files = {
        "de/one.md": "# Harbor\n",
        "deux.md": "# Le port est ouvert et la grue est dans la cour avec les caisses que vous avez\n",
    }
    found = made(files, "en", {"deux.md": "de/one.md"})
    assert [(edition.locale, edition.group) for edition in found.editions] == [("en", 0), ("fr", 0)]
    assert [pair.target.article.path for pair in found.pairs()] == ["deux.md"]


def aligned(source: str, source_path: str, target: str, target_path: str) -> ArticlePair:
    """Two files aligned."""
    tree = MemoryTree({source_path: source.encode(), target_path: target.encode()})
    found = align_files(tree, source_path, target_path)
    assert found is not None
    return found


def test_two_files_aligned() -> None:
    """Whatever their names say; the locale of either is its own."""
    pair = aligned(SOURCE, "one.md", TARGET, "fr-fr/deux.md")
    assert (pair.method, pair.current, pair.source.locale, pair.target.locale) == ("given", True, "en", "fr-FR")
    assert [(found.source, found.target) for found in pair.pairs] == [(0, 0), (1, 1)]


def test_a_file_aligned_with_itself() -> None:
    """Gives the pairs it holds, or none."""
    text = f"{twin('a1', 'Ouvrez.', 'Open.')}\n"
    pair = aligned(text, "docs/fr/a.md", text, "docs/fr/a.md")
    assert (pair.method, pair.target.locale) == ("bilingual", "fr")
    assert [(unit.source.text, unit.target.text) for unit in pair.units] == [("Open.", "Ouvrez.")]
    assert align_files(MemoryTree({"a.md": SOURCE.encode()}), "a.md", "a.md") is None


# ---------------------------------------------------------------- docsets

SITE = {
    "docs/en/docfx.json": "{}",
    "docs/en/a.md": SOURCE,
    "docs/en/b.md": SOURCE,
    "docs/en/img/map one.png": "",
    "docs/fr/docfx.json": "{}",
    "docs/fr/a.md": TARGET,
    "docs/fr/deep/c.md": TARGET,
}


def docset(files: Mapping[str, str], root: str | None = None) -> tuple[Docset, dict[str, Edition]]:
    """The docset of these files, and its editions by path."""
    members = made({path: text for path, text in files.items() if path.endswith(".md")})
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    return Docset(tree, members, root), {edition.article.path: edition for edition in members.editions}


def leads(site: Docset, edition: Edition, destination: str) -> Target:
    """Where a link of `edition` with this destination leads."""
    return site.resolve(edition, Link("link", destination, Span(0, 0), 0))


@pytest.mark.parametrize(
    ("destination", "expected"),
    [
        ("b.md", "docs/en/b.md"),
        ("./b.md#gate", "docs/en/b.md"),
        ("b.md?view=x#gate", "docs/en/b.md"),
        ("../fr/a.md", "docs/fr/a.md"),
        ("img/map%20one.png", "docs/en/img/map one.png"),
        ("img\\map one.png", "docs/en/img/map one.png"),
        ("B.MD", "docs/en/b.md"),
        ("~/b.md", "docs/en/b.md"),
        ("/b.md", "docs/en/b.md"),
        ("/fr/a", "docs/fr/a.md"),
        ("b", "docs/en/b.md"),
        ("b.html", "docs/en/b.md"),
        ("", "docs/en/a.md"),
        ("#gate", "docs/en/a.md"),
        ("https://example.com/b.md", None),
        ("mailto:harbor@example.com", None),
        ("//example.com/b.md", None),
        ("{{ site }}/b.md", None),
        ("$(site)/b.md", None),
        ("../../../../etc/passwd", None),
    ],
)
def test_what_a_link_leads_to(destination: str, expected: str | None) -> None:
    """A path from the working directory, where the project or its site has it."""
    site, editions = docset(SITE)
    assert leads(site, editions["docs/en/a.md"], destination).paths == ((expected,) if expected else ())


@pytest.mark.parametrize(
    ("path", "destination", "missing"),
    [
        ("docs/en/a.md", "nowhere.md", True),
        ("docs/en/a.md", "img/nowhere.png", True),
        ("docs/en/a.md", "media/nowhere.png", False),
        ("docs/en/a.md", "media/nowhere.md", True),
        ("docs/en/a.md", "b.md", False),
        ("docs/en/a.md", "B.MD", False),
        ("docs/en/a.md", "img", False),
        ("docs/en/a.md", "img/map%20one.png", False),
        ("docs/en/a.md", "#gate", False),
        ("docs/en/a.md", "nowhere", False),
        ("docs/en/a.md", "nowhere.html", False),
        ("docs/en/a.md", "../nowhere.md", False),
        ("docs/en/a.md", "https://example.com/nowhere.md", False),
        ("docs/fr/a.md", "b.md", False),
        ("docs/fr/a.md", "img/map%20one.png", False),
        ("docs/fr/a.md", "nowhere.md", True),
        ("docs/fr/deep/c.md", "nowhere.md", True),
        ("docs/fr/deep/c.md", "../a.md", False),
    ],
)
def test_missing_files(path: str, destination: str, missing: bool) -> None:  # noqa: FBT001
    """Inside a known root, and for a translation beside its source too; pages as the site names them may be there."""
    site, editions = docset(SITE)
    assert leads(site, editions[path], destination).missing is missing


def test_without_a_root_nothing_is_missing() -> None:
    """No site generator's configuration above, and none given."""
    files = {path: text for path, text in SITE.items() if path.endswith(".md")}
    site, editions = docset(files)
    assert not leads(site, editions["docs/en/a.md"], "nowhere.md").missing


@pytest.mark.parametrize("marker", ["mkdocs.yml", "docs/mkdocs.yml", "docs/en/hugo.toml", "docusaurus.config.js"])
def test_markers_of_a_root(marker: str) -> None:
    """In the article's folder or above it."""
    site, editions = docset({"docs/en/a.md": SOURCE, marker: ""})
    assert leads(site, editions["docs/en/a.md"], "nowhere.md").missing


@pytest.mark.parametrize(
    ("root", "missing"),
    [(".", ["docs/en/a.md", "notes/x.md"]), ("docs", ["docs/en/a.md"]), ("docs/", ["docs/en/a.md"]), ("doc", [])],
)
def test_a_root_given(root: str, missing: list[str]) -> None:
    """Counts instead of markers, by whole folder names."""
    site, editions = docset({"docs/en/a.md": SOURCE, "notes/x.md": SOURCE}, root)
    assert [path for path, edition in editions.items() if leads(site, edition, "nowhere.md").missing] == missing


# ---------------------------------------------------------------- scopes

SCOPED = """\
Everyone.

:::moniker range=">=harbor-2"
Newer.

# [Sea](#tab/sea)

Sailors.

# [Land](#tab/land)

Dockers.

***

Newer again.
:::moniker-end

Everyone again.

> ::: zone pivot="crane"
> Crane.
> ::: zone-end

The end.
"""


def test_scopes() -> None:
    """Monikers, zones, tabs, and tabs within monikers; what two places share is one name."""
    one = read(SCOPED)
    scopes = Scopes(one)
    found = {name: scopes.at(one.text.index(name)) for name in ("Everyone.", "Newer.", "Sailors.", "Dockers.")}
    assert found["Everyone."] == scopes.at(one.text.index("Everyone again")) == scopes.at(len(one.text) - 1) == ""
    assert found["Newer."] == scopes.at(one.text.index("Newer again")) != ""
    assert len({*found.values(), scopes.at(one.text.index("Crane."))}) == 5
    assert found["Sailors."].endswith("sea")
    assert found["Dockers."].endswith("land")


def test_scopes_of_an_article_without_any() -> None:
    """Are empty everywhere."""
    scopes = Scopes(read(SOURCE))
    assert {scopes.at(offset) for offset in range(len(SOURCE))} == {""}


# ---------------------------------------------------------------- copied sentences


@pytest.mark.parametrize(
    ("source", "target", "copied"),
    [
        ("This page was written by a tool on 3 May.", "This page was written by a tool on 9 June.", True),
        ("The gate closes at 10.", "Le portail ferme à 12.", False),
        ("Harbor Tide Console 5", "Harbor Tide Console 6", False),
        ("500 GB", "50 GB", False),
    ],
)
def test_copied_sentences(source: str, target: str, copied: bool) -> None:  # noqa: FBT001
    """Are in the source's own words; names and figures alone are no words."""
    found = made({"docs/en/a.md": f"{source}\n", "docs/fr/a.md": f"{target}\n"})
    assert [unit.copied for pair in found.pairs() for unit in pair.units] == [copied]


def test_a_date_in_a_copied_sentence_is_uncertain() -> None:
    """The page was made from another version of the source: drift, no error."""
    files = {
        "docs/en/a.md": "This page was written by a tool on 3 May 2021.\n",
        "docs/fr/a.md": "This page was written by a tool on 9 May 2023.\n",
    }
    [pair] = made(files).pairs()
    found = [one for unit in pair.units for one in dates.check(unit, dates.Options())]
    assert {one.confidence for one in found} == {0.5}


@pytest.mark.parametrize(("folds", "respelt"), [(None, False), (True, False), (False, True)])
def test_case_as_configured(folds: bool | None, respelt: bool) -> None:  # noqa: FBT001
    """Paths are matched without case where docfx builds the site, unless the user says otherwise."""
    members = made({path: text for path, text in SITE.items() if path.endswith(".md")})
    tree = MemoryTree({path: text.encode() for path, text in SITE.items()})
    site = Docset(tree, members, None, folds=folds)
    [edition] = [one for one in members.editions if one.article.path == "docs/en/a.md"]
    assert leads(site, edition, "B.md").respelt
    assert site.site(edition).dialect.folds is not respelt
    assert (site.site(edition).dialect.name, site.site(edition).reason) == ("docfx", "configuration")


def test_a_broken_configuration_is_told() -> None:
    """With its folder; the rest of the site is read all the same."""
    site, editions = docset({**SITE, "docs/en/.openpublishing.redirection.json": '{"redirections": ['})
    edition = editions["docs/en/a.md"]
    assert [fault.partition(":")[0] for fault in site.site(edition).faults] == ["/docs/en/"]
    assert leads(site, edition, "b.md").paths == ("docs/en/b.md",)
