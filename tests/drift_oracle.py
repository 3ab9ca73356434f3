"""What git says of translations and the sources they were made from. It knows nothing of the program under test."""

import html
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

_FRONT = re.compile(r"\A(?:\ufeff)?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMIT = re.compile(r"^ms\.sourcegitcommit:[ \t]*['\"]?([0-9a-fA-F]{7,40})['\"]?[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})")
_LISTS = re.compile(r"^[ \t>]*(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|<(?:td|th|tr|li|p|h\d)\b)")
_STARTS = re.compile(_LISTS.pattern + r"|^[ \t>]*\|")
_DELIMITER = re.compile(r":?-+:?(?:[ \t]*\|[ \t]*:?-+:?)*")
_HEADING = re.compile(r"^[ \t>]*#{1,6}[ \t]")
_MARKERS = re.compile(r"^(?:[ \t>]|#{1,6}(?=[ \t])|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))+")
_ESCAPE = re.compile(r"\\([!-/:;=?@\[-`{-~])")
_ITALIC = re.compile(r"(?<!\*)\*(?!\*)")
_EMPHASIS = re.compile(r"\*+|(?<![^\W_])_+|_+(?![^\W_])")
_CLOSING = re.compile(r"[ \t]#+[ \t]*$")
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\s*\)|\[[^\[\]]*\])"
)
_COLUMN = re.compile(r"^[ \t>]*:::[ \t]*(?:row|column)\b[^\n]*$", re.MULTILINE)
_COMMENT = re.compile(r"^([ \t>]*(`{3,}|~{3,}).*?^[ \t>]*\2)|<!--.*?-->", re.DOTALL | re.MULTILINE)
_ALERT = re.compile(r"^[ \t>]*\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION|(?:div|VIDEO)[^\]]*)\]", re.IGNORECASE)
_CODE = re.compile(r"(`+[^`]+`+)")
_INFO = re.compile(r"^([ \t>]*`{3,})\S*")
_URL = re.compile(r"https?://")
_ANGLES = re.compile(r"\(<([^<>]*)>(?=[ )])")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)


