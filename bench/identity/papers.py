"""The directives of the world: numbers that come again in each term, year and province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from identity.country import FIRST, LAST, Body, Country

TOPICS = (
    "chuyển đổi số",
    "cải cách hành chính",
    "phát triển kinh tế tập thể",
    "phòng, chống thiên tai",
    "bảo đảm trật tự an toàn giao thông",
    "giảm nghèo bền vững",
    "quản lý, bảo vệ rừng",
    "giáo dục nghề nghiệp",
    "y tế cơ sở",
    "phát triển du lịch",
    "quản lý đất đai",
    "thu hút đầu tư",
    "khoa học và công nghệ",
    "xây dựng nông thôn mới",
    "bảo hiểm xã hội",
    "tiếp công dân",
    "phòng cháy, chữa cháy",
    "văn thư, lưu trữ",
    "dân số và phát triển",
    "người cao tuổi",
    "an toàn thực phẩm",
    "phòng, chống ma túy",
    "xây dựng Đảng",
    "dân vận",
    "kiểm tra, giám sát",
    "thi đua, khen thưởng",
    "bảo vệ môi trường",
    "phát triển nguồn nhân lực",
)
_TERMS = (FIRST, date(2006, 4, 25), date(2011, 1, 19), date(2016, 1, 28), date(2021, 2, 1), date(2026, 1, 23))
_PROVINCIAL = (FIRST, date(2010, 10, 1), date(2015, 10, 1), date(2020, 10, 1), date(2025, 9, 20))
_NUMBERS = (2, 4, 5, 8, 11, 12, 14, 16, 19, 21, 23, 25, 27, 31, 33, 36, 42, 47, 52, 58)


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """A directive. ``yearly``: its number names its year, so that type, number and issuer are enough."""

    id: str
    type: str
    number: int
    symbol: str
    day: date
    issuer: Body
    of: str
    topic: str
    yearly: bool = False

    @property
    def cited(self) -> str:
        """The number as it is cited."""
        return f"{self.number:02}{self.symbol}"

    @property
    def series(self) -> tuple[str, str, str]:
        """What a reference without a date says: type, number and symbol, whose."""
        return self.type, self.cited, self.of


def papers(random: Random, country: Country) -> list[Paper]:
    """Return all directives of a world, the earliest first."""
    found: list[Paper] = []
    _central(random, country, found)
    _state(random, country, found)
    for unit, bodies in country.local.items():
        for begin, end in _periods(_PROVINCIAL, unit.begin, unit.end):
            for type_, code in (("Kế hoạch", "KH"), ("Nghị quyết", "NQ"), ("Chỉ thị", "CT"), ("Chương trình", "CTr")):
                _run(random, found, (type_, f"-{code}/TU"), (begin, end), bodies["party"], bodies["party"].full[0], 3)
        for year in range(unit.begin.year, unit.end.year + 1):
            span = max(unit.begin, date(year, 1, 1)), min(unit.end, date(year, 12, 31))
            _run(random, found, ("Kế hoạch", "/KH-UBND"), span, bodies["people"], bodies["people"].full[0], 1)
            _run(random, found, ("Quyết định", f"/{year}/QĐ-UBND"), span, bodies["people"], bodies["people"].full[0], 1)
    return sorted(found, key=lambda paper: (paper.day, paper.id))


def _central(random: Random, country: Country, found: list[Paper]) -> None:
    bureau, secretariat, committee = (
        country.single[name] for name in ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương Đảng")
    )
    for span in _periods(_TERMS, FIRST, LAST):
        _run(random, found, ("Nghị quyết", "-NQ/TW"), span, bureau, "Bộ Chính trị", 7)
        _run(random, found, ("Chỉ thị", "-CT/TW"), span, secretariat, "Ban Bí thư", 7)
        _run(random, found, ("Kết luận", "-KL/TW"), span, secretariat, "Ban Bí thư", 6)
        _run(random, found, ("Quy định", "-QĐ/TW"), span, bureau, "Bộ Chính trị", 5)
        _run(random, found, ("Quyết định", "-QĐ/TW"), span, secretariat, "Ban Bí thư", 4)
        found.append(_paper(random, ("Nghị quyết", "-NQ/TW"), span, committee, "Ban Chấp hành Trung ương Đảng", 60))


def _state(random: Random, country: Country, found: list[Paper]) -> None:
    government = country.single["Chính phủ"]
    for year in range(FIRST.year, LAST.year + 1):
        span = date(year, 1, 1), min(LAST, date(year, 12, 31))
        _run(random, found, ("Nghị định", f"/{year}/NĐ-CP"), span, government, "Chính phủ", 2)
        _run(random, found, ("Nghị quyết", "/NQ-CP"), span, government, "Chính phủ", 2)
        _run(random, found, ("Chỉ thị", "/CT-TTg"), span, government, "Thủ tướng Chính phủ", 3)
        _run(random, found, ("Quyết định", "/QĐ-TTg"), span, government, "Thủ tướng Chính phủ", 2)


def _periods(starts: tuple[date, ...], begin: date, end: date) -> list[tuple[date, date]]:
    spans = []
    for number, start in enumerate(starts):
        until = starts[number + 1] - timedelta(1) if number + 1 < len(starts) else LAST
        if max(start, begin) + timedelta(40) < min(until, end):
            spans.append((max(start, begin), min(until, end)))
    return spans


def _run(
    random: Random,
    found: list[Paper],
    shape: tuple[str, str],
    span: tuple[date, date],
    issuer: Body,
    of: str,
    most: int,
) -> None:
    """Add a run of numbers of one type within a term or year: the higher number is the later one."""
    count = min(most, max(1, (span[1] - span[0]).days // 60))
    numbers = sorted(random.sample(_NUMBERS, count))
    days = sorted(random.sample(range((span[1] - span[0]).days), count))
    for number, after in zip(numbers, days, strict=True):
        when = span[0] + timedelta(after)
        found.append(_paper(random, shape, (when, when + timedelta(1)), issuer, of, number))


def _paper(
    random: Random, shape: tuple[str, str], span: tuple[date, date], issuer: Body, of: str, number: int
) -> Paper:
    day = span[0] + timedelta(random.randrange(max(1, (span[1] - span[0]).days)))
    type_, symbol = shape
    identity = f"directive/{type_} {number:02}{symbol} {of} {day}"
    return Paper(identity, type_, number, symbol, day, issuer, of, random.choice(TOPICS), "/20" in symbol)
