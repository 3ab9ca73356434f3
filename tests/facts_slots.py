"""Slots of claims as the planting finds them: expressions of its own, none of doclint's."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Slot(NamedTuple):
    """A stretch of a sentence (offsets) that says how much, which or whether; `new` contradicts it.

    `value` is the same in every language.
    """

    kind: str
    start: int
    end: int
    value: str
    new: str


_NUMBER = r"\d{1,3}(?:[., \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?![\d])"
_UNIT = (
    r"[KMGT][BobO](?:ps|/s)?\b|[KMGT]iB\b|%|(?i:(?:milli)?se[ck]|minut|hour|day|week|month|year|heure|jour|semaine|mois|ann[ée]e"
    r"|stunde|tage?n?\b|woche|monat|jahr|hora|dia|día|seman|mes(?:es)?\b|m[eê]s\b|ano|año|character|caract|zeichen|segund"
    r"|минут|секунд|час|дн|日|天|小时|小時|分|秒|시간|일|초|vcpu|cpu|core|packet|paquet|paket|pacot)"
)
_AMOUNT = re.compile(rf"(?<![\w.,:/#-])(?P<number>{_NUMBER})[ \u00a0\u202f-]?(?P<unit>{_UNIT})")
_BOUND = re.compile(
    r"\b(?:at least|at most|up to|maxim\w+|minim\w+|(?:more|less|fewer|greater|larger|longer|higher|lower) than|exceed\w*"
    r"|limit\w*|within|au moins|au plus|jusqu.à|plus de|moins de|dépass\w+|supérieure?s? à|inférieure?s? à"
    r"|mindest\w*|höchst\w*|bis zu|mehr als|weniger als|größer als|überschr\w+|begrenz\w+|innerhalb"
    r"|pelo menos|até|m[aá]xim\w+|m[ií]nim\w+|mais de|menos de|exced\w+|al menos|hasta|más de|superior(?:es)? a|massim\w+"
    r"|almeno|fino a|più di|meno di|не менее|не более|максим\w+|миним\w+|больше|меньше)\b"
    r"|最大|最小|最多|最少|至少|以上|以内|まで|최대|최소|이상|이하",
    re.IGNORECASE,
)
_DEFAULT = re.compile(
    r"\bdefault|par défaut|standardmäßig|\bstandard(?:wert|einstellung)|voreinstellung|\bpadrão|predeterminad|por defecto|predefinit"
    r"|по умолчанию|デフォルト|既定|기본|默认|預設|預設",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\W*(?:(?:value|port|valeur|wert|valor|valore)\W+)?(?:is|to|of|est|ist|auf|von|es|é|è|de|di|da|continua sendo|sigue siendo|est de"
    r"|となる|値は|は|で|には|値|는|은|값은|값|是|為|为|值为|值是|值)?\W*",
    re.IGNORECASE,
)
_AS = re.compile(r"\W*(?:by|as|als|como|por|comme|come|per|をデフォルト|を)?\W*", re.IGNORECASE)
"""What stands between the word for a default and the value, behind it and before it."""
_VALUE = re.compile(r"^(?=[^\s(:]+$)(?:\d|true|false|None|null|.*[./\"A-Z-])")
_CODE = re.compile(r"`(?P<code>[^`\n]{1,80})`")
_RELEASE = re.compile(
    r"(?P<name>\b(?:Python|Kubernetes|Helm|Go|Framework|Server|Pydantic|OpenAPI|FastAPI|Starlette|PowerShell|Swagger UI"
    r"|Docker|Linux|Ubuntu|CentOS|Windows|Azure CLI|SDK|API|ATA|[Vv]ersion(?:en|es)?|[Vv]ersão|[Vv]ersión|[Vv]ersione"
    r"|версия|версии)|バージョン|版本|버전)[ \u00a0]?`?v?(?P<number>\d{1,2}(?:\.\d{1,3}){1,2})(?![\d.]\d|\w)"
)
_NEEDED = re.compile(
    r"\b(?:or|and) (?:later|higher|newer|above|greater)|\brequire|\bsupport|\bneed|\bat least|\bminimum|\bsince\b|\bstarting|\bmust\b"
    r"|ultérieur|supérieur|nécessit|exige|pris en charge|à partir|au moins|depuis|oder (?:höher|neuer|später)|\bhöher|\bab\b"
    r"|erforder|benötig|unterstütz|mindest|\bseit\b|superior|posterior|requer|exig|suport|desde|a partir|pelo menos|requier"
    r"|necesit|compatib|или|требу|начиная|поддерж|以上|以降|サポート|必要|이상|지원|필요|支持|需要|更高",
    re.IGNORECASE,
)
_MONTHS = (
    r"January|February|March|April|June|July|August|September|October|November|December|janvier|février|mars|avril|juin"
    r"|juillet|août|septembre|octobre|novembre|décembre|Januar|Februar|März|Juni|Juli|Oktober|Dezember|janeiro|fevereiro|março"
    r"|abril|junho|julho|agosto|setembro|outubro|novembro|dezembro|enero|febrero|marzo|junio|julio|septiembre|octubre|noviembre"
    r"|diciembre"
)
_DATE = re.compile(
    rf"\b(?:{_MONTHS})[ \u00a0](?:\d{{1,2}}, )?(?:de )?(?P<a>(?:19|20)\d\d)\b(?! [A-Z])|\b(?P<b>20\d\d)-\d\d-\d\d\b|\b\d\d?\.\d\d?\.(?P<c>20\d\d)\b"
    r"|\b\d\d?/\d\d?/(?P<d>20\d\d)\b(?! \d)",
)
_PORT = re.compile(
    r"(?:\b(?:[Pp]orts?|TCP|UDP|[Pp]ortas?|[Pp]uertos?|порт\w*)|ポート|포트|端口|連接埠)(?: (?:TCP|UDP))?[ :/\u00a0]{0,2}[`*(]{0,2}"
    r"(?P<number>\d{2,5})\b(?![.,]\d| ?[&<(-]|`?, `?\d)"
)
_PATH = re.compile(
    r"(?P<path>\b[A-Z]:\\(?:[\w.-]+(?: [A-Z][\w.-]*)*\\)+[\w.%-]*"
    r"|%\w+%\\[\w.\\-]+|(?<![\w:/.)~{}\]-])(?:~/\.?|/)[a-z][\w.-]*/[\w./-]*[\w])"
)
_TOOLS = (
    "az|azure|cd|curl|docker|fastapi|git|go|gpg|helm|kubectl|make|minikube|mkdir|net|netsh|npm|openssl|pip|powershell|python|sc|setspn|ssh|sudo|uv"
    "|uvicorn|wget|gunicorn|hypercorn|mvn|apt-get|brew|choco|snap|oras"
)
_COMMAND = re.compile(rf"(?P<command>(?:{_TOOLS}) [\w./@:=<>\[\]'\" -]+|[A-Z][a-z]+-[A-Z]\w+(?: .+)?)\Z")
_SWAPS = (
    {"install": "upgrade", "upgrade": "rollback", "get": "describe", "list": "delete", "add": "remove", "start": "stop"}
    | {"stop": "start", "run": "dev", "dev": "run", "create": "delete", "pull": "push", "push": "pull", "update": "list"}
    | {"template": "lint", "lint": "test", "show": "list", "package": "verify", "uninstall": "rollback", "init": "create"}
    | {"build": "update", "dependency": "repo", "delete": "create", "repo": "plugin", "search": "list", "test": "lint"}
    | {"status": "history", "history": "status", "rollback": "upgrade", "verify": "package", "login": "logout"}
)
_VERBS = {"Get": "Remove", "Set": "Get", "New": "Set", "Add": "Remove", "Remove": "Add", "Start": "Stop", "Update": "Get"}
_STATES = (
    ("en", "enabled", "disabled"),
    ("en", "turned on", "turned off"),
    ("en", "required", "optional"),
    ("en", "case-sensitive", "case-insensitive"),
    ("fr", "activée", "désactivée"),
    ("fr", "activées", "désactivées"),
    ("fr", "activés", "désactivés"),
    ("fr", "activé", "désactivé"),
    ("fr", "obligatoire", "facultatif"),
    ("fr", "obligatoires", "facultatifs"),
    ("fr", "requis", "facultatif"),
    ("fr", "requise", "facultative"),
    ("de", "aktiviert", "deaktiviert"),
    ("de", "erforderlich", "optional"),
    ("de", "obligatorisch", "optional"),
    ("pt", "habilitado", "desabilitado"),
    ("pt", "habilitada", "desabilitada"),
    ("pt", "habilitados", "desabilitados"),
    ("pt", "ativado", "desativado"),
    ("pt", "ativada", "desativada"),
    ("pt", "obrigatório", "opcional"),
    ("pt", "obrigatória", "opcional"),
    ("es", "habilitado", "deshabilitado"),
    ("es", "habilitada", "deshabilitada"),
    ("es", "activado", "desactivado"),
    ("es", "obligatorio", "opcional"),
    ("es", "obligatoria", "opcional"),
    ("it", "abilitato", "disabilitato"),
    ("it", "abilitata", "disabilitata"),
    ("it", "obbligatorio", "facoltativo"),
    ("nl", "ingeschakeld", "uitgeschakeld"),
    ("pl", "włączona", "wyłączona"),
    ("ru", "обязательный", "необязательный"),
    ("ja", "有効", "無効"),
    ("ko", "활성화", "비활성화"),
)
_NEEDS = re.compile(r"requi|required|obligat|optional|opcional|facult|facolt|erforder|обязат|obbligat|case-")
_POLES = {
    pole: f"{'need' if _NEEDS.search(one + other) else 'state'}{sign}"
    for _, one, other in _STATES
    for pole, sign in ((one, "+"), (other, "-"))
} | {"facultatif": "need-", "optional": "need-", "opcional": "need-"}
_UNLESS = re.compile(
    r"\b(?:if|whether|when|unless|once|after|until|before|where|which|wanneer|voordat|als|that are|that is|si|lorsque|quand|qui|une fois|dont"
    r"|lequel|laquelle|wenn|falls|sobald|ob|die|der|das|se|quando|caso|que|cuando|una vez|che|cui|pas|aucune?|not|no|nicht|keine?|não|non)\b",
    re.IGNORECASE,
)
"""What makes a state a condition, denies it, or says it in passing."""
_COPULAS = {
    "en": "is|are|be|remains?|stays?",
    "fr": "est|sont|être|reste",
    "de": "muss|müssen|ist|sind|bleib\\w*|sein|werden",
    "pt": "é|são|ser|está|estar|estão",
    "es": "es|son|ser|está|estar|están",
    "it": "è|sono|essere",
    "nl": "is|zijn",
}
_MONTH = "(?i:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|d[eé][cz])"
_COUNTED = re.compile(rf"(?<![\w.,:/#(+`-])(?P<number>\d{{1,3}})[ \u00a0](?!{_MONTH})(?P<noun>[^\W\d_]{{4,}})")
_ORDER = re.compile(
    r"(?:step|steps|figure|table|version|error|code|status|level|phase|part|chapter|section|étape|étapes|figure|tableau"
    r"|version|erreur|niveau|schritt|abbildung|tabelle|fehler|stufe|etapa|passo|versão|erro|paso|versión|r2|server|windows"
    r"|office|python|type|event|id|http|sp|raid|rfc|http/|tls|ipv|x|no|port|api|and|or|to|et|ou|à|und|oder|bis|e|y|o|a|até|the|these|those|both|les|des|aux|ces|die|den|der|beiden|os|as|los|las|nos|nas|estas|estes|other)\W*\Z"
    r"|port\w*\W[^.]{0,30}\Z|(?-i:[A-Z])\w*[ \u00a0]\Z",
    re.IGNORECASE,
)
_SPELLED: dict[str, tuple[str, ...]] = {
    "en": ("two", "three", "four", "five", "six", "seven"),
    "fr": ("deux", "trois", "quatre", "cinq", "six", "sept"),
    "de": ("zwei", "drei", "vier", "fünf", "sechs", "sieben"),
    "pt": ("dois", "três", "quatro", "cinco", "seis", "sete"),
    "es": ("dos", "tres", "cuatro", "cinco", "seis", "siete"),
}


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _scaled(number: str) -> str:
    """A number plainly greater, written as the old one."""
    if _digits(number) == number:
        return str(int(number) * 3) if int(number) else "5"
    return f"{int(number[0]) % 9 + 1}{number[1:]}"


def _limit(text: str, _: str) -> Iterator[Slot]:
    for found in _AMOUNT.finditer(text):
        start, end = found.span("number")
        if not _BOUND.search(text[max(0, start - 40) : end + 30]):
            continue
        if text[start:end] in {"1", "1024", "1,024"} and found["unit"][:2] in {"TB", "To"}:
            yield Slot("limit", start, found.end(), "1", "4095 Go" if found["unit"] == "To" else "4095 GB")
        else:
            yield Slot("limit", start, end, _digits(found["number"]), _scaled(found["number"]))


def _state(text: str, language: str) -> Iterator[Slot]:
    for code, one, other in _STATES:
        for old, new in ((one, other), (other, one)) if code == language else ():
            asian = rf"(?<!비){old}(?=です|にな|にする|でなけ|되어|된다|됩니다|해야(?! 한다면))"
            for found in re.finditer(asian if language in {"ja", "ko"} else rf"\b{old}\b", text):
                if _said(text[: found.start()], language) and not re.search(rf"\b{new}\b", text):
                    yield Slot("state", *found.span(), _POLES[old], new)


def _said(before: str, language: str) -> bool:
    """Whether what stands before a state makes it a statement."""
    far = r".*" if language == "de" else r"(?: \S+){0,3}"
    copula = _COPULAS.get(language)
    told = copula is None or re.search(rf"\b(?:{copula})\b{far}\s*[*_]*\Z", before, re.DOTALL)
    return bool(told) and not _UNLESS.search(before)


def _default(text: str, _: str) -> Iterator[Slot]:
    bare = _CODE.sub(lambda found: "x" * len(found[0]), text)
    codes = [*_CODE.finditer(text)]
    for said in _DEFAULT.finditer(bare):
        behind = [code for code in codes if 0 <= code.start() - said.end() <= 45]
        before = [code for code in codes if 0 <= said.start() - code.end() <= 8]
        for code in (behind or before)[-1:]:
            start, end = code.span("code")
            between = text[said.end() : code.start()]
            told = _IS.fullmatch(between) if code in behind else _AS.fullmatch(text[code.end() : said.start()])
            if told and _VALUE.search(code["code"]) and _otherwise(code["code"]) != code["code"]:
                yield Slot("default", start, end, code["code"], _otherwise(code["code"]))
        for found in _AMOUNT.finditer(text):
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
    for found in _RELEASE.finditer(text) if _NEEDED.search(text) else ():
        start, end = found.span("number")
        major, minor, *rest = text[start:end].split(".")
        number = int(minor) - 2 if int(minor) >= 2 else int(minor) + 3
        yield Slot("version", start, end, found["number"], ".".join((major, str(number), *rest)))


def _date(text: str, _: str) -> Iterator[Slot]:
    for found in _DATE.finditer(_CODE.sub(lambda code: " " * len(code[0]), text)):
        start, end = found.span(str(found.lastgroup))
        yield Slot("date", start, end, text[start:end], str(int(text[start:end]) + 2))


def _count(text: str, language: str) -> Iterator[Slot]:
    for found in _COUNTED.finditer(text) if language not in {"ja", "ko", "zh"} else ():
        behind = text[found.start("noun") :]
        if found["noun"][0].isupper() and language != "de":
            continue
        if int(found["number"]) > 1 and not re.match(_UNIT, behind) and not _ORDER.search(text[: found.start()]):
            yield Slot("count", *found.span("number"), found["number"], str(int(found["number"]) + 3))
    words = _SPELLED.get(language, ())
    for found in re.finditer(rf"\b(?:{'|'.join(words)})\b(?= [^\W\d_]{{4,}})", text) if words else ():
        if not re.match(rf" (?:{_UNIT})", text[found.end() :]) and not _ORDER.search(text[: found.start()]):
            place = words.index(found[0])
            yield Slot("count", *found.span(), str(place + 2), words[(place + 2) % len(words)])


def _port(text: str, _: str) -> Iterator[Slot]:
    for found in _PORT.finditer(text):
        new = "8443" if found["number"] == "443" else str(int(found["number"]) + 1010)
        yield Slot("port", *found.span("number"), found["number"], new)


def _path(text: str, _: str) -> Iterator[Slot]:
    for found in _PATH.finditer(text):
        start, end = found.span("path")
        end -= len(found["path"]) - len(found["path"].rstrip("."))
        parts = re.split(r"([\\/])", text[start:end])
        places = [place for place, part in enumerate(parts) if re.fullmatch(r"[\w.-]{2,}", part)]
        if len(places) > 1:
            place = places[-2]
            parts[place] = "shared" if parts[place] != "shared" else "local"
            yield Slot("path", start, end, text[start:end], "".join(parts))


def _command(text: str, _: str) -> Iterator[Slot]:
    for code in _CODE.finditer(text):
        found = _COMMAND.match(code["code"])
        if found:
            new = _another(found["command"])
            if new not in text and not re.search(r"[、,`/] ?`\Z", text[: code.start() + 1]) and not re.match(r"[、,] ?`", text[code.end() :]):
                yield Slot("command", *code.span("code"), found["command"], new)


def _another(command: str) -> str:
    verb, dash, rest = command.partition("-")
    if dash and verb in _VERBS:
        return f"{_VERBS[verb]}-{rest}"
    words = command.split(" ")
    for place, word in enumerate(words[1:], 1):
        if word in _SWAPS:
            return " ".join((*words[:place], _SWAPS[word], *words[place + 1 :]))
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
