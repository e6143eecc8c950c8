"""People's names, drawn so that as many share one as in life.

Shares of family names follow Lê Trung Hoa, Họ và tên người Việt Nam (2005): Nguyễn 38.4 %, Trần 11, Lê 9.5, Phạm 7.1,
Hoàng/Huỳnh 5.1, Phan 4.5, Vũ/Võ 3.9, Đặng 2.1, Bùi 2, Đỗ 1.4, Hồ 1.3, Ngô 1.3, Dương 1, Lý 0.5. Lengths are those
counted in a list of 8,757 names of one southern university: 1.2 % of two syllables, 82.7 % of three, 15.9 % of four.
There Nguyễn are 31 %, and 20 % of the people share their full name with another; the weights below are set to give that
again for as many people.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from random import Random

MEASURED = 8_757  # names in the list by which the rate was counted

_SURNAMES = (
    "Nguyễn:330 Trần:112 Lê:95 Phạm:72 Hoàng:38 Huỳnh:18 Phan:45 Vũ:24 Võ:17 Đặng:24 Bùi:23 Đỗ:19 Hồ:14 Ngô:14"
    " Dương:12 Lý:7 Đào:8 Trịnh:8 Trương:12 Đinh:9 Lâm:5 Mai:5 Tô:3 Tạ:4 Chu:4 Lương:6 Hà:6 Tống:2 Phùng:4"
    " Quách:2 Cao:5 Thái:3 Vi:2 Nông:4 Lò:3 Giàng:2 Triệu:3 Hứa:2 Kiều:2 La:2 Châu:2 Từ:1 Khổng:1 Lưu:3 Thân:1"
    " Nghiêm:1 Tăng:1 Bạch:1 Lục:1 Mạc:1"
)
_MIDDLE = {
    "m": (
        "Văn:230 Đức:50 Hữu:42 Quang:42 Minh:46 Ngọc:38 Thanh:38 Xuân:36 Đình:34 Quốc:34 Anh:20 Công:24 Trọng:18"
        " Mạnh:20 Hồng:22 Việt:16 Tiến:20 Duy:16 Thế:20 Bá:14 Viết:10 Hoàng:20 Hải:10 Chí:12 Trung:12 Phú:6 Tấn:8"
        " Thành:10 Tuấn:12 Đăng:10 Gia:6 Phi:4 Khắc:7 Sỹ:4 Như:3 Huy:7 Bảo:4 Nhật:5"
    ),
    "f": (
        "Thị:280 Thanh:50 Thu:40 Ngọc:40 Kim:24 Hồng:26 Minh:20 Thúy:20 Mai:10 Phương:18 Bích:14 Quỳnh:10 Lan:8"
        " Hoài:8 Thùy:10 Vân:8 Diệu:6 Mỹ:8 Tuyết:6 Ánh:5 Khánh:6 Hải:6 Việt:4 Xuân:8 Như:6 Trà:3 Cẩm:4 Bảo:4 Tú:3"
        " Hạnh:3"
    ),
}
_GIVEN = {
    "m": (
        "Hùng:40 Dũng:38 Tuấn:36 Cường:30 Thắng:28 Minh:28 Hải:28 Sơn:28 Anh:26 Bình:22 Hòa:16 Nam:22 Long:22"
        " Quang:20 Trung:22 Thành:22 Tùng:18 Hưng:18 Khánh:14 Đức:18 Phong:16 Việt:14 Toàn:14 Tú:12 Hiếu:14 Kiên:13"
        " Lâm:12 Vinh:12 Thịnh:10 Quân:13 Huy:14 Đạt:12 Phúc:12 Tâm:12 Tiến:14 An:10 Thái:10 Hoàng:12 Hà:12 Giang:8"
        " Chiến:9 Đông:8 Lợi:7 Lộc:8 Nghĩa:9 Ngọc:8 Nhân:7 Phương:8 Quyết:6 Quý:7 Tân:7 Thanh:12 Thiện:7 Thuận:8"
        " Tín:5 Toản:5 Trí:7 Tường:5 Vũ:8 Xuân:5 Đại:5 Hậu:6 Hiệp:7 Hoan:3 Học:3 Khoa:6 Luân:5 Lực:5 Mạnh:7 Nghị:4"
        " Phú:6 Tài:7 Thông:5 Thọ:5 Trường:8 Vượng:4 Bảo:6 Bắc:4 Cảnh:4 Chung:6 Công:5 Duy:6 Hào:3 Huấn:4 Khải:4"
        " Khôi:3 Kỳ:3 Linh:5 Luận:3 Ngân:2 Oanh:1 Sang:5 Sáng:2 Tuyên:3 Tuyến:3 Viên:2 Yên:2"
    ),
    "f": (
        "Hương:34 Hà:34 Lan:26 Hằng:26 Thủy:28 Hạnh:20 Huyền:22 Hoa:22 Linh:24 Nga:20 Mai:22 Phương:26 Thảo:22"
        " Trang:24 Anh:24 Yến:16 Vân:18 Oanh:12 Nhung:14 Dung:16 Thu:12 Hiền:20 Liên:12 Loan:12 Minh:10 Ngọc:16"
        " Nguyệt:8 Tâm:12 Thanh:18 Tuyết:9 Xuân:7 Hồng:14 Hòa:8 Bình:8 Chi:10 Châu:7 Diệp:6 Giang:8 Hải:7 Khánh:5"
        " Kim:4 Lệ:4 Ly:6 My:7 Ngân:10 Như:5 Nhi:6 Quyên:7 Quỳnh:10 Sen:3 Thoa:5 Thơm:4 Thúy:10 Tú:4 Uyên:6 Vinh:2"
        " Hoài:4 Huệ:8 Hường:8 Luyến:3 Mến:2 Thắm:4 Thêm:2 Tươi:4 Ánh:6 Đào:3"
    ),
}
_LENGTHS = {2: 12, 3: 829, 4: 159}
_WOMEN = 0.35
_LOT = 700  # names whose bearers come together, so that a part of the population has its share of namesakes
_RARE = 0.36  # how often a word is drawn without regard to its weight: the long tail that no short list has


class _Draw:
    """Draws words by their weights."""

    def __init__(self, told: str):
        pairs = [pair.split(":") for pair in told.split()]
        self.words, self.sums = [word for word, _ in pairs], list(accumulate(int(weight) for _, weight in pairs))

    def one(self, random: Random) -> str:
        if random.random() < _RARE:
            return random.choice(self.words)
        return random.choices(self.words, cum_weights=self.sums)[0]


_surname = _Draw(_SURNAMES)
_middle = {sex: _Draw(told) for sex, told in _MIDDLE.items()}
_given = {sex: _Draw(told) for sex, told in _GIVEN.items()}


def full_name(random: Random) -> str:
    """Draw a full name."""
    sex = "f" if random.random() < _WOMEN else "m"
    length = random.choices(list(_LENGTHS), list(_LENGTHS.values()))[0]
    words = [random.choices(_surname.words, cum_weights=_surname.sums)[0]]
    for _ in range(length - 2):
        words.append(_middle[sex].one(random))
        if len(words) > 2 and words[-1] in ("Văn", "Thị", words[-2]):
            words[-1] = "Thanh" if words[-2] != "Thanh" else "Minh"
    given = _given[sex].one(random)
    while given in words:
        given = _given[sex].one(random)
    return " ".join((*words, given))


def population(random: Random, size: int) -> list[str]:
    """Return the names of ``size`` officials, of whom as many share one as in a whole country's worth of names.

    Whoever draws a few people out of many meets few namesakes; so here names are drawn out of the many, each with all
    who bear it.
    """
    counted = Counter(full_name(random) for _ in range(max(MEASURED, 2 * size)))
    names = list(counted)
    random.shuffle(names)
    people: list[str] = []
    for start in range(0, len(names), _LOT):
        lot = [name for name in names[start : start + _LOT] for _ in range(counted[name])]
        random.shuffle(lot)
        people += lot
    return people[:size]


def sharing(names: list[str]) -> float:
    """Return the share of people whose name another has too."""
    counted = Counter(names)
    return sum(count for count in counted.values() if count > 1) / max(1, len(names))
