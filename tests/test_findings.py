"""kg check: what contradicts itself is found with the words of both sides, what only looks so is not."""

from __future__ import annotations

import itertools
import json

import pyoxigraph as ox
import pytest
from contradictory import AN, BODY, BÌNH, FOUND, NONE, TODAY, holds, report
from engines import NAMES, stores_of
from sample import SAMPLES, SEEDS
from sample_store import make_store, put_reader, reader, reader_module

import kg
from kg.cli import check as command
from kg.dates import agree
from kg.errors import AmbiguousError, InputError, NotFoundError
from kg.findings import SEVERITIES, accept, check, kinds, severities
from kg.findings.accepting import named
from kg.findings.days import bounds
from kg.findings.documents import number, roman
from kg.findings.presence import unit_on
from kg.findings.rows import rows
from kg.graph.identity import report_iri
from kg.graph.terms import date, term
from kg.graph.vocabulary import ENTITIES
from kg.judgements import file
from kg.lexicon.tables import table
from kg.lexicon.terms import term_on

BASE = "https://check.example/id/"
SAME_DAY = holds("x1", "2020-01-10", AN), holds("x2", "2020-01-10", BÌNH)
EVERYTHING = tuple(itertools.chain(*FOUND.values()))
LATER = ("inverted-tenure", "outside-tenure", "two-starts")  # those bounds are written into the store


def checked(folder, readings, **options):
    make_store(folder / "kg", readings)
    with kg.open_store(folder / "kg") as store:
        return check(store, today=TODAY, **options)


@pytest.mark.parametrize("kind", FOUND)
def test_what_contradicts_itself_is_found_with_words_on_each_side(kind, tmp_path):
    (finding,) = checked(tmp_path, FOUND[kind])
    assert finding.kind.id == kind
    assert finding.id.startswith(kind + "-")
    assert len(finding.sides) >= 2
    for side in finding.sides:
        assert side.words or side.standard or side.thing in dict(finding.things)
        for words in side.words:
            assert words.exact == words.quote.source.text[words.quote.start : words.quote.end] != ""
    assert any(side.words for side in finding.sides) or kind == "report-in-future"


@pytest.mark.parametrize("name", NONE)
def test_what_only_looks_like_a_contradiction_is_none(name, tmp_path):
    assert [(found.id, [side.line("en") for side in found.sides]) for found in checked(tmp_path, NONE[name])] == []


def test_the_samples_contradict_themselves_in_nothing(tmp_path):
    assert checked(tmp_path, SAMPLES) == []


def test_the_seeds_contradict_themselves_in_nothing(tmp_path):
    from kg.documents.folder import reports
    from kg.reading import pipeline

    read = tuple(pipeline.read(report) for _, report in reports([SEEDS]))
    assert len(read) == 2
    assert checked(tmp_path, read) == []


def test_every_kind_has_a_case():
    assert {*FOUND, *LATER} == set(kinds())
    assert tuple(severities()) == SEVERITIES == command.SEVERITIES
    assert {kind.severity for kind in kinds().values()} == set(SEVERITIES)


def test_ids_and_all_else_hang_on_nothing_but_the_reports(tmp_path):
    told = []
    for number_, order in enumerate((EVERYTHING, EVERYTHING[::-1])):
        (tmp_path / str(number_)).mkdir()
        told.append([finding.plain() for finding in checked(tmp_path / str(number_), order)])
    assert told[0] == told[1]
    assert [finding["kind"] for finding in told[0]] == sorted(
        FOUND, key=lambda kind: (SEVERITIES.index(kinds()[kind].severity), kinds()[kind].rank)
    )


@pytest.fixture(scope="module")
def stores(engines, tmp_path_factory):
    with stores_of(EVERYTHING, BASE, engines, tmp_path_factory) as stores:
        yield stores


@pytest.mark.parametrize("engine", NAMES)
def test_other_engines_find_the_same(engine, stores):
    here, there = ([finding.plain() for finding in check(stores(n), today=TODAY)] for n in ("folder", engine))
    assert len(here) == len(FOUND)
    assert there == here


