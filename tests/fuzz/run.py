"""Reads thousands of broken files of all formats: each must give reports or one clear line, soon, in bounded memory.

    python tests/fuzz/run.py [FILES] [FIRST]        (make fuzz: 24,000 files)

A child process reads them, so that a crash or a hang is noticed, told with the number of the file, and the next file
goes on in a new child. Exit code 1 where anything was found; ``--save FOLDER`` keeps those files.
"""

from __future__ import annotations

import argparse
import os
import resource
import select
import signal
import struct
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpus import corpus
from mutator import mutated

from kg.documents.folder import read
from kg.documents.source import Settings, Skipped, Source, suffix
from kg.errors import InputError
from kg.model import Report
from kg.text import normalise

SECONDS = 20  # that one file may take; the slowest seen took a fraction of one
MEMORY = 3 << 30  # bytes of address space
_HEAD = struct.Struct("<II")


@dataclass(frozen=True)
class Case:
    """One broken file."""

    number: int
    name: str
    data: bytes


def case(number: int, files: dict[str, bytes]) -> Case:
    """Return the ``number``-th broken file, of the formats in turn."""
    names = sorted(files)
    name = names[number % len(names)]
    return Case(number, name, mutated(files[name], [files[each] for each in names], number))


def faults(case: Case) -> list[str]:
    """Return what is wrong with what a broken file gives."""
    source = Source(case.name, case.name, suffix(case.name), data=case.data, named=True)
    return [fault for name, item in read(source, Settings()) for fault in _wrong(name, item)]


def _wrong(name: str, item: Report | InputError | Skipped) -> list[str]:
    if isinstance(item, Report):
        told = {"text": item.text, "title": item.title, "author": item.author, "outlet": item.outlet}
        found = [
            f"{field} is not as stored: {value[:80]!r}" for field, value in told.items() if normalise(value) != value
        ]
        found += [f"part {part} is no line" for part in item.parts if not item.text[part.start : part.end].strip()]
        found += ["an empty report"] if not item.text.strip() else []
    else:
        found = [] if isinstance(item, InputError | Skipped) else [f"gave {type(item).__name__}"]
        found += [f"not one line: {str(item)[:200]!r}"] if len(str(item).splitlines()) != 1 else []
    return found + ([f"a name of several lines: {name!r}"] if len(name.splitlines()) != 1 else [])


def run(first: int, count: int, files: dict[str, bytes]) -> dict[int, str]:
    """Read files from ``first`` on, and return number → what went wrong with it."""
    found: dict[int, str] = {}
    at, end = first, first + count
    while at < end:
        at = _some(at, end, files, found)
    return found


def _some(at: int, end: int, files: dict[str, bytes], found: dict[int, str]) -> int:
    """Have a child read files until one kills it; return the number of the next one."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        _child(at, end, files, theirs)
    os.close(theirs)
    with open(ours, "rb", buffering=0) as line:
        while at < end and select.select([line], [], [], SECONDS)[0]:
            head = _exactly(line, _HEAD.size)
            if not head:
                break
            number, size = _HEAD.unpack(head)
            told = _exactly(line, size).decode()
            found |= {number: told} if told else {}
            at = number + 1
    if at < end:
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if at == end:
        return end
    found[at] = "hangs" if code == -signal.SIGKILL else f"killed the process ({code})"
    return at + 1


def _exactly(line, size: int) -> bytes:
    data = b""
    while len(data) < size and (more := line.read(size - len(data))):
        data += more
    return data


def _child(at: int, end: int, files: dict[str, bytes], line: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    chatter = tempfile.TemporaryFile()  # noqa: SIM115 — ends with the process
    os.dup2(chatter.fileno(), 1)
    os.dup2(chatter.fileno(), 2)
    warnings.simplefilter("error")
    for number in range(at, end):
        try:
            told = "; ".join(faults(case(number, files)))
        except BaseException:
            told = traceback.format_exc()
        told += _said(chatter)
        data = told.encode("utf-8", "backslashreplace")
        os.write(line, _HEAD.pack(number, len(data)) + data)
    os._exit(0)


def _said(chatter) -> str:
    """Return what was written to the terminal meanwhile, which nothing may."""
    sys.stdout.flush()
    sys.stderr.flush()
    size = os.lseek(chatter.fileno(), 0, os.SEEK_END)
    os.lseek(chatter.fileno(), 0, os.SEEK_SET)
    told = os.read(chatter.fileno(), 500)
    os.ftruncate(chatter.fileno(), 0)
    os.lseek(chatter.fileno(), 0, os.SEEK_SET)
    return f"; printed {told!r}" if size else ""


def main() -> int:
    """Run as a command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", type=int, nargs="?", default=24_000)
    parser.add_argument("first", type=int, nargs="?", default=0)
    parser.add_argument("--save", type=Path)
    given = parser.parse_args()
    files = corpus()
    found = run(given.first, given.files, files)
    for number, told in sorted(found.items()):
        broken = case(number, files)
        print(f"{number} {broken.name}: {told}")
        if given.save:
            given.save.mkdir(parents=True, exist_ok=True)
            (given.save / f"{number}-{broken.name}").write_bytes(broken.data)
    kinds = Counter(told.strip().splitlines()[-1].partition(":")[0] for told in found.values())
    print(f"{given.files} broken files of {len(files)} kinds: {len(found)} faults {dict(kinds)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
