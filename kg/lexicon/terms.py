"""The terms (khóa) of the Party's Central Committee and of the National Assembly (``terms.tsv``)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.lexicon.tables import table

_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


class Term(NamedTuple):
    """A term of 'party' or 'assembly', with its first day and the one on which the next takes over ('': open)."""

    system: str
    name: str
    first: str
    last: str


@cache
def terms() -> tuple[Term, ...]:
    """Return the known terms, in the order of the table."""
    return tuple(Term(row["system"], row["term"], row["from"], row["to"]) for row in table("terms"))


def term_on(system: str, day: str) -> Term | None:
    """Return the term of 'party' or 'assembly' that a day (xsd:date) lies in; the first day belongs to the new one."""
    known = (term for term in terms() if term.system == system)
    return next((term for term in known if term.first <= day and (not term.last or day < term.last)), None)


def terms_in(system: str, first: str, last: str) -> tuple[Term, ...]:
    """Return the terms of 'party' or 'assembly' that a span of days (xsd:date) has a day of."""
    known = (term for term in terms() if term.system == system)
    return tuple(term for term in known if term.first <= last and (not term.last or first < term.last))


def term_named(numeral: str) -> str:
    """Return the name of a term, Roman numerals, by what people write: 'xiii', 'XIII', '13'."""
    tens, ones = divmod(int(numeral), 10) if numeral.isdecimal() else (0, 0)
    return "X" * tens + _ONES[ones] if tens or ones else numeral.upper()
