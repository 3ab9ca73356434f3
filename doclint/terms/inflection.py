"""How the words of terms change: the part that stays, and how much may follow it."""

import re
from unicodedata import normalize

_TAILS = {
    "de": 2, "nl": 2, "fr": 2, "es": 2, "it": 2, "pt": 3, "ca": 2,
    "sv": 4, "da": 4, "nb": 4, "no": 4, "nn": 4, "ro": 4,
    "ru": 4, "uk": 4, "bg": 4, "pl": 4, "cs": 4, "sk": 4, "el": 4,
    "fi": 7, "et": 7, "hu": 8, "tr": 9, "ko": 4,
}  # fmt: skip
"""The most letters that an ending has, behind the part of a word that stays."""
_TAIL, _LONG = 3, 4
_FIRM = {"de", "nl"}
"""Languages whose words keep their last vowel."""
GLUED = {"de", "nl", "sv", "da", "nb", "no", "nn", "fi", "et", "hu", "is"}
"""Languages that write several words as one."""
WIDE = {"zh", "ja", "th", "lo", "km", "my"}
"""Languages that no blanks part."""
_OTHER_LETTERS = WIDE | {"ru", "uk", "bg", "el", "ko", "he", "ar", "hi"}
"""Languages that leave words in Latin letters as they are."""
_FREE = {"ru", "uk", "bg", "pl", "cs", "sk", "sr", "hr", "sl", "fi", "et", "hu", "tr", "lt", "lv", "el"}
"""Languages whose endings reach into the word: węzeł, węzła."""
_VOWELS = re.compile(r"[aeiouyаеиоуыэюяійьαεηιουω]{1,2}$")
_FEWEST = 3
_PAIRS = [
    (chr(code), normalize("NFKD", chr(code)))
    for area in ((0xC0, 0x250), (0x386, 0x3CF), (0x400, 0x460), (0x1E00, 0x2000))
    for code in range(*area)
]
_BARE = str.maketrans(
    {letter: parts[0] for letter, parts in _PAIRS if parts != letter} | dict(zip("łŁøØđĐı’", "lLoOdDi'", strict=True))
)


def bare(text: str, language: str) -> str:
    """`text` without accents, of the same length; Vietnamese words differ by nothing else, English ones never."""
    return text if language in {"en", "vi"} or text.isascii() else text.translate(_BARE)


def stem(word: str, language: str) -> str:
    """The part of a word (bare, lower case) that stays whatever its ending."""
    if language in _FIRM or not word.isalpha() or len(word) <= _FEWEST:
        return word
    if language == "en":
        return word[:-1] if _soft(word) else word
    cut = _VOWELS.sub("", word)
    return cut if len(cut) >= _FEWEST else word[:_FEWEST]


def _soft(word: str) -> bool:
    """Whether an English word ends in -y that becomes -ies."""
    return word[-1] == "y" and word[-2] not in "aeiou"


def inflected(word: str, language: str) -> str:
    """An expression for all forms of a word: English its plural, others what stays and an ending."""
    fixed = stem(word, language)
    if not word.isalpha() or len(word) < _FEWEST:
        return re.escape(word)
    if language == "en":
        return f"{fixed}(?:y|ies)" if _soft(word) else f"{word}(?:e?s)?"
    if word.isascii() and language in _OTHER_LETTERS:
        return word
    most = _TAILS.get(language, _TAIL)
    most = most if len(word) > _FEWEST or most > _LONG else 2
    return f"{re.escape(fixed)}[^\\W\\d_]{{0,{most}}}"


def ending(language: str) -> str:
    """An expression for what a name or an abbreviation may end in: languages with other letters add nothing."""
    return "" if language in _OTHER_LETTERS else r"[^\W\d_A-Z]{0,2}"


def roots(word: str, language: str) -> tuple[str, ...]:
    """The beginnings that a word (bare, lower case) shares with what is built on it: účet, účtu."""
    length = len(word)
    if length <= _FEWEST or not word.isalpha():
        return (word,)
    drop = 1 if length <= 5 else 2 if length <= 7 else length * 2 // 5 if language in GLUED else length // 2
    kept = word[: max(_FEWEST, length - drop - (language in _FREE and length == 5))]
    fleeting = language in _FREE and _VOWELS.fullmatch(word[-2]) and not _VOWELS.fullmatch(word[-1])
    return (kept, word[:-2] + word[-1]) if fleeting else (kept,)
