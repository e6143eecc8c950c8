"""What is of a name that several units bore one after the other, and of an age of it that nothing tells.

It is asked about beside each age that other reports tell of, and never joined with one by itself (docs/time.md).
"""

from __future__ import annotations

from kg.model import AGE_OPEN, Entity
from kg.resolution.homes import unlevelled
from kg.resolution.unit import Unit
from kg.resolution.verdict import Reason, reason

_SEP = "\x1f"
_KEY = "age"


def period(entity: Entity) -> tuple[str, ...]:
    """Return the first day of the age of which an entity is, as its identity has it; () for a first or only one."""
    return (entity.age,) if entity.age in entity.identity else ()


def age_key(entity: Entity) -> tuple[str, ...]:
    """Return the key that all ages of a name share; () for a name that has been one unit's only."""
    name, *rest = entity.identity
    parts = (part for part in rest if part != entity.age)
    return (_SEP.join((_KEY, entity.kind, unlevelled(name), *parts)),) if entity.age else ()


def is_open(entity: Entity) -> bool:
    """Return whether nothing tells of which age an entity is."""
    return entity.age == AGE_OPEN


def beside(a: Unit, b: Unit) -> tuple[Reason, ...]:
    """Return what speaks for an entity of an open age being of the age of another one of its name."""
    shared = min((key for key in a.keys.keys() & b.keys.keys() if key.startswith(_KEY + _SEP)), default="")
    return (reason("open-age", shared.split(_SEP)[2]),) if shared else ()


def two_ages(a: Unit, b: Unit) -> bool:
    """Return whether two units with whole identities are two ages of one name."""
    return a.identified and b.identified and bool(beside(a, b))
