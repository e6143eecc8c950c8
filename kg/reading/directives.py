"""References to documents by number: '41-CT/TW', 'Chỉ thị số 11', 'các Nghị quyết số 11, 12 và 13-NQ/TW'.

The shapes of numbers are those of Nghị định 30/2020/NĐ-CP (State: 15/2021/NĐ-CP, 71/CĐ-TTg), Hướng dẫn 36-HD/VPTW
(Party: 41-CT/TW) and Luật 64/2025/QH15 (National Assembly: 43/2022/QH15). What a symbol means stands in
``document_types.tsv`` and ``issuers.tsv``; a candidate that none of its parts confirm is no reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.lexicon import DocumentType, Lexicon, words
from kg.reading.tokens import Atom
from kg.text import fold

_DASH = "[-\u2010-\u2015\u2212]"
_SEGMENT = rf"(?:\s?(?:/|{_DASH})\s?(?:(?:19|20)\d\d(?!\d)|[^\W\d_]{{1,12}}(?:&[^\W\d_]{{1,6}})?\d{{0,2}}(?![\w])))"
_NUMBERED = re.compile(rf"(?<![\w/.,\-])(?P<num>\d{{1,5}}[a-zđ]?)(?P<symbol>{_SEGMENT}{{1,7}})")
_PART = re.compile(rf"\s?(?P<sep>/|{_DASH})\s?(?P<name>[^\W\d_]+(?:&[^\W\d_]+)?\d{{0,2}}|\d{{4}})")
_SO = re.compile(r"[Ss]ố\s*:?\s*$")
_ABBREVIATION = re.compile(r"\(\w{1,6}\)\s*$")
_BARE = r"(?P<so>\s+số\s*:?)?\s+(?P<num>\d{1,4})(?![\w%/]|[.,]\d|\s?[/\-–]\s?\w)"
# What may stand behind a bare number: a mark, a part of the tail, or a function word; a noun makes it a count.
_AFTER_BARE = re.compile(r"\s*(?:[,.;:)(\"”]|$|(?:của|ngày|về|và|khóa|khoá|được|do|là|đã|với)\b|năm\s+\d{4}\b)")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference to a document: its type, its number in canonical form ('' for a document without one).

    ``symbol`` is the canonical part behind the number ('CT/TW'), ``year`` the year that the number carries (0: none),
    ``issuers`` the codes of who issued it. ``listed``: the symbol is the one of a later number of a list.
    """

    type: DocumentType | None
    num: str
    number: str
    symbol: str = ""
    year: int = 0
    issuers: tuple[str, ...] = ()
    listed: bool = False


