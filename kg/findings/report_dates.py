"""Reports whose own date cannot be: in the future, or before what they tell as done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.findings.days import bounds, full, later
from kg.findings.graph import Graph
from kg.findings.model import Both, Claim, Found, Party
from kg.findings.presence import presences

_TOMORROW = 1  # days: reports and clocks stand in different time zones

Dates = Mapping[str, Mapping[str, tuple[str, ...]]]


def find(graph: Graph) -> Iterator[Found]:
    """Yield reports of days that have not come, and reports older than an event or document that they tell of."""
    for report, day in sorted(graph.published.items()):
        if full(day) and day > later(graph.today, _TOMORROW):
            today = Party("", Both(f"hôm nay là {graph.today}", f"today is {graph.today}"), (), "clock")
            yield Found("report-in-future", (report, day), (report,), (_published(report, day), today))
    yield from _early(graph, dict(_held(graph)), graph.values("schema:startDate"), "schema:startDate")
    yield from _early(graph, dict(_cited(graph)), graph.values("eli:date_document"), "eli:date_document")


def _held(graph: Graph) -> Iterator[tuple[tuple[str, str], Claim]]:
    """Yield (report, event) → a statement by which the report tells it as held."""
    for present in sorted(presences(graph), reverse=True):
        yield (present.claim.report, present.event), present.claim


def _cited(graph: Graph) -> Iterator[tuple[tuple[str, str], Claim]]:
    for told in graph.told("kg:number"):
        yield (told.report, told.subject), Claim(told.report, told.subject, "kg:number", told.object)


def _early(graph: Graph, told: Mapping[tuple[str, str], Claim], dates: Dates, relation: str) -> Iterator[Found]:
    for (report, thing), claim in sorted(told.items()):
        day = graph.published.get(report, "")
        known = dates.get(thing, {})
        begins = {value: found[0] for value in known if (found := bounds(value))}
        if not full(day) or not begins or len(begins) < len(known) or min(begins.values()) <= later(day, _TOMORROW):
            continue
        first = min(begins, key=lambda value: (begins[value], value))
        reports = sorted(known[first], key=lambda other: (other != report, other))
        dated = tuple(Claim(other, thing, relation, first) for other in reports)
        sides = _published(report, day, claim), Party(thing, Both(f"ngày {first}", f"dated {first}"), dated)
        yield Found("told-too-early", (report, thing), (thing, report), sides)


def _published(report: str, day: str, *claims: Claim) -> Party:
    return Party(report, Both(f"đăng ngày {day}", f"published on {day}"), claims)
