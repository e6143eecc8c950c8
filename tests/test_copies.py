"""Which reports are copies: light edits and cut tails are, another week in the same template is not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolution import copies
from kg.resolution.copies import Copies
from kg.resolution.sketch import sketch
from kg.text import normalise

SEEDS = [normalise(path.read_text(encoding="utf-8")) for path in sorted(Path("seeds").glob("*.txt"))]

MEETING = """Sở Mẫu họp bàn việc trồng cây xanh dọc các tuyến phố
Ngày 12/3/2019, tại trụ sở Sở Mẫu tỉnh Thí Dụ, Giám đốc Sở Trần Văn Mẫu chủ trì cuộc họp về trồng cây xanh.
Cùng dự có Phó Giám đốc Lê Thị Dụ, Trưởng phòng Phạm Minh Họa và đại diện Công ty Cây xanh Thí Dụ.
Theo báo cáo của phòng chuyên môn, năm 2018 toàn thành phố đã trồng được 4.215 cây, đạt 84% so với kế hoạch đề ra; \
nhiều tuyến phố mới mở vẫn chưa có cây, một số nơi cây trồng xong không được tưới nên chết khô.
Phó Giám đốc Lê Thị Dụ cho rằng nguyên nhân chính là thiếu người chăm sóc sau khi trồng, hợp đồng với đơn vị thi công \
chỉ kéo dài sáu tháng trong khi cây cần ít nhất hai năm mới bén rễ.
Kết luận cuộc họp, Giám đốc Trần Văn Mẫu yêu cầu các phòng rà soát lại từng tuyến phố, lập danh sách cây chết, thay \
thế trước ngày 30/4 và báo cáo kết quả vào cuộc họp lần sau. Ông cũng đề nghị các phường vận động người dân cùng tưới \
và bảo vệ cây trước cửa nhà mình.
"""

# The same office a week later, in the same words: other days, people, numbers.
NEXT_WEEK = """Sở Mẫu họp bàn việc trồng cây xanh dọc các tuyến phố
Ngày 19/3/2019, tại trụ sở Sở Mẫu tỉnh Thí Dụ, Phó Giám đốc Sở Đỗ Đức Ví chủ trì cuộc họp về trồng cây xanh.
Cùng dự có Chánh Văn phòng Vũ Thu Thử, Trưởng phòng Ngô Gia Tỉ và đại diện Hợp tác xã Hoa Kiểng Ví Dụ.
Theo báo cáo của phòng chuyên môn, tuần qua toàn thành phố đã trồng được 96 cây, đạt 41% so với kế hoạch đề ra; \
nhiều tuyến phố mới mở vẫn chưa có cây, một số nơi cây trồng xong không được tưới nên chết khô.
Chánh Văn phòng Vũ Thu Thử cho rằng nguyên nhân chính là thiếu người chăm sóc sau khi trồng, hợp đồng với đơn vị thi \
công chỉ kéo dài sáu tháng trong khi cây cần ít nhất hai năm mới bén rễ.
Kết luận cuộc họp, Phó Giám đốc Đỗ Đức Ví yêu cầu các phòng rà soát lại từng tuyến phố, lập danh sách cây chết, thay \
thế trước ngày 15/5 và báo cáo kết quả vào cuộc họp lần sau. Ông cũng đề nghị các phường vận động người dân cùng tưới \
và bảo vệ cây trước cửa nhà mình.
"""

# The same meeting, told by somebody else.
ELSEWHERE = """Thí Dụ: Nhiều tuyến phố mới vẫn thiếu bóng mát
Sáng 12/3, Giám đốc Sở Mẫu tỉnh Thí Dụ Trần Văn Mẫu đã chủ trì buổi làm việc với các đơn vị liên quan để tìm cách phủ \
xanh những con phố vừa mở. Tham gia buổi làm việc có Phó Giám đốc Lê Thị Dụ và lãnh đạo Công ty Cây xanh Thí Dụ.
Năm ngoái, thành phố trồng được 4.215 cây, bằng 84% kế hoạch. Nguyên nhân, theo bà Lê Thị Dụ, là do hợp đồng thi công \
quá ngắn và thiếu người tưới.
Ông Trần Văn Mẫu giao các phòng kiểm tra từng phố, thống kê số cây đã chết và trồng bù trước ngày 30/4. Ông mong mỗi \
gia đình nhận chăm một cây trước nhà.
"""

Edit = Callable[[str], str]


def lines(text: str) -> list[str]:
    return text.splitlines()


OLD = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "ủy": "uỷ"}
EDITS: dict[str, Edit] = {
    "byline": lambda text: f"Thứ Tư, 13/03/2019 | 07:15\n{text}Minh Họa (theo Báo Thí Dụ)\n",
    "headline": lambda text: "\n".join(["Phủ xanh phố mới: việc không của riêng ai", *lines(text)[1:]]),
    "no headline": lambda text: "\n".join(lines(text)[1:]),
    "a sentence less": lambda text: "\n".join(lines(text)[:2] + lines(text)[3:]),
    "a sentence more": lambda text: text + "Trước đó, Sở Mẫu đã gửi công văn hướng dẫn tới 27 phường, xã trong tỉnh.\n",
    "caption": lambda text: text.replace("\n", "\nQuang cảnh cuộc họp. Ảnh: Minh Họa\n", 2),
    "line ends": lambda text: re.sub(r"\s+", " ", text),
    "tone marks": lambda text: re.sub("òa|óa|ỏa|õa|ọa|ủy", lambda old: OLD[old.group()], text),
    "capitals": lambda text: "\n".join([lines(text)[0].upper(), *lines(text)[1:]]),
    "a misprint put right": lambda text: text.replace("4.215", "4.251"),
    "cut in the middle": lambda text: text[: len(text) // 2],
    "cut to a third": lambda text: text[: len(text) * 2 // 5],
}


def shelf(*texts: str) -> Copies:
    """Return the copies among texts that appeared on one day after another; their keys are 0, 1 …"""
    found = Copies()
    for at, text in enumerate(texts):
        found.add(str(at), text, (f"2019-03-{13 + at}", str(at)))
    return found


def groups(found: Copies, keys: Iterable[str]) -> set[frozenset[str]]:
    """Return which of some reports go back to one original."""
    of_original: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        of_original[found.original(key)].add(key)
    return set(map(frozenset, of_original.values()))


ONLY_MEETING = ("tone marks", "capitals", "a misprint put right")  # what no seed has
CASES = [(MEETING, name) for name in EDITS] + [(seed, name) for seed in SEEDS for name in EDITS.keys() - ONLY_MEETING]


@pytest.mark.parametrize(("text", "name"), sorted(CASES), ids=lambda value: value[:20])
def test_a_lightly_edited_text_is_a_copy_of_the_earlier_one(text: str, name: str):
    edit = EDITS[name]
    assert edit(text) != text
    assert shelf(text, edit(text)).original("1") == "0"
    assert shelf(edit(text), text).original("1") == "0"


@pytest.mark.parametrize(
    ("one", "other"),
    [(MEETING, NEXT_WEEK), (MEETING, ELSEWHERE), (NEXT_WEEK, ELSEWHERE), tuple(SEEDS)],
    ids=["the next week in the same template", "another journalist", "both", "the seeds"],
)
def test_others_are_no_copies(one: str, other: str):
    assert shelf(one, other).original("1") == "1"


@pytest.mark.parametrize("fewer", [("19/3/2019", "12/3/2019"), ("15/5", "30/4")])
def test_a_template_is_no_copy_even_where_it_names_the_same_day(fewer: tuple[str, str]):
    assert shelf(MEETING, NEXT_WEEK.replace(*fewer)).original("1") == "1"


def test_the_same_words_about_another_day_are_no_copy():
    later = MEETING.replace("12/3/2019", "19/3/2019").replace("30/4", "15/5")
    assert shelf(MEETING, later).original("1") == "1"


def test_a_short_text_is_a_copy_where_its_words_are_the_same():
    short = "Bộ Mẫu công bố quyết định về nhân sự của Văn phòng"
    assert shelf(short, f" {short.upper()}\n").original("1") == "0"
    assert shelf(short, f"{short} Bộ").original("1") == "1"
    assert shelf("Tin Bộ Mẫu", "tin bộ mẫu").original("1") == "1"  # too short for any verdict
    assert shelf("", " ").original("1") == "1"


def test_the_earliest_is_the_original_and_a_copy_of_a_copy_belongs_to_it():
    found = shelf(MEETING, EDITS["headline"](MEETING), EDITS["a sentence less"](EDITS["headline"](MEETING)), NEXT_WEEK)
    assert [found.original(str(at)) for at in range(4)] == ["0", "0", "0", "3"]
    assert groups(found, "0123") == {frozenset("012"), frozenset("3")}


def test_what_changed_is_told():
    found = Copies()
    found.add("b", MEETING, ("2019-03-13", "b"))
    found.add("n", NEXT_WEEK, ("2019-03-20", "n"))
    assert found.moved() == set()
    found.add("a", EDITS["headline"](MEETING), ("2019-03-12", "a"))
    found.add("c", EDITS["caption"](MEETING), ("2019-03-14", "c"))
    assert found.moved() == {"b", "c"}
    assert found.moved() == set()
    found.remove("a")
    assert found.moved() == {"b", "c"}
    assert groups(found, "bcn") == {frozenset("bc"), frozenset("n")}
    found.remove("b")
    found.remove("n")
    assert found.moved() == {"c"}
    assert groups(found, "c") == {frozenset("c")}


@pytest.mark.parametrize("again", ["a", "b"])
def test_what_went_and_came_back_is_told(again: str):
    texts = {"a": MEETING, "b": EDITS["headline"](MEETING)}
    found = Copies()
    for key, text in texts.items():
        found.add(key, text, ("2019-03-12", key))
    assert found.moved() == {"b"}
    found.remove(again)
    found.add(again, texts[again], ("2019-03-12", again))
    assert found.moved() == {"b"}
    assert found.original("b") == "a"


def test_a_report_goes_in_once_and_out_once():
    found = shelf(MEETING)
    with pytest.raises(ValueError, match="in already"):
        found.add("0", MEETING, ("", "0"))
    found.remove("0")
    with pytest.raises(KeyError):
        found.remove("0")


def test_many_copies_are_one_group():
    bylines = [f"{MEETING}Ảnh: Minh Họa {at}\nTheo báo số {at}, trang {at % 7}\n" for at in range(60)]
    found = shelf(*bylines)
    assert groups(found, map(str, range(60))) == {frozenset(map(str, range(60)))}
    assert {found.original(str(at)) for at in range(60)} == {"0"}


def test_a_phrase_that_all_share_costs_no_more_where_more_share_it():
    with mock.patch.multiple(copies, BESIDE=2, FOUND_BY=3, resembles=mock.DEFAULT) as patched:
        patched["resembles"].return_value = False
        shelf(*(f"{NEXT_WEEK} Tin số {at} của ngày thứ {at} trong năm" for at in range(200)))
    assert 0 < patched["resembles"].call_count <= 200 * 2 * 2 * 3


def test_what_is_kept_of_a_long_text_is_little():
    kept = sketch(" ".join(f"{SEEDS[0]} {at}" for at in range(20)))
    assert kept.runs.itemsize * len(kept.runs) + kept.particulars.itemsize * len(kept.particulars) < 1100


EDITED = [
    MEETING,
    NEXT_WEEK,
    *(edit(MEETING) for edit in EDITS.values()),
    *(EDITS["headline"](t) for t in SEEDS),
    *SEEDS,
]
POOL = [f"{text} {mark}" for text in EDITED for mark in ("", "A1 B2", "C3 D4 E5")]
DAYS = st.sampled_from(["2019-03-12", "2019-03-13", "9999-99-99"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(POOL) - 1), DAYS), unique_by=lambda item: item[0], max_size=24), st.data())
def test_the_groups_follow_from_the_set_of_reports(reports: list[tuple[int, str]], data: st.DataObject):
    with mock.patch.multiple(copies, BESIDE=data.draw(st.integers(1, 4)), FOUND_BY=data.draw(st.integers(1, 4))):
        ranks = {f"{at:02}": (day, f"{at:02}") for at, day in reports}
        found, believed = Copies(), {}
        steps = data.draw(st.permutations(sorted(ranks)))
        gone = set(data.draw(st.lists(st.sampled_from(steps), unique=True))) if steps else set()
        for key in steps:
            found.add(key, POOL[int(key)], ranks[key])
            believed[key] = key
            if data.draw(st.booleans()):
                believed |= {moved: found.original(moved) for moved in found.moved()}
        for key in sorted(gone):
            found.remove(key)
            del believed[key]
            if data.draw(st.booleans()):
                found.add(key, POOL[int(key)], ranks[key])
                believed[key] = key
        gone -= believed.keys()
        believed |= {moved: found.original(moved) for moved in found.moved()}
        fresh = Copies()
        for key in sorted(ranks.keys() - gone):
            fresh.add(key, POOL[int(key)], ranks[key])
        assert believed == {key: fresh.original(key) for key in ranks.keys() - gone}
        assert groups(found, believed) == groups(fresh, believed)
