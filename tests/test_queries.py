"""The saved questions, their parameters, and values as data: on the graph of the sample readings."""

from __future__ import annotations

import re
import time

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_store import make_store

from kg.errors import InputError, NotFoundError, UsageError
from kg.queries import saved
from kg.queries.ask import ask
from kg.queries.values import term
from kg.store.open import open_store

SUMMING_UP = (
    "Hội nghị sơ kết công tác ngoại giao kinh tế 6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng cuối năm 2022"
)
ONLINE = (
    "Hội nghị trức tuyến triển khai công tác ngoại giao kinh tế phục vụ phục hồi và phát triển kinh tế- xã hội năm 2022"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(make_store(tmp_path_factory.mktemp("queries") / "kg")) as store:
        yield store


# question, parameters, columns, rows
ANSWERS = [
    (
        "who-chairs",
        {},
        "whoLabel eventLabel date reports",
        [("Bùi Thanh Sơn", ONLINE, "2022-01-21", "1"), ("Trần Văn Mẫu", "phiên họp chuyên đề", "2024-03", "1")],
    ),
    ("who-chairs", {"who": "bui thanh son"}, "eventLabel", [(ONLINE,)]),
    ("who-chairs", {"who": "Nguyễn Minh Vũ"}, "eventLabel", []),
    ("who-chairs", {"event": "phiên họp chuyên đề"}, "whoLabel", [("Trần Văn Mẫu",)]),
    (
        "participants",
        {"event": SUMMING_UP, "lang": "en"},
        "whoLabel roleLabel precisionLabel count",
        [
            ("Bùi Thanh Sơn", "attends", "", ""),
            ("Bùi Thanh Sơn", "gives the directing speech at", "", ""),
            ("Bùi Thanh Sơn", "gives the opening speech at", "", ""),
            ("Nguyễn Minh Vũ", "attends", "", ""),
            ("hơn 90 Đại sứ", "takes part in", "more than", "90"),
        ],
    ),
    ("participants", {"event": "phiên họp chuyên đề"}, "whoLabel roleLabel", [("Trần Văn Mẫu", "chủ trì")]),
    ("participants", {"event": "Hội thảo Chuyển đổi số tỉnh Mẫu"}, "whoLabel", []),
    (
        "posts-of",
        {"person": "Bùi Thanh Sơn"},
        "postLabel bodyLabel tenureLabel firstSeen lastSeen ended reports",
        [
            ("Ủy viên", "Ban Chấp hành Trung ương Đảng", "được ghi nhận giữ chức", "2022-01-21", "2022-01-21", "", "1"),
            ("Bộ trưởng", "Bộ Ngoại giao", "được ghi nhận giữ chức", "2022-01-21", "2022-01-21", "", "2"),
        ],
    ),
    (
        "posts-of",
        {"person": "Trần Văn Mẫu", "lang": "en"},
        "postLabel bodyLabel tenureLabel firstSeen ended",
        [
            ("Chủ tịch", "Ủy ban nhân dân tỉnh Mẫu", "seen holding", "2024-03-20", ""),
            ("Giám đốc", "Sở Thí dụ tỉnh Mẫu", "former", "", "2024-03-20"),
        ],
    ),
    ("directives-on", {"field": "ngoai giao"}, "directiveLabel date issuerLabel fieldLabel",
     [("Chỉ thị số 41-CT/TW", "2010-04-15", "Ban Bí thư", "công tác ngoại giao kinh tế")]),
    ("directives-on", {"field": "Công tác ngoại giao"}, "directiveLabel", [("Chỉ thị số 41-CT/TW",)]),
    ("implements", {"directive": "41–ct / tw", "lang": "en"}, "whoLabel relationLabel modality words",
     [("Bộ Ngoại giao", "reviews", "",
       "Bộ Ngoại giao đã hoàn thành tổng kết kết quả thực hiện Chỉ thị số 41-CT/TW")]),
    ("implements", {"directive": "41"}, "whoLabel", [("Bộ Ngoại giao",)]),
    ("events-by-date", {"from": "21/1/2022", "to": "21/1/2022"}, "eventLabel", [(ONLINE,)]),
    ("evidence-of", {"subject": "Bùi Thanh Sơn", "relation": "kg:mentionOf"}, "words", [("Bộ trưởng đề nghị",)]),
    ("implements", {"directive": "Nghị quyết Đại hội XIII của Đảng"}, "whoLabel", []),
    ("instructions-by", {"by": "Bùi Thanh Sơn"}, "instructionLabel addresseeLabel eventLabel",
     [("chủ động hơn nữa trong triển khai toàn diện, đồng bộ công tác ngoại giao kinh tế, phối hợp chặt chẽ",
       "các đơn vị", SUMMING_UP)]),
    ("instructions-by", {"by": "Bùi Thanh Sơn", "event": ONLINE}, "instructionLabel", []),
    ("events-by-date", {}, "date eventLabel kindLabel statusLabel",
     [("2022-01-21", ONLINE, "Hội nghị", "đã diễn ra"),
      ("2024-03", "phiên họp chuyên đề", "Phiên họp, kỳ họp", "đã diễn ra"),
      ("", SUMMING_UP, "Hội nghị", "đã diễn ra"),
      ("", "Hội thảo Chuyển đổi số tỉnh Mẫu", "Hội thảo, tọa đàm", "dự kiến")]),
    ("events-by-date", {"from": "2023"}, "eventLabel", [("phiên họp chuyên đề",)]),
    ("events-by-date", {"to": "1/2022"}, "eventLabel", [(ONLINE,)]),
    # March 2024 can be any of its days: a range that touches it finds it, one that does not leaves it out.
    ("events-by-date", {"from": "2024-03-31"}, "eventLabel", [("phiên họp chuyên đề",)]),
    ("events-by-date", {"from": "2024-04-01"}, "eventLabel", []),
    ("events-by-date", {"from": "22/1/2022", "to": "2024-02"}, "eventLabel", []),
    ("bodies-parts", {}, "wholeLabel partLabel reports", [("Bộ Ngoại giao", "Ban Chỉ đạo Ngoại giao kinh tế", "1")]),
    ("bodies-parts", {"body": "Bộ Ngoại giao"}, "partLabel", [("Ban Chỉ đạo Ngoại giao kinh tế",)]),
    ("bodies-parts", {"body": "Ban Bí thư"}, "partLabel", []),
    ("evidence-of", {"subject": "Bùi Thanh Sơn", "relation": "kg:chairs", "lang": "en"},
     "toldLabel objectLabel words start end rule",
     [("chairs", ONLINE, "Bộ trưởng Bộ Ngoại giao chủ trì Hội nghị", "195", "235", "chairs/active")]),
    ("evidence-of", {"subject": "Bùi Thanh Sơn", "relation": "kg:takesPartIn", "object": SUMMING_UP, "lang": "en"},
     "toldLabel", [("attends",), ("gives the directing speech at",), ("gives the opening speech at",)]),
    ("evidence-of", {"subject": "Ủy ban nhân dân tỉnh Mẫu", "relation": "kg:organises", "lang": "en"},
     "objectLabel modalityLabel", [("Hội thảo Chuyển đổi số tỉnh Mẫu", "planned")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "columns", "rows"), ANSWERS)
def test_saved_question(store, name, values, columns, rows):
    assert _rows(ask(store, saved.load(name), values), columns) == rows


# The Minister of Foreign Affairs is seen on 2022-01-21 only (the other report has no date); a director is former by
# 2024-03-20; a permanent deputy minister is seen without a date.
HOLDERS = [
    ("Bộ Ngoại giao", "bộ trưởng", "2022-01-21", "observed"),
    ("Bộ Ngoại giao", "Bo\u0323\u0302 tru\u031bo\u031b\u0309ng", "20/1/2022", "unknown-before"),  # NFD
    ("Bộ Ngoại giao", "bộ trưởng", "2022-01-22", "unknown-after"),
    ("Bộ Ngoại giao", "bộ trưởng", "", "seen"),
    ("Bộ Ngoại giao", "BO TRUONG", "", "seen"),
    ("Bộ Ngoại giao", "Thứ trưởng Thường trực", "2022-01-21", "unknown-undated"),
    ("Sở Thí dụ tỉnh Mẫu", "Giám đốc", "2024-03-20", "over"),
    ("Sở Thí dụ tỉnh Mẫu", "Giám đốc", "2025-01-01", "over"),
    ("Sở Thí dụ tỉnh Mẫu", "Giám đốc", "2024-03-19", "unknown-over-later"),
    ("Sở Thí dụ tỉnh Mẫu", "Giám đốc", "", "former"),
]


@pytest.mark.parametrize(("body", "title", "at", "answer"), HOLDERS)
def test_who_holds_a_post_says_what_is_not_known(store, body, title, at, answer):
    result = ask(store, saved.load("holders-of-post"), {"body": body, "title": title, "at": at})
    nobody = [] if not at or answer == "observed" else [("not-known",)]  # a row of its own says so
    assert _rows(result, "answer") == [*nobody, (answer,)]


def test_who_holds_a_post_between_and_after_a_gap(tmp_path):
    """Seen 2020 and 2024 with 'over by 2022' between: the past is over, the later sighting stands."""
    folder = make_store(tmp_path / "kg", ())
    with open_store(folder, write=True) as store:
        store.update(add=_memberships(observed=("2020-05-01", "2024-05-01"), ended=("2018-01-01",)))
        answers = {
            at: _rows(ask(store, saved.load("holders-of-post"), {"at": at}), "answer")[-1][0]
            for at in ("2017-01-01", "2019-01-01", "2020-05-01", "2022-01-01", "2024-05-02")
        }
    assert answers == {
        "2017-01-01": "unknown-before",
        "2019-01-01": "unknown-before",
        "2020-05-01": "observed",
        "2022-01-01": "between",
        "2024-05-02": "unknown-after",
    }


@pytest.mark.parametrize("name", saved.names())
def test_each_question_is_told_in_both_languages_and_runs_as_it_is(store, name):
    question = saved.load(name)
    assert question.title.keys() == question.about.keys() == {"vi", "en"}
    for parameter in question.parameters:
        assert parameter.about["vi"]
        assert parameter.about["en"]
        assert parameter.example
    assert store.query(question.sparql).kind == "rows"  # UNDEF leaves every parameter open: any SPARQL tool can run it
    assert "ORDER BY" in question.sparql


@pytest.mark.parametrize("name", saved.names())
def test_each_column_is_told(store, name):
    question = saved.load(name)
    found = store.query(question.sparql).variables
    shown = [x for x in found if not (x.endswith("Label") and x.removesuffix("Label") in found)]
    told = saved.columns(question)
    assert list(told) == shown
    assert question.columns.keys() <= told.keys(), "a column line tells of no column"
    assert all(about["vi"] and about["en"] for about in told.values())
    assert question.theme in saved.themes()


def test_questions_are_quick(store):
    begun = time.perf_counter()
    for name, values, _, _ in ANSWERS:
        ask(store, saved.load(name), values)
    assert time.perf_counter() - begun < 5


WRONG = [
    ("who-chair", {}, UsageError, "did you mean who-chairs"),
    ("zzz", {}, UsageError, "no saved question is called 'zzz'; kg query --list shows all"),
    ("posts-of", {}, UsageError, "posts-of needs person"),
    ("posts-of", {"person": "  "}, UsageError, "posts-of needs person"),
    ("posts-of", {"who": "x"}, UsageError, "has no parameter 'who'; it has: person, lang"),
    ("posts-of", {"person": "Bùi Thanh Sơn", "lang": "fr"}, UsageError, "write vi or en"),
    ("posts-of", {"person": "Bùi Thanh Sờn"}, NotFoundError, "did you mean 'Bùi Thanh Sơn'"),
    ("posts-of", {"person": "Bộ Ngoại giao"}, NotFoundError,
     "person: no person in the graph is called 'Bộ Ngoại giao': it is the name of a body"),
    ("who-chairs", {"who": "phien hop chuyen de"}, NotFoundError, "no body or person in the graph is called "
     "'phien hop chuyen de': it is the name of an event"),
    ("holders-of-post", {"at": "hôm nay"}, UsageError, "is no date"),
    ("holders-of-post", {"at": "2022-02-30"}, UsageError, "no date of the calendar"),
    ("holders-of-post", {"at": "2022-02"}, UsageError, "no whole date"),
    ("evidence-of", {"subject": "Bùi Thanh Sơn", "relation": "chairs them"}, UsageError,
     "'chairs them' is no relation of the graph; did you mean kg:chairs"),
    ("holders-of-post", {"title": "bộ trướng"}, NotFoundError, "title: no post in the graph has the title 'bộ trướng'; "
     "did you mean 'Bộ trưởng'"),
    ("holders-of-post", {"title": "zzz"}, NotFoundError, "the title 'zzz'; kg query holders-of-post shows them all"),
    ("holders-of-post", {"title": "bo truong Bộ Ngoại giao"}, NotFoundError,
     "is a whole post, no title: give it as -p post='bo truong Bộ Ngoại giao'"),
    ("evidence-of", {"subject": "Bùi Thanh Sơn", "relation": "kg:chair"}, UsageError,
     "relation: 'kg:chair' is no relation of the graph; did you mean kg:chairs"),
    ("evidence-of", {"subject": "Bùi Thanh Sơn", "relation": "kg:Person"}, UsageError, "'kg:Person' is no relation"),
    ("evidence-of", {"subject": "Bùi Thanh Sơn", "relation": "urn:q"}, UsageError, "there are: eli:date_document, "),
    ("events-by-date", {"from": "2023", "to": "5/2022"}, UsageError, "from (2023-01-01) is after to (2022-05-31)"),
    ("implements", {"directive": "Chỉ thị 99"}, NotFoundError, "is called 'Chỉ thị 99'; try fewer words"),
    ("directives-on", {"field": "thủy lợi"}, NotFoundError, "no topic in the graph is called 'thủy lợi'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "error", "message"), WRONG)
def test_wrong_parameters(store, name, values, error, message):
    with pytest.raises(error) as raised:
        ask(store, saved.load(name), values)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


HEADERS = [
    ("# param: x | text | optional", "3 of its 6 fields"),
    ("# param: x | numbers | optional | 1 | a | b", "cannot read the parameter 'x'"),
    ("# param: x | number | optional | 1 | a | b", "cannot read the parameter 'x'"),
    ("# param: x | number:9-1 | optional | 1 | a | b", "cannot read the parameter 'x'"),
    ("# param: x | text:Person | optional | 1 | a | b", "cannot read the parameter 'x'"),
    ("# param: x | limit:1-9 | default=5 | 1 | a | b", "end it with LIMIT 100"),
    ("# column: x | a", "a column line has 2 of its 3 fields"),
    ("# param: x | text | perhaps | 1 | a | b", "cannot read the parameter 'x'"),
    ("# param: y | text | optional | 1 | a | b", "does not use its parameter 'y'"),
]


@pytest.mark.parametrize(("line", "message"), HEADERS)
def test_wrong_headers(line, message):
    with pytest.raises(InputError, match=message):
        saved.parse("q.rq", f"{line}\nSELECT * {{ VALUES ?x {{ UNDEF }} }}")


ECHO = saved.parse("echo", "# param: x | text | optional | x | x | x\nSELECT ?x { VALUES ?x { UNDEF } }")
VALUE_TYPES = [
    ("year", "2022", ox.Literal(2022)),
    ("year", "0999", "'0999' is no year; write it in four digits"),
    ("year", "năm nay", "is no year"),
    ("number:1-50", "7", ox.Literal(7)),
    ("number:1-50", "007", ox.Literal(7)),
    ("number:1-50", "51", "'51' is no whole number from 1 to 50"),
    ("number:1-50", "0", "from 1 to 50"),
    ("number:1-50", "1.5", "from 1 to 50"),
    ("number:1-50", "٣", "from 1 to 50"),
    ("concept:EventKind", "hoi nghi", "https://vnkg.example/vocabulary/event-kind/conference"),
    ("concept:EventKind", "Conference", "https://vnkg.example/vocabulary/event-kind/conference"),
    ("concept:EventKind", "tọa đàm", "https://vnkg.example/vocabulary/event-kind/seminar"),
    ("concept:Modality", "kg:Planned", "https://vnkg.example/ontology#Planned"),
    ("concept:EventKind", "kg:Planned", "is none of the kinds known"),
    ("concept:Modality", "denied", "requested (được yêu cầu)"),
    ("relation", "chủ trì", "https://vnkg.example/ontology#chairs"),
    ("relation", "tham du", "https://vnkg.example/ontology#attends"),
    ("relation", "Visits", "https://vnkg.example/ontology#visits"),
    ("relation", "rdfs:label", "'rdfs:label' is no relation"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), VALUE_TYPES)
def test_types_of_values(store, kind, text, expected):
    question = saved.parse("q", ECHO.sparql.replace("| text |", f"| {kind} |"))
    if isinstance(expected, str) and not expected.startswith("http"):
        with pytest.raises(UsageError, match=re.escape(expected)) as raised:
            ask(store, question, {"x": text})
        assert str(raised.value).startswith("x: ")
    else:
        found = ask(store, question, {"x": text}).rows[0]["x"]
        assert getattr(expected, "value", expected) == found.value


def test_a_limit_is_the_last_one(store):
    text = "# param: most | limit:1-9 | default=2 | 2 | x | x\n" \
           "SELECT ?x { { SELECT ?x { ?x a kg:Person } ORDER BY ?x LIMIT 3 } } ORDER BY ?x LIMIT 100\n"  # fmt: skip
    question = saved.parse("q", text)
    assert [len(ask(store, question, values)) for values in ({}, {"most": "1"}, {"most": "9"})] == [2, 1, 3]
    with pytest.raises(UsageError, match="most: '10' is no whole number from 1 to 9"):
        ask(store, question, {"most": "10"})


HOSTILE = [
    '"', "'", '"""', "}", "{ } # VALUES ?x { UNDEF }", "a\nb", "\\", "\\u0022", "\\\\u0022", "\\U0001F600", "x\x00y",
    '" } UNION { ?x ?y ?z } #', "đ\u0301", "\r\t",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_is_data_whatever_it_holds(store, text):
    bound = saved.bind(ECHO, {"x": [ox.Literal(text)]})
    assert [row["x"].value for row in store.query(bound)] == [text]


@settings(deadline=None)  # the first call loads rdflib
@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_value_is_data_for_other_engines_too(text):
    import rdflib

    # rdflib expands \uXXXX before it reads the query: the case that a plain N-Triples literal gets wrong.
    rows = list(rdflib.Graph().query(saved.bind(ECHO, {"x": [ox.Literal("\\u0022" + text)]})))
    assert str(rows[0][0]) == "\\u0022" + text


TERMS = [
    ("<https://vnkg.example/ontology#chairs>", ox.NamedNode("https://vnkg.example/ontology#chairs")),
    ("kg:chairs", ox.NamedNode("https://vnkg.example/ontology#chairs")),
    ('"Bộ"@vi', ox.Literal("Bộ", language="vi")),
    ('"2022"^^xsd:gYear', ox.Literal("2022", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))),
    ('"a \\"b\\""', ox.Literal('a "b"')),
    ("12", ox.Literal(12)),
    ("2022-01-21", ox.Literal("2022-01-21", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))),
    ("Bùi Thanh Sơn", ox.Literal("Bùi Thanh Sơn")),
    ("nghị quyết: 1", ox.Literal("nghị quyết: 1")),
    ("https://news.example/a", ox.Literal("https://news.example/a")),
    ("10:30", ox.Literal("10:30")),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms_of_questions_without_types(text, expected):
    assert term(text) == expected


@pytest.mark.parametrize("text", ["<a b>", '"x"@1_', '"x"^^nonsense', "kgx:Person"])
def test_terms_that_are_none(text):
    with pytest.raises(UsageError):
        term(text)


def _rows(result, columns: str) -> list[tuple[str, ...]]:
    names = columns.split()
    assert set(names) <= set(result.variables)
    return [tuple(row[name].value if name in row else "" for name in names) for row in result.rows]


def _quads(text: str) -> list[ox.Quad]:
    prefixes = {"": "https://vnkg.example/id/", "kg": "https://vnkg.example/ontology#",
                "org": "http://www.w3.org/ns/org#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
                "dcterms": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#"}  # fmt: skip
    header = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in prefixes.items())
    graph = ox.NamedNode("https://vnkg.example/id/report/0000")
    return [ox.Quad(*quad.triple, graph) for quad in ox.parse(header + text, format=ox.RdfFormat.TURTLE)]


def _memberships(observed, ended) -> list[ox.Quad]:
    lines = ['<urn:p> a kg:Person ; rdfs:label "Nguyễn Văn A"@vi . <urn:q> a kg:Post ; kg:title "Trưởng"@vi .']
    for number, day in enumerate(observed):
        lines.append(f'<urn:h{number}> org:member <urn:p> ; kg:post <urn:q> ; kg:tenure kg:Holding ;'
                     f' kg:observedOn "{day}"^^xsd:date .')  # fmt: skip
    for number, day in enumerate(ended):
        lines.append(f'<urn:f{number}> org:member <urn:p> ; kg:post <urn:q> ; kg:tenure kg:Former ;'
                     f' kg:endedBy "{day}"^^xsd:date .')  # fmt: skip
    return _quads("\n".join(lines))
