"""What a page tells of itself: in its head, and in the lines around its article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo
from urllib.parse import urlsplit

from kg.documents import days, letterhead
from kg.documents.about import About
from kg.documents.article import Block
from kg.documents.web import page_dates, page_titles, page_words
from kg.documents.web.outlets import of_host, outlet
from kg.documents.web.page_blocks import is_name
from kg.documents.web.page_main import Found
from kg.documents.web.page_metadata import Metadata
from kg.documents.web.page_segments import Segment
from kg.text import key

_VIETNAMESE = re.compile("[ơưƠƯ\u1ea0-\u1ef9]")  # letters that hardly another language has
_FEW = 20  # so many other characters for each of them are no Vietnamese
_BEHIND_NAME = re.compile(r"\s*(?:/|\(|\||[-–—]\s*(?:Ảnh|Theo|VOV|TTXVN)|\bẢnh\s*:|\btheo\b).*$", re.IGNORECASE)

_ADDRESS = re.compile(r"(?:Nguồn|Nguồn tin|Link gốc|Địa chỉ|Xem tại)\s*:\s*(https?://[^\s<>]{4,500})", re.IGNORECASE)


def about(head: Metadata, found: Found, blocks: Sequence[Block]) -> About:
    """Return what is certain of a page: its metadata first, then what its lines say; blocks are those of its text."""
    document = letterhead.about([block.text for block in blocks if block.kind in ("", "heading")])
    named = outlet(head.outlets, head.addresses)
    return About(
        title=found.title.text if found.title else document.title or _title(head, named),
        published=_published(head, found, UTC if _is_abroad(head, blocks) else days.VIETNAM) or document.published,
        url=next(iter(head.addresses), "") or _told_address(found),
        author=_author([*head.authors, *_signed(blocks)], named),
        outlet=named or _from_title(head, found),
    )


def is_front(head: Metadata, found: Found) -> bool:
    """Return whether a page is the first of its site: by its address, where nothing says that it is an article."""
    if not head.addresses or head.dates or urlsplit(head.addresses[0]).path.rstrip("/"):
        return False
    return not found.title or all(key(found.title.text) not in key(title) for title in head.titles)


def _title(head: Metadata, outlet: str) -> str:
    bare = [page_titles.bare(title, [outlet, *head.outlets]) for title in head.titles]
    return next((title for title in bare if len(title) > 20 and not page_titles.names_site(title)), "")


def _from_title(head: Metadata, found: Found) -> str:
    """Return the site's name that stands behind the article's title in the head's."""
    return page_titles.site(head.title, found.title.text if found.title else "")


def _told_address(found: Found) -> str:
    """Return the address that a line behind the text gives, as a page to be printed has it."""
    lines = (_ADDRESS.fullmatch(part.text) for part in (*found.along[-6:], *found.below))
    return next((line[1] for line in lines if line), "")


def _is_abroad(head: Metadata, blocks: Sequence[Block]) -> bool:
    """Return whether a page is none of Vietnam's: another host has it, and its text is in another language."""
    hosts = [urlsplit(address).hostname or "" for address in head.addresses]
    if not hosts or any(host.endswith(".vn") or of_host(host) for host in hosts):
        return False
    return sum(len(_VIETNAMESE.findall(block.text)) * _FEW - len(block.text) for block in blocks) < 0


def _published(head: Metadata, found: Found, zone: tzinfo) -> str:
    """Return the day of publication: the first one that can be meant, of those that are given the surest first."""
    given = (page_dates.of_metadata(value, zone) for value in head.dates)
    return next(filter(None, given), "") or next(filter(None, _days(found, zone)), "")


def _days(found: Found, zone: tzinfo) -> Iterator[str]:
    """Yield the days in the lines of a page. One that says 'today' or stands among other news is none of them."""
    near = [*found.along, *found.below]
    lines = [part for part in (*found.above, *near) if page_dates.is_line(part.text) or _timed(part)]
    lines = [part for part in lines if not page_words.begins(part.text, "today")]
    for wanted in (_is_labelled, _is_plain, _is_update):
        yield from (_day(part, zone) for part in lines if wanted(part) and (part in found.along or _certain(part)))


def _certain(part: Segment) -> bool:
    """Return whether a date that does not stand between title and text can only be that of the article."""
    words = any(page_words.begins(part.text, what) for what in ("published", "updated"))
    return words or "date" in part.roles


def _is_labelled(part: Segment) -> bool:
    return bool(page_words.behind(part.text, "published"))


def _is_update(part: Segment) -> bool:
    return not _is_labelled(part) and ("updated" in part.roles or page_words.begins(part.text, "updated"))


def _is_plain(part: Segment) -> bool:
    return not _is_update(part)


def _day(part: Segment, zone: tzinfo) -> str:
    return page_dates.of_metadata(_timed(part), zone) or page_dates.of_line(part.text)


def _timed(part: Segment) -> str:
    """Return what a <time> element gives for machines."""
    return part.element.get("datetime", "") if part.element.tag == "time" else ""


def _signed(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "byline":
            yield page_words.after(block.text, "byline") or block.text


def _author(names: Sequence[str], outlet: str) -> str:
    """Return the first that is a person's name, or several; '' for accounts, agencies and the outlet itself."""
    for name in names:
        bare = _BEHIND_NAME.sub("", name).strip(" .,:-")
        nobody = page_words.only(bare, "nobody") or page_titles.names_site(bare)
        if bare and bare != outlet and not nobody and is_name(bare):
            return bare
    return ""
