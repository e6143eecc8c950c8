"""What differs between two graphs: each kind of change on small graphs made by hand, in any kind of source."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from commands import run_process
from sample import FIRST, READER, SECOND, THIRD, Draft, day
from sample_store import make_store

import kg
from kg.difference.change import Difference
from kg.difference.collect import collected
from kg.difference.compare import compare
from kg.difference.diff import diff
from kg.difference.plain import plain
from kg.errors import KgError, NotFoundError, UsageError
from kg.export import FORMATS, export
from kg.graph.project import project
from kg.model import Decisions, Member, Report, ReportStatements
from kg.resolution.resolve import resolve
from kg.store.dump import dump

MAU, DU = "Trần Văn Mẫu", "Lê Thị Thí Dụ"


def told(number: int, *lines: tuple, people: tuple[str, ...] = (MAU,), date: str = "", source: str = "",
         reader: str = READER) -> ReportStatements:  # fmt: skip
    """Return a reading: people p0, p1 … and lines (subject, predicate, value), always with an event e, a body b."""
    text = f"Tin {number}: Sở Mẫu tổ chức Hội nghị Mẫu có {', '.join(people)} dự."
    d = Draft(Report(text, source or f"{number}.txt", published=f"2024-01-0{number}"))
    d.entity("b", "Body", "Sở Mẫu", concept="kgv:body-kind/department")
    d.entity("e", "Event", "Hội nghị Mẫu", complete=False)
    for at, name in enumerate(people):
        d.entity(f"p{at}", "Person", name, complete=False)
    for entity in list(d.entities):
        d.named(entity.key, entity.name)
    if date:
        d.say("e", "schema:startDate", day(date), "Hội nghị Mẫu")
    for subject, predicate, value in lines:
        d.say(subject, predicate, value, "Hội nghị Mẫu")
    return replace(d.done(), reader=reader)


def one(readings: tuple[ReportStatements, ...], *pairs: tuple[int, int, str]) -> Decisions:
    """Return decisions: in each pair the entity of a report is one with that of another one (by their places)."""
    plain = dict(resolve(readings).canonical)
    for this, other, key in pairs:
        plain[Member(readings[other].report.key, key)] = Member(readings[this].report.key, key)
    return Decisions(plain)


def graph(readings, decisions: Decisions | None = None, base: str = "https://vnkg.example/id/"):
    return collected("x", project(readings, decisions or resolve(readings), base), base)


def lines(difference: Difference) -> list[str]:
    """Return a difference in short lines: what became of which thing, and of which facts of it."""
    told = []
    for change in difference.changes:
        told.append(f"{change.change} {change.thing.kind} {change.thing.vi}")
        for fact in change.facts:
            values = [value.text for value in (fact.before, fact.after) if value]
            numbers = [str(n) for n in (fact.reports_before, fact.reports_after) if n is not None]
            told.append(f"  {fact.change} {fact.relation} {' → '.join(dict.fromkeys(values))} ({'/'.join(numbers)})")
    return told


A = told(1, ("p0", "kg:chairs", "e"), date="2024-01-01")
B = told(2, ("p0", "kg:attends", "e"), people=(DU,))


def test_nothing_differs():
    difference = compare(graph([A, B]), graph([B, A]))
    assert (bool(difference), difference.same, difference.changes, difference.retold) == (False, True, (), 0)
    assert (difference.a.reports, difference.a.things, difference.a.facts) == (2, 5, 9)


def test_a_report_and_what_only_it_tells_are_new():
    difference = compare(graph([A]), graph([A, B]))
    assert lines(difference) == [
        "new Report Tin 2: Sở Mẫu tổ chức Hội nghị Mẫu có Lê Thị Thí Dụ dự.",
        "  appeared kg:observedOn 2024-01-02 ()",
        "  appeared kg:sourceId 2.txt ()",
        "  appeared schema:datePublished 2024-01-02 ()",
        f"new Person {DU}",
        "  appeared kg:attends Hội nghị Mẫu (0/1)",
        f"  appeared skos:altLabel {DU} (0/1)",
        "support Body Sở Mẫu",
        "  support kg:bodyKind Đơn vị trực thuộc (1/2)",
        "  support skos:altLabel Sở Mẫu (1/2)",
        "new Event Hội nghị Mẫu",
        "  appeared skos:altLabel Hội nghị Mẫu (0/1)",
    ]
    assert difference.things()["Person"] == {"new": 1}
    assert difference.facts()["kg:attends"] == {"appeared": 1}


def test_what_is_gone_is_the_mirror():
    there, back = compare(graph([A]), graph([A, B])), compare(graph([A, B]), graph([A]))
    mirrored = {"new": "gone", "appeared": "vanished"}
    expected = [[mirrored.get(word, word) for word in line.split()] for line in lines(there)]
    for row in expected:
        if row[-1] in ("(0/1)", "(1/2)"):
            row[-1] = {"(0/1)": "(1/0)", "(1/2)": "(2/1)"}[row[-1]]
    assert [line.split() for line in lines(back)] == expected


def test_facts_of_a_report_of_both():
    after = told(1, ("p0", "kg:attends", "e"), date="2024-01-02", reader="sample/2")
    difference = compare(graph([A]), graph([after]))
    assert lines(difference) == [
        f"changed Person {MAU}",
        "  appeared kg:attends Hội nghị Mẫu (0/1)",
        "  vanished kg:chairs Hội nghị Mẫu (1/0)",
        "changed Event Hội nghị Mẫu",
        "  changed schema:startDate 2024-01-01 → 2024-01-02 (1/1)",
    ]
    assert difference.retold == 1


def test_a_reader_that_reads_the_same_is_no_difference():
    assert compare(graph([A]), graph([replace(A, reader="sample/2")])).same


def test_a_value_beside_another_one_appears():
    """Two dates for one event are no change of one into the other, but a date more."""
    both = told(1, ("p0", "kg:chairs", "e"), ("e", "schema:startDate", day("2024-01-02")), date="2024-01-01")
    assert lines(compare(graph([A]), graph([both]))) == [
        "changed Event Hội nghị Mẫu",
        "  appeared schema:startDate 2024-01-02 (0/1)",
    ]


def test_an_original_and_its_copy_tell_a_fact_once():
    """A paper that prints what another one printed makes nothing better told."""
    copied = replace(
        A.report, text=A.report.text + " Theo báo Mẫu.", source_id="copy.txt", published="2024-01-05", hash=""
    )
    before, after = graph([A]), graph([A, replace(A, report=copied)])
    before.copies, after.copies = {}, {f"https://vnkg.example/id/report/{copied.key}": next(iter(before.reports))}
    facts = [
        fact for change in compare(before, after).changes for fact in change.facts if fact.relation == "kg:bodyKind"
    ]
    assert facts == []
    after = graph([A, replace(A, report=copied)])
    after.copies = {}
    facts = [
        fact for change in compare(before, after).changes for fact in change.facts if fact.relation == "kg:bodyKind"
    ]
    assert [(fact.reports_before, fact.reports_after) for fact in facts] == [(1, 2)]


def test_a_report_with_another_text():
    rewritten = told(3, ("p0", "kg:chairs", "e"), date="2024-01-01", source="1.txt")
    difference = compare(graph([A]), graph([rewritten]))
    first = difference.changes[0]
    assert (first.change, first.thing.kind, [old.iri[-16:] for old in first.before]) == (
        "rewritten", "Report", [A.report.key])  # fmt: skip
    assert difference.things()["Report"] == {"rewritten": 1}


# Who is who


TWO = (told(1, ("p0", "kg:chairs", "e")), told(2, ("p0", "kg:attends", "e")))
APART, JOINED = Decisions(dict(resolve(TWO).canonical)), one(TWO, (0, 1, "p0"))


def who(difference: Difference) -> list[tuple]:
    return [(change.change, change.thing.kind, len(change.before), len(change.after)) for change in difference.changes
            if change.change not in ("changed", "support")]  # fmt: skip


def test_two_are_one():
    difference = compare(graph(TWO, APART), graph(TWO, JOINED))
    assert who(difference) == [("joined", "Person", 2, 1)]
    [joined] = difference.changes
    assert {thing.iri for thing in joined.before} > {joined.thing.iri}
    assert [(fact.change, fact.relation) for fact in joined.facts] == []  # each fact is there, of the one


def test_one_is_two():
    difference = compare(graph(TWO, JOINED), graph(TWO, APART))
    assert who(difference) == [("split", "Person", 1, 2)]
    assert len(difference.changes) == 1


def test_joined_with_a_fact_that_both_tell():
    readings = (told(1, ("p0", "kg:organises", "e")), told(2, ("p0", "kg:organises", "e")))
    events = one(readings, (0, 1, "e"))
    both = Decisions({**events.canonical, **one(readings, (0, 1, "p0")).canonical})
    difference = compare(graph(readings, events), graph(readings, both))
    assert who(difference) == [("joined", "Person", 2, 1)]
    assert difference.changes[0].facts == ()  # two reports told it of one each, two tell it of the one


def test_one_of_three_goes_over_to_another():
    three = (*TWO, told(3))
    first, last = one(three, (0, 1, "p0")), one(three, (2, 1, "p0"))
    difference = compare(graph(three, first), graph(three, last))
    assert who(difference) == [("shifted", "Person", 2, 2)]
    assert [line for line in lines(difference) if "kg:attends" in line] == [
        "  vanished kg:attends Hội nghị Mẫu (1/0)",
        "  appeared kg:attends Hội nghị Mẫu (0/1)",
    ]


def test_an_earlier_report_gives_a_thing_its_iri():
    before = graph(TWO[1:])
    difference = compare(before, graph(TWO, JOINED))
    changes = {(change.change, change.thing.kind) for change in difference.changes}
    assert ("new", "Person") not in changes and ("gone", "Person") not in changes
    [person] = [change for change in difference.changes if change.thing.kind == "Person"]
    assert person.before[0].iri != person.thing.iri


def test_only_another_iri_is_said():
    """The words of a report say who is meant where the IRI is another one, and nothing leads on."""
    renamed = replace(A, entities=tuple(replace(e, identity=("mẫu khác",)) if e.key == "p0" else e for e in A.entities))
    difference = compare(graph([A]), graph([renamed]))
    assert lines(difference) == [f"renamed Person {MAU}"]


# Which part


def test_about_kind_and_relation(tmp_path):
    a, b = make_store(tmp_path / "a"), make_store(tmp_path / "b", (SECOND, THIRD))
    whole = diff(a, b)
    assert set(whole.things()) > {"Person", "Body", "Event"}
    assert set(diff(a, b, kinds=["người"]).things()) == {"Person"}
    assert set(diff(a, b, kinds=["Person", "kg:Body"]).things()) == {"Person", "Body"}
    assert set(diff(a, b, relations=["kg:attends"]).facts()) == {"kg:attends"}
    assert set(diff(a, b, relations=["tham dự", "holds"]).facts()) == {"kg:attends", "org:holds"}
    for what in ("bui thanh son", "Bùi Thanh Sơn", whole.changes[1].thing.iri, whole.changes[1].thing.iri[24:]):
        one = diff(a, b, about=what)
        assert [change.thing.vi for change in one.changes] == ["Bùi Thanh Sơn"]
    directive = diff(a, b, about="41-CT/TW").changes[0]
    assert [fact.relation for fact in directive.facts if fact.inverse] == ["kg:reviews"]
    assert diff(a, b, about=FIRST.report.key).things() == {"Report": {"gone": 1}}
    assert diff(a, b, about="tỉnh Lạng Sơn").same


@pytest.mark.parametrize(
    ("how", "error", "message"),
    [
        ({"about": "Nguyễn Văn Nào Đó"}, NotFoundError, "neither of the two has anything called"),
        ({"about": "Bùi Thanh Tùng"}, NotFoundError, "did you mean 'Bùi Thanh Sơn'"),
        ({"kinds": ["Robot"]}, UsageError, "'Robot' is no kind of things; there are: Report, Person"),
        ({"relations": ["chair"]}, UsageError, "'chair' is no relation; did you mean 'kg:chairs'"),
    ],
)
def test_names_of_nothing(tmp_path, how, error, message):
    a = make_store(tmp_path / "a")
    with pytest.raises(error, match=message):
        diff(a, a, **how)


def test_what_is_no_fact_is_told_when_asked_for(tmp_path):
    other = replace(FIRST, reader="sample/9", statements=tuple(
        replace(s, end=s.end - 1) if s.rule == "officials/apposition" else s for s in FIRST.statements))  # fmt: skip
    dropped = replace(other, statements=tuple(s for s in other.statements if s.predicate != "kg:mentionOf"))
    sides = [project([reading]) for reading in (FIRST, dropped)]
    assert compare(*(collected("x", quads) for quads in sides)).same
    both = [collected("x", quads, include=("derived",)) for quads in sides]
    difference = compare(*both, include=("evidence", "memberships"))
    assert difference.others["evidence"][0] - difference.others["evidence"][1] == 2
    assert difference.others["memberships"] == (3, 3)


# Where the graphs are


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """The same store in every form that it can have."""
    top = tmp_path_factory.mktemp("forms")
    make_store(top / "store")
    with kg.open_store(top / "store") as store:
        store.snapshot(top / "snapshot")
        dump(store, top / "dump.nq")
        dump(store, top / "packed.nq.gz")
        dump(store, top / "no-suffix")
        for name in FORMATS[: FORMATS.index("jsonld") + 1]:
            export(store, name, top / f"x.{SUFFIXES[name]}")
    make_store(top / "fewer", (SECOND, THIRD))
    make_store(top / "moved", base="https://other.example/kg/")
    return top


SUFFIXES = {"turtle": "ttl", "trig": "trig", "ntriples": "nt", "nquads": "nq", "rdfxml": "rdf", "jsonld": "jsonld"}
GRAPHS = ["snapshot", "dump.nq", "packed.nq.gz", "no-suffix", "x.trig", "x.nq", "x.jsonld", "moved"]
TRIPLES = ["x.ttl", "x.nt", "x.rdf"]


@pytest.mark.parametrize("form", GRAPHS + TRIPLES)
def test_every_form_of_a_store_is_the_same(kept, form):
    assert diff(kept / "store", kept / form).same
    assert diff(kept / form, kept / "store").same


@pytest.mark.parametrize("form", GRAPHS)
def test_every_form_differs_from_another_store_in_the_same_way(kept, form):
    expected, told = (plain(diff(kept / name, kept / "fewer")) for name in ("store", form))
    assert {**told, "a": None} == {**expected, "a": None}
    assert told["a"] | {"name": "", "base": ""} == expected["a"] | {"name": "", "base": ""}


@pytest.mark.parametrize("form", TRIPLES)
def test_without_graphs_nobody_knows_how_many_reports_tell_it(kept, form):
    difference = diff(kept / form, kept / "fewer")
    expected = diff(kept / "store", kept / "fewer")
    assert {k: v for k, v in difference.things().items() if k not in ("Body", "Person")} == {
        k: v for k, v in expected.things().items() if k not in ("Body", "Person")}  # fmt: skip
    facts = [fact for change in difference.changes for fact in change.facts]
    assert all(fact.reports_before is None for fact in facts)
    assert {fact.change for fact in facts} == {"vanished"}


def test_other_bases_with_a_difference(kept, tmp_path):
    make_store(tmp_path / "two", (SECOND, THIRD), base="https://two.example/")
    here, there = diff(kept / "store", kept / "fewer"), diff(kept / "store", tmp_path / "two")
    assert here.things() == there.things()
    assert here.facts() == there.facts()
    assert (there.a.base, there.b.base) == ("https://vnkg.example/id/", "https://two.example/")


def test_open_stores_and_empty_ones(kept, tmp_path):
    with kg.open_store(tmp_path / "new", create=True):
        pass
    with kg.open_store(kept / "store") as store:
        assert diff(store, store).same
        assert diff(tmp_path / "new", store).things()["Report"] == {"new": 3}
    assert diff(tmp_path / "new", tmp_path / "new").same


# The command


@pytest.fixture
def ask(kg_run, kept, monkeypatch):
    monkeypatch.chdir(kept)
    return lambda *arguments: kg_run("diff", *arguments)


def test_the_command_says_it_in_words(ask):
    ran = ask("store", "fewer", "--lang", "en")
    assert (ran.code, ran.err) == (1, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert ran.out.startswith("a  store: 3 reports, 30 things, 68 facts\nb  fewer: 2 reports, 23 things, 40 facts\n\n")
    assert "\nreports: 1 gone\npersons: 2 told otherwise\nbodies: 1 gone, 2 told otherwise\n" in ran.out
    assert "\nDIRECTIVES\n  gone\n    Chỉ thị số 41-CT/TW · directive/party-ct-41-ct-tw-2010-" in ran.out
    assert "\n      - date of document: 2010-04-15\n" in ran.out
    assert "(2 → 1 report)" not in ran.out
    assert "(2 → 1 report)" in ask("store", "fewer", "--lang", "en", "--all").out
    assert "\nVĂN BẢN\n  không còn\n" in ask("store", "fewer", "--lang", "vi").out
    assert "\nVĂN BẢN · DIRECTIVES\n  không còn · gone\n" in ask("store", "fewer").out


def test_equal_inputs_are_one_line(ask):
    ran = ask("store", "dump.nq")
    assert (ran.code, ran.out, ran.err) == (0, "giống nhau · the same: 3 tin bài · reports, 68 dữ kiện · facts\n", "")
    assert ask("store", "fewer", "--quiet").code == 1
    assert ask("store", "fewer", "--quiet").out == ""
    assert ask("store", "store", "-q").code == 0


def test_long_lists_are_cut_and_say_so(ask):
    ran = ask("store", "fewer", "--lang", "en", "--limit", "1")
    assert "\n    … 1 more (--limit 0)\n" in ran.out and "\n      … 2 more (--limit 0)\n" in ran.out
    assert "(--limit 0)" not in ask("store", "fewer", "--limit", "0").out


def test_json_has_it_all(ask):
    data = json.loads(ask("store", "fewer", "--json").out)
    assert list(data) == ["same", "a", "b", "summary", "changes"]
    assert data["a"] == {"name": "store", "base": "https://vnkg.example/id/", "reports": 3, "things": 30, "facts": 68}
    assert data["summary"]["facts"] == {"appeared": 0, "vanished": 28, "changed": 0, "support": 7}
    [directive] = [change for change in data["changes"] if change["kind"] == "Directive"]
    assert (directive["change"], directive["label"]) == ("gone", "Chỉ thị số 41-CT/TW")
    assert directive["facts"][0] == {
        "change": "vanished", "relation": "eli:date_document", "inverse": False,
        "before": {"text": "2010-04-15", "datatype": "xsd:date"}, "after": None,
        "reports_before": 1, "reports_after": 0,
    }  # fmt: skip
    assert json.loads(ask("store", "store", "--json").out)["changes"] == []


MISTAKES = [
    (["store"], "Missing argument 'B'"),
    (["store", ""], "the file has an empty name, ''"),
    (["store", "none"], "none: does not exist; name a store, a dump or an RDF export"),
    (["store", "empty"], "no store at empty: it is empty; run kg ingest first"),
    (["store", "notes.txt"], "notes.txt: its name does not tell which format of RDF it is in; name it .nq, .trig"),
    (["store", "bad.ttl"], "bad.ttl: line 1: "),
    (["store", "bad.jsonld"], "bad.jsonld: line 1: "),
    (["store", "bad.nq"], "bad.nq: line 1: The subject of a triple must be an IRI or a blank node"),
    (["store", "cut.nq"], "cut.nq: is not whole: its last line is missing"),
    (["store", "cut.ttl.gz"], "cut.ttl.gz: is cut off or damaged: it does not unpack"),
    (["store", "other.ttl"], "other.ttl: holds no report of kg; name a store, a dump or an RDF export of one"),
    (["store", "none.ttl.gz"], "none.ttl.gz: does not exist; name a store"),
    (["-", "-"], "only one of the two can be standard input"),
    (["store", "store", "--kind", "x"], "'x' is no kind of things"),
    (["store", "store", "--about", "nobody"], "neither of the two has anything called 'nobody'; try fewer words"),
    (["store", "store", "--limit", "-1"], "Invalid value for '--limit'"),
    (["store", "https://127.0.0.1:1/sparql"], ""),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES, ids=lambda value: " ".join(value)[:30])
def test_mistakes_are_one_line(ask, kept, arguments, message):
    (kept / "empty").mkdir(exist_ok=True)
    (kept / "notes.txt").write_text("x", encoding="utf-8")
    for name in ("bad.ttl", "bad.jsonld", "bad.nq"):
        (kept / name).write_text("hello\n", encoding="utf-8")
    (kept / "cut.nq").write_bytes((kept / "dump.nq").read_bytes().rpartition(b"# end")[0])
    (kept / "cut.ttl.gz").write_bytes((kept / "packed.nq.gz").read_bytes()[:300])
    (kept / "other.ttl").write_text("<https://x.example/a> a <https://x.example/B> .", encoding="utf-8")
    ran = ask(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"kg: {message}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("form", ["dump.nq", "packed.nq.gz", "x.nq"])
def test_standard_input(kept, form):
    ran = run_process("diff", "store", "-", "--lang", "en", folder=kept, stdin=(kept / form).read_bytes())
    assert (ran.code, ran.out, ran.err) == (0, "the same: 3 reports, 68 facts\n", "")
    for bad, message in (
        (b"hello\n", "line 1: "),
        (b"", "holds no report of kg"),
        (b"# kg dump 1 <x:/>\n", "is not whole"),
    ):
        ran = run_process("diff", "store", "-", folder=kept, stdin=bad)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"kg: standard input: {message}") and ran.err.count("\n") == 1


def test_a_rewritten_report_is_known_without_graphs(tmp_path):
    for name, text in (("a", "Tin cũ."), ("b", "Tin mới.")):
        with kg.open_store(tmp_path / name, create=True) as store:
            kg.ingest(store, kg.read_text(text, source_id="https://x.example/1"))
            export(store, "turtle", tmp_path / f"{name}.ttl")
    for suffix in ("", ".ttl"):
        assert diff(tmp_path / f"a{suffix}", tmp_path / f"b{suffix}").things() == {"Report": {"rewritten": 1}}


def test_the_facade(kept):
    assert kg.diff(kept / "store", kept / "snapshot").same
    difference = kg.diff(kept / "store", str(kept / "fewer"), kinds=["Directive"])
    assert [change.change for change in difference.changes] == ["gone"]
    assert isinstance(difference, kg.Difference)
    with pytest.raises(KgError):
        kg.diff(kept / "store", kept / "none")
