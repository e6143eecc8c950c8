"""From statements and decisions to quads: the contract's graphs, IRIs that last, labels, evidence."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace

import pyoxigraph as ox
import pytest
from beside import python
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from sample import FIRST, SAMPLES, SECOND, THIRD, Draft, vi
from worlds import worlds

from kg.graph import labels
from kg.graph.project import project
from kg.graph.vocabulary import DEFAULT_BASE, EVIDENCE, compact, expand
from kg.model import Decisions, Entity, Literal, Member, Ref, Report, Statement
from kg.resolution.resolve import resolve

ENTITIES, INFERRED = DEFAULT_BASE + "graph/entities", DEFAULT_BASE + "graph/inferred"


def built(*readings) -> list[ox.Quad]:
    return project(readings, resolve(readings))


def rows(quads, graph: str | None = None) -> set[tuple[str, str, str]]:
    """Return the triples of one graph, or of all, with what follows the base or a prefix; literals by value."""

    def short(term) -> str:
        return compact(term.value).removeprefix(DEFAULT_BASE) if isinstance(term, ox.NamedNode) else term.value

    return {
        (short(q.subject), short(q.predicate), short(q.object))
        for q in quads
        if graph is None or q.graph_name.value == graph
    }


def graph_of(reading) -> str:
    return f"{DEFAULT_BASE}report/{reading.report.key}"


def report(text: str = "văn bản mẫu", source: str = "mau.txt", **more: str) -> Report:
    return Report(text, source, **more)


ALL = built(*SAMPLES)
PLAIN = {reading.report.key: rows(ALL, graph_of(reading)) for reading in SAMPLES}
SON, VU = "person/bui-thanh-son-b6b84f61", "person/nguyen-minh-vu-a2c34c40"
MINISTRY, MINISTER = "body/bo-ngoai-giao-6b656062", "post/bo-truong-bo-ngoai-giao-9dd2c67b"


def test_iris_are_what_they_always_were():
    found = {subject for subject, _, _ in rows(ALL, ENTITIES)}
    assert found >= {
        SON,
        VU,
        MINISTRY,
        MINISTER,
        "directive/party-ct-41-ct-tw-2010-c236421e",
        "event/hoi-nghi-truc-tuyen-trien-khai-cong-tac-ngoai-giao-kinh-te-a810b6c3",
        "topic/cong-tac-ngoai-giao-kinh-te-0e351be7",
        "report/087ab85f2f33922d",
    }


@pytest.mark.parametrize(
    "settings", [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "77", "LC_ALL": "C", "TZ": "Asia/Tokyo"}]
)
def test_same_bytes_under_any_hash_seed(settings: dict[str, str]):
    code = """import sys, hashlib; sys.path.insert(0, 'tests')
