"""Literals in running text: what is taken for one, where it is seen, and what became of it."""

import pytest
from reading import read, twin

from doclint.language.literals import likely, literals
from doclint.project.edition import Edition, Segment
from doclint.project.fates import outcomes
from doclint.project.shown import shown
from doclint.project.unit_pair import UnitPair


def _pair(target: str, source: str, locale: str = "de-DE") -> UnitPair:
    article = read(twin("0a1b2-104", target, source))
    assert article.source
    sides = Edition(article.source, "en", 0), Edition(article, locale, 0)
    one, other = (Segment(side, side.article.units[0]) for side in sides)
    return UnitPair(one, other, "given", 1.0)


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(literal.kind, literal.text) for literal in literals(text)]


@pytest.mark.parametrize(
    ("text", "kind", "literal"),
    [
        ("Open http://localhost:3000/a?b=1.", "url", "http://localhost:3000/a?b=1"),
        ("Call http://<name>.example.com/x, then", "url", "http://<name>.example.com/x"),
        ("The key 0x8004ABCD is", "id", "0x8004ABCD"),
        ("Run Get-QuayGate now", "cmdlet", "Get-QuayGate"),
        ("Add --no-crane (or not)", "switch", "--no-crane"),
        ("In %HARBOR_HOME% lies", "variable", "%HARBOR_HOME%"),
        ("Crate {0} is", "placeholder", "{0}"),
        ("Edit /etc/harbor/quay.conf first", "path", "/etc/harbor/quay.conf"),
        (r"Look at C:\Harbor\Quay here", "path", r"C:\Harbor\Quay"),
        ("The X-Harbor-Gate header", "header", "X-Harbor-Gate"),
        ("Send Cache-Control:no-cache", "header", "Cache-Control"),
        ("Edit harbor-quay.yaml now", "file", "harbor-quay.yaml"),
        ("Append gate=open&crane=2 to it", "query", "gate=open&crane=2"),
        ('Set "gate=open" there', "setting", "gate=open"),
        ("Use CREATE TABLE here", "sql", "CREATE TABLE"),
        ("At quay.harbor.example.com there", "host", "quay.harbor.example.com"),
        ("Since harbor-2.6.32-504 it", "package", "harbor-2.6.32-504"),
        ("Call Harbor.Quay.OpenGate next", "name", "Harbor.Quay.OpenGate"),
        ("Call openGate() next", "call", "openGate()"),
        ("Set harbor_port to", "snake", "harbor_port"),
        ("The GateKeeper opens", "camel", "GateKeeper"),
    ],
)
def test_literals(text: str, kind: str, literal: str) -> None:
    """Each kind is found, whole and without the sentence's own signs, and the first look sees it."""
    assert likely(text)
    assert (kind, literal) in _kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Multi-Factor Sign-In and Read-Only Access",
        "The last task--the crane's--is done.",
        "Close the gate.The crane comes, e.g. at noon.",
        "Either/or, and/or, 24/7 at 12:30.",
        "A.K.A. the quay",
    ],
)
def test_words(text: str) -> None:
    """Hyphens, dashes, slashes and dots of ordinary sentences make no literal."""
    assert _kinds(text) == []


def test_shown() -> None:
    """Markup and destinations are not seen, signs are as readers see them, and every place leads back."""
    pair = _pair("x", r"Use **open\_gate** of [the quay](../a_b.md) &lt;now> with `code_x`.")
    view = shown(pair.source, code=False)
    assert view.text.startswith("Use open_gate of the quay <now> with ")
    assert "code_x" not in view.text
    assert "code_x" in shown(pair.source, code=True).text
    start, end = view.place(4, 13)
    assert pair.source.text[start:end] == r"open\_gate"


@pytest.mark.parametrize(
    ("target", "source", "fate", "instead"),
    [
        ("Öffnen Sie http://localhost: 80.", "Open http://localhost:80.", "split", "http://localhost: 80"),
        ("Rufen Sie Hole QuayGate auf.", "Call Get-QuayGate.", "parted", "Quay"),
        ("Rufen Sie get-quaygate auf.", "Call Get-QuayGate.", "recased", "get-quaygate"),
        ("Öffnen Sie hafen.json.", "Open quay.json.", "altered", "hafen.json"),
        ("Kran: Harbor-Tor", "The X-Harbor-Gate header", "parted", "Harbor"),
        ("Nichts davon.", "Add --no-crane to it.", "lost", ""),
    ],
)
def test_fates(target: str, source: str, fate: str, instead: str) -> None:
    """What became of a literal, and what readers see instead."""
    assert [(one.fate, one.instead) for one in outcomes(_pair(target, source))] == [(fate, instead)]


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("Drei ConfigMap liegen dort.", "Three ConfigMaps lie there."),
        ("ConfigMapów jest trzy.", "Three ConfigMaps lie there."),
        ("Verwenden Sie GROUP\u00a0BY.", "Use GROUP BY."),
        ("Setzen Sie `harbor_port`.", "Set harbor_port."),
        ("harbor_port'u ayarlayın.", "Set harbor_port."),
    ],
)
def test_kept(target: str, source: str) -> None:
    """Suffixes, backticks, no-break blanks and a missing English plural change no literal."""
    assert outcomes(_pair(target, source)) == ()


@pytest.mark.parametrize(
    "text", ["-" * 9000, "a." * 4500, "/a" * 4500, "a--" * 3000, "Aa." * 3000, "\x00\ud800<" * 900]
)
def test_hostile(text: str) -> None:
    """No text takes long, whatever it holds."""
    list(literals(text))
