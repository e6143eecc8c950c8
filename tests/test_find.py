"""From what a user calls a thing to its IRI, and what the graph knows of it: on the sample readings."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import FIRST, SAMPLES
from sample_store import make_store

from kg.errors import AmbiguousError, NotFoundError
from kg.passages import sentence_around
from kg.queries.describe import describe, distinguish
from kg.queries.find import containing, find, find_report, sources_of
from kg.queries.totals import Totals, totals
from kg.store.open import open_store

ONLINE = (
    "Hội nghị trức tuyến triển khai công tác ngoại giao kinh tế phục vụ phục hồi và phát triển kinh tế- xã hội năm 2022"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(make_store(tmp_path_factory.mktemp("queries") / "kg")) as store:
        yield store


FOUND = [
    ("Bùi Thanh Sơn", "person/bui-thanh-son-"),
    ("  bùi   thanh sơn ", "person/bui-thanh-son-"),
    ("BUI THANH SON", "person/bui-thanh-son-"),
    ("Bu\u0300i Thanh So\u031bn", "person/bui-thanh-son-"),  # NFD
    ("TW Đảng", "body/ban-chap-hanh-trung-uong-dang-"),  # an alias
    ("Secretariat", "body/ban-bi-thu-"),  # an English label
    ("41-CT/TW", "directive/"),
    ("41–ct/tw", "directive/"),
    ("41 - CT / TW", "directive/"),
    ("Chỉ thị số 41-CT/TW", "directive/"),
    ("Chỉ thị 41-CT/TW", "directive/"),
    ("Chỉ thị 41", "directive/party-ct-41-"),
    ("chi thi 41", "directive/party-ct-41-"),
    ("chỉ thị số 041", "directive/party-ct-41-"),
    ("Chỉ thị 41-CT", "directive/party-ct-41-"),
    ("Chỉ thị số 41/CT-TW", "directive/party-ct-41-"),
    ("Nghị quyết 41/CT-TW", "directive/party-ct-41-"),  # as with the dash: a whole number is enough
    ("41/ct/tw", "directive/party-ct-41-"),
    ("41", "directive/party-ct-41-"),
    ("Bộ trưởng Bộ Ngoại giao", "post/bo-truong-bo-ngoai-giao-"),
    ("Hội nghị trực tuyến triển khai", "event/hoi-nghi-truc-tuyen-"),  # part of an event's name
    ("kg:chairs", "https://vnkg.example/ontology#chairs"),
    ("000_ec3a725e548eb492.txt", "report/"),  # a report's source
    (FIRST.report.key[:6], f"report/{FIRST.report.key}"),
]


@pytest.mark.parametrize(("what", "iri"), FOUND)
def test_find(store, what, iri):
    found = find(store, what)
    assert found.startswith(iri if "://" in iri else store.base + iri)
    assert find(store, found) == find(store, f"<{found}>") == found
    assert find(store, found.removeprefix(store.base)) == found or "://" in iri


LOST = [
    ("Bộ Ngoại", "'Bộ Ngoại'; did you mean 'Bộ Ngoại giao'"),  # a part of a body's name may be another body
    ("Thanh Sơn", "did you mean 'Bùi Thanh Sơn'"),
    ("Nguyễn Minh Vú", "did you mean 'Nguyễn Minh Vũ'"),  # another tone is another name
    ("http://nowhere.example/x", "nothing in the graph has the IRI http://nowhere.example/x"),
    ("kg:nosuchterm", "nothing in the graph has the IRI https://vnkg.example/ontology#nosuchterm"),
    ("person/nobody-00000000", "'person/nobody-00000000'; try fewer words"),
    ("99-CT/TW", "nothing in the graph is called '99-CT/TW'"),
    ("Chỉ thị 4", "'Chỉ thị 4'; try fewer words"),  # no part of 41
    ("Chỉ thị 99", "'Chỉ thị 99'; try fewer words"),  # and 41 is no suggestion for it
    ("Chỉ thị 41 của Quốc hội", "did you mean 'Chỉ thị số 41-CT/TW'?"),  # who knows whether that is the one
    ("Nghị quyết 41", "did you mean 'Chỉ thị số 41-CT/TW'?"),  # another kind of directive
    ("xyz", "nothing in the graph is called 'xyz'; try fewer words"),
]


@pytest.mark.parametrize(("what", "message"), LOST)
def test_not_found(store, what, message):
    with pytest.raises(NotFoundError) as raised:
        find(store, what)
    assert not isinstance(raised.value, AmbiguousError)
    assert message in str(raised.value)


def test_a_name_of_several_things_lists_what_tells_them_apart(tmp_path):
    folder = make_store(tmp_path / "kg", ())
    with open_store(folder, write=True) as store:
        store.update(add=_namesakes())
        with pytest.raises(AmbiguousError, match="2 things") as raised:
            find(store, "Nguyễn Văn A")
        assert raised.value.candidates == (
            "person/a-1  Nguyễn Văn A · Person · Bộ trưởng Bộ Thí dụ",
            "person/a-2  Nguyễn Văn A · Person · Giám đốc Sở Mẫu",
        )
        assert find(store, "person/a-2") == f"{store.base}person/a-2"
        # The exact tones decide where both are names; without tones it is a guess, so nobody guesses.
        assert find(store, "Lê Thí") == f"{store.base}person/b-1"
        with pytest.raises(AmbiguousError):
            find(store, "le thi")
        assert find(store, "person/old") == f"{store.base}person/a-1"  # what was replaced leads to what replaced it
        assert find(store, "person/older") == f"{store.base}person/a-1"  # over several steps
        with pytest.raises(AmbiguousError, match="person/both stood for 2 things that are told apart now") as raised:
            find(store, "person/both")
        assert [line.split()[0] for line in raised.value.candidates] == ["person/a-1", "person/a-2"]
        assert find(store, "person/round") in {f"{store.base}person/round", f"{store.base}person/turn"}  # ends at all


def test_directives_that_begin_with_one_number_are_candidates(tmp_path):
    with open_store(make_store(tmp_path / "kg"), write=True) as store:
        store.update(add=_directives())
        for what in ("Chỉ thị 7", "chi thi so 07", "7"):
            with pytest.raises(AmbiguousError, match="2 things") as raised:
                find(store, what)
            assert [line.split()[0] for line in raised.value.candidates] == ["directive/d-1", "directive/d-2"]
        assert find(store, "Chỉ thị 7-CT-TTg") == f"{store.base}directive/d-2"
        assert find(store, "Chỉ thị 8") == f"{store.base}directive/d-3"  # what follows the number does not count
        # Digits that begin a number and a report's key are both; as a directive they are one.
        assert find(store, "5000", ("Directive",)) == f"{store.base}directive/d-4"
        with pytest.raises(AmbiguousError) as raised:
            find(store, "5000")
        assert [line.split("/")[0] for line in raised.value.candidates] == ["directive", "report"]


def test_sources_of(store):
    assert sources_of(store, f"{store.base}report/{FIRST.report.key}") == (FIRST.report.source_id,)
    assert sources_of(store, f"{store.base}report/0") == ()


def test_containing(store):
    assert containing(store, "NGOẠI GIAO", ("Topic",)) == containing(store, "ngoai giao", ("Topic",))
    assert len(containing(store, "giao", ("Body", "Topic"))) > 2
    with pytest.raises(NotFoundError):
        containing(store, "bàn", ("Topic",))


def test_find_report(store):
    key = FIRST.report.key
    iri = f"{store.base}report/{key}"
    for what in (iri, key, key[:4], key.upper(), f"report/{key}", FIRST.report.source_id):
        assert find_report(store, what) == iri
    for what in ("abc", "nothing.txt", ""):
        with pytest.raises(NotFoundError, match="no report"):
            find_report(store, what)


def test_describe_gives_each_fact_its_sentence(store):
    found = describe(store, find(store, "Bùi Thanh Sơn"))
    assert (found.kind, found.label) == ("Person", "Bùi Thanh Sơn")
    chairs = next(fact for fact in found.facts if fact.relation.endswith("#chairs"))
    before, words, after = chairs.quotes[0].sentence()
    assert before == "Đồng chí Bùi Thanh Sơn, Ủy viên TW Đảng, "
    assert words == "Bộ trưởng Bộ Ngoại giao chủ trì Hội nghị"
    assert after == ";"
    assert found.labels[chairs.other.value] == ONLINE
    minister = next(held for held in found.posts if held.reports == 2)
    assert (minister.observed, minister.former, minister.ended_by) == (("2022-01-21",), False, "")
    assert len(found.sources()) == 2


def test_describe_tells_what_is_only_planned_and_who_says_so(store):
    found = describe(store, find(store, "Ủy ban nhân dân tỉnh Mẫu"))
    plan = next(fact for fact in found.facts if fact.relation.endswith("#organises"))
    assert plan.modality == "https://vnkg.example/ontology#Planned"
    assert plan.speakers == ("Trần Văn Mẫu",)


def test_distinguish_is_one_line(store):
    assert distinguish(store, find(store, "41-CT/TW")).endswith(
        "Chỉ thị số 41-CT/TW · Directive · 41-CT/TW · 2010-04-15 · Ban Bí thư"
    )


def test_totals(store):
    facts = {"skos:altLabel", "kg:mentionOf"}
    said = sum(s.predicate not in facts for reading in SAMPLES for s in reading.statements)
    found = totals(store)
    assert found == Totals(3, 4, 6, 4, 2, found.statements)
    assert 0 < found.statements <= said


SENTENCES = [
    ("Một. Hai ba. Bốn.", "Hai", "Hai ba."),
    ("Một\nHai ba\nBốn", "ba", "Hai ba"),
    ("Ở TP. Hồ Chí Minh có hội nghị. Hết.", "hội nghị", "Ở TP. Hồ Chí Minh có hội nghị."),
    ("Ông A; ông B nói. Hết", "ông B", "ông B nói."),
    ("“Một.” Hai.", "Một", "“Một.”"),
    ("Một. Hai. Ba.", "Một. Hai", "Một. Hai."),
    ("  Một  ", "Một", "Một"),
]


@pytest.mark.parametrize(("text", "words", "expected"), SENTENCES)
def test_sentence_around(text, words, expected):
    start = text.index(words)
    left, right = sentence_around(text, start, start + len(words))
    assert text[left:right] == expected


@given(st.text('Aa.;\n "đ', max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_sentence_holds_its_words(text, one, two):
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    left, right = sentence_around(text, start, end)
    assert 0 <= left <= start <= end <= right <= len(text)


def _quads(text: str) -> list[ox.Quad]:
    prefixes = {"": "https://vnkg.example/id/", "kg": "https://vnkg.example/ontology#",
                "org": "http://www.w3.org/ns/org#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
                "dcterms": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#"}  # fmt: skip
    header = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in prefixes.items())
    graph = ox.NamedNode("https://vnkg.example/id/report/0000")
    return [ox.Quad(*quad.triple, graph) for quad in ox.parse(header + text, format=ox.RdfFormat.TURTLE)]


def _directives() -> list[ox.Quad]:
    return _quads("""
        <https://vnkg.example/id/directive/d-1> a kg:Directive ; rdfs:label "Chỉ thị số 07-CT/TW"@vi ;
            kg:number "07-CT/TW" .
        <https://vnkg.example/id/directive/d-2> a kg:Directive ; rdfs:label "Chỉ thị 7/CT-TTg"@vi ;
            kg:number "7/CT-TTg" .
        <https://vnkg.example/id/directive/d-3> a kg:Directive ; rdfs:label "Chỉ thị số 8-CT/TW ngày 1/2/2021"@vi .
        <https://vnkg.example/id/directive/d-4> a kg:Directive ; kg:number "5000/QĐ-TTg" .
        <https://vnkg.example/id/report/5000aaaabbbbcccc> a kg:Report ; kg:sourceId "x.txt" .
    """)


def _namesakes() -> list[ox.Quad]:
    return _quads("""
        <https://vnkg.example/id/person/a-1> a kg:Person ; rdfs:label "Nguyễn Văn A"@vi ; org:holds <urn:q1> .
        <https://vnkg.example/id/person/a-2> a kg:Person ; rdfs:label "Nguyễn Văn A"@vi ; org:holds <urn:q2> .
        <urn:q1> a kg:Post ; rdfs:label "Bộ trưởng Bộ Thí dụ"@vi .
        <urn:q2> a kg:Post ; rdfs:label "Giám đốc Sở Mẫu"@vi .
        <https://vnkg.example/id/person/b-1> a kg:Person ; rdfs:label "Lê Thí"@vi .
        <https://vnkg.example/id/person/b-2> a kg:Person ; rdfs:label "Lê Thị"@vi .
        <https://vnkg.example/id/person/old> dcterms:isReplacedBy <https://vnkg.example/id/person/a-1> .
        <https://vnkg.example/id/person/older> dcterms:isReplacedBy <https://vnkg.example/id/person/old> .
        <https://vnkg.example/id/person/both> dcterms:isReplacedBy
            <https://vnkg.example/id/person/older> , <https://vnkg.example/id/person/a-2> .
        <https://vnkg.example/id/person/round> dcterms:isReplacedBy <https://vnkg.example/id/person/turn> .
        <https://vnkg.example/id/person/turn> dcterms:isReplacedBy <https://vnkg.example/id/person/round> .
    """)
