"""Who carries a document out, or reviews it.

The verb's own subject does it; 'Tại Hội nghị, A quán triệt Chỉ thị …' makes the gathering carry it out.
"""

from __future__ import annotations

from functools import partial

from kg.lexicon.lexicon import Verb
from kg.lexicon.tables import forms_of
from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context, rule_name
from kg.reading.clauses.objects import directive_list, directives_at, documents_before
from kg.reading.clauses.subjects import Subjects
from kg.reading.words.notebook import Record
from kg.reading.words.pieces import Pieces

_words = partial(forms_of, "document_words")
_TAUGHT, _LECTURED, _PURPOSE = map(_words, ("taught", "lectured", "purpose"))
_HEARD = _words("heard")
_AIMS, _CAUSING = map(_words, ("aim", "causing"))
_WHILE = _words("while")
_ASSESSED = _words("assessed")
_NOUNS = tuple(f" {form}" for form in _words("nominal"))
_AT = frozenset({"tại", "trong", "sau"})
_LOOSE = frozenset({"word", "verb", "function", "group"})
_YEARS = 9  # tokens of 'Sau hơn 5 năm tổ chức'
_TIME = 9  # pieces of words of time between commas
_FAR = 10  # pieces between a document or event and the verb that it is told by


def document(c: Context, told: Predication) -> None:
    """SUBJECT triển khai/tổng kết … DIRECTIVE [và DIRECTIVE]; the first such verb governs those behind it."""
    years = _after_years(c.pieces, told.at)
    if _nominal(c.pieces, told.at) and not years:
        return
    found = [k for k in directives_at(c.pieces, told) or _passive(c.pieces, told) if k not in c.governed]
    c.governed.update(found)
    if not found:
        return
    event = (
        _gathering(c, told)
        or _handed_on(c, told)
        or _reported(c, told)
        or _behind_documents(c, told, found[-1])
        or _lecture(c, told)
    )
    c.carrying = event
    for k in found:
        record = c.pieces[k].record
        assert record is not None
        rule = rule_name(told.verb.predicate, told)
        if event:
            c.claim(event[0], told.verb.predicate, record, c.pieces.cover(event[1], told.at, k), rule, told)
        for subject, where in (_behind_comma(c, told) if years else _doers(c, told)) if not event else ():
            c.claim(subject, told.verb.predicate, record, c.pieces.cover(where, told.at, k), rule, told)


def _passive(p: Pieces, told: Predication) -> list[int]:
    """'Nghị quyết số … được Huyện ủy A triển khai': the documents before those who act."""
    agent = min(told.where, default=0) if told.form == "agent" else 0
    return documents_before(p, agent - (p.word(agent - 1) == "do")) if agent > 0 else []


def _nominal(p: Pieces, k: int) -> bool:
    """Whether the verb is a noun's: 'về tình hình thực hiện …', '5 năm thực hiện …'."""
    i = p[k].chunk.i
    return f" {' '.join(p.view.words[max(0, i - 2) : i])}".endswith(_NOUNS)


def _after_years(p: Pieces, k: int) -> bool:
    """Whether the verb at piece ``k`` tells of the years that open the sentence: 'Sau 5 năm (tổ chức) thực hiện …'."""
    words = p.view.words[: p[k].chunk.i]
    opened = len(words) <= _YEARS and words[:1] in (["sau"], ["qua"]) or words[:2] == ["trải", "qua"]
    return opened and any(word in ("năm", "tháng") for word in words)


def _doers(c: Context, told: Predication) -> list[tuple[Record, int]]:
    """Return who carries a document out: the verb's subjects, or the body 'trong việc (lãnh đạo) thực hiện …'."""
    if told.subjects:
        return list(zip(told.subjects, told.where, strict=True))
    if told.form == "fronted" or (told.at and all(c.pieces.word(k) in _AIMS for k in range(told.at))):
        return _behind_comma(c, told)
    k = told.at - 1
    while k > told.at - 4 and c.pieces.kind(k) in _LOOSE and c.pieces.word(k) != "việc":
        k -= 1
    if c.pieces.word(k) == "việc" and c.pieces.word(k - 1) == "trong" and c.pieces.kind(k - 2) == "body":
        record = c.pieces.actor(k - 2)
        return [(record, k - 2)] if record else []
    return _causers(c, told)


