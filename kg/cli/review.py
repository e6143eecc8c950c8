"""Commands for people who decide who is one with whom: review, merge, split, undo, judgements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kg.cli.ending import ending_whole
from kg.cli.options import (
    RDF_FORMATS,
    err,
    language_option,
    lexicon_option,
    named,
    opened,
    out,
    out_bytes,
    store_option,
)
from kg.text import plural

if TYPE_CHECKING:
    from kg.model import Judgement
    from kg.review.desk import Desk
    from kg.store.interface import Store

KINDS = ("person", "body", "event", "directive", "place", "topic")

who_option = click.option(
    "--who", metavar="NAME", envvar="KG_WHO", show_envvar=True, help="Who decides; else your login name."
)
why_option = click.option("--why", metavar="TEXT", default="", help="The reason, kept with the judgement.")


def deciding(command: Callable) -> Callable:
    """Give a command the options of all that decide."""
    for option in (who_option, lexicon_option, store_option):
        command = option(command)
    return command


@click.command()
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this kind; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="Ask again about what somebody could not decide.")
@language_option("labels")
@click.option("--json", "as_json", is_flag=True, help="Write all that is open as JSON, and ask nothing.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="With --json: no more than so many pairs.")
@click.option(
    "--decide", "file", metavar="FILE", callback=named, help="Take decisions from a file (JSON or TSV; - for stdin)."
)
@deciding
def review(
    kinds: tuple[str, ...],
    everything: bool,
    lang: str,
    as_json: bool,
    limit: int | None,
    file: str | None,
    who: str | None,
    store_path: str,
) -> None:
    """Decide what may be one and what may be two.

    Shows each pair that the reports leave open, the likeliest first, with the sentences of both sides and what speaks
    for and against; one key answers. Each decision is in force at once, and z takes the last one back.

    With --json and --decide without any dialogue: write the open pairs, put a verdict (same, different, unsure) into
    those you know, and have them decided; all of them or, where one is refused, none.

    \b
    kg review --json > open.json
    kg review --decide open.json
    """
    if as_json and file:
        raise click.UsageError("--json writes what is open, --decide decides: give one of them")
    if limit and not as_json:
        raise click.UsageError("--limit goes with --json")
    if file:
        _decide(store_path, who, file)
        return
    with at_the_desk(store_path, who, write=not as_json) as desk:
        if as_json:
            from kg.review.listing import open_pairs

            write_json(open_pairs(desk, desk.open(kinds)[:limit]))
        else:
            from kg.cli.dialogue import Dialogue

            Dialogue(desk, lang, kinds, everything).run()


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@why_option
@deciding
def merge(a: str, b: str, why: str, who: str | None, store_path: str) -> None:
    """Decide that two things are one.

    A and B are names, numbers or IRIs, as kg show takes them. The IRI of the one that is told of later leads on to the
    other's from then on. kg undo takes it back.
    """
    with at_the_desk(store_path, who) as desk:
        both = [*desk.told_as(a), *desk.told_as(b)]
        made = desk.merge(a, b, why)
        _tell([made], desk)
        if apart := {member.report for member in both if not desk.one(member, made.a)}:
            told = ", ".join(sorted(apart))
            err(f"other judgements keep apart from it what {plural(len(apart), 'report')} of both tell: {told}")


@click.command()
@click.argument("what", metavar="A")
@click.option("--report", metavar="REPORT", required=True, help="The report that means another one.")
@why_option
@deciding
def split(what: str, report: str, why: str, who: str | None, store_path: str) -> None:
    """Decide that a report means another one.

    What REPORT (its key, source or title; kg reports lists them) tells of A is taken away from A and is a thing of its
    own from then on. kg undo takes it back.
    """
    with at_the_desk(store_path, who) as desk:
        _tell(desk.split(what, report, why), desk)


@click.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@lexicon_option
@store_option
def undo(ids: tuple[str, ...], store_path: str) -> None:
    """Take a judgement back.

    ID is that of kg judgements, or its beginning; the last judgement without any. The graph is then to the byte what it
    was without it.
    """
    with at_the_desk(store_path, "-") as desk:
        out(f"taken back: {_line(judgement)}" for judgement in desk.undo(ids))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.option("--format", type=click.Choice(RDF_FORMATS), help="Write RDF.")
@store_option
def judgements(as_json: bool, format: str | None, store_path: str) -> None:
    """List what people decided.

    It is kept in a file beside the store, judgements.tsv, which may be edited by hand; see docs/judgements.md. A
    judgement about what no report tells any more is kept and marked: without effect.
    """
    from kg.judgements.file import placed
    from kg.review.listing import judged_otherwise

    if as_json and format:
        raise click.UsageError("--json and --format are two forms of one list: give one of them")
    with opened(store_path) as store:
        rows = placed(store.judgements)
        _list(store, [row.judgement for row in rows], as_json, format)
        if line := judged_otherwise(store, rows):
            click.echo(line, err=True)


def _list(store: Store, found: Sequence[Judgement], as_json: bool, format: str | None) -> None:
    from kg.review.listing import judgement_row, without_effect

    if format:
        from kg.graph.judged import judged_quads
        from kg.graph.serialise import serialised

        out_bytes(serialised(judged_quads(found, store.base), format, store.base))
        return
    idle = without_effect(store, found)
    if as_json:
        write_json(judgement_row(judgement, judgement.id not in idle) for judgement in found)
    else:
        _table(found, idle)


@contextmanager
def at_the_desk(store_path: str, who: str | None, *, write: bool = True) -> Iterator[Desk]:
    """Open a store for decisions, or to look at what is decided; Ctrl-C and SIGTERM end it whole."""
    from kg.build import Builder
    from kg.cli.renewal import renewing
    from kg.reading import pipeline
    from kg.review.desk import Desk

    person = decider(who)
    with ending_whole(), opened(store_path, write=write) as store, renewing() as begin:
        yield Desk(store, Builder(store, pipeline.read, pipeline.reader_version(), begin), person)


def decider(who: str | None) -> str:
    """Return who decides: the one that is named, else the user."""
    from getpass import getuser

    if who is not None and not who.strip():
        raise click.UsageError("--who is blank: name the person who decides")
    try:
        return who or getuser()
    except (OSError, KeyError):
        raise click.UsageError("nobody knows who you are: say so with --who or KG_WHO") from None


def _decide(store_path: str, who: str | None, file: str) -> None:
    from kg.review.asked import asked

    wanted = asked(file)
    with at_the_desk(store_path, who) as desk:
        made = desk.decide(wanted, _finding(desk.store))
        if made:
            _tell(made, desk)
        else:
            click.echo("nothing was decided: no row has a verdict")


def _finding(store: Store) -> Callable[[str], str]:
    """Return what gives the id of the finding that a name means; they are looked for when first asked."""
    from functools import cache

    import kg
    from kg.findings.accepting import named

    ids = cache(lambda: [finding.id for finding in kg.check(store, accepted=True)])
    return lambda name: named(name, ids())


def _tell(made: Iterable[Judgement], desk: Desk) -> None:
    from kg.cli.terminal import clean

    for judgement in made:
        click.echo(_line(judgement))
    click.echo(f"kept in {clean(str(desk.store.judgements))}; kg undo ID takes one back")


def _line(judgement: Judgement) -> str:
    from kg.cli.terminal import clean
    from kg.judgements.row import short_sides

    why = f" ({judgement.why})" if judgement.why else ""
    return clean(f"{judgement.id} {judgement.verdict}: {' and '.join(short_sides(judgement))}{why}")


def write_json(rows: Iterable[dict[str, Any]]) -> None:
    import json

    out_bytes(json.dumps(list(rows), ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


def _table(found: Iterable[Judgement], idle: set[str]) -> None:
    from kg.cli.table import grid
    from kg.cli.terminal import clean, columns
    from kg.judgements.row import short_sides

    titles = ("id", "when", "who", "verdict", "about", "why")
    rows = []
    for judgement in found:
        note = " (without effect)" if judgement.id in idle else ""
        rows.append((judgement.id, judgement.when[:10], clean(judgement.who), judgement.verdict + note,
                     clean(" ~ ".join(short_sides(judgement))), clean(judgement.why)))  # fmt: skip
    if rows:
        out(grid(titles, rows, [False] * len(titles), columns()))
        without = f", {len(idle)} without effect" if idle else ""
        click.echo(f"{plural(len(rows), 'judgement')}{without}")
    else:
        click.echo("nobody has decided anything yet; kg review shows what is open")
