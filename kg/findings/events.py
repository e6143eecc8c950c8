"""Events with two dates, or an end before their beginning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.dates import agree
from kg.findings.days import bounds
from kg.findings.graph import Graph
from kg.findings.model import Both, Found, Party, claims

_START, _END = "schema:startDate", "schema:endDate"
_SAYS = {_START: ("bắt đầu", "begins"), _END: ("kết thúc", "ends")}

Dates = Mapping[str, tuple[str, ...]]  # date as told → the reports that tell it


def find(graph: Graph) -> Iterator[Found]:
    """Yield events with start dates that cannot be of one event, and those that end before they begin."""
    ends, known = graph.values(_END), graph.names("kg:Event")
    for event, starts in graph.values(_START).items():
        if event not in known:  # an appointment, or a tenure
            continue
        best = graph.best_told(starts)
        for other in starts:
            if not agree(best, other) and not _during(best, other, ends.get(event, {})):
                parties = _party(event, _START, best, starts), _party(event, _START, other, starts)
                severity = "notice" if best[4:] == other[4:] else ""  # mostly a year that the words do not tell
                yield Found("event-two-dates", (event, *sorted((best, other))), (event,), parties, severity)
        yield from _inverted(event, starts, ends.get(event, {}))


def _during(one: str, other: str, ends: Dates) -> bool:
    """Whether the later of two dates lies within an event of several days that begins on the earlier one."""
    first, second = bounds(one), bounds(other)
    last = max((found[1] for end in ends if (found := bounds(end))), default="")
    return bool(first and second) and max(first, second)[0] <= last


def _inverted(event: str, starts: Dates, ends: Dates) -> Iterator[Found]:
    begun = min((found[0] for start in starts if (found := bounds(start))), default="")
    for end in ends:
        found = bounds(end)
        if begun and found and found[1] < begun:
            start = min(start for start in starts if bounds(start))
            parties = _party(event, _START, start, starts), _party(event, _END, end, ends)
            yield Found("inverted-event", (event, start, end), (event,), parties)


def _party(event: str, predicate: str, day: str, dates: Dates) -> Party:
    vi, en = _SAYS[predicate]
    return Party(event, Both(f"{vi} {day}", f"{en} {day}"), claims(dates[day], event, predicate, day))