@pytest.mark.parametrize(
    ("readings", "severity"),
    [
        (
            (
                holds("x1", "2020-01-10", AN),
                holds("x2", "2020-02-05", AN),
                holds("x3", "2020-02-01", BÌNH),
                holds("x4", "2020-09-01", BÌNH),
            ),
            "notice",
        ),
        ((holds("x1", "2020-01-10", AN), holds("x2", "2020-05-10", BÌNH), holds("x3", "2020-09-10", AN)), "warning"),
        (
            (
                holds("x1", "2020-01-10", AN),
                holds("x2", "2020-05-10", BÌNH, "Quyền Bộ trưởng"),
                holds("x3", "2020-09-10", AN),
                holds("x4", "2020-12-10", BÌNH, "Quyền Bộ trưởng"),
            ),
            "warning",
        ),
        (SAME_DAY, "warning"),
        (tuple(holds(f"x{n}", f"2020-01-{10 + n // 2}", (AN, BÌNH)[n % 2]) for n in range(4)), "warning"),
        ((*SAME_DAY, report("x3", "2020-02-03", ("held", AN, "Bộ trưởng", BODY))), "notice"),
        ((*SAME_DAY, report("x3", "2021-02-03", ("held", AN, "Bộ trưởng", BODY))), "warning"),
        ((*SAME_DAY, report("x3", "2020-01-08", ("held", "Hồ Làm Mẫu", "Bộ trưởng", BODY))), "warning"),
        ((*SAME_DAY, report("x3", "2020-01-09", ("appoints", "Hồ Làm Mẫu", "Bộ trưởng", BODY))), "notice"),
        ((*SAME_DAY, report("x3", "2020-01-09", ("appoints", BÌNH, "Bộ trưởng", BODY, "2020-02-01"))), "notice"),
        ((*SAME_DAY, report("x3", "2020-01-09", ("appoints", BÌNH, "Bộ trưởng", BODY, "2020-07-01"))), "warning"),
        ((*SAME_DAY, report("x3", "2020-01-09", ("appoints", BÌNH, "Bộ trưởng", "Bộ Thí Dụ"))), "warning"),
        ((SAME_DAY[0], holds("x2", "2020-01-10", BÌNH, "Quyền Bộ trưởng")), "notice"),
    ],
)
def test_two_holders_are_milder_where_there_is_a_way_out(readings, severity, tmp_path):
    assert [(found.kind.id, found.severity) for found in checked(tmp_path, readings)] == [("two-holders", severity)]


def test_another_year_of_one_day_is_but_a_notice(tmp_path):
    told = [report(f"x{n}", "", ("event", "Hội nghị Mẫu", f"{year}-05-02")) for n, year in enumerate((2012, 2019))]
    (finding,) = checked(tmp_path, tuple(told))
    assert (finding.kind.id, finding.severity) == ("event-two-dates", "notice")


def test_what_somebody_attends_was_not_called_off(tmp_path):
    told = report("x1", "2019-08-02", ("attends", AN, "Hội thảo Mẫu"))
    off = report("x2", "2019-08-03", ("hoãn", "Ban Ví Dụ", "Hội thảo Mẫu"))
    (finding,) = checked(tmp_path, (told, off))
    assert finding.kind.id == "told-and-denied"
    assert [label.vi for _, label in finding.things] == [AN, "Hội thảo Mẫu"]
    assert [[words.exact for words in side.words] for side in finding.sides] == [
        [f"1. attends · {AN} · Hội thảo Mẫu."], ["1. hoãn · Ban Ví Dụ · Hội thảo Mẫu."]]  # fmt: skip


def test_the_fewest_numbers_are_blamed(tmp_path):
    papers = [(f"{n}-CT/TW", f"2017-{n - 900:02}-01") for n in range(901, 912) if n != 905]
    wrong = ("paper", "905-CT/TW", "2020-01-01")
    (finding,) = checked(tmp_path, (report("x1", "", *(("paper", *each) for each in papers), wrong),))
    assert finding.things[0][1].vi == "Văn bản số 905-CT/TW"
    assert [side.says.en for side in finding.sides] == ["905-CT/TW, 2020-01-01", "906-CT/TW, 2017-06-01"]


def test_a_date_that_more_reports_tell_is_believed(tmp_path):
    twice = [report(f"x{n}", "", ("paper", "901-CT/TW", "2018-01-01")) for n in range(2)]
    (finding,) = checked(tmp_path, (*twice, report("x3", "", ("paper", "902-CT/TW", "2017-01-01"))))
    assert finding.things[0][1].vi == "Văn bản số 902-CT/TW"


