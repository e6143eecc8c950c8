"""What a document does to another one, told by a clause of its own: 'Nghị định này thay thế Nghị định số …'.

The words between them are those of ``document_links.tsv``. The document before them is the subject, over what else the
clause tells of it; ', đồng thời', 'và' hand it on. What a document is based on is told in
:mod:`kg.reading.relations.document_bases` where its clause opens with the base.
"""

from __future__ import annotations

from kg.lexicon.lexicon import DocumentLink
from kg.lexicon.tables import forms_of
from kg.reading.clauses.context import Context
from kg.reading.clauses.discourse import OpenDocuments
from kg.reading.clauses.objects import counted, directive_list, documents_before
from kg.reading.relations.document_bases import among, bases, fronted_base
from kg.reading.relations.document_pages import page_head
from kg.reading.words.phrases import DirectivePhrase
from kg.reading.words.pieces import Pieces

_INNER = 12  # pieces between a link and its document
_BULLET = 4  # pieces before the document of a line: '1', '.', '-'
_FAR = 40  # pieces between a document and what it does
# Not 'plan': what a draft is to amend or replace is told of it as a document, whenever it comes into force.
_WEAK = forms_of("document_words", "weak clause")
_MODALITY = {"negation": "Negated", "hypothetical": "Hypothetical", "modal": "Requested"}
_SINCE = ("kể từ ngày", "từ ngày", "khi", "từ khi", "kể từ khi", "sau khi")
_ENDS = ("hết hiệu lực", "chấm dứt hiệu lực", "hết giá trị", "bị bãi bỏ", "được bãi bỏ")
_OTHERS = frozenset({"person", "post", "pronoun", "body", "event"})
_PASSIVE = frozenset({"được", "bị", "đã được", "đã bị", "sẽ được"})
_ASKING = frozenset({"ask", "propose", "task"})


def relate_documents(c: Context) -> None:
    """State the relations that the sentence's clauses tell between documents."""
    page_head(c)
    _continue(c)
    bases(c)
    subject, objects = -1, set[int]()
    _ended(c)
    for k in range(len(c.pieces)):
        end, link = _link(c.pieces, k)
        if not link:
            continue
        if _by_another(c, link, k):
            continue
        found = _objects(c.pieces, k, end)
        if not found and link.predicate == "kg:basedOn" and fronted_base(c, k, among(c.pieces, k)):
            continue
        if not found and _elided(c, link, k, end):
            continue
        if not found:
            _open(c, link, _subject(c.pieces, k, objects, subject))
            continue
        if link.predicate == "kg:basedOn" and fronted_base(c, k, found):
            continue
        at = _alike(c.pieces, _subject(c.pieces, k, objects, subject), found[0])
        if at >= 0:
            _state(c, link, at, k, found)
            subject = at
        objects.update(found)


def _elided(c: Context, link: DocumentLink, k: int, end: int) -> bool:
    """'… Công văn số 1 … đã có Công văn số 2 thay thế.': the latter replaces the one of its type named before."""
    p = c.pieces
    closed = link.predicate == "kg:replaces" and link.role == "link" and not p.view.is_word(end)
    at = _subject(p, k, set(), -1) if closed else -1
    kind = p[at].chunk.value.reference.type if at >= 0 else None  # type: ignore[attr-defined]
    for other in range(at - 1, -1, -1):
        value = p[other].chunk.value
        if p.kind(other) == "directive" and p[other].record and value.reference.type == kind:  # type: ignore[attr-defined]
            _state(c, link, at, k, [other])
            return True
    return False


