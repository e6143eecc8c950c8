"""Which segments of a page are its article, and what each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.documents import letterhead
from kg.documents.web import page_dates, page_runs, page_titles, page_words
from kg.documents.web.page_marks import role
from kg.documents.web.page_segments import Segment, segments
from kg.text import key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAME = 0.6  # of the prose around it: what has less is a part of the article only
_LITTLE = 0.1
_NEARLY = 0.95  # the same of a page of short lines, where little tells an article from the rest
_NOTABLE = 0.5  # of a page's prose: what has more is no aside, whatever it calls itself
_DROPPED = frozenset(("drop", "others"))
_ASIDES = _DROPPED | {"date", "updated"}
_PARTS = _DROPPED | frozenset(("date", "updated", "byline", "caption", "dateline"))
_LINES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_SHORT = 120
_HEAD = 16  # segments that the head of an official document has at most
_NEAR = 6  # segments before and behind an article
_TITLE = range(12, 400)  # characters


@dataclass(frozen=True, slots=True)
class Found:
    """A page's article: the segment that is its title, those of its text, and the lines around and between them.

    ``above`` stand before title and text, ``along`` from the title to the end of the text, ``below`` behind it; the
    dates of the page are among these.
    """

    title: Segment | None
    body: list[Segment]
    above: list[Segment]
    along: list[Segment]
    below: list[Segment]


def article(root: HtmlElement, titles: Sequence[str]) -> Found:
    """Return a page's article; ``titles`` are what the page's head says that its title is."""
    parts = segments(root)
    title = _titled(parts, titles)
    runs = page_runs.runs(root)
    if spared := _spared(root, parts, title, runs):
        parts = segments(root, spared)
        title = _titled(parts, titles)
    kept = [part for part in parts if not part.roles & _DROPPED]
    main = _main(root, kept, runs)
    inside = set(main.iter())
    places = [at for at, part in enumerate(kept) if part.element in inside]
    if not places:
        return Found(title, [], [], [], [])
    first, last = _official(kept, places[0], places[-1])
    title = title or (_unnamed(kept, first) if first == places[0] else None)
    return _around(kept, first, last, title)


def _official(kept: Sequence[Segment], first: int, last: int) -> tuple[int, int]:
    """Return the places of an article with the head and the foot of an official document, which often stand in tables
    of their own above and below the element that has its text.
    """
    name = next((at for at in range(max(0, first - _HEAD), first) if letterhead.is_name(kept[at].text)), -1)
    if name < 0:
        return first, last
    furthest = max(0, name - _NEAR)
    start = next((at for at in range(name, furthest, -1) if not _heads(kept[at - 1])), furthest)
    foot = next(
        (at for at in range(last + 1, last + 4) if at < len(kept) and letterhead.is_receivers(kept[at].text)), 0
    )
    table = next(kept[foot].element.iterancestors("table"), None) if foot else None
    if table is not None:
        inside = set(table.iter())
        last = max(at for at in range(foot, len(kept)) if kept[at].element in inside)
    return start, last


def _heads(part: Segment) -> bool:
    """Return whether a line can stand above the country's name in a head: a body in capitals, a number, a subject."""
    numbered = part.text.startswith(("Số", "V/v", "*"))
    return (part.text.isupper() or numbered) and not part.all("linked") and len(part.text) < _SHORT


def piece(root: HtmlElement, titles: Sequence[str] = ()) -> Found:
    """Return the article of markup that is nothing but one, as crawlers cut it out of its page."""
    kept = _unmarked(root)
    return Found(None, cut(kept), [], kept, [])


def everything(root: HtmlElement, titles: Sequence[str] = ()) -> Found:
    """Return all that is to read in markup that is no page of a site, as a mail."""
    kept = _unmarked(root)
    return Found(None, kept, [], kept, [])


def _unmarked(root: HtmlElement) -> list[Segment]:
    """Return the segments that are not called something else than the text, unless that is most of them."""
    parts = segments(root)
    if spared := _spared(root, parts, None, page_runs.runs(root)):
        parts = segments(root, spared)
    return [part for part in parts if not part.roles & _DROPPED]


def _around(kept: Sequence[Segment], first: int, last: int, title: Segment | None) -> Found:
    """Return the article between two places, with what belongs to it from before and after them."""
    start = next((at for at, part in enumerate(kept) if part is title), -1)
    lead = [part for part in kept[start + 1 : first] if _leads(part)] if start >= 0 else []
    body = cut(kept[max(first, start + 1) if start <= last else first : last + 1])
    tail = [part for part in kept[last + 1 : last + 8] if "byline" in part.roles and len(part.text) < _SHORT]
    begin = min(first, start) if start >= 0 else first
    above, below = list(kept[max(0, begin - _NEAR) : begin]), list(kept[last + 1 : last + 1 + _NEAR])
    return Found(title, [*lead, *body, *tail], above, list(kept[begin : last + 1]), below)


def cut(parts: Sequence[Segment]) -> list[Segment]:
    """Return the segments of an article without the lines that a page sets among and behind them."""
    total = sum(len(part.text) for part in parts if part.prose)
    body: list[Segment] = []
    told = 0
    for part in parts:
        if page_words.only(part.text, "end") and told * 2 > total:
            break
        if not _foreign(part):
            body.append(part)
            told += len(part.text) if part.prose else 0
    return body


