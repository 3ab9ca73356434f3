"""Which version of its source a translation was made from: recorded in every way known, or told by history."""

import hashlib
from pathlib import Path

import pytest
from repositories import git, write

from doclint import run
from doclint.config import Config
from doclint.project.edition import Edition
from doclint.project.reference import Found, References
from doclint.tree import GitTree, Tree, WorkTree

OLD = "# The lock\n\nIt holds 40 boats.\n\nWait for the green light before you enter the lock.\n"
NEW = OLD.replace("40", "55")
FRENCH = "# L’écluse\n\nElle contient 40 bateaux.\n\nAttendez le feu vert avant d’entrer dans l’écluse.\n"
SOURCE, TARGET = "docs/en/lock.md", "docs/fr/lock.md"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A repository without commits."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def saved(home: Path, files: dict[str, str], day: int = 1) -> str:
    """Write and commit, on a day of June."""
    write(home, {path: text.encode() for path, text in files.items()})
    git(home, "add", "--all")
    git(home, "-c", "user.name=x", "commit", "--quiet", "--allow-empty", "--message", f"Day {day}")
    return dated(home, day)


def dated(home: Path, day: int) -> str:
    """The commit made last, made on a day of June."""
    stamp = f"2024-06-{day:02}T12:00:00Z"
    tree, parents = git(home, "rev-parse", "HEAD^{tree}"), git(home, "rev-list", "--parents", "-1", "HEAD").split()[1:]
    links = [word for parent in parents for word in ("-p", parent)]
    message = git(home, "log", "-1", "--format=%s")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_COMMITTER_DATE", stamp)
        name = git(home, "commit-tree", tree, *links, "-m", message)
    git(home, "reset", "--quiet", "--soft", name)
    return name


def matter(text: str, **values: str) -> str:
    """An article with front matter; `ms_x` stands for ms.x."""
    lines = "".join(f"{key.replace('ms_', 'ms.')}: {value}\n" for key, value in values.items())
    return f"---\n{lines}---\n{text}"


def sha1(text: str) -> str:
    """The hash of a source file, as translations record it."""
    return hashlib.sha1(text.replace("\n", "\r\n").encode(), usedforsecurity=False).hexdigest()


class Asked:
    """The references of a tree, its source and its French translation."""

    def __init__(self, tree: Tree | Path, source: str = SOURCE, target: str = TARGET, under: str = ".") -> None:
        tree = WorkTree(tree) if isinstance(tree, Path) else tree
        reading = run.reading(tree, tree.files(under), Config(), {target: source})
        editions = {one.article.path: one for one in reading.members.editions}
        self.references: References = reading.members.references
        self.target: Edition = editions[target]
        self.source: Edition = editions[source]

    @property
    def found(self) -> Found:
        """The reference."""
        return self.references.of(self.source, self.target)

    @property
    def problem(self) -> str:
        """What sort of fault it has."""
        return self.references.traced(self.source, self.target).problem

    @property
    def text(self) -> str | None:
        """The source that the translation was made from."""
        then = self.references.source(self.source, self.target)
        return then.article.original.text if then else None


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("ms.sourcegitcommit: {}", "commit"),
        ("default_lang_commit: {} # patched", "commit"),
        ("default_lang_commit: {}+2", "commit"),
        ("default_lang_commit: '{:.9}'", "commit"),
        ("l10n:\n  sourceCommit: {}", "commit"),
        ("title: Lock\n---\n<!-- EN-Revision: {:.10} Maintainer: harbor Status: ready -->\n<!--", "tag"),
    ],
)
def test_recorded_commits(home: Path, key: str, kind: str) -> None:
    """In front matter, nested, cut short, with more behind it, or as a tag in the text."""
    first = saved(home, {SOURCE: OLD})
    saved(home, {TARGET: f"---\n{key.format(first)}\n---\n{FRENCH}", SOURCE: NEW}, 2)
    asked = Asked(home)
    found = asked.found
    assert (found.kind, found.commit, found.confidence, found.fault) == (kind, first, 0.95, "")
    assert (found.path, found.date) == (SOURCE, "2024-06-01")
    assert found.value in key.format(first)
    assert asked.text == OLD


def test_outdated_since(home: Path) -> None:
    """Names the first commit that was not translated."""
    first = saved(home, {SOURCE: OLD})
    second = saved(home, {SOURCE: NEW}, 2)
    saved(home, {TARGET: matter(FRENCH, outdated_translation="true", outdated_since=second)}, 3)
    asked = Asked(home)
    assert (asked.found.kind, asked.found.commit, asked.text) == ("outdated", first, OLD)