def _ended(c: Context) -> None:
    """'Kể từ ngày Thông tư A có hiệu lực, Thông tư B hết hiệu lực': the former repeals the latter."""
    p = c.pieces
    words = " ".join(p.view.words[:3])
    at = next((k for k in range(len(p)) if p.kind(k) == "directive"), -1) if words.startswith(_SINCE) else -1
    comma = next((k for k in range(at + 1, min(len(p), at + _INNER)) if p.word(k) == ","), -1) if at >= 0 else -1
    first = next((k for k in range(comma + 1, min(len(p), comma + 3)) if p.kind(k) == "directive"), -1)
    found = directive_list(p, first) if comma >= 0 and first >= 0 and p[first].record else []
    behind = " ".join(p.view.words[p[found[-1]].chunk.j :][:4]) if found else ""
    for k in found if any(form in behind for form in _ENDS) else ():
        subject, target = p[at].record, p[k].record
        if subject and target and subject is not target:
            c.notebook.add(subject.key, "kg:repeals", target.key, p.span(at, k), "repeals/since")


def _listing(p: Pieces) -> bool:
    """Whether the sentence leads to a list: it ends with a colon."""
    return len(p) > 0 and p.word(len(p) - 1) == ":"


def _open(c: Context, link: DocumentLink, at: int) -> None:
    """'Thông tư số … bãi bỏ 12 văn bản sau:': the lines that follow name them."""
    record = c.pieces[at].record if at >= 0 else None
    if record and link.role == "link" and _listing(c.pieces):
        c.discourse.documents = OpenDocuments(link.predicate, record, inward=True)


def open_acts(c: Context) -> None:
    """'công bố các quyết định do Bộ trưởng ký, gồm:': the lines that follow name them."""
    p = c.pieces
    for k in range(len(p) - 1) if _listing(p) and not c.discourse.documents else ():
        actor = p.actor(k + 1)
        if p.word(k) != "do" or not actor or p.word(k + 2) not in ("ký", "ký ban hành", "ban hành"):
            continue
        signed = p.word(k + 2) != "ban hành" and p.kind(k + 1) != "body"
        c.discourse.documents = OpenDocuments("kg:signs" if signed else "kg:issuedBy", actor, inward=signed)


def _is_bullet(p: Pieces, k: int) -> bool:
    return p.kind(k) == "mark" or p.word(k)[:1].isdigit() or len(p.word(k)) == 1


def _continue(c: Context) -> None:
    """A line of an open list: '1. Quyết định số …', '- Quyết định số …'; any other one closes it."""
    opened, p = c.discourse.documents, c.pieces
    if not opened:
        return
    if opened.cited:
        _cited(c, opened)
        return
    first = next((k for k in range(len(p)) if p.kind(k) == "directive" or not _is_bullet(p, k)), -1)
    if first < 0:
        return  # '1.' alone
    record = p[first].record if p.kind(first) == "directive" and first <= _BULLET else None
    if not record:
        c.discourse.documents = None if c.discourse.fresh else opened
        return
    pair = (opened.record, record) if opened.inward else (record, opened.record)
    rule = f"{opened.predicate.partition(':')[2]}/listed"
    c.notebook.add(pair[0].key, opened.predicate, pair[1].key, p.span(first), rule)


def _cited(c: Context, opened: OpenDocuments) -> None:
    """'Cụ thể, theo Quyết định số …': one of the documents that were told of together."""
    p = c.pieces
    k = next((at for at in range(min(_BULLET, len(p))) if p.kind(at) == "directive"), -1)
    phrase, record = (p[k].chunk.value, p[k].record) if k > 0 else (None, None)
    if isinstance(phrase, DirectivePhrase) and phrase.reference.num and record and p.word(k - 1) in ("theo", "tại"):
        c.notebook.add(opened.record.key, opened.predicate, record.key, p.span(k), "signs/cited-below")


def _link(p: Pieces, k: int) -> tuple[int, DocumentLink | None]:
    """Return (token behind it, link) of the words at piece ``k`` that relate documents."""
    if p.kind(k) not in ("word", "verb", "function"):
        return 0, None
    view, start = p.view, p[k].chunk.i
    end, link = view.link(start)
    if not link or link.role not in ("link", "passive", "expires") or " ".join(view.words[start:end]) in _WEAK:
        return 0, None
    return end, link


