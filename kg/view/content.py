"""A picture as plain data for the page: numbered nodes, relations, quotes and reports, in a fixed order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from kg.graph.vocabulary import compact, expand, inverse_labels, labels
from kg.view.network import HOLDS, Picture, Quote
from kg.view.questions import DRAWN

_DATED = frozenset({expand("schema:startDate"), expand("eli:date_document"), expand("kg:year")})
_NUMBER = expand("kg:number")
_BIDIRECTIONAL = re.compile("[\u202a-\u202e\u2066-\u2069]")

Data = dict[str, Any]


@cache
def kinds() -> dict[str, dict[str, str]]:
    """Return kind → how it is drawn and called (``kinds.tsv``), in the order of the legend."""
    lines = Path(__file__).with_name("kinds.tsv").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}


def content(picture: Picture, base: str, language: str) -> Data:
    """Return what the page's script reads; ``base`` is cut off the IRIs to make short names for links."""
    return _Content(picture, base).data(language)


class _Content:
    """Numbers things, relations, quotes and reports as they are first needed."""

    def __init__(self, picture: Picture, base: str):
        self._picture, self._base = picture, base
        self._nodes = sorted(picture.graph, key=self._order)
        self._index = {iri: at for at, iri in enumerate(self._nodes)}
        self._quotes: dict[Quote, int] = {}
        self._relations: dict[str, int] = {}
        self._twins: dict[str, list[str]] = defaultdict(list)
        for iri in self._nodes:
            self._twins[picture.graph.nodes[iri]["vi"]].append(iri)
        self._reports = {iri: at for at, iri in enumerate(sorted(picture.sources))}

    def _order(self, iri: str) -> tuple[int, str, str]:
        node = self._picture.graph.nodes[iri]
        return DRAWN.index(node["kind"]), node["vi"], iri

    def data(self, language: str) -> Data:
        nodes = [self._node(iri) for iri in self._nodes]
        edges = self._edges()
        counts = Counter(edge["r"] for edge in edges)
        return {
            "language": language,
            "kinds": self._kinds(),
            "nodes": nodes,
            "edges": edges,
            "lines": _lines(edges),
            "relations": [self._relation(iri, counts[at]) for iri, at in self._relations.items()],
            "quotes": [self._quote(quote) for quote in self._quotes],
            "reports": [self._report(iri) for iri in self._reports],
        }

    def _kinds(self) -> Data:
        counts = Counter(node["kind"] for _, node in self._picture.graph.nodes(data=True))
        return {
            name: {
                "vi": row["vi"],
                "en": row["en"],
                "one": dict(labels(expand(f"kg:{name}"))),
                "color": row["color"],
                "path": row["path"],
                "n": counts[name],
            }
            for name, row in kinds().items()
        }

    def _name(self, iri: str) -> str:
        return iri.removeprefix(self._base)

    def _node(self, iri: str) -> Data:
        node = self._picture.graph.nodes[iri]
        status = labels(expand(f"kg:{node['status']}")) if node["status"] else {}
        return {
            "id": self._name(iri),
            "k": node["kind"],
            "vi": _tame(node["vi"]),
            "en": _tame(node["en"]),
            "also": sorted(set(map(_tame, node["aliases"]))),
            "apart": self._apart(iri),
            "numbers": sorted({value for relation, value, _ in node["values"] if relation == _NUMBER}),
            "dated": any(relation in _DATED for relation, _, _ in node["values"]),
            "status": dict(status),
            "values": [
                {"r": self._at(r), "v": value, "q": self._all(told)}
                for r, value, told in sorted(node["values"], key=_value_order)
            ],
            "untold": [self._untold(*told) for told in node["untold"]],
            "size": int(kinds()[node["kind"]]["size"]) + min(12, self._picture.graph.degree(iri)),
        }

    def _apart(self, iri: str) -> str:
        """Return what tells a thing from others of the same name: a post, a date, a number; '' where none shares it."""
        twins = self._twins[self._picture.graph.nodes[iri]["vi"]]
        if len(twins) < 2:
            return ""
        posts = [
            f"{data['title']} {self._picture.graph.nodes[body]['vi']}"
            for _, body, data in sorted(
                self._picture.graph.out_edges(iri, data=True), key=lambda edge: edge[2]["title"]
            )
            if data["relation"] in HOLDS
        ]
        values = [value for relation, value, _ in self._picture.graph.nodes[iri]["values"] if relation in _DATED]
        return next(iter([*posts, *values]), f"{twins.index(iri) + 1}")

    def _untold(self, relation: str, other: str, outward: bool, told: list[Quote]) -> Data:
        found: Data = {"r": self._at(relation), "out": outward, "q": self._all(told)}
        return {**found, "to": self._index[other]} if other in self._index else {**found, "text": self._name(other)}

    def _edges(self) -> list[Data]:
        found = sorted(
            self._picture.graph.edges(keys=True, data=True),
            key=lambda edge: (self._index[edge[0]], self._index[edge[1]], edge[2]),
        )
        return [
            {
                "s": self._index[s],
                "t": self._index[t],
                "r": self._at(data["relation"]),
                "title": data["title"],
                "days": sorted(set(data["days"])),
                "q": self._all(data["quotes"]),
            }
            for s, t, _, data in found
        ]

    def _at(self, relation: str) -> int:
        return self._relations.setdefault(relation, len(self._relations))

    def _all(self, told: list[Quote]) -> list[int]:
        return [self._quotes.setdefault(quote, len(self._quotes)) for quote in told]

    @staticmethod
    def _relation(iri: str, count: int) -> Data:
        named, inverse = labels(iri), inverse_labels(iri)
        vi = named.get("vi", compact(iri))
        en = named.get("en", vi)
        back = {"vi": inverse.get("vi", f"← {vi}"), "en": inverse.get("en", f"← {en}")}
        return {"vi": vi, "en": en, "inverse": back, "n": count}

    def _quote(self, quote: Quote) -> list[Any]:
        report = self._reports[quote.report]
        return [report, *map(_tame, (quote.before, quote.words, quote.after)), quote.modality, _tame(quote.speaker)]

    def _report(self, iri: str) -> Data:
        source = self._picture.sources[iri]
        return {"title": _tame(source.title), "date": source.date, "source": _tame(source.source)}


def _value_order(value: tuple[str, str, list[Quote]]) -> tuple[bool, bool, str, str]:
    """Numbers first, then dates, then the rest."""
    relation, text, _ = value
    return relation != _NUMBER, relation not in _DATED, relation, text


def _tame(text: str) -> str:
    """Replace the marks that turn the direction of writing: they could make a page say what no report says."""
    return _BIDIRECTIONAL.sub("\ufffd", text)


def _lines(edges: list[Data]) -> list[Data]:
    """Return one line for each pair of things, with the relations between them: two straight lines would be one."""
    pairs: dict[tuple[int, int], list[int]] = {}
    for at, edge in enumerate(edges):
        if edge["s"] != edge["t"]:
            pairs.setdefault((min(edge["s"], edge["t"]), max(edge["s"], edge["t"])), []).append(at)
    return [{"a": a, "b": b, "edges": found} for (a, b), found in sorted(pairs.items())]