def test_commit_and_hash_agree(home: Path) -> None:
    """Then it is sure, whatever the line ends of the source."""
    first = saved(home, {SOURCE: OLD.replace("\n", "\r\n")})
    french = matter(FRENCH, ms_sourcegitcommit=first, ms_openlocfilehash=sha1(OLD), ms_lasthandoff="06/01/2024")
    saved(home, {SOURCE: NEW, TARGET: french}, 2)
    found = Asked(home).found
    assert (found.kind, found.commit, found.confidence, found.fault) == ("commit", first, 1.0, "")


@pytest.mark.parametrize("also", [{}, {"ms_sourcegitcommit": "a" * 40}])
def test_the_hash_of_an_older_version(home: Path, also: dict[str, str]) -> None:
    """Is found among the versions of the source, under its earlier names, too."""
    first = saved(home, {"docs/en/gate.md": OLD})
    git(home, "mv", "docs/en/gate.md", SOURCE)
    saved(home, {}, 2)
    saved(home, {SOURCE: NEW, TARGET: matter(FRENCH, ms_openlocfilehash=sha1(OLD).upper(), **also)}, 3)
    asked = Asked(home)
    found = asked.found
    assert (found.kind, found.commit, found.path) == ("hash", first, "docs/en/gate.md")
    assert (found.value, found.confidence, found.fault) == (sha1(OLD), 0.95, "")
    assert asked.text == OLD


def test_the_hash_of_the_source_as_it_is(tmp_path: Path) -> None:
    """Needs no history."""
    write(tmp_path, {SOURCE: OLD.encode(), TARGET: matter(FRENCH, ms_openlocfilehash=sha1(OLD)).encode()})
    asked = Asked(tmp_path)
    assert (asked.found.confidence, asked.found.commit, asked.problem) == (1.0, "", "")
    assert asked.references.source(asked.source, asked.target) is asked.source


def test_the_source_was_renamed(home: Path) -> None:
    """It is found under the name it had."""
    first = saved(home, {"docs/en/gate.md": OLD})
    git(home, "mv", "docs/en/gate.md", SOURCE)
    saved(home, {}, 2)
    saved(home, {SOURCE: NEW, TARGET: matter(FRENCH, default_lang_commit=first)}, 3)
    asked = Asked(home)
    assert (asked.found.path, asked.text) == ("docs/en/gate.md", OLD)
    assert [one.date for one in asked.references.unseen(asked.source, first)] == ["2024-06-03"]


def test_two_repositories(tmp_path: Path) -> None:
    """The commit is one of the source's; without a marker the dates tell, and are hardly believed."""
    for name in ("en", "fr"):
        (tmp_path / name).mkdir()
        git(tmp_path / name, "init", "--quiet")
    first = saved(tmp_path / "en", {"lock.md": OLD}, 1)
    saved(tmp_path / "fr", {"lock.md": matter(FRENCH, default_lang_commit=first), "quay.md": FRENCH}, 3)
    saved(tmp_path / "en", {"lock.md": NEW}, 5)
    recorded = Asked(tmp_path, "en/lock.md", "fr/lock.md")
    assert (recorded.found.commit, recorded.found.path, recorded.text) == (first, "lock.md", OLD)
    inferred = Asked(tmp_path, "en/lock.md", "fr/quay.md")
    assert (inferred.found.kind, inferred.found.commit, inferred.found.confidence) == ("inferred", first, 0.5)


def test_inferred(home: Path) -> None:
    """From the last commit that changed both, or the translation alone; a move changes nothing."""
    first = saved(home, {SOURCE: OLD, TARGET: FRENCH, "docs/en/quay.md": OLD})
    second = saved(home, {"docs/fr/quay.md": FRENCH}, 2)
    git(home, "mv", "docs/fr", "docs/de")
    saved(home, {}, 3)
    git(home, "mv", "docs/de", "docs/fr")
    saved(home, {SOURCE: NEW, "docs/en/quay.md": NEW}, 4)
    both, alone = Asked(home), Asked(home, "docs/en/quay.md", "docs/fr/quay.md")
    assert (both.found.commit, both.found.confidence, both.text) == (first, 0.85, OLD)
    assert (alone.found.commit, alone.found.confidence, alone.text) == (second, 0.8, OLD)
    assert {both.found.kind, alone.found.kind} == {"inferred"}


def test_a_mass_edit_hides_nothing(home: Path) -> None:
    """A commit that changes every article on both sides translates none."""
    names = [f"{folder}/lock{number}.md" for folder in ("docs/en", "docs/fr") for number in range(30)]
    first = saved(home, {name: FRENCH if "fr" in name else OLD for name in names})
    saved(home, {"docs/en/lock3.md": NEW}, 2)
    saved(home, {name: (home / name).read_text() + "\nCopyright.\n" for name in names}, 3)
    asked = Asked(home, "docs/en/lock3.md", "docs/fr/lock3.md")
    assert (asked.found.commit, asked.found.confidence, asked.text) == (first, 0.6, OLD)


