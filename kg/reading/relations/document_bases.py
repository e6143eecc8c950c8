"""What a document is based on, where the base stands first: 'Căn cứ Luật …, Bộ … ban hành Thông tư …'.

'Căn cứ để ban hành Quyết định này gồm có: Luật …; Nghị định …' tells it of the document spoken of.
"""

from __future__ import annotations

from kg.lexicon.tables import forms_of
from kg.reading.clauses.context import Context
from kg.reading.clauses.objects import directive_list
from kg.reading.words.notebook import Record
from kg.reading.words.phrases import DirectivePhrase
from kg.reading.words.pieces import Pieces

_BASIS = forms_of("document_words", "basis")
_LISTS = frozenset({"là", "gồm", "gồm có", "bao gồm", "gồm các", ":"})
_OPENING = 3  # pieces before the words that open the clause: 'Cụ thể,', 'Theo đó,'
_FAR = 10  # pieces between those words and the list


def fronted_base(c: Context, k: int, found: list[int]) -> bool:
    """'Căn cứ Luật …, BODY ban hành Quyết định …': the documents of the clause behind are based on those ``found``.

    ``k``: the piece of the link, ``found``: the pieces of the documents behind it. False where no clause opens there.
    """
    p = c.pieces
    if not found:
        return False
    opening = k <= _OPENING and all(p.kind(at) in ("word", "mark", "function") for at in range(k))
    if not opening:
        return False
    for at in range(found[-1] + 1, len(p)):
        phrase = p[at].chunk.value
        if isinstance(phrase, DirectivePhrase) and p[at].record:
            opens = phrase.pointing or any(p.kind(x) == "verb" or p.word(x) == "có" for x in range(found[-1] + 1, at))
            for document in directive_list(p, at) if opens else ():
                _state(c, c.pieces[document].record, found, [k, document])
            return True
    _state(c, c.discourse.page, found, [k])  # 'Căn cứ Luật …;' on a document's own page
    return True


def among(p: Pieces, k: int) -> list[int]:
    """'Căn cứ tình hình thực tế và Nghị quyết số …, BODY': the documents behind 'và' in the words from piece ``k``."""
    for at in range(k + 1, min(len(p), k + _FAR)):
        if p.kind(at) == "directive" and p[at].record and p.word(at - 1) in ("và", ","):
            return directive_list(p, at)
        if p.kind(at) not in ("word", "function") and p.word(at) != ",":
            break
    return []


def bases(c: Context) -> None:
    """'Căn cứ (pháp lý) để ban hành (Quyết định này) gồm có LIST': the document spoken of is based on the list."""
    p = c.pieces
    if not " ".join(p.view.words[:4]).startswith(_BASIS):
        return
    at, record = _list_of_bases(c)
    if at >= 0:
        _state(c, record, directive_list(p, at), [0])


def _list_of_bases(c: Context) -> tuple[int, Record | None]:
    """Return where the list begins, and the document of the clause before it; (-1, None) where no list stands."""
    p, record = c.pieces, c.directives.told_of
    for k in range(min(_FAR, len(p))):
        if p.kind(k) == "directive":
            record = p[k].record
        if p.word(k) in _LISTS:
            start = next((at for at in range(k + 1, k + 4) if p.kind(at) == "directive"), -1)
            plain = start >= 0 and all(p.kind(at) in ("function", "mark", "word") for at in range(k + 1, start))
            return (start, record) if plain and p[start].record else (-1, None)
    return -1, None


def _state(c: Context, record: Record | None, found: list[int], where: list[int]) -> None:
    for at in found:
        base = c.pieces[at].record
        if base and record and base is not record:
            span = c.pieces.cover(*where, at)
            c.notebook.add(record.key, "kg:basedOn", base.key, span, "basedOn/fronted")
