"""Which part of a store a network is to show, and in how many places its facts are said."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Container, Iterable
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.dates import ALWAYS, FOREVER
from kg.errors import UsageError
from kg.graph.vocabulary import PREFIXES, compact, terms
from kg.model import KINDS

if TYPE_CHECKING:
    from kg.store.interface import Store

_PROPERTY = PREFIXES["owl"] + "ObjectProperty"
_PUBLISHED, _OBSERVED = PREFIXES["schema"] + "datePublished", PREFIXES["kg"] + "observedOn"


def known_kinds(kinds: Iterable[str] | None) -> Container[str]:
    """Return the kinds of node that are asked for, all for None. Raises UsageError for one that there is not."""
    return frozenset(KINDS if kinds is None else (_known(kind, KINDS, "kind of node") for kind in kinds))


def known_relations(relations: Iterable[str] | None) -> Container[str]:
    """Return the IRIs of the properties that are asked for (CURIEs or IRIs), all for None. Raises UsageError."""
    if relations is None:
        return _All()
    known = {compact(iri): iri for iri, term in terms().items() if _PROPERTY in term.types}
    return frozenset(known[_known(compact(name), known, "relation")] for name in relations)


def within(quads: Iterable[ox.Quad], since: str | date | None, until: str | date | None) -> set[str] | None:
    """Return the IRIs of the reports of a time, both days included; None where no time is asked for.

    ``quads`` are those of all reports' graphs. A report's day is the one it was published on, or else the last of which
    it tells. Raises UsageError for text that is no date.
    """
    if since is None and until is None:
        return None
    first, last = _day(since, ALWAYS), _day(until, FOREVER)
    days: dict[str, tuple[bool, str]] = {}
    for quad in quads:
        if quad.predicate.value in (_PUBLISHED, _OBSERVED):
            day = quad.predicate.value == _PUBLISHED, quad.object.value[:10]
            days[quad.graph_name.value] = max(days.get(quad.graph_name.value, day), day)
    return {iri for iri, (_, day) in days.items() if first <= day <= last}


def passages(store: Store, told: set[str] | None) -> Counter[tuple[str, str, str]]:
    """Return (subject, object, predicate) → in how many places reports say it as done or holding.

    Of the reports ``told`` (IRIs), of all for None.
    """
    modal = {quad.subject.value for quad in store.matching("kg:modality")}
    ends = [
        {quad.subject.value: quad.object.value for quad in store.matching(part)}
        for part in ("rdf:subject", "rdf:object", "rdf:predicate")
    ]
    of = {quad.subject.value: quad.object.value for quad in store.matching("prov:wasDerivedFrom")}
    nodes = (node for node in ends[0] if node not in modal and (told is None or of.get(node) in told))
    return Counter(tuple(end.get(node, "") for end in ends) for node in nodes)


class _All:
    def __contains__(self, _: object) -> bool:
        return True


def _known(name: str, known: Iterable[str], what: str) -> str:
    names = sorted(known)
    if name in names:
        return name
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    advice = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(names)}"
    raise UsageError(f"no {what} is called {name!r}; {advice}")


def _day(given: str | date | None, default: str) -> str:
    try:
        return default if given is None else date.fromisoformat(str(given)).isoformat()
    except ValueError:
        raise UsageError(f"{given!r} is no day; write it as 2022-01-31") from None
