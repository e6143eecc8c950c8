"""A page's title without the name of its site ('… - Báo X', '… | Cổng thông tin …', 'Trang Y: …')."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.documents.web import page_words
from kg.text import key

_SEPARATED = re.compile(r"\s+[-–—|•»«/]+\s+|\s*\|\s*|\s+::?\s+")
_LABEL = re.compile(
    r"^\[(?:e-?magazine|infographics?|video|ảnh|photo|longform|megastory|multimedia)[^\]]{0,20}\]\s*", re.IGNORECASE
)
_WORDS = 12  # a site's name has no more
_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:vn|com|net|org|info)(?:\.vn)?$", re.IGNORECASE)


def bare(title: str, outlets: Sequence[str]) -> str:
    """Return a title without the names of its site on either end; ``outlets`` are what the site calls itself."""
    known = {key(name) for name in outlets if name}
    parts = _SEPARATED.split(title)
    while len(parts) > 1 and _is_site(parts[-1], known):
        title = title[: title.rindex(parts.pop())].rstrip(" \t-–—|•»«/:")
    while len(parts) > 1 and key(parts[0]) in known:
        first = parts.pop(0)
        title = title[title.index(first) + len(first) :].lstrip(" \t-–—|•»«/:")
    for name in outlets:
        if name and key(title).startswith(key(name) + ":"):
            title = title[title.index(":") + 1 :].strip()
    return _LABEL.sub("", title).strip()


def site(title: str, article: str) -> str:
    """Return the name of the site in a head's title: what stands there beside the title of the article."""
    if article and title != article and title.endswith(article) and title.removesuffix(article).rstrip().endswith(":"):
        return title.removesuffix(article).rstrip(" :")
    last = _SEPARATED.split(title)[-1]
    return last if last != title and names_site(last) else ""


def names_site(text: str) -> bool:
    """Return whether a line is the name of a site, or of the body whose site it is."""
    words = text.split()
    if len(words) > _WORDS:
        return False
    name = page_words.after(text, "body")
    return page_words.begins(text, "portal") or (name[:1].isupper() and len(words) < 8)


def _is_site(part: str, known: set[str]) -> bool:
    return key(part) in known or bool(_DOMAIN.search(part)) or names_site(part)
