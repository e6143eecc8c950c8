"""Temporary files: what a killed process has left goes with the next one; what somebody is writing stays."""

from __future__ import annotations

import os

import pytest
from beside import python

from kg.errors import OutputError
from kg.files import left_over, make_folder, sweep, write_atomically

KILLED = """
import os, sys
from kg.files import make_folder, write_atomically
def stop(*_):
    print("there", flush=True)
    sys.stdin.read()
def part(out):
    out.write(b"half")
    stop()
if sys.argv[2] == "file": write_atomically(sys.argv[1] + "/x.txt", part)
else: make_folder(sys.argv[1] + "/x", stop)
"""


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_a_process_leaves_is_its_own_until_it_has_ended(tmp_path, what):
    process = python(KILLED, tmp_path, what)
    assert process.stdout.readline() == "there\n"
    (path,) = tmp_path.iterdir()
    assert left_over(tmp_path) == []
    sweep(tmp_path)
    assert path.exists()
    process.kill()
    process.communicate()
    assert left_over(tmp_path) == [path]
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_file_of_ours_stays(tmp_path):
    os.mkfifo(tmp_path / ".kg-1.tmp")
    (tmp_path / ".kg-2.tmp").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_text("x", encoding="utf-8")
    (tmp_path / "notes.tmp").write_text("x", encoding="utf-8")
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {".kg-2.tmp", "elsewhere", "notes.tmp"}


def test_a_new_folder_sweeps_the_one_it_is_in(tmp_path):
    (tmp_path / ".kg-1.tmp").mkdir()
    make_folder(tmp_path / "x", lambda folder: folder.mkdir())
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_folder_that_fails_leaves_nothing(tmp_path):
    def fail(folder):
        folder.mkdir()
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="no space left"):
        make_folder(tmp_path / "x", fail)
    with pytest.raises(OutputError, match="no space left"):
        write_atomically(tmp_path / "y", lambda out: fail(tmp_path / "z"))
    assert [path.name for path in tmp_path.iterdir()] == ["z"]
