"""What names tell, by tables: where a body is, what holding an office of it means, how common a person's name is.

The *home* of a body is the province, the ministry or the country that it belongs to, by its name and its parents.
Careers stay within a home for years, and two homes are not served at once. All names are folded.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from kg.lexicon.tables import Row, read, table, values
from kg.text import key as fold_key

_HERE = Path(__file__).parent
_LONGEST = 10  # syllables of a place, or of a national body, at the end of a name
_ABROAD = (
    "đại sứ quán",
    "tổng lãnh sự",
    "lãnh sự quán",
    "chính phủ",
    "quốc hội",
    "nghị viện",
    "thượng viện",
    "hạ viện",
)
_LOWER = frozenset({"huyện", "quận", "xã", "phường", "trấn", "thôn", "đường", "cầu"})
_LOWER_COMMITTEES = frozenset({"huyện", "quận", "thị", "xã", "phường"})  # before 'ủy'
_COMMON, _RARE = 4.0, 6.0  # -log10 of a full name's share: borne by thousands; by a few dozen in a hundred million


def home(names: Iterable[str]) -> str:
    """Return the home of a body from its folded name and those of the bodies it is of; '' where none is known."""
    known = list(names)
    return next((found for name in known if (found := _place(name))), "") or next(
        (found for name in known if (found := _ministry(name))), ""
    )


@lru_cache(maxsize=1 << 14)
def _place(name: str) -> str:
    words = name.split()
    for start in range(max(0, len(words) - _LONGEST), len(words)):
        tail = " ".join(words[start:])
        if tail in _places():
            return _places()[tail] if _names_a_place(words[:start], words[start:]) else ""
        if tail in _gazetteer():  # 'Đoàn Thanh niên Cộng sản Hồ Chí Minh' is of no city
            return ""
    return ""


@cache
def successors() -> dict[str, tuple[str, str]]:
    """Return folded name of a province → that of the one it went into under another name, and its own last day."""
    rows = (row for row in table("provinces") if row["successor"] and row["valid_to"])
    found = {fold_key(row["name"]): (fold_key(values(row["successor"])[0]), row["valid_to"]) for row in rows}
    return {name: after for name, after in found.items() if after[0] != name}


@lru_cache(maxsize=1 << 14)
def _ministry(name: str) -> str:
    return next((fold_key(row["name"]) for _, row in _line(name) if row["kind"] == "ministry"), "")


@lru_cache(maxsize=1 << 12)
def written(folded: str) -> str:
    """Return a folded name, as far as tables know it, with its capitals: 'Sở Ngoại vụ tỉnh Quảng Ninh'."""
    if row := _gazetteer().get(folded):
        return row["name"]
    words = folded.split()
    head = next((at for at in range(len(words), 0, -1) if " ".join(words[:at]) in _locals()), 0)
    tail = next((at for at in range(head, len(words)) if " ".join(words[at:]) in _place_names()), len(words))
    first, last = " ".join(words[:head]), " ".join(words[tail:])
    text = " ".join(filter(None, [_locals().get(first, ""), *words[head:tail], _place_names().get(last, "")]))
    return text[:1].upper() + text[1:]


@cache
def _locals() -> dict[str, str]:
    return {fold_key(row["name"]): row["name"] for row in table("local_bodies")}


@cache
def _place_names() -> dict[str, str]:
    return {fold_key(row["name"]): row["name"] for row in (*table("countries"), *table("provinces"))}


def _names_a_place(before: list[str], tail: list[str]) -> bool:
    """Whether the end of a body's name is a place, and of a province's level: not 'huyện ủy hòa bình', 'tư pháp'."""
    if len(tail) == 1:  # 'pháp', 'đức', 'anh' are countries only behind who acts for one
        return " ".join(before[:3]).startswith(_ABROAD)
    if before[-1:] == ["ủy"]:
        return _LOWER_COMMITTEES.isdisjoint(before[-2:-1])
    return _LOWER.isdisjoint(before[-1:])


def is_province(home: str) -> bool:
    """Return whether a home is a province, not a ministry or a country."""
    return home in _provinces()


@cache
def _provinces() -> frozenset[str]:
    return frozenset(fold_key(row["name"]) for row in table("provinces"))


@lru_cache(maxsize=1 << 14)
def seat(name: str) -> str:
    """Return the body of the centre under which a folded name stands, such that no office is held under two of them."""
    found = ""
    for called, row in _line(name):
        if office(called)[0] != "full":
            break
        found = fold_key(row["name"])
    return found


def _line(name: str) -> Iterator[tuple[str, Row]]:
    """Yield a body of the gazetteer, as it is called, and those that it is under, from below, with their rows."""
    seen = set()
    while (row := _gazetteer().get(name)) and name not in seen:
        yield name, row
        seen.add(name)
        name = fold_key(row["parent"])


@cache
def _places() -> dict[str, str]:
    """Return folded name → folded canonical name of provinces and foreign countries."""
    found: dict[str, str] = {}
    for row in (*table("countries"), *table("provinces")):
        name = fold_key(row["name"])
        if name != "việt nam":
            found |= {fold_key(form): name for form in (row["name"], *values(row["aliases"]))}
    return found


@cache
def _gazetteer() -> dict[str, Row]:
    return {fold_key(form): row for row in table("bodies") for form in (row["name"], *values(row["aliases"]))}


@lru_cache(maxsize=1 << 14)
def office(body: str) -> tuple[str, float]:
    """Return the class of offices at a body (see offices.tsv), by its folded name, and the weight of sharing it."""
    row = _longest(_offices(), body)
    return (row["class"], float(row["share"] or 1)) if row else ("part", 1.0)


@cache
def _offices() -> dict[str, Row]:
    return {row["head"]: row for row in read(_HERE / "offices.tsv")}


@lru_cache(maxsize=1 << 12)
def title_of(title: str) -> tuple[str, float]:
    """Return the kind of a folded title (see titles.tsv), '' for most, and how much sharing it counts."""
    row = _longest(_titles(), title)
    return (row["kind"], float(row["share"] or 1)) if row else ("", 1.0)


@cache
def _titles() -> dict[str, Row]:
    return {row["title"]: row for row in read(_HERE / "titles.tsv")}


def _longest(rows: Mapping[str, Row], name: str) -> Row | None:
    """Return the row of the most first words of a name that have one."""
    words = name.split()
    heads = (" ".join(words[:end]) for end in range(len(words), 0, -1))
    return next((rows[head] for head in heads if head in rows), None)


@lru_cache(maxsize=1 << 14)
def everywhere(name: str) -> bool:
    """Return whether each district or commune has a body of this folded name (see lower_bodies.tsv)."""
    fits = {"whole": str.__eq__, "end": lambda n, w: n.endswith(" " + w), "begin": lambda n, w: n.startswith(w + " ")}
    return any(fits[row["where"]](name, row["words"]) for row in _lower())


@cache
def _lower() -> tuple[Row, ...]:
    return read(_HERE / "lower_bodies.tsv")


@lru_cache(maxsize=1 << 14)
def unlevelled(name: str) -> str:
    """Return a folded name without the word 'thành phố' before a city that is a province: it has no other meaning."""
    return _cities().sub(" ", name)


@cache
def _cities() -> re.Pattern[str]:
    rows = [row for row in table("provinces") if row["kind"] == "thành phố"]
    names = {fold_key(form) for row in rows for form in (row["name"], *values(row["aliases"]))}
    return re.compile(r" (?:thành phố|tp\.?) (?=(?:" + "|".join(map(re.escape, sorted(names))) + r")$)")


@lru_cache(maxsize=1 << 15)
def rarity(name: str) -> float:
    """Return how rare a folded full name is, from -1 (thousands bear it) to 1."""
    words = name.split()
    surname, middle, given = words[0], " ".join(words[1:-1]), words[-1]
    share = _share("surname", surname) * _share("middle", middle) * _share("given", given)
    return max(-1.0, min(1.0, (-math.log10(share) - _COMMON) / (_RARE - _COMMON) * 2 - 1))


def _share(part: str, word: str) -> float:
    return _shares().get((part, word)) or _shares()[part, "*"]


@cache
def _shares() -> dict[tuple[str, str], float]:
    return {(row["part"], row["word"]): float(row["share"]) for row in read(_HERE / "names.tsv")}
