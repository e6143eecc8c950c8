"""From what a user calls a thing, a kind or a relation to what a comparison knows it by."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from kg.difference.change import ORDER
from kg.difference.side import Side
from kg.difference.terms import literal
from kg.errors import NotFoundError, UsageError
from kg.graph.vocabulary import PREFIXES, compact, evidenced_properties, expand, labels
from kg.text import fold, key, one_space

_NAMES = frozenset({"skos:altLabel", "kg:number", "dcterms:title", "kg:sourceId"})


def things(sides: Iterable[Side], what: str) -> set[str]:
    """Return the IRIs of all things of some sides that bear a name: an IRI, label, alias, number, title or source.

    A name with its tones goes before one without. Raises NotFoundError, with the nearest names, for nobody's.
    """
    sides, what = tuple(sides), one_space(what).removeprefix("<").removesuffix(">")
    if found := {iri for side in sides for iri in _by_iri(side, what)}:
        return found
    named = [(text, iri) for side in sides for text, iri in _named(side)]
    for form in (key, fold):
        if found := {iri for text, iri in named if form(text) == form(what)}:
            return found
    raise NotFoundError(
        f"neither of the two has anything called {what!r}; {_advice(what, (text for text, _ in named))}"
    )


def kind(what: str) -> str:
    """Return the name of a kind of things by its name or its label. Raises UsageError where it is none."""
    for name in ORDER:
        if fold(what) in map(fold, (name, f"kg:{name}", *labels(expand(f"kg:{name}")).values())):
            return name
    raise UsageError(f"{what!r} is no kind of things; there are: {', '.join(ORDER)}")


def relation(what: str) -> str:
    """Return the CURIE of a relation by its IRI, its CURIE or its label. Raises UsageError where it is none."""
    name = what.strip().removeprefix("<").removesuffix(">")
    if compact(name) != name or name.partition(":")[0] in PREFIXES:
        return compact(name)
    known = {compact(iri): iri for iri in evidenced_properties()}
    for curie, iri in sorted(known.items()):
        if fold(name) in map(fold, (curie.partition(":")[2], *labels(iri).values())):
            return curie
    raise UsageError(f"{what!r} is no relation; {_advice(name, known)}")


def _by_iri(side: Side, what: str) -> Iterator[str]:
    for iri in (what, side.base + what):
        yield from side.successors(iri)
    if len(what) >= 4:
        begin = f"{side.base}report/{what.lower()}"
        yield from (report for report in side.reports if report.startswith(begin))


def _named(side: Side) -> Iterator[tuple[str, str]]:
    for those in side.labels.values():
        yield from ((text, iri) for iri, text in those.items() if iri in side.kinds)
    for thing, relation, value in side.facts():
        if relation in _NAMES:
            yield literal(value).value, thing


def _advice(what: str, texts: Iterable[str]) -> str:
    words = set(fold(what).split())
    likely = {fold(text): text for text in texts if words & set(fold(text).split()) or ":" in text}
    near = difflib.get_close_matches(fold(what), sorted(likely), n=3, cutoff=0.3)
    return (
        f"did you mean {' or '.join(repr(likely[text]) for text in near)}?" if near else "try fewer words, or its IRI"
    )
