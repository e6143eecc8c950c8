"""Who signs or issues a document.

The verb's own subject does it; behind 'thay mặt BODY … ký' the body issues. Documents stand behind the verb, one or a
list, or before a passive.
"""

from __future__ import annotations

from functools import partial

from kg.lexicon.lexicon import lexicon
from kg.lexicon.tables import forms_of
from kg.reading.clauses.clauses import Predication
from kg.reading.clauses.context import Context, rule_name
from kg.reading.clauses.discourse import OpenDocuments
from kg.reading.clauses.objects import directive_list, directives_behind, documents_before
from kg.reading.clauses.subjects import Subjects
from kg.reading.words.notebook import Record
from kg.reading.words.phrases import DirectivePhrase, PostPhrase
from kg.reading.words.pieces import Pieces

_words = partial(forms_of, "document_words")
_ISSUING, _VOTING, _MADE, _SIGNED = map(_words, ("issuing", "voting", "made", "signed"))
_THEN = frozenset({"khi đó", "lúc đó", "khi", "lúc", "bấy giờ", "nguyên", "nay là"})
_MAKES = frozenset({"sign", "issue"})
_PLURAL, _DECIDES = map(_words, ("plural", "deciding"))
_STATES = _DECIDES + _words("stating")
_SIGNED_TOGETHER = "ký ngày"
_NO_VERB = lexicon().verbs.longest(["ban", "hành"], 0)[1][0]  # what 'có Công văn số …' tells as well
_OPENING = 5  # pieces in which the document stands that a sentence opens with
_FAR = 10  # pieces between a document and the verb of its passive


def sign(c: Context, told: Predication) -> None:
    """PERSON ký (ban hành) DIRECTIVE; 'thay mặt BODY': the body issues it."""
    found = directives_behind(c.pieces, told.at)
    found += _listed_on(c.pieces, found[-1]) if found else []
    signers = _both(c, told) if found else []
    _offices(c, told, found)
    _cited_below(c, told, found)
    for k in found:
        record = c.pieces[k].record
        assert record is not None
        c.directives.announce(record)
        for subject, where in signers or zip(told.subjects, told.where, strict=True):
            span = c.pieces.cover(where, told.at, k)
            predicate = "kg:issuedBy" if c.pieces.kind(where) == "body" else "kg:signs"
            pair = (record, subject) if predicate == "kg:issuedBy" else (subject, record)
            c.claim(pair[0], predicate, pair[1], span, rule_name(predicate, told), told)
        behalf = _on_behalf(c.pieces, told.at)
        if behalf >= 0:
            body = c.pieces[behalf].record
            assert body is not None
            c.claim(record, "kg:issuedBy", body, c.pieces.cover(behalf, told.at, k), "issuedBy/behalf", told)
    _date(c, told, found)


def _listed_on(p: Pieces, k: int) -> list[int]:
    """'ký Quyết định số 1 bổ nhiệm ông A …; Quyết định số 2 …': the documents that open the clauses behind ';'."""
    found = []
    for at in range(k + 1, len(p)):
        if p.kind(at) == "verb" and p.frame(at) in _MAKES:
            break
        if p.word(at) == ";" and p.kind(at + 1) == "directive" and p[at + 1].record and _numbered(p, at + 1):
            found.append(at + 1)
    return found


def _both(c: Context, told: Predication) -> list[tuple[Record, int]]:
    """'hai Bộ trưởng đã ký …': the two persons that the title means."""
    k = told.at - 1
    while c.pieces.is_skipped(k):
        k -= 1
    post = c.pieces[k].chunk.value if c.pieces.kind(k) == "post" else None
    if not isinstance(post, PostPhrase) or not c.pieces.word(k).startswith("hai "):
        return []
    return [(record, k) for record in c.people.both(post)]


