"""The bodies of the world: real provinces and ministries with their changes of 2025, and local bodies of each province.

What exists when is taken from the lexicon's dated tables. A province or ministry that came out of a merger under an old
name is another body than its namesake before: two bodies of one name, one ending the day before the other begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kg.lexicon.tables import Row, table, values

FIRST, LAST = date(2006, 1, 1), date(2026, 3, 31)
CONGRESSES = (date(2006, 4, 25), date(2011, 1, 19), date(2016, 1, 28), date(2021, 2, 1), date(2026, 1, 23))
PROVINCIAL = (date(2010, 10, 1), date(2015, 10, 1), date(2020, 10, 1), date(2025, 9, 20))  # congresses of provinces
REFORM = date(2025, 3, 1)  # the day of the new ministries; departments of provinces followed them
_SURVIVORS = ("Sở Tài chính", "Sở Xây dựng", "Sở Khoa học và Công nghệ", "Sở Nội vụ")
_PROVINCES = 12  # how many of today's provinces are told of, each with all that went into it

_MINISTRIES = (
    "Bộ Y tế",
    "Bộ Tài chính",
    "Bộ Kế hoạch và Đầu tư",
    "Bộ Xây dựng",
    "Bộ Giao thông vận tải",
    "Bộ Nội vụ",
    "Bộ Lao động - Thương binh và Xã hội",
    "Bộ Công Thương",
    "Bộ Giáo dục và Đào tạo",
    "Bộ Tư pháp",
    "Bộ Khoa học và Công nghệ",
    "Bộ Thông tin và Truyền thông",
    "Bộ Nông nghiệp và Phát triển nông thôn",
    "Bộ Tài nguyên và Môi trường",
    "Bộ Nông nghiệp và Môi trường",
)
_UNITS_OF_MINISTRIES = ("Vụ Pháp chế", "Vụ Tổ chức cán bộ", "Vụ Kế hoạch - Tài chính", "Cục Chuyển đổi số")
_CENTRAL = (
    "Ban Tổ chức Trung ương",
    "Ban Tuyên giáo Trung ương",
    "Ban Dân vận Trung ương",
    "Ban Tuyên giáo và Dân vận Trung ương",
    "Ban Nội chính Trung ương",
    "Ủy ban Kiểm tra Trung ương",
    "Văn phòng Trung ương Đảng",
)
_SINGLE = ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương Đảng", "Chính phủ", "Quốc hội")
_DEPARTMENTS = (
    "Sở Y tế",
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Giáo dục và Đào tạo",
    "Sở Xây dựng",
    "Sở Tư pháp",
    "Sở Công Thương",
    "Sở Khoa học và Công nghệ",
)
_ENDED = ("Sở Giao thông vận tải", "Sở Kế hoạch và Đầu tư")  # until the reform
_DISTRICTS = (
    "Châu Thành",
    "Tân Phú",
    "Phú Bình",
    "An Lạc",
    "Vĩnh Lộc",
    "Bình Sơn",
    "Yên Hòa",
    "Tân Lập",
    "Đông Hà",
    "Long Thành",
)
_TASKS = (
    "chuyển đổi số",
    "phòng, chống thiên tai",
    "cải cách hành chính",
    "xây dựng nông thôn mới",
    "phòng, chống tham nhũng, tiêu cực",
    "an toàn giao thông",
    "giảm nghèo bền vững",
)


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A province in one period of its life; ``root`` is today's province that it is, or went into."""

    name: str
    kind: str
    begin: date
    end: date
    root: str

    @property
    def words(self) -> str:
        """The province as a text names it."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """A body. ``full`` are its names for any reader, ``home`` those for one who knows the province already.

    ``scope`` is the circle in which a career goes on: the province or ministry with what went before and came after.
    ``parent`` is the body without which its name does not tell which one it is.
    """

    id: str
    full: tuple[str, ...]
    home: tuple[str, ...]
    begin: date
    end: date
    scope: str
    kind: str
    unit: Unit | None = None
    parent: Body | None = None

    def alive(self, day: date) -> bool:
        """Return whether it exists on a day."""
        return self.begin <= day <= self.end

    def label(self, day: date) -> str:
        """Return the thing that its name means on a day, '#' and what may or may not be told apart in it.

        A department that took over another's work at the reform and kept its name: one or two, who could say.
        """
        survivor = self.unit and self.full[0].startswith(_SURVIVORS)
        return f"{self.id}#{'after' if survivor and day >= REFORM else 'before'}"


class Country:
    """All bodies of a world."""

    def __init__(self, random: Random):
        self.units = _units(random)
        self.ministries, self.offices = _ministries()
        self.central = [_national(name) for name in _CENTRAL]
        self.single = {name: _national(name, short=False) for name in _SINGLE}
        self.local: dict[Unit, dict[str, Body]] = {unit: _local(unit, random) for unit in self.units}
        self.bodies = [*self.ministries, *self.offices, *self.central, *self.single.values()]
        self.bodies += [body for found in self.local.values() for body in found.values()]
        names: dict[str, set[str]] = {}
        for body in self.bodies:
            for form in body.full:
                names.setdefault(form, set()).add(body.id)
        self._twins = {found for ids in names.values() if len(ids) > 1 for found in ids}

    def twin(self, body: Body) -> bool:
        """Return whether another body of another time has the same name."""
        return body.id in self._twins


def _day(told: str, otherwise: date) -> date:
    if not told:
        return otherwise
    year, month, day = (*map(int, told.split("-")), 1, 1)[:3]
    return date(year, month, day)


def _units(random: Random) -> list[Unit]:
    rows = [row for row in table("provinces") if _day(row["valid_to"], LAST) >= FIRST]
    rows = [row for row in rows if _day(row["valid_from"], FIRST) <= LAST]
    today = [row["name"] for row in rows if _day(row["valid_to"], LAST) >= LAST]
    merged = [name for name in today if sum(row["successor"] == name for row in rows) > 1]
    whole = [name for name in today if name not in merged]
    chosen = {*random.sample(merged, _PROVINCES * 2 // 3), *random.sample(whole, _PROVINCES // 3)}
    roots = {row["name"]: row["name"] for row in rows if row["name"] in chosen and row["name"] in today}
    found = []
    for row in rows:
        current = _day(row["valid_to"], LAST) >= LAST
        root = row["name"] if current else _root(row, rows)
        if root in roots:
            end = min(_day(row["valid_to"], LAST), LAST)
            found.append(Unit(row["name"], row["kind"], max(_day(row["valid_from"], FIRST), FIRST), end, root))
    return sorted(found, key=lambda unit: (unit.root, unit.begin, unit.name))


def _root(row: Row, rows: list[Row]) -> str:
    after = [other for other in rows if other["name"] == row["successor"]]
    after = [other for other in after if _day(other["valid_from"], FIRST) == _day(row["valid_to"], LAST) + timedelta(1)]
    if not after:
        return row["successor"] or row["name"]
    return after[0]["name"] if _day(after[0]["valid_to"], LAST) >= LAST else _root(after[0], rows)


def _row(name: str) -> Row:
    return next(row for row in table("bodies") if row["name"] == name)


def _forms(row: Row) -> tuple[str, ...]:
    short = [alias for alias in values(row["aliases"]) if alias.startswith(row["name"].split()[0] + " ")]
    return row["name"], row["name"], *short[:1]


def _national(name: str, *, short: bool = True) -> Body:
    row = _row(name)
    begin, end = _day(row["valid_from"], FIRST), min(_day(row["valid_to"], LAST), LAST)
    forms = _forms(row) if short else (name,)
    return Body(f"body/{name}", forms, (), max(begin, FIRST), end, f"central/{name}", "central")


def _ministries() -> tuple[list[Body], list[Body]]:
    """Return the ministries, those that came out of the reform under an old name twice, and their units."""
    rows = list(map(_row, _MINISTRIES))
    before = [row for row in rows if _day(row["valid_to"], LAST) == REFORM - timedelta(1)]
    heirs = {row["successor"] for row in before}
    found: list[Body] = []
    for row in rows:
        begin, end = _day(row["valid_from"], FIRST), min(_day(row["valid_to"], LAST), LAST)
        scope = f"ministry/{row['successor'] if row in before else row['name']}"
        periods = [(max(begin, FIRST), end)]
        if row["name"] in heirs and begin < REFORM:
            periods = [(max(begin, FIRST), REFORM - timedelta(1)), (REFORM, LAST)]
        for since, until in periods:
            identity = f"body/{row['name']}@{since}" if len(periods) > 1 else f"body/{row['name']}"
            found.append(Body(identity, _forms(row), (), since, until, scope, "ministry"))
    offices = [
        Body(f"{whole.id}/{name}", (name,), (), whole.begin, whole.end, whole.scope, "office", parent=whole)
        for whole in found
        for name in _UNITS_OF_MINISTRIES
    ]
    return found, offices


def _local(unit: Unit, random: Random) -> dict[str, Body]:
    city = unit.kind == "thành phố"
    committee, of = ("Thành ủy" if city else "Tỉnh ủy"), unit.words
    told: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "party": ((f"{committee} {unit.name}",), (committee,)),
        "standing": ((f"Ban Thường vụ {committee} {unit.name}",), (f"Ban Thường vụ {committee}",)),
        "organisation": ((f"Ban Tổ chức {committee} {unit.name}",), (f"Ban Tổ chức {committee}",)),
        "people": ((f"Ủy ban nhân dân {of}", f"UBND {of}"), (f"UBND {unit.kind}", f"Ủy ban nhân dân {unit.kind}")),
        "council": ((f"Hội đồng nhân dân {of}", f"HĐND {of}"), (f"HĐND {unit.kind}", f"Hội đồng nhân dân {unit.kind}")),
        "police": ((f"Công an {of}",), (f"Công an {unit.kind}",)),
        "delegation": ((f"Đoàn đại biểu Quốc hội {of}", f"Đoàn ĐBQH {of}"), (f"Đoàn ĐBQH {unit.kind}",)),
    }
    for name in (*_DEPARTMENTS, *_ENDED):
        told[name] = (f"{name} {of}", f"{name} {_short(unit)}"), (name,)
    for task in random.sample(_TASKS, 3):
        name = f"Ban Chỉ đạo {task}"
        told[name] = (f"{name} {of}",), (f"{name} {unit.kind}", name)
    if unit.end < date(2025, 7, 1):
        for district in random.sample(_DISTRICTS, 2):
            told[f"party {district}"] = (f"Huyện ủy {district}",), (f"Huyện ủy {district}",)
            name = f"UBND huyện {district}"
            told[f"people {district}"] = (name, f"Ủy ban nhân dân huyện {district}"), (name,)
    ends = dict.fromkeys(_ENDED, REFORM - timedelta(1))
    return {
        key: _place(unit, key, full, home, ends.get(key, LAST))
        for key, (full, home) in told.items()
        if unit.begin < ends.get(key, LAST)
    }


def _short(unit: Unit) -> str:
    return "TP Hồ Chí Minh" if unit.name == "Hồ Chí Minh" else unit.name


def _place(unit: Unit, key: str, full: tuple[str, ...], home: tuple[str, ...], end: date) -> Body:
    identity = f"body/{key} {unit.name}@{unit.begin}"
    return Body(identity, full, home, unit.begin, min(unit.end, end), f"province/{unit.root}", key, unit)
