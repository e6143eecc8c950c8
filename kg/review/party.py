"""One side of an undecided pair as people see it: names, posts, dates, reports, and the sentences that tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.dates import FOREVER
from kg.graph.vocabulary import compact
from kg.model import NAMING
from kg.queries.describe import Description, describe
from kg.queries.facts import PREFIXES, Fact, Quote, Source, facts_of

if TYPE_CHECKING:
    from kg.store.interface import Store

# Whose words come first: what a thing is, then what it does, last how it is only called.
_FIRST = ("org:holds", "kg:formerlyHeld", "org:subOrganizationOf", "eli:date_document", "kg:issuedBy",
          "schema:startDate", "kg:organises", "kg:heldAt", "kg:guides")  # fmt: skip
_OBSERVED = PREFIXES + "SELECT ?report ?day { VALUES ?report { %s } ?report kg:observedOn ?day }"


@dataclass(frozen=True, slots=True)
class Party:
    """What the graph knows of one side.

    ``days`` has the day of which each report tells, by the report's IRI, where that is known. ``quotes`` has a sentence
    once, those that tell most first.
    """

    description: Description
    sources: tuple[Source, ...]
    days: Mapping[str, str]
    quotes: tuple[Quote, ...]


def party(store: Store, iri: str, lang: str = "vi", sentences: int = 3) -> Party:
    """Return what is to be shown of the thing with an IRI, with so many sentences at most."""
    facts = facts_of(store, iri)
    found = {quote.source.iri: quote.source for fact in facts for quote in fact.quotes}
    days = _days(store, found)
    sources = sorted(found.values(), key=lambda source: (days.get(source.iri, FOREVER), source.iri))
    quotes = _telling(facts, {source.iri: at for at, source in enumerate(sources)})
    described = describe(store, iri, lang, inferred=False, told=facts)
    return Party(described, tuple(sources), days, tuple(quotes[:sentences]))


def _days(store: Store, reports: Iterable[str]) -> dict[str, str]:
    found = store.query(_OBSERVED % " ".join(f"<{iri}>" for iri in sorted(reports)))
    return {row["report"].value: row["day"].value for row in found}


def _telling(facts: Iterable[Fact], order: Mapping[str, int]) -> list[Quote]:
    """Return the quotes, those that tell most first, one of each sentence; a report's second after all firsts."""
    told = [(_rank(fact), order[quote.source.iri], quote.start, quote.end, quote) for fact in facts
            for quote in fact.quotes]  # fmt: skip
    sentences: dict[tuple[str, int], Quote] = {}
    for *_, quote in sorted(told, key=lambda each: each[:4]):
        before, _, _ = quote.sentence()
        sentences.setdefault((quote.source.iri, quote.start - len(before)), quote)
    turns: Counter[str] = Counter()
    turned = []
    for quote in sentences.values():
        turned.append((turns[quote.source.iri], quote))
        turns[quote.source.iri] += 1
    return [quote for _, quote in sorted(turned, key=lambda each: each[0])]


def _rank(fact: Fact) -> int:
    relation = compact(fact.relation)
    if relation in NAMING:
        return len(_FIRST) + 1
    return _FIRST.index(relation) if relation in _FIRST and not fact.inverse else len(_FIRST)
