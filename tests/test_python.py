"""The library as a program or a notebook uses it; every block of docs/python.md is run."""

from __future__ import annotations

import contextlib
import datetime
import importlib.resources
import io
import re
import sys
import zipfile

import networkx as nx
import pyoxigraph as ox
import pytest
from beside import ROOT, python
from sample import SAMPLES
from sample_store import make_store

import kg
from kg.errors import InputError, NotFoundError, StoreError, UsageError
from kg.store.plain import plain
from kg.store.result import Result

SEED = ROOT / "seeds" / "001_83d22b06c98545cf.txt"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with kg.open_store(make_store(tmp_path_factory.mktemp("store") / "kg")) as opened:
        yield opened


# The page


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")  # rdflib calls it
def test_the_page_does_what_it_says(tmp_path, monkeypatch):
    text = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = re.findall(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", text, re.MULTILINE | re.DOTALL)
    assert len(blocks) == text.count("```python") > 7
    for code, said in blocks:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, "docs/python.md", "exec"), names)
        assert out.getvalue() == said, code


# The façade


def test_the_names_are_there_and_nothing_heavy_is_loaded():
    heavy = "[name for name in ('pyoxigraph', 'kg.model', 'kg.reading', 'kg.store') if name in sys.modules]"
    out, err = python(f"import sys, kg; print({heavy}); print(sorted(dir(kg)) == sorted(kg.__all__))").communicate()
    assert (out, err) == ("[]\nTrue\n", "")
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        kg.nothing  # noqa: B018


def test_it_says_that_it_is_typed():
    assert importlib.resources.files(kg).joinpath("py.typed").is_file()


def test_read_and_extract():
    report = kg.read(SEED)
    assert isinstance(report, kg.Report)
    assert kg.read(str(SEED)) == report
    statements = kg.extract(report)
    reading = kg.analyse(report)
    assert statements == list(reading.statements)
    keys = {entity.key for entity in reading.entities}
    assert {statement.subject for statement in statements} <= keys
    assert all(isinstance(statement, kg.Statement) for statement in statements)
    assert {type(statement.object) for statement in statements} <= {kg.Ref, kg.Literal, kg.Concept}


