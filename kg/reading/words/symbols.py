"""The symbol behind a document's number: '-CT/TW', '/2021/NĐ-CP', '/TTg-KGVX': its type, year and issuers.

What a part means stands in ``document_types.tsv`` and ``issuers.tsv``; a symbol of which no part is known is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon.lexicon import DocumentType, Lexicon
from kg.text import fold

DASH = "[-\u2010-\u2015\u2212]"
# A separator; a mere space only before a type's code and its issuer ('57 NQ/TW'),
# or behind a year ('44/2007 QĐ-BTC'), where even that may be missing.
_SPACED = r"\s(?=[A-ZĐ][A-ZĐr]{1,3}\s?/\s?[A-ZĐ])|(?<=/[12]\d\d\d)\s?(?=[A-ZĐ]{2,4}-)"
_SEPARATOR = rf"(?:\s?(?:/|{DASH})\s?|{_SPACED})"
_NAME = r"[^\W\d_]{1,12}(?:&[^\W\d_]{1,6})?\d{0,2}(?![\w])"
SYMBOL = rf"(?:{_SEPARATOR}(?:(?:19|20)\d\d(?!\d)|{_NAME})){{1,10}}"
_PART = re.compile(rf"{_SEPARATOR}(?P<name>[^\W\d_]+(?:&[^\W\d_]+)?\d{{0,2}}|\d{{4}})")
_TERM = re.compile(r"(?:QH|UBTVQH)\d{1,2}")


@dataclass(frozen=True, slots=True)
class Symbol:
    """What stands behind a number: ``length`` characters of the text, read as type, year and issuers.

    ``text`` is the symbol in canonical form, without the year ('CT/TW', 'NĐ-CP').
    """

    length: int
    text: str
    type: DocumentType | None
    year: int
    issuers: tuple[str, ...]

    def number(self, num: str) -> str:
        """Write number and symbol as the rules do: 30/2020/NĐ-CP, 41-CT/TW (a Party symbol), 71/CĐ-TTg."""
        if self.year:
            return f"{num}/{self.year}/{self.text}".rstrip("/")
        return f"{num}-{self.text}" if "/" in self.text else f"{num}/{self.text}"


class Symbols:
    """Reads symbols; one instance serves any number of texts."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon
        self._types = {fold(code).upper(): code for code in reversed(lexicon.type_by_code)}
        self._issuers = {fold(code).upper(): code for code in reversed(lexicon.issuers)}

    def read(self, raw: str, *, trusted: bool) -> Symbol | None:
        """Read what stands behind a number; None where no part is a known code.

        ``trusted``: a type and 'số' stand before it, so that capitals alone make a symbol ('Công văn số 12/ABC-DE').
        """
        kind, year, issuers, names, length = None, 0, [], [], 0
        for part in _PART.finditer(raw):
            name = part["name"]
            spaced = part.group() != part.group().replace(" ", "")
            code = self._code(name)
            if name.isdigit():
                if names:
                    break
                year = int(name)
            elif not code and not self._unknown(name, named=bool(names), spaced=spaced, trusted=trusted):
                break
            else:
                role, canonical = code or ("unit", name.upper() if name.islower() else name)
                kind = kind or (self._lexicon.type_by_code[canonical] if role == "type" else None)
                issuers += [canonical] if role == "issuer" else []
                names.append(canonical)
            length = part.end()
        if not (names or (trusted and year)) or not (kind or issuers or trusted):
            return None
        return Symbol(length, self._canonical(names, year, kind, issuers), kind, year, tuple(issuers))

    @staticmethod
    def _unknown(name: str, *, named: bool, spaced: bool, trusted: bool) -> bool:
        """Whether unknown capitals may be a part: a unit behind an issuer ('GDTrH'), or any in a trusted number."""
        unit = named and not spaced and name[0].isupper() and 2 * sum(map(str.isupper, name)) > len(name)
        return unit or (name.isupper() and (trusted and len(name) > 1 if spaced else named or trusted))

    def _code(self, name: str) -> tuple[str, str] | None:
        """Tell what a part of a symbol is: ('type'|'issuer', code); case decides between CT and CTr, TTg and TTr."""
        lexicon = self._lexicon
        if name in lexicon.type_by_code:
            return "type", name
        if name in lexicon.issuers:
            return "issuer", name
        if _TERM.fullmatch(name.upper()):
            return "issuer", name.upper()
        folded = fold(name).upper()
        if folded in self._types:
            return "type", self._types[folded]
        return ("issuer", self._issuers[folded]) if folded in self._issuers else None

    def _canonical(self, names: list[str], year: int, kind: DocumentType | None, issuers: list[str]) -> str:
        """Join the parts as the rules do: Party NUM-TYPE/ISSUER, State NUM/TYPE-ISSUER."""
        issuer = self._lexicon.issuers.get(issuers[-1]) if issuers else None
        of_party = issuer is not None and issuer.system in ("party", "front")
        typed = bool(kind) or (len(issuers) == 1 and names[0] not in issuers)
        return ("/" if typed and not year and len(names) == 2 and of_party else "-").join(names)
