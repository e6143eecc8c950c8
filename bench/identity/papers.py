"""The directives of the world: numbers that come again in each term, year and province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from identity.country import CONGRESSES, FIRST, LAST, PROVINCIAL, Body, Country, Unit

_CODES = {"Bộ Y tế": "BYT", "Bộ Công Thương": "BCT", "Bộ Giáo dục và Đào tạo": "BGDĐT", "Bộ Tư pháp": "BTP"}
PREMIER = "Thủ tướng Chính phủ"
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


def papers(random: Random, country: Country, topics: Sequence[str]) -> list[Paper]:
    """Return all directives of a world, the earliest first."""
    runs = _Runs(random, topics)
    _central(runs, country)
    _state(runs, country)
    for unit, bodies in country.local.items():
        _local(runs, unit, bodies)
    return sorted(runs.found, key=lambda paper: (paper.day, paper.id))


def _central(runs: _Runs, country: Country) -> None:
    """Add what the Party's centre issues: one run of resolutions, whoever of its organs they are of."""
    bureau, secretariat, committee = (
        country.single[name] for name in ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương Đảng")
    )
    for span in _periods(CONGRESSES, FIRST, LAST):
        runs.add("Nghị quyết", "-NQ/TW", span, [bureau, bureau, committee], 8)
        runs.add("Chỉ thị", "-CT/TW", span, [secretariat, bureau], 7)
        runs.add("Kết luận", "-KL/TW", span, [secretariat, bureau], 6)
        runs.add("Quy định", "-QĐ/TW", span, [bureau], 5)
        runs.add("Quyết định", "-QĐ/TW", span, [secretariat], 4)


def _state(runs: _Runs, country: Country) -> None:
    government = [country.single["Chính phủ"]]
    for year in range(FIRST.year, LAST.year + 1):
        span = date(year, 1, 1), min(LAST, date(year, 12, 31))
        runs.add("Nghị định", f"/{year}/NĐ-CP", span, government, 2)
        runs.add("Nghị quyết", "/NQ-CP", span, government, 2)
        runs.add("Chỉ thị", "/CT-TTg", span, government, 3, PREMIER)
        runs.add("Quyết định", "/QĐ-TTg", span, government, 2, PREMIER)
        for ministry in country.ministries:
            if ministry.full[0] in _CODES and ministry.alive(span[0]) and ministry.alive(span[1]):
                runs.add("Thông tư", f"/{year}/TT-{_CODES[ministry.full[0]]}", span, [ministry], 1)
                runs.add("Quyết định", f"/QĐ-{_CODES[ministry.full[0]]}", span, [ministry], 1)


def _local(runs: _Runs, unit: Unit, bodies: dict[str, Body]) -> None:
    """Add what a province issues: the same numbers as in the next one."""
    steering = next(body for key, body in bodies.items() if key.startswith("Ban Chỉ đạo"))
    for span in _periods(PROVINCIAL, unit.begin, unit.end):
        for type_, code in (("Kế hoạch", "KH"), ("Nghị quyết", "NQ"), ("Chỉ thị", "CT"), ("Chương trình", "CTr")):
            runs.add(type_, f"-{code}/TU", span, [bodies["party"]], 3)
        runs.add("Kế hoạch", "-KH/BCĐ", span, [steering], 2)
    for year in range(unit.begin.year, unit.end.year + 1):
        span = max(unit.begin, date(year, 1, 1)), min(unit.end, date(year, 12, 31))
        runs.add("Kế hoạch", "/KH-UBND", span, [bodies["people"]], 1)
        runs.add("Quyết định", f"/{year}/QĐ-UBND", span, [bodies["people"]], 1)


def _periods(congresses: tuple[date, ...], begin: date, end: date) -> list[tuple[date, date]]:
    spans = []
    for start, after in pairwise((FIRST, *congresses, LAST + timedelta(1))):
        until = after - timedelta(1)
        if max(start, begin) + timedelta(40) < min(until, end):
            spans.append((max(start, begin), min(until, end)))
    return spans


class _Runs:
    """Numbers of one type and symbol within a term or year: the higher one is the later one."""

    def __init__(self, random: Random, topics: Sequence[str]):
        self._random, self._topics, self.found = random, topics, []

    def add(
        self, type_: str, symbol: str, span: tuple[date, date], issuers: Sequence[Body], most: int, of: str = ""
    ) -> None:
        """Add a run of at most so many numbers; ``of`` is whose they are said to be, if not the issuer's."""
        random = self._random
        count = min(most, max(1, (span[1] - span[0]).days // 60))
        numbers = sorted(random.sample(_NUMBERS, count))
        days = sorted(random.sample(range((span[1] - span[0]).days), count))
        for number, after in zip(numbers, days, strict=True):
            issuer, day = random.choice(issuers), span[0] + timedelta(after)
            said = of or issuer.full[0]
            identity = f"directive/{type_} {number:02}{symbol} {said} {day}"
            topic = random.choice(self._topics)
            self.found.append(Paper(identity, type_, number, symbol, day, issuer, said, topic, "/20" in symbol))
