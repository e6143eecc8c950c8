"""An invented city over six years, in short reports made by hand: who held which post when, and who only may have.

Lý Thị Mai is director in 2020, Đỗ Văn Khôi is seen between two days of hers, Ngô Thị Lan follows in 2022 from a day
that a report tells. Two deputies hold their posts at once. ``ANSWERS``: question, parameters, columns, rows.
"""

from __future__ import annotations

from province import Story, dated
from sample import vi

from kg.model import Literal, ReportStatements

MAI, KHOI, LAN, TU, VU = "Lý Thị Mai", "Đỗ Văn Khôi", "Ngô Thị Lan", "Hồ Văn Tư", "Vũ Thị Vân"
DIRECTOR, DEPUTY, HEAD = "Giám đốc Sở Mẫu", "Phó Giám đốc Sở Mẫu", "Trưởng ban Thử"
PEOPLE = {"mai": MAI, "khoi": KHOI, "lan": LAN, "tu": TU, "vu": VU}
MEETING, PLAN = "Hội nghị Mẫu", "sớm hoàn thành kế hoạch"


def story(name: str, day: str, *holds: tuple[str, str, str], former: bool = False) -> Story:
    s = Story(name, day, f"Tin {name}")
    s.thing("so", "Body", "Sở Mẫu", concept="kgv:body-kind/department")
    s.thing("ban", "Body", "Ban Thử", concept="kgv:body-kind/commission")
    for person, title, body in holds:
        s.thing(person, "Person", PEOPLE[person], complete=False)
        s.holds(person, title, body, "kg:formerlyHeld" if former else "org:holds")
    return s


def appointed(name: str, day: str, person: str, title: str, body: str, start: str, kind: str) -> ReportStatements:
    s = story(name, day, (person, title, body))
    s.thing("act", "Appointment", f"bổ nhiệm {PEOPLE[person]}", complete=False)
    words = f"Bổ nhiệm {PEOPLE[person]} từ {start}."
    s.line(words, ("act", "kg:appointee", person), ("act", "kg:toPost", f"{title} @{body}"),
           ("act", "schema:startDate", Literal(start, kind)))  # fmt: skip
    return s.done()


def _speeches() -> list[ReportStatements]:
    told = story("noi-1", "2020-03-05", ("mai", "Giám đốc", "so"))
    told.thing("e", "Event", MEETING, "hội nghị mẫu", "2020-03-05", concept="kgv:event-kind/conference")
    told.line("Bà phát biểu khai mạc.", ("mai", "kg:givesOpeningSpeechAt", "e"), *dated("e", "2020-03-05"))
    silent = story("noi-2", "2020-04-01")
    silent.thing("mai", "Person", MAI, complete=False)
    silent.thing("i", "Instruction", PLAN, complete=False)
    silent.line(f"{MAI} đề nghị {PLAN}.", ("i", "kg:instructedBy", "mai"), ("i", "kg:text", vi(PLAN)))
    # Nothing but a judge could tell that this one is she: the post of the committee joins the reports.
    silent.holds("mai", "Ủy viên", "ban")
    silent.thing("open", "Post", "Chuyên gia", "chuyên gia", complete=False, title="Chuyên gia")
    silent.line(f"{MAI} là chuyên gia.", ("mai", "org:holds", "open"))
    return [told.done(), silent.done()]


REPORTS = (
    story("a", "2020-01-10", ("mai", "Giám đốc", "so"), ("mai", "Trưởng ban", "ban")).done(),
    story("a2", "2020-01-10", ("tu", "Phó Giám đốc", "so")).done(),
    story("b", "2020-06-15", ("khoi", "Giám đốc", "so"), ("vu", "Phó Giám đốc", "so")).done(),
    story("c", "2020-12-20", ("mai", "Giám đốc", "so"), ("tu", "Phó Giám đốc", "so")).done(),
    appointed("d", "2022-02-20", "lan", "Giám đốc", "so", "2022-03-01", "xsd:date"),
    story("e", "2022-09-09", ("lan", "Giám đốc", "so"), ("mai", "Trưởng ban", "ban")).done(),
    story("f", "2023-05-05", ("lan", "Quyền Trưởng ban", "ban")).done(),
    story("g", "2023-06-06", ("mai", "Trưởng ban", "ban"), former=True).done(),
    appointed("h", "2024-07-07", "vu", "Trưởng ban", "ban", "2024", "xsd:gYear"),
    *_speeches(),
)  # fmt: skip

