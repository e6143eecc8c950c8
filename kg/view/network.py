"""The graph as the picture shows it: a networkx multigraph of things and relations, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import NotFoundError
from kg.graph.vocabulary import compact, expand
from kg.passages import sentence_around
from kg.text import one_space
from kg.view import questions

if TYPE_CHECKING:
    import networkx as nx

    from kg.store.interface import Store

HOLDS = (expand("org:holds"), expand("kg:formerlyHeld"))


@dataclass(frozen=True, slots=True)
class Quote:
    """One place that says something: the sentence in three parts, its report, and how it is meant.

    ``modality`` is '' or Planned, Requested, Negated, Hypothetical; ``speaker`` who says it, if not the report.
    """

    report: str
    before: str
    words: str
    after: str
    modality: str = ""
    speaker: str = ""


@dataclass(slots=True)
class Source:
    """A report as the panel names it."""

    iri: str
    text: str
    title: str
    date: str
    source: str


@dataclass(slots=True)
class Picture:
    """What is drawn: ``graph`` has nodes with kind, labels, aliases, values; edges keyed with relation and quotes."""

    graph: nx.MultiDiGraph
    sources: dict[str, Source] = field(default_factory=dict)


def picture(store: Store) -> Picture:
    """Return everything the store knows as a picture, in a fixed order."""
    import networkx as nx

    found = Picture(nx.MultiDiGraph())
    for row in store.query(questions.REPORTS):
        iri = row["report"].value
        found.sources[iri] = Source(iri, *(_text(row, name) for name in ("text", "title", "date", "from")))
    quotes = _quotes(store, found)
    _nodes(store, found.graph, quotes)
    _edges(store, found.graph, quotes)
    _posts(store, found.graph, quotes)
    _untold(found.graph, quotes)
    return found


def around(whole: Picture, centre: str, steps: int) -> Picture:
    """Return the part of a picture within ``steps`` relations of the thing with that IRI.

    A post is no node: its holders and its body are the centre. Raises NotFoundError for what is not drawn at all.
    """
    import networkx as nx

    centres = {centre} & set(whole.graph)
    if not centres:
        edges = whole.graph.edges(keys=True)
        centres = {end for s, t, key in edges if key.endswith(f" {centre}") for end in (s, t)}
    if not centres:
        raise NotFoundError(f"{centre} is not in the picture: it shows people, bodies, events, directives and the like")
    plain = whole.graph.to_undirected(as_view=True)
    near = {node for one in centres for node in nx.ego_graph(plain, one, radius=steps)}
    return Picture(nx.MultiDiGraph(whole.graph.subgraph(near)), whole.sources)


Quotes = dict[tuple[str, str, str], list[Quote]]


def _text(row: object, name: str) -> str:
    term = row.get(name)  # type: ignore[attr-defined]
    return term.value if term is not None else ""


def _quotes(store: Store, found: Picture) -> Quotes:
    quotes: Quotes = defaultdict(list)
    labels = {row["x"].value: _text(row, "vi") for row in store.query(questions.NODES)}
    for row in store.query(questions.EVIDENCE):
        report = row["report"].value
        text, start, end = found.sources[report].text, int(row["start"].value), int(row["end"].value)
        left, right = sentence_around(text, start, end)
        speaker = labels.get(_text(row, "by"), "") or _text(row, "byText")
        modality = compact(_text(row, "modality")).partition(":")[2]
        parts = (text[left:start], text[start:end], text[end:right])
        quote = Quote(report, *(part.replace("\n", " ") for part in parts), modality, speaker)
        told = quotes[row["s"].value, row["p"].value, row["o"].value]
        if quote not in told:
            told.append(quote)
    return quotes


def _nodes(store: Store, graph: nx.MultiDiGraph, quotes: Quotes) -> None:
    for row in store.query(questions.NODES):
        kind = compact(row["kind"].value).partition(":")[2]
        iri = row["x"].value
        label = _text(row, "vi") or iri.rpartition("/")[2]
        status = compact(_text(row, "status")).partition(":")[2]
        graph.add_node(iri, kind=kind, vi=label, en=_text(row, "en"), status=status, aliases=[], values=[], untold=[])
    for row in store.query(questions.ALIASES):
        node = graph.nodes.get(row["x"].value)
        alias = one_space(row["alias"].value)
        if node is not None and alias != node["vi"]:
            node["aliases"].append(alias)
    for row in store.query(questions.VALUES):
        node = graph.nodes.get(row["x"].value)
        if node is not None:
            told = quotes.get((row["x"].value, row["p"].value, row["value"].value), [])
            node["values"].append((row["p"].value, row["value"].value, _plain(told)))


def _edges(store: Store, graph: nx.MultiDiGraph, quotes: Quotes) -> None:
    for row in store.query(questions.EDGES):
        s, p, o = (row[name].value for name in "spo")
        graph.add_edge(s, o, key=p, relation=p, title="", days=[], quotes=_plain(quotes.get((s, p, o), [])))


def _posts(store: Store, graph: nx.MultiDiGraph, quotes: Quotes) -> None:
    """A person who holds a post at a body is joined to the body, under the post's title."""
    days = defaultdict(list)
    for row in store.query(questions.DAYS):
        days[row["person"].value, row["post"].value].append(row["day"].value)
    for row in store.query(questions.POSTS):
        person, p, post, body = (_text(row, name) for name in ("person", "p", "post", "body"))
        title, told = _text(row, "title"), _plain(quotes.get((person, p, post), []))
        if person in graph and body in graph:
            seen = days[person, post] if p == HOLDS[0] else []
            graph.add_edge(person, body, key=f"{p} {post}", relation=p, title=title, days=seen, quotes=told)
        elif person in graph:
            graph.nodes[person]["values"].append((p, title, told))


def _untold(graph: nx.MultiDiGraph, quotes: Quotes) -> None:
    """What is planned, asked for or denied is no relation: it is listed with its subject and its object."""
    for (s, p, o), told in sorted(quotes.items()):
        other = [quote for quote in told if quote.modality]
        for iri, towards in ((s, o), (o, s)):
            if other and iri in graph and (towards in graph or iri == s):
                graph.nodes[iri]["untold"].append((p, towards, iri == s, other))


def _plain(quotes: Iterable[Quote]) -> list[Quote]:
    return [quote for quote in quotes if not quote.modality]
