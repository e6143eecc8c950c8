"""References to documents by number: '41-CT/TW', 'Chỉ thị số 11', 'các Nghị quyết số 11, 12 và 13-NQ/TW'.

The shapes of numbers are those of Nghị định 30/2020/NĐ-CP (State: 15/2021/NĐ-CP, 71/CĐ-TTg), Hướng dẫn 36-HD/VPTW
(Party: 41-CT/TW) and Luật 64/2025/QH15 (National Assembly: 43/2022/QH15); :mod:`kg.reading.words.symbols` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.lexicon import DocumentType, Lexicon, words
from kg.lexicon.tables import forms_of
from kg.reading.words.symbols import SYMBOL, Symbol, Symbols
from kg.reading.words.tokens import Atom
from kg.text import fold

_NUMBERED = re.compile(rf"(?:(?<![\w/.,\-])|(?<=[Ss]ố))(?P<num>\d{{1,5}}[a-zđA-D]?)(?P<symbol>{SYMBOL})")
_SO = re.compile(r"[Ss]ố\s*:?\s*$")
_ABBREVIATION = re.compile(r"\(\w{1,6}\)\s*$")
_ONE = r"\d{1,4}(?![\w%/]|[.,]\d|\s?[/\-–]\s?\w)"
_BARE = rf"(?P<so>\s+số\s*:?)?\s+(?P<nums>{_ONE}(?:\s*(?:,|và|;)\s*(?:số\s+)?{_ONE})*)"
_NUMBER = re.compile(r"\d{1,4}")
# What may stand behind a bare number: a mark, a part of the tail, or a function word; a noun makes it a count.
_WORDS_AFTER = "|".join(["khoá", *map(re.escape, forms_of("document_words", "after bare"))])
_AFTER_BARE = re.compile(rf"\s*(?:[,.;:)(\"”–-]|$|(?:{_WORDS_AFTER})\b|năm\s+\d{{4}}\b)")
_WORDS_BEFORE = "|".join(map(re.escape, forms_of("document_words", "before bare")))
_GOVERNED = re.compile(rf"\b(?:{_WORDS_BEFORE})\s+$", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:của|ngày)\b")
_TWO_WORDS = re.compile(r"(?<!\w)[^\W\d_]+\s+[^\W\d_]+\s*$")
_NUMBERED_FROM_100 = frozenset({"Chương trình"})  # 'Chương trình 135': lower numbers count something
_HUNDREDS = 3
_WORDS_APART = "|".join(map(re.escape, forms_of("document_words", "apart")))
_APART = 8  # words between a type and its number
_LETTERS = frozenset({"Công văn", "Văn bản"})  # types whose symbols carry no code
_REACH = 80  # characters before a number in which its type stands


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference to a document: its type, its number in canonical form ('' for a document without one).

    ``symbol`` is the canonical part behind the number ('CT/TW'), ``year`` the year that the number carries (0: none),
    ``issuers`` the codes of who issued it. ``listed``: it stands in a list, and the one behind it shares its issuer.
    ``cited``: a bare number as it is written ('05').
    """

    type: DocumentType | None
    num: str
    number: str
    symbol: str = ""
    year: int = 0
    issuers: tuple[str, ...] = ()
    listed: bool = False
    typed: bool = True
    cited: str = ""

    @property
    def plain(self) -> str:
        """The number without leading zeros: '05-NQ/TW' and '5-NQ/TW' are one."""
        return self.number.lstrip("0")


