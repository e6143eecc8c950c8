"""The saved questions as SPARQL, with parameters that exist in a store: what the measurements of speed ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import kg
from kg.queries.ask import ask
from kg.queries.saved import Parameter, SavedQuery, load, names

DAYS = {"date": "2020-06-01", "date:first": "2019", "date:last": "2021"}


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question with values: ``label`` names it and the parameter that was given without need."""

    label: str
    sparql: str


def questions(store: kg.Store, busiest: Mapping[str, str]) -> Iterator[Question]:
    """Yield each saved question with its required parameters only, and again with the first of the others too.

    Things are the busiest of their kind in the store, days are two years in the middle.
    """
    for name in names():
        saved = load(name)
        needed = {p.name: _value(store, p, busiest) for p in saved.parameters if p.required}
        yield Question(name, bound(store, saved, needed))
        others = [p for p in saved.parameters if not (p.required or p.default)]
        if others:
            given = needed | {others[0].name: _value(store, others[0], busiest)}
            yield Question(f"{name} {others[0].name}=…", bound(store, saved, given))


def bound(store: kg.Store, saved: SavedQuery, values: Mapping[str, str]) -> str:
    """Return the SPARQL that is asked for a saved question with these values."""
    recorder = _Recorder(store)
    ask(recorder, saved, values)
    return recorder.asked[-1]


class _Recorder:
    """A store that remembers what it is asked."""

    def __init__(self, store: kg.Store):
        self._store, self.asked = store, []

    def __getattr__(self, name: str):
        return getattr(self._store, name)

    def query(self, sparql: str, *more):
        self.asked.append(sparql)
        return self._store.query(sparql, *more)


def _value(store: kg.Store, parameter: Parameter, busiest: Mapping[str, str]) -> str:
    """Return a text as a user would type it."""
    if parameter.type in DAYS:
        return DAYS[parameter.type]
    if parameter.type not in ("entity", "entities", "title"):
        return parameter.default or parameter.example
    if parameter.type == "title":
        (row,) = store.query(f"SELECT ?title {{ <{busiest['Post']}> kg:title ?title }}")
        return row["title"].value
    kind = next((kind for kind in parameter.kinds if kind in busiest), "Person")
    return busiest[kind]
