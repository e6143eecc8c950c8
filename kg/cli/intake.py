"""What stands behind ``kg ingest``: one run, and what is said of it."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.document_options import damaged
from kg.cli.options import err, opened, out
from kg.cli.progress import Progress, progress
from kg.cli.renewal import is_newer, until_all
from kg.errors import KgError
from kg.text import plural

if TYPE_CHECKING:
    from kg.documents.source import Settings
    from kg.intake.run import Run
    from kg.intake.target import Target
    from kg.queries.totals import Totals
    from kg.runs.entry import Entry
    from kg.store.interface import Store

_NAMED = 5  # files left out that are named one by one
_TOLD = 20  # notes of one kind that are said one by one
_ROW = re.compile(r"#\d+$")  # ends the name of a row


class Intake:
    """One run of ``kg ingest``. ``strict`` ends it with the first failure, ``dry_run`` writes nothing.

    ``network`` allows web addresses among the paths to be fetched.
    """

    def __init__(
        self, paths: Sequence[str], store_path: str, base: str | None,
        *, network: bool, jobs: int, quiet: bool, dry_run: bool, strict: bool,
    ):  # fmt: skip
        self._paths, self._path, self._base, self._network = paths, store_path, base, network
        self._jobs, self._quiet, self._dry_run, self._strict = jobs, quiet, dry_run, strict
        self._skipped: list[Entry] = []
        self._noted: Counter[str] = Counter()

    def run(self, settings: Settings) -> int:
        """Do it, and return the exit code."""
        from kg.intake.pool import Pool

        with ExitStack() as stack:
            pool = stack.enter_context(Pool(self._jobs))  # before anything is open, or loaded, that it could inherit
            from kg.documents.folder import sources
            from kg.intake.run import Run

            shown = stack.enter_context(progress(expected(self._paths), quiet=self._quiet))
            target = self._target(stack, shown)
            target.writing = lambda number: shown.stage("writing", number)
            found = sources(self._paths, sys.stdin.buffer, self._network)
            run = Run(pool, self._jobs, found, settings, target, shown.tick)
            self._work(run, target, shown)
            shown.close()
            self._tell(run, target)
        return 1 if run.counts["failed"] else 0

    def _target(self, stack: ExitStack, shown: Progress) -> Target:
        from kg.intake.target import Filling, Nowhere
        from kg.store.open import runs_folder

        if self._dry_run:
            return Nowhere(lambda: _there(self._path, stack))
        about = {"paths": self._paths, "jobs": self._jobs}
        return Filling(
            lambda: stack.enter_context(opened(self._path, write=True, create=True, base=self._base)),
            lambda number: _begun(stack, shown, number),
            about,
            lambda: runs_folder(self._path),
        )

    def _work(self, run: Run, target: Target, shown: Progress) -> None:
        """Do the work; whatever ends it, what was read so far is written, and how it ended."""
        how, told = "failed", ""
        try:
            try:
                for entry in run:
                    self._entry(entry, shown)
                    shown.step(run.finished, sum(run.counts.values()) - run.counts["skipped"])
                    if self._strict and entry.became == "failed":
                        break
                how = "done"
            except KeyboardInterrupt:
                how = "interrupted"
                if target.waiting:
                    shown.say("interrupted; writing what was read so far (once more to drop it)")
                raise
            finally:
                if target.waiting:
                    with shown.stage("writing", target.waiting) as step:
                        target.settle(step)
                else:
                    target.settle(lambda _: None)
        except KgError as error:
            how, told = "failed", str(error)
            raise
        finally:
            target.end(how, told)

    def _entry(self, entry: Entry, shown: Progress) -> None:
        """Say what there is to say of a document."""
        if entry.became == "failed":
            shown.say(f"{entry.name}: {entry.why}" + (f"; {entry.advice}" if entry.advice else ""))
        elif entry.part:
            shown.note(f"{entry.name}: skipped, {entry.why}")
        elif entry.became == "skipped":
            self._skipped.append(entry)
        if entry.replaced:
            would = "would replace" if self._dry_run else "replaces"
            self._note(
                f"{entry.name}: {would} report {entry.replaced}, which the same source had before",
                f"{would} a report that the same source had before", shown,
            )  # fmt: skip
        if entry.became in ("new", "replaced") and (warning := damaged(entry.name, entry.encoding)):
            shown.note(warning)
        if entry.empty:
            nothing = "nothing of the domain found"
            self._note(f"warning: {entry.name}: {nothing} in it; it is a report with its text alone", nothing, shown)

    def _note(self, line: str, kind: str, shown: Progress) -> None:
        """Say a line that is good to know; of many of its kind the first ones, and at the end how many more."""
        self._noted[kind] += 1
        if self._noted[kind] <= _TOLD:
            shown.note(line)

    def _more(self) -> Iterator[str]:
        """Yield a line for each kind of note of which not all were said."""
        where = "" if self._dry_run else "; kg runs show lists them"
        for kind, count in self._noted.items():
            if count > _TOLD:
                yield f"likewise {count - _TOLD} more: {kind}{where}"

    def _tell(self, run: Run, target: Target) -> None:
        """Say what the run came to."""
        from kg.cli.absent import absent
        from kg.queries.totals import totals

        notes = []
        if not self._quiet:
            notes = [*self._more(), *skipped(self._skipped, self._path if not self._dry_run else "")]
        if self._strict and run.counts["failed"]:
            notes.append("stopped at the first failure (--strict); what was done stays")
        for note in filter(None, (*notes, target.problem)):
            err(note)
        out([self._summary(run, target)])
        if target.store and not (self._quiet or self._dry_run):
            out([held(self._path, totals(target.store))])
            for note in filter(None, (absent(target.store, self._paths), target.lost())):
                err(note)
        if self._dry_run and not self._quiet:
            err("nothing was written: this was a dry run")

    def _summary(self, run: Run, target: Target) -> str:
        """Return the summary of the run."""
        counts = run.counts
        parts = ", ".join(f"{counts[change]} {change}" for change in ("new", "unchanged", "replaced"))
        read = sum(counts[change] for change in ("new", "unchanged", "replaced"))
        again = f"; {target.renewed} read again" if target.renewed else ""
        failed = f"; {counts['failed']} failed" if counts["failed"] else ""
        return f"{plural(read, 'report')} read: {parts}{again}{failed}"


def _begun(stack: ExitStack, shown: Progress, number: int) -> Callable[[int], object]:
    """Say that the reader is newer, and return what to call with each report of the store that was read again."""
    shown.note(is_newer(number))
    return until_all(stack, shown.stage("reading again", number), number)


def _there(path: str, stack: ExitStack) -> Store | None:
    """Open a store for reading; return None where there is none that could be damaged."""
    from kg.store.open import is_url

    if not is_url(path) and not Path(path).exists():
        return None
    return stack.enter_context(opened(path))


def skipped(entries: Sequence[Entry], store_path: str) -> Iterator[str]:
    """Yield lines on the files, and on the rows of tables, that were left out: a few one by one, many together."""
    files, rows = [], []
    for entry in entries:
        (rows if _ROW.search(entry.name) else files).append(entry)
    for what, group in (("files skipped", files), ("rows skipped, whole or in part", rows)):
        if len(group) <= _NAMED:
            yield from (f"{entry.name}: skipped, {entry.why}" for entry in group)
            continue
        names = {entry.name for entry in group}
        kinds = Counter(Path(_ROW.sub("", name)).suffix.lower() or "no suffix" for name in names)
        ranked = sorted(kinds.items(), key=lambda each: (-each[1], each[0]))
        shown = ", ".join(f"{kind} ({count})" for kind, count in ranked)
        more = "; kg runs show lists them" if store_path else ""
        yield f"{len(names)} {what}: {shown}{more}"


def expected(paths: Sequence[str]) -> int:
    """Return about how many files the paths name, to show how far we are."""
    from kg.documents.folder import is_junk

    folders = [path for path in paths if os.path.isdir(path)]  # which tells of no path that it is wrong
    inside = (name for path in folders for _, _, names in os.walk(path) for name in names if not is_junk(name))
    return len(paths) - len(folders) + sum(1 for _ in inside)


def held(path: str, held: Totals) -> str:
    """Return one line on what a store holds."""
    copies = f" ({held.copies} of them {'a copy' if held.copies == 1 else 'copies'} of another)" if held.copies else ""
    return (
        f"{path} holds {plural(held.reports, 'report')}{copies}: {plural(held.officials, 'official')}, "
        f"{plural(held.bodies, 'body', 'bodies')}, {plural(held.events, 'event')}, "
        f"{plural(held.directives, 'directive')}, {plural(held.statements, 'statement')}"
    )
