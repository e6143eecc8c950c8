"""How tests run the command line: in this process, or as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = "from kg.cli.main import main; main()"


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def run_here(capfdbinary, *arguments: str) -> Ran:
    """Run ``kg`` in this process; what it wrote is read from the file descriptors."""
    from kg.cli.main import run

    capfdbinary.readouterr()
    code = run(list(arguments))
    sys.stdout.flush()
    sys.stderr.flush()
    out, err = capfdbinary.readouterr()
    return Ran(code, out.decode("utf-8"), err.decode("utf-8"))


def run_process(*arguments: str, folder: Path, stdin: bytes = b"", script: str = SCRIPT, **env: str) -> Ran:
    """Run ``kg`` as a process of its own, in a folder, with some environment."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], input=stdin, capture_output=True, cwd=folder, env=environment(**env)
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def environment(**env: str) -> dict[str, str]:
    """Return a bare environment in which Python finds the package."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", **env}
