"""Files for other tools: each is read back by the tool it is for, and is the same bytes on every machine."""

from __future__ import annotations

import csv
import gzip
import io
import os
import stat
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from beside import python
from sample import SAMPLES

import kg
from kg.errors import OutputError, UsageError
from kg.export import FORMATS, check, export
from kg.files import write_all_atomically, write_atomically
from kg.graph.project import project
from kg.graph.vocabulary import EVIDENCE, ontology_quads

QUADS = project(SAMPLES)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", 'a "quoted", text\nof two lines', "'quoted'"]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / ".kg"
    with kg.open_store(path, create=True) as made:
        made.update(add=[*QUADS, *ontology_quads()])
    with kg.open_store(path) as opened:
        yield opened


def written(store, format: str, **options) -> bytes:
    out = io.BytesIO()
    assert export(store, format, out, **options) == []
    return out.getvalue()


def tables(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.replace(b"\r\n", b"").count(b"\r") == 0
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("format", "reader"),
    [("turtle", "TURTLE"), ("ntriples", "N_TRIPLES"), ("rdfxml", "RDF_XML")],
)
def test_triples_are_plain_and_derived_only(store, format, reader):
    expected = {quad.triple for quad in QUADS if not quad.graph_name.value.endswith(EVIDENCE)}
    for evidence in (True, False):
        found = ox.parse(written(store, format, evidence=evidence), format=getattr(ox.RdfFormat, reader))
        assert {quad.triple for quad in found} == expected


@pytest.mark.parametrize(("format", "reader"), [("trig", "TRIG"), ("nquads", "N_QUADS"), ("jsonld", "JSON_LD")])
def test_datasets_hold_all_but_the_ontology(store, format, reader):
    for evidence in (True, False):
        expected = {quad for quad in QUADS if evidence or not quad.graph_name.value.endswith(EVIDENCE)}
        found = ox.parse(written(store, format, evidence=evidence), format=getattr(ox.RdfFormat, reader))
        assert set(found) == expected
    assert len(expected) < len(QUADS)


@pytest.mark.parametrize("read", [nx.read_graphml, nx.read_gexf])
def test_networkx_reads_the_networks(store, read):
    ours = store.to_networkx()
    theirs = read(io.BytesIO(written(store, read.__name__.removeprefix("read_"))))
    theirs = theirs if theirs.is_multigraph() else nx.MultiDiGraph(theirs)  # where no edge is parallel
    assert set(theirs) == set(ours)
    for iri, data in ours.nodes(data=True):
        assert {key: value for key, value in theirs.nodes[iri].items() if key in data} == data

    def edges(graph, reports):
        rows = graph.edges(data=True)
        return sorted((s, o, d["predicate"], d["label"], d["label_en"], reports(d)) for s, o, d in rows)

    assert edges(theirs, lambda d: d["reports"]) == edges(ours, lambda d: " ".join(d["reports"]))


def test_network_files_name_each_edge_once(store):
    import xml.etree.ElementTree as ET

    for format in ("graphml", "gexf"):
        ids = [e.get("id") for e in ET.fromstring(written(store, format)).iter() if e.tag.endswith("}edge")]
        assert len(ids) == len(set(ids)) == store.to_networkx().number_of_edges() > 20
    assert b"lastmodified" not in written(store, "gexf")
    assert nx.__version__.encode() not in written(store, "gexf")


