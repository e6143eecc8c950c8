"""What faults are tried on: reports (all texts are invented), the stores made of them, and the commands."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TEXTS = {
    "a.txt": "Ngày 05/3/2024, ông Trần Văn Mẫu, Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn, chủ trì Hội nghị tổng kết "
    "công tác năm 2023.\n",
    "b.txt": "Ngày 08/9/2024, ông Trần Văn Mẫu, Giám đốc Sở Nội vụ tỉnh Cà Mau, thăm và chúc mừng Báo Nhân Dân.\n",
    "c.txt": "Ngày 10/9/2024, bà Lê Thị Thử, Bộ trưởng Bộ Nội vụ, làm việc với ông Trần Văn Mẫu, Giám đốc Sở Nội vụ "
    "tỉnh Cà Mau.\n",
    "nested/d.txt": "Hội nghị triển khai Chỉ thị số 41-CT/TW\nNgày 12/10/2024, bà Lê Thị Thử, Bộ trưởng Bộ Nội vụ, "
    "chủ trì Hội nghị triển khai Chỉ thị số 41-CT/TW của Ban Bí thư. Cùng dự có ông Phạm Văn Mới, "
    "Tổng quản Bộ Nội vụ.\n",
}
CHANGED = {
    "a.txt": TEXTS["a.txt"] + "Cùng dự có bà Lê Thị Thử, Bộ trưởng Bộ Nội vụ.\n",
    "b.txt": TEXTS["b.txt"].replace("thăm và chúc mừng", "đã thăm"),
}
WORDS = "words"  # a folder of words, in which the reader is another one
STORE = ("--store", "s")
INGEST = ("ingest", "in", "--jobs", "1", *STORE)

Run = Callable[..., object]


def write(folder: Path, texts: dict[str, str]) -> None:
    """Write reports into the folder ``in``."""
    for name, text in texts.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Case:
    """A command of kg, and the folder in which it is run.

    ``made`` makes that folder, given a way to run kg in it and the two people of one name. ``again`` tells whether the
    command may be run a second time when it has done its work.
    """

    name: str
    made: Callable[[Path, Run], None]
    command: tuple[str, ...]
    again: bool = True
    output: str = ""  # what it writes beside the store


def _texts(folder: Path, run: Run) -> None:
    write(folder, TEXTS)


def _two(folder: Path, run: Run) -> None:
    write(folder, {name: TEXTS[name] for name in ("a.txt", "b.txt")})
    run(*INGEST)
    write(folder, TEXTS)


def _all(folder: Path, run: Run) -> None:
    write(folder, TEXTS)
    run(*INGEST)
    words = folder / WORDS
    words.mkdir()
    (words / "posts.tsv").write_text("title\ttakes\nTổng quản\tof\n", encoding="utf-8")


def _changed(folder: Path, run: Run) -> None:
    _all(folder, run)
    write(folder, CHANGED)


def _judged(folder: Path, run: Run) -> None:
    _all(folder, run)
    run("merge", *namesakes(folder, run), *STORE)


def _judged_changed(folder: Path, run: Run) -> None:
    _judged(folder, run)
    write(folder, CHANGED)


def _dumped(folder: Path, run: Run) -> None:
    _judged(folder, run)
    run("dump", "-o", "d.nq.gz", *STORE)


def _exported(folder: Path, run: Run) -> None:
    _two(folder, run)
    run("export", "--format", "csv", "-o", "out", *STORE)
    run("export", "-o", "kg.ttl", *STORE)
    run(*INGEST)


def namesakes(folder: Path, run: Run) -> tuple[str, str]:
    """Return the IRIs of the two people of one name."""
    asked = 'SELECT DISTINCT ?p { ?p a kg:Person ; rdfs:label "Trần Văn Mẫu"@vi } ORDER BY ?p'
    first, second = run("query", asked, "--format", "csv", *STORE).out.split()[1:]
    return first, second


NAMES = ("@first", "@second")  # they stand for namesakes in a command
CASES = (
    Case("first fill", _texts, INGEST),
    Case("later ingest", _two, INGEST),
    Case("first fill, two jobs", _texts, ("ingest", "in", "--jobs", "2", *STORE)),
    Case("later ingest, two jobs", _two, ("ingest", "in", "--jobs", "2", *STORE)),
    Case("replaced texts", _changed, INGEST),
    Case("replaced texts, judged", _judged_changed, INGEST),
    Case("forget", _all, ("forget", "b.txt", "nested/d.txt", *STORE), again=False),
    Case("forget, judged", _judged, ("forget", "b.txt", *STORE), again=False),
    Case("reread, all", _all, ("reread", "--all", *STORE)),
    Case("reread, other words", _all, ("reread", "--lexicon", WORDS, *STORE)),
    Case("merge", _all, ("merge", *NAMES, *STORE), again=False),
    Case("undo", _judged, ("undo", *STORE), again=False),
    Case("export, a file", _exported, ("export", "-o", "kg.ttl", *STORE), output="kg.ttl"),
    Case("export, two tables", _exported, ("export", "--format", "csv", "-o", "out", *STORE), output="out"),
    Case("dump", _judged, ("dump", "-o", "d.nq.gz", *STORE), output="d.nq.gz"),
    Case("restore", _dumped, ("restore", "d.nq.gz", "--store", "new"), again=False, output="new"),
    Case("snapshot", _judged, ("snapshot", "-o", "copy", *STORE), again=False, output="copy"),
)

SLICE = {"kills.py": 7, "fulls.py": 1, "places.py": 1, "copies.py": 2}  # how many points of each case make test does
_FEW = {
    "kills.py": (
        "first fill",
        "later ingest, two jobs",
        "replaced texts, judged",
        "forget",
        "reread, all",
        "merge",
        "export, two tables",
        "restore",
    ),
    "fulls.py": ("first fill", "replaced texts, judged", "export, two tables", "dump", "restore"),
    "places.py": ("first fill", "forget, judged", "export, a file", "restore"),
    "copies.py": ("first fill", "later ingest", "replaced texts, judged"),
}


def cases(script: str) -> tuple[str, ...]:
    """Return the names of the cases that a script is to do: all with KG_FAULTS, else some."""
    every = tuple(case.name for case in CASES)
    return every if "KG_FAULTS" in os.environ else _FEW.get(script, every)
