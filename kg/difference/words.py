"""The words of a difference in Vietnamese and English (``words.tsv``), and the labels that things go by."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.difference.change import Thing, Value
from kg.graph.vocabulary import PREFIXES, expand, in_words
from kg.lexicon.tables import Row, read

_DATA = Path(__file__).with_name("words.tsv")
BOTH = ""


def word(name: str, lang: str = BOTH, count: int = 1) -> str:
    """Return a word in 'vi' or 'en', or in both with a dot between them; in English in the plural for many."""
    row = _rows()[name]
    english = (row["en_many"] if count != 1 else "") or row["en"]
    return {"vi": row["vi"], "en": english, BOTH: f"{row['vi']} · {english}"}[lang]


def relation_words(relation: str, lang: str = BOTH, inverse: bool = False) -> str:
    """Return the label of a relation (a CURIE), read from its object where ``inverse``."""
    iri = expand(relation) if relation.partition(":")[0] in PREFIXES else relation
    return in_words(iri, lang, inverse=inverse)


def shown(given: Thing | Value, lang: str = BOTH) -> str:
    """Return what a thing or a value is called, in Vietnamese unless English is asked for and known."""
    text = given.text if isinstance(given, Value) else given.iri
    return (given.en or given.vi if lang == "en" else given.vi or given.en) or text


@cache
def _rows() -> dict[str, Row]:
    return {row["word"]: row for row in read(_DATA)}
