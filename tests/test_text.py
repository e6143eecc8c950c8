"""The text at the door: exactly NFC, in linear time, for any input."""

import time
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.text import normalise

_ALL = [chr(code) for code in range(0xA0, 0x110000) if not 0xD800 <= code < 0xE000]
_MARKS = [c for c in _ALL if unicodedata.combining(unicodedata.normalize("NFD", c)[0])]
_COMPOSED = [c for c in _ALL if unicodedata.normalize("NFD", c) != c]
_OTHERS = "aăuươ\u1100\u1161\u11a8\uac00–§\u0f73\u0f75\u0f81\u0344"
# Long runs of marks, of letters that are composed with marks, of Hangul's parts, with signs and letters among them.
_RUNS = st.builds(
    lambda few, count, end: "".join(few) * count + end,
    st.lists(st.one_of(*map(st.sampled_from, (_MARKS, _COMPOSED, _OTHERS))), min_size=1, max_size=8),
    st.integers(1, 90),
    st.text(_MARKS, max_size=4),
)


@given(st.lists(_RUNS, min_size=1, max_size=4).map("".join))
@settings(deadline=None, max_examples=200)
def test_a_text_is_in_nfc_exactly(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))


def test_every_mark_is_put_in_order_among_many_others() -> None:
    others = "\u0323\u0301\u0f73\u031b" * 20
    for mark in _MARKS:
        for text in (f"u{mark}{others}", (mark + others[:3]) * 25):
            assert normalise(text) == unicodedata.normalize("NFC", text)


def test_marks_that_stand_for_two_take_linear_time() -> None:
    """Each of these Tibetan signs is two marks, which NFC sorts among those of all the others."""
    for run in ("\u0f73", "\u0f73\u0323\u0301", "\u0f81\u0f71"):
        start = time.process_time()
        normalise("a" + run * 40_000)
        assert time.process_time() - start < 4


@given(st.text("aeơ\u0300\u0301\u0323\u031b\u0327\u0344\u05b0\u0f73…─", max_size=300))
def test_text_is_in_nfc_whatever_marks_it_has(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", text)


def test_a_letter_with_a_hundred_thousand_marks() -> None:
    """Which would take a minute to put in order one by one."""
    marks = ("\u0300\u0323" * 100_000, "\u0323" * 100_000 + "\u0300" * 100_000)
    assert normalise(f"x{marks[0]}") == normalise(f"x{marks[1]}") == f"x{marks[1]}"


def test_what_is_stored_stays_as_it_is_however_many_marks_it_began_with():
    """Files that were put together out of others begin with several byte order marks."""
    assert normalise("\ufeff\ufeff\ufeffA\ufeff") == "A\ufeff" == normalise(normalise("\ufeff\ufeffA\ufeff"))
