"""What the graph knows of one thing: its names, its heading, its posts, and each fact with the words that say it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.dates import FOREVER
from kg.queries.facts import PREFIXES, Fact, Source, facts_of, labels_in, labels_of

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.interface import Store

# Facts that tell a thing in its heading; the words for some of them follow among the facts.
_HEADING = (
    "kg:documentType", "kg:eventKind", "kg:bodyKind", "kg:placeKind", "kg:number", "kg:title", "org:postIn",
    "kg:status", "schema:startDate", "schema:endDate", "kg:heldAt", "eli:date_document", "kg:year", "kg:term",
    "kg:issuedBy", "org:subOrganizationOf", "kg:count", "kg:countIs", "kg:memberKind", "dcterms:title",
    "schema:datePublished", "kg:observedOn", "kg:copyOf", "kg:sourceId", "schema:url", "schema:author",
    "schema:publisher", "schema:locationCreated", "schema:creditText", "schema:encodingFormat", "kg:encoding",
    "kg:reader",
)  # fmt: skip
# What tells two things of one name apart.
_TELLING = (
    "kg:number", "eli:date_document", "kg:year", "kg:term", "schema:startDate", "org:holds", "kg:formerlyHeld",
    "kg:heldAt", "kg:issuedBy", "org:postIn", "org:subOrganizationOf", "dcterms:title", "kg:sourceId",
)  # fmt: skip

_PLAIN = (
    PREFIXES
    + """
SELECT DISTINCT ?subject ?relation ?object WHERE {
  VALUES ?subject { %s } VALUES ?relation { %s } ?subject ?relation ?object
}
"""
)
_KIND = PREFIXES + "SELECT DISTINCT ?kind WHERE { <%s> a ?kind FILTER(STRSTARTS(STR(?kind), STR(kg:))) } ORDER BY ?kind"
_CHANGED = (
    PREFIXES
    + """
SELECT DISTINCT ?side ?day WHERE {
  { VALUES ?unit { <%(iri)s> } } UNION { <%(iri)s> org:postIn ?unit }
  {
    VALUES ?relation { org:originalOrganization kg:originalPlace }
    ?change ?relation ?unit ; kg:changedOn ?day . BIND("ended" AS ?side)
  } UNION {
    # What only took over from another of another name went on as it was.
    VALUES ?relation { org:resultingOrganization kg:resultingPlace }
    ?change ?relation ?unit ; kg:changedOn ?day ; kg:nameBefore ?name . ?unit rdfs:label ?name . BIND("began" AS ?side)
  }
}
"""
)
_POSTS = (
    PREFIXES
    + """
SELECT DISTINCT ?membership ?person ?post ?tenure ?seen ?over ?from ?to ?report ?original WHERE {
  { VALUES ?person { <%(iri)s> } GRAPH ?report { ?membership org:member ?person ; kg:post ?post } }
  UNION
  { VALUES ?post { <%(iri)s> } GRAPH ?report { ?membership kg:post ?post ; org:member ?person } }
  OPTIONAL { ?report kg:copyOf ?original }
  ?membership kg:tenure ?tenure .
  OPTIONAL { ?membership kg:observedOn ?seen }
  OPTIONAL { ?membership kg:endedBy ?over }
  OPTIONAL { ?membership schema:startDate ?from }
  OPTIONAL { ?membership schema:endDate ?to }
}
"""
)


_FOLLOWS = PREFIXES + "SELECT DISTINCT ?relation ?value { GRAPH <%s> { <%s> ?relation ?value } }"
_COPIES = PREFIXES + "SELECT DISTINCT ?copy WHERE { ?copy kg:copyOf <%s> } ORDER BY ?copy"


@dataclass(frozen=True, slots=True)
class Held:
    """A person in a post, as all reports together tell it; '' for what none tells.

    ``observed`` are the days on which reports show it held, sorted; ``ended_by`` the first day by which it was over;
    ``reports`` how many say so, dated or not, copies counted once; ``former`` whether they tell it as past.
    """

    person: str
    post: str
    former: bool
    observed: tuple[str, ...]
    ended_by: str
    since: str
    until: str
    reports: int

    def other(self, iri: str) -> str:
        """Return the post where the IRI is the person's, else the person."""
        return self.post if iri == self.person else self.person


@dataclass(frozen=True, slots=True)
class Description:
    """One thing of the graph. Terms are IRIs; ``labels`` has the label of each that the others mention.

    ``kind`` is the class without its prefix. ``heading`` are the pairs of relation and value that head it, ``copies``
    the reports that copy it. ``follows`` are relations (IRIs) with values that follow from facts and that neither a
    fact nor the heading shows in other words.
    """

    iri: str
    kind: str
    label: str
    label_en: str
    aliases: tuple[str, ...]
    heading: tuple[tuple[str, ox.Term], ...]
    copies: tuple[ox.Term, ...]
    posts: tuple[Held, ...]
    facts: tuple[Fact, ...]
    follows: tuple[tuple[str, ox.Term], ...]
    labels: dict[str, str]

    def sources(self) -> tuple[Source, ...]:
        """The reports that its facts come from, by date (undated last), then IRI."""
        found = {quote.source.iri: quote.source for fact in self.facts for quote in fact.quotes}
        return tuple(sorted(found.values(), key=lambda source: (source.published or FOREVER, source.iri)))


