"""Literals in running text: what readers type, look for or call, whatever language surrounds it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# The verbs PowerShell approves (Get-Verb); only a name of two capitals behind one is surely a cmdlet.
_VERBS = (
    "Add|Clear|Close|Copy|Enter|Exit|Find|Format|Get|Hide|Join|Lock|Move|New|Open|Optimize|Pop|Push|Redo|Remove|Rename|"
    "Reset|Resize|Search|Select|Set|Show|Skip|Split|Step|Switch|Undo|Unlock|Watch|Connect|Disconnect|Read|Receive|Send|"
    "Write|Backup|Checkpoint|Compare|Compress|Convert|ConvertFrom|ConvertTo|Dismount|Edit|Expand|Export|Group|Import|"
    "Initialize|Limit|Merge|Mount|Out|Publish|Restore|Save|Sync|Unpublish|Update|Debug|Measure|Ping|Repair|Resolve|Test|"
    "Trace|Approve|Assert|Build|Complete|Confirm|Deny|Deploy|Disable|Enable|Install|Invoke|Register|Request|Restart|"
    "Resume|Start|Stop|Submit|Suspend|Uninstall|Unregister|Wait|Block|Grant|Protect|Revoke|Unblock|Unprotect|Use"
)
_EXTENSIONS = (
    "exe|dll|json|xml|ya?ml|toml|config|conf|cfg|ps1|psm1|psd1|cmd|bat|sh|py|ipynb|cs|csproj|sln|cshtml|aspx?|jsx?|tsx?|"
    "java|jar|war|php|rb|go|md|rst|txt|log|zip|tar|gz|tgz|msi|iso|vhdx?|csv|tsv|sql|hql|ini|env|html?|css|svg|png|"
    "cer|crt|pfx|pem|key|rdp|cspkg|cscfg|csdef|wadcfg|rpm|deb|apk|ipa|so|plist|properties|lock"
)
_DOMAINS = "com|net|org|io|dev|edu|gov|info|cloud|local|localhost|test|example"
_HEADERS = (
    "Accept|Accept-Encoding|Accept-Language|Access-Control-[A-Z][A-Za-z-]+|Cache-Control|Content-Disposition|"
    "Content-Encoding|Content-Length|Content-Type|If-Match|If-None-Match|If-Modified-Since|Last-Modified|Retry-After|"
    "Set-Cookie|Strict-Transport-Security|Transfer-Encoding|User-Agent|WWW-Authenticate"
)
_CAMEL = (
    r"(?:[a-z][a-z0-9]*(?:[A-Z][a-z0-9]+)+|(?:[A-Z][a-z0-9]+){2,}[A-Z]?|[A-Z]{2,}[a-z][a-z0-9]*(?:[A-Z][a-z0-9]+)+)"
)
_PIECE = r"[^\s<>\[\]\"'`«»“”„‘’|\ufffc]"
_SQL = (
    r"(?:CREATE|ALTER|DROP|TRUNCATE|BACKUP|RESTORE)(?: (?:OR|REPLACE|EXTERNAL|REMOTE|UNIQUE|CLUSTERED|COLUMNSTORE))*"
    r" (?:TABLE|DATABASE|INDEX|USER|LOGIN|VIEW|PROCEDURE|FUNCTION|SCHEMA|STATISTICS|LOG)(?: AS SELECT)?"
    r"|(?:ORDER|GROUP|PARTITION) BY|INSERT INTO|IS (?:NOT )?NULL|UNION ALL|(?:LEFT|RIGHT|INNER|OUTER|FULL|CROSS) JOIN"
    r"|WITH (?:FORMAT|INIT|NOINIT|RECOVERY|NORECOVERY|NOCHECK|NOLOCK|TIES|COMPRESSION)"
)
_PATTERNS = {
    "url": rf"(?:https?|ftps?|wss?|amqps?|connect)://(?:{_PIECE}|<[A-Za-z][\w-]*>)+(?<![.,;:!?)*])",
    "id": r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4,}(?:-?[0-9a-fA-F]+)?\b|0x[0-9A-Fa-f]+\b",
    "cmdlet": rf"(?:{_VERBS})-[A-Z][a-z]*[A-Z][A-Za-z0-9]*\b(?!-)",
    "switch": r"(?:(?<![^\s(\[,])|(?<=[\s(][\"'“]))--[a-z][a-z0-9]*(?:-[a-z0-9]+)*\b(?!-)",
    "variable": r"%[A-Za-z]\w+%|\$\{[A-Za-z_]\w*\}|\$env:\w+",
    "placeholder": r"\{[A-Za-z][\w-]*\}|\{\d+\}|(?<!\w)%[sd](?!\w)",
    "hole": r"<[A-Za-z][\w -]*>",
    "path": r"(?<![\w.:)>}])/(?:[a-z][\w.-]{0,80}/)+[\w.-]{0,80}\w|(?<!\w)[A-Za-z]:\\{1,2}[^\s*\"'`<>|\ufffc]+[\w\\]",
    "header": rf"(?:X-[A-Z][A-Za-z]+-[A-Z][A-Za-z-]*[a-z]|(?:{_HEADERS})(?=:\w))",
    "file": rf"[^\W\d_][\w-]{{0,80}}(?:\.[\w-]{{1,80}}){{0,6}}\.(?:{_EXTENSIONS})\b(?![\w(-]|\.\w)",
    "query": r"[A-Za-z]\w{0,80}=[\w%.-]+(?:&[A-Za-z]\w*=[\w%.{}-]+)+",
    "setting": r"(?<=[\"'“„‘(])[A-Za-z][\w-]+=[\w-]+(?=[\"'”’)])",
    "sql": rf"(?:{_SQL})\b(?!\w)",
    "host": rf"localhost:\d+|(?:[\w-]{{1,63}}\.){{1,8}}[\w-]{{1,63}}\.(?:{_DOMAINS})\b(?![\w-])",
    "package": r"[a-z][a-z-]{0,60}-\d+(?:\.\d+)+(?:[.-]\w+)*\b",
    "name": r"[A-Za-z]\w{0,80}(?:\.[A-Za-z]\w{0,80}){1,12}\b(?:\(\))?",
    "call": r"[A-Za-z_]\w{0,80}\(\)",
    "snake": r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+(?!\w)",
    "camel": rf"{_CAMEL}(?![\w-])",
}
_LITERAL = re.compile(
    r"(?<![A-Za-z0-9_\\\u00c0-\u024f\u0400-\u04ff])(?<![A-Za-z0-9][.@-])(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items())
    + ")"
)
_HUMPED = re.compile(_CAMEL)
_TWO = 2
_OPENERS = {"The", "This", "These", "If", "For", "In", "On", "To", "You", "It", "When", "And", "An", "We", "Use", "See"}
"""Words that open a sentence which lacks the blank before it."""
_LOOK = re.compile(r"[a-z][A-Z]|\w[_.:\\=]\w|[{%$]\w|--\w|/\w|\(\)|\w-[A-Z0-9]|[A-Z]{2} [A-Z]{2}|\b0x|[<&;]")
"""What a text with a literal surely holds somewhere."""


class Literal(NamedTuple):
    """A literal as written, what it is, and its place in the text."""

    kind: str
    text: str
    start: int
    end: int


def likely(text: str) -> bool:
    """Whether `text` may hold a literal: a cheap first look."""
    return bool(_LOOK.search(text))


def literals(text: str) -> Iterator[Literal]:
    """The literals of a running text, from left to right."""
    for match in _LITERAL.finditer(text):
        if match.lastgroup != "name" or _named(match[0]):
            yield Literal(match.lastgroup or "", match[0], *match.span())


def _named(text: str) -> bool:
    """Whether a text with dots is a program's name rather than two sentences without a blank."""
    parts = text.removesuffix("()").split(".")
    if parts[-1] in _OPENERS or min(map(len, parts)) < _TWO:
        return False
    return any(map(_HUMPED.fullmatch, parts)) or (len(parts) > _TWO and all(part[0].isupper() for part in parts))