def test_each_other_date_is_told_beside_the_one_that_most_reports_tell(tmp_path):
    days = ("2012-01-24", "2012-02-24", "2012-02-24", "2012-03-24")
    found = checked(tmp_path, tuple(report(f"x{n}", "", ("paper", "941-NQ/TW", day)) for n, day in enumerate(days)))
    assert sorted(each.sides[1].says.en for each in found) == ["2012-01-24", "2012-03-24"]
    assert {each.sides[0].says.en for each in found} == {"2012-02-24"}


def test_a_report_and_its_copy_count_as_one(tmp_path):
    days = ("2012-02-24", "2012-02-24", "2012-01-24")
    told = tuple(report(f"x{n}", "", ("paper", "941-NQ/TW", day)) for n, day in enumerate(days))
    folder = make_store(tmp_path / "kg", told)
    with kg.open_store(folder, write=True) as store:
        assert [side.says.en for side in check(store, today=TODAY)[0].sides] == ["2012-02-24", "2012-01-24"]
        copy, original = (ox.NamedNode(report_iri(store.base, each.report.key)) for each in told[:2])
        entities = ox.NamedNode(store.base + ENTITIES)
        store.update(add=[ox.Quad(copy, term("kg:copyOf"), original, entities)])
        assert [side.says.en for side in check(store, today=TODAY)[0].sides] == ["2012-01-24", "2012-02-24"]


@pytest.mark.parametrize(
    ("bounds", "kinds_found"),
    [
        ((("schema:startDate", "2021-05-01"), ("schema:endDate", "2019-01-01")), ["inverted-tenure", "outside-tenure"]),
        ((("schema:startDate", "2020-01-01"), ("schema:startDate", "2020-03-01")), ["two-starts"]),
        ((("schema:startDate", "2020-03-01"), ("schema:startDate", "2020-03-01")), []),
        ((("schema:startDate", "2015-01-01"), ("schema:startDate", "2020-03-01")), []),  # two terms
        ((("schema:startDate", "2020-03-01"), ("schema:endDate", "2020-03-01")), []),  # seen a few days later
        ((("schema:startDate", "2021-03-01"), ("schema:startDate", "2021-03-01")), []),  # appointed again
    ],
)
def test_the_bounds_of_a_tenure(bounds, kinds_found, tmp_path):
    folder = make_store(tmp_path / "kg", (holds("x1", "2020-01-10", AN), holds("x2", "2020-03-10", AN)))
    with kg.open_store(folder, write=True) as store:
        nodes = [quad for quad in store.quads() if quad.predicate == term("org:member")]
        store.update(add=[_bound(quad, *bound) for quad, bound in zip(nodes, bounds, strict=True)])
        found = check(store, today=TODAY)
    assert [each.kind.id for each in found] == kinds_found
    assert all(side.words for each in found for side in each.sides)


def _bound(quad, name: str, value: str):
    return ox.Quad(quad.subject, term(name), date(value), quad.graph_name)


def test_days_that_no_calendar_has_are_passed_over(tmp_path):
    folder = make_store(tmp_path / "kg", FOUND["two-holders"] + FOUND["two-dates"] + FOUND["event-two-dates"])
    told = ("kg:observedOn", "schema:datePublished", "eli:date_document", "schema:startDate")
    dates = {term(name) for name in told}
    never = ox.Literal("2024-02-31", datatype=term("xsd:date"))
    with kg.open_store(folder, write=True) as store:
        quads = [quad for quad in store.quads() if quad.predicate in dates]
        broken = [ox.Quad(quad.subject, quad.predicate, never, quad.graph_name) for quad in quads]
        for quad in [quad for quad in store.quads() if quad.predicate == term("org:member")]:
            ends = (term("schema:startDate"), term("schema:endDate"))
            broken += [ox.Quad(quad.subject, end, never, quad.graph_name) for end in ends]
        store.update(add=broken, remove=quads)
        assert check(store, today=TODAY) == []


def test_about_and_kinds_choose(tmp_path):
    make_store(tmp_path / "kg", EVERYTHING)
    with kg.open_store(tmp_path / "kg") as store:
        everything = check(store, today=TODAY)
        holders = next(each for each in everything if each.kind.id == "two-holders")
        person = next(iri for iri, label in holders.things if label.vi == AN)
        assert check(store, today=TODAY, about=person) == [holders]
        source = holders.sides[0].words[0].quote.source.iri
        assert check(store, today=TODAY, about=source) == [holders]
        assert [each.kind.id for each in check(store, today=TODAY, kinds_wanted=("two-dates",))] == ["two-dates"]


