"""Which entities of different reports are one, over a set of reports that may grow and shrink.

Bodies first; then, by the bodies that they name, officials, documents and events. Copies of one report lend one another
what they say, and what a person judged comes before all else. Everything follows from reports and judgements, never
from the order in which they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kg.model import Decisions, Entity, Given, Judgement, Member, ReportStatements, Side, by_text
from kg.resolution import bodies, directives, events, persons
from kg.resolution.ages import age_key, beside, is_open, two_ages
from kg.resolution.copies import Copies
from kg.resolution.judged import Link, Reach, reach
from kg.resolution.layer import Layer
from kg.resolution.namesakes import namesakes
from kg.resolution.sheet import Sheet, sheet
from kg.resolution.unit import Mention, Rules, Unit
from kg.resolution.verdict import Pair, Part, Verdict, reason, verdict

OwnIri = Callable[[Entity, str], str]


class PlainRules(Rules):
    """Things that only a whole identity, or a judgement, makes one; ``view`` is whether their age is open."""

    def view(self, tolds: list[Any]) -> bool:
        """See :class:`kg.resolution.unit.Rules`."""
        return any(tolds)

    def score(self, a: Unit, b: Unit) -> Verdict | None:
        """See :class:`kg.resolution.unit.Rules`."""
        found = beside(a, b) if a.view != b.view else ()
        return verdict(found) if found else None

    def apart(self, a: Unit, b: Unit) -> bool:
        """See :class:`kg.resolution.unit.Rules`."""
        return two_ages(a, b)


def resolve(statements: Iterable[ReportStatements], judgements: Iterable[Judgement] = ()) -> Decisions:
    """Return the decisions for a set of reports; of several readings of one text that of the leading source counts."""
    resolver = Resolver()
    for reading, _ in by_text(statements).values():
        resolver.add(reading)
    resolver.judge(judgements)
    return resolver.decisions()


class Resolver:
    """The decisions over a set of reports.

    ``own`` gives the IRI that an entity of a report (by its hash) has by itself: a judgement whose entity is gone falls
    back on it.
    """

    def __init__(self, own: OwnIri = lambda entity, report: ""):
        self._own = own
        self._layers = {
            "Body": Layer(bodies.BodyRules()),
            "Person": Layer(persons.PersonRules()),
            "Directive": Layer(directives.DirectiveRules()),
            "Event": Layer(events.EventRules()),
            "": Layer(PlainRules()),
        }
        self._sheets: dict[str, Sheet] = {}
        self._copies = Copies()
        self._copied: dict[str, list[Link]] = {}
        self._recopied: set[str] = set()
        self._judgements: tuple[Judgement, ...] = ()
        self._reach = Reach()
        self._linked: set[Link] = set()  # by judgements
        self._about: set[str] = set()  # reports that they name
        self._judged_anew = False  # whether what they come to may be another now
        self._new: set[str] = set()  # reports whose mentions are to be made again
        self._moved: set[Member] = set()
        self._settled = True
        self._own_iris: defaultdict[str, set[Member]] | None = None

    def add(self, reading: ReportStatements) -> None:
        """Take a report in. Raises ValueError where it is in already."""
        key = reading.report.key
        if key in self._sheets:
            raise ValueError(f"report {key} is in already")
        self._touch(key)
        made = self._sheets[key] = sheet(reading)
        self._copies.add(key, reading.report.text, (made.date, key))
        self._name(made)
        for mention in bodies.mentions(made):
            self._layers["Body"].put(mention)
        for entity in made.entities.values():
            if self._layer(entity.kind) is self._layers[""]:
                self._layers[""].put(_plain(made, entity))
        self._new.add(key)

    def remove(self, report: str) -> None:
        """Take a report, by its key, out again. Raises KeyError where it is not in."""
        made = self._sheets.pop(report)
        self._touch(report)
        self._copies.remove(report)
        self._name(made, gone=True)
        copied = self._copied.pop(report, ())
        self._unlink(copied)
        self._relink(copied)
        self._new.discard(report)
        for entity in made.entities.values():
            layer, member = self._layer(entity.kind), made.member(entity.key)
            if member in layer:
                layer.drop(member)
            self._moved.discard(member)

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Put these judgements in force, in place of all before."""
        self._judgements = tuple(judgements)
        self._about = {member.report for one in self._judgements for member in one.members}
        self._settled, self._judged_anew = False, True

    def canonical(self, member: Member) -> Member:
        """Return the canonical member for a member; itself where nothing joins it."""
        self._settle()
        layer = self._layer_of(member)
        return layer.canonical(member) if layer else member

    def taken(self, member: Member) -> bool:
        """Return whether a judgement took a member away from what it would be in."""
        self._settle()
        layer = self._layer_of(member)
        return bool(layer and layer.taken(member))

    def given(self, member: Member) -> Given | None:
        """Return what judgements say of the IRIs of a member; None where they say nothing."""
        self._settle()
        return self._reach.given.get(member)

    def by_date(self, members: Iterable[Member]) -> list[Member]:
        """Return members that are in the reports, those of the earliest report first."""
        return sorted(members, key=self._rank)

    def moved(self) -> set[Member]:
        """Return the members that are new, or whose canonical member or judgements are others than last time."""
        self._settle()
        for layer in self._layers.values():
            self._moved |= layer.moved()
        moved, self._moved = self._moved, set()
        return {member for member in moved if self._layer_of(member)}  # a judgement may be about what is gone

    def decisions(self) -> Decisions:
        """Return all decisions as they stand."""
        chosen = {member: self.canonical(member) for made in self._sheets.values() for member in _members(made)}
        joined = {member: chosen[member] for member in sorted(chosen) if chosen[member] != member}
        originals = {key: first for key in sorted(self._sheets) if (first := self.original(key)) != key}
        taken = frozenset(member for member in chosen if self.taken(member))
        return Decisions(joined, taken, originals, dict(self._reach.given))

    def pairs(self) -> list[Pair]:
        """Return what may be one and is neither joined nor judged, the likeliest first."""
        self._settle()
        found = [pair for layer in self._layers.values() for pair in layer.pairs()]
        found += namesakes(self._layers["Person"])
        return sorted(found, key=lambda pair: (-pair.verdict.score, pair.a, pair.b))

    def explain(self, a: Member, b: Member) -> Verdict | None:
        """Return what speaks for and against two members being one, their clusters apart; None for nothing."""
        self._settle()
        layer = self._layer_of(a)
        return layer.verdict(a, b) if layer and layer is self._layer_of(b) else None

    def parts(self, member: Member) -> list[Part]:
        """Return of what a member's cluster is put together and why; one part where nothing joins it."""
        self._settle()
        layer = self._layer_of(member)
        return layer.parts(member) if layer else []

    def original(self, report: str) -> str:
        """Return the key of the report of which a report is a copy; its own where it copies none."""
        return self._copies.original(report)

    def recopied(self) -> set[str]:
        """Return the reports that copy another one, or none any more, since the last call; new ones copied none."""
        self._settle()
        recopied, self._recopied = self._recopied, set()
        return recopied

    def in_force(self) -> set[str]:
        """Return the ids of the judgements that join or part something: what they are about is in the reports."""
        self._settle()
        return {name for name, links in self._reach.links.items() if name and all(map(self._holds, links))}

    def side(self, side: Side) -> Member | None:
        """Return the member that a side of a judgement means now; None where nothing is left of it."""
        self._settle()
        there = next((member for member in side.members if self._entity(member)), None)
        others = (member for member in self._own_bearers(side.iri) if member not in self._reach.taken)
        return there or min(others, key=self._rank, default=None)

    def _holds(self, link: Link) -> bool:
        _, verdict, a, b = link
        return (self.canonical(a) == self.canonical(b)) == (verdict == "same")

    def _own_bearers(self, iri: str) -> Iterable[Member]:
        """Return what has an IRI by itself."""
        if self._own_iris is None:
            self._own_iris = defaultdict(set)
            for made in self._sheets.values():
                self._name(made)
        return self._own_iris.get(iri, ()) if iri else ()

    def _rank(self, member: Member) -> tuple[str, Member]:
        return self._sheets[member.report].date, member

    def _touch(self, report: str) -> None:
        """Note that a report comes or goes."""
        self._settled = False
        self._judged_anew |= report in self._about or self._reach.fallen

    def _name(self, made: Sheet, *, gone: bool = False) -> None:
        """Keep up which entities have which IRI by themselves, from when somebody first asks."""
        if self._own_iris is not None:
            for entity in made.entities.values():
                named = self._own_iris[self._own(entity, made.report)]
                (named.discard if gone else named.add)(made.member(entity.key))

    def _settle(self) -> None:
        """Bring all layers up to date, from the bodies up; nothing is to do where nothing changed since."""
        if self._settled:
            return
        self._settled = True
        if self._judged_anew:
            self._judged_anew = False
            self._enforce()
        for copy in self._copies.moved():
            self._link_copy(copy)
            self._recopied.add(copy)
        self._new |= {member.report for member in self._layers["Body"].renamed()}
        self._moved |= self._layers["Body"].moved()
        new, self._new = self._new & self._sheets.keys(), set()
        for key in new:
            self._put(self._sheets[key])
        for layer in self._layers.values():
            layer.settle()

    def _put(self, made: Sheet) -> None:
        """Make the mentions of a report that hang on the bodies' clusters."""
        name = self._layers["Body"].name
        for kind, of in (("Person", persons), ("Directive", directives), ("Event", events)):
            for mention in of.mentions(made, name):
                self._layers[kind].put(mention)

    def _enforce(self) -> None:
        """Have exactly what judgements come to over these reports count."""
        before, self._reach = self._reach, reach(self._judgements, self._kind, self._rank, self._own_bearers)
        now = {link for links in self._reach.links.values() for link in links}
        changed = self._linked ^ now
        self._unlink(self._linked - now)
        self._linked = now
        self._relink(changed)
        for member, kind in before.taken.items() - self._reach.taken.items():
            self._layer(kind).take(member, away=False)
        for member, kind in self._reach.taken.items() - before.taken.items():
            self._layer(kind).take(member)
        self._moved |= {member for member, _ in before.taken.items() ^ self._reach.taken.items()}
        self._moved |= {member for member, _ in before.given.items() ^ self._reach.given.items()}

    def _link(self, link: Link, found: Verdict) -> None:
        kind, what, a, b = link
        layer = self._layer(kind)
        if what == "different":
            layer.part(a, b)
            self._moved |= {a, b}
        else:
            layer.link(a, b, found)

    def _unlink(self, links: Iterable[Link]) -> None:
        for kind, what, a, b in links:
            layer = self._layer(kind)
            if what == "different":
                layer.unpart(a, b)
                self._moved |= {a, b}
            else:
                layer.unlink(a, b)

    def _link_copy(self, report: str) -> None:
        """Have the entities of a copy taken for those of the same names in its original."""
        gone = self._copied.pop(report, ())
        self._unlink(gone)
        original = self._copies.original(report) if report in self._sheets else report
        if original != report:
            links = list(_alike(self._sheets[report], self._sheets[original]))
            self._copied[report] = links
            for link in links:
                self._link(link, _copy())
            gone = [*gone, *links]
        self._relink(gone)

    def _relink(self, links: Iterable[Link]) -> None:
        """Have what judgements and copies say of the pairs of some links count (again); judgements above all."""
        if pairs := {frozenset(link[2:]) for link in links}:
            reports = sorted({member.report for pair in pairs for member in pair})
            copied = [link for report in reports for link in self._copied.get(report, ())]
            for found, others in ((_copy(), copied), (_judgement(), sorted(self._linked))):
                for link in others:
                    if frozenset(link[2:]) in pairs:
                        self._link(link, found)

    def _layer(self, kind: str) -> Layer:
        return self._layers.get(kind, self._layers[""])

    def _layer_of(self, member: Member) -> Layer | None:
        entity = self._entity(member)
        return self._layer(entity.kind) if entity else None

    def _entity(self, member: Member) -> Entity | None:
        made = self._sheets.get(member.report)
        return made.entities.get(member.entity) if made else None

    def _kind(self, member: Member) -> str:
        """Return the kind of an entity of a report, '' for one that is not there."""
        entity = self._entity(member)
        return entity.kind if entity else ""


def _judgement() -> Verdict:
    return verdict((reason("judged"),))


def _copy() -> Verdict:
    return verdict((reason("copy"),))


def _plain(made: Sheet, entity: Entity) -> Mention:
    unit = "\x1f".join((entity.kind, *entity.identity)) if entity.complete else None
    keys = frozenset(age_key(entity) if entity.kind == "Place" else ())
    return Mention(made.member(entity.key), unit, is_open(entity), keys, bool(unit), made.date, made.seen)


def _members(made: Sheet) -> Iterator[Member]:
    return (made.member(key) for key in made.entities)


def _alike(copy: Sheet, original: Sheet) -> Iterator[Link]:
    """Yield the entities of the same kind and name in a copy and its original, where no other bears that name."""
    for kind in ("Body", "Person", "Directive", "Event", "Instruction", "Appointment", "Group"):
        twins = copy.twins(kind) | original.twins(kind)
        there = {original.names[entity.key]: entity for entity in original.of(kind)}
        for entity in copy.of(kind):
            name = copy.names[entity.key]
            other = there.get(name)
            if other and name not in twins and not (entity.complete and other.complete and kind != "Person"):
                yield kind, "copy", copy.member(entity.key), original.member(other.key)
