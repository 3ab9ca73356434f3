"""Small sites of tests/links/*.toml, one file a site generator: trees, and the findings that links in them deserve."""

import tomllib
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from doclint import run
from doclint.config import Config
from doclint.model import Finding
from doclint.rule import Rule, rules
from doclint.tree import WorkTree

FOLDER = Path(__file__).parent / "links"
JUDGED = ("DL101", "DL102", "DL104", "DL106", "DL107", "DL108", "DL109")
"""The rules of links that need no translation to compare with."""


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """A site: its files and symbolic links by path, settings of doclint, and what is expected, as `path:line code`.

    `wrong` names the peers that give another answer, `same` gives places where one may report what doclint reports
    elsewhere (a link instead of its definition), `without` names common files that the case does not have.
    """

    name: str
    why: str
    expect: list[str]
    files: dict[str, str]
    symlinks: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    dialect: str = ""
    config: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """The generator and the name."""
        return f"{self.dialect}: {self.name}"


def cases() -> list[Case]:
    """Every case, with the files and settings that are common to its generator."""
    return [_case(path.stem, data, one) for path, data in _data() for one in data["case"]]


def _data() -> list[tuple[Path, dict[str, Any]]]:
    return [(path, tomllib.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]


def _case(dialect: str, data: dict[str, Any], one: dict[str, Any]) -> Case:
    common = {path: text for path, text in data.get("files", {}).items() if path not in one.get("without", ())}
    settings = {"config": data.get("config", {}), **one}
    return msgspec.convert({**settings, "files": {**common, **one["files"]}, "dialect": dialect}, Case)


def write(case: Case, folder: Path) -> Path:
    """The case's tree on disk, below `folder`; its root."""
    root = folder / "site"
    for path, text in case.files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    for path, target in case.symlinks.items():
        (root / path).symlink_to(target)
    return root


def judged() -> list[Rule]:
    """The rules that the cases speak of."""
    return [rule for rule in rules() if rule.code in JUDGED]


def findings(case: Case, root: Path) -> list[Finding]:
    """What doclint says of the case's tree at `root`."""
    named = {"root": str(root / case.config["root"])} if "root" in case.config else {}
    tree = WorkTree(root)
    return list(run.check(tree, tree.files(), judged(), Config(**{**case.config, **named})).findings)
