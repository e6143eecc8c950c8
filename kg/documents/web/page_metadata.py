"""What a page's head gives for machines: its <meta> elements, its JSON-LD, its address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.text import one_space

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title")
_DATES = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "pubdate", "publishdate",
    "publish-date", "publish_date", "published_time", "dc.date.issued", "dc.date.published", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "date", "parsely-pub-date", "citation_publication_date",
)  # fmt: skip
_AUTHORS = ("article:author", "author", "dc.creator", "dcterms.creator", "parsely-author", "citation_author")
_OUTLETS = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name")
_ADDRESSES = ("og:url", "twitter:url", "dc.identifier")
_ARTICLE = re.compile(r"(?:News|Blog|Report|Opinion|Tech|Scholarly)?(?:Article|BlogPosting|Posting)|.*NewsArticle")
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000}?)\s*-->")
_LONGEST = 2000
_MOST = 500  # elements of a page's head, and things in its JSON-LD


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's head gives, each list with the surest first; ``title`` is that of the window."""

    title: str
    titles: tuple[str, ...]
    dates: tuple[str, ...]
    authors: tuple[str, ...]
    outlets: tuple[str, ...]
    addresses: tuple[str, ...]


def metadata(root: HtmlElement, markup: str) -> Metadata:
    """Return the metadata of a page: its tree, and its markup, whose first lines may tell where it was saved from."""
    named = _named(root)
    title = one_space(" ".join(root.xpath("string(//title)").split()))[:_LONGEST]
    linked = [link.get("href", "") for link in root.iter("link") if link.get("rel", "").lower() == "canonical"]
    saved = _SAVED.findall(markup[:_LONGEST])
    data = list(_articles(root))
    return Metadata(
        title,
        (*_of(named, _TITLES), *_texts(each.get("headline") for each in data), title),
        (
            *_of(named, _DATES[:3]),
            *_marked(root),
            *_texts(each.get("datePublished") for each in data),
            *_of(named, _DATES[3:]),
        ),
        (*_texts(_together(each.get("author")) for each in data), *_of(named, _AUTHORS)),
        (*_texts(name for each in data for name in _names(each.get("publisher"))), *_of(named, _OUTLETS)),
        (*filter(_is_address, linked), *filter(_is_address, _of(named, _ADDRESSES)), *filter(_is_address, saved)),
    )


def _named(root: HtmlElement) -> dict[str, list[str]]:
    """Return what the <meta> elements give, by name in lower case, in their order."""
    named: dict[str, list[str]] = {}
    for count, element in enumerate(root.iter("meta")):
        if count > _MOST:
            break
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = one_space(element.get("content", "")[:_LONGEST])
        if value:
            named.setdefault(name.lower(), []).append(value)
    return named


def _marked(root: HtmlElement) -> tuple[str, ...]:
    """Return the day that an element of the page itself gives as that of publication, where only one is given."""
    found = [
        element.get("datetime") or element.get("content") or element.get("title") or ""
        for element in root.iter("time", "abbr", "span", "div")
        if "datePublished" in element.get("itemprop", "") or "pubdate" in element.attrib
    ]
    return tuple(found) if len(set(found)) == 1 and found[0] else ()


def _of(named: dict[str, list[str]], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for name in names for value in named.get(name, ()))


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(one_space(value[:_LONGEST]) for value in values if isinstance(value, str) and value.strip())


def _names(value: Any) -> Iterator[Any]:
    """Yield the names of an author or a publisher: a text, a thing with a name, or several of them."""
    for each in value[:_MOST] if isinstance(value, list) else [value]:
        yield each.get("name") if isinstance(each, dict) else each


def _together(value: Any) -> str:
    """Return the names of all authors as one line."""
    return ", ".join(dict.fromkeys(_texts(_names(value))))


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and len(value) < _LONGEST


def _articles(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the articles that a page's JSON-LD describes; what cannot be parsed is left out."""
    for element in root.iter("script"):
        try:
            data = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [data]
        for _ in range(_MOST):
            if not waiting:
                break
            each = waiting.pop(0)
            if isinstance(each, list):
                waiting += each[:_MOST]
            elif isinstance(each, dict):
                types = each.get("@type")
                if any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in _listed(types)):
                    yield each
                waiting += [each[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in each]


def _listed(value: Any) -> list[Any]:
    return value[:_MOST] if isinstance(value, list) else [value]
