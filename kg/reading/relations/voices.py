"""Who speaks without a verb of speech: 'Theo A, …', 'tham luận của A', 'Trong diễn văn khai mạc, A …', 'A: "…"'."""

from __future__ import annotations

from kg.lexicon.tables import Row
from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context
from kg.reading.relations.requests import piece_at
from kg.reading.relations.speeches import HEARING, elsewhere, place_of_speech
from kg.reading.words.notebook import Record
from kg.reading.words.phrases import Span

_INTO = frozenset({"trong", "tại", "qua", "với", "bằng", "mở đầu"})
_AND_NOW = frozenset({"còn", "cũng", "nhưng", "song"})
_BEFORE_PAPER = frozenset({"theo", "trong", "qua"}) | HEARING
_ARTICLES = frozenset({"các", "những", "hai", "ba", "một", "bài", "bản"})
_TOLD = 8  # pieces that may say what a speech is about, before 'của A'
_SPOKEN = 8  # pieces between who speaks and the colon before the words
_OPENS = frozenset({",", ";", "song", "còn", "nhưng", "và", ":", "-", "–"})
_THAT = frozenset({"đó", "đây"})
_SPOKEN_OF = (
    "ý kiến", "chỉ đạo", "yêu cầu", "khẳng định", "nhấn mạnh", "thông tin", "nhận định", "phát biểu", "chia sẻ",
    "đánh giá", "đề nghị", "lưu ý", "lời", "câu hỏi", "cam kết", "kết luận", "quan điểm", "đề xuất", "thông điệp",
)  # fmt: skip
_QUOTES = frozenset({'"', "“"})


def voices(c: Context) -> None:
    """State who speaks, by other words than verbs of speech, at the gathering that the passage tells of."""
    _that(c)
    event = place_of_speech(c)
    if event is None:
        return
    _according(c, event)
    _quoted(c, event)
    _opening(c, event)
    for k, piece in enumerate(c.pieces.items):
        end, found = c.pieces.view.lexicon.speech_nouns.longest(c.pieces.view.words, piece.chunk.i)
        if found and (not found[0]["paper"] or _before(c, k) in _BEFORE_PAPER):
            _owned(c, event, k, piece_at(c, end), found[0])


def _tell(c: Context, k: int, predicate: str, event: Record, span: Span, rule: str) -> None:
    """State that the person at piece ``k`` speaks, unless the words before say that it was elsewhere."""
    record = c.pieces.actor(k)
    if record is None or record.kind != "Person" or elsewhere(c, k + 1):
        return
    c.spoke.add(record.key)
    c.notebook.add(record.key, predicate, event.key, span, rule)


def _that(c: Context) -> None:
    """'Đó là ý kiến chỉ đạo của A tại Hội nghị …', 'Đây là khẳng định của A trong buổi họp báo …'."""
    p = c.pieces
    if p.word(0) not in _THAT or "là" not in (p.word(1), p.word(2)):
        return
    words = p.view.words
    for k in range(2, min(len(p) - 3, _TOLD)):
        spoken = any(" ".join(words[at : p[k].chunk.i]).startswith(_SPOKEN_OF) for at in range(1, p[k].chunk.i))
        if p.word(k) == "của" and p.kind(k + 1) == "person" and spoken:
            event = p[k + 3].record if p.word(k + 2) in ("tại", "trong", "ở") and p.kind(k + 3) == "event" else None
            if event:
                _tell(c, k + 1, "kg:speaksAt", event, p.span(k + 1, k + 3), "speaksAt/that")
            return


def _according(c: Context, event: Record) -> None:
    """'Theo Bộ trưởng A, …', 'Còn theo ông B, …'."""
    p, k = c.pieces, 0
    while p.word(k) in _AND_NOW:
        k += 1
    named = p.kind(k + 1) in ("person", "post") and (p.word(k + 2) == "," or p.word(k + 2) == "(")
    if p.word(k) == "theo" and named:
        _tell(c, k + 1, "kg:speaksAt", event, p.span(k, k + 1), "speaksAt/according")


def _quoted(c: Context, event: Record) -> None:
    """'Bộ trưởng A: "…"', 'cụ B, nhân sĩ, thẳng thắn: "…"': who stands before the colon, with nobody else between."""
    p = c.pieces
    for at in range(1, len(p) - 1):
        if p.word(at) == ":" and p.word(at + 1) in _QUOTES:
            k = next((k for k in range(at - 1, max(-1, at - _SPOKEN), -1) if p.actor(k) or p.breaks(k)), -1)
            if k >= 0 and p.kind(k) == "person" and (k == 0 or p.word(k - 1) in _OPENS):
                _tell(c, k, "kg:speaksAt", event, p.span(k, at), "speaksAt/quoted")


def _opening(c: Context, event: Record) -> None:
    """'Trong diễn văn khai mạc, A …': whoever acts behind the comma speaks."""
    p = c.pieces
    noun = 1 if p.word(0) in _INTO else 0
    if noun >= len(p):
        return
    end, found = p.view.lexicon.speech_nouns.longest(p.view.words, p[noun].chunk.i)
    behind = piece_at(c, end)
    while found and (p.word(behind) in ("của", "mình", "khai mạc", "tại") or p.kind(behind) == "event"):
        behind += 1
    if not found or not noun or p.word(behind) != ",":
        return
    acting = next((told for told in c.predications if told.at > behind and told.known), None)
    k = _actor(c, acting, behind)
    if k >= 0:
        _tell(c, k, found[0]["predicate"], event, p.span(noun, k), "speaksAt/noun")


def _actor(c: Context, acting: Predication | None, comma: int) -> int:
    """Return the piece of who acts behind a comma: the first verb's subject, else who is named at once; or -1."""
    if acting and acting.form != "agent":
        return next((k for k in acting.where if k > comma), -1)
    return comma + 1 if c.pieces.kind(comma + 1) == "person" else -1


def _before(c: Context, k: int) -> str:
    """Return the word before a noun of speech, over 'các', 'hai' …"""
    while c.pieces.word(k - 1) in _ARTICLES:
        k -= 1
    return c.pieces.word(k - 1)


def _owned(c: Context, event: Record, noun: int, k: int, row: Row) -> None:
    """'tham luận của A; B', 'diễn văn của A tại Hội nghị': whose speech it is."""
    p, first = c.pieces, k
    while k < first + _TOLD and p.kind(k) in ("word", "function") and not p.word(k).endswith("của"):
        k += 1
    k += p.word(k).endswith("của")
    if not p.word(k - 1).endswith("của") or p.kind(k) not in ("person", "post"):
        return
    at = k + 2 if p.word(k + 1) in ("tại", "ở", "trong") else -1
    place = p[at].record if p.kind(at) == "event" else None
    while p.kind(k) in ("person", "post"):
        _tell(c, k, row["predicate"], place or event, p.span(noun, k), "speaksAt/owned")
        joined = p.word(k + 1) in ("và", "cùng", ";")
        k += (3 if p.word(k + 2) == "của" else 2) if joined else len(p)