def test_side_branches(home: Path) -> None:
    """The translator saw the source of the side branch, whenever that was merged."""
    saved(home, {SOURCE: OLD})
    git(home, "checkout", "--quiet", "-b", "side")
    side = saved(home, {TARGET: FRENCH}, 2)
    git(home, "checkout", "--quiet", "main")
    saved(home, {SOURCE: NEW}, 3)
    git(home, "merge", "--quiet", "--no-ff", "--message", "Merge", "side")
    asked = Asked(home)
    assert (asked.found.commit, asked.text) == (side, OLD)


def test_a_translation_being_edited(home: Path) -> None:
    """Is compared with the source as it is: it is being brought up to date."""
    saved(home, {SOURCE: OLD, TARGET: FRENCH})
    write(home, {SOURCE: NEW.encode(), TARGET: FRENCH.replace("40", "55").encode()})
    asked = Asked(home)
    assert (asked.found.kind, asked.found.commit, asked.text) == ("inferred", "", NEW)
    write(home, {TARGET: FRENCH.encode()})
    assert Asked(home).text == OLD


def test_at_a_revision(home: Path) -> None:
    """What came later is not known to a tree of the past."""
    first = saved(home, {SOURCE: OLD, TARGET: FRENCH})
    second = saved(home, {SOURCE: NEW}, 2)
    saved(home, {TARGET: FRENCH.replace("40", "55")}, 3)
    asked = Asked(GitTree(home, second))
    assert (asked.found.commit, asked.text) == (first, OLD)
    below = Asked(GitTree(home / "docs", second), "en/lock.md", "fr/lock.md")
    assert (below.found.commit, below.found.path, below.text) == (first, SOURCE, OLD)


def faulty(home: Path, **values: str) -> tuple[str, str, float]:
    """Sort of fault, its words and the confidence, of a translation that records `values`."""
    write(home, {TARGET: matter(FRENCH, **values).encode()})
    asked = Asked(home)
    return asked.problem, asked.found.fault, asked.found.confidence


def test_references_that_cannot_be_found(home: Path) -> None:
    """Are told apart by what to do about them."""
    empty = saved(home, {"docs/en/quay.md": "# Quay\n"})
    saved(home, {SOURCE: OLD}, 2)
    problem, fault, sure = faulty(home, ms_sourcegitcommit="a" * 40)
    assert (problem, sure) == ("unknown", 0)
    assert "aaaaaaaaaa) is not in the source's repository" in fault
    assert "no commit" in faulty(home, ms_sourcegitcommit="to do")[1]
    assert "is not in the commit" in faulty(home, ms_sourcegitcommit=empty)[1]
    assert "no version of its source" in faulty(home, ms_openlocfilehash="b" * 40)[1]


def test_no_repository(tmp_path: Path) -> None:
    """Then nobody can tell."""
    write(tmp_path, {SOURCE: OLD.encode()})
    problem, fault, sure = faulty(tmp_path, ms_sourcegitcommit="a" * 40)
    assert (problem, sure) == ("unversioned", 0)
    assert "no git repository" in fault
    assert faulty(tmp_path, title="Lock") == ("", "", 0)


