"""Which locale an article is in: by its path, else its front matter, else its words."""

from collections import Counter
from collections.abc import Iterable

from doclint.language.pack import languages, pack
from doclint.language.words import words
from doclint.model import Article
from doclint.project import scripts
from doclint.project.layouts import Place
from doclint.project.tags import language, normal

_KEYS = ("ms.contentlocale", "contentlocale", "locale", "lang", "language")
_SAMPLE = 400
_FEWEST = 3
_SHARE = 0.1
_ENOUGH = 60
_ACCENTED = 0.01
_NONE = ((0.0, 0, ""), (0.0, 0, ""))


def of_article(article: Article, place: Place, default: str) -> tuple[str, str]:
    """The locale of an article and how it is known; `default` where nothing tells."""
    for key in _KEYS:
        value = article.metadata.get(key)
        if value and normal(value.text):
            return normal(value.text), f"front matter {key}"
    if place.locale:
        return place.locale, "path"
    guess = _of_text(article, default)
    return (guess, "its text") if guess else (default, "the source locale")


def _of_text(article: Article, default: str) -> str:
    """The language of the script, else the one whose commonest words make up the text, if it is clearly ahead.

    Where that is none, "und" if the text cannot be in the language of `default`, else an empty string.
    """
    text = "\n".join(unit.prose for unit in article.units[:_SAMPLE])
    written = scripts.of_text(text)
    if written:
        return written
    sample = _words(article)
    best, distinct, code = _likeliest(sample, languages())
    if best > _SHARE and distinct >= _FEWEST:
        return code
    foreign = sample.total() >= _ENOUGH and scripts.accented(text) > _ACCENTED
    return "und" if foreign and pack(default) and _share(sample, default)[0] < _SHARE / 2 else ""


def foreign(article: Article, source_locale: str) -> str:
    """The language of an article known not to be in the source locale; "und" where its words tell of none."""
    others = [code for code in languages() if language(code) != language(source_locale)]
    best, _, code = _likeliest(_words(article), others)
    return code if best > _SHARE / 2 else "und"


def _words(article: Article) -> Counter[str]:
    return Counter(word.text.rstrip("'") for unit in article.units[:_SAMPLE] for word in words(unit.prose))


def _likeliest(sample: Counter[str], codes: Iterable[str]) -> tuple[float, int, str]:
    """Share, number and language of the commonest words found, if one language is clearly ahead."""
    first, second, *_ = sorted((*((*_share(sample, code), code) for code in codes), *_NONE), reverse=True)
    return first if first[0] > 1.5 * second[0] else _NONE[0]


def _share(sample: Counter[str], code: str) -> tuple[float, int]:
    """Which part of the words are among the commonest of a language, and how many different ones."""
    known = pack(code)
    found = {word.rstrip("'") for word in known.frequent if word.rstrip("'") in sample} if known else set()
    return sum(sample[word] for word in found) / max(1, sample.total()), len(found)
