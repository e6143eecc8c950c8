"""Which officials are one: by the full name and what they hold where and when; never by the name alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kg.dates import days_between
from kg.resolution.homes import office, seat, successors, title_of
from kg.resolution.sheet import NameOf, Sheet, known, may_be_one, of_all_ages
from kg.resolution.unit import Mention, Rules, Unit
from kg.resolution.verdict import Reason, Verdict, differing, name_share, reason, verdict

_SEP = "\x1f"
_HANDING_OVER = 45  # days in which both an old and a new office may be told of one person
_CAREER = 35  # years
_SUREST = ("same-post", "same-body", "same-top", "same-post-name", "same-event", "same-home", "same-title")


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """A post of a person: the folded title; what names the body's cluster ('' where it is open), its name and home."""

    title: str
    body: str
    body_name: str
    home: str
    former: bool


@dataclass(frozen=True, slots=True)
class PersonTold:
    """What a report says of a person: the folded full name, and posts.

    ``mixed`` tells that it names two offices that nobody holds together, and no move from one to the other: it may
    tell of two people under one name.
    """

    name: str
    posts: frozenset[Post]
    mixed: bool


def mentions(sheet: Sheet, body_name: NameOf) -> Iterator[Mention]:
    """Yield the persons of a report; ``body_name`` gives what names a body's cluster."""
    twins, events = sheet.twins("Person"), _events(sheet, body_name)
    for person in sheet.of("Person"):
        name = sheet.names[person.key]
        posts = frozenset(_posts(sheet, person.key, body_name)) if " " in name else frozenset()
        told = PersonTold(name, posts, person.key not in sheet.appointed and _mixed(posts))
        whole = frozenset(post for post in posts if post.body and known(post.body))
        keys = frozenset(_keys(told, events)) if " " in name else frozenset()
        shared = replace(told, posts=whole or posts)  # open bodies are each report's own: they keep nobody apart
        unit = shared if any(post.body for post in posts) and name not in twins else None
        yield Mention(sheet.member(person.key), unit, told, keys, False, sheet.date, sheet.seen)


class PersonRules(Rules):
    """How persons are compared."""

    def view(self, tolds: list[Any]) -> PersonTold:
        """See :class:`kg.resolution.unit.Rules`."""
        posts = frozenset(post for told in tolds for post in told.posts)
        return PersonTold(tolds[0].name, posts, any(told.mixed for told in tolds))

    def score(self, a: Unit, b: Unit) -> Verdict | None:
        """See :class:`kg.resolution.unit.Rules`."""
        if a.view.name != b.view.name:
            return None
        found = [*_for(a, b), *_against(a, b)]
        return verdict(found) if found else None


def _for(a: Unit, b: Unit) -> Iterator[Reason]:
    """Yield the weightiest thing that two have in common, more posts, and how rare the name is."""
    best: dict[str, Reason] = {}
    same = set()
    for mine in a.view.posts:
        for other in b.view.posts:
            if (found := _shared(mine, other) or _went_over(mine, other, a, b)) and found.weight > 0:
                if found.code in ("same-post", "same-post-name"):
                    same.add((mine.title, min(mine.body, other.body)))
                best[found.code] = max(best.get(found.code, found), found, key=lambda one: (one.weight, one.words))
    for key in sorted(a.keys.keys() & b.keys.keys()):
        if key.startswith("event" + _SEP):
            best["same-event"] = reason("same-event", key.split(_SEP)[2])
        elif key.startswith("top" + _SEP):
            best["same-top"] = reason("same-top")
    if not best:
        return
    yield max(best.values(), key=lambda one: (one.weight, -_SUREST.index(one.code), one.words))
    if len(same) > 1:
        yield reason("more-posts", str(len(same) - 1), times=min(2, len(same) - 1))
    yield name_share(a.view.name)


def _shared(mine: Post, other: Post) -> Reason | None:
    """Return what two posts have in common."""
    if mine.body and may_be_one(mine.body, other.body):
        name = min(mine.body_name, other.body_name)
        share = office(name)[1]
        if mine.title == other.title:
            times = share if title_of(mine.title)[0] == "member" else 1.0
            return reason("same-post", mine.title, name, times=times)
        return reason("same-body", name, times=share)
    fits = not (mine.home and other.home and mine.home != other.home)
    if mine.body and mine.body_name == other.body_name and mine.title == other.title and fits:
        return reason("same-post-name", mine.title, mine.body_name)
    if mine.home and mine.home == other.home:
        return reason("same-home", mine.home)
    if mine.title == other.title and not (mine.body and other.body):
        return reason("same-title", mine.title, times=title_of(mine.title)[1])
    return None


