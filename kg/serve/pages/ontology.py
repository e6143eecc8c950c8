"""The vocabulary: what each class, relation and concept means, for those who write queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph.vocabulary import PREFIXES, compact, terms
from kg.serve.pages.look import Words, render
from kg.serve.pages.made import Made

if TYPE_CHECKING:
    from kg.serve.pages.visit import Visit
    from kg.store.interface import Store


def ontology_page(store: Store, visit: Visit) -> Made:
    """Return the page of the vocabulary; it is the same for every store."""
    say = Words(visit.lang)
    groups: dict[str, list] = {"classes": [], "properties": [], "concepts": []}
    for iri, term in sorted(terms().items(), key=lambda pair: compact(pair[0]).lower()):
        kinds = "".join(term.types)
        group = "classes" if "#Class" in kinds else "properties" if "Property" in kinds else "concepts"
        about = term.comments.get(visit.lang) or term.comments.get("vi", "")
        name = compact(iri)
        if name != iri:
            groups[group].append((name, iri, term.labels.get(visit.lang) or term.labels.get("vi", ""), about))
    shown = [(getattr(say, group), group, rows) for group, rows in groups.items()]
    return Made(200, render("ontology.html", visit, title=say.ontology, groups=shown, prefixes=PREFIXES))
