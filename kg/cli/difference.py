"""``kg diff``: what differs between two graphs."""

from __future__ import annotations

from contextlib import ExitStack

import click

from kg.cli.bar import bar
from kg.cli.options import err, limit_option, named, out
from kg.errors import KgError

DIFFERENT, TROUBLE = 1, 2


@click.command()
@click.argument("a", metavar="A", callback=named)
@click.argument("b", metavar="B", callback=named)
@click.option("--about", metavar="WHAT", default="", help="Only what concerns one thing: its name, number or IRI.")
@click.option("--kind", "kinds", metavar="KIND", multiple=True, help="Only things of a kind (Person, Body, Report …).")
@click.option("--relation", "relations", metavar="RELATION", multiple=True, help="Only facts of a relation.")
@click.option("--lang", type=click.Choice(("vi", "en")), help="Tell it in one language.  [default: both]")
@limit_option
@click.option("--all", "everything", is_flag=True,
              help="Also what is derived, by how many reports each fact is told, how much evidence.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, whole.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells.")
@click.pass_context
def diff(
    ctx: click.Context,
    a: str,
    b: str,
    about: str,
    kinds: tuple[str, ...],
    relations: tuple[str, ...],
    lang: str | None,
    limit: int,
    everything: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Say what differs between two graphs.

    A and B are each a store (a folder, a snapshot, an engine's URL), a dump, or an RDF export (turtle, trig, nquads,
    ntriples, jsonld, rdfxml; also .gz); - is N-Quads from standard input. Told are reports that came, went or have a
    new text; things that are new, gone, joined or split; and of each thing the facts that differ.

    Exits with 0 where nothing differs, 1 where something does, 2 where they cannot be compared.
    """
    from kg.difference.diff import diff as compared

    if a == b == "-":
        raise click.UsageError("only one of the two can be standard input", ctx)
    try:
        with ExitStack() as bars:

            def begin(name: str, length: int):
                bars.close()  # that of the other side
                return bars.enter_context(bar("reading", length))

            found = compared(a, b, about=about, kinds=kinds, relations=relations, everything=everything, begin=begin)
    except KgError as error:
        error.exit_code = TROUBLE  # 1 would say that they differ
        raise
    for facet in (found.a, found.b):
        if facet.behind:
            err(f"note: {facet.behind}; this is what it held before")
    if not quiet:
        _tell(found, lang or "", limit, everything, as_json)
    ctx.exit(DIFFERENT if found else 0)


def _tell(found, lang: str, limit: int, everything: bool, as_json: bool) -> None:
    from kg.cli.changes import Telling
    from kg.cli.terminal import columns

    if as_json:
        import json

        from kg.difference.plain import plain

        click.echo(json.dumps(plain(found), ensure_ascii=False, indent=1))
        return
    telling = Telling(lang, columns(), limit, everything)
    out(telling.same(found) if found.same else telling.summary(found))
    out(telling.things(found))
