"""What must hold for any text: exact offsets, no crash, the same result each time."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.lexicon.tables import table
from kg.model import Literal, Ref, Report
from kg.reading.pipeline import read
from kg.text import normalise, one_space

SEEDS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))]
FORMS = [
    row["form"] for name in ("verbs", "event_heads", "body_heads", "function_words", "ranks") for row in table(name)
]
FORMS += [row["title"] for row in table("posts")] + [row["name"] for row in table("document_types")]
NUMBERS = [
    "5-NQ/TW",
    "số 41-CT/TW",
    "30/2020/NĐ-CP",
    "ngày 15/4/2010",
    "Từ ngày 28/12 đến 3/1/2024",
    "“”",
    "hơn 90",
    "các",
]
WORDS = sorted({word for text in SEEDS for word in text.split()}) + sorted({*FORMS, *NUMBERS})
MARKS = [".", ";", ",", ":", "-", "–", "(", ")", "“", "”", "\n", "…", "\u00a0", "\u200f", "|", "/"]

STANDS_FOR = ("event/verb", "body/implied")  # rules by which a verb or title stands for a name of other words

fragments = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS), st.text(max_size=6)), max_size=60)


def check(raw: str) -> None:
    text = normalise(raw)
    result = read(Report(text, "any.txt"))
    keys = {entity.key for entity in result.entities}
    for s in result.statements:
        assert 0 <= s.start < s.end <= len(text)
        assert s.subject in keys
        assert not isinstance(s.object, Ref) or s.object.key in keys
        if s.predicate in ("skos:altLabel", "kg:mentionOf"):
            assert isinstance(s.object, Literal)
            if s.predicate == "kg:mentionOf" or s.rule not in STANDS_FOR:
                assert s.object.value == one_space(text[s.start : s.end])
    assert result == read(Report(text, "any.txt"))


@settings(max_examples=150, deadline=None)
@given(fragments)
def test_any_mixture_of_words_and_marks(parts: list[str]) -> None:
    check(" ".join(parts))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1), st.integers(0, 5000), st.integers(0, 400), st.text(max_size=8))
def test_a_seed_with_a_piece_replaced(which: int, at: int, length: int, piece: str) -> None:
    text = SEEDS[which]
    check(text[:at] + piece + text[at + length :])


def test_decomposed_text_gives_the_same_reading() -> None:
    for text in SEEDS:
        whole = read(Report(normalise(text), "a"))
        assert read(Report(normalise(unicodedata.normalize("NFD", text)), "a")) == whole


def test_a_rule_that_fails_costs_one_report_its_line_and_no_other(monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise LookupError("a rule at its limits")

    monkeypatch.setattr("kg.reading.pipeline.relate", broken)
    with pytest.raises(InputError, match=r"^a.txt: the reader fails on this text \(LookupError: .*please report it$"):
        read(Report("Bộ Y tế họp.", "a.txt"))
