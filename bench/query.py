"""What a saved question costs through ``kg serve``, by the engine alone and by rdflib's memory store, in one run.

    python bench/query.py [--size QUADS] [--rounds N] [--cap SECONDS] [--no-rdflib] [--only TEXT]

The graph is that of bench/world.py. 'engine' is pyoxigraph in this process: the query and its answer as JSON. 'served'
is the same over HTTP from a warm ``kg serve`` on a snapshot of the same store, until the last byte is here. Both in
turn, the median of all rounds, and of their differences; what comes out above the promise is measured again in thrice
as many rounds, and that counts. rdflib gets each question once, and is stopped after --cap seconds: such a row counts
as the cap, one that rdflib fails on as what it took until then: lower bounds.

It ends with 1 where an answer differs between engine and service, or where the promise is not kept: at most 15 ms above
the engine each, and all of them ten times as fast as rdflib.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
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
Pair = tuple[float, float, float, bool]  # seconds by the engine, served, added; whether the answers are the same
HEADERS = {"accept": "application/sparql-results+json", "accept-encoding": "identity"}  # the same bytes as the engine's


def timed(call: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return how long a call took, and what it gave."""
    begin = time.perf_counter()
    found = call()
    return time.perf_counter() - begin, found


def measured(asked: list[Question], folder: Path, rounds: int) -> dict[str, Pair]:
    """Return label → seconds by the engine, through the service, added by it, and whether their answers are the same.

    What is added is the median of the pairs' differences: a noisy machine slows both of a pair, which run in turn.
    """
    engine = ox.Store.read_only(str(folder))
    found = {}
    with served(folder) as server, httpx.Client(timeout=120) as client:

        def pair(text: str) -> Pair:
            def alone() -> bytes:
                return engine.query(text).serialize(format=ox.QueryResultsFormat.JSON)

            def through() -> bytes:
                answer = client.post(server.sparql, data={"query": text}, headers=HEADERS)
                return answer.raise_for_status().content

            (one, answer), (other, heard) = timed(alone), timed(through)
            return one, other, other - one, rows(answer) == rows(heard)

        for question in asked:
            found[question.label] = _median([pair(question.sparql) for _ in range(rounds + WARM)])
        for question in asked:
            if found[question.label][2] > ABOVE:
                found[question.label] = _median([pair(question.sparql) for _ in range(3 * rounds + WARM)])
    return found


def _median(pairs: list[Pair]) -> Pair:
    one, other, added, same = zip(*pairs[WARM:], strict=True)
    return median(one), median(other), median(added), all(same)


def rows(body: bytes) -> Counter[str]:
    """Return the rows of an answer, whatever their order."""
    return Counter(json.dumps(row, sort_keys=True) for row in json.loads(body)["results"]["bindings"])


def by_rdflib(asked: list[Question], folder: Path, cap: float) -> float:
    """Print what rdflib's memory store takes for each question; return the seconds for all, a lower bound."""
    import rdflib.plugins.sparql

    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    with kg.open_store(folder) as store:
        begin = time.perf_counter()
        dataset = store.to_rdflib()
    print(f"\n{'milliseconds':38} {'rdflib':>10}   (it took {time.perf_counter() - begin:.0f} s to load the graph)")
    total = 0.0
    for question in asked:
        took, note = _answered(dataset, question.sparql, cap)
        total += took
        print(f"{question.label[:38]:38} {took * 1000:10,.0f}   {note}".rstrip(), flush=True)
    return total


def _answered(dataset, sparql: str, cap: float) -> tuple[float, str]:
    """Return how long rdflib takes, at most ``cap``, and a word where that is no answer.

    What a copy of this process has answered in time is timed here: in the copy each page that is touched is copied too.
    """
    begin = time.perf_counter()
    child = os.fork()
    if not child:
        try:
            dataset.query(sparql).serialize(format="json")
            os._exit(0)
        except BaseException as error:
            print(f"rdflib: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
            os._exit(1)
    while (took := time.perf_counter() - begin) < cap:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended and status:
            return took, "fails"
        if ended:
            return min(took, timed(lambda: dataset.query(sparql).serialize(format="json"))[0]), ""
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return cap, "stopped"


def table(found: dict[str, Pair]) -> bool:
    """Print the figures; return whether the promise is kept for each."""
    print(f"{'milliseconds':38} {'engine':>8} {'served':>8} {'added':>7}")
    good = True
    for label, (engine, service, added, same) in found.items():
        fine = same and added <= ABOVE
        good &= fine
        note = "" if fine else "  !" if same else "  DIFFERS"
        print(f"{label[:38]:38} {engine * 1000:8.1f} {service * 1000:8.1f} {added * 1000:7.1f}{note}")
    engine, service = (sum(one[at] for one in found.values()) for at in (0, 1))
    print(f"{'all':38} {engine * 1000:8.1f} {service * 1000:8.1f} {(service - engine) * 1000:7.1f}", flush=True)
    return good


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
    good = table(found)
    if not args.no_rdflib:
        times = by_rdflib(asked, folder, args.cap) / sum(service for _, service, _, _ in found.values())
        print(f"\nrdflib takes at least {times:.0f} times as long as the service")
        good &= times >= TIMES
    sys.exit(not good)


if __name__ == "__main__":
    main()
