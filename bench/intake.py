"""What a run of kg ingest costs: with one process and with several, and with a table of many rows.

    python bench/intake.py [--reports 300] [--rows 50000] [--jobs 2] [FOLDER]

Writes invented reports into FOLDER (default: a folder in the system's place for temporary files) and ingests them with
one job and with several, each into a new store, then again, when nothing is new; two of them alone, which is what the
processes cost a small run; and does a dry run over a table of invented articles, whose rows must not pile up: its
memory is told at each tenth of the way.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from identity.world import build  # noqa: E402

KG = [sys.executable, "-m", "kg.cli.main"]


def ingest(folder: Path, *arguments: str) -> tuple[float, str]:
    """Run kg ingest, and return the seconds that it took and the last line that it said."""
    begun = time.monotonic()
    done = subprocess.run([*KG, "ingest", *arguments], cwd=folder, stdout=-1, stderr=-1, text=True)
    said = (done.stdout or done.stderr).splitlines()
    return time.monotonic() - begun, said[0] if said else ""


def resident(process: int) -> int:
    """Return the megabytes of memory that a process has; 0 where it has ended."""
    try:
        return (
            int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
            >> 20
        )
    except (OSError, IndexError):
        return 0


def reports(folder: Path, number: int) -> int:
    """Write so many invented reports; return how many characters they have."""
    folder.mkdir()
    texts = [telling.report.text for telling in build(number, 1).tellings]
    for at, text in enumerate(texts):
        (folder / f"{at:05d}.txt").write_text(text, encoding="utf-8")
    return sum(map(len, texts))


def table(path: Path, rows: int) -> None:
    """Write a table of so many invented articles; each has a text that is only its own."""
    texts = [telling.report.text for telling in build(500, 1).tellings]
    with path.open("w", encoding="utf-8") as out:
        for at in range(rows):
            row = {"url": f"https://bao.example/{at}", "title": f"Tin {at}", "text": f"{texts[at % 500]}\nSố {at}."}
            print(json.dumps(row, ensure_ascii=False), file=out)


def converted(path: Path, rows: int, jobs: int) -> None:
    """Convert and take the rows of a table without reading them, and tell how much memory that takes."""
    script = f"""
import sys
from kg.documents.folder import sources
from kg.documents.source import Settings
from kg.intake.order import Line
from kg.intake.pool import Pool
with Pool({jobs}) as pool:
    line = Line(pool, {jobs}, sources([sys.argv[1]]), Settings(), lambda report: None)
    for number, (name, item) in enumerate(line, 1):
        if number % {max(1, rows // 10)} == 0:
            print(number, open("/proc/self/statm").read().split()[1], flush=True)
"""
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", script, str(path)], stdout=-1, text=True, check=True)
    seconds = time.monotonic() - begun
    pages = os.sysconf("SC_PAGE_SIZE")
    told = [int(line.split()[1]) * pages >> 20 for line in done.stdout.splitlines()]
    print(f"{rows} rows converted in {seconds:.1f} s, {rows / seconds:.0f}/s; MB at each tenth: {told}")


def dry(path: Path, rows: int, jobs: int) -> None:
    """Do a dry run over a table, and tell how much memory it takes meanwhile."""
    process = subprocess.Popen([*KG, "ingest", "-n", "-q", "-j", str(jobs), path.name], cwd=path.parent, stdout=-1)
    seen: list[int] = []

    def look() -> None:
        while process.poll() is None:
            seen.append(resident(process.pid))
            time.sleep(1)

    begun = time.monotonic()
    threading.Thread(target=look).start()
    said = process.communicate()[0].decode().strip()
    seconds = time.monotonic() - begun
    tenths = [seen[len(seen) * part // 10] for part in range(1, 10)]
    print(f"dry run of {rows} rows: {seconds:.0f} s, {said}; MB at each tenth: {tenths}")


def measure(folder: Path, number: int, rows: int, jobs: int) -> None:
    """Measure all, and print it."""
    size = reports(folder / "in", number)
    print(f"{number} reports, {size} characters")
    for many in (1, jobs):
        seconds, said = ingest(folder, "in", "--store", f"s{many}", "-j", str(many))
        again, _ = ingest(folder, "in", "--store", f"s{many}", "-j", str(many))
        print(f"jobs {many}: {seconds:.1f} s ({said}); again {again:.1f} s")
    few = ["in/00000.txt", "in/00001.txt"]
    first = min(ingest(folder, *few, "--store", f"few{trial}")[0] for trial in range(5))
    print(
        f"two reports: {first:.2f} s; again {min(ingest(folder, *few, '--store', 'few0')[0] for _ in range(5)):.2f} s"
    )
    if rows:
        table(folder / "table.jsonl", rows)
        converted(folder / "table.jsonl", rows, jobs)
        dry(folder / "table.jsonl", rows, jobs)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    folder = Path(tempfile.mkdtemp(dir=given.folder))
    try:
        measure(folder, given.reports, given.rows, given.jobs)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
