"""What is said of a store whose files are damaged, and that saying it takes neither for ever nor all memory."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from beside import python, quad
from sample import SAMPLES

import kg
from kg.errors import StoreCorruptError, StoreError
from kg.graph.project import project
from kg.judgements.file import JUDGEMENTS_FILE
from kg.store import sums
from kg.store.open import META_FILE
from kg.store.sums import SUMS_FILE

QUADS = project(SAMPLES)


def _files(folder, beginning):
    found = [path for path in folder.iterdir() if path.name.startswith(beginning) or path.name.endswith(beginning)]
    assert found, beginning
    return found


def _garbage(beginning):
    return lambda folder: [path.write_bytes(b"garbage" * 9) for path in _files(folder, beginning)]


def _cut(beginning):
    return lambda folder: [os.truncate(path, path.stat().st_size // 2) for path in _files(folder, beginning)]


def _gone(beginning):
    return lambda folder: [path.unlink() for path in _files(folder, beginning)]


def _flipped(folder):
    for path in _files(folder, ".sst"):
        data = path.read_bytes()
        path.write_bytes(bytes(byte ^ 255 for byte in data[:4000]) + data[4000:])


@pytest.fixture(scope="module")
def compacted(tmp_path_factory):
    """A store whose data is in RocksDB's table files."""
    path = tmp_path_factory.mktemp("compacted") / "s"
    with kg.open_store(path, create=True) as store:
        store.update(add=[*QUADS, *(quad(f"s{number}", "x" * 50) for number in range(3000))])
    kg.open_store(path, write=True).close()
    return path


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(damage(file), id=f"{damage.__name__.strip('_')} {file}")
        for damage in (_garbage, _cut, _gone)
        for file in ("CURRENT", "MANIFEST", ".sst", META_FILE)
    ]
    + [pytest.param(_flipped, id="flipped .sst")],
)
@pytest.mark.parametrize("write", [False, True], ids=["read", "write"])
def test_damaged_files(compacted, tmp_path, damage, write):
    path = tmp_path / "s"
    shutil.copytree(compacted, path)
    damage(path)
    kept = {file.name: file.read_bytes() for file in path.iterdir() if file.suffix == ".sst"}
    with pytest.raises(StoreError) as caught, kg.open_store(path, write=write, create=write) as store:
        list(store.quads())
    assert isinstance(caught.value, StoreCorruptError) or "no kg-store.json" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    assert "run kg ingest" in str(caught.value)
    assert kept.items() <= {file.name: file.read_bytes() for file in path.iterdir() if file.is_file()}.items()


LIMITED = """
import resource, sys, kg
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from kg.queries.totals import totals
count = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
try:
    with kg.open_store(sys.argv[1]) as store:
        {"reports": store.reports, "totals": lambda: totals(store), "query": lambda: store.query(count)}[sys.argv[2]]()
except kg.KgError as error: print(type(error).__name__, error)
else: print("whole")
"""


def _asked(path, what):
    """Return what a process of limited memory and time says."""
    run = python(LIMITED, path, what)
    try:
        return run.communicate(timeout=30)
    finally:
        run.kill()


def _tables(path):
    return sorted(path.glob("*.sst"), key=lambda file: file.stat().st_size)


def _flip(file, share):
    data = bytearray(file.read_bytes())
    start = int(len(data) * share)
    data[start : start + 32] = bytes(byte ^ 255 for byte in data[start : start + 32])
    state = file.stat()
    file.write_bytes(data)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))  # a failing disk does not change the time


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_damage_in_any_table_is_found_before_a_query_runs(compacted, tmp_path, share):
    for number, table in enumerate(_tables(compacted)):
        path = tmp_path / str(number)
        shutil.copytree(compacted, path)
        _flip(path / table.name, share)
        for write in (False, True):
            with pytest.raises(StoreCorruptError, match=f"{table.name} is not as it was written") as caught:
                kg.open_store(path, write=write)
            assert "\n" not in str(caught.value)
            assert "run kg ingest again" in str(caught.value)
    assert _asked(path, "query")[0].startswith("StoreCorruptError the store")


@pytest.mark.parametrize("what", ["reports", "totals"])
def test_counting_on_a_damaged_store_ends(compacted, tmp_path, what):
    """Also where no sums tell of the damage: the engine's own COUNT would take all memory."""
    path = tmp_path / "s"
    shutil.copytree(compacted, path)
    (path / SUMS_FILE).unlink()
    for table in _tables(path):
        if table.stat().st_size > 4000:  # the others hold no data
            for tenths in range(9):
                _flip(table, tenths / 10)
    out, err = _asked(path, what)
    assert (out.split(" ")[0], err) == ("StoreCorruptError", "")


