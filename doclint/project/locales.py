"""Which locale an article is in: by its path, else its front matter, else its words."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from doclint.language.pack import languages, pack
from doclint.language.words import words
from doclint.model import Article
from doclint.project import scripts
from doclint.project.layouts import Place
from doclint.project.tags import language, normal

_KEYS = ("ms.contentlocale", "contentlocale", "locale", "lang", "language")
_SAMPLE = 400
_SHARE = 0.1
_ENOUGH = 60
_ACCENTED = 0.01
_NONE = ((0.0, 0, ""), (0.0, 0, ""))


class _Proof(NamedTuple):
    """What a text needs to be told as another language than the default.

    Its running words, how many different ones of them are common, how many times the share of the default language
    they make up, and which part of the letters is in a script of its own.
    """

    words: int
    distinct: int
    lead: float
    script: float


_LOOSE = _Proof(words=10, distinct=4, lead=1.5, script=0.3)
_SOURCE = _Proof(words=40, distinct=12, lead=3.0, script=0.6)
"""Where translations of such paths lie elsewhere, a page of links or names must not be taken for one of them."""


def of_article(article: Article, place: Place, default: str) -> tuple[str, str]:
    """The locale of an article and how it is known; `default` where nothing tells."""
    for key in _KEYS:
        value = article.metadata.get(key)
        if value and normal(value.text):
            return normal(value.text), f"front matter {key}"
    if place.locale:
        return place.locale, "path"
    guess = _of_source(article, default) if place.source else _of_loose(article, default)
    return (guess, "its text") if guess else (default, "the source locale")


def _of_source(article: Article, default: str) -> str:
    """The language of an article on the source side, if its text is overwhelmingly another than that of `default`."""
    guess = _of_text(article, default, _SOURCE)
    return guess if language(guess) != language(default) else ""


def _of_loose(article: Article, default: str) -> str:
    """The language of a text; "und" if that is none we know and cannot be that of `default`, else an empty string."""
    guess = _of_text(article, default, _LOOSE)
    if guess or not pack(default):
        return guess
    running = _words(article, running=True)
    foreign = running.total() >= _ENOUGH and scripts.accented("".join(running.elements())) > _ACCENTED
    return "und" if foreign and _share(_words(article), default)[0] < _SHARE / 2 else ""


def _of_text(article: Article, default: str, proof: _Proof) -> str:
    """The language of the script, else the one whose commonest words make up the text, if it is clearly ahead."""
    written = scripts.of_text("\n".join(unit.prose for unit in article.units[:_SAMPLE]), proof.script)
    if written:
        return written
    sample, running = _words(article), _words(article, running=True)
    best, _, code = _likeliest(sample, languages())
    enough = running.total() >= proof.words and _share(running, code)[1] >= proof.distinct
    return code if enough and best > max(_SHARE, proof.lead * _share(sample, default)[0]) else ""


def foreign(article: Article, source_locale: str) -> str:
    """The language of an article known not to be in the source locale; "und" where its words tell of none."""
    others = [code for code in languages() if language(code) != language(source_locale)]
    best, _, code = _likeliest(_words(article), others)
    return code if best > _SHARE / 2 else "und"


def _words(article: Article, *, running: bool = False) -> Counter[str]:
    """The words of an article, or only the `running` ones: in lower case, so that names do not count.

    A single letter is no word, for it mostly labels something.
    """
    return Counter(
        word.text.rstrip("'")
        for unit in article.units[:_SAMPLE]
        for word in words(unit.prose)
        if len(word.text) > 1 or not word.text.islower()
        if not (running and unit.prose[word.start].isupper())
    )


def _likeliest(sample: Counter[str], codes: Iterable[str]) -> tuple[float, int, str]:
    """Share, number and language of the commonest words found, if one language is clearly ahead."""
    first, second, *_ = sorted((*((*_share(sample, code), code) for code in codes), *_NONE), reverse=True)
    return first if first[0] > 1.5 * second[0] else _NONE[0]


def _share(sample: Counter[str], code: str) -> tuple[float, int]:
    """Which part of the words are among the commonest of a language, and how many different ones."""
    known = pack(code)
    found = {word.rstrip("'") for word in known.frequent if word.rstrip("'") in sample} if known else set()
    return sum(sample[word] for word in found) / max(1, sample.total()), len(found)
