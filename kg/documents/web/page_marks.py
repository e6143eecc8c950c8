"""What the elements of a page say of themselves: the roles that their classes and names tell."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.lexicon.tables import read

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Which of several roles an element has: 'others' is what other people wrote, and other articles; 'drop' what is of the
# page; all but 'main' hold for all that is in the element.
ROLES = ("others", "drop", "caption", "updated", "date", "byline", "dateline", "main", "lead", "title")
_ATTRIBUTES = ("class", "id", "itemprop", "type", "role", "data-role")
_TAGS = {
    "script": "drop",
    "style": "drop",
    "nav": "drop",
    "footer": "drop",
    "aside": "drop",
    "button": "drop",
    "select": "drop",
    "input": "drop",
    "marquee": "drop",
    "audio": "drop",
    "video": "drop",
    "label": "drop",
    "amp-sidebar": "drop",
    "amp-ad": "drop",
    "amp-list": "drop",
    "figcaption": "caption",
    "time": "date",
}
_BREAK = re.compile(r"[-_]+")
_WORDS = 4  # in a mark
_LONGEST = 400  # characters of attributes that are looked at
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def role(element: HtmlElement) -> str:
    """Return the role of an element by its tag, its attributes and whether it is hidden; '' for none."""
    if element.tag in ("html", "body"):
        return ""
    style = element.get("style", "")
    if "hidden" in element.attrib or _HIDDEN.search(style[:_LONGEST]):
        return "drop"
    words = " ".join(filter(None, (element.get(name) for name in _ATTRIBUTES)))[:_LONGEST]
    return _TAGS.get(element.tag, "") or (_role(words) if words else "")


@lru_cache(maxsize=4096)
def _role(names: str) -> str:
    found: set[str] = set()
    for name in names.split():
        for form in {name.lower(), _CAMEL.sub("-", name).lower()}:
            found |= _of_name(form)
    if "main" in found:  # 'sidebar-grid article-content'
        found.discard("drop")
    return next((role for role in ROLES if role in found), "")


def _of_name(name: str) -> set[str]:
    """Return the roles that a class or another name tells, by its words."""
    marks = _marks()
    found = {marks.whole[name]} if name in marks.whole else set()
    parts = _BREAK.split(name)
    for start in range(len(parts)):
        rest = "-".join(parts[start:])
        found |= {marks.beginnings[rest[:size]] for size in marks.sizes if rest[:size] in marks.beginnings}
        some = ("-".join(parts[start:end]) for end in range(start + 1, min(start + _WORDS, len(parts)) + 1))
        found |= {marks.words[each] for each in some if each in marks.words}
    return found


class _Marks(NamedTuple):
    """The marks by what they stand for: whole names, words in them, what words begin with (and how long these are)."""

    whole: dict[str, str]
    words: dict[str, str]
    beginnings: dict[str, str]
    sizes: tuple[int, ...]


@cache
def _marks() -> _Marks:
    whole, words, beginnings = {}, {}, {}
    for row in read(Path(__file__).with_name("page_marks.tsv")):
        mark = _BREAK.sub("-", row["mark"].strip("=*"))
        kind = whole if row["mark"].startswith("=") else beginnings if row["mark"].endswith("*") else words
        kind.setdefault(mark, row["role"])
    return _Marks(whole, words, beginnings, tuple(sorted({len(each) for each in beginnings})))
