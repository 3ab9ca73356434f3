"""Articles from the cache are the articles that were read."""

from pathlib import Path

import pytest
from conftest import ROOT

from doclint import read
from doclint.cache import Cache
from doclint.reader import Reader

SIDE = '<span data-ttu-id="a-1"><span class="sxs-lookup">Das Tor</span><span data-stu-id="a-1">The gate</span></span>\n'
HARD = {
    "hard.md": "---\ntitle: Gate \ud83d\n---\n# Gate\r\n\r\n1. **Open** `gate` [it](a.md#b)\n".encode(
        "utf-8", "surrogatepass"
    ),
    "empty.md": b"",
    "bytes.md": bytes(range(256)) * 3,
    "side.md": SIDE.encode(),
    "name\udcff.md": b"# Gate\n",
}


@pytest.mark.parametrize("again", [False, True])
def test_a_cached_article_is_the_article(tmp_path: Path, again: bool) -> None:  # noqa: FBT001
    """Every field is equal, whatever the file holds, in the run that read it and in the next."""
    files = {file.as_posix(): file.read_bytes() for file in sorted((ROOT / "rules").rglob("*.md"))[:40]} | HARD
    for _ in range(2 if again else 1):
        cache = Cache.open(tmp_path)
        reader = Reader(cache)
        for name, data in files.items():
            ours, plain = reader.article(data, name), read.article(data, name)
            assert ours.bilingual == plain.bilingual
            if not plain.bilingual:
                assert ours == plain
                assert ours.original.lines == plain.original.lines
        cache.close()
