"""Bodies that act, or have officers, after they ceased or before they were set up, by tables with their source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.findings.days import bounds, full, later
from kg.findings.graph import Graph
from kg.findings.model import Both, Claim, Found, Party
from kg.findings.presence import relations
from kg.findings.rows import rows
from kg.lexicon.tables import table, values
from kg.text import key

_AFTER, _BEFORE = 92, 92  # days: names outlive their bodies for a while, and are used in plans before


class Life(NamedTuple):
    """From when to when a body bears a name (xsd:date, '' where open or unknown), and where that is laid down."""

    first: str
    last: str
    source: str


class Act(NamedTuple):
    """A day on which a body is told to act, with the statement that tells it."""

    day: str
    claim: Claim


def find(graph: Graph) -> Iterator[Found]:
    """Yield the bodies told as acting outside of all periods in which a body of that name exists."""
    acts, names = _acts(graph), graph.names("kg:Body")
    for body, done in sorted(acts.items()):
        lives = lives_of(names.get(body, ""))
        if not lives:
            continue
        after = [act for act in done if all(life.last and act.day > later(life.last, _AFTER) for life in lives)]
        before = [act for act in done if all(life.first and act.day < later(life.first, -_BEFORE) for life in lives)]
        if after:
            yield _found("body-ceased", body, max(lives, key=lambda life: life.last), sorted(after, reverse=True))
        if before:
            yield _found("body-not-yet", body, min(lives, key=lambda life: life.first), sorted(before))


def _found(kind: str, body: str, life: Life, acts: list[Act]) -> Found:
    ceased = kind == "body-ceased"
    law = Both(f"đến {life.last}", f"until {life.last}") if ceased else Both(f"từ {life.first}", f"from {life.first}")
    told = Both(f"hoạt động ngày {acts[0].day}", f"acts on {acts[0].day}")
    sides = Party(body, told, tuple(act.claim for act in acts)), Party("", law, (), life.source)
    return Found(kind, (body,), (body,), sides)


def _acts(graph: Graph) -> dict[str, list[Act]]:
    """Return body → what it does, and the posts that are held in it, where a day is known."""
    starts, dates = graph.values("schema:startDate"), graph.values("eli:date_document")
    bodies = graph.names("kg:Body")
    found: defaultdict[str, list[Act]] = defaultdict(list)

    def add(body: str, day: str, claim: Claim) -> None:
        if body in bodies and full(day):
            found[body].append(Act(day, claim))

    for predicate in ("kg:organises", *relations()):
        for told in graph.told(predicate):
            day = _day(starts.get(told.object, {})) or graph.observed.get(told.report, "")
            add(told.subject, day, Claim(told.report, told.subject, predicate, told.object))
    for told in graph.told("kg:issuedBy"):
        add(
            told.object, _day(dates.get(told.subject, {})), Claim(told.report, told.subject, "kg:issuedBy", told.object)
        )
    for told in graph.memberships:
        if not told.former and told.post in graph.posts:
            add(graph.posts[told.post].body, told.day, told.claim)
    return found


def _day(dates: Mapping[str, tuple[str, ...]]) -> str:
    return next(iter(dates)) if len(dates) == 1 else ""


def lives_of(name: str) -> tuple[Life, ...]:
    """Return the periods of the bodies of a name, () for a body that no table dates."""
    folded = key(name)
    if folded in _dated():
        return _dated()[folded]
    if levels := [life for words, life in _levels() if f"{folded} ".startswith(f"{words} ")]:
        return tuple(levels)
    return _local(folded)


@cache
def _dated() -> Mapping[str, tuple[Life, ...]]:
    found: defaultdict[str, list[Life]] = defaultdict(list)
    for row in table("bodies"):
        for form in dict.fromkeys(map(key, (row["name"], *values(row["aliases"])))):
            found[form].append(_life(row))
    return {form: tuple(lives) for form, lives in found.items()}


def _life(row: Mapping[str, str]) -> Life:
    first, last = bounds(row["valid_from"]), bounds(row["valid_to"])
    return Life(first[0] if first else "", last[1] if last else "", row["source"] or "kg/lexicon/data/bodies.tsv")


@cache
def _levels() -> tuple[tuple[str, Life], ...]:
    return tuple((key(row["words"]), Life("", row["valid_to"], row["source"])) for row in rows("levels"))


def _local(folded: str) -> tuple[Life, ...]:
    """Return the periods of a province's own body by those of the province: 'Tỉnh ủy Mẫu'."""
    for head in _heads():
        rest = folded.removeprefix(head)
        if rest != folded:
            for unit in ("", "tỉnh ", "thành phố ", "tp ", "tp. "):
                if rest.startswith(unit) and (lives := _provinces().get(rest.removeprefix(unit))):
                    return lives
    return ()


@cache
def _heads() -> tuple[str, ...]:
    """Return the names of bodies that every province has, the longest first."""
    forms = {
        f"{key(form)} "
        for row in table("local_bodies")
        if row["level"] in ("tỉnh", "any")
        for form in (row["name"], *values(row["aliases"]))
    }
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _provinces() -> Mapping[str, tuple[Life, ...]]:
    """Return folded name → the periods of a province."""
    found: defaultdict[str, list[Life]] = defaultdict(list)
    for row in table("provinces"):
        for form in dict.fromkeys(map(key, (row["name"], *values(row["aliases"])))):
            found[form].append(_life(row))
    return {form: tuple(lives) for form, lives in found.items()}
