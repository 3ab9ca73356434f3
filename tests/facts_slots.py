"""Slots of claims as the planting finds them: expressions of its own, none of doclint's."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from facts_words import (
    AMOUNT,
    AS,
    BOUND,
    CODE,
    COMMAND,
    COPULAS,
    COUNTED,
    DATE,
    DEFAULT,
    IS,
    NEEDED,
    ORDER,
    PATH,
    POLES,
    PORT,
    RELEASE,
    SPELLED,
    STATES,
    SWAPS,
    UNIT,
    UNLESS,
    VALUE,
    VERBS,
)


class Slot(NamedTuple):
    """A stretch of a sentence (offsets) that says how much, which or whether; `new` contradicts it.

    `value` is the same in every language.
    """

    kind: str
    start: int
    end: int
    value: str
    new: str


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _scaled(number: str) -> str:
    """A number plainly greater, written as the old one."""
    if _digits(number) == number:
        return str(int(number) * 3) if int(number) else "5"
    return f"{int(number[0]) % 9 + 1}{number[1:]}"


def _limit(text: str, _: str) -> Iterator[Slot]:
    for found in AMOUNT.finditer(text):
        start, end = found.span("number")
        if not BOUND.search(text[max(0, start - 40) : end + 30]):
            continue
        if text[start:end] in {"1", "1024", "1,024"} and found["unit"][:2] in {"TB", "To"}:
            yield Slot("limit", start, found.end(), "1", "4095 Go" if found["unit"] == "To" else "4095 GB")
        else:
            yield Slot("limit", start, end, _digits(found["number"]), _scaled(found["number"]))


def _state(text: str, language: str) -> Iterator[Slot]:
    for code, one, other in STATES:
        for old, new in ((one, other), (other, one)) if code == language else ():
            asian = rf"(?<!비){old}(?=です|にな|にする|でなけ|되어|된다|됩니다|해야(?! 한다면))"
            for found in re.finditer(asian if language in {"ja", "ko"} else rf"\b{old}\b", text):
                if _said(text[: found.start()], language) and not re.search(rf"\b{new}\b", text):
                    yield Slot("state", *found.span(), POLES[old], new)


def _said(before: str, language: str) -> bool:
    """Whether what stands before a state makes it a statement."""
    far = r".*" if language == "de" else r"(?: \S+){0,3}"
    copula = COPULAS.get(language)
    told = copula is None or re.search(rf"\b(?:{copula})\b{far}\s*[*_]*\Z", before, re.DOTALL)
    return bool(told) and not UNLESS.search(before)


def _default(text: str, _: str) -> Iterator[Slot]:
    bare = CODE.sub(lambda found: "x" * len(found[0]), text)
    codes = [*CODE.finditer(text)]
    for said in DEFAULT.finditer(bare):
        behind = [code for code in codes if 0 <= code.start() - said.end() <= 45]
        before = [code for code in codes if 0 <= said.start() - code.end() <= 8]
        for code in (behind or before)[-1:]:
            start, end = code.span("code")
            between = text[said.end() : code.start()]
            told = IS.fullmatch(between) if code in behind else AS.fullmatch(text[code.end() : said.start()])
            if told and VALUE.search(code["code"]) and _otherwise(code["code"]) != code["code"]:
                yield Slot("default", start, end, code["code"], _otherwise(code["code"]))
        for found in AMOUNT.finditer(text):
            if max(found.start() - said.end(), said.start() - found.end()) <= 20:
                yield Slot("default", *found.span("number"), _digits(found["number"]), _scaled(found["number"]))


def _otherwise(code: str) -> str:
    """Another value of the same sort."""
    swapped = {"true": "false", "false": "true", "True": "False", "False": "True", "None": "True", "yes": "no"}
    if code in swapped:
        return swapped[code]
    if code.isdigit():
        return _scaled(code)
    return re.sub(r"[\w.-]+\Z", lambda tail: f"{tail[0]}-local" if "-" in tail[0] else f"other_{tail[0]}", code)


def _version(text: str, _: str) -> Iterator[Slot]:
    for found in RELEASE.finditer(text) if NEEDED.search(text) else ():
        start, end = found.span("number")
        major, minor, *rest = text[start:end].split(".")
        number = int(minor) - 2 if int(minor) >= 2 else int(minor) + 3
        yield Slot("version", start, end, found["number"], ".".join((major, str(number), *rest)))


def _date(text: str, _: str) -> Iterator[Slot]:
    for found in DATE.finditer(CODE.sub(lambda code: " " * len(code[0]), text)):
        start, end = found.span(str(found.lastgroup))
        yield Slot("date", start, end, text[start:end], str(int(text[start:end]) + 2))


def _count(text: str, language: str) -> Iterator[Slot]:
    for found in COUNTED.finditer(text) if language not in {"ja", "ko", "zh"} else ():
        behind = text[found.start("noun") :]
        if found["noun"][0].isupper() and language != "de":
            continue
        if int(found["number"]) > 1 and not re.match(UNIT, behind) and not ORDER.search(text[: found.start()]):
            yield Slot("count", *found.span("number"), found["number"], str(int(found["number"]) + 3))
    words = SPELLED.get(language, ())
    for found in re.finditer(rf"\b(?:{'|'.join(words)})\b(?= [^\W\d_]{{4,}})", text) if words else ():
        if not re.match(rf" (?:{UNIT})", text[found.end() :]) and not ORDER.search(text[: found.start()]):
            place = words.index(found[0])
            yield Slot("count", *found.span(), str(place + 2), words[(place + 2) % len(words)])


def _port(text: str, _: str) -> Iterator[Slot]:
    for found in PORT.finditer(text):
        new = "8443" if found["number"] == "443" else str(int(found["number"]) + 1010)
        yield Slot("port", *found.span("number"), found["number"], new)


def _path(text: str, _: str) -> Iterator[Slot]:
    for found in PATH.finditer(text):
        start, end = found.span("path")
        end -= len(found["path"]) - len(found["path"].rstrip("."))
        parts = re.split(r"([\\/])", text[start:end])
        places = [place for place, part in enumerate(parts) if re.fullmatch(r"[\w.-]{2,}", part)]
        if len(places) > 1:
            place = places[-2]
            parts[place] = "shared" if parts[place] != "shared" else "local"
            yield Slot("path", start, end, text[start:end], "".join(parts))


def _command(text: str, _: str) -> Iterator[Slot]:
    for code in CODE.finditer(text):
        found = COMMAND.match(code["code"])
        if found:
            new = _another(found["command"])
            if (
                new not in text
                and not re.search(r"[、,`/] ?`\Z", text[: code.start() + 1])
                and not re.match(r"[、,] ?`", text[code.end() :])
            ):
                yield Slot("command", *code.span("code"), found["command"], new)


def _another(command: str) -> str:
    verb, dash, rest = command.partition("-")
    if dash and verb in VERBS:
        return f"{VERBS[verb]}-{rest}"
    words = command.split(" ")
    for place, word in enumerate(words[1:], 1):
        if word in SWAPS:
            return " ".join((*words[:place], SWAPS[word], *words[place + 1 :]))
    return command


KINDS: dict[str, Callable[[str, str], Iterator[Slot]]] = {
    "limit": _limit,
    "state": _state,
    "default": _default,
    "version": _version,
    "date": _date,
    "port": _port,
    "path": _path,
    "command": _command,
    "count": _count,
}


def slots(text: str, language: str) -> list[Slot]:
    """The slots of a sentence, none within another: what is said first in `KINDS` takes its place.

    What stands first is what the sentence speaks of, and no slot.
    """
    found: list[Slot] = []
    for kind in KINDS.values():
        for slot in kind(text, language):
            free = all(slot.end <= one.start or one.end <= slot.start for one in found)
            if free and not re.fullmatch(r"[\W_]*", text[: slot.start]):
                found.append(slot)
    return sorted(found, key=lambda slot: slot.start)
