"""Mails (.eml), mailboxes (.mbox) and pages that browsers save as one file (.mhtml) → what is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import Message

from kg.documents.about import About
from kg.documents.archives.names import Names, inside, shown
from kg.documents.archives.unpacking import Budget, Held, budget_of
from kg.documents.article import described
from kg.documents.encoding import decoded
from kg.documents.mails import body, headers
from kg.documents.mails.parts import BAD, MOST_PARTS, Parts, content, damaged, name_of, parsed, sorted_out
from kg.documents.plain import title
from kg.documents.source import Settings, Skipped, Source
from kg.errors import InputError
from kg.model import Report
from kg.text import normalise

MOST = 64 << 20  # bytes: mails with large attachments; servers take half of it

Found = tuple[str, Report] | Source | InputError | Skipped


def members(source: Source, settings: Settings) -> Iterator[Found]:
    """Yield the report that a mail is, then the documents attached to it.

    Its text is that of its plain part, else of its HTML part; title, day, author and outlet are those of its headers.
    Attached mails are sources too. Raises InputError where it is no mail, or there is nothing in it, and OSError.
    """
    data, budget = source.read(MOST), budget_of(source)
    budget.packed += len(data) if source.opener is None else 0
    message = parsed(data, source.name)
    try:
        parts = sorted_out(message)
        if parts.encrypted:
            raise InputError(source.name, "is encrypted", "save the text in your mail program and give that")
        if parts.page is not None:
            yield _page(source, message, parts, settings)
        else:
            yield from _mail(source, message, parts, settings, budget)
    except BAD as error:  # what the library makes of headers and parts that nobody should write
        raise damaged(source.name, error) from None


def _page(source: Source, message: Message, parts: Parts, settings: Settings) -> Found:
    """Return a web page that was saved with all that belongs to it: that is left out."""
    url = headers.address(message, parts.page)
    page = _html(source, parts.page, source.about.over(About(url=url)))
    return source.name, replace(_read_html(page, parts.page, settings), format="mhtml")


def _mail(source: Source, message: Message, parts: Parts, settings: Settings, budget: Budget) -> Iterator[Found]:
    about, nothing = headers.about(message), True
    try:
        if report := _body(source, parts, about, settings):
            yield source.name, report
            nothing = False
    except InputError as error:
        yield error
        nothing = False
    names = Names()
    for number, part in enumerate(parts.attached, 1):
        nothing = False
        yield _attached(source, part, number, names, budget)
    if parts.cut:
        yield InputError(source.name, f"has over {MOST_PARTS} parts", "only the first ones are read, save the others")
    elif nothing:
        raise InputError(source.name, "is empty", "nothing was read from it")


def _body(source: Source, parts: Parts, about: About, settings: Settings) -> Report | None:
    """Return what a mail itself says, None where it is all white space. Raises InputError."""
    texts = [decoded(content(part), source.name, _forced(part, settings)) for part in parts.plain]
    text = "\n\n".join(
        body.text(found.text, part) for found, part in zip(texts, parts.plain, strict=True) if found.text.strip()
    )
    if not text.strip():
        return _html_body(source, parts, about, settings)
    stored = normalise(text).strip("\n") + "\n"
    encoding = next((found.encoding for found in texts if found.encoding), "")
    report = Report(stored, source.source_id, title=title(stored))
    return described(report, about.over(About(title=report.title)), source, "eml", encoding)


def _html_body(source: Source, parts: Parts, about: About, settings: Settings) -> Report | None:
    if parts.html is None or not content(parts.html).strip():
        return None
    from kg.documents.web import page_main

    page = _html(source, parts.html, source.about.over(about))
    return replace(_read_html(page, parts.html, settings, page_main.everything), format="eml")


def _html(source: Source, part: Message, about: About) -> Source:
    return replace(source, suffix=".html", path=None, opener=None, data=content(part), about=about)


def _read_html(page: Source, part: Message, settings: Settings, *of: Callable) -> Report:
    from kg.documents import html

    return html.read(page, replace(settings, encoding=_forced(part, settings)), *of)


def _forced(part: Message, settings: Settings) -> str:
    """Return the encoding that a part is in for sure: what the user says, or the wide ones, which show themselves."""
    return settings.encoding if not (part.get_content_charset() or "").startswith("utf") else ""


def _attached(source: Source, part: Message, number: int, names: Names, budget: Budget) -> Source | InputError:
    inner, refused = inside(name_of(part, number).replace("/", "_"))
    inner = names.give(inner or f"part-{number}")
    if refused:
        return InputError(f"{source.name}/{shown(inner)}", refused, "it is left where it is")
    return source.inside(shown(inner), inner, opener=Held(content(part), budget))
