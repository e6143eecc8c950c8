"""Copies of a report as syndication makes them: word for word, or lightly edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from identity.outlets import OUTLETS
from identity.page import Page, Telling, finish

_BYLINES = ("Theo TTX", "PV (tổng hợp)", "Nguồn: Cổng thông tin", "Ảnh: CTV")
_ADDED = (
    "Đây là hoạt động thiết thực được dư luận đồng tình, ủng hộ.",
    "Tin tiếp tục được cập nhật.",
    "Các cơ quan chức năng sẽ tiếp tục theo dõi, đôn đốc việc thực hiện.",
)
_HEADLINES = ("Tin vắn", "Đọc nhanh trong ngày", "Thông tin đáng chú ý")


def copy(random: Random, number: int, told: tuple[str, ...], page: Page, first: Telling) -> Telling:
    """Return a copy that another outlet brings on the same day or the next."""
    lines = list(told)
    edit = random.choice(("none", "byline", "headline", "cut", "added"))
    if edit == "byline":
        lines.append(random.choice(_BYLINES))
    elif edit == "headline":
        lines[0] = random.choice(_HEADLINES)
    elif edit == "cut" and len(lines) > 3:
        lines.pop(random.randrange(2, len(lines)))
    elif edit == "added":
        lines.insert(random.randrange(2, len(lines) + 1), random.choice(_ADDED))
    outlet = replace(random.choice(OUTLETS), old_tones=page.outlet.old_tones)
    published = page.published and page.published + timedelta(random.randrange(0, 2))
    other = Page(random, page.country, page.told, outlet, page.day, published, dated=page.dated)
    return finish(number, tuple(lines), other, first.story, first.report.source_id)
