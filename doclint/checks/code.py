"""Code, file names, commands and placeholders that the translation changed."""

import re
from collections.abc import Iterator

from msgspec import Struct
from rapidfuzz import fuzz, process

from doclint.model import Diagnostic
from doclint.project.edition import Segment, UnitPair

SCOPE = "unit"

# The verbs PowerShell approves (Get-Verb); only a name of two capitals behind one is surely a cmdlet.
_VERBS = (
    "Add|Clear|Close|Copy|Enter|Exit|Find|Format|Get|Hide|Join|Lock|Move|New|Open|Optimize|Pop|Push|Redo|Remove|Rename|"
    "Reset|Resize|Search|Select|Set|Show|Skip|Split|Step|Switch|Undo|Unlock|Watch|Connect|Disconnect|Read|Receive|Send|"
    "Write|Backup|Checkpoint|Compare|Compress|Convert|ConvertFrom|ConvertTo|Dismount|Edit|Expand|Export|Group|Import|"
    "Initialize|Limit|Merge|Mount|Out|Publish|Restore|Save|Sync|Unpublish|Update|Debug|Measure|Ping|Repair|Resolve|Test|"
    "Trace|Approve|Assert|Build|Complete|Confirm|Deny|Deploy|Disable|Enable|Install|Invoke|Register|Request|Restart|"
    "Resume|Start|Stop|Submit|Suspend|Uninstall|Unregister|Wait|Block|Grant|Protect|Revoke|Unblock|Unprotect|Use"
)
_LITERAL = re.compile(
    r"(?<![A-Za-z0-9_./\\<{-])(?:"
    rf"(?:{_VERBS})-[A-Z][a-z]*[A-Z][A-Za-z]*"  # cmdlets: Get-AzureVM
    r"|(?<![\w)`*])--[a-z][\w-]+"  # switches
    r"|%[A-Za-z]\w+%|\$\{?[A-Za-z_]\w*\}?|\{\d+\}|%[sd]"  # variables and placeholders
    r"|[A-Za-z_]\w*_\w*[A-Za-z]\w*"  # snake_case
    r"|[\w-]+\.(?:exe|dll|json|xml|ya?ml|config|conf|ps1|psm1|cmd|bat|sh|py|cs|js|ts|md|txt|log|zip|msi|vhdx?|csv|sql|ini)"
    r")(?![A-Za-z0-9_\\/>}-])"
)
_BLANKS = re.compile(r"[\s\"'«»‹›„“”‟‘’]+")
_SLIP = 80
_WORD = re.compile(r"[a-z]+")
"""A lower-case word in code may well be said in words: *a `list` of names*."""
_ESCAPE = re.compile(r"\\(?=[_*\[\]<>`#|{}])")


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """No options."""


class Literal(Struct, frozen=True):
    """A literal as written, and its place in the unit's text."""

    text: str
    start: int
    end: int


def check(pair: UnitPair, _options: Options) -> Iterator[Diagnostic]:
    """Every literal of the source that the translation lacks, beside what stands there instead."""
    source, target = _literals(pair.source), _literals(pair.target)
    lost = _without(source, pair.target, target)
    added = {literal.text: literal for literal in _without(target, pair.source, source)}
    for literal in lost:
        match = process.extractOne(literal.text, list(added))
        if match:
            yield _changed(pair, literal, added.pop(match[0]))
        elif not _WORD.fullmatch(literal.text):
            yield _lost(pair, literal)


def _literals(segment: Segment) -> list[Literal]:
    """Code spans, and literals of running text, each text once."""
    base = segment.unit.span.start
    found = [
        Literal(mark.value.strip(), mark.content.start - base, mark.content.end - base)
        for mark in segment.markup
        if mark.kind == "code"
    ]
    found += [Literal(match[0], *match.span()) for match in _LITERAL.finditer(segment.prose)]
    return list({literal.text: literal for literal in reversed(found)}.values())[::-1]


def _without(literals: list[Literal], other: Segment, known: list[Literal]) -> list[Literal]:
    """Those of `literals` that stand nowhere on the other side, blanks, escapes and case apart."""
    same = {_folded(literal.text) for literal in known}
    literals = [literal for literal in literals if _folded(literal.text) not in same]
    if not literals:
        return []
    text = _ESCAPE.sub("", other.block_text)
    folded = _folded(text)
    return [
        literal
        for literal in literals
        if not ('"' in literal.text and _folded(literal.text) in folded)
        and not re.search(rf"(?<![A-Za-z0-9_]){re.escape(literal.text)}(?![A-Za-z0-9_])", text, re.IGNORECASE)
    ]


def _folded(text: str) -> str:
    return _BLANKS.sub("", _ESCAPE.sub("", text)).lower()


def _changed(pair: UnitPair, source: Literal, target: Literal) -> Diagnostic:
    message = f"'{target.text}' stands where the source has '{source.text}', which readers must type or find as it is"
    evidence = (pair.source.evidence("source", source.start, source.end),)
    confidence = 0.95 if _fixed(pair, source, target) else 0.65
    return pair.target.report(
        message, target.start, target.end, expected=source.text, evidence=evidence, confidence=confidence
    )


def _fixed(pair: UnitPair, source: Literal, target: Literal) -> bool:
    """Whether a literal is surely no made-up name of an example: the article's code has it, or it is all but kept."""
    blocks = pair.source.edition.article.blocks
    shown = any(block.kind == "code" and source.text in block.text for block in blocks)
    named = bool(_LITERAL.fullmatch(source.text))
    return shown or named or fuzz.ratio(source.text, target.text) >= _SLIP


def _lost(pair: UnitPair, source: Literal) -> Diagnostic:
    message = f"'{source.text}' of the source is missing from the translation, or was translated. Keep it as it is"
    evidence = (pair.source.evidence("source", source.start, source.end),)
    return pair.target.report(message, expected=source.text, evidence=evidence, confidence=0.75)