def test_csv_tables_match_the_network(store, tmp_path):
    network = store.to_networkx()
    files = export(store, "csv", tmp_path / "tables")
    assert [file.name for file in files] == ["nodes.csv", "edges.csv"]
    nodes, edges = (tables(file.read_bytes()) for file in files)
    assert [row["id"] for row in nodes] == list(network)
    assert list(nodes[0])[:4] == ["id", "kind", "label", "label_en"]
    for row in nodes:
        assert {key: value for key, value in row.items() if value and key != "id"} == dict(network.nodes[row["id"]])
    label = network.nodes(data="label")
    for row, (source, target, data) in zip(edges, network.edges(data=True), strict=True):
        assert (row["source"], row["target"], row["predicate"]) == (source, target, data["predicate"])
        assert (row["source_label"], row["target_label"]) == (label[source], label[target])
        assert row["reports"].split(" ") == data["reports"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("new", ["new/nodes.csv", "new/edges.csv"]),
        ("there.is", ["there.is/nodes.csv", "there.is/edges.csv"]),
        ("kg.csv", ["kg-nodes.csv", "kg-edges.csv"]),
        ("kg.CSV", ["kg-nodes.CSV", "kg-edges.CSV"]),
        ("kg.csv.gz", ["kg-nodes.csv.gz", "kg-edges.csv.gz"]),
        ("kg.txt", ["kg.txt/nodes.csv", "kg.txt/edges.csv"]),
    ],
)
def test_where_the_tables_go(store, tmp_path, given, expected):
    (tmp_path / "there.is").mkdir()
    assert check(store, "csv", tmp_path / given) == [tmp_path / name for name in expected]
    assert not (tmp_path / "new").exists()
    assert export(store, "csv", tmp_path / given) == [tmp_path / name for name in expected]
    assert check(store, "csv", tmp_path / given) == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("newdir/tables", "cannot make the folder .*tables: make the folder .*newdir first$"),
        ("file/tables", "cannot make the folder .*tables: make the folder .*file first$"),
        (
            "file",
            "cannot make the folder .*file: it is a file; name a folder, or two files by a name that ends in .csv",
        ),
    ],
)
def test_where_the_tables_cannot_go(store, tmp_path, given, message):
    (tmp_path / "file").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match=message):
        export(store, "csv", tmp_path / given)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_both_tables_or_none(store, tmp_path):
    (tmp_path / "edges.csv").mkdir()
    (tmp_path / "nodes.csv").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match=r"cannot write .*edges\.csv: it is a folder"):
        export(store, "csv", tmp_path)
    assert (tmp_path / "nodes.csv").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edges.csv", "nodes.csv"]


