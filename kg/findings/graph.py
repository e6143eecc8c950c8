"""What the checks ask a store, each thing once: plain SELECTs that any engine answers the same way.

No path with ``*``, no aggregate, nothing that hangs on the order of rows: what remains to be worked out is worked out
here, at a cost that grows with the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.findings.days import bounds, full
from kg.findings.model import Claim
from kg.queries.facts import PREFIXES

if TYPE_CHECKING:
    from kg.store.interface import Store

Row = dict[str, str]

_REPORTS = """
SELECT DISTINCT ?report ?published ?observed WHERE {
  ?report a kg:Report .
  OPTIONAL { ?report schema:datePublished ?published }
  OPTIONAL { ?report kg:observedOn ?observed }
}
"""
_COPIES = "SELECT DISTINCT ?report ?original WHERE { ?report kg:copyOf ?original }"
_TOLD = """
SELECT DISTINCT ?report ?subject ?object WHERE { GRAPH ?report { ?subject %s ?object } ?report a kg:Report }
"""
_MEMBERSHIPS = """
SELECT DISTINCT ?report ?person ?post ?tenure ?seen ?over ?from ?to WHERE {
  GRAPH ?report {
    ?membership org:member ?person ; kg:post ?post ; kg:tenure ?tenure .
    OPTIONAL { ?membership kg:observedOn ?seen }
    OPTIONAL { ?membership kg:endedBy ?over }
    OPTIONAL { ?membership schema:startDate ?from }
    OPTIONAL { ?membership schema:endDate ?to }
  }
  ?report a kg:Report .
}
"""
_POSTS = """
SELECT DISTINCT ?post ?title ?body WHERE {
  ?post kg:title ?title FILTER(LANG(?title) = "vi")
  OPTIONAL { ?post org:postIn ?body }
}
"""
_NAMES = """
SELECT DISTINCT ?thing ?name WHERE { ?thing a %s ; rdfs:label ?name FILTER(LANG(?name) = "vi") }
"""
_DENIED = """
SELECT DISTINCT ?report ?subject ?relation ?object WHERE {
  ?evidence kg:modality kg:Negated ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;
    prov:wasDerivedFrom ?report .
}
"""


class Membership(NamedTuple):
    """A person in a post, as one report tells it; '' for what it does not tell (see the vocabulary's org:Membership).

    ``day`` is the one on which the report shows the post held or, for a former holder, over.
    """

    report: str
    person: str
    post: str
    former: bool
    day: str
    since: str
    until: str

    @property
    def claim(self) -> Claim:
        """The statement behind it."""
        return Claim(self.report, self.person, "kg:formerlyHeld" if self.former else "org:holds", self.post)


class Post(NamedTuple):
    """A title at a body; ``body`` is its IRI, '' where no report tells it."""

    title: str
    body: str


class Graph:
    """One store, asked for what the checks need; ``today`` is an xsd:date. Answers are kept."""

    def __init__(self, store: Store, today: str):
        self._store, self.today = store, today
        self._told: dict[str, tuple[Claim, ...]] = {}
        self._values: dict[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = {}
        self._names: dict[str, dict[str, str]] = {}

    def rows(self, sparql: str) -> Iterator[Row]:
        """Yield a query's rows as text, '' for what is unbound; the vocabulary's prefixes need not be declared."""
        answer = self._store.query(PREFIXES + sparql)
        for row in answer:
            yield {name: row[name].value if row.get(name) is not None else "" for name in answer.variables}

    @cached_property
    def published(self) -> Mapping[str, str]:
        """Report → its day of publication, '' where unknown; of several the first."""
        return self._days("published")

    @cached_property
    def observed(self) -> Mapping[str, str]:
        """Report → the day of which it tells, else that of its publication, '' where unknown."""
        seen = self._days("observed")
        return {report: seen[report] or day for report, day in self.published.items()}

    def _days(self, which: str) -> dict[str, str]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self._reports:
            found[row["report"]].append(row[which])
        return {report: min(filter(full, days), default="") for report, days in found.items()}

    @cached_property
    def _reports(self) -> tuple[Row, ...]:
        return tuple(self.rows(_REPORTS))

    def told(self, predicate: str) -> tuple[Claim, ...]:
        """Return what all reports tell as done or holding with a predicate (a CURIE), sorted."""
        if predicate not in self._told:
            rows = self.rows(_TOLD % predicate)
            found = (Claim(row["report"], row["subject"], predicate, row["object"]) for row in rows)
            self._told[predicate] = tuple(sorted(found))
        return self._told[predicate]

    def values(self, predicate: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Return subject → object or value → the reports that tell it, all sorted."""
        if predicate not in self._values:
            found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
            for told in self.told(predicate):
                found[told.subject][told.object].append(told.report)
            self._values[predicate] = {
                subject: {value: tuple(reports) for value, reports in sorted(values.items())}
                for subject, values in sorted(found.items())
            }
        return self._values[predicate]

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """Who holds or formerly held which post by which report, sorted."""
        found = set()
        for row in self.rows(_MEMBERSHIPS):
            former = row["tenure"].endswith("#Former")
            day = row["over"] if former else row["seen"]
            day = day if full(day) else ""
            since, until = (row[end] if bounds(row[end]) else "" for end in ("from", "to"))
            found.add(Membership(row["report"], row["person"], row["post"], former, day, since, until))
        return tuple(sorted(found))

    @cached_property
    def posts(self) -> Mapping[str, Post]:
        """Post → its title and body; of several titles or bodies the first."""
        found = sorted((row["post"], row["title"], row["body"]) for row in self.rows(_POSTS))
        return {post: Post(title, body) for post, title, body in reversed(found)}

    def names(self, kind: str) -> Mapping[str, str]:
        """Return thing → its Vietnamese label, for all things of a class (a CURIE)."""
        if kind not in self._names:
            found = sorted((row["thing"], row["name"]) for row in self.rows(_NAMES % kind))
            self._names[kind] = dict(reversed(found))
        return self._names[kind]

    @cached_property
    def denied(self) -> tuple[Claim, ...]:
        """What reports tell as not so, sorted; predicates are CURIEs."""
        from kg.graph.vocabulary import compact

        found = (
            Claim(row["report"], row["subject"], compact(row["relation"]), row["object"], "Negated")
            for row in self.rows(_DENIED)
        )
        return tuple(sorted(found))

    def best_told(self, dates: Mapping[str, Sequence[str]]) -> str:
        """Return the date that most reports tell, of date → those that do; of several the first, '' for none."""
        return min(dates, key=lambda day: (-self.support(dates[day]), day), default="")

    def support(self, reports: Iterable[str]) -> int:
        """Return how many reports these are, a report and its copies (syndicated, lightly edited) counting as one."""
        return len({self._originals.get(report, report) for report in reports})

    @cached_property
    def _originals(self) -> Mapping[str, str]:
        found = sorted(((row["report"], row["original"]) for row in self.rows(_COPIES)), reverse=True)
        return dict(found)
