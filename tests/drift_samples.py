"""Drift reports of our own harbour: a small one to look at, and one of any size to measure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Literal

import msgspec

from doclint.drift.model import (
    ArticleDrift,
    Change,
    Counts,
    Delta,
    DriftReport,
    Fault,
    Kind,
    Reason,
    State,
    Summary,
    Tally,
)
from doclint.project.found import Found

TODAY = date(2024, 6, 3)
LOCALES = ("fr-FR", "de-DE", "ja-JP", "ar-SA", "pt-BR")
MANY = (*LOCALES, "es-ES", "it-IT", "ko-KR", "zh-CN", "zh-TW", "ru-RU", "he-IL")
FOLDERS = ("gates", "crates", "quays", "berths")
NAMES = ("overview", "open-and-close", "limits", "night-mode", "command-line")
_HEAD = "3f1c2a9be0d47c6655aa01b8e2f49d7c81e6b210"

Texts = dict[str, str]


class Case(msgspec.Struct, frozen=True):
    """A change of the source, and how each language said it before."""

    kind: Kind
    then: str | None
    now: str | None
    targets: Texts
    reasons: tuple[Reason, ...] = ()
    section: str = ""
    reviewed: str = ""


CASES = (
    Case(
        "edited",
        "A gate stays open for 30 minutes.",
        "A gate stays open for 15 minutes.",
        {
            "fr": "Une porte reste ouverte pendant 30 minutes.",
            "de": "Ein Tor bleibt 30 Minuten lang offen.",
            "ja": "ゲートは 30 分間開いたままです。",
            "ar": "تبقى البوابة مفتوحة لمدة 30 دقيقة.",
            "pt": "Um portão fica aberto por 30 minutos.",
        },
        ("number",),
        "Opening hours",
    ),
    Case(
        "edited",
        "Crates may be stacked on the quay overnight, as long as they are tied.",
        "Crates must not be stacked on the quay overnight, even where they are tied.",
        {
            "fr": "Les caisses peuvent être empilées sur le quai pendant la nuit, tant qu'elles sont attachées.",
            "de": "Kisten dürfen über Nacht auf dem Kai gestapelt werden, solange sie festgezurrt sind.",
            "ja": "固定してあれば、夜間に木箱を岸壁に積み重ねることができます。",
            "ar": "يمكن تكديس الصناديق على الرصيف ليلاً ما دامت مربوطة.",
            "pt": "As caixas podem ser empilhadas no cais durante a noite, desde que estejam amarradas.",
        },
        ("negation",),
        "Overnight storage",
    ),
    Case(
        "edited",
        "To close a berth, run `harbor berth close --berth 4`.",
        "To close a berth, run `harbor berth close --quay 2 --berth 4`.",
        {
            "fr": "Pour fermer un poste, exécutez `harbor berth close --berth 4`.",
            "de": "Um einen Liegeplatz zu schließen, führen Sie `harbor berth close --berth 4` aus.",
            "ja": "バースを閉鎖するには、`harbor berth close --berth 4` を実行します。",
            "ar": "لإغلاق مرسى، شغّل `harbor berth close --berth 4`.",
            "pt": "Para fechar um berço, execute `harbor berth close --berth 4`.",
        },
        ("command", "code"),
        "Close a berth",
    ),
    Case(
        "edited",
        "Night mode is enabled when you install Harbor 2.3.",
        "Night mode is disabled when you install Harbor 3.0.",
        {
            "fr": "Le mode nuit est activé lorsque vous installez Harbor 2.3.",
            "de": "Der Nachtmodus ist aktiviert, wenn Sie Harbor 2.3 installieren.",
            "ja": "Harbor 2.3 をインストールすると、夜間モードは有効になっています。",
            "ar": "يكون الوضع الليلي ممكّناً عند تثبيت Harbor 2.3.",
            "pt": "O modo noturno fica ativado quando você instala o Harbor 2.3.",
        },
        ("state", "version"),
        "Night mode",
    ),
    Case(
        "edited",
        "Choose a berth that is long enough for the ship.",
        "Choose a berth that is long and deep enough for the ship and the tugs that bring it in.",
        {
            "fr": "Choisissez un poste assez long pour le navire.",
            "de": "Wählen Sie einen Liegeplatz, der lang genug für das Schiff ist.",
            "ja": "船に十分な長さのバースを選びます。",
            "ar": "اختر مرسى طويلاً بما يكفي للسفينة.",
            "pt": "Escolha um berço longo o suficiente para o navio.",
        },
        section="Before the ship arrives",
    ),
    Case(
        "added",
        None,
        "Report every damaged crate to the quay office before the crane is released.",
        {},
        section="After unloading",
    ),
    Case(
        "removed",
        "The tide table is printed each Monday and hangs beside the door.",
        None,
        {
            "fr": "La table des marées est imprimée chaque lundi et affichée près de la porte.",
            "de": "Die Gezeitentafel wird jeden Montag gedruckt und hängt neben der Tür.",
            "ja": "潮汐表は毎週月曜日に印刷され、扉の横に掲示されます。",
            "ar": "يُطبع جدول المد والجزر كل يوم اثنين ويُعلَّق بجانب الباب.",
            "pt": "A tábua de marés é impressa toda segunda-feira e fica ao lado da porta.",
        },
    ),
    Case(
        "moved",
        "Ask the harbour master for a free berth.",
        "Ask the harbour master for a free berth.",
        {
            "fr": "Demandez un poste libre au capitaine du port.",
            "de": "Bitten Sie die Hafenmeisterin um einen freien Liegeplatz.",
            "ja": "港長に空いているバースを問い合わせます。",
            "ar": "اطلب مرسى خالياً من مدير الميناء.",
            "pt": "Peça um berço livre ao capitão do porto.",
        },
    ),
    Case(
        "cosmetic",
        "Open the **Gates** page, then choose *New*.",
        "Open the **Gates** page, then choose **New**.",
        {
            "fr": "Ouvrez la page **Gates** (Portes), puis choisissez *New* (Nouveau).",
            "de": "Öffnen Sie die Seite **Gates** (Tore), und wählen Sie *New* (Neu) aus.",
            "ja": "**Gates** (ゲート) ページを開き、*New* (新規) を選びます。",
            "ar": "افتح صفحة **Gates** (البوابات)، ثم اختر *New* (جديد).",
            "pt": "Abra a página **Gates** (Portões) e escolha *New* (Novo).",
        },
    ),
    Case(
        "edited",
        "Harbor hours are posted on the pier.",
        "Harbour hours are posted on the pier.",
        {
            "fr": "Les horaires du port sont affichés sur la jetée.",
            "de": "Die Hafenzeiten hängen am Pier aus.",
            "ja": "港の営業時間は桟橋に掲示されています。",
            "ar": "مواعيد الميناء معروضة على الرصيف البحري.",
            "pt": "Os horários do porto estão afixados no píer.",
        },
        reviewed="spelling only",
    ),
)


def sample() -> DriftReport:
    """A hundred articles in five locales: every state, kind, reason, fault and mark is there."""
    articles = [
        _article(folder, name, locale, at)
        for at, (folder, name, locale) in enumerate((f, n, one) for f in FOLDERS for n in NAMES for one in LOCALES)
    ]
    return report(articles)


def large(sources: int, locales: Sequence[str] = MANY, stale: int = 5, changes: int = 5) -> DriftReport:
    """`sources` articles in each locale; one in `stale` is stale with so many `changes`, one in 20 is missing."""
    articles = []
    for at in range(sources):
        folder, name = f"area-{at % 23:02}", f"subject-{at % 97:02}/how-to-handle-a-delivery-{at:05}"
        for number, locale in enumerate(locales):
            place = at * len(locales) + number
            state: State = "stale" if place % stale == 0 else "missing" if place % 20 == 7 else "current"
            cases = [CASES[(place // stale + step) % len(CASES)] for step in range(changes)] if state == "stale" else []
            articles.append(_built(f"{folder}/{name}", locale, state, place, cases))
    return report(articles)


def report(articles: Iterable[ArticleDrift], *, source: str = "en-US") -> DriftReport:
    """The articles by harm, with their tallies by locale and by folder."""
    ordered = tuple(sorted(articles, key=_harm))
    everything = _tally("", "", ordered)
    locales = tuple(_tally(name, "", group) for name, group in _groups(ordered, lambda one: one.locale))
    pairs = _groups(ordered, lambda one: f"{one.locale}\n{_folder(one)}")
    folders = tuple(_tally(group[0].locale, _folder(group[0]), group) for _, group in pairs)
    stale = [one.path for one in ordered if one.state == "stale"]
    delta = Delta(
        "2024-05-06",
        owed_units=everything.units.stale // 3,
        owed_words=everything.words_to_translate // 3,
        paid_units=everything.units.stale // 2,
        paid_words=everything.words_to_translate // 2,
        newly_stale=tuple(stale[::3]),
        newly_current=tuple(one.path for one in ordered if one.state == "current")[:9],
        newly_missing=tuple(one.path for one in ordered if one.state == "missing")[:4],
    )
    summary = Summary(
        TODAY.isoformat(),
        source,
        len(ordered),
        everything.states,
        everything.words_to_translate,
        everything.critical,
        locales,
        folders,
        _HEAD,
        delta,
    )
    return DriftReport(ordered, summary)


def earlier(now: Summary) -> list[Summary]:
    """Older summaries, oldest first."""
    shares = (1.9, 1.6, 1.7, 1.2, 1.35)
    return [
        msgspec.structs.replace(
            now,
            date=(TODAY - timedelta(days=28 * (len(shares) - at))).isoformat(),
            words_to_translate=round(now.words_to_translate * share),
        )
        for at, share in enumerate(shares)
    ]


def _article(folder: str, name: str, locale: str, at: int) -> ArticleDrift:
    """The article number `at` of the sample."""
    states: tuple[State, ...] = ("current", "stale", "current", "cosmetic", "stale", "current", "missing", "current")
    state = "unknown" if at % 31 == 17 else "orphan" if at % 37 == 11 else states[(at * 7 + at // 9) % len(states)]
    if state == "cosmetic":
        return _built(f"{folder}/{name}", locale, state, at, [CASES[8]])
    cases = [CASES[(at + step * 3) % len(CASES)] for step in range(1 + at % 4)] if state == "stale" else []
    return _built(f"{folder}/{name}", locale, state, at, cases)


def _built(subject: str, locale: str, state: State, at: int, cases: Sequence[Case]) -> ArticleDrift:
    changes = tuple(_change(case, locale, at, place) for place, case in enumerate(cases))
    open_ = [one for one in changes if not one.reviewed]
    counts = _counts(open_, 14 + at % 40, len(changes) - len(open_))
    days = 3 + (at * 53) % 500 if changes else None
    return ArticleDrift(
        f"docs/{locale.lower()}/{subject}.md",
        locale,
        state,
        None if state == "orphan" else f"docs/en-us/{subject}.md",
        _reference(state, at),
        Counts() if state in {"missing", "orphan", "unknown"} else counts,
        words_to_translate=380 + at % 90 if state == "missing" else sum(one.words for one in open_),
        since=None if days is None else (TODAY - timedelta(days=days)).isoformat(),
        days=days,
        human=None if state == "missing" else at % 3 != 0,
        critical=sum(1 for one in open_ if one.critical),
        commits=1 + at % 5 if changes else 0,
        faults=tuple(_faults(state, at)),
        changes=changes,
    )


def _counts(changes: Sequence[Change], total: int, reviewed: int) -> Counts:
    kinds = [one.kind for one in changes]
    stale, cosmetic, added = kinds.count("edited"), kinds.count("cosmetic") + kinds.count("moved"), kinds.count("added")
    return Counts(total, total - stale - cosmetic - added, cosmetic, stale, added, kinds.count("removed"), reviewed)


def _reference(state: State, at: int) -> Found:
    if state == "missing":
        return Found("none")
    if state == "unknown":
        return Found("commit", "0ddba11", 0.0, fault="the commit 0ddba11 is not in the source's history")
    commit = f"{(at + 11) * 0x9E3779B97F4A7C15 & (1 << 64) - 1:016x}" + "5eaf00d5" * 3
    dated = (TODAY - timedelta(days=200 + at % 300)).isoformat()
    how: Literal["commit", "hash", "inferred"] = ("commit", "commit", "hash", "inferred")[at % 4]
    return Found(how, commit[:12], 0.8 if how == "inferred" else 1.0, commit, "", dated)


def _faults(state: State, at: int) -> Iterator[Fault]:
    if state == "unknown":
        yield Fault("reference", "The commit 0ddba11 is not in the source's history.", 4)
    if state == "stale" and at % 11 == 4:
        yield Fault("false-sync", "The marker says it was brought up to date, but this unit was not touched.", 18)
    if state == "stale" and at % 17 == 6:
        yield Fault("contradiction", "The marker names a commit older than the text it was made from.", 4)


def _change(case: Case, locale: str, at: int, place: int) -> Change:
    then, now = case.then, case.now
    same = case.kind in {"moved", "cosmetic", "removed"} or case.reviewed
    return Change(
        case.kind,
        critical=bool(case.reasons),
        then=then,
        now=now,
        target=case.targets.get(locale[:2], case.targets.get("fr")),
        line=12 + 6 * place,
        source_line=11 + 6 * place,
        similarity=0.8 if then and now else 0.0,
        reasons=case.reasons,
        touched=(None, False, True)[(at + place) % 3],
        words=0 if same or not now else len(now.split()),
        section=case.section,
        reviewed=case.reviewed,
        id=f"{at:04x}{place:02x}",
    )


def _harm(article: ArticleDrift) -> tuple[int, int, int, str]:
    order = ("stale", "missing", "unknown", "orphan", "cosmetic", "current")
    return (-article.critical, order.index(article.state), -article.words_to_translate, article.path)


def _folder(article: ArticleDrift) -> str:
    return (article.source_path or article.path).split("/")[2]


def _groups(
    articles: Iterable[ArticleDrift], key: Callable[[ArticleDrift], str]
) -> Iterable[tuple[str, list[ArticleDrift]]]:
    groups: dict[str, list[ArticleDrift]] = {}
    for one in articles:
        groups.setdefault(key(one), []).append(one)
    return sorted(groups.items())


def _tally(locale: str, folder: str, articles: Sequence[ArticleDrift]) -> Tally:
    states: dict[str, int] = {}
    for one in articles:
        states[one.state] = states.get(one.state, 0) + 1
    sums = {name: sum(getattr(one.units, name) for one in articles) for name in Counts.__struct_fields__}
    days = [one.days for one in articles if one.days is not None]
    return Tally(
        locale,
        folder,
        len(articles),
        states,
        Counts(**sums),
        sum(one.words_to_translate for one in articles),
        sum(one.critical for one in articles),
        sum(1 for one in articles if one.human),
        sum(1 for one in articles if one.human is False),
        round(median(days)) if days else None,
    )
