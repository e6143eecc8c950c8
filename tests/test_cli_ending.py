"""What signals do to commands: work that is written ends whole, a question ends at once."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest
from beside import quad
from commands import SCRIPT, environment
from test_store_published import subjects

import kg
from kg.store.dump import dump

HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.fixture
def folder(tmp_path):
    with kg.open_store(tmp_path / "s", create=True) as store:
        store.update(add=[quad(f"a{number}", "x") for number in range(2000)])
    return tmp_path


def _begun(folder, *arguments: str, script: str = SCRIPT) -> subprocess.Popen:
    # A shell's background job ignores SIGINT, and so would what it starts: here somebody sits at a terminal.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    command = [sys.executable, "-c", heard + script, *arguments]
    return subprocess.Popen(command, stdout=-1, stderr=-1, cwd=folder, env=environment(), text=True)


def _told(folder, name: str) -> None:
    end = time.monotonic() + 60
    while not (folder / name).exists():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_heavy_question_ends_at_once(folder):
    told = (
        SCRIPT.replace("main()", "")
        + """
from kg.cli import questions
real = questions.answer
def answer(*given):
    open("asked", "w").close()
    return real(*given)
questions.answer = answer
main()
"""
    )
    process = _begun(folder, "query", "--store", "s", HEAVY, script=told)
    _told(folder, "asked")
    time.sleep(0.3)  # until the engine is at it; if not yet, Python itself takes the signal
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode in (-signal.SIGINT, 130)
    assert (out, "Traceback" in err) == ("", False)


RESTORE = """
import time
from kg.store import dump
real = dump.Dump.quads
def quads(self):
    yield from real(self)
    open("reading", "w").close()
    while True:
        time.sleep(0.01)
dump.Dump.quads = quads
from kg.cli.main import main
main()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_restore_leaves_nothing(folder, number):
    with kg.open_store(folder / "s") as store:
        dump(store, folder / "d.nq")
    process = _begun(folder, "restore", "d.nq", "--store", "new", script=RESTORE)
    _told(folder, "reading")
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "kg: interrupted; what was finished is kept\n")
    assert {path.name for path in folder.iterdir()} == {"s", "d.nq", "reading"}


INGEST = """
import sys, time, kg.reading, sample_store
def read(report):
    if "Số 3" in report.text:
        open("reading", "w").close()
        while True:
            time.sleep(0.01)
    return sample_store.read(report)
module = sample_store.reader_module()
module.read = read
sys.modules["kg.reading.pipeline"] = kg.reading.pipeline = module
from kg.cli.main import main
main()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_ingest_that_is_told_to_end_keeps_what_it_read(tmp_path, number):
    for text in range(5):
        (tmp_path / f"{text}.txt").write_text(f"Số {text}\n\nNội dung.", encoding="utf-8")
    process = _begun(tmp_path, "ingest", ".", "--store", ".s", script=INGEST)
    _told(tmp_path, "reading")
    while len(list((tmp_path / ".s" / "readings").glob("*.json"))) < 3:  # the first three are taken in
        assert process.poll() is None
        time.sleep(0.02)
    time.sleep(0.2)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert err.endswith("kg: interrupted; writing what was read so far (once more to drop it)\n"
                        "kg: interrupted; what was finished is kept\n")  # fmt: skip
    with kg.open_store(tmp_path / ".s") as store:
        assert len(store.reports()) == 3
        assert subjects(store)


LOADING = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
class Slow:
    def find_spec(self, name, *_):
        if name == "click":
            open("loading", "w").close()
            time.sleep(60)
sys.meta_path.insert(0, Slow())
from kg.cli.start import main
main()
"""


def test_a_command_that_is_still_being_loaded_ends_without_a_word(tmp_path):
    process = _begun(tmp_path, "reports", script=LOADING)
    _told(tmp_path, "loading")
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == -signal.SIGINT


def test_the_command_begins_as_it_always_did(tmp_path):
    process = _begun(tmp_path, "-V", script="from kg.cli.start import main; main()")
    assert process.communicate(timeout=30) == (f"kg {kg.__version__}\n", "")
    assert process.returncode == 0
