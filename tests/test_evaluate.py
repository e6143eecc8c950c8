"""Scoring against gold annotations: what counts as right, wrong and missed, and the page of the figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import run_here

from kg.errors import InputError
from kg.evaluate import scoreboard
from kg.evaluate.evaluate import Evaluation, evaluate
from kg.evaluate.gold import GoldEntity, load, sets
from kg.evaluate.likeness import covered, likeness, number, plain
from kg.evaluate.score import Count, match, score
from kg.evaluate.told import Graph, Told
from kg.model import Report
from kg.reading.pipeline import read

TEXT = (
    "Ngày 12/3/2024, Bộ Y tế tổ chức Hội nghị tổng kết công tác y tế năm 2023. "
    "Bộ trưởng Bộ Y tế Trần Văn Thử chủ trì Hội nghị.\n"
)
GOLD = {
    "id": "one",
    "entities": {
        "p": {"type": "Person", "name": "Trần Văn Thử"},
        "q": {"type": "Person", "name": "Lê Thị Nháp"},
        "b": {"type": "Body", "name": "Bộ Y tế"},
        "e": {"type": "Event", "name": "Hội nghị tổng kết công tác y tế năm 2023", "aliases": ["Hội nghị"]},
    },
    "facts": [
        {"s": "p", "p": "holds", "title": "Bộ trưởng", "o": "b"},
        {"s": "p", "p": "attends", "o": "e"},
        {"s": "q", "p": "chairs", "o": "e"},
        {"s": "b", "p": "organises", "o": "e", "optional": True},
        {"s": "e", "p": "eventDate", "v": "2024-03-12"},
    ],
}


def put(folder: Path, gold: object = GOLD, text: str = TEXT, name: str = "one") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    told = gold if isinstance(gold, str) else json.dumps(gold, ensure_ascii=False)
    (folder / f"{name}.json").write_text(told, encoding="utf-8")
    return folder


def counts(evaluation: Evaluation) -> dict[str, tuple[int, int, int]]:
    return {row: (c.right, c.wrong, c.missed) for row, c in evaluation.whole.counts.items()}


def test_a_small_report_is_counted_by_kind_and_relation(tmp_path: Path) -> None:
    found = evaluate("small", load(put(tmp_path)), read)
    assert counts(found) == {
        "entity Person": (1, 0, 1),
        "entity Body": (1, 0, 0),
        "entity Event": (1, 0, 0),
        "holds": (1, 0, 0),
        "attends": (1, 0, 0),  # chairing implies it
        "chairs": (0, 1, 1),
        "eventDate": (1, 0, 0),
    }
    assert found.sound and found.evidence > 5 and not found.inexact
    assert "- entity Person: Lê Thị Nháp" in found.each["one"].lines


GRAPH = {
    "p": ("Person", "Trần Văn Thử"),
    "o": ("Body", "Tổ chức không có trong bản chú giải"),
    "b": ("Body", "Bộ Y tế"),
    "e": ("Event", "Hội nghị tổng kết"),
}


@pytest.mark.parametrize(
    ("fact", "row"),
    [
        (Told("holds", "p", "b", title="Bộ trưởng"), (1, 0, 0)),
        (Told("holds", "p", "b", title="bộ trưởng"), (1, 0, 0)),
        (Told("holds", "p", "b", title="Bộ trưởng", former=True), (0, 1, 1)),
        (Told("holds", "p", "b", title="Thứ trưởng"), (0, 1, 1)),
        (Told("holds", "p", "", title="Bộ trưởng"), (0, 0, 1)),  # an open body hurts nobody
        (Told("eventDate", "e", value="2024-03-12"), (1, 0, 0)),
        (Told("eventDate", "e", value="2024-03"), (0, 1, 1)),
        (Told("attends", "p", "e"), (1, 0, 0)),
        (Told("attends", "o", "e"), (0, 1, 1)),
        (Told("organises", "b", "e"), (0, 0, 0)),  # optional: neither right nor wrong
        (Told("organises", "o", "e"), (0, 1, 0)),
    ],
)
def test_what_counts_as_the_same_fact(tmp_path: Path, fact: Told, row: tuple[int, int, int]) -> None:
    graph = Graph({k: kind for k, (kind, _) in GRAPH.items()}, {k: {name} for k, (_, name) in GRAPH.items()})
    graph.numbers = dict.fromkeys(GRAPH, "")
    graph.facts = [fact]
    count = score(load(put(tmp_path))[0], graph).counts[fact.relation]
    assert (count.right, count.wrong, count.missed) == row


@pytest.mark.parametrize(
    ("kind", "gold", "given", "alike"),
    [
        ("Person", "Lê Hòa", "Lê Hoà", True),
        ("Person", "Lê Hòa", "Lê Hoa", False),
        ("Person", "Lê Văn Hòa", "Lê Hòa", False),
        ("Body", "UBND tỉnh Lạng Sơn", "Ủy ban nhân dân tỉnh Lạng Sơn", True),
        ("Body", "Sở Y tế Lạng Sơn", "Sở Y tế tỉnh Lạng Sơn", True),
        ("Body", "Sở Y tế", "Sở Nội vụ", False),
        ("Place", "tỉnh Lạng Sơn", "Lạng Sơn", True),
        ("Place", "Bắc Ninh", "Bắc Giang", False),
        ("Event", "Hội nghị tổng kết công tác năm 2023", "Hội nghị tổng kết công tác", True),
        ("Directive", "Luật Đất đai 2024", "Luật Đất đai năm 2024", True),
    ],
)
def test_names_of_one_thing(kind: str, gold: str, given: str, alike: bool) -> None:
    assert bool(likeness(kind, [gold], [given])) is alike


def test_folded_texts_and_numbers() -> None:
    assert plain("UBND TP. HCM") == "ủy ban nhân dân thành phố hồ chí minh"
    assert number("41 - CT/TW") == number("41-ct/tw")
    assert covered("tập trung hoàn thành kế hoạch", "tập trung hoàn thành kế hoạch trước ngày 30/6")
    assert not covered("tập trung hoàn thành kế hoạch", "tập trung")


def test_a_number_decides_between_directives() -> None:
    gold = {"d": GoldEntity("Directive", ("Chỉ thị số 11-CT/TW",), "11-CT/TW")}
    graph = Graph({"x": "Directive", "y": "Directive"}, {"x": {"Chỉ thị số 11-CT/TW"}, "y": {"Chỉ thị"}})
    graph.numbers = {"x": "12-CT/TW", "y": "11-CT/TW"}
    assert match(gold, graph) == {"y": "d"}


def test_figures_of_a_count() -> None:
    count = Count(right=3, wrong=1, missed=3)
    assert (count.precision, count.recall, round(count.f1, 3)) == (0.75, 0.5, 0.6)
    assert Count().f1 == 0.0


def test_sets_are_the_folders_with_annotations(tmp_path: Path) -> None:
    put(tmp_path / "dev"), put(tmp_path / "frozen")
    (tmp_path / "notes").mkdir()
    assert [name for name, _ in sets(tmp_path)] == ["dev", "frozen"]
    assert [name for name, _ in sets(tmp_path / "dev")] == ["dev"]


@pytest.mark.parametrize(
    ("gold", "complaint"),
    [
        ("{", "is no JSON"),
        ({"id": "one", "facts": []}, "lacks 'entities'"),
        ({"entities": {"p": {"type": "Ship", "name": "x"}}, "facts": []}, "'Ship'"),
        ({"entities": {}, "facts": [{"s": "p", "p": "chairs", "o": "e"}]}, "names 'p'"),
        ({"entities": {}, "facts": [{"s": "p", "p": "loves"}]}, "'loves'"),
    ],
)
def test_a_wrong_annotation_is_named(tmp_path: Path, gold: object, complaint: str) -> None:
    with pytest.raises(InputError, match="one.json.*") as caught:
        load(put(tmp_path, gold))
    assert complaint in str(caught.value)


def test_missing_folders_and_texts(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no folder"):
        load(tmp_path / "none")
    with pytest.raises(InputError, match="no gold annotations"):
        load(tmp_path)
    (put(tmp_path / "set") / "one.txt").unlink()
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "set")


def test_a_reader_that_quotes_wrongly_is_found_out(tmp_path: Path) -> None:
    shifted = read(Report(" " + TEXT, "one.txt"))

    def wrong(report: Report):
        return type(shifted)(report, shifted.entities, shifted.statements, shifted.reader)

    found = evaluate("small", load(put(tmp_path)), wrong)
    assert found.inexact > 0 and not found.sound


def test_the_page_keeps_the_best_figure_and_says_when_it_has_fallen(tmp_path: Path) -> None:
    frozen = evaluate("frozen", load(put(tmp_path)), read, conformance=False)
    page = scoreboard.page([frozen])
    assert scoreboard.best(page) == round(frozen.whole.total(entities=False).f1, 3)
    better = page.replace(f"{scoreboard.best(page):.3f}\n", "0.990\n")
    assert scoreboard.best(scoreboard.page([frozen], better)) == 0.99
    assert "0.990" in scoreboard.fallen([frozen], better)
    assert not scoreboard.fallen([frozen], page)


def test_the_command_prints_writes_and_checks(tmp_path: Path, capfdbinary) -> None:
    def kg(*arguments: object):
        return run_here(capfdbinary, *map(str, arguments))

    gold, page = put(tmp_path / "gold" / "frozen").parent, tmp_path / "board.md"
    done = kg("evaluate", gold, "--show", "--scoreboard", page)
    assert done.code == 0 and "- chairs: Lê Thị Nháp → Hội nghị tổng kết" in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    assert kg("evaluate", gold, "--fast", "--scoreboard", page, "--check").code == 0
    page.write_text(page.read_text(encoding="utf-8").replace("0.", "0.9"), encoding="utf-8")
    late = kg("evaluate", gold, "--scoreboard", page, "--check")
    assert late.code == 1 and "out of date" in late.err
    figures = json.loads(kg("evaluate", gold, "--fast", "--json").out)
    assert figures["frozen"]["rows"]["holds"]["F1"] == 1.0


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [(["nowhere"], 1, "is no folder"), (["--check"], 2, "goes with --scoreboard"), (["--scoreboard", ""], 2, "empty")],
)
def test_wrong_use_gets_one_line(arguments: list[str], code: int, complaint: str, capfdbinary) -> None:
    done = run_here(capfdbinary, "evaluate", *arguments)
    assert done.code == code and complaint in done.err and len(done.err.strip().splitlines()) == 1
