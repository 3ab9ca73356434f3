"""An aligned pair of articles: side by side for people, and the JSON contract doclint-align/1."""

from typing import Any, TextIO

from doclint.model import Article, Unit
from doclint.output.json import put
from doclint.output.text import visible
from doclint.project.pairing import ArticlePair


def json(pair: ArticlePair, out: TextIO) -> None:
    """Every unit pair, null where a side has no counterpart."""
    pairs = [
        {
            "unit": _id(source) or _id(target),
            "kind": _kind(pair, source, target),
            "method": method,
            "confidence": round(confidence, 3),
            "source": _side(pair.source.article, source),
            "target": _side(pair.target.article, target),
        }
        for source, target, method, confidence in _rows(pair)
    ]
    put({"schema": "doclint-align/1", "pairs": pairs}, out)


def text(pair: ArticlePair, out: TextIO) -> None:
    """Each pair on two lines, source above translation; a dash marks a side without a counterpart."""
    for source, target, method, confidence in _rows(pair):
        out.write(f"{method} {confidence:.2f}\n")
        out.write(f"{_told(pair.source.article, source)}\n{_told(pair.target.article, target)}\n\n")


def _rows(pair: ArticlePair) -> list[tuple[Unit | None, Unit | None, str, float]]:
    sources, targets = pair.source.article.units, pair.target.article.units
    return [
        (
            None if one.source is None else sources[one.source],
            None if one.target is None else targets[one.target],
            one.method,
            one.confidence,
        )
        for one in pair.pairs
    ]


def _id(unit: Unit | None) -> str | None:
    return unit.id if unit else None


def _kind(pair: ArticlePair, source: Unit | None, target: Unit | None) -> str:
    article, unit = (pair.source.article, source) if source else (pair.target.article, target)
    return article.blocks[unit.block].kind if unit and unit.block >= 0 else "unit"


def _side(article: Article, unit: Unit | None) -> dict[str, Any] | None:
    if unit is None:
        return None
    at = article.locate(unit.span)
    return {"path": at.path, "line": at.line, "column": at.column, "text": unit.text}


def _told(article: Article, unit: Unit | None) -> str:
    return f"{article.locate(unit.span).line:>6} | {visible(unit.text)}" if unit else "     - |"
