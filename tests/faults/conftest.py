"""How the tests of faults run a harness with the shim preloaded, and how much of it.

KG_FAULTS is how many points of each case are tried, 0 for all of them (``make faults``); without it a slice is done.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import shim
from commands import environment
from ground import SLICE, cases

HERE = Path(__file__).parent
POINTS = os.environ.get("KG_FAULTS", "")


@pytest.fixture(scope="session")
def shim_library(tmp_path_factory) -> Path:
    """The library, made by the machine's C compiler."""
    library = shim.built(tmp_path_factory.mktemp("shim"))
    if library is None:
        pytest.skip("no C compiler: the library that makes commands fail cannot be made")
    return library


@pytest.fixture(scope="module")
def harness(shim_library, tmp_path_factory):
    """Run one of the scripts here on a folder of its own; gives the lines of JSON that it prints, and shows them."""

    def run(script: str) -> list[dict]:
        folder = tmp_path_factory.mktemp("faults")
        command = [sys.executable, HERE / script, folder, POINTS or str(SLICE[script]), *cases(script)]
        env = environment() | shim.preloaded(shim_library) | {"TMPDIR": str(folder)}
        done = subprocess.run(command, capture_output=True, env=env, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        print(done.stdout)
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run
