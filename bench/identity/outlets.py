"""The papers and portals that tell: each has its habits of writing names, dates and posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Outlet:
    """``slash`` stands between day, month and year; ``comrade`` is how it speaks of officials."""

    name: str
    slash: str
    comrade: tuple[str, str]
    centre: str
    old_tones: bool = False
    short: bool = False  # 'UBND' rather than 'Ủy ban nhân dân'

    def date(self, day: date) -> str:
        """Return a full date in its manner."""
        if self.slash == "tháng":
            return f"{day.day} tháng {day.month} năm {day.year}"
        return f"{day.day}{self.slash}{day.month}{self.slash}{day.year}"

    def short_date(self, day: date) -> str:
        """Return a date without its year."""
        return f"{day.day}{'/' if self.slash == 'tháng' else self.slash}{day.month}"


_C, _O = ("đồng chí", "các đồng chí"), ("ông", "các ông")
OUTLETS = (
    Outlet("Báo Ngày Mới", "/", _C, "Trung ương Đảng", short=True),
    Outlet("Cổng thông tin", "/", _C, "Ban Chấp hành Trung ương Đảng"),
    Outlet("Thời sự Hôm nay", "-", _O, "Trung ương Đảng", short=True),
    Outlet("Tin Phương Nam", "/", _O, "TW Đảng", short=True),
    Outlet("Đài Truyền hình", "/", _C, "Trung ương Đảng", old_tones=True, short=True),
    Outlet("Bản tin Nội bộ", "tháng", _C, "Ban Chấp hành Trung ương Đảng"),
    Outlet("Tạp chí Đời sống", ".", _O, "T.Ư Đảng", short=True),
    Outlet("Báo Sông Núi", "/", _C, "Trung ương Đảng", old_tones=True),
)
