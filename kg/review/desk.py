"""Where decisions are made: each is checked against all that were made before, and put in force with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError, KgError, NotFoundError
from kg.judgements import file, rules
from kg.judgements.row import Placed, made, member_text
from kg.model import Entity, Judgement, Member, Ref, ReportStatements, Side
from kg.queries.describe import kind_of
from kg.queries.find import find, find_report
from kg.review.asked import HERE, Asked, Thing

if TYPE_CHECKING:
    from kg.build import Builder
    from kg.resolution.verdict import Pair, Part
    from kg.store.interface import Store


Finding = Callable[[str], str]
_ANCHORS = 12  # reports of the rest that a split names
_HELD = {"org:holds": "", "kg:formerlyHeld": "nguyên"}


def _no_finding(name: str) -> str:
    raise NotFoundError(f"no finding has the id {name!r}")


@dataclass(frozen=True, slots=True)
class Open:
    """A pair that nobody has decided; ``unsure`` is the id of the judgement of who could not, '' for none."""

    pair: Pair
    unsure: str = ""


class Desk:
    """A store that is open for writing, its builder, and ``who`` decides.

    Whatever is refused (InputError and NotFoundError, in one line that names the rows) changes nothing.
    """

    def __init__(self, store: Store, builder: Builder, who: str):
        self.store, self._builder, self._who = store, builder, who

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements in force and out of it, in the order of decision: those of the file as it is now."""
        return tuple(row.judgement for row in file.placed(self.store.judgements))

    def open(self, kinds: Sequence[str] = ()) -> list[Open]:
        """Return what may be one and is undecided, the likeliest first; at the end what somebody could not decide.

        ``kinds`` ('person', 'body' …), where any are given, leave out the others.
        """
        resolver = self._builder.world().resolver
        given_up = {}
        for judgement in self.judgements:
            if judgement.verdict == "unsure" and judgement.b:
                sides = [resolver.side(side) for side in (judgement.a, judgement.b)]
                given_up[frozenset(resolver.canonical(side) for side in sides if side)] = judgement.id
        found = [Open(pair, given_up.get(frozenset((pair.a, pair.b)), "")) for pair in resolver.pairs()]
        wanted = [each for each in found if not kinds or rules.kind_in_iri(self.side(each.pair.a)) in kinds]
        return sorted(wanted, key=lambda each: bool(each.unsure))

    def joined(self, what: str) -> list[Part]:
        """Return of which mentions a thing, as ``kg show`` takes it, is put together and why."""
        return self._builder.world().resolver.parts(self._first(self.told_as(what)))

    def reading(self, report: str) -> ReportStatements:
        """Return what was read from a report, by its key."""
        return self._builder.reading(report)

    def told(self, member: Member) -> str:
        """Return how a report tells of something: its name, an official's with the posts."""
        reading = self.reading(member.report)
        entities = {entity.key: entity for entity in reading.entities}
        held = dict.fromkeys(
            _post(entities, told.object.key, told.predicate)
            for told in reading.statements
            if told.subject == member.entity and told.predicate in _HELD and isinstance(told.object, Ref)
        )
        return ": ".join(filter(None, (entities[member.entity].name, "; ".join(held))))

    def side(self, member: Member) -> Side:
        """Return a side of a judgement about an entity of a report, under its IRI of now."""
        return Side(self._builder.world().iri(member), member)

    def told_as(self, what: str) -> tuple[Member, ...]:
        """Return the entities that are told as one thing, by its name. Raises NotFoundError for what is none."""
        iri = find(self.store, what)
        members = self._builder.world().members(iri)
        if not members:
            kind = kind_of(self.store, iri).lower() or "thing"
            why = "posts follow their bodies" if kind == "post" else "it is not what reports tell of"
            raise NotFoundError(f"{what!r} is a {kind}, which cannot be judged: {why}")
        return members

    def one(self, member: Member, side: Side) -> bool:
        """Return whether an entity of a report is one with what a side of a judgement means."""
        resolver = self._builder.world().resolver
        other = resolver.side(side)
        return other is not None and resolver.canonical(member) == resolver.canonical(other)

    def judge(self, verdict: str, a: Member, b: Member, why: str = "") -> Judgement:
        """Decide about two entities."""
        (new,) = self._put([(made(verdict, self.side(a), self.side(b), self._who, why), HERE)])
        return new

    def merge(self, a: str, b: str, why: str = "") -> Judgement:
        """Decide that two things, each as ``kg show`` takes it, are one."""
        (new,) = self.decide([Asked("same", Thing(a), Thing(b), why)])
        return new

    def split(self, what: str, report: str, why: str = "") -> tuple[Judgement, ...]:
        """Decide that what one report tells of a thing is another one, also where it tells of it as of several.

        The judgement names several reports of the rest, so that it holds when some of them go.
        """
        key = find_report(self.store, report).rpartition("/")[2]
        there = self.told_as(what)
        away = [member for member in there if member.report == key]
        rest = [member for member in there if member.report != key]
        if not away:
            raise NotFoundError(f"report {key} tells nothing of {what!r}; {_told_by(there)}")
        if not rest:
            raise InputError(what, f"is told of by report {key} alone", "there is nothing to take it away from")
        iri = self.side(there[0]).iri
        two = Side(iri, *away), Side(iri, *self._earliest(rest))  # one IRI for both: that it means two
        return self._put([(made("different", *two, self._who, why), HERE)])

    def decide(self, asked: Sequence[Asked], finding: Finding = _no_finding) -> tuple[Judgement, ...]:
        """Put decisions in force, all of them or none; return the new judgements, in their order.

        ``finding`` returns the id of the finding that a name means, and raises NotFoundError where it means none.
        """
        return self._put([(self._made(each, finding), each.place) for each in asked])

    def undo(self, names: Sequence[str] = ()) -> tuple[Judgement, ...]:
        """Take judgements back, by their ids or the beginnings of them; the last one where none is named.

        A file whose rows contradict each other is mended so. Raises InputError where they would still do.
        """
        rows = file.placed(self.store.judgements)
        sound = rules.fits(rows)
        if sound:
            self._builder.world()  # a file that was edited by hand counts from here on
        if not rows:
            raise NotFoundError(f"there is no judgement to take back: {self.store.judgements} holds none")
        gone = {self._called(name) for name in names} or {rows[-1].judgement}
        stay = [row for row in rows if row.judgement not in gone]
        if not sound:
            _refuse_unsound(stay, gone)
            # The graph cannot be made with the file as it is.
            file.write(self.store.judgements, [row.judgement for row in stay], stays=True)
        else:
            rules.check(stay, self._kind_of)  # what was split off may be one with what another split keeps apart
        self._builder.judge([row.judgement for row in stay])
        return tuple(row.judgement for row in rows if row.judgement in gone)

    def _put(self, new: Sequence[tuple[Judgement, str]]) -> tuple[Judgement, ...]:
        rows = [*file.placed(self.store.judgements), *(Placed(judgement, place) for judgement, place in new)]
        rules.check(rows, self._kind_of)
        if new:
            self._builder.judge([row.judgement for row in rows])
        return tuple(judgement for judgement, _ in new)

    def _made(self, asked: Asked, finding: Finding) -> Judgement:
        """Return the judgement that is asked for. Raises InputError, with the place, for what cannot be judged."""
        try:
            if asked.verdict == "accepted":
                self._builder.world()  # what is found hangs on the reader and the judgements of now
                sides = Side(finding(asked.a.name)), None
            else:
                sides = self._side(asked.a), self._side(asked.b)
                if not set(sides[0].members).isdisjoint(sides[1].members):
                    raise _one_already(asked)
        except InputError:
            raise
        except KgError as error:
            if asked.place == HERE:
                raise
            raise InputError(asked.place, str(error)) from None
        return made(asked.verdict, *sides, asked.who or self._who, asked.why, asked.when)

    def _side(self, thing: Thing) -> Side:
        if not thing.members:
            return self.side(self._first(self.told_as(thing.name)))
        if not (iri := next(filter(None, map(self._iri, thing.members)), "")):
            told = member_text(thing.members[0])
            raise NotFoundError(f"no report in the store has the entity {told}; kg reports lists the reports")
        return Side(thing.name or iri, *thing.members)

    def _first(self, members: Sequence[Member]) -> Member:
        """Return the canonical one of some members, the first of them where that is none of them."""
        canonical = self._builder.world().resolver.canonical(members[0])
        return canonical if canonical in members else members[0]

    def _earliest(self, members: Sequence[Member]) -> list[Member]:
        """Return what the earliest reports tell of some members, of so many reports as a judgement names."""
        dated = self._builder.world().resolver.by_date(members)
        named = list(dict.fromkeys(member.report for member in dated))[:_ANCHORS]
        return [member for member in dated if member.report in named]

    def _called(self, name: str) -> Judgement:
        found = [each for each in self.judgements if each.id == name]
        found = found or [each for each in self.judgements if len(name) >= 3 and each.id.startswith(name)]
        if len(found) != 1:
            many = f"{len(found)} judgements begin with {name!r}" if found else f"no judgement has the id {name!r}"
            raise NotFoundError(f"{many}; kg judgements lists them")
        return found[0]

    def _kind_of(self, side: Side) -> str:
        iri = next(filter(None, map(self._iri, side.members)), "")
        return rules.kind_in_iri(Side(iri) if iri else side)

    def _iri(self, member: Member) -> str:
        """Return the IRI of an entity of a report, '' for one that is not there or is a post."""
        try:
            return self._builder.world().iri(member)
        except ValueError:
            return ""


