"""What holds for an article by the folder it lies in: which rules speak of it, how severe they are, whose it is."""

import os
import re
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple

from doclint.config import Config, Folder
from doclint.globs import pattern
from doclint.model import Severity
from doclint.rule import Rule

_BESIDE = {".github", ".gitlab", "docs"}
"""The folders from which CODEOWNERS speaks of the folder around them."""


class Terms(NamedTuple):
    """What holds for one article."""

    severity: tuple[tuple[str, Severity], ...]
    owner: str | None
    folders: tuple[Folder, ...]

    def allow(self, rule: Rule) -> bool:
        """Whether a rule speaks of the article: of the folders that fit, the last that names it decides."""
        allowed = True
        for one in self.folders:
            if one.select:
                allowed = any(map(rule.matches, one.select))
            if any(map(rule.matches, one.ignore)):
                allowed = False
        return allowed


class Folders:
    """The folders of a configuration, and the owners that it names."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._owners = Owners(Path(config.owners), config) if config.owners else None
        self._known: dict[str, Terms] = {}

    def terms(self, path: str) -> Terms:
        """What holds for the article at `path`, which leads from the project's folder."""
        if path not in self._known:
            self._known[path] = self._terms(path)
        return self._known[path]

    def _terms(self, path: str) -> Terms:
        fitting = tuple(one for one in self._config.folder if pattern(one.path).fullmatch(path))
        levels = [*self._config.severity.items(), *(item for one in fitting for item in one.severity.items())]
        named = [one.owner for one in fitting if one.owner]
        owner = named[-1] if named else self._owners.of(path) if self._owners else None
        return Terms(tuple(levels), owner, fitting)


class Owners:
    """A CODEOWNERS file, as GitHub reads it: the last pattern that fits an article names its owners, or none.

    A section of GitLab's gives its owners to the patterns below it that name none.
    """

    def __init__(self, file: Path, config: Config) -> None:
        try:
            lines = file.read_text("utf-8", "replace").splitlines()
        except OSError as error:
            raise config.refuse(file.name, f"owners: cannot read {file}: {error.strerror}") from error
        root = file.parent.parent if file.parent.name in _BESIDE else file.parent
        self._above = Path(os.path.relpath(config.home or ".", root)).as_posix()
        self._entries = _entries(lines)

    def of(self, path: str) -> str | None:
        """The owners of the article at `path`, which leads from the project's folder; None where it has none."""
        place = normpath(f"{self._above}/{path}")
        fitting = (owners for fits, owners in reversed(self._entries) if fits.fullmatch(place))
        return next(fitting, "") or None


def _entries(lines: list[str]) -> list[tuple[re.Pattern[str], str]]:
    """Each pattern with its owners."""
    found, section = [], ""
    for line in lines:
        text = re.sub(r"(?:^|\s)#.*", "", line).strip()
        head = re.fullmatch(r"\^?\[[^\]]+\](?:\[\d+\])?\s*(.*)", text)
        if head:
            section = head[1]
        elif text:
            glob, *owners = re.split(r"(?<!\\)\s+", text)
            found.append((_pattern(glob.replace("\\ ", " ")), " ".join(owners) or section))
    return found


def _pattern(glob: str) -> re.Pattern[str]:
    """As in .gitignore: a name without a slash inside stands in any folder, and /* is what lies directly in one."""
    rooted = "/" in glob.rstrip("/")
    whole = glob.lstrip("/") if rooted else f"**/{glob}"
    return re.compile(pattern(whole).pattern.removesuffix("(?:/.*)?")) if whole.endswith("/*") else pattern(whole)
