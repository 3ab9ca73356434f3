"""What the script of a text tells of its language."""

import re
from collections import Counter

_SCRIPTS = {
    "latin": "A-Za-z\u00c0-\u024f",
    "kana": "\u3041-\u30ff",
    "han": "\u3400-\u9fff",
    "hangul": "\uac00-\ud7a3",
    "thai": "\u0e01-\u0e4e",
    "greek": "\u0370-\u03ff",
    "cyrillic": "\u0400-\u04ff",
    "hebrew": "\u05d0-\u05ea",
    "arabic": "\u0620-\u06d3",
    "devanagari": "\u0900-\u097f",
}
_LETTERS = re.compile("|".join(f"(?P<{name}>[{letters}])" for name, letters in _SCRIPTS.items()))
_ALONE = {"hangul": "ko", "thai": "th", "greek": "el", "hebrew": "he", "devanagari": "hi"}
_ONLY = {
    "cyrillic": {"uk": "іїєґ", "ru": "ыэё", "be": "ў", "sr": "ђјљњћџ", "mk": "ѓќѕ"},
    "arabic": {"fa": "پچژگ", "ur": "ٹڈڑں", "ar": "ةىيك"},
}
"""Letters that tell apart the languages of one script: the language that has most of its own."""
_TRADITIONAL = frozenset("這個來時會為對說們過還沒無請讓並開關設連線體檔網資訊啟執據項選數當點現實經間動區權確變")
_SIMPLIFIED = frozenset("这个来时会为对说们过还没无请让并开关设连线体档网资讯启执据项选数当点现实经间动区权确变")
_FEWEST = 30
_SHARE = 0.3


def of_text(text: str, share: float = _SHARE) -> str:
    """The language whose script `share` of the letters of `text` is in, or an empty string: for Latin, for too few."""
    counts = Counter(match.lastgroup for match in _LETTERS.finditer(text))
    east = counts["kana"] + counts["han"]
    if east >= max(_FEWEST, share * counts.total()):
        return "ja" if counts["kana"] > 0.1 * east else _chinese(text)
    script, most = max(((name, counts[name]) for name in (*_ALONE, *_ONLY)), key=lambda one: one[1])
    if most < max(_FEWEST, share * counts.total()):
        return ""
    return _ALONE.get(script) or _of_letters(text.lower(), _ONLY[script])


def _chinese(text: str) -> str:
    """Chinese in the characters that `text` has more of."""
    traditional, simplified = (sum(char in own for char in text) for own in (_TRADITIONAL, _SIMPLIFIED))
    return "zh-Hant" if traditional > simplified else "zh"


def _of_letters(text: str, own: dict[str, str]) -> str:
    counts = {language: sum(map(text.count, letters)) for language, letters in own.items()}
    first, second = sorted(counts, key=counts.__getitem__, reverse=True)[:2]
    return first if counts[first] > 3 * counts[second] else ""


def accented(text: str) -> float:
    """Which part of the letters of `text` is not of the English alphabet."""
    letters = [char for char in text if char.isalpha()]
    return sum(not char.isascii() for char in letters) / max(1, len(letters))