def test_csv_on_a_stream_is_both_tables(store, tmp_path):
    nodes, edges = (file.read_bytes() for file in export(store, "csv", tmp_path))
    assert written(store, "csv") == nodes + b"\r\n" + edges.removeprefix(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(tmp_path, text):
    person, kind = (
        ox.NamedNode("https://vnkg.example/id/person/a-1"),
        ox.NamedNode("https://vnkg.example/ontology#Person"),
    )
    graph = ox.NamedNode("https://vnkg.example/id/report/0123456789abcdef")
    a, label = (ox.NamedNode(f"http://www.w3.org/{name}") for name in
                ("1999/02/22-rdf-syntax-ns#type", "2004/02/skos/core#altLabel"))  # fmt: skip
    report = ox.Quad(graph, a, ox.NamedNode("https://vnkg.example/ontology#Report"), graph)
    with kg.open_store(tmp_path / "s", create=True) as store:
        store.update(add=[report, ox.Quad(person, a, kind, graph), ox.Quad(person, label, ox.Literal(text), graph)])
        [row] = tables(export(store, "csv", tmp_path)[0].read_bytes())
        assert row["label"] == row["altLabel"] == (text if text[0] in "a'" else "'" + text)
        assert nx.read_graphml(io.BytesIO(written(store, "graphml"))).nodes[person.value]["label"] == text


def test_check_sees_any_difference(store, tmp_path):
    path = tmp_path / "kg.ttl"
    assert check(store, "turtle", path) == [path]
    export(store, "turtle", path)
    assert check(store, "turtle", path) == []
    data = path.read_bytes()
    for other in (data + b"\n", data[:-1], b"", data.replace(b"kg:Person", b"kg:Persom", 1)):
        path.write_bytes(other)
        assert check(store, "turtle", path) == [path]
        assert path.read_bytes() == other


@pytest.mark.parametrize("format", FORMATS)
def test_a_name_that_ends_in_gz_is_packed(store, tmp_path, monkeypatch, format):
    plain = export(store, format, tmp_path / "x.csv")
    packed = export(store, format, tmp_path / "x.csv.gz")
    assert [gzip.decompress(path.read_bytes()) for path in packed] == [path.read_bytes() for path in plain]
    first = [path.read_bytes() for path in packed]
    monkeypatch.setattr("time.time", lambda: 1.5e9)  # neither the time nor the name is in the file's head
    assert [path.read_bytes() for path in export(store, format, tmp_path / "another.csv.gz")] == first
    assert check(store, format, tmp_path / "x.csv.gz") == []
    packed[0].write_bytes(gzip.compress(gzip.decompress(first[0]), 1))
    assert check(store, format, tmp_path / "x.csv.gz") == []  # another packer may have made it
    for data in (first[0][:-9], gzip.compress(b"x"), b"plain", b""):
        packed[0].write_bytes(data)
        assert check(store, format, tmp_path / "x.csv.gz") == packed[:1]


def test_a_pipe_is_not_waited_for(store, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    code = "import sys, kg, kg.export as e; e.check(kg.open_store(sys.argv[1]), 'turtle', sys.argv[2])"
    run = python(code, store.path, tmp_path / "pipe")
    try:
        assert run.communicate(timeout=30)[1].endswith("pipe: it is no regular file\n")
    finally:
        run.kill()


def test_unknown_formats_are_refused(store):
    for use in (export, check):
        with pytest.raises(UsageError, match="no export format 'xlsx'; there are: turtle, trig"):
            use(store, "xlsx", "x")


def test_the_same_bytes_everywhere(store, tmp_path):
    code = """
import sys, kg
from kg.export import FORMATS, export
with kg.open_store(sys.argv[1]) as store:
    for format in FORMATS:
        export(store, format, f"{sys.argv[2]}/kg.{format}")
"""
    settings = [("1", "C", "UTC"), ("2", "vi_VN.UTF-8", "Asia/Ho_Chi_Minh"), ("3", "POSIX", "Pacific/Kiritimati")]
    folders = [tmp_path / seed for seed, _, _ in settings]
    for folder, (seed, locale, zone) in zip(folders, settings, strict=True):
        folder.mkdir()
        env = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "LANG": locale, "TZ": zone, "PYTHONUTF8": "0"}
        run = python(code, store.path, folder, env=env)
        assert run.communicate() == ("", "")
    first, *others = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert len(first) == len(FORMATS) + 1  # csv is two
    for other in others:
        assert other == first


# Writing files


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("", "is a folder; name a file"),
        ("nowhere/kg.ttl", "there is no folder .*nowhere; make it first"),
        ("file/kg.ttl", "there is no folder .*file; make it first"),
        ("x" * 300, "file name too long; choose another place with -o"),
    ],
)
def test_unwritable_outputs_are_one_line(store, tmp_path, path, message):
    (tmp_path / "file").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match=f"^cannot write .*{message}$"):
        export(store, "turtle", tmp_path / path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("failure", "expected"),
    [(OSError(28, "No space left on device"), OutputError), (ZeroDivisionError(), ZeroDivisionError)],
)
def test_a_failure_leaves_the_old_file(tmp_path, failure, expected):
    path = tmp_path / "a"
    write_atomically(path, lambda out: out.write(b"old"))

    def fails(out):
        out.write(b"new")
        raise failure

    with pytest.raises(expected):
        write_atomically(path, fails)
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


def test_several_files_are_all_written_before_the_first_takes_its_name(tmp_path):
    old, new = tmp_path / "a", tmp_path / "b"
    old.write_bytes(b"old")

    def fails(out):
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="cannot write .*b: no space left"):
        write_all_atomically([(old, lambda out: out.write(b"new")), (new, fails)])
    assert (old.read_bytes(), list(tmp_path.iterdir())) == (b"old", [old])


def test_modes_and_links_stay(tmp_path):
    path, link = tmp_path / "a", tmp_path / "link"
    umask = os.umask(0)
    os.umask(umask)
    write_atomically(path, lambda out: out.write(b"1"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
    path.chmod(0o640)
    link.symlink_to("a")
    write_atomically(link, lambda out: out.write(b"2"))
    assert link.is_symlink()
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"2", 0o640)


def test_devices_are_written_to_not_replaced():
    write_atomically("/dev/null", lambda out: out.write(b"x"))
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
