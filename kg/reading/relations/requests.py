"""How the content of a request is cut: whom it is asked of, what is asked, and where the next request begins."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context
from kg.reading.clauses.fronting import clause_begin
from kg.reading.words.phrases import Span

_HANDING = frozenset({"từ đó", "đồng thời", "qua đó", "và"})
_ASKING = frozenset({"ask", "say", "task", "propose", "speech"})
_ADDRESSEE = 30  # tokens that the words for those asked may have
_MANY = 40  # verbs among which the next request is looked for
_NEAR = 3  # tokens that may stand between the end of a known body or title and what it is to do
_LONGEST = 70  # tokens of one instruction: what goes on behind that adds nothing to its head clause
_NAMED = frozenset({"person", "post", "body", "pronoun"})
_DETERMINERS = frozenset({"các", "những", "mỗi", "từng", "mọi", "một", "hai", "ba", "cả", "tất", "toàn"})
_INSTANCES = (("trong", "đó"), ("trước", "hết"), ("nhất", "là"), ("đặc", "biệt"), ("nòng", "cốt"), ("kể", "cả"))
_LISTING = frozenset({"và", "cùng", "hoặc"})


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked: tokens ``begin`` to ``end`` of the sentence, of those named in ``start`` to ``action``."""

    start: int
    action: int
    begin: int
    end: int

    @property
    def addressed(self) -> bool:
        """Whether it is told who is asked."""
        return self.action > self.start


def requests(c: Context, start: int, told: Predication | None) -> list[Request]:
    """Return what is asked from token ``start`` on, to the next verb of asking or saying: one for each addressee."""
    stop = _stop(c, start, told)
    found: list[Request] = []
    for begin, end in _segments(c, start, stop):
        part = cut(c, begin, end)
        if found and not (part.addressed and _others(c, part)):
            last = found[-1]
            if end - last.begin <= _LONGEST:
                found[-1] = Request(last.start, last.action, last.begin, part.end)
        elif part.end > part.begin:
            found.append(part)
    return found


def _others(c: Context, part: Request) -> bool:
    """Whether a clause behind a semicolon names others who are asked: 'các sở …', not 'các vấn đề …'."""
    view, k = c.pieces.view, part.start
    if c.pieces.kind(piece_at(c, k)) in ("person", "post", "body", "place", "delegation"):
        return True
    if view.word(k) in _DETERMINERS:
        k += 1
    nouns = view.lexicon.addressees, view.lexicon.group_nouns
    return any(view.word(k) not in _DETERMINERS and trie.longest(view.words, k)[1] for trie in nouns)


def _segments(c: Context, start: int, stop: int) -> list[tuple[int, int]]:
    """Cut tokens at semicolons, outside brackets."""
    view, cuts, depth = c.pieces.view, [start], 0
    for k in range(start, stop):
        depth += (view.word(k) == "(") - (view.word(k) == ")")
        if view.word(k) == ";" and depth <= 0:
            cuts.append(k + 1)
    return [(a, b) for a, b in zip(cuts, [*[k - 1 for k in cuts[1:]], stop], strict=True) if b > a]


def _stop(c: Context, start: int, told: Predication | None) -> int:
    """Return the token where the next request or saying of the same clause chain begins, or the sentence's end."""
    p = c.pieces
    first = bisect_left(c.predications, start, key=lambda other: p[other.at].chunk.i)
    for other in c.predications[first : first + _MANY]:
        if (told and other.at <= told.at) or other.verb.frame not in _ASKING:
            continue
        before = other.at - 1
        while p.is_skipped(before):
            before -= 1
        before = clause_begin(p, before)
        opens = p.word(before) == ";"
        handed = p.word(before) in _HANDING and (other.verb.frame != "speech" or p.word(before - 1) in (",", ";"))
        own = other.form == "active" and other.known and _opens(c, min(other.where or [other.unnamed]))
        own = own and not (other.verb.silent and _asked(c, other))
        if opens or handed or own:
            first = min(other.where or [other.unnamed]) if own else before
            first -= own and c.pieces.group(first - 1) is not None  # '; | đại biểu B đề nghị …'
            return trim(c, start, p[first].chunk.i)
    return trim(c, start, len(p.view))


def _asked(c: Context, other: Predication) -> bool:
    """Whether those who act are bodies or groups: '…; Sở Y tế cử thêm hai kíp' is asked of them."""
    return all(c.pieces.kind(k) in ("body", "group") for k in other.where or [other.unnamed])


def _opens(c: Context, k: int) -> bool:
    """Whether the subject at piece ``k`` opens a clause: '…; còn đồng chí A nêu'."""
    p = c.pieces
    k -= p.group(k - 1) is not None  # '; đại biểu B đề nghị …'
    return p.word(k - 1) == ";" or (p.is_skipped(k - 1) and p.word(k - 2) == ";")


