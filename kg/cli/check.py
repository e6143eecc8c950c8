"""``kg check``: where reports contradict each other, for a terminal or as a file; and to accept what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

import kg
from kg.cli.ending import ending_whole
from kg.cli.options import language_option, opened, out, store_option
from kg.cli.review import decider, who_option, why_option

if TYPE_CHECKING:
    from kg.findings import Finding

SEVERITIES = ("error", "warning", "notice")  # as kg.findings has them; a test compares


@click.command()
@click.option("--kind", "kinds", metavar="KIND", multiple=True, help="Only this kind; may be repeated.")
@click.option("--severity", type=click.Choice(SEVERITIES), help="Only what is as severe as this, or worse.")
@click.option("--about", metavar="WHAT", help="Only what concerns this thing or report (a name, a number, an IRI).")
@language_option("names")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV: a row for each piece of evidence.")
@click.option("--all", "everything", is_flag=True, help="Show what was accepted too.")
@click.option("--list", "listing", is_flag=True, help="List the kinds, and what each of them means.")
@click.option("--strict", is_flag=True, help="Exit with 1 where an error, or what --severity names, is open.")
@click.option("--accept", metavar="ID", multiple=True, help="Let this finding stand: it is silent from now on.")
@why_option
@who_option
@store_option
@click.pass_context
def check(
    ctx: click.Context,
    kinds: tuple[str, ...],
    severity: str | None,
    about: str | None,
    lang: str,
    as_json: bool,
    as_csv: bool,
    everything: bool,
    listing: bool,
    strict: bool,
    accept: tuple[str, ...],
    why: str,
    who: str | None,
    store_path: str,
) -> None:
    """Check what the reports tell for contradictions.

    Each finding has an id and the words of both sides: two holders of a one-person post at one date, a document with
    two dates, a body that acts after it ceased … Some are the reports' mistakes, some the reader's. One that may stand
    is accepted by its id, and kg undo takes that back.

    Whether the graph itself is in good form is another question: kg validate answers it.
    """
    from kg.cli import contradictions
    from kg.findings import refuse_unknown

    if why and not accept:
        raise click.UsageError("--why is the reason for --accept ID", ctx)
    if as_json and as_csv:
        raise click.UsageError("--json and --csv are two forms of one list: give one of them", ctx)
    form = "json" if as_json else "csv" if as_csv else None
    if listing:
        out(contradictions.kinds(lang))
        return
    refuse_unknown(kinds)
    if accept:
        _accept(store_path, accept, who, why)
        return
    with opened(store_path) as store:
        found = kg.check(store, about=about or "", kinds=kinds, accepted=True)
        reports = len(store.reports())
    found = [each for each in found if not severity or SEVERITIES.index(each.severity) <= SEVERITIES.index(severity)]
    shown = [each for each in found if everything or not each.accepted]
    _write(shown, form, lang)
    if not form:
        out([contradictions.summary(reports, found, everything)])
    grave = [each for each in found if not each.accepted and (severity or each.severity == "error")]
    ctx.exit(1 if strict and grave else 0)


def _write(found: Sequence[Finding], form: str | None, lang: str) -> None:
    import sys

    from kg.cli import contradictions
    from kg.cli.terminal import columns, marked, styled

    if form == "json":
        click.echo(contradictions.as_json(found))
    elif form == "csv":
        contradictions.write_csv(found, lang, sys.stdout)
    else:
        out(marked(contradictions.lines(found, lang, columns()), styled()))


def _accept(store_path: str, ids: Sequence[str], who: str | None, why: str) -> None:
    """Accept findings, while nobody else can change the store."""
    from kg.cli.terminal import clean
    from kg.findings import accept

    person = decider(who)
    with ending_whole(), opened(store_path, write=True) as store:
        new = accept(store, kg.check(store, accepted=True), ids, person, why)
        name = store.judgements
    for judgement in new:
        click.echo(clean(f"{judgement.id}  accepted: {judgement.a.iri}" + (f" ({why})" if why else "")))
    click.echo(f"kept in {clean(str(name))}; kg undo ID takes one back")
