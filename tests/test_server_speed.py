"""How long the language server takes; figures are printed, and only absurd ones fail."""

import time
from pathlib import Path
from statistics import median

from editor import Editor
from lsprotocol import types
from repositories import write

ARTICLES = 250
_WORDS = ("gate", "harbor", "crane", "quay", "lantern", "pilot", "anchor", "keeper", "barge", "signal")
_MOTS = ("porte", "port", "grue", "quai", "lanterne", "pilote", "ancre", "gardien", "barge", "signal")


def article(number: int, words: tuple[str, ...], verb: str) -> bytes:
    """An article with sections of a few sentences, and links to two others."""
    lines = [f"# {words[number % 10].capitalize()} {number}"]
    for section in range(8):
        names = [words[(number + section + step) % 10] for step in range(3)]
        lines.append(f"## {names[0].capitalize()} {section} {{#s{section}}}")
        lines.append(f"{names[0].capitalize()} {verb} {names[1]} {number + section}.")
        lines.append(f"{names[2].capitalize()} {verb} `x{section}`.")
        lines.append(f"[{names[1]}](a{(number + section) % ARTICLES}.md#s{section}) {verb} {names[0]}.")
    return "\n\n".join(lines).encode() + b"\n"


def test_latency(tmp_path: Path) -> None:
    """From start to first findings, and from a keystroke to findings, in a project of 500 articles."""
    write(tmp_path, {"mkdocs.yml": b"site_name: Harbor\nmarkdown_extensions: [attr_list]\n"})
    write(tmp_path, {f"docs/en/a{n}.md": article(n, _WORDS, "holds") for n in range(ARTICLES)})
    write(tmp_path, {f"docs/fr/a{n}.md": article(n, _MOTS, "tient") for n in range(ARTICLES)})
    begin, path = time.perf_counter(), "docs/fr/a7.md"
    with Editor(tmp_path, tmp_path) as editor:
        editor.open(path)
        first = time.perf_counter() - begin
        at = editor.at(path, "# ")
        params = types.ReferenceParams(types.ReferenceContext(include_declaration=False), at.text_document, at.position)
        editor.run(editor.client.text_document_references_async(params))
        whole = time.perf_counter() - begin
        times = [_typed(editor, path) for _ in range(12)]
        print(f"\n500 articles: first findings {first:.2f} s, all read {whole:.2f} s, ", end="")
        print(f"keystroke to findings {1000 * median(times):.0f} ms (of 12: {1000 * max(times):.0f} ms at most)")
        assert first < 60
        assert median(times) < 10


def _typed(editor: Editor, path: str) -> float:
    """Seconds from an edit to what is said of it."""
    old, new = ("x3`", "x33`") if "x3`" in editor.texts[path] else ("x33`", "x3`")
    begin = time.perf_counter()
    editor.after(path, lambda: editor.edit(path, old, new))
    return time.perf_counter() - begin


def test_seeds(corpora: Path) -> None:
    """Real articles that lie in one folder: each finds its twins, and what is said is said with places in the files."""
    with Editor(corpora / "seeds", corpora / "seeds") as editor:
        for path in sorted(one.name for one in (corpora / "seeds").glob("*.md")):
            begin = time.perf_counter()
            found = editor.open(path)
            print(f"\n{path}: {len(found)} findings after {time.perf_counter() - begin:.2f} s")
            lines = editor.texts[path].count("\n") + 1
            assert all(one.range.end.line < lines for one in found)
        assert any(one.related_information for found in editor.diagnostics.values() for one in found)
