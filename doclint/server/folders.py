"""The editor's folders, each with its desk; files that lie in none get one beside them."""

from collections.abc import Callable, Iterator
from pathlib import Path

from doclint.cache import Cache
from doclint.errors import DoclintError
from doclint.reader import Reader
from doclint.server.desk import Desk, Wishes
from doclint.server.positions import Positions
from doclint.server.uris import below, path_of, real
from doclint.server.view import View

CONFIGURATION = frozenset({"doclint.toml", "pyproject.toml", "facts.toml", ".openpublishing.publish.config.json"})
SITES = frozenset({"mkdocs.yml", "mkdocs.yaml", "docfx.json", "book.toml", "hugo.toml", "hugo.yaml", "_config.yml"})
"""The files whose change makes all that was found out doubtful."""


class Folders:
    """Finds the view of a file. What cannot be done is told to `complain`, in one line."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        self.wishes = Wishes()
        self.positions = Positions()
        self._complain = complain
        self._reader = Reader(Cache.open())
        self._views: dict[str, View] = {}

    def __iter__(self) -> Iterator[View]:
        """The views of all folders."""
        return iter([*self._views.values()])

    def add(self, uri: str) -> None:
        """Take up a folder of the editor."""
        given = path_of(uri)
        if given and given not in self._views:
            self._views[given] = self._view(given, alone=False)
            self.load(self._views[given])

    def remove(self, uri: str) -> View | None:
        """Let go of a folder; its view, to clear what it shows."""
        given = path_of(uri)
        return self._views.pop(given, None) if given else None

    def _view(self, given: str, *, alone: bool) -> View:
        return View(Desk(real(given), self.wishes, self._reader, alone=alone), self.positions, given)

    def load(self, view: View) -> None:
        """Read configuration and list again; what is wrong there is told, and what was known stays."""
        try:
            view.desk.load()
        except DoclintError as error:
            self._complain(str(error))
        except OSError as error:
            self._complain(f"{error.filename or view.given}: {error.strerror or error}")

    def of(self, uri: str) -> tuple[View, str] | None:
        """The view of a file, and its path there; None where it lies in no folder, or is no file."""
        path = path_of(uri)
        homes = [given for given, view in self._views.items() if path and self._holds(given, view, path)]
        if path is None or not homes:
            return None
        home = max(homes, key=len)
        return self._views[home], path[len(home.rstrip("/")) + 1 :]

    def _holds(self, given: str, view: View, path: str) -> bool:
        if view.desk.alone:
            return Path(path).parent.as_posix() == given and Path(path).name in view.desk.buffers
        return below(path, given) and path != given

    def open(self, uri: str, text: str) -> tuple[View, str] | None:
        """Take up a file that the editor shows; None where it is not checked: excluded, or not on a disk."""
        path, found = path_of(uri), self.of(uri)
        if path is None:
            return None
        if found is None:
            return self._open_alone(path, text)
        view, name = found
        if name not in view.desk.paths and Path(path).exists():
            return None
        view.desk.open(name, text)
        return found

    def _open_alone(self, path: str, text: str) -> tuple[View, str]:
        given = Path(path).parent.as_posix()
        view = self._views.setdefault(given, self._view(given, alone=True))
        view.desk.buffers[Path(path).name] = text
        self.load(view)
        view.desk.open(Path(path).name, text)
        return view, Path(path).name

    def close(self, view: View, path: str) -> None:
        """Let go of a file: what is saved counts again."""
        desk = view.desk
        desk.close(path)
        if desk.alone and not desk.buffers:
            self._views.pop(view.given, None)
        elif desk.alone or not Path(desk.root, path).exists():
            self.load(view)
