"""YASGUI's files are taken from npm, whole or not at all, and their absence is never a failure."""

from __future__ import annotations

import io
import os
import runpy
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / ".ci" / "yasgui.py"


@pytest.fixture
def fetch():
    return runpy.run_path(str(SCRIPT))["fetch"]


def npm(folder: Path, does: str) -> None:
    """Put a stand-in for npm on the path."""
    folder.mkdir(exist_ok=True)
    (folder / "npm").write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    (folder / "npm").chmod(0o755)


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("", "npm is not installed"),
        ("exit 1", "npm cannot get"),
        ("true", "npm cannot get"),
        ('cp "$OTHER" other.tgz', "is not what it should be"),
    ],
)
def test_without_it_a_line_says_why(fetch, tmp_path, monkeypatch, does, told):
    with tarfile.open(tmp_path / "other.tgz", "w:gz") as tar:
        for name in ("package/build/yasgui.min.js", "package/build/yasgui.min.css", "package/package.json"):
            entry = tarfile.TarInfo(name)
            entry.size = 2
            tar.addfile(entry, io.BytesIO(b"{}"))
    if does:
        npm(tmp_path / "bin", does)
    monkeypatch.setenv("OTHER", str(tmp_path / "other.tgz"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/bin" if does else str(tmp_path / "bin"))
    assert told in fetch(tmp_path / "yasgui")
    assert not (tmp_path / "yasgui").exists()


def test_the_command_never_fails(tmp_path):
    copy = tmp_path / ".ci" / "yasgui.py"
    copy.parent.mkdir()
    copy.write_bytes(SCRIPT.read_bytes())
    ran = subprocess.run([sys.executable, copy], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert ran.returncode == 0
    assert ran.stderr == "The page /query has its plain editor, not YASGUI: npm is not installed.\n"
    assert not (tmp_path / "kg").exists()
