"""The difference of two texts word by word; by character where a script writes no blanks between words."""

import re

from rapidfuzz.distance import Indel

Op = tuple[int, str]

SAME, GONE, NEW = 0, 1, 2

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"[{_UNSPACED}][\u0300-\u036f\u3099\u309a]*|[^\W{_UNSPACED}]+(?:[.,:](?=\d)[^\W{_UNSPACED}]+)*|\s+|.", re.DOTALL
)
_MOST = 3000
_SHARED = 0.3


def diff(then: str, now: str) -> list[Op]:
    """What stays, goes and comes, in reading order; all goes and comes where little stays or the texts are huge."""
    if then == now:
        return [(SAME, now)] if now else []
    ours, theirs = _TOKEN.findall(then), _TOKEN.findall(now)
    start, end = _ends(ours, theirs)
    middle, other = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    head, tail = "".join(ours[:start]), "".join(ours[len(ours) - end :])
    ops = _joined([(SAME, head), *_middle(middle, other), (SAME, tail)])
    stays = sum(len(text) for op, text in ops if op == SAME)
    return ops if stays >= _SHARED * min(len(then), len(now)) else _replaced(then, now)


def _ends(ours: list[str], theirs: list[str]) -> tuple[int, int]:
    """How many tokens both begin with, and how many of the others both end with."""
    most = min(len(ours), len(theirs))
    start = next((at for at in range(most) if ours[at] != theirs[at]), most)
    most -= start
    end = next((at for at in range(most) if ours[-1 - at] != theirs[-1 - at]), most)
    return start, end


def _middle(ours: list[str], theirs: list[str]) -> list[Op]:
    if max(len(ours), len(theirs)) > _MOST:
        return _replaced("".join(ours), "".join(theirs))
    found: list[Op] = []
    for op in Indel.opcodes(ours, theirs):
        gone, new = ours[op.src_start : op.src_end], theirs[op.dest_start : op.dest_end]
        found += [(SAME, token) for token in gone] if op.tag == "equal" else _replaced("".join(gone), "".join(new))
    return found


def _replaced(then: str, now: str) -> list[Op]:
    return [(op, text) for op, text in ((GONE, then), (NEW, now)) if text]


def _joined(ops: list[Op]) -> list[Op]:
    """Runs joined: what goes before what comes, and a blank between two changes changes with them."""
    joined: list[Op] = []
    gone: list[str] = []
    new: list[str] = []
    blank = ""
    for op, text in [*ops, (SAME, "")]:
        if op == SAME and text.isspace() and (gone or new):
            blank += text
        elif op == SAME:
            joined += [*_settled("".join(gone), "".join(new)), (SAME, blank + text)]
            gone, new, blank = [], [], ""
        else:
            gone.append(blank)
            new.append(blank)
            (gone if op == GONE else new).append(text)
            blank = ""
    return _merged(joined)


def _settled(gone: str, new: str) -> list[Op]:
    """A change without the blank that both sides end with."""
    end = len(gone) - len(gone.rstrip())
    if end and new.rstrip() + gone[-end:] == new:
        return [*_replaced(gone[:-end], new[:-end]), (SAME, gone[-end:])]
    return _replaced(gone, new)


def _merged(ops: list[Op]) -> list[Op]:
    merged: list[tuple[int, list[str]]] = []
    for op, text in ops:
        if not text:
            continue
        if merged and merged[-1][0] == op:
            merged[-1][1].append(text)
        else:
            merged.append((op, [text]))
    return [(op, "".join(texts)) for op, texts in merged]