ANSWERS = [
    # Seen on both sides, and nobody else between.
    ("holders-of-post", {"post": HEAD, "at": "2021-01-01"}, "personLabel manner answer",
     [(LAN, "acting", "unknown-before"), (VU, "", "not-yet"), (MAI, "", "between")]),
    # Somebody else was seen between her two days.
    ("holders-of-post", {"post": DIRECTOR, "at": "2020-05-01"}, "personLabel answer reportLabel laterLabel",
     [(LAN, "not-yet", "", "Tin d"), (MAI, "unknown-between", "Tin noi-1", "Tin c"),
      (KHOI, "unknown-before", "", "Tin b")]),
    ("holders-of-post", {"post": DIRECTOR, "at": "2020-06-15"}, "personLabel answer",
     [(LAN, "not-yet"), (MAI, "unknown-between"), (KHOI, "observed")]),
    # Many hold the post at once: another holder tells nothing.
    ("holders-of-post", {"post": DEPUTY, "at": "2020-05-01"}, "personLabel answer",
     [(TU, "between"), (VU, "unknown-before")]),
    # The day from which she was appointed counts, not the day on which that was told.
    ("holders-of-post", {"post": DIRECTOR, "at": "2022-02-25"}, "personLabel answer",
     [("", "not-known"), (LAN, "not-yet"), (MAI, "unknown-after"), (KHOI, "unknown-followed")]),
    ("holders-of-post", {"post": DIRECTOR, "at": "2022-03-01"}, "personLabel answer from reportLabel laterLabel",
     [(LAN, "begins", "2022-03-01", "Tin d", ""), (MAI, "unknown-followed", "", "Tin c", ""),
      (KHOI, "unknown-followed", "", "Tin b", "")]),
    ("holders-of-post", {"post": DIRECTOR, "at": "2022-05-01"}, "personLabel answer reportLabel laterLabel",
     [(LAN, "between", "Tin d", "Tin e"), (MAI, "unknown-followed", "Tin c", ""),
      (KHOI, "unknown-followed", "Tin b", "")]),
    # What is told is not said to be observed.
    ("holders-of-post", {"post": DIRECTOR, "at": "2022-05-01", "lang": "en"}, "personLabel answerLabel",
     [(LAN, "likely: told to begin before that day, and observed after it"),
      (MAI, "not known: somebody else was observed in the post since"),
      (KHOI, "not known: somebody else was observed in the post since")]),
    ("holders-of-post", {"post": DIRECTOR, "at": "2019-01-01"}, "personLabel answer",
     [("", "not-known"), (LAN, "not-yet"), (MAI, "unknown-before"), (KHOI, "unknown-before")]),
    # Of the year in which a term began only the last day is sure.
    ("holders-of-post", {"post": HEAD, "at": "2024-12-31"}, "personLabel manner answer",
     [(LAN, "acting", "unknown-after"), ("", "", "not-known"), (VU, "", "unknown-after"), (MAI, "", "over")]),
    ("holders-of-post", {"body": "Ban Thử", "title": "truong ban", "at": "2023-05-05", "lang": "en"},
     "personLabel postLabel mannerLabel answerLabel",
     [(LAN, "Quyền Trưởng ban", "acting", "yes: a report observes it that day"),
      ("", "Trưởng ban", "", "not known: no report shows anybody in the post on that day"),
      (VU, "Trưởng ban", "", "not yet: told to begin on a later day"),
      (MAI, "Trưởng ban", "", "not known: observed only before that day")]),
    # A post whose body no report tells.
    ("holders-of-post", {"post": "Chuyên gia", "at": "2020-04-01"}, "personLabel bodyLabel answer",
     [(MAI, "", "observed")]),
    ("posts-when-speaking", {"person": MAI}, "date actLabel whatLabel postLabel basis",
     [("2020-03-05", "phát biểu khai mạc", MEETING, DIRECTOR, "same-report"),
      ("2020-04-01", "yêu cầu", PLAN, "Chuyên gia", "same-report"),
      ("2020-04-01", "yêu cầu", PLAN, "Ủy viên Ban Thử", "same-report")]),
]  # fmt: skip
