"""A store on another engine answers as one in a folder does: the tests of that one, on two real engines."""

from __future__ import annotations

import pytest
from engines import NAMES
from test_store import (  # noqa: F401
    QUADS,
    test_a_number_in_another_form_is_not_lost,
    test_a_plain_query_sees_the_union_of_all_graphs,
    test_a_users_prefix_goes_before_ours,
    test_any_text_comes_back_as_it_went_in,
    test_from_and_graph_choose_the_graphs,
    test_query_mistakes_are_one_clear_line,
    test_reports,
    test_results_as_files,
    test_service_is_refused,
    test_substitutions,
    test_the_word_service_is_no_service,
    test_to_networkx,
    test_to_rdflib_is_the_same_dataset,
    test_update_replaces_graphs_in_one_step,
    test_update_with_single_quads,
)

import kg
from kg.graph.vocabulary import DEFAULT_BASE, ontology_quads


@pytest.fixture(scope="module", params=NAMES)
def store(request, engines, tmp_path_factory):
    """A store with the three sample reports and the ontology, open for reading."""
    with pytest.MonkeyPatch.context() as patch:
        engine = engines(request.param).signed_in(patch, tmp_path_factory.mktemp("cache"))
        with kg.open_store(engine.url, create=True, base=DEFAULT_BASE) as filled:
            filled.update(add=[*QUADS, *ontology_quads()])
        with kg.open_store(engine.url, base=DEFAULT_BASE) as opened:
            yield opened


@pytest.fixture
def place(engine):
    """The name of a place for a new store whose graphs begin with https://x.example/."""
    url = f"{engine.url}#base=https://x.example/"
    yield url
    with kg.open_store(url, write=True) as left:
        left.update(left.graphs())
