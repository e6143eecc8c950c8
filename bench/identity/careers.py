"""Who held which post when: twenty years of vacancies, filled from below, from aside or with newcomers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from identity.country import CONGRESSES, FIRST, LAST, Body, Country
from identity.names import population

_MOVES = 0.15  # how often a vacancy is filled from another province or ministry


@dataclass(frozen=True, slots=True, eq=False)
class Seat:
    """A post that one person holds at a time; ``number`` tells several vice ministers apart."""

    title: str
    body: Body
    rank: int
    number: int = 0


@dataclass(slots=True)
class Term:
    """A person in a seat. ``acting`` is the last day of acting in it, if any; ``also`` are posts that come with it."""

    seat: Seat
    begin: date
    end: date = LAST
    acting: date | None = None
    also: tuple[tuple[str, Body], ...] = ()


@dataclass(slots=True, eq=False)
class Person:
    """An official. ``member`` are the days on which he or she came into the Central Committee and left it."""

    id: str
    name: str
    born: int
    terms: list[Term] = field(default_factory=list)
    member: list[tuple[date, date, str]] = field(default_factory=list)

    def at(self, day: date) -> Term | None:
        """Return the term on a day."""
        return next((term for term in reversed(self.terms) if term.begin <= day <= term.end), None)

    def last(self, day: date) -> Term | None:
        """Return the latest term that has begun by a day."""
        return next((term for term in reversed(self.terms) if term.begin <= day), None)

    def membership(self, day: date) -> str:
        """Return the title in the Central Committee on a day, or ''."""
        return next((title for begin, end, title in self.member if begin <= day < end), "")


class Careers:
    """Everybody's career in a country; ``holders`` are the terms of each seat, the earliest first."""

    def __init__(self, random: Random, country: Country, people: int = 4_000):
        self._random, self._local, self.people = random, country.local, []
        self._names = population(random, people)
        self._sitting: dict[Seat, Person] = {}
        self.holders: dict[Seat, list[tuple[Term, Person]]] = {}
        self._seats = sorted(_seats(country), key=lambda seat: (-seat.rank, seat.body.id, seat.title, seat.number))
        self._due: dict[Seat, date] = {}
        day = FIRST
        while day <= LAST:
            self._month(day)
            day = (day + timedelta(32)).replace(day=1)
        self._elect()

    def _month(self, day: date) -> None:
        free: dict[str, list[Person]] = {}
        for seat in [seat for seat in self._sitting if seat.body.end < day]:
            person = self._leave(seat, seat.body.end)
            free.setdefault(seat.body.scope, []).append(person)
        for seat in self._seats:
            if seat.body.alive(day) and seat in self._sitting and self._due[seat] <= day:
                self._expire(seat, day)
        for seat in self._seats:
            if seat.body.alive(day) and seat not in self._sitting:
                self._fill(seat, day, free.get(seat.body.scope, []))

    def _expire(self, seat: Seat, day: date) -> None:
        person, random = self._sitting[seat], self._random
        if day.year - person.born < 60 and random.random() < 0.4:
            self._due[seat] = day + timedelta(random.randrange(600, 1800))
        elif day.year - person.born >= 57 or seat.rank > 5 or random.random() < 0.6:
            self._leave(seat, day - timedelta(1))

    def _leave(self, seat: Seat, day: date) -> Person:
        person = self._sitting.pop(seat)
        person.terms[-1].end = day
        return person

    def _fill(self, seat: Seat, day: date, free: list[Person]) -> None:
        random = self._random
        person = self._from(seat, day, free)
        begin = day + timedelta(random.randrange(0, 5)) if day > FIRST else FIRST
        begin = max(begin, seat.body.begin)
        term = Term(seat, begin, also=self._also(seat))
        if seat.rank in (3, 4, 5, 7) and day > FIRST and random.random() < 0.12:
            term.acting = begin + timedelta(random.randrange(60, 200))
        person.terms.append(term)
        self._sitting[seat] = person
        self.holders.setdefault(seat, []).append((term, person))
        self._due[seat] = day + timedelta(random.randrange(500, 2200))

    def _from(self, seat: Seat, day: date, free: list[Person]) -> Person:
        random = self._random
        fits = [person for person in free if person.terms[-1].seat.rank >= seat.rank - 1]
        if fits and random.random() < 0.8:
            free.remove(person := max(fits, key=lambda one: (one.terms[-1].seat.rank, one.id)))
            return person
        aside = random.random() < _MOVES
        found = [
            other
            for other, person in self._sitting.items()
            if 0 < seat.rank - other.rank <= 2 or (aside and other.rank == seat.rank)
            if (other.body.scope != seat.body.scope) == aside and person.terms[-1].begin < day - timedelta(300)
            if day.year - person.born < 60
        ]
        if found and random.random() < 0.75:
            other = random.choice(found)
            return self._leave(other, day - timedelta(1))
        if not self._names:
            self._names = population(random, 1_000)
        born = day.year - random.randrange(34 + 2 * min(seat.rank, 7), 44 + 2 * min(seat.rank, 7))
        person = Person(f"person/{len(self.people)}", self._names.pop(0), born)
        self.people.append(person)
        return person

    def _also(self, seat: Seat) -> tuple[tuple[str, Body], ...]:
        """Return the posts that come with a seat: who leads the Party committee often leads the council too."""
        if not seat.body.unit:
            return ()
        random, local = self._random, self._local[seat.body.unit]
        if seat.rank == 6:
            lot = random.random()
            if lot < 0.4:
                return (("Chủ tịch", local["council"]),)
            return (("Trưởng", local["delegation"]),) if lot < 0.7 else ()
        if seat.title == "Chủ tịch" and seat.body.kind == "people":
            return (("Phó Bí thư", local["party"]),)
        if seat.body.kind in ("organisation", "police") or (seat.rank == 4 and random.random() < 0.3):
            return (("Ủy viên", local["standing"]),)
        return ()

    def _elect(self) -> None:
        """Give the Central Committee its members, term by term."""
        for day, end in pairwise((*CONGRESSES, LAST + timedelta(1))):
            for person in self.people:
                term = person.at(day)
                rank = term.seat.rank if term else 0
                if rank >= 6 and self._random.random() < 0.9:
                    person.member.append((day, end, "Ủy viên"))
                elif rank == 5 and self._random.random() < 0.08:
                    person.member.append((day, end, "Ủy viên dự khuyết"))


