"""What rules of completeness do beyond the examples on their pages: no pack, much text, odd input."""

from itertools import product
from time import perf_counter

import pytest

from doclint import run
from doclint.config import Config
from doclint.model import Finding
from doclint.rule import find, rules
from doclint.tree import MemoryTree

NAMES = ("untranslated", "partly-untranslated", "block-missing", "image-missing", "said-twice", "source-damaged")


def told(files: dict[str, str], *names: str) -> list[Finding]:
    """The findings of the rules called `names` on `files`."""
    chosen = [rule for name in names for rule in find(name, rules())]
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    return list(run.check(tree, files, chosen, Config()).findings)


def bilingual(locale: str, pairs: list[tuple[str, str]]) -> str:
    """A bilingual article of units, each a source and its translation."""
    unit = (
        '<span data-ttu-id="a-{0}">{2}</span><span class="sxs-lookup"><span data-stu-id="a-{0}">{1}</span></span>\n\n'
    )
    head = f"---\nms.contentlocale: {locale}\n---\n"
    return head + "".join(unit.format(100 + number, *pair) for number, pair in enumerate(pairs))


@pytest.mark.parametrize("locale", ["el", "hi", "th", "vi", "sw", "ar"])
def test_a_language_without_a_pack(locale: str) -> None:
    """The source's pack is enough to tell what was left in its language."""
    text = "Close the gate when you are done."
    files = {"docs/en/a.md": f"# Gate\n\n{text}\n", f"docs/{locale}/a.md": f"# Gate\n\n{text}\n"}
    assert [finding.rule for finding in told(files, "untranslated")] == ["untranslated"]


def test_a_source_without_a_pack() -> None:
    """Where nothing is known of the source's language, three words in small letters in a row are prose."""
    files = {"docs/en/a.md": "Hún lokar hliðinu aftur núna.\n", "docs/de/a.md": "Hún lokar hliðinu aftur núna.\n"}
    config = Config(source_locale="is")
    tree = MemoryTree({path.replace("/en/", "/is/"): text.encode() for path, text in files.items()})
    report = run.check(tree, list(tree.files()), find("untranslated", rules()), config)
    assert [(finding.locale, finding.severity) for finding in report.findings] == [("de", "info")]


def test_a_notice_and_a_list_of_changes_are_info() -> None:
    """What often stays in its language is not a warning."""
    text = "This software is provided under the licence of its authors.\n"
    change = "Open the gate before the crate is loaded.\n"
    files = {
        f"docs/{locale}/{name}": body
        for locale, (name, body) in product(("en", "fr"), (("a.md", text), ("changelog.md", change)))
    }
    assert [finding.severity for finding in told(files, "untranslated")] == ["info", "info"]


def test_damage_is_told_once_an_article() -> None:
    """Forty units with the odd word give one finding."""
    pairs = [(f"Open qua gate {n} before qua crane moves.", f"Ouvrez qua porte {n} avant qua grue.") for n in range(40)]
    assert len(told({"a.md": bilingual("fr-FR", pairs)}, "source-damaged")) == 1


@pytest.mark.parametrize("count", [2000])
@pytest.mark.parametrize(
    "unit",
    ["**a** the ", '"the ', "(the ", "the and with from ", "the[x][y] ", "![a](b.png) ", "the: ", "A1_the "],
)
def test_time_is_linear(unit: str, count: int) -> None:
    """A unit with thousands of marks, quotes or runs takes no longer a character than a short one."""
    files = {"a.md": bilingual("fr-FR", [(unit * count, f"{unit * count}x")])}
    told({"a.md": bilingual("fr-FR", [("a", "b")])}, *NAMES)
    start = perf_counter()
    told(files, *NAMES)
    assert perf_counter() - start < 5
