"""An invented province over four years, in eleven short reports made by hand: a graph with known answers.

The words of each statement are a line of the report's text. ``REPORTS`` are the readings; who is who:

Tỉnh ủy (the Party committee) and Ủy ban nhân dân (the People's Committee, UBND) of tỉnh Mẫu; Sở Nội vụ and Sở Y tế
below UBND, Phòng Cải cách below Sở Nội vụ. Trần Văn An is chairman of UBND until 2022, Võ Thùy Dung acts for him in
2023 and then follows him. Lê Thị Bình is director of Sở Nội vụ and then deputy chair of UBND; Phạm Quốc Cường follows
her. There are two Nguyễn Văn Hải.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sample import READER, day, vi

from kg.dates import PartialDate
from kg.model import Concept, Entity, Literal, Ref, Report, ReportStatements, Statement
from kg.text import key as fold_key

_TYPES = {1: "xsd:gYear", 2: "xsd:gYearMonth", 3: "xsd:date"}


@dataclass
class Story:
    """One report being made: things under short keys, and lines that each tell something."""

    source: str
    day: str = ""
    title: str = ""
    url: str = ""
    things: dict[str, Entity] = field(default_factory=dict)
    lines: list[tuple[str, list[tuple]]] = field(default_factory=list)

    def thing(self, key: str, kind: str, name: str, *identity: str, complete: bool = True, **more: str) -> None:
        """Add a thing; without ``identity`` its folded name is the identity."""
        self.things[key] = Entity(key, kind, name, identity or (fold_key(name),), complete, **more)

    def line(self, words: str, *told: tuple, **more: str) -> None:
        """Add a line of the text that tells facts: (subject, relation, value), a str value being a key."""
        self.lines.append((words, [(*fact, more) for fact in told]))

    def holds(self, person: str, title: str, body: str, relation: str = "org:holds") -> None:
        """Tell that somebody holds a post, in a line of its own."""
        post = f"{title} @{body}"
        self.thing(post, "Post", title, fold_key(title), complete=False, title=title, body=body)
        what = "nguyên " if relation == "kg:formerlyHeld" else ""
        words = f"{self.things[person].name}, {what}{title} {self.things[body].name}."
        self.line(words, (person, relation, post))

    def done(self) -> ReportStatements:
        """Return the reading."""
        text = "\n".join([self.title, *(words for words, _ in self.lines)]) + "\n"
        report = Report(text, self.source, self.title, self.day, self.url)
        return ReportStatements(report, tuple(self.things.values()), tuple(self._statements(text)), READER, self.day)

    def _statements(self, text: str):
        for words, facts in self.lines:
            start = text.index(words)
            for subject, relation, value, more in facts:
                value = Ref(value) if isinstance(value, str) else value
                yield Statement(subject, relation, value, start, start + len(words), "province", **more)


def dated(subject: str, text: str, relation: str = "schema:startDate") -> list[tuple]:
    """Return the facts that date something: '2022-05-20', '2022-05' or '2022', with its bounds."""
    parts = [int(part) for part in text.split("-")]
    first, last = PartialDate(*parts, *([0] * (3 - len(parts)))).bounds()
    typed = Literal(text, _TYPES[len(parts)])
    return [(subject, relation, typed), (subject, "kg:earliest", day(first)), (subject, "kg:latest", day(last))]


def _story(source: str, on: str, title: str, outlet: str = "") -> Story:
    story = Story(source, on, title, f"https://{outlet}/{source}" if outlet else "")
    story.thing("ubnd", "Body", "Ủy ban nhân dân tỉnh Mẫu", concept="kgv:body-kind/people-committee")
    story.thing("tu", "Body", "Tỉnh ủy Mẫu", concept="kgv:body-kind/party-committee")
    story.thing("nv", "Body", "Sở Nội vụ tỉnh Mẫu", concept="kgv:body-kind/department")
    story.thing("yt", "Body", "Sở Y tế tỉnh Mẫu", concept="kgv:body-kind/department")
    return story


def _people(story: Story, **names: str) -> None:
    for key, name in names.items():
        story.thing(key, "Person", name, complete=False)


def _directive(story: Story, key: str, name: str, number: str, year: str, kind: str) -> None:
    story.thing(key, "Directive", name, kind, number, year, concept=f"kgv:document-type/{kind}")
    story.line(f"Số: {number}.", (key, "kg:number", Literal(number)))


AN, BINH, CUONG, DUNG, HAI = "Trần Văn An", "Lê Thị Bình", "Phạm Quốc Cường", "Võ Thùy Dung", "Nguyễn Văn Hải"
D5 = ("d5", "Chỉ thị số 05-CT/TU", "05-CT/TU", "2020", "CT")
K10 = ("k10", "Kế hoạch số 10/KH-UBND", "10/KH-UBND", "2020", "KH")
Q7 = ("q7", "Quyết định số 7/QĐ-UBND", "7/QĐ-UBND", "2022", "QD")
REFORM, DIGITAL = "công tác cải cách hành chính", "chuyển đổi số"
CONFERENCE = "Hội nghị cải cách hành chính tỉnh Mẫu"
REVIEW = "Hội nghị tổng kết cải cách hành chính"
SEMINAR = "Hội thảo Chuyển đổi số tỉnh Mẫu"
SESSION = "Phiên họp tháng 8"


def _directive_of_the_party() -> ReportStatements:
    s = _story("r01.txt", "2020-03-02", "Tỉnh ủy Mẫu ban hành chỉ thị", "tin.example")
    _people(s, dung=DUNG)
    s.holds("dung", "Bí thư", "tu")
    _directive(s, *D5)
    s.thing("reform", "Topic", REFORM)
    s.line("Chỉ thị số 05-CT/TU ngày 1/2/2020 của Tỉnh ủy Mẫu về công tác cải cách hành chính.",
           ("d5", "kg:issuedBy", "tu"), ("d5", "kg:guides", "reform"),
           *dated("d5", "2020-02-01", "eli:date_document"))  # fmt: skip
    s.line("Bí thư Võ Thùy Dung ký ban hành Chỉ thị số 05-CT/TU.", ("dung", "kg:signs", "d5"))
    return s.done()


def _plan_of_the_committee() -> ReportStatements:
    s = _story("r02.txt", "2020-06-10", "Kế hoạch của UBND tỉnh Mẫu", "bao.example")
    _people(s, an=AN)
    s.holds("an", "Chủ tịch", "ubnd")
    _directive(s, *D5)
    _directive(s, *K10)
    s.thing("reform", "Topic", REFORM)
    s.line("Kế hoạch số 10/KH-UBND ngày 1/6/2020 của Ủy ban nhân dân tỉnh Mẫu về công tác cải cách hành chính.",
           ("k10", "kg:issuedBy", "ubnd"), ("k10", "kg:guides", "reform"),
           *dated("k10", "2020-06-01", "eli:date_document"))  # fmt: skip
    s.line("Kế hoạch căn cứ Chỉ thị số 05-CT/TU.", ("k10", "kg:basedOn", "d5"))
    s.line("Chủ tịch Trần Văn An ký Kế hoạch số 10/KH-UBND.", ("an", "kg:signs", "k10"))
    return s.done()


def _conference(s: Story) -> None:
    s.thing("e1", "Event", CONFERENCE, fold_key(CONFERENCE), "2021-03-10", "ubnd", concept="kgv:event-kind/conference")
    s.thing("city", "Place", "thành phố Mẫu", concept="kgv:place-kind/city")
    s.line(f"Ngày 10/3/2021, tại thành phố Mẫu, Ủy ban nhân dân tỉnh Mẫu tổ chức {CONFERENCE}.",
           *dated("e1", "2021-03-10"), ("ubnd", "kg:organises", "e1"), ("e1", "kg:heldAt", "city"))  # fmt: skip
    s.line("Chủ tịch Trần Văn An chủ trì Hội nghị.", ("an", "kg:chairs", "e1"))


def _conference_in_full() -> ReportStatements:
    s = _story("r03.txt", "2021-03-11", "Tỉnh Mẫu bàn về cải cách hành chính", "tin.example")
    _people(s, an=AN, binh=BINH, cuong=CUONG)
    s.holds("an", "Chủ tịch", "ubnd")
    s.holds("binh", "Giám đốc", "nv")
    s.holds("cuong", "Phó Giám đốc", "nv")
    _conference(s)
    _directive(s, *D5)
    _directive(s, *K10)
    s.line("Chủ tịch phát biểu khai mạc Hội nghị.", ("an", "kg:givesOpeningSpeechAt", "e1"))
    s.line("Giám đốc Sở Nội vụ Lê Thị Bình báo cáo tại Hội nghị.", ("binh", "kg:reportsAt", "e1"))
    s.line("Ông Phạm Quốc Cường dự Hội nghị.", ("cuong", "kg:attends", "e1"))
    s.thing("g1", "Group", "hơn 90 đại biểu", complete=False)
    s.line("Dự Hội nghị có hơn 90 đại biểu.", ("g1", "kg:takesPartIn", "e1"), ("g1", "kg:memberKind", vi("đại biểu")),
           ("g1", "kg:count", Literal("90", "xsd:integer")), ("g1", "kg:countIs", Concept("kg:MoreThan")))  # fmt: skip
    s.line("Hội nghị quán triệt Chỉ thị số 05-CT/TU.", ("e1", "kg:implements", "d5"))
    s.line("Sở Nội vụ đã triển khai Kế hoạch số 10/KH-UBND.", ("nv", "kg:implements", "k10"))
    for key, to, words in (
        ("i1", "nv", "khẩn trương triển khai Chỉ thị số 05-CT/TU"),
        ("i2", "yt", "quan tâm đầu tư nguồn lực"),
    ):
        s.thing(key, "Instruction", words, complete=False)
        s.line(f"Chủ tịch yêu cầu {s.things[to].name} {words}.", (key, "kg:instructedBy", "an"),
               (key, "kg:addressee", to), (key, "kg:text", vi(words)), (key, "kg:givenAt", "e1"))  # fmt: skip
    s.thing("e4", "Event", SEMINAR, fold_key(SEMINAR), "2021-09-01", "ubnd", concept="kgv:event-kind/seminar")
    s.line(f"Chủ tịch cho biết ngày 1/9/2021 Ủy ban nhân dân tỉnh Mẫu sẽ tổ chức {SEMINAR}.",
           *dated("e4", "2021-09-01"), ("ubnd", "kg:organises", "e4"),
           modality="Planned", attributed_to="an")  # fmt: skip
    return s.done()


def _conference_in_short() -> ReportStatements:
    s = _story("r04.txt", "2021-03-12", "Hội nghị cải cách hành chính", "bao.example")
    _people(s, an=AN, binh=BINH)
    s.holds("an", "Chủ tịch", "ubnd")
    s.holds("binh", "Giám đốc", "nv")
    _conference(s)
    s.line("Bà Lê Thị Bình dự Hội nghị.", ("binh", "kg:attends", "e1"))
    return s.done()


def _new_decision() -> ReportStatements:
    s = _story("r05.txt", "2022-01-06", "Quyết định mới của tỉnh Mẫu", "tin.example")
    _people(s, binh=BINH, cuong=CUONG)
    s.holds("binh", "Giám đốc", "nv", "kg:formerlyHeld")
    s.holds("binh", "Phó Chủ tịch", "ubnd")
    for directive in (D5, K10, Q7):
        _directive(s, *directive)
    s.thing("digital", "Topic", DIGITAL)
    s.line("Quyết định số 7/QĐ-UBND ngày 5/1/2022 của Ủy ban nhân dân tỉnh Mẫu về chuyển đổi số.",
           ("q7", "kg:issuedBy", "ubnd"), ("q7", "kg:guides", "digital"),
           *dated("q7", "2022-01-05", "eli:date_document"))  # fmt: skip
    s.line("Quyết định thay thế Kế hoạch số 10/KH-UBND.", ("q7", "kg:replaces", "k10"))
    s.line("Sở Nội vụ đã triển khai Chỉ thị số 05-CT/TU.", ("nv", "kg:implements", "d5"))
    s.thing("a1", "Appointment", "bổ nhiệm Phạm Quốc Cường", complete=False)
    s.thing("gd", "Post", "Giám đốc", "giám đốc", complete=False, title="Giám đốc", body="nv")
    s.line("Ủy ban nhân dân tỉnh Mẫu bổ nhiệm ông Phạm Quốc Cường giữ chức Giám đốc Sở Nội vụ.",
           ("a1", "kg:appointee", "cuong"), ("a1", "kg:toPost", "gd"), ("a1", "kg:appointer", "ubnd"))  # fmt: skip
    s.holds("cuong", "Phó Giám đốc", "nv")
    return s.done()


def _review() -> ReportStatements:
    s = _story("r06.txt", "2022-05-21", "Sở Nội vụ tổng kết", "bao.example")
    _people(s, binh=BINH, cuong=CUONG)
    s.holds("cuong", "Giám đốc", "nv")
    s.holds("binh", "Phó Chủ tịch", "ubnd")
    _directive(s, *D5)
    s.thing("e2", "Event", REVIEW, fold_key(REVIEW), "2022-05-20", "nv", concept="kgv:event-kind/conference")
    s.line(f"Ngày 20/5/2022, Sở Nội vụ tổ chức {REVIEW}.", *dated("e2", "2022-05-20"), ("nv", "kg:organises", "e2"))
    s.line("Giám đốc Phạm Quốc Cường chủ trì Hội nghị.", ("cuong", "kg:chairs", "e2"))
    s.line("Phó Chủ tịch Lê Thị Bình phát biểu chỉ đạo.", ("binh", "kg:givesDirectingSpeechAt", "e2"))
    s.line("Hội nghị tổng kết Chỉ thị số 05-CT/TU.", ("e2", "kg:reviews", "d5"))
    s.thing("g2", "Group", "khoảng 50 cán bộ", complete=False)
    s.line("Khoảng 50 cán bộ dự.", ("g2", "kg:takesPartIn", "e2"), ("g2", "kg:memberKind", vi("cán bộ")),
           ("g2", "kg:count", Literal("50", "xsd:integer")), ("g2", "kg:countIs", Concept("kg:About")))  # fmt: skip
    s.thing("i3", "Instruction", "đẩy mạnh chuyển đổi số", complete=False)
    s.line("Phó Chủ tịch đề nghị Sở Y tế tỉnh Mẫu đẩy mạnh chuyển đổi số.", ("i3", "kg:instructedBy", "binh"),
           ("i3", "kg:addressee", "yt"), ("i3", "kg:text", vi("đẩy mạnh chuyển đổi số")))  # fmt: skip
    return s.done()


def _visit(source: str, on: str, outlet: str, *, meeting: bool) -> ReportStatements:
    s = _story(source, on, f"Chủ tịch tỉnh Mẫu thăm Lào ({outlet})", outlet)
    _people(s, an=AN)
    s.holds("an", "Chủ tịch", "ubnd")
    s.thing("lao", "Place", "Lào", label_en="Laos", concept="kgv:place-kind/country")
    s.line("Chủ tịch Trần Văn An thăm Lào.", ("an", "kg:visits", "lao"))
    if meeting:
        _people(s, kham="Khăm Mẫu")
        s.line("Chủ tịch hội đàm với ông Khăm Mẫu.", ("an", "kg:meets", "kham"))
    return s.done()


def _acting() -> ReportStatements:
    s = _story("r09.txt", "2023-04-15", "Lãnh đạo tỉnh Mẫu", "tin.example")
    _people(s, an=AN, binh=BINH, dung=DUNG)
    s.holds("dung", "Quyền Chủ tịch", "ubnd")
    s.holds("an", "Chủ tịch", "ubnd", "kg:formerlyHeld")
    s.holds("binh", "Phó Chủ tịch", "ubnd")
    s.thing("japan", "Place", "Nhật Bản", label_en="Japan", concept="kgv:place-kind/country")
    s.thing("city", "Place", "thành phố Mẫu", concept="kgv:place-kind/city")
    s.line("Phó Chủ tịch Lê Thị Bình thăm Nhật Bản.", ("binh", "kg:visits", "japan"))
    s.line("Trước đó bà thăm thành phố Mẫu.", ("binh", "kg:visits", "city"))
    s.line("Bà gặp Quyền Chủ tịch.", ("binh", "kg:meets", "dung"))
    _directive(s, *D5)
    s.line("Chỉ thị số 05-CT/TU ngày 11/2/2020 được nhắc lại.", *dated("d5", "2020-02-11", "eli:date_document"))
    return s.done()


def _denial() -> ReportStatements:
    s = _story("r10.txt", "", "Phòng Cải cách nói gì")
    _people(s, hai=HAI)
    s.thing("pc", "Body", "Phòng Cải cách", "phòng cải cách", "sở nội vụ")
    s.line("Phòng Cải cách thuộc Sở Nội vụ tỉnh Mẫu.", ("pc", "org:subOrganizationOf", "nv"))
    s.holds("hai", "Trưởng phòng", "pc")
    _directive(s, *K10)
    s.line("Ông Nguyễn Văn Hải cho biết Sở Nội vụ chưa triển khai Kế hoạch số 10/KH-UBND.",
           ("nv", "kg:implements", "k10"), modality="Negated", attributed_to="hai")  # fmt: skip
    return s.done()


def _session() -> ReportStatements:
    s = _story("r11.txt", "2023-08-20", "Tỉnh Mẫu họp phiên tháng 8", "tin.example")
    _people(s, binh=BINH, dung=DUNG, hai=HAI)
    s.holds("dung", "Chủ tịch", "ubnd")
    s.holds("binh", "Phó Chủ tịch", "ubnd")
    s.holds("hai", "Giám đốc", "yt")
    s.line("Sở Y tế tỉnh Mẫu thuộc Ủy ban nhân dân tỉnh Mẫu.", ("yt", "org:subOrganizationOf", "ubnd"))
    s.line("Sở Nội vụ tỉnh Mẫu thuộc Ủy ban nhân dân tỉnh Mẫu.", ("nv", "org:subOrganizationOf", "ubnd"))
    s.thing("e3", "Event", SESSION, fold_key(SESSION), "2023-08", complete=False, concept="kgv:event-kind/session")
    s.line(f"Tháng 8/2023 diễn ra {SESSION}.", *dated("e3", "2023-08"))
    s.line("Chủ tịch Võ Thùy Dung chủ trì phiên họp.", ("dung", "kg:chairs", "e3"))
    s.line("Bà Lê Thị Bình và ông Nguyễn Văn Hải dự.", ("binh", "kg:attends", "e3"), ("hai", "kg:attends", "e3"))
    s.line("Bà Lê Thị Bình phát biểu tại phiên họp.", ("binh", "kg:speaksAt", "e3"))
    _directive(s, *Q7)
    s.line("Chủ tịch yêu cầu Sở Y tế sơ kết Quyết định số 7/QĐ-UBND.", ("yt", "kg:reviews", "q7"), modality="Requested")
    s.line("Sở Y tế đã triển khai Quyết định số 7/QĐ-UBND.", ("yt", "kg:implements", "q7"))
    return s.done()


REPORTS = (
    _directive_of_the_party(),
    _plan_of_the_committee(),
    _conference_in_full(),
    _conference_in_short(),
    _new_decision(),
    _review(),
    _visit("r07.txt", "2022-07-01", "tin.example", meeting=True),
    _visit("r08.txt", "2022-07-02", "bao.example", meeting=False),
    _acting(),
    _denial(),
    _session(),
)