def _behind_comma(c: Context, told: Predication) -> list[tuple[Record, int]]:
    """'Thực hiện Nghị quyết số …, Bộ Tư pháp đã sắp xếp …': the body named behind the comma, whatever it did."""
    p = c.pieces
    k = _over_time(p, directives_at(p, told)[-1] + 1)
    record = p.actor(k + 1) if p.word(k) == "," and p.kind(k + 1) in ("body", "person") else None
    acts = p.is_skipped(k + 2) or p.kind(k + 2) in ("verb", "word")
    return [(record, k + 1)] if record and acts else []


def _over_time(p: Pieces, k: int) -> int:
    """Return the comma behind words of time that stand between commas: ', thời gian qua,', ', từ năm 2020 đến nay,'."""
    comma = next((at for at in range(k + 1, min(len(p), k + _TIME)) if p.word(at) == ","), -1)
    words = " ".join(p.view.words[p[k + 1].chunk.i : p[comma].chunk.i]) if comma > 0 else ""
    timed = words.startswith(_WHILE) or (comma > 0 and p.kind(k + 1) == "date")
    return comma if p.word(k) == "," and timed else k


def _causers(c: Context, told: Predication) -> list[tuple[Record, int]]:
    """'A đã lãnh đạo, chỉ đạo các đơn vị thực hiện …': those who make a group carry it out."""
    p = c.pieces
    for k in range(told.at - 1, max(-1, told.at - 1 - _FAR), -1):
        verb = p[k].chunk.value
        carrying = isinstance(verb, Verb) and verb.frame == "document"
        if p.breaks(k) or not (carrying or p.kind(k) in ("word", "group", "mark") or p.role(k) in ("conj", "other")):
            break
        if p.word(k) in _CAUSING and p.word(k - 1) not in (",", "và"):
            found = Subjects(p).before(k)
            named = found.where if not found.modality and not found.passive else []
            return [(p[where].record, where) for where in named]  # type: ignore[misc]
    return []


def _gathering(c: Context, told: Predication) -> tuple[Record, int] | None:
    """Return the gathering that a document is taught at or that serves it, with its piece; None where none is told."""
    p = c.pieces
    taught = p.word(told.at) in _TAUGHT
    for k in range(told.at - 1, max(-1, told.at - 1 - _FAR), -1):
        if p.kind(k) == "event":
            at_it = p.word(k - 1) in ("tại", "trong") and taught and bool(told.where)
            linked = all(_serves(p, at) for at in range(k + 1, told.at)) and p.word(k - 1) not in _AT
            own = not told.subjects or (told.form == "inherited" and max(told.where, default=-1) < k)
            record = p[k].record or c.gathering(k)  # 'Hội nghị lần này tập trung quán triệt …'
            return (record, k) if record and ((linked and own) or at_it) else None
        if p.breaks(k):
            break
    return None


def _reported(c: Context, told: Predication) -> tuple[Record, int] | None:
    """'Tại Hội nghị, A trình bày báo cáo sơ kết 5 năm thực hiện Chỉ thị số …': the gathering reviews it."""
    p, k = c.pieces, told.at
    report = told.verb.predicate == "kg:reviews" and p.word(k - 1).endswith("báo cáo")
    heard = report and any(p.frame(at) in ("speech", "act", "document") for at in range(max(0, k - _FAR), k))
    record = c.gathering(k) if heard and not told.modality else None
    return (record, -1) if record else None


def _handed_on(c: Context, told: Predication) -> tuple[Record, int] | None:
    """'Hội nghị đã quán triệt Nghị quyết số …; triển khai Kế hoạch số …': the gathering goes on behind ';'."""
    return c.carrying if c.pieces.word(told.at - 1) == ";" else None


