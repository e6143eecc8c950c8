"""A slice of the fuzzing of documents, and that it would notice (``make fuzz`` runs the whole)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).resolve().parent / "fuzz"
SLICE = 1500


def fuzz(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, FUZZ / "run.py", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_broken_files_give_a_report_or_one_line():
    ran = fuzz(SLICE, 100_000)
    assert ran.stdout.splitlines()[-1].endswith(" kinds: 0 faults {}"), ran.stdout[-5000:]
    assert (ran.returncode, ran.stderr) == (0, "")


BAD = {
    "raises": "raise ValueError('bad')",
    "prints": "print('chatter')",
    "hangs": "time.sleep(3600)",
    "crashes": "os.kill(os.getpid(), 11)",
    "exits": "os._exit(3)",
}


@pytest.mark.parametrize("how", BAD)
def test_the_harness_notices(how, tmp_path):
    """One file in three does harm: it is named, and the others are read all the same."""
    script = f"""
import os, sys, time
sys.path.insert(0, {str(FUZZ)!r})
import run
run.SECONDS = 2
sound = run.faults
def faults(case):
    if case.number == 1:
        {BAD[how]}
    return sound(case)
run.faults = faults
import json
print(json.dumps(run.run(0, 3, {{"a.txt": b"Mot dong"}})))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=False)
    found = json.loads(ran.stdout)
    assert list(found) == ["1"], ran.stderr
    expected = {"raises": "ValueError: bad", "prints": "printed b'chatter", "hangs": "hangs"}
    assert expected.get(how, "killed the process") in found["1"]


def test_the_same_number_breaks_a_file_in_the_same_way():
    sys.path.insert(0, str(FUZZ))
    try:
        from mutator import mutated
    finally:
        sys.path.remove(str(FUZZ))
    data = b"Bo truong chu tri Hoi nghi. " * 20
    assert [mutated(data, [data], 7) for _ in range(2)] == [mutated(data, [data], 7)] * 2
    assert len({mutated(data, [data], number) for number in range(200)}) > 150