from sample import SAMPLES
from kg.graph.project import project
from kg.resolution.resolve import resolve
print(hashlib.sha256('\\n'.join(map(str, project(SAMPLES, resolve(SAMPLES)))).encode()).hexdigest())"""
    output, errors = python(code, env=os.environ | settings).communicate()
    assert output.strip() == hashlib.sha256("\n".join(map(str, ALL)).encode()).hexdigest(), errors


def test_order_of_reports_does_not_matter():
    assert built(*reversed(SAMPLES)) == ALL


def test_only_the_graphs_of_the_contract_and_no_blank_nodes():
    reports = {graph for reading in SAMPLES for graph in (graph_of(reading), graph_of(reading) + EVIDENCE)}
    assert {q.graph_name.value for q in ALL} == reports | {ENTITIES, INFERRED}
    assert not [q for q in ALL if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]


def test_quads_are_as_a_store_keeps_them():
    store = ox.Store()
    store.extend(ALL)
    assert {str(q) for q in store} == {str(q) for q in ALL}


def test_a_report_speaks_of_itself_and_its_entities():
    node = f"report/{THIRD.report.key}"
    assert PLAIN[THIRD.report.key] >= {
        (node, "rdf:type", "kg:Report"),
        (node, "kg:sourceId", "https://news.example/mau"),
        (node, "kg:textHash", THIRD.report.hash),
        (node, "kg:reader", "sample/1"),
        (node, "dcterms:title", THIRD.report.title),
        (node, "schema:datePublished", "2024-03-20"),
        (node, "schema:url", "https://news.example/mau"),
        (node, "schema:author", "Tác giả"),
        (node, "schema:publisher", "Báo Mẫu"),
        (node, "schema:encodingFormat", "html"),
        (node, "kg:encoding", "tcvn3"),
        (node, "kg:structure", f"heading:0-{len(THIRD.report.title)}"),
    }
    mentioned = {o for s, p, o in PLAIN[FIRST.report.key] if p == "schema:mentions"}
    assert len(mentioned) == len(FIRST.entities)
    assert (node, "schema:text", THIRD.report.text) in rows(ALL, graph_of(THIRD) + EVIDENCE)


def test_posts_types_and_concepts():
    assert PLAIN[SECOND.report.key] >= {
        (SON, "rdf:type", "kg:Person"),
        (SON, "org:holds", MINISTER),
        (MINISTER, "rdf:type", "kg:Post"),
        (MINISTER, "kg:title", "Bộ trưởng"),
        (MINISTER, "org:postIn", MINISTRY),
        (MINISTRY, "kg:bodyKind", "kgv:body-kind/ministry"),
    }
    kinds = {p for _, p, _ in PLAIN[FIRST.report.key] if p in ("kg:eventKind", "kg:documentType")}
    assert kinds == {"kg:eventKind", "kg:documentType"}


def test_each_holding_is_a_membership_of_its_report():
    found = rows(ALL, graph_of(SECOND))
    nodes = {s for s, p, o in found if p == "kg:post" and o == MINISTER}
    assert len(nodes) == 1
    (node,) = nodes
    assert {(p, o) for s, p, o in found if s == node} == {
        ("rdf:type", "org:Membership"),
        ("org:member", SON),
        ("org:organization", MINISTRY),
        ("kg:post", MINISTER),
        ("kg:tenure", "kg:Holding"),
        ("kg:observedOn", "2022-01-21"),
    }
    undated = rows(ALL, graph_of(FIRST))
    assert not {p for _, p, _ in undated} & {"kg:observedOn", "kg:endedBy"}


def test_a_former_post_has_ended_by_the_reports_date():
    former = {s for s, p, o in PLAIN[THIRD.report.key] if (p, o) == ("kg:tenure", "kg:Former")}
    details = {p: o for s, p, o in PLAIN[THIRD.report.key] if s in former}
    assert details["kg:endedBy"] == "2024-03-20" and "kg:observedOn" not in details


@pytest.mark.parametrize("modality", ["Planned", "Requested", "Negated", "Hypothetical"])
@pytest.mark.parametrize("predicate", ["org:holds", "kg:formerlyHeld"])
def test_what_is_not_told_as_done_is_evidence_only(modality: str, predicate: str):
    d = Draft(report("ông Mẫu sẽ làm Giám đốc"))
    d.entity("p", "Person", "Mẫu", complete=False)
    d.post("q", "Giám đốc")
    d.say("p", predicate, "q", "sẽ làm Giám đốc", modality=modality)
    quads = built(d.done())
    assert not {p for _, p, _ in rows(quads, graph_of(d.done()))} & {predicate, "org:member"}
    evidence = rows(quads, graph_of(d.done()) + EVIDENCE)
    assert {(p, o) for _, p, o in evidence} >= {("kg:modality", f"kg:{modality}"), ("rdf:predicate", predicate)}
    assert not rows(quads, INFERRED)


def test_a_title_that_stands_for_somebody_is_no_name():
    assert (SON, "kg:mentionOf", "Bộ trưởng") not in rows(ALL)
    told = rows(ALL, graph_of(FIRST) + EVIDENCE)
    nodes = {s for s, p, o in told if (p, o) == ("rdf:predicate", "kg:mentionOf")}
    assert {o for s, p, o in told if s in nodes and p == "rdf:object"} == {"Bộ trưởng", "Hội nghị"}


def test_evidence_names_rule_words_speaker():
    told = rows(ALL, graph_of(THIRD) + EVIDENCE)
    (node,) = {s for s, p, o in told if (p, o) == ("kg:modality", "kg:Planned")}
    found = {p: o for s, p, o in told if s == node and p != "rdf:type"}
    words = "Ủy ban nhân dân tỉnh Mẫu sẽ tổ chức Hội thảo Chuyển đổi số tỉnh Mẫu"
    assert found["oa:exact"] == words
    assert THIRD.report.text[int(found["oa:start"]) : int(found["oa:end"])] == words
    assert found["kg:rule"] == "organises/active"
    assert found["prov:wasDerivedFrom"] == f"report/{THIRD.report.key}"
    assert found["kg:attributedTo"].startswith("person/tran-van-mau-")
    assert {o for s, p, o in told if s == node and p == "rdf:type"} == {"kg:Evidence", "rdf:Statement"}


DERIVED = {"rdf:type", "kg:title", "org:postIn", "kg:bodyKind", "kg:eventKind", "kg:documentType", "kg:placeKind"}


@pytest.mark.parametrize("reading", SAMPLES)
def test_every_plain_statement_has_evidence(reading):
    told: dict[str, dict[str, str]] = {}
    for subject, predicate, value in rows(ALL, graph_of(reading) + EVIDENCE):
        told.setdefault(subject, {})[predicate] = value
    parts = ("rdf:subject", "rdf:predicate", "rdf:object")
    shown = {tuple(map(node.get, parts)) for node in told.values()}
    own = ("report/", "membership/")
    plain = {t for t in PLAIN[reading.report.key] if t[1] not in DERIVED and not t[0].startswith(own)}
    assert plain and plain <= shown


@given(worlds)
@hypothesis_settings(deadline=None, max_examples=60)
def test_evidence_is_exact(world):
    texts = {f"{DEFAULT_BASE}report/{reading.report.key}": reading.report.text for reading in world}
    about: dict = {}
    for quad in built(*world):
        if quad.graph_name.value.endswith(EVIDENCE):
            about.setdefault(quad.subject.value, {})[compact(quad.predicate.value)] = quad.object.value
    nodes = [node for node in about.values() if "oa:exact" in node]
    assert bool(nodes) == any(reading.statements for reading in world)
    for node in nodes:
        assert texts[node["prov:wasDerivedFrom"]][int(node["oa:start"]) : int(node["oa:end"])] == node["oa:exact"]


@given(worlds)
@hypothesis_settings(deadline=None, max_examples=60)
def test_what_is_told_apart_never_shares_an_iri(world):
    decisions = resolve(world)
    quads = project(world, decisions)
    clusters = {
        decisions.of(Member(reading.report.key, entity.key))
        for reading in world
        for entity in reading.entities
        if entity.kind != "Post"
    }
    kinds = ("Person", "Body", "Event", "Topic")
    typed = {q.subject.value for q in quads if q.object in {ox.NamedNode(expand(f"kg:{kind}")) for kind in kinds}}
    assert len(typed) == len(clusters)
    replaced = {q.subject.value for q in quads if q.predicate.value == expand("dcterms:isReplacedBy")}
    assert not replaced & typed


def test_told_apart_though_of_the_same_identity():
    apart = rows(project([FIRST, SECOND], Decisions()), ENTITIES)  # nobody decided that the two ministries are one
    ministries = {s for s, p, o in apart if (p, o) == ("rdfs:label", "Bộ Ngoại giao")}
    assert len(ministries) == 2 and MINISTRY not in ministries


def test_two_people_of_one_name_in_one_report():
    d = Draft(report("Lê Thí Dụ và Lê Thí Dụ"))
    for key in ("p1", "p2"):
        d.entity(key, "Person", "Lê Thí Dụ", complete=False)
    assert len({s for s, _, o in rows(built(d.done()), ENTITIES) if o == "Lê Thí Dụ"}) == 2


def test_what_was_replaced_says_by_what():
    found = rows(ALL, ENTITIES)
    assert ("person/bui-thanh-son-95fd084d", "dcterms:isReplacedBy", SON) in found
    assert not [s for s, p, _ in found if s == "person/bui-thanh-son-95fd084d" and p == "rdfs:label"]
    alone = rows(built(FIRST), ENTITIES)
    assert ("person/bui-thanh-son-95fd084d", "rdfs:label", "Bùi Thanh Sơn") in alone


def test_statuses_of_events():
    found = {o for s, p, o in rows(ALL, ENTITIES) if p == "kg:status" and s.startswith("event/hoi-thao")}
    assert found == {"kg:Planned"}
    d = Draft(report("Hội nghị Mẫu"))
    d.entity("e", "Event", "Hội nghị Mẫu", complete=False)
    d.named("e", "Hội nghị Mẫu")
    assert {o for _, p, o in rows(built(d.done())) if p == "kg:status"} == {"kg:Unknown"}


def test_held_in_one_report_is_held_though_planned_in_another():
    readings = []
    for text, modality in (("sẽ tổ chức Hội nghị Mẫu", "Planned"), ("đã tổ chức Hội nghị Mẫu", "")):
        d = Draft(report(text, text))
        d.entity("b", "Body", "Sở Mẫu")
        d.entity("e", "Event", "Hội nghị Mẫu", "hội nghị mẫu", "2024-05-01")
        d.say("b", "kg:organises", "e", text, modality=modality)
        readings.append(d.done())
    assert {o for _, p, o in rows(built(*readings)) if p == "kg:status"} == {"kg:Held"}
    assert {o for _, p, o in rows(built(readings[0])) if p == "kg:status"} == {"kg:Planned"}


def test_who_did_not_organise_it_cancelled_it():
    d = Draft(report("hoãn tổ chức Hội nghị Mẫu"))
    d.entity("b", "Body", "Sở Mẫu")
    d.entity("e", "Event", "Hội nghị Mẫu", "hội nghị mẫu", "2024-05-01")
    d.say("b", "kg:organises", "e", "hoãn tổ chức Hội nghị Mẫu", modality="Negated")
    assert {o for _, p, o in rows(built(d.done())) if p == "kg:status"} == {"kg:Cancelled"}


def test_inferred_from_the_ontology():
    found = rows(ALL, INFERRED)
    opened = {(s, o) for s, p, o in rows(ALL) if p == "kg:givesOpeningSpeechAt"}
    assert opened
    for subject, event in opened:
        assert {(subject, "kg:speaksAt", event), (subject, "kg:takesPartIn", event)} <= found


@pytest.mark.parametrize(
    ("forms", "label"),
    [
        ({"BNG": 9, "Bộ Ngoại giao": 1}, "Bộ Ngoại giao"),  # the longest, not the most frequent
        ({"Sở Mẫu B": 2, "Sở Mẫu A": 1}, "Sở Mẫu B"),  # of two as long, the more frequent
        ({"Sở Mẫu B": 2, "Sở Mẫu A": 2}, "Sở Mẫu A"),  # then by code point
        ({"Sở\nMẫu": 1}, "Sở Mẫu"),
        ({}, ""),
    ],
)
def test_label_of_forms(forms: dict[str, int], label: str):
    assert labels.entity_label("Body", forms) == label


@pytest.mark.parametrize(
    ("title", "body", "label"),
    [
        ("Bộ trưởng", "Bộ Ngoại giao", "Bộ trưởng Bộ Ngoại giao"),
        ("Trưởng Ban", "Ban Chỉ đạo Mẫu", "Trưởng Ban Chỉ đạo Mẫu"),
        ("Trưởng ban", "Ban Chỉ đạo Mẫu", "Trưởng ban Chỉ đạo Mẫu"),
        ("Thủ tướng", "Chính phủ", "Thủ tướng Chính phủ"),
        ("Chủ tịch nước", "Nước Cộng hòa Thí dụ", "Chủ tịch nước Cộng hòa Thí dụ"),
        ("Đại sứ", "Đại sứ quán Việt Nam tại Lào", "Đại sứ, Đại sứ quán Việt Nam tại Lào"),
        ("Bí thư Trung ương Đảng", "Trung ương Đảng", "Bí thư Trung ương Đảng"),
        ("Phó Trưởng Ban Thường trực", "Ban Mẫu", "Phó Trưởng Ban Thường trực Ban Mẫu"),
        ("Giám đốc", "", "Giám đốc"),
    ],
)
def test_label_of_a_post(title: str, body: str, label: str):
    assert labels.post_label(title, body) == label


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("ngắn", "ngắn"),
        ("từ " * 40, " ".join(["từ"] * 27) + "…"),
        ("x" * 100, "x" * 80 + "…"),
        ("a" * 79 + ", b", "a" * 79 + "…"),
        ("một\nhai", "một hai"),
    ],
)
def test_long_labels_are_cut_at_a_word(text: str, cut: str):
    assert labels.cut(text) == cut


def test_english_labels():
    english = [(q.subject.value, q.object.value) for q in ALL if getattr(q.object, "language", "") == "en"]
    assert (DEFAULT_BASE + MINISTER, "Minister, Ministry of Foreign Affairs") in english
    assert len(english) == len({subject for subject, _ in english})


def test_a_report_without_title_is_called_by_its_first_line():
    found = rows(ALL, ENTITIES)
    (label,) = {o for s, p, o in found if s == f"report/{FIRST.report.key}"}
    assert FIRST.report.text.lstrip("- ").startswith(label[:-1]) and label.endswith("…") and len(label) <= 81


def test_several_sources_of_one_text():
    copies = [replace(THIRD, report=replace(THIRD.report, source_id=s, published=p, title=t))
              for s, p, t in (("a", "", "A"), ("b", "2024-03-19", "B"), ("c", "2024-03-20", "C"))]  # fmt: skip
    quads = built(*copies)
    assert quads == built(*reversed(copies))
    node = f"report/{THIRD.report.key}"
    about = {(p, o) for s, p, o in rows(quads, graph_of(THIRD)) if s == node and p != "schema:mentions"}
    assert {o for p, o in about if p == "kg:sourceId"} == {"a", "b", "c"}
    assert {o for p, o in about if p == "dcterms:title"} == {"B"}
    assert len({o for p, o in about if p == "prov:hadPrimarySource"}) == 3


ENTITY = Entity("p", "Person", "Mẫu", ("mẫu",), False)


@pytest.mark.parametrize(
    ("entities", "statement", "complaint"),
    [
        ([ENTITY], ("p", "org:holds", Ref("nowhere"), 0, 3, "r"), "nowhere"),
        ([ENTITY], ("nobody", "skos:altLabel", vi("Mẫu"), 0, 3, "r"), "nobody"),
        ([ENTITY], ("p", "skos:altLabel", vi("Mẫu"), 0, 3, "r", "", "speaker"), "speaker"),
        ([ENTITY], ("p", "org:holds", Ref("p"), 0, 3, "r"), "needs a post"),
        ([ENTITY], ("p", "skos:altLabel", vi("Mẫu"), 0, 99, "r"), "0:99"),
        ([ENTITY], ("p", "skos:altLabel", vi("Mẫu"), 3, 3, "r"), "3:3"),
        ([ENTITY], ("p", "nope:altLabel", vi("Mẫu"), 0, 3, "r"), "nope:altLabel"),
        ([ENTITY], ("p", "kg:count", Literal("many", "xsd:integer"), 0, 3, "r"), "many"),
        ([ENTITY, ENTITY], ("p", "skos:altLabel", vi("Mẫu"), 0, 3, "r"), "share a local key"),
        ([replace(ENTITY, kind="Post", body="lost")], ("p", "kg:year", vi("x"), 0, 3, "r"), "lost"),
        ([replace(ENTITY, concept="kg:Held")], ("p", "kg:year", vi("x"), 0, 3, "r"), "concept"),
    ],
)
def test_a_readers_mistakes_are_named(entities, statement, complaint: str):
    reading = replace(Draft(report()).done(), entities=tuple(entities), statements=(Statement(*statement),))
    with pytest.raises(ValueError, match=complaint):
        project([reading])


def test_decisions_about_what_is_not_there_are_refused():
    stranger = Member("0" * 16, "p1")
    with pytest.raises(ValueError, match="no report has"):
        project([FIRST], Decisions({Member(FIRST.report.key, "p1"): stranger}))


def test_a_persons_slug_is_the_name_alone():
    d = Draft(report())
    d.entity("p", "Person", "Lê Thí Dụ", "lê thí dụ", "giám đốc sở mẫu")
    (iri,) = {s for s, p, _ in rows(built(d.done()), ENTITIES) if s.startswith("person/")}
    assert iri.rpartition("-")[0] == "person/le-thi-du"


def test_another_base():
    quads = project([FIRST], base="https://other.example/kg/")
    named = {t.value for q in quads for t in (q.subject, q.object, q.graph_name) if isinstance(t, ox.NamedNode)}
    assert not {iri for iri in named if iri.startswith(DEFAULT_BASE)}
