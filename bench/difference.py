"""What kg diff costs: a world against the same one without every twentieth report, and against another world.

    python bench/difference.py [--size QUADS …]

makes the stores (once; in the system's place for temporary files), runs ``kg diff`` as a process of its own, and prints
its seconds (of the processor: others may use the machine meanwhile) and its largest memory.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from world import fill, readings, world

from kg.graph.project import project
from kg.graph.vocabulary import ontology_quads
from kg.resolution.resolve import resolve

SIZES = (250_000, 500_000, 1_000_000)
_LEFT_OUT = 20
_RUN = """
import sys
from kg.cli.main import run
code = run(sys.argv[1:])
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))  # of this program alone
sys.exit(code)
"""


def fewer(size: int) -> Path:
    """Return the folder of a store of a world without every twentieth report."""
    folder = Path(tempfile.gettempdir()) / f"{world(size).name}-fewer"
    if not (folder / "whole").is_file():
        shutil.rmtree(folder, ignore_errors=True)  # a filling that was interrupted
        told = [reading for number, reading in enumerate(readings(size)) if number % _LEFT_OUT]
        fill(folder, [*project(told, resolve(told)), *ontology_quads()])
        (folder / "whole").touch()
    return folder


def cost(a: Path, b: Path) -> tuple[int, float, float]:
    """Return the exit code of a comparison, its processor time in seconds, and its largest memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", _RUN, "diff", a, b, "--quiet"], stdout=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, seconds, int(done.stdout) / 1024


def main() -> None:
    """Measure, and print a line for each comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, nargs="+", default=SIZES)
    for size in parser.parse_args().size:
        whole = world(size)
        for name, other in (("itself", whole), ("fewer reports", fewer(size)), ("another world", world(size, 2))):
            code, seconds, memory = cost(whole, other)
            print(f"{size:>9} quads against {name:<13}: {seconds:6.1f} s, {memory:6.0f} MB, exit code {code}")


if __name__ == "__main__":
    main()
