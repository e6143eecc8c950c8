"""How well the article of a web page is found: by us, and by each known extractor that is installed.

    python bench/webpages.py            invented pages of the usual portals (tests/portals)
    python bench/webpages.py FOLDER     saved pages: each PAGE.html with the paragraphs that are right in PAGE.txt, and,
                                        where known, {"title": …, "published": …, "author": …} in PAGE.json

Prints, for each extractor, how many of the right paragraphs are kept whole (recall), how much of what it gives belongs
to the article (precision, of characters), and in how many pages title, day and author are right. Known are trafilatura,
readability-lxml, justext, newspaper4k, goose3, boilerpy3 and resiliparse.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from kg.text import key  # noqa: E402


class Case(NamedTuple):
    """A page: its text, its right paragraphs, what is right about it ('' where the page does not tell it)."""

    name: str
    markup: str
    paragraphs: list[str]
    about: dict[str, str]


class Given(NamedTuple):
    """What an extractor gives."""

    text: str
    title: str = ""
    published: str = ""
    author: str = ""


def ours(markup: str) -> Given:
    from kg.documents import html
    from kg.documents.source import Settings, Source

    report = html.read(Source("page", "page", ".html", data=markup.encode()), Settings(encoding="utf-8"))
    return Given(report.text, report.title, report.published, report.author)


def trafilatura(markup: str) -> Given:
    from trafilatura import bare_extraction

    found = bare_extraction(markup, with_metadata=True, include_tables=True, favor_recall=True)
    return Given(found.text or "", found.title or "", found.date or "", found.author or "") if found else Given("")


def readability(markup: str) -> Given:
    from lxml.html import document_fromstring
    from readability import Document

    document = Document(markup)
    return Given("\n".join(document_fromstring(document.summary()).itertext()), document.short_title())


def justext(markup: str) -> Given:
    import justext

    found = justext.justext(markup.encode(), frozenset(), stopwords_low=0, stopwords_high=0)  # of any language
    return Given("\n".join(part.text for part in found if not part.is_boilerplate))


def newspaper(markup: str) -> Given:
    from newspaper import Article

    language = re.search(r"<html[^>]*\blang=[\"']?([a-z]{2})", markup)
    article = Article("https://example.org/a.html", language=language[1] if language else "vi", fetch_images=False)
    article.download(input_html=markup)
    article.parse()
    day = article.publish_date.date().isoformat() if hasattr(article.publish_date, "date") else ""
    return Given(article.text, article.title or "", day, ", ".join(article.authors))


def goose3(markup: str) -> Given:
    from goose3 import Goose

    article = Goose({"enable_image_fetching": False}).extract(raw_html=markup)
    return Given(article.cleaned_text, article.title, (article.publish_date or "")[:10], ", ".join(article.authors))


def boilerpy3(markup: str) -> Given:
    from boilerpy3.extractors import ArticleExtractor

    return Given(ArticleExtractor(raise_on_failure=False).get_content(markup))


def resiliparse(markup: str) -> Given:
    from resiliparse.extract.html2text import extract_plain_text

    return Given(extract_plain_text(markup, main_content=True))


EXTRACTORS: tuple[Callable[[str], Given], ...] = (
    ours, trafilatura, readability, justext, newspaper, goose3, boilerpy3, resiliparse,
)  # fmt: skip


def invented() -> Iterable[Case]:
    """Yield the pages that the tests make."""
    import portal_pages

    for page in portal_pages.pages():
        yield Case(page.layout, page.markup, [text for _, text in page.blocks], page.about)


def saved(folder: Path) -> Iterable[Case]:
    """Yield the pages of a folder with the paragraphs that are right."""
    for path in sorted(folder.glob("*.html")):
        right = path.with_suffix(".txt")
        if right.exists():
            lines = [line for line in right.read_text(encoding="utf-8").splitlines() if line.strip()]
            told = path.with_suffix(".json")
            about = json.loads(told.read_text(encoding="utf-8")) if told.exists() else {}
            yield Case(path.name, path.read_text(encoding="utf-8", errors="replace"), lines, about)


def folded(text: str) -> str:
    """Return a text as it is compared: no white space, no case."""
    return "".join(key(text).split()).replace("|", "")


def kept(case: Case, given: Given) -> float:
    """Return the part of the right paragraphs that are given whole."""
    text = folded(given.text)
    return sum(folded(each) in text for each in case.paragraphs) / len(case.paragraphs)


def pure(case: Case, given: Given) -> float:
    """Return the part of what is given that belongs to the article, by lines."""
    right = folded("\n".join(case.paragraphs))
    lines = [folded(line) for line in given.text.splitlines() if line.strip()]
    return sum(len(line) for line in lines if line in right) / max(1, sum(map(len, lines)))


def main() -> None:
    """Print one line for each extractor that is installed."""
    cases = list(saved(Path(sys.argv[1])) if len(sys.argv) > 1 else invented())
    print(f"{len(cases)} pages\n\n| extractor | recall | precision | title | day | author | ms a page |")
    print("|---|---|---|---|---|---|---|")
    for extractor in EXTRACTORS:
        name = extractor.__name__
        if name != "ours" and not find_spec(name):
            continue
        print(_line(name, extractor, cases))


def _line(name: str, extractor: Callable[[str], Given], cases: list[Case]) -> str:
    start, results = time.perf_counter(), []
    for case in cases:
        try:
            results.append((case, extractor(case.markup)))
        except Exception as error:  # any library may fail on any page: it gives nothing then
            print(f"{name}: {case.name}: {type(error).__name__}: {error}"[:150], file=sys.stderr)
            results.append((case, Given("")))
    each = (time.perf_counter() - start) * 1000 / len(cases)
    told = [_told(results, field) for field in ("title", "published", "author")]
    shares = [sum(measure(*result) for result in results) / len(results) for measure in (kept, pure)]
    return f"| {name} | {shares[0]:.1%} | {shares[1]:.1%} | {' | '.join(told)} | {each:.0f} |"


def _told(results: list[tuple[Case, Given]], field: str) -> str:
    asked = [(case.about[field], getattr(given, field)) for case, given in results if field in case.about]
    right = sum(key(wanted) == key(got) for wanted, got in asked)
    return f"{right}/{len(asked)}" if asked else ""


if __name__ == "__main__":
    main()