class References:
    """Finds document references; one instance serves any number of texts."""

    def __init__(self, lexicon: Lexicon):
        self._symbols = Symbols(lexicon)
        kinds = lexicon.types_in_order
        self._names = {" ".join(words(kind.name)): kind for kind in reversed(kinds)}
        self._names |= {kind.short.lower(): kind for kind in reversed(kinds) if kind.short}
        self._toneless = {fold(kind.name): kind for kind in reversed(kinds) if " " in kind.name}
        longest = sorted({kind.name for kind in kinds}, key=lambda name: (-len(name), name))
        shorts = "|".join(sorted({kind.short for kind in kinds if kind.short}))
        types = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest) + f"|(?-i:{shorts})"
        self._list_before = re.compile(
            rf"(?<!\w)(?P<type>{types})(?:\s+số\s*:?)?\s+(?P<nums>\d{{1,4}}(?:\s*(?:,|và)\s*\d{{1,4}})*)\s*(?:,|và)\s*$",
            re.IGNORECASE,
        )
        self._type_before = re.compile(rf"(?<!\w)({types})\s*$", re.IGNORECASE)
        self._type_apart = re.compile(
            rf"(?<!\w)(?P<type>{'|'.join(kind.name for kind in kinds if ' ' in kind.name)})"
            rf"(?:\s+(?!(?:{_WORDS_APART})\b)[a-zà-ỹđ]+){{1,{_APART}}}\s+$"
        )
        self._bare = re.compile(rf"(?<!\w)(?P<type>{types}){_BARE}", re.IGNORECASE)

    def find(self, text: str) -> list[Atom]:
        """Return the numbered and bare references of a text as disjoint atoms of kind 'directive', in order."""
        atoms = list(self._numbered(text))
        taken = [(atom.start, atom.end) for atom in atoms]
        full = {(atom.value.type, atom.value.num) for atom in atoms}  # type: ignore[attr-defined]
        for atom in self._bare_references(text, full):
            if not any(atom.start < end and start < atom.end for start, end in taken):
                atoms.append(atom)
        return sorted(atoms, key=lambda atom: atom.start)

    def _numbered(self, text: str) -> Iterator[Atom]:
        last = 0
        for match in _NUMBERED.finditer(text):
            start, named, so = self._before(text, max(last, match.start() - _REACH), match.start())
            symbol = self._symbols.read(match["symbol"], trusted=bool(named) and so)
            if not symbol:
                continue
            if so and not named:
                start, named = self._described(text, max(last, match.start() - _REACH), start, symbol)
            raw = match["symbol"][: symbol.length]
            goes_on = last > 0 and text[last : match.start()].strip() in (",", "và", ";")
            listed = [] if named or so else list(self._list(text, max(last, start - 60), start, symbol))
            if not (so or named or goes_on or listed) and (raw.upper() != raw or not symbol.type):
                continue
            kind = named or symbol.type or (listed[0].value.type if listed else None)  # type: ignore[attr-defined]
            ref = _reference(kind, match["num"], symbol, typed=bool(named))
            yield from listed
            last = match.start("symbol") + symbol.length
            last += named is not None and "(" in text[start : match.start()] and text[last : last + 1] == ")"
            yield Atom(start, last, "directive", ref)

    def _before(self, text: str, low: int, at: int) -> tuple[int, DocumentType | None, bool]:
        """Return (start, type, whether 'số' stands there) of what precedes a number."""
        head = text[low:at]
        so = _SO.search(head)
        start = low + so.start() if so else at
        rest = text[low:start]
        if so and rest.endswith("("):  # 'Công văn (số 73/TTg-CN)'
            rest = rest[:-1]
        abbreviation = _ABBREVIATION.search(rest)
        if abbreviation:
            rest = rest[: abbreviation.start()]
        typed = self._type_before.search(rest)
        if typed:
            return low + typed.start(), self._names[" ".join(words(typed.group(1)))], bool(so)
        misprint = _TWO_WORDS.search(rest) if so else None
        kind = self._toneless.get(fold(misprint.group())) if misprint else None
        return (low + misprint.start(), kind, True) if misprint and kind else (start, None, bool(so))

    def _described(self, text: str, low: int, start: int, symbol: Symbol) -> tuple[int, DocumentType | None]:
        """'Quyết định thu hồi đất số 22/QĐ-UBND': return (start, type) with the type that the symbol confirms."""
        found = self._type_apart.search(text[low:start])
        kind = self._names[" ".join(words(found.group("type")))] if found else None
        letter = kind is not None and not symbol.type and kind.name in _LETTERS
        fits = kind is not None and (letter or kind == symbol.type)
        return (low + found.start(), kind) if found and fits else (start, None)

    def _list(self, text: str, low: int, start: int, symbol: Symbol) -> Iterator[Atom]:
        """Read 'các Nghị quyết số 11, 12 và' before a number: the earlier ones share its type and symbol."""
        head = text[low:start]
        listed = self._list_before.search(head)
        if not listed:
            return
        kind = self._names[" ".join(words(listed["type"]))]
        for index, number in enumerate(_NUMBER.finditer(listed["nums"])):
            at, end = (low + listed.start("nums") + offset for offset in number.span())
            begin = low + listed.start("type") if index == 0 else at
            yield Atom(begin, end, "directive", _reference(kind, number.group(), symbol, listed=True))

    def _bare_references(self, text: str, full: set[tuple[DocumentType | None, str]]) -> Iterator[Atom]:
        """Read 'Chỉ thị 05', 'các Nghị quyết số 57, 59 và 66 của …': numbers without a symbol.

        ``full``: the types and numbers that the text gives with their symbols: 'Công văn 1209' is one of them.
        """
        for match in self._bare.finditer(text):
            kind = self._names[" ".join(words(match["type"]))]
            tail = _TAIL.match(text, match.end()) is not None
            known = (kind, match["nums"].lstrip("0")) in full
            sure = (
                bool(match["so"])
                or kind.bare
                or known
                or (kind.name in _NUMBERED_FROM_100 and len(match["nums"]) >= _HUNDREDS)
            )
            governed = tail or _GOVERNED.search(text, max(0, match.start() - 12), match.start())
            capital = match["type"][0].isupper()
            plain = _AFTER_BARE.match(text, match.end()) or (match["so"] and capital)
            if not sure or not (capital or governed) or not plain:
                continue
            numbers = list(_NUMBER.finditer(text, match.start("nums"), match.end("nums")))
            for index, number in enumerate(numbers):
                begin = number.start() if index else match.start()
                cited = number.group()
                num = cited.lstrip("0") or "0"
                ref = Reference(kind, num, "", listed=index + 1 < len(numbers), typed=not index, cited=cited)
                yield Atom(begin, number.end(), "directive", ref)


def _reference(
    kind: DocumentType | None, num: str, symbol: Symbol, *, listed: bool = False, typed: bool = True
) -> Reference:
    plain = num.lstrip("0") or "0"
    return Reference(kind, plain, symbol.number(num), symbol.text, symbol.year, symbol.issuers, listed, typed)
