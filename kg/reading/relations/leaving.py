"""Who gives up a post, and from when: 'miễn nhiệm chức vụ P đối với ông A kể từ ngày 1/10/2022', 'thay ông B nghỉ hưu'.

Somebody who leaves a post is its former holder, also where the day lies ahead: until then, the bounds say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.reading.clauses.context import Context
from kg.reading.clauses.doubts import doubt
from kg.reading.clauses.subjects import Subjects
from kg.reading.officials.resolve_people import PeopleMemory
from kg.reading.relations.appointing import ACTS, FAR, PASSIVE, Given, Mark, Marks, modality_of
from kg.reading.words.bounds import Told, told_end
from kg.reading.words.phrases import PersonPhrase, PostPhrase, Span
from kg.reading.words.pieces import Pieces
from kg.text import key

_PEOPLE = frozenset({"person", "pronoun"})
_TO = frozenset({"đối với", "với", "cho", "của"})
_SUFFERED = PASSIVE | {"bị", "đã bị", "vừa bị"}
_ASKED = frozenset({"xin", "đề nghị", "đề xuất", "kiến nghị", "trình", "nguyện vọng", "tờ trình", "phương án"})
_AHEAD = frozenset({"dự kiến", "chuẩn bị", "sắp"})
_RETIRES = re.compile(r"nghỉ (?:hưu|chế độ|công tác|quản lý|việc)\b", re.I)
_FOR = re.compile(
    r"nghỉ (?:hưu|chế độ|công tác)\b[^\n]{0,60}?\s(?:đối với|cho|của)\s+(?:(?:ông|bà|đồng chí)\s+)?$", re.I
)
_OFFICES = frozenset({"chức", "chức vụ", "chức danh", "nhiệm"})  # words without which 'thôi' may be of anything
_TASKS = frozenset({"làm", "đảm", "tham"})  # 'thôi làm nhiệm vụ đại biểu'
_WHEN_OR_WHY = frozenset({"từ", "kể", "này", "trên", "nêu trên", "nói trên", "theo", "để", "vì", "do", "sau", "vào"})
_LISTS = frozenset({",", ";", "và"})
_LONG = 60  # pieces between the words of leaving and those that decide it, or a post that is taken instead
_NEAR = 6  # pieces before the words of leaving among which one says that it is only asked for


class Leaving:
    """Reads who gives up which post, sentence by sentence."""

    def __init__(self, people: PeopleMemory):
        self._people = people
        self._left: dict[tuple[str, str], PostPhrase] = {}  # by person and title

    def read(self, c: Context, marks: Marks) -> None:
        """State what the sentence tells of posts that are given up."""
        p = c.pieces
        for n, mark in enumerate(marks.items):
            if mark.role != "leaves":
                continue
            stop = _stop(p, marks, n)
            left = _left(p, mark, stop)
            for who in (list(_behind(p, left[-1], stop)) or _before(p, mark)) if left else []:
                for phrase, at in [(self._same(p, who, at), at) for at in left]:
                    self._end(c, who, at, phrase, _modality(c, mark.at, _act(p, marks, mark)))
            if not left and (who := _titled(p, mark, stop)) >= 0 and not _modality(c, mark.at, _act(p, marks, mark)):
                _leave(c, mark, who)
        _retire(c)

    def _same(self, p: Pieces, who: int, at: int) -> PostPhrase:
        """Return the title given up; told again in other words ('Chủ tịch Vinalines'), it is at the body told first."""
        phrase, record = p[at].chunk.value, p[who].record
        assert isinstance(phrase, PostPhrase)
        assert record is not None
        first = self._left.get((record.key, key(phrase.title)))
        return replace(phrase, body=first.body) if first else phrase

    def _end(self, c: Context, who: int, at: int, phrase: PostPhrase, modality: str) -> None:
        p, record = c.pieces, c.pieces[who].record
        if record is None or (phrase.body and phrase.body.bare):
            return
        tenure = _until(c, max(who, at)) or _with_the_next(c, max(who, at))
        given = self._people.given(record, phrase, p.span(who, at), modality, rule="holds/left", tenure=tenure)
        if given and not modality:
            self._left.setdefault((record.key, key(phrase.title)), phrase)

    def replaced(self, c: Context, marks: Marks, told: Given, stop: int, modality: str) -> None:
        """'… giữ chức P, thay ông B nghỉ hưu': B was in the post that another is given."""
        p = c.pieces
        for k in range(told.told + 1, min(stop, told.told + 1 + FAR)):
            record = p[k].record
            if p.kind(k) != "person" or marks.role(k - 1) != "apart" or record is None:
                continue
            if _RETIRES.search(c.notebook.text, p[k].chunk.span.end, _next(p, k)):
                begun = p[told.told].chunk.span.end, p[k].chunk.span.start
                tenure = _until(c, k) or told_end(c.notebook.text, *begun)
                self._people.given(
                    record, told.post, p.span(told.told, k), modality, rule="holds/replaced", tenure=tenure
                )
            return


def _stop(p: Pieces, marks: Marks, n: int) -> int:
    """Return the piece where what the n-th words govern ends: at the next appointing words, or the clause's end."""
    after = (marks.items[m] for m in range(n + 1, len(marks.items)))
    return next((mark.at for mark in after if mark.role in ACTS or mark.role == "leaves"), len(p))


