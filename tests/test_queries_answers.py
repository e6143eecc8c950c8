"""Each saved question on an invented province, where a person can tell what the answer must be."""

from __future__ import annotations

import re

import pytest
from answers import ANSWERS
from province import DUNG, REPORTS
from sample_store import make_store

from kg.errors import AmbiguousError
from kg.graph.shapes import validate
from kg.graph.vocabulary import compact, expand, terms
from kg.queries import saved
from kg.queries.ask import ask
from kg.store.open import open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(make_store(tmp_path_factory.mktemp("province") / "kg", REPORTS)) as store:
        yield store


def test_the_province_is_a_good_graph(store):
    assert [finding.line() for finding in validate(store.quads())] == []


@pytest.mark.parametrize(
    ("name", "values", "columns", "rows"), ANSWERS, ids=[f"{n}-{'+'.join(values)}" for n, values, *_ in ANSWERS]
)
def test_answer(store, name, values, columns, rows):
    result = ask(store, saved.load(name), values)
    names = columns.split()
    assert set(names) <= set(result.variables)
    assert [tuple(row[n].value if n in row else "" for n in names) for row in result.rows] == rows


@pytest.mark.parametrize(("name", "values"), [row[:2] for row in ANSWERS])
def test_no_row_comes_twice(store, name, values):
    found = ask(store, saved.load(name), values)
    rows = [tuple(sorted((key, str(term)) for key, term in row.items())) for row in found.rows]
    assert len(set(rows)) == len(rows)


def test_every_question_is_asked_and_every_parameter_given():
    asked: dict[str, set[str]] = {}
    for name, values, *_ in ANSWERS:
        asked.setdefault(name, set()).update(values)
    assert asked.keys() == set(saved.names())
    everywhere = {"lang", "limit"}  # tried with one question of each kind
    missing = {
        name: {p.name for p in saved.load(name).parameters} - given - everywhere for name, given in asked.items()
    }
    assert {name: left for name, left in missing.items() if left} == {}


def test_questions_that_name_the_ways_to_take_part_name_all():
    """They list the sub-properties instead of walking the ontology, which is slow: a new one must not be forgotten."""
    family = {"kg:takesPartIn", *_below("kg:takesPartIn")}
    speaking = {"kg:speaksAt", *_below("kg:speaksAt")}
    for name in saved.names():
        for listed in re.findall(r"VALUES \?\w+ \{([^}]*)\}", saved.load(name).sparql):
            named = set(re.findall(r"kg:\w+", listed)) - {"kg:organises"}
            if "kg:givesOpeningSpeechAt" in named:
                assert named in (family, speaking), name


def test_a_name_of_two_people_lists_what_tells_them_apart(store):
    with pytest.raises(AmbiguousError) as raised:
        ask(store, saved.load("career-of"), {"person": "vo thuy dung"})
    assert str(raised.value) == "person: 'vo thuy dung' is the name of 2 things: say which by its IRI"
    first, second = (line.partition("  ") for line in raised.value.candidates)
    assert first[2] == f"{DUNG} · Person · Chủ tịch Ủy ban nhân dân tỉnh Mẫu · Quyền Chủ tịch Ủy ban nhân dân tỉnh Mẫu"
    assert second[2] == f"{DUNG} · Person · Bí thư Tỉnh ủy Mẫu"
    result = ask(store, saved.load("career-of"), {"person": second[0]})
    assert [row["postLabel"].value for row in result.rows] == ["Bí thư"]


def _below(curie: str) -> set[str]:
    near = {compact(iri) for iri, term in terms().items() if expand(curie) in term.supers}
    return near.union(*map(_below, near))
