"""Which documents are one: by number with year or term, by name with year, over longer and shorter forms.

Party numbers start anew in each term (Hướng dẫn 36-HD/VPTW), State ones in each year (30/2020/NĐ-CP), those of the
National Assembly carry their term.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon.tables import table
from kg.lexicon.terms import term_on
from kg.reading.words.references import Reference
from kg.text import key

_CONGRESS = re.compile(r"đại hội (?:đại biểu toàn quốc )?(?:lần thứ )?(?:[ivxl]+|\d+)\b")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_LONG_ENOUGH = 4  # syllables of a name that a longer one of the same document goes on
_MOST = 0.8  # the share of a subject's words that the same document's longer subject has too
_TYPES = {row["concept"]: row["name"] for row in reversed(table("document_types"))}  # the first name of each type


def canonical_name(reference: Reference, number: str) -> str:
    """Return type and number for an identity key: 'Văn bản số 7/TTg-CN' is 'Công văn 7/TTg-CN'.

    The number's case counts (CT is a directive, CTr a programme), its leading zeros do not.
    """
    kind = reference.type
    plain = number.lstrip("0")
    return f"{key(_TYPES.get(kind.concept, kind.name))} {plain}" if kind else plain


def period(reference: Reference, day: str, year: str, term: str) -> str:
    """Return the year or term in which a number is unique; '' where unknown. ``term``: 'XII', where the text has it.

    Where a Party document's day lies in another term than the one told, the day counts: it tells the document from
    others of its number by itself, and reports that agree in it mean one.
    """
    for code in reference.issuers:
        if code.startswith(("QH", "UBTVQH")) and code[-1].isdigit():
            return reference.issuers[-1]
    if "/" in reference.symbol:
        return party_term(day) or (f"khóa {term.upper()}" if term else "")
    return year


def self_evident(name: str) -> bool:
    """A congress of the Party with its number, or a law with its year, needs no more to be known."""
    folded = key(name)
    congress = _CONGRESS.search(folded) is not None and "đảng bộ" not in folded
    return bool(_YEAR.search(folded)) or congress or ("trung ương" in folded and "khóa" in folded)


def plain_name(name: str) -> str:
    """Fold a document's name: 'Luật Đất đai năm 2013' is 'Luật Đất đai 2013', 'Đại hội lần thứ XIII' 'Đại hội XIII'."""
    whole = re.sub(r" (?:t\.ư|tư|tw|t\.w) ?(?=\d|khóa)", " trung ương ", key(name))
    return re.sub(r" (?:năm|lần thứ|đại biểu toàn quốc|của đảng|-)(?= |$)|[(),]", "", whole)


_DRAFT = re.compile(r"^(?:(?:hồ sơ |bản )?(?:dự án|dự thảo) )+")
_REVISED = re.compile(r" \((?:sửa đổi|sửa đổi, bổ sung|thay thế)\)| sửa đổi(?=$| năm)")
_LAWS = ("luật", "bộ luật", "pháp lệnh", "hiến pháp")
_LAST_YEAR = re.compile(r" (?:năm )?((?:19|20)\d\d)$")


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, str, bool]:
    """Return (title, year, whether it is a draft or a revision) of a name: 'dự án Luật Đất đai (sửa đổi)'."""
    plain = _DRAFT.sub("", key(name))
    if not plain.startswith(_LAWS):
        return plain_name(plain), "", False
    title = _REVISED.sub("", plain)
    year = _LAST_YEAR.search(title)
    new = plain != key(name) or title != plain
    return plain_name(title[: year.start()] if year else title), year.group(1) if year else "", new


def same_name(a: str, b: str) -> bool:
    """Whether two names without numbers are one document's: 'Luật Đất đai', 'Luật Đất đai năm 2013'.

    Two years are two laws; a draft or a revision is not the law of a year.
    """
    (x, year, new), (y, other, also_new) = _parts(a), _parts(b)
    if (year and other and year != other) or (year and also_new) or (other and new):
        return False
    shorter, longer = sorted((x, y), key=len)
    goes_on = longer.startswith((shorter + " giữa ", shorter + " giai đoạn ", shorter + " khóa ", shorter + ","))
    return x == y or _abbreviates(shorter, longer) or (goes_on and len(shorter.split()) >= _LONG_ENOUGH)


def _abbreviates(shorter: str, longer: str) -> bool:
    """'Luật TGPL' is 'Luật Trợ giúp pháp lý' where the report has both."""
    one, other = shorter.split(), longer.split()
    letters = "".join(word[0] for word in other[1:])
    return len(one) == 2 and len(letters) > 1 and one[0] == other[0] and one[1] == letters


def same_subject(told: str, known: str) -> bool:
    """Whether a document told again by its subject, in fewer words, is one whose subject is known."""
    few, many = key(told).split(), set(key(known).split())
    return len(few) >= _LONG_ENOUGH and sum(word in many for word in few) >= _MOST * len(few)


def party_term(day: str) -> str:
    """Return 'khóa X' for an xsd:date in the term of the tenth Central Committee; '' where unknown."""
    term = term_on("party", day)
    return f"khóa {term.name}" if term else ""
