"""A store that is open, and reports of several texts each: steps one after the other, and what must hold after each."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace

from namesakes import NAME, told
from sample import READER, Draft
from sample_store import dump_of, reader

import kg
from kg.build import Builder
from kg.judgements.file import JUDGEMENTS_FILE, read
from kg.model import Member, Report, ReportStatements
from kg.parting import is_split, ones, split_off
from kg.queries.find import successors
from kg.review.desk import Desk
from kg.review.listing import without_effect

CHAIRED = ("Chủ tịch", "Ủy ban nhân dân tỉnh Lạng Sơn")
OTHER = ("Giám đốc", "Sở Nội vụ tỉnh Cà Mau")


def officer(day: str) -> ReportStatements:
    """Return the reading of a report of an official whom post and name identify, so that many bear one IRI."""
    draft = Draft(
        Report(f"Ngày {day}, ông Trần Văn Mậu, {OTHER[0]} {OTHER[1]}, đến dự.", f"{day}.txt", published=day), day
    )
    draft.entity("b1", "Body", OTHER[1])
    draft.entity("p1", "Person", "Trần Văn Mậu", "tran van mau", *OTHER)
    draft.named("p1", "Trần Văn Mậu")
    draft.post("q1", OTHER[0], "b1")
    draft.holds("p1", "q1", OTHER[0])
    return draft.done()


def both(day: str) -> ReportStatements:
    """Return the reading of a report that tells of the chair and of the director, two people of one name."""
    draft = Draft(Report(f"Ngày {day}, hai ông {NAME} đến dự: Chủ tịch và Giám đốc.", f"{day}.txt", published=day), day)
    for number, (title, body) in enumerate((CHAIRED, OTHER), 1):
        draft.entity(f"b{number}", "Body", body)
        draft.entity(f"p{number}", "Person", NAME, complete=False)
        draft.named(f"p{number}", NAME)
        draft.post(f"q{number}", title, f"b{number}")
        draft.holds(f"p{number}", f"q{number}", title)
    return draft.done()


def versions(number: int) -> list:
    """Return the readings of one source's texts: the first, a corrected one, one of another day, of another post, of
    another name, and one that tells of two."""
    day = f"2024-{number + 1:02}-05"
    later = f"2025-{number + 1:02}-06"
    source = f"{number:02}.txt"
    found = [told(day, *CHAIRED), told(day, *CHAIRED, more="Bản đã sửa."), told(later, *CHAIRED), told(day, *OTHER)]
    found += [officer(day), both(day)]
    return [replace(one, report=replace(one.report, source_id=source)) for one in found]


TEXTS = [versions(number) for number in range(7)]
READ = reader([one for some in TEXTS for one in some])


def person(report: str, key: str = "p1") -> Member:
    return Member(report, key)


class Sitting:
    """A store that is open, what has come into it, and one step after the other."""

    def __init__(self, place, seed: int, sources: int = 7):
        self.place, self.chance = place, random.Random(seed)
        self.now: dict[int, int] = {}  # source → which of its texts is in
        self.store = kg.open_store(place, create=True, write=True)
        self.begin_anew()
        for source in range(sources):
            self.ingest(source, 0)

    def begin_anew(self):
        """Forget what is known of the store, as the next process does."""
        self.builder = Builder(self.store, READ, READER)
        self.desk = Desk(self.store, self.builder, "An")

    def ingest(self, source: int, version: int):
        self.builder.ingest(TEXTS[source][version].report)
        self.now[source] = version

    def forget(self, source: int):
        self.builder.forget(self.key(source))
        del self.now[source]

    def key(self, source: int) -> str:
        return TEXTS[source][self.now[source]].report.key

    def iri(self, source: int, key: str = "p1") -> str:
        return self.desk.side(person(self.key(source), key)).iri

    def keys(self, source: int) -> list[str]:
        """Return the keys of the people of whom a source tells now."""
        return [entity.key for entity in TEXTS[source][self.now[source]].entities if entity.kind == "Person"]

    def split(self, of: int, away: int):
        return self.desk.split(self.iri(of), self.key(away))

    def merge(self, a: int, b: int, *keys: str):
        """Merge what two sources tell of, under ``keys`` each where they are given."""
        sides = (self.iri(*each) for each in zip((a, b), keys, strict=True)) if keys else map(self.iri, (a, b))
        return self.desk.merge(*sides)

    def undo(self, *names: str):
        return self.desk.undo(names)

    @property
    def judgements(self):
        return read(self.place / JUDGEMENTS_FILE)

    def dump(self) -> bytes:
        return dump_of(self.store)

    def effective(self) -> set[str]:
        return {one.id for one in self.judgements} - without_effect(self.store, self.judgements)

    def anew(self, place) -> bytes:
        """Return the dump of a store that is made of the same file and reports, these in another order."""
        place.mkdir()
        if (self.place / JUDGEMENTS_FILE).exists():
            shutil.copy(self.place / JUDGEMENTS_FILE, place / JUDGEMENTS_FILE)
        with kg.open_store(place, create=True, write=True) as store:
            builder = Builder(store, READ, READER)
            for source in self.chance.sample(sorted(self.now), len(self.now)):
                builder.stage(TEXTS[source][self.now[source]].report)
            builder.settle()
            return dump_of(store)

    def check(self):
        """What is listed as in force holds in the graph, and what was split off goes under its own IRI."""
        resolver = self.builder.world().resolver
        there = {self.key(source) for source in self.now}
        iri = {m: self.desk.side(m).iri for one in self.judgements for side in (one.a, one.b) for m in side.members
               if m.report in there}  # fmt: skip
        effective = self.effective()
        assert effective == resolver.in_force()
        one_by_word = ones(self.judgements)
        for one in self.judgements:
            sides = [[m for m in side.members if m in iri] for side in (one.a, one.b)]
            if one.id in effective and one.verdict == "same" and all(sides):
                assert iri[sides[0][0]] == iri[sides[1][0]], one
            if one.id in effective and one.verdict == "different":
                assert all(iri[a] != iri[b] or one_by_word(a, b) for a in sides[0] for b in sides[1]), one
        left = {one.b.iri for one in self.judgements if is_split(one)}  # IRIs that went to the rest of another split
        for one in filter(is_split, self.judgements):
            for member in iri.keys() & set(one.a.members):
                assert iri[member] != one.a.iri, one
                assert len({iri[m] for m in iri.keys() & set(one.a.members) if m.report == member.report}) == 1, one
                assert split_off(one) in left or successors(self.store, split_off(one)) == (iri[member],), one