class Git:
    """A repository and the process that reads its blobs."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._names: dict[tuple[str, str], str | None] = {}

    def say(self, *arguments: str) -> str:
        """What git prints."""
        done = subprocess.run(["git", "-C", str(self._place), *arguments], capture_output=True, check=True)
        return done.stdout.decode("utf-8", "surrogateescape")

    @cached_property
    def _process(self) -> subprocess.Popen[bytes]:
        command = ["git", "-C", str(self._place), "cat-file", "--batch"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def blob(self, revision: str, path: str) -> bytes | None:
        """The bytes of a file at a revision; None where either is not there."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{revision}:{path}\n".encode())
        self._process.stdin.flush()
        header = self._process.stdout.readline().split()
        if len(header) != 3:
            return None
        data = self._process.stdout.read(int(header[2]))
        self._process.stdout.read(1)
        return data if header[1] == b"blob" else None

    def has(self, commit: str) -> bool:
        """Whether there is such a commit."""
        command = ["git", "-C", str(self._place), "cat-file", "-e", f"{commit}^{{commit}}"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    @cached_property
    def articles(self) -> set[str]:
        """The Markdown files of HEAD."""
        names = self.say("ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")
        return {name for name in names if name.endswith(".md")}

    def renamed(self, path: str, commit: str) -> str | None:
        """The name at HEAD of a file that is no longer at `path`, by the log since `commit`; None where it is gone."""
        if (path, commit) not in self._names:
            self._names[path, commit] = self._followed(path, commit)
        return self._names[path, commit]

    def _followed(self, path: str, commit: str) -> str | None:
        names = ("--format=", "--name-status", "--find-renames", "--reverse", "--topo-order", "-z")
        fields = iter(self.say("log", *names, f"{commit}..HEAD").replace("\n", "").split("\0"))
        for status in fields:
            if status.startswith("R"):
                old, new = next(fields), next(fields)
                path = new if old == path else path
            elif status:
                next(fields)
        return path if path in self.articles else None


@dataclass(frozen=True)
class Truth:
    """What git says of one article.

    `old` and `new` are the paragraphs of then and now that are not in both, `lost` and `fresh` those of them that have
    no counterpart either, nor anything near to one. `whole`: all of them are of that kind. `front` is the front
    matter of both.
    """

    state: str
    source: str | None
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    front: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing but whole paragraphs changed."""
        return self.state == "stale" and (self.old, self.new) == (self.lost, self.fresh)


def truths(git: Git, translations: dict[str, bytes]) -> dict[str, Truth]:
    """By path: every translation, and every source that has none."""
    found = {path: truth(git, path, data) for path, data in translations.items()}
    used = {one.source for one in found.values()}
    for path in sorted(git.articles - used - translations.keys()):
        found[path] = Truth("missing", path)
    return found


def truth(git: Git, path: str, translation: bytes) -> Truth:
    """What became of the source since a translation was made."""
    recorded = _COMMIT.search(_text(translation))
    if recorded is None:
        return Truth("unknown", path) if path in git.articles else Truth("orphan", None)
    commit = recorded[1]
    if not git.has(commit):
        return Truth("unknown", path) if path in git.articles else Truth("orphan", None)
    source = path if path in git.articles else git.renamed(path, commit)
    if source is None:
        return Truth("orphan", None)
    then, now = git.blob(commit, path), git.blob("HEAD", source)
    if then is None or now is None:
        return Truth("unknown", source)
    return compared(source, _text(then), _text(now))


def compared(source: str, then: str, now: str) -> Truth:
    """The state, and the paragraphs that changed where they changed as a whole."""
    if then == now:
        return Truth("current", source)
    before, after = paragraphs(then), paragraphs(now)
    old, new = unmatched(before, after)
    if not old and not new:
        return Truth("cosmetic", source)
    lost, fresh = (
        [one for one in ours if letters(one) not in there and all(alike(one, other) < 0.3 for other in theirs)]
        for ours, theirs, there in ((old, new, letters(now)), (new, old, letters(then)))
    )
    fronts = [found[0] for text in (then, now) if (found := _FRONT.match(text))]
    return Truth("stale", source, tuple(old), tuple(new), tuple(lost), tuple(fresh), "".join(fronts))


def unmatched(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """The paragraphs of either side that the other does not have at that place, markup apart."""
    one, other = ([(bare(each), each) for each in side if bare(each)] for side in (before, after))
    matcher = SequenceMatcher(None, [each for each, _ in one], [each for each, _ in other], autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    old = [each for _, start, end, _, _ in changed for _, each in one[start:end]]
    new = [each for _, _, _, start, end in changed for _, each in other[start:end]]
    return old, new


@cache
def alike(one: str, other: str) -> float:
    """How much two paragraphs share, by their words: those of both, of all."""
    ours, theirs = (Counter(re.findall(r"\w+", bare(side).lower())) for side in (one, other))
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total() or 1)


def paragraphs(text: str) -> list[str]:
    """Paragraphs, headings, list items, table rows and code blocks below the front matter, white space folded.

    Comments are no paragraphs, nor are the marks of rows and columns.
    """
    shown = _COLUMN.sub("", _COMMENT.sub(lambda found: found[1] or "", _FRONT.sub("", text, count=1)))
    return [folded for lines in _stretches(shown) if (folded := " ".join(" ".join(lines).split()))]


def _stretches(text: str) -> Iterator[list[str]]:
    for block in _blocks(text):
        yield from _items(block, _STARTS if _table(block) else _LISTS)


def _table(block: list[str]) -> bool:
    """Whether a line of dashes has as many cells as the line above it."""
    pairs = pairwise(line.strip(" \t>|\r") for line in block)
    return any(_DELIMITER.fullmatch(line) and head.count("|") == line.count("|") for head, line in pairs)


def _blocks(text: str) -> Iterator[list[str]]:
    """Lines between blank ones; a fence and what is in it is one."""
    lines, fence = list[str](), ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            lines.append(line)
            if mark and mark[1].startswith(fence) and not line.strip(" \t>`~"):
                yield lines
                lines, fence = [], ""
            continue
        if (mark or not line.strip(" \t>\r")) and lines:
            yield lines
            lines = []
        fence = mark[1] if mark else ""
        if line.strip(" \t>\r"):
            lines.append(line)
    if lines:
        yield lines


def _items(block: list[str], starts: re.Pattern[str]) -> Iterator[list[str]]:
    """A block at its headings, list items, and the rows of a table."""
    if _FENCE.match(block[0]):
        yield block
        return
    lines = list[str]()
    for line in block:
        if starts.match(line) or (lines and _HEADING.match(lines[-1])):
            yield lines
            lines = []
        lines.append(line)
    yield lines


@cache
def bare(paragraph: str) -> str:
    """A paragraph without emphasis, markers, escapes, entities, the language of code, and forms of URL."""
    text = _CLOSING.sub("", _MARKERS.sub("", _INFO.sub(r"\1 ", paragraph)))
    parts = _CODE.split(text)
    marks = _EMPHASIS if text.count("**") % 2 == 0 else _ITALIC
    parts[::2] = [marks.sub("", _ESCAPE.sub(r"\1", html.unescape(part))) for part in parts[::2]]
    return " ".join(_URL.sub("https://", _ANGLES.sub(r"(\1", "".join(parts))).split())


@cache
def letters(text: str) -> str:
    """The letters and digits that a reader sees."""
    text = _ALERT.sub("", text)
    for _ in range(3):
        text = _LINK.sub(r"\1", text)
    return "".join(one for one in html.unescape(_TAG.sub("", text)).lower() if one.isalnum())


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
