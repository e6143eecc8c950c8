"""Prints scores beside their targets, and the worst errors with what the reports say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from identity import duplicates
from identity.matching import KINDS
from identity.measure import Measured, Result
from identity.world import World
from kg.model import Member, Ref, ReportStatements

TARGETS = {"Person": (0.97, 0.995), "Body": (0.98, None), "Directive": (0.98, None), "Event": (0.95, None)}
_FATES = ("scored", "open", "second", "mixed", "unknown", "missed")
_POSTS = {"org:holds": "", "kg:formerlyHeld": "nguyên "}
_HEADS = ("kind", "members", "things", "B³ P", "B³ R", "B³ F1", "target", "pairs P", "pairs R", "pairs F1", "target P")


def rows(measured: Measured) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table of scores."""
    for kind in KINDS:
        result = measured.results[kind]
        least, precise = TARGETS[kind]
        b3, pairs = result.b3, result.pairs
        yield (
            kind,
            str(len(result.labels)),
            str(len(set(result.labels.values()))),
            *(f"{value:.4f}" for value in (b3.precision, b3.recall, b3.f1)),
            f"≥ {least}",
            *(f"{value:.4f}" for value in (pairs.precision, pairs.recall, pairs.f1)),
            f"≥ {precise}" if precise else "",
        )


def table(measured: Measured, markdown: bool = False) -> str:
    """Return the table of scores."""
    told = [_HEADS, *rows(measured)]
    if markdown:
        lines = ["| " + " | ".join(row) + " |" for row in told]
        return "\n".join([lines[0], "|---" * len(_HEADS) + "|", *lines[1:]])
    widths = [max(len(row[i]) for row in told) for i in range(len(_HEADS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in told
    )


def copies(world: World) -> str:
    """Return how well copies of reports were found."""
    b3, pairs, counts = duplicates.scores(world)
    told = "  ".join(f"{what} {count}" for what, count in counts.items())
    return (
        f"B³ P {b3.precision:.4f}  R {b3.recall:.4f}  F1 {b3.f1:.4f}  pairs P {pairs.precision:.4f}"
        f"  R {pairs.recall:.4f}  ({told})"
    )


def fates(measured: Measured) -> str:
    """Return what became of the reading's entities, by kind."""
    counts = measured.matched.counts
    return "\n".join(f"{kind:10}" + "".join(f"  {fate} {counts[kind, fate]}" for fate in _FATES) for kind in KINDS)


def errors(measured: Measured, kind: str, most: int) -> Iterator[str]:
    """Yield the worst errors of a kind: things that were joined, then things that were torn apart."""
    result = measured.results[kind]
    members = _grouped(result)
    yield f"--- {kind}: joined"
    for count, a, b, cluster in sorted(_joined(members, result), key=lambda found: (-found[0], *found[1:3]))[:most]:
        yield f"{count} pairs: {a} and {b}"
        for label in (a, b):
            yield from _samples(measured, members[cluster][label])
    yield f"--- {kind}: torn apart"
    torn = _torn(members)
    for label in sorted(torn, key=lambda label: (-_lost(torn[label]), label))[:most]:
        yield f"{_lost(torn[label])} pairs: {label} in {len(torn[label])} clusters"
        for part in sorted(torn[label], key=len, reverse=True)[:4]:
            yield from _samples(measured, part, 2)


def _grouped(result: Result) -> dict[Member, dict[str, list[Member]]]:
    found: defaultdict[Member, defaultdict[str, list[Member]]] = defaultdict(lambda: defaultdict(list))
    for member, label in sorted(result.labels.items()):
        found[result.clusters[member]][label].append(member)
    return found


def _joined(members: dict[Member, dict[str, list[Member]]], result: Result) -> Iterator[tuple[int, str, str, Member]]:
    for cluster, held in members.items():
        for a, b in combinations(sorted(held), 2):
            if not result.open_pair(a, b):
                yield len(held[a]) * len(held[b]), a, b, cluster


def _torn(members: dict[Member, dict[str, list[Member]]]) -> dict[str, list[list[Member]]]:
    found: defaultdict[str, list[list[Member]]] = defaultdict(list)
    for held in members.values():
        for label, those in held.items():
            found[label].append(those)
    return {label: parts for label, parts in found.items() if len(parts) > 1}


def _lost(parts: list[list[Member]]) -> int:
    return sum(len(a) * len(b) for a, b in combinations(parts, 2))


def _samples(measured: Measured, members: list[Member], most: int = 3) -> Iterator[str]:
    yield f"    {len(members)}:"
    for member in members[:most]:
        reading = measured.readings[member.report]
        told = Counter(said.object.value for said in _said(reading, member.entity, "skos:altLabel"))
        names = " / ".join(name for name, _ in told.most_common(2)) or member.entity
        more = "; ".join(_about(reading, member.entity))
        yield f"      {reading.report.published or '(undated)'} {member.report} {names}: {more}"


def _said(reading: ReportStatements, subject: str, *predicates: str) -> Iterator:
    return (said for said in reading.statements if said.subject == subject and said.predicate in predicates)


def _about(reading: ReportStatements, key: str) -> Iterator[str]:
    """Yield what a report says of an entity that may tell which one it is."""
    entities = {entity.key: entity for entity in reading.entities}
    for said in _said(reading, key, *_POSTS):
        post = entities[said.object.key]
        body = entities[post.body].name if post.body else "?"
        yield f"{_POSTS[said.predicate]}{post.name}, {body}"
    for said in _said(
        reading, key, "eli:date_document", "schema:startDate", "kg:issuedBy", "org:subOrganizationOf", "kg:guides"
    ):
        value = entities[said.object.key].name if isinstance(said.object, Ref) else said.object.value
        yield f"{said.predicate.partition(':')[2]} {value}"
    for said in reading.statements:
        if isinstance(said.object, Ref) and said.object.key == key and said.predicate in ("kg:organises", "kg:chairs"):
            yield f"{said.predicate} by {entities[said.subject].name}"
    yield f"identity {entities[key].identity}{'' if entities[key].complete else ' (incomplete)'}"
