"""The whole world of one seed: its country, people and papers, and the reports that tell of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from identity import copying, stories
from identity.careers import Careers
from identity.country import LAST, Body, Country
from identity.happenings import Diary, Happening
from identity.outlets import OUTLETS
from identity.page import Page, Telling, finish, lines
from identity.papers import Paper, papers
from identity.stories import Told
from identity.wordings import Wordings, wordings

Story = tuple[Callable[[Page], Told], date, int]  # how a page tells it, its day, and how many outlets may

COPIED = 0.09  # share of reports that others take over, whole or nearly
_LATE = ((0, 45), (1, 42), (2, 8), (4, 3), (None, 6))  # days until publication, None: unknown
_KINDS = (("conference", 60), ("appointment", 18), ("issue", 8), ("visit", 10), ("old guard", 4))


@dataclass(frozen=True)
class World:
    """What is true, and what is told of it. ``tellings`` stand in no order of time."""

    country: Country
    careers: Careers
    papers: list[Paper]
    tellings: list[Telling]


def build(reports: int, seed: int) -> World:
    """Return the world of a seed, told by so many reports; the same numbers always give the same.

    Seed 1 has words of its own; all others are told in those of the other family.
    """
    random = Random(f"identity {seed}")
    country = Country(random)
    careers = Careers(random, country)
    words = wordings(1 if seed == 1 else 2)
    all_papers = papers(random, country, words["topic"])
    teller = _Teller(random, country, careers, all_papers, words)
    told = list(teller.tell(reports))
    random.shuffle(told)
    return World(country, careers, all_papers, told)


class _Teller:
    def __init__(self, random: Random, country: Country, careers: Careers, all_papers: list[Paper], words: Wordings):
        self._random, self._country, self._careers, self._papers = random, country, careers, all_papers
        self._words = words
        self._diary = Diary(random, country, careers, all_papers, words["topic"])
        self._alike: defaultdict[tuple, list[date]] = defaultdict(list)
        for paper in all_papers:
            self._alike[paper.type, paper.number, paper.of, paper.topic].append(paper.day)
        terms = [(term, person) for held in careers.holders.values() for term, person in held]
        self._changes = [(term, person) for term, person in terms if term.begin > term.seat.body.begin]
        self._leading = [
            pair for pair in self._changes if pair[0].seat.rank >= 4 and pair[0].seat.body.kind != "office"
        ]
        self._retired = [person for person in careers.people if person.terms[-1].end < LAST - timedelta(400)]

    def tell(self, reports: int) -> Iterator[Telling]:
        number = stories_told = 0
        while number < reports:
            for tell, day, most in self._story():
                stories_told += 1
                for page in self._pages(day, most):
                    title, paragraphs = tell(page)
                    told = lines(title, paragraphs)
                    for telling in self._with_copies(number, told, page, f"story/{stories_told}"):
                        if number < reports:
                            yield telling
                            number += 1

    def _story(self) -> list[Story]:
        kinds, weights = zip(*_KINDS, strict=True)
        told = {
            "conference": self._conferences,
            "appointment": self._appointment,
            "issue": self._issue,
            "visit": self._visit,
            "old guard": self._old_guard,
        }
        return told[self._random.choices(kinds, weights)[0]]()

    def _pages(self, day: date, most: int) -> Iterator[Page]:
        """Yield the pages of the outlets that tell of a day."""
        random = self._random
        for outlet in random.sample(OUTLETS, min(random.choice((1, 1, 2, 2, 3, 4, 5, 6)), most)):
            late = random.choices([days for days, _ in _LATE], [weight for _, weight in _LATE])[0]
            published = None if late is None else day + timedelta(late)
            yield Page(random, self._country, self._words, outlet, day, published, dated=random.random() < 0.85)

    def _with_copies(self, number: int, told: tuple[str, ...], page: Page, story: str) -> Iterator[Telling]:
        first = finish(number, told, page, story)
        yield first
        if self._random.random() < COPIED:
            for count in range(self._random.randrange(1, 4)):
                yield copying.copy(self._random, number + 1 + count, told, page, first)

    def _sure(self, page: Page) -> Callable[[Paper], bool]:
        def sure(paper: Paper) -> bool:
            days = self._alike[paper.type, paper.number, paper.of, paper.topic]
            return sum(day <= page.day for day in days) == 1

        return sure

    def _conferences(self) -> list[Story]:
        return [(lambda page, event=event: self._conference(page, event), event.day, 6) for event in self._diary.one()]

    def _conference(self, page: Page, event: Happening) -> Told:
        since = event.day - timedelta(900)
        past = [one for one in self._diary.past[event.organiser] if since < one.day < event.day]
        return stories.conference(page, event, self._sure(page), past)

    def _appointment(self) -> list[Story]:
        term, person = self._random.choice(self._changes)
        at = person.terms.index(term)
        old = person.terms[at - 1] if at and person.terms[at - 1].end > term.begin - timedelta(60) else None
        earlier = [
            (one.begin, other)
            for one, other in self._careers.holders[term.seat]
            if one.begin < term.begin and other is not person
        ]
        before = max(earlier, key=lambda pair: pair[0])[1] if earlier else None
        local = term.seat.body.unit and self._country.local[term.seat.body.unit]
        appointer = (
            (local["party"] if term.seat.rank > 3 else local["people"]) if local else self._country.single["Chính phủ"]
        )
        return [(lambda page: stories.appointment(page, person, old, term, appointer, before), term.begin, 3)]

    def _issue(self) -> list[Story]:
        paper = self._random.choice(self._papers)
        sitting = self._diary.sitting(paper.issuer, paper.day)
        bodies = (
            list(self._country.local[paper.issuer.unit].values()) if paper.issuer.unit else self._country.ministries
        )
        bodies = [body for body in bodies if body.alive(paper.day) and body is not paper.issuer]
        chosen = self._random.sample(bodies, min(2, len(bodies)))
        signer = sitting[0] if sitting else None
        return [(lambda page: stories.issue(page, paper, signer, chosen, self._sure(page)), paper.day, 3)]

    def _visit(self) -> list[Story]:
        term, leader = self._random.choice(self._leading)
        day = term.begin + (term.end - term.begin) * self._random.random()
        if term.seat.rank >= 7:
            near = [local["people"] for unit, local in self._country.local.items() if unit.begin <= day <= unit.end]
        else:
            near = self._near(term.seat.body, day)
        body = self._random.choice(near)
        guests = [one for one in self._diary.sitting(body, day)[:2] if one is not leader]
        topic, story = self._random.choice(self._words["topic"]), f"event/visit of {leader.id} {day} {body.id}"
        return [(lambda page: stories.visit(page, story, leader, body, guests, topic), day, 4)]

    def _old_guard(self) -> list[Story]:
        one = self._random.choice(self._retired)
        body, since = one.terms[-1].seat.body, one.terms[-1].end
        alike = [other for other in self._retired if other.terms[-1].seat.body.scope == body.scope]
        day = since + timedelta(self._random.randrange(60, 900))
        here = self._near(body, day)
        guests = [one, *(other for other in self._random.sample(alike, min(3, len(alike))) if other is not one)]
        guests = [other for other in guests if other.terms[-1].end < day]
        if not here:
            return []
        hosts = [found for found in here if found.kind in ("people", "party", "ministry", "central")] or here
        organiser = self._random.choice(hosts)
        topic, story = self._random.choice(self._words["topic"]), f"event/meeting {organiser.id} {day}"
        return [(lambda page: stories.old_guard(page, story, organiser, guests, topic), day, 2)]

    def _near(self, body: Body, day: date) -> list[Body]:
        """Return the bodies of the circle of one that exist on a day."""
        return [other for other in self._country.bodies if other.scope == body.scope and other.alive(day)]