def _seats(country: Country) -> list[Seat]:
    found = [Seat("Bộ trưởng", body, 7) for body in country.ministries]
    found += [Seat("Thứ trưởng", body, 5, number) for body in country.ministries for number in range(3)]
    for body in country.offices:
        title = "Cục" if body.full[0].startswith("Cục") else "Vụ"
        found += [Seat(f"{title} trưởng", body, 4), Seat(f"Phó {title} trưởng", body, 3)]
    for body in country.central:
        head, deputy = ("Chủ nhiệm", "Phó Chủ nhiệm") if "Kiểm tra" in body.id else ("Trưởng", "Phó Trưởng")
        if "Văn phòng" in body.id:
            head, deputy = "Chánh", "Phó Chánh"
        found += [Seat(head, body, 8), *(Seat(deputy, body, 6, number) for number in range(2))]
    found += [Seat("Thủ tướng", country.single["Chính phủ"], 9)]
    found += [Seat("Phó Thủ tướng", country.single["Chính phủ"], 8, number) for number in range(2)]
    for bodies in country.local.values():
        found += _local_seats(bodies)
    return found


def _local_seats(bodies: dict[str, Body]) -> list[Seat]:
    found = [
        Seat("Bí thư", bodies["party"], 6),
        Seat("Phó Bí thư Thường trực", bodies["party"], 5),
        Seat("Chủ tịch", bodies["people"], 5),
        Seat("Phó Chủ tịch", bodies["people"], 4, 0),
        Seat("Phó Chủ tịch", bodies["people"], 4, 1),
        Seat("Phó Chủ tịch", bodies["council"], 4),
        Seat("Trưởng", bodies["organisation"], 4),
        Seat("Giám đốc", bodies["police"], 3),
    ]
    for key, body in bodies.items():
        if key.startswith("Sở"):
            found += [Seat("Giám đốc", body, 3), Seat("Phó Giám đốc", body, 2)]
        elif key.startswith("party "):
            found += [Seat("Bí thư", body, 3)]
        elif key.startswith("people "):
            found += [Seat("Chủ tịch", body, 2)]
    return found