def describe(
    store: Store, iri: str, lang: str = "vi", *, inferred: bool = True, told: Iterable[Fact] | None = None
) -> Description:
    """Return what the graph knows of an IRI (see :func:`kg.queries.find.find` for how to come by one).

    ``lang`` is the language of the labels of other things, where they have one in it; what only follows from facts is
    left out unless ``inferred``. ``told`` are its facts (:func:`kg.queries.facts.facts_of`) where they are at hand.
    """
    from kg.graph.vocabulary import compact

    told = facts_of(store, iri) if told is None else told
    # Names are listed apart; the bounds of a date say nothing beyond the date, with the same words.
    unsaid = {"skos:altLabel", "kg:mentionOf", "kg:earliest", "kg:latest"}
    facts = tuple(fact for fact in told if compact(fact.relation) not in unsaid)
    heading = tuple((relation, value) for _, relation, value in _plain(store, [iri], _HEADING))
    posts = _posts(store, iri)
    copies = tuple(row["copy"] for row in store.query(_COPIES % iri))
    terms = [*(fact.other for fact in facts), *(value for _, value in heading), *copies, *_nodes(posts)]
    follows = _follows(store, iri, {str(term) for term in terms}) if inferred else ()
    terms += [value for _, value in follows]
    labels, vi, en = labels_in(store, [_node(iri), *terms], lang, "vi", "en")
    label = vi.get(iri) or _title(heading) or iri
    return Description(
        iri=iri,
        kind=kind_of(store, iri),
        label=label,
        label_en=en.get(iri, ""),
        aliases=_aliases(store, iri, label),
        heading=heading,
        copies=copies,
        posts=posts,
        facts=facts,
        follows=follows,
        labels=labels,
    )


def _follows(store: Store, iri: str, shown: Collection[str]) -> tuple[tuple[str, ox.Term], ...]:
    """Return what follows of a thing about others than those that are shown with it, sorted."""
    from kg.graph.vocabulary import INFERRED

    rows = store.query(_FOLLOWS % (store.base + INFERRED, iri))
    found = [(row["relation"].value, row["value"]) for row in rows if str(row["value"]) not in shown]
    return tuple(sorted(found, key=lambda each: (each[0], str(each[1]))))


def distinguish(store: Store, iri: str) -> str:
    """Return one line that tells an entity from its namesakes: short IRI, label, kind, and what is known of it."""
    return f"{iri.removeprefix(store.base)}  {' · '.join(telling(store, iri))}"


def telling(store: Store, iri: str) -> tuple[str, ...]:
    """Return what tells an entity from its namesakes: its label, its kind, and some of what is known of it."""
    known = list(_plain(store, [iri], _TELLING))
    labels = labels_of(store, [_node(iri), *(value for _, _, value in known)])
    values = dict.fromkeys(labels.get(getattr(value, "value", ""), getattr(value, "value", "")) for *_, value in known)
    words = [labels.get(iri, ""), kind_of(store, iri), *_ages(store, iri), *list(values)[:4]]
    return tuple(dict.fromkeys(word for word in words if word))


def _ages(store: Store, iri: str) -> list[str]:
    """Return from and until when a body or province, or the body of a post, was there under its name."""
    rows = store.query(_CHANGED % {"iri": iri})
    days = {side: sorted(row["day"].value for row in rows if row["side"].value == side) for side in ("began", "ended")}
    return [f"{day} →" for day in days["began"][-1:]] + [f"→ {day}" for day in days["ended"][:1]]


def kind_of(store: Store, iri: str) -> str:
    """Return the class of a thing without its prefix, e.g. 'Person'; '' where it has none of ours."""
    kinds = [row["kind"].value.rpartition("#")[2] for row in store.query(_KIND % iri)]
    return kinds[0] if kinds else ""


def _plain(store: Store, iris: Sequence[str], relations: Sequence[str]) -> Iterable[tuple[str, str, ox.Term]]:
    """Return (subject, relation as CURIE, value), in the order of the relations, then of the values."""
    from kg.graph.vocabulary import compact

    rows = store.query(_PLAIN % (" ".join(f"<{iri}>" for iri in iris), " ".join(relations)))
    found = [(row["subject"].value, compact(row["relation"].value), row["object"]) for row in rows]
    return sorted(found, key=lambda fact: (fact[0], relations.index(fact[1]), str(fact[2])))


def _posts(store: Store, iri: str) -> tuple[Held, ...]:
    grouped: dict[tuple[str, str, bool], list] = {}
    for row in store.query(_POSTS % {"iri": iri}):
        former = row["tenure"].value.endswith("#Former")
        grouped.setdefault((row["person"].value, row["post"].value, former), []).append(row)
    held = [_held(*identity, rows) for identity, rows in grouped.items()]
    # The last seen first; what nobody dated after it; former posts at the end.
    held.sort(key=lambda h: (h.person, h.post))
    held.sort(key=lambda h: h.observed[-1:], reverse=True)
    return tuple(sorted(held, key=lambda h: h.former))


def _held(person: str, post: str, former: bool, rows: list) -> Held:
    def days(name: str) -> tuple[str, ...]:
        return tuple(sorted({row[name].value for row in rows if row.get(name) is not None}))

    reports = len({(row.get("original") or row["report"]).value for row in rows})
    since, until, over = days("from"), days("to"), days("over")
    return Held(person, post, former, days("seen"), *(d[0] if d else "" for d in (over, since, until)), reports)


def _aliases(store: Store, iri: str, label: str) -> tuple[str, ...]:
    names = {value.value for _, _, value in _plain(store, [iri], ("skos:altLabel",))}
    return tuple(sorted(names - {label}, key=lambda name: (-len(name), name)))


def _title(heading: Iterable[tuple[str, ox.Term]]) -> str:
    titles = [value.value for relation, value in heading if relation in ("dcterms:title", "kg:sourceId")]
    return titles[0] if titles else ""


def _nodes(posts: Iterable[Held]) -> list[ox.NamedNode]:
    return [_node(iri) for held in posts for iri in (held.person, held.post)]


def _node(iri: str) -> ox.NamedNode:
    import pyoxigraph as ox

    return ox.NamedNode(iri)
