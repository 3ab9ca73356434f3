"""The literals of a configuration written in JavaScript, and of JSON with comments or mistakes. Nothing is run."""

import re
from dataclasses import dataclass, field

_LIMIT = 1_000_000
_DEEPEST = 1000
_TOKEN = re.compile(
    r"""(?P<gap>\s++|//[^\n]*+|/\*.*?(?:\*/|\Z))
    |(?P<text>'(?:[^'\\\n]++|\\.)*+'?|"(?:[^"\\\n]++|\\.)*+"?|`(?:[^`\\]++|\\.)*+`?)
    |(?P<name>[\w$]++)
    |(?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)
_PATTERN = re.compile(r"/(?:[^/\\\n\[]++|\\.|\[(?:[^\]\\\n]++|\\.)*+\]?)*+/?", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_CLOSES = {"}": "{", "]": "[", ")": "("}
_BEFORE_A_PATTERN = frozenset("([{,:=?!&|;>") | {"return", ""}
_STATEMENTS = frozenset({"const", "let", "var", "export", "import", "module", "function", "return"})
_TYPED = frozenset({"as", "satisfies"})
_CONSTANTS = {"true": True, "false": False, "null": None}


class _Name(str):
    """A word or sign that is no literal."""

    __slots__ = ()


@dataclass(slots=True)
class _Frame:
    """A bracket not yet closed: its sign and offset, what it holds, the key that waits, and the entry so far."""

    sign: str
    start: int
    held: dict[str, object] | list[object]
    key: str | None = None
    entry: list[object] = field(default_factory=list)


class _Reader:
    """Reads tokens one by one. `found` are the objects, in the order in which they begin."""

    def __init__(self) -> None:
        self.found: list[dict[str, object]] = []
        self.fault: tuple[int, str] | None = None
        self.stack = [_Frame("", 0, [])]
        self._named: dict[str, object] = {}

    def add(self, value: object) -> None:
        """A literal or a name of the entry at hand."""
        if isinstance(value, _Name) and value in _STATEMENTS:
            self.end()
        self.stack[-1].entry.append(value)

    def sign(self, sign: str, offset: int) -> None:
        """A bracket, a colon or what ends an entry; any other sign is a name."""
        if sign in "{[(":
            self._open(sign, offset)
        elif sign in "}])":
            self._close(sign, offset)
        elif sign in ",;":
            self.end()
        elif sign == ":" and self._keyed():
            self.stack[-1].entry.clear()
        else:
            self.add(_Name(sign))

    def end(self) -> None:
        """End the entry at hand, and keep its value where that is one literal."""
        top = self.stack[-1]
        entry, key = top.entry, top.key
        top.entry, top.key = [], None
        if isinstance(top.held, list):
            if entry:
                top.held.append(self._value(entry))
            self._name(entry)
        elif key is not None and entry:
            top.held[key] = self._value(entry)
        elif len(entry) == 1 and isinstance(entry[0], _Name):
            top.held[str(entry[0])] = self._value(entry)
        else:
            self._name(entry)

    def _value(self, entry: list[object]) -> object:
        if len(entry) > 1 and not (isinstance(entry[1], _Name) and entry[1] in _TYPED):
            return None
        return self._named.get(entry[0]) if isinstance(entry[0], _Name) else entry[0]

    def _name(self, entry: list[object]) -> None:
        """Remember the literal of `const name = literal`."""
        if len(entry) < 4 or not isinstance(entry[0], _Name) or entry[0] not in _STATEMENTS:
            return
        equals = next((place for place, one in enumerate(entry) if isinstance(one, _Name) and one == "="), 0)
        if equals and len(entry) > equals + 1:
            self._named[str(entry[1])] = self._value(entry[equals + 1 :])

    def _keyed(self) -> bool:
        """Whether the entry so far is the key of an object."""
        top = self.stack[-1]
        if (
            isinstance(top.held, list)
            or top.key is not None
            or len(top.entry) != 1
            or not isinstance(top.entry[0], str)
        ):
            return False
        top.key = str(top.entry[0])
        return True

    def _open(self, sign: str, offset: int) -> None:
        held: dict[str, object] | list[object] = {} if sign == "{" else []
        if isinstance(held, dict):
            self.found.append(held)
        self.stack.append(_Frame(sign, offset, held))

    def _close(self, sign: str, offset: int) -> None:
        top = self.stack[-1]
        if top.sign != _CLOSES[sign]:
            self.fault = self.fault or (offset, f"'{sign}' closes nothing")
            return
        self.end()
        self.stack.pop()
        if sign != ")":
            self.add(top.held)
        elif isinstance(top.held, list) and len(top.held) == 1 and not self.stack[-1].entry:
            self.add(top.held[0])
        else:
            self.add(_Name("()"))

    def finish(self) -> None:
        """Close what is still open at the end."""
        if len(self.stack) > 1:
            self.fault = self.fault or (self.stack[-1].start, f"'{self.stack[-1].sign}' is never closed")
        while len(self.stack) > 1:
            self.end()
            self.add(self.stack.pop().held)
        self.end()


def read(text: str) -> tuple[list[dict[str, object]], str]:
    """Every object literal in the order in which they begin, and what is wrong, with its line.

    Values are strings, booleans, lists and objects. What would have to be run is None. A name given a literal by
    `const` stands for it.
    """
    if len(text) > _LIMIT:
        return [], f"Longer than {_LIMIT} characters"
    reader = _Reader()
    place, before = 0, ""
    while match := _TOKEN.match(text, place):
        place = match.end()
        if match.lastgroup == "gap":
            continue
        word = match.group()
        if word == "/" and before in _BEFORE_A_PATTERN and (pattern := _PATTERN.match(text, match.start())):
            place = pattern.end()
            word = "pattern"
            reader.add(_Name(word))
        elif match.lastgroup == "text":
            reader.add(_literal(word))
        elif match.lastgroup == "name":
            reader.add(_CONSTANTS[word] if word in _CONSTANTS else _Name(word))
        else:
            reader.sign(word, match.start())
        before = word
        if len(reader.stack) > _DEEPEST:
            return reader.found, f"Line {_line(text, place)}: nested more than {_DEEPEST} deep"
    reader.finish()
    return reader.found, f"Line {_line(text, reader.fault[0])}: {reader.fault[1]}" if reader.fault else ""


def _literal(word: str) -> str | None:
    """The text of a string as written, None where a template has something to fill in."""
    if word[0] == "`" and "${" in word:
        return None
    inner = word[1:-1] if len(word) > 1 and word[-1] == word[0] else word[1:]
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], inner)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
