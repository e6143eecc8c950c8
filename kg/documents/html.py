"""Web pages → Reports: the article without what the page sets around it, and what the page tells of it."""

from __future__ import annotations

from collections.abc import Callable

from kg.documents.article import report
from kg.documents.source import Settings, Source
from kg.documents.web import markup, page_about, page_blocks, page_bytes, page_main
from kg.documents.web.page_main import Found
from kg.documents.web.page_metadata import metadata
from kg.errors import InputError
from kg.model import Report

MAX_BYTES = 16 * 1024 * 1024


def read(source: Source, settings: Settings, of: Callable[..., Found] = page_main.article) -> Report:
    """Return the report that a web page holds. Nothing that the page names is fetched, and nothing in it is run.

    ``of`` finds what of it is the text: :func:`~kg.documents.web.page_main.piece` and ``everything`` do for markup that
    is no page of a site. Raises InputError where there is no text in it, or its markup cannot be read, and OSError.
    """
    page = page_bytes.page(source.read(MAX_BYTES), source.name, settings.encoding)
    root = markup.tree(page.markup, source.name)
    if root is None:
        raise InputError(source.name, "is empty", "nothing was read from it")
    head = metadata(root, page.beginning)
    found = of(root, head.titles)
    if page_about.is_front(head, found):
        raise InputError(source.name, "is the front page of a site, not an article", "save the article itself")
    if not found.body:
        raise InputError(source.name, "has no article in it", "save its text as UTF-8 and give that")
    blocks = page_blocks.blocks(found)
    about = page_about.about(head, found, blocks)
    blocks = page_blocks.signed(blocks, about.author)
    return report(blocks, about, source, format="html", encoding=page.encoding)
