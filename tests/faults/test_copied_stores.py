"""Copies of a store that were made while somebody wrote to it: whole, or told to be damaged; never a wrong answer."""

from __future__ import annotations

import pytest
from ground import cases


@pytest.fixture(scope="module")
def told(harness):
    """What came of each case."""
    return {row["case"]: row for row in harness("copies.py")}


@pytest.mark.parametrize("case", cases("copies.py"))
def test_a_copy_of_a_store_that_was_being_written_is_whole_or_told_to_be_damaged(told, case):
    assert told[case]["wrong"] == []


def test_both_come_out(told):
    came = {outcome.partition(": ")[2] for row in told.values() for outcome in row}
    assert came >= {"whole", "told to be damaged"}
