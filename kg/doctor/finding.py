"""One thing that was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from kg.errors import InputError, KgError, QueryError

OK, NOTE, PROBLEM = "ok", "note", "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: ``check`` is what was looked at, ``state`` one of ok, note (worth knowing) and problem.

    ``told`` says what was found, ``remedy`` what to do about it ('' for nothing).
    """

    check: str
    state: str
    told: str
    remedy: str = ""

    def row(self) -> dict[str, str]:
        """Return it by name."""
        return asdict(self)


def ok(check: str, told: str) -> Finding:
    """Return a finding of something that is as it should be."""
    return Finding(check, OK, told)


def note(check: str, told: str, remedy: str = "") -> Finding:
    """Return a finding of something that is worth knowing, and does no harm."""
    return Finding(check, NOTE, told, remedy)


def problem(check: str, told: str, remedy: str) -> Finding:
    """Return a finding of something that is wrong."""
    return Finding(check, PROBLEM, told, remedy)


def failed(check: str, error: KgError) -> Finding:
    """Return what an error says, as a problem: our errors end in what to do."""
    if isinstance(error, InputError):
        return problem(check, f"{error.source}: {error.reason}", error.advice or "mend it")
    told, _, remedy = str(error).partition("; ")
    if isinstance(error, QueryError):  # ours are right: an engine does not take them
        return problem(check, told, "use one of the engines that kg was tried with (docs/engines.md)")
    return problem(check, told, remedy or "see that it can be reached and read")


@contextmanager
def gathered(check: str, found: list[Finding]) -> Iterator[None]:
    """Have an error of ours become a problem, so that what comes after is looked at too."""
    try:
        yield
    except KgError as error:
        found.append(failed(check, error))
