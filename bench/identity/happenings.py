"""The events of the world: conferences, reviews, sessions and ceremonies, some of one organiser on one day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from identity.careers import Careers, Person, Seat
from identity.country import FIRST, LAST, PROVINCIAL, Body, Country, Unit
from identity.papers import Paper

FAMILIES = ("deploy", "review", "half", "study", "years", "seminar", "launch", "training")
_SESSIONS = (date(2004, 5, 1), date(2011, 5, 22), date(2016, 5, 22), date(2021, 5, 23))  # elections of the councils
_ROMAN = ("XIII", "XIV", "XV", "XVI", "XVII", "XVIII")


@dataclass(frozen=True, slots=True, eq=False)
class Happening:
    """An event: whose, when, of what; ``chair`` leads it, ``guests`` come. ``number`` and ``term`` are a session's."""

    id: str
    family: str
    topic: str
    organiser: Body
    day: date
    chair: Person
    guests: tuple[Person, ...]
    paper: Paper | None = None
    others: tuple[Paper, ...] = ()
    number: int = 0
    term: str = ""


class Diary:
    """Draws events."""

    def __init__(self, random: Random, country: Country, careers: Careers, papers: list[Paper], topics: Sequence[str]):
        self._random, self._topics = random, topics
        self._papers: dict[Unit | None, list[Paper]] = {}  # by whose they are, the earliest first
        for paper in papers:
            self._papers.setdefault(paper.issuer.unit, []).append(paper)
        self._held: set[tuple] = set()
        self._holders = careers.holders
        self._by_body: dict[Body, list[Seat]] = {}
        for seat in careers.holders:
            self._by_body.setdefault(seat.body, []).append(seat)
        local = [body for found in country.local.values() for body in found.values() if body in self._by_body]
        self._organisers = [*local, *country.ministries, *country.central]
        self._weights = [_weight(body) for body in self._organisers]
        self._upper = [country.single["Chính phủ"], *country.central, *country.ministries]
        self._country = country
        self.past: dict[Body, list[Happening]] = {}

    def one(self) -> list[Happening]:
        """Return an event, or a few of one organiser on one day."""
        random = self._random
        organiser = random.choices(self._organisers, self._weights)[0]
        days = (organiser.end - organiser.begin).days
        day = organiser.begin + timedelta(random.randrange(60, max(61, days)))
        if day > LAST or day < FIRST or not organiser.alive(day):
            return []
        count = random.randrange(2, 4) if random.random() < 0.12 else 1
        held = [self._happening(organiser, day) for _ in range(count)]
        found = [event for event in held if event]
        for event in found:
            self.past.setdefault(event.organiser, []).append(event)
        return found

    def sitting(self, body: Body, day: date) -> list[Person]:
        """Return who sits in the seats of a body on a day, the head first."""
        found = []
        for seat in sorted(self._by_body.get(body, ()), key=lambda seat: (-seat.rank, seat.title, seat.number)):
            found += [person for term, person in self._holders[seat] if term.begin <= day <= term.end]
        return found

    def known(self, day: date, body: Body) -> list[Paper]:
        """Return the papers that a body may speak of on a day: the centre's and its own province's."""
        since, found = day - timedelta(4_000), []
        for whose in dict.fromkeys((None, body.unit)):
            papers = self._papers.get(whose, [])
            begin, end = (bisect_left(papers, limit, key=lambda paper: paper.day) for limit in (since, day))
            found += papers[begin:end]
        return found

    def _happening(self, organiser: Body, day: date) -> Happening | None:
        random = self._random
        family, day, number, term = self._family(organiser, day)
        own = self.sitting(organiser, day)
        if not own:
            return None
        known = self.known(day, organiser)
        if family == "years":
            known = [paper for paper in known if day.year - paper.day.year >= 4]
        paper = random.choice(known) if known and family in ("study", "years") else None
        if family in ("study", "years") and paper is None:
            family = "deploy"
        topic = paper.topic if paper else random.choice(self._topics)
        if (alike := (organiser, family, "" if term else paper or topic, day.year, number)) in self._held:
            return None  # who heard of both without a day could not tell them apart
        self._held.add(alike)
        others = tuple(random.sample(known, min(len(known), random.randrange(0, 3))))
        guests = tuple(one for one in dict.fromkeys([*own[1:], *self._guests(organiser, day)]) if one is not own[0])
        event = f"event/{len(self._held)}"
        return Happening(event, family, topic, organiser, day, own[0], guests, paper, others, number, term)

    def _family(self, organiser: Body, day: date) -> tuple[str, date, int, str]:
        """Return a sort of event, its day, and the number and term of a session or congress."""
        random = self._random
        if organiser.kind == "council" and random.random() < 0.6:
            since = max(start for start in _SESSIONS if start <= day)
            half = date(day.year, 7 if day.month < 7 else 12, 5)
            number = 2 * (half.year - since.year) + (half.month > 7)
            if number and organiser.alive(half) and since < half <= LAST:
                return "session", half, number, _ROMAN[_SESSIONS.index(since)]
        if organiser.kind == "party" and random.random() < 0.15:
            day = random.choice(PROVINCIAL)
            if organiser.alive(day):
                return "congress", day, 0, _ROMAN[PROVINCIAL.index(day)]
        return random.choice(FAMILIES), day, 0, ""

    def _guests(self, organiser: Body, day: date) -> list[Person]:
        random, found = self._random, []
        if organiser.unit:
            near = [
                body
                for body in self._country.local[organiser.unit].values()
                if body in self._by_body and body != organiser
            ]
            chosen = random.sample(near, min(len(near), random.randrange(1, 5)))
        else:
            units = [unit for unit in self._country.units if unit.begin <= day <= unit.end]
            chosen = [self._country.local[unit]["people"] for unit in random.sample(units, 2)]
        if random.random() < 0.35:
            chosen.append(random.choice(self._upper))
        for body in chosen:
            sitting = self.sitting(body, day)
            found += random.sample(sitting, 1) if sitting and random.random() < 0.5 else sitting[:1]
        return found


def _weight(body: Body) -> float:
    weights = {"people": 8.0, "party": 7.0, "council": 2.0, "ministry": 6.0, "central": 3.0}
    return (weights.get(body.kind) or (1.0 if body.kind.startswith("Sở") else 0.4)) * max(
        (body.end - body.begin).days, 1
    )
