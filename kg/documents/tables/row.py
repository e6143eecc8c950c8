"""One row of a table of articles: its fields by their names, and what of them is an article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.documents.field_names import OTHER, folded, roles
from kg.documents.source import Fields

_MARKUP = re.compile(
    r"<(?:/?(?:p|div|br|span|h[1-6]|article|section|html|body|table|tr|ul|ol|li|strong|em|b|i|figure)\b[^<>]*"
    r"|(?:a|img)\s[^<>]*)>",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:!doctype|head|title|header|footer|nav)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
_DEEPEST = 3  # objects in objects whose fields have names: 'content.rendered'
_MOST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A row: ``where`` it is behind the name of its file ('#12'), its values, and the encoding of its text.

    ``problem`` is why it cannot be read, '' where it can.
    """

    where: str
    values: Mapping[str, object] = field(default_factory=dict)
    encoding: str = ""
    problem: str = ""


def names(row: Row) -> list[str]:
    """Return the names of a row's fields, those inside objects as 'content.rendered'."""
    return list(_flat(row.values))


def article(row: Row, fields: Fields) -> dict[str, str]:
    """Return role → what a row says: 'text', 'title', 'published', 'url', 'source', 'author', 'outlet'.

    Fields that the user names stand for their role alone; for the others the best known name that has a value counts.
    """
    flat = _flat(row.values)
    told = _found(tuple(flat), fields)
    found = {role: written(flat.get(name), role) for role, name in told.items()}
    for role, candidates in _candidates(tuple(flat)).items():
        if role not in _named(fields):
            found[role] = next((value for name in candidates if (value := written(flat[name], role))), "")
    if "source" in told:  # it is the address, or the outlet, whatever else is there
        found.pop("url" if found["source"].startswith("http") else "outlet", "")
    return found


def missing(known: Iterable[str], fields: Fields) -> list[tuple[str, str]]:
    """Return (role, name) of the fields that the user names and that are not among the known ones."""
    found = _found(tuple(known), fields)
    return [(role, name) for role, name in _named(fields).items() if role not in found]


def has_text(known: Iterable[str], fields: Fields) -> bool:
    """Whether one of the known names of fields is that of the text."""
    return "text" in (_found(tuple(known), fields) if fields.text else _candidates(tuple(known)))


def is_markup(text: str) -> bool:
    """Whether a text is a piece of a web page."""
    return _MARKUP.search(text) is not None


def is_page(text: str) -> bool:
    """Whether a piece of a web page is a whole one, with what stands around its article."""
    return _PAGE.search(text) is not None


def opened(text: str, lead: str) -> str:
    """Return a text with its lead in front, as a paragraph, where that stands apart and is not in it already."""
    if not text.strip() or not lead.strip() or _words(lead) in _words(text):
        return text
    if is_markup(text) and not is_page(text):
        return f"<p>{lead if is_markup(lead) else html.escape(lead, quote=False)}</p>{text}"
    return text if is_page(text) or is_markup(lead) else f"{lead.strip()}\n{text}"


def _words(text: str) -> str:
    """Return a text as its words alone, to be compared."""
    return " ".join(re.findall(r"\w+", html.unescape(_MARKUP.sub(" ", text)).casefold()))


def plain(text: str) -> str:
    """Return a text that is no markup with its character references as characters."""
    return html.unescape(text) if _ENTITY.search(text) else text


def written(value: object, role: str) -> str:
    """Return a value as text: the members of a list joined, '' for what is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(int(value)) if value == value and abs(value) < 1e15 and value == int(value) else str(value)
    if isinstance(value, list):
        parts = [written(each.get("name", "") if isinstance(each, dict) else each, role) for each in value]
        return ("\n" if role == "text" else ", ").join(filter(None, parts))
    return ""


def _named(fields: Fields) -> dict[str, str]:
    told = {"text": fields.text, "title": fields.title, "published": fields.published, "source": fields.source}
    return {role: name for role, name in told.items() if name}


@lru_cache(maxsize=256)
def _found(names: tuple[str, ...], fields: Fields) -> dict[str, str]:
    """Return role → the field that the user names for it: as it is written, else but for case, tones and signs."""
    found = {}
    for role, name in _named(fields).items():
        alike = [name] if name in names else [each for each in names if folded(each) == folded(name) != ""]
        if len(alike) == 1:
            found[role] = alike[0]
    return found


def _flat(values: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in _fields(values, "", _DEEPEST):
        found.setdefault(name, value)
        if len(found) == _MOST_NAMES:
            break
    return found


def _fields(values: Mapping[str, object], before: str, depth: int) -> Iterator[tuple[str, object]]:
    for name, value in values.items():
        whole = before + str(name)
        if isinstance(value, dict) and depth:
            yield from _fields(value, f"{whole}.", depth - 1)
        else:
            yield whole, value


@lru_cache(maxsize=256)
def _candidates(names: tuple[str, ...]) -> dict[str, list[str]]:
    """Return role → those of the names that may stand for it, the best known first."""
    rank = {form: at for at, form in enumerate(roles())}
    known = sorted((name for name in names if folded(name) in rank), key=lambda name: rank[folded(name)])
    found: dict[str, list[str]] = {}
    for name in known:
        if (role := roles()[folded(name)]) != OTHER:
            found.setdefault(role, []).append(name)
    return found
