"""An invented country for measurements: its bodies, seats, officials with their careers, documents and fields of work.

All of it follows from one random generator with a fixed seed. No name is meant to be anybody's: they are put together
from the commonest family, middle and given names, so some people share one, as in life.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

FIRST, LAST = date(2008, 1, 1), date(2025, 12, 31)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES = _words("Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Đoàn Cao Tạ")
MIDDLES = _words("Văn Thị Minh Thanh Ngọc Quang Đức Xuân Hữu Hồng Thu Quốc Anh Bảo Gia Kim Tuấn Việt Đình Thùy")
GIVENS = _words(
    "An Bình Chi Dũng Giang Hà Hải Hạnh Hiếu Hòa Hùng Hương Khánh Lan Lâm Linh Long Mai Nam Nga Nhung Phong Phúc Quân"
    " Quỳnh Sơn Tâm Thảo Thắng Thủy Toàn Trang Trung Tú Tùng Uyên Vân Vinh Yến Đạt"
)
PLACE_WORDS = _words("An Bình Cẩm Đông Gia Hải Hòa Khánh Lộc Minh Ninh Phú Quảng Sơn Tân Thái Thanh Vĩnh Xuân Yên")
FIELDS = (
    "chuyển đổi số",
    "cải cách hành chính",
    "phát triển đô thị",
    "phòng, chống thiên tai",
    "an toàn giao thông",
    "ngoại giao kinh tế",
    "giảm nghèo bền vững",
    "bảo vệ rừng",
    "giáo dục nghề nghiệp",
    "y tế cơ sở",
    "an ninh mạng",
    "phát triển du lịch",
    "năng lượng tái tạo",
    "hạ tầng cảng biển",
    "an toàn thực phẩm",
    "văn hóa cơ sở",
    "quản lý đất đai",
    "thu hút đầu tư",
    "khoa học và công nghệ",
    "nông thôn mới",
    "bảo hiểm xã hội",
    "thống kê",
    "lưu trữ",
    "thủy lợi",
)
TYPES = (
    ("Chỉ thị", "CT", "kgv:document-type/CT"),
    ("Nghị quyết", "NQ", "kgv:document-type/NQ"),
    ("Quyết định", "QĐ", "kgv:document-type/QD"),
    ("Kế hoạch", "KH", "kgv:document-type/KH"),
    ("Thông báo", "TB", "kgv:document-type/TB"),
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its names, kind, and the body that it is part of."""

    name: str
    kind: str
    code: str
    english: str = ""
    parent: Body | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A post that one person holds at a time."""

    title: str
    english: str
    body: Body

    @property
    def words(self) -> str:
        """The post as a text names it."""
        return f"{self.title} {self.body.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """An official; who has the same name is not the same."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Term:
    """Who held a seat, from its first day on."""

    person: Person
    seat: Seat
    begin: date


@dataclass(frozen=True, slots=True)
class Document:
    """A directive, with the documents before it that it has to do with (relation → document)."""

    type: str
    concept: str
    number: str
    day: date
    issuer: Body
    field: str
    links: tuple[tuple[str, Document], ...] = ()


@dataclass
class Country:
    """The whole cast of a world: ``provinces`` and ``documents`` say how big it is."""

    random: Random
    provinces: int
    documents: int
    bodies: list[Body] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    terms: dict[Seat, list[Term]] = field(default_factory=dict)
    careers: dict[Person, list[Term]] = field(default_factory=dict)
    papers: list[Document] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._found_bodies()
        self._seat()
        self._fill_seats()
        self._issue()

    def holder(self, seat: Seat, day: date) -> Term:
        """Return who holds the seat on a day."""
        return [term for term in self.terms[seat] if term.begin <= day][-1]

    def before(self, term: Term) -> Term | None:
        """Return the post that the person of a term held before it, or None."""
        career = self.careers[term.person]
        at = career.index(term)
        return career[at - 1] if at else None

    def known(self, day: date) -> list[Document]:
        """Return the documents of a day and before (those of the first year where there is none yet)."""
        return [paper for paper in self.papers if paper.day <= day] or self.papers[:3]

    def _found_bodies(self) -> None:
        for text in FIELDS[:12]:
            name = f"Bộ {text[0].upper()}{text[1:]}"
            self.bodies.append(Body(name, "ministry", _initials(name), f"Ministry {FIELDS.index(text) + 1}"))
        pairs = [f"{a} {b}" for a in PLACE_WORDS for b in PLACE_WORDS if a != b]
        self.places = self.random.sample(pairs, self.provinces)
        for place in self.places:
            council = Body(f"Ủy ban nhân dân tỉnh {place}", "people-committee", "UBND")
            self.bodies.append(council)
            for text in FIELDS[:10]:
                name = f"Sở {text[0].upper()}{text[1:]} tỉnh {place}"
                self.bodies.append(Body(name, "department", _initials(text), parent=council))

    def _seat(self) -> None:
        heads = {"ministry": ("Bộ trưởng", "Minister"), "people-committee": ("Chủ tịch", "Chairperson")}
        seconds = {"ministry": ("Thứ trưởng", "Deputy Minister"), "people-committee": ("Phó Chủ tịch", "Vice Chair")}
        for body in self.bodies:
            self.seats.append(Seat(*heads.get(body.kind, ("Giám đốc", "Director")), body))
            self.seats.append(Seat(*seconds.get(body.kind, ("Phó Giám đốc", "Deputy Director")), body))

    def _fill_seats(self) -> None:
        """Give each seat holder after holder, about half of whom held another one before."""
        free: list[Person] = []
        begins = sorted(
            (day, at) for at, _ in enumerate(self.seats) for day in _changes(self.random, FIRST.replace(year=2005))
        )
        for day, at in begins:
            seat = self.seats[at]
            person = free.pop(self.random.randrange(len(free))) if free and self.random.random() < 0.5 else self._born()
            if self.terms.get(seat):
                free.append(self.terms[seat][-1].person)
            term = Term(person, seat, day)
            self.terms.setdefault(seat, []).append(term)
            self.careers[person].append(term)

    def _born(self) -> Person:
        pick = self.random.choice
        person = Person(f"{pick(SURNAMES)} {pick(MIDDLES)} {pick(GIVENS)}", len(self.careers))
        self.careers[person] = []
        return person

    def _issue(self) -> None:
        days = sorted(_day(self.random) for _ in range(self.documents))
        issuers = [body for body in self.bodies if body.kind != "department"]
        for at, day in enumerate(days):
            kind, code, concept = self.random.choice(TYPES)
            issuer, text = self.random.choice(issuers), self.random.choice(FIELDS)
            number = f"{at + 1}/{day.year}/{code}-{issuer.code}"
            self.papers.append(Document(kind, concept, number, day, issuer, text, self._links(text)))

    def _links(self, text: str) -> tuple[tuple[str, Document], ...]:
        earlier = [paper for paper in self.papers[-200:] if paper.field == text]
        if not earlier or self.random.random() < 0.4:
            return ()
        return ((self.random.choice(("amends", "replaces", "repeals", "details", "basedOn")), earlier[-1]),)


def _changes(random: Random, day: date) -> list[date]:
    days = []
    while day <= LAST:
        days.append(day)
        day += timedelta(days=random.randrange(700, 2200))
    return days


def _day(random: Random) -> date:
    return FIRST + timedelta(days=random.randrange((LAST - FIRST).days))


@cache
def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace(",", "").split()).upper()