def test_a_beginning_that_is_told_that_day_makes_a_handover(tmp_path):
    folder = make_store(tmp_path / "kg", SAME_DAY)
    with kg.open_store(folder, write=True) as store:
        node = min((quad for quad in store.quads() if quad.predicate == term("org:member")), key=str)
        store.update(add=[_bound(node, "schema:startDate", "2020-01-10")])
        (found,) = check(store, today=TODAY)
    assert (found.kind.id, found.severity) == ("two-holders", "notice")


# Accepting


def test_an_accepted_finding_is_told_apart_and_comes_back(tmp_path):
    folder = make_store(tmp_path / "kg", FOUND["two-holders"])
    with kg.open_store(folder, write=True) as store:
        (finding,) = check(store, today=TODAY)
        (judgement,) = accept(store, [finding], [finding.id.rpartition("-")[2]], "Người Duyệt", "đã hỏi")
        assert (judgement.verdict, judgement.a.iri, judgement.b) == ("accepted", finding.id, None)
        (again,) = check(store, today=TODAY, judgements=file.read(store.judgements))
        assert again.accepted == judgement
        with pytest.raises(InputError, match="nothing is to be done"):
            accept(store, [finding], [finding.id], "Người Duyệt")
        with pytest.raises(NotFoundError, match="two-holders"):
            accept(store, [finding], ["two-holders-00000000"], "Người Duyệt")
        assert file.read(store.judgements) == (judgement,)
        file.write(store.judgements, [])
        assert check(store, today=TODAY, judgements=file.read(store.judgements)) == [finding]


def test_digits_of_two_findings_name_neither():
    with pytest.raises(AmbiguousError):
        named("00000000", ["two-dates-00000000", "two-holders-00000000"])


# The command


@pytest.fixture
def contradicting(kg_run, tmp_path, monkeypatch):
    monkeypatch.setenv("KG_STORE", str(make_store(tmp_path / "kg", FOUND["two-holders"] + FOUND["two-dates"])))
    monkeypatch.setenv("KG_WHO", "Người Duyệt")
    return kg_run


def test_the_command_shows_both_sides_in_80_columns(contradicting):
    done = contradicting("check", "--lang", "en")
    assert done.code == 0
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("── error (2) ──")
    assert f"  (1) {AN}: 2020-01-10 … 2021-01-10" in lines
    assert f"«1. holds · {BÌNH} · Bộ trưởng · {BODY}.»" in done.out
    assert lines[-1] == "6 reports checked: 2 errors, 0 warnings, 0 notices"


def test_the_command_gives_json_and_csv(contradicting):
    found = json.loads(contradicting("check", "--json").out)
    assert [each["kind"] for each in found] == ["two-holders", "two-dates"]
    assert found[0]["sides"][0]["evidence"][0]["exact"] == f"1. holds · {AN} · Bộ trưởng · {BODY}."
    table = contradicting("check", "--csv", "--kind", "two-dates").out.splitlines()
    assert [line.split(",")[1] for line in table] == ["kind", "two-dates", "two-dates"]


def test_the_command_is_strict_where_asked_and_silent_on_what_is_accepted(contradicting):
    assert contradicting("check", "--strict").code == 1
    ids = [each["id"] for each in json.loads(contradicting("check", "--json").out)]
    done = contradicting("check", *itertools.chain(*(("--accept", one) for one in ids)), "--why", "đã hỏi")
    assert done.code == 0
    assert done.out.count("accepted: ") == 2
    done = contradicting("check", "--strict")
    assert (done.code, done.out) == (
        0,
        "6 reports checked: 0 errors, 0 warnings, 0 notices; 2 accepted (--all shows them)\n",
    )
    assert "accepted by Người Duyệt" in contradicting("check", "--all", "--lang", "en").out


def test_a_file_of_decisions_accepts_what_is_found_by_its_digits(contradicting, tmp_path, monkeypatch):
    put_reader(monkeypatch, reader_module(reader(FOUND["two-holders"] + FOUND["two-dates"])))
    one, other = (each["id"] for each in json.loads(contradicting("check", "--json").out))
    rows = f"verdict\ta\tb\naccepted\t{one.rpartition('-')[2]}\t\naccepted\t{other}\t\n"
    (tmp_path / "d.tsv").write_text(rows, encoding="utf-8")
    assert contradicting("review", "--decide", str(tmp_path / "d.tsv")).code == 0
    assert contradicting("check").out.endswith("2 accepted (--all shows them)\n")
    assert [each.a.iri for each in file.read(tmp_path / "kg" / "judgements.tsv")] == [one, other]


