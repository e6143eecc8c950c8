"""The graph as the picture shows it: a networkx multigraph of things and relations, each with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.graph.vocabulary import compact, expand
from kg.passages import sentence_around
from kg.text import one_space
from kg.view import questions

if TYPE_CHECKING:
    import networkx as nx

    from kg.store.interface import Store
    from kg.store.result import Row

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


def picture(store: Store, chosen: Collection[str] | None = None) -> Picture:
    """Return what the store knows as a picture, in a fixed order: all of it, or ``chosen`` things alone (IRIs)."""
    import networkx as nx

    def ask(query: str, variable: str, only: Collection[str] | None = chosen) -> Iterable[Row]:
        return store.query(questions.asked(query, variable, only))

    found = Picture(nx.MultiDiGraph())
    told = list(ask(questions.EVIDENCE, "s"))
    needed = None if chosen is None else {row["report"].value for row in told}
    for row in ask(questions.REPORTS, "report", needed):
        iri = row["report"].value
        found.sources[iri] = Source(iri, *(_text(row, name) for name in ("text", "title", "date", "from")))
    quotes = _quotes(told, found)
    _nodes(ask, found.graph, quotes)
    _edges(ask, found.graph, quotes, whole=chosen is None)
    _posts(ask, found.graph, quotes)
    _untold(found.graph, quotes)
    return found


Ask = Callable[[str, str], Iterable["Row"]]  # one of the questions, with its variable for the things that are chosen
Quotes = dict[tuple[str, str, str], list[Quote]]


def _text(row: object, name: str) -> str:
    term = row.get(name)  # type: ignore[attr-defined]
    return term.value if term is not None else ""


def _quotes(told: Iterable[Row], found: Picture) -> Quotes:
    quotes: Quotes = defaultdict(list)
    for row in told:
        report = row["report"].value
        text, start, end = found.sources[report].text, int(row["start"].value), int(row["end"].value)
        left, right = sentence_around(text, start, end)
        speaker = _text(row, "byLabel") or _text(row, "byText")
        modality = compact(_text(row, "modality")).partition(":")[2]
        parts = (text[left:start], text[start:end], text[end:right])
        quote = Quote(report, *(part.replace("\n", " ") for part in parts), modality, speaker)
        known = quotes[row["s"].value, row["p"].value, row["o"].value]
        if quote not in known:
            known.append(quote)
    return quotes


def _nodes(ask: Ask, graph: nx.MultiDiGraph, quotes: Quotes) -> None:
    for row in ask(questions.NODES, "x"):
        kind = compact(row["kind"].value).partition(":")[2]
        iri = row["x"].value
        label = _text(row, "vi") or iri.rpartition("/")[2]
        status = compact(_text(row, "status")).partition(":")[2]
        graph.add_node(iri, kind=kind, vi=label, en=_text(row, "en"), status=status, aliases=[], values=[], untold=[])
    for row in ask(questions.ALIASES, "x"):
        node = graph.nodes.get(row["x"].value)
        alias = one_space(row["alias"].value)
        if node is not None and alias != node["vi"]:
            node["aliases"].append(alias)
    for row in ask(questions.VALUES, "x"):
        node = graph.nodes.get(row["x"].value)
        if node is not None:
            told = quotes.get((row["x"].value, row["p"].value, row["value"].value), [])
            node["values"].append((row["p"].value, row["value"].value, _plain(told)))


def _edges(ask: Ask, graph: nx.MultiDiGraph, quotes: Quotes, *, whole: bool) -> None:
    for row in ask(questions.EDGES if whole else questions.EDGES_FROM, "s"):
        s, p, o = (row[name].value for name in "spo")
        if s in graph and o in graph:
            graph.add_edge(s, o, key=p, relation=p, title="", days=[], quotes=_plain(quotes.get((s, p, o), [])))


def _posts(ask: Ask, graph: nx.MultiDiGraph, quotes: Quotes) -> None:
    """A person who holds a post at a body is joined to the body, under the post's title."""
    days = defaultdict(list)
    for row in ask(questions.DAYS, "person"):
        days[row["person"].value, row["post"].value].append(row["day"].value)
    for row in ask(questions.POSTS, "person"):
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
