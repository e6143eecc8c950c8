"""A report whose source has a corrected text: judgements that name what the old text told name what the new one does.

What stood for an entity stays named, and what stands for it now comes behind it. So nothing is lost where the process
is killed between the file and the store, and a text that is changed back finds the file as it was: what came behind in
the meantime is taken out again, as far as no report has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from kg.errors import InputError
from kg.judgements.row import Placed
from kg.judgements.rules import check
from kg.model import Entity, Judgement, Literal, Member, Ref, ReportStatements, Side
from kg.text import key as fold_key


@dataclass(frozen=True, slots=True)
class Followed:
    """The judgements with what the new text tells (``before`` the store changes), and without what is out of use
    (``after``)."""

    before: tuple[Judgement, ...]
    after: tuple[Judgement, ...]


def followed(
    judgements: Sequence[Judgement], old: ReportStatements, new: ReportStatements, there: Callable[[str], bool]
) -> Followed:
    """Return the judgements when a source has the text of ``new`` in place of that of ``old``.

    ``there`` tells which reports are in when that is done. Where what the new text tells of one is judged otherwise
    already, that row stays as it is.
    """
    named = {member.entity for one in judgements for member in one.members if member.report == old.report.key}
    twins = _twins(old, new, named)
    before = _checked(judgements, lambda side: _with(side, twins))
    back = _checked(before, lambda side: _without(side, twins, there))
    return Followed(before, back)


def _checked(judgements: Sequence[Judgement], change: Callable[[Side], Side]) -> tuple[Judgement, ...]:
    """Return the judgements with their sides changed, each where the whole then still fits together."""
    found = list(judgements)
    for at, one in enumerate(judgements):
        if one.b is not None and (changed := replace(one, a=change(one.a), b=change(one.b))) != one:
            found[at] = changed
            try:
                check([Placed(judgement, "") for judgement in found])
            except InputError:
                found[at] = one
    return tuple(found)


def _with(side: Side, twins: Mapping[Member, Member]) -> Side:
    """Return a side that also names what stands for its entities now, each behind the one it stands for."""
    members = list(side.members)
    for member in side.members:
        if (twin := twins.get(member)) and twin not in members:
            members.insert(members.index(member) + 1, twin)
    return Side(side.iri, *members)


def _without(side: Side, twins: Mapping[Member, Member], there: Callable[[str], bool]) -> Side:
    """Return a side without what stood for an entity in texts since, where the new text tells of that entity again."""
    members = list(side.members)
    for old, new in twins.items():
        if old in members and new in members and members.index(new) < (end := members.index(old)):
            start = members.index(new) + 1
            members[start : end + 1] = [member for member in members[start : end + 1] if there(member.report)]
    return Side(side.iri, *members)


def _twins(old: ReportStatements, new: ReportStatements, named: Set[str]) -> dict[Member, Member]:
    """Return which entity of a new text stands for which named one of an old: of the same kind and name, the likest."""
    facts, told = _facts(old), _facts(new)
    found = {}
    for place, entity in enumerate(old.entities):
        if entity.key not in named:
            continue
        near = [(_unlike(entity, other, facts, told), abs(at - place), other.key)
                for at, other in enumerate(new.entities) if _alike(entity, other)]  # fmt: skip
        if near:
            found[Member(old.report.key, entity.key)] = Member(new.report.key, min(near)[-1])
    return found


def _alike(one: Entity, other: Entity) -> bool:
    same = one.complete and other.complete and one.identity == other.identity
    return one.kind == other.kind != "Post" and (same or fold_key(one.name) == fold_key(other.name))


def _unlike(one: Entity, other: Entity, facts: Mapping[str, set], told: Mapping[str, set]) -> tuple[int, bool]:
    return -len(facts.get(one.key, set()) & told.get(other.key, set())), one.key != other.key


def _facts(reading: ReportStatements) -> dict[str, set[tuple[str, str]]]:
    """Return entity → what the report says of it, by the names of things."""
    called = {entity.key: fold_key(entity.name) for entity in reading.entities}
    names = {
        e.key: f"{fold_key(e.title)} {called.get(e.body, '')}" if e.title else called[e.key] for e in reading.entities
    }
    found: dict[str, set[tuple[str, str]]] = {}
    for told in reading.statements:
        value = names.get(told.object.key, "") if isinstance(told.object, Ref) else getattr(
            told.object, "value" if isinstance(told.object, Literal) else "term")  # fmt: skip
        found.setdefault(told.subject, set()).add((told.predicate, value))
    return found
