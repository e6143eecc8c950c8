"""``kg runs``: what earlier runs of ``kg ingest`` did with each document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from kg.cli.listing import as_csv, as_json, format_option
from kg.cli.options import out, store_option
from kg.text import plural

if TYPE_CHECKING:
    from kg.runs.entry import Entry
    from kg.runs.history import Run

_TITLES = ("run", "of", "new", "unchanged", "replaced", "failed", "skipped", "ended")
_OF = _TITLES.index("of")
_NARROWEST_OF, _WIDEST_OF = 5, 24  # columns
_UNDONE = ("failed", "skipped")


@click.group(invoke_without_command=True)
@format_option
@store_option
@click.pass_context
def runs(ctx: click.Context, format: str, store_path: str) -> None:
    """List the runs of kg ingest: when, of what, and what became of it.

    A run is named by when it began, in UTC. One that was killed has 'stopped', and counts what was on disk by then:
    what came into the store in its last ten seconds may be missing. The last 100 are kept, on this machine only.
    """
    from kg.runs.history import runs
    from kg.store.open import runs_folder

    if ctx.invoked_subcommand:
        return
    found = runs(runs_folder(store_path))
    if format == "json":
        as_json([_run(each) for each in found])
    elif format == "csv":
        as_csv([{**_run(each), "paths": " ".join(each.paths), **each.counts} for each in found], list(_columns()))
    else:
        _list(found)


@runs.command()
@click.argument("run", metavar="[RUN]", required=False, default="")
@click.option("--failed", is_flag=True, help="List only what could not be read.")
@format_option
@store_option
def show(run: str, failed: bool, format: str, store_path: str) -> None:
    """Show what a run did: counts, reasons, then each document with what became of it.

    RUN is the name of one as kg runs lists it, or how it begins; without it, the last.
    """
    from kg.runs.entry import Entry
    from kg.runs.history import run as named
    from kg.store.open import runs_folder

    found = named(runs_folder(store_path), run)
    entries = (entry for entry in found.entries() if entry.became == "failed" or not failed)
    if format == "json":
        as_json({**_run(found), "documents": [entry.row() for entry in entries]})
    elif format == "csv":
        as_csv((entry.row() for entry in entries), [field.name for field in fields(Entry)])
    else:
        out(_shown(found))
        out(_line(entry) for entry in entries)


def _list(found: Iterable[Run]) -> None:
    from kg.cli.table import grid
    from kg.cli.terminal import clean, columns, cut

    rows = [(each.name, clean(", ".join(each.paths)), *map(str, each.counts.values()), each.how) for each in found]
    others = [max(map(len, column)) for at, column in enumerate(zip(_TITLES, *rows, strict=True)) if at != _OF]
    room = min(_WIDEST_OF, max(_NARROWEST_OF, columns() - sum(others) - 2 * len(others)))  # names of runs stay whole
    rows = [(*row[:_OF], cut(row[_OF], room), *row[_OF + 1 :]) for row in rows]
    out(grid(_TITLES, rows, [title in _TITLES[2:-1] for title in _TITLES], columns()))


def _shown(run: Run) -> Iterator[str]:
    """Yield what there is to say of a run as a whole."""
    from kg.cli.terminal import clean

    yield f"run {run.name}: {clean(', '.join(run.paths))}"
    took = f" after {_span(run.began, run.ended)}" if run.ended else ""
    yield f"{run.how}{took}, {plural(run.jobs, 'job')}" + (f": {clean(run.told)}" if run.told else "")
    yield ", ".join(f"{count} {became}" for became, count in run.counts.items())
    reasons = Counter((entry.became, entry.kind) for entry in run.entries() if entry.became in _UNDONE)
    for (became, why), count in sorted(reasons.items(), key=lambda each: (each[0][0], -each[1], each[0][1])):
        yield f"  {count} {became}: {clean(why)}"
    yield ""


def _line(entry: Entry) -> str:
    """Return what became of a document in one line."""
    from kg.cli.terminal import clean

    told = [text for text in (entry.why, entry.advice) if text]
    told += [f"read as {' '.join(filter(None, (entry.format, entry.encoding)))}"] if entry.format else []
    told += [f"in place of report {entry.replaced}"] if entry.replaced else []
    told += ["nothing of the domain found"] if entry.empty else []
    return clean(f"{entry.became} {entry.name}") + (f": {clean('; '.join(told))}" if told else "")


def _run(run: Run) -> dict[str, Any]:
    return {
        "run": run.name, "began": run.began, "ended": run.ended, "how": run.how, "told": run.told,
        "paths": list(run.paths), "jobs": run.jobs, "counts": run.counts,
    }  # fmt: skip


def _columns() -> Iterator[str]:
    from kg.runs.entry import BECAME

    yield from ("run", "began", "ended", "how", "told", "paths", "jobs", *BECAME)


def _span(began: str, ended: str) -> str:
    seconds = (datetime.fromisoformat(ended) - datetime.fromisoformat(began)).total_seconds()
    return f"{int(seconds)} s" if seconds < 120 else f"{int(seconds) // 60} min"
