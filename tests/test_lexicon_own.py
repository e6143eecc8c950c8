"""A user's own words: tables in a folder, read before the shipped ones; and the check of all tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import ROOT, Ran, run_process

from kg.lexicon.check import AMBIGUOUS, check

TEXT = "Ngày 3/4/2024, đồng chí Trần Văn Thử, Tổng quản Hội Yêu Cây Đa chủ trì Hội nghị tổng kết công tác năm 2023.\n"


def kg(*arguments: str, stdin: str = TEXT, **env: str) -> Ran:
    return run_process(*arguments, folder=ROOT, stdin=stdin.encode(), **env)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "posts.tsv").write_text("title\ttakes\nTổng quản\tof\n", encoding="utf-8")
    (tmp_path / "bodies.tsv").write_text("# mine\nname\tkind\nHội Yêu Cây Đa\tassociation\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("how", ["option", "environment"])
def test_own_words_are_read(own: Path, how: str) -> None:
    plain = kg("extract", "-").out
    given = (
        kg("extract", "--lexicon", str(own), "-").out
        if how == "option"
        else kg("extract", "-", KG_LEXICON=str(own)).out
    )
    assert '"Tổng quản"@vi' in given and '"Tổng quản"@vi' not in plain


def test_the_reader_has_another_version_with_own_words(own: Path) -> None:
    version = next(line for line in kg("extract", "-").out.splitlines() if "#reader" in line).split('"')[1]
    assert version not in kg("extract", "--lexicon", str(own), "-").out


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("posts.tsv", "title\tcolour\nA\tred\n", "has the column 'colour'"),
        ("posts.tsv", "takes\nof\n", "lacks the column 'title'"),
        ("posts.tsv", "title\ttakes\nA\tof\tx\n", "line 2: 3 cells under 2 headings"),
        ("posts.tsv", "title\ttakes\n\tof\n", "line 2: has no title"),
        ("posts.tsv", "title\ttakes\nA\tsome\n", "line 2: has the takes 'some'; there are fixed, of"),
        ("verbs.tsv", "form\tframe\nlàm\tnever\n", "line 2: has the frame 'never'"),
        ("ships.tsv", "name\nA\n", "is no table of the lexicon"),
        ("notes.txt", "hello", "has no tables in it"),
    ],
)
def test_a_wrong_table_gets_one_line(tmp_path: Path, name: str, content: str, complaint: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    done = kg("extract", "--lexicon", str(tmp_path), "-")
    assert done.code == 1 and complaint in done.err and len(done.err.splitlines()) == 1


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = kg("lexicon", "check", "--lexicon", str(tmp_path / "none"))
    assert done.code == 1 and "is no folder" in done.err


def test_the_shipped_tables_have_nothing_to_mend() -> None:
    assert [str(finding) for finding in check() if finding.kind != AMBIGUOUS] == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "bodies.tsv",
            "name\taliases\tkind\nHội Yêu Cây Đa\tHội Cây | Hội Cây\tassociation\n",
            "duplicate: bodies.tsv:2",
        ),
        ("bodies.tsv", "name\tparent\nHội Yêu Cây Đa\tHội Lớn\n", "dead: bodies.tsv:2"),
        ("action_verbs.tsv", "form\n—\n", "dead: action_verbs.tsv:2"),
    ],
)
def test_what_the_check_finds(tmp_path: Path, name: str, content: str, told: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    done = kg("lexicon", "check", "--lexicon", str(tmp_path))
    assert done.code == 1 and told in done.out


def test_a_word_with_two_meanings_is_told_but_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "local_bodies.tsv").write_text("name\tkind\nBộ Y tế\tdepartment\n", encoding="utf-8")
    done = kg("lexicon", "check", "--lexicon", str(tmp_path))
    assert done.code == 0 and "ambiguous: local_bodies.tsv:2: 'Bộ Y tế' also stands in bodies.tsv" in done.out


def test_the_tables_are_listed(own: Path) -> None:
    lines = kg("lexicon", "list", "--lexicon", str(own)).out.splitlines()
    assert any(line.startswith("surnames") for line in lines) and max(map(len, lines)) <= 80
