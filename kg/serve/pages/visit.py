"""How a page is asked for: its address, its language, and the addresses of other pages from there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

LANGUAGES = ("vi", "en")
_RANGE = re.compile(r"\s*([A-Za-z]{1,8}|\*)(?:-[\w-]+)?\s*(?:;\s*q\s*=\s*([\d.]+))?\s*")


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a page: its path, the pairs of its query (``lang`` left out), and its language.

    ``named`` tells that the address itself names the language: then the links of the page do so too.
    """

    path: str = "/"
    query: tuple[tuple[str, str], ...] = ()
    lang: str = "vi"
    named: bool = False

    def packed(self) -> list:
        """Return the visit as plain data, for a worker."""
        return [self.path, [list(pair) for pair in self.query], self.lang, self.named]

    @classmethod
    def unpacked(cls, data: list) -> Visit:
        """Return the visit that :meth:`packed` packed."""
        path, query, lang, named = data
        return cls(path, tuple((name, value) for name, value in query), lang, named)

    def value(self, name: str, default: str = "") -> str:
        """Return the first value of a parameter."""
        return next((value for key, value in self.query if key == name), default)

    def values(self, name: str) -> tuple[str, ...]:
        """Return all values of a parameter, in their order."""
        return tuple(value for key, value in self.query if key == name)

    def number(self, name: str, default: int, *, most: int) -> int:
        """Return a parameter that is a whole number from 1 to ``most``; the default where it is none."""
        text = self.value(name)
        return min(max(int(text), 1), most) if re.fullmatch("[0-9]{1,9}", text) else default

    def href(self, path: str, *pairs: tuple[str, str], **parameters: object) -> str:
        """Return the address of a page of this server; what is None or '' is left out of its query."""
        path, hash, fragment = path.partition("#")
        query = [*pairs, *((name, str(value)) for name, value in parameters.items())]
        query = [(name, value) for name, value in query if value not in ("", "None")]
        if self.named:
            query.append(("lang", self.lang))
        return quote(path, safe="/:@~!$&'()*+,;=%") + ("?" + urlencode(query) if query else "") + hash + fragment

    def again(self, **changed: object) -> str:
        """Return the address of this page with some parameters changed (None or '' takes one away)."""
        kept = [(name, value) for name, value in self.query if name not in changed]
        return self.href(self.path, *kept, **changed)

    def in_language(self, lang: str) -> str:
        """Return the address of this page in another language."""
        return Visit(self.path, self.query, lang, True).again()


def visited(path: str, query: list[tuple[str, str]], accept_language: str = "") -> Visit:
    """Return the visit that a request makes: the language is ``?lang=``'s, else the first that the browser accepts of
    ours, else Vietnamese."""
    asked = next((value for name, value in query if name == "lang" and value in LANGUAGES), "")
    rest = tuple((name, value) for name, value in query if name != "lang")
    return Visit(path, rest, asked or _preferred(accept_language), bool(asked))


def _preferred(accept: str) -> str:
    weighed = []
    for part in accept.split(","):
        if (match := _RANGE.fullmatch(part)) and match[1].lower() in LANGUAGES:
            weighed.append((-_weight(match[2]), match[1].lower()))
    weighed.sort(key=lambda pair: pair[0])
    return weighed[0][1] if weighed and weighed[0][0] else LANGUAGES[0]


def _weight(text: str | None) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0
