"""What a link to an anchor that is not there was meant to lead to."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Literal, NamedTuple
from urllib.parse import quote, unquote

from rapidfuzz import fuzz, process

from doclint.checks.counterparts import Counterparts
from doclint.checks.pages import Jump
from doclint.model import Anchor, Evidence, Fix, Link, Span
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.pairing import ArticlePair
from doclint.project.sites.dialects import DIALECTS, UNKNOWN, anchors
from doclint.project.sites.slugs import title

_SIMILAR = 75
_MOST_NAMES = 500


class Remedy(NamedTuple):
    """What to tell: a way to mend the link, the fragment expected, the other places to look at, and a fix."""

    advice: str
    expected: str | None = None
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None


class Remedies:
    """Finds what dead links were meant to lead to: by case, by the source's links and headings, else by likeness."""

    def __init__(self, docset: Docset) -> None:
        self.docset = docset
        self._counterparts: dict[str, Counterparts] = {}

    def of(self, edition: Edition, jump: Jump, names: list[str]) -> Remedy:
        """The remedy for `jump` of `edition`, whose article has the anchors `names`."""
        return (
            self._by_case(edition, jump, names)
            or self._by_heading(edition, jump, jump.fragment)
            or self._by_link(edition, jump, names)
            or self._by_likeness(jump, names)
        )

    def _by_case(self, edition: Edition, jump: Jump, names: list[str]) -> Remedy | None:
        if jump.fragment in names:
            advice = "it stands only in what other readers see (another moniker or zone)"
            return Remedy(f"{advice}. Set it here as well, or link to another", None, self._place(jump, jump.fragment))
        same = [name for name in names if name.casefold() == jump.fragment.casefold()]
        if len(same) != 1:
            return None
        advice = f"it is spelt '#{same[0]}'"
        return Remedy(advice, f"#{same[0]}", self._place(jump, same[0]), _fix(edition, jump, same[0], "safe"))

    def _by_heading(self, edition: Edition, jump: Jump, fragment: str) -> Remedy | None:
        """The anchor of the heading that translates the one which the source calls so."""
        target = jump.targets[0]
        pair = self.docset.pair(target)
        source = self._source_anchor(pair, target, fragment) if pair else None
        if pair is None or source is None:
            return None
        found = self._translated(pair, source)
        if found is None:
            return None
        heading = title(pair.target.article.blocks[found.heading])
        evidence = (
            pair.source.evidence("source", source.span, pair.source.line(source.span)),
            *self._place(jump, found.name),
        )
        if source.kind == "explicit":
            advice = f"the source has it at the heading that is '{heading}' here. Put it back there"
            return Remedy(advice, None, evidence)
        advice = (
            f"the heading that the source calls so is '{heading}' here, with the anchor '#{found.name}'. Link to that"
        )
        return Remedy(advice, f"#{found.name}", evidence, _fix(edition, jump, found.name, "unsafe"))

    def _by_link(self, edition: Edition, jump: Jump, names: Iterable[str]) -> Remedy | None:
        """The fragment of the source's link, which was translated here."""
        pair = self.docset.pair(edition.article.path)
        links = self._source_links(pair, jump) if pair else []
        if pair is None or len(links) != 1:
            return None
        fragment = _fragment(links[0])
        if fragment not in names:
            return self._by_heading(edition, jump, fragment) if fragment != jump.fragment else None
        advice = f"the source links to '#{fragment}', which stands there"
        evidence = (pair.source.evidence("source", links[0].span, pair.source.line(links[0].span)),)
        return Remedy(
            advice, f"#{fragment}", (*evidence, *self._place(jump, fragment)), _fix(edition, jump, fragment, "safe")
        )

    def _by_likeness(self, jump: Jump, names: list[str]) -> Remedy:
        edition = self.docset.edition(jump.targets[0])
        if edition and self.docset.site(edition).dialect == UNKNOWN:
            names = [anchor.name for anchor in self._suggested(jump.targets[0])]
        near = process.extractOne(
            jump.fragment, _likely(jump.fragment, names), scorer=fuzz.ratio, score_cutoff=_SIMILAR
        )
        if near:
            return Remedy(f"did you mean '#{near[0]}'?", f"#{near[0]}", self._place(jump, near[0]))
        braces = edition is not None and self.docset.site(edition).dialect.pinned
        pin = f"{{#{jump.fragment}}} behind" if braces else f'<a name="{jump.fragment}"></a> before'
        return Remedy(f"put {pin} the heading meant")

    def _source_anchor(self, pair: ArticlePair, target: str, fragment: str) -> Anchor | None:
        """The source's heading with that anchor, as the site of the translation at `target` names headings."""
        dialect = self.docset.site(pair.target).dialect if self.docset.edition(target) else None
        known = anchors(pair.source.article, dialect) if dialect else []
        return next((one for one in known if one.name == fragment and one.heading >= 0), None)

    def _translated(self, pair: ArticlePair, source: Anchor) -> Anchor | None:
        """The anchor of the heading that translates the one of `source`: an explicit one, else its slug."""
        blocks = self._counterpart(pair).of(range(source.heading, source.heading + 1))
        known = [one for one in self._suggested(pair.target.article.path) if one.heading in blocks]
        return min(known, key=lambda one: one.kind, default=None)

    def _suggested(self, path: str) -> Iterable[Anchor]:
        """The anchors that may be recommended: where the generator is not known, those that most make."""
        edition = self.docset.edition(path)
        if edition is None or self.docset.site(edition).dialect != UNKNOWN:
            return self.docset.anchors(path) if edition else ()
        return anchors(edition.article, DIALECTS["github"])

    def _source_links(self, pair: ArticlePair, jump: Jump) -> list[Link]:
        """The links of the source with which the translation's may correspond: of one block, to one file."""
        counterpart = self._counterpart(pair)
        file = _file(jump.destination)
        own = [link for link in pair.target.article.links if link.block == jump.block]
        taken = {_fragment(link) for link in own if _file(link.destination) == file}
        return [
            link
            for link in pair.source.article.links
            if _file(link.destination) == file
            and _fragment(link)
            and _fragment(link) not in taken
            and jump.block in counterpart.of(range(link.block, link.block + 1))
        ]

    def _counterpart(self, pair: ArticlePair) -> Counterparts:
        path = pair.target.article.path
        if path not in self._counterparts:
            self._counterparts[path] = Counterparts(pair)
        return self._counterparts[path]

    def _place(self, jump: Jump, name: str) -> tuple[Evidence, ...]:
        """The place of an anchor in the article that the link leads to."""
        edition = self.docset.edition(jump.targets[0])
        known = self.docset.anchors(jump.targets[0]) if edition else ()
        spans = [anchor.span for anchor in known if anchor.name == name][:1]
        return tuple(edition.evidence("article", span, edition.line(span)) for span in spans if edition)


