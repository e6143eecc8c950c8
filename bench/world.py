"""A large graph of kg's shape: invented reports, projected by the functions that project real ones.

    python bench/world.py [--size QUADS] [--seed N] [--check REPORTS] [FOLDER]

fills a store in FOLDER (default: a folder in the system's place for temporary files, made once and used again by the
other measurements) and prints what it holds; ``--check`` also validates the graph of the first reports. The same size
and seed always give the same quads. A store holds each triple once more, in its default graph.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pyoxigraph as ox
from invented import Country
from telling import Page, appointment, conference, happening, issue, visit

import kg
from kg.graph.derived import Derived, share
from kg.graph.iris import Iris
from kg.graph.project import place, project, report_quads
from kg.graph.vocabulary import DEFAULT_BASE, ontology_quads
from kg.model import ReportStatements
from kg.resolution.resolve import resolve

SIZE = 1_000_000
PER_REPORT = 650  # quads, about
STAMP = "bench-world.json"
_HERE = Path(__file__).resolve().parent
_KINDS = ("Person", "Body", "Post", "Event", "Directive", "Place", "Topic", "Instruction", "Appointment", "Report")


def readings(size: int = SIZE, seed: int = 1) -> Iterator[ReportStatements]:
    """Yield the invented reports of a world of about ``size`` quads, each with what a reader would take from it."""
    total = max(4, round(size / PER_REPORT))
    random = Random(seed)
    country = Country(random, min(300, 4 + total // 40), 4 + total // 5)
    terms = [term for held in country.terms.values() for term in held]
    event = happening(random, country)
    for number in range(total):
        lot = random.random()
        if lot < 0.55:
            event = event if random.random() < 0.3 else happening(random, country)
            page = Page(random, country, event.day)
            title = conference(page, event)
        elif lot < 0.7:
            page = Page(random, country, random.choice(country.papers).day)
            title = visit(page)
        elif lot < 0.85:
            term = random.choice(terms)
            page = Page(random, country, term.begin)
            title = appointment(page, term)
        else:
            paper = random.choice(country.papers)
            page = Page(random, country, paper.day)
            title = issue(page, paper)
        page.put(f"Tin số {number + 1}.")  # no two texts are one
        yield page.done(number, title)


def quads(size: int = SIZE, seed: int = 1) -> Iterator[ox.Quad]:
    """Yield the quads of a world, report by report, the derived graphs and the ontology at last."""
    told = list(readings(size, seed))
    decisions = resolve(told)
    iris, derived = Iris(DEFAULT_BASE), Derived(DEFAULT_BASE)
    for reading in told:
        place(iris, reading, decisions)
    for reading in told:
        names = iris.names(reading.report.key, reading.entities)
        derived.add(share(reading, names, DEFAULT_BASE))
        yield from report_quads(reading, names, DEFAULT_BASE, [reading.report])
    yield from derived.quads()
    yield from ontology_quads()


def world(size: int = SIZE, seed: int = 1) -> Path:
    """Return the folder of a store that holds a world; it is made where it is not there yet."""
    stamp = _stamp(size, seed)
    folder = Path(tempfile.gettempdir()) / f"kg-bench-{stamp[:12]}"
    if not (folder / STAMP).is_file():
        shutil.rmtree(folder, ignore_errors=True)
        fill(folder, quads(size, seed))
        (folder / STAMP).write_text(json.dumps({"size": size, "seed": seed, "stamp": stamp}), encoding="utf-8")
    return folder


def fill(folder: Path, given: Iterable[ox.Quad]) -> None:
    """Fill a new store in a folder."""
    with kg.open_store(folder, create=True) as store:
        store.fill(given)


def busiest(store: kg.Store) -> dict[str, str]:
    """Return for each kind of thing the IRI that most triples of the reports' graphs speak of (ties: the first)."""
    kinds = {quad.subject.value: quad.object.value.rpartition("#")[2] for quad in store.matching("rdf:type")}
    spoken: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for quad in store.report_quads():
        for node in {quad.subject, quad.object}:
            if not isinstance(node, ox.Literal) and kinds.get(node.value) in _KINDS:
                spoken[kinds[node.value]][node.value] += 1
    return {kind: min(found, key=lambda iri: (-found[iri], iri)) for kind, found in sorted(spoken.items())}


def findings(size: int, seed: int, reports: int) -> list:
    """Return what is wrong with the graph of the first reports of a world."""
    from kg.graph.shapes import validate

    sample = list(islice(readings(size, seed), reports))
    return validate(project(sample, resolve(sample)))


def _stamp(size: int, seed: int) -> str:
    parts = [(_HERE / name).read_bytes() for name in ("world.py", "telling.py", "invented.py")]
    parts += [path.read_bytes() for path in sorted((_HERE.parent / "kg" / "graph").glob("*.py"))]
    parts += [path.read_bytes() for path in sorted((_HERE.parent / "ontology").glob("*.ttl"))]
    return hashlib.sha256(repr((size, seed, parts)).encode()).hexdigest()


def main() -> None:
    """Make a world and print what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", type=int, default=0, metavar="REPORTS")
    args = parser.parse_args()
    if args.check and (found := findings(args.size, args.seed, args.check)):
        sys.exit("\n".join(map(str, found)))
    begin = time.monotonic()
    if args.folder:
        fill(args.folder, quads(args.size, args.seed))
    folder = args.folder or world(args.size, args.seed)
    print(f"{folder}: {time.monotonic() - begin:.1f} s")
    with kg.open_store(folder) as store:
        print(f"{sum(1 for _ in store.quads()):>9} quads in {len(store.graphs())} graphs")
        for kind in _KINDS:
            print(f"{sum(1 for _ in store.matching('rdf:type', f'kg:{kind}')):>9} {kind}")
        for kind, iri in busiest(store).items():
            print(f"{kind:12} {iri}")


if __name__ == "__main__":
    main()
