"""Three small readings made by hand, for tests of everything that comes after reading.

``FIRST`` and ``SECOND`` take some of what the two seed reports say, ``THIRD`` is an invented text with what the seeds
lack (a plan, a former post, an appointment, a date given by month). Every span is found in the text, none is typed in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Concept, Entity, Literal, Part, Ref, Report, ReportStatements, Statement, structure
from kg.text import key as fold_key
from kg.text import normalise

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
READER = "sample/1"


def vi(text: str) -> Literal:
    """Return a Vietnamese literal."""
    return Literal(text, lang="vi")


def day(text: str) -> Literal:
    """Return an xsd:date."""
    return Literal(text, "xsd:date")


@dataclass
class Draft:
    """Collects the entities and statements of one report; spans come from the quoted words."""

    report: Report
    observed_on: str = ""
    entities: list[Entity] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def entity(self, key: str, kind: str, name: str, *identity: str, complete: bool = True, **more: str) -> None:
        """Add an entity; without ``identity`` its folded name is the identity."""
        self.entities.append(Entity(key, kind, name, identity or (fold_key(name),), complete, **more))

    def post(self, key: str, title: str, body: str = "", label_en: str = "") -> None:
        """Add a post: a title at a body."""
        self.entity(key, "Post", title, fold_key(title), complete=False, title=title, body=body, label_en=label_en)

    def say(self, subject: str, predicate: str, value, quote: str, rule: str = "sample", **more: str) -> None:
        """Add a statement whose span is the first place of ``quote``; a str ``value`` is a local key."""
        value = Ref(value) if isinstance(value, str) else value
        start = self.report.text.index(quote)
        self.statements.append(Statement(subject, predicate, value, start, start + len(quote), rule, **more))

    def named(self, subject: str, *forms: str) -> None:
        """Add each form as a name that the text gives the entity, at each place where it stands."""
        text = self.report.text
        for form in forms:
            at = text.index(form)
            while at >= 0:
                end = at + len(form)
                self.statements.append(Statement(subject, "skos:altLabel", vi(form), at, end, "mentions/name"))
                at = text.find(form, end)

    def holds(self, person: str, post: str, quote: str, predicate: str = "org:holds") -> None:
        """Add that the person holds the post."""
        self.say(person, predicate, post, quote, "officials/apposition")

    def done(self) -> ReportStatements:
        """Return the reading."""
        return ReportStatements(self.report, tuple(self.entities), tuple(self.statements), READER, self.observed_on)


def _seed(name: str) -> Report:
    return Report(normalise((SEEDS / name).read_text(encoding="utf-8")), name)


def _ministry(draft: Draft) -> None:
    draft.entity("b1", "Body", "Bộ Ngoại giao", concept="kgv:body-kind/ministry",
                 label_en="Ministry of Foreign Affairs")  # fmt: skip
    draft.named("b1", "Bộ Ngoại giao")


def _first() -> ReportStatements:
    d = Draft(_seed("000_ec3a725e548eb492.txt"))
    _ministry(d)
    d.entity("p1", "Person", "Bùi Thanh Sơn", complete=False)
    d.named("p1", "Bùi Thanh Sơn")
    d.say("p1", "kg:mentionOf", vi("Bộ trưởng"), "Bộ trưởng đề nghị", "coreference/title")
    d.entity("p2", "Person", "Nguyễn Minh Vũ", complete=False)
    d.named("p2", "Nguyễn Minh Vũ")
    committee = "Ban Chỉ đạo Ngoại giao kinh tế"
    d.entity("b2", "Body", committee, fold_key(committee), "bộ ngoại giao", concept="kgv:body-kind/steering-committee")
    d.named("b2", committee)
    d.say("b2", "org:subOrganizationOf", "b1", "Ban Chỉ đạo ngoại giao kinh tế của Bộ Ngoại giao", "bodies/part")
    d.entity("b3", "Body", "Ban Bí thư", concept="kgv:body-kind/party-organ", label_en="Secretariat")
    d.named("b3", "Ban Bí thư")
    d.post("q1", "Bộ trưởng", "b1", "Minister")
    d.post("q2", "Thứ trưởng Thường trực", "b1", "Permanent Deputy Minister")
    d.post("q3", "Trưởng Ban", "b2", "Head")
    d.holds("p1", "q1", "Bộ trưởng Ngoại giao Bùi Thanh Sơn")
    d.holds("p2", "q2", "Thứ trưởng Thường trực Nguyễn Minh Vũ")
    d.holds("p2", "q3", "Nguyễn Minh Vũ, Trưởng Ban Chỉ đạo Ngoại giao kinh tế")
    conference = ("Hội nghị sơ kết công tác ngoại giao kinh tế 6 tháng đầu năm"
                  " và phương hướng, nhiệm vụ 6 tháng cuối năm 2022")  # fmt: skip
    d.entity("e1", "Event", conference, complete=False, concept="kgv:event-kind/conference")
    d.named("e1", conference)
    d.say("e1", "kg:mentionOf", vi("Hội nghị"), "Hội nghị. |", "coreference/event")
    d.say("b1", "kg:organises", "e1", f"Bộ Ngoại giao mới đây đã tổ chức {conference}", "organises/active")
    present = "Bộ trưởng Ngoại giao Bùi Thanh Sơn đã tham dự và phát biểu chỉ đạo Hội nghị"
    d.say("p1", "kg:attends", "e1", present, "attends/active")
    d.say("p1", "kg:givesDirectingSpeechAt", "e1", present, "speaks/active")
    d.say("p1", "kg:givesOpeningSpeechAt", "e1", "Phát biểu khai mạc Hội nghị, Bộ trưởng Bùi Thanh Sơn")
    d.say("p2", "kg:attends", "e1", "Tham dự Hội nghị có Thứ trưởng Thường trực Nguyễn Minh Vũ", "attends/inverted")
    d.entity("g1", "Group", "hơn 90 Đại sứ", complete=False)
    for predicate, value in (
        ("kg:takesPartIn", Ref("e1")),
        ("kg:count", Literal("90", "xsd:integer")),
        ("kg:countIs", Concept("kg:MoreThan")),
        ("kg:memberKind", vi("Đại sứ")),
    ):
        d.say("g1", predicate, value, "hơn 90 Đại sứ", "groups/count")
    directive = "Chỉ thị số 41-CT/TW"
    whole = f"{directive} ngày 15/4/2010 của Ban Bí thư về công tác ngoại giao kinh tế"
    d.entity("d1", "Directive", directive, "party", "CT", "41-CT/TW", "2010", concept="kgv:document-type/CT")
    d.named("d1", directive)
    d.say("d1", "kg:number", Literal("41-CT/TW"), "41-CT/TW", "directives/number")
    d.say("d1", "eli:date_document", day("2010-04-15"), "ngày 15/4/2010", "directives/date")
    d.say("d1", "kg:issuedBy", "b3", "của Ban Bí thư", "directives/issuer")
    d.entity("t1", "Topic", "công tác ngoại giao kinh tế")
    d.named("t1", "công tác ngoại giao kinh tế")
    d.say("d1", "kg:guides", "t1", whole, "directives/subject")
    d.say("b1", "kg:reviews", "d1", f"Bộ Ngoại giao đã hoàn thành tổng kết kết quả thực hiện {directive}",
          "reviews/active", attributed_text="các đại biểu")  # fmt: skip
    asked = "chủ động hơn nữa trong triển khai toàn diện, đồng bộ công tác ngoại giao kinh tế, phối hợp chặt chẽ"
    d.entity("i1", "Instruction", asked, complete=False)
    d.say("i1", "kg:text", vi(asked), asked, "instructions/asks")
    d.say("i1", "kg:instructedBy", "p1", f"Bộ trưởng yêu cầu các đơn vị cần {asked}", "instructions/asks")
    d.say("i1", "kg:addresseeText", vi("các đơn vị"), "các đơn vị cần", "instructions/asks")
    d.say("i1", "kg:givenAt", "e1", f"Bộ trưởng yêu cầu các đơn vị cần {asked}", "instructions/asks")
    return d.done()


def _second() -> ReportStatements:
    d = Draft(_seed("001_83d22b06c98545cf.txt"), "2022-01-21")
    _ministry(d)
    d.entity("p1", "Person", "Bùi Thanh Sơn", complete=False)
    d.named("p1", "Bùi Thanh Sơn")
    d.entity("p2", "Person", "Nguyễn Minh Vũ", complete=False)
    d.named("p2", "Nguyễn Minh Vũ")
    d.entity("b2", "Body", "Ban Chỉ đạo Ngoại giao kinh tế", complete=False)
    d.named("b2", "Ban Chỉ đạo Ngoại giao kinh tế")
    d.entity("b4", "Body", "Ban Chấp hành Trung ương Đảng", concept="kgv:body-kind/party-organ")
    d.named("b4", "TW Đảng")
    d.post("q1", "Bộ trưởng", "b1", "Minister")
    d.post("q2", "Thứ trưởng", "b1", "Deputy Minister")
    d.post("q3", "Trưởng Ban", "b2", "Head")
    d.post("q4", "Ủy viên", "b4", "Member")
    d.post("q5", "Ủy viên dự khuyết", "b4", "Alternate Member")
    d.holds("p1", "q4", "Bùi Thanh Sơn, Ủy viên TW Đảng")
    d.holds("p1", "q1", "Bùi Thanh Sơn, Ủy viên TW Đảng, Bộ trưởng Bộ Ngoại giao")
    d.holds("p2", "q5", "Nguyễn Minh Vũ, Ủy viên dự khuyết TW Đảng")
    d.holds("p2", "q2", "Nguyễn Minh Vũ, Ủy viên dự khuyết TW Đảng, Thứ trưởng Bộ Ngoại giao")
    d.holds("p2", "q3", "Trưởng Ban Chỉ đạo Ngoại giao kinh tế")
    conference = ("Hội nghị trức tuyến triển khai công tác ngoại giao kinh tế phục vụ phục hồi"
                  " và phát triển kinh tế- xã hội năm 2022")  # fmt: skip
    d.entity("e1", "Event", conference, fold_key(conference), "2022-01-21", concept="kgv:event-kind/conference")
    d.named("e1", conference)
    d.say("e1", "schema:startDate", day("2022-01-21"), "Ngày 21/1/2022", "events/date")
    d.say("e1", "kg:earliest", day("2022-01-21"), "Ngày 21/1/2022", "events/date")
    d.say("e1", "kg:latest", day("2022-01-21"), "Ngày 21/1/2022", "events/date")
    d.say("b1", "kg:organises", "e1", f"Bộ Ngoại giao tổ chức {conference}", "organises/active")
    d.say("p1", "kg:chairs", "e1", "Bộ trưởng Bộ Ngoại giao chủ trì Hội nghị", "chairs/active")
    d.say("p2", "kg:attends", "e1", "Hội nghị có sự tham dự của đồng chí Nguyễn Minh Vũ", "attends/nominal")
    d.say("p2", "kg:reportsAt", "e1", "Báo cáo về kết quả ngoại giao kinh tế năm 2021", "speaks/fronted")
    d.entity("l1", "Place", "tỉnh Lạng Sơn", "lạng sơn", label_en="Lang Son")
    d.named("l1", "tỉnh Lạng Sơn")
    d.entity("g1", "Group", "đại diện lãnh đạo một số sở, ban, ngành", complete=False)
    d.say("g1", "kg:takesPartIn", "e1", "Dự Hội nghị tại điểm cầu tỉnh Lạng Sơn có đại diện lãnh đạo một số sở",
          "groups/inverted")  # fmt: skip
    d.say("g1", "kg:memberKind", vi("lãnh đạo một số sở, ban, ngành"), "lãnh đạo một số sở, ban, ngành")
    resolution = "Nghị quyết Đại hội XIII của Đảng"
    d.entity("d1", "Directive", resolution, concept="kgv:document-type/NQ")
    d.named("d1", resolution)
    return d.done()


_INVENTED = """Ủy ban nhân dân tỉnh Mẫu họp bàn về chuyển đổi số

