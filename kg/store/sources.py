"""What a store knows of its reports' sources: which report a source has, and what each source says of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.graph.identity import report_iri
from kg.model import Report, ReportStatements
from kg.store.interface import Store

_ABOUT = """SELECT ?s ?p ?o { VALUES ?s { %s } ?s ?p ?o
  VALUES ?p { kg:textHash kg:reader kg:sourceId prov:hadPrimarySource
  dcterms:identifier dcterms:title schema:datePublished schema:url schema:author
  schema:publisher schema:encodingFormat kg:encoding kg:structure } }"""
_AHEAD = 50  # reports asked for at once: an engine that is far away answers no faster for one
_FIELDS = {
    "title": "title",
    "published": "datePublished",
    "url": "url",
    "author": "author",
    "outlet": "publisher",
    "format": "encodingFormat",
    "encoding": "encoding",
    "structure": "structure",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What a store knows of one report: as each of its sources gives it, without the text, and who read it.

    Both are empty where the report is not in.
    """

    copies: tuple[Report, ...] = ()
    reader: str = ""

    def without(self, source_id: str) -> Known:
        """Return what is left when a source is taken away."""
        return replace(self, copies=tuple(copy for copy in self.copies if copy.source_id != source_id))

    def added(self, report: Report) -> Known:
        """Return what is known with one more source, in place of what that source gave before."""
        return replace(self, copies=(report, *self.without(report.source_id).copies))


def bare(report: Report) -> Report:
    """Return the report without its text, under the same hash."""
    return replace(report, text="", hash=report.hash)


class Sources:
    """The reports of a store and their sources. A report whose source is not known has the source ''."""

    def __init__(self, store: Store):
        self._store = store
        self._keys: list[str] = []
        self._texts: dict[str, str] = {}

    def report_keys(self) -> list[str]:
        """Return the 16-digit keys of all reports, sorted."""
        rows = self._store.query("SELECT ?report { ?report a kg:Report }")
        return sorted(row["report"].value.rpartition("/")[2] for row in rows)

    def owner(self, source_id: str) -> str:
        """Return the key of the report that a source has, '' for none."""
        if not source_id:
            return ""
        rows = self._store.query(f"SELECT ?report {{ ?report kg:sourceId {ox.Literal(source_id)} }}")
        return next((row["report"].value.rpartition("/")[2] for row in rows), "")

    def known(self, key: str) -> Known:
        """Return what is known of a report."""
        return self._known([key])[key]

    def all(self) -> dict[str, Known]:
        """Return what is known of each report, by key, sorted."""
        self._keys = self.report_keys()
        return {key: known for some in portions(self._keys) for key, known in self._known(some).items()}

    def text(self, key: str) -> str:
        """Return the text of a report that is in."""
        if key not in self._texts:  # they are asked for in the order of the keys: the next ones come with it
            at = bisect_left(self._keys, key)
            self._texts = self._read([key, *self._keys[at : at + _AHEAD]])
        return self._texts[key]

    def _read(self, keys: Iterable[str]) -> dict[str, str]:
        iris = " ".join(sorted(f"<{report_iri(self._store.base, key)}>" for key in keys))
        rows = self._store.query(f"SELECT ?report ?text {{ VALUES ?report {{ {iris} }} ?report schema:text ?text }}")
        return {row["report"].value.rpartition("/")[2]: row["text"].value for row in rows}

    def _known(self, keys: Sequence[str]) -> dict[str, Known]:
        abouts = self._about([report_iri(self._store.base, key) for key in keys])
        nodes = [node for about in abouts.values() for node in about.get("hadPrimarySource", ())]
        sources = {node: about for some in portions(nodes) for node, about in self._about(some).items()}
        return {key: _known(about, sources) for key, about in zip(keys, abouts.values(), strict=True)}

    def _about(self, iris: Sequence[str]) -> dict[str, dict[str, list[str]]]:
        """Return IRI → property, without its prefix → values, sorted; for several IRIs at a time."""
        found: dict[str, dict[str, list[str]]] = {iri: {} for iri in iris}
        listed = " ".join(f"<{iri}>" for iri in iris)
        for row in self._store.query(_ABOUT % listed) if iris else ():
            local = row["p"].value.replace("#", "/").rpartition("/")[2]
            found[row["s"].value].setdefault(local, []).append(row["o"].value)
        return {iri: {name: sorted(values) for name, values in about.items()} for iri, about in found.items()}


class Staged:
    """What :class:`Sources` will say of a store that holds no report yet when those that wait are in."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}
        self._texts: dict[str, str] = {}
        self._owners: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._known)

    def report_keys(self) -> list[str]:
        """Return the keys of the reports that wait, sorted."""
        return sorted(self._known)

    def owner(self, source_id: str) -> str:
        """Return the key of the report that a source has, '' for none."""
        return self._owners.get(source_id, "")

    def known(self, key: str) -> Known:
        """Return what is known of a report."""
        return self._known.get(key, Known())

    def text(self, key: str) -> str:
        """Return the text of a report that waits."""
        return self._texts[key]

    def put(self, key: str, known: Known, reading: ReportStatements) -> None:
        """Have a report wait, in place of what was known of it."""
        self._known[key] = Known(tuple(map(bare, known.copies)), reading.reader)
        self._texts[key] = reading.report.text
        self._owners |= {copy.source_id: key for copy in known.copies if copy.source_id}

    def drop(self, key: str) -> None:
        """Forget a report, whose sources have others by now or will have."""
        del self._known[key], self._texts[key]


def _known(about: Mapping[str, list[str]], sources: Mapping[str, Mapping[str, list[str]]]) -> Known:
    """Return what is known of a report, from what is said of it and of its sources' nodes."""
    if not (text_hash := _one(about, "textHash")):
        return Known()
    nodes = [sources[node] for node in about.get("hadPrimarySource", ())]
    copies = [_report(text_hash, _one(node, "identifier"), node) for node in nodes]
    return Known(tuple(copies) or (_report(text_hash, _one(about, "sourceId"), about),), _one(about, "reader"))


def portions(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield names in parts of which each is worth a query."""
    return (names[at : at + _AHEAD] for at in range(0, len(names), _AHEAD))


def _one(about: dict[str, list[str]], name: str) -> str:
    return about.get(name, [""])[0]


def _report(text_hash: str, source_id: str, about: dict[str, list[str]]) -> Report:
    known = {field: _one(about, name) for field, name in _FIELDS.items()}
    return Report("", source_id, hash=text_hash, **known)
