"""Invented reports: what the reader would take from them is made beside their words, so each span is true."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from invented import FIELDS, FIRST, LAST, Body, Country, Document, Seat, Term

from kg.lexicon.tables import table
from kg.model import Concept, Entity, Literal, Ref, Report, ReportStatements, Statement
from kg.text import key as fold_key
from kg.text import normalise

READER = "invented/1"
LINKS = {"amends": "sửa đổi", "replaces": "thay thế", "repeals": "bãi bỏ", "details": "hướng dẫn", "basedOn": "căn cứ"}
SPEECHES = (
    ("khai mạc", "kg:givesOpeningSpeechAt"),
    ("chỉ đạo", "kg:givesDirectingSpeechAt"),
    ("bế mạc", "kg:givesClosingSpeechAt"),
)
KINDS = (
    ("Hội nghị triển khai công tác", "conference"),
    ("Hội nghị sơ kết công tác", "conference"),
    ("Phiên họp về", "session"),
    ("Hội thảo về", "seminar"),
    ("Lễ phát động công tác", "ceremony"),
)
TASKS = (
    "khẩn trương hoàn thành kế hoạch về",
    "báo cáo kết quả thực hiện công tác",
    "tăng cường kiểm tra, giám sát việc",
    "bố trí đủ nguồn lực cho công tác",
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that several reports may tell of."""

    name: str
    kind: str
    day: date
    field: str
    organiser: Body
    place: str


@dataclass
class Page:
    """A report being written; ``at`` is where the next word goes."""

    random: Random
    country: Country
    day: date
    parts: list[str] = field(default_factory=list)
    at: int = 0
    entities: dict[str, Entity] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    posts: dict[str, list[str]] = field(default_factory=dict)

    def put(self, words: str) -> int:
        """Write words; return where they begin."""
        begin, self.at = self.at, self.at + len(words)
        self.parts.append(words)
        return begin

    def say(self, subject: str, predicate: str, value: str | Literal | Concept, begin: int, rule: str, **more) -> None:
        """State what the words from ``begin`` up to here say; a str is a local key."""
        told = Ref(value) if isinstance(value, str) else value
        self.statements.append(Statement(subject, predicate, told, begin, self.at, rule, **more))

    def name(self, key: str, words: str = "") -> int:
        """Write a name of an entity, which is evidence of that name; return where it begins."""
        words = words or self.entities[key].name
        begin = self.put(words)
        self.say(key, "skos:altLabel", Literal(words, lang="vi"), begin, f"{key.partition('/')[0]}/name")
        return begin

    def again(self, key: str, words: str) -> int:
        """Write a pronoun or title that stands for an entity."""
        begin = self.put(words)
        self.say(key, "kg:mentionOf", Literal(words, lang="vi"), begin, f"{key.partition('/')[0]}/title")
        return begin

    def thing(self, kind: str, name: str, *identity: str, **more) -> str:
        """Return the local key of an entity, which is made where it is not there yet."""
        parts = identity or (fold_key(name),)
        key = f"{kind.lower()}/{'@'.join(parts)}"
        self.entities.setdefault(key, Entity(key, kind, name, parts, **more))
        return key

    def body(self, body: Body) -> str:
        """Return the local key of a body."""
        return self.thing("Body", body.name, concept=f"kgv:body-kind/{body.kind}", label_en=body.english)

    def paper(self, document: Document) -> str:
        """Return the local key of a document."""
        identity = (f"{fold_key(document.type)} {document.number}", str(document.day.year))
        name = f"{document.type} số {document.number}"
        return self.thing("Directive", name, *identity, concept=document.concept)

    def official(self, term: Term, *, former: bool = False) -> str:
        """Write an official with the post: 'Bộ trưởng Bộ … Nguyễn Văn An'; return the local key."""
        seat, person = term.seat, f"person/{fold_key(term.person.name)}@{term.person.number}"
        body, post = self.body(seat.body), self._post(seat)
        begin = self.put("nguyên " if former else "")
        self.put(f"{seat.title} ")
        self.name(body)
        self.put(" ")
        self.entities.setdefault(person, Entity(person, "Person", term.person.name, ()))
        self.name(person)
        self.say(person, "kg:formerlyHeld" if former else "org:holds", post, begin, "holds/title")
        self.posts.setdefault(person, []).append(fold_key(seat.words))
        return person

    def done(self, number: int, title: str) -> ReportStatements:
        """Return the reading."""
        text = "".join(self.parts)
        assert text == normalise(text) and len(text) == self.at
        published = min(self.day + timedelta(days=1), LAST).isoformat()
        url = f"https://news.example/{number}"
        report = Report(text, f"invented/{number:06}.txt", title, published, url, "Phóng viên")
        entities = tuple(self._identified(entity) for entity in self.entities.values())
        return ReportStatements(report, entities, tuple(self.statements), READER, self.day.isoformat())

    def _post(self, seat: Seat) -> str:
        body = self.body(seat.body)
        more = {"title": seat.title, "body": body, "label_en": seat.english}
        return self.thing("Post", seat.title, fold_key(seat.title), body, **more)

    def _identified(self, entity: Entity) -> Entity:
        if entity.kind != "Person":
            return entity
        identity = (fold_key(entity.name), *sorted(set(self.posts[entity.key])))
        return Entity(entity.key, "Person", entity.name, identity)


