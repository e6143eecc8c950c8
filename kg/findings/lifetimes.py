"""Bodies that act, or have officers, after they ceased or before they were set up, by tables with their source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.dates import ALWAYS, FOREVER
from kg.findings.days import full, later
from kg.findings.graph import Graph
from kg.findings.model import Both, Claim, Found, Party
from kg.findings.presence import relations
from kg.findings.rows import rows
from kg.lexicon.bearers import ages_of_body
from kg.lexicon.history import BODIES, Age, ages
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
    from kg.graph.vocabulary import compact

    names, kinds = graph.names("kg:Body"), graph.values("kg:bodyKind")
    for body, done in sorted(_acts(graph).items()):
        concept = compact(min(kinds.get(body, {}), default=""))
        lives = lives_of(names.get(body, ""), concept)
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
            add(told.subject, day, told)
    for told in graph.told("kg:issuedBy"):
        add(told.object, _day(dates.get(told.subject, {})), told)
    for told in graph.memberships:
        if not told.former and told.post in graph.posts:
            add(graph.posts[told.post].body, told.day, told.claim)
    return found


def _day(dates: Mapping[str, tuple[str, ...]]) -> str:
    return next(iter(dates)) if len(dates) == 1 else ""


def lives_of(name: str, concept: str = "") -> tuple[Life, ...]:
    """Return the periods of the bodies of a name and a kind (a CURIE), () for a body that no table dates.

    A province's own bodies ('Tỉnh ủy Mẫu') have the periods of the province.
    """
    folded = key(name)
    if levels := [life for words, life in _levels() if f"{folded} ".startswith(f"{words} ")]:
        return tuple(levels)
    known = _central().get(folded)
    return tuple(map(_life, ages(BODIES, known) if known else ages_of_body(name, concept)))


def _life(age: Age) -> Life:
    first = "" if age.earliest == ALWAYS else age.earliest
    last = "" if age.latest == FOREVER else age.latest
    sources = dict.fromkeys(unit.source or f"kg/lexicon/data/{unit.table}.tsv" for unit in age.units)
    return Life(first, last, "; ".join(sources))


@cache
def _central() -> Mapping[str, str]:
    """Return folded name or alias → the name under which bodies.tsv dates a body."""
    found: dict[str, str] = {}
    for row in table("bodies"):
        for form in (row["name"], *values(row["aliases"])):
            found.setdefault(key(form), row["name"])
    return found


@cache
def _levels() -> tuple[tuple[str, Life], ...]:
    return tuple((key(row["words"]), Life("", row["valid_to"], row["source"])) for row in rows("levels"))
