"""Commands about the words that the reader knows: lexicon check, lexicon list."""

from __future__ import annotations

import click

from kg.cli.options import lexicon_option, out
from kg.text import plural


@click.group()
def lexicon() -> None:
    """Look at the words the reader knows.

    They are tables (posts, bodies, verbs …) that anyone can read and extend: put a table of the same name, with some of
    the same columns, into a folder and name it with --lexicon. Its rows come before the shipped ones.
    """


@lexicon.command()
@lexicon_option
@click.pass_context
def check(ctx: click.Context) -> None:
    """Find rows that say something twice, can never count, or give a word two meanings.

    Exits with 1 where there are duplicates or dead rows; words with two meanings are told, as they may be meant.
    """
    from kg.cli.terminal import clean
    from kg.lexicon.check import AMBIGUOUS
    from kg.lexicon.check import check as run

    found = run()
    out(clean(str(finding)) for finding in found)
    wrong = [finding for finding in found if finding.kind != AMBIGUOUS]
    twice = len(found) - len(wrong)
    click.echo(f"{plural(len(wrong), 'row')} to mend, {plural(twice, 'word')} with two meanings")
    ctx.exit(1 if wrong else 0)


@lexicon.command("list")
@lexicon_option
def list_() -> None:
    """List the tables, with the number of their rows and their columns."""
    from kg.cli.table import grid
    from kg.cli.terminal import clean, columns
    from kg.lexicon.tables import names, table

    rows = [(name, str(len(table(name))), clean(", ".join(table(name)[0]))) for name in names()]
    out(grid(("table", "rows", "columns"), rows, (False, True, False), columns()))
