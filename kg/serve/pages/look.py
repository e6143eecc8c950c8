"""Rendering: templates that escape everything, the words in both languages, and how values are written for people."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.view.content import kinds as drawn_kinds
from kg.view.page import PAGE as MAP

if TYPE_CHECKING:
    from jinja2 import Environment

    from kg.serve.pages.visit import Visit

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
YASGUI = STATIC / "yasgui"

# Nothing but what this server has; no script, style or handler written into a page. Evidence quotes the news: should a
# word of it ever reach a page as markup, it could do nothing.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# CodeMirror, within YASGUI, places its cursor and lines by inline styles and draws its icons from data: addresses.
EDITOR_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'") + "; font-src 'self' data:"

# The map carries its own policy, with the hashes of its own scripts; a header is needed for what a page cannot say.
MAP_POLICY = "frame-ancestors 'none'; object-src 'none'"

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?|--(\d\d)-(\d\d)")
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BIDIRECTIONAL = re.compile("[\u202a-\u202e\u2066-\u2069]")


def render(template: str, visit: Visit, **values: Any) -> bytes:
    """Return a page as UTF-8: a template of ``templates/`` with the values, all of them escaped."""
    environment = _environment()
    text = environment.get_template(template).render(visit=visit, lang=visit.lang, say=Words(visit.lang), **values)
    return text.encode("utf-8")


class Words:
    """The interface's words in one language (``words.tsv``), as attributes and by name."""

    def __init__(self, lang: str):
        self._column = lang

    def __getattr__(self, name: str) -> str:
        try:
            return _words()[name][self._column]
        except KeyError:
            raise AttributeError(name) from None

    def number(self, value: int) -> str:
        """Return a whole number with the language's sign between thousands."""
        return f"{value:,}".replace(",", "." if self._column == "vi" else ",")

    def day(self, text: str) -> str:
        """Return an xsd:date, a month, a year or a day of no year as people write it; any other text as it is."""
        if not (match := _DATE.fullmatch(text)):
            return text
        year, month, day = match[1] or "", int(match[2] or match[4] or 0), int(match[3] or match[5] or 0)
        if self._column == "vi":
            return "/".join(str(part) for part in (day, month, year) if part)
        return " ".join(str(part) for part in (day, _MONTHS[month] if month < 13 else month, year) if part)

    def kind(self, name: str, *, many: bool = False) -> str:
        """Return what a kind of thing is called: 'Người', or for ``many`` 'Cán bộ, người được nêu tên'."""
        from kg.graph.vocabulary import expand, labels

        row = kinds().get(name)
        if row and many:
            return row[self._column]
        found = labels(expand(f"kg:{name}")) if name else {}
        return found.get(self._column) or (row or {}).get(self._column) or name

    def relation(self, iri: str, *, inverse: bool = False) -> str:
        """Return what a property is called, read from its object's side where ``inverse``."""
        from kg.graph.vocabulary import in_words

        return in_words(iri, self._column, inverse=inverse)


@cache
def kinds() -> Mapping[str, Mapping[str, str]]:
    """Return kind → how it is drawn and called: the explorer's kinds, and those that only have pages."""
    return {**drawn_kinds(), **_table("kinds.tsv")}


def static_file(name: str) -> Path | None:
    """Return the file that bears a name under /static/, None where there is none: the page's palette is the map's."""
    if name == "palette.css":
        return MAP / name
    path = STATIC / name
    served = re.fullmatch(r"(?:yasgui/)?[\w.-]+\.(?:css|js|svg|txt)", name) and path.is_file()
    return path if served else None


def static(name: str) -> str:
    """Return the address of a static file, with a mark of its content so that browsers may keep it."""
    return f"/static/{name}?v={_mark(name)}"


def has_yasgui() -> bool:
    """Return whether YASGUI's files are there (they are taken from npm when kg is built, never committed)."""
    return all((YASGUI / name).is_file() for name in ("yasgui.min.js", "yasgui.min.css"))


def tame(text: str) -> str:
    """Replace the marks that turn the direction of writing: they could make a page say what no report says."""
    return _BIDIRECTIONAL.sub("\ufffd", text)


@cache
def _mark(name: str) -> str:
    return hashlib.sha256(static_file(name).read_bytes()).hexdigest()[:10]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return _table("words.tsv")


def _table(name: str) -> dict[str, dict[str, str]]:
    lines = (_HERE / name).read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(_HERE / "templates", encoding="utf-8")
    made = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    made.globals.update(static=static, kinds=kinds())
    made.finalize = lambda value: tame(value) if type(value) is str else value
    return made
