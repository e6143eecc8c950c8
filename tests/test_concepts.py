"""The SKOS vocabularies: types of documents with their codes, kinds of events and bodies, the closed lists."""

from __future__ import annotations

from collections import Counter

import pytest
import rdflib
from rdflib import RDF, SKOS, URIRef

from kg.graph import vocabulary
from kg.graph.vocabulary import compact, expand, ontology_dir
from kg.lexicon.tables import table

SCHEMES = {
    "document-type": "kg:DocumentType",
    "event-kind": "kg:EventKind",
    "body-kind": "kg:BodyKind",
    "place-kind": "kg:PlaceKind",
    "modality": "kg:Modality",
    "event-status": "kg:EventStatus",
    "tenure": "kg:Tenure",
    "count-precision": "kg:CountPrecision",
    "verdict": "kg:Verdict",
}
CLOSED = {
    "modality": "Planned Requested Negated Hypothetical",
    "event-status": "Planned Held Cancelled Unknown",
    "verdict": "Same Different Unsure Accepted",
    "tenure": "Holding Former",
    "count-precision": "Exact MoreThan About",
}
ADMINISTRATIVE = {  # Nghị định 30/2020/NĐ-CP, Phụ lục III: the 29 types and their codes
    "Nghị quyết": "NQ", "Quyết định": "QĐ", "Chỉ thị": "CT", "Quy chế": "QC", "Quy định": "QyĐ", "Thông cáo": "TC",
    "Thông báo": "TB", "Hướng dẫn": "HD", "Chương trình": "CTr", "Kế hoạch": "KH", "Phương án": "PA", "Đề án": "ĐA",
    "Dự án": "DA", "Báo cáo": "BC", "Biên bản": "BB", "Tờ trình": "TTr", "Hợp đồng": "HĐ", "Công văn": "",
    "Công điện": "CĐ", "Bản ghi nhớ": "BGN", "Bản thỏa thuận": "BTT", "Giấy ủy quyền": "GUQ", "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT", "Giấy nghỉ phép": "GNP", "Phiếu gửi": "PG", "Phiếu chuyển": "PC", "Phiếu báo": "PB",
    "Thư công": "",
}  # fmt: skip
OTHERS = {  # Luật 64/2025/QH15, Điều 4, and what only the Party has
    "Hiến pháp": "HP", "Luật": "", "Bộ luật": "", "Pháp lệnh": "PL", "Nghị định": "NĐ", "Thông tư": "TT",
    "Thông tư liên tịch": "TTLT", "Nghị quyết liên tịch": "NQLT", "Văn bản hợp nhất": "VBHN", "Kết luận": "KL",
    "Thông tri": "TT", "Điều lệ": "ĐL",
}  # fmt: skip


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in vocabulary.ONTOLOGY_FILES:
        graph.parse(ontology_dir() / name)
    return graph


def iri(name: str) -> URIRef:
    return URIRef(expand(name if ":" in name else f"kg:{name}"))


def languages(graph: rdflib.Graph, subject, predicate) -> list[str]:
    return sorted(value.language for value in graph.objects(subject, predicate))


def concepts(ontology: rdflib.Graph, scheme: str) -> set[URIRef]:
    return set(ontology.subjects(SKOS.inScheme, iri(f"kgv:{scheme}")))


def test_the_schemes(ontology):
    assert {compact(str(s)) for s in ontology.subjects(RDF.type, SKOS.ConceptScheme)} == {f"kgv:{s}" for s in SCHEMES}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_concepts_have_names_in_both_languages_and_ascii_ids(ontology, scheme):
    found = concepts(ontology, scheme)
    assert found == set(ontology.subjects(RDF.type, iri(SCHEMES[scheme])))
    assert languages(ontology, iri(f"kgv:{scheme}"), SKOS.prefLabel) == ["en", "vi"]
    for concept in found:
        assert str(concept).isascii()
        assert (concept, RDF.type, SKOS.Concept) in ontology
        assert (concept, SKOS.topConceptOf, iri(f"kgv:{scheme}")) in ontology
        assert languages(ontology, concept, SKOS.prefLabel) == ["en", "vi"]
    names = Counter(name for concept in found for name in ontology.objects(concept, SKOS.prefLabel))
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("scheme", CLOSED)
def test_the_closed_lists(ontology, scheme):
    assert concepts(ontology, scheme) == {iri(name) for name in CLOSED[scheme].split()}


def test_the_kinds_of_events_and_bodies(ontology):
    events = (
        "conference meeting session working-session talks reception visit ceremony seminar forum congress signing other"
    )
    bodies = (
        "ministry government party-organ party-committee legislature people-committee people-council department "
        "commission steering-committee front mass-organisation court procuracy mission armed-forces company institute "
        "association international foreign media other"
    )
    assert concepts(ontology, "event-kind") == {iri(f"kgv:event-kind/{name}") for name in events.split()}
    assert concepts(ontology, "body-kind") == {iri(f"kgv:body-kind/{name}") for name in bodies.split()}


@pytest.mark.parametrize(("name", "code"), [*ADMINISTRATIVE.items(), *OTHERS.items()])
def test_document_types_have_the_codes_of_their_rules(ontology, name, code):
    (concept,) = set(ontology.subjects(SKOS.prefLabel, rdflib.Literal(name, lang="vi"))) & concepts(
        ontology, "document-type")  # fmt: skip
    assert [str(found) for found in ontology.objects(concept, SKOS.notation)] == ([code] if code else [])
    assert any(ontology.objects(concept, rdflib.DCTERMS.source))


def test_decree_30_has_29_types(ontology):
    ours = {
        str(ontology.value(concept, SKOS.prefLabel, any=True))
        for concept in concepts(ontology, "document-type")
        for source in ontology.objects(concept, rdflib.DCTERMS.source)
        if "30/2020/NĐ-CP" in source
    }
    assert len(ours) == len(ADMINISTRATIVE) == 29


def test_every_document_type_is_of_a_collection(ontology):
    assert set(ontology.objects(None, SKOS.member)) == concepts(ontology, "document-type")


def test_concepts_do_not_answer_to_searches_by_alias(ontology):
    assert list(ontology.subject_objects(SKOS.altLabel)) == []


@pytest.mark.parametrize(
    ("name", "column", "start"),
    [
        ("document_types", "concept", ""),
        ("event_heads", "kind", "kgv:event-kind/"),
        ("body_heads", "kind", "kgv:body-kind/"),
        ("place_kinds", "concept", "kgv:place-kind/"),
    ],
)
def test_the_lexicon_uses_concepts_that_are_there(name, column, start):
    used = {start + row[column] for row in table(name) if row[column]}
    assert len(used) > 5
    assert {concept for concept in used if not vocabulary.labels(expand(concept))} == set()