def _killed(compacted: Path, path: Path, flush: str) -> Path:
    """Make a copy of a store whose writer was killed just after it had put a change on disk."""
    shutil.copytree(compacted, path)
    code = f"""
import os, sys, kg
sys.path.insert(0, "tests")
from beside import quad
store = kg.open_store(sys.argv[1], write=True)
store.update(add=[quad("new", "x")])
{flush}
os.kill(os.getpid(), 9)
"""
    python(code, path).communicate()
    return path


def test_the_tables_of_a_killed_writer_are_accepted(compacted, tmp_path):
    path = _killed(compacted, tmp_path / "s", "store._database.flush()")  # as the engine does by itself now and then
    known = (path / SUMS_FILE).read_text(encoding="utf-8")
    assert [file for file in _tables(path) if file.name not in known]
    with kg.open_store(path) as store:
        assert store.query("ASK { <https://x.example/new> ?p ?o }").answer
    kg.open_store(path, write=True).close()
    known = (path / SUMS_FILE).read_text(encoding="utf-8")
    assert all(file.name in known for file in _tables(path))


def test_the_tables_that_a_killed_writer_had_put_on_disk_are_known(compacted, tmp_path):
    """Not those that the engine merges into others behind the change: nobody waits for that."""
    path = _killed(compacted, tmp_path / "s", "store.flush()")
    known, before = (path / SUMS_FILE).read_text(encoding="utf-8"), {file.name for file in _tables(compacted)}
    new = [file for file in _tables(path) if file.name in known and file.name not in before]
    last = max(new, key=lambda file: file.name)
    _flip(last, 0.5)
    with pytest.raises(StoreCorruptError, match=f"{last.name} is not as it was written"):
        kg.open_store(path)


def test_of_a_big_store_only_changed_tables_are_read(compacted, tmp_path, monkeypatch):
    path = tmp_path / "s"
    shutil.copytree(compacted, path)
    monkeypatch.setattr(sums, "ALWAYS", 0)
    read = []
    real = sums._checksum
    monkeypatch.setattr(sums, "_checksum", lambda file: read.append(file) or real(file))
    kg.open_store(path).close()
    assert read == []
    os.utime(_tables(path)[-1])
    kg.open_store(path).close()
    assert read == _tables(path)[-1:]
    with _tables(path)[-1].open("ab") as stream:
        stream.write(b"x")
    with pytest.raises(StoreCorruptError, match="is not as it was written"):
        kg.open_store(path)


@pytest.mark.parametrize("damage", [lambda data: data[:-3], lambda data: b"", lambda data: data.replace(b"1", b"2")])
def test_sums_that_are_damaged_themselves_count_for_nothing(compacted, tmp_path, damage):
    path = tmp_path / "s"
    shutil.copytree(compacted, path)
    (path / SUMS_FILE).write_bytes(damage((path / SUMS_FILE).read_bytes()))
    with kg.open_store(path) as store:
        assert store.graphs()


@pytest.mark.parametrize("write", [False, True])
def test_a_store_that_lost_its_own_file_is_damaged(compacted, tmp_path, write):
    path = tmp_path / "s"
    shutil.copytree(compacted, path)
    (path / META_FILE).unlink()
    with pytest.raises(StoreCorruptError, match=f"is damaged .its file {META_FILE} is missing.; move the folder away"):
        kg.open_store(path, write=write)


@pytest.mark.parametrize("judged", [False, True])
@pytest.mark.parametrize("damage", [_flipped, _cut("CURRENT"), _gone("CURRENT"), _garbage(META_FILE), _gone(META_FILE)])
def test_what_people_decided_is_not_to_be_moved_away_with_it(compacted, tmp_path, damage, judged):
    path = shutil.copytree(compacted, tmp_path / "s")
    if judged:
        (path / JUDGEMENTS_FILE).write_text("# mine\n", encoding="utf-8")
    damage(path)
    with pytest.raises(StoreCorruptError) as caught:
        kg.open_store(path)
    said = str(caught.value)
    assert "\n" not in said and said.endswith("kg ingest again") is not judged
    assert (f"with {JUDGEMENTS_FILE} from it put into the new folder first" in said) is judged
