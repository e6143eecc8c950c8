"""Commands that check: validate."""

from __future__ import annotations

import click

from kg.cli.options import opened, out, store_option
from kg.text import plural


@click.command()
@store_option
@click.pass_context
def validate(ctx: click.Context, store_path: str) -> None:
    """Validate the form of the graph: its shapes and rules.

    Exits with 1 where something is wrong. What reports contradict each other in is another question: kg check.
    """
    from kg.cli.terminal import clean
    from kg.graph.findings import VIOLATION
    from kg.graph.shapes import validate as check

    with opened(store_path) as store:
        findings = check(store.quads())
        reports = len(store.reports())
    out(clean(finding.line()) for finding in findings)
    wrong = sum(finding.severity == VIOLATION for finding in findings)
    warnings = plural(len(findings) - wrong, "warning")
    click.echo(f"{plural(reports, 'report')} checked: {plural(wrong, 'violation')}, {warnings}")
    ctx.exit(1 if wrong else 0)
