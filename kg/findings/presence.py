"""Who was where: the relations that tell somebody at an event, and on which day and in which region an event was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.findings.days import full
from kg.findings.graph import Graph
from kg.findings.model import Claim
from kg.lexicon.tables import table, values
from kg.text import key


class Region(NamedTuple):
    """A province of Viet Nam, or another country ('' for the province)."""

    country: str
    province: str


def presences(graph: Graph) -> Iterator[Claim]:
    """Yield who (the subject) takes part in which event (the object), in whatever way."""
    for predicate in relations():
        yield from graph.told(predicate)


@cache
def relations() -> tuple[str, ...]:
    """Return kg:takesPartIn and the relations that are kinds of it, as CURIEs."""
    from kg.graph.rules import premises
    from kg.graph.vocabulary import compact, expand

    kinds = (relation for relation, way in premises(expand("kg:takesPartIn")) if not way.turned)
    return tuple(sorted({"kg:takesPartIn", *map(compact, kinds)}))


def single_days(graph: Graph) -> Mapping[str, str]:
    """Return event → its day, for events of one full day that no report tells otherwise."""
    ends = graph.values("schema:endDate")
    return {
        event: next(iter(starts))
        for event, starts in graph.values("schema:startDate").items()
        if len(starts) == 1 and full(next(iter(starts))) and not ends.get(event, {}).keys() - starts.keys()
    }


def regions(graph: Graph, days: Mapping[str, str]) -> Mapping[str, tuple[Region, Claim]]:
    """Return event → its region with the claim that tells it, for events of one known region.

    Events that are online, or of which a part was elsewhere by a link ('điểm cầu'), are left out.
    """
    places = graph.names("kg:Place")
    linked = {event for event, label in graph.names("kg:Event").items() if _linked(label)}
    found: defaultdict[str, dict[Region, Claim]] = defaultdict(dict)
    for told in graph.told("kg:heldAt"):
        name = places.get(told.object, "")
        if _linked(name):
            linked.add(told.subject)
        elif told.subject in days and (where := region(name, days[told.subject])):
            found[told.subject].setdefault(where, told)
    return {
        event: next(iter(where.items())) for event, where in found.items() if len(where) == 1 and event not in linked
    }


def _linked(name: str) -> bool:
    return any(word in key(name) for word in ("trực tuyến", "điểm cầu", "đầu cầu", "cầu truyền hình"))


def region(name: str, day: str) -> Region | None:
    """Return the region in which a place of that name lay on a day, None where its name does not tell."""
    known = _places()
    folded = key(name)
    for head in ("", *_heads()):
        if folded.startswith(head) and (found := known.get(folded.removeprefix(head))):
            return Region(found.country, unit_on(found.province, day)) if found.province else found
    return None


def unit_on(province: str, day: str) -> str:
    """Return the province that a former one had become a part of by a day; itself where it was split up, or goes on."""
    name, seen = province, set()
    while name not in seen:
        seen.add(name)
        row = _latest(name, day)
        after = [other for other in values(row["successor"]) if other != name]
        if not row["valid_to"] or row["valid_to"] >= day or len(after) != 1:
            break
        name = after[0]
    return name


@cache
def _latest(province: str, day: str) -> Mapping[str, str]:
    """Return the last row of a province that had begun by a day, the first one where none had."""
    known = sorted((row for row in table("provinces") if row["name"] == province), key=lambda row: row["valid_from"])
    return next((row for row in reversed(known) if row["valid_from"] <= day), known[0])


@cache
def _heads() -> tuple[str, ...]:
    forms = {f"{key(row['form'])} " for row in table("place_heads")} | {"thủ đô ", "nước "}
    return tuple(sorted(forms, key=len, reverse=True))


@cache
def _places() -> Mapping[str, Region]:
    found: dict[str, Region] = {}
    provinces = {row["name"] for row in table("provinces")}
    rows = [(row, Region("Việt Nam", row["name"])) for row in table("provinces")]
    rows += [(row, Region(row["name"], "")) for row in table("countries") if row["name"] != "Việt Nam"]
    rows += [(row, _of(row["in"], provinces)) for row in table("cities") if row["in"]]
    for row, where in rows:
        for form in (row["name"], *values(row["aliases"])):
            found.setdefault(key(form), where)
    return found


def _of(whole: str, provinces: set[str]) -> Region:
    return Region("Việt Nam", whole) if whole in provinces else Region(whole, "")