def _foreign(part: Segment) -> bool:
    """Return whether a segment among those of an article is none of it."""
    if part.roles & _ASIDES:
        return True
    if part.kind == "table":
        return False
    if not any(map(str.isalpha, part.text)):
        return True
    if len(part.text) < 200 and part.all("linked") and "byline" not in part.roles:
        return True
    if page_words.only(part.text, "end") or page_dates.is_line(part.text):
        return True
    return len(part.text) < _SHORT and page_words.begins(part.text, "drop")


def _leads(part: Segment) -> bool:
    """Return whether a segment between title and text belongs to the article: its lead, or who wrote it."""
    if _foreign(part):
        return False
    return part.prose or bool(part.roles & {"lead", "byline"}) and len(part.text) > 3


def _titled(parts: Sequence[Segment], titles: Sequence[str]) -> Segment | None:
    """Return the segment that is the title: as the page's head has it, else the first great heading."""
    folded = [key(title) for title in titles]
    able = [part for part in parts if len(part.text) in _TITLE and not page_titles.names_site(part.text)]
    same = [part for part in able if any(_fits(key(part.text), title) for title in folded)]
    great = [part for part in able if part.element.tag == "h1" and not part.all("linked")]
    ranked = sorted(
        same or great, key=lambda part: (bool(part.roles & _DROPPED), part.element.tag != "h1", -len(part.text))
    )
    return ranked[0] if ranked and (same or not ranked[0].roles & _DROPPED) else None


def _fits(text: str, title: str) -> bool:
    """Return whether a line is the title that a page's head gives, there often with the site's name around it."""
    return text == title or len(text) > 20 and (title.startswith(text) or title.endswith(text) or text in title)


def _unnamed(kept: Sequence[Segment], first: int) -> Segment | None:
    """Return the title of an article whose page does not say what it is: by its name, its date, or in bold."""
    near = [part for part in kept[max(0, first - 6) : first + 3] if not page_titles.names_site(part.text)]
    named = [part for part in near if "title" in part.roles and len(part.text) in _TITLE and not part.all("linked")]
    if named:
        return named[-1]
    for part, following in pairwise(near):
        if page_dates.is_line(following.text) and _names(part):
            return part
    for part in near[-3:]:
        bold = part.all("bold") or part.kind == "heading"
        if bold and _names(part):
            return part
    return None


def _names(part: Segment) -> bool:
    """Return whether a line may be a title: of some length, but no sentence and no link."""
    return len(part.text) in range(20, 250) and not part.text.endswith((".", ":", ";", ",")) and not part.all("linked")


def _spared(
    root: HtmlElement, parts: Sequence[Segment], title: Segment | None, runs: Sequence[Sequence[HtmlElement]]
) -> frozenset[HtmlElement]:
    """Return the elements that are called asides, dates or the like, but hold the title or most of what is to read."""
    shares = _shares(root, parts)
    limit = _NOTABLE * shares[root]
    apart = sum(len(part.text) for part in parts if part.prose and not part.roles & _PARTS)
    alone = apart < _LITTLE * shares[root]  # there is next to nothing to read beside what calls itself so
    notable = [element for element in root.iter() if shares[element] > limit]
    held = [element for element in notable if role(element) == "main"]
    held += [block for run in runs if sum(shares[block] for block in run) > limit for block in run]
    holding = page_runs.around(held) | (page_runs.around([title.element]) | {title.element} if title else set())
    spared = {element for element in holding if role(element) in _PARTS}
    if alone:
        spared |= {each for each in notable if role(each) in _PARTS and not (title and role(each) == "others")}
    return frozenset(spared)


def _main(root: HtmlElement, kept: Sequence[Segment], runs: Sequence[Sequence[HtmlElement]]) -> HtmlElement:
    """Return the element that holds the article: one that is named so, else where most of the prose is together."""
    shares = _shares(root, kept)
    named = [each for each in root.iter() if shares[each] and (role(each) == "main" or each.tag in ("article", "main"))]
    for run in runs:
        together = sum(shares[block] for block in run)
        if len(run) > 1 and together * 3 > shares[root]:
            common = page_runs.common(run)
            named += [common] if together > _NEARLY * shares[common] else []
    best = max((shares[each] for each in named), default=0)
    if best * 3 > shares[root]:
        root = next(each for each in named if shares[each] == best)
    same = _SAME if any(part.prose for part in kept) else _NEARLY
    while (inner := next((each for each in root if shares[each] > same * shares[root]), None)) is not None:
        if inner.tag in _LINES or shares[inner] < 0.9 * shares[root] and best * 3 > shares[root]:
            break  # one paragraph is no article, where it has others beside it
        root = inner
    return root


def _shares(root: HtmlElement, parts: Sequence[Segment]) -> Counter[HtmlElement]:
    """Return how much prose each element holds: the characters of its running text, with what is inside it.

    Where a page has no prose, it is that of all its text but links.
    """
    telling = [part for part in parts if part.prose] or [part for part in parts if not part.all("linked")]
    shares: Counter[HtmlElement] = Counter()
    for part in telling:
        shares[part.element] += len(part.text)
    for element in reversed(list(root.iter())):
        if shares[element] and (above := element.getparent()) is not None:
            shares[above] += shares[element]
    return shares