Tháng 3/2024, ông Trần Văn Mẫu, Chủ tịch Ủy ban nhân dân tỉnh Mẫu, nguyên Giám đốc Sở Thí dụ tỉnh Mẫu, chủ trì \
phiên họp chuyên đề. Ông Mẫu cho biết Ủy ban nhân dân tỉnh Mẫu sẽ tổ chức Hội thảo Chuyển đổi số tỉnh Mẫu. Phiên họp \
đã công bố quyết định bổ nhiệm bà Lê Thị Thí Dụ giữ chức Giám đốc Sở Thí dụ tỉnh Mẫu.
"""


def _third() -> ReportStatements:
    title = "Ủy ban nhân dân tỉnh Mẫu họp bàn về chuyển đổi số"
    report = Report(normalise(_INVENTED), "https://news.example/mau", title, "2024-03-20",
                    "https://news.example/mau", "Tác giả", "Báo Mẫu", "html", "tcvn3",
                    structure([Part("heading", 0, len(title))]))  # fmt: skip
    d = Draft(report, "2024-03-20")
    d.entity("b1", "Body", "Ủy ban nhân dân tỉnh Mẫu", concept="kgv:body-kind/people-committee")
    d.entity("b2", "Body", "Sở Thí dụ tỉnh Mẫu", concept="kgv:body-kind/department")
    d.entity("p1", "Person", "Trần Văn Mẫu", complete=False)
    d.entity("p2", "Person", "Lê Thị Thí Dụ", complete=False)
    d.entity("e1", "Event", "phiên họp chuyên đề", complete=False, concept="kgv:event-kind/session")
    d.entity("e2", "Event", "Hội thảo Chuyển đổi số tỉnh Mẫu", complete=False, concept="kgv:event-kind/seminar")
    for local in ("b1", "b2", "p1", "p2", "e1", "e2"):
        d.named(local, next(e.name for e in d.entities if e.key == local))
    d.post("q1", "Chủ tịch", "b1", "Chairperson")
    d.post("q2", "Giám đốc", "b2", "Director")
    d.holds("p1", "q1", "Trần Văn Mẫu, Chủ tịch Ủy ban nhân dân tỉnh Mẫu")
    d.holds("p1", "q2", "nguyên Giám đốc Sở Thí dụ tỉnh Mẫu", "kg:formerlyHeld")
    d.say("p1", "kg:chairs", "e1", "chủ trì phiên họp chuyên đề", "chairs/active")
    d.say("e1", "schema:startDate", Literal("2024-03", "xsd:gYearMonth"), "Tháng 3/2024", "events/date")
    d.say("e1", "kg:earliest", day("2024-03-01"), "Tháng 3/2024", "events/date")
    d.say("e1", "kg:latest", day("2024-03-31"), "Tháng 3/2024", "events/date")
    d.say("b1", "kg:organises", "e2", "Ủy ban nhân dân tỉnh Mẫu sẽ tổ chức Hội thảo Chuyển đổi số tỉnh Mẫu",
          "organises/active", modality="Planned", attributed_to="p1")  # fmt: skip
    appointed = "bổ nhiệm bà Lê Thị Thí Dụ giữ chức Giám đốc Sở Thí dụ tỉnh Mẫu"
    d.entity("a1", "Appointment", appointed, complete=False)
    d.say("a1", "kg:appointee", "p2", appointed, "appointments/passive")
    d.say("a1", "kg:toPost", "q2", appointed, "appointments/passive")
    return d.done()


FIRST, SECOND, THIRD = _first(), _second(), _third()
SAMPLES = (FIRST, SECOND, THIRD)
