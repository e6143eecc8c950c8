"""What a line of a text is where nothing says it: a headline, the caption of a picture, a credit, or body text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon.lexicon import lexicon, words

_FILE_NAME = re.compile(r"(?i)^\s*(?:description:|[a-z]:\\|.*\.(?:jpe?g|png|gif|docx?|pdf)\s*$)")
_CREDIT = re.compile(
    r"^\s*\(?(?:(?:bài|tin)(?:\s+và|,)?\s*(?:ảnh|bài)|ảnh|tác giả|nguồn|theo|bài|tin)\b\s*:?", re.IGNORECASE
)
_MENU = re.compile(r"(?i)(?:tin|bài)(?:\s+viết)?\s+(?:liên quan|tức|khác|mới|cùng|nổi bật|đọc nhiều|tiếp theo)\b")
_CAPTION = re.compile(r"^\s*(?:ảnh\s*:|toàn cảnh|quang cảnh|\(?ảnh minh họa)|\|\s*$|\(ảnh:[^()]{0,120}\)\s*$", re.I)
_NUMBER_LINE = re.compile(r"(?i)^số\s*:\s*\d")  # the number of a document on its own page
# A line that ends with who took the picture: '… tại Hội nghị. Ảnh: Văn Mẫu', '… - Ảnh: VGP', '… (Ảnh: TTXVN)'.
_PICTURED = re.compile(r"[\w.\-–—|)”\"]\s*\(?(?:Nguồn\s+ảnh|Ảnh)\s*[:–-][^.:;\n()]{1,50}\)?\.?$")
_SCENE = re.compile(r"(?:toàn cảnh|quang cảnh)\s", re.I)
_ARCHIVE = re.compile(r"(?i)\b(?:ảnh\s+(?:tư\s+liệu|minh\s+h[oọ][aạ]|lưu\s+trữ)|ảnh\s*:\s*tư\s+liệu)\b")
_LEAD = re.compile(r"(?:Rạng sáng|Sáng|Trưa|Chiều|Tối|Đêm|Ngày|Hôm|Tháng|Trong)\s")  # opens news, not a caption
_SENTENCES = re.compile(r"[.!?…]\s+[A-ZĐÀ-Ỹ]")
_NAME = re.compile(r"(?:[^\W\d_]\.\s?|[^\W\d_]+\s+){1,3}[^\W\d_]+")
_BESIDE = re.compile(r"\s*(?:\(|/|,\s*(?=Ảnh)|[-–—]\s*)")  # before the outlet, or who took the pictures
_WRITER = re.compile(
    r"(?:(?:PV|CTV|BTV|Phóng viên|Cộng tác viên|Biên tập viên)\s*:?|(?:Người\s+(?:viết|đăng)|Đăng\s+bởi|Thực\s+hiện"
    r"|Biên\s+(?:tập|soạn)|Tổng\s+hợp|Bài\s+viết|Tác\s+giả(?:\s+bài\s+viết)?)\s*:)\s+"
)
_CLOSED = frozenset('.!?…”")')
_MARK = 8  # letters that an abbreviation may have
_CREDIT_WORDS = 6  # words that a line of credits without a colon may have
_SIGNED = 80  # characters that a line with its author's name has at most
_CAPTIONED = 240  # characters that a caption has at most


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its text a line stands: the first or last one, the one below the first, or near the end.

    ``before`` is the line before it.
    """

    first: bool = False
    second: bool = False
    near_end: bool = False
    last: bool = False
    before: str = ""


def line_kind(line: str, place: Place) -> str:
    """Tell what a line is: 'body', 'headline', 'caption', 'credit', or 'other' for what says nothing (file names)."""
    titled = place.first and ":" not in line and line[0] != "("  # 'Tin nhân sự', 'Nguồn nhân lực cho miền núi'
    credit = len(line) < 60 and _CREDIT.match(line) and not _tells(line) and not titled
    if _FILE_NAME.search(line) or (credit and _MENU.match(line)) or (is_picture(line) and _ARCHIVE.search(line)):
        return "other"  # a picture of another day
    if credit or (place.last and _signature(line)) or _byline(line, place):
        return "credit"
    if _CAPTION.search(line):
        return "caption"
    if _NUMBER_LINE.match(line):
        return "body"
    if is_shouted(line) or (place.first and len(line) < 200 and line[-1] not in '.;:,|"”…'):
        return "headline"
    return "body"


def is_picture(line: str) -> bool:
    """Whether a line is sure to be the caption of a picture: it says who took it, or what scene it shows."""
    short = len(line) < _CAPTIONED and len(_SENTENCES.findall(line)) <= 1 and not _LEAD.match(line)
    return short and bool(_PICTURED.search(line) or _SCENE.match(line) or _ARCHIVE.search(line))


def is_shouted(line: str) -> bool:
    """Whether a line is written in capitals."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) > _MARK and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _tells(line: str) -> bool:
    """'Theo ông A, mọi việc đã xong.' is a sentence, 'Theo TTXVN' a credit."""
    return line[-1] == "." and ":" not in line and len(line.split()) > _CREDIT_WORDS


def _signature(line: str) -> bool:
    """A short last line of capitalised words is the author's name."""
    parts = line.strip("() .").replace(",", " ").split()
    return 1 <= len(parts) <= 6 and line[-1] not in ".:;" and all(part[0].isupper() or part == "-" for part in parts)


def _byline(line: str, place: Place) -> bool:
    """Whether a line says who wrote the report: below the headline, or behind the last sentence."""
    if len(line) > _SIGNED or line[-1] in ".:;,":
        return False
    writer = _WRITER.match(line)
    if writer and (name := _NAME.match(line, writer.end())) and _is_name(name.group()):
        return not line[name.end() :].strip() or bool(_BESIDE.match(line, name.end()))
    behind = place.last or (place.near_end and bool(place.before) and place.before[-1] in _CLOSED)
    name = _NAME.match(line)
    if not (behind or place.second) or not name or not _is_name(name.group()):
        return False
    rest = line[name.end() :].strip()
    if not rest:
        return True
    beside = _BESIDE.match(line, name.end())
    return beside is not None and not _post(line[beside.end() :])


def _is_name(found: str) -> bool:
    """Whether words are a person's name: each with a capital, the first a surname."""
    syllables = found.split()
    capitals = all(s[0].isupper() and (len(s) == 1 or not s.isupper()) for s in syllables)
    return capitals and words(syllables[0])[0] in lexicon().surnames


def _post(rest: str) -> bool:
    """Whether a title stands beside a name: 'Trần Văn A - Giám đốc …' is no author."""
    folded = words(rest)
    return bool(folded) and bool(lexicon().posts.longest(folded, 0)[1])
