"""Invented reports that contradict each other, or nearly: a case of each kind of finding, and near misses."""

from __future__ import annotations

from sample import Draft, day, vi

from kg.model import Literal, Report, ReportStatements

BODY = "Bộ Mẫu"
AN, BÌNH = "Trần Văn Mẫu", "Lê Thí Dụ"
TODAY = "2026-01-01"
Fact = tuple[str, ...]


def report(name: str, published: str, *facts: Fact) -> ReportStatements:
    """Return the reading of a report that tells these facts, each in a sentence of its own.

    Facts: (holds | held, person, title, body), (appoints, person, title, body, from), (paper, number, date, issuer …,
    name=…), (event, name, date, place, last day), (attends, person, event), (organises | hoãn, body, event), (part,
    body, whole), (acts, number, relation, number).
    """
    sentences = [f"{number}. {' · '.join(fact)}." for number, fact in enumerate(facts, 1)]
    d = Draft(Report("\n".join([f"Tin {name}", *sentences]), f"{name}.txt", published=published), published)
    teller = _Teller(d)
    for fact, sentence in zip(facts, sentences, strict=True):
        getattr(teller, fact[0])(sentence, *fact[1:])
    return d.done()


class _Teller:
    def __init__(self, draft: Draft):
        self.draft = draft
        self._keys: dict[tuple[str, str], str] = {}

    def _entity(self, kind: str, name: str, *identity: str, **more) -> str:
        place = kind, name
        if place not in self._keys:
            self._keys[place] = f"{kind.lower()}{len(self._keys)}"
            self.draft.entity(self._keys[place], kind, name, *identity, **more)
        return self._keys[place]

    def _person(self, name: str) -> str:
        return self._entity("Person", name, complete=False)

    def _body(self, name: str) -> str:
        return self._entity("Body", name)

    def _post(self, said: str, predicate: str, person: str, title: str, body: str) -> None:
        at = f"post{len(self._keys)}{len(self.draft.entities)}"
        self.draft.post(at, title, self._body(body))
        self.draft.say(self._person(person), predicate, at, said)

    def appoints(self, said: str, person: str, title: str, body: str, since: str = "") -> None:
        act, at = f"act{len(self.draft.entities)}", f"to{len(self.draft.entities)}"
        self.draft.post(at, title, self._body(body))
        self.draft.entity(act, "Appointment", f"Bổ nhiệm {person}", complete=False)
        self.draft.say(act, "kg:appointee", self._person(person), said)
        self.draft.say(act, "kg:toPost", at, said)
        if since:
            self.draft.say(act, "schema:startDate", day(since), said)

    def holds(self, said: str, person: str, title: str, body: str) -> None:
        self._post(said, "org:holds", person, title, body)

    def held(self, said: str, person: str, title: str, body: str) -> None:
        self._post(said, "kg:formerlyHeld", person, title, body)

    def paper(self, said: str, number: str, date: str = "", *issuers: str) -> None:
        paper = self._paper(number)
        self.draft.say(paper, "kg:number", Literal(number), said)
        if date:
            self.draft.say(paper, "eli:date_document", day(date), said)
        for issuer in issuers:
            self.draft.say(paper, "kg:issuedBy", self._body(issuer), said)

    def _paper(self, number: str) -> str:
        code = next(code for code in ("CT", "NQ", "NĐ", "QĐ", "TTLT", "QH") if code in number)
        concept = {"NĐ": "ND", "QĐ": "QD", "QH": "L"}.get(code, code)
        return self._entity("Directive", f"Văn bản số {number}", number, concept=f"kgv:document-type/{concept}")

    def named(self, said: str, number: str, name: str) -> None:
        self.draft.say(self._paper(number), "skos:altLabel", vi(name), said)

    def acts(self, said: str, number: str, relation: str, other: str) -> None:
        self.draft.say(self._paper(number), relation, self._paper(other), said)

    def event(self, said: str, name: str, date: str = "", place: str = "", last: str = "") -> None:
        event = self._event(name)
        if date:
            kind = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}[len(date)]
            self.draft.say(event, "schema:startDate", Literal(date, kind), said)
        if last:
            self.draft.say(event, "schema:endDate", day(last), said)
        if place:
            self.draft.say(event, "kg:heldAt", self._entity("Place", place), said)

    def _event(self, name: str) -> str:
        return self._entity("Event", name, concept="kgv:event-kind/conference")

    def attends(self, said: str, person: str, event: str) -> None:
        self.draft.say(self._person(person), "kg:attends", self._event(event), said)

    def organises(self, said: str, body: str, event: str) -> None:
        self.draft.say(self._body(body), "kg:organises", self._event(event), said)

    def hoãn(self, said: str, body: str, event: str) -> None:
        self.draft.say(self._body(body), "kg:organises", self._event(event), said, modality="Negated")

    def part(self, said: str, body: str, whole: str) -> None:
        self.draft.say(self._body(body), "org:subOrganizationOf", self._body(whole), said)