def _objects(p: Pieces, link: int, token: int) -> list[int]:
    """Return the documents behind the link at a piece that ends at a token, over words such as 'một số điều của'."""
    k = next((at for at in range(link, len(p)) if p[at].chunk.i >= token), len(p))
    listed = counted(p, k)
    if listed >= 0:
        return directive_list(p, listed)
    for at in range(k, min(len(p), k + _INNER)):
        if p.kind(at) == "directive" and p[at].record:
            return directive_list(p, at)
        number = p.word(at)[:1].isdigit() or len(p.word(at)) == 1
        if not (number or "inner" in p.view.link_roles(p[at].chunk.i)):
            break
    return []


def _subject(p: Pieces, k: int, objects: set[int], last: int) -> int:
    """Return the piece of the document that does it: before the link, or the one of the link before; -1 if unknown."""
    for at in range(k - 1, max(-1, k - 1 - _FAR), -1):
        if p.kind(at) == "directive":
            if at in objects:
                return last
            return at if p[at].record else -1
        if p.word(at) == ";" and _in_force(p, at, k):
            continue
        asking = p.kind(at) == "verb" and p[at].chunk.value.frame in _ASKING  # type: ignore[attr-defined]
        agent = p.word(at - 1) in ("do", "được") or p.role(at - 1) == "behalf"  # 'Thông tư số … do Bộ trưởng ký'
        if p.breaks(at) or (p.kind(at) in _OTHERS and not agent) or asking:
            return -1
    return -1


def _by_another(c: Context, link: DocumentLink, k: int) -> bool:
    """'Công văn số 1 hết hiệu lực, được Công văn số 2 thay thế': state it; False where it is no such passive."""
    p = c.pieces
    agents = documents_before(p, k) if link.role == "link" else []
    first = agents[0] - 1 if agents else -1
    if first < 0 or p.word(first) not in _PASSIVE:
        return False
    at = _subject(p, first, set(), -1)
    for subject in documents_before(p, at + 1) if at >= 0 else ():
        for agent in agents:
            _state(c, link, agent, k, [subject])
    return True


def _in_force(p: Pieces, at: int, k: int) -> bool:
    """'…; khi có hiệu lực sẽ bãi bỏ …': the clause behind ';' still is about the document."""
    return any(p.view.word(i) == "hiệu" for i in range(p[at].chunk.i, p[k].chunk.i))


def _above(p: Pieces, link: DocumentLink, at: int, where: int) -> bool:
    """Whether it is a law that would replace or amend what is none: 'văn bản hướng dẫn Luật X, thay thế Thông tư …'."""
    one, other = (p[k].chunk.value.reference.type for k in (at, where))  # type: ignore[attr-defined]
    law, changed = (kind is not None and kind.titled == "law" for kind in (one, other))
    return law and not changed and link.role == "link" and link.predicate in ("kg:replaces", "kg:amends")


def _alike(p: Pieces, at: int, target: int) -> int:
    """'Hướng dẫn thực hiện … Điều lệ Đảng, thay thế Hướng dẫn số …': of two documents the one of the target's type."""
    other = at - 1
    while other >= 0 and at - other < _INNER and not p.breaks(other) and p.kind(other) != "directive":
        other -= 1
    if at < 0 or p.kind(other) != "directive" or not p[other].record:
        return at
    near, far, kind = (p[k].chunk.value.reference.type for k in (at, other, target))  # type: ignore[attr-defined]
    return other if near != kind == far else at


def _state(c: Context, link: DocumentLink, at: int, k: int, found: list[int]) -> None:
    subject = c.pieces[at].record
    between = range(k - 1, max(at, k - 1 - _FAR), -1)
    role = next((c.pieces.role(x) for x in between if c.pieces.role(x) in _MODALITY), "")
    for where in found:
        target = c.pieces[where].record
        if subject and target and subject is not target and not _above(c.pieces, link, at, where):
            pair = (subject, target) if link.role == "link" else (target, subject)
            rule = f"{link.predicate.partition(':')[2]}/clause"
            span = c.pieces.cover(at, k, where)
            c.notebook.add(pair[0].key, link.predicate, pair[1].key, span, rule, _MODALITY.get(role, ""))
