"""The page of a document itself: 'Số: 46/2031/TT-BYT', 'Hà Nội, ngày 5 tháng 3 năm 2031', 'Căn cứ Luật …;'.

Its head gives its number and, behind a place, its day; the lines that open with 'Căn cứ' what it is based on.
"""

from __future__ import annotations

from kg.reading.clauses.context import Context
from kg.reading.words.phrases import DirectivePhrase
from kg.reading.words.pieces import Pieces
from kg.reading.words.when import When

_HEAD = 600  # characters of a page's head


def page_head(c: Context) -> None:
    """Note the document whose page the report is, and its day."""
    p = c.pieces
    if not len(p) or p.span(0).start > _HEAD:
        return
    start = 0
    if c.discourse.page is None:
        start = next((k for k in range(len(p)) if _headed(p, k)), -1) + 1
        c.discourse.page = c.directives.page = p[start - 1].record if start else None
    if c.discourse.page and not c.discourse.page_dated:
        _date(c, start)


def _headed(p: Pieces, k: int) -> bool:
    """Whether 'Số: 07/2010/TT-BYT' stands at piece ``k``: a number that nothing governs."""
    phrase = p[k].chunk.value
    numbered = isinstance(phrase, DirectivePhrase) and bool(phrase.reference.number) and p[k].record is not None
    return numbered and p[k].chunk.text.startswith(("Số", "SỐ")) and p.kind(k - 1) in ("", "mark") and not phrase.date  # type: ignore[union-attr]


def _date(c: Context, start: int) -> None:
    p = c.pieces
    for k in range(max(start, 1), len(p)):
        when = getattr(p[k].chunk.value, "value", None)
        full = p.kind(k) == "date" and isinstance(when, When) and when.first.full
        if full and p.word(k - 1) == "," and c.discourse.page:
            c.directives.propose_day(c.discourse.page, p[k].chunk.value)  # type: ignore[arg-type]
            c.discourse.page_dated = True
            return