def test_the_command_is_as_strict_as_the_severity_that_is_named(kg_run, tmp_path, monkeypatch):
    monkeypatch.setenv("KG_STORE", str(make_store(tmp_path / "kg", SAME_DAY)))
    codes = {severity: kg_run("check", "--strict", "--severity", severity).code for severity in SEVERITIES}
    assert codes == {"error": 0, "warning": 1, "notice": 1}
    assert kg_run("check", "--strict").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--kind", "two-holder"), 2, "did you mean two-holders"),
        (("--severity", "bad"), 2, "severity"),
        (("--about", "Không Ai Cả"), 1, "nothing in the graph is called"),
        (("--why", "vì"), 2, "--accept"),
        (("--accept", "two-holders-12345678"), 1, "no finding has the id"),
        (("--json", "--csv"), 2, "two forms of one list"),
    ],
)
def test_wrong_use_gets_one_line(arguments, code, told, contradicting):
    done = contradicting("check", *arguments)
    assert (done.code, done.out) == (code, "")
    assert told in done.err and done.err.count("\n") == 1


def test_a_damaged_file_of_judgements_stops_it(contradicting, tmp_path):
    (tmp_path / "kg" / "judgements.tsv").write_text("nonsense\n", encoding="utf-8")
    done = contradicting("check")
    assert (done.code, done.out) == (1, "")
    assert "judgements.tsv:1" in done.err


# Tables and small parts


def test_the_tables_are_whole():
    for name in ("kinds", "severities", "one_person_posts", "issuers_alike", "levels"):
        for row in rows(name):
            optional = {"bodies", "as"}
            assert all(value for column, value in row.items() if column not in optional), (name, row)


@pytest.mark.parametrize(
    ("one", "other", "may_be_one"),
    [
        ("2022-01-21", "2022-01", True), ("2022-01-21", "2022", True), ("2022-01-21", "--01-21", True),
        ("2022-01", "--01-21", True), ("2022-01-21", "2022-02", False), ("2022-01-21", "--02-21", False),
        ("2022-01-21", "2021", False), ("2022-01-21", "2022-01-21", True),
    ],
)  # fmt: skip
def test_partial_dates_agree(one, other, may_be_one):
    assert agree(one, other) == agree(other, one) == may_be_one


@pytest.mark.parametrize(
    ("told", "first_and_last"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02-03", ("2024-02-03", "2024-02-03")),
        ("2024-02-31", None),
        ("2024-13", None),
        ("--02-03", None),
        ("0000", None),
        ("mới đây", None),
    ],
)
def test_the_bounds_of_dates(told, first_and_last):
    assert bounds(told) == first_and_last


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("41-CT/TW", (41, "", "CT-TW", "TW")), ("931/2020/NĐ-CP", (931, "2020", "NĐ-CP", "CP")),
        ("43/2022/QH15", (43, "2022", "QH15", "QH15")), ("12/QĐ-UBND", (12, "", "QĐ-UBND", "UBND")),
    ],
)  # fmt: skip
def test_numbers_are_taken_apart(text, parts):
    assert number(text) == parts


def test_every_province_has_become_one_of_each_day():
    rows_ = table("provinces")
    for day in ("1980-01-01", "1999-01-01", "2025-07-02", "9999-12-31"):
        assert {unit_on(row["name"], day) for row in rows_} <= {row["name"] for row in rows_}
    before = {
        row["name"] for row in rows_ if row["valid_from"] <= "2025-06-30" and (row["valid_to"] or "9") >= "2025-06-30"
    }
    assert (len(before), len({unit_on(name, "2025-07-01") for name in before})) == (63, 34)
    assert {unit_on(name, "2025-06-30") for name in before} == before


def test_terms_of_days():
    assert number("41") is None
    assert [roman(n) for n in (4, 9, 14, 15, 16)] == ["IV", "IX", "XIV", "XV", "XVI"]
    assert term_on("party", "2016-01-28").name == "XII"
    assert term_on("party", "1990-01-01") is None


def test_the_page_tells_every_kind():
    page = (SEEDS.parent / "docs" / "findings.md").read_text(encoding="utf-8")
    told = [line for line in page.splitlines() if line.startswith("| `")]
    assert told == [
        f"| `{kind.id}`<br>{kind.label.vi} | {kind.severity} | {kind.label.en}. {kind.about.en} |"
        for kind in kinds().values()
    ]
