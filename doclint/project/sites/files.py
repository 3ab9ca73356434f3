"""The names of files, found in whatever case and Unicode form a link writes them."""

from posixpath import normpath
from unicodedata import normalize

from doclint.tree import Tree


class Files:
    """Answers how a path is spelt in a tree. Each folder is listed once, when first asked for."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._folders: dict[str, dict[str, str]] = {}
        self._spelt: dict[tuple[str, str], str | None] = {}

    def spelt(self, path: str, below: str) -> str | None:
        """`path` as the tree spells it, where something of that name lies below the folder `below`; else None."""
        known = f"{normpath(below)}/" if normpath(below) != "." else ""
        if path == normpath(below) or not path.startswith(known):
            return path if path == normpath(below) else None
        if (path, below) not in self._spelt:
            self._spelt[path, below] = self._walk(path[len(known) :], known)
        return self._spelt[path, below]

    def _walk(self, rest: str, place: str) -> str | None:
        for part in rest.split("/"):
            names = self._listing(place)
            name = names.get(part) or names.get(_folded(part))
            if name is None:
                return None
            place = f"{place}{name}/"
        return place.rstrip("/")

    def _listing(self, folder: str) -> dict[str, str]:
        """The names in a folder, by themselves and, for those that no other has, by their folded form."""
        if folder not in self._folders:
            names = sorted(self._tree.names(folder or "."))
            self._folders[folder] = {_folded(name): name for name in names} | {name: name for name in names}
        return self._folders[folder]


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold()
