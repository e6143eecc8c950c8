"""Tells events, appointments, directives and visits, each by one outlet as a whole report."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from identity.careers import Person, Term
from identity.country import Body
from identity.happenings import Happening
from identity.marks import mark
from identity.page import Page, post_code
from identity.papers import Paper
from identity.wordings import Gaps, fill

Sure = Callable[[Paper], bool]
Told = tuple[str, list[str]]

_IT = {"Hội nghị": "hội nghị", "Hội thảo": "hội thảo", "Tọa đàm": "tọa đàm", "Lễ": "buổi lễ", "Lớp": "lớp tập huấn"}
_IT |= {"Kỳ họp": "kỳ họp", "Đại hội": "đại hội"}


def _pick(page: Page, use: str, gaps: Gaps) -> str:
    return fill(page.random.choice(page.told[use]), gaps)


def facts(page: Page, story: str, topic: str) -> Gaps:
    """Return gaps for what every outlet tells of a story alike: figures, and the field of work."""
    random = Random(story)
    percent, more, money, many = (random.randrange(*span) for span in ((55, 99), (3, 25), (12, 900), (26, 480)))
    return {
        "topic": lambda: topic,
        "percent": lambda: percent,
        "more": lambda: more,
        "money": lambda: money,
        "many": lambda: many,
        "when": page.when,
        "short": lambda: page.outlet.short_date(page.day),
    }


def more(page: Page, gaps: Gaps, least: int = 2) -> list[str]:
    """Return further sentences, in which nobody is named, as one or two paragraphs."""
    words = [fill(one, gaps) for one in page.random.sample(page.told["more"], page.random.randrange(least, least + 4))]
    cut = page.random.randrange(1, len(words) + 1)
    return [" ".join(part) for part in (words[:cut], words[cut:]) if part]


def conference(page: Page, event: Happening, sure: Sure, past: list[Happening]) -> Told:
    """Tell of an event; returns the headline and the paragraphs. ``past`` are earlier ones of the same organiser."""
    kind = page.told[f"event {event.family}"][0]
    it = next(word for start, word in _IT.items() if kind.startswith(start))
    guests = [person for person in event.guests if page.chance(0.7)][:6]
    place = event.organiser.unit.words if event.organiser.unit else "Hà Nội"
    gaps = {
        **facts(page, event.id, event.topic),
        "organiser": lambda: page.body(event.organiser),
        "event": lambda: page.event(event, bool(event.paper and sure(event.paper))),
        "place": lambda: place,
        "it": lambda: it,
        "it_big": lambda: it.capitalize(),
        "chair_after": lambda: page.after(event.chair),
        "chair_before": lambda: page.before(event.chair),
        "chair_again": lambda: page.again(event.chair),
        "guests": lambda: page.list(guests),
    }
    title = _pick(page, "headline", gaps)
    page.begin()
    paragraphs = [_pick(page, "lead", gaps)]
    if event.chair.id not in page.named and page.chance(0.85):
        paragraphs[0] += " " + _pick(page, "chair", gaps)
    if guests:
        paragraphs.append(_pick(page, "guests", gaps))
    for paper in event.others:
        if page.chance(0.6):
            cited = {**gaps, "cited": lambda paper=paper: page.paper(paper, sure(paper))}
            paragraphs.append(_pick(page, "paper", cited))
    if guests and page.chance(0.3):
        paragraphs.append(_pick(page, "report", {**gaps, "guest_again": lambda: page.again(guests[0])}))
    paragraphs += more(page, gaps)
    if event.chair.id in page.named and page.chance(0.8):
        paragraphs.append(_pick(page, "speech", gaps))
    if past and page.chance(0.15):
        paragraphs.append(earlier(page, page.random.choice(past), gaps))
    return title, paragraphs


def earlier(page: Page, event: Happening, gaps: Gaps) -> str:
    """Write of an event of the past, with its day."""
    then = {"then": lambda: page.outlet.date(event.day), "earlier": lambda: page.event(event, False, then=True)}
    return _pick(page, "earlier", {**gaps, **then})


def appointment(
    page: Page, person: Person, old: Term | None, new: Term, appointer: Body, before: Person | None
) -> Told:
    """Tell that a person comes into a post, from which, and whom he or she follows."""
    seat = new.seat
    code = post_code(seat.body, seat.title)
    gaps = {
        **facts(page, f"{person.id} {new.begin}", page.random.choice(page.told["topic"])),
        "appointer": lambda: page.body(appointer),
        "new": lambda: page.post(seat.title, seat.body),
        "alone": lambda: page.alone(person, code),
        "again": lambda: page.alone(person),
        "predecessor": lambda: page.before(before) if before else "",
        "old_after": lambda: page.held(person, old, after=True, code=code) if old else "",
        "old_before": lambda: page.held(person, old, after=False, code=code) if old else "",
    }
    paragraphs = [_pick(page, "appointed" if old else "first post", gaps)]
    if before and page.chance(0.5):
        paragraphs.append(_pick(page, "succession", gaps))
    paragraphs += more(page, gaps, 1)
    title = page.random.choice(["Công bố quyết định về công tác cán bộ", "Tin nhân sự", "Bổ nhiệm nhân sự"])
    return title, paragraphs


def issue(page: Page, paper: Paper, signer: Person | None, bodies: list[Body], sure: Sure) -> Told:
    """Tell of a new directive, who signed it, and who carries it out."""
    manner = "full" if page.chance(0.8) else "dated"
    gaps = {
        **facts(page, paper.id, paper.topic),
        "issuer": lambda: page.issuer(paper),
        "cited": lambda: page.paper(paper, sure(paper), manner=manner),
        "type": lambda: paper.type,
        "signer_before": lambda: page.before(signer) if signer else "",
        "signer_after": lambda: page.after(signer) if signer else "",
    }
    paragraphs = [_pick(page, "issued", gaps)]
    if signer and page.chance(0.6):
        paragraphs.append(_pick(page, "signed", gaps))
    again = {**gaps, "cited": lambda: page.paper(paper, sure(paper))}
    for body in bodies:
        paragraphs.append(_pick(page, "carried", {**again, "body": lambda body=body: page.body(body)}))
    return f"{paper.type} mới về {paper.topic}", paragraphs + more(page, gaps, 1)


def visit(page: Page, story: str, leader: Person, body: Body, guests: list[Person], topic: str) -> Told:
    """Tell of a leader's visit to a body."""
    gaps = {
        **facts(page, story, topic),
        "chair_after": lambda: page.after(leader),
        "chair_before": lambda: page.before(leader),
        "chair_again": lambda: page.again(leader),
        "body": lambda: page.body(body),
        "work": lambda: mark("Event", story, f"buổi làm việc với {page.body(body)}", open=page.timeless),
        "it": lambda: mark("Event", story, "buổi làm việc", open=True),
        "guests": lambda: page.list(guests),
    }
    paragraphs = [_pick(page, "visit", gaps)]
    if guests:
        paragraphs.append(_pick(page, "with", gaps))
    paragraphs += more(page, gaps, 1)
    paragraphs.append(_pick(page, "speech", gaps))
    return f"Kiểm tra công tác {topic}", paragraphs


def old_guard(page: Page, story: str, organiser: Body, guests: list[Person], topic: str) -> Told:
    """Tell of a gathering of those who have retired."""
    gaps = {
        **facts(page, story, topic),
        "organiser": lambda: page.body(organiser),
        "guests": lambda: page.list(guests),
        "meeting": lambda: mark("Event", story, "gặp mặt cán bộ nghỉ hưu", open=page.timeless),
    }
    return "Gặp mặt cán bộ nghỉ hưu", [_pick(page, "old guard", gaps), *more(page, gaps, 1)]
