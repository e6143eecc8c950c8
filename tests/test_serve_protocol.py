"""The SPARQL 1.1 Protocol, spoken to a real server."""

from __future__ import annotations

import json

import pytest
from sample_store import make_store
from serving import serving


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(make_store(tmp_path_factory.mktemp("serve") / "kg")) as running:
        yield running


def test_a_query_is_answered(server):
    answer = server.query("SELECT ?x { VALUES ?x { 1 2 } }")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert [row["x"]["value"] for row in json.loads(answer.body)["results"]["bindings"]] == ["1", "2"]


def test_health(server):
    assert server.ask("GET", "/healthz").status == 200
