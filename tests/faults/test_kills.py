"""Commands that are killed: the store opens, each report is there whole or not at all, and the rest is done again."""

from __future__ import annotations

import pytest
from ground import cases


@pytest.fixture(scope="module")
def told(harness):
    """What came of each case."""
    return {row["case"]: row for row in harness("kills.py")}


@pytest.mark.parametrize("case", cases("kills.py"))
def test_a_command_that_is_killed_loses_nothing_and_is_done_again(told, case):
    assert told[case]["wrong"] == []
    assert told[case]["killed"] > 0


def test_they_are_killed_at_fifty_points_at_least(told):
    assert sum(row["killed"] for row in told.values()) >= 50
