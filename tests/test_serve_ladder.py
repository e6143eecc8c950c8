"""Lanes from quick to long: what is known of a task, and that hogs do not hold up what takes a second."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from sample_store import make_store
from serving import Server, serving

from kg.serve.ladder import Ladder

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SMALL = "ASK { ?s ?p ?o }"
SOME_WORK = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d a ?f }"


def test_a_task_begins_where_it_is_known_to_belong():
    ladder = Ladder(2)
    assert (ladder.start(b"a"), ladder.start(b"a", least=True)) == (0, 1)
    ladder.learn(b"a", 2)
    assert (ladder.start(b"a"), ladder.start(b"b")) == (2, 0)
    ladder.learn(b"a", 0)
    assert ladder.start(b"a") == 0


def test_only_the_latest_tasks_are_remembered():
    ladder = Ladder(1)
    for number in range(5000):
        ladder.learn(b"%d" % number, 1)
    assert (ladder.start(b"0"), ladder.start(b"4999")) == (0, 1)


def test_the_lanes_above_are_longer_and_let_others_go_first():
    rungs = [rung for _, rung in Ladder(3).above(0)]
    assert [rung.seconds for rung in rungs] == sorted(rung.seconds for rung in rungs)
    assert [rung.niceness for rung in rungs] == sorted({rung.niceness for rung in rungs})
    assert rungs[-1].seconds == float("inf")


def test_hogs_do_not_hold_up_what_takes_a_while(tmp_path):
    """Beside hogs that fill the last lane, and small ones that are always waiting for the place in the first."""
    with serving(make_store(tmp_path / "kg"), "--workers", "1", "--timeout", "40") as server:
        alone = server.query(SOME_WORK)
        with server.begin(ENDLESS), server.begin(ENDLESS + " # another"), crowd(server):
            # In much less time than the hogs have: it must not end because they have ended.
            beside = [server.query(f"{SOME_WORK} # {number}", "&timeout=20") for number in range(3)]
        assert alone.status == 200
        assert [(each.status, each.body) for each in beside] == [(200, alone.body)] * 3


@contextmanager
def crowd(server: Server, size: int = 3):
    """Have so many clients ask something small, again and again, as long as the block lasts."""
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            assert server.query(SMALL).status == 200

    with ThreadPoolExecutor(size) as clients:
        asked = [clients.submit(ask) for _ in range(size)]
        try:
            yield
        finally:
            over.set()
            for each in asked:
                each.result()
