"""Tables of claims that tests look at: of articles in memory, one that tries to break out, and a large one."""

import io
from pathlib import Path
from typing import Any

from drift_pages import HOSTILE

from doclint import run
from doclint.config import Config
from doclint.facts.declared import facts
from doclint.facts.table import Table, Wanted, table
from doclint.output.facts_html import write
from doclint.project.docset import Docset
from doclint.tree import MemoryTree

FACTS = """\
[[fact]]
id = "disk-size"
holds = "4,095 GB"
since = 2024-03-15
outdated = ["1 TB"]
note = "Agents before 5.2 skip larger disks."
[fact.subject]
en = ["disk*"]
fr = ["disque*"]
ar = ["القرص*", "أقراص*"]
"""
_DATED = "---\nms.date: {}\n---\n"
ARTICLES = {
    "docs/en/limits.md": _DATED.format("05/21/2024")
    + "Harbor supports disks of up to 4,095 GB in every one of the regions.\n\nThe vault listens on TCP port 8443.\n",
    "docs/en/move.md": _DATED.format("03/01/2020")
    + "Harbor supports disks of up to 1 TB in every one of the regions.\n",
    "docs/fr/limits.md": _DATED.format("05/28/2019")
    + "Harbor prend en charge les disques jusqu'à 1 To.\n\nLe coffre écoute sur le port TCP 8443.\n",
    "docs/de/limits.md": "Stellen Sie sicher, dass DHCP aktiviert ist.\n\n"
    "Harbor unterstützt Datenträger bis zu 4 TB.\n",
    "docs/ar/limits.md": "يدعم Harbor أقراصًا بحد أقصى 4,095 غيغابايت.\n\n"
    "يستمع المخزن على المنفذ TCP 8443 عبر `vault`.\n",
}


def tabled(articles: dict[str, str], declared: str = "", wanted: Wanted | None = None) -> Table:
    """The table of some articles."""
    tree = MemoryTree({path: text.encode("utf-8", "surrogatepass") for path, text in articles.items()})
    config = Config()
    read = run.reading(tree, articles, config, {})
    docset = Docset(tree, read.members, None)
    return table(read.members.editions, docset, facts(declared), wanted or Wanted(), read.errors)


def sample(folder: Path) -> Table:
    """The table of the articles above, held to the facts above."""
    path = folder / "facts.toml"
    path.write_text(FACTS, "utf-8")
    return tabled(ARTICLES, str(path))


def hostile() -> Table:
    """Claims in articles that try to break out."""
    articles = {}
    for number, text in enumerate(HOSTILE):
        name = text.replace("/", "_").replace("\0", "")
        line = f"Make sure that DHCP {text} is enabled for the disks of up to {number + 1} TB `{text}`.\n"
        articles[f"docs/fr/{name}/a{number}.md"] = f"---\ntitle: Harbor\n---\n{line}"
        articles[f"docs/en/a{number}.md"] = line
    return tabled(articles)


def large(articles: int) -> Table:
    """Articles of twenty claims each."""
    sentence = "Harbor supports {} crates of berth {} and quay {} with up to {} GB in each of the regions.\n\n"
    texts = {
        f"docs/en/a{number}.md": "".join(
            sentence.format(one, number % 97, one % 13, (number + one) % 50 + 1) for one in range(20)
        )
        for number in range(articles)
    }
    return tabled(texts)


def rendered(found: Table) -> str:
    """The page of a table."""
    out = io.StringIO()
    write(found, out)
    return out.getvalue()


def parsed(text: str) -> Any:  # noqa: ANN401
    """The page as a tree."""
    from lxml import html

    return html.fromstring(text)