def at(event: str, date: str, place: str, person: str = AN) -> tuple[Fact, Fact]:
    """Return the facts of an event on a day at a place, which somebody attends."""
    return ("event", event, date, place), ("attends", person, event)


def holds(name: str, published: str, person: str, title: str = "Bộ trưởng", body: str = BODY) -> ReportStatements:
    """Return a report in which somebody holds a post."""
    return report(name, published, ("holds", person, title, body))


_DAYS = ("2020-01-10", "2020-06-10", "2021-01-10", "2021-06-10")

_HEADS = (
    ("holds", "Đào Hai Nơi", "Giám đốc", "Sở Y tế tỉnh Lạng Sơn"),
    ("holds", "Đào Hai Nơi", "Giám đốc", "Sở Y tế tỉnh Cao Bằng"),
)
_SHARED = ("holds", "Đào Hai Nơi", "Ủy viên", "Hội đồng Chung")  # one person, by the post that both reports tell

# Kind → reports that have one finding of that kind, and no other.
FOUND: dict[str, tuple[ReportStatements, ...]] = {
    "two-holders": (
        holds("t1", _DAYS[0], AN),
        holds("t2", _DAYS[1], BÌNH),
        holds("t3", _DAYS[2], AN),
        holds("t4", _DAYS[3], BÌNH),
    ),
    "former-then-holding": (
        report("f1", "2019-03-01", ("held", "Phạm Thí Nghiệm", "Giám đốc", "Sở Thí Nghiệm")),
        holds("f2", "2021-03-01", "Phạm Thí Nghiệm", "Giám đốc", "Sở Thí Nghiệm"),
    ),
    "two-provinces": (
        report("q1", "2017-01-02", *_HEADS[:1], _SHARED),
        report("q2", "2018-01-02", *_HEADS[1:], _SHARED),
        report("q3", "2019-01-02", *_HEADS[:1], _SHARED),
    ),
    "number-against-date": (
        report("n1", "", ("paper", "901-CT/TW", "2017-03-01"), ("paper", "902-CT/TW", "2018-03-01")),
        report("n2", "", ("paper", "904-CT/TW", "2017-01-01"), ("paper", "905-CT/TW", "2019-03-01")),
    ),
    "date-outside-term": (report("d1", "", ("paper", "931/2020/NĐ-CP", "2021-02-01", "Chính phủ")),),
    "two-dates": (
        report("v1", "", ("paper", "941-NQ/TW", "2012-01-24")),
        report("v2", "", ("paper", "941-NQ/TW", "2012-12-22")),
    ),
    "two-issuers": (
        report("i1", "", ("paper", "951/2013/TT-QĐ", "", "Bộ Mẫu")),
        report("i2", "", ("paper", "951/2013/TT-QĐ", "", "Bộ Thí Dụ")),
    ),
    "acts-on-later": (
        report(
            "a1",
            "",
            ("paper", "961/QĐ-TTg", "2014-05-01"),
            ("paper", "962/QĐ-TTg", "2015-05-01"),
            ("acts", "961/QĐ-TTg", "kg:amends", "962/QĐ-TTg"),
        ),
    ),
    "event-two-dates": (
        report("e1", "", ("event", "Hội nghị Mẫu lần thứ nhất", "2019-05-02")),
        report("e2", "", ("event", "Hội nghị Mẫu lần thứ nhất", "2019-06-02")),
    ),
    "inverted-event": (report("e3", "", ("event", "Hội nghị Mẫu lần thứ hai", "2019-05-02", "", "2019-05-01")),),
    "two-places": (
        report(
            "w1",
            "",
            *at("Hội nghị ở Huế", "2019-07-02", "thành phố Huế", "Đỗ Ví Dụ"),
            ("holds", "Đỗ Ví Dụ", "Ủy viên", "Ban Ví Dụ"),
        ),
        report(
            "w2",
            "",
            *at("Hội nghị ở Lạng Sơn", "2019-07-02", "tỉnh Lạng Sơn", "Đỗ Ví Dụ"),
            ("holds", "Đỗ Ví Dụ", "Ủy viên", "Ban Ví Dụ"),
        ),
    ),
    "told-and-denied": (
        report("c1", "2019-08-02", ("organises", "Ban Ví Dụ", "Hội thảo Mẫu")),
        report("c2", "2019-08-03", ("hoãn", "Ban Ví Dụ", "Hội thảo Mẫu")),
    ),
    "report-in-future": (holds("r1", "2027-01-02", "Vũ Minh Họa", "Chuyên viên", "Phòng Mẫu"),),
    "told-too-early": (
        report("o1", "2019-09-02", ("event", "Đại hội Mẫu", "2019-10-02"), ("attends", "Hồ Làm Mẫu", "Đại hội Mẫu")),
    ),
    "body-ceased": (holds("b1", "2025-11-02", "Cao Ví Von", "Chuyên viên", "Bộ Giao thông vận tải"),),
    "body-not-yet": (holds("b2", "2024-11-02", "Cao Thử Lời", "Chuyên viên", "Bộ Nông nghiệp và Môi trường"),),
    "part-of-itself": (
        report("p1", "", ("part", "Cục Mẫu", "Tổng cục Mẫu")),
        report("p2", "", ("part", "Tổng cục Mẫu", "Cục Mẫu")),
    ),
}