def day(value: date) -> Literal:
    """Return an xsd:date."""
    return Literal(value.isoformat(), "xsd:date")


def happening(random: Random, country: Country) -> Happening:
    """Invent an event."""
    head, kind = random.choice(KINDS)
    text, when = random.choice(FIELDS), FIRST + timedelta(days=random.randrange((LAST - FIRST).days))
    organiser = random.choice(country.bodies[:12] if random.random() < 0.3 else country.bodies)
    name = f"{head} {text} năm {when.year} tại {(place := random.choice(country.places))}"
    return Happening(name, kind, when, text, organiser, place)


def conference(page: Page, event: Happening) -> str:
    """Tell of an event: who organises, chairs, attends and speaks, and what is asked of whom. Returns a title."""
    here = _opening(page, event)
    chair = _chair(page, here, event)
    guests = _guests(page, here, event)
    _speech(page, here, chair)
    for guest in guests[:2]:
        begin = page.put("Báo cáo tại hội nghị, ")
        page.name(guest)
        page.put(" nêu kết quả đạt được")
        page.say(guest, "kg:reportsAt", here, begin, "reportsAt/fronted")
        page.put(". ")
    _work(page, here, event)
    _requests(page, here, chair, event)
    _plans(page, chair, event)
    return f"{event.organiser.name}: {event.name}"


def _opening(page: Page, event: Happening) -> str:
    identity = (fold_key(event.name), event.day.isoformat())
    here = page.thing("Event", event.name, *identity, concept=f"kgv:event-kind/{event.kind}")
    body = page.body(event.organiser)
    begin = page.put(f"Ngày {event.day.day}/{event.day.month}/{event.day.year}")
    for predicate in ("schema:startDate", "kg:earliest", "kg:latest"):
        page.say(here, predicate, day(event.day), begin, "date/adverbial")
    page.put(", tại tỉnh ")
    place = page.thing("Place", event.place, concept="kgv:place-kind/province")
    begin = page.name(place)
    page.say(here, "kg:heldAt", place, begin, "place/at")
    page.put(", ")
    begin = page.name(body)
    page.put(" tổ chức ")
    page.name(here)
    page.say(body, "kg:organises", here, begin, "organises/active")
    page.put(". ")
    return here


def _seats(page: Page, body: Body) -> list[Seat]:
    at = page.country.bodies.index(body)
    return page.country.seats[2 * at : 2 * at + 2]


def _chair(page: Page, here: str, event: Happening) -> str:
    begin = page.at
    chair = page.official(page.country.holder(_seats(page, event.organiser)[0], event.day))
    page.put(" chủ trì ")
    page.again(here, "hội nghị")
    page.say(chair, "kg:chairs", here, begin, "chairs/active")
    page.put(".\n")
    return chair