def _likely(fragment: str, names: list[str]) -> list[str]:
    """The names that may be meant: all of them, or in a huge article those that begin alike."""
    return names if len(names) <= _MOST_NAMES else [name for name in names if name[:4] == fragment[:4]][:_MOST_NAMES]


def _file(destination: str) -> str:
    return PurePosixPath(destination.partition("#")[0].partition("?")[0].replace("\\", "/").lower()).name


def _fragment(link: Link) -> str:
    return unquote(link.destination.partition("#")[2])


def _fix(edition: Edition, jump: Jump, fragment: str, safety: Literal["safe", "unsafe"]) -> Fix:
    """The edit that writes another fragment behind the link's `#`."""
    start = jump.span.start + jump.destination.index("#") + 1
    written = quote(fragment, safe="!$&'*+,/:;=?@~") if any(mark in fragment for mark in ' ()<>"%') else fragment
    return Fix(safety, (edition.edit(Span(start, jump.span.end), written),))


def respelling(destination: str, path: str) -> str | None:
    """`destination` with its names written as those of `path`, which differ in case; None where `..` stands between."""
    before = destination.partition("#")[0].partition("?")[0]
    parts = before.replace("\\", "/").split("/")
    names = [index for index, part in enumerate(parts) if part not in {"", ".", "..", "~", "@site"}]
    right = path.split("/")[-len(names) :]
    if not names or ".." in parts[names[0] :] or len(right) != len(names):
        return None
    for index, name in zip(names, right, strict=True):
        if unquote(parts[index]) != name:
            parts[index] = quote(name, safe="!$&'*+,:;=@~") if any(mark in name for mark in ' ()<>"%#?') else name
    return "/".join(parts) + destination[len(before) :]
