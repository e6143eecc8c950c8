"""The names that the graph's entities go by, and the folded forms under which a user's words are compared with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import KINDS
from kg.store.sparql import written
from kg.text import fold, key

if TYPE_CHECKING:
    from kg.store.interface import Store

_NUMBER = re.compile(r"\d+\s*[-/].*\w")
_LOOSE_NUMBER = re.compile(r"(?:[^\d]+ )?\d+(?:-\w+)*")  # a directive's, perhaps with its kind before it

# Only things of these classes (the ontology's own terms are asked for as CURIEs). The two halves are
# found apart and then joined: twice as fast as one pattern.
_NAMES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX kg: <https://vnkg.example/ontology#>
SELECT ?entity ?kind ?relation ?name WHERE {
  { SELECT DISTINCT ?entity ?relation ?name WHERE {
    %(chosen)s VALUES ?relation { rdfs:label skos:altLabel kg:number } ?entity ?relation ?name
  } }
  { SELECT DISTINCT ?entity ?kind WHERE { VALUES ?kind { %(kinds)s } ?entity a ?kind } }
}
"""
# With a name given, few entities are left: their classes are looked up one by one.
_NAMED = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX kg: <https://vnkg.example/ontology#>
SELECT DISTINCT ?entity ?kind ?relation ?name WHERE {
  %(chosen)s VALUES ?relation { rdfs:label skos:altLabel kg:number } VALUES ?kind { %(kinds)s }
  ?entity ?relation ?name ; a ?kind .
}
"""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one entity. ``rank`` is 0 for its label, 1 for a directive's number, 2 for an alias."""

    iri: str
    kind: str
    rank: int
    text: str


def all_names(store: Store, exactly: str = "") -> Iterator[Name]:
    """Yield every name of every entity of the store, in no set order; ``kind`` is the class without its prefix.

    With ``exactly``, only the names that are this text, which the store's index finds at once.
    """
    ranks = {"label": 0, "number": 1, "altLabel": 2}
    kinds = " ".join(f"kg:{kind}" for kind in KINDS)
    query = (_NAMED if exactly else _NAMES) % {"chosen": _chosen(exactly), "kinds": kinds}
    for row in store.query(query):
        relation = re.split("[#/]", row["relation"].value)[-1]
        yield Name(row["entity"].value, row["kind"].value.rpartition("#")[2], ranks[relation], row["name"].value)


def number_key(text: str) -> str:
    """Fold a directive's number: no spaces, plain dashes, lower case ('41–CT / TW' → '41-ct/tw').

    Words before the number ('Chỉ thị số 41-CT/TW') do not count. '' where the text holds no number.
    """
    match = _NUMBER.search(key(text))
    return re.sub(r"\s", "", match.group()) if match else ""


def loose_number(text: str, *, alone: bool = False) -> str:
    """Fold a directive's kind and number: no tones, no 'số', '/' as '-' ('Chỉ thị số 05/CT-TTg' → 'chi thi 5-ct-ttg').

    Leading zeros do not count, nor does what follows the number (with ``alone`` nothing may). '' where there is none.
    """
    folded = re.sub(r"\s*[-/]\s*", "-", fold(key(text)))
    folded = re.sub(r"\b(?:so|no\.?) ?(?=\d)", "", folded)
    folded = re.sub(r"(?<!\w)0+(?=\d)", "", folded)
    match = _LOOSE_NUMBER.fullmatch(folded) if alone else _LOOSE_NUMBER.match(folded)
    return match.group() if match else ""


def digits(text: str) -> set[str]:
    """Return the numbers that a text holds, without leading zeros."""
    return {run.lstrip("0") or "0" for run in re.findall(r"\d+", text)}


def _chosen(name: str) -> str:
    import pyoxigraph as ox

    if not name:
        return ""
    forms = [ox.Literal(name), *(ox.Literal(name, language=tag) for tag in ("vi", "en"))]
    return f"VALUES ?name {{ {' '.join(map(written, forms))} }}"
