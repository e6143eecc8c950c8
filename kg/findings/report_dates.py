"""Reports whose own date cannot be: in the future, or before what they tell as done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.findings.days import bounds, full, later
from kg.findings.graph import Graph
from kg.findings.model import Both, Claim, Found, Party, claims
from kg.findings.presence import presences

_TOMORROW = 1  # days: reports and clocks stand in different time zones


def find(graph: Graph) -> Iterator[Found]:
    """Yield reports of days that have not come, and reports older than an event or document that they tell of."""
    for report, day in sorted(graph.published.items()):
        if full(day) and day > later(graph.today, _TOMORROW):
            today = Party("", Both(f"hôm nay là {graph.today}", f"today is {graph.today}"), (), "clock")
            yield Found("report-in-future", (report, day), (report,), (_published(report, day), today))
    held = {(claim.report, claim.object): claim for claim in sorted(presences(graph), reverse=True)}
    yield from _early(graph, held, "schema:startDate")
    cited = {(claim.report, claim.subject): claim for claim in graph.told("kg:number")}
    yield from _early(graph, cited, "eli:date_document")


def _early(graph: Graph, told: Mapping[tuple[str, str], Claim], relation: str) -> Iterator[Found]:
    """Yield what is told as done of (report, thing), where ``relation`` dates the thing later than the report."""
    dates = graph.values(relation)
    for (report, thing), claim in sorted(told.items()):
        day = graph.published.get(report, "")
        known = dates.get(thing, {})
        begins = {value: found[0] for value in known if (found := bounds(value))}
        if not full(day) or not begins or len(begins) < len(known) or min(begins.values()) <= later(day, _TOMORROW):
            continue
        first = min(begins, key=lambda value: (begins[value], value))
        reports = sorted(known[first], key=lambda other: (other != report, other))
        dated = Party(thing, Both(f"ngày {first}", f"dated {first}"), claims(reports, thing, relation, first))
        sides = _published(report, day, claim), dated
        yield Found("told-too-early", (report, thing), (thing, report), sides)


def _published(report: str, day: str, *told: Claim) -> Party:
    return Party(report, Both(f"đăng ngày {day}", f"published on {day}"), told)
