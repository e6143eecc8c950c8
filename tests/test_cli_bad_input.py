"""Bad input: one clear line on stderr, an exit code that is not 0, no traceback, and nothing half written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import environment, run_here
from sample import FIRST, SEEDS

GOOD = str(SEEDS / FIRST.report.source_id)


@pytest.fixture
def kg_run(here, tmp_path, capfdbinary, made, monkeypatch):
    """Run a command on the store of the samples, in a folder with bad files of all kinds."""
    monkeypatch.setenv("KG_STORE", str(made))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \r\n\t\n")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x00\x01\x02")
    (tmp_path / "latin.txt").write_bytes("Hội nghị".encode("utf-16-be")[1:] + b"\xe9\xe8")
    (tmp_path / "page.txt").write_bytes(b"<!DOCTYPE html><html><body></body></html>")
    (tmp_path / "bad.rq").write_bytes(b"SELECT * { ?x ?y }")
    (tmp_path / "latin.rq").write_bytes(b"SELECT ?\xe9 {}")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.rq").mkdir()
    (tmp_path / "file").write_text("not a store", encoding="utf-8")
    return lambda *arguments: run_here(capfdbinary, *arguments)


WRONG_USE, FAILED = 2, 1

# What is typed, the exit code, and what the one line on stderr says (a regular expression).
CASES = [
    # files
    (["extract", "missing.txt"], FAILED, r"missing\.txt: does not exist"),
    (["extract", "empty.txt"], FAILED, r"empty\.txt: is empty"),
    (["extract", "blank.txt"], FAILED, r"blank\.txt: is empty"),
    (["extract", "binary.txt"], FAILED, r"binary\.txt: is binary"),
    (["extract", "latin.txt"], FAILED, r"latin\.txt: is (binary|not UTF-8)"),
    (["extract", "page.txt"], FAILED, r"page\.txt: has no article in it; "),
    (["extract", "folder"], FAILED, r"folder: has no files"),
    (["extract", "miss\x1b[31ming"], FAILED, r"does not exist"),
    (["extract"], WRONG_USE, r"Missing argument 'FILE\.\.\.'"),
    (["extract", GOOD, "--format", "xml"], WRONG_USE, r"'xml' is not one of 'nquads', 'trig'"),
    (["ingest"], WRONG_USE, r"Missing argument"),
    # queries
    (["query"], WRONG_USE, r"give a question"),
    (["query", ""], WRONG_USE, r"give a question"),
    (["query", " "], WRONG_USE, r"the question is empty"),
    (["query", "SELECT * {"], WRONG_USE, r"does not parse at line 1, column 1\d, at its end"),
    (["query", "SELECT ?x\nWHERE { ?x nope:y 1 }"], WRONG_USE, r"line 2"),
    (["query", "who chairs what?"], WRONG_USE, r"begins with 'who': it needs SELECT"),
    (["query", "bad.rq"], WRONG_USE, r"does not parse at line 1"),
    (["query", "latin.rq"], FAILED, r"latin\.rq: is not UTF-8"),
    (["query", "missing.rq"], FAILED, r"missing\.rq: cannot be read: no such file"),
    (["query", "folder.rq"], FAILED, r"folder\.rq: cannot be read: is a directory"),
    (["query", "who-chair"], WRONG_USE, r"no saved question is called 'who-chair'; did you mean who-chairs"),
    (["query", "Participants"], WRONG_USE, r"did you mean participants"),
    (["query", "qqq"], WRONG_USE, r"no saved question is called 'qqq'; kg query --list shows all"),
    (["query", "--list", "posts"], WRONG_USE, r"did you mean posts-of"),
    (["query", "posts-of"], WRONG_USE, r"posts-of needs person \(the person\): -p person='Bùi Thanh Sơn'"),
    (["query", "posts-of", "-p", "person"], WRONG_USE, r"-p 'person' is not NAME=VALUE"),
    (["query", "posts-of", "-p", "person=A", "-p", "person=B"], WRONG_USE, r"'person' is given twice"),
    (["query", "posts-of", "-p", "whom=A"], WRONG_USE, r"has no parameter 'whom'; it has: person, lang"),
    (["query", "posts-of", "-p", "person=Nguyễn Văn Không"], FAILED, r"person: no person in the graph is called"),
    (["query", "events-by-date", "-p", "from=31/2/2022"], WRONG_USE, r"from: '31/2/2022' is no date of the calendar"),
    (["query", "SELECT ?x { ?x a kg:Person }", "-p", "y=1"], WRONG_USE, r"the query has no \?y for -p y="),
    (["query", "SELECT ?x { ?x a ?c }", "-p", "c=kg:Person"], WRONG_USE, r"needs a query that selects \?c: add"),
    (["query", "DESCRIBE ?x { ?x a ?c }", "-p", "c=kg:Person"], WRONG_USE, r"selects \?c: add it after .*DESCRIBE"),
    (["query", "SELECT ?c { ?x nope:a ?c }", "-p", "c=1"], WRONG_USE, r"line 1"),
    (["query", "SELECT ?c { ?x a ?c }", "-p", "c=kgx:Person"], WRONG_USE, r"prefix of 'kgx:Person' is not known"),
    (["query", "./nonexistent/x"], FAILED, r"\./nonexistent/x: cannot be read: no such file"),
    (["query", "/proc"], FAILED, r"/proc: cannot be read: is a directory"),
    (["query", "who-chairs", "--format", "turtle"], WRONG_USE, r"gives a table: it can be csv, tsv, json, xml, not"),
    (["query", "CONSTRUCT WHERE { ?x kg:chairs ?y }", "--format", "csv"], WRONG_USE, r"gives a graph: it can be"),
    (["query", "who-chairs", "--format", "pdf"], WRONG_USE, r"'pdf' is not one of"),
    (["query", "DELETE WHERE { ?s ?p ?o }"], WRONG_USE, r"DELETE would change the store"),
    (["query", "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"], WRONG_USE, r"SERVICE is refused"),
    # things
    (["show"], WRONG_USE, r"Missing argument 'WHAT'"),
    (["show", ""], WRONG_USE, r"an empty text names nothing"),
    (["show", "Bùi Thanh Sươn"], FAILED, r"'Bùi Thanh Sươn'; did you mean 'Bùi Thanh Sơn'"),
    (["show", "https://vnkg.example/id/person/x-00000000"], FAILED, r"nothing in the graph has the IRI"),
    (["view", "--around", "Nguyễn Văn Không"], FAILED, r"nothing in the graph is called 'Nguyễn Văn Không'"),
    (["view", "--steps", "0"], WRONG_USE, r"'0' is not a number from 1 to 9"),
    (["view", "--steps", "x"], WRONG_USE, r"'x' is not a number from 1 to 9"),
    (["forget", "nothing.txt"], FAILED, r"no report is called 'nothing\.txt'"),
    # outputs
    (["export", "-o", "nowhere/kg.ttl"], FAILED, r"cannot write nowhere/kg\.ttl: there is no folder .*nowhere"),
    (["export", "-o", "folder"], FAILED, r"cannot write folder: it is a folder"),
    (["export", "-o", "/proc/kg.ttl"], FAILED, r"cannot write /proc/kg\.ttl"),
    (["export", "--format", "csv", "-o", "file/x"], FAILED, r"cannot (make|write)"),
    (["export", "--check"], WRONG_USE, r"--check needs -o FILE"),
    (["export", "--format", "docx"], WRONG_USE, r"'docx' is not one of"),
    (["export", "-o", ""], WRONG_USE, r"the file has an empty name, ''"),
    (["export", "--check", "-o", " "], WRONG_USE, r"the file has a blank name, ' '"),
    (["view", "-o", ""], WRONG_USE, r"the file has an empty name, ''"),
    # stores
    (["reports", "--store", ""], WRONG_USE, r"the folder of the store has an empty name, ''"),
    (["ingest", GOOD, "--store", " \t"], WRONG_USE, r"the folder of the store has a blank name, ' \\t'"),
    (["reports", "--store", "none"], FAILED, r"no store at none"),
    (["reports", "--store", "file"], FAILED, r"no store at file: it is a file"),
    (["query", "who-chairs", "--store", "folder"], FAILED, r"no store at folder"),
    (["ingest", GOOD, "--store", "file"], FAILED, r"file is a file"),
    (["validate", "--store", "none"], FAILED, r"no store at none"),
    (["show", "x", "--store", "none"], FAILED, r"no store at none"),
    (["export", "--store", "none"], FAILED, r"no store at none"),
    (["view", "--store", "none"], FAILED, r"no store at none"),
    (["forget", "x", "--store", "none"], FAILED, r"no store at none"),
    # the command line
    (["reprots"], WRONG_USE, r"no command 'reprots'; did you mean 'reports'"),
    (["zzz"], WRONG_USE, r"there are: extract, ingest"),
    (["reports", "--storre", "x"], WRONG_USE, r"No such option"),
    (["reports", "extra"], WRONG_USE, r"unexpected extra argument"),
    (["--nope"], WRONG_USE, r"No such option"),
]  # fmt: skip


def test_a_path_that_is_too_long_does_not_stop_the_others(kg_run):
    """A long address typed without its scheme, say: the system does not even look for such a file."""
    for path in ("missing" * 1000, "http://bao.example/" + "a" * 9999):
        ran = kg_run("ingest", "empty.txt", path, "--store", "s")
        assert ran.code == FAILED
        assert "empty.txt: is empty" in ran.err
        assert re.search("file name too long$|nothing is fetched unasked", ran.err, re.MULTILINE)


@pytest.mark.parametrize(("arguments", "code", "says"), CASES, ids=[" ".join(case[0])[:60] for case in CASES])
def test_one_clear_line(kg_run, tmp_path, made, arguments, code, says):
    before = _contents(tmp_path), _contents(made)
    ran = kg_run(*arguments)
    assert ran.code == code
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1, ran.err
    assert ran.err.startswith("kg: ")
    assert re.search(says, ran.err), ran.err
    assert "\x1b" not in ran.err
    assert (_contents(tmp_path), _contents(made)) == before


def test_a_blank_store_in_the_environment(kg_run, monkeypatch):
    monkeypatch.setenv("KG_STORE", "  ")
    ran = kg_run("reports")
    assert (ran.code, ran.out) == (WRONG_USE, "")
    assert ran.err.startswith("kg: the folder of the store has a blank name, ' '")
    monkeypatch.setenv("KG_STORE", "")  # as if it were not set
    assert kg_run("reports").err.startswith("kg: no store at .kg")


@pytest.mark.parametrize("name", ["missing.txt", "empty.txt", "binary.txt", "latin.txt"])
def test_ingest_of_a_bad_file_alone_makes_no_store(kg_run, tmp_path, name):
    ran = kg_run("ingest", name, "--store", "new")
    assert ran.code == FAILED
    assert len(ran.err.splitlines()) == 1
    assert ran.out == "0 reports read: 0 new, 0 unchanged, 0 replaced; 1 failed\n"
    assert not (tmp_path / "new").exists()


def test_ingest_of_good_and_bad_files(kg_run, tmp_path):
    ran = kg_run("ingest", "missing.txt", GOOD, "binary.txt", "--store", "new")
    assert ran.code == FAILED
    assert [line.split(":")[1].strip() for line in ran.err.splitlines()] == ["missing.txt", "binary.txt"]
    assert ran.out.startswith("1 report read: 1 new, 0 unchanged, 0 replaced; 2 failed\nnew holds 1 report: ")


def test_a_name_of_two_things_lists_them(kg_run, made, tmp_path):
    import pyoxigraph as ox

    from kg.store.open import open_store

    shutil.copytree(made, tmp_path / "copy")
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    kind, person = (ox.NamedNode(f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}") for name in ("type", "x"))
    person = ox.NamedNode("https://vnkg.example/ontology#Person")
    other, graph = ox.NamedNode("https://vnkg.example/id/person/other-1"), ox.NamedNode("urn:g")
    with open_store(tmp_path / "copy", write=True) as store:
        named = ox.Quad(other, label, ox.Literal("Bùi Thanh Sơn", language="vi"), graph)
        store.update(add=[ox.Quad(other, kind, person, graph), named])
    ran = kg_run("show", "bui thanh son", "--store", "copy")
    assert (ran.code, ran.out) == (FAILED, "")
    first, *candidates = ran.err.splitlines()
    assert first == "kg: 'bui thanh son' is the name of 2 things: say which by its IRI"
    assert len(candidates) == 2
    assert "Bộ trưởng Bộ Ngoại giao" in candidates[0]
    assert candidates[1].startswith("  person/other-1 ")


def test_a_locked_store(kg_run, made, tmp_path):
    shutil.copytree(made, tmp_path / "held")
    script = (
        "import sys\nfrom kg.store.open import open_store\n"
        "with open_store('held', write=True):\n    print('open', flush=True)\n    sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path, env=environment()
    )
    try:
        assert holder.stdout.readline() == b"open\n"
        for arguments in (["ingest", GOOD], ["forget", FIRST.report.key]):
            ran = kg_run(*arguments, "--store", "held")
            assert (ran.code, ran.out) == (FAILED, "")
            assert re.fullmatch(rf"kg: the store held is .*{holder.pid}.*\n", ran.err), ran.err
    finally:
        holder.communicate(b"")
    assert kg_run("query", "who-chairs", "--store", "held").code == 0


def _break_current(store: Path) -> None:
    (store / "CURRENT").write_text("rubbish\n", encoding="utf-8")


def _break_manifest(store: Path) -> None:
    for path in store.glob("MANIFEST-*"):
        path.write_bytes(b"rubbish")


def _lose_tables(store: Path) -> None:
    for path in [*store.glob("*.sst"), *store.glob("MANIFEST-*")]:
        path.unlink()


def _break_meta(store: Path) -> None:
    (store / "kg-store.json").write_text("{", encoding="utf-8")


@pytest.mark.parametrize("harm", [_break_current, _break_manifest, _lose_tables, _break_meta])
@pytest.mark.parametrize("arguments", [["query", "who-chairs"], ["ingest", GOOD], ["validate"]])
def test_a_corrupt_store(kg_run, made, tmp_path, harm, arguments):
    shutil.copytree(made, tmp_path / "harmed")
    harm(tmp_path / "harmed")
    ran = kg_run(*arguments, "--store", "harmed")
    assert (ran.code, ran.out) == (FAILED, "")
    assert re.fullmatch(r"kg: the store harmed is damaged \(.*\n", ran.err), ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(kg_run, tmp_path):
    (tmp_path / "shut").mkdir(mode=0o500)
    ran = kg_run("export", "-o", "shut/kg.ttl")
    assert (ran.code, ran.out) == (FAILED, "")
    assert "cannot write shut/kg.ttl: permission denied" in ran.err


def test_an_unwritable_page(kg_run, tmp_path):
    pytest.importorskip("kg.view.page")
    for path in ("nowhere/graph.html", "folder"):
        ran = kg_run("view", "-o", path)
        assert (ran.code, ran.out) == (FAILED, "")
        assert re.fullmatch(rf"kg: cannot write {path}: .*\n", ran.err), ran.err


def test_a_failure_while_writing_leaves_the_old_file(kg_run, tmp_path, monkeypatch):
    (tmp_path / "kg.ttl").write_text("old", encoding="utf-8")

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.graph.serialise.serialise", fail)
    ran = kg_run("export", "-o", "kg.ttl")
    assert (ran.code, ran.out) == (FAILED, "")
    assert ran.err.startswith("kg: cannot write kg.ttl: no space left on device")
    assert (tmp_path / "kg.ttl").read_text(encoding="utf-8") == "old"
    assert not list(tmp_path.glob("*.tmp"))


def test_a_full_standard_output(made, tmp_path):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    told = b"kg: cannot write: no space left on device; free some room on that disk, then run it again\n"
    for arguments in (["query", "who-chairs"], ["export"], ["query", "who-chairs", "--format", "csv"], ["--help"]):
        with open("/dev/full", "wb") as full:
            command = [sys.executable, "-c", "from kg.cli.main import main; main()", *arguments]
            done = subprocess.run(
                command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(KG_STORE=str(made))
            )
        assert (done.returncode, done.stderr) == (FAILED, told), arguments


def _contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder but a store's own log and lock."""
    left_out = re.compile(r"LOG|LOCK|kg-store\.lock")
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not left_out.match(path.name))
    return {str(path): path.read_bytes() for path in files}
