"""What a worker process does: converts documents, or reads reports, one task after the other.

It may be killed at any moment: it writes nothing but its answers. What it may use is limited (:mod:`kg.sandbox`).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from kg.documents.source import Settings, Source
from kg.errors import InputError, KgError
from kg.intake.limits import MEMORY
from kg.intake.wire import BEGIN, END, FAILED, FAULT, ITEM, NO_MEMORY, PASSED, READ, READY, Avoided, coded, packed
from kg.sandbox import first_to_die, limit_memory, no_network

Say = Callable[..., None]


def converter_ready() -> None:
    """Load what every conversion needs."""
    import kg.documents.folder  # noqa: F401


def convert(line: socket.socket) -> None:
    """Convert each document that comes over the line, with its settings, to what is in it.

    Of what is in it, the first that were told by another worker are passed over, and those that broke one are not read.
    """
    from kg.documents.folder import read

    def work(say: Say, source: Source, settings: Settings, passed: int, avoided: Avoided) -> None:
        def begin(member: Source) -> None:
            if member.depth > source.depth:
                say(BEGIN, member.name)
            if member.name in avoided:
                raise InputError(member.name, *avoided[member.name])

        for number, (name, item) in enumerate(read(source, settings, begin)):
            say(ITEM, name, coded(item)) if number >= passed else say(PASSED)

    _serve(line, work)


def reader_ready() -> None:
    """Load the reader with all its words."""
    import kg.store.readings  # noqa: F401
    from kg.model import Report
    from kg.reading import pipeline

    with suppress(Exception):  # what fails here fails again where it can be told
        pipeline.read(Report("Bộ trưởng chủ trì Hội nghị.", "first.txt"))


def read(line: socket.socket) -> None:
    """Read each report that comes over the line."""
    from kg.reading import pipeline
    from kg.store.readings import encode

    _serve(line, lambda say, report: say(READ, encode(pipeline.read(report))), pipeline.reader_version())


def _serve(line: socket.socket, work: Callable[..., None], version: str = "") -> None:
    first_to_die()
    limit_memory(MEMORY)
    no_network()
    connection = Connection(line.detach())

    def say(*words: object) -> None:
        connection.send_bytes(packed(words))

    say(READY, os.getpid(), version)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        _do(work, say, task)


def _do(work: Callable[..., None], say: Say, task: tuple) -> None:
    """Do one task, and say how it ended."""
    try:
        work(say, *task)
        say(END)
    except MemoryError:
        os._exit(NO_MEMORY)
    except ConnectionError:
        os._exit(0)  # nobody is there to be told
    except InputError as error:
        say(FAILED, error.source, error.reason, error.advice)
    except KgError as error:
        say(FAILED, str(error))
    except Exception as error:  # whatever a library makes of a broken file: told with its name, and the next one comes
        say(FAULT, _words(error))


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
