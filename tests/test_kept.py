"""What is kept for the next run changes no finding: after any edit, cached and anew say the same, byte for byte."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import commit, git, write

from doclint.output import json
from doclint.session import Request, Session

SENTENCES = {
    "en": (
        "Leave the gate enabled.",
        "Wait at least {n} minutes.",
        "The pier holds {n} GB.",
        "See [the quay](b.md#top).",
    ),
    "fr": (
        "Laissez la porte désactivée.",
        "Attendez {n} minutes.",
        "Le quai contient {n} Go.",
        "Voir [le quai](b.md#top).",
    ),
}
UNIT = '<span data-ttu-id="u{n}">{fr}</span><span class="sxs-lookup"><span data-stu-id="u{n}">{en}</span></span>\n\n'


def said(*, cached: bool, select: tuple[str, ...] = (), since: str | None = None) -> str:
    """The whole report as JSON."""
    report = Session(Request((".",), select=select, since=since, cached=cached)).look()
    out = io.StringIO()
    json.write(report, out)
    return out.getvalue()


def article(dice: random.Random, locale: str) -> bytes:
    """An article of some sentences; a French one may be bilingual."""
    picked = [dice.randrange(4) for _ in range(dice.randrange(1, 5))]
    numbers = [dice.randrange(1, 40) for _ in picked]
    if locale == "fr" and dice.random() < 0.4:
        units = (
            UNIT.format(n=n, **{one: SENTENCES[one][at].format(n=n) for one in SENTENCES})
            for at, n in zip(picked, numbers, strict=True)
        )
        return ("# Porte\n\n" + "".join(units)).encode()
    lines = (SENTENCES[locale][at].format(n=n) for at, n in zip(picked, numbers, strict=True))
    return (f"# Gate {dice.randrange(3)}\n\n" + "\n\n".join(lines) + "\n").encode()


def edited(dice: random.Random) -> None:
    """One article is written anew."""
    locale, name = dice.choice(["en", "fr"]), dice.choice("abc")
    write(Path(), {f"docs/{locale}/{name}.md": article(dice, locale)})


def renamed(dice: random.Random) -> None:
    """One article gets another name."""
    found = sorted(Path("docs").rglob("*.md"))
    if found:
        dice.choice(found).rename(Path("docs", dice.choice(["en", "fr"]), f"{dice.choice('abcd')}.md"))


def deleted(dice: random.Random) -> None:
    """One article is no more."""
    found = sorted(Path("docs").rglob("*.md"))
    if len(found) > 2:
        dice.choice(found).unlink()


def configured(dice: random.Random) -> None:
    """The configuration, the glossary or the facts are others."""
    term = dice.choice(["gate,porte", "pier,jetée", "quay,quai"])
    text = dice.choice(["", 'ignore = ["numbers"]\n', '[severity]\nmeaning = "info"\n'])
    facts = (
        f'[[fact]]\nid = "pier"\nholds = "{dice.choice([16, 32])} GB"\n[fact.subject]\nen = ["pier"]\nfr = ["quai"]\n'
    )
    write(Path(), {"terms.csv": f"en,fr\n{term}\n".replace("en,", "term,").encode(), "facts.toml": facts.encode()})
    write(Path(), {"doclint.toml": f'glossary = ["terms.csv"]\nfacts = "facts.toml"\n{text}'.encode()})


def committed(_dice: random.Random) -> None:
    """The history goes on: translations are judged by another version of their source."""
    git(Path(), "add", "--all")
    git(Path(), "commit", "--quiet", "--allow-empty", "--message", "On")


MOVES: list[Callable[[random.Random], None]] = [edited, edited, edited, renamed, deleted, configured, committed]


@pytest.mark.parametrize("seed", range(12))
def test_cached_and_anew_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """After each of some random steps; a second look, at which all is known, too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOCLINT_CACHE_DIR", str(tmp_path / "cache"))
    dice = random.Random(seed)  # noqa: S311
    git(tmp_path, "init", "--quiet")
    for locale in ("en", "fr"):
        write(tmp_path, {f"docs/{locale}/{name}.md": article(dice, locale) for name in "abc"})
    commit(tmp_path, "Gates")
    for _ in range(8):
        dice.choice(MOVES)(dice)
        select = dice.choice([(), (), ("links",), ("meaning", "facts")])
        since = dice.choice([None, None, "HEAD"])
        anew = said(cached=False, select=select, since=since)
        assert said(cached=True, select=select, since=since) == anew
        assert said(cached=True, select=select, since=since) == anew


def test_nothing_is_examined_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known is not aligned again; after an edit, only what it concerns is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOCLINT_CACHE_DIR", str(tmp_path / "cache"))
    dice = random.Random(1)  # noqa: S311
    for locale in ("en", "fr"):
        write(tmp_path, {f"docs/{locale}/{name}.md": article(dice, locale) for name in "abcdef"})
    worked: list[str] = []
    from doclint import examine

    plain = examine._worked_out  # noqa: SLF001

    def counted(*arguments: object) -> examine.Part:
        worked.append(arguments[1].article.path)  # type: ignore[attr-defined]
        return plain(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(examine, "_worked_out", counted)
    first = said(cached=True)
    assert len(worked) == 12
    worked.clear()
    assert (said(cached=True), worked) == (first, [])
    source = tmp_path / "docs/en/c.md"
    source.write_bytes(source.read_bytes() + b"\nOne more gate.\n")
    said(cached=True)
    assert set(worked) == {"docs/en/c.md", "docs/fr/c.md"} - (
        {"docs/fr/c.md"} if b"data-ttu" in (tmp_path / "docs/fr/c.md").read_bytes() else set()
    )
