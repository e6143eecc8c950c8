"""A page's text → its tree, whatever its markup does: bounded in time and depth, and nothing is fetched or run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST = 8 << 20  # characters without scripts, styles and pictures: a hundred times a long page
LONGEST_TAG = 8192  # characters; the parser's time grows with the square of a tag's attributes
# What stands in '<…>': a comment or declaration, an element whose content is no markup, or a tag with its attributes.
_TOKEN = re.compile(
    r"<(?:"
    r"!--(?P<comment>.*?)(?:-->|\Z)"
    r"|(?P<raw>script|style|noscript|template|svg|math|textarea|iframe|object)\b(?P<with>[^>]*+)(?:>|\Z)"
    r"|(?P<name>/?[a-zA-Z][^\s/>]*+)(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])))*+>"
    r"|(?P<bogus>[!?/][^>]*+(?:>|\Z))"
    r")",
    re.DOTALL | re.IGNORECASE,
)
_ENDS = ("/html", "/body")  # a page may go on behind them, the parser would not
_SIMPLE = re.compile(r"<(?P<name>/?[a-zA-Z][^\s/>]*+)[^>]*+>")
_DATA_URI = re.compile(r"data:[\w.+-]*/[\w.+;=-]*,[\w+/=%.~-]{64,}")


def tree(tame: str, name: str) -> HtmlElement | None:
    """Return the root of a page's tree, None where there is nothing in it; ``tame`` is what :func:`tamed` gives.

    Raises InputError for markup that is too long, or nested too deeply to be read whole; ``name`` names the page in it.
    """
    from lxml import etree, html

    if len(tame) > MOST:
        raise InputError(name, f"has more than {MOST >> 20} Mi characters of markup", _ADVICE)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    data = tame.encode("utf-8", "replace")
    try:
        root = html.document_fromstring(data, parser=parser)
    except etree.ParserError:  # nothing but comments and declarations
        return None
    except (etree.LxmlError, AssertionError, ValueError) as error:
        raise InputError(name, f"is no web page that can be read ({type(error).__name__})", _ADVICE) from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise InputError(name, "is nested too deeply for a web page", _ADVICE)
    return root


_ADVICE = "open it in a browser and save its text"


def tamed(text: str) -> str:
    """Return a page's markup without what is no text, and without the attributes of tags of monstrous length.

    Scripts (but for JSON-LD), styles, comments and the like are no text.
    """
    text = _DATA_URI.sub("data:", text)
    kept: list[str] = []
    at, reader = 0, _Reader(text)
    while (start := text.find("<", at)) >= 0:
        kept.append(text[at:start])
        token, at = reader.token(start)
        kept.append(token)
    kept.append(text[at:])
    return "".join(kept)


class _Reader:
    """Reads one tag after the other. What has no end is looked for only once, so that the time stays linear."""

    def __init__(self, text: str):
        self._text, self._endless, self._careless = text, set(), False

    def token(self, start: int) -> tuple[str, int]:
        """Return what becomes of what a '<' opens, and where it ends."""
        match = None if self._careless else _TOKEN.match(self._text, start)
        if match is None:
            return self._broken(start)
        if match["raw"]:
            content, end = self._content(match["raw"].lower(), match.end())
            data = match["raw"].lower() == "script" and "ld+json" in match["with"].lower()
            return (f'<script type="application/ld+json">{content}</script>' if data else ""), end
        if not match["name"] or match["name"].lower() in _ENDS:
            return "", match.end()
        whole = match.end() - start <= LONGEST_TAG
        return (match.group() if whole else f"<{match['name']}>"), match.end()

    def _broken(self, start: int) -> tuple[str, int]:
        """Return the same for a '<' that is text, and for a tag whose quotes do not match: it loses its attributes."""
        if not self._text[start + 1 : start + 3].lstrip("/")[:1].isalpha():
            return "&lt;", start + 1
        self._careless = True
        match = _SIMPLE.match(self._text, start)
        return (f"<{match['name']}>", match.end()) if match else ("", len(self._text))

    def _content(self, name: str, start: int) -> tuple[str, int]:
        """Return the content of an element that starts here, and where to go on.

        A script or style that never ends goes on to the end of the page; another such element is empty then.
        """
        if name not in self._endless:
            end = re.compile(rf"</{name}\b[^>]*+(?:>|\Z)", re.IGNORECASE).search(self._text, start)
            if end:
                return self._text[start : end.start()], end.end()
            self._endless.add(name)
        return "", len(self._text) if name in ("script", "style") else start