class References:
    """Finds document references; one instance serves any number of texts."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon
        self._type_codes = {fold(code).upper(): code for code in reversed(lexicon.type_by_code)}
        self._issuer_codes = {fold(code).upper(): code for code in reversed(lexicon.issuers)}
        names = sorted({kind.name for kind in lexicon.types_in_order}, key=lambda name: (-len(name), name))
        self._names = {" ".join(words(kind.name)): kind for kind in reversed(lexicon.types_in_order)}
        alternatives = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in names)
        self._list_before = re.compile(
            rf"(?<!\w)(?P<type>{alternatives})(?:\s+số\s*:?)?\s+(?P<nums>\d{{1,4}}(?:\s*(?:,|và)\s*\d{{1,4}})*)\s*(?:,|và)\s*$",
            re.IGNORECASE,
        )
        self._type_before = re.compile(rf"(?<!\w)({alternatives})\s*$", re.IGNORECASE)
        self._bare = re.compile(rf"(?<!\w)(?P<type>{alternatives}){_BARE}", re.IGNORECASE)

    def find(self, text: str) -> list[Atom]:
        """Return the numbered and bare references of a text as disjoint atoms of kind 'directive', in order."""
        atoms = list(self._numbered(text))
        taken = [(atom.start, atom.end) for atom in atoms]
        for atom in self._bare_references(text):
            if not any(atom.start < end and start < atom.end for start, end in taken):
                atoms.append(atom)
        return sorted(atoms, key=lambda atom: atom.start)

    def _numbered(self, text: str) -> Iterator[Atom]:
        last = 0
        for match in _NUMBERED.finditer(text):
            parsed = self._symbol(match["symbol"])
            if not parsed:
                continue
            length, symbol, kind, year, issuers = parsed
            end = match.start("symbol") + length
            start, named, so = self._before(text, max(last, match.start() - 80), match.start())
            shouted = match["symbol"][:length].upper() == match["symbol"][:length]
            if not so and not named and not shouted:
                continue
            num = match["num"].lstrip("0") or "0"
            number = self._number(num, symbol, year, kind)
            ref = Reference(named or kind, num, number, symbol, year, issuers)
            if not named and not so:
                yield from self._list(text, max(last, start - 60), start, ref)
            yield Atom(start, end, "directive", ref)
            last = end

    @staticmethod
    def _number(num: str, symbol: str, year: int, kind: DocumentType | None) -> str:
        """Write number and symbol as the rules do: 30/2020/NĐ-CP, 41-CT/TW (a Party symbol), 71/CĐ-TTg."""
        if year:
            return f"{num}/{year}/{symbol}"
        return f"{num}-{symbol}" if kind and "/" in symbol else f"{num}/{symbol}"

    def _symbol(self, raw: str) -> tuple[int, str, DocumentType | None, int, tuple[str, ...]] | None:
        """Read what stands behind a number; None where no part is a known code."""
        kind, year, issuers, names, length = None, 0, [], [], 0
        for part in _PART.finditer(raw):
            name = part["name"]
            spaced = part.group() != part.group().replace(" ", "")
            code = self._code(name)
            if name.isdigit():
                if names:
                    break
                year = int(name)
            elif code is None and (spaced or not name.isupper() or not names):
                break
            else:
                role, canonical = code or ("unit", name.upper())
                kind = kind or (self._lexicon.type_by_code[canonical] if role == "type" else None)
                issuers += [canonical] if role == "issuer" else []
                names.append(canonical)
            length = part.end()
        if not names or not (kind or issuers):
            return None
        return length, self._canonical(names, year, kind, issuers), kind, year, tuple(issuers)

    def _code(self, name: str) -> tuple[str, str] | None:
        """Tell what a part of a symbol is: ('type'|'issuer', code); case decides between CT and CTr, TTg and TTr."""
        lexicon = self._lexicon
        if name in lexicon.type_by_code:
            return "type", name
        if name in lexicon.issuers:
            return "issuer", name
        term = re.fullmatch(r"(QH|UBTVQH)(\d{1,2})", name.upper())
        if term:
            return "issuer", term.group()
        folded = fold(name).upper()
        if folded in self._type_codes:
            return "type", self._type_codes[folded]
        return ("issuer", self._issuer_codes[folded]) if folded in self._issuer_codes else None

    def _canonical(self, names: list[str], year: int, kind: DocumentType | None, issuers: list[str]) -> str:
        """Join the parts as the rules do: Party NUM-TYPE/ISSUER, State NUM/TYPE-ISSUER."""
        issuer = self._lexicon.issuers.get(issuers[-1]) if issuers else None
        party = (
            bool(kind) and not year and len(names) == 2 and issuer is not None and issuer.system in ("party", "front")
        )
        return ("/" if party else "-").join(names)

    def _before(self, text: str, low: int, at: int) -> tuple[int, DocumentType | None, bool]:
        """Return (start, type, whether 'số' stands there) of what precedes a number."""
        head = text[low:at]
        so = _SO.search(head)
        start = low + so.start() if so else at
        rest = text[low:start]
        abbreviation = _ABBREVIATION.search(rest)
        if abbreviation:
            rest = rest[: abbreviation.start()]
        typed = self._type_before.search(rest)
        if not typed:
            return start, None, bool(so)
        return low + typed.start(), self._names[" ".join(words(typed.group(1)))], bool(so)

    def _list(self, text: str, low: int, start: int, last: Reference) -> Iterator[Atom]:
        """Read 'các Nghị quyết số 11, 12 và' before a number: the earlier ones share its type and symbol."""
        head = text[low:start]
        listed = self._list_before.search(head)
        if not listed:
            return
        kind = self._names[" ".join(words(listed["type"]))]
        for index, number in enumerate(re.finditer(r"\d{1,4}", listed["nums"])):
            at, end = (low + listed.start("nums") + offset for offset in number.span())
            num = number.group().lstrip("0") or "0"
            full = self._number(num, last.symbol, last.year, last.type)
            begin = low + listed.start("type") if index == 0 else at
            yield Atom(begin, end, "directive", Reference(kind, num, full, last.symbol, last.year, last.issuers, True))

    def _bare_references(self, text: str) -> Iterator[Atom]:
        for match in self._bare.finditer(text):
            kind = self._names[" ".join(words(match["type"]))]
            capital = match["type"][0].isupper()
            if not (match["so"] or (kind.bare and capital)) or not _AFTER_BARE.match(text, match.end()):
                continue
            if not capital and not re.match(r"\s*(?:của|ngày)\b", text[match.end() : match.end() + 12]):
                continue
            num = match["num"].lstrip("0") or "0"
            yield Atom(match.start(), match.end(), "directive", Reference(kind, num, ""))