def _on_behalf(p: Pieces, k: int) -> int:
    """Return the piece of the body for which the verb's subject acts ('thay mặt Chính phủ'), or -1."""
    for at in range(k - 1, -1, -1):
        if p.breaks(at):
            break
        if p.role(at) == "behalf" and p.kind(at + 1) == "body" and p[at + 1].record:
            return at + 1
    return -1


def issue(c: Context, told: Predication) -> None:
    """BODY ban hành DIRECTIVE."""
    found = directives_behind(c.pieces, told.at)
    for k in found:
        record = c.pieces[k].record
        assert record is not None
        c.directives.announce(record)
        for subject, where in zip(told.subjects, told.where, strict=True):
            span = c.pieces.cover(where, told.at, k)
            c.claim(record, "kg:issuedBy", subject, span, rule_name("kg:issuedBy", told), told)
    _offices(c, told, found)
    _date(c, told, found)


def _offices(c: Context, told: Predication, found: list[int]) -> None:
    """'Thủ tướng Chính phủ ban hành …', where nobody is named: the office's body issues it."""
    post, where = c.office(told.at - 1)
    body = c.directives.office(post) if post and found and not told.subjects else None
    for k in found if body else ():
        record = c.pieces[k].record
        if record and body:
            c.claim(record, "kg:issuedBy", body, c.pieces.cover(where, told.at, k), "issuedBy/office", told)


def _cited_below(c: Context, told: Predication, found: list[int]) -> None:
    """'A đã ký các quyết định nghỉ hưu … Cụ thể, theo Quyết định số …': the sentences that follow name them."""
    p = c.pieces
    plural = any(p.word(k) in _PLURAL or p.word(k).isdigit() for k in range(told.at + 1, told.at + 3))
    persons = [s for s, k in zip(told.subjects, told.where, strict=True) if k >= 0 and p.kind(k) != "body"]
    if plural and len(persons) == 1 and not told.modality and not any(_numbered(p, k) for k in found):
        c.discourse.documents = OpenDocuments("kg:signs", persons[0], inward=True, cited=True)


def _date(c: Context, told: Predication, found: list[int]) -> None:
    """'Ngày 26/9, A đã ký Công điện số …': a day that opens the clause is the document's, if it has none of its own."""
    if told.modality or not (told.known or c.office(told.at - 1)[0]):
        return
    first = min((where for where in told.where if where >= 0), default=told.at)
    for k in range(first - 1, -1, -1):
        if c.pieces.breaks(k) or c.pieces.kind(k) == "verb":
            return
        if c.pieces.kind(k) == "date":
            for at in found:
                record, phrase = c.pieces[at].record, c.pieces[at].chunk.value
                if record and isinstance(phrase, DirectivePhrase) and not phrase.pointing:
                    c.directives.propose_day(record, c.pieces[k].chunk.value)  # type: ignore[arg-type]
            return


def announce(c: Context) -> None:
    """What no verb of the lexicon tells: 'BODY có Công văn số …', 'được Quốc hội thông qua', 'Tại Quyết định …'."""
    for k in range(len(c.pieces)):
        word = c.pieces.word(k)
        if word in _ISSUING:
            _having(c, k)
        elif word in ("được", "do", "đã được"):
            _made(c, k)
        elif c.pieces.kind(k) == "directive":
            _of_person(c, k)
            _signature(c, k)
    _decided(c)


def _having(c: Context, k: int) -> None:
    """'Văn phòng Chính phủ vừa có Công văn số …', 'Quốc hội thông qua Luật …'."""
    word = c.pieces.word(k)
    found = directives_behind(c.pieces, k)
    verb = k
    while c.pieces.word(verb - 1) in _VOTING:
        verb -= 1
    subject = Subjects(c.pieces).before(verb) if found else None
    office = c.office(verb - 1)[0] if subject and not subject.where else None
    if not subject or not (subject.where or office) or subject.passive:
        return
    told = Predication(k, _NO_VERB, modality=subject.modality, where=subject.where)
    told.subjects = [c.pieces[where].record for where in subject.where]  # type: ignore[misc]
    if word in ("có", "gửi") and not all(_numbered(c.pieces, at) for at in found):
        return
    issue(c, told)


