"""RDF terms as a page shows them: a label, where it leads, and what tells it apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.queries.facts import labels_of

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.serve.pages.visit import Visit
    from kg.store.interface import Store

_NUMERIC = ("#integer", "#decimal", "#double", "#float")


@dataclass(frozen=True, slots=True)
class Shown:
    """A term on a page: its text, where it leads ('' for nowhere), and its whole IRI ('' for a literal).

    ``outside`` tells that the link leaves this server; ``lang`` is the language of a text; ``number`` its value where
    it is a number.
    """

    text: str
    href: str = ""
    iri: str = ""
    outside: bool = False
    lang: str = ""
    number: float | None = None
    date: bool = False


class Terms:
    """Shows terms to one visit, with the labels that were looked up for them."""

    def __init__(self, base: str, visit: Visit, labels: Mapping[str, str]):
        self._base, self._visit, self._labels = base, visit, labels

    @classmethod
    def of(cls, store: Store, visit: Visit, terms: Iterable[ox.Term]) -> Terms:
        """Return one that knows the labels of these terms in the visit's language."""
        return cls(store.base, visit, labels_of(store, terms, visit.lang))

    def short(self, iri: str) -> str:
        """Return an IRI without the store's base, else as a CURIE, else whole."""
        from kg.graph.vocabulary import compact

        return iri.removeprefix(self._base) if iri.startswith(self._base) else compact(iri)

    def href(self, iri: str) -> str:
        """Return where an IRI leads: a page of this server, else the web, else '' (a ``javascript:`` leads nowhere)."""
        from kg.graph.vocabulary import compact, terms

        if iri.startswith(self._base) and iri != self._base:
            return self._visit.href(f"/id/{iri.removeprefix(self._base)}")
        if iri in terms():
            return self._visit.href(f"/ontology#{compact(iri)}")
        return iri if iri.startswith(("http://", "https://")) else ""

    def label(self, iri: str) -> str:
        """Return the label of an IRI, the ontology's words for its own terms, else its short form."""
        from kg.graph.vocabulary import labels

        found = labels(iri)
        return found.get(self._visit.lang) or self._labels.get(iri) or found.get("vi") or self.short(iri)

    def show(self, term: ox.Term, text: str = "") -> Shown:
        """Return a term as it is shown, with another text where one is given."""
        if hasattr(term, "datatype"):
            kind = term.datatype.value
            number = _number(term.value) if kind.endswith(_NUMERIC) else None
            return Shown(text or term.value, lang=term.language or "", number=number, date="#date" in kind)
        value = getattr(term, "value", "")
        if type(term).__name__ != "NamedNode":
            return Shown(text or str(term))
        href = self.href(value)
        return Shown(text or self.label(value), href, value, outside=href.startswith("http"))

    def iri(self, iri: str, text: str = "") -> Shown:
        """Return an IRI as it is shown."""
        import pyoxigraph as ox

        return self.show(ox.NamedNode(iri), text)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
