"""Joins names with the titles before, after and beside them into persons.

'P1, P2 NAME', 'NAME, P1, P2', 'NAME - P1', 'P1 NAME (P2)'. A title between two names belongs to the one it touches; a
title alone behind a comma belongs to the name before it ('…, Trưởng Ban Chỉ đạo X, …'), if there is one in the list;
but in a list that puts titles first ('P1 A, P2, P3 B'), titles that run up to a name are that name's.
"""

from __future__ import annotations

from kg.reading.phrases import Chunk, NamePhrase, PersonPhrase, PostPhrase, Span, View

_LINKS = frozenset({",", "-", "–", "—", "(", ")"})
_CONCURRENT = frozenset({"kiêm", "và", "đồng thời là"})


def join_officials(view: View, chunks: list[Chunk]) -> list[Chunk]:
    """Return the chunks with every name and its titles as one 'person' chunk; a title without a name stays a 'post'."""
    out: list[Chunk] = []
    k = 0
    while k < len(chunks):
        before, at = _titles(chunks, k)
        if at < len(chunks) and chunks[at].kind == "name":
            after, end = _appositions(chunks, at + 1, titles_first=bool(before))
            out.append(_person(view, chunks[k:end], before, chunks[at], after))
            k = end
        else:
            out.append(chunks[k])
            k += 1
    return out


def _titles(chunks: list[Chunk], k: int) -> tuple[list[Chunk], int]:
    """Read 'P1, P2 và P3' that runs up to a name; return (posts, index of the name), or ([], k) where none does."""
    posts: list[Chunk] = []
    at = k
    while at < len(chunks) and chunks[at].kind == "post":
        posts.append(chunks[at])
        at += 1
        link = chunks[at] if at < len(chunks) else None
        if link and (link.text in (",", "-", "–") or link.text.lower() in _CONCURRENT) and _is(chunks, at + 1, "post"):
            at += 1
        else:
            break
    if posts and _is(chunks, at, "mark") and chunks[at].text in (":", "-", "–") and _is(chunks, at + 1, "name"):
        at += 1  # 'P1 - NAME'
    return (posts, at) if _is(chunks, at, "name") else ([], k)


def _is(chunks: list[Chunk], k: int, kind: str) -> bool:
    return 0 <= k < len(chunks) and chunks[k].kind == kind


def _appositions(chunks: list[Chunk], k: int, *, titles_first: bool) -> tuple[list[Chunk], int]:
    """Read the titles behind a name; return (posts, index after them)."""
    posts: list[Chunk] = []
    start = end = k
    while _is(chunks, k, "mark") and chunks[k].text in _LINKS or (k < len(chunks) and _concurrent(chunks, k)):
        if _is(chunks, k + 1, "post") and _touches_name(chunks, k + 1):
            return ([], start) if titles_first and chunks[k].text == "," else (posts, end)
        if not _is(chunks, k + 1, "post"):
            break
        posts.append(chunks[k + 1])
        k += 2
        if _is(chunks, k, "mark") and chunks[k].text == ")":
            k += 1
        end = k
    return posts, end


def _concurrent(chunks: list[Chunk], k: int) -> bool:
    return chunks[k].kind == "function" and chunks[k].text.lower() in _CONCURRENT


def _touches_name(chunks: list[Chunk], k: int) -> bool:
    """Whether the title at ``k`` stands directly before a name: then it is that name's."""
    return _is(chunks, k + 1, "name")


def _person(view: View, parts: list[Chunk], before: list[Chunk], name: Chunk, after: list[Chunk]) -> Chunk:
    value = name.value
    assert isinstance(value, NamePhrase)
    posts = tuple(
        (post.value, _cover(post.value.span, value.span))
        for post in [*before, *after]
        if isinstance(post.value, PostPhrase)
    )
    i, j = parts[0].i, parts[-1].j
    return Chunk("person", i, j, PersonPhrase(view.span(i, j), value, posts), view.surface(i, j))


def _cover(a: Span, b: Span) -> Span:
    return Span(min(a.start, b.start), max(a.end, b.end))
