"""The names of the graph, as code sees them."""

from __future__ import annotations

import os
import subprocess
import sys

import pyoxigraph as ox
import pytest

from kg.graph import vocabulary
from kg.graph.rules import consequences
from kg.graph.vocabulary import compact, expand

ROUND_TRIPS = ["kg:chairs", "kgv:document-type/CT", "org:holds", "oa:start", "eli:date_document", "rdf:type"]


@pytest.mark.parametrize("curie", ROUND_TRIPS)
def test_curies_go_both_ways(curie):
    assert compact(expand(curie)) == curie


def test_curies_that_are_none():
    assert compact("https://vnkg.example/id/person/x") == "https://vnkg.example/id/person/x"
    assert compact("https://schema.org/") == "https://schema.org/"
    for wrong in ("nope:x", "chairs", ""):
        with pytest.raises(ValueError, match="no name with a known prefix"):
            expand(wrong)


def test_labels_of_unknown_terms_are_empty():
    assert vocabulary.labels("https://vnkg.example/nothing") == {}
    assert vocabulary.inverse_labels("https://vnkg.example/nothing") == {}
    assert consequences("https://vnkg.example/nothing") == ()


def test_the_ontology_as_quads_has_no_blank_nodes_and_is_always_the_same():
    quads = vocabulary.ontology_quads()
    assert all(isinstance(node, (ox.NamedNode, ox.Literal)) for quad in quads for node in quad)
    assert list(quads) == sorted(quads, key=str)
    code = "from kg.graph.vocabulary import ontology_quads as q; import zlib; print(zlib.crc32(str(q()).encode()))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = {
        subprocess.run([sys.executable, "-c", code], env={**environment, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
                       capture_output=True, check=True).stdout
        for seed in ("0", "7")
    }  # fmt: skip
    assert len(said) == 1


def test_importing_the_vocabulary_loads_no_heavy_library():
    code = (
        "import sys, kg.graph.vocabulary as v; v.labels(v.expand('kg:chairs'))\n"
        "print('rdflib' in sys.modules, 'pyshacl' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
