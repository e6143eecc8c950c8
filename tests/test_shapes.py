"""A small graph that keeps every rule has no finding; each way to break it has one that a person can read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample import SAMPLES

from kg.graph.findings import Finding
from kg.graph.project import project
from kg.graph.shapes import validate
from kg.graph.vocabulary import ontology_quads

GOOD = (Path(__file__).parent / "graphs" / "good.trig").read_text(encoding="utf-8")
REPORT = "r:" + GOOD.partition("r:")[2].partition(" {")[0].rpartition("r:")[2]


def findings(trig: str) -> list[Finding]:
    return validate(ox.parse(trig, format=ox.RdfFormat.TRIG))


def edit(number: int, old: str, new: str) -> tuple[str, str]:
    """Return the text of one evidence node, and that text with ``old`` made ``new``."""
    whole = f":evidence-{number} a {GOOD.partition(f':evidence-{number} a ')[2].partition(chr(10) + '    :evi')[0]}"
    assert whole.count(old) == 1
    return whole, whole.replace(old, new)


def test_the_good_graph_has_no_finding():
    assert findings(GOOD) == []


def test_what_the_projection_makes_has_no_finding():
    assert validate(project(SAMPLES)) == []


def test_the_ontology_may_stand_beside_the_data():
    assert validate([*ox.parse(GOOD, format=ox.RdfFormat.TRIG), *ontology_quads()]) == []


# name: (text of the good graph, what it becomes, what one line of the findings says: focus, path, words)
BROKEN = {
    # entities
    "no label": (':topic-1 rdfs:label "công tác mẫu"@vi .', "", "topic-1 rdfs:label: needs a Vietnamese label"),
    "no Vietnamese label": ('"công tác mẫu"@vi .\n    :place', '"model work"@en .\n    :place',
                            "topic-1 rdfs:label: needs a Vietnamese label"),
    "two labels of one language": ('"Sở Thí dụ"@vi , "Department', '"Sở Thí dụ"@vi , "Sở"@vi , "Department',
                                   "rdfs:label: needs a Vietnamese label, and at most one label in each language"),
    "label of another language": ('"Department of Examples"@en', '"Exemple"@fr', "rdfs:label = Exemple: needs a"),
    "two classes": (":topic-1 a kg:Topic .", ":topic-1 a kg:Topic , kg:Place .", "kg:Place, kg:Topic: may be of one"),
    "no class": (":topic-1 a kg:Topic .", "", "kg:guides = công tác mẫu: its value must be a topic"),
    "empty name": ('skos:altLabel "hội nghị"@vi', 'skos:altLabel ""@vi', "skos:altLabel: a name must be text"),
    "mentions nothing": (":instruction-1 .\n    :person", ":instruction-1 , :ghost .\n    :person",
                         "schema:mentions = https://vnkg.example/id/ghost: is referred to but is of no class"),
    "blank node": (":place-thu a kg:Place .", ":place-thu a kg:Place . [] a kg:Place .", "a blank node: every node"),
    # posts and memberships
    "post without title": ('kg:title "Giám đốc"@vi ; ', "", "kg:title: a post needs a title, with its language"),
    "title without language": ('kg:title "Giám đốc"@vi', 'kg:title "Giám đốc"', "kg:title = Giám đốc: a post needs"),
    "post in two bodies": (':post-director a kg:Post ; kg:title "Giám đốc"@vi ; org:postIn :body-so .',
                           ':post-director a kg:Post ; kg:title "Giám đốc"@vi ; org:postIn :body-so , :body-2 .'
                           " :body-2 a kg:Body .", "org:postIn: a post is in at most one body"),
    "post in a place": ('"Giám đốc"@vi ; org:postIn :body-so', '"Giám đốc"@vi ; org:postIn :place-thu',
                        "org:postIn = xã Thử: its value must be a body"),
    "membership without member": ("org:member :person-mau ; org:organization :body-so ; kg:post :post-director",
                                  "org:organization :body-so ; kg:post :post-director",
                                  "membership-1 org:member: needs exactly one person"),
    "membership of a body": ("org:member :person-mau ; org:organization :body-so ; kg:post :post-chief",
                             "org:member :body-so ; org:organization :body-so ; kg:post :post-chief",
                             "membership-2 org:member = Sở Thí dụ: needs exactly one person"),
    "membership without post": ("kg:post :post-chief ;", "", "membership-2 kg:post: needs exactly one post"),
    "membership without tenure": ("kg:tenure kg:Former ; ", "", "membership-2 kg:tenure: needs exactly one kg:tenure"),
    "former, but observed": ("kg:tenure kg:Former ; kg:endedBy", "kg:tenure kg:Former ; kg:observedOn",
                             "membership-2: a holder has kg:observedOn and a former holder kg:endedBy"),
    "observed in a month": ('kg:observedOn "2024-03-05"^^xsd:date', 'kg:observedOn "2024-03"^^xsd:gYearMonth',
                            "kg:observedOn = 2024-03: has at most one xsd:date of observation"),
    # who may do what
    "a group chairs": (":group-1 a kg:Group ;", ":group-1 a kg:Group ; kg:chairs :event-1 ;",
                       "group-1 (Hơn 20 cán bộ): the subject of kg:chairs / kg:attends"),
    "a person is chaired": ("kg:chairs :event-1 .", "kg:chairs :event-1 , :body-so .",
                            "kg:chairs = Sở Thí dụ: its value must be an event"),
    "a body holds a post": (":body-so a kg:Body ;", ":body-so a kg:Body ; org:holds :post-chief ;",
                            "the subject of org:holds / kg:formerlyHeld must be a person"),
    "issued by a place": ("kg:issuedBy :body-so ;", "kg:issuedBy :place-thu ;", "its value must be a body or a person"),
    "an event is guided": ("kg:guides :topic-1 .", "kg:guides :event-1 .", "its value must be a topic"),
    "a person implements a body": (":person-mau a kg:Person ;", ":person-mau a kg:Person ; kg:implements :body-so ;",
                                   "kg:implements = Sở Thí dụ: its value must be a directive"),
    "a place amends": (":place-thu a kg:Place .", ":place-thu a kg:Place ; kg:amends :directive-9 .",
                       "the subject of kg:issuedBy / kg:guides / kg:amends"),
    "a topic has a number": (":topic-1 a kg:Topic .", ':topic-1 a kg:Topic ; kg:number "1" .',
                             "topic-1 (công tác mẫu): the subject of kg:number"),
    # values
    "no status": (" ; kg:status kg:Held", "", "kg:status: an event has exactly one status"),
    "a status of another list": ("kg:status kg:Held", "kg:status kg:Former",
                                 "kg:status = kg:Former: an event has exactly one status"),
    "a kind of another vocabulary": ("event-kind/conference", "body-kind/ministry", "its kind must be a concept of"),
    "an unknown kind": ("event-kind/conference", "event-kind/party", "= kgv:event-kind/party: the ontology has"),
    "a date as text": ('schema:startDate "2024-03-05"^^xsd:date ;\n', 'schema:startDate "5/3/2024" ;\n',
                       "schema:startDate = 5/3/2024: must be an xsd:date, gYearMonth"),
    "a date that is none": ('schema:startDate "2024-03-05"^^xsd:date ;\n',
                            'schema:startDate "2024-02-31"^^xsd:date ;\n',
                            "schema:startDate = 2024-02-31: must be an xsd:date"),
    "a bound by month": ('kg:latest "2024-03-05"^^xsd:date ;\n', 'kg:latest "2024-03"^^xsd:gYearMonth ;\n',
                         "kg:latest = 2024-03: must be a full xsd:date"),
    "a number with a language": ('kg:number "9-CT/XX" ;\n', 'kg:number "9-CT/XX"@vi ;\n', "a number must be a string"),
    "a negative count": ("kg:count 20 ;", "kg:count -20 ;", "kg:count = -20: the count is one integer"),
    "a count without its sense": ("kg:countIs kg:MoreThan ; kg:memberKind", "kg:memberKind",
                                  "kg:countIs: kg:count needs a kg:countIs"),
    "a group of nobody": (' ; kg:memberKind "cán bộ"@vi .', " .", "a group must say who its members are"),
    "an instruction without words": ('kg:text "làm đúng hạn"@vi ; kg', "kg", "an instruction needs its text"),
    "an instruction of nobody": ("kg:instructedBy :person-mau ; kg:text", "kg:text", "and who gives it"),
    "an appointment to nothing": (":place-thu a kg:Place .",
                                  ":place-thu a kg:Place . :appointment-1 a kg:Appointment .",
                                  "appointment-1: an appointment needs a person (kg:appointee) and a post"),
    # reports
    "no text": ("schema:text ", "schema:alternateName ", "schema:text: a report needs exactly one schema:text"),
    "another text": ("cho biết sẽ", "cho hay sẽ", "kg:textHash"),
    "no source": ('kg:sourceId "mau.txt" ;', "", "kg:sourceId: needs a kg:sourceId"),
    "no reader": ('kg:reader "sample/1" ;', "", "kg:reader: needs exactly one kg:reader"),
    "published in a year": ('"2024-03-06"^^xsd:date', '"2024"^^xsd:gYear', "has at most one xsd:date of publication"),
    # terms
    "an unknown property": ("kg:heldAt :place-thu", "kg:heldIn :place-thu", "kg:heldIn: the ontology has no such term"),
    "an unknown class": (":topic-1 a kg:Topic .", ":topic-1 a kg:Topic , kg:Theme .", "= kg:Theme: the ontology has"),
    "an unknown property in evidence": (*edit(11, "kg:heldAt", "kg:heldIn"),
                                        "rdf:predicate = kg:heldIn: the ontology has no such term"),
    # evidence
    "fact without evidence": ("kg:chairs :event-1 .", "kg:chairs :event-1 ; kg:attends :event-1 .",
                              "person-mau (Trần Văn Mẫu) kg:attends = hội nghị triển khai Chỉ thị số 9-CT/XX: has no"),
    "literal without evidence": ('"Sở Thí dụ"@vi ;\n        kg:bodyKind',
                                 '"Sở Thí dụ"@vi , "STD"@vi ;\n        kg:bodyKind',
                                 "skos:altLabel = STD: has no evidence in https://vnkg.example/id/report/"),
    "evidence without its fact": ("kg:heldAt :place-thu ;", "", "evidence without a modality, but the report lacks"),
    "evidence of another modality": (*edit(23, "kg:Planned", "kg:Held"), "kg:modality = kg:Held: the modality"),
    "evidence without a subject": (*edit(5, "rdf:subject :person-mau ; ", ""), "needs exactly one rdf:subject"),
    "evidence without a predicate": (*edit(5, "rdf:predicate kg:chairs ; ", ""), "needs exactly one rdf:predicate"),
    "evidence without an object": (*edit(5, "rdf:object :event-1 ;", ""), "needs exactly one rdf:object"),
    "evidence without a report": (*edit(5, f"prov:wasDerivedFrom {REPORT} ; ", ""),
                                  "evidence needs exactly one report (prov:wasDerivedFrom)"),
    "evidence without a rule": (*edit(5, 'kg:rule "chairs/active" ;', ""), "evidence needs exactly one kg:rule"),
    "evidence without words": (*edit(5, 'oa:exact "chủ trì hội nghị" ; ', ""), "evidence needs exactly one oa:exact"),
    "evidence without a start": (*edit(1, "oa:start 19 ; ", ""), "evidence needs exactly one oa:start"),
    "evidence with a start in words": (*edit(1, "oa:start 19", 'oa:start "mười tám"'),
                                       "oa:start = mười tám: evidence needs exactly one oa:start: an integer"),
    "evidence that ends before it starts": (*edit(1, "oa:start 19 ; oa:end 31", "oa:start 31 ; oa:end 19"),
                                            "an integer from 0 and less than oa:end"),
    "evidence one place off": (*edit(1, "oa:start 19 ; oa:end 31", "oa:start 20 ; oa:end 32"),
                               "(Trần Văn Mẫu) oa:exact = Trần Văn Mẫu: the text at 20–32 is 'rần Văn Mẫu,'"),
    "evidence with other words": (*edit(20, "yêu cầu", "đề nghị"), "is 'Ông Mẫu yêu cầu'"),
    "evidence past the end": (*edit(1, "oa:start 19 ; oa:end 31", "oa:start 1800 ; oa:end 1812"),
                              "the text at 1800–1812 is ''"),
    "evidence that is no statement": (*edit(5, " , rdf:Statement", ""),
                                      "evidence must have an IRI and the type rdf:Statement"),
    "evidence about nothing": (*edit(23, "rdf:subject :person-mau", "rdf:subject :ghost"),
                               "rdf:subject = https://vnkg.example/id/ghost: is referred to but"),
    "a confidence above one": (*edit(17, "0.95", "1.5"), "kg:confidence = 1.5: the confidence is one"),
    "said by a place": (*edit(23, "kg:attributedTo :person-mau", "kg:attributedTo :place-thu"),
                        "the speaker must be a person"),
    "evidence in another report's graph": ("#evidence> {", "0#evidence> {", "the evidence stands in the graph"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_graph_has_a_readable_finding(name):
    old, new, told = BROKEN[name]
    assert GOOD.count(old) == 1, "the row must change the good graph at one place"
    lines = [str(finding) for finding in findings(GOOD.replace(old, new))]
    assert any(told in line for line in lines), "\n".join(lines)
    assert all("\n" not in line for line in lines)


@pytest.mark.parametrize("name", ["no label", "a group chairs", "evidence one place off", "fact without evidence"])
def test_findings_speak_both_languages(name):
    old, new, _ = BROKEN[name]
    for finding in findings(GOOD.replace(old, new)):
        assert finding.severity == "Violation"
        assert finding.message and finding.message_vi and finding.message != finding.message_vi
        assert finding.message_vi in finding.line("vi")


def test_one_slip_is_told_once():
    old, new, _ = BROKEN["evidence one place off"]
    assert len(findings(GOOD.replace(old, new))) == 1


def test_a_long_value_is_cut_to_one_line():
    finding = Finding("Violation", "urn:x", "a" * 200, "kg:text", "b\nc" * 100, "is wrong", "sai")
    assert len(finding.line()) < 220 and "\n" not in finding.line()


def test_an_instruction_that_is_only_planned_needs_no_plain_triples():
    plain = ' ; kg:instructedBy :person-mau ; kg:text "làm đúng hạn"@vi ; kg:addresseeText "các đơn vị"@vi'
    assert GOOD.count(plain) == 1
    planned = GOOD.replace(plain, "")
    assert any("an instruction needs" in str(finding) for finding in findings(planned))
    for number in (20, 21, 22):
        planned = planned.replace(*edit(number, 'kg:rule "', 'kg:modality kg:Planned ; kg:rule "'))
    assert findings(planned) == []


def test_findings_do_not_hang_on_the_order_of_quads_or_on_hash_seeds(tmp_path):
    broken = GOOD
    for name in ("no label", "a group chairs", "an unknown property", "fact without evidence", "no status"):
        broken = broken.replace(*BROKEN[name][:2])
    path = tmp_path / "broken.trig"
    path.write_text(broken, encoding="utf-8", newline="")
    code = (
        "import sys, pyoxigraph as ox\n"
        "from kg.graph.shapes import validate\n"
        "quads = sorted(ox.parse(path=sys.argv[1]), key=str, reverse=sys.argv[2] == 'r')\n"
        "print(*(f.line('vi') + str(f) for f in validate(quads)), sep=chr(10))\n"
    )
    said = set()
    for seed, order in (("0", "s"), ("1", "r")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run([sys.executable, "-c", code, str(path), order], env=environment, capture_output=True)
        assert run.returncode == 0, run.stderr.decode()
        assert run.stderr == b""
        said.add(run.stdout)
    assert len(said) == 1 and said.pop().count(b"\n") >= 5
