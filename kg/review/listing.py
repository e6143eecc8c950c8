"""What is open, and what was decided, as plain data for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.graph.derived import JUDGED_WITH
from kg.graph.identity import entity_iri, report_iri
from kg.graph.vocabulary import ENTITIES, compact, labels
from kg.judgements.file import digest, read
from kg.judgements.row import Placed, member_text, told_in
from kg.judgements.rules import check, fits
from kg.model import Entity, Judgement, Member, Side, leading
from kg.parting import families, held, is_split, split_off
from kg.queries.describe import Held
from kg.queries.find import successors
from kg.review.party import Party, party
from kg.store.readings import Readings
from kg.store.sources import Sources, portions

if TYPE_CHECKING:
    from kg.queries.facts import Quote, Source
    from kg.review.desk import Desk, Open
    from kg.store.interface import Store

_TELLING = "SELECT DISTINCT ?g { VALUES ?iri { %s } GRAPH ?g { ?iri ?p ?o } }"
_NAMED = "SELECT ?iri { VALUES ?iri { %s } FILTER EXISTS { ?iri ?p ?o } }"


def open_pairs(desk: Desk, found: Iterable[Open]) -> Iterator[dict[str, Any]]:
    """Yield undecided pairs: put a verdict into each, and ``kg review --decide`` takes them."""
    things = cache(lambda member: _thing(desk, member))  # one side may stand in many pairs
    for each in found:
        verdict = each.pair.verdict
        yield {
            "verdict": None,
            "why": "",
            "score": verdict.score,
            "unsure": each.unsure,
            "reasons": [
                {"code": reason.code, "weight": reason.weight, "vi": reason.told("vi"), "en": reason.told("en")}
                for reason in verdict.reasons
            ],
            "a": things(each.pair.a),
            "b": things(each.pair.b),
        }


def judgement_row(judgement: Judgement, in_force: bool) -> dict[str, Any]:
    """Return a judgement as plain data, and whether it has an effect; of a split also the IRI that it gave."""
    b = judgement.b or Side("")
    return {
        "id": judgement.id, "when": judgement.when, "who": judgement.who, "verdict": judgement.verdict,
        "a": judgement.a.iri, "a_in": told_in(judgement.a), "b": b.iri, "b_in": told_in(b), "why": judgement.why,
        "split_off": split_off(judgement) if is_split(judgement) else "", "effect": in_force,
    }  # fmt: skip


def without_effect(store: Store, judgements: Sequence[Judgement]) -> set[str]:
    """Return the ids of the judgements about two that join or part nothing: a side is in no report of the store.

    All are where they contradict each other: no graph is made with such a list.
    """
    if not fits([Placed(each, "") for each in judgements]):
        return {each.id for each in judgements}
    judged = {each.id: (each.a, each.b) for each in judgements if each.b is not None}
    named = _named(store, {side.iri for sides in judged.values() for side in sides})
    sources, readings = Sources(store), Readings(store.readings)
    told = cache(lambda report: _told(sources, readings, report))
    taken = {member for family in families(judgements) for member in family.taken}

    def there(member: Member) -> bool:
        return not member.report or (things := told(member.report)) is None or member.entity in things

    @cache
    def bearer(iri: str) -> Sequence[Member]:
        found = iri in named and (not taken or _borne(store, iri, told, taken))
        return (Member("", iri),) if found else ()

    kept = {pair.by.id for pair in held(judgements, there, bearer) if pair.by} if judged else set()
    return judged.keys() - kept


def effective(store: Store) -> set[str]:
    """Return the ids of the judgements about two that join or part something."""
    found = read(store.judgements)
    return {each.id for each in found if each.b is not None} - without_effect(store, found)


def lost_effect(store: Store, before: Set[str]) -> str:
    """Return a line that says so where some of the judgements that had an effect have none now, else ''."""
    lost = before & without_effect(store, read(store.judgements)) if before else ()
    if not lost:
        return ""
    return f"{len(lost)} {'judgement has' if len(lost) == 1 else 'judgements have'} no effect now: kg judgements"


def judged_otherwise(store: Store, rows: Sequence[Placed]) -> str:
    """Return a line that says so where rows contradict each other or the graph was made with others, else ''."""
    try:
        check(rows)
    except InputError as error:
        return str(error)
    noted = {quad.object.value for quad in store.matching(JUDGED_WITH, graph=store.base + ENTITIES)}
    if noted == {digest(row.judgement for row in rows)} - {""}:
        return ""
    if noted and not store.judgements.exists():
        return f"the graph was made with judgements that are not here: put their file at {store.judgements}"
    return "the graph was made with other judgements; kg reread brings it in line with the file"


def _named(store: Store, iris: Iterable[str]) -> set[str]:
    """Return those of some IRIs of which the graph tells something."""
    asked = (_NAMED % " ".join(f"<{iri}>" for iri in some) for some in portions(sorted(iris)))
    return {row["iri"].value for query in asked for row in store.query(query)}


def _borne(store: Store, iri: str, told: Callable[[str], Mapping[str, Entity] | None], taken: Set[Member]) -> bool:
    """Return whether anything but what was split off has an IRI by itself; that of a thing may lead on to another."""
    graph = report_iri(store.base, "")
    names = " ".join(f"<{name}>" for name in (iri, *successors(store, iri)))
    graphs = (row["g"].value for row in store.query(_TELLING % names))
    for report in (name.removeprefix(graph) for name in graphs if name.startswith(graph) and "#" not in name):
        things = told(report)
        if things is None or any(
            entity_iri(store.base, thing, report) == iri and Member(report, key) not in taken
            for key, thing in things.items()
            if thing.kind != "Post"
        ):
            return True
    return False


def _told(sources: Sources, readings: Readings, key: str) -> Mapping[str, Entity] | None:
    """Return what a report of the store tells of, by keys, nothing where it is not in; None where that is not known."""
    known = sources.known(key)
    if not known.copies:
        return {}
    first = leading(known.copies)
    report = first if first.text else replace(first, text=sources.text(key))
    reading = readings.get(report, known.reader)
    return None if reading is None else {entity.key: entity for entity in reading.entities}


def _thing(desk: Desk, member: Member) -> dict[str, Any]:
    side = desk.side(member)
    found = party(desk.store, side.iri)
    described = found.description
    return {
        "iri": side.iri,
        "in": member_text(member),
        "kind": described.kind,
        "label": described.label,
        "names": list(described.aliases),
        "about": [[relation, _text(found, value)] for relation, value in described.heading],
        "posts": [_post(found, held) for held in described.posts],
        "reports": [_report(desk, source, found.days) for source in found.sources],
        "evidence": [_quote(quote) for quote in found.quotes],
    }


def _text(found: Party, value: Any) -> str:
    if hasattr(value, "datatype"):
        return value.value
    return labels(value.value).get("vi") or found.description.labels.get(value.value) or compact(value.value)


def _post(found: Party, held: Held) -> dict[str, Any]:
    described = found.description
    other = held.other(described.iri)
    return {"iri": other, "label": described.labels.get(other, ""), "former": held.former,
            "observed": list(held.observed), "since": held.since, "until": held.until}  # fmt: skip


def _report(desk: Desk, source: Source, days: Mapping[str, str]) -> dict[str, str]:
    key = source.iri.removeprefix(report_iri(desk.store.base, ""))
    return {"key": key, "date": days.get(source.iri, ""), "title": source.title, "source": source.source_id}


def _quote(quote: Quote) -> dict[str, Any]:
    before, words, after = quote.sentence()
    return {"report": quote.source.iri.rpartition("/")[2], "start": quote.start, "end": quote.end,
            "words": words, "sentence": before + words + after}  # fmt: skip
