"""Fifty clients at once, alone and beside the worst one: no error, and their 95th percentile at most doubles.

    python bench/load.py [--seconds 60] [--clients 50] [--think 1] [--rounds 3] [--worst 2] [--size QUADS]

Each client asks saved questions and small SPARQL, as often the ones as the others, one after another, and thinks a
while between them (--think: seconds on average; 0: never). Each round has two phases of --seconds: the clients alone,
and beside the client of bench/worst.py (--worst: its connections). All on this machine: the clients' own work is in
the figures of both phases. Ends with 1 where one of the fifty got an error or a wrong answer, or where the median
ratio is above 2.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles

from client import Client
from questions import questions
from serving import served
from world import busiest, world

import kg

SIZE = 1_000_000
TIMES = 2.0
HEAVY = 0.1  # seconds of the engine: what takes longer is no question of everyday
SMALL = (
    "ASK { %s ?p ?o }",
    "SELECT ?label { %s rdfs:label ?label }",
    "SELECT ?p ?o { %s ?p ?o } LIMIT 50",
    "SELECT ?graph { GRAPH ?graph { %s a ?class } }",
    "SELECT ?class (COUNT(*) AS ?n) { %s ?p ?thing . ?thing a ?class } GROUP BY ?class",
    "SELECT ?by ?words { ?e rdf:subject %s ; rdf:predicate ?by ; oa:exact ?words } LIMIT 20",
)


@dataclass
class Phase:
    """What the clients saw: seconds of each request, and errors."""

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def percentile(self, percent: int) -> float:
        """Return a percentile in milliseconds."""
        return quantiles(self.seconds, n=100)[percent - 1] * 1000


def asked(folder: Path) -> list[dict[str, int]]:
    """Return the saved questions and the small queries, each with the size of its right answer in bytes."""
    with kg.open_store(folder) as store:
        things = busiest(store)
        saved = [question.sparql for question in questions(store, things)]
        small = [text % f"<{iri}>" for iri in things.values() for text in SMALL]
        return [dict(filter(None, (_sized(store, text) for text in texts))) for texts in (saved, small)]


def _sized(store: kg.Store, text: str) -> tuple[str, int] | None:
    """Return a query and the size of its answer; None for a heavy one."""
    answer, begin = io.BytesIO(), time.thread_time()
    store.answer(text, lambda _: "json", answer)
    return None if time.thread_time() - begin > HEAVY else (text, len(answer.getvalue()))


async def client(
    number: int, address: str, queries: list[dict[str, int]], phase: Phase, end: float, think: float
) -> None:
    """Be one client until ``end``."""
    random, http = Random(number), Client(address)
    await asyncio.sleep(random.uniform(0, 2 * think))
    while time.monotonic() < end:
        text, size = random.choice(sorted(random.choice(queries).items()))
        begin = time.monotonic()
        try:
            status, body = await http.ask(text)
            phase.seconds.append(time.monotonic() - begin)
            if status != 200 or len(body) != size:
                phase.errors[f"{status}, {len(body)} bytes instead of {size}: …{body[-60:]!r}"] += 1
        except (OSError, EOFError, ValueError) as error:
            phase.errors[repr(error)] += 1
        if think:
            await asyncio.sleep(random.uniform(0, 2 * think))
    http.close()


async def clients(count: int, address: str, queries: list[dict[str, int]], seconds: float, think: float) -> Phase:
    """Run all clients for a while."""
    phase, end = Phase(), time.monotonic() + seconds
    await asyncio.gather(*(client(number, address, queries, phase, end, think) for number in range(count)))
    return phase


@contextmanager
def beside(address: str, connections: int, start: int):
    """Have the worst client at work as long as the block lasts; yield the file in which it tells how it fared."""
    script = Path(__file__).with_name("worst.py")
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen([sys.executable, str(script), address, str(connections), str(start)], stdout=log)
        try:
            yield log
        finally:
            process.terminate()
            process.wait()


def show(name: str, phase: Phase, seconds: float) -> None:
    """Print a phase."""
    rate, errors = len(phase.seconds) / seconds, sum(phase.errors.values())
    figures = " ".join(f"{phase.percentile(percent):8.1f}" for percent in (50, 95, 99))
    print(f"{name:20} {figures} {max(phase.seconds) * 1000:9.1f} {rate:9.1f} {errors:7}", flush=True)
    for said, times in phase.errors.most_common(5):
        print(f"    {times} x {said}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--think", type=float, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--worst", type=int, default=2)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--verbose", action="store_true", help="also what became of each of the worst requests")
    args = parser.parse_args()
    folder = world(args.size)
    queries = asked(folder)
    kinds = f"{len(queries[0])} saved questions and {len(queries[1])} small ones"
    print(f"{args.clients} clients, {kinds}; they think {args.think:g} s; {args.seconds:g} s a phase\n")
    print(f"{'milliseconds':20} {'p50':>8} {'p95':>8} {'p99':>8} {'max':>9} {'a second':>9} {'errors':>7}")
    ratios, errors, became = [], 0, Counter()
    with served(folder) as server:
        asyncio.run(clients(args.clients, server.sparql, queries, 5, 0))  # warm
        for turn in range(args.rounds):
            alone = asyncio.run(clients(args.clients, server.sparql, queries, args.seconds, args.think))
            show("alone", alone, args.seconds)
            with beside(server.sparql, args.worst, 8 * turn) as log:
                harmed = asyncio.run(clients(args.clients, server.sparql, queries, args.seconds, args.think))
                log.seek(0)
                became.update(log.read().splitlines())
            show("beside the worst", harmed, args.seconds)
            ratios.append(harmed.percentile(95) / alone.percentile(95))
            errors += alone.errors.total() + harmed.errors.total()
    print(f"\np95 beside the worst / alone: {', '.join(f'{ratio:.2f}' for ratio in ratios)}; errors: {errors}")
    print(f"the worst client sent {became.total()} requests")
    for said, times in sorted(became.items()) if args.verbose else ():
        print(f"    {times} x {said}")
    sys.exit(bool(errors) or median(ratios) > TIMES)


if __name__ == "__main__":
    main()
