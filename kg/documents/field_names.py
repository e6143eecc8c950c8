"""What tables of articles, front matter and sidecars call a title, a date … : a table of usual names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from kg.documents.about import About
from kg.documents.days import day
from kg.lexicon import tables
from kg.text import fold, normalise, one_space

DATA = Path(__file__).with_name("data") / "field_names.tsv"
_APART = re.compile(r"[\W_]+")
_LONGEST_ADDRESS = 2000
_SHOWN = 60
LEAD = "lead"  # the role of what opens a text and stands apart from it, in tables alone
OTHER = "other"  # the role of names that are usual and not for us


@cache
def roles() -> dict[str, str]:
    """Return folded name → role ('text', 'title', 'published', 'url', 'source', 'author', 'outlet', ``LEAD`` or
    ``OTHER``), the best known names first.

    Raises ValueError, OSError where the table is broken.
    """
    return {folded(row["name"]): row["role"] for row in tables.read(DATA)}


def folded(name: str) -> str:
    """Return the form in which names of fields are compared: without case, tones, space, '_' and '-'."""
    return _APART.sub("", fold(name))


def chosen(names: Iterable[str]) -> dict[str, str]:
    """Return role → the name among these that stands for it; the best known one where several do."""
    found: dict[str, str] = {}
    here = {folded(name): name for name in reversed(list(names))}
    for form, role in roles().items():
        if form in here:
            found.setdefault(role, here[form])
    return found


def is_address(value: str) -> bool:
    """Whether a value is the address of a page on the web, and holds no password."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    sound = len(value) <= _LONGEST_ADDRESS and value.isprintable() and " " not in value
    return sound and parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def about(values: Mapping[str, str]) -> tuple[About, list[str]]:
    """Return what role → value tells of a document, and a clause for each value that cannot be used.

    'source' is an address where it looks like one, else who published the document. 'text' is left out.
    """
    held = {role: one_space(normalise(value)) for role, value in values.items()}
    wrong = []
    url, outlet = held.get("url", ""), held.get("outlet", "")
    if url and not is_address(url):
        wrong.append(f"the address {_cut(url)}, which is no http(s) address")
        url = ""
    if is_address(source := held.get("source", "")):
        url = url or source
    else:
        outlet = outlet or source
    written = held.get("published", "")
    published = day(written)
    if written and not published:
        wrong.append(f"the date {_cut(written)}, which is none that is understood (write 2022-01-31 or 31/1/2022)")
    return About(held.get("title", ""), published, url, held.get("author", ""), outlet), wrong


def _cut(value: str) -> str:
    return repr(value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…")
