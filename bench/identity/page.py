"""How one outlet names people, bodies, directives and events in one report, and how a template becomes its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from identity.careers import Person, Term
from identity.country import Body, Country, Unit
from identity.happenings import Happening
from identity.marks import Mention, mark, unmark, upper_first
from identity.outlets import Outlet
from identity.papers import PREMIER, Paper
from identity.wordings import Wordings, fill
from kg.model import Report
from kg.text import normalise

_OLD = {"òa": "oà", "óa": "oá", "ủy": "uỷ", "úy": "uý", "ỏa": "oả", "òe": "oè"}
_OLD_TONES = re.compile(r"(?<![qQ])(òa|óa|ủy|úy|ỏa|òe)(?!\w)")
_FIRST = ("Phó Bí thư", "Ủy viên")  # told before the chief post
_ALONE = frozenset(
    {"Bộ trưởng", "Thứ trưởng", "Giám đốc", "Phó Giám đốc", "Chủ tịch", "Phó Chủ tịch", "Bí thư", "Phó Thủ tướng"}
)
_MANNERS = {"full": 30, "dated": 18, "issued": 22, "bare": 12, "elided": 12, "misprint": 3}  # of 97 references
_OF = ("full", "issued", "elided", "misprint")  # those that say whose
_DATED = ("full", "dated")
_STOPS = re.compile(r"(?<=[.!?] )")


@dataclass(frozen=True, slots=True)
class Telling:
    """A report of the world, and what each of its names means.

    ``story`` is what it tells of, as others may too; ``copied`` the source id of the report that it is a copy of.
    """

    report: Report
    mentions: tuple[Mention, ...]
    day: date
    story: str = ""
    copied: str = ""


class Page:
    """One report being written.

    ``day`` is that of which it tells; ``published`` the day of publication, None where it is not known; ``dated`` says
    whether the text gives the day.
    """

    def __init__(
        self,
        random: Random,
        country: Country,
        told: Wordings,
        outlet: Outlet,
        day: date,
        published: date | None,
        *,
        dated: bool = True,
    ):
        self.random, self.outlet, self.day, self.published, self.dated = random, outlet, day, published, dated
        self.country, self.told = country, told
        self.home: Unit | None = None
        self._elsewhere = False
        self.named: set[str] = set()

    def begin(self) -> None:
        """Begin to tell, below the headline: nothing is known yet."""
        self.home, self._elsewhere, self.named = None, False, set()

    @property
    def timeless(self) -> bool:
        """Return whether nothing tells when the report was."""
        return self.published is None and not self.dated

    def chance(self, share: float) -> bool:
        """Return True in that share of calls."""
        return self.random.random() < share

    # --- bodies

    def body(self, body: Body, *, day: date | None = None) -> str:
        """Write a body; its province becomes known with it."""
        asked = self._asked(body)
        at_home = not self._away(body)
        forms = body.home if at_home and body.home and self.chance(0.75) else body.full
        short = [form for form in forms if "UBND" in form or "HĐND" in form or "ĐBQH" in form]
        long = [form for form in forms if form not in short]
        words = self.random.choice(short if self.outlet.short and short else long or short)
        label = body.label(day or self.day)
        if body.unit and not at_home:
            self._elsewhere |= self.home is not None
            self.home = self.home or body.unit
            if body.unit.name not in words:  # a district of a name that other provinces have too
                words_of = f" ({body.unit.words})" if self.chance(0.5) else f", {body.unit.words}"
                return mark("Body", label, words, open=asked) + words_of
        told = mark("Body", label, self._within(body, words), open=asked)
        if body.parent:
            told += self.random.choice([", ", " thuộc ", " của "]) + self.body(body.parent)
            told = mark("Body", label, told, open=asked)
        return told

    def _within(self, body: Body, words: str) -> str:
        """Mark the committee in the name of one of its organs."""
        if body.kind not in ("organisation", "standing") or not body.unit:
            return words
        at = words.index("Thành ủy" if "Thành ủy" in words else "Tỉnh ủy")
        committee = self.country.local[body.unit]["party"]
        return words[:at] + mark("Body", committee.label(self.day), words[at:], open=self._asked(committee))

    def _asked(self, body: Body) -> bool:
        return self.country.twin(body) and (self.timeless or not body.alive(self.day))

    # --- people

    def post(self, title: str, body: Body, acting: str = "") -> str:
        """Write a post."""
        if body.kind == "ministry" and title in ("Bộ trưởng", "Thứ trưởng") and self.chance(0.25):
            field = body.full[0].removeprefix("Bộ ")
            return mark("Body", body.label(self.day), f"{acting}{title} {field}", open=self._asked(body))
        if acting and title == "Giám đốc" and self.chance(0.5):
            return f"Phó Giám đốc phụ trách {self.body(body)}"
        return f"{acting}{title} {self.body(body)}"

    def posts(self, person: Person, *, most: int = 3, day: date | None = None) -> tuple[list[str], list[str]]:
        """Return the posts of a person as words, the chief one always there, and what they tell: 'body|title'."""
        day = day or self.day
        term = person.at(day)
        if term is None:
            return self._former(person, day)
        words, told = [], []
        membership = person.membership(day)
        if membership and most > 1 and self.chance(0.6):
            committee = mark(
                "Body", self.country.single["Ban Chấp hành Trung ương Đảng"].label(day), self.outlet.centre
            )
            words.append(f"{membership} {committee}")
        words.append(self._seat(term, day))
        told.append(post_code(term.seat.body, term.seat.title))
        for title, body in term.also if most > 2 else ():
            if self.chance(0.6):
                words.insert(len(words) - (title in _FIRST), self.post(title, body))
                told += [post_code(body, title)] if body.kind != "standing" else []
        return words, told

    def _seat(self, term: Term, day: date) -> str:
        acting = "Quyền " if term.acting and day <= term.acting else ""
        return self.post(term.seat.title, term.seat.body, acting)

    def _former(self, person: Person, day: date) -> tuple[list[str], list[str]]:
        term = person.last(day)
        if term is None:
            return [], []
        return [f"nguyên {self.post(term.seat.title, term.seat.body)}"], [post_code(term.seat.body, term.seat.title)]

    def before(self, person: Person) -> str:
        """Write a person with the name behind the posts: 'Giám đốc Sở … Nguyễn Văn An'."""
        term = person.at(self.day)
        if term and self._far(term.seat.body):
            return self.after(person)
        words, told = self.posts(person, most=1)
        name = self._name(person, told)
        if len(words) == 1 and not words[0].startswith("nguyên") and self.chance(0.2):
            return f"{self.outlet.comrade[0]} {name} - {words[0]}"
        return f"{words[-1]} {name}" if words else name

    def after(self, person: Person, *, address: bool = True, most: int = 3) -> str:
        """Write a person with the posts behind the name: 'đồng chí Nguyễn Văn An, Giám đốc Sở …'."""
        words, told = self.posts(person, most=most)
        lead = f"{self.outlet.comrade[0]} " if address else ""
        return lead + ", ".join((self._name(person, told), *words))

    def again(self, person: Person) -> str:
        """Write a person who was named before."""
        term = person.at(self.day)
        if term and term.seat.title in _ALONE and not term.acting and self.chance(0.5):
            return f"{term.seat.title} {self._name(person)}"
        return self.alone(person)

    def alone(self, person: Person, *told: str) -> str:
        """Write a person by nothing but the name; ``told`` is what else the sentence tells."""
        return f"{self.outlet.comrade[0]} {self._name(person, told)}"

    def held(self, person: Person, term: Term, *, after: bool, code: str) -> str:
        """Write a person with the post of one term; ``code`` is what the sentence tells beside that."""
        after = after or self._far(term.seat.body)
        words, told = self.post(term.seat.title, term.seat.body), [post_code(term.seat.body, term.seat.title), code]
        if after:
            return f"{self.outlet.comrade[0]} {self._name(person, told)}, {words},"
        return f"{words} {self._name(person, told)}"

    def _name(self, person: Person, told: Sequence[str] = ()) -> str:
        self.named.add(person.id)
        return mark("Person", person.id, person.name, open=not told, told=tuple(told))

    def list(self, people: list[Person]) -> str:
        """Write several people: 'các đồng chí: A, …; B, …'."""
        lead = f"{self.outlet.comrade[1]}: " if len(people) > 1 else f"{self.outlet.comrade[0]} "
        return lead + "; ".join(self.after(person, address=False, most=2) for person in people)

    def _far(self, body: Body) -> bool:
        """Return whether a body's province must be told with it, which nobody does before a name."""
        return self._away(body) and " " in body.kind and not body.kind.startswith("Sở")

    def _away(self, body: Body) -> bool:
        """Return whether a reader does not know from the text before which province a body is of."""
        return body.unit is None or body.unit != self.home or self._elsewhere

    # --- directives

    def paper(self, paper: Paper, sure: bool = True, manner: str = "") -> str:
        """Write a directive in one of the manners in which they are cited.

        ``sure``: no other directive known on the day has its type, number, issuer and subject, so that a reference that
        says these means it.
        """
        manner = manner or self.random.choices(tuple(_MANNERS), tuple(_MANNERS.values()))[0]
        head, day = f"{paper.type} số {paper.cited}", paper.day
        of = self.issuer(paper) if manner in _OF else ""
        about = f" về {self.random.choice(['công tác ', ''])}{paper.topic}"
        asked = False
        if manner == "full":
            words, tail = head, f"{self._on(day)} của {of}{about}"
        elif manner == "dated":
            words, tail = head, f"{self._on(day)}"
        elif manner == "issued":
            words, tail, asked = head, f" của {of}{about}", not (sure or paper.yearly)
        elif manner == "bare":
            words, tail, asked = head, "", not paper.yearly
        elif manner == "elided":
            words, tail, asked = f"{paper.type} số {paper.number:02}", f" của {of}{about}", not sure
        else:
            words, tail, asked = (
                head,
                f"{self._on(day + timedelta(self.random.choice([-1, 1, 30, -30])))} của {of}",
                True,
            )
        asked = asked or (not of and paper.issuer.unit is not None and self._away(paper.issuer))
        told = ("day",) * (manner in _DATED or paper.yearly) + ("topic",) * (about in tail)
        return mark("Directive", paper.id, words, open=asked, told=told) + tail

    def _on(self, day: date) -> str:
        return f"{self.random.choice([' ngày', ', ngày'])} {self.outlet.date(day)}"

    def issuer(self, paper: Paper) -> str:
        """Write whose a directive is."""
        if paper.of == PREMIER:
            return mark("Body", self.country.single["Chính phủ"].label(self.day), paper.of)
        return self.body(paper.issuer, day=paper.day)

    # --- events

    def event(self, event: Happening, sure: bool = True, *, then: bool = False) -> str:
        """Write an event by one of its names; ``then``: one of the past, whose day is told beside it."""
        forms = self.told[f"event {event.family}"]
        day, paper = event.day, event.paper
        gaps = {
            "topic": lambda: event.topic,
            "year": lambda: day.year,
            "next": lambda: day.year + 1,
            "later": lambda: day.year + 5,
            "years": lambda: day.year - paper.day.year if paper else 0,
            "paper": lambda: self.paper(paper, sure) if paper else "",
            "organiser": lambda: self.body(event.organiser),
            "branch": lambda: self._branch(event.organiser.unit),
            "number": lambda: event.number,
            "term": lambda: event.term,
        }
        words = fill(forms[0] if self.chance(0.5) else self.random.choice(forms), gaps)
        known = then or not self.timeless or str(day.year) in words or event.term
        return mark("Event", event.id, words, open=not known)

    def _branch(self, unit: Unit | None) -> str:
        """Write the Party of a province."""
        return mark("Body", f"body/branch {unit.name}@{unit.begin}", f"Đảng bộ {unit.words}") if unit else ""

    # --- days

    def when(self) -> str:
        """Write the day of which the report tells: 'Ngày 12/9/2019', 'Sáng nay (12/9)'; '' where it is not dated."""
        if not self.dated:
            return self.random.choice(["Mới đây", "Vừa qua", ""])
        part = self.random.choice(["Ngày", "Sáng", "Chiều", "Ngày"])
        full = self.outlet.date(self.day)
        if self.published is None or self.chance(0.5):
            return f"{part}{' ngày' if self.outlet.slash == 'tháng' and part != 'Ngày' else ''} {full}"
        if self.published == self.day and part != "Ngày" and self.chance(0.4):
            return f"{part} nay ({self.outlet.short_date(self.day)})"
        return f"{part} {self.outlet.short_date(self.day)}"


def lines(title: str, paragraphs: list[str]) -> tuple[str, ...]:
    """Return the lines of a report, marked, with capitals where sentences begin."""
    return (upper_first(title.strip()), *(_sentence(paragraph) for paragraph in paragraphs))


def finish(number: int, told: tuple[str, ...], page: Page, story: str, copied: str = "") -> Telling:
    """Return the report of these lines as the page's outlet brings it."""
    text, mentions = unmark("\n".join(told))
    if page.outlet.old_tones:
        text = _OLD_TONES.sub(lambda found: _OLD[found[1]], text)
    assert text == normalise(text)
    published = page.published.isoformat() if page.published else ""
    source, url = f"world/{number:06}.txt", f"https://news.example/{number}"
    return Telling(Report(text, source, text.partition("\n")[0], published, url), mentions, page.day, story, copied)


def _sentence(paragraph: str) -> str:
    paragraph = paragraph.strip().removeprefix(", ")
    return " ".join(upper_first(part.strip()) for part in _STOPS.split(paragraph) if part.strip())


def post_code(body: Body, title: str) -> str:
    """Return what a post tells of who holds it."""
    return f"{body.scope}|{body.id}|{title}"
