"""The ontology and the shapes are whole: every term of the contract, named in both languages, and well-formed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, BNode, URIRef
from rdflib.collection import Collection

from kg.graph import vocabulary
from kg.graph.rules import consequences
from kg.graph.vocabulary import compact, expand, ontology_dir
from kg.model import KINDS

FILES = sorted(ontology_dir().glob("*.ttl"))
BOTH = {"vi", "en"}

CLASSES = {  # the contract: class → super-classes
    "kg:Person": {"foaf:Person"},
    "kg:Body": {"org:Organization"},
    "kg:Post": {"org:Post"},
    "kg:Event": {"schema:Event"},
    "kg:Directive": {"eli:LegalResource"},
    "kg:Place": {"schema:Place"},
    "kg:Topic": {"skos:Concept"},
    "kg:Instruction": set(),
    "kg:Appointment": set(),
    "kg:Group": set(),
    "kg:Report": {"prov:Entity"},
    "kg:Judgement": {"prov:Activity"},
    "kg:Evidence": {"rdf:Statement", "oa:TextQuoteSelector", "oa:TextPositionSelector"},
}

SPEAKING = ("speaksAt", "givesOpeningSpeechAt", "givesDirectingSpeechAt", "givesClosingSpeechAt", "reportsAt")
PROPERTIES = {  # the contract: property → (classes of the subject, classes or datatype of the value)
    "kg:formerlyHeld": ("Person", "Post"),
    "kg:organises": ("Body Person", "Event"),
    "kg:takesPartIn": ("Person Body Group", "Event"),
    "kg:chairs": ("Person Body", "Event"),
    "kg:attends": ("Person Body", "Event"),
    **{f"kg:{name}": ("Person Body", "Event") for name in SPEAKING},
    "kg:heldAt": ("Event", "Place"),
    "kg:eventKind": ("Event", "EventKind"),
    "kg:status": ("Event", "EventStatus"),
    "kg:number": ("Directive", "xsd:string"),
    "kg:documentType": ("Directive", "DocumentType"),
    "kg:issuedBy": ("Directive", "Body Person"),
    "kg:issues": ("Body Person", "Directive"),
    "kg:signs": ("Person", "Directive"),
    "kg:year": ("Directive", "xsd:gYear"),
    "kg:term": ("Directive", "xsd:string"),
    "kg:earliest": ("Event Directive Appointment Instruction org:Membership", "xsd:date"),
    "kg:latest": ("Event Directive Appointment Instruction org:Membership", "xsd:date"),
    "kg:guides": ("Directive", "Topic"),
    "kg:implements": ("Body Person Event", "Directive"),
    "kg:reviews": ("Body Person Event", "Directive"),
    **{f"kg:{name}": ("Directive", "Directive") for name in ("amends", "replaces", "repeals", "details", "basedOn")},
    "kg:meets": ("Person Body", "Person Body"),
    "kg:visits": ("Person", "Place Body"),
    "kg:appointedBy": ("Person", "Body Person"),
    "kg:appointee": ("Appointment", "Person"),
    "kg:appointer": ("Appointment", "Body Person"),
    "kg:toPost": ("Appointment", "Post"),
    "kg:byDirective": ("Appointment", "Directive"),
    "kg:instructedBy": ("Instruction", "Person Body"),
    "kg:addressee": ("Instruction", "Person Body"),
    "kg:addresseeText": ("Instruction", "rdf:PlainLiteral"),
    "kg:text": ("Instruction", "rdf:PlainLiteral"),
    "kg:givenAt": ("Instruction", "Event"),
    "kg:count": ("Group", "xsd:integer"),
    "kg:countIs": ("Group", "CountPrecision"),
    "kg:memberKind": ("Group", "rdf:PlainLiteral"),
    "kg:title": ("Post", "rdf:langString"),
    "kg:bodyKind": ("Body", "BodyKind"),
    "kg:placeKind": ("Place", "PlaceKind"),
    "kg:post": ("org:Membership", "Post"),
    "kg:tenure": ("org:Membership", "Tenure"),
    "kg:observedOn": ("org:Membership Report", "xsd:date"),
    "kg:endedBy": ("org:Membership", "xsd:date"),
    "kg:changedOn": ("org:ChangeEvent", "xsd:date xsd:gYearMonth xsd:gYear"),
    "kg:nameBefore": ("org:ChangeEvent", "rdf:langString"),
    "kg:nameAfter": ("org:ChangeEvent", "rdf:langString"),
    "kg:originalPlace": ("org:ChangeEvent", "Place"),
    "kg:resultingPlace": ("org:ChangeEvent", "Place"),
    "kg:sourceId": ("Report", "xsd:string"),
    "kg:copyOf": ("Report", "Report"),
    "kg:textHash": ("Report", "xsd:string"),
    "kg:encoding": ("prov:Entity", "xsd:string"),
    "kg:structure": ("prov:Entity", "xsd:string"),
    "kg:reader": ("Report", "xsd:string"),
    "kg:mentionOf": ("Entity", "rdf:langString"),
    "kg:rule": ("Evidence", "xsd:string"),
    "kg:confidence": ("Evidence", "xsd:decimal"),
    "kg:modality": ("Evidence", "Modality"),
    "kg:attributedTo": ("Evidence", "Person Body Group"),
    "kg:attributedToText": ("Evidence", "rdf:PlainLiteral"),
    "kg:verdict": ("Judgement", "Verdict"),
    "kg:judges": ("Judgement", "Entity"),
    "kg:comparedWith": ("Judgement", "Entity"),
    "kg:toldIn": ("Judgement", "Report"),
    "kg:accepts": ("Judgement", "xsd:string"),
    "kg:why": ("Judgement", "xsd:string"),
    "kg:inverseLabel": ("rdf:Property", "rdf:langString"),
    "kg:needsEvidence": ("rdf:Property", "xsd:boolean"),
}

SUPER_PROPERTIES = {  # the contract, and nothing more inside kg: (a wrong one would make false facts)
    "kg:chairs": {"kg:takesPartIn"},
    "kg:attends": {"kg:takesPartIn"},
    "kg:speaksAt": {"kg:takesPartIn"},
    **{f"kg:{name}": {"kg:speaksAt", "kg:takesPartIn"} for name in SPEAKING[1:]},
}

FOREIGN = """
    rdf:type rdf:Statement rdf:subject rdf:predicate rdf:object rdfs:label skos:altLabel
    org:holds org:postIn org:Membership org:member org:organization org:subOrganizationOf
    org:ChangeEvent org:originalOrganization org:resultingOrganization dcterms:source
    schema:startDate schema:endDate schema:eventAttendanceMode schema:mentions schema:text schema:datePublished
    schema:url schema:author schema:publisher schema:encodingFormat
    schema:locationCreated schema:creditText
    eli:date_document dcterms:title dcterms:identifier dcterms:isReplacedBy
    prov:Entity prov:wasDerivedFrom prov:hadPrimarySource oa:exact oa:start oa:end
    prov:Activity prov:Agent prov:wasAssociatedWith prov:endedAtTime prov:used