def _numbered(p: Pieces, k: int) -> bool:
    phrase = p[k].chunk.value
    return isinstance(phrase, DirectivePhrase) and bool(phrase.reference.num)


def _made(c: Context, k: int) -> None:
    """'Luật Đầu tư được Quốc hội khóa XI thông qua ngày …', 'Nghị định do Phó Thủ tướng A thay mặt Chính phủ ký'."""
    p = c.pieces
    documents, actors = documents_before(p, k), _actors(p, k + 1)
    office = isinstance(p[k + 1].chunk.value, PostPhrase) if k + 1 < len(p) else False
    if not documents or not (actors or office):
        return
    first = (actors or [k + 1])[-1]
    for at in range(first + 1, min(len(p), first + 1 + _FAR)):
        if p.word(at) in _MADE:
            _make(c, documents, actors or [k + 1], at)
            return
        if p.breaks(at) or p.kind(at) in ("verb", "directive") or (p.word(at) == "," and not _goes_on(p, at + 1)):
            return


def _actors(p: Pieces, k: int) -> list[int]:
    """Return the pieces of the persons or bodies, one or several, from piece ``k``: 'Bộ Y tế và Bộ Công an'."""
    found: list[int] = []
    while p.actor(k):
        found.append(k)
        k += 2 if p.word(k + 1) in (",", "và", "cùng", "cùng với", "phối hợp với") else len(p)
    return found


def _goes_on(p: Pieces, k: int) -> bool:
    """Whether the clause of a passive goes on behind a comma: ', thay mặt Ban Bí thư ký', ', đã ký'."""
    apposed = p.word(k) in _THEN  # ', khi đó là Phó Chủ tịch UBND tỉnh ký'
    return apposed or p.role(k) == "behalf" or p.is_skipped(k) or p.word(k) in _MADE


def _make(c: Context, documents: list[int], actors: list[int], at: int) -> None:
    """State that those at the pieces ``actors`` sign or issue the documents, by the verb at piece ``at``."""
    p = c.pieces
    told = Predication(at, _NO_VERB, "agent", modality=_modality(p, documents[-1], actors[0]))
    behalf, day = _on_behalf(p, at), _day_behind(p, at)
    for k in documents:
        record = p[k].record
        assert record is not None
        c.directives.announce(record)
        for actor in actors:
            maker, span = p.actor(actor), p.cover(k, actor, at)
            if maker is None:  # 'được Thủ tướng Chính phủ ban hành': the office's body
                body = c.directives.office(p[actor].chunk.value)  # type: ignore[arg-type]
                if body:
                    c.claim(record, "kg:issuedBy", body, span, "issuedBy/office", told)
            elif p.word(at) in _SIGNED and p.kind(actor) != "body":
                c.claim(maker, "kg:signs", record, span, "signs/agent", told)
            else:
                c.claim(record, "kg:issuedBy", maker, span, "issuedBy/agent", told)
        if behalf >= 0 and p[behalf].record:
            c.claim(record, "kg:issuedBy", p[behalf].record, p.cover(k, behalf, at), "issuedBy/behalf", told)  # type: ignore[arg-type]
        if day >= 0 and not told.modality:
            c.directives.propose_day(record, p[day].chunk.value)  # type: ignore[arg-type]


def _day_behind(p: Pieces, at: int) -> int:
    """Return the piece of the day behind a verb of signing: 'ký ngày …', 'ký thay Chủ tịch hôm …'; or -1."""
    k = at + 1
    while p.kind(k) in ("post", "body") or p.word(k) in ("vào", "từ", "hôm"):
        k += 1
    return k if p.kind(k) == "date" else -1


