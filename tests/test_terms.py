"""Terms mined from aligned units: forms of one phrase, what is no outlier, and time that grows with the articles."""

import re
import time

import pytest

from doclint import run
from doclint.config import Config
from doclint.language.forms import akin
from doclint.model import Finding
from doclint.rule import rules
from doclint.tree import MemoryTree

CODES = {"DL602", "DL606", "DL607"}


def _twin(target: str, source: str) -> str:
    return (
        f'<span data-ttu-id="0a1b2-101">{target}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="0a1b2-101">{source}</span></span>\n'
    )


def _findings(articles: dict[str, str]) -> list[Finding]:
    tree = MemoryTree({path: text.encode() for path, text in articles.items()})
    chosen = [rule for rule in rules() if rule.code in CODES]
    return list(run.check(tree, articles, chosen, Config()).findings)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("rote Kiste", "roten Kisten"),
        ("Krantabelle", "Tabelle der Krane"),
        ("portail Harbor", "le portail de Harbor"),
        ("hozzáadás", "adja hozzá"),
        ("fermez", "fermé"),
        ("fonction de quai", "fonctions du quai"),
        ("설정", "설정을"),
        ("path operation 関数", "path operation関数"),
        ("请参阅", "另请参阅"),
        ("Größe", "Grösse"),
    ],
)
def test_akin(one: str, two: str) -> None:
    """Inflection, order, articles, compounds and blanks make no other phrase."""
    assert akin(one, two)
    assert akin(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Conditions préalables", "Composants requis"),
        ("machine virtuelle", "ordinateur virtuel"),
        ("Nächste Schritte", "Wie es weitergeht"),
        ("옵션", "설정"),
        ("опции", "параметры"),
        ("木箱一覧", "コンテナ表"),
    ],
)
def test_not_akin(one: str, two: str) -> None:
    """Another word makes another phrase, even where a part is the same."""
    assert not akin(one, two)
    assert not akin(two, one)


def test_firm_and_weak() -> None:
    """What stands in four articles is believed at warning, in three at info."""
    for count, severity in ((4, "warning"), (3, "info")):
        usual = [("Klicken Sie auf **Fahrt**. **Fahrt** ist da.", "Click **Journey**. **Journey** is there.")] * count
        sides = [*usual, ("Klicken Sie auf **Reise**.", "Click **Journey**.")]
        articles = {f"docs/de/{number}.md": _twin(*side) for number, side in enumerate(sides)}
        [found] = _findings(articles)
        assert (found.code, found.severity, found.subject, found.expected) == ("DL606", severity, "Reise", "Fahrt")
        assert {one.role for one in found.evidence} == {"source", "article"}


def test_foreign_product() -> None:
    """A label among others that are left as they are is an info."""
    usual = [(f"**Ablegen** {number}", f"**Leave** {number}, and leave") for number in range(5)]
    articles = {f"docs/de/{number}.md": _twin(*side) for number, side in enumerate(usual)}
    foreign = _twin("Klicken Sie auf **Cargo**, dann auf **Leave**.", "Click **Cargo**, then click **Leave**.")
    [found] = _findings({**articles, "docs/de/other.md": foreign})
    assert (found.code, found.severity) == ("DL607", "info")


def test_time_is_linear() -> None:
    """Four times as many articles take about four times as long to compare, outliers among them."""

    def seconds(count: int) -> float:
        articles = {
            f"docs/de/{number}/a.md": _twin(f"**{'Reise' if number % 8 == 7 else 'Fahrt'}**", "**Journey**")
            for number in range(count)
        }
        started = time.process_time()
        assert len(_findings(articles)) == count // 8
        return time.process_time() - started

    seconds(48)
    assert seconds(1600) < 10 * seconds(400)


def test_one_finding_an_article() -> None:
    """An article that leaves a label three times is told once."""
    usual = [("**Ablegen** jetzt", "**Leave** now, and leave")] * 12
    articles = {f"docs/de/{number}.md": _twin(*side) for number, side in enumerate(usual)}
    thrice = "\n".join(re.sub("101", str(101 + n), _twin("**Leave** jetzt", "**Leave** now")) for n in range(3))
    assert len(_findings({**articles, "docs/de/thrice.md": thrice})) == 1
