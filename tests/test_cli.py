"""The commands: what they print, write and return, on the sample readings."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import types
from pathlib import Path

import pyoxigraph as ox
import pytest
from commands import SCRIPT, environment, run_process
from sample import FIRST, SECOND, SEEDS, THIRD

import kg
from kg.cli import ask as ask_commands
from kg.cli.main import COMMANDS
from kg.store.open import open_store
from kg.text import text_hash

SEED_FILES = [str(SEEDS / reading.report.source_id) for reading in (FIRST, SECOND)]

HEAVY = {"rdflib", "pyshacl", "pyvis", "networkx", "pyoxigraph", "numpy"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["query", "--help"], ["query", "--list"]])
def test_help_is_light(tmp_path, arguments):
    script = (
        "import sys\nfrom kg.cli.main import run\ncode = run(sys.argv[1:])\n"
        f"print(code, sorted({HEAVY!r} & sys.modules.keys()), file=sys.stderr)"
    )
    ran = run_process(*arguments, folder=tmp_path, script=script)
    assert ran.err.splitlines()[-1] == "0 []"


def test_help_takes_little_time(tmp_path):
    run_process("--help", folder=tmp_path)  # compiles what is not yet compiled
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run_process("--help", folder=tmp_path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.3


def test_version(kg_run):
    assert kg_run("--version").out == f"kg {kg.__version__}\n"


def test_without_a_command_help_and_wrong_use(kg_run):
    ran = kg_run()
    assert (ran.code, ran.out) == (2, "")
    assert all(name in ran.err for name in COMMANDS)


def test_each_command_says_what_it_does(kg_run):
    ran = kg_run("--help")
    for name in COMMANDS:
        assert re.search(rf"^  {name} +[A-Z].*\.$", ran.out, re.MULTILINE), name
        assert kg_run(name, "--help").code == 0


def test_the_reference_is_current():
    from kg.cli.reference import reference

    page = Path(__file__).parent.parent / "docs" / "commands.md"
    assert page.read_text(encoding="utf-8") == reference(), "run: python -m kg.cli.reference > docs/commands.md"


def test_formats_are_those_of_the_library():
    from kg import export
    from kg.graph import serialise
    from kg.store import result

    assert set(ask_commands.EXPORT_FORMATS) == set(export.FORMATS)
    assert ask_commands.EVIDENCE_FORMATS == serialise.DATASETS
    assert set(ask_commands.QUERY_FORMATS) == {"table"}.union(*result.FORMATS.values())


def test_interrupted(asked, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.store.open.open_store", interrupt)
    ran = asked("reports")
    assert (ran.code, ran.out, ran.err) == (130, "", "kg: interrupted; what was finished is kept\n")


@pytest.mark.parametrize("arguments", [["query", "events-by-date"], ["export"], ["show", "41-CT/TW"], ["--help"]])
def test_a_reader_that_went_away_is_no_error_to_tell(made, tmp_path, arguments):
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", SCRIPT, *arguments]
    done = subprocess.run(
        command, stdout=write, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(KG_STORE=str(made))
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


LOCALES = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "vi_VN.UTF-8", "TZ": "Asia/Ho_Chi_Minh"},
]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_locale_changes_nothing(made, tmp_path, locale):
    plain = run_process("query", "who-chairs", folder=tmp_path, KG_STORE=str(made), PYTHONHASHSEED="1")
    ran = run_process("query", "who-chairs", folder=tmp_path, KG_STORE=str(made), PYTHONHASHSEED="2", **locale)
    assert "Bùi Thanh Sơn" in ran.out
    assert ran == plain


RDF = [
    ("nquads", ox.RdfFormat.N_QUADS),
    ("trig", ox.RdfFormat.TRIG),
    ("turtle", ox.RdfFormat.TURTLE),
    ("jsonld", ox.RdfFormat.JSON_LD),
]


@pytest.mark.parametrize(("name", "kind"), RDF)
def test_extract(kg_run, here, name, kind):
    ran = kg_run("extract", *SEED_FILES, "--format", name)
    assert (ran.code, ran.err) == (0, "")
    quads = list(ox.parse(ran.out, format=kind))
    labels = [q.object.value for q in quads if q.predicate.value.endswith("rdf-schema#label")]
    assert labels.count("Bùi Thanh Sơn") == 1  # both reports speak of one person
    assert list(here.iterdir()) == []


def test_extract_goes_on_after_a_bad_file(kg_run, here):
    (here / "bad.txt").write_bytes(b"\xff\xfe\xff")
    ran = kg_run("extract", "bad.txt", SEED_FILES[0], "missing.txt")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 2
    assert all(line.startswith("kg: ") for line in ran.err.splitlines())
    assert FIRST.report.key in ran.out


def test_nothing_of_the_domain_is_a_warning(kg_run, here):
    poem = "Trăm năm trong cõi người ta\nChữ tài chữ mệnh khéo là ghét nhau\n"
    (here / "poem.txt").write_text(poem, encoding="utf-8")
    ran = kg_run("extract", "poem.txt")
    assert ran.code == 0
    assert "Trăm năm" in ran.out
    assert ran.err == "kg: warning: poem.txt: nothing of the domain found in it; it is a report with its text alone\n"
    ran = kg_run("ingest", "poem.txt")
    assert ran.code == 0
    assert ran.err.count("warning") == 1
    assert kg_run("reports").out.count("poem.txt") == 1


def test_ingest_twice_forget_and_again(kg_run, here):
    ran = kg_run("ingest", *SEED_FILES)
    assert (ran.code, ran.err) == (0, "")
    first, second = ran.out.splitlines()
    assert first == "2 reports read: 2 new, 0 unchanged, 0 replaced"
    assert second.startswith(".kg holds 2 reports: 2 officials, 4 bodies, 2 events, 2 directives, ")
    full = kg_run("export", "--format", "trig").out
    assert kg_run("ingest", str(SEEDS)).out.splitlines()[0] == "2 reports read: 0 new, 2 unchanged, 0 replaced"
    ran = kg_run("forget", SECOND.report.key[:6])
    assert (ran.code, ran.out) == (0, f"forgot report {SECOND.report.key}\n")
    assert kg_run("reports").out.count(".txt") == 1
    assert kg_run("forget", SECOND.report.key).code == 1
    kg_run("ingest", *SEED_FILES)
    assert kg_run("export", "--format", "trig").out == full


def test_a_changed_text_replaces_the_old_one(kg_run, here):
    text = (SEEDS / FIRST.report.source_id).read_text(encoding="utf-8")
    (here / "r.txt").write_text(text, encoding="utf-8")
    kg_run("ingest", "r.txt")
    (here / "r.txt").write_text(text + "\n", encoding="utf-8")
    ran = kg_run("ingest", "r.txt")
    assert ran.out.splitlines()[0] == "1 report read: 0 new, 0 unchanged, 1 replaced"
    assert (
        ran.err.splitlines()[0]
        == f"kg: r.txt: replaces report {text_hash(text)[:16]}, which the same source had before"
    )


def test_forget_names_all_sources_of_the_text(kg_run, here):
    text = (SEEDS / FIRST.report.source_id).read_text(encoding="utf-8")
    for name in ("y.txt", "x.txt"):
        (here / name).write_text(text, encoding="utf-8")
    kg_run("ingest", "x.txt", "y.txt")
    assert kg_run("forget", "x.txt").out == f"forgot report {FIRST.report.key}, the text of x.txt, y.txt\n"


def test_ingest_from_stdin(made, tmp_path):
    script = (
        "import sys, sample_store\nsys.modules['kg.reading.pipeline'] = sample_store.reader_module()\n"
        "import kg.reading\nkg.reading.pipeline = sys.modules['kg.reading.pipeline']\n" + SCRIPT
    )
    text = FIRST.report.text.encode()
    ran = run_process("ingest", "-", folder=tmp_path, stdin=text, script=script)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("1 report read: 1 new")


def test_a_bar_on_a_terminal_only(tmp_path):
    """The bar goes to stderr, a warning stands above it, and the summary on stdout stays clean."""
    import pty

    (tmp_path / "a.txt").write_text("Không có gì.", encoding="utf-8")
    script = (
        "import sys, sample_store\nsys.modules['kg.reading.pipeline'] = sample_store.reader_module()\n"
        "import kg.reading\nkg.reading.pipeline = sys.modules['kg.reading.pipeline']\n" + SCRIPT
    )
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", script, "ingest", "a.txt"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, cwd=tmp_path, env=environment(TERM="xterm"))
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert done.stdout.decode().startswith("1 report read: 1 new")
    assert "reading" in shown
    said = shown.index("kg: warning: a.txt")
    assert shown.index("reading") < said
    assert shown[:said].endswith("\r\x1b[K")
    assert shown.endswith("\r\x1b[K")


def test_good_files_are_in_and_bad_ones_have_their_line(kg_run, here):
    (here / "in").mkdir()
    (here / "in" / "good.txt").write_text("Không có gì.", encoding="utf-8")
    (here / "in" / "bad.txt").write_bytes(b"\x00\x01")
    (here / "in" / "picture.jpg").write_bytes(b"x")
    ran = kg_run("ingest", "in")
    assert ran.code == 1
    assert "in/bad.txt: is binary" in ran.err
    assert "in/picture.jpg: skipped" in ran.err
    assert ran.out.splitlines()[0] == "1 report read: 1 new, 0 unchanged, 0 replaced; 1 failed"


def test_reports(asked):
    lines = asked("reports").out.splitlines()
    assert lines[0].split() == ["report", "date", "title", "source", "entities", "evidence"]
    assert lines[2].startswith(f"{THIRD.report.key}  2024-03-20  ")
    assert lines[4].strip() == "(html, tcvn3)"
    assert [line.split()[0] for line in lines if re.match("[0-9a-f]{16}", line)] == [
        THIRD.report.key, *sorted((FIRST.report.key, SECOND.report.key))
    ]  # fmt: skip


def test_export_to_a_file_and_check(asked, here):
    assert asked("export", "--check", "-o", "kg.ttl").code == 1
    ran = asked("export", "-o", "kg.ttl")
    assert (ran.code, ran.out) == (0, "wrote kg.ttl\n")
    assert (here / "kg.ttl").read_text(encoding="utf-8") == asked("export").out == asked("export", "-o", "-").out
    ran = asked("export", "--check", "-o", "kg.ttl")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    (here / "kg.ttl").write_text("changed", encoding="utf-8")
    ran = asked("export", "--check", "-o", "kg.ttl")
    assert (ran.code, ran.err) == (1, "kg: kg.ttl is missing or out of date\n")
    assert asked("export", "--format", "csv", "-o", "tables").out == "wrote tables/nodes.csv\nwrote tables/edges.csv\n"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("x.nq", "nquads"), ("x.TRIG", "trig"), ("x.jsonld", "jsonld"), ("x.json", "jsonld"),
        ("x.nt.gz", "ntriples"), ("x.rdf", "rdfxml"),
        ("x.graphml.gz", "graphml"), ("x.gexf", "gexf"), ("x.ttl", "turtle"), ("x.txt", "turtle"), ("x.gz", "turtle"),
        ("nq", "turtle"),
    ],
)  # fmt: skip
def test_the_ending_chooses_the_format_of_an_export(asked, name, form):
    assert asked("export", "-o", name).out == f"wrote {name}\n"
    for chosen in ((), ("--format", form)):
        assert asked("export", "--check", "-o", name, *chosen).code == 0


def test_a_format_that_is_given_stands_above_the_ending(asked, here):
    asked("export", "--format", "ntriples", "-o", "x.nq")
    assert asked("export", "--format", "ntriples").out == (here / "x.nq").read_text(encoding="utf-8")
    assert asked("export", "-o", "x.csv").out == "wrote x-nodes.csv\nwrote x-edges.csv\n"


def test_export_without_evidence(asked):
    assert "oa:exact" in asked("export", "--format", "trig").out
    ran = asked("export", "--format", "trig", "--no-evidence")
    assert "oa:exact" not in ran.out
    assert ran.err == ""
    ran = asked("export", "--no-evidence")
    assert (ran.code, ran.out) == (0, asked("export").out)
    assert ran.err == "kg: note: --no-evidence changes nothing: turtle has no evidence in it\n"


def test_view_to_standard_output(asked, here):
    asked("view", "-o", "x.html")
    ran = asked("view", "-o", "-")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (here / "x.html").read_text(encoding="utf-8")
    assert [path.name for path in here.iterdir()] == ["x.html"]


def test_view_is_given_the_iri(asked, monkeypatch):
    given = []
    page = types.ModuleType("kg.view.page")
    page.page = None
    page.write_page = lambda store, path, **options: given.append((path, options))
    monkeypatch.setitem(sys.modules, "kg.view.page", page)
    ran = asked("view", "-o", "x.html", "--around", "bui thanh son", "--steps", "2")
    assert (ran.code, ran.out) == (0, "wrote x.html\n")
    ((path, options),) = given
    assert path == "x.html"
    assert options["around"].startswith("https://vnkg.example/id/person/bui-thanh-son-")
    assert options["steps"] == 2


def test_validate(asked, kg_run, here):
    ran = asked("validate")
    assert (ran.code, ran.out) == (0, "3 reports checked: 0 violations, 0 warnings\n")
    with open_store(here / "broken", write=True, create=True) as store:
        store.update(add=_quads("<https://vnkg.example/id/event/x> a kg:Event ; schema:startDate 'mai' ."))
    ran = kg_run("validate", "--store", "broken")
    assert ran.code == 1
    assert ran.out.splitlines()[0].startswith("Violation: ")


def _quads(text: str) -> list[ox.Quad]:
    header = "@prefix kg: <https://vnkg.example/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ." \
             "@prefix schema: <https://schema.org/> .\n"  # fmt: skip
    graph = ox.NamedNode("https://vnkg.example/id/report/0000")
    return [ox.Quad(*quad.triple, graph) for quad in ox.parse(header + text, format=ox.RdfFormat.TURTLE)]
