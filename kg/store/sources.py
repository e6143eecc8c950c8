"""What a store knows of its reports' sources: which report a source has, and what each source says of the text."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.graph.identity import report_iri
from kg.model import Report, ReportStatements
from kg.store.interface import Store

_ABOUT = """SELECT ?p ?o { <%s> ?p ?o VALUES ?p { kg:textHash kg:reader kg:sourceId prov:hadPrimarySource
  dcterms:identifier dcterms:title schema:datePublished schema:url schema:author } }"""
_FIELDS = {"title": "title", "published": "datePublished", "url": "url", "author": "author"}


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
        about = self._about(report_iri(self._store.base, key))
        if not (text_hash := _one(about, "textHash")):
            return Known()
        nodes = [self._about(node) for node in about.get("hadPrimarySource", ())]
        copies = [_report(text_hash, _one(node, "identifier"), node) for node in nodes]
        return Known(tuple(copies) or (_report(text_hash, _one(about, "sourceId"), about),), _one(about, "reader"))

    def text(self, key: str) -> str:
        """Return the text of a report that is in."""
        rows = self._store.query(f"SELECT ?text {{ <{report_iri(self._store.base, key)}> schema:text ?text }}")
        return next(row["text"].value for row in rows)

    def _about(self, iri: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._store.query(_ABOUT % iri):
            local = row["p"].value.replace("#", "/").rpartition("/")[2]
            found.setdefault(local, []).append(row["o"].value)
        return {name: sorted(values) for name, values in found.items()}


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


def _one(about: dict[str, list[str]], name: str) -> str:
    return about.get(name, [""])[0]


def _report(text_hash: str, source_id: str, about: dict[str, list[str]]) -> Report:
    known = {field: _one(about, name) for field, name in _FIELDS.items()}
    return Report("", source_id, hash=text_hash, **known)