def _modality(p: Pieces, start: int, end: int) -> str:
    roles = [p.role(k) for k in range(start, end)]
    return "Planned" if "plan" in roles else "Negated" if "negation" in roles else ""


def _of_person(c: Context, k: int) -> None:
    """'Quyết định số … của Thủ tướng Chính phủ NAME'."""
    p = c.pieces
    record, person = p[k].record, p.actor(k + 2)
    if record and person and p.word(k + 1) == "của" and p.kind(k + 2) == "person":
        c.notebook.add(record.key, "kg:issuedBy", person.key, p.span(k, k + 2), "directive/of-person")


def _signature(c: Context, k: int) -> None:
    """'Quyết định số … mang chữ ký của A', 'Người ký Quyết định số … là A'."""
    p, record = c.pieces, c.pieces[k].record
    at = k + 1
    while at < min(len(p), k + _OPENING) and p.kind(at) in ("word", "function"):
        at += 1
    words = " ".join(p.view.words[p[k].chunk.j : p[at].chunk.i]) if at < len(p) else ""
    before = " ".join(p.view.words[max(0, p[k].chunk.i - 2) : p[k].chunk.i])
    signed = words.endswith("chữ ký của") or (words == "là" and before == "người ký")
    person = p.actor(at)
    if signed and record and person and p.kind(at) == "person":
        c.notebook.add(person.key, "kg:signs", record.key, p.span(k, at), "signs/signature")


def _decided(c: Context) -> None:
    """'Tại Quyết định số … ngày …, Ban Thường vụ Tỉnh ủy quyết định': it is that body's; signed then, that person's."""
    p = c.pieces
    k = next((at for at in range(min(_OPENING, len(p))) if p.kind(at) == "directive"), -1)
    if k < 1 or not _numbered(p, k):
        return
    documents = directive_list(p, k)
    actor = _behind_addressees(p, documents[-1] + 1)
    if actor < 0 or not _decides(p, k, actor):
        return
    record = p.actor(actor)
    office = p[actor].chunk.value
    record = record or (c.directives.office(office) if isinstance(office, PostPhrase) else None)
    signed = p.kind(actor) == "person" and _SIGNED_TOGETHER in p[documents[-1]].chunk.text.lower()
    for at in documents:
        document = p[at].record
        if record and document and not c.directives.is_issued(document):
            pair = (record, "kg:signs", document) if signed else (document, "kg:issuedBy", record)
            c.notebook.add(pair[0].key, pair[1], pair[2].key, p.span(at, actor), f"{pair[1][3:]}/by-document")


def _behind_addressees(p: Pieces, k: int) -> int:
    """Return the piece behind the comma that ends 'Tại Công văn số … (gửi các bộ, ngành),', or -1."""
    if p.word(k) == "gửi":
        k = next((at for at in range(k + 1, min(len(p), k + _FAR)) if p.word(at) == "," or p.breaks(at)), -1)
    office = p[k + 1].chunk.value if k >= 0 and k + 1 < len(p) else None
    acts = p.kind(k + 1) in ("body", "person") or isinstance(office, PostPhrase)
    return k + 1 if p.word(k) == "," and acts else -1


def _decides(p: Pieces, k: int, actor: int) -> bool:
    """Whether the one at piece ``actor`` says what the document at ``k`` says: not who is told or given something."""
    verb = actor + 1
    while p.is_skipped(verb):
        if p.word(verb) in ("được", "bị"):
            return False
        verb += 1
    said = " ".join(p.view.words[p[verb].chunk.i :][:2]) if verb < len(p) else ""
    at = k - 1 - (p.word(k - 1) in _PLURAL)
    own = p.word(at) if p.kind(at - 1) in ("", "mark") else ""  # not 'theo quy định tại …'
    return said.startswith(_DECIDES) if own == "theo" else own in ("tại", "trong") and said.startswith(_STATES)
