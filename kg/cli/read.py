"""Commands that bring reports in and out: extract, ingest, reports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.document_options import damaged, document_options
from kg.cli.ending import ending_whole
from kg.cli.listing import as_csv, as_json, format_option
from kg.cli.options import err, jobs_option, lexicon_option, opened, out, out_bytes, store_option
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.documents.source import Settings
    from kg.model import ReportStatements
    from kg.store.listing import StoredReport

_COLUMNS = (
    "report", "published", "title", "author", "outlet", "url", "sources", "format", "encoding", "copy_of", "entities",
    "evidence",
)  # fmt: skip
EXTRACT_FORMATS = ("nquads", "trig", "turtle", "jsonld")


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format", type=click.Choice(EXTRACT_FORMATS), default="nquads", show_default=True, help="How to write it."
)
@document_options
@lexicon_option
@click.option("--trace", is_flag=True, help="Print the text instead: mentions, facts, rules, what gave no fact.")
@jobs_option
@click.pass_context
def extract(
    ctx: click.Context,
    files: tuple[str, ...],
    format: str,
    trace: bool,
    jobs: int,
    settings: Settings,
    network: bool,
) -> None:
    """Read reports and print their graph; no store is touched.

    FILE is a document, a folder or an archive of documents, a table of articles, - for standard input, or a web
    address (with --allow-network). Several are resolved together: one person in two reports is one person.

    With --trace, each sentence is printed with its mentions marked and, below it, what was read from it and by which
    rule; then the sentences with an official or a directive in them that gave no fact.
    """
    from kg.documents.folder import sources
    from kg.documents.source import Skipped
    from kg.intake.order import read_all
    from kg.intake.pool import Pool

    readings: list[ReportStatements] = []
    failed = 0
    with Pool(jobs) as pool:
        for source, item in read_all(pool, jobs, sources(files, sys.stdin.buffer, network), settings):
            if isinstance(item, KgError | Skipped):
                err(str(item))
                failed += isinstance(item, KgError)
                continue
            if warning := damaged(source, item.report.encoding):
                err(warning)
            if not item.entities:
                err(f"warning: {source}: nothing of the domain found in it; it is a report with its text alone")
            readings.append(item)
    if trace:
        _traces(readings)
    elif readings:
        _graph(readings, format)
    ctx.exit(1 if failed else 0)


def _graph(readings: list[ReportStatements], format: str) -> None:
    """Print the graph of several reports together."""
    from kg.graph.project import project
    from kg.graph.serialise import serialised
    from kg.resolution.resolve import resolve

    out_bytes(serialised(project(readings, resolve(readings)), format))


def _traces(readings: list[ReportStatements]) -> None:
    """Print what was read from each sentence of each report."""
    from kg.cli.terminal import columns, marked, styled
    from kg.cli.trace import lines

    for reading in readings:
        out(marked(lines(reading, columns()), styled()))
        click.echo()


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--base", metavar="IRI", help="For a new store: what all its IRIs begin with, for good.")
@document_options
@jobs_option
@click.option("-n", "--dry-run", is_flag=True, help="Only say what would become of the files; write nothing.")
@click.option("--strict", is_flag=True, help="Stop at the first file that cannot be read; what was done stays.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what failed, and the summary.")
@lexicon_option
@store_option
@click.pass_context
def ingest(
    ctx: click.Context,
    paths: tuple[str, ...],
    base: str | None,
    store_path: str,
    settings: Settings,
    network: bool,
    **manner,
) -> None:
    """Read reports into the store.

    PATH is a document, a folder or an archive of documents, a table of articles, - for standard input, or a web
    address (with --allow-network). What is in already is left as it is; a changed text
    replaces the one its source had before. A file that was removed stays a report until kg forget takes it out.

    The IRIs of a store lead to their pages where its base is the address of its server: with --base
    http://127.0.0.1:8765/id/ that of kg serve on this machine.
    """
    from kg.cli.intake import Intake

    with ending_whole():
        code = Intake(paths, store_path, base, network=network, **manner).run(settings)
    ctx.exit(code)


@click.command()
@format_option
@store_option
def reports(format: str, store_path: str) -> None:
    """List the reports in the store, by date.

    Beside its source stand the format and the encoding that a report came in, unless it is plain text in UTF-8. Copies
    of an earlier report, cut or lightly edited, name its key: where reports are counted they count as one. JSON and CSV
    have whole titles, and the author, the outlet and the web address too; kg show REPORT tells those of one.
    """
    with opened(store_path) as store:
        found = store.reports()
    if format == "json":
        as_json([{**_row(report), "sources": list(report.source_ids)} for report in found])
    elif format == "csv":
        as_csv(({**_row(report), "sources": " ".join(report.source_ids)} for report in found), list(_COLUMNS))
    else:
        _list(found)


def _row(report: StoredReport) -> dict[str, object]:
    return {name: report.key if name == "report" else getattr(report, name) for name in _COLUMNS if name != "sources"}


def _list(found: list[StoredReport]) -> None:
    from kg.cli.table import grid
    from kg.cli.terminal import clean, columns
    from kg.graph.labels import cut

    titles = ("report", "date", "title", "source", "entities", "evidence")
    rows = [
        (r.key, r.published, cut(clean(r.title), 24), clean(_source(r)), str(r.entities), str(r.evidence))
        for r in found
    ]
    out(grid(titles, rows, (False, False, False, False, True, True), columns()))


def _source(report: StoredReport) -> str:
    """Return where a report is from, what it was read as unless that is plain text, and of which one it is a copy."""
    notes = [report.format, report.encoding, f"copy of {report.copy_of[:8]}" if report.copy_of else ""]
    told = ", ".join(filter(None, notes))
    return ", ".join(report.source_ids) + (f" ({told})" if told else "")