# What looks like a contradiction and is none: name → reports.
NONE: dict[str, tuple[ReportStatements, ...]] = {
    "one after the other": (holds("x1", _DAYS[0], AN), holds("x2", _DAYS[1], AN), holds("x3", _DAYS[2], BÌNH)),
    "a handover, told by one report": (
        report("x1", _DAYS[0], ("holds", AN, "Bộ trưởng", BODY), ("holds", BÌNH, "Bộ trưởng", BODY)),
    ),
    "the last day of one is the first of the other": (
        holds("x1", _DAYS[0], AN),
        holds("x2", _DAYS[1], AN),
        holds("x3", _DAYS[1], BÌNH),
        holds("x4", _DAYS[2], BÌNH),
    ),
    "a post for several": tuple(holds(f"x{n}", _DAYS[n], (AN, BÌNH)[n % 2], "Thứ trưởng") for n in range(4)),
    "one person under two names": (
        holds("x1", _DAYS[0], AN),
        holds("x2", _DAYS[1], "Mẫu"),
        holds("x3", _DAYS[2], AN),
        holds("x4", _DAYS[3], "Mẫu"),
    ),
    "members": tuple(holds(f"x{n}", _DAYS[n], (AN, BÌNH)[n % 2], "Ủy viên", "Tỉnh ủy Mẫu") for n in range(4)),
    "ranks of diplomats": tuple(
        holds(f"x{n}", _DAYS[n], (AN, BÌNH)[n % 2], "Bí thư thứ nhất", "Đại sứ quán Mẫu") for n in range(4)
    ),
    "one person, first acting": (
        holds("x1", _DAYS[0], AN, "Quyền Bộ trưởng"),
        holds("x2", _DAYS[1], AN),
        holds("x3", _DAYS[2], AN),
    ),
    "former, and its successor": (
        holds("x1", _DAYS[0], AN),
        report("x2", _DAYS[1], ("held", AN, "Bộ trưởng", BODY)),
        holds("x3", _DAYS[2], BÌNH),
    ),
    "another in between: a second term": (
        report("x1", "2019-03-01", ("held", AN, "Thủ tướng", "Chính phủ Mẫu")),
        holds("x2", "2020-03-01", BÌNH, "Thủ tướng", "Chính phủ Mẫu"),
        holds("x3", "2021-03-01", AN, "Thủ tướng", "Chính phủ Mẫu"),
    ),
    "from one province to another": (
        report("x1", "2017-01-02", *_HEADS[:1], _SHARED),
        report("x2", "2018-01-02", *_HEADS[1:], _SHARED),
    ),
    "numbers in order": (report("x1", "", ("paper", "901-CT/TW", "2017-03-01"), ("paper", "902-CT/TW", "2018-03-01")),),
    "another term, another run": (
        report("x1", "", ("paper", "902-CT/TW", "2014-03-01"), ("paper", "901-CT/TW", "2018-03-01")),
    ),
    "another year, another run": (
        report("x1", "", ("paper", "902/QĐ-TTg", "2017-03-01"), ("paper", "901/QĐ-TTg", "2018-03-01")),
    ),
    "another issuer, another run": (
        report(
            "x1",
            "",
            ("paper", "902/QĐ-UBND", "2017-03-01", "Ủy ban nhân dân tỉnh Mẫu"),
            ("paper", "903/QĐ-UBND", "2017-01-01", "Ủy ban nhân dân tỉnh Thí Dụ"),
        ),
    ),
    "an issuer not told": (
        report("x1", "", ("paper", "902/QĐ-UBND", "2017-03-01"), ("paper", "903/QĐ-UBND", "2017-01-01")),
    ),
    "signed within days": (
        report("x1", "", ("paper", "902/QĐ-TTg", "2017-03-03"), ("paper", "903/QĐ-TTg", "2017-03-01")),
    ),
    "a date within its term": (
        report(
            "x1",
            "",
            ("paper", "931/2020/QH14", "2020-06-17"),
            ("paper", "932-NQ/TW", "2017-06-17"),
            ("named", "932-NQ/TW", "Nghị quyết Trung ương 5 khóa XII"),
        ),
    ),
    "a local term": (
        report(
            "x1",
            "",
            ("paper", "933-NQ/TU", "2017-06-17"),
            ("named", "933-NQ/TU", "Nghị quyết Đại hội Đảng bộ tỉnh Mẫu khóa XV"),
        ),
    ),
    "the whole and a part of it": (
        report("x1", "", ("paper", "951-CT/TW", "2013-01-01", "Ban Bí thư")),
        report("x2", "", ("paper", "951-CT/TW", "2013-01-01", "Ban Chấp hành Trung ương Đảng")),
    ),
    "the head and the whole": (
        report("x1", "", ("paper", "951/CT-TTg", "", "Thủ tướng Chính phủ")),
        report("x2", "", ("paper", "951/CT-TTg", "", "Chính phủ")),
    ),
    "a joint circular": (
        report("x1", "", ("paper", "951/2013/TTLT-BTC-BNV", "", "Bộ Tài chính")),
        report("x2", "", ("paper", "951/2013/TTLT-BTC-BNV", "", "Bộ Nội vụ")),
    ),
    "two issuers in one breath": (
        report("x1", "", ("paper", "951/QĐ-MAU", "", "Bộ Mẫu", "Bộ Thí Dụ")),
        report("x2", "", ("paper", "951/QĐ-MAU", "", "Bộ Mẫu")),
    ),
    "it amends an earlier one": (
        report(
            "x1",
            "",
            ("paper", "961/QĐ-TTg", "2015-05-01"),
            ("paper", "962/QĐ-TTg", "2014-05-01"),
            ("acts", "961/QĐ-TTg", "kg:amends", "962/QĐ-TTg"),
        ),
    ),
    "a month that holds the day": (
        report("x1", "", ("event", "Hội nghị Mẫu", "2019-05-02")),
        report("x2", "", ("event", "Hội nghị Mẫu", "2019-05")),
        report("x3", "", ("event", "Hội nghị Mẫu", "2019")),
    ),
    "the second day of three": (
        report("x1", "", ("event", "Hội nghị Mẫu", "2019-05-02", "", "2019-05-04")),
        report("x2", "", ("event", "Hội nghị Mẫu", "2019-05-03")),
    ),
    "two places of one province": (
        report(
            "x1",
            "",
            *at("Hội nghị Một", "2019-05-02", "tỉnh Bình Dương"),
            *at("Hội nghị Hai", "2019-05-02", "thành phố Thủ Dầu Một"),
        ),
    ),
    "one of them online": (
        report(
            "x1",
            "",
            *at("Hội nghị trực tuyến Một", "2019-05-02", "Hà Nội"),
            *at("Hội nghị Hai", "2019-05-02", "tỉnh Lạng Sơn"),
        ),
    ),
    "by a link from another province": (
        report(
            "x1",
            "",
            ("event", "Hội nghị Một", "2019-05-02", "Hà Nội"),
            ("event", "Hội nghị Một", "", "điểm cầu tỉnh Lạng Sơn"),
            ("attends", AN, "Hội nghị Một"),
            *at("Hội nghị Hai", "2019-05-02", "tỉnh Lạng Sơn"),
        ),
    ),
    "on two days": (
        report(
            "x1", "", *at("Hội nghị Một", "2019-05-02", "Hà Nội"), *at("Hội nghị Hai", "2019-05-03", "tỉnh Lạng Sơn")
        ),
    ),
    "put off, then held": (
        report("x1", "2019-08-03", ("organises", "Ban Ví Dụ", "Hội thảo Mẫu")),
        report("x2", "2019-08-02", ("hoãn", "Ban Ví Dụ", "Hội thảo Mẫu")),
    ),
    "told and denied by one report": (
        report("x1", "2019-08-03", ("organises", "Ban Ví Dụ", "Hội thảo Mẫu"), ("hoãn", "Ban Ví Dụ", "Hội thảo Mẫu")),
    ),
    "of today": (holds("x1", TODAY, AN),),
    "of the day of the event": (
        report("x1", "2019-10-02", ("event", "Đại hội Mẫu", "2019-10-02"), ("attends", AN, "Đại hội Mẫu")),
    ),
    "foreseen only": (report("x1", "2019-09-02", ("event", "Đại hội Mẫu", "2019-10-02")),),
    "a ministry in its time": (holds("x1", "2024-11-02", AN, "Chuyên viên", "Bộ Giao thông vận tải"),),
    "just after its end": (holds("x1", "2025-03-20", AN, "Chuyên viên", "Bộ Giao thông vận tải"),),
    "a province that goes on": (
        holds("x1", "2024-11-02", AN, "Ủy viên", "Tỉnh ủy Bắc Ninh"),
        holds("x2", "2025-12-02", AN, "Ủy viên", "Tỉnh ủy Bắc Ninh"),
    ),
    "named after a province that was": (
        holds("x1", "2025-12-02", AN, "Chuyên viên", "Báo Bắc Giang"),
        holds("x2", "2025-12-02", AN, "Chuyên viên", "Công ty Mẫu Bình Dương"),
    ),
    "part of a part": (
        report(
            "x1", "", ("part", "Phòng Mẫu", "Cục Mẫu"), ("part", "Cục Mẫu", "Bộ Mẫu"), ("part", "Phòng Mẫu", "Bộ Mẫu")
        ),
    ),
}
