"""What the README shows is what the commands print, and the committed exports are what the seeds give."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ (kg [^\n]+)\n(.*?)```", README, re.DOTALL)
CODE = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def run(*command: str, cwd: Path, **settings: str) -> str:
    known = {"PATH": os.environ["PATH"], "HOME": str(cwd), "COLUMNS": "80", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *command], cwd=cwd, env={**known, **settings}, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8")


def kg(*arguments: str, cwd: Path, **settings: str) -> str:
    return run("-c", "from kg.cli.main import main; main()", *arguments, cwd=cwd, **settings)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    kg("ingest", str(ROOT / "seeds"), cwd=folder)
    return folder


def test_three_things_are_shown():
    assert len(SHOWN) == 3


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command[:24] for command, _ in SHOWN])
def test_a_shown_command_prints_what_is_shown(seeded, command, output):
    assert kg(*shlex.split(command)[1:], cwd=seeded) == output


@pytest.mark.parametrize("code", CODE)
def test_shown_python_runs(seeded, code):
    assert "Bùi Thanh Sơn" in run("-c", code, cwd=seeded, PYTHONIOENCODING="utf-8")


@pytest.mark.parametrize("name", ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_links_lead_somewhere(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / name).parent.joinpath(target).exists(), target


@pytest.mark.parametrize(("format", "name"), [("turtle", "kg.ttl"), ("trig", "kg.trig")])
@pytest.mark.parametrize(
    "settings", [{}, {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Apia"}], ids=["", "other"]
)
def test_the_committed_exports_are_not_stale(tmp_path, format, name, settings):
    kg("ingest", str(ROOT / "seeds"), cwd=tmp_path, **settings)
    kg("export", "--format", format, "-o", "out", cwd=tmp_path, **settings)
    same = (tmp_path / "out").read_bytes() == (ROOT / "exports" / name).read_bytes()
    assert same, f"exports/{name} is stale: make run, and commit it"


def test_the_seeds_are_kept_byte_for_byte():
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in (ROOT / "seeds").glob("*.txt")}
    assert hashes == {
        "000_ec3a725e548eb492.txt": "087ab85f2f33922d",
        "001_83d22b06c98545cf.txt": "59f16ef71d54898f",
    }
