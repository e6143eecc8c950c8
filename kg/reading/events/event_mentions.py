"""Where a report speaks of gatherings: events named, and verbs that tell of one without naming it ('A tiếp B').

Each mention says how it is told: as something that took place, as planned, or only in passing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon.lexicon import Lexicon, Verb
from kg.reading.words.phrases import Chunk, EventPhrase, Span, View
from kg.reading.words.pieces import ACTORS
from kg.text import key

TOLD, PLANNED, PASSING = 2, 1, 0
_TELLS = frozenset({"organise", "event", "speech", "happen"})
_SCENE = frozenset({"tại", "trong"})
_BEGINS = frozenset({("bắt", "đầu"), ("kết", "thúc"), ("thực", "hiện")})
_PLANS = frozenset({"plan", "hypothetical", "negation", "condition", "modal"})
_OPENING = frozenset({"date", "mark", "word", "place"})  # what may stand before 'tại Hội nghị' at a sentence's start
_ELSEWHERE = frozenset({"verb", "mark", "event"})
_PURPOSE = frozenset({"sang", "để", "nhằm", "đi"})  # 'sang dự Lễ …': not told as held
_FRAME = frozenset({"khổ", "trong", "nhân", "dịp"})
_TERMS = frozenset({"khóa", "khoá", "nhiệm", "nhiệm kỳ"})
_TERM = 8  # chunks of 'khóa XV, nhiệm kỳ 2021 - 2026'
_FAR = 10
_FRONT = 16  # chunks before an event that is the scene of its sentence
_LOOK_BACK = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a gathering, in its sentence and paragraph.

    ``phrase`` is None for a verb that tells of one; ``head``, ``kind`` and ``family`` are those of the noun (see
    event_heads.tsv). ``named``: it has a description, or is introduced as something new ('đã có buổi làm việc').
    ``calls``: what was told before it is a gathering; ``always``: a verb that makes an event of itself; ``dated``: its
    sentence tells a day; ``introduced``: as something new, without a description.
    """

    span: Span
    head: str
    kind: str
    family: str
    told: int
    paragraph: int
    named: bool = False
    form: str = ""
    phrase: EventPhrase | None = None
    always: bool = False
    dated: bool = False
    calls: bool = False
    introduced: bool = False


