"""kg: Vietnamese official news reports as a knowledge graph with exact evidence.

>>> import kg
>>> report = kg.read("report.txt")  # doctest: +SKIP
>>> statements = kg.extract(report)  # doctest: +SKIP
>>> with kg.open_store(".kg") as store:  # doctest: +SKIP
...     rows = store.query("SELECT ?name { ?person a kg:Person ; rdfs:label ?name }").plain()

``docs/python.md`` tells more. What goes wrong is a :class:`KgError`, whose text is one line for the user.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.build import Builder
    from kg.difference.change import Difference
    from kg.findings.model import Finding
    from kg.model import Concept, Entity, Literal, Outcome, Ref, Report, ReportStatements, Statement
    from kg.store.interface import Store
    from kg.store.listing import StoredReport
    from kg.store.result import Result

__version__ = "0.1.0"
__all__ = [
    "Concept",
    "Difference",
    "Entity",
    "Finding",
    "KgError",
    "Literal",
    "Outcome",
    "Ref",
    "Report",
    "ReportStatements",
    "Result",
    "Statement",
    "Store",
    "StoredReport",
    "__version__",
    "analyse",
    "ask",
    "check",
    "diff",
    "extract",
    "forget",
    "ingest",
    "open_store",
    "read",
    "read_folder",
    "read_text",
    "reread",
]
# Name → the module that has it, imported when first asked for: ``import kg`` takes no time.
_HOMES = {
    **dict.fromkeys(("Concept", "Entity", "Literal", "Ref", "Report", "ReportStatements", "Statement"), "kg.model"),
    "Difference": "kg.difference.change",
    "Finding": "kg.findings.model",
    "Outcome": "kg.model",
    "Result": "kg.store.result",
    "Store": "kg.store.interface",
    "StoredReport": "kg.store.listing",
}


def read(path: str | Path, *, encoding: str = "") -> Report:
    """Return the report in a file: plain text, Markdown, a web page, Word, PDF … (docs/documents.md has them all).

    Its ``source_id`` is the file's name. ``encoding`` is that of the file, where it should not be found out. Raises
    InputError, which says which file and why, where there is none or there are several (an archive, a table), and
    UsageError for an encoding that there is not.
    """
    from kg.documents.single import file_report

    return file_report(path, encoding)


def read_folder(path: str | Path, *, encoding: str = "") -> Iterator[Report]:
    """Yield the reports in a folder and those below it, in the order of their paths; or in an archive, mail or table.

    A report's ``source_id`` is its path inside the folder. Hidden files and those of no format that is read are left
    out. Raises InputError at the first file that cannot be read, UsageError as :func:`read`.
    """
    from kg.documents.single import folder_reports

    return folder_reports(path, encoding)


def read_text(
    text: str, *, source_id: str = "", title: str = "", published: str = "", url: str = "", author: str = "",
    outlet: str = "",
) -> Report:  # fmt: skip
    """Return a text that you have already as a report, with what you know of it.

    ``source_id`` says where it is from: a later text from there replaces it in a store. Without one it is ``url``, or
    one made of the text. ``title`` is taken from the text where it has a headline; ``published`` is a day such as
    '2022-01-31', ``outlet`` who published it. Raises InputError for a text that is empty and a day that is none.
    """
    from kg.documents.single import text_report

    return text_report(
        text, source_id=source_id, title=title, published=published, url=url, author=author, outlet=outlet
    )


def extract(report: Report) -> list[Statement]:
    """Return what a report says, each statement with the words that say it: ``report.text[start:end]``.

    Their subjects and objects are keys that hold in this report only; :func:`analyse` has the entities too.
    """
    return list(analyse(report).statements)


def analyse(report: Report) -> ReportStatements:
    """Return what a report speaks of (``entities``) and what it says (``statements``)."""
    from kg.reading.pipeline import read as read_statements

    return read_statements(report)


def open_store(url: str | Path, *, write: bool = False, create: bool = False, base: str | None = None) -> Store:
    """Open a store; see :func:`kg.store.open.open_store`."""
    from kg.store.open import open_store as open_it

    return open_it(url, write=write, create=create, base=base)


def ask(store: Store, question: str, values: Mapping[str, str] | None = None) -> Result:
    """Return the answer to a saved question (``kg query --list``), its parameters given as one would type them.

    ``values`` holds parameter → text: a name, with tones or without, a number such as 41-CT/TW, an IRI, a date.
    Raises UsageError for a question or a parameter that there is not, NotFoundError for a name of nothing and
    AmbiguousError for one of several things.
    """
    from kg.queries.ask import ask as ask_saved
    from kg.queries.saved import load

    return ask_saved(store, load(question), values or {})


def ingest(store: Store, reports: Report | Iterable[Report]) -> list[Outcome]:
    """Put one report or several into a store that is open for writing.

    Each goes in by one transaction, but for the first ones of a store, which go in together. Returns for each what
    became of it: ``change`` is 'new', 'unchanged' or 'replaced'. What is in already costs no time. Raises InputError
    for a report that cannot be read; those before it are in.
    """
    from dataclasses import replace

    from kg.model import Report

    builder = _builder(store)
    try:
        given = [reports] if isinstance(reports, Report) else reports
        return [replace(builder.stage(report), reading=None) for report in given]  # all readings would fill the memory
    finally:
        builder.settle()


def forget(store: Store, report_keys: str | Iterable[str]) -> None:
    """Take a report or several (by their 16-digit keys), and all that only they say, out of a store open for writing.

    Several go in one transaction. Raises NotFoundError where one is not in; then none goes.
    """
    _builder(store).forget(report_keys)


def reread(store: Store, *, everything: bool = False) -> int:
    """Read all reports of a store open for writing again where another reader, or other words, read them.

    Their facts are replaced, judgements stay. Returns how many reports those were; ``everything`` has all read again.
    """
    return _builder(store).reread(everything=everything)


def check(store: Store, *, about: str = "", kinds: Collection[str] = (), accepted: bool = False) -> list[Finding]:
    """Return what contradicts itself in what a store's reports tell, the worst first, with the words of both sides.

    ``about`` limits it to what concerns the thing or report of that name, ``kinds`` to some ids of docs/findings.md.
    What somebody accepted is left out unless ``accepted`` is true. Raises UsageError and NotFoundError for names that
    mean nothing, InputError where the store's file of judgements is damaged.
    """
    from kg.findings import check as find_all
    from kg.findings import refuse_unknown
    from kg.judgements.file import read as judged
    from kg.queries.find import find

    refuse_unknown(kinds)
    iri = find(store, about) if about else ""
    found = find_all(store, judgements=judged(store.judgements), kinds_wanted=kinds, about=iri)
    return [finding for finding in found if accepted or not finding.accepted]


def diff(
    a: Store | str | Path,
    b: Store | str | Path,
    *,
    about: str = "",
    kinds: Collection[str] = (),
    relations: Collection[str] = (),
    everything: bool = False,
) -> Difference:
    """Return what differs between two graphs, thing by thing: each a store, its folder or address, a dump, an export.

    ``about`` limits it to what concerns the things of that name, ``kinds`` and ``relations`` to some of these;
    ``everything`` also compares what is derived, and the numbers of pieces of evidence and of memberships. Raises
    StoreError and InputError for what cannot be read, UsageError and NotFoundError for names that mean nothing.
    """
    from kg.difference.diff import diff as compared

    return compared(a, b, about=about, kinds=kinds, relations=relations, everything=everything)


def _builder(store: Store) -> Builder:
    from kg.build import Builder
    from kg.reading.pipeline import read as read_statements
    from kg.reading.pipeline import reader_version

    return Builder(store, read_statements, reader_version())


if not TYPE_CHECKING:  # a type checker knows these names from above, and is to complain about others

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)

    def __dir__() -> list[str]:
        return sorted(__all__)