def test_a_shallow_clone(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is missing may be in the part that was not cloned; its edge tells nothing of who was edited when."""
    first = saved(home, {SOURCE: OLD, TARGET: matter(FRENCH, title="Lock")})
    saved(home, {SOURCE: NEW}, 2)
    place = tmp_path_factory.mktemp("clone") / "docs"
    git(home, "clone", "--quiet", "--depth", "1", home.as_uri(), str(place))
    assert Asked(place).found == Found("none")
    assert Asked(place).text is None
    problem, fault, _ = faulty(place, ms_sourcegitcommit=first)
    assert problem == "unknown"
    assert "git fetch --unshallow" in fault


def test_contradictions(home: Path) -> None:
    """The hash is believed where a version has it; the commit is doubted where none has."""
    first = saved(home, {SOURCE: OLD})
    second = saved(home, {SOURCE: NEW}, 9)
    wrong = {"ms_sourcegitcommit": second, "ms_openlocfilehash": sha1(OLD)}
    problem, fault, sure = faulty(home, **wrong)
    assert (problem, sure) == ("contradicted", 0.95)
    assert f"({second[:10]})" in fault
    assert Asked(home).found.commit == first
    assert faulty(home, **wrong | {"ms_openlocfilehash": "b" * 40})[::2] == ("contradicted", 0.6)
    assert faulty(home, ms_sourcegitcommit=first, ms_openlocfilehash=sha1(NEW))[::2] == ("contradicted", 1.0)


@pytest.mark.parametrize(
    ("day", "problem"), [("06/06/2024", "contradicted"), ("06/07/2024", ""), ("07/01/2024", ""), ("soon", "")]
)
def test_handed_off_before_it_was_written(home: Path, day: str, problem: str) -> None:
    """Cannot be, but for a day or two."""
    last = saved(home, {SOURCE: OLD}, 9)
    found, fault, sure = faulty(home, ms_sourcegitcommit=last, ms_lasthandoff=day)
    assert (found, sure) == (problem, 0.95)
    assert ("2024-06-06" in fault) == bool(problem)


def test_an_outdated_clone_of_the_source(home: Path) -> None:
    """Is told as that: the translation is the newer one."""
    saved(home, {SOURCE: OLD})
    newer = saved(home, {SOURCE: NEW}, 2)
    git(home, "reset", "--quiet", "--hard", "HEAD^")
    problem, fault, sure = faulty(home, ms_sourcegitcommit=newer)
    assert (problem, sure) == ("newer", 0.95)
    assert "(2024-06-02) than the one given (2024-06-01)" in fault


def test_what_the_translation_was(home: Path) -> None:
    """When its present reference was recorded, and before that."""
    first = saved(home, {SOURCE: OLD})
    saved(home, {TARGET: matter(FRENCH, default_lang_commit=first)}, 2)
    second = saved(home, {SOURCE: NEW}, 3)
    bumped = matter(FRENCH, default_lang_commit=second)
    saved(home, {TARGET: bumped}, 4)
    saved(home, {TARGET: bumped + "\nOuverte.\n"}, 5)
    asked = Asked(home)
    assert asked.references.before(asked.target) is None
    assert asked.found.commit == second
    before, at = asked.references.before(asked.target), asked.references.at_reference(asked.target)
    assert before
    assert at
    assert (before[1].commit, before[0].article.original.text) == (first, matter(FRENCH, default_lang_commit=first))
    assert at.article.original.text == bumped
    older = asked.references.source(asked.source, before[0])
    assert older
    assert older.article.original.text == OLD


def test_what_it_was_where_nothing_is_recorded(home: Path) -> None:
    """The commit before the last one, and its source."""
    first = saved(home, {SOURCE: OLD, TARGET: FRENCH})
    saved(home, {SOURCE: NEW}, 2)
    saved(home, {TARGET: FRENCH + "\nOuverte.\n"}, 3)
    asked = Asked(home)
    assert asked.text == NEW
    before = asked.references.before(asked.target)
    assert before
    assert (before[0].article.original.text, before[1].commit) == (FRENCH, first)
    assert asked.references.at_reference(asked.target) is asked.target


def test_unseen_commits(home: Path) -> None:
    """Those since the reference that changed the source, oldest first, on side branches, too."""
    first = saved(home, {SOURCE: OLD, TARGET: FRENCH})
    saved(home, {SOURCE: NEW}, 2)
    git(home, "checkout", "--quiet", "-b", "side")
    saved(home, {SOURCE: NEW + "\nMore.\n"}, 3)
    git(home, "checkout", "--quiet", "main")
    saved(home, {"docs/en/quay.md": "# Quay\n"}, 4)
    git(home, "merge", "--quiet", "--no-ff", "--message", "Merge", "side")
    asked = Asked(home)
    unseen = asked.references.unseen(asked.source, first)
    assert [(one.subject, one.date) for one in unseen] == [("Day 2", "2024-06-02"), ("Day 3", "2024-06-03")]
    assert asked.references.unseen(asked.source, git(home, "rev-parse", "HEAD")) == ()


def test_a_removed_source(home: Path) -> None:
    """History tells when it was; what never was there has not been removed."""
    saved(home, {SOURCE: OLD, TARGET: FRENCH, "docs/en/quay.md": "# Quay\n"})
    git(home, "rm", "--quiet", SOURCE)
    saved(home, {}, 4)
    asked = Asked(home, "docs/en/quay.md")
    assert asked.references.removed(asked.target, SOURCE) == (SOURCE, "2024-06-04")
    assert asked.references.removed(asked.target, "docs/en/none.md") is None
    assert asked.references.removed(asked.target, None) is None


def test_without_git(home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no history, and it is said why."""
    saved(home, {SOURCE: OLD, TARGET: FRENCH})
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("empty")))
    asked = Asked(home)
    assert asked.found.commit == ""
    assert asked.references.at_reference(asked.target) is None
    assert "git is not installed" in asked.references.trouble
