"""Places where nobody may write, and stores that somebody else is writing to: one line, and nothing changes."""

from __future__ import annotations

import pytest
from ground import cases


@pytest.fixture(scope="module")
def told(harness):
    """What came of each case."""
    return {row["case"]: row for row in harness("places.py")}


@pytest.mark.parametrize("case", cases("places.py"))
def test_a_place_that_cannot_be_written_to_is_told_in_a_line(told, case):
    assert told[case]["wrong"] == []
