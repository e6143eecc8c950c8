"""Titles that somebody is given or gives up: 'giữ chức Bí thư Huyện ủy' points to nobody who holds the post already."""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.lexicon import Lexicon
from kg.reading.officials.shared_bodies import Held, share_bodies
from kg.reading.words.phrases import Chunk, PostPhrase, View

_LINKS = frozenset({",", "và", "kiêm", "-", "–", "đồng thời", "kiêm nhiệm"})
_BEFORE_POST = frozenset({"takes", "leaves", "names", "elected"})
_LONGEST = 5  # syllables of the words before a title that is given


def taken(lexicon: Lexicon, view: View, i: int) -> str:
    """Return the role of the appointing words that end right before token ``i`` ('takes', 'leaves'), or ''."""
    for size in range(_LONGEST, 0, -1):
        if i - size < 0:
            continue
        for end, roles in lexicon.appointing.all(view.words, i - size):  # 'giữ chức | Vụ trưởng'
            if end == i and roles[0] in _BEFORE_POST:
                return roles[0]
    return ""


def set_offices_apart(lexicon: Lexicon, view: View, chunks: list[Chunk]) -> list[Chunk]:
    """Return the chunks with each title that is given or given up as an 'office' (or, given up, a 'left') chunk."""
    out = list(chunks)
    k = 0
    while k < len(out):
        role = taken(lexicon, view, out[k].i) if out[k].kind == "post" else ""
        if not role or (role == "names" and _named(out, k)):
            k += 1
            continue
        run = _run(out, k)
        posts = share_bodies([Held(out[at], out[at - 1].text.lower()) for at in run])
        for at, post in zip(run, posts, strict=True):
            out[at] = replace(out[at], kind="left" if role == "leaves" else "office", value=post)
        k = run[-1] + 1
    return out


def _named(chunks: list[Chunk], k: int) -> bool:
    """Whether the title at ``k`` is somebody's: 'bổ nhiệm Phó Vụ trưởng A', 'bổ nhiệm Phó Vụ trưởng, ông A'."""
    at = k + 1
    while at < len(chunks) and (chunks[at].kind == "post" or chunks[at].text.lower() in _LINKS):
        at += 1
    return at < len(chunks) and chunks[at].kind in ("name", "person")


def _run(chunks: list[Chunk], k: int) -> list[int]:
    """Return the indices of the titles from ``k`` on that are given together: 'giữ chức P1, P2 kiêm P3'."""
    run = [k]
    while (
        run[-1] + 2 < len(chunks)
        and chunks[run[-1] + 1].text.lower() in _LINKS
        and chunks[run[-1] + 2].kind == "post"
        and isinstance(chunks[run[-1] + 2].value, PostPhrase)
        and (run[-1] + 3 >= len(chunks) or chunks[run[-1] + 3].kind != "name")
    ):
        run.append(run[-1] + 2)
    return run
