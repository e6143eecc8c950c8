"""Which dated unit a body is, or is named after: 'UBND tỉnh Bắc Ninh' has the ages of the province of Bắc Ninh."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from kg.dates import ALWAYS, FOREVER
from kg.lexicon.history import BODIES, PROVINCES, Age, ages
from kg.lexicon.levels import level_of, placed
from kg.lexicon.lexicon import words
from kg.lexicon.tables import Row, table, values
from kg.text import key

_CITY = "thành phố"
_LEVELS = ("tỉnh", _CITY)
_AS_A_PROVINCE = (("thành ủy", "tỉnh ủy"), ("thành đoàn", "tỉnh đoàn"))
# Kinds whose names end in a province or ministry only to say where they are, or who founded them.
_ON_THEIR_OWN = frozenset({"company", "institute", "media", "association", "mission", "international", "foreign"})
_KIND = "kgv:body-kind/"


@dataclass(frozen=True, slots=True)
class Local:
    """A body of a province: which kind it is, as every province has one ('' for one of no list), and which province.

    ``office`` is folded and says nothing of the level: 'tỉnh ủy' for a Thành ủy too.
    """

    office: str
    province: str


@lru_cache(maxsize=4096)
def ages_of_body(name: str, concept: str) -> tuple[Age, ...]:
    """Return the ages of a body by its full name and its kind (a concept); () where nothing dated bears on it."""
    if known := _central().get(key(name)):
        return ages(BODIES, known)
    kind = concept.removeprefix(_KIND)
    if local := local_of(name, kind):
        first, last = _lifetime(local.office)
        of_province = ages(PROVINCES, local.province)
        return tuple(age for age in of_province if age.earliest <= last and first <= age.latest)
    owner = next((owner for owner in _survivors() if key(name).endswith(" " + key(owner))), "")
    return ages(BODIES, owner) if owner and kind not in _ON_THEIR_OWN else ()


@lru_cache(maxsize=4096)
def local_of(name: str, kind: str = "") -> Local | None:
    """Return whose body a name names, if a province's: 'Sở Y tế Bắc Ninh', 'Ban Chỉ đạo 35 tỉnh Bắc Ninh'."""
    parts = words(name)
    at, province = _province_at_end(parts)
    head = " ".join(parts[:at])
    level = next((level for level in _LEVELS if head == level or head.endswith(" " + level)), "")
    plain = head.removesuffix(level).strip()
    row = _offices().get(head) or _offices().get(plain)
    listed = row is not None and row["level"] in ("tỉnh", "any")
    if not province or not plain or not (listed or (level and kind not in _ON_THEIR_OWN)):
        return None
    if not _governs(head, province):
        return None
    return Local(_office(row) if row else "", province)


@cache
def _lifetime(office: str) -> tuple[str, str]:
    """Return the first and last day of the ministry of whose field a department of a province is.

    'Sở Công Thương' came with 'Bộ Công Thương', 'Sở Giao thông vận tải' went with 'Bộ Giao thông vận tải': a province
    that was there only before, or only afterwards, has had none.
    """
    head, _, field = office.partition(" ")
    of_ministry = ages(BODIES, f"Bộ {field}") if head == "sở" else ()
    return (of_ministry[0].earliest, of_ministry[-1].latest) if of_ministry else (ALWAYS, FOREVER)


def central_body(name: str) -> str:
    """Return the gazetteer's spelling of a body that it knows by its full name, '' for any other."""
    return _central().get(key(name), "")


def name_of_office(office: str, kind: str, province: str) -> str:
    """Return the full name of an office of a province or city: 'tỉnh ủy' of a city is its 'Thành ủy'."""
    row = _offices().get(office) or _offices().get(f"{office} tỉnh")
    name = row["name"] if row else office
    if kind == _CITY:
        name = name.replace("Tỉnh ủy", "Thành ủy").replace("Tỉnh đoàn", "Thành đoàn").replace(" tỉnh", f" {_CITY}")
    return placed(name, kind, province)


def _office(row: Row) -> str:
    """Return the folded name of a kind of local body without its level; '' for one that no merger hands on."""
    office = " ".join(words(row["name"]))
    for level in _LEVELS:
        office = office.removesuffix(" " + level)
    for city, whole in _AS_A_PROVINCE:
        office = office.replace(city, whole)
    return office if row["kind"] not in _ON_THEIR_OWN else ""


def _governs(head: str, province: str) -> bool:
    """Whether a body of the level that is told is the province's: 'UBND thành phố Bắc Ninh' is of a city in it."""
    level = level_of(head, "")
    kinds = {unit.kind for age in ages(PROVINCES, province) for unit in age.units}
    return level not in _LEVELS or level in kinds


def _province_at_end(parts: list[str]) -> tuple[int, str]:
    """Return (where it begins, its name) of the longest province's name that closes a name; (0, '') for none."""
    for at in range(1, len(parts)):
        if name := _provinces().get(tuple(parts[at:])):
            return at, name
    return 0, ""


@cache
def _provinces() -> dict[tuple[str, ...], str]:
    return {tuple(words(row["name"])): row["name"] for row in table("provinces")}


@cache
def _central() -> dict[str, str]:
    return {key(row["name"]): row["name"] for row in table("bodies")}


@cache
def _offices() -> dict[str, Row]:
    """Return folded name → row, of the bodies that every province, district or commune has."""
    found: dict[str, Row] = {}
    for row in table("local_bodies"):
        for form in (row["name"], *values(row["aliases"])):
            found.setdefault(" ".join(words(form)), row)
    return found


@cache
def _survivors() -> tuple[str, ...]:
    """Return the bodies that kept their name through a merger."""
    return tuple(name for name in dict.fromkeys(_central().values()) if len(ages(BODIES, name)) > 1)