def _left(p: Pieces, mark: Mark, stop: int) -> list[int]:
    """Return the posts given up, right behind the words of leaving."""
    first = mark.end + 1
    found = [k for k in range(first, min(stop, first + FAR)) if p.kind(k) == "left"]
    return found if found and found[0] == first else []


def _behind(p: Pieces, k: int, stop: int) -> Iterator[int]:
    """Yield those of whom the post at piece ``k`` is taken: 'đối với ông A; ông B', or whose name its title touches."""
    if p.kind(k + 1) == "person" and k + 1 < stop:
        yield k + 1
    if p.word(k + 1) not in _TO:
        return
    at = k + 2
    while at < stop and p.kind(at) in _PEOPLE and p[at].record:
        yield at
        if p.word(at + 1) not in _LISTS:
            return
        at += 2


def _titled(p: Pieces, mark: Mark, stop: int) -> int:
    """Return the person who leaves the one post told beside the name, where the words name none; -1 for nobody.

    'P A thôi giữ chức vụ', 'A, P, được miễn nhiệm', 'miễn nhiệm ông A, P'. Of several posts it is open which is meant.
    """
    words = {p.word(k) for k in range(mark.at, mark.end + 1)}
    if not words & _OFFICES or words & _TASKS:
        return -1
    first = mark.end + 1 + (p.word(mark.end + 1) in _TO)
    who = first if p.kind(first) == "person" and first < stop else _told_of(p, mark)
    value = p[who].chunk.value if who >= 0 else None
    posts = [post for post, _ in value.posts if not post.former] if isinstance(value, PersonPhrase) else []
    behind = range(mark.end + 1, next((k for k in range(mark.end + 1, stop) if p.breaks(k)), stop))
    other = any(p.kind(k) in ("left", "post") for k in behind)
    return who if posts and p[who].record and (len(posts) == 1 or "các" in words) and not other else -1


def _told_of(p: Pieces, mark: Mark) -> int:
    """Return the person right before 'thôi giữ chức vụ', 'được miễn nhiệm', 'bị X cách chức'; -1 for none."""
    after, at = mark.end + 1, mark.at - 1
    if not (p.breaks(after) or p.kind(after) in ("mark", "date") or p.word(after) in _WHEN_OR_WHY):
        return -1
    agent = p.kind(at) in ("body", "post") and p.word(at - 1) in _SUFFERED
    at -= agent
    if p.word(mark.at) != "thôi" and p.word(at) not in _SUFFERED:
        return -1
    while p.is_skipped(at) or p.word(at) == "," or p.kind(at) == "date" or p.word(at) in _SUFFERED:
        at -= 1
    return at if p.kind(at) == "person" else -1


def _leave(c: Context, mark: Mark, who: int) -> None:
    """The post told beside the name ends on the day told behind; where none is, it is held no longer."""
    record, span = c.pieces[who].record, c.pieces[who].chunk.span
    assert record is not None
    last = max(who, mark.end)
    tenure = _until(c, last, c.pieces.span(last).end)
    if tenure:
        c.notebook.bound(record.key, "org:holds", Span(span.start, span.end), tenure)
    else:
        c.notebook.leave(record.key, Span(span.start, span.end), c.pieces.span(mark.at, mark.end))


