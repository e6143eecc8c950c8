"""Reads a world, resolves it, and scores who was taken for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from identity.matching import KINDS, Matched
from identity.reading import readings as read_all
from identity.score import OpenPair, Score, b_cubed, pairwise
from identity.truth import People, parts, same_thing
from identity.world import World
from kg.model import Decisions, Member, ReportStatements
from kg.resolution.resolve import resolve


@dataclass(frozen=True)
class Result:
    """What came out for one kind: its labels and clusters by member, and the scores."""

    kind: str
    labels: Mapping[Member, str]
    clusters: Mapping[Member, Member]
    open_pair: OpenPair
    b3: Score
    pairs: Score


@dataclass(frozen=True)
class Measured:
    """All results of a world, the readings by report, and what could not be matched."""

    results: dict[str, Result]
    matched: Matched
    readings: dict[str, ReportStatements]


def measure(world: World, workers: int = 0) -> Measured:
    """Read, resolve and score a world."""
    readings = read_all([telling.report for telling in world.tellings], workers)
    return score(world, readings, resolve(readings))


def score(world: World, readings: list[ReportStatements], decisions: Decisions) -> Measured:
    """Score decisions over readings of a world's reports."""
    matched = Matched()
    tellings = {telling.report.key: telling for telling in world.tellings}
    for reading in readings:
        matched.add(reading, tellings[reading.report.key].mentions)
    days = {key: telling.day for key, telling in tellings.items()}
    people = People(matched.found["Person"], {one.id: one.name for one in world.careers.people}, days)
    results = {}
    for kind in KINDS:
        labels = people.labels if kind == "Person" else _labels(kind, matched)
        open_pair = people.open_pair if kind == "Person" else same_thing
        clusters = {member: decisions.of(member) for member in labels}
        scores = b_cubed(labels, clusters, open_pair), pairwise(labels, clusters, open_pair)
        results[kind] = Result(kind, labels, clusters, open_pair, *scores)
    return Measured(results, matched, {reading.report.key: reading for reading in readings})


def _labels(kind: str, matched: Matched) -> dict[Member, str]:
    if kind == "Directive":
        return parts(matched.found[kind])
    return {member: thing for member, (thing, _) in matched.found[kind].items()}
