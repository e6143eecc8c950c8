"""``kg why``: how a fact comes to be in the graph."""

from __future__ import annotations

import click

from kg.cli.options import opened, out, store_option


@click.command()
@click.argument("subject", metavar="SUBJECT")
@click.argument("relation", metavar="RELATION")
@click.argument("object", metavar="[OBJECT]", required=False)
@store_option
def why(subject: str, relation: str, object: str | None, store_path: str) -> None:
    """Tell why the graph holds a fact.

    The sentences that tell it, and the facts from which it follows, with the rule and their sentences.

    SUBJECT and OBJECT are names, numbers or IRIs as kg show takes them, RELATION is a name or label of the ontology.
    Without OBJECT all that stand in the relation are told.

    \b
    kg why "Bùi Thanh Sơn" org:memberOf "Bộ Ngoại giao"
    kg why "Bùi Thanh Sơn" "tham gia"
    """
    from kg.cli.derivation import lines, terms
    from kg.cli.terminal import columns, marked, styled
    from kg.queries.facts import labels_of
    from kg.queries.why import asked
    from kg.queries.why import why as reasons

    with opened(store_path) as store:
        found = [reasons(store, triple) for triple in asked(store, subject, relation, object)]
        labels = labels_of(store, {term for each in found for term in terms(each)})
        out(marked(lines(found, labels, store.base, columns()), styled()))