def _before(p: Pieces, mark: Mark) -> list[int]:
    """Return who stands before the words: of 'miễn nhiệm', only who 'được' or 'bị' it; else that is who acts."""
    acted_on = p.word(mark.at).startswith("thôi") or p.word(mark.at - 1) in _SUFFERED
    if not acted_on or "cho thôi" in p.word(mark.at):
        return []
    for k in range(mark.at - 1, max(-1, mark.at - 1 - FAR), -1):
        if p.kind(k) in _PEOPLE and p[k].record:
            return [k]
        if p.breaks(k):
            break
    return []


def _retire(c: Context) -> None:
    """'Ông A, P, nghỉ hưu từ ngày 1/10/2022': the posts told beside the name end that day."""
    p = c.pieces
    for k in range(len(p)):
        record = p[k].record
        if p.kind(k) == "person" and record:
            span = p[k].chunk.span
            at, tenure = _retires(c, k)
            if tenure and not _modality(c, at):
                c.notebook.bound(record.key, "org:holds", Span(span.start, span.end), tenure)


def _retires(c: Context, k: int) -> tuple[int, Told | None]:
    """Return the piece of the words by which the person at piece ``k`` retires, and from which day; None for none."""
    p, text, span = c.pieces, c.notebook.text, c.pieces[k].chunk.span
    found = _RETIRES.search(text, span.end, _next(p, k))
    if found and not _others(p, k, p.at(found.start())):
        return p.at(found.start()), _until(c, k, found.end())
    if found := _FOR.search(text, _previous(p, k), span.start):
        return p.at(found.start()), told_end(text, found.start(), span.start) or _until(c, k)
    return 0, None


def _others(p: Pieces, k: int, at: int) -> bool:
    """Whether the words at piece ``at`` tell of others than the person at ``k``: 'A trao quyết định nghỉ hưu cho B'."""
    return any(p.kind(n) == "verb" and p.word(n - 1) not in _SUFFERED for n in range(k + 1, at))


def _previous(p: Pieces, k: int) -> int:
    """Return the offset where the clause before the person at piece ``k`` begins, or whoever stands there ends."""
    at = k - 1
    while at >= 0 and not (p.breaks(at) or p.kind(at) in _PEOPLE):
        at -= 1
    return p.start(at + 1)


def _next(p: Pieces, k: int) -> int:
    """Return the offset where what is told of the person at piece ``k`` ends: at another one, or the clause's end."""
    for at in range(k + 1, len(p)):
        if p.kind(at) in _PEOPLE or p.breaks(at):
            return p.start(at)
    return p.view.span(0, len(p.view)).end


def _until(c: Context, k: int, start: int = 0) -> Told | None:
    """Return the day told behind piece ``k`` as the one from which somebody is in a post no longer."""
    return told_end(c.notebook.text, start or c.pieces[k].chunk.span.end, _next(c.pieces, k))


def _with_the_next(c: Context, k: int) -> Told | None:
    """'A thôi giữ chức P1; giữ chức P2 từ ngày 5/10': A leaves the one post when he takes the other."""
    p = c.pieces
    far = min(len(p), k + 1 + _LONG)
    stop = next((at for at in range(k + 1, far) if p.kind(at) in _PEOPLE), far)
    office = next((at for at in range(k + 1, stop) if p.kind(at) == "office"), stop)
    if office == stop:
        return None
    end = p.start(stop) if stop < len(p) else p.view.span(0, len(p.view)).end
    return told_end(c.notebook.text, p[office].chunk.span.end, end)


def _act(p: Pieces, marks: Marks, left: Mark) -> int:
    """'quyết định điều động, phân công ông A thôi giữ chức P': the piece of the words that decide it, else its own."""
    first = left.at
    while first > max(0, left.at - _LONG) and not p.breaks(first - 1):
        first -= 1
    return next((k for k in range(first, left.at) if marks.role(k) in ACTS), left.at)


def _modality(c: Context, at: int, act: int = -1) -> str:
    """What is planned, denied or asked for ends nothing yet; ``act``: the words that decide it."""
    words = [c.pieces.word(k) for k in range(max(0, at - _NEAR), at)]
    asked = any(word in _ASKED or word.endswith(" đề nghị") for word in words)
    ahead = "Planned" if any(word in _AHEAD for word in words) else ""
    told = Subjects(c.pieces).before(at).modality or doubt(c.pieces, at) or modality_of(c, act if act >= 0 else at)
    return ahead or ("Requested" if asked else told)