def _lecture(c: Context, told: Predication) -> tuple[Record, int] | None:
    """'… nghe ông A quán triệt Chỉ thị …': the gathering that the passage tells of carries it out."""
    p = c.pieces
    persons = [where for where in told.where if where >= 0 and p.kind(where) in ("person", "post", "pronoun")]
    nearby = [p.word(k) for k in range(max(0, told.at - _FAR), told.at)]
    listened = any(word.endswith("nghe") for word in nearby)
    heard = told.passive or listened
    taught = p.word(told.at) in _LECTURED or (p.word(told.at) in _HEARD and listened)
    lectured = taught and not told.modality
    office = not told.where and not told.passive and told.form != "list" and _office_before(p, told.at)
    known = persons or office or (heard and told.unnamed >= 0) or (listened and not told.where)
    if not lectured or not known or len(persons) < len(told.where):
        return None
    record = c.gathering(told.at)
    return (record, -1) if record else None


def _office_before(p: Pieces, k: int) -> bool:
    """Whether a title whose holder nobody names is what acts: 'Trưởng đoàn đã phổ biến …'."""
    k -= 1
    while p.is_skipped(k):
        k -= 1
    return p.kind(k) == "post" and (k == 0 or p.word(k - 1) in (",", ";"))


def lecture(c: Context, told: Predication) -> None:
    """A verb of speech that spreads documents: 'A truyền đạt nội dung: Nghị quyết số …; Nghị quyết số …'."""
    event = _lecture(c, told)
    first = told.at + 1
    while c.pieces.kind(first) in ("word", "function") or c.pieces.word(first) == ":":
        first += 1
    if not event or c.pieces.kind(first) != "directive" or not c.pieces[first].record:
        return
    for k in directive_list(c.pieces, first):
        if c.pieces[k].chunk.value.draft:  # type: ignore[attr-defined]
            continue  # it is laid before the gathering
        span = c.pieces.cover(told.at, k)
        c.claim(event[0], "kg:implements", c.pieces[k].record, span, "implements/lecture", told)  # type: ignore[arg-type]


def assessed(c: Context, told: Predication) -> None:
    """'BODY đánh giá kết quả 5 năm thực hiện Chỉ thị số …': it reviews the document."""
    p = c.pieces
    found = directives_at(p, told) if " ".join(p.view.words[p[told.at].chunk.i :][:4]).startswith(_ASSESSED) else []
    carried = [k for k in range(told.at + 1, found[0]) if p.frame(k) == "document"] if found else []
    for k in found if carried and not told.passive else ():
        c.governed.add(k)
        gathering = _gathering(c, told)
        for subject, where in [gathering] if gathering else zip(told.subjects, told.where, strict=True):
            span = p.cover(where, told.at, k)
            c.claim(subject, "kg:reviews", p[k].record, span, "reviews/assessed", told)  # type: ignore[arg-type]


def _behind_documents(c: Context, told: Predication, last: int) -> tuple[Record, int] | None:
    """'… nghe quán triệt Nghị quyết số … tại Hội nghị …'."""
    p = c.pieces
    record = p[last + 2].record if p.word(last + 1) == "tại" and p.kind(last + 2) == "event" else None
    return (record, last + 2) if record and p.word(told.at) in _LECTURED else None


def _serves(p: Pieces, k: int) -> bool:
    """Whether piece ``k`` may stand between a gathering and the verb that tells what it serves."""
    verb = p[k].chunk.value
    served = isinstance(verb, Verb) and verb.frame in ("document", "organise")
    served = served or (p.frame(k) == "happen" and p.word(k + 1) in _PURPOSE)  # 'được tổ chức nhằm thực hiện …'
    served = served or (p.kind(k) == "body" and p.word(k - 1) == "do")  # 'do Bộ Chính trị triệu tập để quán triệt …'
    return (
        served
        or p.word(k) in (*_PURPOSE, ",")
        or p.role(k) in ("aux", "prep", "pron")
        or p.kind(k) == "group"
        or p.kind(k) == "word"
    )
