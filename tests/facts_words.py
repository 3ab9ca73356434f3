"""Words and expressions by which the planting knows a slot, in ten languages."""

import re

NUMBER = r"\d{1,3}(?:[., \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?![\d])"
UNIT = (
    r"[KMGT][BobO](?:ps|/s)?\b|[KMGT]iB\b|%|(?i:(?:milli)?se[ck]|minut|hour|day|week|month|year|heure|jour"
    r"|semaine|mois|ann[ée]e"
    r"|stunde|tage?n?\b|woche|monat|jahr|hora|dia|día|seman|mes(?:es)?\b|m[eê]s\b|ano|año|character|caract"
    r"|zeichen|segund"
    r"|минут|секунд|час|дн|日|天|小时|小時|分|秒|시간|일|초|vcpu|cpu|core|packet|paquet|paket|pacot)"
)
AMOUNT = re.compile(rf"(?<![\w.,:/#-])(?P<number>{NUMBER})[ \u00a0\u202f-]?(?P<unit>{UNIT})")
BOUND = re.compile(
    r"\b(?:at least|at most|up to|maxim\w+|minim\w+|(?:more|less|fewer|greater|larger|longer|higher|lower) than"
    r"|exceed\w*"
    r"|limit\w*|within|au moins|au plus|jusqu.à|plus de|moins de|dépass\w+|supérieure?s? à|inférieure?s? à"
    r"|mindest\w*|höchst\w*|bis zu|mehr als|weniger als|größer als|überschr\w+|begrenz\w+|innerhalb"
    r"|pelo menos|até|m[aá]xim\w+|m[ií]nim\w+|mais de|menos de|exced\w+|al menos|hasta|más de|superior(?:es)? a"
    r"|massim\w+"
    r"|almeno|fino a|più di|meno di|не менее|не более|максим\w+|миним\w+|больше|меньше)\b"
    r"|最大|最小|最多|最少|至少|以上|以内|まで|최대|최소|이상|이하",
    re.IGNORECASE,
)
DEFAULT = re.compile(
    r"\bdefault|par défaut|standardmäßig|\bstandard(?:wert|einstellung)|voreinstellung|\bpadrão|predeterminad"
    r"|por defecto|predefinit"
    r"|по умолчанию|デフォルト|既定|기본|默认|預設|預設",
    re.IGNORECASE,
)
IS = re.compile(
    r"\W*(?:(?:value|port|valeur|wert|valor|valore)\W+)?(?:is|to|of|est|ist|auf|von|es|é|è|de|di|da"
    r"|continua sendo|sigue siendo|est de"
    r"|となる|値は|は|で|には|値|는|은|값은|값|是|為|为|值为|值是|值)?\W*",
    re.IGNORECASE,
)
AS = re.compile(r"\W*(?:by|as|als|como|por|comme|come|per|をデフォルト|を)?\W*", re.IGNORECASE)
"""What stands between the word for a default and the value, behind it and before it."""
VALUE = re.compile(r"^(?=[^\s(:]+$)(?:\d|true|false|None|null|.*[./\"A-Z-])")
CODE = re.compile(r"`(?P<code>[^`\n]{1,80})`")
RELEASE = re.compile(
    r"(?P<name>\b(?:Python|Kubernetes|Helm|Go|Framework|Server|Pydantic|OpenAPI|FastAPI|Starlette|PowerShell"
    r"|Swagger UI"
    r"|Docker|Linux|Ubuntu|CentOS|Windows|Azure CLI|SDK|API|ATA|[Vv]ersion(?:en|es)?|[Vv]ersão|[Vv]ersión|[Vv]ersione"
    r"|версия|версии)|バージョン|版本|버전)[ \u00a0]?`?v?(?P<number>\d{1,2}(?:\.\d{1,3}){1,2})(?![\d.]\d|\w)"
)
NEEDED = re.compile(
    r"\b(?:or|and) (?:later|higher|newer|above|greater)|\brequire|\bsupport|\bneed|\bat least|\bminimum"
    r"|\bsince\b|\bstarting|\bmust\b"
    r"|ultérieur|supérieur|nécessit|exige|pris en charge|à partir|au moins|depuis|oder (?:höher|neuer|später)"
    r"|\bhöher|\bab\b"
    r"|erforder|benötig|unterstütz|mindest|\bseit\b|superior|posterior|requer|exig|suport|desde|a partir"
    r"|pelo menos|requier"
    r"|necesit|compatib|или|требу|начиная|поддерж|以上|以降|サポート|必要|이상|지원|필요|支持|需要|更高",
    re.IGNORECASE,
)
MONTHS = (
    r"January|February|March|April|June|July|August|September|October|November|December|janvier|février|mars"
    r"|avril|juin"
    r"|juillet|août|septembre|octobre|novembre|décembre|Januar|Februar|März|Juni|Juli|Oktober|Dezember|janeiro"
    r"|fevereiro|março"
    r"|abril|junho|julho|agosto|setembro|outubro|novembro|dezembro|enero|febrero|marzo|junio|julio|septiembre"
    r"|octubre|noviembre"
    r"|diciembre"
)
DATE = re.compile(
    rf"\b(?:{MONTHS})[ \u00a0](?:\d{{1,2}}, )?(?:de )?(?P<a>(?:19|20)\d\d)\b(?! [A-Z])"
    rf"|\b(?P<b>20\d\d)-\d\d-\d\d\b|\b\d\d?\.\d\d?\.(?P<c>20\d\d)\b"
    r"|\b\d\d?/\d\d?/(?P<d>20\d\d)\b(?! \d)",
)
PORT = re.compile(
    r"(?:\b(?:[Pp]orts?|TCP|UDP|[Pp]ortas?|[Pp]uertos?|порт\w*)|ポート|포트|端口|連接埠)(?: (?:TCP"
    r"|UDP))?[ :/\u00a0]{0,2}[`*(]{0,2}"
    r"(?P<number>\d{2,5})\b(?![.,]\d| ?[&<(-]|`?, `?\d)"
)
PATH = re.compile(
    r"(?P<path>\b[A-Z]:\\(?:[\w.-]+(?: [A-Z][\w.-]*)*\\)+[\w.%-]*"
    r"|%\w+%\\[\w.\\-]+|(?<![\w:/.)~{}\]-])(?:~/\.?|/)[a-z][\w.-]*/[\w./-]*[\w])"
)
TOOLS = (
    "az|azure|cd|curl|docker|fastapi|git|go|gpg|helm|kubectl|make|minikube|mkdir|net|netsh|npm|openssl|pip"
    "|powershell|python|sc|setspn|ssh|sudo|uv"
    "|uvicorn|wget|gunicorn|hypercorn|mvn|apt-get|brew|choco|snap|oras"
)
COMMAND = re.compile(rf"(?P<command>(?:{TOOLS}) [\w./@:=<>\[\]'\" -]+|[A-Z][a-z]+-[A-Z]\w+(?: .+)?)\Z")
SWAPS = (
    {"install": "upgrade", "upgrade": "rollback", "get": "describe", "list": "delete", "add": "remove", "start": "stop"}
    | {
        "stop": "start",
        "run": "dev",
        "dev": "run",
        "create": "delete",
        "pull": "push",
        "push": "pull",
        "update": "list",
    }
    | {
        "template": "lint",
        "lint": "test",
        "show": "list",
        "package": "verify",
        "uninstall": "rollback",
        "init": "create",
    }
    | {"build": "update", "dependency": "repo", "delete": "create", "repo": "plugin", "search": "list", "test": "lint"}
    | {"status": "history", "history": "status", "rollback": "upgrade", "verify": "package", "login": "logout"}
)
VERBS = {
    "Get": "Remove",
    "Set": "Get",
    "New": "Set",
    "Add": "Remove",
    "Remove": "Add",
    "Start": "Stop",
    "Update": "Get",
}
STATES = (
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
NEEDS = re.compile(r"requi|required|obligat|optional|opcional|facult|facolt|erforder|обязат|obbligat|case-")
POLES = {
    pole: f"{'need' if NEEDS.search(one + other) else 'state'}{sign}"
    for _, one, other in STATES
    for pole, sign in ((one, "+"), (other, "-"))
} | {"facultatif": "need-", "optional": "need-", "opcional": "need-"}
UNLESS = re.compile(
    r"\b(?:if|whether|when|unless|once|after|until|before|where|which|wanneer|voordat|als|that are|that is|si"
    r"|lorsque|quand|qui|une fois|dont"
    r"|lequel|laquelle|wenn|falls|sobald|ob|die|der|das|se|quando|caso|que|cuando|una vez|che|cui|pas|aucune?"
    r"|not|no|nicht|keine?|não|non)\b",
    re.IGNORECASE,
)
"""What makes a state a condition, denies it, or says it in passing."""
COPULAS = {
    "en": "is|are|be|remains?|stays?",
    "fr": "est|sont|être|reste",
    "de": "muss|müssen|ist|sind|bleib\\w*|sein|werden",
    "pt": "é|são|ser|está|estar|estão",
    "es": "es|son|ser|está|estar|están",
    "it": "è|sono|essere",
    "nl": "is|zijn",
}
MONTH = "(?i:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|d[eé][cz])"
COUNTED = re.compile(rf"(?<![\w.,:/#(+`-])(?P<number>\d{{1,3}})[ \u00a0](?!{MONTH})(?P<noun>[^\W\d_]{{4,}})")
ORDER = re.compile(
    r"(?:step|steps|figure|table|version|error|code|status|level|phase|part|chapter|section|étape|étapes|figure"
    r"|tableau"
    r"|version|erreur|niveau|schritt|abbildung|tabelle|fehler|stufe|etapa|passo|versão|erro|paso|versión|r2"
    r"|server|windows"
    r"|office|python|type|event|id|http|sp|raid|rfc|http/|tls|ipv|x|no|port|api|and|or|to|et|ou|à|und|oder|bis|e"
    r"|y|o|a|até|the|these|those|both|les|des|aux|ces|die|den|der|beiden|os|as|los|las|nos|nas|estas|estes"
    r"|other)\W*\Z"
    r"|port\w*\W[^.]{0,30}\Z|(?-i:[A-Z])\w*[ \u00a0]\Z",
    re.IGNORECASE,
)
SPELLED: dict[str, tuple[str, ...]] = {
    "en": ("two", "three", "four", "five", "six", "seven"),
    "fr": ("deux", "trois", "quatre", "cinq", "six", "sept"),
    "de": ("zwei", "drei", "vier", "fünf", "sechs", "sieben"),
    "pt": ("dois", "três", "quatro", "cinco", "seis", "sete"),
    "es": ("dos", "tres", "cuatro", "cinco", "seis", "siete"),
}
