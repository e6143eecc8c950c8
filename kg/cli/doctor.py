"""``kg doctor``: what is wrong with this installation and this store, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

import kg
from kg.cli.options import out, store_option
from kg.text import plural

if TYPE_CHECKING:
    from kg.doctor.finding import Finding

_SIGNS = {"ok": "ok       ", "note": "note     ", "problem": "PROBLEM  "}


@click.command()
@click.option("--quick", "full", flag_value="quick", help="Leave out what reads everything: texts, quotes, form.")
@click.option("--full", "full", flag_value="full", help="Read everything, also of a big store.")
@click.option(
    "--format", type=click.Choice(("text", "json")), default="text", show_default=True, help="How to write it."
)
@click.option("--lexicon", metavar="FOLDER", envvar="KG_LEXICON", show_envvar=True, default="",
              help="A folder of tables with words of your own.")  # fmt: skip
@store_option
@click.pass_context
def doctor(ctx: click.Context, full: str | None, format: str, lexicon: str, store_path: str) -> None:
    """Look for what is wrong, and say what to do about it.

    That is the versions of kg and its libraries, words of your own, and the store: whether it opens and who writes to
    it, whether it is up to date, and whether each quote stands exactly where it is said to. Nothing is changed. Of a
    big store what reads everything is left out; --full has it read.

    Exits with 1 where there is a problem; notes are no problems.
    """
    from click.core import ParameterSource

    from kg.cli.bar import bar
    from kg.doctor.doctor import examine

    named = ctx.get_parameter_source("store_path") is not ParameterSource.DEFAULT
    wanted = {"quick": False, "full": True}.get(full or "")
    found = examine(store_path, lexicon, full=wanted, named=named, bar=lambda number: bar("looking", number))
    problems = _as_json(list(found)) if format == "json" else _as_text(found)
    ctx.exit(1 if problems else 0)


def _as_json(found: list[Finding]) -> int:
    problems = sum(finding.state == "problem" for finding in found)
    told = {"kg": kg.__version__, "healthy": not problems, "checks": [finding.row() for finding in found]}
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    return problems


def _as_text(found: Iterator[Finding]) -> int:
    """Print each finding as soon as it is there."""
    states = []
    for finding in found:
        out(_lines(finding))
        states.append(finding.state)
    problems = states.count("problem")
    notes = f", {plural(states.count('note'), 'note')}" if "note" in states else ""
    click.echo(f"{plural(problems, 'problem')}{notes}" if problems else f"all is well{notes}")
    return problems


def _lines(finding: Finding) -> list[str]:
    from kg.cli.terminal import clean, columns, indented

    told = f"{finding.check}: {finding.told}" + (f"; {finding.remedy}" if finding.remedy else "")
    return indented(clean(told), columns(), _SIGNS[finding.state])