def _guests(page: Page, here: str, event: Happening) -> list[str]:
    """Write who attends: somebody of the same body, and others."""
    begin = page.put("Tham dự có ")
    seats = [_seats(page, event.organiser)[1], *page.random.sample(page.country.seats, page.random.randrange(3, 8))]
    guests = []
    for seat in dict.fromkeys(seats):
        guests.append(page.official(page.country.holder(seat, event.day)))
        page.say(guests[-1], "kg:attends", here, begin, "attends/list")
        page.put(", ")
    number, words = page.random.randrange(20, 300), "đại biểu các sở, ngành"
    group = page.thing("Group", f"{number} {words}", complete=False)
    start = page.put(f"cùng {number} {words}")
    page.say(group, "kg:takesPartIn", here, begin, "takesPartIn/list")
    page.say(group, "kg:count", Literal(str(number), "xsd:integer"), start, "group/count")
    page.say(group, "kg:countIs", Concept("kg:Exact"), start, "group/count")
    page.say(group, "kg:memberKind", Literal(words, lang="vi"), start, "group/members")
    page.put(".\n")
    return guests


def _speech(page: Page, here: str, chair: str) -> None:
    words, predicate = page.random.choice(SPEECHES)
    begin = page.put(f"Phát biểu {words} ")
    page.again(here, "hội nghị")
    page.put(", ")
    page.again(chair, page.entities[chair].name.split()[-1])
    page.say(chair, predicate, here, begin, "speaks/fronted")
    page.put(" nêu rõ ý nghĩa của công việc. ")


def _work(page: Page, here: str, event: Happening) -> None:
    """Write which document is carried out, and by whom it was reviewed."""
    known = [paper for paper in page.country.known(event.day) if paper.field == event.field]
    for document in known[-2:]:
        body, paper = page.body(event.organiser), page.paper(document)
        begin = page.name(body)
        page.put(" triển khai ")
        page.name(paper)
        page.say(body, "kg:implements", paper, begin, "implements/active")
        page.put(", nội dung của ")
        begin = page.again(here, "hội nghị")
        page.say(here, "kg:implements", paper, begin, "implements/event")
        page.put(". ")
        if page.random.random() < 0.5:
            begin = page.name(body)
            done = page.random.random() < 0.8
            page.put(" đã tổng kết " if done else " chưa tổng kết ")
            page.name(paper)
            page.say(body, "kg:reviews", paper, begin, "reviews/active", modality="" if done else "Negated")
            page.put(".\n")


def _requests(page: Page, here: str, chair: str, event: Happening) -> None:
    for _ in range(page.random.randrange(1, 4)):
        body = page.body(page.random.choice(page.country.bodies))
        begin = page.again(chair, "Đồng chí")
        page.put(" yêu cầu ")
        start = page.name(body)
        page.put(" ")
        task = f"{page.random.choice(TASKS)} {event.field} trong quý {page.random.randrange(1, 5)}"
        asked = page.thing("Instruction", task, fold_key(task), str(page.at), complete=False)
        page.say(asked, "kg:addressee", body, start, "instructs/active")
        start = page.put(task)
        page.say(asked, "kg:text", Literal(task, lang="vi"), start, "instructs/active")
        page.say(asked, "kg:instructedBy", chair, begin, "instructs/active")
        page.say(asked, "kg:givenAt", here, begin, "instructs/active")
        page.put(". ")


def _plans(page: Page, chair: str, event: Happening) -> None:
    """Write what is planned: evidence, and no plain triple."""
    body = page.body(event.organiser)
    name = f"Hội nghị tổng kết công tác {event.field} năm {event.day.year + 1}"
    plan = page.thing("Event", name, fold_key(name), complete=False, concept="kgv:event-kind/conference")
    begin = page.name(body)
    page.put(" sẽ tổ chức ")
    page.name(plan)
    more = {"modality": "Planned", "attributed_to": chair}
    page.say(body, "kg:organises", plan, begin, "organises/active", **more)
    page.put(".\n")


def visit(page: Page) -> str:
    """Tell of a visit and whom the visitor met. Returns a title."""
    random, country = page.random, page.country
    begin = page.put(f"Ngày {page.day.day}/{page.day.month}/{page.day.year}, ")
    begin = page.at
    guest = page.official(country.holder(random.choice(country.seats), page.day))
    page.put(" thăm ")
    land = random.choice(_countries())
    place = page.thing("Place", land[0], label_en=land[1], concept="kgv:place-kind/country")
    page.name(place)
    page.say(guest, "kg:visits", place, begin, "visits/active")
    page.put(".\n")
    for seat in random.sample(country.seats, random.randrange(2, 7)):
        begin = page.again(guest, "Đồng chí")
        page.put(" tiếp ")
        host = page.official(country.holder(seat, page.day))
        page.say(guest, "kg:meets", host, begin, "meets/active")
        page.put(f" và trao đổi về {random.choice(FIELDS)}. ")
    return f"Chuyến thăm {land[0]}"


