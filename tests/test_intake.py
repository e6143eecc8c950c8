"""A run of kg ingest whose documents break what converts and reads them: each costs itself alone."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from commands import environment, run_process

import kg

SCRIPT = "from harm import install; install()\nfrom kg.cli.main import main; main()"
CONVERSIONS = {
    "hang": "cannot be read: its conversion took longer than 5 seconds; "
    "open it and save its text as a file of its own, or split it",
    "crash": "cannot be read: its conversion crashed (signal 11); open it and save its text as a file of its own",
    "abort": "cannot be read: its conversion crashed (signal 6); open it and save its text as a file of its own",
    "leave": "cannot be read: its conversion ended unexpectedly (exit code 3); "
    "open it and save its text as a file of its own",
    "eat": "cannot be read: its conversion needs more than 256 MB of memory; "
    "open it and save its text as a file of its own",
    "raise": "cannot be read: ZeroDivisionError: by a broken file; this is a fault of kg: please report it",
}
READINGS = {
    "hang": "cannot be read: the reading of its text took longer than 5 seconds; split it into its articles",
    "crash": "cannot be read: the reading of its text crashed (signal 11); this is a fault of kg: please report it",
    "eat": "cannot be read: the reading of its text needs more than 256 MB of memory; "
    "this is a fault of kg: please report it",
    "raise": "the reader fails on this text (ZeroDivisionError: by a broken file); "
    "this is a fault of kg: please report it",
}


def _files(folder: Path, suffix: str, verbs) -> dict[str, str]:
    """Write a file for each verb, and good ones between them."""
    names = {}
    for number, verb in enumerate(verbs):
        (folder / f"{number}a.txt").write_text(f"good {number}", encoding="utf-8")
        names[verb] = f"in/{number}b{suffix}"
        (folder / f"{number}b{suffix}").write_text(f"{verb} {number}", encoding="utf-8")
    (folder / "z.txt").write_text("the last one", encoding="utf-8")
    return names


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.mark.parametrize("jobs", ["1", "3"])
@pytest.mark.parametrize(("suffix", "told"), [(".harm", CONVERSIONS), (".txt", READINGS)])
def test_what_breaks_a_worker_costs_itself_alone(tmp_path, folder, suffix, told, jobs):
    names = _files(folder, suffix, told)
    ran = run_process("ingest", "in", "-j", jobs, "--store", "s", folder=tmp_path, script=SCRIPT)
    assert ran.out.splitlines()[0] == f"{len(told) + 1} reports read: {len(told) + 1} new, 0 unchanged, 0 replaced; " \
        f"{len(told)} failed"  # fmt: skip
    assert ran.code == 1
    said = [line for line in ran.err.splitlines() if "warning" not in line]
    assert said == [f"kg: {names[verb]}: {line}" for verb, line in told.items()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_breaks_a_worker_inside_an_archive_costs_itself_alone(tmp_path, folder, jobs):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as box:
        for name in ("a.txt", "crash.harm", "z.txt"):
            box.writestr(name, f"{name.partition('.')[0]} inner")
    with zipfile.ZipFile(folder / "box.zip", "w") as box:
        for verb in ("a", "hang", "b", "raise", "eat", "c"):
            box.writestr(f"{verb}.{'txt' if len(verb) == 1 else 'harm'}", f"{verb} x")
        box.writestr("inner.zip", inner.getvalue())
        box.writestr("z.txt", "the last one")
    ran = run_process("ingest", "in", "-j", jobs, "--store", "s", folder=tmp_path, script=SCRIPT)
    assert ran.out.startswith("6 reports read: 6 new, 0 unchanged, 0 replaced; 4 failed\n")
    told = {f"in/box.zip/{verb}.harm": CONVERSIONS[verb] for verb in ("hang", "raise", "eat")}
    told["in/box.zip/inner.zip/crash.harm"] = CONVERSIONS["crash"]
    said = [line for line in ran.err.splitlines() if "warning" not in line]
    assert said == sorted(f"kg: {name}: {line}" for name, line in told.items())


def test_workers_print_nothing_and_reach_no_network(tmp_path, folder):
    for verb in ("print", "connect"):
        (folder / f"{verb}.harm").write_text(f"{verb} x", encoding="utf-8")
    ran = run_process("ingest", "in", "--store", "s", folder=tmp_path, script=SCRIPT)
    assert "from a worker" not in ran.out + ran.err
    assert "in/connect.harm: cannot be read: permission denied" in ran.err
    assert ran.out.startswith("1 report read: 1 new")


def test_what_a_worker_has_read_before_is_not_held_against_a_document(tmp_path, folder):
    """A worker that had much to do may have little memory left: a document that fits into a fresh one is read."""
    script = SCRIPT.replace("install()", "install()\n" + LEAK)
    for number in range(6):
        (folder / f"{number}.harm").write_text(f"leak {number}", encoding="utf-8")
    ran = run_process("ingest", "in", "-j", "1", "--store", "s", folder=tmp_path, script=script)
    assert ran.out.startswith("6 reports read: 6 new, 0 unchanged, 0 replaced\n")


LEAK = """
import harm
kept = []
harm.do = lambda what: kept.append(bytearray(100 << 20)) if what == "leak" else None
"""


@pytest.mark.parametrize("verb", ["hang", "crash"])
def test_extract_goes_on_too(tmp_path, folder, verb):
    _files(folder, ".harm", [verb])
    ran = run_process("extract", "in", folder=tmp_path, script=SCRIPT)
    assert ran.code == 1
    assert CONVERSIONS[verb] in ran.err
    assert ran.out.count("<https://vnkg.example/ontology#textHash>") >= 2


def _processes(group: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = path.read_text().rpartition(")")
        except OSError:
            continue
        state, _, process_group = rest.split()[:3]
        if int(process_group) == group and state != "Z":
            found.append(int(path.parent.name))
    return found


def _begun(tmp_path, *arguments: str) -> subprocess.Popen:
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    command = [sys.executable, "-c", heard + SCRIPT, "ingest", *arguments]
    return subprocess.Popen(
        command, stdout=-1, stderr=-1, cwd=tmp_path, env=environment(), text=True, start_new_session=True
    )


def _until(condition) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_where_the_command_is_killed_its_workers_end(tmp_path, folder):
    (folder / "a.harm").write_text("hang a", encoding="utf-8")
    process = _begun(tmp_path, "in", "--store", "s")
    _until(lambda: len(_processes(process.pid)) >= 3)
    process.kill()
    process.communicate()
    _until(lambda: not _processes(process.pid))


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_where_the_one_that_starts_workers_is_killed_one_line_says_so(tmp_path, folder):
    (folder / "a.harm").write_text("hang a", encoding="utf-8")
    process = _begun(tmp_path, "in", "--store", "s")
    _until(lambda: len(_processes(process.pid)) >= 3)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    assert err == "kg: the process that starts workers has ended; run the command again, it goes on where it was\n"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("jobs", ["1", "4"])
@pytest.mark.parametrize(("wait", "times"), [(0.0, 1), (0.2, 2), (0.5, 1), (0.9, 2)])
def test_interrupts_at_any_moment_leave_no_trace(tmp_path, folder, jobs, wait, times):
    """A slice of what was tried with many more: SIGINT to all processes, once or twice, sooner or later."""
    for number in range(30):
        (folder / f"{number:02d}.txt").write_text(f"Số {number}\n\nNội dung.", encoding="utf-8")
    process = _begun(tmp_path, "in", "--store", "s", "-j", jobs)
    _until(lambda: len(_processes(process.pid)) >= 2 or process.poll() is not None)
    for _ in range(times):
        time.sleep(wait)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (0, 130, -signal.SIGINT)  # the last one: as Python itself was about to end
    assert all(line.startswith("kg: ") for line in err.splitlines()), err
    _until(lambda: not _processes(process.pid))
    ran = run_process("ingest", "in", "--store", "s", folder=tmp_path, script=SCRIPT)
    assert (ran.code, ran.out[:16]) == (0, "30 reports read:")
    with kg.open_store(tmp_path / "s") as store:
        assert len(store.reports()) == 30
