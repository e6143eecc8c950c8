"""What is not done though its verb stands there: denied, called off, weighed, or only told by somebody.

'phủ nhận việc ông A thôi giữ chức P', 'xem xét việc miễn nhiệm', 'có thông tin cho rằng …', 'việc … chưa được duyệt'.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.reading.words.pieces import Pieces

_MOODS = {"negates": "Negated", "denies": "Negated", "weighs": "Hypothetical", "heard": "Hypothetical"}
_NEAR = frozenset({"negates", "weighs"})  # roles of words that govern no further than to a comma or 'và'
_BEHIND = frozenset({"open", "negates"})  # roles of what leaves an act undone whose name is the subject: 'việc …'
_ACT = "việc"
_FAR = 60  # pieces of a clause on each side of the act


def doubt(p: Pieces, k: int) -> str:
    """Return the mood that words around the act at piece ``k`` give it within its clause; '' where it stands."""
    first, last = _clause(p, k)
    begins, at, end = p[first].chunk.i, p[k].chunk.i, p[last].chunk.j
    behind = _behind(p, begins, at, end)
    return behind if behind == "Negated" else _before(p, begins, at) or behind


def _clause(p: Pieces, k: int) -> tuple[int, int]:
    first = last = k
    while first > max(0, k - _FAR) and not p.breaks(first - 1):
        first -= 1
    while last < min(len(p) - 1, k + _FAR) and not p.breaks(last + 1):
        last += 1
    return first, last


def _before(p: Pieces, begins: int, at: int) -> str:
    """Read on to the act: the word of doubt that still governs it there."""
    role, joined, apart = "", False, False
    for found in _roles(p, begins, at):
        apart = (apart or found == "apart") and found != ","
        joined = joined or found in (",", "joins")
        if found in _MOODS and not apart:
            role, joined = role if found == "weighs" and role else found, False  # 'chưa xem xét': not done
        elif (joined and found == "decides") or (found in (",", "joins") and role in _NEAR):
            role = ""
    return _MOODS.get(role, "")


def _behind(p: Pieces, begins: int, at: int, end: int) -> str:
    """'Thông tin … là không đúng'; 'việc … chưa được quyết định', where 'việc' is what the clause is about."""
    about = any(p.view.word(i) == _ACT and (i == begins or p.view.word(i - 1) == ",") for i in range(begins, at))
    for found in _roles(p, at, end):
        if found == "untrue" or (about and found in _BEHIND):
            return "Negated" if found == "untrue" else "Hypothetical"
    return ""


def _roles(p: Pieces, i: int, end: int) -> Iterator[str]:
    """Yield the roles of the words of doubt between two tokens, and ',' for each comma that closes no apposition."""
    while i < end:
        last, roles = p.view.lexicon.doubts.longest(p.view.words, i)
        k = p.begin(i)
        if roles:
            yield roles[0]
        elif p.word(k) == "," and p.kind(k - 1) != "person":
            yield ","
        i = max(last, i + 1)