def appointment(page: Page, term: Term) -> str:
    """Tell who comes into a post, which one the person had, and whom he or she follows. Returns a title."""
    papers = page.country.known(page.day)
    paper, issuer = page.paper(papers[-1]), page.body(papers[-1].issuer)
    begin = page.name(issuer)
    page.put(" công bố ")
    page.name(paper)
    page.put(" bổ nhiệm ")
    person = page.official(term)
    name = f"bổ nhiệm {term.person.name} giữ chức {term.seat.words}"
    act = page.thing("Appointment", name, fold_key(name), complete=False)
    post = page.statements[-1].object.key
    for predicate, value in (("appointee", person), ("appointer", issuer), ("toPost", post), ("byDirective", paper)):
        page.say(act, f"kg:{predicate}", value, begin, "appoints/active")
    page.say(act, "schema:startDate", day(term.begin), begin, "appoints/from")
    page.say(person, "kg:appointedBy", issuer, begin, "appoints/by")
    page.put(".\n")
    earlier = page.country.before(term)
    if earlier:
        page.put("Trước đó, đồng chí là ")
        page.official(earlier, former=True)
        page.put(".\n")
    others = [other for other in page.country.terms[term.seat] if other.begin < term.begin]
    if others and others[-1].person is not term.person:
        page.put("Người tiền nhiệm là ")
        page.official(others[-1], former=True)
        page.put(".\n")
    return f"Bổ nhiệm {term.seat.words}"


def issue(page: Page, document: Document) -> str:
    """Tell of a new document: number, date, issuer, signer, field, and the documents it changes. Returns a title."""
    issuer = page.body(document.issuer)
    begin = page.name(issuer)
    page.put(" ban hành ")
    paper = page.paper(document)
    start = page.name(paper)
    page.say(paper, "kg:number", Literal(document.number), start, "directive/number")
    page.put(" ")
    start = page.put(f"ngày {document.day.day}/{document.day.month}/{document.day.year}")
    for predicate in ("eli:date_document", "kg:earliest", "kg:latest"):
        page.say(paper, predicate, day(document.day), start, "directive/date")
    page.say(paper, "kg:issuedBy", issuer, begin, "directive/issuer")
    page.put(" về ")
    topic = page.thing("Topic", f"công tác {document.field}")
    page.name(topic)
    page.say(paper, "kg:guides", topic, begin, "directive/subject")
    page.put(", do ")
    signer = page.official(page.country.holder(_seats(page, document.issuer)[0], document.day))
    page.put(" ký")
    page.say(signer, "kg:signs", paper, begin, "signs/active")
    for relation, other in document.links:
        page.put(f", {LINKS[relation]} ")
        earlier = page.paper(other)
        page.name(earlier)
        page.say(paper, f"kg:{relation}", earlier, begin, f"{relation}/active")
    page.put(".\n")
    _carried_out(page, paper)
    return f"Ban hành {document.type} số {document.number}"


def _carried_out(page: Page, paper: str) -> None:
    for body in page.random.sample(page.country.bodies, page.random.randrange(1, 5)):
        key = page.body(body)
        begin = page.name(key)
        page.put(f" phối hợp với các đơn vị ở {page.random.choice(page.country.places)} thực hiện ")
        page.again(paper, "văn bản")
        planned = page.random.random() < 0.3
        page.say(key, "kg:implements", paper, begin, "implements/active", modality="Requested" if planned else "")
        if body.parent:
            page.put(", thuộc ")
            parent = page.body(body.parent)
            start = page.name(parent)
            page.say(key, "org:subOrganizationOf", parent, start, "part-of/of")
        page.put(". ")


def _countries() -> list[tuple[str, str]]:
    return [(row["name"], row["en"]) for row in table("countries")[:40]]
