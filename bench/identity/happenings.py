"""The events of the world: conferences, reviews, sessions and ceremonies, some of one organiser on one day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from identity.careers import Careers, Person, Seat
from identity.country import FIRST, LAST, Body, Country
from identity.papers import TOPICS, Paper

# How outlets name one event; the first is the name that the organiser gave it.
FAMILIES: dict[str, tuple[str, ...]] = {
    "deploy": (
        "Hội nghị triển khai công tác {topic} năm {year}",
        "Hội nghị triển khai nhiệm vụ {topic} năm {year}",
        "Hội nghị trực tuyến triển khai công tác {topic} năm {year}",
        "Hội nghị triển khai công tác {topic}",
    ),
    "review": (
        "Hội nghị tổng kết công tác {topic} năm {year}",
        "Hội nghị tổng kết công tác {topic} năm {year}, triển khai nhiệm vụ năm {next}",
        "Hội nghị tổng kết công tác {topic}",
        "Hội nghị trực tuyến tổng kết công tác {topic} năm {year}",
    ),
    "half": (
        "Hội nghị sơ kết công tác {topic} 6 tháng đầu năm {year}",
        "Hội nghị sơ kết công tác {topic} 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm {year}",
        "Hội nghị sơ kết 6 tháng công tác {topic}",
    ),
    "study": (
        "Hội nghị quán triệt, triển khai thực hiện {paper}",
        "Hội nghị học tập, quán triệt {paper}",
        "Hội nghị trực tuyến quán triệt {paper}",
    ),
    "years": (
        "Hội nghị tổng kết {years} năm thực hiện {paper}",
        "Hội nghị tổng kết {years} năm triển khai thực hiện {paper}",
    ),
    "seminar": (
        "Hội thảo khoa học về {topic}",
        "Hội thảo về {topic}",
        "Hội thảo về công tác {topic}",
    ),
    "launch": (
        "Lễ phát động phong trào thi đua {topic} năm {year}",
        "Lễ phát động thi đua {topic} năm {year}",
    ),
    "training": (
        "Hội nghị tập huấn công tác {topic} năm {year}",
        "Hội nghị tập huấn nghiệp vụ {topic} năm {year}",
        "Hội nghị tập huấn về {topic}",
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class Happening:
    """An event: whose, when, of what; ``chair`` leads it, ``guests`` come."""

    id: str
    family: str
    topic: str
    organiser: Body
    day: date
    chair: Person
    guests: tuple[Person, ...]
    paper: Paper | None = None
    others: tuple[Paper, ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """The ways in which it is named, the organiser's own first."""
        return FAMILIES[self.family]


class Diary:
    """Draws events."""

    def __init__(self, random: Random, country: Country, careers: Careers, papers: list[Paper]):
        self._random, self._papers, self._count = random, papers, 0
        self._holders = careers.holders
        self._by_body: dict[Body, list[Seat]] = {}
        for seat in careers.holders:
            self._by_body.setdefault(seat.body, []).append(seat)
        local = [body for found in country.local.values() for body in found.values() if body in self._by_body]
        self._organisers = [*local, *(body for body in country.ministries + country.central)]
        self._weights = [_weight(body) for body in self._organisers]
        self._upper = [country.single["Chính phủ"], *country.central, *country.ministries]
        self._country = country

    def one(self) -> list[Happening]:
        """Return an event, or a few of one organiser on one day."""
        random = self._random
        organiser = random.choices(self._organisers, self._weights)[0]
        days = (organiser.end - organiser.begin).days
        day = organiser.begin + timedelta(random.randrange(60, max(61, days)))
        if day > LAST or day < FIRST or not organiser.alive(day):
            return []
        found = [self._happening(organiser, day)]
        if random.random() < 0.12:
            found += [self._happening(organiser, day) for _ in range(random.randrange(1, 3))]
        return [event for event in found if event]

    def sitting(self, body: Body, day: date) -> list[Person]:
        """Return who sits in the seats of a body on a day, the head first."""
        found = []
        for seat in sorted(self._by_body.get(body, ()), key=lambda seat: (-seat.rank, seat.title, seat.number)):
            found += [person for term, person in self._holders[seat] if term.begin <= day <= term.end]
        return found

    def known(self, day: date, body: Body) -> list[Paper]:
        """Return the papers that a body may speak of on a day: the centre's and its own province's."""
        since = day - timedelta(4_000)
        return [
            paper
            for paper in self._papers
            if since <= paper.day < day and (not paper.issuer.unit or paper.issuer.unit == body.unit)
        ]

    def _happening(self, organiser: Body, day: date) -> Happening | None:
        random = self._random
        own = self.sitting(organiser, day)
        if not own:
            return None
        family = random.choice(list(FAMILIES))
        known = self.known(day, organiser)
        paper = random.choice(known) if known else None
        if family == "years":
            old = [paper for paper in known if day.year - paper.day.year >= 4]
            paper = random.choice(old) if old else None
        if family in ("study", "years") and paper is None:
            family = "deploy"
        self._count += 1
        topic = paper.topic if paper and family in ("study", "years") else random.choice(TOPICS)
        others = tuple(random.sample(known, min(len(known), random.randrange(0, 3))))
        guests = tuple(dict.fromkeys([*own[1:], *self._guests(organiser, day)]))
        event = f"event/{self._count}"
        return Happening(event, family, topic, organiser, day, own[0], guests, paper, others)

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
