"""kg doctor: a store that is harmed in some way is told to be, with what to do; and that, done, makes it well again."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
from commands import run_here, run_process

import kg
from kg.doctor import content, doctor, parts, place
from kg.doctor.doctor import examine
from kg.doctor.finding import PROBLEM, failed
from kg.errors import QueryError, StoreCorruptError
from kg.graph.vocabulary import EVIDENCE, expand
from kg.judgements.file import JUDGEMENTS_FILE
from kg.store.marker import META_FILE
from kg.store.sums import SUMS_FILE

TEXTS = {
    "a.txt": "Ngày 05/3/2024, ông Trần Văn Mẫu, Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn, chủ trì Hội nghị tổng kết.\n",
    "b.txt": "Ngày 08/9/2024, ông Trần Văn Mẫu, Giám đốc Sở Nội vụ tỉnh Cà Mau, thăm và chúc mừng Báo Nhân Dân.\n",
}
NAMED = 'SELECT DISTINCT ?p { ?p a kg:Person ; rdfs:label "Trần Văn Mẫu"@vi }'


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A folder with two reports and the store of them, with a judgement."""
    from kg.cli.main import run

    folder = tmp_path_factory.mktemp("doctor")
    (folder / "in").mkdir()
    for name, text in TEXTS.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("KG_STORE", "s")
        patch.setenv("KG_WHO", "An")
        assert run(["ingest", "in"]) == 0
        with kg.open_store("s") as store:
            people = [row["p"].value for row in store.query(NAMED)]
        assert run(["merge", *people]) == 0
    return folder


