"""Everything that can go wrong for a user, as one tree.

KgError                     any failure with a clear line for the user
├── UsageError              the command itself is wrong: exit code 2
├── InputError              a file or a text cannot be used (names it and says why)
├── QueryError              a SPARQL query cannot be parsed or run
├── NotFoundError           nothing in the graph answers to that name
│   └── AmbiguousError      several things answer to it: its lines tell them apart
├── OutputError             a result cannot be written
├── WorkError               the processes that do the work cannot be started
└── StoreError              the store cannot be opened or used
    ├── StoreLockedError    another process has it open for writing
    └── StoreCorruptError   its files are damaged
"""

from __future__ import annotations


class KgError(Exception):
    """A failure whose message is one line that a user can act on; ``exit_code`` is the process's."""

    exit_code = 1


class UsageError(KgError):
    """The command line is wrong (unknown saved question, missing parameter …)."""

    exit_code = 2


class InputError(KgError):
    """A source cannot be read as a report: says which, why, and what to do."""

    def __init__(self, source: str, reason: str, advice: str = ""):
        super().__init__(f"{source}: {reason}" + (f"; {advice}" if advice else ""))
        self.source, self.reason, self.advice = source, reason, advice


class QueryError(KgError):
    """A SPARQL query does not parse or does not run; the message keeps the parser's position."""

    exit_code = 2


class NotFoundError(KgError):
    """A label, alias, number, IRI or report that the graph does not know."""


class AmbiguousError(NotFoundError):
    """Several things bear that name. ``candidates`` has one line for each, its IRI first."""

    def __init__(self, message: str, candidates: tuple[str, ...]):
        super().__init__(message)
        self.candidates = candidates


class OutputError(KgError):
    """A file cannot be written; nothing was left half written."""


class WorkError(KgError):
    """The processes that convert and read documents cannot be started."""


class StoreError(KgError):
    """The store cannot be opened or used."""


class StoreLockedError(StoreError):
    """Another process has the store open for writing."""


class StoreCorruptError(StoreError):
    """The store's files are damaged."""
