"""What a saved question costs through ``kg serve``, by the engine alone and by rdflib's memory store, in one run.

    python bench/query.py [--size QUADS] [--rounds N] [--cap SECONDS] [--no-rdflib] [--only TEXT]

The graph is that of bench/world.py. 'engine' is pyoxigraph in this process: the query and its answer as JSON. 'served'
is the same over HTTP from a warm ``kg serve`` on a snapshot of the same store, until the last byte is here. Both in
turn, the median of all rounds. rdflib gets each question once, and is stopped after --cap seconds: such a row
counts as the cap, a lower bound. It ends with 1 where an answer differs between engine and service,
or where the promise is not kept: at most 15 ms above the engine each, and all of them ten times as fast as rdflib.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median

import httpx
import pyoxigraph as ox
from questions import Question, questions
from serving import served
from world import SIZE, busiest, world

import kg

ABOVE = 0.015  # seconds that the service may add
TIMES = 10  # how many times as fast as rdflib all questions together have to be
WARM = 3  # rounds that are not counted
HEADERS = {"accept": "application/sparql-results+json", "accept-encoding": "identity"}  # the same bytes as the engine's


def timed(call: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return how long a call took, and what it gave."""
    begin = time.perf_counter()
    found = call()
    return time.perf_counter() - begin, found


def measured(asked: list[Question], folder: Path, rounds: int) -> dict[str, tuple[float, float, bool]]:
    """Return label → seconds by the engine, seconds through the service, and whether their answers are the same."""
    engine = ox.Store.read_only(str(folder))
    found = {}
    with served(folder) as server, httpx.Client(timeout=120) as client:
        for question in asked:

            def alone(text: str = question.sparql) -> bytes:
                return engine.query(text).serialize(format=ox.QueryResultsFormat.JSON)

            def through(text: str = question.sparql) -> bytes:
                answer = client.post(server.sparql, data={"query": text}, headers=HEADERS)
                return answer.raise_for_status().content

            turns = [(timed(alone), timed(through)) for _ in range(rounds + WARM)]
            (_, one), (_, other) = turns[-1]
            took = (median(turn[at][0] for turn in turns[WARM:]) for at in (0, 1))
            found[question.label] = (*took, rows(one) == rows(other))
    return found


def rows(body: bytes) -> Counter[str]:
    """Return the rows of an answer, whatever their order."""
    return Counter(json.dumps(row, sort_keys=True) for row in json.loads(body)["results"]["bindings"])


def by_rdflib(asked: list[Question], folder: Path, cap: float) -> dict[str, float]:
    """Return label → seconds that rdflib's memory store took; one that did not end in time has the cap."""
    import rdflib.plugins.sparql

    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    with kg.open_store(folder) as store:
        begin = time.perf_counter()
        dataset = store.to_rdflib()
    print(f"(rdflib took {time.perf_counter() - begin:.0f} s to load the graph)\n", flush=True)
    return {question.label: _answered(dataset, question.sparql, cap) for question in asked}


def _answered(dataset, sparql: str, cap: float) -> float:
    """Return how long rdflib takes, at most ``cap``: what a copy of this process has answered in time is timed here.

    (In the copy each page that is touched is copied too.) Raises RuntimeError where rdflib fails.
    """
    end = time.perf_counter() + cap
    child = os.fork()
    if not child:
        try:
            dataset.query(sparql).serialize(format="json")
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    while time.perf_counter() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended and status:
            raise RuntimeError(f"rdflib cannot answer {sparql}")
        if ended:
            return min(cap, timed(lambda: dataset.query(sparql).serialize(format="json"))[0])
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return cap


def table(found: dict[str, tuple[float, float, bool]], slow: dict[str, float], cap: float) -> bool:
    """Print the figures; return whether the promises are kept."""
    print(f"{'milliseconds':38} {'engine':>8} {'served':>8} {'added':>7} {'rdflib':>10}")
    good = True
    for label, (engine, service, same) in found.items():
        fine = same and service - engine <= ABOVE
        good &= fine
        other = f"{'≥' if slow[label] >= cap else ''}{slow[label] * 1000:,.0f}" if label in slow else ""
        note = "" if fine else "  !" if same else "  DIFFERS"
        added = (service - engine) * 1000
        print(f"{label[:38]:38} {engine * 1000:8.1f} {service * 1000:8.1f} {added:7.1f} {other:>10}{note}")
    engine, service = (sum(one[at] for one in found.values()) for at in (0, 1))
    total = sum(slow.values())
    bound = "≥" if cap in slow.values() else ""
    other = f"{bound}{total * 1000:,.0f}" if slow else ""
    print(f"{'all':38} {engine * 1000:8.1f} {service * 1000:8.1f} {(service - engine) * 1000:7.1f} {other:>10}")
    if slow:
        print(f"\nrdflib takes {bound}{total / service:.0f} times as long as the service")
    return good and (not slow or total >= TIMES * service)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cap", type=float, default=30.0)
    parser.add_argument("--no-rdflib", action="store_true")
    parser.add_argument("--only", default="", metavar="TEXT", help="only questions with this text in their name")
    args = parser.parse_args()
    folder = world(args.size)
    with kg.open_store(folder) as store:
        asked = [one for one in questions(store, busiest(store)) if args.only in one.label]
        count = sum(1 for _ in store.quads())
    print(f"{count:,} quads, {len(asked)} questions, median of {args.rounds} rounds in turn", flush=True)
    found = measured(asked, folder, args.rounds)
    slow = {} if args.no_rdflib else by_rdflib(asked, folder, args.cap)
    sys.exit(not table(found, slow, args.cap))


if __name__ == "__main__":
    main()
