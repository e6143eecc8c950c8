"""Tells events, appointments, directives and visits, each by one outlet as a whole report."""

from __future__ import annotations

from collections.abc import Callable

from identity import wordings as w
from identity.careers import Person, Term
from identity.country import Body
from identity.happenings import Happening
from identity.page import Page
from identity.papers import Paper

Gaps = dict[str, Callable[[], str]]
Sure = Callable[[Paper], bool]


class _Gaps(dict):
    """Fills the gaps of a template one after the other, as they stand."""

    def __init__(self, made: Gaps):
        super().__init__()
        self._made = made

    def __missing__(self, name: str) -> str:
        return self._made[name]()


def fill(template: str, gaps: Gaps) -> str:
    """Return a template with its gaps filled."""
    return template.format_map(_Gaps(gaps))


def _pick(page: Page, told: tuple[str, ...], gaps: Gaps) -> str:
    return fill(page.random.choice(told), gaps)


def conference(page: Page, event: Happening, sure: Sure) -> tuple[str, list[str]]:
    """Tell of an event; returns the headline and the paragraphs."""
    random = page.random
    head = event.names[0].split()[0]
    it = next((word for start, word in w.IT.items() if event.names[0].startswith(start)), head)
    guests = [person for person in event.guests if page.chance(0.7)][:6]
    place = event.organiser.unit.words if event.organiser.unit else "Hà Nội"
    gaps: Gaps = {
        "when": page.when,
        "organiser": lambda: page.body(event.organiser),
        "event": lambda: page.event(event, bool(event.paper and sure(event.paper))),
        "place": lambda: place,
        "short": lambda: page.outlet.short_date(page.day),
        "topic": lambda: event.topic,
        "it": lambda: it,
        "it_big": lambda: it.capitalize(),
        "chair_after": lambda: page.after(event.chair),
        "chair_before": lambda: page.before(event.chair),
        "chair_again": lambda: page.again(event.chair),
    }
    home, page.home = page.home, None
    title = _pick(page, w.HEADLINES, gaps)
    page.home = home
    template = random.choice(w.LEADS)
    lead = fill(template, gaps)
    if "{chair" not in template and page.chance(0.85):
        lead += " " + _pick(page, w.CHAIRS, gaps)
    paragraphs = [lead]
    if guests:
        paragraphs.append(_pick(page, w.GUESTS, {**gaps, "guests": lambda: page.list(guests)}))
    for paper in event.others:
        if page.chance(0.6):
            paragraphs.append(
                _pick(page, w.PAPERS, {**gaps, "cited": lambda paper=paper: page.paper(paper, sure(paper))})
            )
    if guests and page.chance(0.3):
        paragraphs.append(_pick(page, w.REPORTS, {**gaps, "guest_again": lambda: page.again(guests[0])}))
    if event.chair.id in page.named or page.chance(0.2):
        paragraphs.append(_pick(page, w.SPEECHES, gaps))
    paragraphs.append(_pick(page, w.CLOSINGS, gaps))
    return title, [paragraph for paragraph in paragraphs if paragraph]


def appointment(page: Page, person: Person, old: Term | None, new: Term, appointer: Body, before: Person | None):
    """Tell that a person comes into a post, from which, and whom he or she follows."""
    seat = new.seat
    code = f"{seat.body.scope}|{seat.body.id}|{seat.title}"
    gaps: Gaps = {
        "when": page.when,
        "appointer": lambda: page.body(appointer),
        "new": lambda: page.post(seat.title, seat.body),
        "alone": lambda: page.titled(person, (code,)),
        "again": lambda: page.alone(person),
    }
    if old:
        gaps |= {
            "old_after": lambda: page.held(person, old, after=True, code=code),
            "old_before": lambda: page.held(person, old, after=False, code=code),
            "old_post": lambda: page.post(old.seat.title, old.seat.body),
        }
    if before:
        gaps["predecessor"] = lambda: page.before(before)
    paragraphs = [_pick(page, w.APPOINTED if old else w.FIRST_POST, gaps)]
    if before and page.chance(0.5):
        paragraphs.append(_pick(page, w.SUCCESSIONS, gaps))
    title = page.random.choice(["Công bố quyết định về công tác cán bộ", "Tin nhân sự", "Bổ nhiệm nhân sự"])
    return title, [paragraph for paragraph in paragraphs if paragraph]


def issue(page: Page, paper: Paper, signer: Person | None, bodies: list[Body], sure: Sure) -> tuple[str, list[str]]:
    """Tell of a new directive, who signed it, and who carries it out."""
    gaps: Gaps = {
        "when": page.when,
        "issuer": lambda: page.issuer(paper),
        "cited": lambda: page.paper(paper, sure(paper), manner=manner),
        "type": lambda: paper.type,
        "signer_before": lambda: page.before(signer),
        "signer_after": lambda: page.after(signer),
    }
    manner = "full" if page.chance(0.8) else "dated"
    title = f"{paper.type} mới về {paper.topic}"
    paragraphs = [_pick(page, w.ISSUES, gaps)]
    if signer and page.chance(0.6):
        paragraphs.append(_pick(page, w.SIGNED, gaps))
    for body in bodies:
        manner = ""
        paragraphs.append(_pick(page, w.CARRIED, {**gaps, "body": lambda body=body: page.body(body)}))
    return title, paragraphs


def visit(page: Page, leader: Person, body: Body, guests: list[Person], topic: str) -> tuple[str, list[str]]:
    """Tell of a leader's visit to a body."""
    gaps: Gaps = {
        "when": page.when,
        "chair_after": lambda: page.after(leader),
        "chair_before": lambda: page.before(leader),
        "chair_again": lambda: page.again(leader),
        "body": lambda: page.body(body),
        "topic": lambda: topic,
        "it": lambda: "buổi làm việc",
        "guests": lambda: page.list(guests),
    }
    paragraphs = [_pick(page, w.VISITS, gaps)]
    if guests:
        paragraphs.append(_pick(page, w.WITH, gaps))
    paragraphs.append(_pick(page, w.SPEECHES, gaps))
    return f"Kiểm tra công tác {topic}", paragraphs


def old_guard(page: Page, organiser: Body, guests: list[Person]) -> tuple[str, list[str]]:
    """Tell of a gathering of those who have retired."""
    gaps: Gaps = {"when": page.when, "organiser": lambda: page.body(organiser), "guests": lambda: page.list(guests)}
    return "Gặp mặt cán bộ nghỉ hưu", [_pick(page, w.OLD_GUARD, gaps)]