@pytest.fixture
def kg_here(first, tmp_path, monkeypatch, capfdbinary):
    """Run a command in a copy of that folder."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", "s")
    monkeypatch.setenv("KG_WHO", "An")
    for name in ("KG_LEXICON", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments: run_here(capfdbinary, *arguments)


def told(kg_here, *arguments):
    """Return the exit code of kg doctor, and what it found that is not as it should be: check → told; remedy."""
    ran = kg_here("doctor", "--format", "json", *arguments)
    assert "Traceback" not in ran.err
    rows = json.loads(ran.out)["checks"]
    found = {row["check"]: f"{row['told']}; {row['remedy']}" for row in rows if row["state"] != "ok"}
    found.pop("libraries", None)  # YASGUI, where it is not there
    return ran.code, found


def test_a_store_that_is_well(kg_here):
    assert told(kg_here) == (0, {})
    ran = kg_here("doctor")
    lines = ran.out.splitlines()
    assert ran.code == 0 and lines[-1].startswith("all is well")
    assert all(len(line) <= 80 for line in lines)
    assert any(line.startswith("ok       evidence: ") for line in lines)


def changed(graph="", *, find, put=None):
    """Return what replaces an object of some quads: of a predicate, in graphs whose names end so; ``None`` removes."""

    def harm():
        with kg.open_store("s", write=True) as store:
            old = [quad for quad in store.quads() if quad.predicate.value == expand(find)
                   and quad.graph_name.value.endswith(graph)][:1]  # fmt: skip
            assert old
            new = [ox.Quad(quad.subject, quad.predicate, put(quad.object), quad.graph_name) for quad in old if put]
            store.update(add=new, remove=old)

    return harm


def literal(change):
    return lambda was: (
        ox.Literal(change(was.value), datatype=was.datatype)
        if not was.language
        else ox.Literal(change(was.value), language=was.language)
    )


def extra_graph():
    with kg.open_store("s", write=True) as store:
        name = ox.NamedNode
        store.update(add=[ox.Quad(name("urn:x"), name("urn:p"), ox.Literal("x"), name(store.base + "report/0"))])


def extra_triple():
    store = ox.Store("s")
    store.add(ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode("urn:p"), ox.Literal("x")))
    store.flush()


def file(name, data):
    """Return what gives a file of the store other bytes; None removes it."""

    def harm():
        for path in Path("s").glob(name) if "*" in name else [Path("s") / name]:
            if data is None:
                path.unlink()
            else:
                path.write_bytes(data(path.read_bytes()) if callable(data) else data)

    return harm


def killed_run():
    path = sorted(Path("s/runs").glob("*.jsonl"))[-1]
    path.write_bytes(path.read_bytes().rsplit(b"\n", 2)[0] + b"\n")


def again(kg_here):
    """Move the store away, keep what people decided, and read all again."""
    shutil.move("s", "damaged")
    Path("s").mkdir()
    shutil.copy(f"damaged/{JUDGEMENTS_FILE}", "s")
    assert kg_here("ingest", "in").code == 0


def commands(*rows):
    def follow(kg_here):
        for row in rows:
            ran = kg_here(*row.split())
            assert ran.code == 0, ran

    return follow


def anew(kg_here):
    commands("dump -o all.nq.gz", "restore all.nq.gz --store new")(kg_here)
    shutil.rmtree("s")
    shutil.move("new", "s")


def forgotten(kg_here):
    keys = told(kg_here)[1]["texts"].partition("kg forget ")[2].partition(",")[0]
    commands(f"forget {keys}", "ingest in")(kg_here)


def without_the_row(kg_here):
    path = Path("s") / JUDGEMENTS_FILE
    path.write_bytes(path.read_bytes().replace(b"rubbish\n", b""))


def taken_back(kg_here):
    (Path("s") / JUDGEMENTS_FILE).write_bytes(b"")
    commands("reread")(kg_here)


ROW_GONE = lambda data: data.rstrip(b"\n").rpartition(b"\n")[0] + b"\n"  # noqa: E731
REREAD, ANEW = commands("reread"), commands("reread --all")
MOVE = "move the folder away and run kg ingest again, with judgements.tsv from it put into the new folder first"
HARMS = [
    ("CURRENT is gone", file("CURRENT", None), "store", "is damaged", MOVE, again),
    ("a table is rubbish", file("*.sst", b"rubbish" * 99), "store", "is not as it was written", MOVE, again),
    ("the manifest is gone", file("MANIFEST-*", None), "store", "is damaged", MOVE, again),
    ("our file is gone", file(META_FILE, None), "store", "its file kg-store.json is missing", MOVE, again),
    ("our file is rubbish", file(META_FILE, b"{"), "store", "kg-store.json cannot be read", MOVE, again),
    ("a text", changed(find="schema:text", put=literal(lambda t: t + "!")), "texts", "1 report whose text is not",
     "kg forget ", forgotten),
    ("a quote", changed(EVIDENCE, find="oa:exact", put=literal(str.upper)), "evidence", "1 quote not where",
     "kg reread --all", ANEW),
    ("a place", changed(EVIDENCE, find="oa:start", put=literal(lambda n: str(int(n) + 1))), "evidence", "1 quote not",
     "kg reread --all", ANEW),
    ("a name is gone", changed(EVIDENCE, find="oa:exact"), "form", "violation", "kg reread --all", ANEW),
    ("a graph of nothing", extra_graph, "graphs", "1 graph of no report", "kg reread --all", ANEW),
    ("a triple in no graph", extra_triple, "queries", "1 triple differ", "kg restore all.nq.gz --store NEW", anew),
    ("the ontology", changed("/ontology", find="rdfs:label"), "ontology", "not that of this kg", "kg reread --all",
     ANEW),
    ("an older reader", changed(find="kg:reader", put=literal(lambda _: "kg 0.0.1")), "reader",
     "1 report of 2 were read by kg 0.0.1", "kg reread", REREAD),
    ("stopped reading", file("readings/ahead", b""), "reader", "was stopped", "kg reread --all", ANEW),
    ("a judgement is rubbish", file(JUDGEMENTS_FILE, lambda data: data + b"rubbish\n"), "judgements", "judgements.tsv:",
     "", without_the_row),
    ("a judgement is gone", file(JUDGEMENTS_FILE, ROW_GONE), "judgements", "other judgements", "kg reread", REREAD),
    ("the judgements are gone", file(JUDGEMENTS_FILE, None), "judgements", "that are not here",
     "put their file at s/judgements.tsv, or an empty one there to take them all back, then kg reread", taken_back),
    ("left over", file(".kg-1.tmp", b"x"), "left over", "1 temporary file of a run that was killed", "kg ingest",
     commands("ingest in")),
    ("the sums are gone", file(SUMS_FILE, None), "files", "kg-store.sums is missing", "kg ingest",
     commands("ingest in")),
    ("a killed run", killed_run, "last run", "was killed", "kg ingest in, once more", commands("ingest in")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("harm", "check", "what", "remedy", "follow"), [pytest.param(*row[1:], id=row[0]) for row in HARMS]
)
def test_what_is_harmed_is_named_and_its_remedy_works(kg_here, harm, check, what, remedy, follow):
    harm()
    before = {path: path.read_bytes() for path in Path("s").glob("*") if path.is_file()}
    code, found = told(kg_here)
    assert what in found[check] and remedy in found[check], found
    assert {path: path.read_bytes() for path in Path("s").glob("*") if path.is_file()} == before
    follow(kg_here)
    assert told(kg_here) == (0, {})


def test_a_problem_is_told_in_a_line_and_by_the_exit_code(kg_here):
    extra_graph()
    ran = kg_here("doctor")
    assert ran.code == 1
    assert any(line.startswith("PROBLEM  graphs: 1 graph of no report") for line in ran.out.splitlines())
    assert ran.out.splitlines()[-1].startswith("2 problems")  # it has no form either


def test_quick_leaves_out_what_reads_everything(kg_here):
    changed(EVIDENCE, find="oa:exact", put=literal(str.upper))()
    code, found = told(kg_here, "--quick")
    assert code == 0 and "kg doctor --full" in found["texts"]
    assert told(kg_here, "--full")[0] == 1


def test_of_a_big_store_it_is_left_out(kg_here, monkeypatch):
    monkeypatch.setattr("kg.doctor.doctor.BIG", 1)
    assert "2 reports were not looked at" in told(kg_here)[1]["texts"]


def test_who_writes_is_told(kg_here):
    with kg.open_store("s", write=True):
        code, found = told(kg_here)
    assert code == 0
    assert f"being written by process {os.getpid()}" in found["writer"]
    assert "what it held before" in found["store"]


def test_no_store_is_a_problem_where_somebody_named_one(kg_here, monkeypatch):
    assert told(kg_here, "--store", "nowhere") == (1, {"store": "no store at nowhere; run kg ingest first"})
    monkeypatch.delenv("KG_STORE")
    assert told(kg_here) == (0, {"store": "none at .kg yet; kg ingest FOLDER makes one"})


@pytest.mark.parametrize(("store", "set_to", "remedy"), [
    ("ftp://h.example/x", {}, "name a folder"),
    ("http://127.0.0.1:99999/q", {}, "write http://host:port/path or https://…"),
    ("http://127.0.0.1:9/q#top", {}, "name the base of one of several stores there"),
    ("http://127.0.0.1:9/q#base=x", {}, "it must be an absolute IRI that ends in a slash"),
    ("http://127.0.0.1:9/q", {"KG_STORE_USER": "kg"}, "set both, or neither"),
    ("http://127.0.0.1:9/q", {"KG_STORE_TIMEOUT": "soon"}, "set it to one, or not at all"),
    ("http://127.0.0.1:9/q", {}, "see that it can be reached and read"),
])  # fmt: skip
def test_what_to_do_about_an_address(monkeypatch, store, set_to, remedy):
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    (found,) = [found for found in examine(store) if found.state == PROBLEM]
    assert (found.check, found.remedy) == ("store", remedy)


def test_an_engine_that_does_not_take_our_queries():
    found = failed("store", QueryError("the engine at http://h refuses the query: syntax error at ';'; line 1"))
    assert "docs/engines.md" in found.remedy


def test_a_store_that_cannot_be_counted_keeps_nothing_else_from_being_looked_at(kg_here, monkeypatch):
    def damaged(*_):
        raise StoreCorruptError("the store s is damaged (a block); move it away")

    monkeypatch.setattr(content, "counts", damaged)
    monkeypatch.setattr(doctor, "_number", damaged)
    code, found = told(kg_here)
    assert code == 1 and found == {"content": "the store s is damaged (a block); move it away"}


def test_files_that_go_while_they_are_looked_at(kg_here, monkeypatch):
    real = Path.lstat

    def gone(path):
        if path.suffix == ".sst":
            raise FileNotFoundError(path)
        return real(path)

    monkeypatch.setattr(Path, "lstat", gone)
    assert told(kg_here) == (0, {})


def test_a_full_disk(kg_here, monkeypatch):
    monkeypatch.setattr(place.shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 20))
    code, found = told(kg_here)
    assert code == 1 and "1 MB are free" in found["disk"] and "free some room" in found["disk"]


def test_words_that_cannot_be_used(kg_here):
    Path("words").mkdir()
    Path("words/ships.tsv").write_text("name\nA\n", encoding="utf-8")
    ran = run_process("doctor", "--lexicon", "words", folder=Path.cwd(), KG_STORE="s")
    assert ran.code == 1
    assert "PROBLEM words: words/ships.tsv: is no table of the lexicon; there are " in " ".join(ran.out.split())


def test_a_library_that_is_missing_old_or_broken(monkeypatch):
    def raising(error):
        def load(name):
            if name == "pandas":
                raise error
            return sys.modules[name] if name in sys.modules else __import__(name)

        return load

    def states():
        return [(finding.state, finding.told) for finding in parts.parts() if finding.check == "libraries"]

    monkeypatch.setattr(parts, "import_module", raising(ImportError("gone", name="pandas")))
    assert any("pandas is not there: no tables of pandas" in line for _, line in states())
    monkeypatch.setattr(parts, "import_module", raising(OSError("bad file")))
    assert (PROBLEM, "pandas cannot be loaded (OSError: bad file)") in states()
    monkeypatch.undo()
    monkeypatch.setattr(parts, "_asked", lambda: {"click": ">=99"})
    assert any(line.startswith("click is ") and line.endswith("kg needs >=99") for _, line in states())


@pytest.mark.parametrize(("version", "bounds", "fit"), [
    ("8.5.1", ">=8.2,<9", True), ("8.1", ">=8.2,<9", False), ("9.0", ">=8.2,<9", False), ("8.2", ">=8.2", True),
    ("0.3.2", "==0.3.2", True), ("2.0.0rc1", "", True), ("0.60", ">=0.5.13,<0.60", False),
])  # fmt: skip
def test_bounds(version, bounds, fit):
    assert parts.fits(version, bounds) is fit