"""  # terms of other vocabularies that data use: pages show their names

NEED_EVIDENCE = {
    *(p for p in PROPERTIES if PROPERTIES[p][0].split()[0] in {*KINDS} - {"Post"}),
    *("org:holds", "org:subOrganizationOf", "schema:startDate", "schema:endDate", "eli:date_document", "skos:altLabel"),
} - {"kg:eventKind", "kg:documentType", "kg:bodyKind", "kg:placeKind", "kg:status", "kg:issues"}


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in FILES:
        if path.name != vocabulary.SHAPES_FILE:
            graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_dir() / vocabulary.SHAPES_FILE)


def iri(name: str) -> URIRef:
    return URIRef(expand(name if ":" in name else f"kg:{name}"))


def languages(graph: rdflib.Graph, subject, predicate) -> list[str]:
    return sorted(value.language for value in graph.objects(subject, predicate))


def members(graph: rdflib.Graph, node) -> set[URIRef]:
    """Return the classes that a domain or range means: itself, or the members of its union."""
    union = graph.value(node, OWL.unionOf)
    return set(Collection(graph, union)) if union is not None else {node}


def test_the_folder_holds_the_files_that_are_read():
    assert {path.name for path in FILES} == {*vocabulary.ONTOLOGY_FILES, vocabulary.SHAPES_FILE}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_two_parsers_read_the_same(path):
    ours = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    theirs = rdflib.Graph().parse(path)
    assert len(ours) == len(set(ours)) == len(theirs) > 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_tidy(path):
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert raw.endswith(b".\n") and b"\r" not in raw and b"\t" not in raw and not re.search(rb" \n", raw)
    heads = re.findall(r"^([\w-]*:[\w-]+) (?:a|rdfs:label) ", text, re.MULTILINE)
    assert [head for head, count in Counter(heads).items() if count > 1] == []
    for prefix in re.findall(r"^@prefix ([\w-]+):", text, re.MULTILINE):
        assert re.search(rf"(?<!@prefix )\b{prefix}:[A-Za-z]", text), f"{prefix}: is declared and never used"


@pytest.mark.parametrize("name", CLASSES)
def test_classes_of_the_contract(ontology, name):
    assert (iri(name), RDF.type, OWL.Class) in ontology
    assert {compact(str(up)) for up in ontology.objects(iri(name), RDFS.subClassOf)} == CLASSES[name]


@pytest.mark.parametrize("name", PROPERTIES)
def test_properties_of_the_contract(ontology, name):
    subject, value = PROPERTIES[name]
    for side, wanted in ((RDFS.domain, subject), (RDFS.range, value)):
        (found,) = ontology.objects(iri(name), side)  # several classes are one union, never two domains
        assert members(ontology, found) == {iri(part) for part in wanted.split()}
    kinds = set(ontology.objects(iri(name), RDF.type))
    literal = value.startswith(("xsd:", "rdf:"))
    note = OWL.AnnotationProperty in kinds
    assert note or (OWL.DatatypeProperty if literal else OWL.ObjectProperty) in kinds


def test_no_property_lies_outside_the_contract(ontology):
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    ours = {compact(str(p)) for kind in kinds for p in ontology.subjects(RDF.type, kind)}
    assert {name for name in ours if name.startswith("kg:")} == set(PROPERTIES)


def test_all_entity_kinds_are_classes_and_make_up_kg_entity(ontology):
    whole = ontology.value(iri("kg:Entity"), OWL.equivalentClass)
    assert members(ontology, whole) == {iri(kind) for kind in KINDS}


def test_every_term_of_ours_is_explained_in_both_languages(ontology):
    ours = {s for s in ontology.subjects(RDF.type) if str(s).startswith(vocabulary.PREFIXES["kg"])}
    assert len(ours) > 80
    for term in sorted(ours):
        name, note = (SKOS.prefLabel, SKOS.definition) if (term, RDF.type, SKOS.Concept) in ontology else (
            RDFS.label, RDFS.comment)  # fmt: skip
        assert languages(ontology, term, name) == ["en", "vi"], term
        assert languages(ontology, term, note) == ["en", "vi"], term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [URIRef(vocabulary.ONTOLOGY_GRAPH)], term


@pytest.mark.parametrize("name", FOREIGN.split())
def test_terms_of_others_have_names(name):
    assert set(vocabulary.labels(expand(name))) == BOTH


def test_every_name_that_is_used_is_declared(ontology):
    used = {
        node
        for triple in ontology
        for node in triple
        if isinstance(node, URIRef) and compact(str(node)).split(":")[0] not in ("owl", "xsd", "https", "http")
    }
    spoken = {"rdf", "rdfs"}  # the language the ontology is written in
    missing = {compact(str(node)) for node in used if str(node) not in vocabulary.terms()}
    assert {name for name in missing if name.split(":")[0] not in spoken} == set()


def test_inside_kg_only_the_super_properties_of_the_contract():
    for name in PROPERTIES:
        found = {compact(way.property) for way in consequences(expand(name)) if not way.turned}
        assert {up for up in found if up.startswith("kg:")} == SUPER_PROPERTIES.get(name, set()), name
        assert all(up.startswith(("kg:", "eli:")) for up in found), name


def test_a_directive_guides_what_it_is_about_in_eli():
    assert [(way.property, way.turned) for way in consequences(expand("kg:guides"))] == [
        (expand("eli:is_about"), False)
    ]


def test_no_class_of_ours_is_below_another_one(ontology):
    for kind in (*KINDS, "Report", "Evidence"):
        assert not [up for up in ontology.objects(iri(kind), RDFS.subClassOf) if str(up).startswith(iri("").toPython())]
        assert list(ontology.subjects(RDFS.subClassOf, iri(kind))) == []


def test_meets_is_symmetric_and_guides_is_about(ontology):
    assert (iri("kg:meets"), RDF.type, OWL.SymmetricProperty) in ontology
    assert (iri("kg:guides"), RDFS.subPropertyOf, iri("eli:is_about")) in ontology
    assert list(ontology.subjects(RDF.type, OWL.SymmetricProperty)) == [iri("kg:meets")]


def test_relations_between_entities_can_be_read_from_both_ends(ontology):
    concepts = set(ontology.subjects(RDFS.subClassOf, SKOS.Concept)) - {iri("kg:Topic")}
    for name in PROPERTIES:
        if (iri(name), RDF.type, OWL.ObjectProperty) not in ontology:
            continue
        if not members(ontology, ontology.value(iri(name), RDFS.range)) & concepts:
            assert set(vocabulary.inverse_labels(expand(name))) == BOTH, name
    assert vocabulary.inverse_labels(expand("kg:chairs"))["vi"] == "được chủ trì bởi"


def test_what_needs_evidence():
    assert {compact(p) for p in vocabulary.evidenced_properties()} == NEED_EVIDENCE - {"kg:mentionOf"}


def test_the_text_of_labels_is_one_line_and_names_differ(ontology):
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        names = Counter()
        for term in ontology.subjects(RDF.type, kind):
            for label in ontology.objects(term, RDFS.label):
                assert str(label) == " ".join(str(label).split()), term
                if str(term).startswith(vocabulary.PREFIXES["kg"]):
                    names[label] += 1
        assert [name for name, count in names.items() if count > 1] == []


# The shapes

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def test_shapes_use_only_declared_terms(shapes):
    own = set(shapes.subjects(RDF.type, SH.NodeShape))
    used = {n for t in shapes for n in t if isinstance(n, URIRef) and not str(n).startswith(str(SH))} - own
    names = {compact(str(node)) for node in used}
    assert {n for n in names if not n.startswith(("xsd:", "rdf:")) and expand(n) not in vocabulary.terms()} == set()
    assert {n for n in names if n.startswith("rdf:")} <= {f"rdf:{n}" for n in
           ("type", "first", "rest", "nil", "langString", "Statement", "subject", "predicate", "object")}  # fmt: skip


def test_every_rule_of_the_shapes_has_a_message_in_both_languages(shapes):
    named = set(shapes.subjects(RDF.type, SH.NodeShape))
    rules = {part for shape in named for part in shapes.objects(shape, SH.property)}
    bare = {SH.property, SH.targetClass, SH.targetSubjectsOf, SH.message, RDF.type}
    rules |= {shape for shape in named if set(shapes.predicates(shape)) - bare}
    assert len(rules) > 80
    for rule in rules:
        assert languages(shapes, rule, SH.message) == ["en", "vi"], shapes.value(rule, SH.path) or rule


def test_every_class_and_property_of_data_has_a_shape(shapes):
    classes = {compact(str(c)) for c in shapes.objects(None, SH.targetClass)}
    assert {*CLASSES, "org:Membership"} <= classes
    subjects = {compact(str(p)) for p in shapes.objects(None, SH.targetSubjectsOf)}
    paths = {compact(str(p)) for p in shapes.objects(None, SH.path) if not isinstance(p, BNode)}
    notes = {"kg:inverseLabel", "kg:needsEvidence", "kg:mentionOf"}  # never in plain data
    assert set(PROPERTIES) - notes <= subjects | paths


def test_shapes_are_valid_shacl(shapes):
    import pyshacl

    conforms, _, report = pyshacl.validate(shapes, shacl_graph=shapes, meta_shacl=True)
    assert conforms, report