def _refuse_unsound(stay: Sequence[Placed], gone: Iterable[Judgement]) -> None:
    """Raise InputError where rows contradict each other even without those that are to be taken back."""
    try:
        rules.check(stay)
    except InputError as error:
        ids = sorted(judgement.id for judgement in gone)
        more = next(row.judgement.id for row in stay if row.place == error.source)
        advice = f"nothing is taken back: name one more, e.g. kg undo {' '.join((*ids, more))}"
        raise InputError(error.source, f"{error.reason}, also without {', '.join(ids)}", advice) from None


def _post(entities: Mapping[str, Entity], key: str, predicate: str) -> str:
    post = entities[key]
    body = entities[post.body].name if post.body else ""
    return " ".join(filter(None, (_HELD[predicate], post.title, body)))


def _one_already(asked: Asked) -> InputError:
    different = asked.verdict == "different"
    advice = "kg split takes away what one report tells" if different else "nothing is to be done"
    return InputError(asked.place, f"{asked.a.name} and {asked.b.name} are one already", advice)


def _told_by(members: Sequence[Member]) -> str:
    """Return which reports tell of something, for a message."""
    keys = list(dict.fromkeys(member.report for member in members))
    more = f" and {len(keys) - 5} more" if len(keys) > 5 else ""
    return f"it is told of by {', '.join(keys[:5])}{more}"
