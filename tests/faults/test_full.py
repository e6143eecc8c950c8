"""Full disks: one line with what to do, nothing half done, and once there is room the rest is done."""

from __future__ import annotations

import pytest
from ground import cases


@pytest.fixture(scope="module")
def told(harness):
    """What came of each case."""
    return {row["case"]: row for row in harness("fulls.py")}


@pytest.mark.parametrize("case", cases("fulls.py"))
def test_a_full_disk_is_told_in_a_line_and_loses_nothing(told, case):
    assert told[case]["wrong"] == []
    assert told[case]["exit 1"] > 0