def mentions(scanned: Iterable[tuple[View, Sequence[Chunk]]], lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the mentions of a report in order; ``scanned`` are its sentences with their chunks."""
    for view, items in scanned:
        dated = any(chunk.kind == "date" for chunk in items)
        for c, chunk in enumerate(items):
            if isinstance(chunk.value, EventPhrase) and not _predicate(items, c):
                mention = _named(view, items, c, chunk.value, dated)
                if mention.told > PASSING or not chunk.value.verbal:
                    yield mention
            elif chunk.kind == "verb":
                yield from _latent(view, items, c, lexicon, dated)


def _predicate(items: Sequence[Chunk], c: int) -> bool:
    """'Hội nghị X là hội nghị đầu tiên …', 'Đây là hội nghị lớn nhất …': no other gathering than the one told of."""
    if _word(items, c - 1) != "là":
        return False
    k = c - 2
    while k >= 0 and (_aux(items, k) or items[k].kind == "word"):
        k -= 1
    return k < 0 or _event(items, k) or _word(items, k) in ("đây", "đó")


def _named(view: View, items: Sequence[Chunk], c: int, phrase: EventPhrase, dated: bool) -> Mention:
    told = PASSING if _in_general(view, items, c) else _told(items, c, phrase)
    introduced = told == TOLD and _introduces(items, c)
    held = told == TOLD and (dated or phrase.family == "ceremony")  # 'Ngày 5/3, Bộ Y tế tổ chức kỷ niệm …'
    return Mention(
        phrase.span,
        phrase.head,
        phrase.kind,
        phrase.family,
        told,
        view.sentence.paragraph,
        (phrase.described or introduced) and not (phrase.later and not held),
        phrase.form,
        phrase,
        dated=dated,
        introduced=introduced and not phrase.described,
    )


def _latent(view: View, items: Sequence[Chunk], c: int, lexicon: Lexicon, dated: bool) -> Iterator[Mention]:
    """A verb of meeting, told as done; or one of attending that calls what was told before a gathering."""
    span, paragraph = view.span(items[c].i, items[c].j), view.sentence.paragraph
    verb = items[c].value
    words = key(items[c].text).split()
    present = isinstance(verb, Verb) and verb.predicate == "kg:attends" and bool({"dự", "tiếp", "đón"} & set(words))
    if present and _lists(items, c):
        yield Mention(span, "", "", "", TOLD, paragraph, calls=True)
    row = lexicon.event_verbs.get(key(items[c].text))
    if row and not _planned(items, c) and not (c and _is(items, c - 1, "function", "prep")):
        always, head = row["called"] == "always" or _chaired(items, c), row["head"]
        yield Mention(span, head, row["kind"], row["family"], TOLD, paragraph, form=head, always=always, dated=dated)


def _chaired(items: Sequence[Chunk], c: int) -> bool:
    """'Ban Chỉ đạo họp dưới sự chủ trì của A': a gathering, whatever the report calls it."""
    return (_word(items, c + 1), _word(items, c + 2)) == ("dưới", "sự")


def _lists(items: Sequence[Chunk], c: int) -> bool:
    """'Cùng dự có …': a list of participants follows at once, and no event is named."""
    after = next((at for at in range(c + 1, len(items)) if not _aux(items, at)), -1)
    return _word(items, after) in ("có", "gồm", "gồm có") or (c > 0 and _word(items, c + 1) in (".", "", "có"))


def _told(items: Sequence[Chunk], c: int, phrase: EventPhrase) -> int:
    """How the event at chunk ``c`` is told of."""
    done = PLANNED if _planned(items, c) else TOLD
    scene = c < _FRONT and _word(items, c - 1) in _SCENE
    if c == 0 or (scene and all(items[at].kind in _OPENING for at in range(c - 1))):
        return done
    if scene and _verb(items, 0) and all(items[at].kind not in _ELSEWHERE for at in range(1, c - 1)):
        return done  # 'Trả lời chất vấn của B tại phiên họp …'
    acts = items[c - 1].text == ")" or _aux(items, c - 1) or _verb(items, c - 1) or _acting(items, c - 1)
    if phrase.verbal and acts:
        return done
    before = c - 1
    while before >= 0 and (
        _aux(items, before) or key(items[before].text) in ("tại", "một", "buổi", "cuộc", "thành công")
    ):
        before -= 1
    if _continued(items, c) or (phrase.family == "visit" and _word(items, c - 1) in _FRAME):
        return done  # 'trong khuôn khổ chuyến thăm …'
    if _word(items, before) in ("và", ",") and _event(items, before - 1):
        first = before - 1
        while _word(items, first - 1) in ("và", ",") and _event(items, first - 2) and first > before - _FAR:
            first -= 2
        return done if _verb(items, first - 1) else PASSING  # 'dự E, E và E'
    begun = _word(items, c - 1) == "bước vào" or tuple(_word(items, at) for at in (c - 2, c - 1)) in _BEGINS
    if begun or _verb(items, before) or _introduces(items, c):
        meanwhile = any(_word(items, at) == "đang" for at in range(before - _LOOK_BACK, before))
        return PASSING if meanwhile or _word(items, before - 1) in _PURPOSE else done
    after = c + 1
    while _aux(items, after) or _is(items, after, "function", "plan") or _day(items, after):
        done = PLANNED if _is(items, after, "function", "plan") else done
        after += 1
    acts = after > c + 1 and _word(items, c + 1).startswith("đã")  # 'Đại hội … đã bầu …'
    return done if acts or _word(items, after) == "do" or _verb(items, after) else PASSING


def _acting(items: Sequence[Chunk], c: int) -> bool:
    """Whether an actor ends at chunk ``c``, over a comma and a term: 'Ủy ban X khóa 12, | họp kỳ thứ 2'."""
    k = c - (_word(items, c) == ",")
    for at in range(k, max(-1, k - _TERM), -1):
        if items[at].kind in ACTORS:
            return at == k or _word(items, at + 1) in _TERMS
        if items[at].kind not in ("word", "mark"):
            break
    return False


def _day(items: Sequence[Chunk], c: int) -> bool:
    return 0 <= c < len(items) and items[c].kind == "date"


def _in_general(view: View, items: Sequence[Chunk], c: int) -> bool:
    """'kết quả tổ chức đại hội', 'công tác tổ chức hội nghị': how gatherings are held, not that one was."""
    if not _verb(items, c - 1):
        return False
    i, words = items[c - 1].i, view.lexicon.event_words
    hits = (hit for at in (i - 1, i - 2) if at >= 0 for hit in words.all(view.words, at))
    return any(end == i and "general" in roles for end, roles in hits)


def _introduces(items: Sequence[Chunk], c: int) -> bool:
    """'đã có buổi làm việc', 'A có chuyến thăm': something new."""
    before = c - 2
    while _is(items, before, "function", "aux"):
        before -= 1
    acted = before < c - 2 or (before >= 0 and items[before].kind not in ("function", "event", "mark"))
    return (acted or _word(items, before) in (",", ")")) and _word(items, c - 1) in ("có", "có một")


def _continued(items: Sequence[Chunk], c: int) -> bool:
    """'Tiếp tục ngày làm việc thứ hai của Kỳ họp …': the gathering goes on."""
    for at in range(c - 1, max(-1, c - 1 - _FAR), -1):
        if _word(items, at) == "tiếp tục":
            return at == 0 or _word(items, at - 1) == ","
        if items[at].kind in ACTORS or items[at].kind == "verb":
            return False
    return False


def _word(items: Sequence[Chunk], c: int) -> str:
    return key(items[c].text) if 0 <= c < len(items) else ""


def _is(items: Sequence[Chunk], c: int, kind: str, value: str) -> bool:
    return 0 <= c < len(items) and items[c].kind == kind and items[c].value == value


def _aux(items: Sequence[Chunk], c: int) -> bool:
    return _is(items, c, "function", "aux")


def _event(items: Sequence[Chunk], c: int) -> bool:
    return 0 <= c < len(items) and isinstance(items[c].value, EventPhrase)


def _verb(items: Sequence[Chunk], c: int) -> bool:
    value = items[c].value if 0 <= c < len(items) else None
    return isinstance(value, Verb) and value.frame in _TELLS


def _planned(items: Sequence[Chunk], c: int) -> bool:
    """Whether a word that makes something planned or wished for stands before chunk ``c`` in its clause."""
    for at in range(c - 1, max(-1, c - 1 - _LOOK_BACK), -1):
        if items[at].kind == "mark" and items[at].text != ",":
            return False
        if items[at].kind == "function" and items[at].value in _PLANS:
            return True
        value = items[at].value
        if isinstance(value, Verb) and value.frame in ("ask", "propose"):
            return True
    return False
