"""Commands that measure the reader: evaluate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import err, lexicon_option, named, out
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.evaluate.evaluate import Evaluation


@click.command()
@click.argument("folder", metavar="[FOLDER]", default="tests/gold")
@click.option("--show", is_flag=True, help="List each miss (-) and each wrong one (+).")
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
@click.option("--fast", is_flag=True, help="Leave out the check against the ontology.")
@click.option("--scoreboard", metavar="FILE", callback=named, help="Write the figures as a page (Markdown).")
@lexicon_option
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where the page is out of date.")
@click.pass_context
def evaluate(
    ctx: click.Context, folder: str, show: bool, as_json: bool, fast: bool, scoreboard: str | None, check: bool
) -> None:
    """Score the reader against annotated reports.

    FOLDER holds ID.json beside ID.txt, or sub-folders (sets) of such; tests/gold by default. Prints precision, recall
    and F1 by kind and relation for each set, whether each quote stands where it says, and whether the graphs keep to
    the ontology. Exits with 1 where one does not, or where the frozen set has fallen below the page's best.
    """
    from kg.evaluate.evaluate import evaluate as run
    from kg.evaluate.gold import sets
    from kg.reading import pipeline

    if check and not scoreboard:
        raise click.UsageError("--check goes with --scoreboard FILE", ctx)
    done = [run(name, gold, pipeline.read, conformance=not fast) for name, gold in sets(Path(folder))]
    if as_json:
        click.echo(json.dumps({one.name: _figures(one) for one in done}, ensure_ascii=False, indent=1))
    else:
        for one in done:
            out(_lines(one, show))
    ctx.exit(0 if _sound(done, scoreboard, check) else 1)


def _sound(done: list[Evaluation], scoreboard: str | None, check: bool) -> bool:
    """Say what is wrong, and bring the page up to date; return whether all is well."""
    wrong = [str(finding) for one in done for finding in one.findings]
    if scoreboard:
        wrong += _page(done, Path(scoreboard), check)
    for line in wrong:
        err(line)
    return not wrong and all(one.sound for one in done)


def _page(done: list[Evaluation], path: Path, check: bool) -> list[str]:
    from kg.evaluate.scoreboard import fallen, page
    from kg.files import write_atomically

    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: cannot be read: {error}") from None
    wrong = [line for line in [fallen(done, before)] if line]
    now = page(done, before)
    if not check:
        write_atomically(path, lambda stream: stream.write(now.encode()))
    elif now != before:
        wrong.append(f"{path}: out of date; write it again without --check")
    return wrong


def _lines(evaluation: Evaluation, show: bool) -> list[str]:
    from kg.cli.table import grid
    from kg.cli.terminal import clean, columns
    from kg.evaluate.scoreboard import TITLES, cells, rows

    told = []
    for name, tally in evaluation.each.items() if show else ():
        told += [f"{name}: facts F1 {tally.total(entities=False).f1:.3f}", *(f"  {clean(x)}" for x in tally.lines)]
    table = [(row, *cells(count)) for row, count in rows(evaluation)]
    told += [f"{evaluation.name}: {len(evaluation.each)} reports"]
    told += grid((evaluation.name, *TITLES), table, (False, *[True] * len(TITLES)), columns())
    exact = evaluation.evidence - evaluation.inexact
    told += [f"{exact} of {evaluation.evidence} quotes exact; {len(evaluation.findings)} findings against the ontology"]
    return [*told, ""]


def _figures(evaluation: Evaluation) -> dict:
    from kg.evaluate.scoreboard import TITLES, cells, rows

    figures = {row: dict(zip(TITLES, map(float, cells(count)), strict=True)) for row, count in rows(evaluation)}
    counts = {"evidence": evaluation.evidence, "inexact": evaluation.inexact, "findings": len(evaluation.findings)}
    return {"reports": len(evaluation.each), **counts, "rows": figures}