def trim(c: Context, start: int, end: int) -> int:
    """Return the end without the marks and conjunctions that close a clause."""
    view = c.pieces.view
    while end > start and (
        (view.tokens[end - 1].kind == "p" and view.word(end - 1) not in ')”"') or view.word(end - 1) in ("và",)
    ):
        end -= 1
    return end


def cut(c: Context, start: int, end: int) -> Request:
    """Cut one clause into those asked and what they are to do."""
    view = c.pieces.view
    while start < end and (view.tokens[start].kind == "p" or view.word(start) in ("cho", "với", "là", "rằng")):
        start += 1
    start = _behind_adverbial(c, start, end)
    end = trim(c, start, end)
    action = _action(c, start, end)
    begin = action + 1 if view.role(action)[1] == "modal" and action + 1 < end else action
    while begin < end and view.word(begin) == ":":
        begin += 1  # 'Bộ Y tế: chỉ đạo …'
    return Request(start, action, begin, end)


def _behind_adverbial(c: Context, start: int, end: int) -> int:
    """'lưu ý, thời gian tới, Sở Y tế cần …': the words before those asked say when or why."""
    view = c.pieces.view
    if view.word(start) not in view.lexicon.adverbial_words:
        return start
    for k in range(start, min(end, start + _ADDRESSEE)):
        if _acts(c, k) and k - start < _NEAR:
            return start
        if view.word(k) == ",":
            return k + 1
    return start


def _action(c: Context, start: int, end: int) -> int:
    """Return the token where those asked end and what they are to do begins; ``start`` where nobody is named."""
    view = c.pieces.view
    named = _named_end(c, start, end)
    goes_on = view.word(named) == "," and _listed(c, named + 1)
    limit = min(end, named + _NEAR if named > start and not goes_on else start + _ADDRESSEE)
    for k in range(max(start, named), limit):
        if view.role(k)[1] in ("modal", "negation", "plan") or _acts(c, k):
            return k
        if view.word(k) == "," and not _listed(c, k + 1):
            behind = _behind_instance(c, k + 1, end)
            return behind if behind > k else start if named <= start else named
    ends = view.is_word(named) or view.word(named) == ":" or named == end
    return named if named > start and ends else start


def _behind_instance(c: Context, k: int, end: int) -> int:
    """'các trường, trong đó có Trường A, chuẩn bị …': the token behind the second comma, or ``k`` - 1."""
    view = c.pieces.view
    if not any(tuple(view.words[k : k + len(words)]) == words for words in _INSTANCES):
        return k - 1
    close = next((at for at in range(k, min(end, k + _ADDRESSEE)) if view.word(at) == "," and _acts(c, at + 1)), -1)
    return close + 1 if close >= 0 else k - 1


def _acts(c: Context, k: int) -> bool:
    """Whether a verb for what is asked begins at token ``k``."""
    view = c.pieces.view
    if view.action(k) > k:
        return True
    return view.lexicon.requested.longest(view.words, k)[0] > k and view.opens_word(k) and view.tokens[k].kind == "w"


def _listed(c: Context, k: int) -> bool:
    """Whether the list of those asked goes on at token ``k``."""
    view = c.pieces.view
    plural = view.role(k)[1] == "other" or bool(view.lexicon.addressees.longest(view.words, k)[1])
    return plural or view.capital(k) or bool(view.lexicon.group_nouns.longest(view.words, k)[1])


def _named_end(c: Context, start: int, end: int) -> int:
    """Return the token behind the persons, titles and bodies that stand at ``start``, over 'và' and commas."""
    p, view = c.pieces, c.pieces.view
    k = piece_at(c, start)
    last = start
    while k < len(p) and p[k].chunk.i < end and p.kind(k) in _NAMED:
        while p.kind(k) != "person" and (p.kind(k + 1) in ("body", "group", "place") or p.titled(k + 1)):
            k += 1  # 'Chủ tịch UBND các tỉnh'
        last = p[k].chunk.j
        linked = p.word(k + 1) in _LISTING or p.word(k + 1) == ","
        if not (linked and p.kind(k + 2) in ("person", "post", "body")):
            break
        k += 2
    return last if last <= end and not (view.word(last) in ("các", "những") and last > start) else start


def piece_at(c: Context, token: int) -> int:
    """Return the index of the first piece that begins at or behind a token."""
    low, items = 0, c.pieces.items
    high = len(items)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if items[middle].chunk.i < token else (low, middle)
    return low


def span(c: Context, i: int, j: int) -> Span:
    """Return the span of tokens ``i`` to ``j``."""
    return c.pieces.view.span(i, j)
