"""From when until when somebody held a post: bounds beside a title, and what the report's day makes of them."""

from __future__ import annotations

from dataclasses import replace

from kg.dates import PartialDate
from kg.model import Literal, Statement
from kg.reading.words.bounds import Told, told_before, told_behind
from kg.reading.words.notebook import Notebook
from kg.reading.words.phrases import PostPhrase, Span
from kg.text import key

# Bodies set up for a task: the years behind their names are the task's ('Ban Chỉ đạo … giai đoạn 2021 - 2025').
_FOR_A_TASK = ("ban chỉ đạo", "tiểu ban", "tổ ", "ban tổ chức ", "ban quản lý dự án", "hội đồng điều phối")


def beside(text: str, phrase: PostPhrase, *, given: bool = False) -> Told | None:
    """Return the bounds told with a title, or right behind it; ``given`` as in :func:`told_behind`."""
    told = told_behind(text, phrase.span.start, phrase.span.end, given=given)
    return None if told and phrase.body and not given and key(phrase.body.name).startswith(_FOR_A_TASK) else told


def around(text: str, phrase: PostPhrase, span: Span) -> Told | None:
    """Return the bounds beside a title, or those that open the sentence: 'Từ năm 2016 đến năm 2021, ông A là P'.

    ``span`` begins with the name where that stands first.
    """
    said = "là" in key(text[span.start : phrase.span.start]).split()
    return beside(text, phrase) or (told_before(text, span.start, given=False) if said else None)


def widened(span: Span, told: Told | None) -> Span:
    """Return a span with the words of the bounds in it."""
    return Span(min(span.start, told.start), max(span.end, told.end)) if told else span


def settle_tenures(notebook: Notebook, day: str) -> None:
    """Put the bounds into the statements; what had ended before the report's day is held no longer.

    ``day`` is an xsd:date, '' where it is unknown.
    """
    told = notebook.tenures
    notebook.statements = [_settled(s, told[s].dated(day), day) if s in told else s for s in notebook.statements]


def _settled(statement: Statement, told: Told, day: str) -> Statement:
    over = told.over(day) and statement.predicate == "org:holds" and not statement.modality
    settled = replace(statement, predicate="kg:formerlyHeld") if over else statement
    if told.term:  # only a term that has not begun says when
        return replace(settled, since=_literal(told.since)) if told.ahead(day) else settled
    return replace(settled, since=_literal(told.since), until=_literal(told.until))


def _literal(date: PartialDate | None) -> Literal | None:
    return Literal(date.lexical, date.datatype) if date else None
