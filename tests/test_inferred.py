"""What follows from what reports tell: by which rules of the ontology, how long it stays, and how it is explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from engines import NAMES
from sample import READER, Draft
from sample_store import make_store, reader

from kg.build import Builder
from kg.errors import NotFoundError
from kg.graph.project import project
from kg.graph.rules import chains, consequences, inferred_properties, premises
from kg.graph.vocabulary import INFERRED, compact, expand
from kg.model import Report, ReportStatements
from kg.queries.why import asked, why
from kg.resolution.resolve import resolve
from kg.store.open import open_store


def told(source: str, *facts: tuple[str, str, str] | tuple[str, str, str, str]) -> ReportStatements:
    """Return the reading of a report that tells these facts, of two people, two bodies, an event and two documents."""
    draft = Draft(Report(f"{source}: Mẫu và Dụ.", source), "2024-05-06")
    draft.entity("an", "Person", "Trần Văn Mẫu", complete=False)
    draft.entity("du", "Person", "Lê Thị Dụ", complete=False)
    draft.entity("so", "Body", "Sở Mẫu")
    draft.entity("bo", "Body", "Bộ Mẫu")
    draft.entity("hop", "Event", "Hội nghị Mẫu", "hội nghị mẫu", "2024-05-06")
    draft.entity("qd", "Directive", "Quyết định số 1/QĐ-M", "QĐ", "1/qđ-m", "2024")
    draft.entity("tt", "Directive", "Thông tư số 2/TT-M", "TT", "2/tt-m", "2023")
    draft.post("gd", "Giám đốc", "so")
    draft.post("tv", "Trợ lý")  # at a body that the report leaves open
    for subject, predicate, value, *modality in facts:
        draft.say(subject, predicate, value, "Mẫu và Dụ", modality="".join(modality))
    return draft.done()


HOLDS = ("an", "org:holds", "gd")
FACTS = (
    HOLDS,
    ("du", "org:holds", "tv"),
    ("an", "kg:meets", "du"),
    ("an", "kg:givesOpeningSpeechAt", "hop"),
    ("so", "org:subOrganizationOf", "bo"),
    ("qd", "kg:issuedBy", "so"),
    ("qd", "kg:amends", "tt"),
)
ALL = told("all.txt", *FACTS)


def inferred(*readings: ReportStatements) -> set[tuple[str, str, str]]:
    """Return the inferred triples of reports, by labels where there are any."""
    quads = project(readings, resolve(readings))
    labels = {q.subject.value: q.object.value for q in quads if compact(q.predicate.value) == "rdfs:label"}
    return {
        (labels[q.subject.value], compact(q.predicate.value), labels.get(q.object.value, q.object.value))
        for q in quads
        if q.graph_name.value.endswith(INFERRED)
    }


AN, DU, SO, BO, HOP = "Trần Văn Mẫu", "Lê Thị Dụ", "Sở Mẫu", "Bộ Mẫu", "Hội nghị Mẫu"
QD, TT, GD = "Quyết định số 1/QĐ-M", "Thông tư số 2/TT-M", "Giám đốc Sở Mẫu"


def test_what_follows():
    assert inferred(ALL) == {
        (GD, "org:heldBy", AN),
        ("Trợ lý", "org:heldBy", DU),
        (AN, "org:memberOf", SO),
        (SO, "org:hasPost", GD),
        (DU, "kg:meets", AN),
        (AN, "kg:speaksAt", HOP),
        (AN, "kg:takesPartIn", HOP),
        (BO, "org:hasSubOrganization", SO),
        (SO, "kg:issues", QD),
        (QD, "eli:passed_by", SO),
        (QD, "eli:amends", TT),
        (TT, "eli:amended_by", QD),
    }


@pytest.mark.parametrize(
    "fact",
    [
        ("an", "kg:formerlyHeld", "gd"),
        ("an", "org:holds", "gd", "Planned"),
        ("an", "org:holds", "gd", "Negated"),
        ("an", "kg:meets", "du", "Requested"),
        ("qd", "kg:issuedBy", "so", "Hypothetical"),
    ],
)
def test_nothing_follows_from_what_is_over_planned_or_denied(fact):
    assert inferred(told("x.txt", fact)) == {(SO, "org:hasPost", GD)}  # the post alone is a fact


def test_what_a_report_tells_itself_does_not_follow_from_it():
    both = told("x.txt", ("an", "kg:meets", "du"), ("du", "kg:meets", "an"))
    part = told("y.txt", ("an", "kg:chairs", "hop"), ("an", "kg:takesPartIn", "hop"))
    assert {p for _, p, _ in inferred(both)} == {p for _, p, _ in inferred(part)} == {"org:hasPost"}


def test_the_rules_are_those_of_the_ontology():
    found = {compact(iri): {compact(way.property) for way in consequences(iri)} for iri in map(expand, TOLD)}
    assert found == TOLD
    assert [tuple(map(compact, (c.first, c.second, c.property))) for c in chains()] == [
        ("org:holds", "org:postIn", "org:memberOf")
    ]
    assert {compact(iri) for iri in inferred_properties()} >= {"org:memberOf", "org:heldBy", "kg:takesPartIn"}
    assert {compact(relation) for relation, _ in premises(expand("kg:issues"))} == {"kg:issuedBy"}


TOLD = {
    "kg:chairs": {"kg:takesPartIn"},
    "kg:givesClosingSpeechAt": {"kg:speaksAt", "kg:takesPartIn"},
    "kg:takesPartIn": set(),
    "kg:meets": {"kg:meets"},
    "org:holds": {"org:heldBy"},
    "kg:formerlyHeld": set(),
    "org:postIn": {"org:hasPost"},
    "org:subOrganizationOf": {"org:hasSubOrganization"},
    "kg:issuedBy": {"eli:passed_by", "kg:issues"},
    "kg:basedOn": {"eli:based_on", "eli:basis_for"},
    "kg:organises": set(),  # an alignment with schema.org: for those who read the ontology
    "skos:altLabel": set(),
}


def test_it_goes_with_the_last_report_that_has_its_premises(tmp_path: Path):
    one, other = told("one.txt", HOLDS, ("an", "kg:meets", "du")), told("other.txt", HOLDS)
    inferred_there = "SELECT ?p { GRAPH <graph/inferred> { ?s ?p ?o } }"

    def held(store) -> list[str]:
        return sorted(compact(row["p"].value) for row in store.query(inferred_there))

    with open_store(tmp_path / "kg", create=True) as store:
        builder = Builder(store, reader([one, other]), READER)
        for reading in (one, other):
            builder.ingest(reading.report)
        assert held(store) == ["kg:meets", "org:hasPost", "org:heldBy", "org:memberOf"]
        builder.forget(one.report.key)
        assert held(store) == ["org:hasPost", "org:heldBy", "org:memberOf"]
        builder.forget(other.report.key)
        assert held(store) == []


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    more = ("an", "kg:meets", "du", "Planned"), ("du", "kg:meets", "an")
    return make_store(tmp_path_factory.mktemp("inferred") / "kg", (told("more.txt", *FACTS, *more),))


def ways(store, subject: str, relation: str, value: str | None = None) -> list[tuple[str, list[str], list[str]]]:
    """Return why each fact is there: its object, the kinds of steps, the relations of the premises."""
    found = [why(store, triple) for triple in asked(store, subject, relation, value)]
    return [
        (
            each.triple[2].value.rsplit("/")[-1][:8],
            [step.kind for derivation in each.follows for step in derivation.steps],
            [compact(p.triple[1].value) for derivation in each.follows for p in derivation.premises],
        )
        for each in found
    ]


@pytest.mark.parametrize(
    ("subject", "relation", "steps", "facts"),
    [
        (AN, "org:memberOf", ["chain"], ["org:holds", "org:postIn"]),
        (AN, "tham gia", ["wider", "wider"], ["kg:givesOpeningSpeechAt"]),
        (TT, "eli:amended_by", ["wider", "inverse"], ["kg:amends"]),
        (SO, "issues", ["inverse"], ["kg:issuedBy"]),
        (GD, "org:heldBy", ["inverse"], ["org:holds"]),
        (QD, "kg:issuedBy", [], []),  # told
    ],
)
def test_why(place: Path, subject: str, relation: str, steps: list[str], facts: list[str]):
    with open_store(place) as store:
        [(_, found, told_by)] = ways(store, subject, relation)
        assert (found, told_by) == (steps, facts)


def test_why_tells_the_words_and_what_is_not_told_as_done(place: Path):
    with open_store(place) as store:
        [triple] = asked(store, AN, "kg:meets", DU)
        found = why(store, triple)
        assert [quote.sentence()[1] for quote in found.told.quotes] == ["Mẫu và Dụ"]
        assert [step.kind for derivation in found.follows for step in derivation.steps] == ["symmetric"]
        assert [compact(modality) for modality, _ in found.untold] == ["kg:Planned"]
        [triple] = asked(store, AN, "org:memberOf")
        [derivation] = why(store, triple).follows
        assert [len(premise.quotes) for premise in derivation.premises] == [1, 0]  # a post's body is in its name
        with pytest.raises(NotFoundError, match=r"holds nothing like 'Lê Thị Dụ' org:memberOf"):
            asked(store, DU, "org:memberOf")
        with pytest.raises(NotFoundError, match="holds nothing like .* kg:chairs 'Hội nghị Mẫu'"):
            asked(store, AN, "kg:chairs", HOP)


@pytest.mark.parametrize("name", NAMES)
def test_why_is_the_same_on_an_engine(place: Path, name: str, engines, monkeypatch, tmp_path: Path):
    url = engines(name).signed_in(monkeypatch, tmp_path / "cache").url
    make_store(f"{url}#base=https://inferred.example/id/", (ALL,), base="https://inferred.example/id/")
    with open_store(f"{url}#base=https://inferred.example/id/") as there, open_store(place) as here:
        for subject, relation in ((AN, "org:memberOf"), (TT, "eli:amended_by"), (AN, "tham gia")):
            assert ways(there, subject, relation) == ways(here, subject, relation)


def test_why_on_the_command_line(kg_run, place: Path):
    ran = kg_run("why", "--store", str(place), AN, "org:memberOf", SO)
    assert ran.code == 0
    assert "giữ chức · holds + tại cơ quan · post in ⇒ là người của · member of" in " ".join(ran.out.split())
    assert "«Mẫu và Dụ»" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    ran = kg_run("why", "--store", str(place), AN, "org:memberof")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "did you mean org:memberOf" in ran.err
    ran = kg_run("why", "--store", str(place), DU, "org:memberOf")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
