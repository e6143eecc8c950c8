"""What the W3C's tests ask of a service, in a few of our own (the whole suite: bench/w3c)."""

from __future__ import annotations

import json

import pytest

import kg


@pytest.mark.parametrize("call", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_is_new_each_time_is_never_unmodified(server, call):
    query = f"SELECT ({call} AS ?x) {{}}"
    first, second = server.query(query), server.query(query)
    assert (first.status, second.status) == (200, 200)
    assert "etag" not in first.headers
    assert server.query(query, If_None_Match="").status == 200


def test_an_answer_that_is_the_same_need_not_be_sent_again(server):
    query = "SELECT ?x { VALUES ?x { 1 } }"
    tag = server.query(query).headers["etag"]
    again = server.query(query, If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")
    assert server.query(query + " ", If_None_Match=tag).status == 200


def test_a_relative_iri_is_one_under_the_base_of_the_store(server, made):
    with kg.open_store(made) as opened:
        (person,) = {row["p"].value for row in opened.query("SELECT ?p { ?p rdfs:label 'Bùi Thanh Sơn'@vi }")}
        relative = person.removeprefix(opened.base)
        reports = [report.iri for report in opened.reports()]
        froms = " ".join(f"FROM <{iri.removeprefix(opened.base)}>" for iri in reports)
        assert opened.query(f"ASK {froms} {{ <{relative}> a kg:Person }}")
    answer = server.query(f"SELECT ?name {{ <{relative}> rdfs:label ?name }}")
    assert json.loads(answer.body)["results"]["bindings"][0]["name"]["value"] == "Bùi Thanh Sơn"
    assert server.query("BASE <https://other.example/> SELECT * { <x> ?p ?o }").status == 200
