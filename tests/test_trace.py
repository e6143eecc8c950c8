"""kg extract --trace: mentions marked, facts with their rules, and the sentences that gave no fact."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import ROOT, run_process

from kg.model import Report
from kg.reading.trace import trace
from kg.text import normalise

TEXT = normalise(
    "HỌP BÀN VIỆC CHUNG\n"
    "Ngày 12/3/2024, Bộ Y tế tổ chức Hội nghị tổng kết công tác năm 2023. "
    "Bộ trưởng Trần Văn Thử chủ trì Hội nghị. "
    "Trời hôm ấy mưa to. "
    "Đồng chí Trần Văn Thử thì vui. Chỉ thị số 99-CT/TW thì dài.\n"
    "Ảnh: Lê Nháp\n"
)


def shown(*arguments: str, columns: int = 80, text: str = TEXT) -> list[str]:
    done = run_process("extract", "--trace", *arguments, "-", folder=ROOT, stdin=text.encode(), COLUMNS=str(columns))
    assert done.code == 0, done.err
    return done.out.splitlines()


def test_every_sentence_stands_there_once_and_in_order() -> None:
    passages = trace(Report(TEXT, "a.txt"))
    assert [p.kind for p in passages] == ["headline", "body", "body", "body", "body", "body", "credit"]
    assert all(a.end <= b.start for a, b in zip(passages, passages[1:], strict=False))


def test_facts_lie_in_their_sentence_and_nothing_is_left_out() -> None:
    passages = trace(Report(TEXT, "a.txt"))
    for passage in passages:
        assert all(passage.start <= s.start < passage.end for s in passage.facts + passage.mentions)
    assert {s.predicate for p in passages for s in p.facts} >= {"kg:organises", "kg:chairs", "schema:startDate"}


def test_only_a_sentence_with_an_official_or_directive_and_no_fact_is_silent() -> None:
    silent = [TEXT[p.start : p.end] for p in trace(Report(TEXT, "a.txt")) if p.silent]
    assert silent == ["Đồng chí Trần Văn Thử thì vui.", "Chỉ thị số 99-CT/TW thì dài."]


@pytest.mark.parametrize("columns", [80, 40])
def test_the_lines_fit_and_mark_the_mentions(columns: int) -> None:
    lines = shown(columns=columns)
    assert max(map(len, lines)) <= columns
    assert "«Trần Văn Thử»" in " ".join(" ".join(lines).split())
    assert re.search(r"chairs .*\[chairs/active\]", " ".join(" ".join(lines).split()))
    assert any(line.startswith("2 sentences with an official") for line in lines)


def test_a_text_of_nothing_has_a_trace_too() -> None:
    assert "every sentence with an official" in shown(text="Trời hôm nay mưa to.\n")[-2]


def test_escapes_in_a_text_do_nothing_to_the_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in "\n".join(shown(text="Bộ Y tế \x1b[31m họp.\n"))
