"""Documents and reports that do harm to whoever converts and reads them, for a process of its own.

A script begins with ``from harm import install; install(…)`` and then runs kg. The first word of a file says what
happens: when it is converted where its name ends in ``.harm``, and when its text is read otherwise.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
import types

from sample_store import reader_module

from kg.model import Report, ReportStatements

LIMIT = 5.0  # seconds; more than what a busy machine needs for all else


def do(what: str) -> None:
    """Do what is asked: only the words below do any harm."""
    if what == "hang":
        while True:
            time.sleep(0.01)
    if what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if what == "abort":
        os.abort()
    if what == "leave":
        os._exit(3)
    if what == "eat":
        eaten = []
        while True:
            eaten.append(bytearray(16 << 20))
    if what == "print":
        print("from a worker")
        print("from a worker", file=sys.stderr)
        os.system("echo from a worker")
    if what == "raise":
        raise ZeroDivisionError("by a broken file")
    if what == "connect":
        socket.create_connection(("127.0.0.1", 9))


def install(memory: int = 256 << 20) -> None:
    """Have a reader and a format of such documents in this process, with limits that a test can wait for."""
    import kg.reading
    from kg.documents import formats, plain
    from kg.intake import jobs, process, worker

    jobs.CONVERSION, jobs.reading_seconds = LIMIT, lambda text: LIMIT
    worker.MEMORY = process.MEMORY = memory

    def convert(source, settings):
        do(source.read(100).decode().split()[0])
        return plain.read(source, settings)

    module = types.ModuleType("kg.documents.harm")
    module.read = convert
    sys.modules["kg.documents.harm"] = module
    formats.FORMATS = (*formats.FORMATS, formats.Format("harm", "harm", (".harm",)))
    formats.SUFFIXES = (*formats.SUFFIXES, ".harm")
    import kg.documents.folder as folder

    folder.SUFFIXES = formats.SUFFIXES

    def read(report: Report) -> ReportStatements:
        if not report.source_id.endswith(".harm"):
            do(report.text.split()[0])
        return old(report)

    reader = reader_module()
    old, reader.read = reader.read, read
    sys.modules["kg.reading.pipeline"] = kg.reading.pipeline = reader
