"""Which bodies are one: by a whole identity, else by the same name under one head, or in one place."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kg.model import Entity
from kg.resolution.ages import age_key, beside, is_open, period, two_ages
from kg.resolution.homes import everywhere, rarity, unlevelled
from kg.resolution.sheet import Sheet
from kg.resolution.unit import Mention, Rules, Unit
from kg.resolution.verdict import Reason, Verdict, differing, name_share, reason, verdict

_SEP = "\x1f"
_LONG = 7  # syllables of a name that hardly two bodies of the country share
_HEADS = 2.2  # how much a common name of the head weighs, where no place is known
_HEAD_OF_AGES = 0.2  # how much of its weight a common head has where it is the age that is not known


@dataclass(frozen=True, slots=True)
class BodyTold:
    """What a report says of a body.

    ``name`` is folded, ``home`` its own and ``near`` its report's, ``period`` the first day of the time in which it was
    what it is (``open`` where that is not known), ``aged`` what all ages of its name share, ``parents`` folded names,
    ``heads`` 'title\\x1fperson'.
    """

    name: str
    home: str
    near: str
    period: tuple[str, ...]
    aged: tuple[str, ...]
    open: bool
    parents: frozenset[str]
    heads: frozenset[str]
    identified: bool


@dataclass(frozen=True, slots=True)
class BodyView:
    """What all reports of a unit say of it."""

    names: frozenset[str]
    homes: frozenset[str]
    near: frozenset[str]
    parents: frozenset[str]
    open: bool


def mentions(sheet: Sheet) -> Iterator[Mention]:
    """Yield the bodies of a report."""
    heads, twins = _heads(sheet), sheet.twins("Body")
    for body in sheet.of("Body"):
        told = BodyTold(
            name=unlevelled(body.identity[0]), home=sheet.homes[body.key], near=sheet.home,
            period=period(body), aged=age_key(body), open=is_open(body),
            parents=frozenset(sheet.above(body.key)), heads=frozenset(heads.get(body.key, ())),
            identified=body.complete,
        )  # fmt: skip
        unit = _unit(body, told, twin=sheet.names[body.key] in twins)
        yield Mention(sheet.member(body.key), unit, told, _keys(told), body.complete, sheet.date, sheet.seen)


class BodyRules(Rules):
    """How bodies are compared."""

    def view(self, tolds: list[Any]) -> BodyView:
        """See :class:`kg.resolution.unit.Rules`."""
        return BodyView(
            names=frozenset(told.name for told in tolds),
            homes=frozenset(told.home for told in tolds if told.home),
            near=frozenset(told.near for told in tolds if told.near and not told.identified),
            parents=frozenset(parent for told in tolds for parent in told.parents),
            open=any(told.open for told in tolds),
        )

    def score(self, a: Unit, b: Unit) -> Verdict | None:
        """See :class:`kg.resolution.unit.Rules`."""
        if a.identified and b.identified:
            return None
        shared = a.keys.keys() & b.keys.keys()
        speak_for = _for_an_age if a.view.open or b.view.open else _for
        found = [*speak_for(a, b, shared), *_against(a.view, b.view)]
        return verdict(found) if found else None

    def apart(self, a: Unit, b: Unit) -> bool:
        """See :class:`kg.resolution.unit.Rules`."""
        return two_ages(a, b)


def _for_an_age(a: Unit, b: Unit, shared: set[str]) -> Iterator[Reason]:
    """Yield what speaks for a body of an open age being of a certain one: never enough to join it.

    Who heads a body before a merger may head it afterwards.
    """
    if a.view.open and b.view.open:
        return
    yield from beside(a, b)
    if head := min((key for key in shared if key.startswith("head" + _SEP)), default=""):
        yield reason("same-head", *_titled(head), times=_HEAD_OF_AGES)


def _for(a: Unit, b: Unit, shared: set[str]) -> Iterator[Reason]:
    kinds: dict[str, list[str]] = {}
    for key in sorted(shared):
        kinds.setdefault(key.split(_SEP)[0], []).append(key)
    if "head" in kinds:
        yield reason("same-head", *_titled(kinds["head"][0]))
        person = kinds["head"][0].split(_SEP)[-1]
        if rarity(person) < 0 and not _known(a.view) & _known(b.view):  # ten districts of a name may have such a head
            yield name_share(person, _HEADS)
    elif "here" in kinds:
        yield reason("same-name-home", kinds["here"][0].split(_SEP)[1])
    elif "long" in kinds and not (a.identified or b.identified):
        yield reason("same-long-name", kinds["long"][0].split(_SEP)[1])


def _titled(key: str) -> tuple[str, str]:
    """Return title and name in the key of a head."""
    _, _, title, person = key.split(_SEP)
    return title, person.title()


def _known(view: BodyView) -> frozenset[str]:
    """Return what places a body: its homes, its reports' homes, the bodies that it is of."""
    return view.homes | view.near | view.parents


def _against(a: BodyView, b: BodyView) -> Iterator[Reason]:
    yield from differing("other-parent", a.parents, b.parents)
    yield from differing("other-home", a.homes or a.near, b.homes or b.near)


def _unit(body: Entity, told: BodyTold, *, twin: bool) -> Hashable | None:
    """Return what those have in common that are one beyond doubt: the identity, else the name in one place."""
    if body.complete:
        return _SEP.join(("Body", unlevelled(body.identity[0]), *body.identity[1:]))
    if told.open:
        return None  # two reports may mean two ages
    placed = (told.home or told.near) and len(told.name.split()) > 1 and not everywhere(told.name)
    return replace(told, heads=frozenset()) if placed and not twin else None


def _keys(told: BodyTold) -> frozenset[str]:
    keys = {_SEP.join(("head", told.name, head)) for head in told.heads}
    keys.update(told.aged)
    if told.open:
        return frozenset(keys)
    syllables = len(told.name.split())
    where = told.home or ("" if told.identified else told.near)
    if where and syllables > 1 and not everywhere(told.name):
        keys.add(_SEP.join(("here", told.name, where, *told.period)))
    if syllables >= _LONG:
        keys.add(_SEP.join(("long", told.name, *told.period)))
    return frozenset(keys)


def _heads(sheet: Sheet) -> dict[str, set[str]]:
    """Return local key → 'title\\x1fperson' of those told to hold a post there, or to have held it."""
    found: dict[str, set[str]] = {}
    for person, posts in sheet.posts.items():
        name = sheet.names[person]
        for held in posts:
            if held.body and " " in name:  # a given name alone is not a full name
                found.setdefault(held.body, set()).add(_SEP.join((held.title, name)))
    return found
