"""What must hold for any text: exact offsets, no crash, the same result each time."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Literal, Ref, Report
from kg.reading.pipeline import read
from kg.text import normalise, one_space

SEEDS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))]
WORDS = sorted({word for text in SEEDS for word in text.split()})
MARKS = [".", ";", ",", ":", "-", "–", "(", ")", "“", "”", "\n", "…", "\u00a0", "\u200f", "|", "/"]

fragments = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS), st.text(max_size=6)), max_size=60)


def check(raw: str) -> None:
    text = normalise(raw)
    result = read(Report(text, "any.txt"))
    keys = {entity.key for entity in result.entities}
    for s in result.statements:
        assert 0 <= s.start < s.end <= len(text)
        assert s.subject in keys
        assert not isinstance(s.object, Ref) or s.object.key in keys
        if s.predicate in ("skos:altLabel", "kg:mentionOf") and "canonical" not in s.rule and "implied" not in s.rule:
            assert isinstance(s.object, Literal)
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


def test_a_long_line_takes_linear_time() -> None:
    def seconds(times: int) -> float:
        line = ("Đồng chí Trần Văn Thử, Ủy viên Trung ương Đảng, Bộ trưởng Bộ Y tế phát biểu, " * times) + "."
        start = time.process_time()
        read(Report(normalise(line), "a"))
        return time.process_time() - start

    seconds(10)
    short, long = seconds(100), seconds(800)
    assert long < 40 * max(short, 0.02), "eight times the text must not take the square of the time"
