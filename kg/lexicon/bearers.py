"""Whose ages a body has that is named after its province or ministry: 'UBND tỉnh Bắc Ninh' has those of Bắc Ninh."""

from __future__ import annotations

from functools import cache

from kg.lexicon.history import BODIES, PROVINCES, Age, ages
from kg.lexicon.lexicon import Lexicon, words
from kg.lexicon.tables import table
from kg.text import key

_CITY = "thành phố"
_LEVELS = ("tỉnh", _CITY)
_OF_A_CITY = ("thành ủy", "thành đoàn")
_OF_A_PROVINCE = ("tỉnh ủy", "tỉnh đoàn")
# Kinds whose names end in a province or ministry only to say where they are, or who founded them.
_ON_THEIR_OWN = frozenset({"company", "institute", "media", "association", "mission", "international", "foreign"})
_KIND = "kgv:body-kind/"


def ages_of_body(lexicon: Lexicon, name: str, concept: str) -> tuple[Age, ...]:
    """Return the ages of a body by its full name and its kind (a concept); () where nothing dated bears on it."""
    known = lexicon.body_by_name.get(key(name))
    if known:
        return ages(BODIES, known.name)
    if province := province_of(lexicon, name, concept.removeprefix(_KIND)):
        return ages(PROVINCES, province)
    owner = next((owner for owner in _survivors() if key(name).endswith(" " + key(owner))), "")
    return ages(BODIES, owner) if owner and concept.removeprefix(_KIND) not in _ON_THEIR_OWN else ()


def province_of(lexicon: Lexicon, name: str, kind: str = "") -> str:
    """Return the province whose body a name names, '' for none: 'Sở Y tế Bắc Ninh', 'Ban Chỉ đạo 35 tỉnh Bắc Ninh'."""
    parts = words(name)
    at, province = _province_at_end(parts)
    if not province:
        return ""
    level = next((level for level in _LEVELS if _ends(parts[:at], level)), "")
    head = parts[: at - len(level.split())]
    end, found = lexicon.local_bodies.longest(parts, 0)
    local = bool(found) and end in (len(head), at) and found[0].level in ("tỉnh", "any")
    if not (local or (level and head and kind not in _ON_THEIR_OWN)):
        return ""
    return province if _governs(" ".join(parts[:at]), level, province) else ""


def _governs(head: str, level: str, province: str) -> bool:
    """Whether a body of that level is the province's: 'UBND thành phố Bắc Ninh' is of a city in the province."""
    kinds = {unit.kind for age in ages(PROVINCES, province) for unit in age.units}
    city = level == _CITY or head.endswith(_OF_A_CITY)
    if city or level == "tỉnh" or head.endswith(_OF_A_PROVINCE):
        return (_CITY if city else "tỉnh") in kinds
    return True


def _province_at_end(parts: list[str]) -> tuple[int, str]:
    """Return (where it begins, its name) of the longest province's name that closes a name; (0, '') for none."""
    for at in range(1, len(parts)):
        if name := _provinces().get(tuple(parts[at:])):
            return at, name
    return 0, ""


def _ends(parts: list[str], level: str) -> bool:
    size = len(level.split())
    return " ".join(parts[-size:]) == level


@cache
def _provinces() -> dict[tuple[str, ...], str]:
    return {tuple(words(row["name"])): row["name"] for row in table("provinces")}


@cache
def _survivors() -> tuple[str, ...]:
    """Return the bodies that kept their name through a merger."""
    named = dict.fromkeys(row["name"] for row in table("bodies"))
    return tuple(name for name in named if len(ages(BODIES, name)) > 1)
