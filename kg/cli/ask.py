"""Commands that ask the graph: query, show, export, view."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.ending import ending_at_once
from kg.cli.options import RDF_FORMATS, Lines, err, named, no_inferred_option, opened, out, out_bytes, store_option
from kg.cli.waiting import waited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.queries.saved import SavedQuery
    from kg.store.interface import Store
    from kg.store.result import Result

# As kg.store.result and kg.export have them; named here so that help does not load those (a test compares).
QUERY_FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")
STREAMED = ("csv", "tsv", "json", "xml")  # these are written while they are found
EXPORT_FORMATS = (*RDF_FORMATS, "graphml", "gexf", "csv")
EVIDENCE_FORMATS = ("trig", "nquads", "jsonld")


class Steps(click.IntRange):
    """A number of steps; whatever else is typed gets the same line."""

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number. Raises BadParameter, with the range."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is not a number from {self.min} to {self.max}", param, ctx)


@click.command()
@click.argument("question", metavar="QUERY", required=False)
@click.option("--format", type=click.Choice(QUERY_FORMATS), default="table", show_default=True, help="How to write it.")
@click.option("-p", "--param", "parameters", metavar="NAME=VALUE", multiple=True, help="A parameter; may be repeated.")
@click.option("--list", "listing", is_flag=True, help="List the saved questions; with QUERY, tell about that one.")
@click.option("--timeout", metavar="SECONDS", type=click.FloatRange(0, min_open=True), help="Give up after a while.")
@no_inferred_option
@store_option
def query(
    question: str | None,
    format: str,
    parameters: tuple[str, ...],
    listing: bool,
    timeout: float | None,
    no_inferred: bool,
    store_path: str,
) -> None:
    """Ask a question: a saved one, or any in SPARQL.

    QUERY is the name of a saved question, a .rq file, SPARQL text, or - for SPARQL from standard input.

    Parameters of a saved question take what people say: a name (with or without tones), a number such as 41-CT/TW, an
    IRI, a date. In other SPARQL, -p x=VALUE stands for the variable ?x of a SELECT: <IRI>, kg:chairs, "text"@vi, a date
    or a number; anything else is plain text.

    \b
    kg query --list
    kg query who-chairs -p who="Bùi Thanh Sơn"
    kg query 'SELECT ?label WHERE { ?x a kg:Directive ; rdfs:label ?label }'
    """
    from kg.cli import catalogue, questions

    if listing:
        out(catalogue.told(questions.asked(question)) if question else catalogue.listed())
        return
    if not question:
        raise click.UsageError("give a question: a saved one (kg query --list), a .rq file, or SPARQL text")
    asked = questions.asked(question)
    values = questions.parameters(parameters)
    with options.asked(store_path, no_inferred=no_inferred) as store, ending_at_once():
        if format in STREAMED:
            waited(lambda: _stream(store, asked, values, format), timeout)
        else:
            result = waited(lambda: questions.answer(store, asked, values), timeout)
            _write(result, format, store.base, saved=bool(asked.parameters))
            if note := questions.cut_off(asked, values, len(result)):
                err(note)


@click.command()
@click.argument("what", metavar="WHAT")
@no_inferred_option
@store_option
def show(what: str, no_inferred: bool, store_path: str) -> None:
    """Show one thing with its facts and their sentences.

    Each fact comes with the sentence it stands in, the words marked. What follows from facts without standing among
    them is listed at the end (kg why tells from which).

    WHAT is a name or an alias, a directive's number, an IRI (also short: person/…, as other commands write it), or a
    report's key or source.
    """
    from kg.cli.card import card
    from kg.cli.terminal import columns, marked, styled
    from kg.queries.describe import describe
    from kg.queries.find import find

    with opened(store_path) as store:
        found = describe(store, find(store, what), inferred=not no_inferred)
        out(marked(card(found, store.base, columns()), styled()))


@click.command()
@click.option(
    "--format",
    type=click.Choice(EXPORT_FORMATS),
    help="The file format; by default that of FILE's ending (.ttl, .trig, .nt, .nq, .rdf, .jsonld, .graphml, .gexf, "
    ".csv), else turtle.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=named,
    help="Where to write; standard output by default. For csv a folder, or x.csv. x.gz is packed.",
)
@click.option("--no-evidence", is_flag=True, help="Leave out the evidence (trig, nquads, jsonld).")
@no_inferred_option
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where FILE is missing or out of date.")
@store_option
@click.pass_context
def export(
    ctx: click.Context,
    format: str | None,
    output: str | None,
    no_evidence: bool,
    no_inferred: bool,
    check: bool,
    store_path: str,
) -> None:
    """Write the graph as a file for other tools.

    The same graph always gives the same bytes.
    """
    from kg import export as exports

    if check and output in (None, "-"):
        raise click.UsageError("--check needs -o FILE: the file to compare with", ctx)
    format = format or exports.format_of(output or "-")
    if no_evidence and format not in EVIDENCE_FORMATS:
        err(f"note: --no-evidence changes nothing: {format} has no evidence in it")
    if no_inferred and format not in RDF_FORMATS:
        err(f"note: --no-inferred changes nothing: {format} has nothing inferred in it")
    parts = {"evidence": not no_evidence, "inferred": not no_inferred}
    with opened(store_path) as store:
        if check:
            stale = exports.check(store, format, output, **parts)
            for path in stale:
                err(f"{path} is missing or out of date")
            ctx.exit(1 if stale else 0)
        to_stdout = output in (None, "-")
        target = sys.stdout.buffer if to_stdout else output
        for path in exports.export(store, format, target, **parts):
            click.echo(f"wrote {path}")


@click.command()
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="graph.html",
    show_default=True,
    callback=named,
    help="Where to write the page; - for standard output.",
)
@click.option("--around", metavar="WHAT", help="Only what lies around this thing (a name, a number or an IRI).")
@click.option("--steps", type=Steps(1, 9), default=1, show_default=True, help="How far around it.")
@store_option
def view(output: str, around: str | None, steps: int, store_path: str) -> None:
    """Write the graph as a page to explore in a browser.

    The page is one file and needs no network.
    """
    from kg.queries.find import find

    with opened(store_path) as store:
        centre = find(store, around) if around else None
        from kg.view.page import page, write_page  # late: it takes half a second

        if output == "-":
            out_bytes(page(store, around=centre, steps=steps).encode("utf-8"))
            return
        write_page(store, output, around=centre, steps=steps)
    click.echo(f"wrote {output}")


def _stream(store: Store, asked: SavedQuery, values: Mapping[str, str], format: str) -> None:
    """Write a table as a file while it is found."""
    from kg.cli.questions import write
    from kg.store.result import check_format

    def begin(kind: str) -> str:
        check_format(kind, format)
        return format

    sys.stdout.flush()
    with Lines(sys.stdout.buffer) as lines:
        write(store, asked, values, begin, lines)


def _write(result: Result, format: str, base: str, *, saved: bool) -> None:
    if format != "table":
        out_bytes(result.serialise(format))
        return
    from kg.cli.table import graph, table
    from kg.cli.terminal import columns

    if result.kind == "boolean":
        out(["yes" if result.answer else "no"])
    elif result.kind == "graph":
        out(graph(result, base, columns()))
    elif saved and not len(result):
        out(["(no rows: the reports tell nothing that answers this)"])
    else:
        out(table(result, base, columns(), drop_empty=saved))
