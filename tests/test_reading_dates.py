"""Which day a date means: told from the day of publication, over the turn of a year, ahead of it; or left open."""

from __future__ import annotations

import pytest

from kg.model import Literal, Report
from kg.reading.pipeline import read
from kg.text import normalise

E = "Hội nghị y tế toàn quốc"
HELD = "Bộ Y tế tổ chức " + E
PLANNED = "Bộ Y tế sẽ tổ chức " + E
TUESDAY = "2024-03-05"


def days(text: str, published: str = "") -> str:
    """Return the first and last day told of the events of a text, joined by '/'; '' where there is none."""
    found = read(Report(normalise(text), "test.txt", published=published))
    told = [s for s in found.statements if s.predicate in ("schema:startDate", "schema:endDate")]
    return "/".join(sorted({s.object.value for s in told if isinstance(s.object, Literal)}))


RELATIVE = [  # day of publication (a Tuesday), text, what it tells
    (TUESDAY, f"Sáng nay, {HELD}.", "2024-03-05"),
    (TUESDAY, f"Chiều nay, {HELD}.", "2024-03-05"),
    (TUESDAY, f"Hôm nay, {HELD}.", "2024-03-05"),
    (TUESDAY, f"Ngày hôm nay, {HELD}.", "2024-03-05"),
    (TUESDAY, f"Sáng ngày hôm nay, {HELD}.", "2024-03-05"),
    (TUESDAY, f"Trưa nay, {HELD}.", "2024-03-05"),
    (TUESDAY, f"Hôm qua, {HELD}.", "2024-03-04"),
    (TUESDAY, f"Sáng hôm qua, {HELD}.", "2024-03-04"),
    (TUESDAY, f"Chiều qua, {HELD}.", "2024-03-04"),
    (TUESDAY, f"Tối qua, {HELD}.", "2024-03-04"),
    (TUESDAY, f"Hôm kia, {HELD}.", "2024-03-03"),
    (TUESDAY, f"Chiều hôm kia, {HELD}.", "2024-03-03"),
    ("2024-03-01", f"Hôm qua, {HELD}.", "2024-02-29"),
    ("2024-01-01", f"Tối qua, {HELD}.", "2023-12-31"),
    (TUESDAY, f"Ngày mai, {PLANNED}.", "2024-03-06"),
    (TUESDAY, f"Sáng mai, {PLANNED}.", "2024-03-06"),
    ("2023-12-31", f"Sáng mai, {PLANNED}.", "2024-01-01"),
    ("", f"Sáng nay, {HELD}.", ""),
    ("", f"Hôm qua, {HELD}.", ""),
    (TUESDAY, f"Sáng 4/3, {HELD}. Cùng ngày, Bộ Y tế tổ chức Hội thảo y tế cơ sở.", "2024-03-04"),
    (TUESDAY, f"Sáng 3/3, {HELD}. Ngày hôm sau, Bộ Y tế tổ chức Hội thảo y tế cơ sở.", "2024-03-03/2024-03-04"),
]
WEEKS = [
    (TUESDAY, f"Thứ Hai vừa qua, {HELD}.", "2024-03-04"),
    (TUESDAY, f"Thứ Sáu vừa qua, {HELD}.", "2024-03-01"),
    (TUESDAY, f"Thứ Ba vừa qua, {HELD}.", ""),  # today, or a week ago
    (TUESDAY, f"Chủ nhật vừa qua, {HELD}.", "2024-03-03"),
    (TUESDAY, f"Sáng thứ Bảy vừa qua, {HELD}.", "2024-03-02"),
    (TUESDAY, f"Thứ Năm tuần trước, {HELD}.", "2024-02-29"),
    (TUESDAY, f"Thứ Ba tuần trước, {HELD}.", "2024-02-27"),
    (TUESDAY, f"Chủ nhật tuần trước, {HELD}.", ""),  # the first or the last day of the week
    (TUESDAY, f"Thứ Sáu tuần này, {PLANNED}.", "2024-03-08"),
    (TUESDAY, f"Thứ Tư tuần tới, {PLANNED}.", "2024-03-13"),
    (TUESDAY, f"Thứ Năm tới, {PLANNED}.", "2024-03-07"),
    (TUESDAY, f"Thứ 2 tuần trước, {HELD}.", "2024-02-26"),
    ("", f"Thứ Ba tuần trước, {HELD}.", ""),
    ("2024-03-20", f"Tuần qua, {HELD}.", "2024-03"),
    ("2024-03-05", f"Tuần qua, {HELD}.", "2024"),  # 26 February to 5 March
    ("2024-01-03", f"Tuần qua, {HELD}.", ""),  # 2023 or 2024
    ("2024-03-20", f"Tuần này, {PLANNED}.", "2024-03"),
    ("2024-03-20", f"Tuần tới, {PLANNED}.", "2024-03"),
]
SHORT = [  # a day without its year, near the report
    (TUESDAY, f"Sáng 5-3, {HELD}.", "2024-03-05"),
    (TUESDAY, f"Ngày 5/3, {HELD}.", "2024-03-05"),
    (TUESDAY, f"Ngày 5.3, {HELD}.", "2024-03-05"),
    (TUESDAY, f"Sáng nay (5/3), {HELD}.", "2024-03-05"),
    (TUESDAY, f"Sáng nay (05/3), tại Hà Nội, {HELD}.", "2024-03-05"),
    (TUESDAY, f"Hôm qua (4/3), {HELD}.", "2024-03-04"),
    (TUESDAY, f"Thứ Hai (4/3), {HELD}.", "2024-03-04"),
    (TUESDAY, f"Thứ Hai, 4/3, {HELD}.", "2024-03-04"),
    (TUESDAY, f"Thứ Hai, ngày 4 tháng 3, {HELD}.", "2024-03-04"),
    (TUESDAY, f"Chiều 4/3, {HELD}.", "2024-03-04"),
    (TUESDAY, f"Từ ngày 1 đến ngày 3/3, {HELD}.", "2024-03-01/2024-03-03"),
    (TUESDAY, f"Trong hai ngày 4 và 5/3, {HELD}.", "2024-03-04/2024-03-05"),
    (TUESDAY, f"Ngày 5, {HELD}.", "2024-03-05"),
    (TUESDAY, f"Chiều ngày 4, {HELD}.", "2024-03-04"),
    (TUESDAY, f"Ngày 28 vừa qua, {HELD}.", "2024-02-28"),
    (TUESDAY, f"Ngày 10, {HELD}.", ""),  # of February, or one to come
    (TUESDAY, f"Ngày 10 tới, {PLANNED}.", "2024-03-10"),
    (TUESDAY, f"Ngày 31, {HELD}.", ""),
    ("", f"Ngày 5, {HELD}.", ""),
    ("", f"Sáng 5-3, {HELD}.", "--03-05"),
    ("2023-03-05", f"Sáng 29/2, {HELD}.", "--02-29"),
]
YEARS = [
    ("2024-01-03", f"Ngày 28/12, {HELD}.", "2023-12-28"),
    ("2024-01-03", f"Ngày 28, {HELD}.", "2023-12-28"),
    ("2024-01-03", f"Ngày 10/11, {HELD}.", "2023-11-10"),
    ("2024-01-03", f"Từ ngày 28/12 đến ngày 2/1, {HELD}.", "2023-12-28/2024-01-02"),
    ("2023-12-20", f"Ngày 10/1, {PLANNED}.", "2024-01-10"),
    ("2023-12-20", f"Ngày 10/1, {HELD}.", "2023-01-10"),
    ("2024-06-15", f"Ngày 20/3, {HELD}.", "2024-03-20"),
    ("2024-06-15", f"Ngày 20/9, {PLANNED}.", "2024-09-20"),
    ("2024-06-15", f"Ngày 20/9, {HELD}.", "--09-20"),  # of last year, or to come
    ("2024-06-15", f"Ngày 20/9 năm ngoái, {HELD}.", "2023-09-20"),
    ("2024-06-15", f"Ngày 20/9 năm nay, {PLANNED}.", "2024-09-20"),
    ("2024-11-15", f"Ngày 20/3 năm tới, {PLANNED}.", "2025-03-20"),
    ("2024-06-15", f"Ngày 12/6/2023, {HELD}.", "2023-06-12"),
    ("2024-06-15", f"Tháng 3, {HELD}.", "2024-03"),
    ("2024-06-15", f"Cuối tháng 3, {HELD}.", "2024-03"),
    ("2024-06-15", f"Tháng 3 vừa qua, {HELD}.", "2024-03"),
    ("2024-06-15", f"Tháng 9 tới, {PLANNED}.", "2024-09"),
    ("2024-06-15", f"Tháng 9, {HELD}.", ""),
    ("2024-11-15", f"Tháng 1 tới, {PLANNED}.", "2025-01"),
    ("2024-01-10", f"Tháng 12 vừa qua, {HELD}.", "2023-12"),
    ("2024-01-10", f"Tháng trước, {HELD}.", "2023-12"),
    ("2024-01-10", f"Tháng tới, {PLANNED}.", "2024-02"),
    ("2024-01-10", f"Năm ngoái, {HELD}.", "2023"),
    ("2024-01-10", f"Năm nay, {PLANNED}.", "2024"),
    ("2024-01-10", f"Tháng 3 năm ngoái, {HELD}.", "2023-03"),
    ("", f"Cuối tháng 3, {HELD}.", ""),
    ("", f"Năm ngoái, {HELD}.", ""),
    ("2024-06-15", f"{E} sẽ diễn ra vào cuối tháng 9 tại Hà Nội.", "2024-09"),
    ("2024-06-15", f"{E} dự kiến diễn ra ngày 20/9 tới.", "2024-09-20"),
    ("2024-06-15", f"{E} sẽ diễn ra ngày 20/6 tại Hà Nội.", "2024-06-20"),
    ("2024-06-15", f"{E} vừa diễn ra hôm qua tại Hà Nội.", "2024-06-14"),
]
WRITTEN = [  # the day of writing is not the day of publication
    ("2024-03-05", f"Sáng nay (4/3), Bộ Y tế họp báo. Chiều nay, {HELD}.", "2024-03-04"),
    ("", f"Sáng nay, 17/11/2010, Bộ Y tế họp báo. Chiều nay, {HELD}.", "2010-11-17"),
    ("", f"Hôm qua (16/11/2010), Bộ Y tế họp báo. Sáng nay, {HELD}.", "2010-11-17"),
    ("2024-03-06", f"Hà Nội, ngày 5 tháng 3 (TTXVN) - Sáng nay, {HELD}.", "2024-03-05"),
    ("2024-03-06", f"Hà Nội, 5/3 (TTXVN) - Chiều qua, {HELD}.", "2024-03-04"),
    ("2024-03-06", f"(TTXVN, 5/3) - Sáng nay, {HELD}.", "2024-03-05"),
    ("2024-03-06", f"Bắc Kinh, ngày 5-3: Sáng nay, {HELD}.", "2024-03-05"),
    ("", f"TP. Hồ Chí Minh, ngày 5/3/2024 - Sáng nay, {HELD}.", "2024-03-05"),
    ("", f"Hà Nội, ngày 5 tháng 3 - Sáng nay, {HELD}.", ""),
    ("2024-03-06", f"Hà Nội (TTXVN) - Sáng nay, {HELD}.", "2024-03-06"),
    ("2024-06-06", f"Hà Nội, 5/3 (TTXVN) - Sáng nay, {HELD}.", ""),  # the day of writing and that of the report differ
]
PAGE = [  # the page tells its own day, or only when somebody kept it
    ("", f"Thứ Ba, 5/3/2024 | 14:05\nHội nghị của ngành y tế\nSáng nay, {HELD}.", "2024-03-05"),
    ("", f"Ngày đăng: 05/03/2024\nHội nghị của ngành y tế\nSáng nay, {HELD}.", "2024-03-05"),
    ("", f"Thứ Bảy, 28/11/2026\nĐăng ngày 05/03/2024 07:10\nHội nghị của ngành y tế\nHôm qua, {HELD}.", "2024-03-04"),
    ("", f"Thứ Bảy, 28/11/2026\n05/03/2024 07:10\nHội nghị của ngành y tế\nSáng nay, {HELD}.", "2024-03-05"),
    ("", f"Thứ Bảy, 28/11/2026\n05/03/2024\nHội nghị của ngành y tế\nSáng nay, {HELD}.", ""),
    ("", f"Hôm nay: 28/11/2026\nHội nghị của ngành y tế\nSáng 5/3, {HELD}.", "--03-05"),
    ("", f"In ngày: 28/11/2026\nHội nghị của ngành y tế\nSáng 5/3, {HELD}.", "--03-05"),
    ("", f"Lưu ngày 28/11/2026\nHội nghị của ngành y tế\nSáng nay, {HELD}.", ""),
    ("", f"Truy cập: 28/11/2026 10:20\nHội nghị của ngành y tế\nSáng 5/3, {HELD}.", "--03-05"),
    ("", f"Thứ Bảy, 28/11/2026\nHội nghị của ngành y tế\nSáng 5/3, {HELD}.", "--03-05"),
    ("2024-03-05", f"Thứ Bảy, 28/11/2026\nHội nghị của ngành y tế\nSáng nay, {HELD}.", "2024-03-05"),
    ("2024-03-05", f"Cập nhật: 28/11/2026\nHội nghị của ngành y tế\nSáng 5/3, {HELD}.", "2024-03-05"),
    ("2024-03-05", f"Ngày 3/2/1930, Đảng ra đời. Chiều 4/3, {HELD}.", "2024-03-04"),
    ("", f"Ngày 3/2/1930, Đảng ra đời. Chiều 4/3, {HELD}.", "--03-04"),
]
NONE = [  # words that only look like a day
    (TUESDAY, f"{HELD} vì một ngày mai tươi sáng.", ""),
    (TUESDAY, f"Bộ Y tế tổ chức {E} lần thứ năm tới các địa phương.", ""),
    (TUESDAY, f"Mỗi ngày 5 đoàn công tác của {HELD}.", ""),
    (TUESDAY, f"{HELD} về nhiệm vụ trong tháng 3.", ""),
    (TUESDAY, f"Mới đây, {HELD}.", ""),
]
PLACES = [  # where in its sentence a date stands, and what stands beside it; in a report of 5 March 2024
    (f"Sáng nay 5/3 tại Hà Nội, {HELD}.", "2024-03-05"),
    (f"Sáng nay, 5/3, {HELD}.", "2024-03-05"),
    (f"Sáng nay, ngày 5/3, {HELD}.", "2024-03-05"),
    (f"Sáng nay (ngày 5/3), {HELD}.", "2024-03-05"),
    (f"Sáng ngày 05/3, {HELD}.", "2024-03-05"),
    (f"Sáng ngày mùng 5/3, {HELD}.", ""),
    (f"Bộ Y tế sáng nay tổ chức {E}.", "2024-03-05"),
    (f"Bộ Y tế hôm qua đã tổ chức {E}.", "2024-03-04"),
    (f"Bộ Y tế hôm 4/3 đã tổ chức {E}.", "2024-03-04"),
    (f"Hôm 4/3, {HELD}.", "2024-03-04"),
    (f"{E} diễn ra sáng nay tại Hà Nội.", "2024-03-05"),
    (f"{E} vừa diễn ra chiều qua tại Hà Nội.", "2024-03-04"),
    (f"{E} do Bộ Y tế tổ chức đã diễn ra vào ngày hôm qua.", "2024-03-04"),
    (f"{E} sẽ được tổ chức vào ngày mai (6/3).", "2024-03-06"),
    (f"{E} sẽ diễn ra vào ngày 10/4 tới tại Hà Nội.", "2024-04-10"),
    (f"{E} dự kiến diễn ra từ ngày 10 đến 12/4 tới.", "2024-04-10/2024-04-12"),
    (f"Dự kiến ngày 10/4, Bộ Y tế sẽ tổ chức {E}.", "2024-04-10"),
    (f"Vào ngày 4/3 vừa qua, Bộ Y tế đã tổ chức {E}.", "2024-03-04"),
    (f"Ngày 28/12 vừa qua, Bộ Y tế đã tổ chức {E}.", "2023-12-28"),
    (f"Ngày 28-12-2023, Bộ Y tế đã tổ chức {E}.", "2023-12-28"),
    (f"Ngày 28 tháng 2, Bộ Y tế đã tổ chức {E}.", "2024-02-28"),
    (f"Từ ngày 28/2 đến 1/3, {HELD}.", "2024-02-28/2024-03-01"),
    (f"Từ 28/2 - 1/3, {HELD}.", "2024-02-28/2024-03-01"),
    (f"Trong 2 ngày (4-5/3), {HELD}.", "2024-03-04/2024-03-05"),
    (f"Trong các ngày 4, 5/3, {HELD}.", "2024-03-04/2024-03-05"),
    (f"Đêm qua, {HELD}.", "2024-03-04"),
    (f"Rạng sáng nay, {HELD}.", "2024-03-05"),
    (f"Rạng sáng 5/3, {HELD}.", "2024-03-05"),
    (f"Sáng sớm nay, {HELD}.", "2024-03-05"),
    (f"Đầu giờ sáng nay, {HELD}.", "2024-03-05"),
    (f"8 giờ sáng nay, {HELD}.", "2024-03-05"),
    (f"Lúc 8h sáng nay, {HELD}.", "2024-03-05"),
    (f"Vào lúc 14h chiều nay (5/3), {HELD}.", "2024-03-05"),
    (f"Sáng thứ Hai (4/3), {HELD}.", "2024-03-04"),
    (f"Sáng thứ 2, ngày 4/3, {HELD}.", "2024-03-04"),
    (f"Thứ sáu tuần trước, {HELD}.", "2024-03-01"),
    (f"Cuối tuần qua, {HELD}.", "2024"),
    (f"Đầu tuần này, {HELD}.", "2024-03"),
    (f"Tháng 2 vừa qua, {HELD}.", "2024-02"),
    (f"Hồi cuối tháng 2, {HELD}.", "2024-02"),
    (f"Hồi tháng 12 năm ngoái, {HELD}.", "2023-12"),
    (f"Vào tháng 2/2024, {HELD}.", "2024-02"),
    (f"Trước đó, ngày 1/3, Bộ Y tế đã tổ chức {E}.", "2024-03-01"),
    (f"Trước đó, hôm 1/3, Bộ Y tế đã tổ chức {E}.", "2024-03-01"),
    (f"Nhân kỷ niệm Ngày Thầy thuốc Việt Nam (27/2), sáng nay {HELD}.", "2024-03-05"),
    (f"Nhân dịp Quốc tế Phụ nữ 8/3, sáng 5/3, {HELD}.", "2024-03-05"),
    (f"Hướng tới kỷ niệm 79 năm Quốc khánh 2/9, {HELD}.", ""),
    (f"Thực hiện Chỉ thị số 41-CT/TW ngày 15/4/2010 của Ban Bí thư, sáng nay, {HELD}.", "2024-03-05"),
    (f"Sáng mùng 5 Tết, {HELD}.", ""),
    (f"Ngày 5 tháng Giêng, {HELD}.", ""),
    (f"Ngày 15 âm lịch, {HELD}.", ""),
    (f"Ngày 15/1 âm lịch, {HELD}.", ""),
    (f"Năm 2023, {HELD}.", "2023"),
    (f"Trong ngày 4/3, {HELD}.", "2024-03-04"),
    (f"Chiều tối qua, {HELD}.", "2024-03-04"),
    (f"Chiều tối 4/3, {HELD}.", "2024-03-04"),
    (f"Trưa hôm nay, {HELD}.", "2024-03-05"),
    (f"Hai ngày trước, {HELD}.", ""),
    (f"Cách đây 2 ngày, {HELD}.", ""),
    (f"Ngày 05.3.2024, {HELD}.", "2024-03-05"),
    (f"Ngày 5 - 3 - 2024, {HELD}.", "2024-03-05"),
    (f"Chiều mai (6/3), Bộ Y tế sẽ tổ chức {E}.", "2024-03-06"),
    (f"Tối nay, Bộ Y tế sẽ tổ chức {E}.", "2024-03-05"),
    (f"Cũng trong ngày hôm nay, {HELD}.", "2024-03-05"),
    (f"Cũng trong sáng nay, {HELD}.", "2024-03-05"),
]
PAST = [  # what is told of long ago is of no certain year
    (TUESDAY, f"Năm 2010, ngành y tế còn khó khăn. Ngày 5/2, {HELD}.", "--02-05"),
    (TUESDAY, f"Cách đây 14 năm, ngày 5/2, {HELD}.", "--02-05"),
    (TUESDAY, f"Ngày 1/2/2010, ngành y tế ra đời. Ngày 5/2, {HELD}.", "--02-05"),
    (TUESDAY, f"Năm 2010, ngành y tế còn khó khăn.\nNgày 5/2, {HELD}.", "2024-02-05"),
    (TUESDAY, f"Ngày 28/12/2023, Bộ Y tế họp báo. Ngày 5/2, {HELD}.", "2024-02-05"),
]
CASES = RELATIVE + WEEKS + SHORT + YEARS + WRITTEN + PAGE + NONE + PAST + [(TUESDAY, *row) for row in PLACES]


@pytest.mark.parametrize(("published", "text", "day"), CASES, ids=[f"{row[0]} {row[1][:44]}" for row in CASES])
def test_days(published: str, text: str, day: str) -> None:
    assert days(text, published) == day
