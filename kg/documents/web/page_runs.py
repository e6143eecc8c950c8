"""The blocks that a page cuts an article into, with pictures, asides and advertisements between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.documents.web.page_marks import role
from kg.documents.web.page_segments import HEADINGS

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def runs(root: HtmlElement) -> list[list[HtmlElement]]:
    """Return elements that are named as content, each with those that go on where it ends: what an article is cut into.

    They are named alike, and so is what they stand in; between them no heading stands and no article begins.
    """
    found: list[list[HtmlElement]] = []
    open_runs: dict[tuple[str, ...], list[HtmlElement]] = {}
    inside: set[HtmlElement] = set()
    for element in root.iter():
        above = element.getparent()
        if above in inside:
            inside.add(element)
        elif role(element) == "main" and above is not None:
            name = (element.tag, element.get("class", ""), above.tag, above.get("class", ""))
            if name not in open_runs:
                found.append(open_runs.setdefault(name, []))
            open_runs[name].append(element)
            inside.add(element)
        elif element.tag == "article" or element.tag in HEADINGS:
            open_runs = {}
    return found


def common(run: Sequence[HtmlElement]) -> HtmlElement:
    """Return the innermost element that holds all of a run."""
    last = set(run[-1].iterancestors())
    return next(above for above in run[0].iterancestors() if above in last)


def around(elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    """Return all that some elements are in."""
    found: set[HtmlElement] = set()
    for element in elements:
        while (element := element.getparent()) is not None and element not in found:
            found.add(element)
    return found