def _went_over(mine: Post, other: Post, a: Unit, b: Unit) -> Reason | None:
    """Return what two posts have in common where the province of one went into that of the other, and time passed."""
    for early, late, when in ((mine, other, b.span), (other, mine, a.span)):
        home, last = successors().get(early.home, ("", ""))
        if home and home == late.home and when and when[0] > last:
            return reason("same-home", late.home)
    return None


def _against(a: Unit, b: Unit) -> Iterator[Reason]:
    """Yield what speaks against one person: too long between, or full-time offices in two places at one time."""
    if a.view.mixed or b.view.mixed:
        yield reason("two-in-one")
    here, there = ({post.home for post in unit.view.posts if post.home} for unit in (a, b))
    if _after(here).isdisjoint(_after(there)):
        yield from differing("elsewhere", here, there)
    if not (a.span and b.span):
        return
    first, last = (a, b) if a.span <= b.span else (b, a)
    if (years := days_between(first.span[1], last.span[0]) // 365) > _CAREER:
        yield reason("long-between", str(years))
    if min(days_between(a.span[0], b.span[1]), days_between(b.span[0], a.span[1])) <= _HANDING_OVER:
        return
    if not a.view.posts & b.view.posts and (clashes := sorted(_clashes(a.view, b.view))):
        code, words = clashes[0]
        yield reason(code, *words)


def _clashes(mine: PersonTold, other: PersonTold) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the pairs of offices that are not held at one time, those of two homes first when sorted."""
    for a in mine.posts:
        for b in other.posts:
            if not (a.former or b.former) and (code := _clash(a, b)):
                yield code, tuple(sorted((f"{a.title} {a.body_name}", f"{b.title} {b.body_name}")))


def _after(homes: set[str]) -> set[str]:
    """Return provinces with those that they went into."""
    return homes | {successors()[home][0] for home in homes if home in successors()}


def _top(post: Post) -> bool:
    """Whether a post is one of the few dozen that lead the country."""
    kind = office(post.body_name)[0] if post.body else ""
    minister = title_of(post.title)[0] == "few" and bool(post.home) and post.home == post.body_name
    heads = post.body_name == "quốc hội" and title_of(post.title)[0] != "member"
    return kind == "top" and not post.home or minister or heads


def _clash(mine: Post, other: Post) -> str:
    """Return why two posts are not held at one time; '' where they may be."""
    one, two = office(mine.body_name)[0], office(other.body_name)[0]
    if {one, two} & {"part", "crowd", "top"} or may_be_one(mine.body, other.body):
        return ""
    here, there = mine.home or seat(mine.body_name), other.home or seat(other.body_name)
    if here and there and here != there:
        return "two-homes"
    beside = mine.home == other.home != "" and mine.home not in (mine.body_name, other.body_name)
    return "two-offices" if beside and one == two == "full" else ""


def _mixed(posts: frozenset[Post]) -> bool:
    return any(_clash(a, b) for a in posts for b in posts if not (a.former or b.former) and a < b)


def _posts(sheet: Sheet, person: str, body_name: NameOf) -> Iterator[Post]:
    for held in sheet.posts.get(person, ()):
        if not held.body:
            yield Post(held.title, "", "", "", held.former)
            continue
        where = sheet.homes[held.body] or ("" if sheet.entities[held.body].complete else sheet.home)
        yield Post(held.title, sheet.called(held.body, body_name), sheet.names[held.body], where, held.former)


def _keys(told: PersonTold, events: dict[str, list[str]]) -> Iterator[str]:
    """Yield what another of the name must share: a body, its name with the title, a home, a title, an event."""
    for post in told.posts:
        if post.body:
            yield _SEP.join(("body", told.name, of_all_ages(post.body)))
            yield _SEP.join(("post", told.name, post.title, post.body_name))
        for where in _after({post.home}) if post.home else ():
            yield _SEP.join(("home", told.name, where))
        yield _SEP.join(("title", told.name, post.title))
        if _top(post):
            yield _SEP.join(("top", told.name))
    yield from (_SEP.join(("event", told.name, where)) for where in events.get(told.name, ()))


def _events(sheet: Sheet, body_name: NameOf) -> dict[str, list[str]]:
    """Return folded name → 'day\\x1forganiser' of the events that somebody of the name takes part in."""
    found: dict[str, list[str]] = {}
    for occasion, met in sheet.occasions(body_name):
        for name in met.people:
            found.setdefault(name, []).append(occasion)
    return found
