"""A difference as plain data, for JSON: the shape that docs/corrections.md describes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.difference.change import Difference, Facet, FactChange, Thing, ThingChange, Value


def plain(found: Difference) -> dict[str, Any]:
    """Return a difference as dictionaries, lists, texts and numbers."""
    return {
        "same": found.same,
        "a": _facet(found.a),
        "b": _facet(found.b),
        "summary": {
            "things": {kind: dict(sorted(counts.items())) for kind, counts in found.things().items()},
            "facts": found.totals(),
            "relations": {relation: dict(sorted(counts.items())) for relation, counts in found.facts().items()},
            "retold": found.retold,
            "others": {name: list(numbers) for name, numbers in sorted(found.others.items())},
        },
        "changes": [_change(one) for one in found.changes],
    }


def _facet(found: Facet) -> dict[str, Any]:
    return {name: value for name, value in asdict(found).items() if name != "behind"}


def _change(found: ThingChange) -> dict[str, Any]:
    return {
        "change": found.change,
        **_thing(found.thing),
        "before": [_thing(one) for one in found.before],
        "after": [_thing(one) for one in found.after],
        "facts": [_fact(fact) for fact in found.facts],
    }


def _thing(found: Thing) -> dict[str, str]:
    return {"kind": found.kind, "iri": found.iri, "label": found.vi or found.en, "label_en": found.en}


def _fact(fact: FactChange) -> dict[str, Any]:
    return {
        "change": fact.change,
        "relation": fact.relation,
        "inverse": fact.inverse,
        "before": _value(fact.before),
        "after": _value(fact.after),
        "reports_before": fact.reports_before,
        "reports_after": fact.reports_after,
    }


def _value(value: Value | None) -> dict[str, str] | None:
    if value is None:
        return None
    if value.iri:
        return {"iri": value.iri, "label": value.vi or value.en or value.text, "label_en": value.en}
    given = {"text": value.text, "datatype": value.datatype, "language": value.lang}
    return {name: text for name, text in given.items() if text or name == "text"}