def test_read_folder(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("b.txt", "in/a.md", "c.xyz", ".hidden.txt"):
        (tmp_path / name).write_text(f"Tin {name}", encoding="utf-8")
    assert [report.source_id for report in kg.read_folder(tmp_path)] == ["b.txt", "in/a.md"]
    (tmp_path / "aa.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InputError, match=r"aa\.txt: "):
        list(kg.read_folder(tmp_path))


def test_what_an_archive_has_inside(tmp_path):
    for number, names in enumerate((["a.txt"], ["b.txt", "in/a.txt"], ["x.xyz"])):
        with zipfile.ZipFile(tmp_path / f"{number}.zip", "w") as archive:
            for name in names:
                archive.writestr(name, f"Tin {name}")
    assert kg.read(tmp_path / "0.zip").source_id == "0.zip/a.txt"
    assert [r.source_id for r in kg.read_folder(tmp_path / "1.zip")] == ["1.zip/b.txt", "1.zip/in/a.txt"]
    with pytest.raises(InputError, match="1.zip: has several reports inside; read_folder reads them all"):
        kg.read(tmp_path / "1.zip")
    with pytest.raises(InputError, match="2.zip: has no report inside"):
        kg.read(tmp_path / "2.zip")


def test_an_encoding_can_be_told(tmp_path):
    (tmp_path / "a.txt").write_bytes("Bộ trưởng Bộ Ngoại giao".encode("utf-16-le"))
    assert kg.read(tmp_path / "a.txt", encoding="UTF-16LE").text == "Bộ trưởng Bộ Ngoại giao"
    with pytest.raises(UsageError, match="'klingon' is no encoding"):
        kg.read(tmp_path / "a.txt", encoding="klingon")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda folder: kg.read(folder / "none.txt"), "none.txt: does not exist"),
        (lambda folder: kg.read(folder), "is a folder; read_folder reads those"),
        (lambda folder: kg.read("-"), "^-: does not exist"),
        (lambda folder: kg.read_folder(folder / "file.txt"), "is a file; read reads those"),
        (lambda folder: list(kg.read_folder(folder / "none")), "does not exist"),
        (lambda folder: kg.read(folder / "empty.txt"), "is empty"),
        (lambda folder: kg.read_text(" \n"), "the text: is empty"),
        (lambda folder: kg.read_text("x", url="https://x.example/", published="3/5/2024"),
         "https://x.example/: '3/5/2024' is no day; write published as 2022-01-31"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(tmp_path, monkeypatch, call, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        call(tmp_path)


def test_a_text_in_hand():
    given = kg.read_text(
        "\ufeffTiêu đề\r\n\r\nNội dung.", url="https://x.example/1", published="2024-05-03", author="A"
    )
    assert (given.text, given.source_id, given.title) == ("Tiêu đề\n\nNội dung.", "https://x.example/1", "Tiêu đề")
    assert (given.published, given.url, given.author) == ("2024-05-03", "https://x.example/1", "A")
    assert kg.read_text("Một", outlet="Báo Mẫu").outlet == "Báo Mẫu"
    unnamed, other = kg.read_text("Một", author="A"), kg.read_text("Hai")
    assert unnamed.source_id != other.source_id
    assert unnamed.author == "A"
    assert kg.read_text("Một", title="Khác").title == "Khác"


def test_ingest_and_forget(tmp_path):
    report = kg.read(SEED)
    with kg.open_store(tmp_path / "s", create=True) as store:
        assert [outcome.change for outcome in kg.ingest(store, report)] == ["new"]
        changes = [outcome.change for outcome in kg.ingest(store, kg.read_folder(SEED.parent))]
        assert changes == ["new", "unchanged"]
        assert len(store.reports()) == 2
        assert (kg.reread(store), kg.reread(store, everything=True)) == (0, 2)
        with pytest.raises(NotFoundError):
            kg.forget(store, [report.key, "0123456789abcdef"])
        kg.forget(store, report.key)
        assert [found.key for found in store.reports()] != [report.key]
        with pytest.raises(NotFoundError):
            kg.forget(store, report.key)
    with kg.open_store(tmp_path / "s") as store, pytest.raises(StoreError, match="reading only"):
        kg.ingest(store, report)


# Answers


def typed(value, datatype):
    return ox.Literal(value, datatype=ox.NamedNode(datatype if ":" in datatype else XSD + datatype))


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (ox.NamedNode("https://x.example/a"), "https://x.example/a"),
        (ox.BlankNode("b"), "_:b"),
        (ox.Literal("Bùi Thanh Sơn", language="vi"), "Bùi Thanh Sơn"),
        (ox.Literal("12"), "12"),
        (typed("12", "integer"), 12),
        (typed("12", "unsignedByte"), 12),
        (typed("1.5", "decimal"), 1.5),
        (typed("1e3", "double"), 1000.0),
        (typed("INF", "double"), float("inf")),
        (typed("true", "boolean"), True),
        (typed("0", "boolean"), False),
        (typed("2022-01-21", "date"), datetime.date(2022, 1, 21)),
        (typed("2022-01-21T08:00:00Z", "dateTime"), datetime.datetime(2022, 1, 21, 8, tzinfo=datetime.UTC)),
        (typed("2022-01", "gYearMonth"), "2022-01"),
        (typed("12022-01-21", "date"), "12022-01-21"),
        (typed("2022-01-21+07:00", "date"), "2022-01-21+07:00"),
        (typed("many", "integer"), "many"),
        (typed("maybe", "boolean"), "maybe"),
        (typed("x", "https://x.example/type"), "x"),
    ],
)
def test_plain_values(term, value):
    found = plain(term)
    assert (found, type(found)) == (value, type(value))


def test_rows_of_plain_values(store):
    rows = store.query(
        "SELECT ?n ?none ?d { ?e a kg:Event ; rdfs:label ?n OPTIONAL { ?e schema:startDate ?d } }"
    ).plain()
    assert rows
    assert all(list(row) == ["n", "none", "d"] and row["none"] is None for row in rows)
    assert {type(row["d"]) for row in rows} >= {datetime.date}
    assert store.query("ASK { ?p a kg:Person }").plain() == [{"answer": True}]
    triples = store.query("CONSTRUCT { ?p rdfs:label ?n } { ?p a kg:Person ; rdfs:label ?n }")
    assert [(row["subject"], row["object"]) for row in triples.plain()] == [(t[0].value, t[2].value) for t in triples]
    assert {row["predicate"] for row in triples.plain()} == {"http://www.w3.org/2000/01/rdf-schema#label"}
    [quoted] = store.query("SELECT (<<( <a:b> <a:c> 1 )>> AS ?t) {}").plain()
    assert quoted == {"t": '<a:b> <a:c> "1"^^<http://www.w3.org/2001/XMLSchema#integer>'}


VALUES = """SELECT ?text ?n ?part ?day ?none ?half { VALUES (?text ?n ?part ?day ?none ?half) {
  ("a" 1 1.5 "2022-01-21"^^xsd:date UNDEF true) ("b" UNDEF 2 "1022-01-21"^^xsd:date UNDEF UNDEF) } }"""


def test_to_pandas(store):
    table = store.query(VALUES).to_pandas()
    assert list(table.columns) == ["text", "n", "part", "day", "none", "half"]
    assert [str(table[name].dtype) for name in ("n", "part", "day", "half")] == [
        "Int64",
        "Float64",
        "datetime64[s]",
        "boolean",
    ]
    assert table["text"].tolist() == ["a", "b"]
    assert table["n"].sum() == 1
    assert table["day"].dt.year.tolist() == [2022, 1022]
    assert store.query("SELECT ?a ?b { ?a a kg:Nothing }").to_pandas().shape == (0, 2)
    assert store.query("ASK {}").to_pandas()["answer"].tolist() == [True]
    triples = store.query("CONSTRUCT WHERE { ?p a kg:Person }")
    assert triples.to_pandas().shape == (len(triples), 3)


def test_without_pandas(store, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"needs pandas: pip install 'kg\[pandas\]'$"):
        store.query(VALUES).to_pandas()


def test_a_notebook_shows_a_table_in_which_values_are_text():
    rows = tuple({"a": ox.Literal(f"<script>{number}</script>&")} for number in range(120))
    shown = Result("rows", variables=("a", "b"), rows=rows)._repr_html_()
    assert "<script>" not in shown
    assert shown.count("<tr>") == 101
    assert "<td>&lt;script&gt;0&lt;/script&gt;&amp;</td><td></td>" in shown
    assert "120 rows, 100 shown" in shown


# A network


def test_a_part_of_the_network(store):
    whole = store.to_networkx()
    some = store.to_networkx(kinds=("Person", "Event"))
    assert {data["kind"] for _, data in some.nodes(data=True)} == {"Person", "Event"}
    assert some.edges and nx.utils.graphs_equal(some, whole.subgraph(some.nodes))
    chairing = store.to_networkx(relations=["kg:chairs"])
    assert set(chairing.nodes) == set(whole.nodes)
    assert {key for *_, key in chairing.edges(keys=True)} == {"kg:chairs"}
    assert nx.utils.graphs_equal(store.to_networkx(relations=["https://vnkg.example/ontology#chairs"]), chairing)


def test_the_network_of_a_time(store):
    whole, third = store.to_networkx(), SAMPLES[2].report
    [dated] = [report for report in store.reports() if report.published]
    told = store.to_networkx(since="2024-03-20", until=datetime.date(2024, 3, 20))
    assert dated.key == third.key
    assert 0 < len(told) < len(whole)
    assert {report for *_, data in told.edges(data=True) for report in data["reports"]} == {dated.iri}
    assert dated.iri not in {report for *_, data in store.to_networkx(until="2024-03-19").edges(data=True)
                             for report in data["reports"]}  # fmt: skip
    assert len(store.to_networkx(since="2199-01-01")) == 0


def test_a_report_without_a_date_counts_by_what_it_tells(tmp_path):
    with kg.open_store(tmp_path / "s", create=True) as store:
        kg.ingest(store, kg.read(SEED))
        assert not store.reports()[0].published
        assert len(store.to_networkx(since="2022-01-21", until="2022-01-21")) == len(store.to_networkx()) > 0
        assert len(store.to_networkx(since="2022-01-22")) == 0


def test_evidence_is_counted(store):
    graph = store.to_networkx(evidence=True)
    assert graph.edges
    for subject, object, key, data in graph.edges(keys=True, data=True):
        places = store.query(f"""SELECT ?e {{ ?e rdf:subject <{subject}> ; rdf:predicate {key} ; rdf:object <{object}>
          FILTER NOT EXISTS {{ ?e kg:modality ?m }} }}""")
        assert data["evidence"] == len(places)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"kinds": ["person"]}, "no kind of node is called 'person'; did you mean Person"),
        ({"kinds": ["Report"]}, "no kind of node is called 'Report'; did you mean|there are"),
        ({"relations": ["chairs"]}, "no relation is called 'chairs'; did you mean kg:chairs"),
        ({"relations": ["kg:number"]}, "no relation is called 'kg:number'"),
        ({"since": "21/1/2022"}, "'21/1/2022' is no day; write it as 2022-01-31"),
        ({"until": ""}, "'' is no day"),
    ],
)
def test_what_is_asked_wrongly_of_a_network(store, asked, message):
    with pytest.raises(UsageError, match=message):
        store.to_networkx(**asked)
